#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run.sh SECONDS [PATTERN] — each fuzzer (or those whose name matches PATTERN) that long, with clang's libFuzzer and
# sanitizers, from a corpus kept in build/fuzz.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
pattern=${2:-.}
packages='gdal proj geos libpq libcyaml yaml-0.1 gsl libcrypto expat libdeflate'
flags="-std=c17 -D_GNU_SOURCE -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -pthread
    -Wno-unknown-pragmas -Iinclude -Isrc -Ibuild/release/gen $(pkg-config --cflags $packages)"
folder=build/fuzz
mkdir -p $folder/obj
export flags folder
# shellcheck disable=SC2016
ls src/core/*.c src/config/*.c src/ingest/*.c src/audit/estimates_*.c src/disclosure/estimate_sums.c | xargs -P 2 -I SOURCE sh -c \
    'clang-14 -fsanitize=fuzzer-no-link $flags -c -o "$folder/obj/$(echo SOURCE | tr / _).o" SOURCE'

for fuzzer in tests/fuzz/fuzz_*.c; do
    name=$(basename "$fuzzer" .c)
    echo "$name" | grep -qE "$pattern" || continue
    echo "== $name, $seconds s"
    # shellcheck disable=SC2046,SC2086
    clang-14 -fsanitize=fuzzer $flags -o "$folder/$name" "$fuzzer" $folder/obj/*.o build/release/obj/embedded.o \
        $(pkg-config --libs $packages) -lgeos_c -lm
    mkdir -p "$folder/corpus_$name"
    case $name in
        fuzz_csv) seeds='data/example/kwb.csv data/example/jeugdzorg-wijk.csv data/example/wijkteams.csv
            tests/fuzz/seeds/release.csv' ;;
        fuzz_project) seeds='data/example/project.yaml data/starter/project.yaml tests/real/*.yaml
            tests/fuzz/seeds/project-guide.yaml' ;;
        *) seeds="tests/fuzz/seeds/${name#fuzz_}*" ;;
    esac
    for seed in $seeds; do
        [ ! -f "$seed" ] || head -c 16384 "$seed" > "$folder/corpus_$name/$(basename "$seed")"
    done
    "$folder/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
        -artifact_prefix="$folder/$name-" "$folder/corpus_$name" 2>&1 | grep -E 'executed|SUMMARY|ERROR|artifact' || true
    found=$(ls "$folder/$name-"* 2>/dev/null || true)
    [ -z "$found" ] || { echo "found: $found"; exit 1; }
done
