# SPDX-License-Identifier: EUPL-1.2
# What each stage of the last run moved, and what this machine could move at most. Sourced by bench/run.sh.

print_limits() {
    measure_speeds
    points=$(sed -n 's/^points=//p' "$work/points")
    stored=$(psql -AtX "$url" -c "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c
        JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'kk_bench_$name' AND relkind = 'r'")
    written=$(file_bytes "$work"/out/*)
    echo "$points points"
    print_limits_head
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
