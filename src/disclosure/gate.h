/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The gate at work: the raw table as a publication, with the truth in every cell and in its status what the rules say.
 */
#ifndef KK_DISCLOSURE_GATE_H
#define KK_DISCLOSURE_GATE_H

#include "disclosure/primary.h"
#include "disclosure/quantities.h"
#include "disclosure/system.h"

typedef struct kk_gate {
    const kk_indicator_table *raw;
    const kk_config *config;
    int threads;
    kk_inhabitants inhabitants;
    kk_arena *arena;
    uint8_t **status;              /* [raw column][area of the level] what is released of it */
    uint32_t *land[KK_LEVELS_MAX]; /* [area of the publication] its index in the level */
    kk_quantities quantities;
    const kk_indicator_column **source;      /* [publication column] */
    const kk_publication_column **published; /* [raw column] NULL of one that takes no part */
    kk_publication publication;
} kk_gate;

/* Sets gate->status by the primary rules. */
kk_status kk_gate_apply_rules(kk_gate *gate, kk_error *err) KK_MUST_USE;

/*
 * Makes gate->publication of the columns that are not public, by gate->status; estimates by `estimates: maps:` are not
 * among them (disclosure/estimates.h). In the arena.
 */
kk_status kk_gate_publish(kk_gate *gate, kk_error *err) KK_MUST_USE;

/* kk_truth_finder; `context` is a kk_gate. */
kk_figure kk_gate_truth(const void *context, const kk_quantity *quantity, uint32_t level, uint32_t area,
                        const char *period);

/* For `method: round`: tells counts that are few after all, rounded, and warns of sums that no longer hold. */
kk_status kk_gate_round(kk_gate *gate, kk_error *err) KK_MUST_USE;

/* Hides what would give away what is hidden: sets status suppressed_secondary in the publication and gate->status. */
kk_status kk_gate_protect(kk_gate *gate, kk_protection_result *result, kk_error *err) KK_MUST_USE;

/* Empties the cells of the publication that are not released, so that it holds no truth that they hide. */
void kk_gate_forget(kk_gate *gate);

#endif
