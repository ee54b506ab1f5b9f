/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The cube against KansenKaart's own R function: every row of reference_estimates.csv, and no cell more but those in
 * which exactly 10 persons have or lack the outcome: R hides these by the rounding of est · n, or not.
 */
#include "unit/check.h"

#include "kk/estimates.h"

#include <stdbool.h>

enum { PERSONS = 8000, ROWS = 9478, TYPES = 5, DIMENSIONS = 4, OUTCOMES = 2, FIELDS = 12, IDS_MAX = 200 };

static const char *const income[] = {"all", "Very_Low", "Low", "Mid", "High", "Very_High"};
static double income_at[] = {NAN, 0.1, 0.25, 0.5, 0.75, 0.9};
static const double income_from[] = {0, 0, 0.15, 0.4, 0.65, 0.8}, income_to[] = {1, 0.2, 0.35, 0.6, 0.85, 1};
static const char *const sex[] = {"all", "Men", "Women"};
static const char *const origin[] = {"all",      "No Migration Background", "Turkey", "Morocco",
                                     "Suriname", "Dutch Caribbean",         "Other",  "has_migration"};
static const char *const household[] = {"all", "Single Parent", "Two Parents"};
static double means[] = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
static const char *const type_name[TYPES] = {"all", "corop_code", "gemeente_code", "postcode4", "wijk_code"};
static const size_t type_field[TYPES] = {0, 4, 2, 3, 1};

/* Every set of windows is a class: its number is the bits of the windows. */
static uint64_t income_bits[32],
    sex_bits[] = {1 | 2, 1 | 4}, household_bits[] = {1, 1 | 2, 1 | 4},
    origin_bits[] = {1, 1 | 2, 1 | 4 | 128, 1 | 8 | 128, 1 | 16 | 128, 1 | 32 | 128, 1 | 64 | 128};

typedef struct reference {
    kk_cohort cohort;
    kk_dimension dimension[DIMENSIONS];
    kk_region_type type[TYPES];
    kk_framed_outcome outcome[OUTCOMES];
    uint8_t class_of[DIMENSIONS][PERSONS];
    uint32_t region[TYPES][PERSONS];
    double predictor[PERSONS];
    char ids[TYPES][IDS_MAX][12];
    _Alignas(64) double value[PERSONS * KK_LANES];
    FILE *estimates;
} reference;

/* The fields of a line without quotes, in place; false at the end of the file. */
static bool read_fields(FILE *file, char line[300], char *field[FIELDS])
{
    if (fgets(line, 300, file) == NULL) return false;
    line[strcspn(line, "\r\n")] = '\0';
    for (size_t i = 0; i < FIELDS; i++) field[i] = line != NULL ? strsep(&line, ",") : NULL;
    return true;
}

static size_t index_of(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0) return i;
    fail_msg("'%s' is not among the names", name);
    return 0;
}

static uint32_t region_of(reference *r, size_t type, const char *id, bool may_add)
{
    size_t count = r->type[type].count;
    for (size_t i = 0; i < count; i++)
        if (strcmp(r->ids[type][i], id) == 0) return (uint32_t)i;
    assert_true(may_add && count < IDS_MAX);
    strcpy(r->ids[type][count], id);
    r->type[type].count++;
    return (uint32_t)count;
}

static void person_into(reference *r, size_t i, char *field[FIELDS])
{
    double x = r->predictor[i] = strtod(field[9], NULL);
    for (size_t w = 1; w <= 5; w++)
        if (x >= income_from[w] && x <= income_to[w]) r->class_of[0][i] |= (uint8_t)(1 << (w - 1));
    r->class_of[1][i] = (uint8_t)(index_of(sex, 3, field[5]) - 1);
    r->class_of[2][i] = (uint8_t)index_of(origin, 7, field[6]);
    r->class_of[3][i] = (uint8_t)(strcmp(field[8], "Other") == 0 ? 0 : index_of(household, 3, field[8]));
    for (size_t t = 0; t < TYPES; t++) r->region[t][i] = region_of(r, t, t == 0 ? "all" : field[type_field[t]], true);
    for (size_t l = 0; l < KK_LANES; l++) r->value[i * KK_LANES + l] = l < OUTCOMES ? strtod(field[10 + l], NULL) : NAN;
}

static kk_dimension dimension_of(size_t groups, double *at, size_t classes, uint64_t *bits)
{
    return (kk_dimension){.group_count = groups, .at = at, .class_count = classes, .group_bits = bits};
}

