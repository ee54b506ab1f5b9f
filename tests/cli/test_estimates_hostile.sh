# SPDX-License-Identifier: EUPL-1.2
# Cohorts that are not what they should be: each gives one friendly line with its place, or rejects that add up; never a
# cell, never a number that is none. Killed, interrupted or out of disk: the last good output and database stay whole.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
export KANSENKOMPAS_THREADS=1 # many short runs
secret=GEHEIM77
rows=3000

# ---- a project of estimates alone ----
example_project town
mkdir good && cp town/wijkenbuurten.gpkg town/wijkteams.csv good || exit 1
awk '/^project:|^estimates:/ { on = 1 } /^tables:|^statistics:/ { on = 0 } on' town/project.yaml >good/project.yaml
printf '\ndisclosure: {estimates: false, accept_leaks: a test}\n' >>good/project.yaml
head -n $((rows + 1)) town/cohort.csv >good/cohort.csv

fresh() {
    rm -rf case && mkdir case && cp good/*.* case || exit 1
}
cells() { # AWK: what it does to every person; $3 wijk, $7 sex, $8 migration, $11 predictor, $13 binary, $18 income
    awk -F, -v OFS=, -v secret=$secret "NR > 1 { $1 } { print }" good/cohort.csv >case/cohort.csv
}
weigh() { # AWK: gives every person the weight w
    sed -i 's/^  grew_up: .*/&\n  weight: w/' case/project.yaml
    awk -F, -v OFS=, "NR == 1 { w = \"w\" } NR > 1 { w = 1; $1 } { print \$0, w }" good/cohort.csv >case/cohort.csv
}
project() { # SED: what it does to the project
    sed -i "$1" case/project.yaml
}
no_secret() {
    found=$(grep -rlF -- $secret stdout stderr "$@")
    [ -z "$found" ] || fail "a cell of the cohort stands in $found"
}
refused() { # CODE TEXT
    expect_error "$1" "$2" check case/project.yaml
    no_secret
}
rejected() { # COUNT TEXT: so many rows for that reason, and no others
    expect 0 check case/project.yaml
    no_secret
    [ "$(grep -c "^row .* $2\$" stdout)" -eq "$1" ] || fail "not $1 rows: $2"
    [ "$(grep -c '^row ' stdout)" -eq "$1" ] || fail "rows are rejected for other reasons than: $2"
}
warned() { # TEXT
    expect 0 check case/project.yaml
    expect_text stderr "$1"
    no_secret
}
estimated() { # a run whose outputs hold no number that is none
    expect 0 run --quiet case/project.yaml
    no_secret case/out
    ! grep -niE '[,: ][-+]?(inf|nan)' case/out/*.csv case/out/*.json case/out/*.geojson || fail "no numbers in the outputs"
    ! sed 1d case/out/estimates.csv | grep -n ',,' || fail "estimates without figures"
    [ "$(sql "$url" "SELECT count(*) FROM kk_kompasdam.estimates e WHERE e::text LIKE '%$secret%'")" -eq 0 ] ||
        fail "a cell of the cohort stands in the database"
    none=$(sql "$url" "SELECT count(*) FROM kk_kompasdam.estimates, unnest(ARRAY[est, lwr, upr]) AS number
        WHERE number IS NULL OR number IN ('NaN', 'Infinity', '-Infinity')")
    [ "$none" -eq 0 ] || fail "$none figures in the database are no numbers"
}
fresh && rejected 0 ''
grep -q "^cohort  *0 rejected; rounded to 10: $rows used; 6 outcomes, 162 subgroups" stdout || fail "the cohort as it should be"

# ---- what a file may turn out to be ----
fresh && : >case/cohort.csv
refused 4 'cohort.csv: is empty'
fresh && rm case/cohort.csv && mkdir case/cohort.csv
refused 4 'cohort.csv: cannot be read: Is a directory'
fresh && rm case/cohort.csv && mkfifo case/cohort.csv
refused 4 'cohort.csv: cannot be opened: it is a pipe or device'
fresh && iconv -t utf-16 good/cohort.csv >case/cohort.csv
refused 4 'cohort.csv: is UTF-16 text'
fresh && tr '\n' '\r' <good/cohort.csv >case/cohort.csv
refused 4 'cohort.csv: is one line, as its line ends are CR alone'
fresh && printf '%s,\0\n' $secret >>case/cohort.csv
refused 4 "cohort.csv:$((rows + 2)): holds NUL bytes"
fresh && printf '"%s,1\n2,3\n' $secret >>case/cohort.csv
refused 4 "cohort.csv:$((rows + 2)): a quote (\") opened in this row is never closed"
fresh && ln -s cohort.csv case/zelfde.csv && project 's/- file: cohort.csv/&\n    - file: zelfde.csv/'
refused 8 'zelfde.csv is the same file as the one on line 16: its persons would count twice'
fresh && head -n 1 good/cohort.csv >case/cohort.csv
warned 'cohort.csv: has no rows below its header'
fresh && head -n 2 good/cohort.csv >case/cohort.csv
warned "nobody in the cohort is in group 'has_migration' of migration"
grep -q '^cohort  *0 rejected; rounded to 10: fewer than 10 used' stdout || fail "a single person is counted"
fresh && { echo $secret && head -c 3000000 /dev/zero | tr '\0' x && echo; } >>case/cohort.csv
rejected 2 'the row has more or fewer cells than the header'

# ---- columns ----
fresh && sed -i 1d case/cohort.csv
refused 8 "cohort.csv has no column 'sex'; it has 18 columns (not named here, as the table is not public)"
fresh && sed -i '1s/,hbo,/,hboo,/' case/cohort.csv
refused 8 "cohort.csv has no column 'hbo'; did you mean 'hboo'?"
fresh && sed -i '1s/,wealth_parents_perc,/,hbo,/' case/cohort.csv
refused 8 "cohort.csv has 2 columns that may be 'hbo'"
fresh && sed -i '1s/,hbo,werk,/,werk_1,werk_2,/' case/cohort.csv && project 's/column: hbo,/column: inkomen, name: hbo,/'
refused 8 "cohort.csv has 2 columns that may be 'werk'"
fresh && project 's/{age: 12}/{age: 12, column: leeftijd}/'
refused 8 "cohort.csv has no column 'leeftijd'"
awk -F, -v OFS=, '{ print $0, NR == 1 ? "leeftijd" : NR == 9 ? "GEHEIM77" : 11 }' good/cohort.csv >case/cohort.csv
rejected 1 'the age is not a number'
grep -q "rounded to 10: $rows of another age; 6 outcomes" stdout || fail "persons of another age are used"

# ---- cells ----
fresh && cells '$11 = secret'
refused 4 'cohort.csv: most rows cannot be used, such as line'
fresh && cells 'split("inf nan . NA 0x1p3 1e400 -0 " secret, word, " "); if (NR < 10) $11 = word[NR - 1]'
rejected 4 'income_parents_perc  the predictor is not a number'
fresh && cells 'if (NR < 4) $11 = "-1e101"'
rejected 2 'income_parents_perc  the predictor is beyond 1e100'
fresh && weigh 'split("0 -1 inf NA 1e400 '$secret'", word, " "); if (NR < 9) w = word[NR - 1]'
rejected 7 'w  the weight is not a number above 0'
fresh && weigh 'if (NR < 6) w = NR % 2 ? "1e300" : "1e-300"'
rejected 4 'w  the weight is beyond 1e-20 … 1e20'
fresh && cells 'if (NR < 6) $18 = NR % 2 ? "1e308" : "-1e308"'
rejected 4 'inkomen  the outcome is beyond 1e50'
fresh && cells 'split("2 0.5 -1 1e0 0.0 NaN", word, " "); if (NR < 7) $13 = word[NR - 1]'
rejected 3 'jeugdbescherming  the outcome is binary, but not 0 or 1'
fresh && cells 'if (NR < 4) for (i = 0; i < 99; i++) $(NR == 2 ? 3 : 7) = $(NR == 2 ? 3 : 7) secret'
rejected 2 'the text is longer than 200 bytes'

# ---- groups and regions ----
fresh && cells '$7 = "all"'
refused 8 "the column 'sex' has a value 'all'"
fresh && cells '$7 = secret NR % 70'
refused 8 "the dimension 'gender' has more than 63 groups"
fresh && cells '$7 = NR % 63; $8 = int(NR / 63) % 63' && project '/{name: gender/a\    - {name: again, column: migration_background}'
refused 8 'more than 65536 combinations of groups'
fresh && project 's/versus: \[income=High\]/versus: [income=Very_Low]/'
refused 8 "\`versus\` shares persons with the group"
fresh && project 's/column: income_parents_perc}/column: income_parents_perc, windows: [{group: Low, from: 0, to: 1e200}]}/'
refused 8 "the window 'Low' runs beyond -1e100 … 1e100"
fresh && cells '$8 = "No Migration Background"'
warned "nobody in the cohort is in group 'has_migration' of migration"
fresh && cells '$7 = secret NR % 2' && project 's/group: \[income=Low\]$/group: [income=Low, gender=GEHEIM7]/'
refused 8 "unknown group 'GEHEIM7'"
grouping() { # TEXT CODE MESSAGE: a file of groups
    fresh && printf "$1" >case/groepen.csv && project 's/grouping: wijkteams.csv/grouping: groepen.csv/'
    refused "$2" "$3"
}
grouping 'code;groep\na;b\n' 4 "groepen.csv has no column 'group'; a grouping has the columns code, group"
grouping 'code;group\n' 4 'groepen.csv lists no codes'
grouping 'code;group\na;b\nc;\n' 4 'groepen.csv:3: the group is empty'
grouping 'code;group\na;b\na;b\na;c\n' 4 "groepen.csv:4: a is in group 'b' already (line 3)"
grouping 'code;group\na;b;c\n' 4 'groepen.csv:2: the row has more or fewer cells than the header'
grouping "code;group\na;$(head -c 9999 /dev/zero | tr '\0' b)\n" 4 'groepen.csv:2: the group is longer than 200 bytes'
rm case/groepen.csv
refused 4 'groepen.csv: cannot be opened'
printf 'code;group\nelders;ver weg\n' >case/groepen.csv
warned "nobody in the cohort has a region of type 'wijkteam'"

# ---- what reaches the outputs ----
fresh
expect 0 db start case/project.yaml
url=$(cat stdout)
estimated
sums case/out >good.sums && cp case/out/estimates.csv good.csv || exit 1
for threads in 2 5; do
    expect 0 run --quiet --threads $threads case/project.yaml
    sums case/out >threads.sums
    expect_same good.sums threads.sums
done
# decimal commas, and a second file with its columns the other way round
head -n 1000 good/cohort.csv | sed '2,$s/\./:/g; s/,/;/g; s/:/,/g' >case/cohort.csv
awk -F, 'NR == 1 || NR > 1000 { for (i = NF; i > 1; i--) printf "%s,", $i; print $1 }' good/cohort.csv >case/tweede.csv
project 's/- file: cohort.csv/&\n    - file: tweede.csv/'
estimated
expect_same good.csv case/out/estimates.csv

# names that need quotes, and letters of CP1252
fresh && cells '$7 = $7 == "Men" ? "\"M\351n, \"\"a\"\"\nb\"" : $7; $3 = $3 == "WK199901" ? "\"W,\"\"K" "\"" : $3'
estimated
for pair in ',Men,|,"Mén, ""a""' ',WK199901,|,"W,""K",'; do
    plain=$(grep -cF -- "${pair%|*}" good.csv)
    [ "$plain" -gt 0 ] && [ "$(grep -cF -- "${pair#*|}" case/out/estimates.csv)" -eq "$plain" ] ||
        fail "estimates of a name that needs quotes: ${pair#*|}"
done
printf 'Mén, "a"\nb' >name
[ "$(sql "$url" "SELECT max(gender_group) FROM kk_kompasdam.estimates WHERE gender_group LIKE 'M_n%'")" = "$(cat name)" ] ||
    fail "a name with a comma, quotes and a line end in the database"

# a group and a region of one person are not told
fresh && cells 'if (NR == 50) { $3 = secret "3"; $7 = secret "7" }'
estimated
# numbers at their bounds, weights too; outcomes that are all equal, or all missing; a group of nobody on a map
fresh && weigh '$18 = NR % 2 ? "1e50" : "-1e50"; $14 = NR % 5 ? "1e-50" : "1e50"; w = NR % 3 == 0 ? "1e20" : NR % 3 == 1 ? "1e-20" : 1'
estimated
fresh && cells '$11 = NR * 1e-160'
estimated
fresh && cells '$18 = 7; $14 = ""; $13 = 1; $8 = "No Migration Background"'
project 's/group: \[income=Low\]$/group: [income=Low, migration=has_migration]/'
estimated
grep -q '^inkomen,all,all,all,all,gemeente_code,GM1999,3000,7,7,7$' case/out/estimates.csv || fail "outcomes that are equal"
! grep -qE '^(jeugdhulpkosten|jeugdbescherming),' case/out/estimates.csv || fail "estimates of nothing"
awk -F, '$5 == "jeugdbescherming_laag_inkomen" && $6 != "" { exit 1 }' case/out/indicators.csv ||
    fail "a map of a group in which nobody is"
fresh && head -n 2 good/cohort.csv >case/cohort.csv
estimated
[ "$(wc -l <case/out/estimates.csv)" -eq 1 ] || fail "estimates of one person"

# ---- a database with tables of others ----
cp case/out/estimates.csv before.csv && cp good/cohort.csv case/cohort.csv || exit 1
sql "$url" 'DROP VIEW kk_kompasdam.estimates; CREATE TABLE kk_kompasdam.estimates AS SELECT 77 AS mine'
expect_error 5 '"estimates" is not a view' run --quiet case/project.yaml
[ "$(sql "$url" 'SELECT mine FROM kk_kompasdam.estimates')" -eq 77 ] || fail "a table of somebody else is replaced"
expect_same before.csv case/out/estimates.csv
sql "$url" 'DROP TABLE kk_kompasdam.estimates; CREATE SCHEMA other; CREATE TABLE other.estimates (mine integer)'
sed '1i database: {schema: other}' case/project.yaml >case/other.yaml
expect_error 5 "schema 'other' holds tables that are not of kansenkompas" run --quiet case/other.yaml
estimated

# ---- killed or interrupted: the last good run, in the files and in the database ----
mkdir big && cp town/wijkenbuurten.gpkg big || exit 1
"$root/build/kk-generate" cohort big 60000 >/dev/null || fail "no cohort is generated"
mv big/cohort.csv all.csv && head -n 50000 all.csv >part.csv
{
    printf '%s\n' 'project: {name: groot, period: 2023}' 'areas: {sources: [{file: wijkenbuurten.gpkg}]}' \
        'disclosure: {estimates: false, accept_leaks: a test}' 'estimates:' \
        '  cohort: [{file: cohort.csv}]' '  predictor: {name: income, column: income_parents_perc}' \
        '  dimensions: [{name: gender, column: sex}, {name: migration, column: migration_background}]' \
        '  regions: [{type: all}, {type: gemeente_code, column: gemeente_code}, {type: wijk_code, column: wijk_code}]' \
        '  outcomes:'
    head -n 1 all.csv | tr ',' '\n' | sed -n 's/^c[0-9].*/    - {column: &}/p'
} >big/project.yaml
expect 0 db start big/project.yaml
url=$(cat stdout)
state() {
    {
        sql "$url" 'SELECT count(*), sum(n), sum(est::numeric), sum(upr::numeric) FROM kk_groot.estimates'
        sums big/out
    } | cksum
}
for cohort in part all; do
    cp $cohort.csv big/cohort.csv
    begin=$(date +%s%N)
    expect 0 run --quiet big/project.yaml
    takes=$((($(date +%s%N) - begin) / 1000000))
    state >$cohort.state
