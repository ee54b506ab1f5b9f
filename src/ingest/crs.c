/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/crs.h"
#include "core/netherlands.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where points of the Netherlands lie in the systems that its files are made in. RD first: nothing else overlaps it. */
typedef struct guess {
    const kk_box *box;
    const char *crs, *words;
} guess;
static const guess guesses[] = {
    {&kk_netherlands_rd, "EPSG:28992", "RD coordinates (EPSG:28992)"},
    {&kk_netherlands_degrees, "EPSG:4326", "longitude and latitude (EPSG:4326)"},
    {&(const kk_box){50.5, 3, 54, 7.5}, NULL, "latitude and longitude, in that order: swap the axes in the file"},
    {&(const kk_box){330000, 6500000, 840000, 7170000}, "EPSG:3857", "Web Mercator (EPSG:3857)"},
    {&(const kk_box){460000, 5600000, 800000, 5990000}, "EPSG:25831", "ETRS89 / UTM 31N (EPSG:25831)"},
};

static void describe(OGRSpatialReferenceH srs, char *text, size_t size)
{
    const char *authority = OSRGetAuthorityName(srs, NULL), *code = OSRGetAuthorityCode(srs, NULL);
    const char *name = OSRGetName(srs);
    if (authority != NULL && code != NULL)
        snprintf(text, size, "%s:%s (%s)", authority, code, name != NULL ? name : "no name");
    else
        snprintf(text, size, "%s", name != NULL ? name : "a coordinate system without a name");
}

static kk_status make_transformation(OGRSpatialReferenceH from, const kk_config_source *source, kk_crs *crs,
                                     kk_error *err)
{
    kk_status status = KK_OK;
    OGRSpatialReferenceH to = OSRNewSpatialReference(NULL);
    if (to == NULL || OSRImportFromEPSG(to, 28992) != OGRERR_NONE) {
        status = kk_fail(err, KK_ERR_INTERNAL, "PROJ does not know EPSG:28992; is the package proj-data installed?");
        goto done;
    }
    OSRSetAxisMappingStrategy(from, OAMS_TRADITIONAL_GIS_ORDER);
    OSRSetAxisMappingStrategy(to, OAMS_TRADITIONAL_GIS_ORDER);
    if (OSRIsSame(from, to)) goto done;
    crs->to_rd = OCTNewCoordinateTransformation(from, to);
    if (crs->to_rd == NULL)
        status = kk_fail_at(err, KK_ERR_INPUT, source->mark, "%s: no way from %s to EPSG:28992 is known to PROJ",
                            source->file.given, crs->said);
done:
    if (to != NULL) OSRDestroySpatialReference(to);
    return status;
}

kk_status kk_crs_open(OGRLayerH layer, const kk_config_source *source, kk_crs *crs, kk_error *err)
{
    *crs = (kk_crs){0};
    OGRSpatialReferenceH said = OGR_L_GetSpatialRef(layer);
    if (source->crs == NULL && said == NULL)
        return kk_fail_at(
            err, KK_ERR_INPUT, source->mark,
            "%s says no coordinate system; add `crs: EPSG:28992` (RD) or `crs: EPSG:4326` (WGS84) to this source",
            source->file.given);
    kk_status status = KK_OK;
    OGRSpatialReferenceH from = source->crs == NULL ? OSRClone(said) : OSRNewSpatialReference(NULL);
    if (from == NULL) return kk_fail_memory(err);
    if (source->crs != NULL && OSRSetFromUserInput(from, source->crs) != OGRERR_NONE) {
        status = kk_fail_at(err, KK_ERR_PROJECT, source->mark,
                            "unknown coordinate system '%s' in `crs`; give a code such as EPSG:28992", source->crs);
        goto done;
    }
    describe(from, crs->said, sizeof crs->said);
    status = make_transformation(from, source, crs, err);
done:
    OSRDestroySpatialReference(from);
    return status;
}

void kk_crs_close(kk_crs *crs)
{
    if (crs->to_rd != NULL) OCTDestroyCoordinateTransformation(crs->to_rd);
    crs->to_rd = NULL;
}

static kk_status fail_outside(const kk_crs *crs, const kk_config_source *source, const char *code, double x, double y,
                              kk_error *err)
{
    const char *file = source->file.given;
    for (size_t i = 0; i < sizeof guesses / sizeof *guesses; i++) {
        const guess *it = &guesses[i];
        if (!kk_box_holds(it->box, x, y)) continue;
        if (it->crs == NULL)
            return kk_fail_at(err, KK_ERR_INPUT, source->mark, "%s: says %s, but %s lies at (%.6g, %.6g): %s", file,
                              crs->said, code, x, y, it->words);
        return kk_fail_at(err, KK_ERR_INPUT, source->mark,
                          "%s: says %s, but %s lies at (%.10g, %.10g), which is outside the Netherlands then; these "
                          "are %s: add `crs: %s` to this source",
                          file, crs->said, code, x, y, it->words, it->crs);
    }
    return kk_fail_at(err, KK_ERR_INPUT, source->mark,
                      "%s: says %s, but %s lies at (%.10g, %.10g), which is outside the Netherlands; is it the "
                      "right file, and its coordinate system the one it says?",
                      file, crs->said, code, x, y);
}

/* PROJ wants the axes apart; a stack's worth at a time. */
static bool transform(OGRCoordinateTransformationH to_rd, double *xy, size_t count)
{
    enum { CHUNK = 512 };
    double x[CHUNK], y[CHUNK];
    bool whole = true;
    for (size_t begin = 0; begin < count; begin += CHUNK) {
        size_t points = count - begin < CHUNK ? count - begin : CHUNK;
        for (size_t i = 0; i < points; i++) x[i] = xy[2 * (begin + i)], y[i] = xy[2 * (begin + i) + 1];
        whole &= OCTTransform(to_rd, (int)points, x, y, NULL) != 0;
        for (size_t i = 0; i < points; i++) xy[2 * (begin + i)] = x[i], xy[2 * (begin + i) + 1] = y[i];
    }
    return whole;
}

kk_status kk_crs_to_rd(const kk_crs *crs, const kk_config_source *source, const char *code, double *xy, size_t count,
                       kk_error *err)
{
    if (count == 0) return KK_OK;
    if (crs->to_rd == NULL) {
        for (size_t i = 0; i < count; i++)
            if (!kk_box_holds(&kk_netherlands_rd, xy[2 * i], xy[2 * i + 1]))
                return fail_outside(crs, source, code, xy[2 * i], xy[2 * i + 1], err);
        return KK_OK;
    }
    double *original = malloc(count * 2 * sizeof *original);
    if (original == NULL) return kk_fail_memory(err);
    memcpy(original, xy, count * 2 * sizeof *original);
    bool whole = transform(crs->to_rd, xy, count);
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && status == KK_OK; i++)
        if (!kk_box_holds(&kk_netherlands_rd, xy[2 * i], xy[2 * i + 1]))
            status = fail_outside(crs, source, code, original[2 * i], original[2 * i + 1], err);
    if (status == KK_OK && !whole)
        status = kk_fail_at(err, KK_ERR_INPUT, source->mark, "%s: the coordinates of %s cannot be made RD from %s",
                            source->file.given, code, crs->said);
    free(original);
    return status;
}
