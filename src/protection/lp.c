/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/lp.h"

#include "kk/arena.h"
#include "kk/log.h"

#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

enum { LISTEN_STEPS = 2000, STEPS_LEAST = 500, STEPS_EACH = 10 };

struct kk_lp {
    glp_prob *problem;
    int *index; /* of a row, from 1, as GLPK counts */
    double *coefficient;
    size_t index_capacity, coefficient_capacity;
    bool objective_is_new;
};

kk_status kk_lp_new(kk_lp **out, kk_error *err)
{
    kk_lp *lp = calloc(1, sizeof *lp);
    *out = lp;
    if (lp == NULL) return kk_fail_memory(err);
    glp_term_out(GLP_OFF);
    lp->problem = glp_create_prob();
    lp->objective_is_new = true;
    return KK_OK;
}

void kk_lp_free(kk_lp *lp)
{
    if (lp == NULL) return;
    glp_delete_prob(lp->problem);
    free(lp->index);
    free(lp->coefficient);
    free(lp);
}

void kk_lp_end_thread(void)
{
    glp_free_env();
}

/* ---- building ---- */

static int bound_type(double lower, double upper)
{
    if (lower == upper) return GLP_FX;
    if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
    return isinf(upper) ? GLP_LO : GLP_DB;
}

void kk_lp_bound_column(kk_lp *lp, uint32_t column, double lower, double upper)
{
    glp_set_col_bnds(lp->problem, (int)column + 1, bound_type(lower, upper), lower, upper);
}

void kk_lp_bound_row(kk_lp *lp, size_t row, double lower, double upper)
{
    glp_set_row_bnds(lp->problem, (int)row + 1, bound_type(lower, upper), lower, upper);
}

void kk_lp_set_objective(kk_lp *lp, uint32_t column, double coefficient)
{
    glp_set_obj_coef(lp->problem, (int)column + 1, coefficient);
    lp->objective_is_new = true;
}

void kk_lp_prefer_dual(kk_lp *lp)
{
    lp->objective_is_new = false;
}

kk_status kk_lp_add_columns(kk_lp *lp, size_t count, const double *lower, const double *upper, kk_error *err)
{
    size_t old = (size_t)glp_get_num_cols(lp->problem);
    if (kk_grow(&lp->index, &lp->index_capacity, old + count + 1, sizeof *lp->index) != 0 ||
        kk_grow(&lp->coefficient, &lp->coefficient_capacity, old + count + 1, sizeof *lp->coefficient) != 0)
        return kk_fail_memory(err);
    if (count > 0) glp_add_cols(lp->problem, (int)count);
    for (size_t j = 0; j < count; j++) kk_lp_bound_column(lp, (uint32_t)(old + j), lower[j], upper[j]);
    lp->objective_is_new = true;
    return KK_OK;
}

kk_status kk_lp_add_row(kk_lp *lp, const kk_lp_terms *terms, double lower, double upper, kk_error *err)
{
    if (terms->count >= lp->index_capacity) return kk_fail(err, KK_ERR_INTERNAL, "a row has a column twice");
    for (size_t t = 0; t < terms->count; t++) {
        lp->index[t + 1] = (int)terms->column[t] + 1;
        lp->coefficient[t + 1] = terms->coefficient[t];
    }
    int row = glp_add_rows(lp->problem, 1);
    glp_set_mat_row(lp->problem, row, (int)terms->count, lp->index, lp->coefficient);
    kk_lp_bound_row(lp, (size_t)row - 1, lower, upper);
    return KK_OK;
}

/* ---- solving ---- */

/* GLPK may go round in circles where a vertex is degenerate: then the limit ends it. It pauses to hear of an interrupt
   after so many steps: by time, it would go other ways at other speeds. */
static int run_simplex(kk_lp *lp, int method)
{
    glp_smcp options;
    glp_init_smcp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.meth = method;
    int left = STEPS_LEAST + STEPS_EACH * (glp_get_num_cols(lp->problem) + glp_get_num_rows(lp->problem));
    int failed, last = glp_get_it_cnt(lp->problem) + left;
    do {
        options.it_lim = left < LISTEN_STEPS ? left : LISTEN_STEPS;
        failed = glp_simplex(lp->problem, &options);
        left = last - glp_get_it_cnt(lp->problem);
    } while (failed == GLP_EITLIM && left > 0 && !kk_interrupted());
    return failed;
}

static bool outcome_of(int status, kk_lp_outcome *outcome)
{
    if (status == GLP_OPT)
        *outcome = KK_LP_OPTIMAL;
    else if (status == GLP_UNBND)
        *outcome = KK_LP_UNBOUNDED;
    else if (status == GLP_NOFEAS)
        *outcome = KK_LP_INFEASIBLE;
    else
        return false;
    return true;
}

static bool is_decided(kk_lp *lp, int method, int *failed, kk_lp_outcome *outcome)
{
    *failed = run_simplex(lp, method);
    return *failed == 0 && outcome_of(glp_get_status(lp->problem), outcome);
}

/*
 * Where the basis is of no use, or GLPK goes round in circles, other ways from another basis are tried. GLPK may lose a
 * solution by rounding and say that there is none: that takes two ways to be believed.
 */
static bool is_decided_anyhow(kk_lp *lp, int method, int *failed, kk_lp_outcome *outcome)
{
    static const int other_method[] = {GLP_DUALP, GLP_DUALP, GLP_PRIMAL, GLP_PRIMAL};
    bool decided = is_decided(lp, method, failed, outcome), doubted = decided && *outcome == KK_LP_INFEASIBLE;
    for (int way = 0; way < 4 && (!decided || doubted) && !kk_interrupted(); way++) {
        if (way % 2 == 0)
            glp_adv_basis(lp->problem, 0);
        else
            glp_std_basis(lp->problem);
        decided = is_decided(lp, other_method[way], failed, outcome);
        bool is_infeasible = decided && *outcome == KK_LP_INFEASIBLE;
        if (is_infeasible && doubted) return true;
        doubted = is_infeasible;
    }
    return decided;
}

