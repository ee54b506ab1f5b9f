/* SPDX-License-Identifier: EUPL-1.2 */
/* The sheets of a release as tables, for swap.sql and views_sheets.sql to show. */
#ifndef KK_STORE_PUBLISH_SHEETS_H
#define KK_STORE_PUBLISH_SHEETS_H

#include "kk/release.h"
#include "store/sql.h"

kk_status kk_publish_sheets(PGconn *pg, const kk_release *release, kk_error *err) KK_MUST_USE;

#endif
