/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The columns of the table of records: those that the project wants, then those that guard them: persons, and of money
 * who has most of it.
 */
#ifndef KK_MEASURE_COLUMN_H
#define KK_MEASURE_COLUMN_H

#include "kk/config.h"

/* What a measure is made from, one client at a time. */
typedef enum kk_basis {
    KK_OF_YOUTHS = 0, /* added up over youths */
    KK_OF_FAMILIES,   /* added up over families */
    KK_OF_LARGEST,    /* made with the column of the largest, which stands before it */
    KK_OF_WAITS,      /* estimated from spells: from a request to its start */
    KK_OF_DURATIONS,  /* … from the begin of a care period to its end */
    KK_OF_RETURNS     /* … from the end of care to its return */
} kk_basis;

/* What must have been delivered of a gemeente before a measure can be 0 there. */
enum {
    KK_HAS_CARE = 1 << 0, /* care or declarations */
    KK_HAS_CONTACTS = 1 << 1,
    KK_HAS_REQUESTS = 1 << 2,
    KK_HAS_PARTICIPATIONS = 1 << 3,
    KK_HAS_CENTS = 1 << 4,
    KK_HAS_WAITS = 1 << 5, /* days of request */
    KK_HAS_PROVIDERS = 1 << 6,
    KK_HAS_FAMILIES = 1 << 7,
    KK_HAS_HELP = 1 << 8 /* care, declarations, requests or participations */
};

typedef struct kk_measure_column {
    kk_measure measure;
    kk_basis basis;
    unsigned needs; /* KK_HAS_… */
    bool any_form;  /* all forms are selected, so unknown ones too */
    uint32_t item;  /* kk_name_hash of the programme; 0: all */
    size_t guard;   /* the column with the persons behind this one */
    size_t largest; /* cents: the column of the largest, behind it those of the second and of sizes; 0: not wanted */
    size_t high;    /* squares: where their upper halves are summed, see cube.h */
    size_t group;   /* estimates: columns of one group rest on the same spells */
} kk_measure_column;

typedef struct kk_measure_columns {
    size_t count;            /* of the table: wanted ones, then guards */
    size_t cell_count;       /* of the cube: those, then upper halves of squares */
    kk_measure_column *item; /* [count] */
    size_t group_count;
    const kk_measure_column **group; /* of each group the first column */
    bool has_families;
} kk_measure_columns;

/* In the arena. Who has most is wanted where the project has a rule of dominance. Errors: KK_ERR_INTERNAL for a measure
   that is not one of records. */
kk_status kk_measure_columns_make(const kk_config *config, const kk_config_table *table, kk_arena *arena,
                                  kk_measure_columns *out, kk_error *err) KK_MUST_USE;

static inline bool kk_column_takes_form(const kk_measure_column *column, uint8_t form)
{
    return column->any_form || (form < KK_FORMS_MAX && (column->measure.forms >> form & 1) != 0);
}

static inline bool kk_column_takes(const kk_measure_column *column, uint8_t form, uint8_t referrer)
{
    uint32_t referrers = column->measure.referrers;
    return kk_column_takes_form(column, form) && (referrers == UINT32_MAX || (referrers >> (referrer & 31) & 1) != 0);
}

static inline bool kk_column_takes_age(const kk_measure_column *column, int months)
{
    const kk_measure *m = &column->measure;
    return m->all_ages || (months >= m->ages.from && months < m->ages.to && months != KK_MONTHS_UNKNOWN);
}

#endif
