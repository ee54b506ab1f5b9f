/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The audit of estimates: what those that are released tell of those that have no row. Such a row may be of nobody, of
 * few, or be missing for others' sake, so of no cell is it known which. A leak is a count (persons; those of them who
 * have a binary outcome; those who lack it) that is sure to be 1 or more and below the threshold, and is known within
 * KK_ESTIMATE_WIDTH.
 */
#ifndef KK_AUDIT_ESTIMATES_H
#define KK_AUDIT_ESTIMATES_H

#include "audit/work.h"

/* Adds a row for each leak and contradiction; nothing for a release without estimates. */
kk_auditor kk_audit_estimates;

#endif
