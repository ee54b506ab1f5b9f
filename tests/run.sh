#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# run.sh [PATTERN] — runs every test (or those whose path matches PATTERN) and says what passed.
# A test is a program: exit 0 passed, 77 skipped, anything else failed. `make test` builds what it needs.
set -u
cd "$(dirname "$0")/.."
pattern=${1:-.}
export KANSENKOMPAS_REAL_DATA="${KANSENKOMPAS_REAL_DATA:-$(cd ../shared/data 2>/dev/null && pwd || echo /nonexistent)}"
export ASAN_OPTIONS=detect_leaks=1
# What fontconfig keeps until the end is no leak of ours.
export LSAN_OPTIONS="suppressions=$PWD/tests/leaks.txt:print_suppressions=0"
# Private databases of tests stay apart from a user's own.
KANSENKOMPAS_HOME=$(mktemp -d /tmp/kk-tests.XXXXXX)
export KANSENKOMPAS_HOME
chmod 755 "$KANSENKOMPAS_HOME"
cleanup() {
    for project in "$KANSENKOMPAS_HOME"/*/data/postmaster.pid; do
        [ -f "$project" ] && kill -INT "$(head -n 1 "$project")" 2>/dev/null
    done
    rm -rf "$KANSENKOMPAS_HOME"
}
trap cleanup EXIT

longest=600 # seconds; a test that waits for what never comes has failed
passed=0 failed=0 skipped=0 failures=''
log=$(mktemp)
for test in tests/lint/*.sh build/release/unit/*/test_* build/asan/unit/*/test_* tests/cli/test_*.sh tests/real/test_*.sh; do
    case $test in *.d) continue ;; esac
    [ -f "$test" ] && echo "$test" | grep -qE "$pattern" || continue
    begin=$(date +%s)
    case $test in
        *.sh) timeout "$longest" sh "$test" >"$log" 2>&1 ;;
        *) timeout "$longest" "$test" >"$log" 2>&1 ;;
    esac
    code=$?
    seconds=$(($(date +%s) - begin))
    case $code in
        0) passed=$((passed + 1)); echo "ok      $test (${seconds} s)" ;;
        77) skipped=$((skipped + 1)); echo "skipped $test: $(tail -n 1 "$log")" ;;
        *) failed=$((failed + 1)); failures="$failures $test"; echo "FAILED  $test (exit $code)"; tail -n 40 "$log" | sed 's/^/    /' ;;
    esac
done
rm -f "$log"
[ -z "$failures" ] || echo "failed:$failures"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
