/* SPDX-License-Identifier: EUPL-1.2 */
/* How sure the order of the index of need is, and how it is told: in a sentence for each area, in columns and in
 * sheets. */
#ifndef KK_GUIDE_INDEX_H
#define KK_GUIDE_INDEX_H

#include "guide/work.h"

/* Its draws, the k of their chances, and rank sets. */
kk_status kk_index_doubt(kk_guide_work *work, kk_guide_index *index, kk_error *err) KK_MUST_USE;

/* `usual` and `why_nl`. */
kk_status kk_index_explain(kk_guide_work *work, kk_guide_index *index, kk_error *err) KK_MUST_USE;

/* Why indicators of use and supply are in the index, in the project's words; "" where none is. NULL: no memory. */
const char *kk_index_because(const kk_guide_work *work);

/* Half the width of the 95% interval of the index; NaN: it has none. */
double kk_index_half(const kk_guide_index *index, size_t area);

/* That interval, within what the scale can be; NaN: none. */
void kk_index_interval(const kk_guide_index *index, size_t area, double *lower, double *upper);

/* Mean over the youths of areas with a value; NaN of nobody. */
double kk_index_mean(const kk_guide_index *index, const double *value);

/* INDEX, its themes and INDEX_rank; none where ranks are hidden. */
kk_status kk_index_add_columns(kk_guide_work *work, const kk_guide_index *index, kk_error *err) KK_MUST_USE;

/* need.csv and need_figures.csv of all levels whose ranks are not hidden. */
kk_status kk_index_add_sheets(kk_guide_work *work, kk_error *err) KK_MUST_USE;

#endif
