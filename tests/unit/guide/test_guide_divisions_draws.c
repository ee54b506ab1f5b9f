/* SPDX-License-Identifier: EUPL-1.2 */
/* How sure gains and losses are, and what holds of every division, however figures are. */
#include "unit/guide/division_world.h"

#include "kk/random.h"

/* Two wijken with as many youths and as much now: the first gains where its need is drawn higher. */
static division_world world_of_two(double apart, double error)
{
    division_world w = world_begin(KK_PROPORTIONAL);
    for (size_t i = 0; i < WIJKEN; i++) w.youths[i] = i < 2 ? 100 : 0;
    w.poverty[0] = 0.4;
    w.poverty[1] = 0.4 + apart;
    w.present[0] = w.present[1] = 500;
    w.config.budget_units = 100000;
    w.half = 1.959963984540054 * error;
    return w;
}

/* P = Φ(−0.1 / (0.1 √2)) = 0.2398; of 200 draws within 4 standard errors. */
static void test_the_chance_to_gain(void **state)
{
    (void)state;
    division_world w = world_of_two(0.1, 0.1);
    const kk_guide_share *share = world_divide(&w)->share;
    assert_near(share->gain_chance[0], 0.2398, 0.12);
    assert_near(share->gain_chance[0] + share->gain_chance[1], 1, 1e-12);
    const kk_sheet *sheet = guide_sheet_of(w.f, "allocation");
    assert_string_equal(guide_cell(sheet, 0, "certainty").text, "uncertain");
    assert_string_equal(guide_cell(sheet, 1, "certainty").text, "uncertain");
    world_end(&w);
}

static void test_a_certain_gain_and_loss(void **state)
{
    (void)state;
    division_world w = world_of_two(0.1, 0.01);
    world_divide(&w);
    const kk_sheet *sheet = guide_sheet_of(w.f, "allocation"), *all = guide_sheet_of(w.f, "scenarios");
    assert_string_equal(guide_cell(sheet, 0, "certainty").text, "loss");
    assert_string_equal(guide_cell(sheet, 1, "certainty").text, "gain");
    assert_int_equal(guide_cell(all, 0, "certain_gainers").whole, 1);
    assert_int_equal(guide_cell(all, 0, "certain_losers").whole, 1);
    world_end(&w);
}

/* Nothing changes for anyone: that is neither a gain nor a loss, whatever need is. */
static void test_no_change_is_no_loss(void **state)
{
    (void)state;
    division_world w = world_of_two(0.1, 0.1);
    w.principle[0] = KK_PRESENT;
    const kk_guide_share *share = world_divide(&w)->share;
    assert_near(share->gain_chance[0], 0.5, 0);
    assert_string_equal(guide_cell(guide_sheet_of(w.f, "allocation"), 0, "certainty").text, "uncertain");
    assert_int_equal(guide_cell(guide_sheet_of(w.f, "scenarios"), 0, "losers").whole, 0);
    world_end(&w);
}

/* What does not look at need is sure without an interval; what does, is not known to be. */
static void test_need_without_an_interval(void **state)
{
    (void)state;
    division_world w = world_begin(KK_EQUAL);
    w.principle[1] = KK_PROPORTIONAL;
    w.config.principle_count = 2;
    const kk_guide_share *share = world_divide(&w)->share;
    for (size_t k = 0; k < TAKERS; k++) {
        assert_near(share[0].gain_chance[k], 1, 0);
        assert_true(isnan(share[1].gain_chance[k]));
    }
    world_end(&w);
}

static void test_an_index_is_drawn(void **state)
{
    (void)state;
    division_world w = world_of_two(0, 0);
    world_use_index(&w, KK_SCALE_Z, (double[]){0, 0.1, 0, 0});
    w.score_error[0] = w.score_error[1] = 0.1;
    const kk_guide_share *share = world_divide(&w)->share;
    assert_near(share->exact[0], 25000, 1e-6);
    assert_near(share->gain_chance[0], 0.2398, 0.12);
    world_end(&w);
}

/* ---- what always holds ---- */

/* Everything random; now and then a withheld figure, floors and ceilings. */
static division_world world_at_random(unsigned number)
{
    static const kk_principle principles[] = {KK_PROPORTIONAL, KK_PROPORTIONATE, KK_CLOSING, KK_EQUAL,
                                              KK_PRESENT,      KK_LEVELLING,     KK_WELFARE};
    division_world w = world_begin(KK_PROPORTIONAL);
    kk_random random;
    kk_random_init(&random, 5, number);
    memcpy(w.principle, principles, sizeof principles);
    w.config.principle_count = sizeof principles / sizeof *principles;
    w.config.budget_units = 1 + kk_random_below(&random, 1000000000);
    w.config.half_effect = 1 + 1000 * kk_random_uniform(&random);
    w.config.aversion = number % 2 == 0 ? KK_ATKINSON : KK_KOLM_POLLAK;
    for (size_t i = 0; i < WIJKEN; i++) {
        w.youths[i] = 1 + kk_random_below(&random, 3000);
        w.poverty[i] = 0.01 + 0.9 * kk_random_uniform(&random);
        w.present[i] = kk_random_below(&random, 1000000) + 0.37;
    }
    if (number % 3 == 0) w.poverty[number % WIJKEN] = w.present[number % WIJKEN] = -1;
    w.half = number % 2 == 0 ? 0.05 : 0;
    return w;
}

