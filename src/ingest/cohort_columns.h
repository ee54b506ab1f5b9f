/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which columns of a cohort's files are read, each once whatever it is used for: texts first, then numbers (predictor,
 * weight, outcomes).
 */
#ifndef KK_COHORT_COLUMNS_H
#define KK_COHORT_COLUMNS_H

#include "kk/config.h"
#include "kk/ingest.h"

typedef struct kk_cohort_column {
    const char *name; /* NULL: where the person is located, as the bytes of a kk_locus */
    kk_mark mark;     /* where the project asks for it */
} kk_cohort_column;

typedef struct kk_cohort_columns {
    const kk_config_estimates *config;
    size_t count, text_count;
    kk_cohort_column *item;
    size_t *dimension;   /* [dimension of the project] a text */
    ptrdiff_t *region;   /* [region type] a text; −1: land */
    ptrdiff_t place;     /* the text that is where persons are located; −1: they are not */
    ptrdiff_t predictor; /* −1: none */
    ptrdiff_t weight;    /* −1: none */
    size_t outcome;      /* the first; the others follow */
} kk_cohort_columns;

/* In the arena. */
kk_status kk_cohort_columns_list(const kk_config_estimates *config, kk_arena *arena, kk_cohort_columns *out,
                                 kk_error *err) KK_MUST_USE;

/* Where they are in one of the files: `index` by column, −1 for the place, and behind those the column that tells the
   person, −1 where none does; `age` −1 where age is not asked for. Errors: KK_ERR_PROJECT for one that is not there,
   with the nearest name. */
kk_status kk_cohort_columns_find(const kk_cohort_columns *columns, const kk_config_csv *file, const kk_rows *rows,
                                 ptrdiff_t *index, ptrdiff_t *age, kk_error *err) KK_MUST_USE;

#endif
