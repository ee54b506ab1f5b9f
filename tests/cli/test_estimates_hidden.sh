# SPDX-License-Identifier: EUPL-1.2
# What the rule hides is in no output: whatever the few of a wijk have, every file keeps its bytes.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
cat >town/few.yaml <<'END'
project: {name: few, period: 2023}
areas:
  sources:
    - file: wijkenbuurten.gpkg
estimates:
  cohort:
    - file: few.csv
  regions:
    - {type: wijk_code, column: wijk}
  outcomes:
    - {column: income, kind: continuous}
    - {column: care, kind: binary}
  maps:
    - {name: income, outcome: income}
    - {name: care, outcome: care}
END

# Of two wijken many persons, of a third four, who have `$1` and `$2`.
run_with() {
    awk -v income="$1" -v care="$2" 'BEGIN {
        print "wijk,income,care"
        for (i = 0; i < 60; i++) print "WK199901," 20000 + i * 37 % 1009 "," (i % 3 == 0)
        for (i = 0; i < 90; i++) print "WK199902," 23000 + i * 91 % 2003 "," (i % 4 == 0)
        for (i = 0; i < 4; i++) print "WK199903," income "," care
    }' >town/few.csv
    expect 0 run --quiet town/few.yaml
    rm town/out/timings.json # how long it took is another every time
    mv town/out "$3"
}
run_with 21000 0 few
run_with 9999999 1 others
diff -r few others >differs || fail "what is hidden changes what is released: $(cat differs)"
[ "$(sed 1d few/reliability.csv | wc -l)" -eq 2 ] || fail "reliability.csv has not 2 outcomes of 2 regions"

# ---- nobody and few look alike ----
status_of() { awk -F, -v code="$1" -v name="$2" '$2 == code && $5 == name { print $11 }' few/indicators.csv; }
for part in income income_shrunk care care_shrunk; do
    [ "$(status_of WK199901 $part)" = ok ] || fail "$part of a wijk of many is $(status_of WK199901 $part)"
    for wijk in WK199900 WK199903; do
        [ "$(status_of $wijk $part)" = suppressed ] || fail "$part of $wijk is $(status_of $wijk $part)"
    done
done
