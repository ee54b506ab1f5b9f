/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report.h"
#include "report/finish.h"

#include <stdlib.h>
#include <string.h>

/* ---- bytes of cairo ---- */

typedef struct bytes {
    unsigned char *data;
    size_t count, room;
} bytes;

static cairo_status_t take_bytes(void *closure, const unsigned char *data, unsigned int length)
{
    bytes *to = closure;
    if (kk_grow(&to->data, &to->room, to->count + length, 1) != 0) return CAIRO_STATUS_NO_MEMORY;
    memcpy(to->data + to->count, data, length);
    to->count += length;
    return CAIRO_STATUS_SUCCESS;
}

/* ---- the document ---- */

static void set_metadata(report *of)
{
    cairo_surface_t *surface = of->pages.surface;
    const char *title = page_format(&of->pages, "%s: %s", of->config->project.title, of->place);
    if (strcmp(of->config->project.title, of->place) == 0 || strstr(of->config->project.title, of->place) != NULL)
        title = of->config->project.title;
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "kansenkompas " KK_VERSION);
    /* Taken away afterwards, as all dates are: without one cairo takes the present moment. */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    of->pages.foot = page_format(&of->pages, "%s – %s", title, of->config->project.period);
}

static kk_status draw_chapters(report *of, kk_error *err)
{
    cairo_tag_begin(of->pages.cairo, "Document", NULL);
    report_front(of);
    kk_status status = report_map(of, err);
    if (status == KK_OK) {
        report_targets(of);
        report_divisions(of);
        report_hidden(of);
        report_method(of);
        if (report_has_sheets(of)) status = report_sheets(of, err);
    }
    page_end(&of->pages);
    cairo_tag_end(of->pages.cairo, "Document");
    return status;
}

static kk_status draw_document(report *of, bytes *out, kk_error *err)
{
    report_pages *pages = &of->pages;
    pages->surface = cairo_pdf_surface_create_for_stream(take_bytes, out, PAGE_WIDTH, PAGE_HEIGHT);
    pages->cairo = cairo_create(pages->surface);
    set_metadata(of);
    kk_status status = draw_chapters(of, err);
    cairo_status_t drawn = cairo_status(pages->cairo);
    cairo_destroy(pages->cairo);
    cairo_surface_finish(pages->surface);
    if (drawn == CAIRO_STATUS_SUCCESS) drawn = cairo_surface_status(pages->surface);
    cairo_surface_destroy(pages->surface);
    if (status == KK_OK && (pages->is_out_of_memory || drawn == CAIRO_STATUS_NO_MEMORY)) return kk_fail_memory(err);
    if (status == KK_OK && drawn != CAIRO_STATUS_SUCCESS)
        return kk_fail(err, KK_ERR_INTERNAL, "cannot draw report.pdf: %s", cairo_status_to_string(drawn));
    return status;
}

kk_status kk_write_report_pdf(const kk_report_pdf_source *source, const char *folder, kk_error *err)
{
    kk_arena arena;
    kk_arena_init(&arena);
    bytes pdf = {0};
    report of = {.source = source, .config = source->config, .areas = kk_release_areas(source->release)};
    of.column_count = kk_release_columns(source->release, &of.column);
    of.pages.arena = &arena;
    const char *path = kk_arena_format(&arena, "%s/report.pdf", folder);
    kk_status status = path == NULL ? kk_fail_memory(err) : report_choose(&of, err);
    if (status == KK_OK) status = draw_document(&of, &pdf, err);
    if (status == KK_OK) status = report_finish(pdf.data, pdf.count, of.pages.alt, of.pages.alt_count, path, err);
    free(of.pages.alt);
    free(pdf.data);
    kk_arena_clear(&arena);
    return status;
}
