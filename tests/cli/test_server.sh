# SPDX-License-Identifier: EUPL-1.2
# A server of one's own (`database: url`): what an administrator must do is said, and enough; a server that goes away.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
small_project host
small_project small
expect 0 db start host/project.yaml
admin=$(cat stdout)
sql "$admin" 'CREATE ROLE analist LOGIN; CREATE ROLE ander LOGIN'
sql "$admin" 'CREATE DATABASE "Gemeente X"'
admin=$(echo "$admin" | sed 's|///kansenkompas?|///Gemeente%20X?|')
url=$(echo "$admin" | sed 's|user=kansenkompas|user=analist|')
printf '\ndatabase:\n  url: %s\n' "$url" >>small/project.yaml
project=small/project.yaml

# as_told PATTERN — takes the statement from the error and runs it as the administrator.
as_told() {
    statement=$(sed -n "s/^kansenkompas: error: .*run\( there\)\{0,1\}: \($1[^;]*;\).*/\2/p" stderr)
    [ -n "$statement" ] || fail "the error names no statement $1"
    sql "$admin" "$statement"
}

expect_error 5 'PostGIS is missing' run "$project"
as_told 'CREATE EXTENSION'
expect_error 5 "no right to make schema 'kk_proefdam'" run "$project"
as_told 'GRANT CREATE ON DATABASE'
expect 0 run --quiet "$project"
expect_same small/out/indicators.csv "$golden/expected/indicators.csv"
[ "$(sql "$url" 'SELECT count(*) FROM kk_proefdam.buurten')" -eq 6 ] || fail "no views on the server"

# what the environment tells libpq holds for a server of one's own
PGUSER=analist expect 0 run --quiet "$project" -d "$(echo "$url" | sed 's|&user=analist||')"

# a schema of another role, and one that holds what is not ours
sql "$admin" 'ALTER SCHEMA kk_proefdam OWNER TO ander'
expect_error 5 "belongs to 'ander'" run "$project"
as_told 'ALTER SCHEMA'
expect 0 run --quiet "$project"
sql "$admin" 'CREATE SCHEMA data AUTHORIZATION analist; CREATE TABLE data.precious (a int)'
echo '  schema: data' >>"$project"
expect_error 5 "schema 'data' holds tables that are not of kansenkompas" run "$project"
[ "$(sql "$admin" "SELECT count(*) FROM pg_class WHERE relnamespace = 'data'::regnamespace")" -eq 1 ] || fail "a schema of another was touched"
sed -i '/schema: data/d' "$project"

# wrong addresses
expect_error 5 'database "nowhere" does not exist' run "$project" -d "$(echo "$url" | sed 's|Gemeente%20X|nowhere|')"
expect_error 5 'role "nobody" does not exist' run "$project" -d "$(echo "$url" | sed 's|user=analist|user=nobody|')"
expect_error 5 'cannot connect to database' run "$project" -d 'postgresql:///x?host=/nowhere'

# a server that does not answer
server=$(servers)
kill -STOP "$server"
expect_error 5 'no answer in time' run "$project" -d "$url&connect_timeout=1"
timeout --foreground -s INT 0.5 "$engine" run "$project" >stdout 2>stderr
[ $? -eq 124 ] || fail "an engine that waits for a server takes no notice of an interrupt"
is_one_error interrupted
kill -CONT "$server"

# a password is in no output
expect 0 run --quiet "$project" -d "$(echo "$url" | sed 's|user=analist|user=analist\&password=geh%65im|')"
! grep -r 'geheim\|geh%65im' small/out | grep -qv 'geheim volgens de bron' || fail "the password is in the outputs"
sums small/out >before

# the server ends our connection: while loading, in the join, while publishing
example_project town
killer() {
    psql -XAtq -d "$admin" -c "DO \$\$ BEGIN
        WHILE clock_timestamp() < now() + interval '12 s' LOOP
            PERFORM pg_stat_clear_snapshot();
            PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'analist' AND query LIKE '$1';
            IF FOUND THEN RETURN; END IF;
        END LOOP;
        RAISE EXCEPTION 'it did not come';
    END \$\$"
}
# Ends the connection of one run while `$1` runs; 1 when the moment was missed and the run went well.
run_and_end() {
    killer "$1" >of_killer 2>&1 &
    killer=$!
    sleep 0.2
    code=0
    KANSENKOMPAS_DATABASE=$url timeout --foreground 60 "$engine" run town/project.yaml >stdout 2>stderr || code=$?
    wait "$killer" || [ $code -ne 0 ]
}
for query in 'COPY area_new FROM STDIN%' '%COPY (%' 'COPY released_new FROM STDIN%' '%DROP VIEW%'; do
    tries=1
    until run_and_end "$query"; do
        # The moment is short: a busy machine may miss it.
        [ $tries -lt 20 ] || fail "no connection was ended in $query: $(cat of_killer)"
        tries=$((tries + 1))
        rm -rf town/out
        sql "$admin" 'SET client_min_messages = warning; DROP SCHEMA IF EXISTS kk_kompasdam CASCADE'
    done
    [ $code -eq 5 ] || fail "exit code $code when the connection ends in $query: $(cat stderr)"
    is_one_error database
    [ ! -e town/out ] || fail "a run without a database made outputs"
    expect_tidy town
done
[ "$(sql "$admin" "SELECT count(*) FROM pg_namespace WHERE nspname = 'kk_kompasdam'")" -eq 0 ] || fail "half a run is in the database"
expect 0 run --quiet town/project.yaml -d "$url"
sums small/out >after
expect_same before after

# the whole server goes
expect 0 db purge host/project.yaml
expect_error 5 'cannot connect' run "$project"
sums small/out >after
expect_same before after
exit 0
