/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Lines that meet once their ends are rounded to millionths of a degree, though in RD they do not: because an end moved
 * by half a decimetre, or because what is straight in RD is not in degrees.
 */
#ifndef KK_GEO_SETTLE_H
#define KK_GEO_SETTLE_H

#include "kk/boundaries.h"

typedef struct kk_settling kk_settling;

/* `degrees` are looked at in kk_settling_find alone. Errors: memory. */
kk_status kk_settling_begin(const kk_topology *topology, const kk_micro_point *degrees, kk_settling **out,
                            kk_error *err) KK_MUST_USE;
void kk_settling_end(kk_settling *settling);

/* The lines between what stays now; more than at the time before. vertex[count]: the ends of those that are new, which
   need their degrees; of the settling. Errors: memory. */
kk_status kk_settling_update(kk_settling *settling, const bool *is_kept, int threads, const uint32_t **vertex,
                             size_t *count, kk_error *err) KK_MUST_USE;

/*
 * Of every new line, and every line that it meets where they have no vertex in common, the place that matters most of
 * those that went from it: places[count], malloc'ed. `importance` by place. Errors: memory. Cost: O(lines that are
 * new), on `threads` threads; the same at any number.
 */
kk_status kk_settling_find(kk_settling *settling, const double *importance, int threads, uint32_t **places,
                           size_t *count, kk_error *err) KK_MUST_USE;

#endif
