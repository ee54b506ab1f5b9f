#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Everything in explanation.json, from released figure to cent, against SQL that computes it again from the figures and
# the rules; and that this finds a figure or a cent that was changed.
. "$(dirname "$0")/lib.sh"
sql_files=$here/sql
example_project "$work/example"
cd "$work/example" || exit 1
expect 0 run --quiet project.yaml
expect 0 db start project.yaml
url=$(cat "$work/stdout")

# recompute CHANGE — the number of differences when the file is CHANGE, an expression of jsonb
recompute() {
    {
        echo "DROP SCHEMA IF EXISTS explained CASCADE; CREATE SCHEMA explained;"
        for table in indicators targets allocation; do
            printf '%s\n' "CREATE TABLE $table ($(head -n 1 out/$table.csv | sed 's/,/ text, /g') text);"
            printf '%s\n' "\\copy $table FROM 'out/$table.csv' WITH (FORMAT csv, HEADER, FORCE_NOT_NULL ($(head -n 1 out/$table.csv)))"
        done
        printf '%s\n' "\\set explanation \`cat out/explanation.json\`"
        printf '%s\n' "\\set change '$1'"
        printf '%s\n' "\\i $sql_files/explanation.sql"
    } | PGOPTIONS='-c search_path=explained -c client_min_messages=warning' \
        psql -Xq -v ON_ERROR_STOP=1 -d "$url" >"$work/stdout" 2>"$work/stderr" || fail "the SQL"
    sql "$url" 'SELECT count(*) FROM explained.difference'
}

differences=$(recompute file)
[ "$differences" -eq 0 ] || {
    psql -Xq -d "$url" -c 'SELECT * FROM explained.difference ORDER BY what, place LIMIT 40'
    fail "$differences numbers come out otherwise"
}
for count in "scaled:200" "again:60" "divided:80" "listed:60"; do
    [ "$(sql "$url" "SELECT count(*) FROM explained.${count%:*}")" -ge "${count#*:}" ] || fail "few ${count%:*} to compare"
done

# changed PATH VALUE — how many differences a file has in which the value at the path is another
changed() {
    recompute "jsonb_set(file, ''{$1}'', ''$2'')"
}
[ "$(changed levels,0,areas,3,figures,low_income,value 58.7)" -gt 0 ] || fail "another figure is not seen"
[ "$(changed divisions,0,areas,3,principles,proportionate,units 1)" -gt 0 ] || fail "another amount is not seen"
[ "$(changed targets,0,areas,0,chosen true)" -gt 0 ] || fail "another choice is not seen"
[ "$(changed levels,0,areas,1,rank 7)" -gt 0 ] || fail "another rank is not seen"
