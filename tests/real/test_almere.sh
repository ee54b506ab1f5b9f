#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Almere 2018-2024: youth care where the boundaries fit, what is secret stays secret, what cannot be right is refused.
. "$(dirname "$0")/lib.sh"
run_project almere-2018-2024
out=$work/out
indicators=$out/indicators.csv
source_csv=$data/real/statline_kwb_almere_2018-2025.csv

for year in 2022 2023 2024; do
    is "$year wijken" 71 "$(count "$indicators" "level = 'wijk' AND period = $year AND indicator = 'jeugdzorg_share'")"
    is "$year buurten" 238 "$(count "$indicators" "level = 'buurt' AND period = $year AND indicator = 'jeugdzorg_share'")"
done

# Counts and bases straight from the export: for each year the one youth-care column that holds figures.
awk -F';' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i ~ /^JongerenMetJeugdzorgInNatura_/) care[++n] = i; next }
    { split($2, date, "-"); code = $6; sub(/ +$/, "", code); count = ""
      for (k = 1; k <= n; k++) if ($(care[k]) != "") count = $(care[k])
      print date[3] "," code "," $8 + 0 "," $11 + $12 "," count }' "$source_csv" > "$work/rows"
{ echo "period,code,people,base,care"; cat "$work/rows"; } > "$work/wanted.csv"
sqlite3 :memory: -cmd ".import --csv '$work/wanted.csv' w" -cmd ".import --csv '$indicators' i" "
    SELECT i.*, w.* FROM i LEFT JOIN w ON w.code = i.code AND w.period = i.period
    WHERE i.indicator = 'jeugdzorg_share' AND i.period < 2025 AND (w.code IS NULL OR CASE
        WHEN w.care <> '' THEN i.status <> 'ok' OR i.numerator + 0 <> w.care + 0 OR i.denominator + 0 <> w.base + 0
                               OR abs(i.value - 100.0 * w.care / w.base) > 1e-6
        ELSE i.value <> '' OR i.numerator <> '' OR i.status <> CASE WHEN w.people + 0 > 0 THEN 'secret' ELSE 'no_population' END
        END)" > "$work/different"
[ ! -s "$work/different" ] || { head "$work/different"; fail "figures differ"; }
is "figures compared" $((4 + 3 * 310)) "$(count "$indicators" "indicator = 'jeugdzorg_share' AND period < 2025")"
is "secret in 2024" 49 "$(count "$indicators" "period = 2024 AND indicator = 'jeugdzorg_share' AND status = 'secret'")"
is "nobody in 2024" 53 "$(count "$indicators" "period = 2024 AND indicator = 'jeugdzorg_share' AND status = 'no_population'")"

# Before 2022 the wijken and buurten were others: only the gemeente is left.
is "levels before 2022" 0 "$(count "$indicators" "period < 2022 AND level <> 'gemeente'")"
is "gemeente before 2022" 4 "$(count "$indicators" "period < 2022 AND level = 'gemeente' AND indicator = 'jeugdzorg_share'")"
is "levels refused" 8 "$(count "$out/rejected.csv" "kind = 'level'")"

# 2025 has no youth care yet: nothing is secret, and nothing is zero.
is "2025" 0 "$(count "$indicators" "period = 2025 AND indicator = 'jeugdzorg_share' AND (value <> '' OR status IN ('ok', 'nil', 'secret'))")"

# The percentages lost their decimal mark.
is "percentages refused" 7 "$(count "$out/rejected.csv" "kind = 'column'")"
is "percentages used" 0 "$(count "$indicators" "indicator = 'jeugdzorg_published' AND value <> ''")"
grep -q 'the median is 10\.[0-9] times' "$work/log" || fail "the warning does not say by how much"

# Maps show the project's period and say over which inhabitants.
grep -q '"period":"2024"' "$out/wijken.geojson" || fail "period of the map"
grep -q 'tot 25 jaar' "$out/wijken.geojson" || fail "the base is not said"
