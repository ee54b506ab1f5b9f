# SPDX-License-Identifier: EUPL-1.2
# `kansenkompas map`: a picture of an indicator in three forms, the same twice, with what is asked and no more.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
cp town/project.yaml town/plain.yaml
printf '\noutput: {viewer: false, report: false, xlsx: false}\n' >>town/project.yaml
expect_error 4 'kansenkompas run' map reach town/project.yaml
expect 0 run --quiet town/project.yaml

# colours FILE — RRGGBB of every pixel of a PNG, the most frequent first
colours() {
    gdal_translate -q -of XYZ -b 1 "$1" r.xyz && gdal_translate -q -of XYZ -b 2 "$1" g.xyz && gdal_translate -q -of XYZ -b 3 "$1" b.xyz || fail "GDAL does not read $1"
    paste -d ' ' r.xyz g.xyz b.xyz | awk '{ printf "%02x%02x%02x\n", $3, $6, $9 }' | sort | uniq -c | sort -rn
}

expect 0 map reach town/project.yaml --size 600x400 --write reach.png
expect_text stdout 'Wrote reach.png'
colours reach.png >found
[ "$(sed -n '1s/.* //p' found)" = ffffff ] || fail "the page is not white"
for colour in 081d58 225ea8 41b6c4 c7e9b4 dde7f0; do
    [ "$(sed -n "s/ *\([0-9]*\) $colour\$/\1/p" found)" -gt 300 ] || fail "reach.png has no $colour"
done
! grep -q ' e0e0e0$' found || fail "every wijk has a figure, and yet something is hatched"
expect 0 map jeugdzorg_share town/project.yaml --level buurt --size 600x400 -w hatched.png
colours hatched.png >found
[ "$(sed -n 's/ *\([0-9]*\) e0e0e0$/\1/p' found)" -gt 100 ] || fail "what has no figure is not hatched"

expect 0 map reach town/project.yaml --names --write reach.pdf
pdftotext -layout reach.pdf - >text || fail "no text in the PDF"
for words in 'Jongeren met jeugdzorg' 'Jeugdzorg in Kompasdam, 2023' 'Wilgenoord' '% van de jongeren' 'Bron: Gemeente Kompasdam'; do expect_text text "$words"; done
! pdffonts reach.pdf | tail -n +3 | grep -v ' yes yes ' || fail "a font is not in the PDF"
expect 0 map reach town/project.yaml --period 2022 --language en --write reach.pdf
pdftotext reach.pdf - >text
expect_text text 'Youths with youth care'
expect_text text '2022'
! grep -q Wilgenoord text || fail "names that were not asked for"
expect 0 map doelwijken town/project.yaml --write doelwijken.pdf
pdftotext doelwijken.pdf - >text
for words in zeker mogelijk niet; do expect_text text "$words"; done

# of one wijk alone: fewer buurten, another map
expect 0 map jeugdzorg_share town/project.yaml --level buurt --within WK199903 --names --write part.pdf
pdftotext part.pdf - >text
expect_text text 'Componistenbuurt'
[ "$(grep -c Componistenbuurt text)" -eq 1 ] || fail "a name twice in the text of the PDF"
! grep -q 'Oude Haven' text || fail "buurten of other wijken"

for form in png svg pdf; do
    expect 0 map reach town/project.yaml --quiet --write "one.$form"
    [ ! -s stdout ] || fail "words though --quiet"
    sleep 1
    expect 0 map reach town/project.yaml --quiet --write "two.$form"
    cmp "one.$form" "two.$form" || fail "another $form of the same figures"
done
(cd town && expect 0 map reach)
[ -s town/reach-wijk.png ] || fail "no reach-wijk.png"

expect_error 4 "did you mean 'reach'?" map raech town/project.yaml
expect_error 2 'it can be gemeente, wijk, buurt or an own level' map reach town/project.yaml --level provincie
expect_error 4 "has no figures of 'reach' for wijk in 1999" map reach town/project.yaml --period 1999
expect_error 4 "no area of wijken lies in 'GM0001'" map reach town/project.yaml --within GM0001
expect_error 2 '--within takes the code of a gemeente or wijk' map reach town/project.yaml --within W
expect_error 2 '--size takes WIDTHxHEIGHT' map reach town/project.yaml --size large
expect_error 2 '--language takes nl or en' map reach town/project.yaml --language fr
expect_error 2 'ends in .png, .svg or .pdf' map reach town/project.yaml --write map.jpg
expect_error 6 'cannot write nowhere/map.png' map reach town/project.yaml --write nowhere/map.png
expect_error 6 'cannot write nowhere/map.pdf' map reach town/project.yaml --write nowhere/map.pdf
expect_tidy .
exit 0
