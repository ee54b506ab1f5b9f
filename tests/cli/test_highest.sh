# SPDX-License-Identifier: EUPL-1.2
# The end of a run: who is certainly among the worst, where the project has its indicator `ranked`; else the highest figures.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
project=town/project.yaml
expect 0 db start "$project"

# worst NUMBER: names of the wijken whose jeugdzorg_share_worst of 2023 is that, by code
worst() {
    ogr2ogr -f CSV -lco STRING_QUOTING=IF_NEEDED /vsistdout/ town/out/kansenkompas.gpkg -dialect sqlite -sql \
        "SELECT name FROM wijken WHERE jeugdzorg_share_worst = $1 ORDER BY code" | tail -n +2
}

expect 0 run "$project"
sed -n '/^Certainly/,$p' stdout >end
certain=$(worst 2 | paste -sd, | sed 's/,/, /g')
[ -n "$certain" ] || fail "nobody is certainly among the worst, so this test shows nothing"
expect_text end "Certainly among the 5 highest of the wijken, 2023: $certain"
expect_text end "Possibly: $(worst 1 | wc -l) more"
grep -qE '^  WK199905 +Wijk 05 Westerdok +1–3 +15.5   14.0 – 17.1$' end || fail "the first has not its ranks"
[ "$(grep -c '^  WK' end)" -eq 5 ] || fail "not five wijken"
expect_text end 'A rank is the places that chance leaves open, with a confidence of 95%.'

# within a larger area the names would say little: how many
sed -i 's/^      ranked: {worst: 5}$/      ranked: {worst: 2, within: gemeente, confidence: 0.9}/' "$project"
expect 0 run "$project"
expect_text stdout "Certainly among the 2 highest wijken of their gemeente, 2023: $(worst 2 | wc -l)"
expect_text stdout 'A rank is the places within the gemeente that chance leaves open, with a confidence of 90%.'

# of as many as there are it says nothing; and nobody may be certain
sed -i 's/^      ranked: {worst: 2, .*$/      ranked: {worst: 12}/' "$project"
expect 0 run "$project"
! grep -q 'Certainly\|Possibly' stdout || fail "all wijken are among the worst"
sed -i 's/^      ranked: {worst: 12}$/      ranked: {worst: 1}/' "$project"
expect 0 run "$project"
expect_text stdout 'Certainly among the 1 highest of the wijken, 2023: none'
grep -q '^Possibly: [0-9]*$' stdout || fail "who is possibly the first"

# without ranks the figures alone
sed -i '/^      ranked: /d' "$project"
expect 0 run "$project"
expect_text stdout 'Highest 5 of the wijken, 2023: Youths with youth care'
! grep -q 'rank\|Certainly' stdout || fail "ranks that nobody asked for"
