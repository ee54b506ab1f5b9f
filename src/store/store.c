/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/store.h"

#include "kk/log.h"
#include "store/preflight.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The transaction of the run; the first is told when another run has the schema, and then waits. */
static kk_status begin(kk_store *store, const char *schema, const char *postgis_schema, kk_error *err)
{
    PGconn *pg = store->pg;
    const kk_values name = {1, {schema}}, names = {2, {schema, postgis_schema}};
    PGresult *row = NULL;
    kk_status status = kk_sql_none(pg, KK_SQL(transaction_begin), NULL, err);
    if (status == KK_OK) status = kk_sql_row(pg, KK_SQL(schema_try_lock), &name, &row, err);
    if (status == KK_OK && !kk_sql_true(row, 0, 0)) {
        kk_note("another run works in schema '%s'; waiting until it is done", schema);
        status = kk_sql_none(pg, KK_SQL(schema_lock), &name, err);
    }
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(schema_choose), &names, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(schema_create), NULL, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(tables), NULL, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(tables_close), NULL, err);
    PQclear(row);
    return status;
}

kk_status kk_store_open(const char *url, const char *schema, kk_store **out, kk_error *err)
{
    *out = NULL;
    kk_store *store = calloc(1, sizeof *store);
    if (store == NULL) return kk_fail_memory(err);
    kk_preflight found = {0};
    kk_status status = kk_sql_connect(url, &store->pg, err);
    if (status == KK_OK) status = kk_preflight_check(store->pg, schema, &found, err);
    if (status == KK_OK) status = begin(store, schema, found.postgis_schema, err);
    if (status != KK_OK) {
        kk_store_close(store);
        return status;
    }
    const char *version = PQparameterStatus(store->pg, "server_version");
    size_t length = version == NULL ? 0 : strcspn(version, " ");
    snprintf(store->server_version, sizeof store->server_version, "PostgreSQL %.*s", (int)length,
             version == NULL ? "" : version);
    memcpy(store->postgis_version, found.postgis_version, sizeof store->postgis_version);
    *out = store;
    return KK_OK;
}

void kk_store_close(kk_store *store)
{
    if (store == NULL) return;
    PQfinish(store->pg);
    free(store->estimates.subgroup);
    free(store->estimates.region);
    free(store);
}

kk_status kk_store_index_figures(kk_store *store, kk_error *err)
{
    if (store->figures_indexed) return KK_OK;
    kk_status status = kk_sql_none(store->pg, KK_SQL(index_figures), NULL, err);
    store->figures_indexed = status == KK_OK;
    return status;
}

kk_status kk_store_commit(kk_store *store, kk_error *err)
{
    PGconn *pg = store->pg;
    kk_status status = kk_store_index_figures(store, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(swap), NULL, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(views_estimates), NULL, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(views_statistics), NULL, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(views_sheets), NULL, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(views), NULL, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(transaction_commit), NULL, err);
    return status;
}

const char *kk_store_server_version(const kk_store *store)
{
    return store->server_version;
}

const char *kk_store_postgis_version(const kk_store *store)
{
    return store->postgis_version;
}
