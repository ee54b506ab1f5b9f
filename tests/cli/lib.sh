# SPDX-License-Identifier: EUPL-1.2
# lib.sh — what the command-line tests share: `. "$(dirname "$0")/lib.sh"`.
# Each test works in a folder of its own, $work, with private databases of its own; both are gone when it ends.
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset KANSENKOMPAS_OUT KANSENKOMPAS_DATABASE KANSENKOMPAS_THREADS XDG_STATE_HOME PGHOST PGPORT PGUSER PGDATABASE
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
golden=$here/golden

work=$(mktemp -d /tmp/kk-cli.XXXXXX)
chmod 755 "$work"
KANSENKOMPAS_HOME=$work/home
export KANSENKOMPAS_HOME
mkdir "$work/home"
# A copy: a build that goes on meanwhile, or a folder closed to others, is no matter of these tests.
engine=$work/kansenkompas
cp "${KANSENKOMPAS:-$root/build/release/kansenkompas}" "$engine" || exit 1

# Process ids of the private servers of this test.
servers() {
    for mark in "$work"/home*/*/data/postmaster.pid; do
        [ -f "$mark" ] || continue
        server=$(head -n 1 "$mark")
        kill -0 "$server" 2>/dev/null && echo "$server"
    done
}

undo=:
clean_up() {
    # one that a test has stopped hears nothing before it goes on
    for server in $(servers); do kill -QUIT "$server" && kill -CONT "$server"; done 2>/dev/null
    $undo
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' INT TERM HUP

fail() {
    echo "FAILED: $*"
    [ ! -s "$work/stdout" ] || { echo "-- standard output:"; head -n 20 "$work/stdout"; }
    [ ! -s "$work/stderr" ] || { echo "-- standard error:"; head -n 20 "$work/stderr"; }
    exit 1
}

skip() {
    echo "$*"
    exit 77
}

# kk ARGUMENT… — runs the engine; leaves $code, $work/stdout and $work/stderr.
kk() {
    timeout 60 "$engine" "$@" >"$work/stdout" 2>"$work/stderr" </dev/null
    code=$?
}

# expect CODE ARGUMENT… — runs the engine, which must end with CODE.
expect() {
    wanted=$1
    shift
    kk "$@"
    [ "$code" -eq "$wanted" ] || fail "kansenkompas $*: exit code $code instead of $wanted"
}

# Standard error is one error line, which holds TEXT, and nothing but warnings and notes besides.
is_one_error() {
    [ "$(grep -c '^kansenkompas: error: ' "$work/stderr")" -eq 1 ] || fail "not one error line"
    ! grep -qv '^kansenkompas: ' "$work/stderr" || fail "words that are not of kansenkompas on standard error"
    grep '^kansenkompas: error: ' "$work/stderr" | grep -qF -- "$1" || fail "the error does not say: $1"
}

# expect_error CODE TEXT ARGUMENT… — runs the engine, which must end with CODE and one line of error that holds TEXT.
expect_error() {
    text=$2
    wanted=$1
    shift 2
    expect "$wanted" "$@"
    is_one_error "$text"
}

expect_text() {
    grep -qF -- "$2" "$1" || fail "$(basename "$1") lacks: $2"
}

expect_same() {
    cmp -s "$1" "$2" || {
        diff "$1" "$2" | head -n 20
        fail "$1 and $2 differ"
    }
}

# The fingerprints of an output folder, without what may differ between two runs.
sums() {
    (cd "$1" && find . -type f ! -name timings.json | sed 's#^\./##' | sort | xargs sha256sum)
}

# No traces of unfinished work beside the output folders in FOLDER.
expect_tidy() {
    leftovers=$(find "$1" -maxdepth 1 -name '.*.kk-*' -o -maxdepth 1 -name '.*.previous')
    [ -z "$leftovers" ] || fail "left behind: $leftovers"
}

# The small project of the golden test, in FOLDER.
small_project() {
    mkdir -p "$1" && cp "$golden"/project/* "$1" || exit 1
}

# The example municipality, in FOLDER.
example_project() {
    [ -f "$root/data/example/cohort.csv" ] || make -s -C "$root" data/example/wijkenbuurten.gpkg || exit 1
    mkdir -p "$1" && cp "$root"/data/example/*.yaml "$root"/data/example/*.csv "$root"/data/example/*.xml \
        "$root"/data/example/*.gpkg "$1" || exit 1
}

# sql URL STATEMENT — prints the result, fields apart by |.
sql() {
    psql -XAtq -v ON_ERROR_STOP=1 -d "$1" -c "$2" || fail "psql: $2"
}

# stop_runs PROJECT INPUT — part.csv and all.csv become INPUT in turn, and each run is killed or interrupted at another
# tenth of the $takes milliseconds that one takes. What `state` tells must be that of the last run that was done
# (part.state, all.state), and `expect_no_leftovers` must hold.
stop_runs() {
    shown=all stopped=0
    for moment in 1 2 3 4 5 6 7 8 9 10; do
        [ $shown = all ] && wanted=part || wanted=all
        cp $wanted.csv "$2"
        [ $((moment % 2)) -eq 0 ] && signal=INT || signal=KILL
        "$engine" run --quiet "$1" >stdout 2>stderr &
        run=$!
        sleep "$(printf '%d.%03d' $((moment * takes / 10000)) $((moment * takes / 10 % 1000)))"
        kill -$signal $run 2>/dev/null
        wait $run
        code=$?
        case $code in
            0) shown=$wanted ;;
            130) stopped=$((stopped + 1)) && expect_tidy "$(dirname "$1")" ;;
            137) stopped=$((stopped + 1)) ;;
            *) fail "exit code $code after SIG$signal" ;;
        esac
        for try in 1 2 3; do # the server ends what a killed run left open
            state >now
            ! cmp -s now $shown.state || break
            [ $code -ne 137 ] || ! cmp -s now $wanted.state || shown=$wanted # killed after its work was done
            sleep 0.2
        done
        cmp -s now $shown.state || fail "SIG$signal at $moment tenths: neither the last good run nor this one"
        expect_no_leftovers
    done
    [ $stopped -ge 4 ] || fail "only $stopped of 10 runs were stopped before their end"
}

# squares COUNT PER_ROW — GeoJSON of wijken that are squares of a kilometre, the first half in GM0001, the rest in GM0002.
squares() {
    awk -v count="$1" -v per_row="$2" 'BEGIN {
        print "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}},\"features\":["
        for (i = 0; i < count; i++) {
            x = 150000 + 1000 * (i % per_row); y = 460000 + 1000 * int(i / per_row)
            printf "%s{\"type\":\"Feature\",\"properties\":{\"code\":\"WK%04d%02d\",\"name\":\"Wijk %d\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%d,%d]]]}}\n",
                i ? "," : "", 1 + (i >= count / 2), i, i, x, y, x + 1000, y, x + 1000, y + 1000, x, y + 1000, x, y
        }
        print "]}" }'
}
