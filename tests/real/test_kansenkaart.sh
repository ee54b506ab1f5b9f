# SPDX-License-Identifier: EUPL-1.2
# The estimates of the cohort of reference are those of KansenKaart's own R function, row by row.
. "$(dirname "$0")/lib.sh"
[ -d "$data/cohort" ] || { echo "no cohort of reference at $data"; exit 77; }

sed "s#REAL/#$data/real/#; s#COHORT/#$data/cohort/#" tests/real/kansenkaart.yaml > "$work/project.yaml"
timeout 120 "$engine" run "$work/project.yaml" > "$work/log" 2>&1 || { cat "$work/log"; fail "exit code $?"; }

is "header" "$(head -n 1 "$data/cohort/reference_estimates.csv")" "$(head -n 1 "$work/out/estimates.csv")"
awk -f tests/real/kansenkaart.awk "$data/cohort/reference_cohort.csv" "$data/cohort/reference_estimates.csv" \
    "$work/out/estimates.csv" || fail "not the estimates of reference"

# The comparison finds what is wrong: one digit, one row too few, one too many.
third=$(sed -n 3p "$work/out/estimates.csv")
for change in "3s/,0[.]0/,0.1/" 3d "3s/.*/&\n$(echo "$third" | sed 's/,all,all,all,/,Mid,Women,Turkey,/')/"; do
    sed "$change" "$work/out/estimates.csv" > "$work/changed.csv"
    ! awk -f tests/real/kansenkaart.awk "$data/cohort/reference_cohort.csv" "$data/cohort/reference_estimates.csv" \
        "$work/changed.csv" > /dev/null || fail "the comparison does not see: $change"
done
