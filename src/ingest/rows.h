/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What table readers need of kk_rows besides kk/ingest.h.
 */
#ifndef KK_ROWS_H
#define KK_ROWS_H

#include "kk/ingest.h"

/* Back to the first row below the header. */
kk_status kk_rows_rewind(kk_rows *rows, kk_error *err) KK_MUST_USE;

/* A table without rows is no reason to warn. */
void kk_rows_allow_empty(kk_rows *rows);

#endif
