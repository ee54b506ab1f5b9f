# SPDX-License-Identifier: EUPL-1.2
# The example as the generator makes it: the same bytes for a seed at any number of threads, and files that agree with
# each other: the records with the published figures, the ages with the key figures, points with their buurt.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
generate=$root/build/kk-generate
[ -x "$generate" ] || make -s -C "$root" build/kk-generate || exit 1

OMP_NUM_THREADS=1 "$generate" example one >/dev/null || fail "kk-generate"
OMP_NUM_THREADS=3 "$generate" example three >/dev/null || fail "kk-generate"
"$generate" --seed 7 example other >/dev/null || fail "kk-generate"
for file in one/*; do
    expect_same "$file" "three/$(basename "$file")"
done
! cmp -s one/jeugdhulp-bij.csv other/jeugdhulp-bij.csv || fail "the seed makes no difference"
[ "$(ls one | wc -l)" -eq 21 ] || fail "not 21 files"

# The cohort of a country: as many grown-ups as asked for.
OMP_NUM_THREADS=1 "$generate" cohort country 5000 >/dev/null || fail "kk-generate cohort"
OMP_NUM_THREADS=3 "$generate" cohort country3 5000 >/dev/null || fail "kk-generate cohort"
expect_same country/cohort.csv country3/cohort.csv
awk -F , '
    NF != 72 { exit 1 }
    NR == 1 { next }
    { wijk[$3]; gemeente[$4]; men += $7 == "Men"; migration += $9; two += $10 == "Two Parents"; rank += $11 }
    $9 != ($8 != "No Migration Background") || $11 < 0 || $11 > 1 || $12 < 0 || $12 > 1 { exit 1 }
    { for (i = 13; i <= 52; i++) if ($i !~ /^[01]?$/) exit 1
      for (; i <= 72; i++) { if ($i !~ /^([0-9]+(\.[0-9]+)?)?$/) exit 1; missing += $i == "" } }
    END { share = missing / 20 / (NR - 1)
          exit !(NR == 5001 && length(gemeente) > 330 && length(wijk) > 2000 && men > 2400 && men < 2700 && migration > 900 &&
                 migration < 1200 && two > 4000 && two < 4300 && rank > 2499 && rank < 2501 && share > 0.07 && share < 0.11) }
    ' country/cohort.csv || fail "the cohort of a country"
for wrong in "cohort" "cohort here 0" "cohort here 12x" "example here 12" "nation here"; do
    # shellcheck disable=SC2086 # words
    ! "$generate" $wrong >/dev/null 2>"$work/stderr" || fail "'$wrong' was taken"
    grep -q '^kk-generate: ' "$work/stderr" || fail "no message for '$wrong'"
    [ ! -e here ] || fail "'$wrong' made a directory"
done

cd one || exit 1
iconv -f CP1252 -t UTF-8 jeugdhulp-bij.csv >help.csv || fail "jeugdhulp-bij.csv is not CP1252"
! iconv -f UTF-8 -t UTF-8 jeugdhulp-bij.csv >/dev/null 2>&1 || fail "jeugdhulp-bij.csv has no accent"
# Begin and end of all trajectories, without the rows that are wrong on purpose.
grep -v '^99999\|^;' help.csv | awk -F ';' -v OFS=';' 'NR > 1 { print $1, $11, $12 }' >spans
awk -F ';' -v OFS=';' 'NR > 1 { print $1, $7, $8 }' maatregelen-bij.csv >>spans

# The gemeente in the figures: youths and trajecten, rounded to 5.
published() { awk -F ';' -v year="\"$1JJ00\"" -v column="$2" '
    /"T001203/ && /"GM1999/ && $4 == year { gsub(/[" ]/, "", $column); print $column; exit }' jeugdzorg-wijk.csv; }
rounded() { awk '{ print int(($1 + 2) / 5) * 5 }'; }
for year in 2022 2023; do
    awk -F ';' -v year=$year '
        $2 != "" && substr($2, 1, 4) <= year && ($3 == "" || substr($3, 1, 4) >= year) { print $1 }' spans >clients
    [ "$(sort -u clients | wc -l | rounded)" -eq "$(published $year 5)" ] || fail "youths with care in $year"
    [ "$(wc -l <clients | rounded)" -eq "$(published $year 13)" ] || fail "trajecten in $year"
done
awk -F ';' '$3 != "" && $3 < $2 { exit 1 }' spans || fail "a trajectory ends before it begins"

# Nobody's: BSNs begin with 9 and meet the 11-proof, so that they are read as what they stand for.
cut -d ';' -f 1 spans | sort -u | awk '{ sum = -substr($1, 9); for (i = 1; i < 9; i++) sum += (10 - i) * substr($1, i, 1)
    if (length($1) != 9 || substr($1, 1, 1) != 9 || sum % 11) exit 1 }' || fail "a BSN that is none"

# Ages add up to those of the key figures, and buurten and people without an address to the gemeente.
awk -F ';' '
    FNR == NR && $3 < 25 && $2 == 2023 && $1 == "GM1999" { persons[$3 >= 15] += $5 }
    FNR != NR && $1 ~ /^GM1999/ { if ($11 != persons[0] || $12 != persons[1]) exit 1; found = 1 }
    END { exit !found }' bevolking.csv kwb.csv || fail "ages and key figures differ"
awk -F ';' '
    FNR == NR && $1 == "GM1999" && $3 == 0 { born[$2] += $5 }
    FNR != NR && $1 == "GM1999" && $2 in born { if ($3 != born[$2]) exit 1; found++ }
    END { exit found != 2 }' bevolking.csv geboorten.csv || fail "births are not the youngest"

# A credit takes back a debit of the same line.
awk -F ';' 'NR > 1 { key = $1 $2 $3; sum[key] += $12 == "C" ? -$11 : $11; credits += $12 == "C"; nothing += sum[key] == 0 }
    END { for (key in sum) if (sum[key] < 0) exit 1; exit !(credits > 0 && nothing > 0) }' jw323.csv || fail "credits"

# The cohort of the example grew up in the buurten that have youths; whose parents had less has less.
awk -F , '
    FNR == NR { known[$1]; next }
    FNR == 1 { next }
    !($2 in known) || substr($2, 3, 6) != substr($3, 3) || $4 != "GM1999" || $13 !~ /^[01]$/ { exit 1 }
    $18 != "" { half = $11 > 0.5; persons[half]++; income[half] += $18; protected[half] += $13 }
    END { exit !(FNR == 12001 && income[0] / persons[0] < 0.9 * income[1] / persons[1] &&
                 protected[0] / persons[0] > 1.5 * protected[1] / persons[1]) }' truth.csv cohort.csv || fail "the cohort"

# Every address has its postcode once, and every home and place lies in its buurt.
[ "$(sed 1d pc6.csv | cut -d ';' -f 1,2 | sort | uniq -d | wc -l)" -eq 0 ] || fail "an address in two buurten"
(echo x,y,buurt; awk -F ';' 'NR > 1 { print $5 "," $6 ",BU" substr($1, 3, 8) }' plaatsen.csv
    awk -F ';' 'NR > 1 { print $1 "," $2 "," }' adressen.csv) >points.csv
ogr2ogr -f GPKG points.gpkg points.csv -oo X_POSSIBLE_NAMES=x -oo Y_POSSIBLE_NAMES=y -a_srs EPSG:28992 2>"$work/stderr" &&
    ogr2ogr -f GPKG -update points.gpkg wijkenbuurten.gpkg buurten 2>"$work/stderr" || fail "ogr2ogr"
ogrinfo -q points.gpkg -dialect sqlite -sql "SELECT count(*) AS points, sum(b.buurtcode IS NULL OR b.water = 'JA'
    OR (p.buurt <> '' AND p.buurt <> b.buurtcode)) AS wrong
    FROM points p LEFT JOIN buurten b ON ST_Contains(b.geom, p.geom)" >points 2>/dev/null
grep -q 'wrong (Integer) = 0$' points && ! grep -q 'points (Integer) = 0$' points || fail "a home outside its buurt"
exit 0
