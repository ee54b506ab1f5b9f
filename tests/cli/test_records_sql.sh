#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Every indicator of records, of places and of what is on nobody's name, against SQL that counts it from the example's
# own files: what the engine releases, and that it withholds nothing but small numbers.
. "$(dirname "$0")/lib.sh"
sql_files=$here/sql
example_project "$work/example"
cd "$work/example" || exit 1
cp -r "$root/data/codes" codes

# uses FORM PATTERN — all of that part of the catalogue, but those of which the name is PATTERN
uses() {
    sed -n "s/^  - name: \(.*\)/  - use: $1\/\1/p" "$root/data/catalogue/$1.yaml" | grep -vE "/($2)\$"
}

# agrees PART… — runs these parts of the SQL; no cell may differ
agrees() {
    for part in "$@"; do echo "\\i $sql_files/$part.sql"; done |
        PGOPTIONS='-c search_path=counted,public -c client_min_messages=warning -c jit=off -c work_mem=64MB' \
            psql -Xq -v ON_ERROR_STOP=1 -v engine=kk_kompasdam -d "$url" >"$work/stdout" 2>"$work/stderr" ||
        fail "the SQL"
    [ ! -s "$work/stderr" ] || fail "the SQL"
    [ "$(sql "$url" 'SELECT count(*) FROM counted.difference')" -eq 0 ] && return
    psql -Xq -d "$url" \
        -c 'SELECT indicator, counted, released, count(*) FROM counted.difference GROUP BY 1, 2, 3 ORDER BY 1' \
        -c 'SELECT * FROM counted.difference ORDER BY indicator, level, code LIMIT 20'
    fail "what is released differs from what SQL counts"
}

# the example with all of the catalogue for its indicators, and rules of dominance and groups that hide many cells; what
# is hidden for the others' sake is not the matter here
sed -e '/^indicators:/,$d' -e 's/^records:/&\n  ages: [-9m..24m, 0..4, 4..12, 12..18, 18..23]/' \
    -e 's/^records:/&\n  detail: {children: buurt, young_adults: wijk}/' project.yaml >all.yaml
{
    cat <<END
disclosure:
  dominance: {share: 0.5}
  p_percent: 100
  group: 0.5
  secondary: false
  accept_leaks: compared with SQL
indicators:
END
    uses records 'reach|reach_new|running|not_seen|euro_per_youth_in_care'
    uses places 'within_15_minutes'
    uses collective 'front_euro_share'
    cat <<END
  - {use: records/reach, by: [form, age]}
  - {use: records/reach_new, by: [form, sex]}
  - {use: records/running, by: [age, sex]}
  - {use: records/not_seen, by: [age, sex]}
  - {use: records/euro_per_youth_in_care, by: [form]}
  - {use: records/participants, name: rots_en_water, programme: Rots en Water, age: 6..13}
  - {use: records/reach_one_in, name: minors_one_in, age: 0..18}
  - {use: collective/front_euro_share, name: front_euro_share_of_all}
  - {use: places/distance_nearest, name: consultatiebureau_distance, type: consultatiebureau}
  - {use: places/within_1km, name: buurthuis_within, type: buurthuis}
  - {use: places/access, name: kinderopvang_access, type: kinderopvang}
  - {use: places/places_per_1000, name: schools_per_1000, type: school}
END
} >>all.yaml
expect 0 db start all.yaml
url=$(cat "$work/stdout")
expect 0 run --quiet all.yaml
for rule in base count rest persons group dominance; do
    grep -q ",suppressed_$rule," out/indicators.csv || fail "no cell is hidden by the rule of $rule"
done
agrees read locate care told estimates around wanted compare

# minutes from buurten, and from wijken where a buurt has none; some pairs have no way
awk -F';' 'FNR == 1 { file++; next }
    file == 1 { from[++areas] = $1; if (!seen[substr($1, 3, 6)]++) from[++areas] = "WK" substr($1, 3, 6) }
    file == 2 { to[++places] = $1 }
    END {
        print "area;place;minutes"
        for (a = 1; a <= areas; a++) for (p = 1; p <= places; p++)
            if ((a + p) % 7 && a % 5) printf "%s;%s;%.1f\n", from[a], to[p], (a * 17 + p * 29) % 97 / 2
    }' wijkteams.csv plaatsen.csv >travel.csv
{
    sed -e '/^indicators:/,$d' -e 's/^homes:/&\n  travel: {file: travel.csv}/' project.yaml
    cat <<END
indicators:
  - use: places/distance_nearest
  - use: places/within_15_minutes
  - use: places/access
  - {use: places/distance_nearest, name: consultatiebureau_distance, type: consultatiebureau}
  - {use: places/within_15_minutes, name: buurthuis_within, type: buurthuis}
  - {use: places/access, name: kinderopvang_access, type: kinderopvang}
END
} >by_minutes.yaml
expect 0 run --quiet by_minutes.yaml
agrees travel compare
exit 0
