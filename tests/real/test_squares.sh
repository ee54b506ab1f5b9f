#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Real squares of 100 m around Ermelo: what is close by, as the engine and as PostGIS find it.
. "$(dirname "$0")/lib.sh"

# Forty schools over the extent of the squares, at whole metres, and a place of another type.
awk 'BEGIN { srand(3); print "id;type;x;y;capacity"; print "b;buurthuis;170500;479500;"
    for (i = 0; i < 40; i++)
        printf "s%d;school;%d;%d;%d\n", i, 151400 + 29000 * rand(), 472400 + 21000 * rand(), 100 + 400 * rand() }' > "$work/places.csv"
run_project squares-ermelo
indicators=$work/out/indicators.csv

"$engine" --quiet db start "$work/project.yaml" > "$work/url"
trap '"$engine" db stop "$work/project.yaml"; rm -rf "$work"' EXIT
url=$(cat "$work/url")
psql -qX "$url" -c 'CREATE DATABASE peer'
peer=$(echo "$url" | sed 's#///[^?]*#///peer#')
psql -qX "$peer" -c 'CREATE EXTENSION postgis' -c 'CREATE TABLE place (id text, type text, x float8, y float8, capacity float8)' \
    -c "\\copy place FROM '$work/places.csv' (FORMAT csv, HEADER, DELIMITER ';', NULL '')"
for source in wijkenbuurten_2024.gpkg:buurten vierkanten_100m_ermelo.gpkg:CBS_Statistiek; do
    ogr2ogr -f PostgreSQL "$peer" "$data/real/${source%:*}" "${source#*:}" -lco GEOMETRY_NAME=geom -lco PRECISION=NO -nlt MULTIPOLYGON
done
psql -qXAt -v ON_ERROR_STOP=1 -F , "$peer" > "$work/peer.csv" <<'SQL'
CREATE TEMP TABLE home AS
    SELECT row_number() OVER () AS i, greatest(aantal_inwoners_0_tot_15_jaar, 0)::float8 AS w,
           ST_SetSRID(ST_Centroid(Box2D(geom)::geometry), 28992) AS geom
    FROM cbs_statistiek;
CREATE TEMP TABLE pair AS
    SELECT i, w, id, capacity, d, CASE WHEN d <= 2 THEN 1 WHEN d <= 4 THEN 0.68 WHEN d <= 6 THEN 0.22 ELSE 0 END AS f
    FROM home, place, LATERAL (SELECT ST_Distance(home.geom, ST_SetSRID(ST_MakePoint(x, y), 28992)) / 1000 AS d) AS _
    WHERE type = 'school';
CREATE TEMP TABLE ratio AS SELECT id, capacity / nullif(sum(w * f), 0) AS r FROM pair GROUP BY id, capacity;
CREATE TEMP TABLE measured AS
    SELECT i, w, min(d) AS d, coalesce(sum(f * r), 0) AS a FROM pair JOIN ratio USING (id) GROUP BY i, w;
CREATE TEMP TABLE located AS
    SELECT m.*, b.buurtcode, b.wijkcode, b.gemeentecode FROM measured m JOIN home USING (i)
    JOIN buurten b ON ST_Covers(b.geom, home.geom) WHERE b.gemeentecode = 'GM0233' AND m.w > 0;
\echo code,homes,distance,within,access
SELECT code, sum(w), sum(w * d) / sum(w), 100 * sum(w) FILTER (WHERE d <= 1.5) / sum(w), sum(w * a) / sum(w)
FROM located, LATERAL unnest(ARRAY[buurtcode, wijkcode, gemeentecode]) AS code GROUP BY code;
SQL

sqlite3 :memory: -cmd ".import --csv '$work/peer.csv' p" -cmd ".import --csv '$indicators' i" "
    SELECT i.code, i.indicator, i.value, i.status, p.* FROM i LEFT JOIN p USING (code) WHERE i.indicator <> 'schools' AND CASE
        WHEN p.code IS NULL THEN i.value <> '' OR i.status <> 'no_population'
        ELSE i.status <> 'ok' OR i.denominator + 0 <> p.homes + 0 OR abs(i.value - CASE i.indicator
            WHEN 'distance' THEN p.distance WHEN 'within' THEN coalesce(p.within, 0) ELSE p.access END) > 2e-6 END" > "$work/different"
[ ! -s "$work/different" ] || { head "$work/different"; fail "the engine and PostGIS differ"; }
is "areas compared" "$(sql "$work/peer.csv" 'SELECT count(*) FROM t')" "$(count "$indicators" "indicator = 'access' AND status = 'ok'")"
[ "$(count "$indicators" "indicator = 'access' AND status = 'ok'")" -ge 20 ] || fail "too few areas to compare"
is "schools of the gemeente" "$(sql "$indicators" "SELECT value FROM t WHERE level = 'gemeente' AND indicator = 'schools'")" \
    "$(sql "$indicators" "SELECT sum(value) FROM t WHERE level = 'buurt' AND indicator = 'schools'")"
grep -q 'missing in 1357 of 2443 rows' "$work/log" || fail "the squares without a number are not told"
