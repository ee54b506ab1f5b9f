# SPDX-License-Identifier: EUPL-1.2
# Files of a municipality that are not what they should be: each gives one friendly line with its place, or rejects that
# add up; never a cell of a private file, never a crash, and the last good output stays whole.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
export KANSENKOMPAS_THREADS=1 # many short runs
secret=GEHEIM77
big=1300000 # times eight bytes: over 10 MB

# ---- a small project with every kind of file ----
mkdir good && cp "$golden"/project/wijken.geojson "$golden"/project/buurten.geojson good || exit 1
cat >good/project.yaml <<'PROJECT'
project: {name: hostile, title: Hostile, period: 2023}
areas: {vintage: 2023, sources: [{file: wijken.geojson}, {file: buurten.geojson}]}
population: {file: bevolking.csv, births: {file: geboorten.csv}}
postcodes: [{file: pc6.csv}]
records:
  key: my.key
  sources:
    - {name: hulp, file: hulp.csv, form: beleidsinformatie, locate: [postcode, area]}
    - {name: declaraties, file: jw323.xml, form: jw323}
    - name: vragen
      file: vragen.csv
      kind: request
      columns: {client: wie, birth: geboren, begin: vraag, outcome: uitkomst, x: x, y: y}
      locate: [point]
      codes: [{list: outcome, file: codes.csv}]
budgets: [{name: geld, file: budgetten.csv}]
activities: [{name: groepen, file: groepen.csv}]
places: [{name: plaatsen, file: plaatsen.csv}]
homes: {file: adressen.csv, travel: {file: reistijd.csv}}
indicators:
  - use: records/reach
  - use: records/solved_close_by
  - use: records/euro_per_youth
  - use: places/distance_nearest
    type: school
  - use: collective/front_euro_per_child
PROJECT
{
    echo 'gebied;jaar;leeftijd;geslacht;aantal'
    for buurt in BU19980101 BU19980102 BU19980201 BU19980202 BU1998020A; do
        for age in $(seq 0 26); do printf '%s;2023;%s;M;20\n%s;2023;%s;V;21\n' $buurt "$age" $buurt "$age"; done
    done
} >good/bevolking.csv
printf 'gebied;jaar;aantal\nBU19980101;2024;40\nBU19980102;2024;40\n' >good/geboorten.csv
{
    echo 'PC6;Huisnummer;Buurt2023;Wijk2023;Gemeente2023'
    for number in $(seq 1 60); do echo "1998AB;$number;BU19980101;WK199801;GM1998"; done
} >good/pc6.csv
header='BSN;Geboortedatum;Geslacht;Postcode;Huisnummer;Jeugdhulpvorm;Begindatum;Einddatum'
{
    echo "$header"
    for number in $(seq 101 160); do echo "700000$number;20110302;M;1998AB;12;02;20230612;"; done
} >good/hulp.csv
root='<b:Bericht xmlns:b="http://www.istandaarden.nl/ijw/3_2/jw323/schema">'
prestatie() { # BSN BEGIN END CENTS CREDIT
    printf '<b:Client><b:Bsn>%s</b:Bsn><b:Prestatie><b:ProductCategorie>45</b:ProductCategorie><b:ProductPeriode>' "$1"
    printf '<b:Begindatum>%s</b:Begindatum><b:Einddatum>%s</b:Einddatum></b:ProductPeriode><b:IngediendBedrag>' "$2" "$3"
    printf '<b:Bedrag>%s</b:Bedrag><b:DebetCredit>%s</b:DebetCredit></b:IngediendBedrag></b:Prestatie></b:Client>\n' "$4" "$5"
}
{
    echo "$root"
    for number in $(seq 101 130); do prestatie "700000$number" 2023-09-01 2023-09-30 "1${number}00" D; done
    echo '</b:Bericht>'
} >good/jw323.xml
{
    echo 'wie;geboren;vraag;uitkomst;x;y'
    for number in $(seq 101 140); do echo "800000$number;02-03-2011;01-02-2023;opgelost;129800.5;446900,5"; done
} >good/vragen.csv
printf 'code;value\nopgelost;solved\nverwezen;referred\n' >good/codes.csv
printf 'amount;task;year;area;key\n100000,50;jgz;2023;GM1998;children\n5000;wijkteam;2023;WK199801;\n' >good/budgetten.csv
printf 'id;programme;place;date;attendance;capacity\ng;Rots en Water;s1;12-01-2023;9;12\n' >good/groepen.csv
printf 'id;type;x;y;capacity\ns1;school;129800;446900;12\ns2;school;130500;448000;\n' >good/plaatsen.csv
printf 'id;x;y;count\nh1;129900;446950;3\nh2;130400;447900;12\n' >good/adressen.csv
printf 'id;place;minutes\nh1;s1;3\nh1;s2;9,5\nh2;s1;8\nh2;s2;2\n' >good/reistijd.csv

