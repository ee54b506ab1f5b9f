#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# fetch-cbs.sh [YEAR] — gets the boundaries and figures that CBS publishes into data/cbs/YEAR, checks them, and puts a project
# file beside them. For a machine with an internet connection. What is there already and whole is kept.
#
#   wijkenbuurten.gpkg       Wijk- en Buurtkaart (PDOK): all gemeenten, wijken and buurten
#   kwb.xlsx                 Kerncijfers wijken en buurten, as CBS gives them in one sheet
#   jeugdzorg/Observations.csv, MeasureCodes.csv …   youth care by form and wijk (StatLine, OData v4), for the years that have it
set -eu
year=${1:-2023}
cd "$(dirname "$0")"
case $year in
    2021) kwb=kwb-2021 jeugdzorg=85075NED ;;
    2022) kwb=kwb-2022 jeugdzorg='' ;;
    2023) kwb=kwb-2023 jeugdzorg=85685NED ;;
    2024) kwb=kwb-2024 jeugdzorg='' ;;
    2025) kwb=kwb2025 jeugdzorg='' ;;
    *) echo "usage: fetch-cbs.sh [2021|2022|2023|2024|2025]" >&2; exit 2 ;;
esac
for program in curl ogrinfo unzip; do
    command -v $program >/dev/null || { echo "fetch-cbs.sh needs $program: apt-get install curl gdal-bin unzip" >&2; exit 1; }
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

fetch "https://download.cbs.nl/regionale-kaarten/$kwb.xlsx" "$target/kwb.xlsx"
if [ -n "$jeugdzorg" ]; then
    fetch "https://datasets.cbs.nl/CSV/CBS/nl/$jeugdzorg" "$target/jeugdzorg.zip"
    mkdir -p "$target/jeugdzorg"
    unzip -qo -j "$target/jeugdzorg.zip" -d "$target/jeugdzorg"
    # Some bundles put the number of the table in front of the names.
    for file in "$target/jeugdzorg/$jeugdzorg"_*.csv; do
        if [ -f "$file" ]; then mv "$file" "$target/jeugdzorg/${file##*_}"; fi
    done
fi

# Are they what they should be?
bad() { echo "$target/$1 is not what it should be: $2; remove it and try again" >&2; exit 1; }
for level in gemeenten:342 wijken:3000 buurten:13000; do
    count=$(ogrinfo -so -al "$target/wijkenbuurten.gpkg" 2>/dev/null |
        awk -v layer="${level%%:*}" '$1 == "Layer" { on = index($3, layer) } on && /^Feature Count/ { print $3; exit }')
    [ "${count:-0}" -ge "${level##*:}" ] || bad wijkenbuurten.gpkg "layer ${level%%:*} has ${count:-no} areas"
done
count=$(ogrinfo -so -al "$target/kwb.xlsx" 2>/dev/null | awk '/^Feature Count/ { if ($3 > most) most = $3 } END { print most + 0 }')
[ "$count" -gt 16000 ] || bad kwb.xlsx "its sheet has $count rows"
if [ -n "$jeugdzorg" ]; then
    [ -s "$target/jeugdzorg/Observations.csv" ] || bad jeugdzorg.zip "it holds no Observations.csv"
    head -n 1 "$target/jeugdzorg/Observations.csv" | grep -q Measure || bad jeugdzorg.zip "Observations.csv has no column Measure"
fi

cp -n cbs-project.yaml "$target/project.yaml"
sed -i "s/YEAR/$year/g" "$target/project.yaml"
echo "Ready: build/release/kansenkompas run data/$target/project.yaml"
