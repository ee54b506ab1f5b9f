# SPDX-License-Identifier: EUPL-1.2
# SIGINT and SIGTERM at any moment: exit code 130, one line, no server and no unfinished work left behind.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town

# begun PID — waits until the engine is loaded and catches signals, however long that takes on a busy machine. Until then
# the process is a shell, which catches signals too.
begun() {
    while [ -d "/proc/$1" ]; do
        ! grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null || return 0
        [ "/proc/$1/exe" -ef "$engine" ] || continue
        caught=$(awk '/^SigCgt/ { print $2 }' "/proc/$1/status" 2>/dev/null)
        [ $((0x${caught:-0} & 0x4000)) -eq 0 ] || return 0
    done
}

# also while the database is being made for the first time
for moment in 0.05 0.25 0.55; do
    "$engine" run town/project.yaml >stdout 2>stderr &
    run=$!
    begun "$run"
    sleep "$moment"
    kill -INT "$run"
    wait "$run"
    [ $? -eq 130 ] || fail "an interrupted first run takes no notice"
    is_one_error interrupted
    [ -z "$(servers)" ] || fail "a server after an interrupted first run"
    [ ! -e town/out ] || fail "an interrupted first run made outputs"
done

expect 0 run --quiet town/project.yaml
begin=$(date +%s%N)
expect 0 run --quiet town/project.yaml
takes=$((($(date +%s%N) - begin) / 1000000))
sums town/out >before

interrupted=0
for signal in INT TERM; do
    for moment in 0 1 2 3 4 5 6; do
        "$engine" run --quiet town/project.yaml >stdout 2>stderr &
        run=$!
        begun "$run"
        sleep "$(printf '0.%03d' $((10 + moment * takes / 8)))"
        kill -"$signal" "$run" 2>/dev/null
        wait "$run"
        code=$?
        case $code in
            0) [ ! -s stderr ] || fail "a run that was not interrupted speaks" ;;
            130) interrupted=$((interrupted + 1)) && is_one_error interrupted ;;
            *) fail "exit code $code after SIG$signal" ;;
        esac
        sums town/out >after
        expect_same before after
        expect_tidy town
        [ -z "$(servers)" ] || fail "a server is left behind after SIG$signal"
    done
done
[ "$interrupted" -ge 8 ] || fail "only $interrupted of 14 runs were interrupted before their end"
expect 0 run --quiet town/project.yaml
exit 0
