# SPDX-License-Identifier: EUPL-1.2
# Why ranks come with confidence sets: on the truth that the generator knows, the list of who is certainly among the worst is
# wrong in at most 5% of runs, also where all are alike; the list of the highest figures in far more.
. "$(dirname "$0")/lib.sh"
cd "$root" || exit 1
make -s build/release/bench/worst build/kk-generate >"$work/log" || fail "$(cat "$work/log")"
build/kk-generate example "$work/example" >/dev/null || fail "kk-generate"
. bench/worst.sh
youths_of "$work/example" >"$work/wijken"
[ "$(wc -l <"$work/wijken")" -eq 12 ] || fail "not 12 wijken"
make_small >"$work/alike"

# share_of NAME: from the output of the last count, in per cent
share_of() { sed -n "s/^$1=\(.*\)%\$/\1/p" "$work/counted"; }

"$worst" "$work/wijken" 5 300 share >"$work/counted" || fail "worst"
expect_true() { awk "BEGIN { exit !($1) }" || fail "$2: $(cat "$work/counted")"; }
expect_true "$(share_of 'certain list wrong') <= 5" "the certain list"
expect_true "$(share_of 'naive list wrong') >= 25" "the naive list"
expect_true "$(share_of 'simultaneous sets all cover') >= 95" "the sets"
expect_true "$(sed -n 's/^certain in a list=//p' "$work/counted") >= 1" "a certain list that is always empty proves nothing"

"$worst" "$work/alike" 5 60 share >"$work/counted" || fail "worst"
expect_true "$(share_of 'simultaneous sets all cover') >= 90" "sets of areas that are alike"
"$worst" "$work/alike" 5 60 raw >"$work/counted" || fail "worst"
expect_true "$(share_of 'simultaneous sets all cover') <= 50" "the usual error does as well, so this test shows nothing"
