/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The parts `guide:` and `stories:` of the project file (docs/guide/project-file.md).
 *
 *   guide:
 *     seed: 1
 *     youths: share_under_25      # counts youths: of a value its value, of any other indicator its numerator
 *     index:
 *       name: behoefte
 *       levels: [wijk, buurt]     # default: wijk
 *       scale: percentile         # z, robust_z, min_max, exponential
 *       join: arithmetic          # geometric, outranking
 *       missing: {rule: leave, least: 0.6}                  # average, none
 *       themes:
 *         - name: bestaan
 *           weight: 2
 *           of:
 *             - {indicator: low_income, weight: 2}          # direction: that of the indicator
 *             - {indicator: reach, because_nl: "…"}         # not of the axis need: only with a reason
 *       sensitivity: {draws: 1000, weights: 0.25, scales: [z, percentile], joins: [arithmetic, geometric]}
 *     crossing: {use: reach, supply: afstand_consultatiebureau}
 *     targets:
 *       - {name: doelwijken, level: wijk, choose: 3, in_need: low_income, today: lijst.csv, earlier: DIR,
 *          peers: {on: [density], count: 5}}    # or {named: [WK036300, WK059900]}
 *       - {name: doelbuurten, level: buurt, within: gemeente, above: 75, in_need: low_income, ranks: hidden}
 *     goals: [{indicator: low_income, level: gemeente, target: 10, year: 2030}]
 *     evaluate: {baseline: DIR, indicator: reach, list: doelwijken, level: wijk}
 *     divide:
 *       - name: preventie
 *         level: wijk
 *         budget: 1500000           # euro; or posts: {count: 24, size: 0.5}
 *         need: index               # or an indicator
 *         present: front_euro_per_child                     # amounts: as of `youths`
 *         floor_per_youth: 20
 *         ceiling_per_youth: 400
 *         principles: [proportionate, present]              # default
 *         floor_share: 0.5          # of proportionate: divided by head
 *         epsilon: [0, 0.5, 1, 2]   # of welfare and the frontier; welfare takes the last
 *         half_effect: 150          # of both: euro per youth in need that bring half of the effect
 *         years: 4                  # of closing
 *     shift: {level: wijk, front: front_euro_per_child, back: back_euro_per_child, years: 6, share: 0.2,
 *             yearly_most: 0.05, returns: 0, delay_years: 2, source_nl: "…"}
 *     siting: [{name: hart, goal: median, places: 2, type: hart, candidates: [school], level: buurt, need: index,
 *               radius: 1000, capacity: true}]
 *     roof: {level: buurt, kinds: [consultatiebureau, wijkteam], radius: 1000, moves: 3}
 *   stories: {file: verhalen.csv}
 */
#ifndef KK_CONFIG_GUIDE_H
#define KK_CONFIG_GUIDE_H

#include "kk/config_types.h"
#include "kk/guide_types.h"

/* ---- the index ---- */

typedef struct kk_config_need {
    uint32_t indicator; /* index in kk_config.indicators */
    uint32_t theme;
    double weight; /* within the theme */
    bool is_strength;
    const char *because_nl; /* of use and supply: why it says something of need; NULL of an indicator of need */
    kk_mark mark;
} kk_config_need;

typedef struct kk_config_theme {
    const char *name, *label_nl, *label_en;
    double weight;
    uint32_t indicator; /* of its score: INDEX_THEME */
} kk_config_theme;

typedef struct kk_config_index {
    bool given;
    const char *name, *label_nl, *label_en;
    const char **levels;
    size_t level_count;
    kk_need_rule rule;
    kk_config_theme *theme;
    size_t theme_count;
    kk_config_need *need; /* by theme */
    size_t need_count;
    struct {
        unsigned draws;       /* default 1000 */
        double weight_spread; /* default 0.25 */
        kk_need_scale *scale; /* default z and percentile, and the chosen one */
        kk_need_join *join;   /* default arithmetic and geometric, and the chosen one */
        size_t scale_count, join_count;
    } sensitivity;
    uint32_t indicator; /* of the index itself among kk_config.indicators: INDEX */
    uint32_t rank;      /* of the rank: INDEX_rank */
    kk_mark mark;
} kk_config_index;

/* Need × use and need × supply. An area is high where its figure is above that of all youths together. */
typedef struct kk_config_crossing {
    bool given;
    ptrdiff_t use, supply;                    /* indicators; −1: none */
    uint32_t use_indicator, supply_indicator; /* of the categories: INDEX_use, INDEX_supply */
    kk_mark mark;
} kk_config_crossing;

