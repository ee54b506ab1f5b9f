/* SPDX-License-Identifier: EUPL-1.2 */
/* Youths by where they live, for placing help: those of an area in a point within it. */
#ifndef KK_GUIDE_DEMAND_H
#define KK_GUIDE_DEMAND_H

#include "guide/work.h"

/* `need` as in kk_config_siting. */
typedef struct guide_demand_choice {
    const char *level; /* NULL: the finest at which the number of youths is known */
    ptrdiff_t need;
    kk_mark mark; /* of the part of the project that asks, for messages */
} guide_demand_choice;

enum { GUIDE_DEMAND_ALIKE = -2 };

/* Land areas with youths. */
typedef struct guide_demand {
    uint32_t level;
    size_t count;
    uint32_t *area;             /* ascending */
    double *xy;                 /* 2 × count */
    double *youths;             /* > 0 */
    double *weight;             /* youths × need per youth; where need is not known that of all others together */
    const uint8_t *need_origin; /* kk_guide_origin; NULL: all youths alike */
    size_t left_out;            /* land areas of which the number of youths, or the place, is not known */
} guide_demand;

/* In the arena. Need is that of an indicator over what would be everybody, of an index over 100, or its ridit where the
   index has no zero. Errors: KK_ERR_PROJECT. */
kk_status guide_demand_make(kk_guide_work *work, const guide_demand_choice *choice, guide_demand *out,
                            kk_error *err) KK_MUST_USE;

/* The weights of youths by need, and where that comes from: the part of guide_demand_make that asks for need. */
kk_status guide_demand_weigh(kk_guide_work *work, const guide_demand_choice *choice, guide_demand *out,
                             kk_error *err) KK_MUST_USE;

/* Metres in a straight line from each place to each demand: distance[place × count + demand]. */
void guide_demand_distances(const guide_demand *demand, const kk_guide_place *place, const uint32_t *chosen,
                            size_t places, float *distance);

/* Types are told apart without regard to capitals. */
bool guide_place_is(const kk_guide_place *place, const char *type);

/* The places of one type, by index in the sources, ascending; how many there are. */
size_t guide_places_of(const kk_guide_sources *sources, const char *type, uint32_t *list);

/* Fails where there is no place of the type, and names the types that there are. */
kk_status guide_places_need(const kk_guide_sources *sources, const char *type, kk_mark mark, kk_error *err) KK_MUST_USE;

#endif
