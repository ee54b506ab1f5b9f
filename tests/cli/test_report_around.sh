# SPDX-License-Identifier: EUPL-1.2
# Figures of the area around a hidden one are in no ranking of the report and have their own line in the legend; titles,
# units and sources of any length are drawn whole; what is hidden is told of every level, however many there are.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
long=$(printf 'é%.0s' $(seq 300))
awk 'BEGIN {
    print "{\"type\": \"FeatureCollection\", \"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::28992\"}}, \"features\": ["
    for (i = 0; i < 6; i++) {
        x = 150000 + 1000 * i; y = 480000
        printf "%s{\"type\": \"Feature\", \"properties\": {\"buurtcode\": \"BU00341%d00\", \"buurtnaam\": \"Buurt %d\", \"water\": \"NEE\"}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[%d, %d], [%d, %d], [%d, %d], [%d, %d], [%d, %d]]]}}", i ? "," : "", i, i, x, y, x + 1000, y, x + 1000, y + 1000, x, y + 1000, x, y
    }
    print "]}" }' >buurten.geojson
cat >figures.csv <<'END'
code,inw,kids
WK003410,400,40
BU00341000,400,40
WK003411,500,100
BU00341100,500,100
WK003412,300,3
BU00341200,300,3
WK003413,350,60
BU00341300,350,60
WK003414,450,4
BU00341400,450,4
WK003415,600,70
BU00341500,600,70
GM0034,2600,277
END
printf 'code,group,name\nBU00341000,A,Ayelo\nBU00341100,A,Ayelo\nBU00341300,B,Beek\nBU00341500,B,Beek\n' >groups.csv
cat >project.yaml <<END
project: {name: around, title: "$long", period: 2023}
areas:
  sources: [{file: buurten.geojson}]
  groups: [{name: noord, title: Noorden, file: groups.csv}, {name: oost, title: Oosten, file: groups.csv}, {name: zuid, title: Zuiden, file: groups.csv}]
tables:
  - {name: t, file: figures.csv, period: 2023, source: "$long", code: code, population: inw, minimum_match: 0}
disclosure: {fallback: parent}
indicators:
  - {name: kidshare, kind: share, numerator: t.kids, denominator: t.inw, unit: "$(printf 'é%.0s' $(seq 60))", label_nl: Kinderen, label_en: Children}
output: {viewer: false, xlsx: false}
END
expect 0 run --quiet project.yaml
pdftotext -layout out/report.pdf words
expect_text words 'alle 4 van de 4 wijken met een cijfer'
expect_text words 'nummer 4 van de 4 wijken'
expect_text words 'verborgen; dat van het'
! grep -q 'Het .*WK00341[24]' words || fail "a hidden area is among the highest or lowest"
for level in gemeenten wijken buurten Noorden Oosten Zuiden; do
    grep -A1 'Wat er staat' words | grep -q "$level" || fail "the report does not tell what is hidden of $level"
done
pdftotext -bbox out/report.pdf words.xml
[ "$(grep -c '<word' words.xml)" -gt 300 ] || fail "no words in the report"
sed -n 's/.*<word xMin="\([0-9.]*\)".* xMax="\([0-9.]*\)".*/\1 \2/p' words.xml |
    awk '$1 < 20 || $2 > 575 { exit 1 }' || fail "words beyond the margins of a page"
expect 0 map kidshare project.yaml --write map.pdf --quiet
pdftotext map.pdf - | tr -s ' \n' ' ' >shown
expect_text shown 'dat van het gebied eromheen'
exit 0
