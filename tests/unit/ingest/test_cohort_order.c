/* SPDX-License-Identifier: EUPL-1.2 */
/* The order of persons: by content alone, whatever the order of the rows and the number of threads. */
#include "cohort_text.h"

enum { PERSONS = 20000, OUTCOMES = 9, ROW_BYTES = 200 };

/* xorshift64: the same numbers every time. */
static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* Rows of which many are alike in all but their last outcomes, some are doubles and some are not used. */
static char *make_row(uint64_t *seed)
{
    char *row = calloc(1, ROW_BYTES);
    uint64_t r = next_random(seed);
    int length = sprintf(row, "%s;%s;%s;%s",
                         r % 7 == 0   ? ""
                         : r % 3 == 0 ? "0.10"
                                      : "0.3",
                         r % 2 == 0 ? "Men" : "Women",
                         r % 11 == 0  ? ""
                         : r % 5 == 0 ? "GM0001"
                                      : "GM0002",
                         r % 401 == 0 ? "0" : "1");
    for (int k = 0; k < OUTCOMES; k++) {
        uint64_t y = next_random(seed) % 4;
        length += y == 0 ? sprintf(row + length, ";") : sprintf(row + length, ";%d", (int)y - 2);
    }
    strcat(row, "\n");
    return row;
}

static void make_rows(char *rows[PERSONS])
{
    uint64_t seed = 42;
    for (size_t i = 0; i < PERSONS; i++) rows[i] = make_row(&seed);
}

static void shuffle(char *rows[PERSONS], uint64_t seed)
{
    for (size_t i = PERSONS - 1; i > 0; i--) {
        size_t j = next_random(&seed) % (i + 1);
        char *row = rows[i];
        rows[i] = rows[j];
        rows[j] = row;
    }
}

static void read_rows(cohort_text *t, char *const rows[PERSONS])
{
    char *text = calloc(PERSONS + 1, ROW_BYTES), *end = text;
    end = stpcpy(end, "rank;sex;gem;w;y0;y1;y2;y3;y4;y5;y6;y7;y8\n");
    for (size_t i = 0; i < PERSONS; i++) end = stpcpy(end, rows[i]);
    t->config.estimates.weight = "w";
    t->config.estimates.outcome_count = OUTCOMES;
    t->config.estimates.cohort_count = 0;
    while (t->file_count > 0) unlink(t->path[--t->file_count]);
    read_text(t, text);
    free(text);
}

static void check_same(const void *a, const void *b, size_t size)
{
    assert_memory_equal(a, b, size);
}

static void check_same_persons(const kk_cohort *a, const kk_cohort *b)
{
    size_t n = a->person_count;
    assert_int_equal(n, b->person_count);
    for (size_t d = 0; d < a->frame.dimension_count; d++) check_same(a->class_of[d], b->class_of[d], n);
    for (size_t r = 0; r < a->frame.type_count; r++) check_same(a->region[r], b->region[r], n * sizeof **a->region);
    check_same(a->predictor, b->predictor, n * sizeof *a->predictor);
    check_same(a->weight, b->weight, n * sizeof *a->weight);
    check_same(a->outcome, b->outcome, kk_cohort_blocks(a) * n * KK_LANES * sizeof *a->outcome);
}

/* Shuffled rows and other numbers of threads give the same bits. */
static void test_order_of_rows(void **state)
{
    cohort_text *t = *state;
    char *rows[PERSONS];
    make_rows(rows);
    read_rows(t, rows);
    kk_cohort first = t->cohort;
    t->cohort = (kk_cohort){0};
    assert_true(first.counts.rows_rejected > 20 && first.person_count > PERSONS / 2);
    for (uint64_t round = 1; round <= 3; round++) {
        shuffle(rows, round * 1000003);
        t->threads = (int)round;
        read_rows(t, rows);
        check_same_persons(&first, &t->cohort);
    }
    kk_cohort_clear(&first);
    for (size_t i = 0; i < PERSONS; i++) free(rows[i]);
}

static int compare_numbers(double a, double b)
{
    if (isnan(a) || isnan(b)) return (isnan(a) ? 1 : 0) - (isnan(b) ? 1 : 0);
    return (a > b) - (a < b);
}

/* Neighbours ascend by gemeente (the finest type), land, class of income, of gender, predictor, weight, outcomes. */
static int compare_neighbours(const cohort_text *t, size_t a, size_t b)
{
    const kk_cohort *cohort = &t->cohort;
    int order = compare_numbers(cohort->region[1][a], cohort->region[1][b]);
    for (size_t d = 0; order == 0 && d < 2; d++)
        order = compare_numbers(cohort->class_of[d][a], cohort->class_of[d][b]);
    if (order == 0) order = compare_numbers(cohort->predictor[a], cohort->predictor[b]);
    if (order == 0) order = compare_numbers(cohort->weight[a], cohort->weight[b]);
    for (size_t k = 0; order == 0 && k < OUTCOMES; k++)
        order = compare_numbers(outcome_of(t, k, a), outcome_of(t, k, b));
    return order;
}

