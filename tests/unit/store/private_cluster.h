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

/* Runs SQL as another user of the database would, and gives its rows as text: cells parted by '|', rows by newlines. */
static inline const char *query(const char *sql)
{
    static char text[20000];
    PGconn *pg = PQconnectdb(kk_cluster_url(cluster));
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
    PQfinish(pg);
    return text;
}

static inline void check_rows(const char *sql, const char *expected, int line)
{
    const char *actual = query(sql);
    if (strcmp(actual, expected) != 0) fail_msg("line %d: %s\ngives\n%sinstead of\n%s", line, sql, actual, expected);
}
#define assert_rows(sql, expected) check_rows(sql, expected, __LINE__)

#endif
