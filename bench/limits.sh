# SPDX-License-Identifier: EUPL-1.2
# What each stage of the last run moved, and what this machine could move at most. Sourced by bench/run.sh.

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

print_limits() {
    scratch=$work/scratch
    memory=$(speed 256 4 if=/dev/zero of=/dev/null)
    write=$(speed 1 512 if=/dev/zero of="$scratch")
    read=$(speed 1 512 if="$scratch" of=/dev/null)
    disk=$(speed 1 512 if=/dev/zero of="$scratch" conv=fsync)
    rm -f "$scratch"
    points=$(sed -n 's/^points=//p' "$work/points")
    stored=$(psql -AtX "$url" -c "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c
        JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'kk_bench_$name' AND relkind = 'r'")
    written=$(file_bytes "$work"/out/*)
    echo "$points points; MB/s here: fill memory $memory, read a cached file $read, write one $write, put it on disk $disk"
    printf '%-32s %9s %9s %9s %22s\n' 'stage (median)' 'seconds' 'MB' 'MB/s' 'of what is possible'
    {
        printf 'bytes\tread areas\t%s\t%s\n' "$(file_bytes "$areas")" "$read"
        printf 'bytes\tcheck geometry\t%s\t%s\n' "$((points * 16))" "$memory"
        printf 'bytes\tread tables\t%s\t%s\n' "$(file_bytes "$figures")" "$read"
        printf 'bytes\tload areas\t%s\t%s\n' "$stored" "$write"
        printf 'bytes\twrite GeoJSON and tables\t%s\t%s\n' "$written" "$write"
        printf 'bytes\tstart, and put on disk\t%s\t%s\n' "$written" "$disk"
        sed 's/^/stage\t/' "$results/stages"
        of_series "whole 2" | awk '{ print "whole\t" $1 }'
    } | awk -F '\t' -f bench/limits.awk
}

"$stages" geojson "$project" 2 "$work/own" > "$work/points"
print_limits
