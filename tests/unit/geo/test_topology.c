/* SPDX-License-Identifier: EUPL-1.2 */
#include "tiling.h"

static kk_topology topology_of(tiling *t)
{
    kk_topology topology;
    if (kk_topology_make(&t->areas, 2, &topology, &t->err) != KK_OK) fail_msg("%s", t->err.message);
    return topology;
}

static void test_borders_are_there_once(void **state)
{
    (void)state;
    enum { SIDE = 4 };
    tiling *t = tiling_begin(SIDE, 1);
    kk_topology topology = topology_of(t);
    size_t islands = 0, lines = 2 * SIDE * (SIDE + 1);
    for (size_t i = 0; i < SIDE; i++)
        for (size_t j = 0; j < SIDE; j++) islands += tiling_has_island(i, j);
    /* The four corners of the land are no junctions: two borders meet there, and go on as one. */
    assert_int_equal(topology.arc_count, lines - 4 + islands);
    size_t corners = (SIDE + 1) * (SIDE + 1);
    assert_int_equal(topology.vertex_count, corners + lines * (STEPS - 1) + 9 * islands);
    kk_topology_clear(&topology);
    tiling_end(t);
}

static void test_arcs_meet_at_their_ends_alone(void **state)
{
    (void)state;
    tiling *t = tiling_begin(6, 2);
    kk_topology topology = topology_of(t);
    uint8_t *met = calloc(topology.vertex_count, 1);
    assert_non_null(met);
    for (size_t a = 0; a < topology.arc_count; a++)
        for (uint32_t i = topology.begin[a] + 1; i + 1 < topology.begin[a + 1]; i++)
            assert_int_equal(met[topology.vertex[i]]++, 0);
    for (size_t a = 0; a < topology.arc_count; a++) assert_int_equal(met[topology.vertex[topology.begin[a]]], 0);
    free(met);
    kk_topology_clear(&topology);
    tiling_end(t);
}

/* Whoever keeps all vertices gets the shapes back, ring by ring, but for where a ring begins. */
static void test_rings_are_their_pieces(void **state)
{
    (void)state;
    tiling *t = tiling_begin(6, 3);
    kk_topology topology = topology_of(t);
    kk_simplified all;
    kk_simplify_options options = {.share = 1, .threads = 1};
    assert_int_equal(kk_topology_simplify(&topology, &options, &all, &t->err), KK_OK);
    assert_int_equal(all.kept, all.removable);
    for (size_t l = 0; l < t->areas.level_count; l++) {
        const kk_polygons *from = &t->areas.level[l].shape;
        kk_polygons to;
        assert_int_equal(kk_topology_shapes(&topology, &all, NULL, l, from, &t->arena, &to, NULL, &t->err), KK_OK);
        assert_memory_equal(to.point_begin, from->point_begin, (from->ring_count + 1) * sizeof *to.point_begin);
        for (size_t i = 0; i < from->count; i++)
            assert_near(kk_polygons_area_m2(&to, i), kk_polygons_area_m2(from, i), 1e-6);
    }
    kk_simplified_clear(&all);
    kk_topology_clear(&topology);
    tiling_end(t);
}

static void test_nothing_at_all(void **state)
{
    (void)state;
    kk_areas areas = {0};
    kk_topology topology;
    kk_simplified simplified;
    kk_error err;
    kk_simplify_options options = {.share = 0.1, .threads = 2};
    assert_int_equal(kk_topology_make(&areas, 2, &topology, &err), KK_OK);
    assert_int_equal(kk_topology_simplify(&topology, &options, &simplified, &err), KK_OK);
    assert_int_equal(simplified.removable, 0);
    kk_simplified_clear(&simplified);
    kk_topology_clear(&topology);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_borders_are_there_once),
        cmocka_unit_test(test_arcs_meet_at_their_ends_alone),
        cmocka_unit_test(test_rings_are_their_pieces),
        cmocka_unit_test(test_nothing_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
