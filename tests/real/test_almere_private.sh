#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The real figures of Almere as if they were not published: the release passes its audit, also from the folder alone; what
# is hidden for the others' sake is little; without it the audit finds leaks, and nothing is published.
. "$(dirname "$0")/lib.sh"
run_project almere-private
out=$work/out
hidden=$(grep -c ',suppressed_' "$out/indicators.csv")
secondary=$(grep -c ',suppressed_secondary,' "$out/indicators.csv")
figures=$(grep -c ',ok,' "$out/indicators.csv")
[ "$hidden" -gt 50 ] || fail "only $hidden figures are hidden"
[ "$secondary" -gt 0 ] || fail "nothing is hidden for the others' sake"
[ $((secondary * 20)) -le "$figures" ] || fail "$secondary figures are hidden for the others' sake, of $figures that are told"
grep -q '"verdict": "safe"' "$out/audit.json" || fail "the audit"
"$engine" audit "$out" > "$work/audit" || { cat "$work/audit"; fail "the audit of the folder"; }
# no small count of a person is told
is "small counts" 0 "$(count "$out/indicators.csv" "status = 'ok' AND indicator = 'jeugdzorg_share' AND (numerator + 0 BETWEEN 1 AND 9 OR denominator - numerator BETWEEN 1 AND 9)")"

cp -r "$out" "$work/before"
printf 'disclosure: {secondary: false}\n' >> "$work/project.yaml"
code=0
"$engine" run "$work/project.yaml" > "$work/log" 2>&1 || code=$?
is "exit code without secondary suppression" 3 "$code"
grep -q 'the figures give away what is hidden' "$work/log" || { cat "$work/log"; fail "the leak is not named"; }
diff -r "$out" "$work/before" > "$work/different" || fail "a release that failed has changed the output"
