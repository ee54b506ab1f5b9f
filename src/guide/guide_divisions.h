/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A division of means while it is made: who takes part with what, the shares by each principle, how sure they are, and
 * the sheets.
 */
#ifndef KK_GUIDE_DIVISIONS_H
#define KK_GUIDE_DIVISIONS_H

#include "guide/work.h"

typedef struct division_work {
    kk_guide_work *work;
    kk_guide_division *made;
    double units;            /* in a euro, or in an FTE */
    kk_guide_figures youths; /* by area of the level, as is `figure` */
    const double *figure, *figure_error;
    bool by_ridit;       /* need is the ridit of the figure among takers, as its scale has no zero */
    double per;          /* need is the figure over this */
    const double *error; /* [taker]: standard error of its figure; NaN: not known */
    double *room;        /* [taker] */
    uint32_t *order;     /* [taker] */
} division_work;

/* Takers with youths and need; then what they have now, floors and ceilings. Errors: KK_ERR_PROJECT. */
kk_status division_take(division_work *of, kk_error *err) KK_MUST_USE;
kk_status division_take_present(division_work *of, kk_error *err) KK_MUST_USE;
kk_status division_take_bounds(division_work *of, kk_error *err) KK_MUST_USE;

/* Brings figures of takers to need per youth ≥ 0. */
void division_bring_need(const division_work *of, const double *figure, uint32_t *order, double *need);

/* The task of a principle; `state` ([taker]) is room for it. */
kk_allocation_task division_task(const division_work *of, kk_principle principle, const double *need, double *state);

/* Amounts by each principle, their balance, and the frontier. Errors: KK_ERR_PROJECT. */
kk_status division_share(division_work *of, kk_error *err) KK_MUST_USE;

/* The chance to gain of each taker, for one principle. */
kk_status division_draw(const division_work *of, const kk_guide_share *share, double *gain_chance,
                        kk_error *err) KK_MUST_USE;

/* ---- sheets ---- */

/* A chance to gain from which a gain is certain; a loss is from the same chance to lose. */
static const double division_certain = 0.95;

/* Present units; of an unknown present KK_SHEET_EMPTY, though the division had to take something for it. */
int64_t division_present(const kk_guide_division *made, size_t taker);

/* Two cells, one of which stays empty: cents, or posts in FTE. */
void division_put_amount(kk_sheet_cell **cell, const division_work *of, int64_t units);

/* Three cells: division, unit, need_as. */
void division_put_names(kk_sheet_cell **cell, const division_work *of);

kk_status division_add_allocation(kk_guide_work *work, const division_work *division, kk_error *err) KK_MUST_USE;

/* allocation, scenarios, and frontier where there is one. */
kk_status division_add_sheets(kk_guide_work *work, const division_work *division, kk_error *err) KK_MUST_USE;

#endif
