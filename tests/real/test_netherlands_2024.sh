#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The Netherlands 2024: every area comes out with its figures, and every gap is told.
. "$(dirname "$0")/lib.sh"
run_project netherlands-2024
out=$work/out

for level in gemeente:gemeenten:342 wijk:wijken:3393 buurt:buurten:14566; do
    name=${level%%:*} rest=${level#*:}
    file=${rest%%:*} areas=${rest#*:}
    is "$file.geojson" "$areas" "$(ogrinfo -so -al "$out/$file.geojson" 2>/dev/null | sed -n 's/^Feature Count: //p')"
    is "$file of kansenkompas.gpkg" "$areas" "$(sqlite3 "$out/kansenkompas.gpkg" "SELECT count(*) FROM $file")"
    for indicator in share_0_14 owner_occupied density; do
        is "$name $indicator" "$areas" "$(count "$out/indicators.csv" "level = '$name' AND indicator = '$indicator'")"
    done
done

# What the figures must be, from the file itself: 100 × a_00_14 / a_inw, p_koopw, bev_dich.
sed 's/ //g; s/,/./g; s/;/,/g' "$data/real/kwb-2024.csv" > "$work/kwb.csv"
sqlite3 :memory: -cmd ".import --csv '$work/kwb.csv' kwb" -cmd ".import --csv '$out/indicators.csv' i" "
    CREATE TEMP TABLE wanted AS
    SELECT gwb_code AS code, 'share_0_14' AS indicator,
           CASE WHEN a_inw NOT IN ('.', '0') AND a_00_14 <> '.' THEN 100.0 * a_00_14 / a_inw END AS value FROM kwb
    UNION ALL SELECT gwb_code, 'owner_occupied', CASE WHEN p_koopw <> '.' THEN p_koopw + 0.0 END FROM kwb
    UNION ALL SELECT gwb_code, 'density', CASE WHEN bev_dich <> '.' THEN bev_dich + 0.0 END FROM kwb;
    CREATE INDEX by_code ON wanted (code, indicator);
    SELECT i.indicator, i.code, w.value, i.value, i.status FROM i LEFT JOIN wanted w USING (code, indicator)
    WHERE w.code IS NULL
       OR (w.value IS NULL) <> (i.value = '')
       OR (w.value IS NULL) = (i.status = 'ok')
       OR (w.value IS NOT NULL AND abs(w.value - i.value) > 1e-6)" > "$work/different"
[ ! -s "$work/different" ] || { head "$work/different"; fail "figures differ"; }

coverage=$out/coverage.csv
is "buurten without geometry" 8 "$(count "$coverage" "kind = 'no_area'")"
for code in BU02090125 BU0363MK03 BU06380006 BU16690604 BU18920102 BU19040216 BU19780608 BU19781103; do
    is "$code" 1 "$(count "$coverage" "kind = 'no_area' AND code = '$code'")"
done
is "wijken without population" 26 "$(count "$coverage" "kind = 'no_population' AND level = 'wijk'")"
is "buurten without population" 478 "$(count "$coverage" "kind = 'no_population' AND level = 'buurt'")"
is "areas without population" 504 "$(count "$coverage" "kind = 'no_population'")"
# Two of the 504 have no geometry either, so they are not among the indicators.
is "shares without population" 502 "$(count "$out/indicators.csv" "indicator = 'share_0_14' AND status = 'no_population'")"

# CBS rounds wijken and buurten to 5: they do not add up to their gemeente, and the engine must not make them.
sums=$(sql "$out/indicators.csv" "
    WITH whole AS (SELECT substr(code, 3, 4) AS g, denominator AS n FROM t WHERE level = 'gemeente' AND indicator = 'share_0_14'),
         parts AS (SELECT substr(code, 3, 4) AS g, sum(denominator) AS n FROM t
                   WHERE level = 'wijk' AND indicator = 'share_0_14' GROUP BY 1)
    SELECT sum(whole.n <> parts.n), sum(abs(whole.n - parts.n) > 0.02 * whole.n + 60) FROM whole JOIN parts USING (g)")
[ "${sums%|*}" -gt 250 ] || fail "sums of rounded figures agree too often: ${sums%|*} differ"
is "gemeenten far from the sum of their wijken" 0 "${sums#*|}"

# The same figures from a spreadsheet give the same table, byte for byte.
ogr2ogr -f XLSX "$work/kwb.xlsx" "$data/real/kwb-2024.csv"
cp "$out/indicators.csv" "$work/from_csv.csv"
project netherlands-2024
sed -i "s#$data/real/kwb-2024.csv#$work/kwb.xlsx#" "$work/project.yaml"
timeout 120 "$engine" run -q "$work/project.yaml" > "$work/log" 2>&1 || { cat "$work/log"; fail "spreadsheet: exit code $?"; }
cmp "$out/indicators.csv" "$work/from_csv.csv" || fail "the spreadsheet gives other figures"
