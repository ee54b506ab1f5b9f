/* SPDX-License-Identifier: EUPL-1.2 */
/* Buurten of small maps, merged until enough people live in each. */
#include "locate_level.h"

#include "kk/geo.h"
#include "kk/merge.h"
#include "kk/random.h"

enum { BUURTEN_MAX = 100 };

/* A level of square buurten on a grid, with their inhabitants in a table. */
typedef struct map {
    made_level made;
    kk_arena arena;
    kk_areas areas;
    kk_config config;
    kk_config_group group;
    kk_config_table source;
    kk_table table;
    const char *code[BUURTEN_MAX], *name[BUURTEN_MAX], *parent[BUURTEN_MAX], *period;
    bool water[BUURTEN_MAX];
    double persons[BUURTEN_MAX];
    uint8_t status[BUURTEN_MAX];
    uint32_t row_period[BUURTEN_MAX];
    kk_error err;
} map;

static map *begin(double until)
{
    map *m = calloc(1, sizeof *m);
    assert_non_null(m);
    kk_arena_init(&m->arena);
    m->group = (kk_config_group){.name = "groot", .title = "Groot", .merge = {.level = "buurt", .until = until}};
    m->config.areas.groups = &m->group;
    m->config.areas.group_count = 1;
    m->config.project.period = m->period = "2023";
    m->source.name = "kwb";
    return m;
}

static void end(map *m)
{
    clear_level(&m->made);
    kk_arena_clear(&m->arena);
    free(m);
}

/* The next buurt of a wijk, a square of 100 m. */
static void add(map *m, int wijk, double column, double row, double persons)
{
    size_t i = m->table.row_count++;
    add_area(&m->made);
    add_box(&m->made, 100 * column, 100 * row, 100 * column + 100, 100 * row + 100);
    m->code[i] = kk_arena_format(&m->arena, "BU0001%02d%02zu", wijk, i);
    m->parent[i] = kk_arena_format(&m->arena, "WK0001%02d", wijk);
    m->name[i] = kk_arena_format(&m->arena, "%c", (int)('A' + i % 26));
    m->persons[i] = persons;
    m->status[i] = isnan(persons) ? KK_FIGURE_SECRET : KK_FIGURE_OK;
}

static kk_status try_merge(map *m)
{
    assert_int_equal(kk_shape_seal(&m->made.shape), 0);
    m->areas = (kk_areas){.level_count = 1};
    m->areas.level[0] = (kk_level){.kind = KK_LEVEL_BUURT,
                                   .name = "buurt",
                                   .plural = "buurten",
                                   .count = m->table.row_count,
                                   .code = m->code,
                                   .area_name = m->name,
                                   .parent = m->parent,
                                   .water = m->water,
                                   .shape = m->made.shape.shape};
    m->table.config = &m->source;
    m->table.column_count = m->table.period_count = 1;
    m->table.period = &m->period;
    m->table.code = m->code;
    m->table.row_period = m->row_period;
    m->table.value = m->persons;
    m->table.status = m->status;
    return kk_areas_merge(&m->config, &m->table, 1, &m->areas, &m->arena, &m->err);
}

static const kk_level *merged(map *m)
{
    if (try_merge(m) != KK_OK) fail_msg("%s", m->err.message);
    assert_int_equal(m->areas.level_count, 2);
    return &m->areas.level[1];
}

/* "A+B C" of the names of all members. */
static const char *members_of(map *m, const kk_level *level)
{
    const char *text = "";
    const kk_membership *members = &level->membership;
    for (size_t i = 0; i < level->count; i++)
        for (uint32_t k = members->member_begin[i]; k < members->member_begin[i + 1]; k++)
            text = kk_arena_format(&m->arena, "%s%s%s", text,
                                   k > members->member_begin[i] ? "+"
                                   : i > 0                      ? " "
                                                                : "",
                                   m->name[members->member[k]]);
    return text;
}

static void test_the_smallest_joins_its_smallest_neighbour(void **state)
{
    (void)state;
    map *m = begin(100);
    add(m, 0, 0, 0, 90);  /* A B C */
    add(m, 0, 1, 0, 20);  /* D E   */
    add(m, 0, 2, 0, 150); /* touching corners is no border */
    add(m, 0, 0, 1, 200);
    add(m, 0, 1, 1, 300);
    assert_string_equal(members_of(m, merged(m)), "A+B C D E");
    end(m);
}

static void test_it_goes_on_until_each_is_large_enough(void **state)
{
    (void)state;
    map *m = begin(100);
    for (int i = 0; i < 10; i++) add(m, 0, i, 0, 30);
    const kk_level *level = merged(m);
    for (size_t i = 0; i < level->count; i++)
        assert_true(30 * (level->membership.member_begin[i + 1] - level->membership.member_begin[i]) >= 100);
    assert_true(level->count >= 2);
    end(m);
}

static void test_a_wijk_is_not_left(void **state)
{
    (void)state;
    map *m = begin(100);
    add(m, 0, 0, 0, 10);
    add(m, 1, 1, 0, 10); /* borders on A, which is of another wijk */
    add(m, 1, 2, 0, 500);
    add(m, 1, 9, 9, 20); /* borders on nothing */
    assert_string_equal(members_of(m, merged(m)), "A B+C D");
    end(m);
}

