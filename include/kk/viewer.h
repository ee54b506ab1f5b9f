/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The folder viewer/: a page that shows a release, and the release as scripts that the page loads, so that it works
 * from any static host and from disk. docs/viewer-data.md tells what is in them.
 */
#ifndef KK_VIEWER_H
#define KK_VIEWER_H

#include "kk/publish.h"

typedef struct kk_viewer_source {
    const kk_release *release;
    const kk_config *config;
    const kk_boundaries *boundaries; /* after kk_boundaries_project */
    const kk_detail *detail;         /* of the map */
} kk_viewer_source;

/* The page as it was built: $KANSENKOMPAS_VIEWER, or beside the program (../share/kansenkompas/viewer, ../viewer).
   malloc'ed; NULL where there is none. */
char *kk_viewer_page(void);

/* viewer/ in `folder`: a copy of the page. Errors: KK_ERR_OUTPUT. */
kk_status kk_write_viewer_page(const char *page, const char *folder, kk_error *err) KK_MUST_USE;

/*
 * viewer/data/: map, areas, figures of each indicator and level, sheets; and what stands in `folder` already of
 * explanation.json, siting.geojson, stories.json and tiles.pmtiles. Errors: KK_ERR_OUTPUT. O(points + areas × columns).
 */
kk_status kk_write_viewer_data(const kk_viewer_source *source, const char *folder, kk_error *err) KK_MUST_USE;

#endif
