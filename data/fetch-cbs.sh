#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# fetch-cbs.sh [YEAR] — gets the boundaries and figures that CBS publishes into data/cbs/YEAR, checks them, and puts a project
# file beside them. For a machine with an internet connection. What is there already and whole is kept.
#
#   wijkenbuurten.gpkg   Wijk- en Buurtkaart (PDOK), all gemeenten, wijken and buurten
#   kwb.csv              Kerncijfers wijken en buurten (StatLine, OData), the columns that the project uses
#   jeugdzorg-wijk.csv   youth care by form and wijk (StatLine, OData), for the years that have it
set -eu
year=${1:-2023}
cd "$(dirname "$0")"
case $year in
    2021) kwb=85039NED jeugdzorg=85075NED ;;
    2022) kwb=85318NED jeugdzorg='' ;;
    2023) kwb=85618NED jeugdzorg=85685NED ;;
    2024) kwb=85984NED jeugdzorg='' ;;
    *) echo "usage: fetch-cbs.sh [2021|2022|2023|2024]" >&2; exit 2 ;;
esac
for program in curl ogrinfo; do
    command -v $program >/dev/null || { echo "fetch-cbs.sh needs $program: apt-get install curl gdal-bin" >&2; exit 1; }
done
target=cbs/$year
mkdir -p "$target"

fetch() { # fetch URL FILE
    [ ! -s "$2" ] || { echo "have  $2"; return; }
    echo "fetch $1"
    curl --fail --location --show-error --silent --retry 3 --output "$2.part" "$1" ||
        { rm -f "$2.part"; echo "cannot fetch $1; is this machine connected?" >&2; exit 1; }
    mv "$2.part" "$2"
}

# The newest version of the map that there is: v3 has most figures, v1 comes first.
if [ ! -s "$target/wijkenbuurten.gpkg" ]; then
    for version in v3 v2 v1; do
        url=https://service.pdok.nl/cbs/wijkenbuurten/$year/atom/downloads/wijkenbuurten_${year}_$version.gpkg
        curl --fail --head --location --silent --output /dev/null "$url" && break
    done
    fetch "$url" "$target/wijkenbuurten.gpkg"
fi

# OData v3 gives at most 10,000 rows at a time.
statline() { # statline TABLE FILE
    [ ! -s "$2" ] || { echo "have  $2"; return; }
    skip=0
    : > "$2.part"
    while :; do
        url="https://opendata.cbs.nl/ODataFeed/odata/$1/UntypedDataSet?\$format=text/csv&\$top=10000&\$skip=$skip"
        echo "fetch $url"
        curl --fail --location --show-error --silent --retry 3 --output "$2.page" "$url" ||
            { rm -f "$2.part" "$2.page"; echo "cannot fetch table $1 from StatLine" >&2; exit 1; }
        rows=$(($(wc -l < "$2.page") - 1))
        if [ $skip -eq 0 ]; then cat "$2.page" >> "$2.part"; else tail -n +2 "$2.page" >> "$2.part"; fi
        [ "$rows" -ge 10000 ] || break
        skip=$((skip + 10000))
    done
    rm -f "$2.page"
    mv "$2.part" "$2"
}
statline "$kwb" "$target/kwb.csv"
[ -z "$jeugdzorg" ] || statline "$jeugdzorg" "$target/jeugdzorg-wijk.csv"

# Are they what they should be?
bad() { echo "$target/$1 is not what it should be: $2; remove it and try again" >&2; exit 1; }
for level in gemeenten:342 wijken:3000 buurten:13000; do
    count=$(ogrinfo -so -al "$target/wijkenbuurten.gpkg" 2>/dev/null |
        awk -v layer="${level%%:*}" '$1 == "Layer" { on = index($3, layer) } on && /^Feature Count/ { print $3; exit }')
    [ "${count:-0}" -ge "${level##*:}" ] || bad wijkenbuurten.gpkg "layer ${level%%:*} has ${count:-no} areas"
done
[ "$(wc -l < "$target/kwb.csv")" -gt 16000 ] || bad kwb.csv "fewer than 16,000 rows"
head -n 1 "$target/kwb.csv" | grep -q AantalInwoners_ || bad kwb.csv "no column AantalInwoners"
if [ -n "$jeugdzorg" ]; then
    head -n 1 "$target/jeugdzorg-wijk.csv" | grep -q TotaalJongerenMetJeugdzorg || bad jeugdzorg-wijk.csv "no youths with youth care"
fi

cp -n cbs-project.yaml "$target/project.yaml"
sed -i "s/YEAR/$year/g; s/KWB_TABLE/$kwb/" "$target/project.yaml"
echo "Ready: build/release/kansenkompas run data/$target/project.yaml"
