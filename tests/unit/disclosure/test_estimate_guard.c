/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Hidden estimates cannot be computed from those that are shown. The attack here is one of its own: plain linear
 * programs over the smallest groups of persons there are, of which every cell is a sum.
 */
#include "unit/disclosure/estimate_cohort.h"

#include <glpk.h>

enum { ATOMS = WIJKEN * 3 * 2 * 3, REGIONS = 1 + GEMEENTEN + WIJKEN, COMBINATIONS_MAX = 48 };

/* What is attacked: n, or those who have an outcome. */
typedef struct attack {
    const world *w;
    bool of_means;
    double truth[REGIONS][COMBINATIONS_MAX];
    double ceiling[REGIONS][COMBINATIONS_MAX]; /* of what is hidden */
    bool shown[REGIONS][COMBINATIONS_MAX];
} attack;

static bool is_in(const world *w, size_t atom, size_t region, size_t combination)
{
    static const size_t gemeente_of[WIJKEN] = {1, 1, 2, 2, 2};
    size_t class[DIMENSIONS] = {atom / 6 % 3, atom / 3 % 2, atom % 3}, wijk = atom / 18;
    if (region >= 3 && region - 3 != wijk) return false;
    if (region > 0 && region < 3 && region != gemeente_of[wijk]) return false;
    const kk_estimate_frame *frame = &w->cohort.frame;
    for (size_t d = 0; d < frame->dimension_count; d++) {
        size_t group = kk_combination_group(frame, combination, d);
        if ((frame->dimension[d].group_bits[class[d + DIMENSIONS - frame->dimension_count]] >> group & 1) == 0)
            return false;
    }
    return true;
}

static bool takes_part(const attack *a, size_t combination)
{
    return !a->of_means || a->w->sums.is_mean[combination];
}

static glp_prob *program_of(const attack *a)
{
    size_t combinations = a->w->cohort.frame.combination_count;
    glp_prob *lp = glp_create_prob();
    int column[ATOMS + 1];
    double one[ATOMS + 1];
    glp_add_cols(lp, ATOMS);
    for (int j = 1; j <= ATOMS; j++) glp_set_col_bnds(lp, j, GLP_LO, 0, 0);
    glp_add_rows(lp, (int)(REGIONS * combinations));
    for (size_t r = 0; r < REGIONS; r++)
        for (size_t c = 0; c < combinations; c++) {
            int row = (int)(r * combinations + c) + 1, count = 0;
            for (size_t atom = 0; atom < ATOMS; atom++)
                if (is_in(a->w, atom, r, c)) column[++count] = (int)atom + 1, one[count] = 1;
            glp_set_mat_row(lp, row, count, column, one);
            double truth = a->truth[r][c], ceiling = a->ceiling[r][c];
            if (!takes_part(a, c))
                glp_set_row_bnds(lp, row, GLP_FR, 0, 0);
            else if (a->shown[r][c])
                glp_set_row_bnds(lp, row, GLP_FX, truth, truth);
            else
                glp_set_row_bnds(lp, row, isinf(ceiling) ? GLP_LO : ceiling > 0 ? GLP_DB : GLP_FX, 0, ceiling);
        }
    return lp;
}

static double end_of(glp_prob *lp, const attack *a, size_t region, size_t combination, int direction)
{
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    glp_set_obj_dir(lp, direction);
    for (size_t atom = 0; atom < ATOMS; atom++)
        glp_set_obj_coef(lp, (int)atom + 1, is_in(a->w, atom, region, combination));
    assert_int_equal(glp_simplex(lp, &parameters), 0);
    return glp_get_status(lp) == GLP_UNBND ? INFINITY : glp_get_obj_val(lp);
}

/* How many hidden cells of 1–9 there are, and how many are known within 5. */
typedef struct tally {
    size_t hidden, found;
} tally;

static tally run_attack(const attack *a)
{
    size_t combinations = a->w->cohort.frame.combination_count;
    tally of = {0};
    glp_prob *lp = program_of(a);
    for (size_t r = 0; r < REGIONS; r++)
        for (size_t c = 0; c < combinations; c++) {
            double truth = a->truth[r][c];
            if (!takes_part(a, c) || a->shown[r][c] || truth < 1 || truth > 9) continue;
            double least = ceil(end_of(lp, a, r, c, GLP_MIN) - 1e-6), most = floor(end_of(lp, a, r, c, GLP_MAX) + 1e-6);
            assert_true(least <= truth && truth <= most);
            of.hidden++;
            of.found += most - least < 5;
        }
    glp_delete_prob(lp);
    return of;
}

/* n is told by any outcome of the same persons. */
static bool is_n_told(const world *w, size_t outcome, size_t region, size_t combination)
{
    for (size_t o = 0; o < OUTCOMES; o++) {
        const kk_estimate_cell *cell = world_cell(w, o, region, combination);
        if (w->sums.persons[o] == w->sums.persons[outcome] && cell != NULL && !cell->hidden) return true;
    }
    return false;
}

static tally attack_persons(const world *w, size_t outcome)
{
    size_t combinations = w->cohort.frame.combination_count;
    attack a = {.w = w};
    for (size_t r = 0; r < REGIONS; r++)
        for (size_t c = 0; c < combinations; c++) {
            const kk_estimate_cell *cell = world_cell(w, outcome, r, c);
            a.truth[r][c] = cell == NULL ? 0 : cell->n;
            a.ceiling[r][c] = INFINITY;
            a.shown[r][c] = is_n_told(w, outcome, r, c);
        }
    return run_attack(&a);
}

