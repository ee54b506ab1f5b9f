/* SPDX-License-Identifier: EUPL-1.2 */
/* Controlled rounding: by hand, against every way to round small tables, and what must hold of any. */
#include "unit/check.h"

#include "kk/random.h"
#include "kk/rounding.h"

enum { VARIABLES = 4000, ROWS = 4000, TERMS = 20000, BASE = 5, SIDE = 8 };

typedef struct sums {
    kk_knowledge knowledge;
    double truth[VARIABLES], rounded[VARIABLES];
    double lower[VARIABLES], upper[VARIABLES];
    bool is_whole[VARIABLES];
    size_t row_begin[ROWS + 1];
    uint32_t row_variable[TERMS];
    double row_coefficient[TERMS], row_lower[ROWS], row_upper[ROWS];
    kk_rounding_counts counts;
} sums;

static sums *begin(void)
{
    sums *s = calloc(1, sizeof *s);
    assert_non_null(s);
    s->knowledge = (kk_knowledge){.lower = s->lower,
                                  .upper = s->upper,
                                  .is_whole = s->is_whole,
                                  .row_begin = s->row_begin,
                                  .row_variable = s->row_variable,
                                  .row_coefficient = s->row_coefficient,
                                  .row_lower = s->row_lower,
                                  .row_upper = s->row_upper};
    return s;
}

static uint32_t add_count(sums *s, double truth)
{
    size_t j = s->knowledge.variable_count++;
    assert_true(j < VARIABLES);
    s->truth[j] = truth;
    s->upper[j] = INFINITY;
    s->is_whole[j] = true;
    return (uint32_t)j;
}

static uint32_t add_fixed(sums *s, double truth)
{
    uint32_t j = add_count(s, truth);
    s->lower[j] = s->upper[j] = truth;
    return j;
}

static void add_term(sums *s, uint32_t j, double coefficient)
{
    size_t t = s->row_begin[s->knowledge.row_count + 1]++;
    assert_true(t < TERMS);
    s->row_variable[t] = j;
    s->row_coefficient[t] = coefficient;
}

static void end_row(sums *s)
{
    size_t rows = s->knowledge.core_row_count = ++s->knowledge.row_count;
    assert_true(rows < ROWS);
    s->row_begin[rows + 1] = s->row_begin[rows];
}

/* whole = Σ parts */
static void add_sum(sums *s, uint32_t whole, const uint32_t *part, size_t count)
{
    add_term(s, whole, -1);
    for (size_t p = 0; p < count; p++) add_term(s, part[p], 1);
    end_row(s);
}

static void round_with(sums *s, double base, int threads)
{
    kk_error err;
    kk_status status = kk_round_controlled(&s->knowledge, s->truth, base, threads, s->rounded, &s->counts, &err);
    if (status != KK_OK) fail_msg("%s", err.message);
}

static double sum_of_row(const sums *s, size_t row)
{
    double sum = 0;
    for (size_t t = s->row_begin[row]; t < s->row_begin[row + 1]; t++)
        sum += s->row_coefficient[t] * s->rounded[s->row_variable[t]];
    return sum;
}

/* Whole multiples of the base, next to the truth, that add up. */
static void assert_controlled(const sums *s, double base)
{
    double distance = 0, farthest = 0;
    for (size_t j = 0; j < s->knowledge.variable_count; j++) {
        double off = fabs(s->rounded[j] - s->truth[j]);
        assert_true(fmod(s->rounded[j], base) == 0 && off < base);
        if (fmod(s->truth[j], base) == 0) assert_true(off == 0);
        distance += off;
        farthest = fmax(farthest, off);
    }
    for (size_t i = 0; i < s->knowledge.row_count; i++) assert_true(sum_of_row(s, i) == 0);
    assert_int_equal(s->counts.rows, s->knowledge.row_count);
    assert_int_equal(s->counts.rows_failing + s->counts.relaxed + s->counts.nearest, 0);
    assert_near(s->counts.distance, distance, 1e-9);
    assert_near(s->counts.farthest, farthest, 0);
}

/* ---- tables of up to three dimensions, with all margins ---- */

typedef struct table {
    size_t side[3]; /* categories; the last place of each dimension, side[d], is the total */
    uint32_t at[SIDE][SIDE][SIDE];
} table;

static double *truth_at(sums *s, const table *t, size_t i, size_t j, size_t k)
{
    return &s->truth[t->at[i][j][k]];
}

