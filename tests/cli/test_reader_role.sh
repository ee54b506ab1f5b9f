# SPDX-License-Identifier: EUPL-1.2
# The role `reader` of a private database: released views, and nothing else.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
project=town/project.yaml

# its URL is told without making anything; a server of one's own has roles of its own
expect 0 db url --reader "$project"
[ -z "$(ls home)" ] || fail "db url --reader makes a database"
cp stdout of_url
expect_error 2 'a server of its own' db url --reader "$project" -d 'postgresql:///x?host=/nowhere'
expect 0 db start "$project"
owner=$(cat stdout)
expect 0 db url -r "$project"
expect_same stdout of_url
reader=$(cat of_url)
[ "$reader" = "$(echo "$owner" | sed 's/user=kansenkompas/user=reader/')" ] || fail "not the URL of a reader: $reader"

expect 0 run --quiet "$project"
schema=kk_kompasdam
sql "$owner" "ANALYZE; CREATE TABLE $schema.precious AS SELECT generate_series(1, 100) AS a; CREATE VIEW $schema.mine AS SELECT * FROM $schema.precious;
    CREATE SCHEMA other; CREATE TABLE other.precious (a int); CREATE TABLE public.precious (a int); ANALYZE"

# refused STATEMENT TEXT — the reader may not, and is told TEXT.
refused() {
    ! psql -XAtq -d "$reader" -v ON_ERROR_STOP=1 -c "$1" >stdout 2>stderr || fail "a reader may: $1"
    expect_text stderr "$2"
}

# every released view is read, and is what the owner reads
views=$(sql "$owner" "SELECT string_agg(viewname, ' ' ORDER BY viewname) FROM pg_views WHERE schemaname = '$schema' AND viewname <> 'mine'")
for view in buurten estimates gemeenten indicators statistics wijken; do
    case " $views " in *" $view "*) ;; *) fail "no view $view" ;; esac
done
for view in $views; do
    sql "$reader" "SELECT count(*), md5(string_agg(v::text, '' ORDER BY v::text)) FROM $schema.$view v" >of_reader
    sql "$owner" "SELECT count(*), md5(string_agg(v::text, '' ORDER BY v::text)) FROM $schema.$view v" >of_owner
    expect_same of_reader of_owner
done
[ "$(sql "$reader" "SELECT count(*) FROM $schema.indicators")" -eq $(($(wc -l <town/out/indicators.csv) - 1)) ] || fail "not what indicators.csv holds"

# no table, no view of anybody else, no other schema
tables=$(sql "$owner" "SELECT c.oid::regclass FROM pg_class c WHERE c.relkind IN ('r', 'v', 'm') AND c.relnamespace IN
    ('$schema'::regnamespace, 'other'::regnamespace, 'public'::regnamespace) AND c.relname NOT IN
    ('$(echo "$views" | sed "s/ /', '/g")', 'spatial_ref_sys', 'geometry_columns', 'geography_columns')")
for table in client_record client_record_code released area estimate precious mine; do
    echo "$tables" | grep -qx "$schema\.$table" || fail "$table is not among the tables that are tried"
done
for table in $tables; do refused "SELECT * FROM $table" 'permission denied'; done
[ "$(sql "$reader" "SELECT string_agg(nspname, ' ') FROM pg_namespace WHERE nspname !~ '^pg_' AND has_schema_privilege(oid, 'USAGE')
    AND nspname NOT IN ('public', 'information_schema')")" = $schema ] || fail "other schemas are open"
[ "$(sql "$reader" "SELECT count(*) FROM pg_stats WHERE schemaname IN ('$schema', 'other') OR tablename = 'precious'")" -eq 0 ] ||
    fail "statistics of hidden tables are read"
[ "$(sql "$owner" "SELECT count(*) > 0 FROM pg_stats WHERE schemaname = '$schema'")" = t ] || fail "there are no statistics to hide"

# nothing is made or changed, also where the reader takes `read only` away
refused 'CREATE TABLE public.t (a int)' 'read-only transaction'
refused 'SELECT lo_create(0)' 'permission denied'
write='SET transaction_read_only = off;'
refused "$write DELETE FROM $schema.client_record" 'permission denied'
refused "$write CREATE TABLE $schema.t (a int)" 'permission denied'
refused "$write CREATE TABLE public.t (a int)" 'permission denied'
refused "$write CREATE TEMPORARY TABLE t (a int)" 'permission denied'
refused "$write CREATE SCHEMA t" 'permission denied'
refused "$write CREATE ROLE t" 'permission denied'
refused "$write SET ROLE kansenkompas" 'permission denied'
refused "$write COPY (SELECT 1) TO PROGRAM 'true'" 'must be superuser'
refused "SELECT pg_read_file('postgresql.conf')" 'permission denied'
[ "$(sql "$reader" "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication
    OR EXISTS (SELECT FROM pg_auth_members WHERE member = oid) FROM pg_roles WHERE rolname = current_user")" = f ] || fail "other rights"
for database in postgres template1; do
    ! psql -XAtq -d "$(echo "$reader" | sed "s|///kansenkompas?|///$database?|")" -c 'SELECT 1' >stdout 2>&1 ||
        fail "a reader enters the database $database"
done

# maps: what QGIS asks for, and what GDAL makes of it
[ "$(sql "$reader" "SELECT string_agg(f_table_name, ' ' ORDER BY f_table_name) FROM geometry_columns
    WHERE f_table_schema = '$schema' AND f_geometry_column = 'geom' AND type = 'MULTIPOLYGON' AND srid = 28992
      AND has_table_privilege(quote_ident(f_table_schema) || '.' || quote_ident(f_table_name), 'SELECT')")" = 'buurten gemeenten wijken wijkteam' ] ||
    fail "layers to choose from"
[ "$(sql "$reader" "SELECT count(*) = count(DISTINCT id) AND bool_and(ST_AsBinary(geom) IS NOT NULL) FROM $schema.wijken
    WHERE geom && (SELECT ST_Extent(geom)::geometry FROM $schema.gemeenten)")" = t ] || fail "shapes of wijken"
ogrinfo -ro -so "PG:$reader" $schema.wijken >stdout 2>stderr || fail "GDAL does not open the view"
expect_text stdout 'Geometry: Multi Polygon'
expect_text stdout "Feature Count: $(sql "$owner" "SELECT count(*) FROM $schema.wijken")"

# a cluster of an earlier version gets the role when its server starts; the next run opens its schema
sql "$owner" "DROP OWNED BY reader; ALTER DATABASE kansenkompas RESET kansenkompas.reader; DROP ROLE reader; DROP VIEW $schema.mine; DROP TABLE $schema.precious"
expect 0 db stop "$project"
expect 0 db start "$project"
refused "SELECT count(*) FROM $schema.wijken" 'permission denied'
expect 0 run --quiet "$project"
[ "$(sql "$reader" "SELECT count(*) > 0 FROM $schema.wijken")" = t ] || fail "a reader of an older cluster"
exit 0