kk_status kk_lp_solve(kk_lp *lp, kk_lp_sense sense, kk_lp_outcome *outcome, kk_error *err)
{
    int failed, direction = sense == KK_LP_MAXIMUM ? GLP_MAX : GLP_MIN;
    bool keeps_objective = !lp->objective_is_new && direction == glp_get_obj_dir(lp->problem);
    glp_set_obj_dir(lp->problem, direction);
    bool decided = is_decided_anyhow(lp, keeps_objective ? GLP_DUALP : GLP_PRIMAL, &failed, outcome);
    lp->objective_is_new = !decided;
    if (decided) return KK_OK;
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted in a linear program");
    return kk_fail(err, KK_ERR_INTERNAL, "a linear program of %d columns was given up (GLPK: %d)",
                   glp_get_num_cols(lp->problem), failed);
}

double kk_lp_objective(const kk_lp *lp)
{
    return glp_get_obj_val(lp->problem);
}

double kk_lp_value(const kk_lp *lp, uint32_t column)
{
    return glp_get_col_prim(lp->problem, (int)column + 1);
}

double kk_lp_reduced_cost(const kk_lp *lp, uint32_t column)
{
    return glp_get_col_dual(lp->problem, (int)column + 1);
}

double kk_lp_row_dual(const kk_lp *lp, size_t row)
{
    return glp_get_row_dual(lp->problem, (int)row + 1);
}

/* ---- integer programs ---- */

void kk_lp_mark_whole(kk_lp *lp, uint32_t column)
{
    glp_set_col_kind(lp->problem, (int)column + 1, GLP_IV);
}

/* What branch and bound may use, and what it has reached. */
struct tree_watch {
    double bound;
    int nodes_most, nodes;
};

static void watch_tree(glp_tree *tree, void *info)
{
    struct tree_watch *watch = info;
    int best = glp_ios_best_node(tree);
    if (best != 0) watch->bound = glp_ios_node_bound(tree, best);
    glp_ios_tree_size(tree, NULL, NULL, &watch->nodes);
    if (kk_interrupted() || watch->nodes > watch->nodes_most) glp_ios_terminate(tree);
}

static bool whole_outcome_of(int failed, int status, kk_lp_outcome *outcome)
{
    bool is_cut_short = failed == GLP_ETMLIM || failed == GLP_ESTOP;
    if (failed != 0 && !is_cut_short) return false;
    if (status == GLP_OPT || status == GLP_FEAS)
        *outcome = is_cut_short || status == GLP_FEAS ? KK_LP_FEASIBLE : KK_LP_OPTIMAL;
    else
        *outcome = is_cut_short ? KK_LP_UNDECIDED : KK_LP_INFEASIBLE;
    return true;
}

static int run_branch_and_bound(kk_lp *lp, double seconds, struct tree_watch *watch)
{
    glp_iocp options;
    glp_init_iocp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.tm_lim = (int)fmin(1000 * seconds, 1e9);
    options.cb_func = watch_tree;
    options.cb_info = watch;
    options.mir_cuts = GLP_ON;
    options.gmi_cuts = GLP_ON;
    return glp_intopt(lp->problem, &options);
}

static kk_status branch_and_bound(kk_lp *lp, kk_lp_sense sense, double seconds, struct tree_watch *watch,
                                  kk_lp_outcome *outcome, kk_error *err)
{
    watch->bound = sense == KK_LP_MAXIMUM ? INFINITY : -INFINITY;
    kk_status status = kk_lp_solve(lp, sense, outcome, err);
    if (status != KK_OK || *outcome != KK_LP_OPTIMAL) return status;
    watch->bound = kk_lp_objective(lp);
    int failed = run_branch_and_bound(lp, seconds, watch);
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted in an integer program");
    if (!whole_outcome_of(failed, glp_mip_status(lp->problem), outcome))
        return kk_fail(err, KK_ERR_INTERNAL, "an integer program of %d columns was given up (GLPK: %d)",
                       glp_get_num_cols(lp->problem), failed);
    if (*outcome == KK_LP_OPTIMAL) watch->bound = kk_lp_whole_objective(lp);
    return KK_OK;
}

kk_status kk_lp_solve_whole(kk_lp *lp, kk_lp_sense sense, double seconds, kk_lp_outcome *outcome, double *bound,
                            kk_error *err)
{
    struct tree_watch watch = {.nodes_most = INT_MAX};
    kk_status status = branch_and_bound(lp, sense, seconds, &watch, outcome, err);
    *bound = watch.bound;
    return status;
}

kk_status kk_lp_solve_nodes(kk_lp *lp, kk_lp_sense sense, int *nodes, kk_lp_outcome *outcome, double *bound,
                            kk_error *err)
{
    struct tree_watch watch = {.nodes_most = *nodes};
    kk_status status = branch_and_bound(lp, sense, INFINITY, &watch, outcome, err);
    *nodes -= watch.nodes;
    *bound = watch.bound;
    return status;
}

double kk_lp_whole_objective(const kk_lp *lp)
{
    return glp_mip_obj_val(lp->problem);
}

double kk_lp_whole_value(const kk_lp *lp, uint32_t column)
{
    return glp_mip_col_val(lp->problem, (int)column + 1);
}
