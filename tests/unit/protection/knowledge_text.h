/* SPDX-License-Identifier: EUPL-1.2 */
/* Small systems of linear knowledge, written down by hand or drawn, and attacked by one plain program per end. */
#ifndef KK_TESTS_KNOWLEDGE_TEXT_H
#define KK_TESTS_KNOWLEDGE_TEXT_H

#include "kk/protection.h"
#include "kk/random.h"

#include <glpk.h>

enum { VARIABLES_MAX = 400, ROWS_MAX = 600, TERMS_MAX = 6000 };

typedef struct world {
    kk_knowledge knowledge;
    double lower[VARIABLES_MAX], upper[VARIABLES_MAX], truth[VARIABLES_MAX];
    bool is_whole[VARIABLES_MAX];
    size_t row_begin[ROWS_MAX + 1];
    uint32_t row_variable[TERMS_MAX];
    double row_coefficient[TERMS_MAX], row_lower[ROWS_MAX], row_upper[ROWS_MAX];
    kk_demand demand[VARIABLES_MAX];
    kk_finding finding[VARIABLES_MAX];
    size_t demand_count;
} world;

static inline void world_init(world *w)
{
    memset(w, 0, sizeof *w);
    w->knowledge = (kk_knowledge){.lower = w->lower,
                                  .upper = w->upper,
                                  .is_whole = w->is_whole,
                                  .row_begin = w->row_begin,
                                  .row_variable = w->row_variable,
                                  .row_coefficient = w->row_coefficient,
                                  .row_lower = w->row_lower,
                                  .row_upper = w->row_upper};
}

static inline uint32_t world_variable(world *w, double lower, double upper, bool is_whole)
{
    size_t j = w->knowledge.variable_count++;
    assert_true(j < VARIABLES_MAX);
    w->lower[j] = lower;
    w->upper[j] = upper;
    w->is_whole[j] = is_whole;
    return (uint32_t)j;
}

static inline void world_demand(world *w, uint32_t variable, double width, double share)
{
    w->demand[w->demand_count++] = (kk_demand){variable, width, share};
}

/* A term of the row that is being written; world_row ends it. */
static inline void world_term(world *w, double coefficient, uint32_t variable)
{
    size_t *end = &w->row_begin[w->knowledge.row_count + 1];
    assert_true(*end < TERMS_MAX && w->knowledge.row_count < ROWS_MAX);
    w->row_variable[*end] = variable;
    w->row_coefficient[(*end)++] = coefficient;
}

static inline void world_row(world *w, double lower, double upper, bool is_core)
{
    size_t i = w->knowledge.row_count++;
    w->row_lower[i] = lower;
    w->row_upper[i] = upper;
    if (is_core) w->knowledge.core_row_count++;
    if (i + 1 < ROWS_MAX) w->row_begin[i + 2] = w->row_begin[i + 1];
}

static inline void world_sum(world *w, uint32_t a, uint32_t b, double sum)
{
    world_term(w, 1, a);
    world_term(w, 1, b);
    world_row(w, sum, sum, true);
}

static inline void world_at_most(world *w, uint32_t part, uint32_t whole)
{
    world_term(w, 1, part);
    world_term(w, -1, whole);
    world_row(w, -INFINITY, 0, false);
}

static inline kk_attack_counts world_attack(world *w, const double *known_table, int threads)
{
    kk_attack_counts counts;
    kk_error err = {.message = ""};
    kk_status status = kk_attack(&w->knowledge, w->demand, w->demand_count, known_table, KK_ATTACK_EXACT, threads,
                                 w->finding, &counts, &err);
    if (status != KK_OK) fail_msg("%s", err.message);
    return counts;
}

/* ---- the plain program ---- */

static inline int bound_kind(double lower, double upper)
{
    if (isinf(lower) && isinf(upper)) return GLP_FR;
    if (isinf(lower) || isinf(upper)) return isinf(lower) ? GLP_UP : GLP_LO;
    return lower == upper ? GLP_FX : GLP_DB;
}

static inline glp_prob *plain_program(const world *w)
{
    const kk_knowledge *k = &w->knowledge;
    glp_prob *problem = glp_create_prob();
    int index[VARIABLES_MAX + 1];
    double value[VARIABLES_MAX + 1];
    glp_term_out(GLP_OFF);
    glp_add_cols(problem, (int)k->variable_count);
    if (k->row_count > 0) glp_add_rows(problem, (int)k->row_count);
    for (size_t j = 0; j < k->variable_count; j++)
        glp_set_col_bnds(problem, (int)j + 1, bound_kind(k->lower[j], k->upper[j]), k->lower[j], k->upper[j]);
    for (size_t i = 0; i < k->row_count; i++) {
        int count = 0;
        for (size_t t = k->row_begin[i]; t < k->row_begin[i + 1]; t++) {
            index[++count] = (int)k->row_variable[t] + 1;
            value[count] = k->row_coefficient[t];
        }
        glp_set_mat_row(problem, (int)i + 1, count, index, value);
        glp_set_row_bnds(problem, (int)i + 1, bound_kind(k->row_lower[i], k->row_upper[i]), k->row_lower[i],
                         k->row_upper[i]);
    }
    return problem;
}

/* NaN: nothing satisfies the system. */
static inline double plain_end(glp_prob *problem, uint32_t variable, int direction)
{
    for (int j = 1; j <= glp_get_num_cols(problem); j++) glp_set_obj_coef(problem, j, j == (int)variable + 1);
    glp_set_obj_dir(problem, direction);
    glp_std_basis(problem);
    assert_int_equal(glp_simplex(problem, NULL), 0);
    int status = glp_get_status(problem);
    if (status == GLP_UNBND) return direction == GLP_MAX ? INFINITY : -INFINITY;
    return status == GLP_OPT ? glp_get_obj_val(problem) : NAN;
}

#endif
