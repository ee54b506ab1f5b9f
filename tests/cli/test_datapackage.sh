# SPDX-License-Identifier: EUPL-1.2
# datapackage.json and woordenboek.csv tell of every file, column, indicator and status what is true, and so do the documents;
# gzip and FlatGeobuf hold what the other maps hold.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
cat >>town/project.yaml <<'YAML'
output:
  viewer: false
  report: false
  topojson: true
  gzip: true
  flatgeobuf: true
  details: [{name: web, percent: 10}]
YAML
expect 0 run --quiet --threads 1 town/project.yaml
out=town/out
node "$here/datapackage.mjs" $out "$root/docs/outputs.md" >stdout 2>stderr || fail "datapackage.json, woordenboek.csv or the documents"
[ "$(grep -c '"fields"' $out/datapackage.json)" -gt 20 ] || fail "few tables are told"

# what is wrong is seen: a cell that is no number, a status that is none, a key twice, an area that is not there
cp -r $out wrong
wrong() {
    cp $out/indicators.csv wrong/indicators.csv
    sed -i "$1" wrong/indicators.csv
    hash=$(sha256sum wrong/indicators.csv | cut -d' ' -f1)
    awk -v hash="$hash" -v bytes="$(wc -c <wrong/indicators.csv)" '
        /"path"/ { own = /"indicators.csv"/ }
        own && /"hash"/ { sub(/sha256:[0-9a-f]*/, "sha256:" hash) }
        own && /"bytes"/ { sub(/[0-9]+/, bytes) }
        { print }' $out/datapackage.json >wrong/datapackage.json
    ! node "$here/datapackage.mjs" wrong >stdout 2>stderr && grep -qF "$2" stdout || fail "not seen: $2"
}
wrong '2s/,reach[a-z_]*,[0-9.]*,/,reach,1x,/; 2s/\(GM1999,[^,]*,2023,[^,]*,\)[0-9.]*/\11,5x/' 'a row of'
wrong '2s/,ok,/,okay,/' "'okay' is not listed"
wrong '2p' 'do not tell its rows apart'
wrong '2s/GM1999/GM0000/' 'is not in areas'

# gzip: the very files
for file in $out/*.geojson $out/*.topojson; do
    gzip -dc "$file.gz" >plain 2>stderr || fail "gunzip $file.gz"
    expect_same plain "$file"
    [ "$(wc -c <"$file.gz")" -lt "$(($(wc -c <"$file") / 2))" ] || fail "$file.gz is not smaller"
    # no name, no date: a header of ten bytes with flags and time 0
    [ "$(od -An -tx1 -j 3 -N 5 "$file.gz" | tr -d ' ')" = 0000000000 ] || fail "$file.gz has a name or a date"
done
[ "$(ls $out/*.gz | wc -l)" -eq "$(ls $out/*.geojson $out/*.topojson | wc -l)" ] || fail "other files are compressed too"

# FlatGeobuf: fields, figures and shapes of the GeoPackage
for level in gemeenten wijken buurten wijkteam; do
    for file in kansenkompas.gpkg $level.fgb; do
        ogr2ogr -f CSV /vsistdout/ $out/$file $level -lco GEOMETRY=AS_WKT 2>stderr | { read -r head && echo "$head" && sort; } >cells
        [ ! -s stderr ] || fail "GDAL warns of $file"
        mv cells cells.${file##*.}
    done
    [ "$(wc -l <cells.gpkg)" -gt 1 ] || fail "no areas of $level"
    expect_same cells.fgb cells.gpkg
    ogrinfo -so $out/$level.fgb $level >stdout 2>stderr || fail "ogrinfo $level.fgb"
    expect_text stdout 'ID["EPSG",28992]'
done

# an area without a shape cannot be in a FlatGeobuf: that is said
small_project small
awk '/"BU19980201"/ { sub(/"geometry": *\{[^}]*\}/, "\"geometry\":null") } { print }' small/buurten.geojson >shapeless
! cmp -s shapeless small/buurten.geojson || fail "all have shapes"
mv shapeless small/buurten.geojson
printf 'output:\n  flatgeobuf: true\n' >>small/project.yaml
expect 0 run small/project.yaml
expect_text stderr 'buurten.fgb is without 1 areas that have no shape'
for file in kansenkompas.gpkg buurten.fgb; do
    ogr2ogr -f CSV /vsistdout/ small/out/$file buurten -select code | sort >cells.${file##*.}
done
grep -v BU19980201 cells.gpkg >expected
! cmp -s expected cells.gpkg || fail "the area without a shape is not in the GeoPackage"
expect_same cells.fgb expected

sums $out >before
expect 0 run --quiet --threads 3 town/project.yaml
sums $out >after
expect_same after before
exit 0
