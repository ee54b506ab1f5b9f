# SPDX-License-Identifier: EUPL-1.2
# Records, families, providers, money and places of a whole country: one run of bench/national-project.yaml, and the same
# with a half, a quarter and next to none of the clients. Sourced by bench/run.sh.

people_files="jeugdhulp-bij maatregelen-bij jw323 jgz wijkteam programma"

# make_people QUARTERS — the national files with so many quarters of the clients, whose number is the first column; one
# record of each file at least.
make_people() {
    data=$work/people.$1
    mkdir "$data"
    ln -s "$PWD"/data/national/* "$data"
    [ "$1" = 4 ] || for file in $people_files; do
        rm "$data/$file.csv"
        awk -F ';' -v quarters="$1" 'NR <= 2 || int($1 / 10) % 4 < quarters' "data/national/$file.csv" > "$data/$file.csv"
    done
    sed "s#DIR#$data#" bench/national-project.yaml > "$data.yaml"
}

# Keeps the seconds of processor beside those of the clock.
run_people() {
    /usr/bin/time -f '%U %S' -o "$work/processor" \
        "$engine" run --quiet --threads 2 --database "$url" "$work/people.$1.yaml" || return 1
    tail -n 1 "$work/processor" | awk '{ print $1 + $2 }' >> "$results/processor $1"
}

# The rows of the files but their headers, in millions.
count_people() {
    for file in $people_files; do cat "$work/people.$1/$file.csv"; done | wc -l | awk '{ printf "%.3f", ($1 - 6) / 1e6 }'
}

report_people() {
    printf '%-28s %18s %22s %30s\n' 'seconds: median (least–most)' 'million records' 'whole run' "of it the engine's processor"
    for quarters in 0 1 2 4; do
        echo "$(of_series "people $quarters") $(of_series "processor $quarters") $(count_people "$quarters")" |
            awk -v quarters="$quarters" '{ printf "%-28s %18s %22s %30s\n", quarters "/4 of the clients", $7,
                                           sprintf("%.1f (%.1f–%.1f)", $1, $2, $3), sprintf("%.1f (%.1f–%.1f)", $4, $5, $6) }'
    done
    echo "$(of_series "people 4" | cut -d ' ' -f 1) $engine_kb $server_kb" | awk '{
        printf "national run: %.1f s (target: under 60 s, %s)\n", $1, $1 < 60 ? "met" : "MISSED"
        mb = ($2 + $3) / 1024
        printf "peak memory: engine %.0f MB, server %.0f MB (target: under 2048 MB together, %s)\n", $2 / 1024, $3 / 1024,
               mb < 2048 ? "met" : "MISSED" }'
    # By the processor's time, which hardly depends on what else the machine does; beyond that of a run without records.
    for quarters in 0 1 2 4; do echo "$(of_series "processor $quarters" | cut -d ' ' -f 1) $(count_people "$quarters")"; done |
        awk 'NR == 1 { fixed = $1 }
             NR > 1 { each[NR] = ($1 - fixed) / $2 }
             END { printf "processor for a million records: %.2f s of a quarter, %.2f s of a half, %.2f s of all: ", each[2], each[3], each[4]
                   printf "%.2f times as long (linear: at most 1.2, %s)\n", each[4] / each[2],
                          each[4] <= 1.2 * each[2] ? "met" : "MISSED" }'
}

# bench_people TURNS
bench_people() {
    for quarters in 0 1 2 4; do make_people "$quarters"; done
    results=$work/$name.people.warm-up
    mkdir -p "$results"
    timed warm-up run_people 4
    results=$work/$name.people
    mkdir -p "$results"
    echo "-- records, money and places, $1 runs after one to warm up; load $(cut -d ' ' -f 1 /proc/loadavg)"
    for turn in $(seq "$1"); do
        for quarters in 4 0 2 1; do timed "people $quarters" run_people "$quarters"; done
    done
    measure_memory "$work/people.4.yaml"
    report_people
    echo "stages of the run with all records:"
    run_people 4
    keep_stages "$work/out/timings.json"
    awk -F '\t' '$2 >= 0.05 { printf "  %-40s %6.2f\n", $1, $2 }' "$results/stages"
    rm -rf "$work"/people.? "$work/out"
}
