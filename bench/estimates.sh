# SPDX-License-Identifier: EUPL-1.2
# The estimates of KansenKaart for a country of 1,000,000 persons: from file to file, in memory as persons, outcomes and
# groups grow, beside DuckDB and beside an R function for each cell. Sourced by bench/run.sh.

persons=1000000
first_outcome=13 # column of cohort.csv
all_regions="all corop_code gemeente_code postcode3 postcode4 wijk_code"

cohort_of() { echo "$PWD/data/national/cohort.$1/cohort.csv"; }

make_cohort() {
    mkdir -p data/national
    [ -f "$(cohort_of "$1")" ] || build/kk-generate cohort "data/national/cohort.$1" "$1"
}

# list_outcomes COUNT — so many of the sixty, evenly chosen: of every kind.
list_outcomes() {
    head -n 1 "$(cohort_of "$persons")" | tr ',' '\n' | tail -n +"$first_outcome" | awk -v apart="$((60 / $1))" 'NR % apart == 0'
}

# make_estimates PROJECT PERSONS OUTCOMES DIMENSIONS [DATABASE]
make_estimates() {
    sed "s#AREAS#$PWD/data/national/wijkenbuurten.gpkg#; s#COHORT#$(cohort_of "$2")#; s#DATABASE#${5:-false}#" \
        bench/estimates-project.yaml | awk -v most="$4" '!match($0, /# dimension [0-9]/) || substr($0, RSTART + 12) <= most' > "$1"
    list_outcomes "$3" | sed 's/.*/    - {column: &}/' >> "$1"
}

# make_cube PROJECT OUTCOMES REGION…
make_cube() {
    target=$1 count=$2
    shift 2
    regions=$(for region; do
        case $region in
            all) printf '{type: all}, ' ;;
            postcode3) printf '{type: postcode3, column: postcode4, first: 3}, ' ;;
            *) printf '{type: %s, column: %s}, ' "$region" "$region" ;;
        esac
    done | sed 's/, $//')
    sed "s#COHORT#$(cohort_of "$persons")#; s#REGIONS#$regions#" bench/estimates-cube.yaml > "$target"
    list_outcomes "$count" | sed 's/.*/    - {column: &}/' >> "$target"
}

step_value() { sed -n "s/^$1=//p" "$work/steps"; }
join_lines() { paste -s -d , -; }

# ---- from file to file ---------------------------------------------------------------------------------------------
run_estimates() {
    /usr/bin/time -a -f %M -o "$results/memory" "$engine" run --quiet --threads 2 --database "$url" "$work/estimates.yaml"
}

print_whole_run() {
    csv=$work/out/estimates.csv
    echo "$(of_series "whole run") $(sort -n "$results/memory" | tail -n 1) $(file_bytes "$csv") $(wc -l < "$csv")" | awk '{
        printf "from CSV to estimates.csv: %.1f s (%.1f–%.1f; target: under 60 s, %s)\n", $1, $2, $3, $1 < 60 ? "met" : "MISSED"
        printf "peak memory %.0f MB (target: under 4 GB, %s)\n", $4 / 1024, $4 < 4194304 ? "met" : "MISSED"
        printf "%.1f million rows, %.2f GB (meant: 25 to 40 million, %s)\n", ($6 - 1) / 1e6, $5 / 1e9,
               ($6 > 25e6 && $6 < 40e6) ? "so it is" : "it is NOT so" }'
}

