# SPDX-License-Identifier: EUPL-1.2
# The styles of the GeoPackage: XML, one a layer to open with, and every area under one rule, which tells of it what its status
# says. Rules are asked of SQLite, whose words these filters are as well as those of QGIS.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
expect 0 run --quiet town/project.yaml
gpkg=town/out/kansenkompas.gpkg

# ask STATEMENT — of the GeoPackage; its spatial functions, which indices of shapes call, are not needed to read.
ask() {
    sqlite3 -bail "$gpkg" "$1" || fail "sqlite3: $1"
}

layers=$(ask "SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY 1")
styled=$(ask "SELECT f_table_name FROM layer_styles WHERE useAsDefault ORDER BY 1")
[ "$styled" = "$layers" ] || fail "layers $layers open with a style: $styled"

# A style for each indicator on the map of the layer, but the numbers of the scan.
for layer in $layers; do
    maps=$(ask "SELECT count(*) FROM pragma_table_info('$layer') WHERE name LIKE '%\_status' ESCAPE '\\' AND name NOT LIKE '%\_scan\_status' ESCAPE '\\'")
    styles=$(ask "SELECT count(DISTINCT styleName) FROM layer_styles WHERE f_table_name = '$layer'")
    [ "$maps" -eq "$styles" ] || fail "$layer has $maps maps and $styles styles"
done

# rules LAYER STYLE — lines kind|filter of the rules with a symbol, with the filter of their title: kind 1 of a figure that is
# sure, 2 of one that is not, 3 of what has none, E else.
rules() {
    ask "SELECT styleQML FROM layer_styles WHERE f_table_name = '$1' AND styleName = '$2'" >style.qml
    xmllint --noout style.qml 2>stderr || fail "$1 $2: no well-formed XML"
    sed 's/></>\n</g' style.qml | awk -F'"' '
        function plain(text) { gsub(/&quot;/, "\"", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&amp;/, "\\&", text); return text }
        /^<rule / { for (i = 1; i < NF; i += 2) { key = $i; sub(/.* /, "", key); value[key] = $(i + 1) } }
        /^<rule / && !/ symbol="/ { titles++; title = plain(value["filter="]); depth = 1; inside = 1; next }
        /^<rule / { depth++; filter = plain(value["filter="])
            print (filter == "ELSE" ? "E" : inside ? titles : 3) "|" (inside ? "(" title ") AND " : "") "(" filter ")" }
        /^<\/rule>/ { if (--depth == 0) inside = 0 }'
}

checked=0
for layer in $layers; do
    areas=$(ask "SELECT count(*) FROM \"$layer\"")
    for style in $(ask "SELECT styleName FROM layer_styles WHERE f_table_name = '$layer'"); do
        rules "$layer" "$style" >rules
        matched=0 figures=0 none=0
        while IFS='|' read -r kind filter; do
            [ "$kind" != E ] || continue
            matched="$matched + coalesce($filter, 0)"
            case $kind in
                [12]) figures="$figures + coalesce($filter, 0)" ;;
                *) none="$none + coalesce($filter, 0)" ;;
            esac
        done <rules
        grep -q '^E|' rules || fail "$layer $style: areas without a rule are not drawn"
        # twice drawn; a figure not under a class; hidden, yet not under a hatch; no figure, yet under a rule
        ask "SELECT count(*),
                total($matched > 1),
                total(\"${style}_status\" IN ('ok', 'nil') AND \"$style\" IS NOT NULL AND $figures <> 1),
                total((\"${style}_status\" IN ('secret', 'parent') OR \"${style}_status\" LIKE 'suppressed%' OR water) AND $none <> 1),
                total(\"$style\" IS NULL AND $figures <> 0)
            FROM \"$layer\"" >counts
        [ "$(cat counts)" = "$areas|0.0|0.0|0.0|0.0" ] || fail "$layer $style: $(cat counts) of $areas areas"
        checked=$((checked + 1))
    done
done
[ "$checked" -ge 60 ] || fail "only $checked styles"

# Whoever opens a layer reads names, not fields: an alias for each of them, but the number and the shape.
for layer in $layers; do
    ask "SELECT styleQML FROM layer_styles WHERE f_table_name = '$layer' AND useAsDefault" | sed 's/></>\n</g' |
        sed -n 's/^<alias field="\([^"]*\)" name="..*"\/>$/\1/p' >aliases
    ask "SELECT name FROM pragma_table_info('$layer') WHERE name NOT IN ('fid', 'geom')" >fields
    expect_same fields aliases
done

# What has no figure of its own is told in words: hidden in a buurt, unsure where the interval is wide.
wide="SELECT count(*) FROM layer_styles WHERE styleQML LIKE '%label=\"onzeker: kan in bijna elke klasse vallen\"%'"
[ "$(ask "$wide")" -gt 5 ] || fail "no figure is unsure"
hidden="SELECT count(*) FROM layer_styles WHERE styleQML LIKE '%label=\"verborgen\"%'"
[ "$(ask "$hidden")" -gt 0 ] || fail "no figure is hidden"

# Classes as the project asks for them.
cat >>town/project.yaml <<'END'

output: {classes: {method: equal, count: 3}, viewer: false}
END
grep -c '^output:' town/project.yaml | grep -qx 1 || fail "the example has a part output of its own now"
expect 0 run --quiet town/project.yaml
classes=$(rules buurten low_income | grep -c '^1|')
[ "$classes" -eq 3 ] || fail "$classes classes instead of 3"
