# SPDX-License-Identifier: EUPL-1.2
# Statistics and the guide tell nothing of what is withheld: whoever changes every withheld count into another finds the
# same bytes in every output.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
squares 30 6 >wijken.geojson
cat >project.yaml <<END
project: {name: proef, period: 2023}
areas:
  vintage: 2023
  sources: [{file: wijken.geojson, code: code, name: name}]
tables:
  - {name: care, file: care.csv, code: code, period_column: year}
  - {name: people, file: people.csv, public: true, code: code, period_column: year}
indicators:
  - {name: use, kind: share, numerator: care.girls + care.boys, denominator: people.girls + people.boys, levels: [wijk], direction: need, axis: use, label_nl: x}
  - {name: girls, kind: share, numerator: care.girls, denominator: people.girls, levels: [wijk], label_nl: x}
  - {name: boys, kind: share, numerator: care.boys, denominator: people.boys, levels: [wijk], label_nl: x}
  - {name: poor, kind: value, numerator: people.poor, unit: "%", levels: [wijk], direction: need, axis: need, label_nl: x}
  - {name: youths, kind: value, numerator: people.girls + people.boys, levels: [wijk], label_nl: x}
# what else is hidden depends on what is few; this test is about what is made of the rest
disclosure: {secondary: false, accept_leaks: a test of the statistics}
statistics:
  export_neighbours: true
  of:
    - indicators: [use]
      smoothed: {method: bym2}
      standardised: {strata: [girls, boys]}
      expected: {on: [poor]}
      pattern: {}
      scan: {replicates: 99}
      ranked: {worst: 5, within: gemeente}
      change: {}
      trend: {}
      limits: {}
      inequality: {ranked_by: poor, within: gemeente, replicates: 99}
    - indicators: [girls]
      smoothed: {method: local}
      ranked: {worst: 3}
    - indicators: [boys]
      smoothed: {within: gemeente}
      expected: {on: [girls]}
guide:
  youths: youths
  index:
    name: need
    themes:
      - {name: money, of: [{indicator: poor}]}
      - {name: care, of: [{indicator: use, because_nl: proef}, {indicator: girls, direction: need, because_nl: proef}]}
    missing: {rule: leave, least: 0.3}
    sensitivity: {draws: 100}
  crossing: {use: use}
  targets:
    - {name: first, level: wijk, choose: 5, in_need: use, peers: {on: [use, poor], count: 3}}
  goals: [{indicator: use, level: wijk, target: 5, year: 2030}]
  divide:
    - {name: means, level: wijk, budget: 100000, need: index, present: use, principles: [proportionate, present, closing, levelling]}
    - {name: more, level: wijk, budget: 100000, need: use}
END

# counts ADD: of girls and boys; those of 1 to 9 go round by ADD, and stay 1 to 9. Where both are, they change places, so
# that the same rule hides their sum.
counts() {
    awk -v add="$1" 'function is_few(x) { return x >= 1 && x <= 9 }
        function few(x) { return is_few(x) ? 1 + (x - 1 + add) % 9 : x }
        BEGIN { print "code,year,girls,boys"
        for (t = 2018; t <= 2023; t++) for (i = 0; i < 30; i++) {
            girls = (i * 7 + t * 3) % 37; boys = (i * 11 + t) % 41
            if (is_few(girls) && is_few(boys)) { if (add) { kept = girls; girls = boys; boys = kept } }
            else { girls = few(girls); boys = few(boys) }
            printf "WK%04d%02d,%d,%d,%d\n", 1 + (i >= 15), i, t, girls, boys
        } }' >care.csv
}
awk 'BEGIN { print "code,year,girls,boys,poor"
    for (t = 2018; t <= 2023; t++) for (i = 0; i < 30; i++)
        printf "WK%04d%02d,%d,%d,%d,%d\n", 1 + (i >= 15), i, t, 200 + 9 * i, 210 + 8 * i, (i * 13 + 5) % 17 }' >people.csv

# Maps in every form, the viewer, the report and the workbook are among the outputs.
mkdir page && echo '<!doctype html><title>page</title>' >page/index.html
KANSENKOMPAS_VIEWER=$work/page
export KANSENKOMPAS_VIEWER
printf '\noutput: {topojson: true, tiles: {from: 8, to: 11}, details: [{name: web, percent: 20}]}\n' >>project.yaml

counts 0
cp care.csv first.csv
expect 0 run project.yaml
grep -q 'Withheld for privacy' stdout || fail "nothing was withheld, so this test shows nothing"
[ "$(grep -c '_smoothed,' out/indicators.csv)" -gt 300 ] || fail "few statistics"
[ "$(grep -c ',suppressed' out/need_figures.csv)" -gt 10 ] || fail "few withheld figures in the guide"
[ "$(grep -c ',suppressed' out/indicators.csv)" -gt 100 ] || fail "few withheld cells"
mv out first
for add in 1 4; do
    counts $add
    ! cmp -s care.csv first.csv || fail "the counts did not change"
    expect 0 run --quiet project.yaml
    # audit.json tells what the attack finds of what is hidden, which here is not protected; datapackage.json its digest
    for folder in first out; do sums "$folder" | grep -vE ' (audit|datapackage)\.json$' >"$folder.sums"; done
    expect_same first.sums out.sums
    for kind in viewer/data/map.js kansenkompas.xlsx report.pdf tiles.pmtiles areas.topojson; do
        grep -q " $kind\$" out.sums || fail "$kind is not among what is compared"
    done
done
