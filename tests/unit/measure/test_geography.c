/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/measure/world.h"

#include "measure/geography.h"

static uint32_t slot_of(const kk_geography *g, const char *code)
{
    return (uint32_t)kk_geography_slot(g, at(code));
}

static kk_geography geography_of(world *w)
{
    kk_geography g;
    assert_int_equal(kk_geography_make(&w->areas, &w->arena, &g, &w->err), KK_OK);
    return g;
}

static void check_within(const kk_geography *g, const char *code, const char *const expected[LEVELS])
{
    for (size_t l = 0; l < LEVELS; l++) {
        uint32_t slot = expected[l] == NULL ? KK_NO_SLOT : slot_of(g, expected[l]);
        if (g->within[l][slot_of(g, code)] != slot) fail_msg("%s at level %zu is not within %s", code, l, expected[l]);
    }
}

static void test_each_level(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    kk_geography g = geography_of(&w);
    assert_int_equal(g.slot_count, 12);
    check_within(&g, "BU00010102", (const char *const[]){"GM0001", "WK000101", "BU00010102", "A"});
    check_within(&g, "BU00010199", (const char *const[]){"GM0001", "WK000101", "BU00010199", "A"});
    check_within(&g, "BU00020101", (const char *const[]){"GM0002", "WK000201", "BU00020101", "B"});
    check_within(&g, "WK000102", (const char *const[]){"GM0001", "WK000102", NULL, "B"});
    check_within(&g, "GM0001", (const char *const[]){"GM0001", NULL, NULL, NULL});
    check_within(&g, "B", (const char *const[]){NULL, NULL, NULL, "B"});
    world_clear(&w);
}

/* Own areas of buurten: who is known to the wijk only is in none of them; a buurt may be in none. */
static void test_own_areas_of_buurten(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    uint32_t begin[] = {0, 1, 3}, member[] = {1, 0, 3};
    w.areas.level[PART].membership = (kk_membership){BU, begin, member};
    kk_geography g = geography_of(&w);
    check_within(&g, "BU00010102", (const char *const[]){"GM0001", "WK000101", "BU00010102", "A"});
    check_within(&g, "BU00010101", (const char *const[]){"GM0001", "WK000101", "BU00010101", "B"});
    check_within(&g, "BU00020101", (const char *const[]){"GM0002", "WK000201", "BU00020101", NULL});
    check_within(&g, "WK000101", (const char *const[]){"GM0001", "WK000101", NULL, NULL});
    world_clear(&w);
}

/* Codes of parents that a source does not give follow from the code; a parent that is no area is none. */
static void test_parents(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    const char *odd_parent[] = {"WK000102", NULL, "WK000101", "WK999999", "WK000201"};
    w.areas.level[BU].parent = odd_parent;
    w.areas.level[WK].parent = NULL;
    kk_geography g = geography_of(&w);
    check_within(&g, "BU00010101", (const char *const[]){"GM0001", "WK000102", "BU00010101", "B"});
    check_within(&g, "BU00010102", (const char *const[]){"GM0001", "WK000101", "BU00010102", "A"});
    check_within(&g, "BU00010201", (const char *const[]){NULL, NULL, "BU00010201", NULL});
    world_clear(&w);
}

static void test_fineness(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    assert_true(kk_level_fineness(&w.areas.level[BU]) > kk_level_fineness(&w.areas.level[WK]));
    assert_true(kk_level_fineness(&w.areas.level[WK]) > kk_level_fineness(&w.areas.level[GM]));
    assert_true(kk_level_fineness(&w.areas.level[GM]) > kk_level_fineness(&w.areas.level[PART]));
    world_clear(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_level),
        cmocka_unit_test(test_own_areas_of_buurten),
        cmocka_unit_test(test_parents),
        cmocka_unit_test(test_fineness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
