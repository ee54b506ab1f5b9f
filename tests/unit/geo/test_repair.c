/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "core/shape_builder.h"
#include "kk/geo.h"

typedef struct fixture {
    kk_arena arena;
    kk_rejects rejects;
    kk_areas areas;
    kk_shape_builder builder;
    kk_error err;
} fixture;

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    kk_arena_init(&f->arena);
    kk_rejects_init(&f->rejects, &f->arena);
    kk_shape_builder_init(&f->builder);
    *state = f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    kk_shape_builder_clear(&f->builder);
    kk_rejects_clear(&f->rejects);
    kk_arena_clear(&f->arena);
    free(f);
    return 0;
}

static void add_ring(fixture *f, size_t points, const double *xy)
{
    assert_int_equal(kk_shape_add_ring(&f->builder), 0);
    double *room = kk_shape_add_points(&f->builder, points);
    assert_non_null(room);
    memcpy(room, xy, points * 2 * sizeof *xy);
}

static void add_rectangle(fixture *f, double x, double y, double width, double height)
{
    const double xy[] = {x, y, x + width, y, x + width, y + height, x, y + height, x, y};
    assert_int_equal(kk_shape_add_area(&f->builder), 0);
    assert_int_equal(kk_shape_add_part(&f->builder), 0);
    add_ring(f, 5, xy);
}

/* Makes the shapes built so far a level of these codes. */
static kk_level *use_level(fixture *f, kk_level_kind kind, const char *name, const char *const codes[],
                           const bool *water)
{
    assert_int_equal(kk_shape_seal(&f->builder), 0);
    size_t count = f->builder.shape.count;
    kk_level *level = &f->areas.level[f->areas.level_count++];
    *level = (kk_level){.kind = kind, .name = name, .plural = name, .count = count, .shape = f->builder.shape};
    level->code = kk_arena_alloc(&f->arena, count, sizeof *level->code);
    level->parent = kk_arena_alloc(&f->arena, count, sizeof *level->parent);
    level->water = kk_arena_alloc(&f->arena, count, sizeof *level->water);
    for (size_t i = 0; i < count; i++) {
        char parent[16];
        level->code[i] = codes[i];
        level->parent[i] = kk_code_parent(codes[i], parent) ? kk_arena_copy(&f->arena, parent) : NULL;
        level->water[i] = water != NULL && water[i];
    }
    level->area_name = level->code;
    return level;
}

static void test_valid_shapes_are_left_alone(void **state)
{
    fixture *f = *state;
    const char *const codes[] = {"GM0001", "GM0002"};
    add_rectangle(f, 100000, 400000, 10, 10);
    add_rectangle(f, 100010, 400000, 10, 10);
    kk_level *level = use_level(f, KK_LEVEL_GEMEENTE, "gemeenten", codes, NULL);
    const double *before = level->shape.xy;
    assert_int_equal(kk_areas_repair(&f->areas, 2, &f->arena, &f->rejects, &f->err), KK_OK);
    assert_int_equal(f->rejects.count, 0);
    assert_ptr_equal(level->shape.xy, before);
}

/* A bow tie of two triangles of 25 m² each. */
static void test_a_bow_tie_is_repaired_and_reported(void **state)
{
    fixture *f = *state;
    const char *const codes[] = {"GM0001", "GM0002", "GM0003"};
    const double tie[] = {100000, 400000, 100010, 400010, 100010, 400000, 100000, 400010, 100000, 400000};
    add_rectangle(f, 0, 300000, 2, 3);
    assert_int_equal(kk_shape_add_area(&f->builder), 0);
    assert_int_equal(kk_shape_add_part(&f->builder), 0);
    add_ring(f, 5, tie);
    add_rectangle(f, 10, 300000, 4, 5);
    kk_level *level = use_level(f, KK_LEVEL_GEMEENTE, "gemeenten", codes, NULL);
    assert_int_equal(kk_areas_repair(&f->areas, 2, &f->arena, &f->rejects, &f->err), KK_OK);
    assert_int_equal(f->rejects.count, 1);
    assert_int_equal(f->rejects.items[0].kind, KK_REPAIR);
    assert_string_equal(f->rejects.items[0].code, "GM0002");
    assert_contains(f->rejects.items[0].reason, "Self-intersection at (100005.0 400005.0)");
    assert_contains(f->rejects.items[0].reason, "area 0.0 m2 before, 50.0 m2 after");
    assert_near(kk_polygons_area_m2(&level->shape, 0), 6, 1e-9);
    assert_near(kk_polygons_area_m2(&level->shape, 1), 50, 1e-9);
    assert_near(kk_polygons_area_m2(&level->shape, 2), 20, 1e-9);
}