print_estimate_limits() {
    measure_speeds
    echo "what each stage moved; both threads read $(step_value memory) MB/s of memory"
    print_limits_head
    # Of the persons the cube reads a cache line for eight outcomes, once for each region type; of a cell it writes 32 bytes.
    blocks=$((($(step_value outcomes) + 7) / 8))
    moved=$((persons * 64 * blocks * $(step_value types) + 32 * $(step_value cells)))
    {
        printf 'bytes\tread the cohort\t%s\t%s\n' "$(file_bytes "$(cohort_of "$persons")")" "$read"
        printf 'bytes\testimate\t%s\t%s\n' "$moved" "$(step_value memory)"
        printf 'bytes\trelease estimates\t%s\t%s\n' "$((32 * $(step_value cells)))" "$(step_value memory)"
        printf 'bytes\twrite estimates\t%s\t%s\n' "$(file_bytes "$work/out/estimates.csv")" "$write"
        printf 'bytes\tstart, and put on disk\t%s\t%s\n' "$(file_bytes "$work/out/estimates.csv")" "$disk"
        sed 's/^/stage\t/' "$results/stages"
        of_series "whole run" | awk '{ print "whole\t" $1 }'
    } | awk -F '\t' -f bench/limits.awk
}

check_in_r() {
    command -v Rscript > /dev/null || { echo "skipped: reading in R, which is not installed"; return 0; }
    Rscript bench/estimates.R "$work/out/estimates.csv" > "$work/steps"
    echo "checked: R's read.csv finds the columns of KansenKaart, with their types ($(step_value rows_read) rows read)"
}

# stage_seconds STAGE — of the last run.
stage_seconds() {
    awk -F '"' -v wanted="$1" '/"stage":/ { stage = $4 } /"seconds":/ && stage == wanted { sub(/[^0-9]*/, "", $3); print $3 + 0 }' \
        "$work/out/timings.json"
}

bench_whole_run() {
    make_estimates "$work/estimates.yaml" "$persons" 60 3
    "$estimates" "$work/estimates.yaml" 2 "$work/cells.csv" > "$work/steps"
    for turn in $(seq "$1"); do
        timed "whole run" run_estimates
        keep_stages "$work/out/timings.json"
    done
    print_whole_run
    print_estimate_limits
    check_in_r
    rm -rf "$work/out"
    make_estimates "$work/estimates.yaml" "$persons" 60 3 true
    run_estimates
    echo "loading them into PostGIS as well: $(stage_seconds "load estimates") s more"
    rm -rf "$work/out"
}

# ---- in memory -----------------------------------------------------------------------------------------------------
# print_growth TITLE PERSONS OUTCOMES DIMENSIONS — medians of three.
print_growth() {
    make_cohort "$2"
    make_estimates "$work/growth.yaml" "$2" "$3" "$4"
    results=$work/growth.$2.$3.$4
    mkdir -p "$results"
    for turn in 1 2 3; do
        "$estimates" "$work/growth.yaml" 2 "$work/growth.csv" > "$work/steps"
        for step in read layout estimate; do keep_step "$step" "$step"; done
    done
    echo "$(of_series read) $(of_series layout) $(of_series estimate) $(step_value cells) $(step_value combinations)" |
        awk -v title="$1" '{ printf "%-34s %5d %10.1f %8.2f %8.2f %9.2f %9.0f\n",
                                    title, $11, $10 / 1e6, $1, $4, $7, ($4 + $7) / $10 * 1e9 }'
}

bench_growth() {
    printf '%-34s %5s %10s %8s %8s %9s %9s\n' 'seconds, 2 threads' groups 'mln cells' read layout estimate 'ns a cell'
    print_growth "250,000 persons, 60 outcomes" 250000 60 3
    print_growth "500,000 persons, 60 outcomes" 500000 60 3
    print_growth "1,000,000 persons, 60 outcomes" "$persons" 60 3
    print_growth "1,000,000 persons, 30 outcomes" "$persons" 30 3
    print_growth "1,000,000 persons, 15 outcomes" "$persons" 15 3
    print_growth "the same 60, without household" "$persons" 60 2
    print_growth "… and without migration" "$persons" 60 1
    print_growth "… by income alone" "$persons" 60 0
}

