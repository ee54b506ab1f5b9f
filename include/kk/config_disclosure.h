/* SPDX-License-Identifier: EUPL-1.2 */
/* `disclosure:` of the project file: what may not be told, and how it is kept from being computed. */
#ifndef KK_CONFIG_DISCLOSURE_H
#define KK_CONFIG_DISCLOSURE_H

#include "kk/config_types.h"

typedef enum kk_disclosure_method {
    KK_METHOD_SUPPRESS, /* what is few is hidden, and what would give it away */
    KK_METHOD_ROUND     /* counts are rounded to a base so that sums still hold; nothing is hidden for being few */
} kk_disclosure_method;

typedef struct kk_config_disclosure {
    /* Primary rules. 0: the rule is off. */
    double minimum; /* persons: counts, rests and bases of 1 … minimum − 1 are hidden; default 10, at least 2 */
    int dominance_largest;      /* (n, k): an amount of which the n largest persons … n is 1 or 2; default 2 */
    double dominance_share;     /* … make up more than this share; default 0.9 */
    double p_percent;           /* who has the second largest amount could tell the largest within p%; default 10 */
    double group_share;         /* a share at least so high tells of everyone in the group; default 0.9 */
    double minimum_population;  /* areas with fewer inhabitants have no private figures; default 0 */
    const kk_term *inhabitants; /* … by this column: the youths of `population:`; NULL: by a public table of a file */
    bool secondary;             /* hide what would give the hidden away; default true */
    bool optimum;               /* … with the least loss (KK_EFFORT_OPTIMAL), and tell the bound; default false */
    kk_disclosure_method method;
    double rounding_base;     /* default 5 */
    bool show_parent;         /* `fallback: parent`: a hidden figure shows that of the area around, labelled */
    double width, amount;     /* protection demanded: kk_publication_rules; defaults 5, 0.2 */
    bool secondary_estimates; /* the same for `estimates:`; default true */
    const char *accept_leaks; /* why a release is made although the audit finds leaks; NULL: then there is none */
    kk_config_file *earlier;  /* folders of earlier releases that are known */
    size_t earlier_count;
    kk_mark mark;
} kk_config_disclosure;

#endif
