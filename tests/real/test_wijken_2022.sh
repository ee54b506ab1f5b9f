#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Statistics of all wijken of 2022, from the project file to the outputs: Moran's I in both conventions, neighbours,
# ranks, and what every column must keep to.
. "$(dirname "$0")/lib.sh"
ogr2ogr -f CSV "$work/wijken.csv" "$data/real/wijken_2022.gpkg" 2> "$work/log" || fail "$(cat "$work/log")"
sql "$work/wijken.csv" "SELECT 'code,group,name' UNION ALL
    SELECT code || ',' || replace(province, '-', '') || ',' || province FROM t WHERE province <> ''" > "$work/provincies.csv"
run_project wijken-2022

# value STATISTIC TERM COLUMN: of the whole country
value() {
    sql "$work/out/statistics.csv" "SELECT $3 FROM t WHERE indicator = 'children' AND within_code = ''
        AND statistic = '$1' AND term = '$2'"
}
is "Moran's I, all areas" 0.145152568 "$(value moran '' 'round(value, 9)')"
is "areas" 3312 "$(value moran '' areas)"
is "Moran's I, those with neighbours" 0.145065 "$(value moran with_neighbours 'round(value, 6)')"
is "its variance" 0.000115167 "$(value moran_variance with_neighbours 'round(value, 9)')"
is "areas with neighbours" 3310 "$(value moran with_neighbours areas)"
is "islands" 2 "$(value islands '' value)"

gal=$work/out/neighbours_wijken.gal
is "neighbours go both ways" 0 "$(awk 'NR == 1 { next } NR % 2 == 0 { code = $1; next }
    { for (i = 1; i <= NF; i++) if (("" $i, code) in seen) delete seen["" $i, code]; else seen[code, "" $i] }
    END { n = 0; for (pair in seen) n++; print n }' "$gal")"

figures=$work/out/indicators.csv
# holds WHAT INDICATOR CONDITION: of every figure
holds() {
    of=$(count "$figures" "indicator = '$2' AND value <> ''")
    [ "$of" -ge 3140 ] || fail "$2: $of figures"
    is "$1" "$of" "$(count "$figures" "indicator = '$2' AND value <> '' AND ($3)")"
}
holds "a smoothed figure lies within its interval" children_smoothed \
    "CAST(lower AS REAL) <= CAST(value AS REAL) AND CAST(value AS REAL) <= CAST(upper AS REAL)"
holds "a rank lies within its set" children_rank \
    "CAST(lower AS REAL) <= CAST(value AS REAL) AND CAST(value AS REAL) <= CAST(upper AS REAL)"
holds "a cluster has its word" children_cluster \
    "category IN ('not_significant', 'high_high', 'low_low', 'low_high', 'high_low')"
holds "who is certainly among the worst can be nowhere else" children_worst "category <> 'certainly' OR code IN
    (SELECT code FROM t WHERE indicator = 'children_rank' AND CAST(upper AS REAL) <= 10)"
holds "an expectation is a share" children_expected "CAST(lower AS REAL) > 0 AND CAST(upper AS REAL) < 100"
is "an area without a figure has no statistic" 0 "$(count "$figures" "indicator LIKE 'children_%' AND value <> ''
    AND code IN (SELECT code FROM t WHERE indicator = 'children' AND value = '')")"
is "a status with every figure" 0 "$(count "$figures" "(status IN ('ok', 'nil')) <> (value <> '')")"
is "not causal" 0 "$(count "$work/out/statistics.csv" "statistic = 'coefficient' AND note NOT LIKE 'Association, not cause%'")"
is "provinces" 12 "$(count "$work/out/statistics.csv" "statistic = 'gini' AND within_code <> ''")"
within=$(value theil_within '' value) between=$(value theil_between '' value)
awk -v a="$within" -v b="$between" -v all="$(value theil '' value)" 'BEGIN { d = a + b - all; exit !(all > 0 && d * d < 1e-12) }' ||
    fail "Theil does not add up: $within + $between"

cp -r "$work/out" "$work/first"
timeout 120 "$engine" run "$work/project.yaml" --threads 1 > "$work/log" 2>&1 || { cat "$work/log"; fail "one thread"; }
for file in indicators.csv statistics.csv wijken.geojson neighbours_wijken.gal; do
    cmp -s "$work/out/$file" "$work/first/$file" || fail "$file differs with one thread"
done
