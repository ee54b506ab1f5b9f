/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What must be so before a run can work in a database. Each error names the statement that an administrator must run.
 */
#ifndef KK_STORE_PREFLIGHT_H
#define KK_STORE_PREFLIGHT_H

#include "store/sql.h"

typedef struct kk_preflight {
    char postgis_version[48];
    char postgis_schema[64];
} kk_preflight;

/* Server 13 or later, PostGIS in the database (added when that is allowed), the right to make `schema` or to own it. */
kk_status kk_preflight_check(PGconn *pg, const char *schema, kk_preflight *found, kk_error *err) KK_MUST_USE;

#endif
