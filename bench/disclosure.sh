# SPDX-License-Identifier: EUPL-1.2
# Disclosure control: a country of twenty indicators by age and sex, all of it and parts, and the example municipality.
# Sourced by bench/run.sh.
#   BENCH_GEMEENTEN  how many of the country, by age and sex down to wijken ("43 86 171 342": an eighth, a quarter, a
#                    half, all)
#   BENCH_BUURTEN    the same by age and sex down to buurten ("5 20")

disclosure=$PWD/build/release/bench/disclosure

# disclose GEMEENTEN [buurt] — one turn
disclose() {
    "$disclosure" "$1" 2 $2 > "$work/steps"
    for step in suppress audit; do keep_step "$step $1 $2" "$step"; done
    for count in cells primary hidden unmet demands by_tables by_programs leaks memory; do keep_step "$count $1 $2" "$count"; done
}

# last NAME — what the last turn gave
last() { tail -n 1 "$results/$1"; }

# report_country GEMEENTEN [buurt]
report_country() {
    echo "$1 gemeenten, ages and sexes down to ${2:-wijk}: $(last "cells $1 $2") cells, hidden by rules $(last "primary $1 $2")," \
        "besides $(last "hidden $1 $2") counts; $(last "unmet $1 $2") for which reasons were taken back"
    echo "$(of_series "suppress $1 $2") $(of_series "audit $1 $2") $(last "memory $1 $2") $1 $2" |
        awk '{ printf "  suppress %.1f s (%.1f–%.1f), audit %.1f s (%.1f–%.1f), %.1f GB", $1, $2, $3, $4, $5, $6, $7 / 1024
               if ($8 == 342) printf " (target: 300 s and 8 GB together, %s)", $1 + $4 < 300 && $7 < 8192 ? "met" : "MISSED"
               print "" }'
    echo "  of $(last "demands $1 $2") demands certified by tables $(last "by_tables $1 $2"), by programs" \
        "$(last "by_programs $1 $2"); leaks $(last "leaks $1 $2")"
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
        for gemeenten in ${BENCH_BUURTEN:-5 20}; do disclose "$gemeenten" buurt; done
        disclose_example
    done
    for gemeenten in ${BENCH_GEMEENTEN:-43 86 171 342}; do report_country "$gemeenten"; done
    for gemeenten in ${BENCH_BUURTEN:-5 20}; do report_country "$gemeenten" buurt; done
    of_series "example run" | awk '{ printf "example: whole run %.2f s (%.2f–%.2f)\n", $1, $2, $3 }'
    of_series "example audit" | awk '{ printf "example: `kansenkompas audit` %.2f s (%.2f–%.2f; target for both stages: 2 s)\n", $1, $2, $3 }'
}
