# SPDX-License-Identifier: EUPL-1.2
# Inputs that are not what they should be: exit code 4 (8 where the project file is to blame), one clear line.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
project=town/project.yaml

# try NAME TEXT — checks with the file NAME as it is now: one line that holds both. Puts the right file back.
try() {
    name=$1 text=$2
    expect_error 4 "$text" check "$project"
    grep -qF "$name" stderr || fail "the error does not name $name"
    rm -rf "town/$name"
    cp "saved/$name" "town/$name"
}
mkdir saved
cp town/*.csv town/*.gpkg saved

for name in wijkenbuurten.gpkg kwb.csv wijkteams.csv jeugdzorg-wijk.csv; do
    # what stands where the file should be, and what is said of a vector source and of a table
    for case in "absent|No such file|No such file" "folder|not a vector file|Is a directory" "empty|not a vector file|is empty" \
        "noise|not a vector file|" "loop|Too many levels|Too many levels" "pipe|it is a pipe|it is a pipe"; do
        rm "town/$name"
        case $case in
            folder*) mkdir "town/$name" ;;
            empty*) : >"town/$name" ;;
            noise*) head -c 300000 "$engine" >"town/$name" ;;
            loop*) ln -s "$name" "town/$name" ;;
            pipe*) mkfifo "town/$name" ;;
        esac
        [ "$name" = wijkenbuurten.gpkg ] && column=2 || column=3
        try "$name" "$(echo "$case" | cut -d'|' -f$column)"
    done
done
for share in 1 20 50 90; do
    size=$(($(stat -c %s saved/wijkenbuurten.gpkg) * share / 100))
    head -c "$size" saved/wijkenbuurten.gpkg >town/wijkenbuurten.gpkg
    try wijkenbuurten.gpkg ''
done
cp saved/kwb.csv town/wijkenbuurten.gpkg
try wijkenbuurten.gpkg ''
printf 'SQLite format 3\000 and then nothing' >town/wijkenbuurten.gpkg
try wijkenbuurten.gpkg ''
sqlite3 plain.gpkg 'CREATE TABLE t (a); INSERT INTO t VALUES (1)'
mv plain.gpkg town/wijkenbuurten.gpkg
try wijkenbuurten.gpkg ''
cp saved/wijkenbuurten.gpkg town/kwb.csv
try kwb.csv ''
head -n 1 saved/kwb.csv >town/kwb.csv
expect 0 check "$project"
cp saved/kwb.csv town/kwb.csv
printf 'niets;is;code\n1;2;3\n' >town/kwb.csv
try kwb.csv 'code'
printf 'code;group;name\nBU19999999;A;Team A\n' >town/wijkteams.csv
try wijkteams.csv 'BU19999999'
printf 'code;group;name\nBU19990000;A;Team A\nBU19990000;B;Team B\n' >town/wijkteams.csv
try wijkteams.csv ':3'
# a code twice, another country
ogr2ogr -q town/twice.gpkg saved/wijkenbuurten.gpkg buurten && ogr2ogr -q -append town/twice.gpkg saved/wijkenbuurten.gpkg buurten
mv town/twice.gpkg town/wijkenbuurten.gpkg
try wijkenbuurten.gpkg 'BU19990000'
ogr2ogr -q -a_srs EPSG:31370 town/belgian.gpkg saved/wijkenbuurten.gpkg buurten
mv town/belgian.gpkg town/wijkenbuurten.gpkg
try wijkenbuurten.gpkg 'EPSG:28992'
if [ "$(id -u)" -ne 0 ]; then
    chmod 000 town/kwb.csv
    try kwb.csv 'Permission denied'
fi

# the project file itself
: >town/broken.yaml
expect_error 8 'broken.yaml' check town/broken.yaml
expect_error 4 'town' check town
head -c 100000 "$engine" >town/broken.yaml
expect_error 8 'broken.yaml' check town/broken.yaml
printf 'project:\n  name: [\n' >town/broken.yaml
expect_error 8 'broken.yaml:' check town/broken.yaml

# a run says the same as check, and leaves nothing behind
: >town/kwb.csv
expect_error 4 kwb.csv run "$project"
[ ! -e town/out ] && [ -z "$(servers)" ] || fail "a run that failed leaves something behind"
expect_tidy town
exit 0
