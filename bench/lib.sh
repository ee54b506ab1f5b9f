# SPDX-License-Identifier: EUPL-1.2
# Clock, medians, memory and tables of the benchmark. Sourced by bench/run.sh, which sets work, results, engine.

describe_machine() {
    echo "machine   $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)," \
        "$(awk '/MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo); Linux $(uname -r)"
    echo "versions  $("$engine" --version | head -n 1); $(ogrinfo --version | cut -d , -f 1);" \
        "PROJ $(pkg-config --modversion proj); GEOS $(geos-config --version 2>/dev/null || pkg-config --modversion geos);" \
        "$(psql --version | cut -d ' ' -f 1-3); $(cc --version | head -n 1)"
    echo "date      $(date -u +%Y-%m-%d), load $(cut -d ' ' -f 1-3 /proc/loadavg)"
}

# ---- clock ---------------------------------------------------------------------------------------------------------
# timed NAME COMMAND… — runs it and adds its seconds to the results under NAME.
timed() {
    series=$1
    shift
    begin=$(date +%s%N)
    "$@" || { echo "bench: '$*' failed" >&2; exit 1; }
    end=$(date +%s%N)
    mkdir -p "${results:=$work/results}"
    echo "$begin $end" | awk '{ printf "%.4f\n", ($2 - $1) / 1e9 }' >> "$results/$series"
}

# keep_step NAME STEP — the seconds of a step that `stages` printed.
keep_step() { sed -n "s/^$2=//p" "$work/steps" >> "$results/$1"; }

# keep_stages TIMINGS.json — the seconds of each stage of a run.
keep_stages() {
    awk -F '"' '/"stage":/ { stage = $4 } /"seconds":/ { sub(/[^0-9]*/, "", $3); print stage "\t" $3 + 0 }' "$1" >> "$results/stages"
}

# of_series NAME — median, least and most.
of_series() {
    sort -g "$results/$1" | awk '{ v[NR] = $1 } END { m = (NR + 1) / 2; print (v[int(m)] + v[int(m + 0.5)]) / 2, v[1], v[NR] }'
}

# ---- memory --------------------------------------------------------------------------------------------------------
server_pss_kb() {
    postmaster=$(head -n 1 "$KANSENKOMPAS_HOME"/*/data/postmaster.pid)
    for process in "$postmaster" $(cat "/proc/$postmaster/task/$postmaster/children"); do
        cat "/proc/$process/smaps_rollup" 2>/dev/null || true
    done | awk '/^Pss:/ { kb += $2 } END { print kb + 0 }'
}

# measure_memory PROJECT — a run of its own: looking disturbs. Sets engine_kb (peak) and server_kb (peak of the sum over its processes).
measure_memory() {
    server_kb=0
    /usr/bin/time -f %M -o "$work/memory" "$engine" run --quiet --threads 2 --database "$url" "$1" &
    watched=$!
    while kill -0 "$watched" 2>/dev/null; do
        now_kb=$(server_pss_kb)
        [ "$now_kb" -le "$server_kb" ] || server_kb=$now_kb
        sleep 0.02
    done
    wait "$watched"
    engine_kb=$(tail -n 1 "$work/memory")
}

# ---- tables --------------------------------------------------------------------------------------------------------
print_head() {
    printf '%-40s %22s %22s %7s %8s\n' 'seconds: median (least–most)' 'kansenkompas' 'peer' 'ratio' 'target'
}

# print_row TITLE OURS PEER TARGET — the ratio is of the medians; TARGET `-`: none.
print_row() {
    echo "$(of_series "$2") $(of_series "$3") $4" | awk -v title="$1" '{
        ratio = $4 / $1
        verdict = $7 == "-" ? "" : sprintf("%s× %s", $7, ratio >= $7 ? "met" : "MISSED")
        printf "%-40s %22s %22s %6.1f× %8s\n", title, sprintf("%.2f (%.2f–%.2f)", $1, $2, $3),
               sprintf("%.2f (%.2f–%.2f)", $4, $5, $6), ratio, verdict }'
}

print_memory() {
    echo "$1 $2" | awk '{ printf "peak memory: engine %.0f MB (target: under 500 MB, %s), server beside it %.0f MB\n",
                                 $1 / 1024, $1 / 1024 < 500 ? "met" : "MISSED", $2 / 1024 }'
}

# ---- limits --------------------------------------------------------------------------------------------------------
# speed BLOCK COUNT OPTIONS… — MB/s at which dd moves that, the best of three.
speed() {
    block=$1 blocks=$2
    shift 2
    for try in 1 2 3; do
        begin=$(date +%s%N)
        dd bs="${block}M" count="$blocks" status=none "$@"
        end=$(date +%s%N)
        echo "$((block * blocks)) $begin $end" | awk '{ printf "%.0f\n", $1 * 1.048576 / (($3 - $2) / 1e9) }'
    done | sort -n | tail -n 1
}

file_bytes() { cat "$@" | wc -c; }

# Sets memory, write, read and disk: MB/s.
measure_speeds() {
    scratch=$work/scratch
    memory=$(speed 256 4 if=/dev/zero of=/dev/null)
    write=$(speed 1 512 if=/dev/zero of="$scratch")
    read=$(speed 1 512 if="$scratch" of=/dev/null)
    disk=$(speed 1 512 if=/dev/zero of="$scratch" conv=fsync)
    rm -f "$scratch"
}

print_limits_head() {
    echo "MB/s here: fill memory $memory, read a cached file $read, write one $write, put it on disk $disk"
    printf '%-32s %9s %9s %9s %22s\n' 'stage (median)' 'seconds' 'MB' 'MB/s' 'of what is possible'
}

# ---- data ----------------------------------------------------------------------------------------------------------
encoding_of() { iconv -f UTF-8 -t UTF-8 "$1" > /dev/null 2>&1 && echo UTF8 || echo WIN1252; }

count_areas() {
    for layer in gemeenten wijken buurten; do sqlite3 "file:$areas?mode=ro" "SELECT count(*) FROM $layer"; done | paste -s -d /
}

# compare_outputs OURS THEIRS — features of every map, and every figure, must be the same.
compare_outputs() {
    for layer in gemeenten wijken buurten; do
        for folder in "$1" "$2"; do
            grep -c '"type": *"Feature"' "$folder/$layer.geojson"
            sqlite3 "$folder/kansenkompas.gpkg" "SELECT count(*) FROM $layer"
        done | sort -u | wc -l | grep -qx 1 || { echo "bench: the numbers of $layer differ"; return 1; }
    done
    sqlite3 :memory: -cmd ".import --csv '$1/indicators.csv' a" -cmd ".import --csv '$2/indicators.csv' b" "
        CREATE INDEX by_code ON b (level, code, indicator);
        SELECT count(*), sum(b.code IS NOT NULL),
               sum(abs(a.value - b.value) <= 1e-6 AND abs(a.lower - b.lower) <= 1e-6 AND abs(a.upper - b.upper) <= 1e-6
                   AND (a.value = '') = (b.value = '') AND (a.lower = '') = (b.lower = '')), (SELECT count(*) FROM b)
        FROM a LEFT JOIN b USING (level, code, indicator)" > "$work/same"
    awk -F '|' '$1 != $2 || $1 != $3 || $1 != $4 { exit 1 }' "$work/same" ||
        { echo "bench: the figures differ: rows, in both, equal, of the script: $(cat "$work/same")"; return 1; }
    echo "checked: $(cut -d '|' -f 1 "$work/same") figures and the numbers of features are the same on both sides"
}
