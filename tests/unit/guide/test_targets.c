/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/random.h"
#include "kk/targets.h"
#include "unit/check.h"

enum { MANY = 60, K = 15 };

static const kk_rank_options usual = {.confidence = 0.95, .draws = 1000, .seed = 4, .threads = 1};

static kk_rank_score normal(double estimate, double error)
{
    return (kk_rank_score){estimate, error, estimate, estimate, estimate};
}

static void choose(const kk_rank_score *score, size_t count, const kk_target_rule *rule, kk_target *out)
{
    kk_error err;
    assert_int_equal(kk_targets_choose(score, count, rule, &usual, out, &err), KK_OK);
}

static void make_world(uint64_t seed, double error, kk_rank_score *score)
{
    kk_random random;
    kk_random_init(&random, seed, 0);
    for (size_t i = 0; i < MANY; i++) score[i] = normal(kk_random_normal(&random), error);
}

static size_t count_chosen(const kk_target *target, size_t count)
{
    size_t chosen = 0;
    for (size_t i = 0; i < count; i++) chosen += target[i].is_chosen;
    return chosen;
}

static void knows_what_is_sure(void **state)
{
    (void)state;
    kk_rank_score score[11];
    kk_target target[11];
    for (size_t i = 0; i < 10; i++) score[i] = normal(10 - (double)i, 1e-6);
    score[10] = normal(NAN, NAN);
    choose(score, 11, &(kk_target_rule){.k = 3, .confidence = 0.95}, target);
    for (size_t i = 0; i < 10; i++) {
        assert_int_equal(target[i].class, i < 3 ? KK_TARGET_CERTAIN : KK_TARGET_NOT);
        assert_int_equal(target[i].is_chosen, i < 3);
        assert_near(target[i].margin, i < 3 ? 3 - (double)i : (double)i - 2, 1e-4);
        assert_true(target[i].set.rank == i + 1 && target[i].set.lower == i + 1 && target[i].set.upper == i + 1);
    }
    assert_int_equal(target[10].class, KK_TARGET_NONE);
    assert_false(target[10].is_chosen);
    assert_true(isnan(target[10].margin));
}

static void takes_equals_by_their_place(void **state)
{
    (void)state;
    const kk_rank_score score[] = {normal(1, 0.1), normal(5, 0.1), normal(5, 0.1), normal(9, 0.1)};
    kk_target target[4];
    choose(score, 4, &(kk_target_rule){.k = 2, .confidence = 0.95}, target);
    assert_true(target[1].is_chosen && target[3].is_chosen && !target[2].is_chosen);
    assert_int_equal(target[1].class, KK_TARGET_POSSIBLE);
    assert_int_equal(target[2].class, KK_TARGET_POSSIBLE);
    assert_near(target[1].margin, 0, 0);
    assert_near(target[2].margin, 0, 0);
}

static void takes_all_where_there_are_few(void **state)
{
    (void)state;
    const kk_rank_score score[] = {normal(1, 1), normal(5, 1)};
    kk_target target[2];
    choose(score, 2, &(kk_target_rule){.k = 2, .confidence = 0.95}, target);
    assert_true(target[0].is_chosen && target[1].is_chosen);
    assert_true(isinf(target[0].margin) && target[0].class == KK_TARGET_CERTAIN);
    choose(score, 0, &(kk_target_rule){.k = 2, .confidence = 0.95}, target);
}

static void chooses_by_threshold(void **state)
{
    (void)state;
    const kk_rank_score score[] = {normal(3, 1), normal(5, 1), normal(6, 1), normal(7, 1), normal(4.5, 1)};
    const bool earlier[] = {true, false, false, false, true};
    kk_target target[5];
    choose(score, 5, &(kk_target_rule){.threshold = 5, .confidence = 0.95, .earlier = earlier}, target);
    const kk_target_class class[] = {KK_TARGET_NOT, KK_TARGET_POSSIBLE, KK_TARGET_POSSIBLE, KK_TARGET_CERTAIN,
                                     KK_TARGET_POSSIBLE};
    const double margin[] = {2, 0, 1, 2, 1.459964};
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(target[i].class, class[i]);
        assert_int_equal(target[i].is_chosen, i != 0);
        assert_int_equal(target[i].was_kept, i == 4);
        assert_near(target[i].margin, margin[i], 1e-6);
    }
}

