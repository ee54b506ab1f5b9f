# SPDX-License-Identifier: EUPL-1.2
# The guide's kernels for all buurten and all wijken of a country: index, draws of ranks and division, lists, peers and siting;
# beside numpy (index and draws) and HiGHS by scipy (p-median), where a python has them. Sourced by bench/run.sh.
#   BENCH_PYTHON  python with numpy and scipy (python3)

guide=$PWD/build/release/bench/guide
siting=$PWD/build/release/bench/siting
buurten=14566
guide_parts="index draws division decision targets peers frontier memory"

# make_siting NODES P — every pair of random points an edge, in the format of the OR-Library.
make_siting() {
    awk -v n="$1" -v p="$2" 'BEGIN {
        srand(1)
        for (i = 1; i <= n; i++) { x[i] = rand() * 1000; y[i] = rand() * 1000 }
        print n, n * (n - 1) / 2, p
        for (i = 1; i <= n; i++)
            for (j = i + 1; j <= n; j++) printf "%d %d %.0f\n", i, j, sqrt((x[i] - x[j]) ^ 2 + (y[i] - y[j]) ^ 2) }'
}

# ---- the contestants -----------------------------------------------------------------------------------------------
# guide_of AREAS THREADS
guide_of() {
    "$guide" "$1" "$2" "$work/guide.bin" > "$work/steps"
    for part in $guide_parts; do keep_step "$part $1 $2" "$part"; done
}

guide_of_peer() {
    "$python" bench/guide.py "$work/guide.bin" 2 > "$work/steps"
    keep_step "peer index" index
    keep_step "peer draws" draws
    guide_peer=$(sed -n 's/^version=//p' "$work/steps")
}

siting_of_country() {
    "$siting" 3400 400 40 2 > "$work/steps"
    keep_step "siting" seconds
    keep_step "siting gap" gap
}

siting_of_peer() {
    "$siting" "$work/median" 1 > "$work/steps"
    keep_step "median" seconds
    own=$(sed -n 's/^objective=//p' "$work/steps")
    "$python" bench/siting.py "$work/median" > "$work/steps"
    keep_step "peer median" seconds
    siting_peer=$(sed -n 's/^version=//p' "$work/steps")
    [ "$(sed -n 's/^objective=//p' "$work/steps")" = "$own" ] || { echo "bench: the optima of the p-median differ" >&2; exit 1; }
}

# ---- all of it -----------------------------------------------------------------------------------------------------
# print_limit TITLE SERIES MOST — seconds, and whether they are under MOST (`-`: there is no target).
print_limit() {
    echo "$(of_series "$2") $3" | awk -v title="$1" '{
        verdict = $4 == "-" ? "" : sprintf("; target: under %s s, %s", $4, $1 < $4 ? "met" : "MISSED")
        printf "%-56s %8.3f (%.3f–%.3f%s)\n", title, $1, $2, $3, verdict }'
}

report_guide() {
    echo "seconds, 2 threads: median (least–most)"
    print_limit "index, 1,000 draws and seven divisions of $buurten buurten" "decision $buurten 2" 3
    for part in index draws division targets peers frontier; do
        print_limit "   $part" "$part $buurten 2" -
    done
    print_limit "the first, 1 thread" "decision $buurten 1" -
    print_limit "list of 50 of 3,400 wijken" "targets 3400 2" -
    print_limit "peers of 3,400 wijken" "peers 3400 2" -
    print_limit "p-median, 3,400 × 400, p = 40" "siting" 10
    of_series "siting gap" | awk '{ printf "   at most %.3f%% above the optimum (target: 1%%, %s)\n", 100 * $1, $1 <= 0.01 ? "met" : "MISSED" }'
    of_series "memory $buurten 2" | awk '{ printf "peak memory: %.0f MB\n", $1 }'
    [ "$has_scipy" = yes ] || { echo "skipped: numpy and scipy, which BENCH_PYTHON has not"; return 0; }
    print_head
    print_row "index of $buurten buurten" "index $buurten 2" "peer index" -
    print_row "1,000 draws of ranks, both 2 threads" "draws $buurten 2" "peer draws" -
    print_row "p-median, 200 nodes, p = 10, exactly" "median" "peer median" -
    echo "peers: $guide_peer (draws without what they depend on, which here is in the seconds), HiGHS by $siting_peer;" \
        "indices to 1e-9 and optima are the same"
}

# bench_guide TURNS
bench_guide() {
    results=$work/guide
    mkdir -p "$results"
    python=${BENCH_PYTHON:-python3} has_scipy=no
    ! "$python" -c 'import numpy, scipy.optimize' > /dev/null 2>&1 || has_scipy=yes
    make_siting 200 10 > "$work/median"
    echo
    echo "== guide, $1 runs; load $(cut -d ' ' -f 1 /proc/loadavg)"
    for turn in $(seq "$1"); do
        guide_of 3400 2
        guide_of "$buurten" 1
        guide_of "$buurten" 2
        siting_of_country
        [ "$has_scipy" = no ] || { guide_of_peer && siting_of_peer; }
    done
    report_guide
}