fresh() {
    rm -rf case && cp -r good case || exit 1
}
no_secret() {
    ! grep -qE "$secret|[78]000001[0-9][0-9]" stdout stderr || fail "$1: a cell of a private file is told"
}
refused() { # CODE TEXT
    expect_error "$1" "$2" check case/project.yaml
    no_secret "$2"
}
# A check that does well, of NAME's rows so many read and used.
counted() { # NAME READ USED
    expect 0 check case/project.yaml
    no_secret "$1"
    case $3 in 0) used=none ;; [1-9]) used='fewer than 10' ;; *) used=$((($3 + 5) / 10 * 10)) ;; esac
    grep -qE "^records $1 +$(($2 - $3)) rejected; rounded to 10: $used used;" stdout || fail "$1: not $2 rows and $3 used"
}
rejects() { # FILE COUNT: rows that are told
    [ "$(grep -c "^row  *$1:" stdout)" -eq "$2" ] || fail "$1: not $2 rejected rows"
}

fresh
counted hulp 60 60
counted declaraties 30 30
counted vragen 40 40

# ---- what any file may turn out to be ----
for name in bevolking geboorten pc6 hulp vragen codes budgetten groepen plaatsen adressen reistijd; do
    fresh && : >case/$name.csv
    refused 4 "$name.csv: is empty"
done
for name in hulp pc6 budgetten; do # each by a reader of its own
    file=case/$name.csv
    fresh && rm "$file" && mkdir "$file"
    refused 4 "$name.csv: cannot be read: Is a directory"
    fresh && iconv -f utf-8 -t utf-16 "good/$name.csv" >"$file"
    refused 4 "$name.csv: is UTF-16 text"
    fresh && tr '\n' '\r' <"good/$name.csv" >"$file"
    refused 4 "$name.csv: is one line, as its line ends are CR alone"
    fresh && printf '"%s;1;2\n3;4\n' $secret >>"$file"
    refused 4 "a quote (\") opened in this row is never closed"
    fresh && printf 'a;\0%s\n' $secret >>"$file"
    refused 4 "holds NUL bytes"
    fresh && head -n 1 "good/$name.csv" >"$file"
    kk check case/project.yaml
    expect_text stderr "$name.csv: has no rows below its header"
    fresh && sed 's/$/\r/' "good/$name.csv" >"$file"
    expect 0 check case/project.yaml
    rejects "$name.csv" 0
done
fresh && rm case/hulp.csv && mkfifo case/hulp.csv
refused 4 'hulp.csv: cannot be opened: it is a pipe or device'
fresh && ln -sf /dev/zero case/jw323.xml
refused 4 'jw323.xml: cannot be opened: it is a pipe or device'
fresh && ln -sf jw323.xml case/jw323.xml
refused 4 'jw323.xml: cannot be opened: Too many levels'

# ---- rows and columns ----
others='bevolking geboorten pc6 budgetten groepen plaatsen adressen reistijd'
fresh
for name in $others; do
    sed -n 's/$/;'$secret';9/; 2p' "good/$name.csv" >>"case/$name.csv"
    echo $secret >>"case/$name.csv"
