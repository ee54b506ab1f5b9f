/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/preflight.h"

#include <stdio.h>
#include <string.h>

enum { OLDEST_SERVER = 130000 };
enum { DATABASE, ROLE, MAY_CREATE, POSTGIS_VERSION, POSTGIS_SCHEMA };
enum { OWNER, MAY_OWN, IS_OURS, IS_EMPTY };

static kk_status check_version(PGconn *pg, kk_error *err)
{
    if (PQserverVersion(pg) >= OLDEST_SERVER) return KK_OK;
    return kk_fail(err, KK_ERR_DATABASE, "the database server is PostgreSQL %d.%d; version 13 or later is needed",
                   PQserverVersion(pg) / 10000, PQserverVersion(pg) % 10000);
}

/* Two runs that meet an empty database both try; for the second, PostGIS is there after all. */
static kk_status add_postgis(PGconn *pg, PGresult **server, kk_error *err)
{
    char database[64];
    kk_error refusal = {0};
    kk_status added = kk_sql_none(pg, KK_SQL(extension_create), NULL, &refusal);
    if (added == KK_ERR_INTERRUPTED) {
        *err = refusal;
        return added;
    }
    snprintf(database, sizeof database, "%s", PQgetvalue(*server, 0, DATABASE));
    PQclear(*server);
    kk_status status = kk_sql_row(pg, KK_SQL(preflight_server), NULL, server, err);
    if (status != KK_OK || !PQgetisnull(*server, 0, POSTGIS_VERSION)) return status;
    return kk_fail(
        err, KK_ERR_DATABASE,
        "PostGIS is missing in database '%s': ask an administrator to run there: CREATE EXTENSION postgis; (%s)",
        database, refusal.message);
}

static kk_status check_absent_schema(PGconn *pg, const PGresult *server, const char *schema, kk_error *err)
{
    if (kk_sql_true(server, 0, MAY_CREATE)) return KK_OK;
    char *database = PQescapeIdentifier(pg, PQgetvalue(server, 0, DATABASE), 63);
    char *role = PQescapeIdentifier(pg, PQgetvalue(server, 0, ROLE), 63);
    kk_status status = database == NULL || role == NULL
                           ? kk_fail_memory(err)
                           : kk_fail(err, KK_ERR_DATABASE,
                                     "no right to make schema '%s' in database %s: ask an administrator to run: GRANT "
                                     "CREATE ON DATABASE %s TO %s;",
                                     schema, database, database, role);
    PQfreemem(database);
    PQfreemem(role);
    return status;
}

static kk_status check_present_schema(PGconn *pg, const PGresult *server, const PGresult *row, const char *schema,
                                      kk_error *err)
{
    if (!kk_sql_true(row, 0, IS_OURS) && !kk_sql_true(row, 0, IS_EMPTY))
        return kk_fail(
            err, KK_ERR_DATABASE,
            "schema '%s' holds tables that are not of kansenkompas, which would be replaced: name another under "
            "database.schema",
            schema);
    if (kk_sql_true(row, 0, MAY_OWN)) return KK_OK;
    char *name = PQescapeIdentifier(pg, schema, strlen(schema));
    char *role = PQescapeIdentifier(pg, PQgetvalue(server, 0, ROLE), 63);
    kk_status status = name == NULL || role == NULL
                           ? kk_fail_memory(err)
                           : kk_fail(err, KK_ERR_DATABASE,
                                     "schema %s belongs to '%s': name another under database.schema, or ask an "
                                     "administrator to run: ALTER SCHEMA %s OWNER TO %s;",
                                     name, PQgetvalue(row, 0, OWNER), name, role);
    PQfreemem(name);
    PQfreemem(role);
    return status;
}

kk_status kk_preflight_check(PGconn *pg, const char *schema, kk_preflight *found, kk_error *err)
{
    PGresult *server = NULL, *rows = NULL;
    kk_status status = check_version(pg, err);
    if (status == KK_OK) status = kk_sql_row(pg, KK_SQL(preflight_server), NULL, &server, err);
    if (status == KK_OK && PQgetisnull(server, 0, POSTGIS_VERSION)) status = add_postgis(pg, &server, err);
    if (status != KK_OK) goto done;
    snprintf(found->postgis_version, sizeof found->postgis_version, "PostGIS %s",
             PQgetvalue(server, 0, POSTGIS_VERSION));
    snprintf(found->postgis_schema, sizeof found->postgis_schema, "%s", PQgetvalue(server, 0, POSTGIS_SCHEMA));

    status = kk_sql_rows(pg, KK_SQL(preflight_schema), &(kk_values){1, {schema}}, &rows, err);
    if (status != KK_OK) goto done;
    if (PQntuples(rows) == 0)
        status = check_absent_schema(pg, server, schema, err);
    else
        status = check_present_schema(pg, server, rows, schema, err);

done:
    PQclear(server);
    PQclear(rows);
    return status;
}
