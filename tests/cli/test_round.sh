# SPDX-License-Identifier: EUPL-1.2
# `disclosure: {method: round}` on the whole example, with amounts, own areas and estimates: counts are multiples that
# add up over levels, ages and sexes, amounts stay hidden where their rules say so, and the audit finds nothing.
. "$(dirname "$0")/lib.sh"

example_project "$work/example"
cd "$work/example" || exit 1
printf 'disclosure: {method: round, base: 5}\n' | cat project.yaml - >round.yaml

expect 0 run --quiet round.yaml
! grep -q 'do not add up' "$work/stderr" || fail 'sums do not add up'
expect 0 audit out --write again.json
expect_same out/audit.json again.json
expect_text again.json '"verdict": "safe"'
expect_text again.json '"rounding": 5'

# The counts of indicators.csv by name, level, area and period, in the columns that hold no commas.
awk -F, 'NR > 1 && $5 ~ /^reach(_new|_one_in|(_[0-9]+_[0-9]+)?(_(fe)?male)?)$/ { print $5, $1, $2, $4, $9, $11 }' out/indicators.csv >counts
[ "$(awk '$6 == "ok"' counts | wc -l)" -gt 300 ] || fail 'too few counts to look at'
awk '$6 != "ok" || $5 % 5 != 0 { print; bad = 1 } END { exit bad }' counts >"$work/stdout" || fail 'not rounded, or hidden'

# What areas have beyond their parts, by quantity: `name level code period beyond value`.
sed -n 's/^"\(records.youths\)\(_new\)*\[form=jeugdzorg, age=\([^,]*\), sex=\([^,]*\), referrer=all\]",/\1\2 \3 \4 /p' \
    out/knowledge.csv | tr , ' ' >beyond

# adds_up WHOLE QUANTITY COUNT PARTS [BEYOND] — counts of the indicator are those of its so many parts (a pattern), where
# all are told, and what is beyond.
adds_up() {
    awk -v whole="^$1\$" -v quantity="$2" -v count="$3" -v parts="^($4)\$" -v beyond="${5:-}" '
        FILENAME == "beyond" && $1 " " $2 " " $3 == quantity && $7 == beyond { rest[$4, $5, $6] = $8; next }
        FILENAME == "beyond" { next }
        $1 ~ whole { total[$2, $3, $4] = $5 }
        $1 ~ parts { part[$2, $3, $4] += $5; seen[$2, $3, $4]++ }
        END {
            for (key in total) if (seen[key] == count) {
                n++
                if (total[key] != part[key] + rest[key]) { print key, total[key], part[key], rest[key]; exit 1 }
            }
            exit n < 8
        }' beyond counts >"$work/stdout" || fail "$1 is not $4"
}
adds_up reach 'records.youths 0..23 all' 4 'reach_[0-9]+_[0-9]+'
adds_up reach 'records.youths 0..23 all' 2 'reach_(fe)?male' sex
adds_up reach_male 'records.youths 0..23 male' 4 'reach_[0-9]+_[0-9]+_male'
adds_up reach_4_12 'records.youths 4..12 all' 2 'reach_4_12_(fe)?male' sex

# Wijken make up the gemeente but for what is in none.
for name in reach:'records.youths 0..23 all' reach_12_18_female:'records.youths 12..18 female' \
    reach_new:'records.youths_new 0..23 all'; do
    awk -v name="${name%%:*}" -v quantity="${name#*:}" '
        FILENAME == "beyond" { if ($1 " " $2 " " $3 == quantity && $7 == "wijk") rest[$6] = $8; next }
        $1 == name && $2 == "gemeente" { total[$4] = $5; n++ }
        $1 == name && $2 == "wijk" { part[$4] += $5 }
        END {
            for (year in total) if (total[year] != part[year] + rest[year]) { print year, total[year], part[year]; exit 1 }
            exit n != 2
        }' beyond counts >"$work/stdout" || fail "$name: wijken are not the gemeente"
done

# A share is what its rounded parts make it; money stays under its own rules, and under those of others.
awk -F, '$5 == "reach" && $11 == "ok" && (d = $6 - 100 * $9 / $10) * d > 1e-12 { print; bad = 1 } END { exit bad }' \
    out/indicators.csv >"$work/stdout" || fail 'a share is not of its parts'
grep -q ',euro_per_youth_in_care_[a-z]*,.*,suppressed_persons,' out/indicators.csv || fail 'no amount of few is hidden'
grep -q ',euro_per_youth_in_care_[a-z]*,.*,suppressed_secondary,' out/indicators.csv || fail 'nothing protects amounts'
awk -F, '$5 == "euro_per_youth_in_care" && $11 == "ok" && $10 % 5 != 0 { bad = 1 } END { exit bad }' out/indicators.csv ||
    fail 'the youths behind an amount are not rounded'

# Without what protects them, amounts follow from the others.
sed 's/base: 5/base: 5, secondary: false, accept_leaks: proef/' round.yaml >bare.yaml
expect 0 run --quiet bare.yaml
expect 0 audit out
grep -q '^leak: euro_per_youth_in_care_' "$work/stdout" || fail 'nothing to protect amounts from'

# Hidden figures show those around, beside what was released before.
expect 0 run --quiet --out before round.yaml
sed 's/base: 5/base: 5, fallback: parent, earlier: [before]/' round.yaml >parent.yaml
expect 0 run --quiet parent.yaml
! grep -q 'revised' "$work/stderr" || fail 'the same data are taken for revised'
expect 0 audit out --earlier before
awk -F, '$5 ~ /^euro_per_youth_in_care_/ && $11 == "parent" && ($6 == "" || $9 $10 != "") { bad = 1 }
    $11 == "parent" { n++ } END { exit bad || n < 50 }' out/indicators.csv || fail 'not the figure of the area around'
exit 0
