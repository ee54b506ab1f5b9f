#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run.sh SECONDS — each fuzzer that long, with clang's libFuzzer and sanitizers, from a corpus kept in build/fuzz.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
packages='gdal proj geos libpq libcyaml yaml-0.1 gsl libcrypto expat'
flags="-std=c17 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -pthread -Iinclude -Isrc"
mkdir -p build/fuzz
for fuzzer in tests/fuzz/fuzz_*.c; do
    name=$(basename "$fuzzer" .c)
    echo "== $name, $seconds s"
    # shellcheck disable=SC2046,SC2086
    clang-14 $flags -Ibuild/release/gen $(pkg-config --cflags $packages) -o "build/fuzz/$name" "$fuzzer" \
        src/core/*.c src/config/*.c src/ingest/*.c build/release/obj/embedded.o \
        $(pkg-config --libs $packages) -lgeos_c -lm -Wno-unknown-pragmas
    mkdir -p "build/fuzz/corpus_$name"
    case $name in
        fuzz_csv) seeds='data/example/kwb.csv data/example/jeugdzorg-wijk.csv data/example/wijkteams.csv' ;;
        fuzz_ijw_xml) seeds='tests/fuzz/seeds/jw301.xml tests/fuzz/seeds/jw323.xml' ;;
        fuzz_postcodes) seeds='tests/fuzz/seeds/postcodes.csv' ;;
        fuzz_records) seeds='tests/fuzz/seeds/records-help.csv tests/fuzz/seeds/records-declarations.csv
            tests/fuzz/seeds/records-mapped.csv' ;;
        *) seeds='data/example/project.yaml data/starter/project.yaml tests/real/*.yaml' ;;
    esac
    for seed in $seeds; do
        [ ! -f "$seed" ] || head -c 4096 "$seed" > "build/fuzz/corpus_$name/$(basename "$seed")"
    done
    "build/fuzz/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
        -artifact_prefix="build/fuzz/$name-" "build/fuzz/corpus_$name" 2>&1 | grep -E 'executed|SUMMARY|ERROR|artifact' || true
    found=$(ls "build/fuzz/$name-"* 2>/dev/null || true)
    [ -z "$found" ] || { echo "found: $found"; exit 1; }
done