static void frame_into(reference *r)
{
    for (size_t c = 0; c < 32; c++) income_bits[c] = 1 | c << 1;
    r->dimension[0] = dimension_of(6, income_at, 32, income_bits);
    r->dimension[1] = dimension_of(3, means, 2, sex_bits);
    r->dimension[2] = dimension_of(8, means, 7, origin_bits);
    r->dimension[3] = dimension_of(3, means, 3, household_bits);
    r->outcome[0].is_binary = true;
    kk_cohort *c = &r->cohort;
    c->frame = (kk_estimate_frame){OUTCOMES, DIMENSIONS, TYPES, r->outcome, r->dimension, r->type, 6 * 3 * 8 * 3, -1};
    c->person_count = PERSONS, c->predictor = r->predictor, c->outcome = r->value;
    for (size_t d = 0; d < DIMENSIONS; d++) c->class_of[d] = r->class_of[d];
    for (size_t t = 0; t < TYPES; t++) c->region[t] = r->region[t];
}

static FILE *open_reference(const char *name)
{
    const char *folder = getenv("KANSENKOMPAS_REAL_DATA");
    char path[400];
    snprintf(path, sizeof path, "%s/cohort/%s", folder == NULL ? "../shared/data" : folder, name);
    return fopen(path, "r");
}

/* NULL where the reference is not. */
static reference *read_reference(void)
{
    char line[300], *field[FIELDS];
    FILE *persons = open_reference("reference_cohort.csv"), *estimates = open_reference("reference_estimates.csv");
    if (persons == NULL || estimates == NULL) {
        if (persons != NULL) fclose(persons);
        if (estimates != NULL) fclose(estimates);
        return NULL;
    }
    reference *r = aligned_alloc(64, (sizeof *r + 63) / 64 * 64);
    memset(r, 0, sizeof *r);
    frame_into(r);
    assert_true(read_fields(persons, line, field));
    for (size_t i = 0; i < PERSONS; i++) {
        assert_true(read_fields(persons, line, field));
        person_into(r, i, field);
    }
    fclose(persons);
    r->estimates = estimates;
    assert_true(read_fields(estimates, line, field));
    return r;
}

/* ---- comparing ---- */

static kk_estimate_cell *cell_of(reference *r, const kk_estimates *e, char *field[FIELDS])
{
    size_t outcome = strcmp(field[0], "youth_protection") == 0 ? 0 : 1, type = index_of(type_name, TYPES, field[5]);
    const size_t groups[] = {index_of(income, 6, field[1]), index_of(sex, 3, field[2]), index_of(origin, 8, field[3]),
                             index_of(household, 3, field[4])};
    size_t combination = kk_combination_of(&r->cohort.frame, groups);
    const size_t *first = &e->cells->first[type][region_of(r, type, field[6], false)];
    for (size_t cell = first[0]; cell < first[1]; cell++)
        if (e->cells->combination[cell] == combination) return &e->cell[outcome][cell];
    fail_msg("there is no cell for combination %zu of %s", combination, field[6]);
    return NULL;
}

static void assert_as(double actual, const char *expected)
{
    double value = strtod(expected, NULL);
    assert_near(actual, value, 1e-9 * fabs(value));
}

static void compare_row(reference *r, const kk_estimates *e, char *field[FIELDS])
{
    kk_estimate_cell *cell = cell_of(r, e, field);
    assert_int_equal(cell->n, atoi(field[7]));
    assert_as(cell->est, field[8]);
    assert_as(cell->lower, field[9]);
    assert_as(cell->upper, field[10]);
    assert_false(cell->hidden);
    cell->hidden = true; /* met */
}

/* est · n on the bound of the rule, so that R's rounding decides. */
static bool is_on_the_bound(const kk_estimate_cell *cell)
{
    return fabs(cell->est * cell->n - 10) < 1e-9 || fabs((1 - cell->est) * cell->n - 10) < 1e-9;
}

static void test_every_row_and_no_cell_more(void **state)
{
    (void)state;
    kk_error err;
    kk_cube *cube;
    kk_estimates e;
    char line[300], *field[FIELDS];
    reference *r = read_reference();
    if (r == NULL) {
        print_message("skipped: no reference_cohort.csv; set KANSENKOMPAS_REAL_DATA\n");
        skip();
    }
    assert_int_equal(kk_cube_new(&r->cohort, KK_RULE_KANSENKAART, 10, NULL, 0, 2, &cube, &err), KK_OK);
    assert_int_equal(kk_cube_estimate(cube, 0, &e, &err), KK_OK);
    size_t rows = 0, on_the_bound = 0;
    for (; read_fields(r->estimates, line, field); rows++) compare_row(r, &e, field);
    assert_int_equal(rows, ROWS);
    for (size_t l = 0; l < OUTCOMES; l++)
        for (size_t i = 0; i < e.cells->count; i++) {
            if (e.cell[l][i].hidden) continue;
            assert_true(l == 0 && is_on_the_bound(&e.cell[l][i]));
            on_the_bound++;
        }
    assert_int_equal(on_the_bound, 21);
    kk_cube_free(cube);
    fclose(r->estimates);
    free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_row_and_no_cell_more)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
