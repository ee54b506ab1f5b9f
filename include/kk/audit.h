/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The audit of a release: what can be deduced of each hidden figure from its files, and from earlier releases. It reads
 * nothing else, so that whoever gets the release comes to the same verdict.
 */
#ifndef KK_AUDIT_H
#define KK_AUDIT_H

#include "kk/arena.h"
#include "kk/protection.h"
#include "kk/publication.h"

typedef enum kk_audit_verdict {
    KK_AUDIT_TABLES,        /* "safe_by_tables"   KK_VERDICT_TABLES */
    KK_AUDIT_PROGRAMS,      /* "safe_by_programs" KK_VERDICT_PROGRAMS */
    KK_AUDIT_LEAK,          /* "leak" */
    KK_AUDIT_CONTRADICTION, /* "contradiction"    figures contradict each other, so that there is nothing to conclude */
    KK_AUDIT_TOLD_BEFORE,   /* "told_before"      a leak of earlier releases, which nothing can undo */
    KK_AUDIT_VERDICTS
} kk_audit_verdict;

const char *kk_audit_verdict_name(kk_audit_verdict verdict);

/* A hidden figure that must stay so. */
typedef struct kk_audit_row {
    const char *level, *code, *period, *indicator;
    const char *rule;    /* the status of the cell */
    const char *part;    /* "numerator", "denominator", "rest" */
    double lower, upper; /* it lies between these; ±INFINITY no end, NaN in a contradiction */
    kk_audit_verdict verdict;
} kk_audit_row;

/* What protecting the others costs: cells `suppressed_secondary`. */
typedef struct kk_audit_loss {
    const char *indicator, *level;
    size_t cells;
    double weight; /* Σ √denominator; NaN where it is not public */
} kk_audit_loss;

/* Counts of estimates that are not told and are safe, by what settled it. */
typedef struct kk_audit_methods {
    size_t by_sums; /* sum by sum: they hang together with too many for programs */
    size_t by_tables, by_programs;
} kk_audit_methods;

typedef struct kk_audit_result {
    kk_arena arena; /* of the texts */
    size_t row_count, row_capacity, loss_count;
    kk_audit_row *row;
    kk_audit_loss *loss;
    size_t verdicts[KK_AUDIT_VERDICTS];
    size_t hidden[KK_FIGURE_STATUS_COUNT]; /* cells, by status */
    kk_attack_counts attack;
    kk_audit_methods estimates;
    kk_publication_rules rules;
    const char *accepted_leaks; /* NULL: none are */
    size_t earlier_count;
    const kk_config_file *earlier; /* the folders that were read */
} kk_audit_result;

/*
 * Reads the release in `folder` and the earlier ones (borrowed) and attacks it. Errors: KK_ERR_DISCLOSURE where a
 * hidden figure is given away or figures contradict each other, unless disclosure.json accepts leaks (then a warning);
 * the message names the first one, and `out` is complete. KK_ERR_INPUT for files that are not those of a release. `out`
 * is to be cleared in any case. The same result at any number of threads.
 */
kk_status kk_audit(const char *folder, const kk_config_file *earlier, size_t earlier_count, int threads,
                   kk_audit_result *out, kk_error *err) KK_MUST_USE;
void kk_audit_clear(kk_audit_result *result);

/* Writes audit.json, or another `name`, in `folder`: rules, counts, loss, and a line for each row. */
kk_status kk_audit_write(const kk_audit_result *result, const char *folder, const char *name,
                         kk_error *err) KK_MUST_USE;

#endif
