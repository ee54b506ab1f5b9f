# SPDX-License-Identifier: EUPL-1.2
# Estimates that others have published, from their long form to every output: figure, interval and what was withheld.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town

# Of all wijken the group Low of WK199903 was withheld; gemeenten are numbers; one own area of three has estimates.
{
    echo outcome,income_group,gender_group,region_type,region_id,n,est,lwr,upr
    for income in all Low; do
        printf 'c30_low,%s,all,all,all,9000,0.3,0.29,0.31\n' $income
        printf 'c30_low,%s,all,corop_code,CR02,5000,0.3,0.29,0.31\n' $income
        printf 'c30_low,%s,all,gemeente_code,1999,2000,0.25,0.125,0.5\n' $income
        printf 'c30_low,%s,all,wijkteam_code,WT1,300,0.5,0.25,0.75\n' $income
        for wijk in 00 01 02 03 04 05 06 07 08 09 AA AB; do
            [ $income$wijk = Low03 ] || printf 'c30_low,%s,all,wijk_code,WK1999%s,40,0.125,0,0.25\n' $income $wijk
        done
    done
} >town/kansenkaart.csv

# published PUBLIC SELECTION — the project with an estimate of SELECTION, and a value made of two
published() {
    cat >town/published.yaml <<EOF
project: {name: published, period: 2020}
areas:
  sources: [{file: wijkenbuurten.gpkg}]
  groups: [{name: wijkteam, file: wijkteams.csv}]
tables:
  - {name: kansenkaart, file: kansenkaart.csv, public: $1, period: 2020, source: KansenKaart}
indicators:
  - name: low
    kind: estimate
    numerator: kansenkaart.est[$2]
    per: 100
  - name: gap
    kind: value
    numerator: kansenkaart.est[income=Low, outcome=c30_low] - kansenkaart.lwr[outcome=c30_low]
EOF
}

# row CODE INDICATOR — value,lower,upper,numerator,denominator,status of indicators.csv
row() {
    grep "^[a-z]*,$1,.*,2020,$2," town/out/indicators.csv | cut -d, -f6-11
}

published true 'outcome=c30_low, income=Low'
expect 0 check town/published.yaml
expect_text stdout '31 rows: 27 used, 0 rejected, 4 filtered'
expect 0 run --quiet town/published.yaml
[ ! -s stderr ] || fail "words on standard error"
[ "$(row GM1999 low)" = 25,12.5,50,,2000,ok ] || fail "gemeente: $(row GM1999 low)"
[ "$(row WK199900 low)" = 12.5,0,25,,40,ok ] || fail "wijk: $(row WK199900 low)"
[ "$(row WK199903 low)" = ,,,,,secret ] || fail "withheld: $(row WK199903 low)"
[ "$(row WT1 low)" = 50,25,75,,300,ok ] || fail "own area: $(row WT1 low)"
[ "$(row WT2 low)" = ,,,,,absent ] || fail "own area without a row: $(row WT2 low)"
[ "$(row GM1999 gap)" = 0.125,,,0.125,,ok ] || fail "value: $(row GM1999 gap)"
[ "$(row WK199903 gap)" = ,,,,,secret ] || fail "value of a part that was withheld: $(row WK199903 gap)"
expect_text town/out/wijken.geojson '"low":12.5,"low_lower":0,"low_upper":25,"low_status":"ok"'
expect_text town/out/gemeenten.geojson '"low":25,"low_lower":12.5,"low_upper":50,"low_status":"ok"'
sed 1d town/out/indicators.csv | cut -d, -f2,5- | sort >rows

# rows in another order are the same figures
(sed -n 1p town/kansenkaart.csv && sed 1d town/kansenkaart.csv | sort -t, -k5) >shuffled && mv shuffled town/kansenkaart.csv
expect 0 run --quiet town/published.yaml
sed 1d town/out/indicators.csv | cut -d, -f2,5- | sort | cmp -s - rows || fail "the order of rows shows"

# 0.125 of 40 is five persons: what has not been published may not tell of them
published false 'outcome=c30_low, income=Low'
expect 0 run --quiet town/published.yaml
[ "$(row WK199900 low)" = ,,,,,suppressed_persons ] || fail "a small share was released: $(row WK199900 low)"
[ "$(row WK199900 gap)" = ,,,,,suppressed_persons ] || fail "a small share was released in a value: $(row WK199900 gap)"
[ "$(row GM1999 low)" = 25,12.5,50,,2000,ok ] || fail "a large share was not: $(row GM1999 low)"

published true 'outcome=c30_low, income=Lwo'
expect_error 8 "published.yaml:10:16: kansenkaart.csv has no income_group 'Lwo'; did you mean 'Low'?" check town/published.yaml
published true 'income=Low'
expect_error 8 'an outcome must be chosen: [outcome=…]' check town/published.yaml
published true 'outcome=c30_low'
cp town/kwb.csv town/kansenkaart.csv
expect_error 8 'kansenkaart.csv holds no published estimates' check town/published.yaml
