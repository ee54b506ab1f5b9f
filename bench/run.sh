#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run.sh — this engine beside ogr2ogr and an analyst's script, on the same machine and data, in turns. Called by `make bench`.
#   BENCH_RUNS  runs of each on the real set (5); the national set takes 3 at most
#   BENCH_SETS  which sets ("real national")
#   BENCH_PARTS which parts ("run locate people topology tiles neighbours pattern nearest estimates ranks guide", and worst, truth, disclosure: hours); people: of the
#               national set alone; neighbours and pattern: of the real one; from nearest on: of none
# What is measured, and what it means: docs/performance.md.
set -eu
cd "$(dirname "$0")/.."
. bench/lib.sh
. bench/locate.sh
. bench/people.sh
. bench/estimates.sh
. bench/neighbours.sh
. bench/pattern.sh
. bench/tiles.sh
. bench/topology.sh
. bench/ranks.sh
. bench/disclosure.sh
. bench/worst.sh
. bench/guide.sh
. bench/guide_truth.sh
engine=$PWD/build/release/kansenkompas
stages=$PWD/build/release/bench/stages
nearest=$PWD/build/release/bench/nearest
estimates=$PWD/build/release/bench/estimates
runs=${BENCH_RUNS:-5}
sets=${BENCH_SETS:-real national}
parts=${BENCH_PARTS:-run locate people topology tiles neighbours pattern nearest estimates ranks guide}

work=$(mktemp -d /tmp/kk-bench.XXXXXX)
KANSENKOMPAS_HOME=$work/home
export KANSENKOMPAS_HOME
chmod 755 "$work" && mkdir "$KANSENKOMPAS_HOME"
project=$work/project.yaml
trap 'stop_server; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

stop_server() {
    [ ! -s "$work/url" ] || "$engine" db stop "$project" || echo "run.sh: the private database did not stop" >&2
}

start_server() {
    timed "server made" "$engine" --quiet db start "$project" > "$work/url"
    "$engine" db stop "$project"
    timed "server started" "$engine" --quiet db start "$project" > "$work/url"
    echo "server    made and started in $(of_series "server made" | cut -c 1-4) s, started again in $(of_series "server started" | cut -c 1-4) s" \
        "(in none of the figures below)"
    url=$(cat "$work/url")
    # A database of its own, so that neither sees the tables of the other.
    psql -qX "$url" -c 'CREATE DATABASE analyst'
    analyst_url=$(echo "$url" | sed 's#///[^?]*#///analyst#')
    psql -qX "$analyst_url" -c 'CREATE EXTENSION postgis'
}

# ---- the contestants -----------------------------------------------------------------------------------------------
run_engine() { "$engine" run --quiet --threads "$1" --database "$url" "$project"; }
run_script() { sh bench/analyst.sh "$areas" "$figures" "$year" "$encoding" "$analyst_url" "$work/script"; }

ogr_load() {
    ogr2ogr -f PostgreSQL "$analyst_url" "$areas" gemeenten wijken buurten \
        --config PG_USE_COPY YES -lco GEOMETRY_NAME=geom -nlt MULTIPOLYGON
}

ogr_geojson() {
    for layer in gemeenten wijken buurten; do
        ogr2ogr -f GeoJSON "$work/peer/$layer.geojson" "$areas" "$layer" -lco RFC7946=YES -lco COORDINATE_PRECISION=6 ||
            return 1
    done
}

run_stage() { "$stages" "$1" "$2" "$3" "$4" > "$work/steps"; }

clear_away() {
    rm -rf "$work/peer" "$work/own"
    mkdir "$work/peer" "$work/own"
    psql -qX "$analyst_url" -c 'SET client_min_messages = warning' -c 'DROP TABLE IF EXISTS gemeenten, wijken, buurten'
}

# One turn of everything; `timed` files the seconds under the name.
take_turn() {
    clear_away
    timed "load" run_stage load "$project" 1 "$url"
    timed "ogr load" ogr_load
    timed "check and load" run_stage check "$project" 2 "$url"
    clear_away
    for threads in 1 2; do
        timed "geojson $threads" run_stage geojson "$project" "$threads" "$work/own"
        keep_step "writer $threads" write
    done
    timed "ogr geojson" ogr_geojson
    clear_away
    timed "gdal" run_stage gdal "$areas" 1 "$work/peer"
    keep_step "gdal writer" write
    timed "whole 1" run_engine 1
    timed "script" run_script
    timed "whole 2" run_engine 2
    keep_stages "$work/out/timings.json"
}

# ---- one set of data -----------------------------------------------------------------------------------------------
report() {
    print_head
    print_row "load: read, COPY, index" "load" "ogr load" -
    print_row "the same, geometry checked (2 threads)" "check and load" "ogr load" -
    print_row "GeoJSON from GeoPackage, 1 thread" "geojson 1" "ogr geojson" 3
    print_row "GeoJSON from GeoPackage, 2 threads" "geojson 2" "ogr geojson" 3
    print_row "GeoJSON writer alone, 1 thread" "writer 1" "gdal writer" 3
    print_row "GeoJSON writer alone, 2 threads" "writer 2" "gdal writer" 3
    print_row "whole run, 1 thread" "whole 1" "script" 2
    print_row "whole run, 2 threads" "whole 2" "script" 2
    echo "peers: ogr2ogr -f PostgreSQL with COPY; ogr2ogr -f GeoJSON, RFC 7946; the same code on layers in memory; bench/analyst.sh"
    print_memory "$engine_kb" "$server_kb"
}

