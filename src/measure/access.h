/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From homes to places: how far the nearest is, and E2SFCA accessibility. Distances are straight, in metres, or
 * minutes of a travel matrix; then a pair that is not in it cannot be travelled.
 */
#ifndef KK_ACCESS_H
#define KK_ACCESS_H

#include "kk/intake.h"
#include "kk/locate.h"

/* Where youths live, and how many: of one period. */
typedef struct kk_homes {
    size_t count;
    const double *xy; /* NaN: not known where */
    const double *weight;
    const size_t *trip_begin; /* of each home, in kk_sites.travel; NULL: straight distances */
    const size_t *trip_end;
} kk_homes;

/* The places of one type, or all. */
typedef struct kk_reach {
    const kk_sites *sites;
    const kk_homes *homes;
    size_t place_count;
    uint32_t *place;   /* those of the type, ascending: the points of `index` */
    bool *chosen;      /* [place of kk_sites] */
    kk_nearest *index; /* NULL with travel times */
} kk_reach;

/* Whether there are places of a type; whether a place is of it. "" means all; letters are compared without case. */
bool kk_sites_have_type(const kk_sites *sites, const char *type);
bool kk_site_is_of_type(const kk_sites *sites, size_t place, const char *type);

/* place_count is 0 where there are no places of the type. */
kk_status kk_reach_open(const kk_sites *sites, const kk_homes *homes, const char *type, kk_reach *out,
                        kk_error *err) KK_MUST_USE;
void kk_reach_close(kk_reach *reach);

/* To the nearest place. INFINITY where none can be reached, NaN where it is not known where the home is. */
double kk_reach_nearest(const kk_reach *reach, size_t home);

/*
 * Enhanced two-step floating catchment area (Luo and Qi 2009), places per youth at each home:
 *   R_j = S_j / Σ_k w_k f(d_kj),   A_i = Σ_j R_j f(d_ij)
 * S_j the capacity of place j (1 where unknown), w_k the youths of home k, and f a step in three zones of equal width
 * up to `limit` (metres or minutes): 1, 0.68 and 0.22, beyond it 0. Where all homes reach a place Σ_i w_i A_i = Σ_j
 * S_j. Homes without youths have an A too, as a youth who came to live there would. NaN as above. Threads make no
 * difference. Cost: O(homes × places within the limit).
 */
kk_status kk_reach_access(const kk_reach *reach, double limit, int threads, double *access, kk_error *err) KK_MUST_USE;

#endif
