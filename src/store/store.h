/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A run's connection, as the files of src/store share it.
 */
#ifndef KK_STORE_STORE_H
#define KK_STORE_STORE_H

#include "kk/store.h"
#include "store/copy.h"
#include "store/sql.h"

/* Between kk_store_estimates_begin and _end: which subgroups and regions have a released row. */
typedef struct kk_loaded_estimates {
    const kk_estimate_frame *frame;
    bool *subgroup; /* [combination] */
    bool *region;   /* type by type */
} kk_loaded_estimates;

struct kk_store {
    PGconn *pg;
    char server_version[48], postgis_version[48];
    int vintage;          /* of the areas loaded */
    bool figures_indexed; /* all tables are loaded, and their key is made */
    kk_copy records;      /* between kk_store_records_begin and _end */
    kk_loaded_estimates estimates;
};

/* Ends the loading of tables: makes the key of the figures. Once; later calls do nothing. */
kk_status kk_store_index_figures(kk_store *store, kk_error *err) KK_MUST_USE;

#endif
