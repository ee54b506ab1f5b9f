/* SPDX-License-Identifier: EUPL-1.2 */
/* The Netherlands of 2024, drawn gemeente by gemeente so that neighbours cross each other, closed and made simpler. */
#include "tiling.h"

#include "kk/boundaries.h"
#include "kk/ingest.h"

#include <math.h>
#include <unistd.h>

static const char *real_file(const char *name)
{
    static char path[512];
    const char *folder = getenv("KANSENKOMPAS_REAL_DATA");
    snprintf(path, sizeof path, "%s/real/%s", folder == NULL ? "../shared/data" : folder, name);
    return path;
}

typedef struct country {
    kk_arena arena;
    kk_rejects rejects;
    kk_areas areas;
    kk_error err;
} country;

static void read_country(country *all)
{
    kk_config_source source = {
        .file = {"wijkenbuurten_2024.gpkg", real_file("wijkenbuurten_2024.gpkg"), {"p.yaml", 3, 7}}};
    kk_config config = {.areas = {.sources = &source, .source_count = 1, .mark = {"p.yaml", 2, 1}}};
    *all = (country){0};
    kk_arena_init(&all->arena);
    kk_rejects_init(&all->rejects, &all->arena);
    kk_status status = kk_areas_read(&config, &all->arena, &all->rejects, &all->areas, &all->err);
    if (status == KK_OK) status = kk_areas_repair(&all->areas, 2, &all->arena, &all->rejects, &all->err);
    if (status != KK_OK) fail_msg("%s", all->err.message);
}

/* In metres or, with degrees, rounded. */
static void check_valid(const kk_polygons *shape, const kk_micro_point *degrees)
{
    kk_polygons copy = *shape;
    if (degrees != NULL) copy.xy = calloc(2 * shape->point_count + 1, sizeof *copy.xy);
    for (size_t q = 0; degrees != NULL && q < shape->point_count; q++) {
        copy.xy[2 * q] = degrees[q].lon;
        copy.xy[2 * q + 1] = degrees[q].lat;
    }
    GEOSContextHandle_t geos = kk_geos_begin();
    for (size_t i = 0; i < copy.count; i++) {
        GEOSGeometry *area = tiling_shape(geos, &copy, i);
        if (GEOSisValid_r(geos, area) != 1)
            fail_msg("area %zu%s: %s", i, degrees ? ", rounded" : "", GEOSisValidReason_r(geos, area));
        GEOSGeom_destroy_r(geos, area);
    }
    GEOS_finish_r(geos);
    if (degrees != NULL) free(copy.xy);
}

/* Of any two areas nothing is in both: all together are as large as what they cover. */
static void check_no_overlap(const kk_polygons *shape, double *covered)
{
    GEOSContextHandle_t geos = kk_geos_begin();
    GEOSGeometry **each = calloc(shape->count, sizeof *each);
    double sum = 0;
    for (size_t i = 0; i < shape->count; i++) {
        each[i] = tiling_shape(geos, shape, i);
        sum += kk_polygons_area_m2(shape, i);
    }
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, each, (unsigned)shape->count);
    GEOSGeometry *whole = GEOSUnaryUnion_r(geos, all);
    assert_non_null(whole);
    assert_int_equal(GEOSArea_r(geos, whole, covered), 1);
    assert_near(sum, *covered, 0.05); /* of 4 · 10¹⁰ m²: what doubles can tell */
    GEOSGeom_destroy_r(geos, whole);
    GEOSGeom_destroy_r(geos, all);
    free(each);
    GEOS_finish_r(geos);
}

static void check_levels(country *all, kk_boundaries *made, const kk_config_detail *asked, double *covered)
{
    kk_detail detail;
    kk_polygons shape[KK_LEVELS_MAX];
    assert_int_equal(kk_boundaries_simplify(made, asked, 2, &detail, &all->err), KK_OK);
    for (size_t l = 0; l < made->areas.level_count; l++) {
        kk_micro_point *degrees;
        assert_int_equal(kk_boundaries_shapes(made, &detail, l, &all->arena, &shape[l], &degrees, &all->err), KK_OK);
        check_valid(&shape[l], NULL);
        check_valid(&shape[l], degrees);
        for (size_t i = 0; i < shape[l].count; i++)
            if (all->areas.level[l].shape.part_begin[i + 1] > all->areas.level[l].shape.part_begin[i])
                assert_true(kk_polygons_area_m2(&shape[l], i) > 0);
        check_change(&made->areas.level[l].shape, &shape[l], detail.simplified.largest_displacement);
    }
    for (size_t l = 0; l < made->areas.level_count; l++) {
        double level_m2 = 0, finest_m2 = 0;
        for (size_t i = 0; i < shape[l].count; i++) level_m2 += kk_polygons_area_m2(&shape[l], i);
        for (size_t i = 0; i < shape[2].count; i++) finest_m2 += kk_polygons_area_m2(&shape[2], i);
        assert_near(level_m2, finest_m2, 0.05);
    }
    if (asked != NULL) check_no_overlap(&shape[2], covered);
    kk_detail_clear(&detail);
}

static void test_the_netherlands_is_closed_and_valid_at_any_detail(void **state)
{
    (void)state;
    if (access(real_file("wijkenbuurten_2024.gpkg"), R_OK) != 0) skip();
    country all;
    read_country(&all);
    assert_int_equal(all.areas.level_count, 3);
    kk_boundaries made;
    if (kk_boundaries_make(&all.areas, 50, 2, &all.arena, &made, &all.err) != KK_OK) fail_msg("%s", all.err.message);
    assert_int_equal(kk_boundaries_project(&made, NULL, &all.err), KK_OK);
    assert_true(made.closing.gaps > 1000 && made.closing.overlaps > 1000);
    double covered = 0, given = 0;
    for (size_t i = 0; i < all.areas.level[2].count; i++) given += kk_polygons_area_m2(&all.areas.level[2].shape, i);
    check_levels(&all, &made, NULL, NULL);
    const kk_config_detail tenth = {.name = "x", .share = 0.1, .metres = NAN, .bytes = NAN};
    check_levels(&all, &made, &tenth, &covered);
    assert_near(covered / given, 1, 0.01);
    kk_boundaries_clear(&made);
    kk_rejects_clear(&all.rejects);
    kk_arena_clear(&all.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_netherlands_is_closed_and_valid_at_any_detail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
