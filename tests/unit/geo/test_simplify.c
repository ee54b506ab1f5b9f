/* SPDX-License-Identifier: EUPL-1.2 */
#include "tiling.h"

/* The levels of a tiling with less detail. */
typedef struct result {
    kk_simplified simplified;
    kk_polygons level[KK_LEVELS_MAX];
} result;

static result simplify(tiling *t, const kk_simplify_options *options)
{
    kk_topology topology;
    result out;
    if (kk_topology_make(&t->areas, 2, &topology, &t->err) != KK_OK) fail_msg("%s", t->err.message);
    if (kk_topology_simplify(&topology, options, &out.simplified, &t->err) != KK_OK) fail_msg("%s", t->err.message);
    for (size_t l = 0; l < t->areas.level_count; l++)
        assert_int_equal(kk_topology_shapes(&topology, &out.simplified, NULL, l, &t->areas.level[l].shape, &t->arena,
                                            &out.level[l], NULL, &t->err),
                         KK_OK);
    kk_topology_clear(&topology);
    return out;
}

/* The buurten of a wijk cover it, and nothing besides. */
static void check_nested(const tiling *t, const result *made)
{
    const kk_level *wijken = &t->areas.level[0], *buurten = &t->areas.level[1];
    if (wijken->kind != KK_LEVEL_WIJK) {
        wijken = &t->areas.level[1];
        buurten = &t->areas.level[2];
    }
    const kk_polygons *wijk = &made->level[wijken - t->areas.level], *buurt = &made->level[buurten - t->areas.level];
    for (size_t w = 0; w < wijken->count; w++) {
        double sum = 0;
        for (size_t b = 0; b < buurten->count; b++)
            if (strcmp(buurten->parent[b], wijken->code[w]) == 0) sum += kk_polygons_area_m2(buurt, b);
        assert_near(kk_polygons_area_m2(wijk, w), sum, 1e-4);
    }
}

static void test_fuzzed_tilings_stay_whole(void **state)
{
    (void)state;
    static const double shares[] = {0.5, 0.1, 0.02, 0};
    for (uint64_t seed = 1; seed <= 12; seed++) {
        tiling *t = tiling_begin(seed % 3 == 0 ? 10 : 6, seed);
        for (size_t l = 0; l < t->areas.level_count; l++) tiling_check(&t->areas.level[l].shape);
        for (size_t s = 0; s < 4; s++) {
            kk_simplify_options options = {.method = seed % 2 == 0 ? KK_SIMPLIFY_PEUCKER : KK_SIMPLIFY_VISVALINGAM,
                                           .share = shares[s],
                                           .threads = 2};
            result made = simplify(t, &options);
            for (size_t l = 0; l < t->areas.level_count; l++) tiling_check(&made.level[l]);
            check_nested(t, &made);
            kk_simplified_clear(&made.simplified);
        }
        tiling_end(t);
    }
}

static void test_so_many_vertices_stay(void **state)
{
    (void)state;
    tiling *t = tiling_begin(10, 7);
    kk_simplify_options options = {.share = 0.1, .threads = 1};
    result made = simplify(t, &options);
    double share = (double)(made.simplified.kept - made.simplified.restored) / (double)made.simplified.removable;
    assert_true(share >= 0.1 && share < 0.13); /* islands keep three vertices */
    kk_simplified_clear(&made.simplified);
    tiling_end(t);
}

static int by_size_downward(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left < right) - (left > right);
}

/* Those that stay are the most important ones, as sorting tells. */
static void test_the_most_important_vertices_stay(void **state)
{
    (void)state;
    static const double shares[] = {1, 0.7, 0.1, 0.003};
    tiling *t = tiling_begin(10, 11);
    kk_topology topology;
    double *importance;
    assert_int_equal(kk_topology_make(&t->areas, 2, &topology, &t->err), KK_OK);
    assert_int_equal(kk_topology_weigh(&topology, KK_SIMPLIFY_VISVALINGAM, 2, &importance, &t->err), KK_OK);
    size_t places = topology.begin[topology.arc_count], finite = 0;
    double *sorted = calloc(places + 1, sizeof *sorted);
    for (size_t i = 0; i < places; i++)
        if (isfinite(importance[i])) sorted[finite++] = importance[i];
    qsort(sorted, finite, sizeof *sorted, by_size_downward);
    for (size_t s = 0; s < 4; s++) {
        kk_simplify_options options = {.share = shares[s], .threads = 2, .importance = importance};
        kk_simplified made;
        assert_int_equal(kk_topology_simplify(&topology, &options, &made, &t->err), KK_OK);
        size_t keep = (size_t)(shares[s] * (double)finite + 0.5), rings = 0;
        for (size_t i = 0; i < places; i++)
            if (importance[i] >= sorted[keep - 1]) assert_true(made.is_kept[i]);
        for (size_t a = 0; a < topology.arc_count; a++)
            rings += topology.vertex[topology.begin[a]] == topology.vertex[topology.begin[a + 1] - 1];
        assert_int_equal(made.removable, finite);
        assert_in_range(made.kept - made.restored, keep, keep + 2 * rings); /* these keep three vertices at least */
        kk_simplified_clear(&made);
    }
    free(sorted);
    free(importance);
    kk_topology_clear(&topology);
    tiling_end(t);
}

