#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Youth care of 2021 on the gemeenten of 2022: the ten and the three that do not meet are named, with the cause.
. "$(dirname "$0")/lib.sh"
run_project gemeenten-2021-2022
coverage=$work/out/coverage.csv
named() {
    sql "$coverage" "SELECT code FROM t WHERE kind = '$1' ORDER BY code" | tr '\n' ' '
}
cut -d, -f1 "$data/real/gemeenten_2021_jeugdzorg.csv" | tail -n +2 | sort > "$work/figures"
ogrinfo -q -sql 'SELECT code FROM gemeente_2022' "$data/real/gemeenten_2022.gpkg" 2>/dev/null | sed -n 's/.*code (String) = //p' | sort > "$work/areas"
is "figures without area" "$(comm -23 "$work/figures" "$work/areas" | tr '\n' ' ')" "$(named no_area)"
is "areas without figure" "$(comm -13 "$work/figures" "$work/areas" | tr '\n' ' ')" "$(named no_figure)"
is "how many figures" 10 "$(named no_area | wc -w)"
is "how many areas" 3 "$(named no_figure | wc -w)"
is "figures" 342 "$(count "$work/out/indicators.csv" "status = 'ok'")"
is "absent" 3 "$(count "$work/out/indicators.csv" "status = 'absent' AND value = ''")"
