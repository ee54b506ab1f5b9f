#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Line coverage of the engine by the unit and database tests, by folder, in build/coverage.
set -eu
cd "$(dirname "$0")/.."
make --no-print-directory VARIANT=coverage build unit
KANSENKOMPAS_HOME=$(mktemp -d /tmp/kk-coverage.XXXXXX)
export KANSENKOMPAS_HOME
chmod 755 "$KANSENKOMPAS_HOME"
trap 'build/coverage/kansenkompas db purge data/example/project.yaml >/dev/null 2>&1; rm -rf "$KANSENKOMPAS_HOME"' EXIT
find build/coverage -name '*.gcda' -delete
for test in build/coverage/unit/*/test_*; do
    case $test in *.d | *.gc*) continue ;; esac
    "$test" >/dev/null 2>&1 || { echo "$test fails"; exit 1; }
done
build/coverage/kansenkompas run -q data/example/project.yaml
gcovr --root . --filter 'src/' --object-directory build/coverage --txt-metric line --sort-percentage 2>/dev/null ||
    gcovr --root . --filter 'src/' --object-directory build/coverage
