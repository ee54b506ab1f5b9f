/* SPDX-License-Identifier: EUPL-1.2 */
/* Against R's survival: tests/reference/survival. */
#include "unit/check.h"

#include "kk/indicators.h"

#include <stdbool.h>

enum { SPELLS_MAX = 1000 };

typedef struct spells {
    kk_spell by_cause[SPELLS_MAX], any_cause[SPELLS_MAX];
    size_t count;
} spells;

static FILE *reference(const char *name)
{
    char path[100], head[200];
    snprintf(path, sizeof path, "tests/reference/survival/%s", name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(head, sizeof head, file));
    return file;
}

static spells read_spells(void)
{
    spells read = {.count = 0};
    FILE *file = reference("spells.csv");
    kk_spell spell;
    while (fscanf(file, "%d,%d\n", &spell.days, &spell.event) == 2) {
        read.by_cause[read.count] = spell;
        read.any_cause[read.count++] = (kk_spell){spell.days, spell.event > 0};
    }
    fclose(file);
    assert_int_equal(read.count, 400);
    kk_spells_sort(read.by_cause, read.count, sizeof(kk_spell));
    kk_spells_sort(read.any_cause, read.count, sizeof(kk_spell));
    return read;
}

/* "NA" is not compared. */
static void assert_as_r(double actual, const char *expected)
{
    if (strcmp(expected, "NA") != 0) assert_near(actual, atof(expected), 1e-12);
}

static kk_estimate estimate(const spells *from, const char *method, int cause, const char *days)
{
    if (strcmp(method, "median") == 0) return kk_incidence_quantile(from->any_cause, from->count, 1, 0.5);
    bool any = strcmp(method, "kaplan_meier") == 0;
    return kk_incidence(any ? from->any_cause : from->by_cause, from->count, cause, atof(days));
}

static void test_as_r(void **state)
{
    (void)state;
    spells from = read_spells();
    FILE *file = reference("expected.csv");
    char method[20], days[20], value[40], lower[40], upper[40];
    int cause, rows = 0;
    const char *row = "%19[^,],%d,%19[^,],%39[^,],%39[^,],%39s\n";
    for (; fscanf(file, row, method, &cause, days, value, lower, upper) == 6; rows++) {
        kk_estimate ours = estimate(&from, method, cause, days);
        assert_as_r(ours.value, value);
        assert_as_r(ours.lower, lower);
        assert_as_r(ours.upper, upper);
    }
    fclose(file);
    assert_int_equal(rows, 19);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_as_r)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
