# SPDX-License-Identifier: EUPL-1.2
# Disclosure control: a country of twenty indicators by age and sex, all of it and parts, and the example municipality.
# Sourced by bench/run.sh.
#   BENCH_GEMEENTEN  how many of the country ("43 86 171 342": an eighth, a quarter, a half, all)

disclosure=$PWD/build/release/bench/disclosure

# disclose GEMEENTEN — one turn
disclose() {
    "$disclosure" "$1" 2 > "$work/steps"
    for step in suppress audit; do keep_step "$step $1" "$step"; done
    for count in cells primary hidden unmet by_tables by_programs leaks memory; do keep_step "$count $1" "$count"; done
}

# last NAME — what the last turn gave
last() { tail -n 1 "$results/$1"; }

report_country() {
    for gemeenten in ${BENCH_GEMEENTEN:-43 86 171 342}; do
        echo "$gemeenten gemeenten: $(last "cells $gemeenten") cells, hidden by rules $(last "primary $gemeenten")," \
            "besides $(last "hidden $gemeenten") counts; $(last "unmet $gemeenten") that nothing protects"
        echo "$(of_series "suppress $gemeenten") $(of_series "audit $gemeenten") $(last "memory $gemeenten") $gemeenten" |
            awk '{ printf "  suppress %.1f s (%.1f–%.1f), audit %.1f s (%.1f–%.1f), %.1f GB", $1, $2, $3, $4, $5, $6, $7 / 1024
                   if ($8 == 342) printf " (target: 300 s and 8 GB together, %s)", $1 + $4 < 300 && $7 < 8192 ? "met" : "MISSED"
                   print "" }'
        echo "  certified by tables $(last "by_tables $gemeenten"), by programs $(last "by_programs $gemeenten");" \
            "leaks $(last "leaks $gemeenten")"
    done
}

# The example as a whole, and the audit of what it wrote.
disclose_example() {
    KANSENKOMPAS_OUT=$work/example timed "example run" "$engine" run --quiet --threads 2 data/example/project.yaml
    timed "example audit" "$engine" audit --quiet "$work/example"
}

# bench_disclosure TURNS
bench_disclosure() {
    results=$work/disclosure
    mkdir -p "$results"
    echo
    echo "== disclosure control, $1 runs, 2 threads; load $(cut -d ' ' -f 1 /proc/loadavg)"
    for turn in $(seq "$1"); do
        for gemeenten in ${BENCH_GEMEENTEN:-43 86 171 342}; do disclose "$gemeenten"; done
        disclose_example
    done
    report_country
    of_series "example run" | awk '{ printf "example: whole run %.2f s (%.2f–%.2f)\n", $1, $2, $3 }'
    of_series "example audit" | awk '{ printf "example: `kansenkompas audit` %.2f s (%.2f–%.2f; target for both stages: 2 s)\n", $1, $2, $3 }'
}
