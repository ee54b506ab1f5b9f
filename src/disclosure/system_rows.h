/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The rows of a system: what adds up to what. They depend on what is published, and not on which of it is hidden for
 * others' sake, so that the gate and the audit have the same.
 */
#ifndef KK_DISCLOSURE_SYSTEM_ROWS_H
#define KK_DISCLOSURE_SYSTEM_ROWS_H

#include "disclosure/system_index.h"
#include "kk/protection.h"

/* Fills in the rows of `knowledge`, in the arena. Cost: O(terms). */
kk_status kk_system_rows_make(const kk_system_index *index, bool is_gate, int threads, kk_arena *arena,
                              kk_knowledge *knowledge, kk_error *err) KK_MUST_USE;

#endif