# ---- beside DuckDB -------------------------------------------------------------------------------------------------
install_duckdb() {
    command -v npm > /dev/null || return 1
    [ -d bench/duckdb/node_modules ] || (cd bench/duckdb && npm ci --no-audit --no-fund > "$work/npm" 2>&1)
}

# compare_cube TITLE OUTCOMES TURNS FORMS REGION…
compare_cube() {
    title=$1 outcomes=$2 turns=$3 forms=$4
    shift 4
    results=$work/cube.$title
    make_cube "$work/cube.yaml" "$outcomes" "$@"
    mkdir -p "$results"
    for turn in $(seq "$turns"); do
        "$estimates" "$work/cube.yaml" 2 "$work/cells.csv" > "$work/steps"
        echo "$(step_value layout) $(step_value estimate)" | awk '{ print $1 + $2 }' >> "$results/cube"
        node bench/duckdb/cube.mjs "$(cohort_of "$persons")" "$work/cells.csv" "$forms" "$(echo "$@" | tr ' ' ,)" \
            "$(list_outcomes "$outcomes" | join_lines)" > "$work/steps"
        for form in $(echo "$forms" | tr , ' '); do keep_step "$form" "$form"; done
    done
    echo "checked: $(step_value sums_checked) cells have the numbers of DuckDB's"
    print_cube_rows "$title"
}

# The target is set for the faster of the two plain forms.
print_cube_rows() {
    faster=sums
    [ ! -f "$results/regr" ] ||
        faster=$(for form in sums regr; do echo "$(of_series $form) $form"; done | sort -g | awk 'NR == 1 { print $4 }')
    for form in sums regr steps; do
        target=-
        [ "$form" != "$faster" ] || target=10
        [ ! -f "$results/$form" ] || print_row "$1: $form" "cube" "$form" "$target"
    done
}

bench_duckdb() {
    install_duckdb || { echo "skipped: DuckDB, which npm could not install"; return 0; }
    print_head
    compare_cube "20 outcomes, wijken" 20 "$1" sums,regr,steps wijk_code
    # The word list has to be split.
    # shellcheck disable=SC2086
    compare_cube "60 outcomes, all regions" 60 1 sums,steps $all_regions
    echo "peer: DuckDB, GROUP BY region, CUBE(income class, sex, migration, household); 2 threads, data sorted and in memory"
}

# ---- beside R ------------------------------------------------------------------------------------------------------
bench_r() {
    command -v Rscript > /dev/null || { echo "skipped: R, which is not installed"; return 0; }
    make_estimates "$work/growth.yaml" "$persons" 60 3
    "$estimates" "$work/growth.yaml" 2 "$work/cells.csv" > "$work/steps"
    # Without buurt and wealth, three outcomes of sixty: what R would else need minutes to read.
    cut -d , -f 3-11,"$first_outcome",32,67 "$(cohort_of "$persons")" > "$work/small.csv"
    Rscript bench/estimates.R "$work/small.csv" "$work/cells.csv" 100 >> "$work/steps"
    echo "$(step_value cell_ms) $(step_value checked) $(step_value layout) $(step_value estimate) $(step_value cells)" | awk '{
        ours = ($3 + $4) / $5
        printf "R: %.1f ms a cell (median of %d, which are the same on both sides); here %.0f ns: %.1f million times as fast\n",
               $1, $2, ours * 1e9, $1 / 1000 / ours / 1e6 }'
}

# bench_estimates TURNS
bench_estimates() {
    results=$work/estimates
    mkdir -p "$results"
    make_cohort "$persons"
    make_national
    make_estimates "$work/estimates.yaml" "$persons" 60 3
    [ -s "$work/url" ] || { cp "$work/estimates.yaml" "$project" && start_server; }
    echo
    echo "== estimates of $persons persons, $1 runs; load $(cut -d ' ' -f 1 /proc/loadavg)"
    bench_whole_run "$1"
    bench_growth
    bench_duckdb "$1"
    bench_r
}
