# SPDX-License-Identifier: EUPL-1.2
# A run is frozen, and looked back to by a later one: run.json tells by which files, and other boundaries are refused.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
project=town/project.yaml
expect 0 run "$project" --quiet
mv town/out town/frozen

# As it was a year before: what is known of 2023 now was not yet.
awk -F, '!($4 == 2023 && $5 == "reach")' town/frozen/indicators.csv >earlier
mv earlier town/frozen/indicators.csv
sed -i 's/^  goals:/  evaluate: {baseline: frozen, indicator: reach, list: doelwijken, level: wijk}\n&/' "$project"
expect 0 run "$project" --quiet

[ "$(cut -d, -f1-6 town/out/evaluation.csv)" = "list,indicator,level,baseline_period,later_period,measure
doelwijken,reach,wijk,2022,2023,change
doelwijken,reach,wijk,2022,2023,regression
doelwijken,reach,wijk,2022,2023,common
doelwijken,reach,wijk,2022,2023,beyond_expected
doelwijken,reach,wijk,2022,2023,beyond_matches" ] || fail "other rows: $(cut -d, -f1-6 town/out/evaluation.csv)"
node "$here/datapackage.mjs" town/out "$root/docs/outputs.md" >stdout 2>stderr || fail "datapackage.json or woordenboek.csv does not know it"

# The change of those on the list, by hand.
figures() {
    awk -F, -v period="$1" '$1 == "wijk" && $4 == period && $5 == "reach" && $11 == "ok" { print $2, $6 }' \
        town/out/indicators.csv
}
figures 2022 >then
figures 2023 >now
awk -F, '$1 == "doelwijken" && $8 == "true" { print $3 }' town/frozen/targets.csv >listed
change=$(awk 'FILENAME == "listed" { on[$1] = 1; next }
    FILENAME == "then" { was[$1] = $2; next }
    $1 in on && $1 in was { sum += $2 - was[$1]; n++ }
    END { printf "%.6f", sum / n }' listed then now)
told=$(awk -F, '$6 == "change" { printf "%.6f", $7 }' town/out/evaluation.csv)
[ "$change" = "$told" ] || fail "a change of $told instead of $change"

for name in indicators.csv targets.csv; do
    digest=$(sha256sum "town/frozen/$name" | cut -d' ' -f1)
    grep -A 2 "\"file\": \"frozen/$name\"" town/out/run.json | grep -qF "\"sha256\": \"$digest\"" ||
        fail "run.json does not tell which $name was read"
done

sed -i 's/"vintage": 2023/"vintage": 2019/' town/frozen/disclosure.json
expect_error 4 "frozen: its boundaries are of another year" run "$project"
