/* SPDX-License-Identifier: EUPL-1.2 */
/* Which cuts does a solution of the master program break? Attackers look at it, from the quickest look to the surest.
 */
#ifndef KK_PROTECTION_EXACT_SEPARATE_H
#define KK_PROTECTION_EXACT_SEPARATE_H

#include "protection/exact_master.h"

/* A demand that is to be met, and whether the truth must be no end of the interval. */
typedef struct kk_required {
    const kk_demand *demand;
    bool strict;
} kk_required;

typedef enum kk_look {
    KK_LOOK_QUICK, /* differences of two tables; no move counts for more than is needed, which makes cuts stronger */
    KK_LOOK_EXACT, /* both ends of the interval */
    KK_LOOK_WHOLE  /* the same of a solution of whole numbers: what is unmet and breaks no capacity cut gets a cover */
} kk_look;

/* How far an attacker finds that a variable can go, of all that is known: whether the demand is met. */
kk_status kk_required_is_met(kk_attacker *attacker, const kk_required *required, bool *is_met,
                             kk_error *err) KK_MUST_USE;

/* Adds the cuts of one demand that the solution breaks; the attacker faces the solution. */
kk_status kk_separate(kk_master *master, kk_attacker *attacker, const kk_required *required, kk_look look,
                      size_t *added, kk_error *err) KK_MUST_USE;

/* Of all demands, by the quickest look that finds any. None was added to a solution of whole numbers: it is a choice
   that meets all. */
kk_status kk_separate_all(kk_master *master, kk_attacker *attacker, const kk_required *required, size_t count,
                          bool is_whole, size_t *added, kk_error *err) KK_MUST_USE;

#endif
