/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "core/shape_builder.h"
#include "kk/areas.h"
#include "kk/arena.h"
#include "kk/error.h"
#include "kk/figure.h"
#include "kk/records.h"
#include "kk/rejects.h"

static void test_error_fills_in_message_and_status(void **state)
{
    (void)state;
    kk_error err = {0};
    assert_int_equal(kk_fail(&err, KK_ERR_INPUT, "%s:%d: bad", "a.csv", 3), KK_ERR_INPUT);
    assert_int_equal(err.status, KK_ERR_INPUT);
    assert_string_equal(err.message, "a.csv:3: bad");
}

static void test_error_cuts_a_message_that_is_too_long(void **state)
{
    (void)state;
    char text[3000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    kk_error err = {0};
    (void)kk_fail(&err, KK_ERR_INPUT, "%s", text);
    assert_int_equal(strlen(err.message), sizeof err.message - 1);
}

static void test_nearest_name(void **state)
{
    (void)state;
    const char *const names[] = {"numerator", "denominator", "name", "kind"};
    assert_string_equal(kk_nearest_name("nummerator", names, 4), "numerator");
    assert_string_equal(kk_nearest_name("Denominator", names, 4), "denominator");
    assert_string_equal(kk_nearest_name("nmae", names, 4), "name");
    assert_null(kk_nearest_name("title", names, 4));
    assert_null(kk_nearest_name("x", names, 0));
    /* The nearer of two wins, not the first. */
    const char *const close[] = {"wijken", "wijk"};
    assert_string_equal(kk_nearest_name("wijkk", close, 2), "wijk");
}

static void test_arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    kk_arena arena;
    kk_arena_init(&arena);
    for (size_t size = 1; size < 3000000; size = size * 3 + 1) {
        unsigned char *bytes = kk_arena_alloc(&arena, size, 1);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i += size / 7 + 1) assert_int_equal(bytes[i], 0);
        memset(bytes, 0xFF, size);
    }
    assert_non_null(kk_arena_alloc(&arena, 0, 8));
    assert_null(kk_arena_alloc(&arena, SIZE_MAX / 2, 4));
    kk_arena_clear(&arena);
    assert_null(arena.head);
}

static void test_arena_texts(void **state)
{
    (void)state;
    kk_arena arena;
    kk_arena_init(&arena);
    assert_string_equal(kk_arena_text(&arena, "wijkteam", 4), "wijk");
    assert_string_equal(kk_arena_copy(&arena, ""), "");
    assert_string_equal(kk_arena_format(&arena, "%s-%d", "GM", 34), "GM-34");
    kk_arena_clear(&arena);
}

static void test_grow_keeps_what_was_there(void **state)
{
    (void)state;
    int *items = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(kk_grow(&items, &capacity, i + 1, sizeof *items), 0);
        items[i] = (int)i;
    }
    for (size_t i = 0; i < 1000; i++) assert_int_equal(items[i], i);
    int *before = items;
    assert_int_equal(kk_grow(&items, &capacity, SIZE_MAX, sizeof *items), -1);
    assert_ptr_equal(items, before);
    free(items);
}

static void test_every_status_has_a_word_of_its_own(void **state)
{
    (void)state;
    assert_string_equal(kk_figure_status_name(KK_FIGURE_NO_POPULATION), "no_population");
    for (int i = 0; i < KK_FIGURE_STATUS_COUNT; i++)
        for (int other = 0; other < i; other++)
            assert_string_not_equal(kk_figure_status_name((kk_figure_status)i),
                                    kk_figure_status_name((kk_figure_status)other));
}

static void test_statuses_combine_to_the_one_that_hides_most(void **state)
{
    (void)state;
    assert_int_equal(kk_figure_status_combine(KK_FIGURE_OK, KK_FIGURE_NIL), KK_FIGURE_OK);
    assert_int_equal(kk_figure_status_combine(KK_FIGURE_OK, KK_FIGURE_UNKNOWN), KK_FIGURE_UNKNOWN);
    assert_int_equal(kk_figure_status_combine(KK_FIGURE_SUPPRESSED, KK_FIGURE_SECRET), KK_FIGURE_SUPPRESSED);
    for (int a = 0; a < KK_FIGURE_STATUS_COUNT; a++)
        for (int b = 0; b < KK_FIGURE_STATUS_COUNT; b++)
            assert_int_equal(kk_figure_status_combine((kk_figure_status)a, (kk_figure_status)b),
                             kk_figure_status_combine((kk_figure_status)b, (kk_figure_status)a));
    assert_true(isnan(kk_figure_missing(KK_FIGURE_SECRET).value));
}

