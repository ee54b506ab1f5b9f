/* SPDX-License-Identifier: EUPL-1.2 */
/* An audit at work. Auditors look at the release one after the other, each at a kind of output, and add rows. */
#ifndef KK_AUDIT_WORK_H
#define KK_AUDIT_WORK_H

#include "kk/audit.h"

typedef struct kk_audit_work {
    const char *folder;
    kk_publication publication; /* with what earlier releases tell */
    size_t own_columns;         /* those behind are of earlier releases */
    int threads;
    kk_audit_result *result;
} kk_audit_work;

typedef kk_status kk_auditor(kk_audit_work *work, kk_error *err);

/* Figures that the rules say should be hidden, and are told. */
kk_auditor kk_audit_shown;
/* The hidden cells of indicators.csv, under attack. */
kk_auditor kk_audit_tables;
/* What is hidden, by status; what protecting the others costs. */
kk_auditor kk_audit_losses;

/* Adds a row and counts its verdict; texts are borrowed. */
kk_status kk_audit_add(kk_audit_result *result, const kk_audit_row *row, kk_error *err) KK_MUST_USE;

/* A row about area `area` of a column of the publication. */
kk_audit_row kk_audit_row_of(const kk_audit_work *work, size_t column, size_t area);

#endif
