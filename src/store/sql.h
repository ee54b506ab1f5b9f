/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Statements on a connection. Each call names the shape it expects. An interrupt (kk_interrupted) cancels the running
 * statement: KK_ERR_INTERRUPTED. Anything else that goes wrong is KK_ERR_DATABASE, with the server's words and the file
 * of the statement.
 */
#ifndef KK_STORE_SQL_H
#define KK_STORE_SQL_H

#include "kk/error.h"

#include "embedded.h"

#include <libpq-fe.h>
#include <stdbool.h>

typedef struct kk_statement {
    const char *name; /* its file */
    const char *text;
} kk_statement;

/* KK_SQL(join) is sql/join.sql. */
#define KK_SQL(file) ((kk_statement){"sql/" #file ".sql", kk_file_##file##_sql})

/* Values of $1 … $4, as text; NULL is SQL's null. */
typedef struct kk_values {
    int count;
    const char *text[4];
} kk_values;

/* Connects, in UTF-8. `url` never shows in a message: it may hold a password. */
kk_status kk_sql_connect(const char *url, PGconn **out, kk_error *err) KK_MUST_USE;

/* A statement whose rows, if any, do not matter. */
kk_status kk_sql_none(PGconn *pg, kk_statement statement, const kk_values *values, kk_error *err) KK_MUST_USE;

/* A statement that gives exactly one row; `*row` is the caller's, for PQclear. */
kk_status kk_sql_row(PGconn *pg, kk_statement statement, const kk_values *values, PGresult **row,
                     kk_error *err) KK_MUST_USE;

/* A statement that gives any number of rows; `*rows` is the caller's, for PQclear. */
kk_status kk_sql_rows(PGconn *pg, kk_statement statement, const kk_values *values, PGresult **rows,
                      kk_error *err) KK_MUST_USE;

/* Sends a COPY statement and waits for the server to be ready to copy. */
kk_status kk_sql_copy(PGconn *pg, kk_statement statement, ExecStatusType direction, kk_error *err) KK_MUST_USE;

/* Waits until something arrives; cancels the statement at an interrupt. False when the connection is lost. */
bool kk_sql_wait(PGconn *pg);

/* Takes the outcome of a finished COPY off the connection. */
kk_status kk_sql_finish(PGconn *pg, const char *name, kk_error *err) KK_MUST_USE;

/* The error of a lost connection, or of what libpq last complained of. */
kk_status kk_sql_fail(PGconn *pg, const char *name, kk_error *err);

/* True for a boolean 't'. */
bool kk_sql_true(const PGresult *rows, int row, int column);

#endif
