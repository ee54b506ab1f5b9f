/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/ping.h"

#include "store/cluster_lock.h"

#include <libpq-fe.h>
#include <poll.h>
#include <string.h>

static const double PATIENCE_SECONDS = 3;

static void ignore_notice(void *context, const char *message)
{
    (void)context;
    (void)message;
}

static void connect_in_time(PGconn *pg)
{
    double begun = kk_seconds();
    PostgresPollingStatusType wants = PQstatus(pg) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
    while (wants == PGRES_POLLING_WRITING || wants == PGRES_POLLING_READING) {
        int left_ms = (int)(1000 * (begun + PATIENCE_SECONDS - kk_seconds()));
        struct pollfd socket = {.fd = PQsocket(pg), .events = wants == PGRES_POLLING_READING ? POLLIN : POLLOUT};
        if (left_ms <= 0) return;
        if (poll(&socket, 1, left_ms) > 0) wants = PQconnectPoll(pg);
    }
}

/* A message that is no more than severity and code ends in "FATAL:  57P03\n". */
static kk_ping judge_refusal(const char *message)
{
    const char *code = strstr(message, "FATAL:  ");
    if (code == NULL) return KK_PING_NO_RESPONSE;
    code += strlen("FATAL:  ");
    if (strncmp(code, "57P03", 5) == 0) return KK_PING_REJECT;
    return strncmp(code, "57P", 3) == 0 ? KK_PING_NO_RESPONSE : KK_PING_OK;
}

kk_ping kk_ping_server(const char *url)
{
    PGconn *pg = PQconnectStart(url);
    if (pg == NULL) return KK_PING_NO_RESPONSE;
    PQsetNoticeProcessor(pg, ignore_notice, NULL);
    PQsetErrorVerbosity(pg, PQERRORS_SQLSTATE);
    connect_in_time(pg);
    kk_ping ping = PQstatus(pg) == CONNECTION_OK ? KK_PING_OK : judge_refusal(PQerrorMessage(pg));
    PQfinish(pg);
    return ping;
}