static void test_a_shape_without_ground_becomes_empty_and_says_so(void **state)
{
    fixture *f = *state;
    const char *const codes[] = {"GM0001"};
    const double flat[] = {100000, 400000, 100010, 400000, 100005, 400000, 100000, 400000};
    assert_int_equal(kk_shape_add_area(&f->builder), 0);
    assert_int_equal(kk_shape_add_part(&f->builder), 0);
    add_ring(f, 4, flat);
    kk_level *level = use_level(f, KK_LEVEL_GEMEENTE, "gemeenten", codes, NULL);
    assert_int_equal(kk_areas_repair(&f->areas, 1, &f->arena, &f->rejects, &f->err), KK_OK);
    assert_int_equal(f->rejects.count, 2);
    assert_int_equal(f->rejects.items[1].kind, KK_EMPTY);
    assert_int_equal(level->count, 1);
    assert_int_equal(level->shape.part_count, 0);
}

/* GEOS makes no ring of it, and so no geometry. */
static void add_open_ring(fixture *f)
{
    const double open[] = {100000, 400000, 100010, 400000, 100010, 400010, 100000, 400010, 100000, 400005};
    assert_int_equal(kk_shape_add_area(&f->builder), 0);
    assert_int_equal(kk_shape_add_part(&f->builder), 0);
    add_ring(f, 5, open);
}

static void test_an_open_ring_is_told_once(void **state)
{
    fixture *f = *state;
    const char *const codes[] = {"GM0001", "GM0002"};
    add_open_ring(f);
    add_rectangle(f, 100010, 400000, 10, 10);
    kk_level *level = use_level(f, KK_LEVEL_GEMEENTE, "gemeenten", codes, NULL);
    assert_int_equal(kk_areas_repair(&f->areas, 2, &f->arena, &f->rejects, &f->err), KK_OK);
    assert_int_equal(f->rejects.count, 1);
    assert_int_equal(f->rejects.items[0].kind, KK_EMPTY);
    assert_string_equal(f->rejects.items[0].reason, "ring not closed: the geometry is invalid beyond repair");
    assert_int_equal(level->shape.part_count, 1);
    assert_near(kk_polygons_area_m2(&level->shape, 1), 100, 1e-9);
}

static void test_members_that_cannot_be_united(void **state)
{
    fixture *f = *state;
    const char *const codes[] = {"WK000101", "WK000201", "WK000301"};
    add_rectangle(f, 100000, 400000, 10, 10);
    add_open_ring(f);
    add_open_ring(f);
    use_level(f, KK_LEVEL_WIJK, "wijken", codes, NULL);
    assert_int_equal(kk_areas_complete(&f->areas, 2, &f->arena, &f->err), KK_ERR_INPUT);
    assert_string_equal(f->err.message, "the shapes of the members of gemeente 'GM0002' cannot be united into one");
}