/* ---- target areas ---- */

typedef struct kk_config_target {
    const char *name, *label_nl;
    const char *level, *within; /* NULL: one list for all of the project */
    unsigned choose;            /* so many; 0: by threshold */
    double above;               /* the index from which on; NaN: by number */
    double confidence;          /* default 0.95 */
    uint32_t in_need;           /* a share: youths in need = youths × share; required, as wijken are not children */
    bool hides_ranks;           /* nothing of its level is published with ranks, scores of the index or margins */
    kk_config_file today;       /* CSV with a column code: the list there is; no path: none */
    kk_config_file earlier;     /* folder of an earlier run; no path: none */
    struct {
        uint32_t *on; /* indicators; none: the areas named */
        size_t on_count;
        const char **named; /* codes */
        size_t named_count;
        unsigned count; /* how many peers each area has (of those named: all but itself) */
    } peers;
    uint32_t indicator; /* of the categories: NAME */
    kk_mark mark;
} kk_config_target;

typedef struct kk_config_goal {
    uint32_t indicator;
    const char *level;
    double target; /* published units */
    int year;
    kk_mark mark;
} kk_config_goal;

/* ---- means ---- */

typedef struct kk_config_division {
    const char *name, *label_nl;
    const char *level;
    int64_t budget_units;                      /* cents, or posts of `post_size` */
    double post_size;                          /* FTE of a post; NaN: cents */
    ptrdiff_t need;                            /* indicator; −1: the index */
    ptrdiff_t present;                         /* indicator in euro (or FTE); −1: none */
    double floor_per_youth, ceiling_per_youth; /* euro (FTE); NaN: none */
    kk_principle *principle;
    uint32_t *indicator; /* [principle] of its means per youth: NAME_PRINCIPLE */
    size_t principle_count;
    double floor_share; /* default 0.5 */
    double *epsilon;    /* default 0, 0.5, 1, 2 */
    size_t epsilon_count;
    kk_aversion aversion;
    double half_effect; /* euro per youth in need */
    unsigned years;
    kk_mark mark;
} kk_config_division;

typedef struct kk_config_shift {
    bool given;
    const char *level;
    uint32_t front, back; /* indicators in euro */
    kk_shift_rule rule;
    const char *source_nl; /* of the return that is assumed; required where it is above 0 */
    kk_mark mark;
} kk_config_shift;

/* ---- places ---- */

typedef struct kk_config_siting {
    const char *name, *label_nl;
    kk_siting_goal goal;
    unsigned places;
    const char *type;        /* of place, as in `places:` */
    const char **candidates; /* types of place where it could be */
    size_t candidate_count;
    const char *level; /* of the areas in whose middle youths are taken to live; default: the finest with youths */
    ptrdiff_t need;    /* indicator that weighs youths; −1: the index; −2: all youths alike */
    double radius_m;   /* of covering, and of what is reported; default 1000 */
    bool uses_capacity;
    kk_mark mark;
} kk_config_siting;

typedef struct kk_config_guide {
    bool given;
    unsigned seed;
    uint32_t youths; /* of an indicator of kind value its value, of any other its numerator: number of youths */
    kk_config_index index;
    kk_config_crossing crossing;
    kk_config_target *target;
    size_t target_count;
    kk_config_goal *goal; /* at most KK_GOALS_MAX */
    size_t goal_count;
    struct {
        bool given;
        kk_config_file baseline; /* folder of the run that is the baseline */
        uint32_t indicator;
        const char *list, *level; /* name of targets in that run, and their level */
        kk_mark mark;
    } evaluate;
    kk_config_division *division;
    size_t division_count;
    kk_config_shift shift;
    kk_config_siting *siting;
    size_t siting_count;
    struct {
        bool given;
        const char *level; /* as of siting */
        const char **kinds;
        size_t kind_count;
        double radius_m;
        unsigned moves;
        kk_mark mark;
    } roof;
    kk_config_file stories; /* kk/stories.h; no path: none */
} kk_config_guide;

enum { KK_GOALS_MAX = 5 };

/* As in the project file: "proportionate". */
const char *kk_principle_label_nl(kk_principle principle); /* "per jongere en naar behoefte" */
const char *kk_principle_name(kk_principle principle);
const char *kk_aversion_name(kk_aversion aversion);
const char *kk_need_scale_name(kk_need_scale scale);
const char *kk_need_join_name(kk_need_join join);
const char *kk_need_gap_name(kk_need_gap gap);
const char *kk_siting_goal_name(kk_siting_goal goal);

#endif
