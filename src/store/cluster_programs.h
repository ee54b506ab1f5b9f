/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_STORE_CLUSTER_PROGRAMS_H
#define KK_STORE_CLUSTER_PROGRAMS_H

#include "store/process.h"

/* Where PostgreSQL's programs are. */
typedef struct kk_programs {
    const char *folder;
    int major; /* 15 … */
} kk_programs;

/*
 * $KANSENKOMPAS_PG_BINDIR, else the newest of /usr/lib/postgresql/N/bin that has PostGIS, else those of the `postgres`
 * on PATH; version 15 or later.
 */
kk_status kk_programs_find(const kk_account *account, kk_arena *arena, kk_programs *programs,
                           kk_error *err) KK_MUST_USE;

#endif
