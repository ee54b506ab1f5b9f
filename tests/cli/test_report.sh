# SPDX-License-Identifier: EUPL-1.2
# report.pdf: figures of the release in Dutch, tagged, with its fonts, the same twice; of one gemeente and of more.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
printf '\noutput: {viewer: false, xlsx: false}\n' >>town/project.yaml
expect 0 run --quiet town/project.yaml
report=town/out/report.pdf
qpdf --check $report >checked 2>&1 || { cat checked; fail "qpdf finds faults"; }

# ---- the document ----
pdfinfo $report >info
for words in 'Title:           Jeugdzorg in Kompasdam' 'Tagged:          yes' 'Page size:       595 x 842 pts (A4)'; do expect_text info "$words"; done
! grep -q Date info || fail "a date in the PDF"
pages=$(awk '$1 == "Pages:" { print $2 }' info)
qpdf --qdf --object-streams=disable $report plain.pdf
for words in '/Lang (nl-NL)' '/DisplayDocTitle true' '/Outlines ' '/Scope /Column'; do grep -aqF "$words" plain.pdf || fail "no $words"; done
[ "$(grep -ac '/Alt ' plain.pdf)" -eq "$(grep -ac '/S /Figure' plain.pdf)" ] || fail "a figure without words"
pdffonts $report | tail -n +3 >fonts
[ -s fonts ] && ! grep -v ' yes yes ' fonts || fail "a font is not embedded, or not a part of it"
pdfinfo -struct $report >tags 2>/dev/null
for tag in Document H1 H2 P L LI Table TR TH TD Figure Link; do grep -q "^ *$tag" tags || fail "no tag $tag"; done
pdfinfo -dests $report >dests
for name in kaart doelgebieden verdeling verborgen methode bladen gebied-0; do expect_text dests "\"$name\""; done

# ---- what it says ----
pdftotext -layout $report text
# page WORDS — the text of the page that begins with them
page() { awk -v RS='\f' -v words="$1" 'index($0, words) == 1' text; }
page 'De kaart' >map
expect_text map 'Index van behoefte'
page 'Waar het eerst' >targets
page 'De verdeling van middelen' >means
page 'Wat er niet staat' >hidden
for words in 'verborgen: te weinig personen' 'een ander cijfer zou ermee te'; do expect_text hidden "$words"; done
expect_text means '€ 11.500.000'
sheets=$(awk -v RS='\f' '/^WK|\nWK[0-9A-Z]+, wijk in Kompasdam/' text | grep -c ', wijk in Kompasdam')
[ "$sheets" -eq 12 ] || fail "$sheets sheets of 12 wijken"
[ $((pages - sheets)) -le 9 ] || fail "$pages pages, of which $sheets are sheets"

sqlite3 -separator '|' :memory: -cmd '.import --csv town/out/indicators.csv i' -cmd '.import --csv town/out/targets.csv t' "
    SELECT i.name, replace(printf('%.1f', i.value), '.', ','), replace(printf('%.1f – %.1f', i.lower, i.upper), '.', ','),
           t.class_nl, t.rank_lower, t.rank_upper
    FROM i JOIN t ON t.code = i.code
    WHERE i.level = 'wijk' AND i.indicator = 'jeugdzorg_share' AND i.period = '2023' AND i.status = 'ok'" >figures
[ -s figures ] || fail "no figures to compare with"
while IFS='|' read -r name value interval class low high; do
    page "$name" >sheet
    [ -s sheet ] || fail "no sheet of $name"
    grep -F 'Jongeren met jeugdzorg (% van inwoners' sheet | grep -F "$value" | grep -qF "$interval" || fail "$name: not $value ($interval)"
    grep -E "^ *$name " targets | grep -F " $class " | grep -qF "($low – $high)" || fail "$name: not $class, $low – $high"
done <figures
page 'Wijk 05 Westerdok' >sheet
for words in 'Doelwijken: gekozen (hoort er zeker bij)' 'Sinds er in het buurthuis een moedergroep is' 'Verteld door: moeder.'; do expect_text sheet "$words"; done
[ "$(grep -c 'Verteld door' text)" -le "$(grep -c '"text"' town/out/stories.json)" ] || fail "a story that is not approved"

# ---- the same again, on any number of threads ----
sleep 1
expect 0 run --quiet town/project.yaml --out again --threads 1
cmp $report again/report.pdf || fail "another report of the same figures"

# ---- more gemeenten: the whole, or the one that is asked for ----
squares 24 6 >areas.geojson
awk 'BEGIN { print "code,care,youths"; for (i = 0; i < 24; i++) printf "WK%04d%02d,%d,1000\n", 1 + (i >= 12), i, 20 + 3 * i }' >care.csv
cat >two.yaml <<'END'
project: {name: two, title: Twee gemeenten, period: 2023}
areas: {vintage: 2023, sources: [{file: areas.geojson, level: wijk, code: code, name: name}]}
tables: [{name: care, file: care.csv, public: true, period: 2023, source: verzonnen}]
indicators:
  - {name: care, kind: share, numerator: care.care, denominator: care.youths, unit: "%", direction: need, label_nl: Hulp, label_en: Care, levels: [wijk]}
END
expect 0 run --quiet two.yaml --out two
pdftotext -layout two/report.pdf text
for words in 'Het gaat over het hele gebied' 'de hoogste 10 van de 24 wijken' 'Wijk 23'; do expect_text text "$words"; done
! grep -q 'Een blad per' text || fail "sheets of more than one gemeente"
printf 'output: {report_of: GM0001, viewer: false}\n' >>two.yaml
expect 0 run --quiet two.yaml --out two
pdftotext -layout two/report.pdf text
[ "$(grep -c 'wijk in ' text)" -eq 12 ] || fail "not a sheet for each wijk of GM0001"
! grep -q 'Wijk 23' text || fail "a wijk of another gemeente"
sed -i 's/GM0001/GM0009/' two.yaml
expect_error 4 "lies in 'report_of: GM0009'" run --quiet two.yaml --out two
sed -i 's/report_of: GM0009/report: false/' two.yaml
expect 0 run --quiet two.yaml --out two
[ ! -e two/report.pdf ] || fail "a report that nobody asked for"
expect_tidy .
exit 0