static void test_one_to_nine_persons_are_few(void **state)
{
    (void)state;
    const double few[] = {1, 9, 9.99, 0.01, -1, -9}, fine[] = {0, -0.0, 10, -10, 1e9, NAN};
    for (size_t i = 0; i < 6; i++) {
        assert_true(kk_persons_are_few(few[i], KK_PERSONS_SHOWN));
        assert_false(kk_persons_are_few(fine[i], KK_PERSONS_SHOWN));
    }
    assert_false(kk_persons_are_few(9, 9));
    assert_true(kk_persons_are_few(10, 11));
}

static void test_codes(void **state)
{
    (void)state;
    kk_level_kind kind;
    char parent[16];
    assert_true(kk_code_kind("GM0034", &kind) && kind == KK_LEVEL_GEMEENTE);
    assert_true(kk_code_kind("WK0363AA", &kind) && kind == KK_LEVEL_WIJK);
    assert_true(kk_code_kind("BU0363AA01", &kind) && kind == KK_LEVEL_BUURT);
    const char *const wrong[] = {"",           "GM34",   "GM003",    "GM00345", "WK00340",   "BU0034010", "BU00340101X",
                                 "bu00340101", "GM0A34", "WK003 01", "NL00",    "BU0363aa01"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) assert_false(kk_code_kind(wrong[i], &kind));
    assert_true(kk_code_parent("BU0363AA01", parent));
    assert_string_equal(parent, "WK0363AA");
    assert_true(kk_code_parent(parent, parent));
    assert_string_equal(parent, "GM0363");
    assert_false(kk_code_parent("GM0363", parent));
}

static void test_level_names(void **state)
{
    (void)state;
    kk_level_kind kind;
    assert_string_equal(kk_level_kind_name(KK_LEVEL_WIJK), "wijk");
    assert_string_equal(kk_level_kind_plural(KK_LEVEL_GEMEENTE), "gemeenten");
    assert_string_equal(kk_level_kind_title(KK_LEVEL_BUURT), "Buurten");
    assert_null(kk_level_kind_name(KK_LEVEL_OWN));
    assert_true(kk_level_kind_parse("buurt", &kind));
    assert_int_equal(kind, KK_LEVEL_BUURT);
    assert_false(kk_level_kind_parse("buurten", &kind));
    assert_false(kk_level_kind_parse("", &kind));
}

static void test_level_find(void **state)
{
    (void)state;
    const char *codes[] = {"GM0014", "GM0034", "GM0034", "GM0363"};
    kk_level level = {.name = "gemeente", .count = 4, .code = codes};
    assert_int_equal(kk_level_find(&level, "GM0014"), 0);
    assert_int_equal(kk_level_find(&level, "GM0034"), 1); /* land, before water of the same code */
    assert_int_equal(kk_level_find(&level, "GM0363"), 3);
    assert_int_equal(kk_level_find(&level, "GM0000"), -1);
    assert_int_equal(kk_level_find(&level, "GM9999"), -1);
    level.count = 0;
    assert_int_equal(kk_level_find(&level, "GM0014"), -1);
}

