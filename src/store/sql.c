/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/sql.h"

#include "kk/log.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

enum { POLL_MS = 100, CONNECT_SECONDS = 15 };

/* ---- connecting ---- */

static void pass_on_notice(void *context, const char *message)
{
    (void)context;
    kk_note("database: %.*s", (int)strcspn(message, "\n"), message);
}

static kk_status fail_connect(PGconn *pg, const char *reason, kk_error *err)
{
    const char *host = PQhost(pg);
    return kk_fail(err, KK_ERR_DATABASE, "cannot connect to database '%s' on %s as '%s': %.*s", PQdb(pg),
                   host == NULL || host[0] == '\0' ? "this machine" : host, PQuser(pg), (int)strcspn(reason, "\n"),
                   reason);
}

/* The URL's own, else CONNECT_SECONDS. */
static int timeout_ms(const PQconninfoOption *options)
{
    int seconds = 0;
    for (; options->keyword != NULL; options++)
        if (strcmp(options->keyword, "connect_timeout") == 0 && options->val != NULL) seconds = atoi(options->val);
    return 1000 * (seconds > 0 ? seconds : CONNECT_SECONDS);
}

/* Not PQconnectdb: it does not heed an interrupt, and what the server says meanwhile goes straight to stderr. */
static kk_status finish_connecting(PGconn *pg, int patience_ms, kk_error *err)
{
    PQsetNoticeProcessor(pg, pass_on_notice, NULL);
    PostgresPollingStatusType wants = PQstatus(pg) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
    for (int waited_ms = 0; wants == PGRES_POLLING_WRITING || wants == PGRES_POLLING_READING;) {
        if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
        if (waited_ms >= patience_ms) return fail_connect(pg, "no answer in time (connect_timeout in the URL)", err);
        struct pollfd socket = {.fd = PQsocket(pg), .events = wants == PGRES_POLLING_READING ? POLLIN : POLLOUT};
        if (poll(&socket, 1, POLL_MS) > 0)
            wants = PQconnectPoll(pg);
        else
            waited_ms += POLL_MS;
    }
    return wants == PGRES_POLLING_OK ? KK_OK : fail_connect(pg, PQerrorMessage(pg), err);
}

kk_status kk_sql_connect(const char *url, PGconn **out, kk_error *err)
{
    *out = NULL;
    /* libpq's words on a URL it cannot read may quote the password. */
    PQconninfoOption *options = PQconninfoParse(url, NULL);
    if (options == NULL)
        return kk_fail(
            err, KK_ERR_DATABASE,
            "the database's URL cannot be read; it looks like postgresql://user@host:5432/database (with %%40 "
            "for @ and %%2F for / in a password)");
    int patience_ms = timeout_ms(options);
    PQconninfoFree(options);

    const char *names[] = {"fallback_application_name", "dbname", "client_encoding", NULL};
    const char *values[] = {"kansenkompas", url, "UTF8", NULL};
    PGconn *pg = PQconnectStartParams(names, values, 1);
    if (pg == NULL) return kk_fail_memory(err);
    kk_status status = finish_connecting(pg, patience_ms, err);
    if (status == KK_OK)
        *out = pg;
    else
        PQfinish(pg);
    return status;
}

/* ---- running ---- */

bool kk_sql_true(const PGresult *rows, int row, int column)
{
    return PQgetvalue(rows, row, column)[0] == 't';
}

kk_status kk_sql_fail(PGconn *pg, const char *name, kk_error *err)
{
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
    const char *message = PQerrorMessage(pg);
    if (PQstatus(pg) != CONNECTION_OK)
        return kk_fail(err, KK_ERR_DATABASE, "the database server went away (in %s): %.*s", name,
                       (int)strcspn(message, "\n"), message);
    return kk_fail(err, KK_ERR_DATABASE, "database: %.*s (in %s)", (int)strcspn(message, "\n"), message, name);
}

