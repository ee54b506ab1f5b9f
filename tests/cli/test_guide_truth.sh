# SPDX-License-Identifier: EUPL-1.2
# What a division by need is worth, on the truth that the generator knows: more of the means reaches those truly worst off than by
# area or by head, without leaving anybody out; all for the highest k reaches more, and leaves most youths in need with nothing.
. "$(dirname "$0")/lib.sh"
cd "$root" || exit 1
make -s build/release/bench/guide_truth build/kk-generate >"$work/log" || fail "$(cat "$work/log")"
build/kk-generate example "$work/example" >/dev/null || fail "kk-generate"
. bench/guide_truth.sh
needs_of "$work/example" WK >"$work/wijken"
needs_of "$work/example" BU >"$work/buurten"
[ "$(wc -l <"$work/wijken")" -eq 12 ] || fail "not 12 wijken"
[ "$(wc -l <"$work/buurten")" -eq 60 ] || fail "not 60 buurten"

# reach WAY, nothing WAY, of_list NAME: per cent, from the last count.
reach() { awk -v way="$1" '$1 == way { print $2 }' "$work/counted"; }
nothing() { awk -v way="$1" '$1 == way { print $5 }' "$work/counted"; }
of_list() { sed -n "s/^$1=\(.*\)%\$/\1/p" "$work/counted"; }
expect_true() { awk "BEGIN { exit !($1) }" || fail "$2 ($1): $(cat "$work/counted")"; }

expect_order() {
    expect_true "$(reach equal_per_youth) == 20" "a fifth of the youths, a fifth of the means"
    expect_true "$(reach equal_per_area) < $(reach equal_per_youth)" "by area, large wijken with much need have less"
    expect_true "$(reach proportionate) >= 1.3 * $(reach equal_per_youth)" "proportionate"
    expect_true "$(reach proportional) >= 1.6 * $(reach equal_per_youth)" "proportional"
    expect_true "$(reach closing) > $(reach by_use)" "closing the gap moves means"
    expect_true "$(reach levelling) >= 2 * $(reach equal_per_youth)" "levelling"
    expect_true "$(reach levelling) > $(reach proportional)" "levelling comes before proportional"
    expect_true "$(reach top_k) > $(reach levelling)" "all for k areas reaches most"
    expect_true "$(nothing top_k) >= 60" "… and leaves most youths in need with nothing"
    expect_true "$(nothing proportionate) + $(nothing proportional) + $(nothing closing) == 0" "nobody is left out by need"
    expect_true "$(nothing levelling) > 10 && $(nothing levelling) < 25" "levelling leaves those best off out"
}

# Chance alone: what is called certain is.
for areas in wijken buurten; do
    "$guide_truth" "$work/$areas" 200 0 >"$work/counted" || fail "guide_truth"
    expect_order
    expect_true "$(of_list 'certain list wrong') <= 5" "the certain list"
    expect_true "$(of_list 'possible list misses one') <= 5" "the possible list"
    expect_true "$(sed -n 's/^certain areas=//p' "$work/counted") >= 1" "a certain list that is always empty proves nothing"
    reach top_k >"$work/$areas.exact"
done

# Figures that measure need in part: dividing by need loses little, a list loses much, and its certainty is of chance alone.
for areas in wijken buurten; do
    "$guide_truth" "$work/$areas" 200 1 >"$work/counted" || fail "guide_truth"
    expect_order
    expect_true "$(reach top_k) < $(cat "$work/$areas.exact") - 4" "a list on figures that mean less"
done

OMP_NUM_THREADS=1 "$guide_truth" "$work/wijken" 20 1 >"$work/alone" && "$guide_truth" "$work/wijken" 20 1 >"$work/together"
cmp "$work/alone" "$work/together" || fail "it depends on the number of threads"