static void test_water_and_areas_without_people(void **state)
{
    (void)state;
    map *m = begin(100);
    add(m, 0, 0, 0, 120);
    add(m, 0, 1, 0, 0);   /* nobody lives there */
    add(m, 0, 2, 0, NAN); /* not known */
    add(m, 0, 3, 0, NAN);
    add(m, 0, 4, 0, 130);
    m->water[3] = true;
    assert_string_equal(members_of(m, merged(m)), "A+B+C E");
    end(m);
}

static void test_names_and_codes(void **state)
{
    (void)state;
    map *m = begin(100);
    for (int i = 0; i < 6; i++) add(m, 0, i, 0, 20);
    add(m, 1, 0, 5, 100);
    add(m, 2, 0, 7, 60);
    add(m, 2, 1, 7, 60);
    const kk_level *level = merged(m);
    assert_int_equal(level->count, 3);
    assert_string_equal(level->code[0], "BU00010000+5");
    assert_string_equal(level->area_name[0], "A + B + C en 3 andere");
    assert_string_equal(level->code[1], "BU00010106+0"); /* it may differ from the buurt that has this code */
    assert_string_equal(level->area_name[1], "G");
    assert_string_equal(level->area_name[2], "H + I");
    kk_level_kind kind;
    for (size_t i = 0; i < level->count; i++) {
        assert_false(kk_code_kind(level->code[i], &kind));
        if (i > 0) assert_true(strcmp(level->code[i - 1], level->code[i]) < 0);
    }
    assert_int_equal(level->kind, KK_LEVEL_OWN);
    assert_string_equal(level->title, "Groot");
    end(m);
}

static void test_the_shape_is_the_union(void **state)
{
    (void)state;
    map *m = begin(100);
    add(m, 0, 0, 0, 60);
    add(m, 0, 1, 0, 60);
    add(m, 0, 2, 0, 100);
    merged(m);
    if (kk_areas_complete(&m->areas, 1, &m->arena, &m->err) != KK_OK) fail_msg("%s", m->err.message);
    const kk_level *level = &m->areas.level[m->areas.level_count - 1];
    assert_int_equal(level->kind, KK_LEVEL_OWN);
    assert_int_equal(level->shape.part_begin[1] - level->shape.part_begin[0], 1);
    assert_near(kk_polygons_area_m2(&level->shape, 0), 20000, 1e-6);
    assert_near(kk_polygons_area_m2(&level->shape, 1), 10000, 1e-6);
    assert_string_equal(m->areas.level[level->membership.member_level].name,
                        "buurt"); /* behind wijk and gemeente now */
    end(m);
}

/* Every land buurt is in one area, of its wijk; what is too small borders on nothing else of it. */
static void test_any_map_is_divided(void **state)
{
    (void)state;
    for (uint64_t n = 0; n < 20; n++) {
        map *m = begin(100);
        kk_random random;
        kk_random_init(&random, 4, n);
        for (int i = 0; i < 64; i++) add(m, i / 16, i % 8, i / 8, kk_random_below(&random, 120));
        const kk_level *level = merged(m);
        size_t seen[64] = {0};
        for (size_t i = 0; i < level->count; i++) {
            double persons = 0;
            uint32_t first = level->membership.member_begin[i];
            for (uint32_t k = first; k < level->membership.member_begin[i + 1]; k++) {
                uint32_t buurt = level->membership.member[k];
                seen[buurt]++;
                persons += m->persons[buurt];
                assert_string_equal(m->parent[buurt], m->parent[level->membership.member[first]]);
                if (k > first) assert_true(buurt > level->membership.member[k - 1]);
            }
            assert_true(persons >= 100); /* each wijk is one piece with far more people */
        }
        for (int i = 0; i < 64; i++) assert_int_equal(seen[i], 1);
        end(m);
    }
}

static void test_a_level_or_figures_that_are_not_there(void **state)
{
    (void)state;
    map *m = begin(100);
    add(m, 0, 0, 0, NAN);
    assert_int_equal(try_merge(m), KK_ERR_PROJECT);
    assert_string_equal(m->err.message, "groot: the table 'kwb' tells of no buurt how many people live there");
    m->group.merge.level = "wijk";
    assert_int_equal(try_merge(m), KK_ERR_PROJECT);
    assert_string_equal(m->err.message, "groot: the sources have no areas of the level 'wijk' to merge");
    end(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_smallest_joins_its_smallest_neighbour),
        cmocka_unit_test(test_it_goes_on_until_each_is_large_enough),
        cmocka_unit_test(test_a_wijk_is_not_left),
        cmocka_unit_test(test_water_and_areas_without_people),
        cmocka_unit_test(test_names_and_codes),
        cmocka_unit_test(test_the_shape_is_the_union),
        cmocka_unit_test(test_any_map_is_divided),
        cmocka_unit_test(test_a_level_or_figures_that_are_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
