# SPDX-License-Identifier: EUPL-1.2
# Tiles of the buurten, zoom 5 to 12, beside GDAL's MVT driver and tippecanoe, from the same Shapefile (GeoJSON in degrees for
# tippecanoe, which reads nothing else). Sourced by bench/run.sh for the real set.
#   TIPPECANOE  the program (none by default)

tiles=$PWD/build/release/bench/tiles

tiles_of() { rm -rf "$work/own" && mkdir "$work/own" && "$tiles" "$work/shape/buurten.shp" "$1" "$work/own" 5 12 > "$work/steps"; }
tiles_of_gdal() { rm -f "$work/peer.mbtiles" && ogr2ogr -f MBTILES "$work/peer.mbtiles" "$work/shape/buurten.shp" -dsco MINZOOM=5 -dsco MAXZOOM=12 -dsco MAX_SIZE=5000000 -dsco MAX_FEATURES=2000000; }
tiles_of_tippecanoe() { "$TIPPECANOE" -q -f -o "$work/tip.mbtiles" -Z5 -z12 --no-feature-limit --no-tile-size-limit --no-tiny-polygon-reduction --detect-shared-borders -l buurten "$work/buurten.geojson"; }

tiles_turn() {
    for threads in 1 2; do timed "tiles $threads" tiles_of "$threads"; done
    keep_step "tiles memory" kb
    timed "tiles gdal" tiles_of_gdal
    [ -z "${TIPPECANOE:-}" ] || timed "tiles tippecanoe" tiles_of_tippecanoe
}

# describe_tiles NAME FILE — number, bytes and points of its tiles.
describe_tiles() {
    points=$(ogr2ogr -f CSV /vsistdout/ -oo ZOOM_LEVEL=10 "$2" -dialect SQLite -sql "SELECT sum(ST_NPoints(geometry)) FROM buurten" 2>/dev/null | tail -n 1)
    echo "$1: $(sqlite3 "$2" "SELECT count(*) || ' tiles, ' || (sum(length(tile_data)) / 1000) || ' kB' FROM tiles"), $points points at zoom 10"
}

# bench_tiles TURNS
bench_tiles() {
    rm -rf "$work/shape"
    mkdir "$work/shape"
    ogr2ogr -f "ESRI Shapefile" "$work/shape" "$areas" buurten -select "$(ogrinfo -so "$areas" buurten |
        sed -n 's/^\(buurtcode\|buurtnaam\):.*/\1/p' | paste -sd , -)" -lco ENCODING=UTF-8
    ogr2ogr -f GeoJSON "$work/buurten.geojson" "$work/shape/buurten.shp" -t_srs EPSG:4326 -lco RFC7946=YES
    results=$work/$name.tiles.warm-up
    mkdir -p "$results"
    tiles_turn
    results=$work/$name.tiles
    mkdir -p "$results"
    echo "-- tiles of buurten, zoom 5 to 12, $1 runs after one to warm up; load $(cut -d ' ' -f 1 /proc/loadavg)"
    for turn in $(seq "$1"); do tiles_turn; done
    print_head
    for threads in 1 2; do print_row "beside GDAL's MVT driver, $threads threads" "tiles $threads" "tiles gdal" "$((threads == 2 ? 7 : 1))"; done
    if [ -z "${TIPPECANOE:-}" ]; then
        echo "skipped: tippecanoe, which TIPPECANOE does not tell"
    else
        for threads in 1 2; do print_row "beside tippecanoe, $threads threads" "tiles $threads" "tiles tippecanoe" "$((threads == 2 ? 2 : 1))"; done
        describe_tiles "tippecanoe" "$work/tip.mbtiles"
    fi
    describe_tiles "GDAL" "$work/peer.mbtiles"
    describe_tiles "kansenkompas (writes PMTiles too)" "$work/own/tiles.mbtiles"
    of_series "tiles memory" | awk '{ printf "peak memory: %.0f MB\n", $1 / 1024 }'
}
