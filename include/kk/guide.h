/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The guide: from released figures to an index of need, target areas, a division of means and places for help. The
 * stage sees a release and what is public besides (places, lists of today), so that whatever it makes tells no more
 * than the release does. A withheld figure is represented by that of the area around, and the area says so.
 */
#ifndef KK_GUIDE_H
#define KK_GUIDE_H

#include "kk/allocation.h"
#include "kk/baseline.h"
#include "kk/evaluation.h"
#include "kk/need.h"
#include "kk/need_draws.h"
#include "kk/release.h"
#include "kk/siting.h"
#include "kk/targets.h"

/* ---- what comes in besides the release ---- */

/* A place: public. */
typedef struct kk_guide_place {
    double x, y;     /* RD, m */
    double capacity; /* NaN: not known */
    const char *id;
    const char *type; /* as in the project, in small letters */
} kk_guide_place;

/* A list of areas, by area of the level of its target: today's, or that of an earlier run. NULL: there is none. */
typedef struct kk_guide_lists {
    const bool *today, *earlier;
} kk_guide_lists;

typedef struct kk_guide_sources {
    const kk_release *release;
    const kk_guide_place *place;
    size_t place_count;
    const kk_guide_lists *lists; /* [target] */
    const kk_baseline *baseline; /* NULL: none */
} kk_guide_sources;

/* ---- figures ---- */

/* Where a figure that went into the guide came from. */
typedef enum kk_guide_origin {
    KK_ORIGIN_NONE,  /* "none"    no figure: its own is missing, or withheld like that of every area around */
    KK_ORIGIN_OWN,   /* "own"     its own released figure */
    KK_ORIGIN_AROUND /* "around"  that of the area around: its own is withheld */
} kk_guide_origin;
const char *kk_guide_origin_name(kk_guide_origin origin);

/* An indicator at a level, for the period that maps show, in published units. By area of the level, water too (none).
 */
typedef struct kk_guide_figures {
    const kk_config_indicator *indicator;
    const char *period;          /* NULL: no figure at this level at all */
    const char *source;          /* as in the release; "" where there is none */
    const double *value;         /* NaN: none */
    const double *lower, *upper; /* the released interval, of KK_ORIGIN_AROUND value ± 1.96 error; NaN: none */
    /* Standard error: half the released interval / 1.96; of a percentage p of n as published √(p (1 − p) / n). Of
       KK_ORIGIN_AROUND √(that² + s²), s the standard deviation between areas with a figure of their own, as it need not
       be like what is around it. NaN: not known. */
    const double *error;
    const uint8_t *status;   /* kk_figure_status of its own figure */
    const uint8_t *origin;   /* kk_guide_origin */
    const char *const *from; /* code of the area whose figure it is; "" of KK_ORIGIN_NONE */
} kk_guide_figures;

/* The figure that would be everybody, in published units: 100 of a percentage, as published or made here. */
double kk_guide_everybody(const kk_config_indicator *indicator);

/* ---- results ---- */

/* The index at one level; every array by area of the level. */
typedef struct kk_guide_index {
    uint32_t level;
    size_t count;
    const char *period;              /* the latest of its figures */
    const double *youths;            /* NaN: not known (counts as 0 in `areas`) */
    const kk_guide_figures *figures; /* [config need] */
    kk_need_areas areas;             /* what the kernel was given */
    kk_need_scores scores;
    kk_need_spread spread;
    size_t worst; /* k of spread.worst_chance: that of a list at this level, else a tenth of the areas with an index */
    const kk_rank_set *set;    /* rank 1: most need; all 0 without an index. At the confidence of 95%, simultaneous,
                                  from spread.error */
    const double *usual;       /* [config need] the value at which it starts to raise need: the mean of youths, or where
                                  its scale turns */
    const char *const *why_nl; /* the three contributions that count most, a sentence; "" without an index */
} kk_guide_index;

