# SPDX-License-Identifier: EUPL-1.2
# Shared by the tests on real input. Sourced from the top of the repository's tests/real/test_*.sh.
set -eu
cd "$(dirname "$0")/../.."
: "${KANSENKOMPAS_REAL_DATA:=../shared/data}"
[ -d "$KANSENKOMPAS_REAL_DATA/real" ] || { echo "no real data at $KANSENKOMPAS_REAL_DATA"; exit 77; }
data=$(cd "$KANSENKOMPAS_REAL_DATA" && pwd)
engine=$PWD/build/release/kansenkompas
work=$(mktemp -d /tmp/kk-real.XXXXXX)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
[ -n "${KANSENKOMPAS_HOME:-}" ] || { KANSENKOMPAS_HOME=$work/home; export KANSENKOMPAS_HOME; mkdir "$KANSENKOMPAS_HOME"; }

fail() {
    echo "FAIL: $*"
    exit 1
}

# project NAME — puts tests/real/NAME.yaml, with the paths of the data, in $work.
project() {
    sed "s#REAL/#$data/real/#; s#DIRTY/#$data/dirty/#" "tests/real/$1.yaml" > "$work/project.yaml"
}

# run_project NAME — runs it; its outputs are in $work/out, its messages in $work/log.
run_project() {
    project "$1"
    timeout 120 "$engine" run "$work/project.yaml" > "$work/log" 2>&1 || { cat "$work/log"; fail "exit code $?"; }
}

# is WHAT EXPECTED ACTUAL
is() {
    [ "$2" = "$3" ] || fail "$1: expected '$2', got '$3'"
}

# sql FILE.csv QUERY — asks a CSV; the table is called t.
sql() {
    sqlite3 :memory: -cmd ".import --csv '$1' t" "$2"
}

# count FILE.csv CONDITION
count() {
    sql "$1" "SELECT count(*) FROM t WHERE $2"
}
