# SPDX-License-Identifier: EUPL-1.2
# Every example of `statistics:` in the documents is one that the example municipality can have, as it stands there.
. "$(dirname "$0")/lib.sh"
example_project "$work/example"
sed '/^statistics:/,$d' "$work/example/project.yaml" >"$work/without"
cd "$root" || exit 1

# Each example in a file of its own, $work/NUMBER.part, which begins with the place where it stands.
awk -v folder="$work" '
    /^```yaml/ { inside = 1; part = ""; place = FILENAME ":" FNR; next }
    /^```/ {
        if (part != "") printf "# %s\n%s", place, part > (folder "/" ++count ".part")
        inside = 0; part = ""; next
    }
    inside && (part != "" || /^statistics:/) { part = part $0 "\n" }
' README.md docs/statistics.md docs/statistics/*.md docs/project-file.md

examples=0
for part in "$work"/*.part; do
    cat "$work/without" "$part" >"$work/example/project.yaml"
    kk check "$work/example/project.yaml"
    [ "$code" -eq 0 ] || fail "$(head -n 1 "$part"): exit code $code"
    examples=$((examples + 1))
done
[ "$examples" -ge 14 ] || fail "only $examples examples"
