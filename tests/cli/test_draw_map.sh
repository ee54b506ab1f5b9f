# SPDX-License-Identifier: EUPL-1.2
# The pictures of the docs: every area has a colour, of a number in five classes, of a category that of its style.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
expect 0 run --quiet town/project.yaml

# drawn INDICATOR LABEL COLOUR: a map of the wijken whose legend has the label and that colour
drawn() {
    sh "$root/docs/draw-map.sh" town/out wijken "$1" eenheid titel ondertitel bron >map.svg || fail "draw-map.sh $1"
    land=$(grep -c '<path' map.svg)
    [ "$land" -ge 12 ] || fail "$1: $land areas"
    ! grep -q 'fill=""' map.svg || fail "$1: areas without a colour"
    grep -q ">[^<]*$2[^<]*</text>" map.svg || fail "$1: no '$2' in the legend"
    grep -qF "<path fill=\"$3\"" map.svg || fail "$1: no area is $3"
}
drawn jeugdzorg_share ' tot ' '#00224e'
drawn reach_worst zeker 'rgb(178,24,43)'
