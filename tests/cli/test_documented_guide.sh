# SPDX-License-Identifier: EUPL-1.2
# What the documents say of the guide is so: every table that the example makes is told with all of its columns, and the
# example municipality can have every example of `guide:` and `stories:`.
. "$(dirname "$0")/lib.sh"
example_project "$work/example"
expect 0 run --quiet "$work/example/project.yaml"
cd "$root" || exit 1

# ---- tables ----

# told TABLE — the words in the first column of its section in docs/outputs.md, one a line.
told() {
    awk -v heading="### $1.csv" '
        /^##/ { inside = $0 == heading; next }
        inside && /^\| `/ { split($0, cell, " [|] "); print cell[1] }
    ' docs/outputs.md | grep -o '`[a-z0-9_]*`' | tr -d '`'
    [ "$1" != crossing ] || told_of_supply
}

# The sentence above that table.
told_of_supply() {
    printf 'supply%s\n' '' _lower _upper _mean _status _origin _from_code _class
}

expect 0 db start "$work/example/project.yaml"
url=$("$engine" db url "$work/example/project.yaml")
sql "$url" 'SELECT name FROM kk_kompasdam.sheet' >"$work/tables"
tables=0
while read -r table; do
    head -n 1 "$work/example/out/$table.csv" | tr ',' '\n' | sort >"$work/columns"
    told "$table" | sort | diff - "$work/columns" || fail "docs/outputs.md: $table.csv (< told, > there)"
    tables=$((tables + 1))
done <"$work/tables"
[ "$tables" -ge 16 ] || fail "only $tables tables"

# ---- examples ----

mv "$work/example/out" "$work/example/uitkomsten-2022" # the baseline of an example
sed '/^guide:/,$d' "$work/example/project.yaml" >"$work/without"

# Each in a file of its own, $work/NUMBER.part, which begins with the place where it stands.
awk -v folder="$work" '
    /^```yaml/ { inside = 1; part = ""; place = FILENAME ":" FNR; next }
    /^```/ {
        if (part != "") printf "# %s\n%s", place, part > (folder "/" ++count ".part")
        inside = 0; part = ""; next
    }
    inside && (part != "" || /^(guide|stories):/) { part = part $0 "\n" }
' README.md docs/guide.md docs/guide/*.md

# A page shows its own part of the guide: youths and index come from others.
with_others() {
    cat "$work/without"
    echo 'guide:'
    grep -q '^  youths:' "$1" || echo '  youths: share_under_25'
    grep -q '^  index:' "$1" ||
        echo '  index: {name: i, levels: [wijk, buurt], themes: [{name: t, of: [{indicator: low_income}]}]}'
    grep -v '^guide:' "$1"
}

examples=0
for part in "$work"/*.part; do
    with_others "$part" >"$work/example/project.yaml"
    kk check "$work/example/project.yaml"
    [ "$code" -eq 0 ] || fail "$(head -n 1 "$part"): exit code $code"
    examples=$((examples + 1))
done
[ "$examples" -ge 12 ] || fail "only $examples examples"