static table add_table(sums *s, size_t a, size_t b, size_t c, kk_random *random, double mean)
{
    table t = {.side = {a, b, c}};
    for (size_t i = 0; i <= a; i++)
        for (size_t j = 0; j <= b; j++)
            for (size_t k = 0; k <= c; k++) t.at[i][j][k] = add_count(s, 0);
    for (size_t cell = 0; cell < a * b * c; cell++) {
        size_t i = cell / (b * c), j = cell / c % b, k = cell % c;
        double count = kk_random_poisson(random, mean);
        for (int m = 0; m < 8; m++) *truth_at(s, &t, m & 1 ? a : i, m & 2 ? b : j, m & 4 ? c : k) += count;
    }
    uint32_t part[SIDE];
    for (size_t i = 0; i <= a; i++)
        for (size_t j = 0; j <= b; j++) {
            for (size_t k = 0; k < c; k++) part[k] = t.at[i][j][k];
            add_sum(s, t.at[i][j][c], part, c);
        }
    for (size_t i = 0; i <= a; i++)
        for (size_t k = 0; k <= c; k++) {
            for (size_t j = 0; j < b; j++) part[j] = t.at[i][j][k];
            add_sum(s, t.at[i][b][k], part, b);
        }
    for (size_t j = 0; j <= b; j++)
        for (size_t k = 0; k <= c; k++) {
            for (size_t i = 0; i < a; i++) part[i] = t.at[i][j][k];
            add_sum(s, t.at[a][j][k], part, a);
        }
    return t;
}

/* Rounds the cells within the table as the bits say; NaN where a margin is not next to its truth, else the distance. */
static double try_rounding(const sums *s, const table *t, unsigned bits)
{
    double margin[SIDE][SIDE][SIDE] = {{{0}}}, distance = 0;
    size_t a = t->side[0], b = t->side[1], c = t->side[2];
    for (size_t cell = 0; cell < a * b * c; cell++) {
        size_t i = cell / (b * c), j = cell / c % b, k = cell % c;
        double truth = s->truth[t->at[i][j][k]];
        double count = BASE * (bits >> cell & 1 ? ceil(truth / BASE) : floor(truth / BASE));
        for (int m = 0; m < 8; m++) margin[m & 1 ? a : i][m & 2 ? b : j][m & 4 ? c : k] += count;
    }
    for (size_t i = 0; i <= a; i++)
        for (size_t j = 0; j <= b; j++)
            for (size_t k = 0; k <= c; k++) {
                double off = fabs(margin[i][j][k] - s->truth[t->at[i][j][k]]);
                if (off >= BASE) return NAN;
                distance += off;
            }
    return distance;
}

static double least_distance(const sums *s, const table *t)
{
    double least = NAN;
    for (unsigned bits = 0; bits < 1u << t->side[0] * t->side[1] * t->side[2]; bits++)
        least = fmin(least, try_rounding(s, t, bits));
    return least;
}

static void check_least(size_t a, size_t b, size_t c, int tables)
{
    kk_random random;
    kk_random_init(&random, 1, a);
    for (int n = 0; n < tables; n++) {
        sums *s = begin();
        table t = add_table(s, a, b, c, &random, 1 + n % 7);
        double least = least_distance(s, &t);
        round_with(s, BASE, 1);
        if (isnan(least)) {
            assert_int_equal(s->counts.relaxed, 1);
        } else {
            assert_controlled(s, BASE);
            assert_near(s->counts.distance, least, 1e-9);
        }
        free(s);
    }
}

static void test_the_distance_is_the_least_of_all_ways(void **state)
{
    (void)state;
    check_least(3, 4, 1, 40);
    check_least(2, 2, 2, 40);
    check_least(4, 3, 1, 40);
}

static void test_larger_tables_add_up(void **state)
{
    (void)state;
    kk_random random;
    kk_random_init(&random, 2, 0);
    for (int n = 0; n < 12; n++) {
        sums *s = begin();
        add_table(s, 4, 4, 2, &random, 1 + n);
        round_with(s, BASE, 1);
        assert_controlled(s, BASE);
        free(s);
    }
}

/* Of which the linear program is not whole, and too large for an integer program. */
static void test_what_is_dived_for_adds_up(void **state)
{
    (void)state;
    kk_random random;
    kk_random_init(&random, 5, 0);
    for (int n = 0; n < 8; n++) {
        sums *s = begin();
        add_table(s, 7, 5, 4, &random, 0.5 + n % 3);
        round_with(s, BASE, 1);
        assert_controlled(s, BASE);
        free(s);
    }
}

static void test_a_sum_by_hand(void **state)
{
    (void)state;
    sums *s = begin();
    uint32_t part[] = {add_count(s, 3), add_count(s, 3), add_count(s, 3)}, whole = add_count(s, 9);
    add_sum(s, whole, part, 3);
    round_with(s, 5, 1);
    assert_controlled(s, 5);
    assert_near(s->rounded[whole], 10, 0); /* 1 off, two parts 2 and one 3 */
    assert_near(s->counts.distance, 8, 1e-12);
    free(s);
}

static void test_nothing_becomes_of_nobody(void **state)
{
    (void)state;
    sums *s = begin();
    uint32_t part[] = {add_count(s, 0), add_count(s, 0), add_count(s, 4)}, whole = add_count(s, 4);
    add_sum(s, whole, part, 3);
    round_with(s, 5, 1);
    assert_controlled(s, 5);
    assert_near(s->rounded[part[0]] + s->rounded[part[1]], 0, 0);
    assert_near(s->rounded[whole], 5, 0);
    free(s);
}

