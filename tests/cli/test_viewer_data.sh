# SPDX-License-Identifier: EUPL-1.2
# What the viewer shows is what the other files say: every figure, area, sheet, and legends that hold all of it.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
mkdir page && echo '<!doctype html><title>page</title>' >page/index.html && mkdir page/assets && echo x >page/assets/x
KANSENKOMPAS_VIEWER=$work/page
export KANSENKOMPAS_VIEWER
expect 0 run --quiet --threads 1 town/project.yaml
cmp page/index.html town/out/viewer/index.html && cmp page/assets/x town/out/viewer/assets/x || fail "the page is not there"
expect_text town/out/run.json '"viewer/data/project.js"'
node "$here/viewer_data.mjs" town/out >stdout 2>stderr || fail "the data of the viewer"
sums town/out >before
expect 0 run --quiet --threads 3 town/project.yaml
sums town/out >after
expect_same after before
grep -q viewer/data/map.js before || fail "viewer/ is not among what is compared"

# a wrong figure is seen
sed -i 's/"value":\[\([0-9.]*\),/"value":[1\1,/' town/out/viewer/data/figures-gemeente-reach.js
! node "$here/viewer_data.mjs" town/out >stdout 2>stderr || fail "a wrong figure is not seen"

# no page: said once, and the rest is written
unset KANSENKOMPAS_VIEWER
rm -r town/out
expect 0 run town/project.yaml
[ ! -e town/out/viewer ] || fail "a viewer without a page"
expect_text stdout 'make viewer'
exit 0