static void add_square(kk_shape_builder *builder, double x, double y, double side)
{
    const double corners[5][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
    assert_int_equal(kk_shape_add_ring(builder), 0);
    double *xy = kk_shape_add_points(builder, 5);
    assert_non_null(xy);
    for (int i = 0; i < 5; i++) xy[2 * i] = x + side * corners[i][0], xy[2 * i + 1] = y + side * corners[i][1];
}

static void test_shapes_built_gathered_and_measured(void **state)
{
    (void)state;
    kk_arena arena;
    kk_arena_init(&arena);
    kk_shape_builder builder;
    kk_shape_builder_init(&builder);
    assert_int_equal(kk_shape_add_area(&builder), 0); /* 0: a square with a hole */
    assert_int_equal(kk_shape_add_part(&builder), 0);
    add_square(&builder, 200000, 500000, 100);
    add_square(&builder, 200010, 500010, 10);
    assert_int_equal(kk_shape_add_area(&builder), 0); /* 1: nothing */
    assert_int_equal(kk_shape_add_area(&builder), 0); /* 2: two parts */
    assert_int_equal(kk_shape_add_part(&builder), 0);
    add_square(&builder, 0, 300000, 2);
    assert_int_equal(kk_shape_add_part(&builder), 0);
    add_square(&builder, 10, 300000, 3);
    assert_int_equal(kk_shape_seal(&builder), 0);
    assert_near(kk_polygons_area_m2(&builder.shape, 0), 9900, 1e-9);
    assert_near(kk_polygons_area_m2(&builder.shape, 1), 0, 0);
    assert_near(kk_polygons_area_m2(&builder.shape, 2), 13, 1e-9);

    kk_shape_source order[] = {{&builder.shape, 2}, {&builder.shape, 0}, {&builder.shape, 1}, {&builder.shape, 2}};
    kk_polygons gathered;
    assert_int_equal(kk_shapes_gather(order, 4, &arena, &gathered), 0);
    assert_int_equal(gathered.count, 4);
    assert_int_equal(gathered.point_count, 30);
    assert_near(kk_polygons_area_m2(&gathered, 0), 13, 1e-9);
    assert_near(kk_polygons_area_m2(&gathered, 1), 9900, 1e-9);
    assert_near(kk_polygons_area_m2(&gathered, 2), 0, 0);
    /* Into itself. */
    kk_shape_source back[] = {{&gathered, 1}};
    assert_int_equal(kk_shapes_gather(back, 1, &arena, &gathered), 0);
    assert_int_equal(gathered.count, 1);
    assert_near(kk_polygons_area_m2(&gathered, 0), 9900, 1e-9);

    kk_shape_empty_last(&builder);
    assert_int_equal(builder.shape.part_count, 1);
    assert_int_equal(builder.shape.ring_count, 2);
    assert_int_equal(builder.shape.point_count, 10);
    kk_shape_empty_last(&builder); /* once more is harmless */
    assert_int_equal(builder.shape.count, 3);
    kk_shape_builder_clear(&builder);
    kk_arena_clear(&arena);
}

static void test_counts_of_records_are_told_by_tens(void **state)
{
    (void)state;
    static const int64_t counts[][2] = {{0, 0},   {1, -1},  {9, -1},    {10, 10},   {14, 10},
                                        {15, 20}, {94, 90}, {123, 120}, {999, 1000}};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        assert_int_equal(kk_record_count_told(counts[i][0]), counts[i][1]);
}

static void test_rejects_copy_their_texts(void **state)
{
    (void)state;
    kk_arena arena;
    kk_arena_init(&arena);
    kk_rejects rejects;
    kk_rejects_init(&rejects, &arena);
    kk_error err = {0};
    char value[] = "12,x";
    kk_reject cell = {.kind = KK_REJECT_CELL, .file = "kwb.csv", .line = 7, .column = "a_inw", .value = value};
    assert_int_equal(kk_rejects_add(&rejects, &cell, &err), KK_OK);
    value[0] = '9';
    assert_int_equal(rejects.count, 1);
    assert_string_equal(rejects.items[0].value, "12,x");
    assert_string_equal(rejects.items[0].code, "");
    assert_string_equal(kk_reject_kind_name(rejects.items[0].kind), "cell");
    assert_string_equal(kk_reject_kind_name(KK_UNASSIGNED), "unassigned");
    kk_rejects_clear(&rejects);
    kk_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_error_fills_in_message_and_status),
        cmocka_unit_test(test_error_cuts_a_message_that_is_too_long),
        cmocka_unit_test(test_nearest_name),
        cmocka_unit_test(test_arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(test_arena_texts),
        cmocka_unit_test(test_grow_keeps_what_was_there),
        cmocka_unit_test(test_every_status_has_a_word_of_its_own),
        cmocka_unit_test(test_statuses_combine_to_the_one_that_hides_most),
        cmocka_unit_test(test_one_to_nine_persons_are_few),
        cmocka_unit_test(test_codes),
        cmocka_unit_test(test_level_names),
        cmocka_unit_test(test_level_find),
        cmocka_unit_test(test_shapes_built_gathered_and_measured),
        cmocka_unit_test(test_counts_of_records_are_told_by_tens),
        cmocka_unit_test(test_rejects_copy_their_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
