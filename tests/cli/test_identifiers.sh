#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# No identifier, birth date, or postcode with house number of the example's records reaches an output, a message, or the
# database; neither do they where rows are wrong.
. "$(dirname "$0")/lib.sh"

example_project "$work/town"
cd "$work" || exit 1
expect 0 db start town/project.yaml
url=$(cat stdout)
expect 0 run town/project.yaml

# ---- everything that left the engine: files, messages, the database as its owner sees it, the server's log ----
mkdir left
cp -r town/out left/out
cp stdout left/stdout
cp stderr left/stderr
ogr2ogr -f CSV left/gpkg town/out/kansenkompas.gpkg 2>/dev/null || fail "the GeoPackage cannot be read"
unzip -q -d left/xlsx town/out/kansenkompas.xlsx || fail "the workbook cannot be read"
pg_dump -d "$url" --inserts >left/database.sql || fail "pg_dump"
cp home/*/server.log left/
grep -q 'INSERT INTO kk_kompasdam.client_record VALUES' left/database.sql || fail "the database has no records"
expect 0 check town/project.yaml
cp stdout left/check.stdout
cp stderr left/check.stderr

# ---- what must not be there: each list from the inputs, one word on a line ----
cells() { # cells FILE COLUMN
    iconv -f cp1252 -t utf-8 "town/$1" | tr -d '\r' | awk -F';' -v column="$2" '
        NR == 1 { sub(/^[^A-Za-z]*/, ""); for (i = 1; i <= NF; i++) if ($i == column) c = i; if (!c) exit 1; next }
        $c != "" { print $c }' || fail "$1 has no column $2"
}
{
    for file in jeugdhulp-bij.csv maatregelen-bij.csv; do cells $file BSN; done
    cells jw323.csv Bsn
    cells jeugdhulp-bij.csv Gezinsnummer
    cells jgz.csv kindnummer
    cells wijkteam.csv bsn
    cells programma.csv deelnemer
    grep -o '<[a-z0-9:]*Bsn>[0-9]*' town/jw323.xml | sed 's/.*>//'
} | grep -E '^[0-9]{7,}$' | sort -u >identifiers

# Born before 2016: records begin later, so that such a day can be nothing else than a birth date.
{
    for file in jeugdhulp-bij.csv maatregelen-bij.csv; do
        cells $file Geboortedatum | sed -E 's/^(....)(..)(..)$/\1 \2 \3/'
    done
    for file in jgz.csv wijkteam.csv programma.csv; do
        cells $file geboortedatum | sed -E 's/^(..)-(..)-(....)$/\3 \2 \1/'
    done
} | awk 'NF == 3 && $1 < 2016 && $3 != "00" && $2 + 0 <= 12 && $3 + 0 <= 31 {
        print $1 $2 $3; print $1 "-" $2 "-" $3; print $3 "-" $2 "-" $1; print $3 "/" $2 "/" $1 }' | sort -u >births

# A postcode alone tells the street already.
{ cells pc6.csv PC6; cells jeugdhulp-bij.csv Postcode; } | grep -E '^[0-9]{4} ?[A-Z]{2}$' | sed -E 's/^(....) ?(..)$/\1\2\n\1 \2/' |
    sort -u >postcodes

# Coordinates of requests, to the decimetre, but for those of public places.
{ cells plaatsen.csv x; cells plaatsen.csv y; } | sort -u >places
{ cells wijkteam.csv x; cells wijkteam.csv y; } | grep -E '^[0-9]{6}[.][0-9]+$' | sort -u | comm -23 - places >coordinates

for list in identifiers births postcodes coordinates; do
    [ "$(wc -l <$list)" -gt 100 ] || fail "the list of $list is short: $(wc -l <$list)"
done

# ---- the search; first that it finds what is there ----
for list in identifiers births postcodes coordinates; do
    cat town/*.csv | grep -a -w -q -F -f $list || fail "the search for $list finds nothing in the inputs"
    found=$(grep -a -r -w -o -F -f $list left | head -n 3)
    [ -z "$found" ] || fail "$list in what left the engine: $found"
done

# ---- a file of nothing but faults: told by line and column, without a cell ----
mkdir faults
cp town/* faults/ 2>/dev/null
cat >faults/jeugdhulp-bij.csv <<'ROWS'
BSN;Geboortedatum;Geslacht;Postcode;Huisnummer;Gemeentecode;Gezinsnummer;DatumAanvraag;Verwijzer;Jeugdhulpvorm;Begindatum;Einddatum;RedenBeeindiging;Aanbieder;NaamAanbieder
987654321;20111332;M;9876ZX;1234567;GM1999;7654321;;01;02;20230612;;;22000841;De Linde
987654321;20110302;Marietje;Dorpsstraat;12;GM1999;7654321;;01;zwemles;morgen;;;22000841;De Linde
987654321 Jansen;20110302;M;9876ZX;12;BU99999999;7654321;;oma;02;20230612;20210101;;22000841;De Linde
987654321;20110302;M;9876ZX;12;GM1999;7654321;;01;02;20230612
987654321;20110302;M;9876ZX;12;GM1999;7654321;;01;02;20230612;;"open
ROWS
kk run faults/project.yaml
cat stdout stderr faults/out/* >said 2>/dev/null
for word in 987654321 20111332 9876ZX 7654321 Marietje Dorpsstraat zwemles morgen Jansen oma 20110302; do
    ! grep -a -q -w -F "$word" said || fail "a message or output tells '$word'"
done
grep -q 'jeugdhulp-bij.csv' said || fail "nothing is said of the file with faults"

# ---- the key: its owner's alone, outside the output, gone with a purge ----
key=$(find home -name '*key*' -type f)
[ "$(echo "$key" | wc -l)" -ge 1 ] && [ -n "$key" ] || fail "there is no key"
for file in $key; do
    [ "$(stat -c %a "$file")" = 600 ] || fail "the key can be read by others: $(stat -c %a "$file")"
done
expect 0 db purge town/project.yaml
expect 0 db purge faults/project.yaml
[ -z "$(find home -type f)" ] || fail "a purge leaves $(find home -type f)"
