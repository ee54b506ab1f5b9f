# SPDX-License-Identifier: EUPL-1.2
# Figures that statistics may meet and never like: nothing happened, all the same, one giant, counts of cents, halves of
# events, islands. No run ends but by its own will, and no output holds a number that is none.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1

squares 20 5 >wijken.geojson

# project KIND: every statistic of the indicator x = events / persons of that kind
project() {
    cat >project.yaml <<END
project: {name: proef, period: 2023}
areas:
  vintage: 2023
  sources: [{file: wijken.geojson, code: code, name: name}]
tables:
  - {name: t, file: t.csv, public: true, code: code, period_column: year}
indicators:
  - {name: x, kind: $1, numerator: t.events, denominator: t.persons, levels: [wijk], direction: need, label_nl: x}
  - {name: y, kind: value, numerator: t.y, levels: [wijk], label_nl: y}
  - {name: z, kind: $1, numerator: t.events, denominator: t.persons, levels: [wijk], direction: strength, label_nl: z}
statistics:
  export_neighbours: true
  of:
    - indicators: [x]
      smoothed: {within: gemeente}
      expected: {on: [y]}
      pattern: {permutations: 999}
      scan: {replicates: 99}
      ranked: {worst: 5}
      change: {}
      trend: {}
      limits: {}
      inequality: {ranked_by: y, within: gemeente, replicates: 99}
    - indicators: [z]
      smoothed: {method: bym2}
      expected: {on: [y], family: negative_binomial}
      ranked: {worst: 3, within: gemeente, simultaneous: false}
      change: {since: 2022}
END
}

# figures AWK: sets e (events), n (persons) and y of wijk i in year t; an empty one is missing
figures() {
    awk "BEGIN { print \"code,year,events,persons,y\"
        for (t = 2018; t <= 2023; t++) for (i = 0; i < 20; i++) {
            e = 20 + (i * 7 + t) % 11; n = 200 + 10 * i; y = (i * 13 + 5) % 17; $1
            printf \"WK%04d%02d,%d,%s,%s,%s\\n\", 1 + (i >= 10), i, t, e, n, y } }" >t.csv
}

column='level,code,name,period,indicator,value,lower,upper,numerator,denominator,status'
sound() { # WHAT: it runs, and what it writes holds together
    timeout 120 "$engine" run --quiet project.yaml >stdout 2>stderr
    code=$?
    [ $code -eq 0 ] || fail "$1: exit code $code: $(cat stderr)"
    ! grep -niE '[,: ][-+]?(inf|nan)([,} ]|$)' out/*.csv out/*.json out/*.geojson || fail "$1: no numbers in the outputs"
    [ "$(head -n 1 out/indicators.csv | cut -d, -f1-11)" = "$column" ] || fail "indicators.csv has other columns"
    awk -F, 'NR > 1 && ($6 != "") != ($11 == "ok" || $11 == "nil") { print "status: " $0; bad = 1 }
        NR > 1 && ($7 == "") != ($8 == "") && $5 !~ /^[xz]$/ { print "half an interval: " $0; bad = 1 }
        NR > 1 && $7 != "" && $7 + 0 > $8 + 0 { print "bounds: " $0; bad = 1 }
        END { exit bad }' out/indicators.csv >stdout || fail "$1: $(head -n 3 stdout)"
    awk -F, 'NR > 1 && NF < 13 { exit 1 }' out/statistics.csv || fail "$1: statistics.csv"
}

project share
figures ''
expect 0 db start project.yaml # one server for many runs
for kind in share rate; do
    project $kind
    figures ''; sound "$kind, plain"
    figures 'e = 0'; sound "$kind, no events"
    figures 'e = n'; sound "$kind, all have it"
    figures 'e = 20; n = 200'; sound "$kind, all the same"
    figures 'e = ""'; sound "$kind, all missing"
    figures 'if (i != 3) e = ""'; sound "$kind, one area"
    figures 'if (i > 1) e = ""'; sound "$kind, two areas"
    figures 'if (i % 2) e = ""'; sound "$kind, half of the areas"
    figures 'if (i == 0) { e = 100000; n = 1000000 }'; sound "$kind, a giant"
    figures 'e = 0.05'; sound "$kind, parts of events"
    figures 'e = 1e17; n = 3e17'; sound "$kind, more than people"
    figures 'e = i == 4; n = 40'; sound "$kind, one event"
    figures 'y = 3'; sound "$kind, a determinant that is the same everywhere"
    figures 'y = i < 10 ? 0 : 1; e = y ? 20 : 0'; sound "$kind, a determinant that separates"
    figures 'y = ""'; sound "$kind, a determinant without figures"
    figures 'if (t < 2023) e = ""'; sound "$kind, one period"
done
project rate
figures 'e = 1200000 + 1000 * i; n = 1000'; sound "cents"

# Ctrl-C while statistics are made: at once, and the last good output stays
figures ''
sed -i 's/replicates: 99}/replicates: 99999}/; s/permutations: 999}/permutations: 999999}/' project.yaml
cp -r out before
"$engine" run --quiet project.yaml >stdout 2>stderr &
process=$!
sleep 3
kill -INT $process 2>/dev/null || fail "it was done before it could be interrupted"
wait $process
[ $? -eq 130 ] || fail "interrupted: exit code $? ($(cat stderr))"
for file in before/*; do expect_same "$file" "out/$(basename "$file")"; done
