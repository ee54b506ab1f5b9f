/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A small town as a publication, made by hand: a gemeente of two wijken of two buurten each, and two teams across the
 * wijken (buurten 0 and 2, 1 and 3). Figures are given for buurten and add up, but for what is set otherwise.
 */
#ifndef KK_TESTS_DISCLOSURE_TOWN_H
#define KK_TESTS_DISCLOSURE_TOWN_H

#include "unit/check.h"

#include "disclosure/system.h"

#include <glpk.h>

enum { GEMEENTE, WIJK, BUURT, TEAM, LEVELS, AREAS = 4, QUANTITIES = 16, COLUMNS = 32, FACTS = 64, PER = 100 };

static const size_t town_areas[LEVELS] = {1, 2, 4, 2};

typedef struct town {
    kk_arena arena;
    kk_publication publication;
    kk_publication_level level[LEVELS];
    kk_level_link link[4];
    kk_quantity quantity[QUANTITIES];
    kk_relation relation[QUANTITIES];
    kk_publication_indicator indicator[QUANTITIES];
    kk_publication_column column[COLUMNS];
    double truth[QUANTITIES][LEVELS][AREAS];
    kk_error err;
} town;

static const char *const town_codes[] = {"0", "1", "2", "3"};

static inline void town_init(town *t)
{
    static const uint32_t one[] = {0, 2}, two[] = {0, 2, 4}, straight[] = {0, 1, 2, 3}, across[] = {0, 2, 1, 3};
    static const char *const names[] = {"gemeente", "wijk", "buurt", "team"};
    memset(t, 0, sizeof *t);
    kk_arena_init(&t->arena);
    for (size_t l = 0; l < LEVELS; l++)
        t->level[l] = (kk_publication_level){names[l], town_areas[l], (const char **)town_codes};
    t->link[0] = (kk_level_link){GEMEENTE, WIJK, one, straight};
    t->link[1] = (kk_level_link){WIJK, BUURT, two, straight};
    t->link[2] = (kk_level_link){TEAM, BUURT, two, across};
    t->publication = (kk_publication){
        .level_count = LEVELS,
        .link_count = 3,
        .level = t->level,
        .link = t->link,
        .quantity = t->quantity,
        .relation = t->relation,
        .indicator = t->indicator,
        .column = t->column,
        .rules = {.minimum = 10, .group = 2, .width = 5, .amount = 0.2},
    };
}

static inline void town_clear(town *t)
{
    kk_arena_clear(&t->arena);
}

/* A quantity with those figures in the buurten, of which the other levels have the sums. */
static inline uint32_t town_quantity(town *t, const char *name, bool is_public, const double buurten[4])
{
    uint32_t q = (uint32_t)t->publication.quantity_count++;
    t->quantity[q] = (kk_quantity){name, is_public, true, true, 0, (int32_t)q};
    for (size_t b = 0; b < 4; b++) {
        t->truth[q][BUURT][b] = buurten[b];
        t->truth[q][WIJK][b / 2] += buurten[b];
        t->truth[q][TEAM][b % 2] += buurten[b];
        t->truth[q][GEMEENTE][0] += buurten[b];
    }
    return q;
}

static inline kk_quantity_sum town_sum(town *t, size_t count, const uint32_t *quantities)
{
    uint32_t *quantity = kk_arena_alloc(&t->arena, count, sizeof *quantity);
    double *coefficient = kk_arena_alloc(&t->arena, count, sizeof *coefficient);
    assert_true(quantity != NULL && coefficient != NULL);
    for (size_t i = 0; i < count; i++) {
        quantity[i] = quantities[i];
        coefficient[i] = 1;
    }
    return (kk_quantity_sum){count, quantity, coefficient};
}

#define town_of(t, ...)                                                                                                \
    town_sum(t, sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t), (const uint32_t[]){__VA_ARGS__})

