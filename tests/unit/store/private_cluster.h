/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A private cluster for a test executable, under a folder of its own that is removed at the end; and "table contains
 * exactly" for what is in it.
 */
#ifndef KK_TESTS_PRIVATE_CLUSTER_H
#define KK_TESTS_PRIVATE_CLUSTER_H

#include "unit/check.h"

#include "kk/store.h"

#include <libpq-fe.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[] = "/tmp/kk-test-XXXXXX";
static const kk_config project = {.folder = "/home/analist/Jeugd & kans"};
static kk_cluster *cluster;

/* Others may enter the folder (not read it): as root the server runs under another account. */
static inline void make_home(void)
{
    assert_non_null(mkdtemp(home));
    assert_int_equal(chmod(home, 0711), 0);
    assert_int_equal(setenv("KANSENKOMPAS_HOME", home, 1), 0);
}

static inline int start_cluster(void **state)
{
    (void)state;
    kk_error err = {0};
    make_home();
    if (kk_cluster_open(&project, &cluster, &err) != KK_OK) fail_msg("%s", err.message);
    return 0;
}

static inline int stop_cluster(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_cluster_close(cluster);
    if (kk_cluster_purge(&project, &err) != KK_OK) fail_msg("%s", err.message);
    return rmdir(home);
}

static inline kk_store *open_store(const char *schema)
{
    kk_store *store = NULL;
    kk_error err = {0};
    if (kk_store_open(kk_cluster_url(cluster), schema, &store, &err) != KK_OK) fail_msg("%s", err.message);
    return store;
}

/* Runs SQL and gives its rows as text: cells parted by '|', rows by newlines. */
static inline const char *query_on(PGconn *pg, const char *sql)
{
    static char text[20000];
    PGresult *rows = PQexec(pg, sql);
    size_t used = 0;
    text[0] = '\0';
    if (PQresultStatus(rows) != PGRES_TUPLES_OK && PQresultStatus(rows) != PGRES_COMMAND_OK)
        used += (size_t)snprintf(text, sizeof text, "%s", PQresultErrorMessage(rows));
    for (int r = 0; r < PQntuples(rows); r++)
        for (int c = 0; c < PQnfields(rows); c++)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", PQgetvalue(rows, r, c),
                                     c + 1 < PQnfields(rows) ? "|" : "\n");
    assert_true(used < sizeof text);
    PQclear(rows);
    return text;
}

/* As another user of the database would. */
static inline const char *query(const char *sql)
{
    PGconn *pg = PQconnectdb(kk_cluster_url(cluster));
    const char *text = query_on(pg, sql);
    PQfinish(pg);
    return text;
}

static inline void check_rows(const char *actual, const char *sql, const char *expected, int line)
{
    if (strcmp(actual, expected) != 0) fail_msg("line %d: %s\ngives\n%sinstead of\n%s", line, sql, actual, expected);
}
#define assert_rows(sql, expected) check_rows(query(sql), sql, expected, __LINE__)
/* As the run itself sees it, before the commit. */
#define assert_rows_on(pg, sql, expected) check_rows(query_on(pg, sql), sql, expected, __LINE__)

#endif