static void test_neighbours_ascend(void **state)
{
    cohort_text *t = *state;
    char *rows[PERSONS];
    make_rows(rows);
    read_rows(t, rows);
    for (size_t i = 1; i < t->cohort.person_count; i++) assert_true(compare_neighbours(t, i - 1, i) <= 0);
    for (size_t i = 0; i < PERSONS; i++) free(rows[i]);
}

/* Person i of `text`; some are to be rejected. */
static char *put_person(char *end, int i)
{
    return end + sprintf(end, "0.%06d;%s;GM%04d;%d;%s%d\n", i, i % 2 == 0 ? "Men" : "Women", i * 7 % 50, i,
                         i % 997 == 5 ? "?" : "-", i);
}

static void check_person(const cohort_text *t, size_t p, int i)
{
    char gemeente[16];
    snprintf(gemeente, sizeof gemeente, "GM%04d", i * 7 % 50);
    bool is_symbol = i == 99991 || i == 99995 || i == 99997;
    assert_true(is_symbol ? isnan(outcome_of(t, 1, p)) : outcome_of(t, 1, p) == -i);
    assert_string_equal(region_of(t, 1, p), gemeente);
    assert_int_equal(groups_of(t, 1, p), i % 2 == 0 ? 1 | 2 : 1 | 4);
    assert_true(t->cohort.predictor[p] == i / 1e6);
}

/* Over several batches and chunks, and two files, everyone who is not rejected is there once, with what is his. */
static void test_persons_stay_whole(void **state)
{
    cohort_text *t = *state;
    enum { COUNT = 140000, FILES = 2 };
    size_t used = 0;
    char *text = calloc(COUNT, 48);
    bool *seen = calloc(COUNT, sizeof *seen);
    t->config.estimates.outcome_count = 2;
    for (int f = 0; f < FILES; f++) {
        char *end = stpcpy(text, "rank;sex;gem;y0;y1\n");
        for (int i = f * COUNT / FILES; i < (f + 1) * COUNT / FILES; i++) end = put_person(end, i);
        give_cohort(t, text);
    }
    read_cohort(t);
    for (size_t p = 0; p < t->cohort.person_count; p++) {
        int i = (int)outcome_of(t, 0, p);
        assert_false(seen[i]);
        seen[i] = true;
        check_person(t, p, i);
    }
    for (int i = 0; i < COUNT; i++) {
        assert_int_equal(seen[i], i % 997 != 5);
        used += seen[i];
    }
    assert_int_equal(t->cohort.counts.rows_used, used);
    assert_int_equal(t->rejects.count, COUNT - used);
    for (size_t r = 1; r < 70; r++) assert_int_equal(t->rejects.items[r].line - t->rejects.items[r - 1].line, 997);
    free(text);
    free(seen);
}

/* More types and classes than fit in the 64 bits of a key. */
static void test_many_keys(void **state)
{
    cohort_text *t = *state;
    enum { COUNT = 3000, TYPES = 6 };
    static const char *const columns[TYPES] = {"a", "b", "c", "d", "e", "f"};
    char *text = calloc(COUNT + 1, 64), *end = stpcpy(text, "rank;sex;a;b;c;d;e;f;y0\n");
    for (int i = 0; i < COUNT; i++) {
        int last = COUNT - 1 - i;
        end += sprintf(end, "0.2;x;%d;%d;%d;%d;%d;%d;%d\n", i / 2 * 2 % 3000, i, i, i, i, last, i);
    }
    t->config.estimates.region_count = TYPES;
    for (size_t r = 0; r < TYPES; r++) t->region[r] = (kk_config_region){.type = columns[r], .column = columns[r]};
    read_text(t, text);
    free(text);
    /* b has the most regions (with c, d, e, f, of which it is the first): persons come by its codes, as texts */
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(t->cohort.region[1][i], i);
        char code[16];
        snprintf(code, sizeof code, "%.0f", outcome_of(t, 0, i));
        assert_string_equal(region_of(t, 1, i), code);
        assert_int_equal(atoi(region_of(t, 5, i)), COUNT - 1 - atoi(code));
    }
}

static void test_clear_twice(void **state)
{
    cohort_text *t = *state;
    read_text(t, "rank;sex;gem;y0\n0.1;a;g;1\n");
    kk_cohort_clear(&t->cohort);
    assert_int_equal(t->cohort.person_count, 0);
    assert_null(t->cohort.outcome);
    assert_int_equal(t->cohort.frame.outcome_count, 1);
    kk_cohort_clear(&t->cohort);
    assert_int_equal(kk_cohort_order(&t->cohort, 1, &t->err), KK_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_text, end_text)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_order_of_rows), TEST(test_neighbours_ascend), TEST(test_persons_stay_whole),
        TEST(test_many_keys),     TEST(test_clear_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