done
expect 0 check case/project.yaml
no_secret width
for name in $others; do rejects "$name.csv" 2; done
fresh && printf '%s\n700000101;20110302\n' $secret >>case/hulp.csv
awk -v n=$big 'BEGIN { for (i = 0; i < n; i++) printf "GEHEIM77"; print ";1;2" }' >>case/hulp.csv
counted hulp 63 60
rejects hulp.csv 3
fresh && awk -v OFS=';' '{ for (i = 1; i <= 1000; i++) $0 = $0 OFS (NR == 1 ? "k" i : "GEHEIM77"); print }' good/hulp.csv >case/hulp.csv
counted hulp 60 60
fresh && awk 'NR == 1 { print } { for (i = 0; i < 200; i++) print ";20110302;M;1998AB;12;02;20230612;" }' good/hulp.csv >case/hulp.csv
refused 4 'hulp.csv: most rows cannot be used, such as line 12201: BSN: no client number'
fresh && sed 1d good/hulp.csv >case/hulp.csv
refused 8 'hulp.csv: no column is known to hold client'

# ---- cells ----
hulp() { # a row of that client, birth, postcode, house number, begin, end
    echo "$1;$2;M;$3;$4;02;$5;$6" >>case/hulp.csv
}
fresh && echo "$header" >case/hulp.csv
for day in 20231332 20230230 2023 202306 45000 12-06-23 31/31/2023 'juni 2023' $secret -1 99999999 18991231 21010101 \
    12-06-2023-01 0000-06-12 +20230612 "20230612 $secret" 999999999999999999999 NaN '' 00000000; do
    hulp 700000101 20110302 1998AB 12 "$day" ''
done
counted hulp 21 0
rejects hulp.csv 21
fresh && echo "$header" >case/hulp.csv
for birth in 20111332 $secret 20110230 2011 31-12-9999; do hulp 700000101 "$birth" 1998AB 12 20230612 ''; done
for client in '' 0 000000000 999999999; do hulp "$client" 20110302 1998AB 12 20230612 ''; done
hulp 700000101 20110302 1998AB 12 20230612 20230611
counted hulp 10 0
for number in 12345678901234567890 -5 a12 0 131072 1e30; do hulp 700000101 20110000 1998AB $number 20230612 ''; done
hulp 700000101 20110300 $secret 12 20230612 31-12-9999
hulp 700000101 '' '' '' '12-06-2023 10:30' ''
counted hulp 18 8
fresh && echo 'wie;geboren;vraag;uitkomst;x;y' >case/vragen.csv
for x in 1e30 -1e30 nan inf 1e400 0x1p10 $secret '' 5.005 999999999999999999999999; do
    echo "800000101;;01-02-2023;opgelost;$x;446900" >>case/vragen.csv
    echo "$x;school;$x;446900;1" >>case/plaatsen.csv
done
counted vragen 10 10
rejects plaatsen.csv 9
fresh
for count in -1 1e10 1e308 inf $secret; do
    echo "BU19980101;2023;3;T;$count" >>case/bevolking.csv
    echo "BU19980101;2024;$count" >>case/geboorten.csv
    echo "h9;129900;446950;$count" >>case/adressen.csv
    echo "h1;s1;$count" >>case/reistijd.csv
    echo "$count;jgz;2023;GM1998;children;" >>case/budgetten.csv
done
for age in 1000000 $secret 7,5; do echo "BU19980101;2023;$age;M;4" >>case/bevolking.csv; done
printf '%s;s1;4\nh1;%s;4\n' $secret $secret >>case/reistijd.csv
for amount in 9223372036854775807 10000000000,01 1.234,50 1234.567; do
    echo "$amount;jgz;2023;GM1998;" >>case/budgetten.csv
done
expect 0 check case/project.yaml
no_secret numbers
for file in bevolking:8 geboorten:5 adressen:5 reistijd:7 budgetten:8; do rejects "${file%:*}.csv" "${file#*:}"; done

