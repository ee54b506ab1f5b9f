/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * run.json lists the files of its folder, so that a later run knows which files it may replace.
 */
#ifndef KK_PUBLISH_LISTING_H
#define KK_PUBLISH_LISTING_H

#include "kk/error.h"
#include "publish/json.h"

#define KK_GENERATOR "kansenkompas"
#define KK_RUN_FILE "run.json"
#define KK_TIMINGS_FILE "timings.json"

/* The member "files": what is in the folder and the folders in it, with KK_RUN_FILE and KK_TIMINGS_FILE, sorted. */
kk_status kk_listing_write(kk_json *json, const char *folder, kk_error *err) KK_MUST_USE;

/*
 * KK_OK when everything in the folder may be replaced: it does not exist, it is empty, or it has a run.json of ours
 * that lists all that is in it (what SQLite leaves beside a GeoPackage is let through). Errors: KK_ERR_OUTPUT with the
 * first file that would be lost.
 */
kk_status kk_listing_check(const char *folder, kk_error *err) KK_MUST_USE;

#endif
