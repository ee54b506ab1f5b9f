/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From a publication to linear knowledge: the one place where what is released, and what is known besides, becomes
 * variables, bounds and rows. The gate and the audit both use it, so that they see the same attack.
 *
 * A variable is a quantity × level × area × period that a figure, a fact or a relation speaks of; or the sum of several
 * that an indicator shows; or a rest (denominator − numerator, of a cell of status suppressed_rest whose denominator is
 * not public); or what a fact tells to lie beyond.
 *
 * Bounds, each of what anyone knows who knows the rules:
 * - A cell that has a value shows its numerator and denominator: the variables are fixed. Where a file has only the
 *   value, or only value and interval (a release made by hand), they are bounded by what rounding leaves open; of a
 *   share with an interval the denominator follows from Wilson's bounds. Rounded is taken as in the engine's own files.
 * - Counts are ≥ 0. Of an amount nothing is known beforehand. Of share, rate and one_in both parts are ≥ 0; of share
 * and one_in numerator ≤ denominator. Public quantities are fixed where a fact tells them.
 * - What a status says: suppressed_count 1 ≤ numerator ≤ minimum − 1, _rest and _base likewise of those; _group
 * numerator ≥ group × denominator; no_population: a denominator that is not public is 0. _secondary, of share, rate and
 * one_in: where the denominator is public, numerator ≥ minimum and (not of a rate) ≤ denominator − minimum; where it is
 * not, denominator ≥ minimum, and of the numerator nothing, since it may be 0. All others say nothing. Where minimum is
 * off, or counts are rounded, these say nothing either.
 * - What must be 0 because a sum or a whole is, is 0.
 * - With rules.rounding b a shown count v that is not public is within [v − (b − 1), v + (b − 1)], not fixed. The truth
 * behind it is then the finder's, so that it agrees with all rows; amounts are candidates as ever.
 *
 * Core rows: relations of kind SUM in each area, with what is beyond; each level link for quantities that add up,
 * between levels in which they occur, with what is beyond; sums shown by indicators; rests; quotients of which a part
 * is not told. Links: AT_LEAST, AT_MOST, numerator ≤ denominator and numerator ≥ group × denominator where the
 * denominator is not public. A row whose fact is of a status other than ok, nil and suppressed_count is not there: what
 * lies beyond may be anything. So is a level link that follows from two others.
 *
 * Demands: suppressed_count, _group and _dominance: the numerator. _rest: the rest; of a public denominator the
 * numerator, which is as open. _base: the denominator, and the numerator unless another cell may show it. _persons,
 * _population: what of numerator and denominator no other cell may show; where others may show both, the numerator.
 * "May show": has a value or is suppressed_secondary, so that a figure which was found tellable elsewhere need not be
 * kept. None of what is public, of what must be 0, for _secondary, and for `suppressed` and `parent`, which say no
 * more. Counts ask rules.width; where a status and a public denominator leave less room than 1 … minimum − 1, less in
 * proportion. Amounts ask rules.amount. With rounding: every shown count v ≤ minimum + b; of counts no more than b − 1
 * is asked.
 */
#ifndef KK_DISCLOSURE_SYSTEM_H
#define KK_DISCLOSURE_SYSTEM_H

#include "kk/protection.h"
#include "kk/publication.h"

/* What a variable is, for messages and audit.json. */
typedef struct kk_variable {
    uint32_t quantity; /* UINT32_MAX: a sum or rest of `indicator` */
    uint32_t indicator;
    uint32_t level, area;
    const char *period;
} kk_variable;

/* The cell for whose sake a variable is demanded. */
typedef struct kk_demanded {
    uint32_t column, area; /* column UINT32_MAX: no cell shows it, and it may follow from those that do */
    const char *rule;      /* the status of the cell; "derived" */
    const char *part;      /* "numerator", "denominator", "rest"; "count" */
} kk_demanded;

/* Whether a derived count that may lie between these is sure to be so few that its finding is a leak: an audit does not
   know which derived counts are few. */
bool kk_derived_is_told(const kk_publication_rules *rules, double lower, double upper);

typedef struct kk_system {
    kk_knowledge knowledge;
    kk_variable *variable;
    kk_demand *demand;
    kk_demanded *demanded;
    size_t demand_count;
    uint32_t *fact_variable; /* the variable that fact f of the publication tells; UINT32_MAX: none that occurs */
    /* In the gate alone (`truth` asked for): */
    double *truth;  /* NaN: not known */
    double *weight; /* kk_protection_task.weight: Σ over the shown cells that show it */
    /* The cells that show variable j, to be hidden with it: shown_by[shown_begin[j]] … */
    size_t *shown_begin;
    struct kk_shown_cell {
        uint32_t column, area;
    } * shown_by;
} kk_system;

/*
 * What a table tells of a quantity, in a run: the truth where a status has a value. `context` is the raw table. Safe
 * from several threads.
 */
typedef kk_figure kk_truth_finder(const void *context, const kk_quantity *quantity, uint32_t level, uint32_t area,
                                  const char *period);

/*
 * The facts of a run: public quantities that occur with others, and what lies beyond the parts in every sum and level
 * link where that is not 0. Counts from rules.minimum on (all, where counts are rounded) are told, smaller ones are
 * suppressed_count, others (negative, amounts) `suppressed`; `unknown` where the whole or a part is not known. Sets
 * publication->fact and fact_count, in the arena. In a run the columns of `publication` hold the truth in every cell
 * that had a value before rules applied.
 */
kk_status kk_facts_make(kk_publication *publication, kk_truth_finder *truth, const void *context, kk_arena *arena,
                        kk_error *err) KK_MUST_USE;

/*
 * The system of a publication, in the arena. In the gate (`truth` not NULL) shown cells are candidates: their variables
 * have the bounds that hold once they are hidden, and truth, weight, shown_by are filled in; otherwise they are fixed.
 * Weight of a cell: √(denominator), of a value √|value|, at least 1; where that is an amount 1 + log2 of it. Fixed at
 * their truth, with weight INFINITY, are in the gate too: what is public; what an earlier release told; what is not
 * within the bounds that it would have; a count of 0 that is shown by a cell without another part to hide. With
 * rounding counts are not hidden (weight 0, within their bounds). The same at any number of threads. Cost: O(terms).
 */
kk_status kk_system_make(const kk_publication *publication, kk_truth_finder *truth, const void *context, int threads,
                         kk_arena *arena, kk_system *out, kk_error *err) KK_MUST_USE;

#endif
