# SPDX-License-Identifier: EUPL-1.2
# Estimates of the example cannot be subtracted from each other; without protection they can, and the run stops.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
expect 0 run --quiet town/project.yaml
expect 0 audit town/out
rows=$(wc -l <town/out/estimates.csv)
expect_text town/out/estimates_sums.csv 'part,wijk_code,WK199900,gemeente_code,GM1999'
cp town/out/estimates.csv protected.csv && cp town/out/estimates_sums.csv sums.csv || exit 1

# ---- the same at one thread ----
expect 0 run --quiet --threads 1 town/project.yaml
expect_same protected.csv town/out/estimates.csv
expect_same sums.csv town/out/estimates_sums.csv

# ---- unprotected ----
printf 'disclosure:\n  estimates: false\n' | cat town/project.yaml - >town/bare.yaml
expect_error 3 'give away what is hidden' run --quiet town/bare.yaml
expect_same protected.csv town/out/estimates.csv
printf 'disclosure:\n  estimates: false\n  accept_leaks: as the KansenKaart does\n' | cat town/project.yaml - >town/bare.yaml
expect 0 run --quiet town/bare.yaml
[ "$(wc -l <town/out/estimates.csv)" -gt "$rows" ] || fail "nothing is hidden for the sake of others"
! grep -vxFf town/out/estimates.csv protected.csv >changed || fail "protection changes figures: $(head -n 3 changed)"
exit 0
