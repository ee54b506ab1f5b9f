#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The viewer's scenario panel: computes explanation.json again to the last bit, by several rules, and does in a browser
# what it says. Pictures of it: build/test-output/scenario.
. "$(dirname "$0")/lib.sh"
modules=${KANSENKOMPAS_NODE_MODULES:-$root/viewer/node_modules}
command -v node >/dev/null || skip "no node"
[ -x "$modules/.bin/tsc" ] || skip "no TypeScript: the packages of the viewer are not there"
cd "$root" || exit 1
make -s viewer/src/scenario/kernels.generated.ts || fail "the kernels do not build"
echo 'declare module "*.css";' >"$work/css.d.ts"
cat >"$work/tsconfig.json" <<END
{"compilerOptions": {"strict": true, "noUncheckedIndexedAccess": true, "noUnusedLocals": true, "target": "es2022",
    "module": "es2022", "moduleResolution": "bundler", "lib": ["es2022", "dom", "dom.iterable"], "types": [],
    "rootDir": "/", "outDir": "js"}, "include": ["css.d.ts", "$root/viewer/src/scenario/*.ts"]}
END
"$modules/.bin/tsc" -p "$work" || fail "the panel does not compile"
ln -s "$work/js$root/viewer/src/scenario" "$work/compiled"
echo '{"type": "module"}' >"$work/js/package.json"

again() {
    node viewer/tests/again.mjs "$work/compiled" "$1" >"$work/again"
    code=$?
    cat "$work/again"
    [ "$code" -eq "$2" ] || fail "$1: other numbers than were written, or too few"
}

# with RULE… — the example, its index and its first division by other rules.
with() {
    name=$1 index=$2 division=$3
    sed -e "s/^    label_en: Index of need\$/&\n    $index/" -e "s/^      principles: .*/      $division/" \
        "$work/example/project.yaml" >"$work/example/$name.yaml"
    expect 0 run --quiet "$work/example/$name.yaml" --out "$work/$name"
    again "$work/$name/explanation.json" 0
}

example_project "$work/example"
expect 0 run --quiet "$work/example/project.yaml" --out "$work/out"
again "$work/out/explanation.json" 0
node --test-reporter=spec viewer/tests/scenario-model.test.mjs "$work/compiled" "$work/out/explanation.json" || fail "the model does something else"
with z 'scale: z' 'principles: [closing, proportional]\n      years: 3'
with geometric 'join: geometric\n    missing: {rule: leave, least: 0.3}' 'principles: [welfare]\n      aversion: kolm_pollak\n      epsilon: [0.3, 1.7]'
with outranking 'join: outranking' 'principles: [proportionate, welfare]\n      floor_share: 0.3'

# The last digit of one figure of the twelve shows.
sed 's/"value":16\.071429,/"value":16.07143,/' "$work/z/explanation.json" >"$work/changed.json"
! cmp -s "$work/z/explanation.json" "$work/changed.json" || fail "there is no such figure"
again "$work/changed.json" 1

browser=${CHROMIUM:-/usr/bin/chromium}
[ -x "$browser" ] || skip "no chromium"
CHROMIUM=$browser timeout 200 node viewer/tests/scenario.test.mjs "$modules" "$work/compiled" "$work/out/explanation.json" \
    "$root/build/test-output/scenario" || fail "the panel does something else"
