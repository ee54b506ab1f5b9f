/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/store/private_cluster.h"

#include "store/sql.h"

#include "kk/log.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

/* The cluster's server as role `weak` sees it: no owner of anything. */
static const char *weak_url(const char *database)
{
    static char url[400];
    const char *host = strstr(kk_cluster_url(cluster), "host=");
    snprintf(url, sizeof url, "postgresql:///%s?%.*s&port=5432&user=weak&password=geheim", database,
             (int)strcspn(host, "&"), host);
    return url;
}

static void assert_refused(const char *url, const char *schema, const char *message, int line)
{
    kk_error err = {0};
    kk_store *store = NULL;
    if (kk_store_open(url, schema, &store, &err) != KK_ERR_DATABASE) fail_msg("line %d: not refused", line);
    assert_null(store);
    if (strstr(err.message, message) == NULL) fail_msg("line %d: '%s' lacks '%s'", line, err.message, message);
    assert_null(strstr(err.message, "geheim"));
    assert_null(strchr(err.message, '\n'));
}

static void test_no_server(void **state)
{
    (void)state;
    assert_refused("postgresql://ik:geheim@127.0.0.1:1/kk", "kk_x",
                   "cannot connect to database 'kk' on 127.0.0.1 as 'ik': ", __LINE__);
    assert_refused("postgresql:///kk?host=/nowhere&user=ik", "kk_x",
                   "cannot connect to database 'kk' on /nowhere as 'ik': ", __LINE__);
    assert_refused(weak_url("absent"), "kk_x", "database \"absent\" does not exist", __LINE__);
}

static void test_a_url_that_cannot_be_read_is_not_quoted(void **state)
{
    (void)state;
    assert_refused("postgresql://ik:geheim%zz@host/kk", "kk_x", "it looks like postgresql://user@host", __LINE__);
    assert_refused("geheim", "kk_x", "the database's URL cannot be read", __LINE__);
}

static void test_postgis_is_missing(void **state)
{
    (void)state;
    assert_rows("CREATE DATABASE bare", "");
    assert_refused(
        weak_url("bare"), "kk_x",
        "PostGIS is missing in database 'bare': ask an administrator to run there: CREATE EXTENSION postgis; "
        "(database: permission denied to create extension \"postgis\"",
        __LINE__);
}

static void test_no_right_to_make_a_schema(void **state)
{
    (void)state;
    assert_refused(weak_url("kansenkompas"), "kk_x",
                   "no right to make schema 'kk_x' in database \"kansenkompas\": ask an administrator to run: GRANT "
                   "CREATE ON DATABASE \"kansenkompas\" TO \"weak\";",
                   __LINE__);
}

static void test_a_schema_of_somebody_else(void **state)
{
    (void)state;
    assert_rows("CREATE SCHEMA theirs", "");
    assert_refused(weak_url("kansenkompas"), "theirs",
                   "schema \"theirs\" belongs to 'kansenkompas': name another under database.schema, or ask an "
                   "administrator to run: ALTER SCHEMA \"theirs\" OWNER TO \"weak\";",
                   __LINE__);
}

static void test_a_schema_with_other_tables_is_never_used(void **state)
{
    (void)state;
    assert_rows("CREATE SCHEMA full_one; CREATE TABLE full_one.area AS SELECT 1 AS theirs", "");
    assert_refused(kk_cluster_url(cluster), "full_one", "schema 'full_one' holds tables that are not of kansenkompas",
                   __LINE__);
    assert_refused(kk_cluster_url(cluster), "public", "schema 'public' holds tables that are not of kansenkompas",
                   __LINE__);
    assert_rows("SELECT theirs FROM full_one.area", "1\n");
}

static void check_usable(const char *schema)
{
    kk_error err = {0};
    kk_store *store = NULL;
    if (kk_store_open(weak_url("kansenkompas"), schema, &store, &err) != KK_OK) fail_msg("%s", err.message);
    if (kk_store_commit(store, &err) != KK_OK) fail_msg("%s", err.message);
    kk_store_close(store);
}

