# SPDX-License-Identifier: EUPL-1.2
# Neighbours of the buurten of the real Netherlands, beside spdep. Sourced by bench/run.sh.

neighbours=$PWD/build/release/bench/neighbours

# neighbours_of GEOPACKAGE RULE PARAMETER THREADS SERIES
neighbours_of() {
    "$neighbours" "$1" buurten "$2" "$3" "$4" > "$work/steps"
    keep_step "$5" neighbours
    echo "$5: $(sed -n 's/^links=//p' "$work/steps") links, $(sed -n 's/^islands=//p' "$work/steps") islands" >> "$results/found"
}

spdep_neighbours() {
    Rscript bench/neighbours.R "$1" buurten > "$work/steps" 2> /dev/null
    keep_step "spdep" spdep
    peer="spdep $(sed -n 's/^version=//p' "$work/steps"), poly2nb(snap = 0.001): $(sed -n 's/^links=//p' "$work/steps") links, for it compares vertices alone"
}

has_spdep() { command -v Rscript > /dev/null && Rscript -e 'library(spdep)' > /dev/null 2>&1; }

# bench_neighbours GEOPACKAGE TURNS
bench_neighbours() {
    results=$work/neighbours
    mkdir -p "$results"
    echo
    echo "== neighbours of buurten, $2 runs; load $(cut -d ' ' -f 1 /proc/loadavg)"
    peer=
    for turn in $(seq "$2"); do
        neighbours_of "$1" queen 0.001 1 "queen, 1 thread"
        neighbours_of "$1" queen 0.001 2 "queen, 2 threads"
        neighbours_of "$1" rook 0.001 2 "rook, 2 threads"
        neighbours_of "$1" nearest 6 2 "6 nearest, 2 threads"
        neighbours_of "$1" distance 3000 2 "within 3 km, 2 threads"
        ! has_spdep || spdep_neighbours "$1"
    done
    sort -u "$results/found" | sed 's/^/found     /'
    if [ -n "$peer" ]; then
        print_head
        for threads in "1 thread" "2 threads"; do print_row "queen, $threads" "queen, $threads" spdep -; done
        echo "peer: $peer"
    else
        echo "skipped: spdep, which is not installed"
    fi
    for series in "rook, 2 threads" "6 nearest, 2 threads" "within 3 km, 2 threads"; do
        echo "$series: $(of_series "$series" | cut -d ' ' -f 1) s"
    done
    of_series "queen, 2 threads" |
        awk '{ printf "queen: %.3f s (target: under 0.3 s, %s)\n", $1, $1 < 0.3 ? "met" : "MISSED" }'
}
