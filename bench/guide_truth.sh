# SPDX-License-Identifier: EUPL-1.2
# How much of the means reaches the youths who are truly worst off, by each way of dividing, on the truth that the generator drew
# its figures from. Sourced by bench/run.sh; it counts and measures no time.
#   TRUTH_RUNS  runs of each (1000); of the whole country a twentieth

guide_truth=$PWD/build/release/bench/guide_truth

# needs_of FOLDER WK|BU — youths;need;use of the areas with youths and need: 0–22 years in 2023.
needs_of() {
    awk -F '[;,]' -v kind="$2" 'FNR == NR { if ($2 == 2023 && $3 < 23) youths[$1] += $5; next }
        substr($1, 1, 2) == kind && youths[$1] > 0 && $3 > 0 { print youths[$1] ";" $3 ";" $2 }' "$1/bevolking.csv" "$1/truth.csv"
}

# count_truth TITLE FILE RUNS BLUR
count_truth() {
    echo "-- $1, figures with $4 of their own, $3 runs"
    printf '   %-18s %22s %24s\n' 'means divided' 'reaches the worst off' 'in need, gets nothing'
    "$guide_truth" "$2" "$3" "$4" > "$work/counted"
    awk 'NF == 5 { printf "   %-18s %9.1f%% (%4.1f–%4.1f) %23.1f%%\n", $1, $2, $3, $4, $5 }' "$work/counted"
    sed -n 's/=/: /; / .*: \|^areas: /s/^/   /p' "$work/counted"
}

bench_guide_truth() {
    runs_of_one=${TRUTH_RUNS:-1000}
    echo
    echo "== what reaches the fifth of all youths who are truly worst off"
    make_national
    [ -f data/example/truth.csv ] || build/kk-generate example data/example
    needs_of data/example WK > "$work/wijken"
    needs_of data/example BU > "$work/buurten"
    needs_of data/national WK > "$work/country"
    awk 'NR % 17 == 1' "$work/country" > "$work/region"
    for blur in 0 1; do
        count_truth "the wijken of the example" "$work/wijken" "$runs_of_one" "$blur"
        count_truth "the buurten of the example" "$work/buurten" "$runs_of_one" "$blur"
        count_truth "every 17th wijk of the country" "$work/region" "$runs_of_one" "$blur"
        count_truth "all wijken of the country" "$work/country" "$((runs_of_one / 20))" "$blur"
    done
}