static void test_the_statements_that_the_messages_name_help(void **state)
{
    (void)state;
    assert_rows("CREATE SCHEMA given; ALTER SCHEMA \"given\" OWNER TO \"weak\";", "");
    check_usable("given");
    assert_rows("GRANT CREATE ON DATABASE \"kansenkompas\" TO \"weak\";", "");
    check_usable("kk_x");
    check_usable("kk_x");
    assert_rows("SELECT obj_description('kk_x'::regnamespace) LIKE 'kansenkompas%'", "t\n");
    assert_rows("REVOKE CREATE ON DATABASE kansenkompas FROM weak", "");
    check_usable("kk_x");
}

/* ---- interrupts ---- */

/* What a run does that is interrupted while the server works; the status is the exit code. */
static void sleep_in_the_server(void)
{
    kk_error err = {0};
    PGconn *pg = NULL;
    kk_interrupt_install();
    if (kk_sql_connect(kk_cluster_url(cluster), &pg, &err) != KK_OK) _exit(1);
    kk_status status = kk_sql_none(pg, (kk_statement){"sleep", "SELECT pg_sleep(30)"}, NULL, &err);
    PQfinish(pg);
    _exit(status == KK_ERR_INTERRUPTED && strcmp(err.message, "interrupted") == 0 ? 0 : 1);
}

static void test_an_interrupt_cancels_the_statement(void **state)
{
    (void)state;
    pid_t pid = fork();
    if (pid == 0) sleep_in_the_server();
    for (int i = 0; i < 100 && strcmp(query("SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)' "
                                            "AND state = 'active'"),
                                      "1\n") != 0;
         i++)
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    assert_int_equal(kill(pid, SIGINT), 0);
    int exit_status = -1;
    assert_int_equal(waitpid(pid, &exit_status, 0), pid);
    assert_int_equal(exit_status, 0);
    assert_rows("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)' AND state = 'active'", "0\n");
}

/* ---- shapes of statements ---- */

static void test_a_statement_gives_the_shape_that_is_asked(void **state)
{
    (void)state;
    kk_error err = {0};
    PGconn *pg = NULL;
    PGresult *rows = NULL;
    assert_int_equal(kk_sql_connect(kk_cluster_url(cluster), &pg, &err), KK_OK);
    kk_statement three = {"three", "SELECT generate_series(1, $1::int)"};
    assert_int_equal(kk_sql_rows(pg, three, &(kk_values){1, {"3"}}, &rows, &err), KK_OK);
    assert_int_equal(PQntuples(rows), 3);
    PQclear(rows);
    assert_int_equal(kk_sql_row(pg, three, &(kk_values){1, {"3"}}, &rows, &err), KK_ERR_INTERNAL);
    assert_string_equal(err.message, "three gave 3 rows instead of one");
    assert_int_equal(kk_sql_row(pg, three, &(kk_values){1, {"0"}}, &rows, &err), KK_ERR_INTERNAL);
    assert_null(rows);
    assert_int_equal(kk_sql_row(pg, three, &(kk_values){1, {"1"}}, &rows, &err), KK_OK);
    PQclear(rows);
    assert_int_equal(kk_sql_rows(pg, three, &(kk_values){1, {NULL}}, &rows, &err), KK_OK);
    assert_int_equal(PQntuples(rows), 0);
    PQclear(rows);
    assert_int_equal(kk_sql_none(pg, (kk_statement){"wrong", "SELECT 1/0"}, NULL, &err), KK_ERR_DATABASE);
    assert_string_equal(err.message, "database: division by zero (in wrong)");
    PQfinish(pg);
}

static int begin(void **state)
{
    start_cluster(state);
    kk_store_close(open_store("kk_any"));
    assert_rows("CREATE ROLE weak LOGIN", "");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_server),
        cmocka_unit_test(test_a_url_that_cannot_be_read_is_not_quoted),
        cmocka_unit_test(test_postgis_is_missing),
        cmocka_unit_test(test_no_right_to_make_a_schema),
        cmocka_unit_test(test_a_schema_of_somebody_else),
        cmocka_unit_test(test_a_schema_with_other_tables_is_never_used),
        cmocka_unit_test(test_the_statements_that_the_messages_name_help),
        cmocka_unit_test(test_an_interrupt_cancels_the_statement),
        cmocka_unit_test(test_a_statement_gives_the_shape_that_is_asked),
    };
    return cmocka_run_group_tests(tests, begin, stop_cluster);
}
