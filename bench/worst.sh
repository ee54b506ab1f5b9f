# SPDX-License-Identifier: EUPL-1.2
# How often lists of the worst areas are wrong, on the truth that the generator drew its figures from. Sourced by
# bench/run.sh; it counts and measures no time.
#   WORST_RUNS  runs of the one gemeente (1000); of the 342 a tenth, of all wijken in one ranking a fiftieth

worst=$PWD/build/release/bench/worst

# youths_of FOLDER — group;youths;share of the wijken with youths: 0–22 years in 2023, by gemeente.
youths_of() {
    awk -F '[;,]' 'FNR == NR { if ($2 == 2023 && $3 < 23) youths[$1] += $5; next }
        substr($1, 1, 2) == "WK" && youths[$1] > 0 { print substr($1, 3, 4) ";" youths[$1] ";" $2 }' "$1/bevolking.csv" "$1/truth.csv"
}

# count_worst TITLE FILE WORST RUNS KIND
count_worst() {
    echo "-- $1"
    "$worst" "$2" "$3" "$4" "$5" | sed 's/=/: /; s/^/   /'
}

# 200 areas with 20 to 200 persons beside 20 with 100,000, shares of 0.02: as hard for counts as it gets.
make_small() {
    awk 'BEGIN { for (i = 0; i < 200; i++) printf "small;%d;0.02\n", 20 * 10 ^ (i / 200); for (i = 0; i < 20; i++) print "small;100000;0.02" }'
}

bench_worst() {
    runs_of_one=${WORST_RUNS:-1000}
    echo
    echo "== lists of the worst"
    make_national
    [ -f data/example/truth.csv ] || build/kk-generate example data/example
    youths_of data/example > "$work/one"
    youths_of data/national > "$work/each"
    sed 's/^[^;]*/all/' "$work/each" > "$work/all"
    make_small > "$work/small"
    count_worst "the 5 worst wijken of the example, $runs_of_one runs" "$work/one" 5 "$runs_of_one" share
    count_worst "the 5 worst of each gemeente with more wijken than 5, $((runs_of_one / 10)) runs" "$work/each" 5 "$((runs_of_one / 10))" share
    count_worst "the 50 worst of all wijken, $((runs_of_one / 50)) runs" "$work/all" 50 "$((runs_of_one / 50))" share
    for kind in share rate raw; do
        count_worst "small areas that are all the same, by '$kind', $((runs_of_one / 10)) runs" "$work/small" 5 "$((runs_of_one / 10))" "$kind"
    done
}