# ---- messages in XML ----
xml() { # TEXT of the error about `message`
    fresh && cp message case/jw323.xml && refused 4 "jw323.xml:$1"
}
long() {
    head -c $((8 * big)) /dev/zero | tr '\0' x
}
{
    echo '<!DOCTYPE x [<!ENTITY a "GEHEIM77"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    echo "$root$(prestatie '&b;' 2023-09-01 2023-09-30 5 D)</b:Bericht>"
} >message && xml '1:13: has a document type'
echo "$root$(prestatie "&$secret;" 2023-09-01 2023-09-30 5 D)</b:Bericht>" >message
xml '1:87: is no well-formed XML: undefined entity'
head -c 3000 good/jw323.xml >message && xml '10:302: the file ends before its message does'
{ echo "$root" && yes '<a>' | head -n 100000; } >message && xml '65:1: elements go deeper'
{ printf '%s<b:Client><b:Bsn>' "$root" && long; } >message && xml '1:87: a text of more than 64 KB'
{ printf '%s<!--' "$root" && long; } >message && xml '1:70: a tag or comment of more than 1 MB'
{ printf '%s<b:a b="' "$root" && long; } >message && xml '1:70: a tag or comment of more than 1 MB'
echo '<Berichten></Berichten>' >message && xml '1:12: holds no message'
echo "<html>$secret</html>" >message && xml '1:1: is no iJw message'
sed 's/jw323\/schema/jw301\/schema/' good/jw323.xml >message && xml '1:1: is a JW301'
sed '1i <?xml version="1.0" encoding="GEHEIM77"?>' good/jw323.xml >message && xml '1:31: is in an encoding that is not known here'
fresh
{
    echo "$root"
    for cents in 9223372036854775807 1000000000001 1e5 1.5 '' $secret; do prestatie 700000101 2023-09-01 2023-09-30 "$cents" D; done
    for day in 2023-02-30 2023-13-01 9999-12-31 '' $secret; do prestatie 700000101 "$day" '' 5 D; done
    prestatie 700000101 2023-09-01 2023-08-31 5 D
    prestatie 700000101 2023-09-01 2023-09-30 5 $secret
    prestatie 700000101 2023-09-01 2023-09-30 99999999999 C
    echo '</b:Bericht>'
} >case/jw323.xml
counted declaraties 14 1
rejects jw323.xml 13

# ---- the key ----
rm -rf town && cp -r good town
expect 0 db start town/project.yaml
expect 0 run --quiet town/project.yaml
[ "$(stat -c '%a %s' town/my.key)" = '600 32' ] || fail "the key is not of its owner alone"
sums town/out >before
key() { # PATH CODE TEXT
    sed -i "s#^  key: .*#  key: $1#" town/project.yaml
    expect_error "$2" "$3" run --quiet town/project.yaml
    sums town/out >after
    expect_same before after
    expect_tidy town
}
chmod 640 town/my.key
key my.key 4 "is open to other users; close it: chmod 600 '"
chmod 600 town/my.key
[ "$(id -u)" -ne 0 ] || { chown 65534 town/my.key && key my.key 4 'belongs to another user' && chown 0 town/my.key; }
head -c 31 /dev/zero >town/short.key && chmod 600 town/short.key
key short.key 4 'is no key of pseudonyms (a file of 32 bytes)'
key hulp.csv 4 'is no key of pseudonyms'
expect_error 4 'is no key of pseudonyms' db purge town/project.yaml
cmp -s good/hulp.csv town/hulp.csv || fail "a purge removed what is no key"
ln -s my.key town/link.key
key link.key 4 'is a link, where the key of the pseudonyms must be a file'
mkdir town/folder.key && mkfifo town/pipe.key
key folder.key 4 'is no key of pseudonyms'
key pipe.key 4 'is no key of pseudonyms'
key hulp.csv/my.key 4 'Not a directory'
ln -s out town/elsewhere
for place in out/my.key elsewhere/my.key ./out/../out/to/be/made/my.key; do key $place 8 'is in the output folder'; done
[ ! -e town/out/to ] || fail "a folder for the key is made in the output"
if [ "$(id -u)" -eq 0 ] && mkdir town/disk && mount -t tmpfs -o size=4k tmpfs town/disk 2>/dev/null; then
    undo="umount -l $work/town/disk"
    head -c 4096 /dev/zero >town/disk/ballast
    key disk/my.key 4 'cannot be written: No space left on device'
    [ "$(ls town/disk)" = ballast ] || fail "half a key is left behind"
fi
sed -i "s#^  key: .*#  key: my.key#" town/project.yaml
expect 0 run --quiet town/project.yaml
sums town/out >after
expect_same before after
expect 0 db purge town/project.yaml
[ ! -e town/my.key ] || fail "a purge leaves the key"

# ---- a source that is wrong: the last good output is whole ----
expect 0 run --quiet town/project.yaml
sums town/out >before
printf '"%s\n' $secret >>town/hulp.csv
expect_error 4 'hulp.csv:62: a quote' run town/project.yaml
sums town/out >after
expect_same before after
exit 0
