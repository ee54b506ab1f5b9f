/* SPDX-License-Identifier: EUPL-1.2 */
#include "tiling.h"

#include "geo/nesting.h"

static size_t members_of(const kk_nesting *nesting, size_t level, size_t count)
{
    return nesting->begin[level][count];
}

/* Each buurt is an atom, and lies in a wijk and a gemeente: also one of water in a wijk that is told to be land. */
static void test_no_buurt_is_left_out(void **state)
{
    (void)state;
    tiling *t = tiling_begin(6, 3);
    size_t finest = t->areas.level_count - 1;
    kk_level *buurten = &t->areas.level[finest];
    for (size_t with_water = 0; with_water < 2; with_water++) {
        kk_nesting nesting;
        buurten->water[0] = buurten->water[buurten->count - 1] = with_water != 0;
        assert_int_equal(kk_nesting_make(&t->areas, &nesting, &t->err), KK_OK);
        assert_int_equal(nesting.atom_count, buurten->count);
        for (size_t l = 0; l < t->areas.level_count; l++)
            assert_int_equal(members_of(&nesting, l, t->areas.level[l].count), buurten->count);
        kk_nesting_clear(&nesting);
    }
    tiling_end(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_buurt_is_left_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
