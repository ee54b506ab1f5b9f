/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The measures by name, as expressions call them: `records.youths[form=ambulant, age=0..4]`. docs/measures.md tells
 * what each counts.
 */
#ifndef KK_CONFIG_MEASURE_H
#define KK_CONFIG_MEASURE_H

#include "config/check.h"
#include "kk/arena.h"

/* What can be selected of a measure: the words before the =. */
typedef enum kk_selector {
    KK_SELECT_FORM,
    KK_SELECT_AGE,
    KK_SELECT_SEX,
    KK_SELECT_REFERRER,
    KK_SELECT_DAYS,
    KK_SELECT_KM,
    KK_SELECT_MINUTES,
    KK_SELECT_TYPE,
    KK_SELECT_TASK,
    KK_SELECT_PROGRAMME,
    KK_SELECTOR_COUNT
} kk_selector;

#define KK_SELECTOR_BIT(selector) (1u << (selector))

typedef struct kk_measure_info {
    const char *name;
    kk_table_kind table;
    unsigned selectors; /* bits of kk_selector: what it knows to select */
    const char *forms;  /* those selected by default: a group or "all"; NULL when it knows no forms */
    double limit;       /* by default: days, or km; 0: none */
    bool is_estimate;   /* comes with its own interval and base */
    bool has_squares;   /* a sum over persons of which the sum of squares is made too */
} kk_measure_info;

const kk_measure_info *kk_measure_info_of(kk_measure_kind kind);

/* The measure of that name in a table of `table`'s kind, or −1. */
int kk_measure_named(kk_table_kind table, const char *name);
kk_hint kk_measure_hint(kk_table_kind table, const char *name);

/*
 * "youths[form=jeugdzorg, age=0..23, sex=all, referrer=all]": measures that are equal, and those only, have the same
 * text. In the arena; NULL when memory runs out.
 */
const char *kk_measure_text(const kk_measure *measure, const kk_codes *codes, kk_arena *arena);

/* "0..4", or "-9m..24m" where a bound is no whole year. */
typedef struct kk_ages_text {
    char text[24];
} kk_ages_text;
kk_ages_text kk_ages_write(kk_ages ages);

#endif