static inline uint32_t town_indicator(town *t, kk_indicator_kind kind, kk_quantity_sum numerator,
                                      kk_quantity_sum denominator)
{
    uint32_t i = (uint32_t)t->publication.indicator_count++;
    double per = kind == KK_SHARE ? PER : kind == KK_RATE ? 1000 : 1;
    t->indicator[i] = (kk_publication_indicator){"indicator", kind, per, false, numerator, denominator};
    return i;
}

static inline void town_relation(town *t, kk_relation_kind kind, uint32_t whole, kk_quantity_sum parts,
                                 const char *beyond)
{
    t->relation[t->publication.relation_count++] = (kk_relation){kind, whole, parts.count, parts.quantity, beyond};
}

static inline bool town_few(double count)
{
    return count > 0 && count < 10;
}

static inline double town_total(const town *t, const kk_quantity_sum *sum, size_t level, size_t area)
{
    double total = 0;
    for (size_t i = 0; i < sum->count; i++) total += sum->coefficient[i] * t->truth[sum->quantity[i]][level][area];
    return total;
}

static inline void town_fill_cell(const town *t, kk_publication_column *column, size_t i)
{
    const kk_publication_indicator *indicator = &t->indicator[column->indicator];
    double n = town_total(t, &indicator->numerator, column->level, i);
    double d = town_total(t, &indicator->denominator, column->level, i);
    bool has_base = indicator->denominator.count > 0, is_share = indicator->kind == KK_SHARE;
    column->numerator[i] = n;
    column->denominator[i] = has_base ? d : NAN;
    column->value[i] = indicator->per * (has_base ? n / d : n);
    column->lower[i] = column->upper[i] = NAN;
    column->status[i] = has_base && d == 0            ? KK_FIGURE_NO_POPULATION
                        : has_base && town_few(d)     ? KK_FIGURE_SUPPRESSED_BASE
                        : town_few(n)                 ? KK_FIGURE_SUPPRESSED_COUNT
                        : is_share && town_few(d - n) ? KK_FIGURE_SUPPRESSED_REST
                                                      : KK_FIGURE_OK;
}

/* The figures of an indicator at a level, with the statuses of the primary rules. */
static inline kk_publication_column *town_column(town *t, uint32_t indicator, uint32_t level)
{
    kk_publication_column *column = &t->column[t->publication.column_count++];
    *column = (kk_publication_column){.indicator = indicator, .level = level, .period = "2024"};
    double **part[] = {&column->value, &column->lower, &column->upper, &column->numerator, &column->denominator};
    for (size_t p = 0; p < 5; p++) assert_non_null(*part[p] = kk_arena_alloc(&t->arena, AREAS, sizeof(double)));
    assert_non_null(column->status = kk_arena_alloc(&t->arena, AREAS, 1));
    for (size_t i = 0; i < town_areas[level]; i++) town_fill_cell(t, column, i);
    return column;
}

static inline kk_figure town_truth(const void *context, const kk_quantity *quantity, uint32_t level, uint32_t area,
                                   const char *period)
{
    const town *t = context;
    (void)period;
    double value = quantity->table < 0 ? NAN : t->truth[quantity->column][level][area];
    return isnan(value) ? kk_figure_missing(KK_FIGURE_UNKNOWN) : (kk_figure){value, KK_FIGURE_OK};
}

static inline void town_facts(town *t)
{
    assert_int_equal(kk_facts_make(&t->publication, town_truth, t, &t->arena, &t->err), KK_OK);
}

static inline kk_system town_gate(town *t, int threads)
{
    kk_system system;
    assert_int_equal(kk_system_make(&t->publication, town_truth, t, threads, &t->arena, &system, &t->err), KK_OK);
    return system;
}

/* What is hidden is gone, as in a release; its system as the audit sees it. */
static inline kk_system town_audit(town *t)
{
    kk_system system;
    for (size_t c = 0; c < t->publication.column_count; c++) {
        const kk_publication_column *column = &t->column[c];
        for (size_t i = 0; i < town_areas[column->level]; i++)
            if (!kk_figure_has_value(column->status[i]))
                column->value[i] = column->lower[i] = column->upper[i] = column->numerator[i] = column->denominator[i] =
                    NAN;
    }
    assert_int_equal(kk_system_make(&t->publication, NULL, NULL, 2, &t->arena, &system, &t->err), KK_OK);
    return system;
}

