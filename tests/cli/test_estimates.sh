# SPDX-License-Identifier: EUPL-1.2
# The estimates of the example: by PostgreSQL's own regression, in the file, the database and on the maps; the same from
# a cohort in another order, compressed, or located; gone with the section.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
# all that the rule shows, to compare it; what is hidden for the others' sake has tests of its own
printf 'disclosure: {estimates: false, accept_leaks: a test}\n' >>town/project.yaml
expect 0 run --quiet town/project.yaml
expect 0 db start town/project.yaml
url=$(cat stdout)
[ "$(wc -l <town/out/estimates.csv)" -gt 1000 ] || fail "hardly any estimates: $(wc -l <town/out/estimates.csv)"

# ---- what is told of the cohort, persons rounded to ten ----
expect 0 check town/project.yaml
tens() { awk -F, "$1 { n++ } END { print int((n + 5) / 10) * 10 }" town/cohort.csv; }
expect_text stdout "rounded to 10: $(tens 'NR > 1') used; 6 outcomes, 162 subgroups"
expect_text stdout 'outcome jeugdbescherming: binary, none missing'
expect_text stdout "outcome inkomen: continuous, $(awk -v n="$(tens '$18 == ""')" -v all="$(tens 'NR > 1')" \
    'BEGIN { printf "%.3g", 100 * n / all }')% missing"
expect_text stdout "groups of gender: Men $(tens '$7 == "Men"'), Women $(tens '$7 == "Women"')"
expect_text stdout "groups of income: Very_Low $(tens 'NR > 1 && $11 <= 0.2'),"
expect_text stdout 'regions of wijk_code: 12, of which 12 among the 13 wijken of the project'
cp town/cohort.csv cohort.csv && awk -F, -v OFS=, 'NR == 2 { $7 = "Robot" } { print }' cohort.csv >town/cohort.csv || exit 1
expect 0 check town/project.yaml
expect_text stdout ', 1 of fewer than 10 each'
! grep -q Robot stdout stderr || fail "a cell of a single person is told"
cp cohort.csv town/cohort.csv && sed -n 2,3p cohort.csv >>town/cohort.csv || exit 1
expect_error 4 'cohort.csv:12002); give one row for each person' check town/project.yaml
mv cohort.csv town/cohort.csv

# ---- every row by SQL ----
columns() { head -n 1 "$1" | tr -d '\r\357\273\277' | sed -E "s/([^$2]+)/\"\1\" text/g; s/$2/,/g"; }
{
    printf '%s\n' "CREATE TEMP TABLE cohort ($(columns town/cohort.csv ,));" \
        "\\copy cohort FROM town/cohort.csv CSV HEADER" \
        "CREATE TEMP TABLE wijkteams ($(columns town/wijkteams.csv ';'));" \
        "\\copy wijkteams FROM town/wijkteams.csv CSV HEADER DELIMITER ';'" \
        "\\copy ($(grep -v '^--' "$here/sql/cohort.sql" | tr '\n' ' ')) TO sql.csv CSV"
} | psql -Xq -v ON_ERROR_STOP=1 -d "$url" || fail "the estimates in SQL"

cat >compare.awk <<'AWK'
function key() { return $1 FS $2 FS $3 FS $4 FS $5 FS $6 FS $7 }
function near(a, b, scale) { return a - b <= 1e-9 * scale && b - a <= 1e-9 * scale }
function size(a) { return a < 0 ? -a : a }
BEGIN { FS = "," }
FILENAME == "sql.csv" { n[key()] = $8; est[key()] = $9; se[key()] = $10; df[key()] = $11; wanted++; next }
FNR == 1 { next }
{
    rows++
    k = key()
    if (!(k in n)) { print "not in SQL: " $0; faults++; next }
    scale = size(est[k]) + size(se[k])
    if ($8 != n[k] || !near($9, est[k], scale)) { print "SQL has n " n[k] ", est " est[k] ": " $0; faults++ }
    if (!near($9 - $10, $11 - $9, 1e3 * scale)) { print "not symmetric: " $0; faults++ }
    if (se[k] < 1e-9 * scale) next
    # the width in standard errors is a matter of the degrees of freedom alone
    t = ($11 - $10) / 2 / se[k]
    if (!(df[k] in quantile)) quantile[df[k]] = t
    if (!near(t, quantile[df[k]], 10)) { print "t of " df[k] " is " t " and " quantile[df[k]] ": " $0; faults++ }
    if (df[k] == 30 && !near(t, 2.042272456301238, 100)) { print "t of 30: " t; faults++ }
    if (df[k] > 1000 && (t < 1.96 || t > 1.963)) { print "t of " df[k] ": " t; faults++ }
    compared++
}
END {
    if (rows != wanted) { print rows " rows, " wanted " in SQL"; faults++ }
    if (compared < 1000 || !(30 in quantile)) { print "only " compared " intervals were compared"; faults++ }
    exit faults > 0
}
AWK
awk -f compare.awk sql.csv town/out/estimates.csv >differences || { head -n 10 differences; fail "not as SQL has it"; }
sed '2,$s/,0[.]/,0.0/' town/out/estimates.csv >wrong.csv
! awk -f compare.awk sql.csv wrong.csv >differences || fail "the comparison does not see wrong figures"