static kk_status fail_result(PGconn *pg, const PGresult *result, const char *name, kk_error *err)
{
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
    if (message == NULL || PQstatus(pg) != CONNECTION_OK || kk_interrupted()) return kk_sql_fail(pg, name, err);
    return kk_fail(err, KK_ERR_DATABASE, "database: %s%s%.*s (in %s)", message, detail == NULL ? "" : ": ",
                   detail == NULL ? 0 : (int)strcspn(detail, "\n"), detail == NULL ? "" : detail, name);
}

static void cancel(PGconn *pg)
{
    char message[256];
    PGcancel *handle = PQgetCancel(pg);
    if (handle != NULL && PQcancel(handle, message, sizeof message) == 0) kk_note("database: %s", message);
    PQfreeCancel(handle);
}

bool kk_sql_wait(PGconn *pg)
{
    struct pollfd socket = {.fd = PQsocket(pg), .events = POLLIN};
    bool cancelled = false;
    if (socket.fd < 0) return false;
    while (poll(&socket, 1, POLL_MS) <= 0) {
        if (cancelled || !kk_interrupted()) continue;
        cancel(pg);
        cancelled = true;
    }
    return PQconsumeInput(pg) == 1;
}

/* The next result, or NULL when there are no more. */
static PGresult *next_result(PGconn *pg)
{
    while (PQisBusy(pg))
        if (!kk_sql_wait(pg)) break;
    return PQgetResult(pg);
}

static kk_status run(PGconn *pg, kk_statement statement, const kk_values *values, ExecStatusType expected,
                     PGresult **out, kk_error *err)
{
    static const kk_values none = {0};
    if (values == NULL) values = &none;
    *out = NULL;
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
    if (!PQsendQueryParams(pg, statement.text, values->count, NULL, values->text, NULL, NULL, 0))
        return kk_sql_fail(pg, statement.name, err);

    PGresult *result = next_result(pg);
    ExecStatusType got = PQresultStatus(result);
    if (got == expected || (expected == PGRES_COMMAND_OK && got == PGRES_TUPLES_OK)) {
        *out = result;
        return KK_OK;
    }
    kk_status status = fail_result(pg, result, statement.name, err);
    PQclear(result);
    return status;
}

/* Until there are none: libpq takes the next statement only then. */
static void drain(PGconn *pg)
{
    PGresult *result;
    while ((result = next_result(pg)) != NULL) PQclear(result);
}

static kk_status run_whole(PGconn *pg, kk_statement statement, const kk_values *values, ExecStatusType expected,
                           PGresult **out, kk_error *err)
{
    kk_status status = run(pg, statement, values, expected, out, err);
    drain(pg);
    return status;
}

kk_status kk_sql_none(PGconn *pg, kk_statement statement, const kk_values *values, kk_error *err)
{
    PGresult *result = NULL;
    kk_status status = run_whole(pg, statement, values, PGRES_COMMAND_OK, &result, err);
    PQclear(result);
    return status;
}

kk_status kk_sql_rows(PGconn *pg, kk_statement statement, const kk_values *values, PGresult **rows, kk_error *err)
{
    return run_whole(pg, statement, values, PGRES_TUPLES_OK, rows, err);
}

kk_status kk_sql_row(PGconn *pg, kk_statement statement, const kk_values *values, PGresult **row, kk_error *err)
{
    kk_status status = kk_sql_rows(pg, statement, values, row, err);
    if (status != KK_OK || PQntuples(*row) == 1) return status;
    status = kk_fail(err, KK_ERR_INTERNAL, "%s gave %d rows instead of one", statement.name, PQntuples(*row));
    PQclear(*row);
    *row = NULL;
    return status;
}

/* ---- copying ---- */

kk_status kk_sql_copy(PGconn *pg, kk_statement statement, ExecStatusType direction, kk_error *err)
{
    PGresult *result = NULL;
    kk_status status = run(pg, statement, NULL, direction, &result, err);
    if (status != KK_OK) drain(pg);
    PQclear(result);
    return status;
}

kk_status kk_sql_finish(PGconn *pg, const char *name, kk_error *err)
{
    PGresult *result = next_result(pg);
    kk_status status = PQresultStatus(result) == PGRES_COMMAND_OK ? KK_OK : fail_result(pg, result, name, err);
    PQclear(result);
    drain(pg);
    return status;
}
