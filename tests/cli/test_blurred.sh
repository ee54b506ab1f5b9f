# SPDX-License-Identifier: EUPL-1.2
# Where nearly all is few or nothing the statuses themselves tell too much: then they are taken back, zeros and totals
# with them, until the audit finds nothing.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1

# sparse COUNT… — ten wijken of two gemeenten with these clients, of 100 youths each (a public figure).
sparse() {
    mkdir -p sparse && squares 10 5 >sparse/wijken.geojson
    cat >sparse/project.yaml <<'YAML'
project: {name: sparse, title: Weinig, period: 2023}
areas:
  sources: [{file: wijken.geojson, code: code, name: name}]
tables:
  - {name: kwb, file: kwb.csv, public: true, period: 2023}
  - {name: eigen, file: eigen.csv, source: eigen, period: 2023}
indicators:
  - {name: clienten, kind: share, numerator: eigen.clienten, denominator: kwb.jongeren}
YAML
    echo "$*" | awk '{
        print "code,jongeren" >"sparse/kwb.csv"; print "code,clienten" >"sparse/eigen.csv"
        for (i = 1; i <= 10; i++) {
            g = sprintf("GM%04d", 1 + (i > 5)); w = sprintf("WK%04d%02d", 1 + (i > 5), i - 1)
            print w ",100" >"sparse/kwb.csv"; print w "," $i >"sparse/eigen.csv"; sum[g] += $i
        }
        for (g in sum) { print g ",500" >"sparse/kwb.csv"; print g "," sum[g] >"sparse/eigen.csv" }
    }'
}
status_of() { awk -F, -v code="$1" '$2 == code { print $11 }' sparse/out/indicators.csv; }

# Five of one each in a gemeente of five: with "1-9" in all of them each is at most 5. So none says why it is hidden.
sparse 1 1 1 1 1 20 30 40 50 60
expect 0 run --quiet sparse/project.yaml
for code in GM0001 WK000100 WK000104; do [ "$(status_of $code)" = suppressed ] || fail "$code: $(status_of $code)"; done
[ "$(status_of GM0002)" = ok ] && [ "$(status_of WK000205)" = ok ] || fail "what is far off is hidden too"
expect 0 audit sparse/out

# Nine in one and none elsewhere, in a gemeente that is told by nothing else: 1-9 is open enough.
sparse 9 0 0 0 0 20 30 40 50 60
expect 0 run --quiet sparse/project.yaml
[ "$(status_of WK000100)" = suppressed_count ] && [ "$(status_of WK000101)" = ok ] || fail "zeros are hidden without need"

# 17 in a gemeente of 8 and 9: both 1-9, so at least 8.
sparse 8 9 0 0 0 20 30 40 50 60
expect 0 run --quiet sparse/project.yaml
expect 0 audit sparse/out
[ "$(status_of GM0001)" != ok ] || fail "the total gives them away"
exit 0