# ---- the database has the same ----
psql -XAtq -F, -v ON_ERROR_STOP=1 -d "$url" -c 'SELECT outcome, income_group, gender_group, migration_group,
    household_group, region_type, region_id, n, est, lwr, upr FROM kk_kompasdam.estimates' >database.csv || fail psql
for file in database.csv town/out/estimates.csv; do
    awk -F, '$8 != "n" { printf "%s,%s,%s,%s,%s,%s,%s,%d,%.15g,%.15g,%.15g\n", $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 }' \
        $file | sort >"$(basename $file).sorted"
done
expect_same estimates.csv.sorted database.csv.sorted

# ---- maps: what the file has, and suppressed where it has nothing ----
ogr2ogr -f CSV wijken.csv town/out/wijken.geojson -select code,jeugdbescherming_laag_inkomen,hbo_laag_en_hoog_inkomen 2>/dev/null ||
    fail "wijken.geojson lacks the maps"
awk -F, '
    FILENAME == "wijken.csv" { if (FNR > 1) map[$1] = $2; next }
    $1 == "jeugdbescherming" && $2 == "Low" && $3 $4 $5 == "allallall" && $6 == "wijk_code" {
        rows++
        if (map[$7] == "" || map[$7] - 100 * $9 > 1e-4 || 100 * $9 - map[$7] > 1e-4) { print $7 ": " map[$7] ", " $9; faults++ }
        shown[$7] = 1
    }
    END {
        for (wijk in map) if (map[wijk] != "" && !(wijk in shown)) { print wijk " is shown"; faults++ }
        exit faults > 0 || rows < 2
    }' wijken.csv town/out/estimates.csv || fail "the map is not as estimates.csv"
awk -F, '$5 == "hbo_laag_en_hoog_inkomen_difference" && $1 == "wijk" && $11 == "ok" { n++; if ($7 >= $6 || $6 >= $8) exit 1 }
    END { exit n < 2 }' town/out/indicators.csv || fail "no differences with an interval"
[ "$(sed 1d town/out/reliability.csv | wc -l)" -eq 12 ] || fail "reliability.csv has not 6 outcomes × 2 types of several regions"

# ---- the record says where a person grew up, and so does the output ----
expect_text town/out/run.json '"grew_up_age": 12'
awk -F, -v OFS=, 'NR == 1 { print $0, "leeftijd"; next } { print $0, 12; $3 = "WK199900"; print $0, 15 }' town/cohort.csv >two_ages.csv
cp town/cohort.csv cohort.csv && cp town/out/estimates.csv estimates.csv || exit 1
mv two_ages.csv town/cohort.csv
sed 's/grew_up: {age: 12}/grew_up: {age: 12, column: leeftijd}/' town/project.yaml >town/ages.yaml
expect 0 run --quiet town/ages.yaml
expect_same estimates.csv town/out/estimates.csv

# ---- another order of persons, compressed ----
{ head -n 1 cohort.csv; sed 1d cohort.csv | sort -t, -k2,2r -k12,12; } >town/cohort.csv
sed 's/  grew_up: {age: 12}/&\n  compress: true\n  database: false/' town/project.yaml >town/packed.yaml
expect 0 run --quiet town/packed.yaml
gzip -dc town/out/estimates.csv.gz >unpacked.csv || fail "gzip"
expect_same estimates.csv unpacked.csv
[ ! -f town/out/estimates.csv ] || fail "estimates.csv stands beside estimates.csv.gz"
[ "$(sql "$url" "SELECT count(*) FROM pg_class WHERE relname LIKE 'estimate%'")" -eq 0 ] || fail "old estimates in the database"

