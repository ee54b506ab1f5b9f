/* SPDX-License-Identifier: EUPL-1.2 */
/* What a cube needs is foreseen, and what it had of persons is wiped. */
#include "unit/check.h"

#include "aggregate/cube.h"

#include <fcntl.h>
#include <unistd.h>

static void what_does_not_fit_is_foreseen(void **state)
{
    (void)state;
    kk_error err;
    assert_int_equal(kk_cube_foresee(0, 8, 0, &err), KK_OK);
    assert_int_equal(kk_cube_foresee(1000, 8, 1000 * 8 * 32, &err), KK_OK);
    assert_int_equal(kk_cube_foresee(1000, 8, 1000 * 8 * 32 - 1, &err), KK_ERR_PROJECT);
    assert_int_equal(kk_cube_foresee(1000, 1, 1000 * 8 * 32 - 1, &err), KK_OK);
    assert_int_equal(kk_cube_foresee(850000000, 8, 16.3e9, &err), KK_ERR_PROJECT);
    assert_string_equal(err.message, "estimates of 850000000 subgroups × regions need 217.6 GB of memory, and this "
                                     "machine has 16.3; leave out a dimension or a region type");
    assert_int_equal(kk_cube_foresee(SIZE_MAX, 8, 1e12, &err), KK_ERR_PROJECT);
}

/* ---- wiping ---- */

enum { PERSONS = 64, FROM = 8, MARK = 40 }; /* the first bytes of what was given back are the allocator's */

static const double predictor_mark = 0.7310585786300049, weight_mark = 3.25, outcome_mark = 12345.678;

/* How often a number stands in memory that may have been given back. */
static size_t left_at(uintptr_t address, double mark)
{
    double seen[MARK];
    int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    assert_true(memory >= 0);
    ssize_t got = pread(memory, seen, sizeof seen, (off_t)(address + FROM * sizeof *seen));
    close(memory);
    size_t count = 0;
    for (size_t i = 0; got > 0 && i < (size_t)got / sizeof *seen; i++) count += seen[i] == mark;
    return count;
}

typedef struct persons {
    kk_framed_outcome outcome;
    kk_region_type type;
    kk_cohort cohort;
    double predictor[PERSONS], weight[PERSONS];
    uint32_t region[PERSONS];
} persons;

/* Every person has the same figures, and a region of his own. */
static void mark(persons *p)
{
    static const char *ids[PERSONS];
    p->outcome = (kk_framed_outcome){.name = "income"};
    p->type = (kk_region_type){.name = "wijk", .count = PERSONS, .id = ids, .level = -1, .within = -1};
    p->cohort = (kk_cohort){.frame = {.outcome_count = 1, .type_count = 1, .combination_count = 1},
                            .person_count = PERSONS,
                            .predictor = p->predictor,
                            .weight = p->weight,
                            .outcome = aligned_alloc(64, PERSONS * KK_LANES * sizeof(double))};
    assert_non_null(p->cohort.outcome);
    p->cohort.frame.outcome = &p->outcome;
    p->cohort.frame.type = &p->type;
    p->cohort.region[0] = p->region;
    for (size_t i = 0; i < PERSONS; i++) {
        p->predictor[i] = predictor_mark;
        p->weight[i] = weight_mark;
        p->region[i] = (uint32_t)i;
        for (size_t lane = 0; lane < KK_LANES; lane++) p->cohort.outcome[i * KK_LANES + lane] = outcome_mark;
    }
}

static void what_a_cube_had_of_persons_is_wiped(void **state)
{
    (void)state;
    static persons p;
    kk_error err;
    kk_cube *cube;
    kk_estimates estimates;
    static const kk_wanted wanted = {0, 0};
    mark(&p);
    assert_int_equal(kk_cube_new(&p.cohort, KK_RULE_PERSONS, 10, &wanted, 1, 1, &cube, &err), KK_OK);
    assert_int_equal(kk_cube_estimate(cube, 0, &estimates, &err), KK_OK);
    const uintptr_t x = (uintptr_t)cube->ordered[0].x, weight = (uintptr_t)cube->ordered[0].weight;
    const uintptr_t moment = (uintptr_t)cube->moment, cell = (uintptr_t)cube->cell;
    assert_true(left_at(x, predictor_mark) == MARK && left_at(weight, weight_mark) == MARK);
    assert_true(left_at(moment, outcome_mark) > 0 && left_at(cell, outcome_mark) > 0);
    kk_cube_free(cube);
    assert_int_equal(left_at(x, predictor_mark) + left_at(weight, weight_mark), 0);
    assert_int_equal(left_at(moment, outcome_mark) + left_at(cell, outcome_mark), 0);
    free(p.cohort.outcome);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_does_not_fit_is_foreseen),
        cmocka_unit_test(what_a_cube_had_of_persons_is_wiped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