/* A list of target areas. */
typedef struct kk_guide_targets {
    const kk_config_target *config;
    const kk_guide_index *index;
    const kk_guide_figures *in_need; /* of config->in_need at that level */
    const kk_target *target;         /* [area] */
    const uint32_t *rank;            /* [area] among those of its group (`within`); 0 without an index */
    const kk_list_place *place;      /* [area] today's list against this one; NULL: there is no list of today */
} kk_guide_targets;

/* What a division makes of means per youth. */
typedef struct kk_guide_balance {
    double gini;          /* of means per youth, weighted by youths */
    double concentration; /* concentration index of means, youths ranked by need, least first: > 0 more to more need */
} kk_guide_balance;

/* A division by one principle. */
typedef struct kk_guide_share {
    kk_principle principle;
    const double *exact;       /* [taker] units */
    const int64_t *units;      /* [taker] */
    const double *gain_chance; /* [taker]: share of draws of need in which it gets more than at present, a draw in which
                                  it gets as much counting half; NaN: its present, or how sure its need is, is not known
                                */
    kk_guide_balance balance;
} kk_guide_share;

typedef struct kk_guide_division {
    const kk_config_division *config;
    uint32_t level;
    size_t count;                            /* takers: areas with youths and need */
    const uint32_t *area;                    /* [taker] index in the level, ascending */
    const double *youths, *need;             /* [taker]; need per youth ≥ 0, as the kernel was given */
    const char *need_as;                     /* what `need` is of the figure: "value"; "index", "ridit", over 100 */
    const kk_guide_figures *need_figures;    /* of an indicator; NULL: the index */
    const kk_guide_figures *present_figures; /* NULL: none */
    const int64_t *present;                  /* [taker] units, of KK_ORIGIN_NONE what all others have; NULL: none */
    const int64_t *floor, *ceiling;          /* [taker] units; NULL: none */
    const kk_guide_share *share;             /* [config principle] */
    kk_guide_balance before;                 /* of the present; NaN: none */
    const kk_frontier_point *frontier;       /* [config epsilon]; NULL: not asked for */
    double most_effect;                      /* of the frontier at ε = 0; NaN: no frontier */
    size_t left_out;                         /* land areas with youths that take no part, as their need is not known */
} kk_guide_division;

typedef struct kk_guide_siting {
    const kk_config_siting *config;
    uint32_t level;
    const kk_guide_place *place; /* those of the sources */
    size_t candidate_count, demand_count;
    const uint32_t *candidate;   /* [candidate] index of place */
    const bool *is_present;      /* [candidate] */
    const uint32_t *area;        /* [demand] index in the level */
    const double *xy;            /* 2 × demand: where its youths are taken to live, RD */
    const double *youths;        /* [demand] */
    kk_siting_result result;     /* is_open of REMOVING: those that stay */
    const float *before, *after; /* [demand] metres to the nearest place now, to the one that serves in the proposal;
                                    INFINITY none */
    const double *youths_served; /* [candidate] in the proposal; NaN: not open */
    const double *need_served;   /* [candidate] the same by need; NaN also where ranks are hidden */
    const double *mean_distance; /* [candidate] m, of these youths; NaN: nobody */
} kk_guide_siting;

typedef struct kk_guide {
    kk_guide_index *index;
    size_t index_count; /* a level each, in the order of the areas' levels */
    kk_guide_targets *targets;
    size_t targets_count; /* that of the project */
    kk_guide_division *division;
    size_t division_count;
    kk_guide_siting *siting;
    size_t siting_count;
    kk_guidance guidance; /* for kk_release_add_guidance */
} kk_guide;

/*
 * Makes all that `guide:` asks for. In the arena; the same at any number of threads. Errors: KK_ERR_INPUT where what is
 * asked cannot be done (a level without figures, a budget below the floors …), KK_ERR_INTERNAL, KK_ERR_INTERRUPTED.
 */
kk_status kk_guide_make(const kk_config *config, const kk_guide_sources *sources, int threads, kk_arena *arena,
                        kk_guide *out, kk_error *err) KK_MUST_USE;

/* Whether a list at this level is to be published without ranks and scores. */
bool kk_guide_hides_ranks(const kk_config *config, const kk_areas *areas, uint32_t level);

#endif
