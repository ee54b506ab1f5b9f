/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * report.pdf: what a policy maker reads on paper, in Dutch, A4. Of one gemeente: what this is, map, target areas with
 * how certain they are, the division of means, what is hidden and why, method and sources, and a sheet for every wijk.
 * Of a project with more gemeenten the same of the whole, with the areas that stand out, and without sheets.
 *
 * Fonts are embedded, text can be selected, and the file is tagged: headings, paragraphs, lists, tables, and figures
 * with a text in words. It has a title, a language, an outline and no dates: the same release gives the same bytes.
 */
#ifndef KK_REPORT_PDF_H
#define KK_REPORT_PDF_H

#include "kk/guide.h"
#include "kk/release.h"
#include "kk/stories.h"

/* Nothing but what may be published. */
typedef struct kk_report_pdf_source {
    const kk_config *config;
    const kk_release *release;
    const kk_guide *guide;     /* NULL: the project has none */
    const kk_stories *stories; /* NULL: none */
} kk_report_pdf_source;

/*
 * Writes report.pdf in `folder`. Of the gemeente of `output: report_of:`, else the only one, else the whole. Errors:
 * KK_ERR_INPUT (report_of is no gemeente of the project), KK_ERR_OUTPUT, KK_ERR_INTERNAL (memory). Cost: O(points) for
 * the map and again for each sheet; some 10 ms a page.
 */
kk_status kk_write_report_pdf(const kk_report_pdf_source *source, const char *folder, kk_error *err) KK_MUST_USE;

#endif
