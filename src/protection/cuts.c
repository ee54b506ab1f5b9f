/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/cuts.h"

#include <math.h>
#include <stdlib.h>

#define NOTHING 1e-9
#define SMALL 1e-6

static const double FARTHEST = 1e6; /* in units */

/* ---- the program ---- */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static bool is_loose(const kk_leeway *leeway, uint32_t variable)
{
    return leeway->cell[variable] != KK_CELL_FIXED;
}

static bool is_open(const kk_leeway *leeway, uint32_t row)
{
    return isfinite(leeway->row_down[row]) || isfinite(leeway->row_up[row]);
}

static int list_variables(kk_attacker *to, uint32_t extra)
{
    const kk_knowledge *k = to->leeway->task->knowledge;
    size_t terms = 1, distinct = 0;
    for (size_t i = 0; i < to->row_count; i++) terms += k->row_begin[to->row[i] + 1] - k->row_begin[to->row[i]];
    to->variable = malloc(terms * sizeof *to->variable);
    if (to->variable == NULL) return -1;
    to->variable[to->count++] = extra;
    for (size_t i = 0; i < to->row_count; i++)
        for (size_t t = k->row_begin[to->row[i]]; t < k->row_begin[to->row[i] + 1]; t++)
            if (is_loose(to->leeway, k->row_variable[t])) to->variable[to->count++] = k->row_variable[t];
    qsort(to->variable, to->count, sizeof *to->variable, by_number);
    for (size_t c = 0; c < to->count; c++)
        if (c == 0 || to->variable[c] != to->variable[c - 1]) to->variable[distinct++] = to->variable[c];
    to->count = distinct;
    return 0;
}

static uint32_t column_of(const kk_attacker *attacker, uint32_t variable)
{
    const uint32_t *found = bsearch(&variable, attacker->variable, attacker->count, sizeof variable, by_number);
    return (uint32_t)(found - attacker->variable);
}

static kk_status add_row(kk_attacker *to, uint32_t row, uint32_t *column, double *coefficient, kk_error *err)
{
    const kk_knowledge *k = to->leeway->task->knowledge;
    kk_lp_terms terms = {0, column, coefficient};
    for (size_t t = k->row_begin[row]; t < k->row_begin[row + 1]; t++) {
        if (!is_loose(to->leeway, k->row_variable[t])) continue;
        column[terms.count] = column_of(to, k->row_variable[t]);
        coefficient[terms.count++] = k->row_coefficient[t];
    }
    return kk_lp_add_row(to->lp, &terms, -to->leeway->row_down[row], to->leeway->row_up[row], err);
}

static bool has_room(const kk_attacker *attacker)
{
    for (int way = KK_WAY_DOWN; way <= KK_WAY_UP; way++)
        if (attacker->reduced[way] == NULL || attacker->far[way] == NULL) return false;
    return attacker->cut.variable != NULL && attacker->cut.coefficient != NULL;
}

kk_status kk_attacker_open(kk_attacker *attacker, const kk_leeway *leeway, const uint32_t *row, size_t row_count,
                           uint32_t extra, kk_error *err)
{
    *attacker = (kk_attacker){.leeway = leeway, .row = malloc((row_count + 1) * sizeof *attacker->row)};
    if (attacker->row == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < row_count; i++)
        if (is_open(leeway, row[i])) attacker->row[attacker->row_count++] = row[i];
    if (list_variables(attacker, extra) != 0) return kk_fail_memory(err);
    for (int way = KK_WAY_DOWN; way <= KK_WAY_UP; way++) {
        attacker->reduced[way] = calloc(attacker->count, sizeof *attacker->reduced[way]);
        attacker->far[way] = calloc(attacker->count, sizeof *attacker->far[way]);
    }
    attacker->cut.variable = malloc(attacker->count * sizeof *attacker->cut.variable);
    attacker->cut.coefficient = malloc(attacker->count * sizeof *attacker->cut.coefficient);
    if (!has_room(attacker)) return kk_fail_memory(err);
    kk_status status = kk_lp_new(&attacker->lp, err);
    if (status == KK_OK)
        status = kk_lp_add_columns(attacker->lp, attacker->count, attacker->far[0], attacker->far[1], err);
    for (size_t i = 0; status == KK_OK && i < attacker->row_count; i++)
        status = add_row(attacker, attacker->row[i], attacker->cut.variable, attacker->cut.coefficient, err);
    return status;
}

