# SPDX-License-Identifier: EUPL-1.2
# Sources of areas in other forms: a Shapefile, a folder, the engine's own output; and shapes that are none.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
areas=town/wijkenbuurten.gpkg

# project SOURCE — areas only, of one source
areas_project() {
    printf 'project: {name: bron, period: 2023}\nareas:\n  sources:\n    - file: %s\n' "$1" >town/areas.yaml
}

# Every file that was read has its fingerprint.
has_fingerprints() {
    for name in "$@"; do
        sum=$(sha256sum "town/$name" | cut -d' ' -f1)
        tr -d ' \n' <town/out/run.json | grep -qF "\"$name\",\"bytes\":$(stat -c %s "town/$name"),\"sha256\":\"$sum\"" ||
            fail "run.json lacks the fingerprint of $name"
    done
}

ogr2ogr -q town/maps "$areas" buurten -f 'ESRI Shapefile' -lco ENCODING=UTF-8 2>/dev/null || skip "no Shapefile"
areas_project maps/buurten.shp
expect 0 run --quiet town/areas.yaml
has_fingerprints maps/buurten.shp maps/buurten.dbf maps/buurten.shx maps/buurten.prj
cp town/out/buurten.geojson from_file.geojson

areas_project maps
expect 0 run --quiet town/areas.yaml
has_fingerprints maps/buurten.shp maps/buurten.dbf
expect_same town/out/buurten.geojson from_file.geojson

# what the engine wrote it reads, land as land
cp from_file.geojson town/again.geojson
printf 'project: {name: bron, period: 2023}
areas:\n  sources:\n    - {file: again.geojson, code: code, name: name, water: water}\n' >town/areas.yaml
expect 0 run --quiet town/areas.yaml
has_fingerprints again.geojson
[ "$(grep -c '"water":true' town/out/buurten.geojson)" -eq "$(grep -c '"water":true' from_file.geojson)" ] || fail "water"

# a ring that is not closed: the area has no shape, wherever it stands, and GDAL keeps quiet
square() {
    printf '{"type":"Feature","properties":{"buurtcode":"%s"},"geometry":{"type":"Polygon","coordinates":' "$1"
    printf '[[[%s.0,52.0],[%s.1,52.0],[%s.1,52.1],[%s.0,52.1],[%s]]]}}' "$2" "$2" "$2" "$2" "$3"
}
for order in 1 2 3; do
    a=$(square BU19980101 4 4.0,52.0) b=$(square BU19980102 5 5.0,52.0) open=$(square BU19980103 6 6.0,52.05)
    case $order in
        1) list="$open,$a,$b" ;;
        2) list="$a,$open,$b" ;;
        *) list="$a,$b,$open" ;;
    esac
    printf '{"type":"FeatureCollection","features":[%s]}' "$list" >town/rings.geojson
    areas_project rings.geojson
    expect 0 run --quiet town/areas.yaml
    [ ! -s stderr ] || fail "words on standard error"
    [ "$(grep -c '^empty,rings.geojson,.*,BU19980103,' town/out/rejected.csv)" -eq 1 ] || fail "not one line of the open ring"
    cut -d, -f1,2,4- town/out/rejected.csv >rejected.$order # the record's number differs
    [ $order -gt 1 ] || cp town/out/buurten.geojson first.geojson
    expect_same rejected.$order rejected.1
    expect_same town/out/buurten.geojson first.geojson
done
