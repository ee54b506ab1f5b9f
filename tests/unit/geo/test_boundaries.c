/* SPDX-License-Identifier: EUPL-1.2 */
#include "tiling.h"

#include "kk/boundaries.h"

#include <math.h>

static kk_boundaries make(tiling *t, double snap_m, int threads)
{
    kk_boundaries made;
    if (kk_boundaries_make(&t->areas, snap_m, threads, &t->arena, &made, &t->err) != KK_OK)
        fail_msg("%s", t->err.message);
    if (kk_boundaries_project(&made, NULL, &t->err) != KK_OK) fail_msg("%s", t->err.message);
    return made;
}

static kk_config_detail detail_of(double share, double metres, double bytes)
{
    return (kk_config_detail){.name = "x", .share = share, .metres = metres, .bytes = bytes};
}

static void check_rounded(const kk_polygons *shape, const kk_micro_point *degrees)
{
    kk_polygons rounded = *shape;
    rounded.xy = calloc(2 * shape->point_count + 1, sizeof *rounded.xy);
    for (size_t q = 0; q < shape->point_count; q++) {
        rounded.xy[2 * q] = degrees[q].lon;
        rounded.xy[2 * q + 1] = degrees[q].lat;
    }
    GEOSContextHandle_t geos = kk_geos_begin();
    for (size_t i = 0; i < rounded.count; i++) {
        GEOSGeometry *area = tiling_shape(geos, &rounded, i);
        if (GEOSisValid_r(geos, area) != 1) fail_msg("area %zu, rounded: %s", i, GEOSisValidReason_r(geos, area));
        GEOSGeom_destroy_r(geos, area);
    }
    GEOS_finish_r(geos);
    free(rounded.xy);
}

/* The wijken and gemeenten are as large as what lies in them. */
static void check_nested(const kk_areas *areas, const kk_polygons *shape)
{
    for (size_t l = 0; l + 1 < areas->level_count; l++) {
        const kk_level *above = &areas->level[l], *below = &areas->level[l + 1];
        for (size_t a = 0; a < above->count; a++) {
            double sum = 0;
            for (size_t b = 0; b < below->count; b++)
                if (strcmp(below->parent[b], above->code[a]) == 0) sum += kk_polygons_area_m2(&shape[l + 1], b);
            assert_near(kk_polygons_area_m2(&shape[l], a), sum, 1e-4);
        }
    }
}

static kk_detail check_detail(tiling *t, kk_boundaries *made, const kk_config_detail *asked)
{
    kk_detail detail;
    kk_polygons shape[KK_LEVELS_MAX];
    if (kk_boundaries_simplify(made, asked, 2, &detail, &t->err) != KK_OK) fail_msg("%s", t->err.message);
    size_t points = 0;
    for (size_t l = 0; l < made->areas.level_count; l++) {
        kk_micro_point *degrees;
        assert_int_equal(kk_boundaries_shapes(made, &detail, l, &t->arena, &shape[l], &degrees, &t->err), KK_OK);
        points += shape[l].point_count;
        if (detail.is_gone == NULL) tiling_check(&shape[l]);
        check_change(&made->areas.level[l].shape, &shape[l], detail.simplified.largest_displacement);
        check_rounded(&shape[l], degrees);
    }
    check_nested(&made->areas, shape);
    assert_int_equal(detail.points, points);
    return detail;
}

static void test_any_detail_is_whole_in_metres_and_in_degrees(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        tiling *t = tiling_begin(6, seed);
        kk_boundaries made = make(t, 0, 2);
        const kk_config_detail asked[] = {detail_of(0.5, NAN, NAN), detail_of(0, NAN, NAN), detail_of(NAN, 30, NAN),
                                          detail_of(NAN, NAN, 9000)};
        for (size_t d = 0; d < 4; d++) {
            kk_detail detail = check_detail(t, &made, &asked[d]);
            kk_detail_clear(&detail);
        }
        kk_detail all = check_detail(t, &made, NULL);
        assert_int_equal(all.simplified.kept, all.simplified.removable);
        assert_int_equal(all.points, made.points_before);
        kk_detail_clear(&all);
        kk_boundaries_clear(&made);
        tiling_end(t);
    }
}

