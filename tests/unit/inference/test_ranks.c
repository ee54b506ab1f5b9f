/* SPDX-License-Identifier: EUPL-1.2 */
/* Against csranks, against every pair of every draw, and properties. */
#include "unit/check.h"

#include "kk/random.h"
#include "kk/ranks.h"

#include <stdbool.h>

enum { MOST = 700 };

typedef struct contest {
    size_t count;
    kk_rank_score areas[MOST];
    kk_rank_options options;
    kk_rank_set set[MOST];
} contest;

static const kk_rank_options usual = {0.95, true, true, 199, 11, 1};

static void add(contest *c, double estimate, double error)
{
    c->areas[c->count++] = (kk_rank_score){estimate, error, estimate, estimate, estimate};
}

static void run(contest *c)
{
    kk_error err;
    assert_int_equal(kk_rank_sets(c->areas, c->count, &c->options, c->set, &err), KK_OK);
}

/* Very unequal errors, some of them 0, ties, and bounds apart from the estimate, some of them infinite. */
static contest drawn(uint64_t seed, size_t count, double spread)
{
    contest c = {.options = usual};
    kk_random random;
    kk_random_init(&random, seed, 0);
    for (size_t i = 0; i < count; i++) {
        double error = i % 7 == 6 ? 0 : exp(kk_random_normal(&random));
        add(&c, round(8 * spread * kk_random_normal(&random)) / 8, error);
        if (i % 5 == 0) c.areas[i].low -= 0.1 * error;
        if (i % 5 <= 1) c.areas[i].high += 0.2 * error;
        if (i % 13 == 5) c.areas[i].low = -INFINITY;
        if (i % 13 <= 1) c.areas[i].high = INFINITY;
        if (i % 11 == 10) c.areas[i] = c.areas[i - 1];
    }
    return c;
}

/* Whether each of b's sets holds that of a. */
static bool are_within(const contest *a, const contest *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (a->set[i].lower < b->set[i].lower || a->set[i].upper > b->set[i].upper) return false;
    return true;
}

/* ---- csranks ---- */

typedef struct reference {
    char data[32];
    contest expected[4]; /* simultaneous, marginal; each with stepdown and in one step */
} reference;

/* The next example of the file, whose first line is in `line` already; false at the end. */
static bool read_example(FILE *file, char line[256], reference *r)
{
    *r = (reference){0};
    int fields = sscanf(line, "%31[^,]", r->data);
    char data[32];
    while (fields == 1 && sscanf(line, "%31[^,]", data) == 1 && strcmp(data, r->data) == 0) {
        double estimate, error;
        unsigned v[8];
        assert_int_equal(sscanf(line, "%*[^,],%*u,%lf,%lf,%u,%u,%u,%u,%u,%u,%u,%u", &estimate, &error, &v[0], &v[1],
                                &v[2], &v[3], &v[4], &v[5], &v[6], &v[7]),
                         10);
        for (size_t kind = 0; kind < 4; kind++) {
            contest *c = &r->expected[kind];
            c->options = (kk_rank_options){0.95, kind < 2, kind % 2 == 0, 8000, 5, 1};
            add(c, estimate, error);
            c->set[c->count - 1] = (kk_rank_set){0, v[2 * kind], v[2 * kind + 1]};
        }
        if (fgets(line, 256, file) == NULL) line[0] = '\0';
    }
    return r->expected[0].count > 0;
}

/* Both know their critical value but for the draws: theirs lies between ours of somewhat less and more confidence, and
   nearly all sets are the same. */
static void check_against(const contest *expected)
{
    contest less = *expected, same = *expected, more = *expected;
    less.options.confidence = 0.935;
    more.options.confidence = 0.965;
    run(&less);
    run(&same);
    run(&more);
    assert_true(are_within(&less, expected));
    assert_true(are_within(expected, &more));
    unsigned different = 0;
    for (size_t i = 0; i < same.count; i++)
        different += same.set[i].lower != expected->set[i].lower || same.set[i].upper != expected->set[i].upper;
    assert_in_range(different, 0, same.count / 5);
}

