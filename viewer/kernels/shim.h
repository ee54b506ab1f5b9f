/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The guide's kernels for a browser: lists of doubles in, lists of doubles out, so that JavaScript needs no knowledge
 * of C's structs. Compiled for WebAssembly it is what the viewer's scenario panel computes with; compiled for this
 * machine, with the engine's own objects, what a test compares it with.
 *
 * All lists lie in one arena. A NaN in is none, a NaN out is always the same NaN.
 */
#ifndef KK_VIEWER_SHIM_H
#define KK_VIEWER_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Gives all lists back. */
void kernel_reset(void);

/* A list of zeros; NULL where there is no room. */
double *kernel_list(size_t count);

/*
 * The index of need of one level (kk/need.h). T themes, J indicators, N areas.
 *   in:  areas N, indicators J, themes T, scale, join, gap, least; theme weights [T]; of each indicator theme, weight,
 *        is strength [3 J]; youths [N]; values [J × N]
 *   out: average; means [J]; index [N]; themes [T × N]; scaled [J × N]; contributions [J × N]
 * False: no room. Numbers of choices are those of kk/guide_types.h.
 */
bool kernel_index(const double *in, double *out);

/* What `figure` of a division is. */
typedef enum kernel_need { KERNEL_NEED_VALUE, KERNEL_NEED_INDEX, KERNEL_NEED_RIDIT } kernel_need;

/* Besides those of kk_allocation_flaw. */
enum { KERNEL_NO_ROOM = 100, KERNEL_NO_TASK = 101 };

/*
 * One division by one principle (kk/allocation.h). N areas that take part.
 *   in:  areas N, principle, budget in units, units in a euro or FTE, floor and ceiling per youth in euro or FTE (NaN:
 *        none), share, years, aversion, epsilon, half effect in euro or FTE (NaN: none), need as (kernel_need), has
 *        present; youths [N]; figures [N] (VALUE: need per youth itself); present units [N]
 *   out: exact [N]; units [N]; need per youth [N]; floors [N]; ceilings [N] (NaN: none), all four in whole units but
 *        need. Of a flaw exact and units are NaN
 * Returns kk_allocation_flaw; KERNEL_NO_TASK: what is in the list makes no task.
 */
int kernel_divide(const double *in, double *out);

#endif
