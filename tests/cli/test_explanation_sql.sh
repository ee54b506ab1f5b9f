#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What explanation.json says, from released figure to cent, against SQL that computes it again from the figures and the
# rules (but for draws and placings); that the tables say the same; and that this finds a figure or a cent that was
# changed.
. "$(dirname "$0")/lib.sh"
sql_files=$here/sql
example_project "$work/example"
cd "$work/example" || exit 1
expect 0 db start project.yaml
url=$(cat "$work/stdout")

# copied TABLE FILE — statements that make a table of texts of a CSV
copied() {
    columns=$(head -n 1 "$2")
    printf '%s\n' "CREATE TABLE $1 ($(echo "$columns" | sed 's/,/ text, /g') text);" \
        "\\copy $1 FROM '$2' WITH (FORMAT csv, HEADER, FORCE_NOT_NULL ($columns))"
}

# recompute CHANGE — lists what differs when the file is CHANGE, an expression of jsonb
recompute() {
    {
        echo "DROP SCHEMA IF EXISTS explained CASCADE; CREATE SCHEMA explained;"
        for table in indicators targets allocation need_figures scenarios frontier; do
            copied $table out/$table.csv
        done
        copied need_sheet out/need.csv
        copied today doelwijken-nu.csv
        printf '%s\n' "\\set explanation \`cat out/explanation.json\`"
        printf '%s\n' "\\set change '$1'"
        for part in explanation explanation_lists explanation_means explanation_sheets; do
            printf '%s\n' "\\i $sql_files/$part.sql"
        done
    } | PGOPTIONS='-c search_path=explained -c client_min_messages=warning' \
        psql -Xq -v ON_ERROR_STOP=1 -d "$url" >"$work/stdout" 2>"$work/stderr" || fail "the SQL"
}

# agrees PROJECT — runs it; nothing may differ
agrees() {
    expect 0 run --quiet "$1"
    recompute file
    differences=$(sql "$url" 'SELECT count(*) FROM explained.difference')
    [ "$differences" -eq 0 ] && return
    psql -Xq -d "$url" -c 'SELECT what, count(*) FROM explained.difference GROUP BY what' \
        -c 'SELECT what, place, left(told, 200) AS told, left(again, 200) AS again
            FROM explained.difference ORDER BY what, place LIMIT 40'
    fail "$1: $differences numbers come out otherwise"
}

# what the example leaves: ranks of a list within each wijk, and means that move towards need
sed -e 's/, ranks: hidden//' -e 's/principles: \[/&closing, /' project.yaml >shown.yaml
agrees shown.yaml
[ "$(sql "$url" "SELECT count(*) FROM explained.divided WHERE principle = 'closing'")" -gt 0 ] || fail "no closing"
[ "$(sql "$url" "SELECT count(*) FROM explained.entry WHERE within_code <> '' AND told_rank > 0")" -gt 0 ] ||
    fail "no ranks within a wijk"
agrees project.yaml
for count in scaled:200 again:60 divided:80 listed:60 mean:8 entry:60 balance:8 frontier_again:4 amount:80; do
    [ "$(sql "$url" "SELECT count(*) FROM explained.${count%:*}")" -ge "${count#*:}" ] ||
        fail "few ${count%:*} to compare"
done

# finds WHAT PATH CHANGE — that WHAT differs in a file in which CHANGE comes behind the value at the path
finds() {
    recompute "jsonb_set(file, ''{$2}'', to_jsonb((file #>> ''{$2}'')::$3))"
    [ "$(sql "$url" "SELECT count(*) FROM explained.difference WHERE what = '$1'")" -gt 0 ] ||
        fail "another $2 is not seen: $1"
}
area=levels,0,areas,3
finds figure $area,figures,low_income,value 'numeric + 0.1'
finds scaled $area,figures,low_income,value 'numeric + 5'
finds need $area,figures,low_income,value 'numeric + 5'
finds contribution $area,figures,bijstand,contribution 'numeric + 1e-6'
finds theme $area,themes,kansen 'numeric + 1e-6'
finds index $area,index 'numeric + 1e-6'
finds rank $area,rank 'int + 1'
finds need.csv $area,rank_upper 'int + 1'
finds chosen targets,0,areas,0,chosen 'bool = false'
finds margin targets,0,areas,0,margin 'numeric + 1e-6'
area=divisions,0,areas,3
finds units $area,principles,proportionate,units 'numeric + 1'
finds budget $area,principles,levelling,units 'numeric - 1'
finds allocation.csv $area,principles,welfare,units 'numeric + 1'
finds exact $area,principles,present,exact 'numeric + 1'
finds exact $area,need 'numeric + 0.001'
finds bounds $area,floor 'numeric - 1'
finds present $area,present 'numeric + 1'
finds balance divisions,0,principles,equal,gini 'numeric + 1e-7'
finds frontier divisions,0,frontier,3,effect 'numeric + 1e-4'
