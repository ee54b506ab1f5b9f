# SPDX-License-Identifier: EUPL-1.2
# The workbook says what the CSV files say: every figure of every level, or why there is none; every cell of the guide's tables.
# No text of an input becomes a formula; the same bytes twice.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
printf 'output:\n  viewer: false\n  report: false\n' >>town/project.yaml
expect 0 run --quiet --threads 1 town/project.yaml
book=town/out/kansenkompas.xlsx
[ -s "$book" ] || fail "no workbook"

# tab NAME — its cells, apart by tabs, from the first row on
tab() {
    ogr2ogr -f CSV /vsistdout/ "$book" "$1" -oo HEADERS=DISABLE -oo FIELD_TYPES=STRING -lco SEPARATOR=TAB 2>stderr |
        sed 1d | tr -d '"'
    [ ! -s stderr ] || fail "GDAL warns of tab $1"
}
# table FILE COLUMNS — the columns of a CSV in the same way
table() {
    ogr2ogr -f CSV /vsistdout/ "$1" -oo AUTODETECT_TYPE=NO -select "$2" -lco SEPARATOR=TAB 2>stderr | sed 1d | tr -d '"'
}

# ---- the levels ----
table town/out/indicators.csv level,code,period,indicator,value,lower,upper,status,category >figures
table town/out/woordenboek.csv soort,waarde,naam,betekenis >words
for level in gemeente:Gemeenten:gemeenten wijk:Wijken:wijken buurt:Buurten:buurten wijkteam:Wijkteams:wijkteam; do
    name=${level%%:*} title=${level#*:}
    title=${title%:*} plural=${level##*:}
    tab "$title" >cells
    ogrinfo -so town/out/kansenkompas.gpkg "$plural" | sed -n 's/^\([a-z0-9_]*\): .*(.*)$/\1/p' >fields
    awk -F'\t' -v level="$name" '
        FILENAME == "words" && $1 == "status" { why[$2] = $4 }
        FILENAME == "words" && $1 == "categorie" { label[$3, $2] = $4 }
        FILENAME == "fields" && /_status$/ { sub(/_status$/, ""); on_map[$0] = 1; wanted++ }
        FILENAME == "figures" && $1 == level {
            value[$2, $3, $4] = $5; lower[$2, $3, $4] = $6; upper[$2, $3, $4] = $7; status[$2, $3, $4] = $8
            word[$2, $3, $4] = $9; land[$2] = 1
        }
        FILENAME != "cells" { next }
        FNR == 1 { for (c = 1; c <= NF; c++) head[c] = $c; next }
        FNR == 2 {
            for (c = 1; c <= NF; c++) at[$c] = c
            for (i in on_map) {
                if (!(i in at) || !((i "_status") in at)) { print "no column " i; exit }
                period[i] = head[at[i]]; sub(/.*, /, "", period[i])
            }
            next
        }
        {
            rows++
            delete land[$1]
            for (i in on_map) {
                k = $1 SUBSEP period[i] SUBSEP i
                if (!(k in status)) { print "no figure " $1 " " i " " period[i] " in indicators.csv"; continue }
                shown = $(at[i])
                if ($(at[i "_status"]) != status[k]) print $1, i, "status", $(at[i "_status"]), "instead of", status[k]
                if (value[k] == "") wrong = shown != why[status[k]]
                else if (word[k] != "") wrong = shown != label[i, word[k]]
                else wrong = shown !~ /^-?[0-9.]+(E-?[0-9]+)?$/ || sprintf("%.15g", shown) != sprintf("%.15g", value[k])
                if (wrong) print $1, i, "shows", shown, "instead of", value[k], status[k], word[k]
                lo = ((i "_lower") in at) ? $(at[i "_lower"]) : ""; up = ((i "_upper") in at) ? $(at[i "_upper"]) : ""
                if (sprintf("%.15g", lo) != sprintf("%.15g", lower[k]) || (lo == "") != (lower[k] == "")) print $1, i, "lower", lo
                if (sprintf("%.15g", up) != sprintf("%.15g", upper[k]) || (up == "") != (upper[k] == "")) print $1, i, "upper", up
                compared++
            }
        }
        END {
            for (a in land) print a " is not in the workbook"
            if (wanted < 10 || compared != wanted * rows) print compared + 0 " figures compared, of " wanted * rows
        }' words fields figures cells >stdout || fail "awk"
    [ ! -s stdout ] || fail "tab $title differs from indicators.csv"
done
# what is not there is told in words, and never 0
tab Buurten >cells
grep -q 'verborgen: te weinig personen' cells && grep -q 'onbekend' cells || fail "no words where there is no figure"
# around a buurt are its wijk and gemeente
awk -F'\t' 'NR > 2 && ($3 != "WK" substr($1, 3, 6) || $4 == "" || $5 != "GM1999" || $6 != "Kompasdam")' cells >stdout
[ ! -s stdout ] || fail "the areas around a buurt"

# ---- the tables of the guide, and statistics.csv ----
tab "Lees mij" >readme
grep -c 'hetzelfde in [a-z_]*\.csv' readme >stdout
[ "$(cat stdout)" -ge 18 ] || fail "few tables"
same='NR > skip {
    line = ""
    for (c = 1; c <= n; c++) {
        v = $c
        if (v == "true" || v == "false") v = v == "true"
        if (v ~ /^-?[0-9.]+([eE][-+]?[0-9]+)?$/) v = sprintf("%.9g", v)
        line = line "|" v
    }
    print line
}'
sed -n 's/^\([^\t]*\)\t.*hetzelfde in \([a-z_]*\.csv\).*/\1:\2/p' readme >tabs
while IFS=: read -r title file; do
    [ "$file" != woordenboek.csv ] || continue
    header=$(head -n 1 "town/out/$file")
    columns=$(echo "$header" | awk -F, '{ print NF }')
    tab "$title" >cells
    [ "$(sed -n 2p cells | cut -f "1-$columns" | tr '\t' ',')" = "$header" ] || fail "the columns of tab $title"
    awk -F'\t' -v n="$columns" -v skip=2 "$same" cells >found
    table "town/out/$file" "$header" | awk -F'\t' -v n="$columns" -v skip=0 "$same" >expected
    [ -s expected ] || fail "$file is empty"
    expect_same found expected
done <tabs

# ---- the first tab ----
for text in 'Jeugdzorg in Kompasdam' 'Hoe te lezen' 'verborgen: te weinig personen' 'JGZ Kompasdam, contactmomenten (verzonnen)' 'Hoe te citeren'; do
    expect_text readme "$text"
done
expect_text town/out/run.json '"libxlsxwriter"'

# ---- names that would be formulas, and a tab that Excel would not take ----
small_project small
sed -i 's/Haven/=HYPERLINK(1)/; s/Súdein/@SUM(1+1)/' small/buurten.geojson
sed -i 's/^\( *title: \).*/\1"=cmd|Proef \& <dam>"/' small/project.yaml
expect 0 run --quiet small/project.yaml
book=small/out/kansenkompas.xlsx
unzip -q -d parts $book 2>stderr || fail "unzip"
for part in $(find parts -name '*.xml' -o -name '*.rels' -o -name '*.vml'); do
    xmllint --noout "$part" 2>stderr || fail "$part is no XML"
done
! grep -rlE '<f>|<f ' parts >stdout || fail "a text became a formula"
tab Buurten >cells
expect_text cells '=HYPERLINK(1)'
tab "Lees mij" >cells
expect_text cells '=cmd|Proef & <dam>'
! grep -qE 'dcterms:(created|modified)[^>]*>20(2[4-9]|[3-9])' parts/docProps/core.xml || fail "the time of writing is in it"
grep -q '2023-01-01T00:00:00Z' parts/docProps/core.xml || fail "no fixed date"

# ---- the same bytes, elsewhere on earth and with other threads; none when it is not asked for ----
sums town/out >before
(TZ=Pacific/Auckland && export TZ && expect 0 run --quiet --threads 3 town/project.yaml) || exit 1
sums town/out >after
expect_same after before
printf '  xlsx: false\n' >>town/project.yaml
expect 0 run --quiet town/project.yaml
[ ! -e town/out/kansenkompas.xlsx ] || fail "a workbook that was not asked for"
exit 0
