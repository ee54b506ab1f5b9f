/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The frozen run that an evaluation looks back to: the output folder of an earlier run, kept as it was.
 */
#ifndef KK_BASELINE_H
#define KK_BASELINE_H

#include "kk/areas.h"
#include "kk/config_types.h"

enum { KK_BASELINE_FILES = 2 };

typedef struct kk_baseline {
    kk_config_file file[KK_BASELINE_FILES]; /* what was read, for run.json to tell by their digests */
    uint32_t level;                         /* of the list */
    const char *period;                     /* of the figures: the latest that the run had */
    const double *value;                    /* [area] published units; NaN: none, or withheld */
    const double *lower, *upper;            /* [area] its 95% interval; NaN: none */
    const double *denominator;              /* [area] persons (or else) of which it is a figure; NaN: not told */
    const bool *is_treated;                 /* [area] on the list */
} kk_baseline;

/* What of the earlier run is asked for. */
typedef struct kk_baseline_choice {
    const kk_config_file *folder;
    const char *indicator, *list; /* as they were named then */
    uint32_t level;               /* of the list */
} kk_baseline_choice;

/*
 * Reads indicators.csv and targets.csv of the folder. In the arena. Areas that this project has not are left aside,
 * with a warning that tells how many. Errors: KK_ERR_INPUT for a folder that is no release, boundaries of another year
 * (areas are matched by code, which may mean another area then), no such list at this level, no figures of this
 * indicator there. Cost: O(bytes).
 */
kk_status kk_baseline_read(const kk_baseline_choice *choice, const kk_areas *areas, kk_arena *arena, kk_baseline *out,
                           kk_error *err) KK_MUST_USE;

#endif
