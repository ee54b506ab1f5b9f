/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_RELIABILITY_H
#define KK_RELIABILITY_H

#include "kk/estimates.h"
#include "kk/release.h"

/* What is told of the reliability of outcomes, in the arena: rows of which two regions or more are shown. */
kk_status kk_reliability_release(const kk_chosen *chosen, kk_arena *arena, kk_released_reliability **rows,
                                 size_t *count, kk_error *err) KK_MUST_USE;

#endif