/* The number of the first variable of a quantity (or, UINT32_MAX, of an indicator's sum) in an area. */
static inline uint32_t town_variable(const kk_system *system, uint32_t quantity, uint32_t level, uint32_t area)
{
    for (uint32_t v = 0; v < system->knowledge.variable_count; v++)
        if (system->variable[v].quantity == quantity && system->variable[v].level == level &&
            system->variable[v].area == area)
            return v;
    fail_msg("no variable of quantity %u at level %u", quantity, level);
    return 0;
}

static inline const kk_demand *town_demand(const kk_system *system, uint32_t variable)
{
    for (size_t d = 0; d < system->demand_count; d++)
        if (system->demand[d].variable == variable) return &system->demand[d];
    return NULL;
}

/* ---- an attack of its own: the whole system at once, one program for each end ---- */

static inline int town_bounds(double lower, double upper)
{
    if (isinf(lower) && isinf(upper)) return GLP_FR;
    if (isinf(lower)) return GLP_UP;
    if (isinf(upper)) return GLP_LO;
    return lower == upper ? GLP_FX : GLP_DB;
}

static inline glp_prob *town_problem(const kk_knowledge *knowledge)
{
    glp_prob *problem = glp_create_prob();
    glp_add_cols(problem, (int)knowledge->variable_count);
    for (size_t v = 0; v < knowledge->variable_count; v++)
        glp_set_col_bnds(problem, (int)v + 1, town_bounds(knowledge->lower[v], knowledge->upper[v]),
                         knowledge->lower[v], knowledge->upper[v]);
    if (knowledge->row_count > 0) glp_add_rows(problem, (int)knowledge->row_count);
    for (size_t r = 0; r < knowledge->row_count; r++) {
        int column[64];
        double coefficient[64];
        int terms = 0;
        for (size_t k = knowledge->row_begin[r]; k < knowledge->row_begin[r + 1]; k++) {
            column[++terms] = (int)knowledge->row_variable[k] + 1;
            coefficient[terms] = knowledge->row_coefficient[k];
        }
        glp_set_mat_row(problem, (int)r + 1, terms, column, coefficient);
        glp_set_row_bnds(problem, (int)r + 1, town_bounds(knowledge->row_lower[r], knowledge->row_upper[r]),
                         knowledge->row_lower[r], knowledge->row_upper[r]);
    }
    return problem;
}

/* One end of the feasible interval; NaN: nothing is feasible. */
static inline double town_end(glp_prob *problem, uint32_t variable, int direction)
{
    glp_smcp options;
    glp_init_smcp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.presolve = GLP_ON;
    glp_set_obj_dir(problem, direction);
    for (int c = 1; c <= glp_get_num_cols(problem); c++) glp_set_obj_coef(problem, c, 0);
    glp_set_obj_coef(problem, (int)variable + 1, 1);
    int failed = glp_simplex(problem, &options);
    if (failed == GLP_ENODFS) return direction == GLP_MAX ? INFINITY : -INFINITY;
    if (failed != 0 || glp_get_status(problem) != GLP_OPT) return NAN;
    return glp_get_obj_val(problem);
}

static inline void check_interval(const kk_knowledge *knowledge, uint32_t variable, double lower, double upper,
                                  int line)
{
    glp_prob *problem = town_problem(knowledge);
    double low = town_end(problem, variable, GLP_MIN), high = town_end(problem, variable, GLP_MAX);
    glp_delete_prob(problem);
    bool is_low = isinf(lower) ? low == lower : fabs(low - lower) < 1e-6;
    bool is_high = isinf(upper) ? high == upper : fabs(high - upper) < 1e-6;
    if (!is_low || !is_high) fail_msg("line %d: [%g, %g] instead of [%g, %g]", line, low, high, lower, upper);
}
#define assert_interval(system, variable, lower, upper)                                                                \
    check_interval(&(system)->knowledge, variable, lower, upper, __LINE__)

#endif
