/* SPDX-License-Identifier: EUPL-1.2 */
/* The part of the project language about the guide. Raw structures as in config/schema.h. */
#ifndef KK_CONFIG_SCHEMA_GUIDE_H
#define KK_CONFIG_SCHEMA_GUIDE_H

#include <cyaml/cyaml.h>
#include <stdbool.h>

typedef struct kk_raw_need {
    char *indicator, *because_nl;
    double *weight;
    int *direction; /* kk_direction */
} kk_raw_need;

typedef struct kk_raw_theme {
    char *name, *label_nl, *label_en;
    double *weight;
    kk_raw_need *of;
    unsigned of_count;
} kk_raw_theme;

typedef struct kk_raw_missing {
    int *rule; /* kk_need_gap */
    double *least;
} kk_raw_missing;

typedef struct kk_raw_sensitivity {
    unsigned *draws;
    double *weights;
    int *scales, *joins; /* kk_need_scale, kk_need_join */
    unsigned scales_count, joins_count;
} kk_raw_sensitivity;

typedef struct kk_raw_index {
    char *name, *label_nl, *label_en;
    char **levels;
    int *scale, *join; /* kk_need_scale, kk_need_join */
    kk_raw_missing *missing;
    kk_raw_theme *themes;
    kk_raw_sensitivity *sensitivity;
    unsigned levels_count, themes_count;
} kk_raw_index;

/* ---- target areas ---- */

typedef struct kk_raw_crossing {
    char *use, *supply;
} kk_raw_crossing;

typedef struct kk_raw_peers {
    char **on, **named;
    unsigned *count;
    unsigned on_count, named_count;
} kk_raw_peers;

typedef struct kk_raw_target {
    char *name, *label_nl, *level, *within, *in_need, *today, *earlier;
    unsigned *choose;
    double *above, *confidence;
    int *ranks; /* 1: hidden */
    kk_raw_peers *peers;
} kk_raw_target;

typedef struct kk_raw_goal {
    char *indicator, *level;
    double *target;
    unsigned *year;
} kk_raw_goal;

typedef struct kk_raw_evaluate {
    char *baseline, *indicator, *list, *level;
} kk_raw_evaluate;

/* ---- means ---- */

typedef struct kk_raw_posts {
    unsigned *count;
    double *size;
} kk_raw_posts;

typedef struct kk_raw_division {
    char *name, *label_nl, *level, *need, *present;
    double *budget, *floor_per_youth, *ceiling_per_youth, *floor_share, *half_effect;
    kk_raw_posts *posts;
    int *principles; /* kk_principle */
    int *aversion;   /* kk_aversion */
    double *epsilon;
    unsigned *years;
    unsigned principles_count, epsilon_count;
} kk_raw_division;

typedef struct kk_raw_shift {
    char *level, *front, *back, *source_nl;
    unsigned *years, *delay_years;
    double *share, *yearly_most, *returns;
} kk_raw_shift;

/* ---- places ---- */

typedef struct kk_raw_siting {
    char *name, *label_nl, *type, *level, *need;
    int *goal; /* kk_siting_goal */
    unsigned *places;
    double *radius;
    bool *capacity;
    char **candidates;
    unsigned candidates_count;
} kk_raw_siting;

typedef struct kk_raw_roof {
    char *level;
    char **kinds;
    double *radius;
    unsigned *moves;
    unsigned kinds_count;
} kk_raw_roof;

typedef struct kk_raw_guide {
    unsigned *seed;
    char *youths;
    kk_raw_index *index;
    kk_raw_crossing *crossing;
    kk_raw_target *targets;
    kk_raw_goal *goals;
    kk_raw_evaluate *evaluate;
    kk_raw_division *divide;
    kk_raw_shift *shift;
    kk_raw_siting *siting;
    kk_raw_roof *roof;
    unsigned targets_count, goals_count, divide_count, siting_count;
} kk_raw_guide;

typedef struct kk_raw_stories {
    char *file;
} kk_raw_stories;

extern const cyaml_schema_field_t kk_guide_fields[], kk_stories_fields[];
extern const cyaml_schema_field_t kk_crossing_fields[], kk_evaluate_fields[], kk_shift_fields[], kk_roof_fields[];
extern const cyaml_schema_value_t kk_target_item, kk_goal_item, kk_division_item, kk_siting_item;

#endif