/* Four buurten in a row; the third is water; they lie in two wijken of one gemeente. */
static void test_absent_levels_are_made_by_union(void **state)
{
    fixture *f = *state;
    const char *const codes[] = {"BU00010101", "BU00010102", "BU00010198", "BU00010201"};
    const bool water[] = {false, false, true, false};
    for (int i = 0; i < 4; i++) add_rectangle(f, 100000 + 10 * i, 400000, 10, 20);
    use_level(f, KK_LEVEL_BUURT, "buurten", codes, water);
    assert_int_equal(kk_areas_complete(&f->areas, 2, &f->arena, &f->err), KK_OK);
    assert_int_equal(f->areas.level_count, 3);
    const kk_level *gemeenten = &f->areas.level[0], *wijken = &f->areas.level[1];
    assert_string_equal(gemeenten->name, "gemeente");
    assert_true(wijken->derived);
    assert_int_equal(wijken->count, 3); /* WK000101 land, WK000101 water, WK000102 */
    assert_string_equal(wijken->code[0], "WK000101");
    assert_string_equal(wijken->code[1], "WK000101");
    assert_true(!wijken->water[0] && wijken->water[1] && !wijken->water[2]);
    assert_string_equal(wijken->parent[2], "GM0001");
    assert_near(kk_polygons_area_m2(&wijken->shape, 0), 400, 1e-9);
    assert_int_equal(wijken->shape.part_begin[1] - wijken->shape.part_begin[0], 1);
    assert_int_equal(gemeenten->count, 2);
    assert_near(kk_polygons_area_m2(&gemeenten->shape, 0), 600, 1e-9);
    assert_near(kk_polygons_area_m2(&gemeenten->shape, 1), 200, 1e-9);
    /* Land lies on either side of the water: two parts. */
    assert_int_equal(gemeenten->shape.part_begin[1] - gemeenten->shape.part_begin[0], 2);
}

/* Members that overlap are no coverage: the full union must not count the overlap twice. */
static void test_overlapping_members_are_united_in_full(void **state)
{
    fixture *f = *state;
    const char *const codes[] = {"WK000101", "WK000102"};
    add_rectangle(f, 100000, 400000, 10, 10);
    add_rectangle(f, 100005, 400000, 10, 10);
    use_level(f, KK_LEVEL_WIJK, "wijken", codes, NULL);
    assert_int_equal(kk_areas_complete(&f->areas, 1, &f->arena, &f->err), KK_OK);
    assert_int_equal(f->areas.level_count, 2);
    assert_near(kk_polygons_area_m2(&f->areas.level[0].shape, 0), 150, 1e-9);
}

static void test_own_areas_take_the_shape_of_their_members(void **state)
{
    fixture *f = *state;
    const char *const codes[] = {"GM0001", "GM0002", "GM0003"}, *own[] = {"north", "south"};
    for (int i = 0; i < 3; i++) add_rectangle(f, 100000 + 10 * i, 400000, 10, 10);
    use_level(f, KK_LEVEL_GEMEENTE, "gemeenten", codes, NULL);
    uint32_t begins[] = {0, 2, 3}, members[] = {0, 1, 2};
    bool water[] = {false, false};
    f->areas.level[f->areas.level_count++] =
        (kk_level){.kind = KK_LEVEL_OWN,
                   .name = "team",
                   .plural = "team",
                   .count = 2,
                   .code = own,
                   .area_name = own,
                   .water = water,
                   .membership = {.member_level = 0, .member_begin = begins, .member = members}};
    assert_int_equal(kk_areas_complete(&f->areas, 2, &f->arena, &f->err), KK_OK);
    assert_near(kk_polygons_area_m2(&f->areas.level[1].shape, 0), 200, 1e-9);
    assert_near(kk_polygons_area_m2(&f->areas.level[1].shape, 1), 100, 1e-9);
    assert_int_equal(f->areas.level[1].shape.part_begin[1], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_valid_shapes_are_left_alone, begin, end),
        cmocka_unit_test_setup_teardown(test_a_bow_tie_is_repaired_and_reported, begin, end),
        cmocka_unit_test_setup_teardown(test_a_shape_without_ground_becomes_empty_and_says_so, begin, end),
        cmocka_unit_test_setup_teardown(test_an_open_ring_is_told_once, begin, end),
        cmocka_unit_test_setup_teardown(test_members_that_cannot_be_united, begin, end),
        cmocka_unit_test_setup_teardown(test_absent_levels_are_made_by_union, begin, end),
        cmocka_unit_test_setup_teardown(test_overlapping_members_are_united_in_full, begin, end),
        cmocka_unit_test_setup_teardown(test_own_areas_take_the_shape_of_their_members, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
