#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# draw-map.sh OUT LEVEL INDICATOR UNIT TITLE SUBTITLE SOURCE > map.svg
# Draws one indicator of OUT/kansenkompas.gpkg as an SVG: the pictures of the docs. A number gets five classes of equally many
# areas in cividis, which the colour-blind tell apart as everyone does; a category the words and colours of its style in the
# GeoPackage. What is missing is hatched, never a colour of the scale.
set -eu
gpkg=$1/kansenkompas.gpkg level=$2 indicator=$3 unit=$4 title=$5 subtitle=$6 source=$7
# "code=label=colour;" of each category, none of a number
categories=$(sqlite3 "$gpkg" "SELECT replace(replace(styleQML, '<rule ', char(10) || '<rule '), '<symbol ', char(10) || '<symbol ')
    FROM layer_styles WHERE f_table_name = '$level' AND styleName = '$indicator'" | awk -F'"' '
    /^<rule .*&quot; = / && !/water/ { code[$4] = $6; sub(/.*= /, "", code[$4]); label[$4] = $8; keys[++n] = $4 }
    /^<symbol / { for (i = 1; i < NF; i++) if ($i ~ / name=$/) name = $(i + 1)
        for (i = 1; i < NF; i++) if ($i ~ / v=$/ && $(i - 1) == "color") { colour[name] = $(i + 1); sub(/,255$/, "", colour[name]) } }
    END { for (k = 1; k <= n; k++) printf "%s=%s=rgb(%s);", code[keys[k]], label[keys[k]], colour[keys[k]] }')
ogr2ogr -f CSV /vsistdout/ "$gpkg" -dialect sqlite -sql "
    SELECT water, $indicator AS value, ${indicator}_status AS status, AsText(SimplifyPreserveTopology(geom, 5)) AS shape
    FROM \"$level\" WHERE geom IS NOT NULL ORDER BY code" 2>/dev/null |
awk -v categories="$categories" -v unit="$unit" -v title="$title" -v subtitle="$subtitle" -v source="$source" '
function xml(text) { gsub(/&/, "\\&amp;", text); gsub(/</, "\\&lt;", text); return text }
function decimal(x) { x = sprintf("%.1f", x); sub(/\./, ",", x); return x }
function class_of(value,   c) { c = 1; if (kinds) { while (c < kinds && kind[c] != value) c++; return c } while (c < 5 && value >= limit[c]) c++; return c }
NR == 1 {
    kinds = categories == "" ? 0 : split(categories, each, ";") - 1
    for (c = 1; c <= kinds; c++) { split(each[c], part, "="); kind[c] = part[1]; words[c] = part[2]; colour[c] = part[3] }
    next
}
{
    split($0, field, ",")
    n++
    water[n] = field[1]; value[n] = field[2]; status[n] = field[3]
    gsub(/"/, "", water[n]); gsub(/"/, "", value[n]); gsub(/"/, "", status[n])
    water[n] = water[n] == "1" || water[n] == "true"
    shape[n] = $0; sub(/^[^,]*,[^,]*,[^,]*,/, "", shape[n]); gsub(/"|MULTI|POLYGON/, "", shape[n])
    points = shape[n]; gsub(/[()]/, "", points)
    count = split(points, point, ",")
    for (i = 1; i <= count; i++) {
        split(point[i], xy, " ")
        if (n == 1 && i == 1) { x0 = x1 = xy[1]; y0 = y1 = xy[2] }
        if (xy[1] < x0) x0 = xy[1]; if (xy[1] > x1) x1 = xy[1]
        if (xy[2] < y0) y0 = xy[2]; if (xy[2] > y1) y1 = xy[2]
    }
    if (value[n] != "") sorted[++known] = value[n] + 0
}
function path_of(text,   rings, count, r, points, m, i, xy, d) {
    count = split(text, rings, /\)/)
    for (r = 1; r <= count; r++) {
        gsub(/[( ]*\(|^[ ,(]+/, "", rings[r])
        if (rings[r] !~ /[0-9]/) continue
        m = split(rings[r], points, ",")
        for (i = 1; i < m; i++) {
            split(points[i], xy, " ")
            d = d (i == 1 ? "M" : "L") sprintf("%.1f,%.1f", left + (xy[1] - x0) * scale, top + (y1 - xy[2]) * scale)
        }
        d = d "Z"
    }
    return d
}
END {
    for (i = 2; i <= known; i++) { v = sorted[i]; for (j = i - 1; j > 0 && sorted[j] > v; j--) sorted[j + 1] = sorted[j]; sorted[j + 1] = v }
    for (c = 1; c < 5; c++) limit[c] = sorted[int(known * c / 5) + 1]
    if (!kinds) split("#fee838 #bcae6c #7d7c78 #434e6c #00224e", colour, " ")
    width = 980; left = 20; top = 84
    scale = (width - 340) / (x1 - x0); height = top + (y1 - y0) * scale + 40
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\">\n", width, height
    print "<defs><pattern id=\"missing\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
    print "<rect width=\"6\" height=\"6\" fill=\"#f4f4f4\"/><rect width=\"1.5\" height=\"6\" fill=\"#b9b9b9\"/></pattern></defs>"
    print "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>"
    printf "<text x=\"%d\" y=\"34\" font-size=\"22\" font-weight=\"bold\">%s</text>\n", left, xml(title)
    printf "<text x=\"%d\" y=\"58\" font-size=\"14\" fill=\"#444\">%s</text>\n", left, xml(subtitle)
    printf "<g stroke=\"%s\" stroke-width=\"0.6\" stroke-linejoin=\"round\" fill-rule=\"evenodd\">\n", kinds ? "#c8c8c8" : "#ffffff"
    for (i = 1; i <= n; i++) {
        fill = water[i] ? "#d6e9f5" : value[i] == "" ? "url(#missing)" : colour[class_of(value[i] + 0)]
        if (!water[i] && value[i] == "") missing++
        printf "<path fill=\"%s\" d=\"%s\"/>\n", fill, path_of(shape[i])
    }
    print "</g><g font-size=\"13\">"
    x = width - 290; y = top + 30
    printf "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>\n", x, y - 14, xml(unit)
    for (k = kinds ? kinds : 5; k >= 1; k--) {
        c = kinds ? kinds + 1 - k : k
        label = kinds ? words[c] : c == 1 ? "tot " decimal(limit[1]) : c == 5 ? decimal(limit[4]) " of meer" : decimal(limit[c - 1]) " tot " decimal(limit[c])
        printf "<rect x=\"%d\" y=\"%d\" width=\"26\" height=\"18\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>\n", x, y, colour[c], x + 36, y + 14, label
        y += 24
    }
    if (missing) printf "<rect x=\"%d\" y=\"%d\" width=\"26\" height=\"18\" fill=\"url(#missing)\"/><text x=\"%d\" y=\"%d\">geen cijfer</text>\n", x, y + 6, x + 36, y + 20
    printf "</g><text x=\"%d\" y=\"%d\" font-size=\"11\" fill=\"#666\">%s</text>\n</svg>\n", left, height - 14, xml(source)
}'
