/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_HIGHEST_H
#define KK_HIGHEST_H

#include "cli/pipeline.h"

/*
 * The end of a run, on standard output: who has most of the first indicator of need. Where the project has it `ranked`,
 * who is certainly among the worst stands above the five highest figures, and each has the set of its ranks.
 */
void kk_highest_print(const kk_run *run);

#endif
