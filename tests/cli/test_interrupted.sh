# SPDX-License-Identifier: EUPL-1.2
# SIGINT and SIGTERM at any moment: exit code 130, one line, no server and no unfinished work left behind.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town

# also while the database is being made for the first time
for moment in 0.1 0.3 0.6; do
    timeout --foreground -s INT "$moment" "$engine" run town/project.yaml >stdout 2>stderr
    [ $? -eq 124 ] || fail "an interrupted first run takes no notice"
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
        sleep "$(printf '0.%03d' $((10 + moment * takes / 8)))"
        kill -"$signal" "$run" 2>/dev/null
        wait "$run"
        code=$?
        case $code in
            0) [ ! -s stderr ] || fail "a run that was not interrupted speaks" ;;
            130) interrupted=$((interrupted + 1)) && is_one_error interrupted ;;
            143) [ "$moment" -eq 0 ] || fail "SIGTERM ends it at once" ;; # before it had begun
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