/* What another projection of the same areas knows is what would be computed. */
static void test_known_degrees_are_taken_over(void **state)
{
    (void)state;
    tiling *t = tiling_begin(6, 3);
    kk_projection known;
    kk_boundaries taken, made = make(t, 0, 1);
    assert_int_equal(kk_projection_make(&t->areas, 1, &known, &t->err), KK_OK);
    assert_int_equal(kk_boundaries_make(&t->areas, 0, 1, &t->arena, &taken, &t->err), KK_OK);
    assert_int_equal(kk_boundaries_project(&taken, &known, &t->err), KK_OK);
    kk_detail all;
    assert_int_equal(kk_boundaries_simplify(&made, NULL, 1, &all, &t->err), KK_OK);
    assert_memory_equal(taken.degrees, made.degrees, made.topology.vertex_count * sizeof *made.degrees);
    kk_detail_clear(&all);
    kk_projection_clear(&known);
    kk_boundaries_clear(&taken);
    kk_boundaries_clear(&made);
    tiling_end(t);
}

static void test_a_size_is_kept_to(void **state)
{
    (void)state;
    tiling *t = tiling_begin(10, 4);
    kk_boundaries made = make(t, 0, 1);
    size_t before = SIZE_MAX;
    static const double bytes[] = {1e6, 60000, 40000};
    for (size_t d = 0; d < 3; d++) {
        kk_config_detail asked = detail_of(NAN, NAN, bytes[d]);
        kk_detail detail;
        kk_polygons buurten;
        assert_int_equal(kk_boundaries_simplify(&made, &asked, 1, &detail, &t->err), KK_OK);
        assert_int_equal(
            kk_boundaries_shapes(&made, &detail, made.areas.level_count - 1, &t->arena, &buurten, NULL, &t->err),
            KK_OK);
        assert_true((double)buurten.point_count * 21 <= bytes[d]);
        assert_true(detail.points < before && (d == 0 || (double)buurten.point_count * 21 > 0.8 * bytes[d]));
        before = detail.points;
        kk_detail_clear(&detail);
    }
    kk_boundaries_clear(&made);
    tiling_end(t);
}

/* ---- boundaries that only nearly meet ---- */

/* Every point of every buurt somewhere else within half a metre or so, and no two buurten alike. */
static void shake(tiling *t, double most_m, uint64_t seed)
{
    kk_random random;
    kk_random_init(&random, seed, 1);
    kk_polygons *shape = &t->areas.level[t->areas.level_count - 1].shape;
    for (size_t r = 0; r < shape->ring_count; r++) {
        uint32_t begin = shape->point_begin[r], end = shape->point_begin[r + 1] - 1;
        for (uint32_t q = begin; q < end; q++)
            for (int i = 0; i < 2; i++) shape->xy[2 * q + (uint32_t)i] += most_m * (2 * kk_random_uniform(&random) - 1);
        memcpy(&shape->xy[2 * end], &shape->xy[2 * begin], 2 * sizeof(double));
    }
}

static void test_what_nearly_meets_is_closed(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        tiling *t = tiling_begin(6, seed);
        const kk_polygons *given = &t->areas.level[t->areas.level_count - 1].shape;
        double *before = calloc(given->count, sizeof *before), most = 0;
        for (size_t i = 0; i < given->count; i++) before[i] = kk_polygons_area_m2(given, i);
        shake(t, 0.8, seed);
        kk_boundaries made = make(t, 5, 2);
        const kk_polygons *closed = &made.areas.level[made.areas.level_count - 1].shape;
        for (size_t i = 0; i < given->count; i++) most = fmax(most, fabs(kk_polygons_area_m2(closed, i) - before[i]));
        assert_true(most < 0.8 * 5000); /* m²: borders of some 5 km, moved by 0.8 m at most */
        assert_true(made.closing.gaps > 10 && made.closing.overlaps > 10);
        assert_true(made.closing.gap_m2 > 100 && made.closing.overlap_m2 > 100);
        kk_detail all = check_detail(t, &made, NULL);
        const kk_config_detail tenth = detail_of(0.1, NAN, NAN);
        kk_detail less = check_detail(t, &made, &tenth);
        kk_detail_clear(&all);
        kk_detail_clear(&less);
        kk_boundaries_clear(&made);
        free(before);
        tiling_end(t);
    }
}

