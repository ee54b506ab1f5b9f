# SPDX-License-Identifier: EUPL-1.2
# Killed at any moment, engine or server: the last good output is whole, and the next run works.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
expect 0 run --quiet town/project.yaml
# A run that starts a server and writes all, as those to be killed: how long it takes, in milliseconds
begin=$(date +%s%N)
expect 0 run --quiet town/project.yaml
takes=$((($(date +%s%N) - begin) / 1000000))
sums town/out >before

expect_whole() {
    sums town/out >after 2>&1
    cmp -s before after || fail "$1: the last good output is not whole"
}
# of milliseconds
pause() {
    sleep "$(printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)))"
}
start_run() {
    timeout -s KILL 60 "$engine" run --quiet town/project.yaml >stdout 2>stderr &
    run=$!
}
children() {
    cat "/proc/$1/task/$1/children" 2>/dev/null
}

# the engine, killed at 15 moments from its start to its end
killed=0
for moment in $(seq 0 14); do
    start_run
    pause $((moment * takes / 14))
    process=$(children "$run") # of timeout: the engine
    [ -z "$process" ] || kill -KILL $process 2>/dev/null && killed=$((killed + 1))
    wait "$run" 2>/dev/null
    expect_whole "kill -9 of the engine after $((moment * takes / 14)) ms"
    ! grep -q '^kansenkompas: error' stderr || fail "a run after a killed one"
done
[ "$killed" -ge 8 ] || fail "only $killed of 15 runs were killed before their end"
expect 0 run --quiet town/project.yaml
expect_whole "the run after those that were killed"
expect_tidy town
[ -z "$(servers)" ] || fail "killed runs left a server behind, also after the next run"

# the server, killed at 8 moments: the postmaster, then any of its processes
failed=0
for moment in $(seq 1 8); do
    start_run
    pause $((moment * takes / 9))
    process=$(servers)
    [ $((moment % 2)) -eq 0 ] && [ -n "$process" ] && process=$(children "$process" | awk '{ print $NF }')
    [ -z "$process" ] || kill -KILL "$process" 2>/dev/null
    wait "$run"
    code=$?
    case $code in
        0) [ ! -s stderr ] || fail "a run that did well speaks" ;;
        5) failed=$((failed + 1)) && is_one_error '' ;;
        *) fail "exit code $code after kill -9 of the server" ;;
    esac
    expect_whole "kill -9 of the server after $((moment * takes / 9)) ms"
    expect_tidy town
done
[ "$failed" -ge 2 ] || fail "the server was never killed in time"
expect 0 run --quiet town/project.yaml
expect_whole "the run after a killed server"
[ -z "$(servers)" ] || fail "a server is left behind"

# a server that is kept, killed between two runs
expect 0 db start town/project.yaml
kill -KILL "$(servers)"
expect 0 run --quiet town/project.yaml
expect_whole "the run after a kept server was killed"
[ -n "$(servers)" ] || fail "the server is not kept any more"
exit 0