bench_run() {
    encoding=$(encoding_of "$figures")
    results=$work/$name.warm-up
    take_turn
    results=$work/$name.results
    compare_outputs "$work/out" "$work/script" || exit 1
    for turn in $(seq "$turns"); do take_turn; done
    measure_memory "$project"
    report
    . bench/limits.sh
    rm -rf "$work/out" "$work/script" "$work/peer" "$work/own"
}

# The nearest of 20,000 places for each of 1,000,000 addresses, on one core.
bench_nearest() {
    results=$work/nearest
    mkdir -p "$results"
    echo
    echo "== nearest place, $runs runs; load $(cut -d ' ' -f 1 /proc/loadavg)"
    for turn in $(seq "$runs"); do
        "$nearest" 1000000 20000 > "$work/steps"
        keep_step "nearest" nearest
        keep_step "nearest index" index
        keep_step "every pair" every_pair
    done
    print_head
    print_row "nearest place of 1,000,000 addresses" "nearest" "every pair" -
    echo "peer: comparing every pair, estimated from 500 addresses, whose places are the same"
    echo "$(of_series "nearest" | cut -d ' ' -f 1) $(of_series "nearest index" | cut -d ' ' -f 1)" |
        awk '{ printf "with the index of 20,000 places: %.2f s (target: under 1 s, %s)\n", $1 + $2, $1 + $2 < 1 ? "met" : "MISSED" }'
}

make_national() { [ -f data/national/pc6.csv ] || build/kk-generate national data/national; }

# bench_set NAME YEAR GEOPACKAGE KWB.csv RUNS POINTS
bench_set() {
    name=$1 year=$2 areas=$3 figures=$4 turns=$5
    sed "s#NAME#$name#; s#YEAR#$year#; s#AREAS#$areas#; s#FIGURES#$figures#" bench/project.yaml > "$project"
    [ -s "$work/url" ] || start_server
    echo
    echo "== $name: $(count_areas) areas, $turns runs after one to warm up; load $(cut -d ' ' -f 1 /proc/loadavg)"
    for part in $parts; do
        case $part in
            run) bench_run ;;
            locate) bench_locate "${BENCH_POINTS:-$6}" "$((turns < 3 ? turns : 3))" ;;
            people) [ "$name" != national ] || bench_people 3 ;;
            topology) bench_topology "$((turns < 3 ? turns : 3))" ;;
            tiles) [ "$name" != real ] || bench_tiles "$((turns < 3 ? turns : 3))" ;;
            neighbours) [ "$name" != real ] || bench_neighbours "$areas" "$turns" ;;
            pattern) [ "$name" != real ] || bench_pattern "$((turns < 3 ? turns : 3))" ;;
            nearest | estimates | ranks | disclosure | worst | guide | truth) ;;
            *) echo "BENCH_PARTS: run, locate, people, topology, tiles, neighbours, pattern, nearest, estimates, ranks, guide, disclosure, worst and truth, not '$part'" >&2; exit 2 ;;
        esac
    done
}

describe_machine
real=${KANSENKOMPAS_REAL_DATA:-../shared/data}/real
for set in $sets; do
    case $set in
        real)
            if [ -f "$real/wijkenbuurten_2024.gpkg" ]; then
                real=$(cd "$real" && pwd)
                bench_set real 2024 "$real/wijkenbuurten_2024.gpkg" "$real/kwb-2024.csv" "$runs" 1000000
            else
                echo "skipped: no real Netherlands at $real (KANSENKOMPAS_REAL_DATA tells where)"
            fi ;;
        national)
            make_national
            bench_set national 2023 "$PWD/data/national/wijkenbuurten.gpkg" "$PWD/data/national/kwb.csv" "$((runs < 3 ? runs : 3))" \
                200000 ;;
        *) echo "BENCH_SETS: real and national, not '$set'" >&2; exit 2 ;;
    esac
done
case " $parts " in
    *" nearest "*) bench_nearest ;;
esac
case " $parts " in
    *" estimates "*) bench_estimates "$((runs < 3 ? runs : 3))" ;;
esac
case " $parts " in
    *" ranks "*) bench_ranks "$((runs < 3 ? runs : 3))" ;;
esac
case " $parts " in
    *" disclosure "*) bench_disclosure "$((runs < 3 ? runs : 3))" ;;
esac
case " $parts " in
    *" worst "*) bench_worst ;;
esac
case " $parts " in
    *" guide "*) bench_guide "$((runs < 3 ? runs : 3))" ;;
esac
case " $parts " in
    *" truth "*) bench_guide_truth ;;
esac