static void test_closing_is_the_same_at_any_number_of_threads(void **state)
{
    (void)state;
    tiling *t = tiling_begin(6, 5);
    shake(t, 0.8, 5);
    kk_boundaries one = make(t, 5, 1), four = make(t, 5, 4);
    assert_int_equal(one.topology.vertex_count, four.topology.vertex_count);
    assert_memory_equal(one.topology.xy, four.topology.xy, one.topology.vertex_count * 2 * sizeof(double));
    const kk_config_detail tenth = detail_of(0.1, NAN, NAN);
    kk_detail first, second;
    assert_int_equal(kk_boundaries_simplify(&one, &tenth, 1, &first, &t->err), KK_OK);
    assert_int_equal(kk_boundaries_simplify(&four, &tenth, 4, &second, &t->err), KK_OK);
    size_t places = one.topology.begin[one.topology.arc_count];
    assert_memory_equal(first.simplified.is_kept, second.simplified.is_kept, places * sizeof(bool));
    assert_true(first.simplified.largest_displacement == second.simplified.largest_displacement);
    kk_detail_clear(&first);
    kk_detail_clear(&second);
    kk_boundaries_clear(&one);
    kk_boundaries_clear(&four);
    tiling_end(t);
}

/* ---- hand-made ---- */

static void add_rectangle(kk_shape_builder *to, double x, double y, double width, double height)
{
    assert_int_equal(kk_shape_add_part(to) + kk_shape_add_ring(to), 0);
    const double around[] = {x, y, x + width, y, x + width, y + height, x, y + height, x, y};
    memcpy(kk_shape_add_points(to, 5), around, sizeof around);
}

static void add_part(tiling *t, double x, double y, double width, double height)
{
    add_rectangle(&t->builder, x, y, width, height);
}

static tiling *begin_by_hand(void)
{
    tiling *t = calloc(1, sizeof *t);
    assert_non_null(t);
    kk_arena_init(&t->arena);
    kk_shape_builder_init(&t->builder);
    return t;
}

static void end_buurten(tiling *t, size_t count)
{
    assert_int_equal(kk_shape_seal(&t->builder), 0);
    kk_level *level = made_level(&t->areas, KK_LEVEL_BUURT, count, &t->arena);
    level->shape = t->builder.shape;
    for (size_t i = 0; i < count; i++) {
        level->code[i] = level->area_name[i] = kk_arena_format(&t->arena, "BU00010%zu00", i + 1);
        level->parent[i] = kk_arena_format(&t->arena, "WK00010%zu", i + 1);
    }
}

/* A square with a slot of 3 m × 100 m in it that is nobody's, and one that overlaps it by 4 m. */
static void test_a_narrow_gap_goes_and_a_wide_one_stays(void **state)
{
    (void)state;
    static const double snap[] = {2, 4};
    for (size_t c = 0; c < 2; c++) {
        tiling *t = begin_by_hand();
        assert_int_equal(kk_shape_add_area(&t->builder), 0);
        add_part(t, 100000, 400000, 1000, 1000);
        assert_int_equal(kk_shape_add_ring(&t->builder), 0);
        const double slot[] = {100500, 400500, 100500, 400600, 100503, 400600, 100503, 400500, 100500, 400500};
        memcpy(kk_shape_add_points(&t->builder, 5), slot, sizeof slot);
        assert_int_equal(kk_shape_add_area(&t->builder), 0);
        add_part(t, 100996, 400000, 1000, 1000);
        end_buurten(t, 2);
        kk_boundaries made = make(t, snap[c], 1);
        assert_int_equal(made.closing.gaps, c);
        assert_near(made.closing.gap_m2, 300 * (double)c, 1e-6);
        assert_int_equal(made.closing.overlaps, 1);
        assert_near(made.closing.overlap_m2, 4 * 1000, 1e-6);
        double m2 = kk_polygons_area_m2(&made.areas.level[0].shape, 0);
        m2 += kk_polygons_area_m2(&made.areas.level[0].shape, 1);
        assert_near(m2, 1996 * 1000 - (1 - (double)c) * 300, 1e-6);
        kk_boundaries_clear(&made);
        tiling_end(t);
    }
}