static void lists_k_and_all_that_are_certain(void **state)
{
    (void)state;
    kk_rank_score score[MANY];
    kk_target target[MANY];
    for (uint64_t seed = 0; seed < 10; seed++) {
        make_world(seed, 0.3, score);
        choose(score, MANY, &(kk_target_rule){.k = K, .confidence = 0.95}, target);
        assert_int_equal(count_chosen(target, MANY), K);
        for (size_t i = 0; i < MANY; i++) {
            size_t higher = 0;
            for (size_t j = 0; j < MANY; j++) higher += score[j].estimate > score[i].estimate;
            assert_int_equal(target[i].is_chosen, higher < K);
            if (target[i].class == KK_TARGET_CERTAIN) assert_true(target[i].is_chosen);
            if (target[i].class == KK_TARGET_NOT) assert_false(target[i].is_chosen);
        }
    }
}

/* An index that moves by less than the margin changes nothing for the area, by more it does. */
static bool is_chosen_after(const kk_rank_score *score, size_t i, double shift, const kk_target_rule *rule)
{
    kk_rank_score moved[MANY];
    kk_target target[MANY];
    memcpy(moved, score, sizeof moved);
    moved[i] = normal(score[i].estimate + shift, score[i].error);
    choose(moved, MANY, rule, target);
    return target[i].is_chosen;
}

static void tells_what_would_change_it(void **state)
{
    (void)state;
    kk_rank_score score[MANY];
    kk_target target[MANY];
    const kk_target_rule rule = {.k = K, .confidence = 0.95};
    make_world(3, 0.3, score);
    choose(score, MANY, &rule, target);
    for (size_t i = 0; i < MANY; i += 3) {
        double margin = target[i].margin, way = target[i].is_chosen ? -1 : 1;
        assert_int_equal(is_chosen_after(score, i, way * (margin - 1e-9), &rule), target[i].is_chosen);
        assert_int_equal(is_chosen_after(score, i, way * (margin + 1e-9), &rule), !target[i].is_chosen);
    }
}

/* Of three that are certain one ceases to be, as soon as another comes near. */
static void lets_a_needier_area_pass_one_that_was_certain(void **state)
{
    (void)state;
    kk_rank_score score[MANY];
    kk_target target[MANY];
    for (size_t i = 0; i < MANY; i++)
        score[i] = normal(i < 3 ? 80 - 2 * (double)i : 45 - 0.1 * (double)i, i % 2 ? 6 : 4);
    const kk_target_rule rule = {.k = 3, .confidence = 0.95};
    choose(score, MANY, &rule, target);
    for (size_t i = 0; i < MANY; i += 7) {
        double margin = target[i].margin, way = i < 3 ? -1 : 1;
        assert_int_equal(target[i].class, i < 3 ? KK_TARGET_CERTAIN : KK_TARGET_NOT);
        assert_near(margin, i < 3 ? score[i].estimate - score[3].estimate : score[2].estimate - score[i].estimate,
                    1e-9);
        assert_int_equal(is_chosen_after(score, i, way * (margin - 1e-9), &rule), i < 3);
        assert_int_equal(is_chosen_after(score, i, way * (margin + 1e-9), &rule), i >= 3);
    }
}

static void keeps_what_has_not_really_changed(void **state)
{
    (void)state;
    kk_rank_score score[MANY];
    kk_target target[MANY];
    bool earlier[MANY] = {false};
    make_world(5, 0.3, score);
    kk_target_rule rule = {.k = K, .confidence = 0.95};
    choose(score, MANY, &rule, target);
    for (size_t i = 0; i < MANY; i++) earlier[i] = target[i].class != KK_TARGET_CERTAIN && i % 2 == 0;
    rule.earlier = earlier;
    choose(score, MANY, &rule, target);
    size_t kept = 0;
    for (size_t i = 0; i < MANY; i++) {
        if (target[i].class == KK_TARGET_CERTAIN) assert_true(target[i].is_chosen);
        if (target[i].class == KK_TARGET_NOT) assert_false(target[i].is_chosen);
        if (!earlier[i] || target[i].class != KK_TARGET_POSSIBLE) continue;
        assert_true(target[i].is_chosen);
        kept += target[i].was_kept;
        assert_true(is_chosen_after(score, i, 0.1 - target[i].margin, &rule));
        assert_false(is_chosen_after(score, i, -target[i].margin - 0.5, &rule));
    }
    assert_true(kept > 0);
    assert_true(count_chosen(target, MANY) >= K);
}

