# SPDX-License-Identifier: EUPL-1.2
# Maps with less detail: the same areas and figures, fewer vertices, the size that was asked for, and what it took.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
cat >>town/project.yaml <<'YAML'
output:
  viewer: false
  report: false
  xlsx: false
  snap: 1
  topojson: true
  details:
    - {name: web, percent: 10}
    - {name: paper, metres: 40, method: peucker}
    - {name: phone, kilobytes: 60, islands_m2: 10000}
YAML
expect 0 run --quiet --threads 1 town/project.yaml
out=town/out

# features FILE — one a line, without shape and box
features() {
    grep '^{"type":"Feature",' "$1" | sed 's/"bbox":\[[^]]*\],//; s/,"geometry":.*//'
}
# points FILE — how many positions all shapes have
points() {
    grep '^{"type":"Feature",' "$1" | sed 's/.*"geometry"://' | grep -o '\[[0-9.]*,[0-9.]*\]' | wc -l
}
for level in gemeenten wijken buurten wijkteam; do
    features "$out/$level.geojson" >whole
    [ -s whole ] || fail "no features of $level"
    for detail in web paper phone; do
        features "$out/$level-$detail.geojson" >less
        expect_same less whole
        [ "$(points "$out/$level-$detail.geojson")" -lt "$(points "$out/$level.geojson")" ] || fail "$level-$detail is not simpler"
        ogrinfo -so -q "$out/$level-$detail.geojson" "$level" >stdout 2>stderr || fail "GDAL does not read $level-$detail"
        [ ! -s stderr ] || fail "GDAL warns of $level-$detail"
    done
done
# TopoJSON: the same areas, figures and positions, each border once
for detail in "" -web -phone; do
    [ "$(wc -c <"$out/areas$detail.topojson")" -lt "$(cat "$out"/*en"$detail".geojson "$out/wijkteam$detail.geojson" | wc -c)" ] || fail "areas$detail.topojson is not smaller"
    for level in gemeenten wijken buurten wijkteam; do
        [ "$detail" != -web ] || features "$out/$level$detail.geojson" | sed 's/.*"properties"://' | sort >whole
        [ "$detail" != -web ] || sed -n "/^\"$level\"/,/]}/p" "$out/areas$detail.topojson" | sed -n 's/,*$//; s/]}*,*$//; s/.*"properties"://p' | sed 's/}$//' | sort >less
        [ "$detail" != -web ] || expect_same less whole
        [ -n "$detail" ] || continue # areas.topojson is closed, the whole GeoJSON as the source is
        ogr2ogr -f CSV /vsistdout/ "$out/areas$detail.topojson" "$level" -dialect SQLite -sql \
            "SELECT id, round(ST_Area(geometry) * 1e9) AS area FROM $level ORDER BY id" >topo 2>stderr || fail "GDAL does not read areas$detail.topojson"
        ogr2ogr -f CSV /vsistdout/ "$out/$level$detail.geojson" -dialect SQLite -sql \
            "SELECT id, round(ST_Area(geometry) * 1e9) AS area FROM $level ORDER BY id" >geo 2>stderr || fail "GDAL does not read $level$detail"
        [ "$(wc -l <geo)" -gt 1 ] || fail "no areas in $level$detail"
        expect_same topo geo
    done
done
outlines=$(grep '^{"type":"Feature",' "$out/buurten-phone.geojson" | sed 's/.*"geometry"://' | wc -c)
[ "$outlines" -le 64000 ] && [ "$outlines" -ge 40000 ] || fail "60 kB asked, $outlines bytes of outlines"

# what of run.json is said of a detail
said() {
    sed -n '/"map_boundaries"/,/^  }/p' "$out/run.json" | sed -n "/\"name\": \"$1\"/,/}/s/.*\"$2\": \([0-9.]*\).*/\1/p"
}
sed -n '/"map_boundaries"/,/^  }/p' "$out/run.json" | grep -q '"areas_reshaped": 0,' || fail "wijken of the example are covered by their buurten"
removable=$(said web removable_vertices) kept=$(said web kept_vertices) back=$(said web put_back)
[ "$kept" -ge $((removable / 10)) ] && [ "$((kept - back))" -le $((removable / 8)) ] || fail "10% asked, $kept of $removable kept"
# beside a vertex that validity puts back others are further from the new lines
awk -v moved="$(said paper largest_displacement_m)" 'BEGIN { exit !(moved > 20 && moved <= 80) }' ||
    fail "40 m asked, moved $(said paper largest_displacement_m)"

sums "$out" >before
expect 0 run --quiet --threads 3 town/project.yaml
sums "$out" >after
expect_same after before
exit 0
