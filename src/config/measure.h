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

/* ---- selections ---- */

/* Whether two measures, of whatever kind, select the same persons; `days`, `km` and `minutes` are not looked at. */
bool kk_measure_selects_same(const kk_measure *a, const kk_measure *b);
bool kk_measure_has_same_limit(const kk_measure *a, const kk_measure *b);

/*
 * Whether all whom `part` counts, or sums over, are in `whole` too: of the same kind, or of one that counts them and
 * more (youths_new of youths, requests_solved of requests_ended, youths of persons), and selected by it.
 */
bool kk_measure_contains(const kk_measure *whole, const kk_measure *part);

/* Widens `measure` to the least selection that holds `other` too; false, and unchanged, when their kinds or limits
 * differ. */
bool kk_measure_widen(kk_measure *measure, const kk_measure *other);

/* ---- texts ---- */

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
