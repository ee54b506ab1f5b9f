# SPDX-License-Identifier: EUPL-1.2
# A project that meets every status, against outputs worked out by hand; and what is withheld is withheld everywhere.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
small_project small
expect 0 db start small/project.yaml
url=$(cat stdout)
expect 0 run small/project.yaml --quiet
out=small/out

[ "$(ls "$out" | tr '\n' ' ')" = "areas.csv audit.json buurten.geojson coverage.csv datapackage.json disclosure.json gemeenten.geojson \
indicators.csv kansenkompas.gpkg kansenkompas.xlsx knowledge.csv rejected.csv report.pdf run.json team.geojson timings.json wijken.geojson \
woordenboek.csv " ] || fail "other files: $(ls "$out")"
for file in indicators.csv coverage.csv rejected.csv wijken.geojson; do expect_same "$out/$file" "$golden/expected/$file"; done
awk -f "$golden/formulas.awk" "$golden/expected/indicators.csv" >stdout
[ ! -s stdout ] || fail "the expected figures are wrong"

# cells LEVEL — of an indicators.csv: code|indicator|value|lower|upper|status of 2023, "" where there is none
cells() {
    sed 's/"Molen, ""De Hoop"""/Molen/' "$golden/expected/indicators.csv" |
        awk -F, -v OFS='|' -v level="$1" '$1 == level && $4 == 2023 { print $2, $5, $6, $7, $8, $11 }' | sort
}
# of a GeoJSON, its features one a line
geojson_cells() {
    grep '^{"type":"Feature",' "$1" | awk -v OFS='|' '
        /"water":true/ { next }
        {
            match($0, /"code":"[^"]*"/); code = substr($0, RSTART + 8, RLENGTH - 9)
            rest = substr($0, index($0, "\"water\":false,") + 14)
            sub(/\},"geometry".*/, "", rest)
            n = split(rest, part, ",")
            for (i = 1; i < n; i += 4) {
                for (j = 0; j < 4; j++) { v[j] = part[i + j]; sub(/^"[^"]*":/, "", v[j]); gsub(/"/, "", v[j]) }
                name = part[i]; gsub(/^"|":.*/, "", name)
                print code, name, v[0], v[1], v[2], v[3]
            }
        }' | sed 's/|null/|/g' | sort
}
# number — rounds as the files do: the database holds figures unrounded
rounded() {
    awk -F'|' -v OFS='|' '{
        for (i = 3; i <= 5; i++)
            if ($i != "") { $i = sprintf("%.6f", $i); sub(/0+$/, "", $i); sub(/\.$/, "", $i) }
        print
    }' | sort
}

for level in gemeente:gemeenten wijk:wijken buurt:buurten team:team; do
    plural=${level#*:}
    cells "${level%:*}" >expected
    [ -s expected ] || fail "no figures of level $level"
    geojson_cells "$out/$plural.geojson" >found
    expect_same found expected
    for name in $(cut -d'|' -f2 expected | sort -u); do
        query="SELECT code, '$name', $name, ${name}_lower, ${name}_upper, ${name}_status FROM"
        sqlite3 "$out/kansenkompas.gpkg" "$query $plural WHERE NOT water" >>of_geopackage || fail "sqlite3"
        sql "$url" "$query kk_proefdam.$plural WHERE NOT water" >>of_database
    done
    rounded <of_geopackage >found
    expect_same found expected
    rounded <of_database >found
    expect_same found expected
    sql "$url" "SELECT code, indicator, value, lower, upper, status FROM kk_proefdam.indicators
        WHERE level = '${level%:*}' AND period = '2023'" | rounded >found
    expect_same found expected
    rm of_geopackage of_database
done

# the tables behind the views hold nothing of what is withheld either
suppressed=$(grep -c ',suppressed_' "$golden/expected/indicators.csv")
[ "$(sql "$url" "SELECT count(*) FROM kk_proefdam.indicators WHERE starts_with(status, 'suppressed')
    AND num_nonnulls(value, lower, upper, numerator, denominator) = 0")" -eq "$suppressed" ] || fail "suppressed in the database"
expect_text "$out/run.json" "\"withheld_cells\": $suppressed"
! grep -rai 'geheim' "$out" | grep -qv 'geheim volgens de bron' || fail "a cell of a table that is not public is in the outputs"
! unzip -p "$out/kansenkompas.xlsx" 2>stderr | grep -ai 'geheim' | sed 's/geheim volgens de bron//g' | grep -qi geheim ||
    fail "a cell of a table that is not public is in the workbook"
[ "$(sql "$url" "SELECT count(*) FROM information_schema.role_table_grants
    WHERE table_schema = 'kk_proefdam' AND grantee = 'PUBLIC' AND table_name IN ('figure', 'released')")" -eq 0 ] ||
    fail "others may read the tables behind the views"

# counts of run.json, by status
for status in ok nil no_population not_applicable absent not_published unknown secret suppressed_count suppressed_rest suppressed_secondary; do
    in_csv=$(grep -c ",$status," "$golden/expected/indicators.csv")
    in_json=$(sed -n '/"cells"/,/}/s/.*"'"$status"'": \([0-9]*\).*/\1/p' "$out/run.json" | awk '{ n += $1 } END { print n + 0 }')
    [ "$in_csv" -eq "$in_json" ] || fail "run.json counts $in_json cells $status, indicators.csv $in_csv"
done
for file in wijken.geojson buurten.geojson wijkteams.csv kwb.csv jeugdzorg.csv; do
    expect_text "$out/run.json" "\"sha256\": \"$(sha256sum "small/$file" | cut -d' ' -f1)\""
done
# who knows all of a private file but one count, must not find that in its fingerprint
! grep -q "$(sha256sum small/clienten.csv | cut -d' ' -f1)" "$out/run.json" || fail "the fingerprint of a private input"
grep -A 1 '"file": "clienten.csv"' "$out/run.json" | grep -q '"private": true' || fail "clienten.csv is not told as private"
expect_text "$out/run.json" '"rows_read": 10'

# geometry: the layers in RD, their extents, what GDAL thinks of them
for plural in gemeenten wijken buurten team; do
    ogrinfo -so "$out/kansenkompas.gpkg" "$plural" >stdout 2>stderr || fail "ogrinfo $plural"
    [ ! -s stderr ] || fail "ogrinfo warns of $plural"
    expect_text stdout 'ID["EPSG",28992]'
    ogrinfo -so "$out/$plural.geojson" "$plural" >stdout 2>stderr || fail "ogrinfo $plural.geojson"
    [ ! -s stderr ] || fail "ogrinfo warns of $plural.geojson"
    expect_text stdout 'ID["EPSG",4326]'
done
# RD of 5° E 52° N by the RDNAP formula: 129 km, 446 km
ogrinfo -so "$out/kansenkompas.gpkg" wijken | grep -qE '^Extent: \(12[0-9]{4}\.[0-9]+, 4[45][0-9]{4}\.[0-9]+\)' || fail "the extent in RD"
ogrinfo -al "$out/gemeenten.geojson" | grep -q 'MULTIPOLYGON' || fail "the gemeente has lost its island"
sql "$url" "SELECT bool_and(ST_IsValid(geom)) FROM kk_proefdam.gemeenten" | grep -qx t || fail "the union is not valid"
# the gemeente is as large as its wijken, the water not with it
sql "$url" "SELECT abs(sum(ST_Area(geom)) - (SELECT ST_Area(geom) FROM kk_proefdam.gemeenten)) < 1 FROM kk_proefdam.wijken" |
    grep -qx t || fail "the gemeente is not the sum of its wijken"
exit 0
