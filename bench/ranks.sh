# SPDX-License-Identifier: EUPL-1.2
# Rank sets: this engine beside csranks on the same scores. Sourced by bench/run.sh.
#   CSRANKS  a copy of the repository danielwilhelm/R-CS-ranks (without it, or without R and MASS: no peer)
# csranks holds all pairs of all draws in memory, so that it is met at 100 areas; at 3,400 it would need 90 GB.

ranks=$PWD/build/release/bench/ranks

# ranks_of COUNT THREADS
ranks_of() {
    "$ranks" "$1" "$2" "$work/scores" > "$work/steps"
    for kind in simultaneous marginal; do keep_step "$kind $1 $2" "$kind"; done
}

has_csranks() { [ -f "${CSRANKS:-}/R/ranks.R" ] && Rscript -e 'library(MASS)' > /dev/null 2>&1; }

ranks_of_peer() {
    Rscript bench/ranks.R "$CSRANKS" "$work/scores" > "$work/steps"
    for kind in simultaneous marginal; do keep_step "peer $kind" "$kind"; done
}

report_ranks() {
    for kind in simultaneous marginal; do
        of_series "$kind 3400 2" | awk -v kind="$kind" '{ printf "3,400 areas, %s, 2 threads: %.2f s (%.2f–%.2f; target: under 5 s, %s)\n",
            kind, $1, $2, $3, $1 < 5 ? "met" : "MISSED" }'
    done
    echo "with one thread: $(of_series "simultaneous 3400 1" | cut -d ' ' -f 1) and $(of_series "marginal 3400 1" | cut -d ' ' -f 1) s"
    has_csranks || { echo "skipped: csranks, whose source CSRANKS tells"; return 0; }
    print_head
    print_row "sets of 100 areas, simultaneous" "simultaneous 100 1" "peer simultaneous" -
    print_row "sets of 100 areas, marginal" "marginal 100 1" "peer marginal" -
    echo "peer: csranks $(sed -n 's/^Version: //p' "$CSRANKS/DESCRIPTION"), R $(Rscript -e 'cat(paste(R.version$major, R.version$minor, sep = "."))')," \
        "1000 draws, stepdown, one thread"
}

# bench_ranks TURNS
bench_ranks() {
    results=$work/ranks
    mkdir -p "$results"
    echo
    echo "== rank sets, $1 runs; load $(cut -d ' ' -f 1 /proc/loadavg)"
    for turn in $(seq "$1"); do
        for threads in 2 1; do ranks_of 3400 "$threads"; done
        ranks_of 100 1
        ! has_csranks || ranks_of_peer
    done
    report_ranks
}