enum { WORLDS = 60, BY_NEED = 3 };

static void test_amounts_add_up_to_the_budget(void **state)
{
    (void)state;
    for (unsigned number = 0; number < WORLDS; number++) {
        division_world w = world_at_random(number);
        double budget = (double)w.config.budget_units, youths = 0;
        for (size_t i = 0; i < WIJKEN; i++) youths += w.youths[i];
        w.config.floor_per_youth = number % 2 == 0 ? 0.3 * budget / youths / 100 : NAN;
        w.config.ceiling_per_youth = number % 4 == 0 ? 2 * budget / youths / 100 + 1 : NAN;
        const kk_guide_division *made = world_divide(&w);
        for (size_t p = 0; p < w.config.principle_count; p++) {
            assert_int_equal(world_sum(made, p), w.config.budget_units);
            for (size_t k = 0; k < made->count; k++) {
                assert_true(fabs((double)made->share[p].units[k] - made->share[p].exact[k]) < 1);
                assert_true(made->floor == NULL || made->share[p].units[k] >= made->floor[k]);
                assert_true(made->ceiling == NULL || made->share[p].units[k] <= made->ceiling[k]);
            }
        }
        world_end(&w);
    }
}

static void test_more_need_never_gets_less(void **state)
{
    (void)state;
    for (unsigned number = 0; number < WORLDS; number++) {
        division_world w = world_at_random(number);
        const kk_guide_division *made = world_divide(&w);
        for (size_t p = 0; p < 2; p++)
            for (size_t a = 0; a < made->count; a++)
                for (size_t b = 0; b < made->count; b++) {
                    double more = made->share[p].exact[a] / w.youths[a], less = made->share[p].exact[b] / w.youths[b];
                    if (made->need[a] >= made->need[b]) assert_true(more >= less * (1 - 1e-9));
                }
        world_end(&w);
    }
}

/* An eighth of the need everywhere: the same amounts, but for the decimals to which figures are published. */
static void test_the_unit_of_need_is_no_matter(void **state)
{
    (void)state;
    for (unsigned number = 1; number < WORLDS; number += 3) {
        division_world w = world_at_random(number), scaled = world_at_random(number);
        for (size_t i = 0; i < WIJKEN; i++) scaled.poverty[i] /= 8;
        const kk_guide_division *made = world_divide(&w), *other = world_divide(&scaled);
        for (size_t p = 0; p < BY_NEED; p++)
            for (size_t k = 0; k < WIJKEN; k++)
                assert_near(made->share[p].exact[k] / other->share[p].exact[k], 1, 1e-5);
        world_end(&w);
        world_end(&scaled);
    }
}

static void check_same(const kk_guide_division *a, const kk_guide_division *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t p = 0; p < a->config->principle_count; p++) {
        assert_memory_equal(a->share[p].exact, b->share[p].exact, a->count * sizeof(double));
        assert_memory_equal(a->share[p].units, b->share[p].units, a->count * sizeof(int64_t));
        assert_memory_equal(a->share[p].gain_chance, b->share[p].gain_chance, a->count * sizeof(double));
    }
}

static void test_threads_do_not_matter(void **state)
{
    (void)state;
    for (unsigned number = 0; number < 6; number++) {
        division_world one = world_at_random(number), four = world_at_random(number);
        assert_int_equal(world_try(&one, 1), KK_OK);
        assert_int_equal(world_try(&four, 4), KK_OK);
        check_same(one.f->guide.division, four.f->guide.division);
        world_end(&one);
        world_end(&four);
    }
}

/* Behind a withheld figure may be anything. */
static void test_what_is_withheld_is_no_matter(void **state)
{
    (void)state;
    enum { POVERTY_OF_WIJKEN = 4, PRESENT_OF_WIJKEN };
    for (unsigned number = 0; number < 9; number += 3) {
        division_world w = world_at_random(number), other = world_at_random(number);
        world_add_figures(&other);
        other.f->column[POVERTY_OF_WIJKEN].value[number % WIJKEN] = 0.777;
        other.f->column[PRESENT_OF_WIJKEN].value[number % WIJKEN] = 777777;
        check_same(world_divide(&w), world_divide(&other));
        world_end(&w);
        world_end(&other);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_chance_to_gain),        cmocka_unit_test(test_a_certain_gain_and_loss),
        cmocka_unit_test(test_no_change_is_no_loss),      cmocka_unit_test(test_need_without_an_interval),
        cmocka_unit_test(test_an_index_is_drawn),         cmocka_unit_test(test_amounts_add_up_to_the_budget),
        cmocka_unit_test(test_more_need_never_gets_less), cmocka_unit_test(test_the_unit_of_need_is_no_matter),
        cmocka_unit_test(test_threads_do_not_matter),     cmocka_unit_test(test_what_is_withheld_is_no_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
