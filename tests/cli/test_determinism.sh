# SPDX-License-Identifier: EUPL-1.2
# The same bytes for the same inputs: any number of threads, another moment, another folder to work in or to write to,
# another time zone, a database that is fresh or used, another order of the areas.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
mkdir page && echo '<!doctype html><title>page</title>' >page/index.html
KANSENKOMPAS_VIEWER=$work/page
export KANSENKOMPAS_VIEWER
printf '\noutput: {topojson: true, flatgeobuf: true, gzip: true, tiles: {from: 8, to: 12}}\n' >>town/project.yaml
expect 0 db start town/project.yaml
expect 0 run --quiet --threads 1 town/project.yaml
sums town/out >before

# same_again WHAT OUT ARGUMENT… — runs the engine; OUT must hold the same bytes as before.
same_again() {
    what=$1 out=$2
    shift 2
    expect 0 run --quiet "$@"
    sums "$out" >"$work/after"
    cmp -s "$work/before" "$work/after" || {
        diff "$work/before" "$work/after"
        fail "other bytes: $what"
    }
}

sleep 1.1
same_again "2 threads, a second later" town/out --threads 2 town/project.yaml
same_again "5 threads" town/out --threads 5 town/project.yaml
same_again "another output folder" elsewhere/a/b --out elsewhere/a/b town/project.yaml
cd town || exit 1
export TZ=Asia/Tokyo
same_again "from another folder, in another time zone" out
unset TZ
cd "$work" || exit 1
expect 0 db purge town/project.yaml
same_again "a new database" town/out town/project.yaml

for layer in gemeenten wijken buurten; do
    update=
    [ -f turned.gpkg ] && update=-update
    ogr2ogr $update turned.gpkg town/wijkenbuurten.gpkg -nln "$layer" -sql "SELECT * FROM $layer ORDER BY fid DESC" \
        2>stderr || fail "ogr2ogr"
done
mv turned.gpkg town/wijkenbuurten.gpkg
grep -v ' run.json$' before >without_inputs
expect 0 run --quiet town/project.yaml
sums town/out | grep -v ' run.json$' >after
expect_same without_inputs after
exit 0
