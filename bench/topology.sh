# SPDX-License-Identifier: EUPL-1.2
# Buurten from a Shapefile to GeoJSON with a tenth of the vertices, beside mapshaper, which does the same. Sourced by bench/run.sh
# for each set.
#   MAPSHAPER  the program (npm install mapshaper; none by default)

topology=$PWD/build/release/bench/topology

topology_of() { "$topology" "$work/shape/buurten.shp" "$1" "$work/own" 10 > "$work/steps"; }
mapshaper_of() { "$MAPSHAPER" "$work/shape/buurten.shp" -quiet -simplify 10% keep-shapes "$@" -o "$work/peer/buurten.geojson" format=geojson force; }

topology_turn() {
    for threads in 1 2; do
        timed "topology $threads" topology_of "$threads"
    done
    for step in read topology simplify write; do keep_step "topology $step" "$step"; done
    keep_step "topology memory" kb
    [ -n "${MAPSHAPER:-}" ] || return 0
    timed "mapshaper" mapshaper_of
    timed "mapshaper wgs84" mapshaper_of -proj wgs84
}

# bench_topology TURNS
bench_topology() {
    rm -rf "$work/shape" "$work/own" "$work/peer"
    mkdir "$work/shape" "$work/own" "$work/peer"
    ogr2ogr -f "ESRI Shapefile" "$work/shape" "$areas" buurten -select "$(ogrinfo -so "$areas" buurten |
        sed -n 's/^\(buurtcode\|buurtnaam\):.*/\1/p' | paste -sd , -)"
    results=$work/$name.topology.warm-up
    mkdir -p "$results"
    topology_turn
    results=$work/$name.topology
    mkdir -p "$results"
    echo "-- buurten in a tenth of the vertices, $1 runs after one to warm up; load $(cut -d ' ' -f 1 /proc/loadavg)"
    for turn in $(seq "$1"); do topology_turn; done
    sed -n 's/^\(vertices\|removable\|kept\|put_back\)=\(.*\)/\1 \2/p' "$work/steps" | paste -sd , - | sed 's/_/ /'
    echo "of which, 2 threads: read $(of_series "topology read" | cut -d ' ' -f 1), topology $(of_series "topology topology" | cut -d ' ' -f 1)," \
        "simplify $(of_series "topology simplify" | cut -d ' ' -f 1), write $(of_series "topology write" | cut -d ' ' -f 1) s"
    of_series "topology memory" | awk '{ printf "peak memory: %.0f MB\n", $1 / 1024 }'
    if [ -z "${MAPSHAPER:-}" ]; then
        echo "skipped: mapshaper, which MAPSHAPER does not tell"
    else
        print_head
        print_row "beside mapshaper to degrees, 1 thread" "topology 1" "mapshaper wgs84" -
        print_row "beside mapshaper to degrees, 2 threads" "topology 2" "mapshaper wgs84" 4
        print_row "beside mapshaper that stays in metres, 2 threads" "topology 2" "mapshaper" -
        echo "peer: mapshaper $("$MAPSHAPER" --version 2>&1), whole processes, from the same Shapefile; its longitude and latitude" \
            "are by a formula, ours by PROJ, valid once rounded"
    fi
    rm -rf "$work/shape"
}