# ---- located by buurt, instead of by a column ----
sed 's/    - file: cohort.csv/&\n      columns: {area: buurt_code}/; s/{type: wijk_code, column: wijk_code/{type: wijk_code, level: wijk/' \
    town/project.yaml >town/located.yaml
expect 0 run --quiet town/located.yaml
expect_same estimates.csv town/out/estimates.csv

# ---- weights of 1 change no figure; fewer are shown, as there the persons themselves must be 10 too. A fault is told by its line, without the cell ----
awk -F, -v OFS=, '{ print $0, NR == 1 ? "gewicht" : 1 }' cohort.csv >town/cohort.csv
sed 's/  grew_up: {age: 12}/&\n  weight: gewicht/' town/project.yaml >town/weighted.yaml
expect 0 run --quiet town/weighted.yaml
numbers() { awk -F, '{ printf "%s,%s,%s,%s,%s,%s,%s,%d,%.9g\n", $1, $2, $3, $4, $5, $6, $7, $8, $9 }' "$1" | sort; }
numbers estimates.csv >unweighted.csv
numbers town/out/estimates.csv >weighted.csv
[ "$(comm -13 unweighted.csv weighted.csv | wc -l)" -eq 0 ] || fail "weights of 1 change figures"
[ "$(comm -23 unweighted.csv weighted.csv | wc -l)" -lt 100 ] || fail "weights of 1 hide much"
sed '5s/.*/9,BU19990700,WK199907,GM1999,1016,CR01,Women,Other,1,Two Parents,ettelijke,0.5,0,1,1,1,1,1,1/' town/cohort.csv >faulty.csv
mv faulty.csv town/cohort.csv
expect 0 run --quiet town/weighted.yaml
expect_text town/out/rejected.csv 'cohort.csv,5,income_parents_perc'
! grep -rqw ettelijke town/out || fail "a cell of the cohort is told"

# ---- nothing but estimates, of an outcome that is not told to be binary: shares below 1, each with its interval ----
cp cohort.csv town/cohort.csv || exit 1
{
    sed -n '/^project:/,/^ *- file: wijkenbuurten.gpkg/p' town/project.yaml
    sed -n '/^estimates:/,/^  maps:/p' town/project.yaml | sed '/column: wijkteam/d; /type: wijkteam/d; /column: inkomen/,$d; s/, kind: binary//'
    echo '  maps: [{name: jeugdbescherming, outcome: jeugdbescherming}]'
} >town/shares.yaml
expect 0 run town/shares.yaml
grep -q '  name  *value   95% interval$' stdout || fail "no heading of an interval above the highest"
[ "$(grep -cE '^  WK1999.*  0[.](0[0-9]{2}|[1-9][0-9])   -?0[.][0-9]+ – 0[.][0-9]+$' stdout)" -eq 5 ] || fail "shares without two digits"
expect_text stdout '; estimates by their own rule or where nobody grew up.'

# ---- the names of what is hidden: neither subgroup nor region without a row; shrunk to the land that is no type ----
sed 's/within: gemeente_code/within: all/; s/  grew_up: {age: 12}/&\n  release: {threshold: 400}/' town/project.yaml >town/few.yaml
expect 0 run --quiet town/few.yaml
for name in subgroup region; do
    [ "$(sql "$url" "SELECT count(*) FROM kk_kompasdam.estimate_$name")" -eq \
        "$(sql "$url" "SELECT count(DISTINCT $name) FROM kk_kompasdam.estimate")" ] || fail "a $name without estimates has a name"
done
[ "$(sql "$url" "SELECT count(*) FROM kk_kompasdam.estimate_subgroup")" -lt 162 ] || fail "nothing is hidden"

# ---- a project without estimates has none ----
sed '/^estimates:/,$d' town/project.yaml >town/none.yaml
expect 0 run --quiet town/none.yaml
[ ! -f town/out/estimates.csv ] && [ ! -f town/out/reliability.csv ] || fail "estimates of a project that has none"
[ "$(sql "$url" "SELECT count(*) FROM pg_class WHERE relname LIKE 'estimate%'")" -eq 0 ] || fail "old estimates in the database"
exit 0
