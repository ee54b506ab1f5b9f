/* SPDX-License-Identifier: EUPL-1.2 */
/* The nearest place of addresses, by the engine's index and by PostGIS (`<->` on a GiST index): the same. */
#include "private_cluster.h"

#include "kk/locate.h"

enum { PLACES = 2000, ADDRESSES = 5000 };

/* Whole millimetres, so that text holds them as they are. */
static const char make_points[] =
    "CREATE EXTENSION IF NOT EXISTS postgis;"
    "SELECT setseed(0.5);"
    "CREATE TABLE place AS SELECT i, ST_MakePoint(round((random() * random() * 280000)::numeric, 3)::float8,"
    " 300000 + round((random() * 320000)::numeric, 3)::float8) AS geom FROM generate_series(0, 1999) AS i;"
    "CREATE TABLE address AS SELECT i, ST_MakePoint(round((random() * 280000)::numeric, 3)::float8,"
    " 300000 + round((random() * 320000)::numeric, 3)::float8) AS geom FROM generate_series(0, 4999) AS i;"
    "CREATE INDEX ON place USING gist (geom); ANALYZE place";

static PGresult *rows_of(PGconn *pg, const char *sql, int expected)
{
    PGresult *rows = PQexec(pg, sql);
    if (PQresultStatus(rows) != PGRES_TUPLES_OK) fail_msg("%s", PQresultErrorMessage(rows));
    assert_int_equal(PQntuples(rows), expected);
    return rows;
}

static void read_points(PGconn *pg, const char *sql, int count, double *xy)
{
    PGresult *rows = rows_of(pg, sql, count);
    for (int i = 0; i < count; i++) {
        xy[2 * i] = strtod(PQgetvalue(rows, i, 0), NULL);
        xy[2 * i + 1] = strtod(PQgetvalue(rows, i, 1), NULL);
    }
    PQclear(rows);
}

static void test_postgis_agrees(void **state)
{
    (void)state;
    static double places[2 * PLACES], addresses[2 * ADDRESSES];
    kk_nearest *index;
    kk_error err;
    double distance;
    PGconn *pg = PQconnectdb(kk_cluster_url(cluster));
    assert_string_equal(query_on(pg, "SET client_min_messages = warning"), "");
    query_on(pg, make_points);
    read_points(pg, "SELECT ST_X(geom), ST_Y(geom) FROM place ORDER BY i", PLACES, places);
    read_points(pg, "SELECT ST_X(geom), ST_Y(geom) FROM address ORDER BY i", ADDRESSES, addresses);
    PGresult *nearest = rows_of(pg,
                                "SELECT n.i, ST_Distance(n.geom, a.geom) FROM address a CROSS JOIN LATERAL"
                                " (SELECT i, geom FROM place p ORDER BY p.geom <-> a.geom LIMIT 1) n ORDER BY a.i",
                                ADDRESSES);
    assert_int_equal(kk_nearest_new(places, PLACES, &index, &err), KK_OK);
    for (int i = 0; i < ADDRESSES; i++) {
        ptrdiff_t found = kk_nearest_find(index, addresses[2 * i], addresses[2 * i + 1], &distance);
        assert_int_equal(found, atoi(PQgetvalue(nearest, i, 0)));
        assert_near(distance, strtod(PQgetvalue(nearest, i, 1), NULL), 1e-6);
    }
    kk_nearest_free(index);
    PQclear(nearest);
    PQfinish(pg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_postgis_agrees)};
    return cmocka_run_group_tests(tests, start_cluster, stop_cluster);
}