done
! cmp -s part.state all.state || fail "the two cohorts cannot be told apart"
expect_no_leftovers() {
    [ "$(sql "$url" "SELECT count(*) FROM pg_class WHERE relname ~ '^estimate.*_new$'")" -eq 0 ] ||
        fail "tables of a run that was not done are left behind"
}
stop_runs big/project.yaml big/cohort.csv
expect 0 run --quiet big/project.yaml
expect_tidy big

# ---- a disk that is full ----
[ "$(id -u)" -eq 0 ] || exit 0 # only root can make a small disk
mkdir disk
undo="umount -l $work/disk"
size=$(du -sk big/out | cut -f1)
mount -t tmpfs -o "size=$((size * 2))k" tmpfs disk 2>stderr || { undo=: && exit 0; }
expect 0 run --quiet big/project.yaml --out disk/out
sums disk/out >before
state >before.state
sed 's/^estimates:/&\n  compress: true/' big/project.yaml >big/packed.yaml
for room in 4 1000; do # the header, and somewhat more
    rm -f disk/ballast
    free=$(df -k --output=avail disk | tail -n 1)
    head -c $(((free - room) * 1024)) /dev/zero >disk/ballast 2>/dev/null
    for file in estimates.csv estimates.csv.gz; do
        [ $file = estimates.csv ] && which=project || which=packed
        expect_error 6 "$file" run --quiet big/$which.yaml --out disk/out
        expect_text stderr 'No space left on device'
        sums disk/out >after
        expect_same before after
        state >after.state
        expect_same before.state after.state
        expect_tidy disk
    done
done
expect 0 db purge big/project.yaml
exit 0
