# SPDX-License-Identifier: EUPL-1.2
# The private database: db start|url|stop|purge, what psql sees through the URL, and who waits for whom.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
small_project small
small_project other
project=small/project.yaml

# stop and url make nothing
expect 0 db stop "$project"
expect_text stderr 'there is no private database of this project yet'
expect 0 db url "$project"
expect_text stderr 'the server is not running'
[ -z "$(ls home)" ] || fail "db stop or db url makes a database"
cp stdout of_url

# start, url, stop
expect 0 db start "$project"
expect_same stdout of_url
url=$(cat stdout)
case $url in postgresql:///*host=*) ;; *) fail "not a URL of a socket: $url" ;; esac
server=$(servers)
[ -n "$server" ] || fail "no server after db start"
[ "$(sql "$url" 'SHOW listen_addresses')" = '' ] || fail "the server listens to the network"
expect 0 db start "$project"
[ "$(cat stdout)" = "$url" ] && [ "$(servers)" = "$server" ] || fail "a second db start is another server"
expect 0 db url "$project"
[ "$(cat stdout)" = "$url" ] && [ ! -s stderr ] || fail "db url"
expect 0 run --quiet "$project"
[ "$(servers)" = "$server" ] || fail "a run stopped a server that is kept"
(cd small && kk db url && [ "$(cat "$work/stdout")" = "$url" ]) || fail "db url without a file"

# views for people, each with its comment, each column with its own
[ "$(sql "$url" "SELECT string_agg(viewname, ' ' ORDER BY viewname) FROM pg_views WHERE schemaname = 'kk_proefdam'")" = \
    'buurten gemeenten indicators statistics team wijken' ] || fail "other views"
[ "$(sql "$url" "SELECT count(*) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
    WHERE c.relnamespace = 'kk_proefdam'::regnamespace AND c.relkind = 'v'
      AND (obj_description(c.oid, 'pg_class') IS NULL OR col_description(c.oid, a.attnum) IS NULL)")" -eq 0 ] ||
    fail "a view or column without comment"
[ "$(sql "$url" 'SELECT count(*) FROM kk_proefdam.buurten')" -eq 6 ] || fail "buurten"
[ "$(sql "$url" "SELECT bijstand FROM kk_proefdam.wijken WHERE code = 'WK199801'")" = 40 ] || fail "bijstand of a wijk"
[ "$(sql "$url" "SELECT DISTINCT type || srid FROM geometry_columns WHERE f_table_schema = 'kk_proefdam' AND f_table_name <> 'area'")" = \
    MULTIPOLYGON28992 ] || fail "geometry columns"
sql "$url" 'CREATE ROLE visitor; GRANT USAGE ON SCHEMA kk_proefdam TO visitor'
[ "$(sql "$url" 'SET ROLE visitor; SELECT count(*) FROM kk_proefdam.indicators')" -eq \
    $(($(wc -l <small/out/indicators.csv) - 1)) ] || fail "a reader does not see what indicators.csv holds"
! psql -XAtq -d "$url" -c 'SET ROLE visitor; SELECT * FROM kk_proefdam.released' >stdout 2>&1 || fail "a reader reads tables"
[ "$(sql "$url" "SELECT count(*) FROM pg_class WHERE relname ~ '^(figure|coverage)(_new|_period.*)?$'")" -eq 0 ] || fail "raw figures stay"

# what the environment tells libpq does not lead elsewhere
export PGHOSTADDR=127.0.0.1 PGPORT=1 PGUSER=nobody PGSERVICE=none PGSSLMODE=require PGOPTIONS=-cnonsense=1 PGDATESTYLE=none
expect 0 run --quiet "$project"
expect 0 db url "$project"
[ "$(cat stdout)" = "$url" ] && [ ! -s stderr ] || fail "db url with variables of libpq"
unset PGHOSTADDR PGPORT PGUSER PGSERVICE PGSSLMODE PGOPTIONS PGDATESTYLE

# what a person made on top of a view is not thrown away, and the outputs stay as they were
sql "$url" 'CREATE SCHEMA mine; CREATE VIEW mine.top AS SELECT code FROM kk_proefdam.wijken'
sums small/out >before
expect_error 5 'mine.top' run "$project"
sums small/out >after
expect_same before after
sql "$url" 'DROP SCHEMA mine CASCADE' 2>stderr
expect 0 run --quiet "$project"

# two runs in one schema wait for each other; a database in use is not purged
(
    printf "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('kansenkompas kk_proefdam', 0));\n\\\\! touch locked\n"
    while [ ! -e unlock ]; do sleep 0.05; done
) | psql -Xqd "$url" >of_psql 2>&1 &
psql=$!
while [ ! -e locked ]; do sleep 0.02; done
"$engine" run "$project" >of_run 2>&1 &
run=$!
for attempt in $(seq 100); do
    grep -q 'waiting until it is done' of_run && break
    sleep 0.05
done
expect_text of_run "another run works in schema 'kk_proefdam'; waiting until it is done"
expect_error 5 'another run uses the private database' db purge "$project"
kill -INT "$run"
wait "$run"
[ $? -eq 130 ] || fail "a waiting run is not interrupted"
touch unlock
wait "$psql"

expect 0 db stop "$project"
[ -z "$(servers)" ] || fail "a server after db stop"
! psql -Xqd "$url" -c 'SELECT 1' >stdout 2>&1 || fail "the server answers after db stop"
expect 0 db stop "$project"
[ ! -s stderr ] || fail "db stop of a server that is stopped"
expect 0 db url "$project"
expect_text stderr 'the server is not running'
[ "$(cat stdout)" = "$url" ] && [ -z "$(servers)" ] || fail "db url starts a server"
expect 0 run --quiet "$project"
[ -z "$(servers)" ] || fail "a run leaves a server behind"

# purge: running or not, there or not
expect 0 db start "$project"
expect 0 db purge "$project"
[ -z "$(servers)" ] && [ -z "$(ls home)" ] || fail "purge leaves something behind"
expect 0 db purge "$project"
[ ! -s stdout ] && [ ! -s stderr ] || fail "purge speaks"
[ -f small/out/run.json ] || fail "purge took the outputs"

# two projects, and one project twice, at the same time, from nothing
for run in 1 2 3; do
    folder=small
    [ "$run" -eq 3 ] && folder=other
    timeout 60 "$engine" run --quiet "$folder/project.yaml" >"of_$run" 2>&1 &
    eval "run_$run=$!"
done
for run in 1 2 3; do
    eval "wait \$run_$run" || {
        cat "of_$run"
        fail "run $run of three at once"
    }
done
[ -z "$(servers)" ] || fail "runs at once leave a server behind"
[ "$(ls home | wc -l)" -eq 2 ] || fail "not a database for each project"
expect_tidy small
for folder in small other; do expect_same "$folder/out/indicators.csv" "$golden/expected/indicators.csv"; done
exit 0