void kk_attacker_close(kk_attacker *attacker)
{
    kk_lp_free(attacker->lp);
    free(attacker->row);
    free(attacker->variable);
    for (int way = KK_WAY_DOWN; way <= KK_WAY_UP; way++) {
        free(attacker->reduced[way]);
        free(attacker->far[way]);
    }
    free(attacker->cut.variable);
    free(attacker->cut.coefficient);
}

/* ---- what it sees ---- */

static bool may_be_hidden(const kk_leeway *leeway, uint32_t variable)
{
    return leeway->task->weight[variable] > 0 && !isnan(leeway->task->truth[variable]);
}

static double in_units(const kk_attacker *attacker, double move, double most)
{
    return fmin(move / attacker->sight.unit, most);
}

void kk_attacker_see_one(kk_attacker *attacker, uint32_t variable, double part)
{
    const kk_leeway *leeway = attacker->leeway;
    double most = may_be_hidden(leeway, variable) ? attacker->sight.most : FARTHEST;
    double down = leeway->down[variable], up = leeway->up[variable];
    if (attacker->sight.is_apart) down = up = down + up;
    down = part < NOTHING ? 0 : part * in_units(attacker, down, most);
    up = part < NOTHING ? 0 : part * in_units(attacker, up, most);
    kk_lp_bound_column(attacker->lp, column_of(attacker, variable), -down, up);
}

static void see_row(kk_attacker *attacker, size_t i)
{
    double down = attacker->leeway->row_down[attacker->row[i]], up = attacker->leeway->row_up[attacker->row[i]];
    if (attacker->sight.is_apart) down = up = down + up;
    kk_lp_bound_row(attacker->lp, i, -down / attacker->sight.unit, up / attacker->sight.unit);
}

void kk_attacker_face(kk_attacker *attacker, const double *hidden)
{
    attacker->hidden = hidden;
    attacker->sight.unit = 0;
}

void kk_attacker_look(kk_attacker *attacker, const kk_sight *sight)
{
    const kk_sight now = attacker->sight;
    if (now.unit == sight->unit && now.most == sight->most && now.is_apart == sight->is_apart) return;
    attacker->sight = *sight;
    for (size_t i = 0; i < attacker->row_count; i++) see_row(attacker, i);
    for (size_t c = 0; c < attacker->count; c++) {
        uint32_t j = attacker->variable[c];
        kk_attacker_see_one(attacker, j, may_be_hidden(attacker->leeway, j) ? attacker->hidden[j] : 1);
        attacker->far[KK_WAY_DOWN][c] = attacker->far[KK_WAY_UP][c] = 0;
    }
}

/* ---- what it finds, and what follows ---- */

static double scaled(double factor, double room)
{
    return factor < NOTHING ? 0 : factor * room;
}

static double allowed(const kk_leeway *leeway, uint32_t row, double dual)
{
    return scaled(dual, leeway->row_up[row]) + scaled(-dual, leeway->row_down[row]);
}

/* Any row duals give a bound that holds, so rounding errors cost strength, not truth. */
static void read_duals(kk_attacker *attacker, uint32_t column, kk_way way)
{
    const kk_knowledge *k = attacker->leeway->task->knowledge;
    double sign = way == KK_WAY_UP ? 1 : -1, *reduced = attacker->reduced[way];
    for (size_t c = 0; c < attacker->count; c++) reduced[c] = 0;
    reduced[column] = sign;
    attacker->known[way] = 0;
    for (size_t i = 0; i < attacker->row_count; i++) {
        uint32_t row = attacker->row[i];
        double dual = sign * kk_lp_row_dual(attacker->lp, i);
        if (fabs(dual) < NOTHING) continue;
        attacker->known[way] += allowed(attacker->leeway, row, dual);
        for (size_t t = k->row_begin[row]; t < k->row_begin[row + 1]; t++)
            if (is_loose(attacker->leeway, k->row_variable[t]))
                reduced[column_of(attacker, k->row_variable[t])] -= dual * k->row_coefficient[t];
    }
}

void kk_attacker_mirror(kk_attacker *attacker)
{
    attacker->known[KK_WAY_DOWN] = 0;
    for (size_t i = 0; i < attacker->row_count; i++)
        attacker->known[KK_WAY_DOWN] += allowed(attacker->leeway, attacker->row[i], -kk_lp_row_dual(attacker->lp, i));
    for (size_t c = 0; c < attacker->count; c++) attacker->reduced[KK_WAY_DOWN][c] = -attacker->reduced[KK_WAY_UP][c];
}