static void sets_are_those_of_csranks(void **state)
{
    (void)state;
    char line[256];
    size_t examples = 0;
    static reference r;
    FILE *file = fopen("tests/reference/csranks/sets.csv", "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    assert_non_null(fgets(line, sizeof line, file));
    for (; read_example(file, line, &r); examples++)
        for (size_t kind = 0; kind < 4; kind++) check_against(&r.expected[kind]);
    fclose(file);
    assert_int_equal(examples, 5);
}

/* ---- every pair of every draw ---- */

static int ascending(const void *a, const void *b)
{
    return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static double error_of_pair(const contest *c, size_t i, size_t j)
{
    return sqrt(c->areas[i].error * c->areas[i].error + c->areas[j].error * c->areas[j].error);
}

static bool is_higher(const contest *c, size_t i, size_t j, double critical)
{
    double gap = c->areas[i].low - c->areas[j].high;
    return gap > 0 && gap > critical * error_of_pair(c, i, j);
}

/* Over pairs with area `one` in them; of −1 all. The areas of `c` descend. */
static double critical_by_pairs(const contest *c, ptrdiff_t one, double before)
{
    double maximum[1000] = {0}, normal[MOST];
    for (unsigned draw = 0; draw < c->options.draws; draw++) {
        kk_random random;
        kk_random_init(&random, c->options.seed, draw);
        for (size_t i = 0; i < c->count; i++) normal[i] = kk_random_normal(&random) * c->areas[i].error;
        for (size_t i = 0; i < c->count; i++)
            for (size_t j = 0; j < c->count; j++) {
                bool asked = one < 0 || (size_t)one == i || (size_t)one == j;
                if (!asked || error_of_pair(c, i, j) == 0 || is_higher(c, i, j, before)) continue;
                maximum[draw] = fmax(maximum[draw], (normal[i] - normal[j]) / error_of_pair(c, i, j));
            }
    }
    qsort(maximum, c->options.draws, sizeof *maximum, ascending);
    return maximum[(size_t)ceil((c->options.draws + 1) * c->options.confidence) - 1];
}

static kk_rank_set set_by_pairs(const contest *c, size_t i, double critical)
{
    kk_rank_set set = {1, 1, (uint32_t)c->count};
    for (size_t j = 0; j < c->count; j++) {
        set.rank += c->areas[j].estimate > c->areas[i].estimate;
        set.lower += is_higher(c, j, i, critical);
        set.upper -= is_higher(c, i, j, critical);
    }
    return set;
}

static int descending(const void *left, const void *right)
{
    const kk_rank_score *a = left, *b = right;
    if (a->estimate != b->estimate) return a->estimate < b->estimate ? 1 : -1;
    if (a->error != b->error) return a->error > b->error ? 1 : -1;
    return a->low != b->low ? (a->low < b->low ? 1 : -1) : (a->high < b->high) - (a->high > b->high);
}

static void check_by_pairs(contest c)
{
    qsort(c.areas, c.count, sizeof *c.areas, descending);
    run(&c);
    for (size_t i = 0; i < c.count; i++) {
        if (i > 0 && descending(&c.areas[i - 1], &c.areas[i]) == 0) continue; /* has the set of the one before */
        double critical = INFINITY, before;
        do {
            before = critical;
            critical = critical_by_pairs(&c, c.options.simultaneous ? -1 : (ptrdiff_t)i, before);
        } while (c.options.stepdown && critical < before);
        kk_rank_set set = set_by_pairs(&c, i, critical);
        assert_memory_equal(&set, &c.set[i], sizeof set);
    }
}

static void sets_are_those_of_all_pairs(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 8; seed++) {
        contest c = drawn(seed, 2 + 2 * seed, seed % 2 ? 2 : 6);
        c.options.simultaneous = seed % 4 < 2;
        c.options.draws = seed == 7 ? 40 : 99;
        check_by_pairs(c);
        c.options.stepdown = false;
        check_by_pairs(c);
    }
}

/* ---- properties ---- */

static void sets_hold_the_rank_and_grow_with_what_is_asked(void **state)
{
    (void)state;
    for (uint64_t seed = 20; seed < 26; seed++) {
        contest c = drawn(seed, 40, 4), more = c, one_step = c, marginal = c;
        more.options.confidence = 0.99;
        one_step.options.stepdown = false;
        marginal.options.simultaneous = false;
        run(&c);
        run(&more);
        run(&one_step);
        run(&marginal);
        for (size_t i = 0; i < c.count; i++)
            assert_true(marginal.set[i].lower <= c.set[i].rank && c.set[i].rank <= marginal.set[i].upper);
        assert_true(are_within(&c, &more) && !are_within(&more, &c));
        assert_true(are_within(&c, &one_step));
        assert_true(are_within(&marginal, &c) && !are_within(&c, &marginal));
    }
}

static void order_unit_and_threads_change_nothing(void **state)
{
    (void)state;
    for (int simultaneous = 0; simultaneous < 2; simultaneous++) {
        static contest c, other;
        c = drawn(3, MOST, 4);
        c.options.simultaneous = simultaneous;
        c.options.draws = 79;
        other = c;
        other.options.threads = 3;
        for (size_t i = 0; i < c.count; i++) {
            kk_rank_score a = c.areas[i];
            size_t to = (i * 37 + 5) % c.count;
            other.areas[to] = (kk_rank_score){4 * a.estimate + 64, 4 * a.error, 4 * a.low + 64, 4 * a.high + 64, 0};
        }
        run(&c);
        run(&other);
        for (size_t i = 0; i < c.count; i++)
            assert_memory_equal(&c.set[i], &other.set[(i * 37 + 5) % c.count], sizeof *c.set);
    }
}

static void check_sets(contest *c, const kk_rank_set *expected)
{
    for (int simultaneous = 0; simultaneous < 2; simultaneous++) {
        c->options.simultaneous = simultaneous;
        run(c);
        assert_memory_equal(c->set, expected, c->count * sizeof *expected);
    }
}

static void edges_have_sets_too(void **state)
{
    (void)state;
    contest none = {.options = usual}, one = none, equal = none, exact = none, apart = none;
    check_sets(&none, (kk_rank_set[1]){{0}});
    add(&one, 5, 2);
    check_sets(&one, (kk_rank_set[]){{1, 1, 1}});
    for (int i = 0; i < 3; i++) add(&equal, 5, 2);
    check_sets(&equal, (kk_rank_set[]){{1, 1, 3}, {1, 1, 3}, {1, 1, 3}});
    double values[] = {5, 7, 5, 1};
    for (int i = 0; i < 4; i++) add(&exact, values[i], 0);
    check_sets(&exact, (kk_rank_set[]){{2, 2, 3}, {1, 1, 1}, {2, 2, 3}, {4, 4, 4}});
    for (int i = 0; i < 4; i++) add(&apart, 100 * values[i], 1);
    check_sets(&apart, (kk_rank_set[]){{2, 2, 3}, {1, 1, 1}, {2, 2, 3}, {4, 4, 4}});
    apart.options.draws = 18; /* of which none can be passed once in twenty */
    check_sets(&apart, (kk_rank_set[]){{2, 1, 4}, {1, 1, 4}, {2, 1, 4}, {4, 1, 4}});
}

/* What may be however high is never found lower, and still higher than others; and the other way round. */
static void an_infinite_score_gives_nothing_away(void **state)
{
    (void)state;
    contest c = {.options = usual};
    double values[] = {500, 700, 300, 100};
    for (int i = 0; i < 4; i++) add(&c, values[i], 1);
    c.areas[0].high = c.areas[2].high = INFINITY;
    check_sets(&c, (kk_rank_set[]){{2, 1, 3}, {1, 1, 3}, {3, 1, 3}, {4, 4, 4}});
    c.areas[2].low = -INFINITY;
    check_sets(&c, (kk_rank_set[]){{2, 1, 3}, {1, 1, 3}, {3, 1, 4}, {4, 3, 4}});
    for (int i = 0; i < 4; i++) c.areas[i].high = INFINITY;
    check_sets(&c, (kk_rank_set[]){{2, 1, 4}, {1, 1, 4}, {3, 1, 4}, {4, 1, 4}});
    for (int i = 0; i < 4; i++) c.areas[i].low = -INFINITY;
    check_sets(&c, (kk_rank_set[]){{2, 1, 4}, {1, 1, 4}, {3, 1, 4}, {4, 1, 4}});
}

/* Of two the critical value is that of a two-sided test. */
static void two_areas_are_a_test(void **state)
{
    (void)state;
    contest near = {.options = usual}, far = near;
    near.options.draws = far.options.draws = 50000;
    add(&near, 0, 3);
    add(&near, 1.94 * 5, 4);
    add(&far, 0, 3);
    add(&far, 1.98 * 5, 4);
    check_sets(&near, (kk_rank_set[]){{2, 1, 2}, {1, 1, 2}});
    check_sets(&far, (kk_rank_set[]){{2, 2, 2}, {1, 1, 1}});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_are_those_of_csranks),
        cmocka_unit_test(sets_are_those_of_all_pairs),
        cmocka_unit_test(sets_hold_the_rank_and_grow_with_what_is_asked),
        cmocka_unit_test(order_unit_and_threads_change_nothing),
        cmocka_unit_test(edges_have_sets_too),
        cmocka_unit_test(an_infinite_score_gives_nothing_away),
        cmocka_unit_test(two_areas_are_a_test),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