/* Of two wijken of one buurt each the second has as much land again as its buurt: told of it, not of its gemeente,
   which is drawn as its buurten are. */
static void test_a_wijk_that_its_buurten_do_not_cover_is_told(void **state)
{
    (void)state;
    tiling *t = begin_by_hand();
    for (int i = 0; i < 2; i++) {
        assert_int_equal(kk_shape_add_area(&t->builder), 0);
        add_part(t, 100000 + 1000 * i, 400000, 1000, 1000);
    }
    end_buurten(t, 2);
    if (kk_areas_complete(&t->areas, 1, &t->arena, &t->err) != KK_OK) fail_msg("%s", t->err.message);
    kk_boundaries made = make(t, 1, 1);
    assert_int_equal(made.closing.reshaped, 0);
    kk_boundaries_clear(&made);
    kk_shape_builder wijken;
    kk_shape_builder_init(&wijken);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(kk_shape_add_area(&wijken), 0);
        add_rectangle(&wijken, 100000 + 1000 * i, 400000, 1000 * (1 + i), 1000);
    }
    assert_int_equal(kk_shape_seal(&wijken), 0);
    for (size_t l = 0; l < t->areas.level_count; l++)
        if (t->areas.level[l].kind == KK_LEVEL_WIJK) t->areas.level[l].shape = wijken.shape;
    made = make(t, 1, 1);
    assert_int_equal(made.closing.reshaped, 1);
    kk_boundaries_clear(&made);
    kk_shape_builder_clear(&wijken);
    tiling_end(t);
}

static void test_small_islands_go_and_the_last_land_stays(void **state)
{
    (void)state;
    tiling *t = begin_by_hand();
    assert_int_equal(kk_shape_add_area(&t->builder), 0);
    add_part(t, 100000, 400000, 1000, 1000);
    add_part(t, 100000, 402000, 50, 50);   /* goes */
    add_part(t, 100200, 402000, 150, 150); /* is large enough */
    assert_int_equal(kk_shape_add_area(&t->builder), 0);
    add_part(t, 103000, 402000, 60, 60); /* all there is of it */
    add_part(t, 103200, 402000, 40, 40); /* goes */
    end_buurten(t, 2);
    if (kk_areas_complete(&t->areas, 1, &t->arena, &t->err) != KK_OK) fail_msg("%s", t->err.message);
    kk_boundaries made = make(t, 0, 1);
    kk_config_detail asked = detail_of(1, NAN, NAN);
    asked.islands_m2 = 10000;
    kk_detail detail;
    assert_int_equal(kk_boundaries_simplify(&made, &asked, 1, &detail, &t->err), KK_OK);
    assert_int_equal(detail.islands, 2);
    for (size_t l = 0; l < made.areas.level_count; l++) {
        kk_polygons shape;
        assert_int_equal(kk_boundaries_shapes(&made, &detail, l, &t->arena, &shape, NULL, &t->err), KK_OK);
        assert_int_equal(shape.part_count, 3);
        double m2 = 0;
        for (size_t i = 0; i < shape.count; i++) m2 += kk_polygons_area_m2(&shape, i);
        assert_near(m2, 1000 * 1000 + 150 * 150 + 60 * 60, 1e-6);
    }
    kk_detail_clear(&detail);
    kk_boundaries_clear(&made);
    tiling_end(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_detail_is_whole_in_metres_and_in_degrees),
        cmocka_unit_test(test_known_degrees_are_taken_over),
        cmocka_unit_test(test_a_size_is_kept_to),
        cmocka_unit_test(test_what_nearly_meets_is_closed),
        cmocka_unit_test(test_closing_is_the_same_at_any_number_of_threads),
        cmocka_unit_test(test_a_narrow_gap_goes_and_a_wide_one_stays),
        cmocka_unit_test(test_a_wijk_that_its_buurten_do_not_cover_is_told),
        cmocka_unit_test(test_small_islands_go_and_the_last_land_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