static void note_table(kk_attacker *attacker)
{
    for (size_t c = 0; c < attacker->count; c++) {
        double value = kk_lp_value(attacker->lp, (uint32_t)c);
        double *up = &attacker->far[KK_WAY_UP][c], *down = &attacker->far[KK_WAY_DOWN][c];
        *up = fmax(*up, attacker->sight.is_apart ? fabs(value) : value);
        *down = fmax(*down, attacker->sight.is_apart ? fabs(value) : -value);
    }
}

double kk_attacker_far(const kk_attacker *attacker, uint32_t variable, kk_way way)
{
    return attacker->far[way][column_of(attacker, variable)];
}

kk_status kk_attacker_reach(kk_attacker *attacker, uint32_t variable, kk_way way, double enough, double *reach,
                            kk_error *err)
{
    kk_lp_outcome outcome;
    uint32_t column = column_of(attacker, variable);
    *reach = attacker->far[way][column];
    if (*reach >= enough) return KK_OK;
    *reach = attacker->known[way] = INFINITY;
    kk_lp_set_objective(attacker->lp, column, 1);
    kk_status status = kk_lp_solve(attacker->lp, way == KK_WAY_UP ? KK_LP_MAXIMUM : KK_LP_MINIMUM, &outcome, err);
    kk_lp_set_objective(attacker->lp, column, 0);
    attacker->work += attacker->row_count + attacker->count;
    if (status != KK_OK || outcome == KK_LP_UNBOUNDED) return status;
    if (outcome != KK_LP_OPTIMAL) return kk_fail(err, KK_ERR_INTERNAL, "an attack on the truth has no program");
    *reach = fabs(kk_lp_value(attacker->lp, column));
    note_table(attacker);
    read_duals(attacker, column, way);
    return KK_OK;
}

static double capacity(const kk_attacker *attacker, size_t column, double up_share, double down_share)
{
    const kk_leeway *leeway = attacker->leeway;
    uint32_t j = attacker->variable[column];
    double up = attacker->reduced[KK_WAY_UP][column], down = attacker->reduced[KK_WAY_DOWN][column];
    return scaled(up_share * up, leeway->up[j]) + scaled(-up_share * up, leeway->down[j]) +
           scaled(down_share * down, leeway->up[j]) + scaled(-down_share * down, leeway->down[j]);
}

/* What is left for those that may be hidden, of what is needed. */
static double left_of(const kk_attacker *attacker, double up_share, double down_share, double needed)
{
    double left = needed - (up_share > 0 ? up_share * attacker->known[KK_WAY_UP] : 0) -
                  (down_share > 0 ? down_share * attacker->known[KK_WAY_DOWN] : 0);
    for (size_t c = 0; c < attacker->count; c++)
        if (!may_be_hidden(attacker->leeway, attacker->variable[c]))
            left -= capacity(attacker, c, up_share, down_share);
    return left;
}

bool kk_attacker_cut(kk_attacker *attacker, double up_share, double down_share, double needed)
{
    kk_cut *cut = &attacker->cut;
    double tiny = SMALL * needed, left = left_of(attacker, up_share, down_share, needed);
    cut->count = 0;
    for (size_t c = 0; c < attacker->count && left > tiny; c++) {
        double most = capacity(attacker, c, up_share, down_share);
        if (!may_be_hidden(attacker->leeway, attacker->variable[c])) continue;
        if (most > tiny) {
            cut->variable[cut->count] = attacker->variable[c];
            cut->coefficient[cut->count++] = most;
        } else
            left -= most;
    }
    if (!(left > tiny) || isinf(left)) return false;
    for (size_t t = 0; t < cut->count; t++) cut->coefficient[t] = fmin(cut->coefficient[t] / left, 1);
    return true;
}

void kk_attacker_cover(kk_attacker *attacker)
{
    kk_cut *cut = &attacker->cut;
    cut->count = 0;
    for (size_t c = 0; c < attacker->count; c++) {
        uint32_t j = attacker->variable[c];
        bool matters =
            fabs(attacker->reduced[KK_WAY_UP][c]) > NOTHING || fabs(attacker->reduced[KK_WAY_DOWN][c]) > NOTHING;
        if (!matters || !may_be_hidden(attacker->leeway, j) || attacker->hidden[j] > 0.5) continue;
        cut->variable[cut->count] = j;
        cut->coefficient[cut->count++] = 1;
    }
}