/* 12 = 4 + 5 + 3, of which the 3 are known. */
static void test_what_others_leave_is_rounded_too(void **state)
{
    (void)state;
    sums *s = begin();
    uint32_t part[] = {add_count(s, 4), add_count(s, 5), add_fixed(s, 3)}, whole = add_count(s, 12);
    add_sum(s, whole, part, 3);
    round_with(s, 5, 1);
    assert_near(s->rounded[part[2]], 3, 0);
    double rest = s->rounded[whole] - s->rounded[part[0]] - s->rounded[part[1]];
    assert_true(rest == 0 || rest == 5);
    assert_int_equal(s->counts.rows_failing, 0);
    s->row_lower[0] = s->row_upper[0] = 3; /* the same as a constant: 12 − 4 − 5 = 3 */
    s->truth[part[2]] = s->lower[part[2]] = s->upper[part[2]] = 0;
    s->row_coefficient[0] = 1;
    s->row_coefficient[1] = s->row_coefficient[2] = -1;
    round_with(s, 5, 1);
    assert_near(s->rounded[whole] - s->rounded[part[0]] - s->rounded[part[1]], rest, 0);
    free(s);
}

static void test_what_is_no_count_or_not_known_stays(void **state)
{
    (void)state;
    sums *s = begin();
    uint32_t amount = add_count(s, 123.45), unknown = add_count(s, NAN), alone = add_count(s, 7);
    s->is_whole[amount] = false;
    add_sum(s, unknown, &alone, 1);
    round_with(s, 5, 1);
    assert_near(s->rounded[amount], 123.45, 0);
    assert_true(isnan(s->rounded[unknown]));
    assert_near(s->rounded[alone], 5, 0);
    assert_int_equal(s->counts.rows, 0);
    free(s);
}

/* a + b, b + c and c + a, each of 1 + 1 = 2: to base 2 one of each pair would have to go up. */
static void add_triangle(sums *s, bool fixed)
{
    uint32_t corner[] = {add_count(s, 1), add_count(s, 1), add_count(s, 1)};
    for (int i = 0; i < 3; i++) {
        uint32_t part[] = {corner[i], corner[(i + 1) % 3]}, whole = fixed ? add_fixed(s, 2) : add_count(s, 2);
        add_sum(s, whole, part, 2);
    }
}

static void test_without_a_next_multiple_a_further_one_is_taken(void **state)
{
    (void)state;
    sums *s = begin();
    add_triangle(s, false);
    round_with(s, 2, 1);
    assert_int_equal(s->counts.relaxed, 1);
    assert_int_equal(s->counts.rows_failing, 0);
    assert_near(s->counts.distance, 5, 1e-9); /* one corner at 2, or two: each 1 off; one pair 2 off */
    assert_near(s->counts.farthest, 2, 0);
    for (size_t i = 0; i < 3; i++) assert_near(sum_of_row(s, i), 0, 0);
    free(s);
}

static void test_what_cannot_add_up_is_told(void **state)
{
    (void)state;
    sums *s = begin();
    add_triangle(s, true);
    round_with(s, 2, 1);
    assert_int_equal(s->counts.nearest, 1);
    assert_int_equal(s->counts.rows, 3);
    size_t failing = 0;
    for (size_t i = 0; i < 3; i++) failing += sum_of_row(s, i) != 0;
    assert_true(failing > 0);
    assert_int_equal(s->counts.rows_failing, failing);
    for (size_t j = 0; j < s->knowledge.variable_count; j++) assert_true(fabs(s->rounded[j] - s->truth[j]) <= 1);
    free(s);
}

static void test_threads_do_not_show(void **state)
{
    (void)state;
    sums *one = begin(), *three = begin();
    kk_random random;
    for (uint64_t n = 0; n < 20; n++) {
        kk_random_init(&random, 3, n);
        add_table(one, 4, 3, 2, &random, 3);
        kk_random_init(&random, 3, n);
        add_table(three, 4, 3, 2, &random, 3);
    }
    round_with(one, BASE, 1);
    round_with(three, BASE, 3);
    assert_memory_equal(one->rounded, three->rounded, sizeof one->rounded);
    assert_int_equal(one->counts.components, 20);
    assert_true(one->counts.distance == three->counts.distance);
    free(one);
    free(three);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_sum_by_hand),
        cmocka_unit_test(test_nothing_becomes_of_nobody),
        cmocka_unit_test(test_what_others_leave_is_rounded_too),
        cmocka_unit_test(test_what_is_no_count_or_not_known_stays),
        cmocka_unit_test(test_the_distance_is_the_least_of_all_ways),
        cmocka_unit_test(test_larger_tables_add_up),
        cmocka_unit_test(test_what_is_dived_for_adds_up),
        cmocka_unit_test(test_without_a_next_multiple_a_further_one_is_taken),
        cmocka_unit_test(test_what_cannot_add_up_is_told),
        cmocka_unit_test(test_threads_do_not_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
