# SPDX-License-Identifier: EUPL-1.2
# The viewer in headless Chromium: each thing it does, in Dutch and English, from disk and from a web server. Pictures of it:
# build/test-output/viewer.
. "$(dirname "$0")/lib.sh"
modules=${KANSENKOMPAS_NODE_MODULES:-$root/viewer/node_modules}
command -v node >/dev/null || skip "no node"
[ -d "$modules/playwright-core" ] && [ -f "$root/build/viewer/index.html" ] || skip "the viewer is not built"
browser=${CHROMIUM:-/usr/bin/chromium}
[ -x "$browser" ] || skip "no chromium"
cd "$work" || exit 1
KANSENKOMPAS_VIEWER=$root/build/viewer
export KANSENKOMPAS_VIEWER
example_project town
expect 0 run --quiet town/project.yaml
printf '\noutput: {report: false, xlsx: false, snap: 1, tiles: {from: 6, to: 13}}\n' >>town/project.yaml
expect 0 run --quiet town/project.yaml --out "$work/tiled"
CHROMIUM=$browser timeout 280 node --test-reporter=spec "$root/viewer/tests/viewer.test.mjs" "$modules" "$work/town/out" "$work/tiled" \
    "$root/build/test-output/viewer" >stdout 2>stderr
code=$?
cat stdout
[ "$code" -eq 0 ] || fail "the viewer does something else"
grep -q "maplibre-gl .* (BSD-3-Clause)" "$work/town/out/viewer/THIRD-PARTY.txt" || fail "no licences beside the page"
exit 0
