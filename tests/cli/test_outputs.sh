# SPDX-License-Identifier: EUPL-1.2
# Where outputs go: a folder that is not ours, not to be written, a link, odd names; two runs at once into one folder.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
small_project small
project=small/project.yaml
expect 0 db start "$project"
url=$(cat stdout)
expect 0 run --quiet "$project"
sums small/out >before

expect_kept() {
    sums "$1" >after
    expect_same before after
    expect_tidy "$(dirname "$1")"
}

# a folder with something that we did not make is left alone, also one made by us to which something was added
mkdir theirs
echo precious >theirs/thesis.txt
expect_error 6 "'thesis.txt', which kansenkompas did not make" run "$project" --out theirs
[ "$(ls -A theirs)" = thesis.txt ] && [ "$(cat theirs/thesis.txt)" = precious ] || fail "a folder of another was touched"
echo precious >small/out/thesis.txt
expect_error 6 "'thesis.txt'" run "$project"
[ "$(cat small/out/thesis.txt)" = precious ] || fail "a file of another was touched"
rm small/out/thesis.txt
expect_kept small/out
echo '{"generator": "another"}' >theirs/run.json
expect_error 6 theirs run "$project" --out theirs
expect_error 6 '' run "$project" --out theirs/thesis.txt
expect_error 6 '' run "$project" --out small
expect_error 6 'cannot use / as output folder' run "$project" --out /
[ -f small/project.yaml ] || fail "the project was removed"
mkdir empty
expect 0 run --quiet "$project" --out empty
expect_kept empty
# an old file of ours goes, QGIS's leftovers beside the GeoPackage too
touch small/out/kansenkompas.gpkg-wal
expect 0 run --quiet "$project"
expect_kept small/out

# a link is followed, and stays a link; one that leads nowhere is not guessed about
mkdir -p real/out
ln -s real/out link
for run in 1 2; do
    expect 0 run --quiet "$project" --out link
    expect_kept real/out
    expect_tidy .
    [ -L link ] || fail "the link was replaced"
done
mkdir real/links
ln -s ../nowhere real/links/out
expect_error 6 'real/links/out is a link to one that is not there' run "$project" --out real/links/out
[ -L real/links/out ] || fail "the dangling link was replaced"
expect_error 6 'real/links/out' run "$project" --out real/links/out/deeper

# blanks, accents, quotes, a percent sign, a leading dash
odd="Gemeente Súdwest-Fryslân (2024) 'x' \"y\" %20 #1"
small_project "$odd/-project"
expect 0 run --quiet "$odd/-project/project.yaml"
expect_kept "$odd/-project/out"
(cd "$odd/-project" && timeout 60 "$engine" run -q --out=-out && sums ./-out >"$work/after") || fail "a leading dash"
expect_same before after
mv "$odd/-project" moved
expect 0 run --quiet moved/project.yaml -d "$url"
expect_kept moved/out

# a very long path: no socket fits in it
long=$work/$(printf 'l%.0s' $(seq 200))/$(printf 'm%.0s' $(seq 200))
small_project "$long"
long_home=$work/home$(printf 'n%.0s' $(seq 120))
KANSENKOMPAS_HOME=$long_home expect 0 run --quiet "$long/project.yaml"
expect_kept "$long/out"
KANSENKOMPAS_HOME=$long_home expect 0 db purge "$long/project.yaml"
[ -z "$(ls -d /tmp/kk-*-mmmm* 2>/dev/null)" ] || fail "purge leaves a folder of sockets behind"

# two runs at once into one folder: each waits for the other's database, the last one stays
for run in 1 2; do
    timeout 60 "$engine" run --quiet "$project" --out both >"of_$run" 2>&1 &
    eval "run_$run=$!"
done
wait "$run_1" || fail "the first of two runs at once"
wait "$run_2" || fail "the second of two runs at once"
expect_kept both

# standard output that is full or gone
"$engine" run "$project" >/dev/full 2>stderr
[ $? -eq 6 ] || fail "a full standard output is no error"
is_one_error 'standard output'
"$engine" --help 2>stderr | :
[ ! -s stderr ] || ! grep -qv '^kansenkompas: error: ' stderr || fail "help into a closed pipe"
exit 0
