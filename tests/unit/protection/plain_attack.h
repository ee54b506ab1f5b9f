/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The attack by the shortest way: the whole system as one program of GLPK, without presolving, for each end of each
 * hidden variable. It shares nothing with the engine's.
 */
#ifndef KK_TESTS_PLAIN_ATTACK_H
#define KK_TESTS_PLAIN_ATTACK_H

#include "unit/check.h"

#include "kk/protection.h"

#include <glpk.h>

static inline int plain_type(double lower, double upper)
{
    if (lower == upper) return GLP_FX;
    if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
    return isinf(upper) ? GLP_LO : GLP_DB;
}

static inline glp_prob *plain_program(const kk_knowledge *knowledge)
{
    glp_term_out(GLP_OFF);
    glp_prob *program = glp_create_prob();
    int count = (int)knowledge->variable_count, *column = calloc((size_t)count + 1, sizeof *column);
    double *coefficient = calloc((size_t)count + 1, sizeof *coefficient);
    assert_true(column != NULL && coefficient != NULL);
    glp_add_cols(program, count);
    for (int j = 0; j < count; j++) {
        double lower = knowledge->lower[j], upper = knowledge->upper[j];
        glp_set_col_bnds(program, j + 1, plain_type(lower, upper), lower, upper);
    }
    if (knowledge->row_count > 0) glp_add_rows(program, (int)knowledge->row_count);
    for (size_t i = 0; i < knowledge->row_count; i++) {
        int terms = 0;
        for (size_t t = knowledge->row_begin[i]; t < knowledge->row_begin[i + 1]; t++) {
            column[++terms] = (int)knowledge->row_variable[t] + 1;
            coefficient[terms] = knowledge->row_coefficient[t];
        }
        double lower = knowledge->row_lower[i], upper = knowledge->row_upper[i];
        glp_set_row_bnds(program, (int)i + 1, plain_type(lower, upper), lower, upper);
        glp_set_mat_row(program, (int)i + 1, terms, column, coefficient);
    }
    free(column);
    free(coefficient);
    return program;
}

/* The least (GLP_MIN) or greatest (GLP_MAX) value of a variable in any table that fits, or in any of whole numbers. */
static inline double plain_end(glp_prob *program, uint32_t variable, int direction, bool in_whole_numbers)
{
    glp_smcp simplex;
    glp_iocp whole;
    glp_init_smcp(&simplex);
    glp_init_iocp(&whole);
    simplex.msg_lev = whole.msg_lev = GLP_MSG_OFF;
    glp_set_obj_dir(program, direction);
    glp_set_obj_coef(program, (int)variable + 1, 1);
    assert_int_equal(glp_simplex(program, &simplex), 0);
    int status = glp_get_status(program);
    double end = status == GLP_UNBND ? (direction == GLP_MAX ? INFINITY : -INFINITY) : glp_get_obj_val(program);
    assert_true(status == GLP_OPT || status == GLP_UNBND);
    if (in_whole_numbers && status == GLP_OPT) {
        assert_int_equal(glp_intopt(program, &whole), 0);
        assert_int_equal(glp_mip_status(program), GLP_OPT);
        end = glp_mip_obj_val(program);
    }
    glp_set_obj_coef(program, (int)variable + 1, 0);
    return end;
}

static inline void plain_make_whole(glp_prob *program, const kk_knowledge *knowledge)
{
    for (size_t j = 0; j < knowledge->variable_count; j++)
        glp_set_col_kind(program, (int)j + 1, knowledge->is_whole[j] ? GLP_IV : GLP_CV);
}

/* Whether so much is open as is demanded; of a count between whole numbers. */
static inline bool plain_is_safe(const kk_demand *demand, bool is_whole, double lower, double upper)
{
    double slack = 1e-6 * fmax(1, isinf(upper) ? 1 : fabs(upper));
    if (is_whole) {
        lower = ceil(lower - slack);
        upper = floor(upper + slack);
    }
    return isinf(upper) || upper - lower >= fmax(demand->width, demand->share * upper) - slack;
}

/* So many of the demands the attack breaks; `interval` (two for each demand), where not NULL, is what it found. */
static inline size_t plain_attack(const kk_knowledge *knowledge, const kk_demand *demand, size_t count,
                                  bool in_whole_numbers, double (*interval)[2])
{
    glp_prob *program = plain_program(knowledge);
    size_t broken = 0;
    if (in_whole_numbers) plain_make_whole(program, knowledge);
    for (size_t d = 0; d < count; d++) {
        double lower = plain_end(program, demand[d].variable, GLP_MIN, in_whole_numbers);
        double upper = plain_end(program, demand[d].variable, GLP_MAX, in_whole_numbers);
        if (!plain_is_safe(&demand[d], knowledge->is_whole[demand[d].variable], lower, upper)) broken++;
        if (interval != NULL) interval[d][0] = lower, interval[d][1] = upper;
    }
    glp_delete_prob(program);
    return broken;
}

#endif