/* Of a hidden cell n may be told by another outcome. */
static tally attack_numerator(const world *w, size_t outcome, bool lacking)
{
    size_t combinations = w->cohort.frame.combination_count;
    attack a = {.w = w, .of_means = true};
    for (size_t r = 0; r < REGIONS; r++)
        for (size_t c = 0; c < combinations; c++) {
            const kk_estimate_cell *cell = world_cell(w, outcome, r, c);
            double n = cell == NULL ? 0 : cell->n;
            double having = n == 0 || !w->sums.is_mean[c] ? 0 : round(cell->est * n);
            a.truth[r][c] = lacking ? n - having : having;
            a.ceiling[r][c] = is_n_told(w, outcome, r, c) ? n : INFINITY;
            a.shown[r][c] = cell != NULL && !cell->hidden;
        }
    return run_attack(&a);
}

static void add(tally *to, tally what)
{
    to->hidden += what.hidden;
    to->found += what.found;
}

static tally attack_all(const world *w)
{
    tally all = {0};
    add(&all, attack_persons(w, CARE));
    add(&all, attack_persons(w, WORK));
    for (int lacking = 0; lacking < 2; lacking++) {
        add(&all, attack_numerator(w, CARE, lacking));
        add(&all, attack_numerator(w, SCHOOL, lacking));
    }
    return all;
}

/* What is found before and after, of so many cohorts. */
typedef struct trial {
    tally before, after;
    size_t with_hidden, broken; /* cohorts with a hidden cell, and those of which the attack finds one */
} trial;

static trial try_cohorts(world_kind kind, uint64_t cohorts)
{
    trial all = {0};
    for (uint64_t seed = 0; seed < cohorts; seed++) {
        world *w = world_begin(seed, kind);
        tally before = attack_all(w);
        world_protect(w, 1);
        add(&all.before, before);
        add(&all.after, attack_all(w));
        all.with_hidden += before.hidden > 0;
        all.broken += before.found > 0;
        world_end(w);
    }
    return all;
}

static void nothing_is_found_where_programs_look_at_all(void **state)
{
    (void)state;
    trial all = try_cohorts(NARROW, 40);
    assert_true(all.with_hidden >= 30 && 5 * all.broken >= 4 * all.with_hidden);
    assert_int_equal(all.after.found, 0);
    assert_int_equal(all.after.hidden, all.before.hidden);
}

/* Sums alone, without programs: what several of them tell together may be left. */
static void hardly_anything_is_found_where_sums_are_looked_at(void **state)
{
    (void)state;
    for (world_kind kind = WIDE; kind <= WINDOWS; kind++) {
        trial all = try_cohorts(kind, 4);
        assert_true(all.before.found > 500);
        assert_true(20 * all.after.found < all.before.found);
    }
}

/* The same marks at any number of threads. */
static void threads_change_nothing(void **state)
{
    (void)state;
    world *one = world_begin(3, WINDOWS), *four = world_begin(3, WINDOWS);
    size_t more = 0;
    for (size_t i = 0; i < one->raw.cells->count; i++) more -= one->raw.cell[CARE][i].hidden;
    world_protect(one, 1);
    world_protect(four, 4);
    for (size_t o = 0; o < OUTCOMES; o++)
        for (size_t i = 0; i < one->raw.cells->count; i++)
            assert_int_equal(one->raw.cell[o][i].hidden, four->raw.cell[o][i].hidden);
    for (size_t i = 0; i < one->raw.cells->count; i++) more += one->raw.cell[CARE][i].hidden;
    assert_true(more > 0);
    world_end(one);
    world_end(four);
}

/* What outcomes count the same persons tell of n they tell together. */
static void outcomes_of_the_same_persons_are_one(void **state)
{
    (void)state;
    world *w = world_begin(5, NARROW);
    assert_int_equal(w->sums.persons[CARE], CARE);
    assert_int_equal(w->sums.persons[SCHOOL], CARE);
    assert_int_equal(w->sums.persons[WORK], WORK);
    assert_int_equal(w->sums.sum_count, 1 + GEMEENTEN);
    world_end(w);
}

/* A wijk of which somebody has no gemeente is no part of a sum that is told to be whole. */
static void a_rest_is_told(void **state)
{
    (void)state;
    world *w = world_begin(5, NARROW);
    for (size_t s = 0; s < w->sums.sum_count; s++) assert_false(w->sums.sum[s].has_rest);
    w->region_of[WIJK][0] = KK_NO_REGION;
    assert_int_equal(kk_estimate_sums_make(&w->cohort, &w->config, &w->arena, &w->sums, &w->err), KK_OK);
    size_t rests = 0;
    for (size_t s = 0; s < w->sums.sum_count; s++) rests += w->sums.sum[s].has_rest;
    assert_int_equal(rests, 2); /* of the gemeente, and of the land */
    world_end(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_found_where_programs_look_at_all),
        cmocka_unit_test(hardly_anything_is_found_where_sums_are_looked_at),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(outcomes_of_the_same_persons_are_one),
        cmocka_unit_test(a_rest_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
