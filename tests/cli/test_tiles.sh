# SPDX-License-Identifier: EUPL-1.2
# Vector tiles: both files are read by others, hold every area and its figures at each zoom, and have no cracks.
. "$(dirname "$0")/lib.sh"
modules=${KANSENKOMPAS_NODE_MODULES:-$root/viewer/node_modules}
[ -d "$modules/pmtiles" ] || skip "no npm packages of the viewer"
cd "$work" || exit 1
example_project town
printf '\noutput: {viewer: false, report: false, xlsx: false, snap: 1, tiles: {from: 5, to: 13}}\n' >>town/project.yaml
expect 0 run --quiet --threads 1 town/project.yaml
out=town/out
node "$here/tiles.mjs" "$out" "$(dirname "$modules")" >stdout 2>stderr || fail "the tiles"
! tail -c +1 "$out/tiles.pmtiles" | cmp -s - "$out/tiles.mbtiles" || fail "one file twice"

# the same tiles in both
[ "$(sqlite3 "$out/tiles.mbtiles" 'SELECT count(*) FROM tiles')" -eq "$(sed -n 's/^\([0-9]*\) tiles.*/\1/p' stdout)" ] || fail "other tiles in the MBTiles"
for level in gemeenten wijken buurten wijkteam; do
    ogr2ogr -f CSV /vsistdout/ -oo ZOOM_LEVEL=12 "$out/tiles.mbtiles" -dialect SQLite -sql "SELECT DISTINCT code, name FROM $level ORDER BY code, name" 2>stderr | tail -n +2 | sort -u >found
    [ ! -s stderr ] || fail "GDAL warns of $level"
    ogr2ogr -f CSV /vsistdout/ "$out/$level.geojson" -dialect SQLite -sql "SELECT DISTINCT code, name FROM $level ORDER BY code, name" | tail -n +2 | sort -u >expected
    expect_same found expected
done
ogrinfo -so "$out/tiles.mbtiles" >stdout 2>&1
for words in 'minzoom=5' 'maxzoom=13' 'format=pbf' 'name=Jeugdzorg in Kompasdam'; do expect_text stdout "$words"; done
sums "$out" >before
expect 0 run --quiet --threads 3 town/project.yaml
sums "$out" >after
expect_same after before
exit 0
