#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Own areas of the example made by merging neighbours (`merge:`): on the map and in the tables.
. "$(dirname "$0")/lib.sh"

example_project "$work/example"
cd "$work/example" || exit 1

# with_merge MERGE — merged.yaml: the project with a group `groot`.
with_merge() {
    sed "/file: wijkteams.csv/a\\    - name: groot\\n      title: Grotere buurten\\n      merge: $1" project.yaml >merged.yaml
}

# persons LEVEL NAMES — inhabitants of the areas of which the names match, as the base of an indicator.
persons() {
    awk -F, -v level="$1" -v names="$2" '$1 == level && $5 == "share_0_14" && $3 ~ names { sum += $10 } END { print sum }' \
        out/indicators.csv
}

# square_km TABLE — the land in it.
square_km() {
    ogrinfo -q -dialect SQLite -sql "SELECT round(sum(ST_Area(geom)) / 1e6, 3) AS km2 FROM $1" out/kansenkompas.gpkg |
        sed -n 's/.*km2 (.*) = //p'
}

with_merge '{until: 2500, population: kwb.a_inw}'
expect 0 run --quiet merged.yaml
expect_text "$work/stderr" 'groot: 2 of 24 areas have fewer than 2500 inhabitants'
ogr2ogr -f CSV groot.csv out/groot.geojson -select code,name 2>/dev/null || fail 'out/groot.geojson cannot be read'
[ "$(tail -n +2 groot.csv | wc -l)" -eq 24 ] || fail 'not 24 areas'
expect_text groot.csv 'BU19990000+1,Oude Haven + Wallengebied'
expect_text groot.csv 'BU19990400+4,Waardzicht + Kastanjehof + Bloemenbuurt en 2 andere'
whole=$(persons groot '^Oude Haven \\+ Wallengebied$') parts=$(persons buurt '^(Oude Haven|Wallengebied)$')
[ "$whole" -gt 2500 ] && [ "$whole" = "$parts" ] || fail "$whole inhabitants, $parts in the buurten"
[ -n "$(square_km groot)" ] && [ "$(square_km groot)" = "$(square_km 'buurten WHERE water = 0')" ] ||
    fail "$(square_km groot) km², of $(square_km 'buurten WHERE water = 0')"

sums out >once
expect 0 run --quiet --threads 1 merged.yaml
sums out >again
expect_same once again

with_merge '{until: 2500, population: jgz_kwb.a_inw}'
expect_error 8 "unknown table 'jgz_kwb'" check merged.yaml
with_merge '{until: 2500, population: kwb.a_inw}'
sed -i '0,/public: true/s//public: false/' merged.yaml
expect_error 8 "the table 'kwb' is not public: areas made by its figures would tell of them" check merged.yaml