static void takes_a_newcomer_that_is_certain(void **state)
{
    (void)state;
    kk_rank_score score[6];
    kk_target target[6];
    const bool earlier[6] = {false, true, true, false, false, false};
    score[0] = normal(20, 1);
    for (size_t i = 1; i < 6; i++) score[i] = normal(5 - 0.1 * (double)i, 1);
    choose(score, 6, &(kk_target_rule){.k = 2, .confidence = 0.95, .earlier = earlier}, target);
    assert_int_equal(target[0].class, KK_TARGET_CERTAIN);
    assert_int_equal(count_chosen(target, 6), 3);
    assert_true(target[0].is_chosen && target[1].is_chosen && target[2].is_chosen);
    assert_true(target[2].was_kept && !target[1].was_kept);
}

static void order_and_threads_do_not_matter(void **state)
{
    (void)state;
    kk_rank_score score[MANY], turned[MANY];
    kk_target target[MANY], other[MANY];
    kk_rank_options options = usual;
    kk_error err;
    options.threads = 4;
    make_world(8, 0.4, score);
    for (size_t i = 0; i < MANY; i++) turned[i] = score[MANY - 1 - i];
    const kk_target_rule rule = {.k = K, .confidence = 0.95};
    choose(score, MANY, &rule, target);
    assert_int_equal(kk_targets_choose(turned, MANY, &rule, &options, other, &err), KK_OK);
    for (size_t i = 0; i < MANY; i++) {
        const kk_target *same = &other[MANY - 1 - i];
        assert_true(target[i].class == same->class && target[i].is_chosen == same->is_chosen);
        assert_true(target[i].margin == same->margin);
    }
}

static kk_target listed(kk_target_class class, bool is_chosen)
{
    return (kk_target){.class = class, .is_chosen = is_chosen};
}

static void compares_with_the_list_there_is(void **state)
{
    (void)state;
    const kk_target target[] = {
        listed(KK_TARGET_CERTAIN, true),   listed(KK_TARGET_CERTAIN, true),  listed(KK_TARGET_NOT, false),
        listed(KK_TARGET_POSSIBLE, false), listed(KK_TARGET_POSSIBLE, true), listed(KK_TARGET_POSSIBLE, false),
        listed(KK_TARGET_NONE, false),     listed(KK_TARGET_NONE, false),    listed(KK_TARGET_POSSIBLE, true),
    };
    const bool today[] = {true, false, true, true, false, false, true, false, true};
    const kk_list_place expected[] = {KK_LIST_BOTH,    KK_LIST_MISSING, KK_LIST_UNSUPPORTED,
                                      KK_LIST_ALIKE,   KK_LIST_ALIKE,   KK_LIST_NEITHER,
                                      KK_LIST_UNKNOWN, KK_LIST_NEITHER, KK_LIST_BOTH};
    kk_list_place place[9];
    kk_targets_compare(target, today, 9, place);
    for (size_t i = 0; i < 9; i++) assert_int_equal(place[i], expected[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_what_is_sure),
        cmocka_unit_test(takes_equals_by_their_place),
        cmocka_unit_test(takes_all_where_there_are_few),
        cmocka_unit_test(chooses_by_threshold),
        cmocka_unit_test(lists_k_and_all_that_are_certain),
        cmocka_unit_test(tells_what_would_change_it),
        cmocka_unit_test(lets_a_needier_area_pass_one_that_was_certain),
        cmocka_unit_test(keeps_what_has_not_really_changed),
        cmocka_unit_test(takes_a_newcomer_that_is_certain),
        cmocka_unit_test(order_and_threads_do_not_matter),
        cmocka_unit_test(compares_with_the_list_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