/* Vertices within the distance go, and no other: but for what validity needs nothing moves further. */
static void test_detail_is_a_distance(void **state)
{
    (void)state;
    tiling *t = tiling_begin(6, 8);
    kk_simplify_options options = {.method = KK_SIMPLIFY_PEUCKER, .share = NAN, .detail_m = 15, .threads = 1};
    result made = simplify(t, &options);
    assert_true(made.simplified.largest_displacement > 5 && made.simplified.largest_displacement <= 15);
    assert_true(made.simplified.kept < made.simplified.removable);
    kk_simplified_clear(&made.simplified);
    tiling_end(t);
}

static void test_threads_make_no_difference(void **state)
{
    (void)state;
    tiling *t = tiling_begin(10, 9);
    kk_simplify_options options = {.share = 0.05, .threads = 1};
    result one = simplify(t, &options);
    options.threads = 4;
    result four = simplify(t, &options);
    for (size_t l = 0; l < t->areas.level_count; l++) {
        assert_int_equal(one.level[l].point_count, four.level[l].point_count);
        assert_memory_equal(one.level[l].xy, four.level[l].xy, one.level[l].point_count * 2 * sizeof(double));
    }
    kk_simplified_clear(&one.simplified);
    kk_simplified_clear(&four.simplified);
    tiling_end(t);
}

/* A thin lake along a border that bulges around it: the straight line would cut it off. */
static void test_an_island_stays_on_its_side(void **state)
{
    (void)state;
    const double bulge[] = {0, 0, 100, 0, 100, 40, 70, 55, 50, 58, 30, 55, 0, 40, 0, 0};
    const double above[] = {0, 40, 30, 55, 50, 58, 70, 55, 100, 40, 100, 100, 0, 100, 0, 40};
    const double lake[] = {45, 45, 55, 45, 50, 54, 45, 45}, hole[] = {45, 45, 50, 54, 55, 45, 45, 45};
    kk_shape_builder builder;
    kk_shape_builder_init(&builder);
    const struct {
        const double *outline, *hole;
        size_t points;
    } areas[] = {{bulge, hole, 8}, {above, NULL, 8}, {lake, NULL, 4}};
    for (size_t a = 0; a < 3; a++) {
        assert_int_equal(kk_shape_add_area(&builder) + kk_shape_add_part(&builder) + kk_shape_add_ring(&builder), 0);
        memcpy(kk_shape_add_points(&builder, areas[a].points), areas[a].outline, areas[a].points * 2 * sizeof(double));
        if (areas[a].hole == NULL) continue;
        assert_int_equal(kk_shape_add_ring(&builder), 0);
        memcpy(kk_shape_add_points(&builder, 4), areas[a].hole, 4 * 2 * sizeof(double));
    }
    assert_int_equal(kk_shape_seal(&builder), 0);
    tiling *t = calloc(1, sizeof *t);
    assert_non_null(t);
    kk_arena_init(&t->arena);
    made_level(&t->areas, KK_LEVEL_BUURT, 3, &t->arena)->shape = builder.shape;
    kk_simplify_options options = {.share = 0, .threads = 1};
    result made = simplify(t, &options);
    assert_true(made.simplified.restored > 0);
    tiling_check(&made.level[0]);
    kk_simplified_clear(&made.simplified);
    kk_shape_builder_clear(&builder);
    kk_arena_clear(&t->arena);
    free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fuzzed_tilings_stay_whole),        cmocka_unit_test(test_so_many_vertices_stay),
        cmocka_unit_test(test_the_most_important_vertices_stay), cmocka_unit_test(test_detail_is_a_distance),
        cmocka_unit_test(test_threads_make_no_difference),       cmocka_unit_test(test_an_island_stays_on_its_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
