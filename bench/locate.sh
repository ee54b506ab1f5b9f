# SPDX-License-Identifier: EUPL-1.2
# Points in buurten: this engine beside PostGIS with its GiST index and beside GEOS, on the same points. Sourced by
# bench/run.sh for each set.
#   BENCH_POINTS  how many points (1000000; of the national set, whose boundaries are 25 times as long, a fifth)

locate=$PWD/build/release/bench/locate

analyst_sql() { psql -qAtX "$analyst_url" -c 'SET client_min_messages = warning' "$@" > "$work/answer"; }

# ---- the contestants -----------------------------------------------------------------------------------------------
locate_in_memory() {
    "$locate" index "$project" "$1" "$points" > "$work/steps"
    keep_step "index $1" index
    keep_step "locate $1" locate
}

# locate_rows THREADS SERIES PROJECT
locate_rows() {
    "$locate" rows "$work/$3.yaml" "$1" "$url" > "$work/steps"
    keep_step "$2" load
}

# What R's sf rests on: without R, without the making of geometries.
geos_in_memory() {
    "$locate" geos "$project" 1 "$points" > "$work/steps"
    keep_step "geos" locate
}

postgis_join() { analyst_sql -c 'SELECT count(*) FROM point p JOIN buurten b ON ST_Intersects(b.geom, p.geom)'; }

postgis_rows() {
    analyst_sql -c 'DROP TABLE IF EXISTS record, located' \
        -c 'CREATE UNLOGGED TABLE record (client text, birth text, sex text, begins text, ends text, form text,
                                          x double precision, y double precision)' \
        -c "\\copy record FROM '$points' (FORMAT csv, HEADER, DELIMITER ';')" -f bench/locate_rows.sql
}

# ---- the points ----------------------------------------------------------------------------------------------------
make_points() {
    points=$work/points.csv
    "$locate" points "$project" "$1" "$points" > /dev/null
    {
        cat "$project"
        printf 'records:\n  sources:\n    - name: help\n      file: %s\n      columns: {%s}\n' "$points" \
            'client: client, birth: birth, sex: sex, begin: begin, end: end, form: form, x: x, y: y'
    } > "$work/records.yaml"
}

load_peer() {
    ogr2ogr -f PostgreSQL "$analyst_url" "$areas" buurten -overwrite \
        --config PG_USE_COPY YES -lco GEOMETRY_NAME=geom -nlt MULTIPOLYGON
    postgis_rows
    analyst_sql -c 'CREATE UNLOGGED TABLE point AS SELECT ST_Point(x, y, 28992) AS geom FROM record' -c 'ANALYZE'
}

# A handful of points may lie so near to a boundary that the others take it for the other side.
compare_located() {
    geos_in_memory
    geos=$(sed -n 's/^found=//p' "$work/steps")
    locate_in_memory 1
    ours=$(sed -n 's/^found=//p' "$work/steps")
    analyst_sql -c 'SELECT count(DISTINCT (client, x, y)) FROM located WHERE buurtcode IS NOT NULL'
    theirs=$(cat "$work/answer")
    for count_of_peer in "$geos" "$theirs"; do
        [ "$((ours - count_of_peer))" -ge -5 ] && [ "$((ours - count_of_peer))" -le 5 ] ||
            { echo "bench: $ours points located, by PostGIS $theirs, by GEOS $geos"; exit 1; }
    done
    echo "checked: $ours of $count points located, by PostGIS $theirs, by GEOS $geos"
}

# ---- 10 million ----------------------------------------------------------------------------------------------------
# By turns with the smaller number, so that what else the machine does weighs on both.
report_large() {
    cp "$work/records.yaml" "$work/small.yaml"
    mv "$points" "$work/small.csv"
    sed -i "s#$points#$work/small.csv#" "$work/small.yaml"
    make_points "$((10 * count))"
    for turn in 1 2 3; do
        locate_rows 1 "rows of one" small
        locate_rows 1 "rows of ten" records
    done
    echo "$(of_series "rows of ten" | cut -d ' ' -f 1) $(of_series "rows of one" | cut -d ' ' -f 1) $(sed -n 's/^kb=//p' "$work/steps")" |
        awk '{ printf "ten times as many points: %.2f s, %.1f times as long (linear: at most 12, %s); %.0f MB (target: under 300 MB, %s)\n",
                      $1, $1 / $2, $1 / $2 <= 12 ? "met" : "MISSED", $3 / 1024, $3 / 1024 < 300 ? "met" : "MISSED" }'
    rm -f "$work/small.csv"
}

# ---- one set -------------------------------------------------------------------------------------------------------
locate_turn() {
    for threads in 1 2; do
        locate_in_memory "$threads"
        locate_rows "$threads" "rows $threads" records
    done
    timed "join" postgis_join
    timed "copy and join" postgis_rows
    geos_in_memory
}

# bench_locate POINTS TURNS
bench_locate() {
    count=$1
    results=$work/$name.locate.warm-up
    mkdir -p "$results"
    make_points "$count"
    load_peer
    compare_located
    results=$work/$name.locate
    mkdir -p "$results"
    echo "-- $count points in buurten, $2 runs after one to warm up; load $(cut -d " " -f 1 /proc/loadavg)"
    for turn in $(seq "$2"); do locate_turn; done
    print_head
    print_row "in memory beside PostGIS, 1 thread" "locate 1" "join" -
    print_row "in memory beside PostGIS, 2 threads" "locate 2" "join" 50
    print_row "in memory beside GEOS, 1 thread" "locate 1" "geos" -
    print_row "in memory beside GEOS, 2 threads" "locate 2" "geos" -
    # The server works beside: with one thread both cores are busy, with two they take turns.
    print_row "file to located rows, 1 thread" "rows 1" "copy and join" 8
    print_row "file to located rows, 2 threads" "rows 2" "copy and join" -
    echo "index made in $(of_series "index 1" | cut -d ' ' -f 1) s on 1 thread, $(of_series "index 2" | cut -d ' ' -f 1) s on 2;" \
        "peers: ST_Intersects join with GiST; GEOS, its tree and prepared geometries; COPY and join"
    [ "$name" != real ] || report_large
    analyst_sql -c 'DROP TABLE buurten, point, record, located'
    psql -qX "$url" -c 'SET client_min_messages = warning' -c 'DROP SCHEMA IF EXISTS kk_bench CASCADE'
    rm -f "$points"
}
