/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/maps.h"
#include "kk/report_pdf.h"
#include "kk/viewer.h"

#include <math.h>
#include <stdlib.h>

/* The boundaries of the viewer's map take some megabytes at most. */
static const double viewer_bytes = 4e6;

/* ---- boundaries of less detail ---- */

static void tell_detail(kk_run *run, const char *name, const kk_detail *detail)
{
    kk_run_boundaries *told = &run->boundaries_told;
    told->detail[told->detail_count++] = (kk_run_detail){
        .name = name,
        .vertices = detail->simplified.removable,
        .kept = detail->simplified.kept,
        .restored = detail->simplified.restored,
        .islands = detail->islands,
        .largest_displacement_m = detail->simplified.largest_displacement,
    };
}

static kk_status write_detail(kk_run *run, const kk_config_detail *asked, kk_error *err)
{
    kk_detail detail;
    kk_status status = kk_boundaries_simplify(&run->boundaries, asked, run->threads, &detail, err);
    if (status == KK_OK)
        status = kk_write_geojson_detail(run->release, &run->boundaries, &detail, asked->name, run->folder,
                                         run->threads, err);
    if (status == KK_OK && run->config->output.topojson)
        status = kk_write_topojson(run->release, &run->boundaries, &detail, asked->name, run->folder, err);
    if (status == KK_OK) tell_detail(run, asked->name, &detail);
    kk_detail_clear(&detail);
    return status;
}

static kk_status write_details(kk_run *run, kk_error *err)
{
    const kk_config_output *output = &run->config->output;
    kk_status status = KK_OK;
    for (size_t i = 0; i < output->detail_count && status == KK_OK; i++)
        status = write_detail(run, &output->detail[i], err);
    return status;
}

/* With every vertex. */
static kk_status write_whole(kk_run *run, kk_error *err)
{
    kk_detail all;
    kk_status status = kk_boundaries_simplify(&run->boundaries, NULL, run->threads, &all, err);
    if (status == KK_OK) status = kk_write_topojson(run->release, &run->boundaries, &all, NULL, run->folder, err);
    kk_detail_clear(&all);
    return status;
}

static kk_status write_tiles(kk_run *run, kk_error *err)
{
    kk_status status = kk_boundaries_prepare_tiles(&run->boundaries, run->threads, err);
    if (status != KK_OK) return status;
    return kk_write_tiles(run->release, run->config, &run->boundaries, run->folder, run->threads, err);
}

/* ---- the viewer ---- */

static kk_status write_viewer_data(kk_run *run, kk_error *err)
{
    const kk_config_detail asked = {.name = "viewer", .share = NAN, .metres = NAN, .bytes = viewer_bytes};
    kk_detail detail;
    kk_status status = kk_boundaries_simplify(&run->boundaries, &asked, run->threads, &detail, err);
    if (status == KK_OK)
        status = kk_write_viewer_data(&(kk_viewer_source){run->release, run->config, &run->boundaries, &detail},
                                      run->folder, err);
    kk_detail_clear(&detail);
    return status;
}

kk_status kk_run_write_viewer(kk_run *run, kk_error *err)
{
    if (!run->config->output.viewer) return KK_OK;
    char *page = kk_viewer_page();
    run->viewer_missing = page == NULL;
    if (page == NULL) return KK_OK;
    kk_status status = kk_write_viewer_page(page, run->folder, err);
    free(page);
    return status == KK_OK ? write_viewer_data(run, err) : status;
}

/* ---- the report ---- */

kk_status kk_run_write_pdf(kk_run *run, kk_error *err)
{
    if (!run->config->output.report) return KK_OK;
    const kk_report_pdf_source source = {
        .config = run->config,
        .release = run->release,
        .guide = run->config->guide.given ? &run->guide : NULL,
        .stories = run->config->guide.stories.path != NULL ? &run->stories : NULL,
    };
    return kk_write_report_pdf(&source, run->folder, err);
}

/* ---- all ---- */

static bool needs_boundaries(const kk_config_output *output)
{
    return output->detail_count > 0 || output->topojson || output->tiles.given || output->viewer;
}

/* Where nothing is closed, longitude and latitude are those that the run has made for its GeoJSON. */
static kk_status make_boundaries(kk_run *run, kk_error *err)
{
    double snap = run->config->output.snap;
    kk_boundaries *boundaries = &run->boundaries;
    kk_status status = kk_boundaries_make(&run->areas, snap, run->threads, &run->boundaries_arena, boundaries, err);
    if (status == KK_OK) status = kk_boundaries_project(boundaries, snap > 0 ? NULL : &run->projection, err);
    run->boundaries_told = (kk_run_boundaries){.points_before = boundaries->points_before,
                                               .vertices = boundaries->topology.vertex_count,
                                               .closing = boundaries->closing};
    return status;
}

kk_status kk_run_write_maps(kk_run *run, kk_error *err)
{
    kk_status status = kk_write_geojson(run->release, &run->projection, run->folder, run->threads, err);
    if (status != KK_OK || !needs_boundaries(&run->config->output)) return status;
    status = make_boundaries(run, err);
    if (status == KK_OK) status = write_details(run, err);
    if (status == KK_OK && run->config->output.topojson) status = write_whole(run, err);
    if (status == KK_OK && run->config->output.tiles.given) status = write_tiles(run, err);
    return status;
}
