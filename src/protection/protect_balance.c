/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/protect_balance.h"

#include "kk/random.h"

#include <math.h>
#include <stdlib.h>

enum { MOVED_MAX = 40, HOPELESS = 100, DEAR = 4 };
#define NOTHING 1e-9 /* times the amount */
static const uint64_t seed = 0x6b6b62616c616e63;

struct search {
    uint32_t target;
    bool hidden_only;
    double nothing;
    kk_random random;
};

kk_status kk_balance_open(kk_balance *balance, kk_near *near, kk_error *err)
{
    const kk_knowledge *k = near->leeway->task->knowledge;
    *balance = (kk_balance){near, calloc(k->variable_count + 1, sizeof *balance->step),
                            calloc(k->row_count + 1, sizeof *balance->moved)};
    return balance->step == NULL || balance->moved == NULL ? kk_fail_memory(err) : KK_OK;
}

void kk_balance_close(kk_balance *balance)
{
    free(balance->step);
    free(balance->moved);
}

/* By how much a row that has moved so far does not hold. */
static double excess_of(const kk_leeway *leeway, uint32_t row, double moved)
{
    double below = -leeway->row_down[row], above = leeway->row_up[row];
    return moved < below ? moved - below : moved > above ? moved - above : 0;
}

static int put(kk_balance *balance, uint32_t variable, double step)
{
    const kk_leeway *leeway = balance->near->leeway;
    if (kk_near_add(balance->near, variable, 1) != 0) return -1;
    balance->step[variable] = step;
    for (size_t t = leeway->variable_begin[variable]; t < leeway->variable_begin[variable + 1]; t++)
        balance->moved[leeway->variable_row[t]] += leeway->variable_coefficient[t] * step;
    return 0;
}

static bool may_join(const kk_balance *balance, const struct search *of, uint32_t variable)
{
    return kk_near_may_move(balance->near, of->target, variable, of->hidden_only) && balance->step[variable] == 0;
}

/* Whether a row has any other that may move. */
static bool has_partner(const kk_balance *balance, const struct search *of, uint32_t row, uint32_t variable)
{
    const kk_knowledge *k = balance->near->leeway->task->knowledge;
    for (size_t t = k->row_begin[row]; t < k->row_begin[row + 1]; t++)
        if (k->row_variable[t] != variable && may_join(balance, of, k->row_variable[t])) return true;
    return false;
}

/* How many more rows do not hold after a step; many where one of them cannot
 * hold again. */
static double count_broken(const kk_balance *balance, const struct search *of, uint32_t variable, double step)
{
    const kk_leeway *leeway = balance->near->leeway;
    double broken = 0;
    for (size_t t = leeway->variable_begin[variable]; t < leeway->variable_begin[variable + 1]; t++) {
        uint32_t row = leeway->variable_row[t];
        double before = balance->moved[row], after = before + leeway->variable_coefficient[t] * step;
        bool was = fabs(excess_of(leeway, row, before)) > of->nothing;
        bool is = fabs(excess_of(leeway, row, after)) > of->nothing;
        broken += is - was;
        if (is && !has_partner(balance, of, row, variable)) broken += HOPELESS;
    }
    return broken;
}

/* What is dear to hide counts as more rows. */
static double cost_of(const kk_leeway *leeway, uint32_t variable)
{
    double weight = leeway->task->weight[variable];
    return leeway->cell[variable] == KK_CELL_HIDDEN ? 0 : DEAR * weight / (weight + leeway->typical_weight);
}

/* False: none of its other variables can make up for it. */
static bool choose(const kk_balance *balance, struct search *of, uint32_t row, uint32_t *best, double *best_step)
{
    const kk_leeway *leeway = balance->near->leeway;
    const kk_knowledge *k = leeway->task->knowledge;
    double excess = excess_of(leeway, row, balance->moved[row]), least = HOPELESS;
    for (size_t t = k->row_begin[row]; t < k->row_begin[row + 1]; t++) {
        uint32_t j = k->row_variable[t];
        double step = -excess / k->row_coefficient[t];
        if (!may_join(balance, of, j) || step > leeway->up[j] || -step > leeway->down[j]) continue;
        double cost = count_broken(balance, of, j, step) + cost_of(leeway, j) + kk_random_uniform(&of->random);
        if (cost >= least) continue;
        least = cost;
        *best = j;
        *best_step = step;
    }
    return least < HOPELESS;
}

/* `holds`: all rows do. */
static int balance_rows(kk_balance *balance, struct search *of, bool *holds)
{
    kk_near *near = balance->near;
    *holds = true;
    for (size_t i = 0; i < near->row_count;) {
        uint32_t row = near->row[i++], other = of->target;
        double step = 0;
        if (fabs(excess_of(near->leeway, row, balance->moved[row])) <= of->nothing) continue;
        *holds = near->count < MOVED_MAX && choose(balance, of, row, &other, &step);
        if (!*holds) return 0;
        if (put(balance, other, step) != 0) return -1;
        i = 0;
    }
    return 0;
}

static int read_move(const kk_balance *balance, uint32_t target, kk_move *move)
{
    const kk_near *near = balance->near;
    if (kk_move_reserve(move, near->count) != 0) return -1;
    for (size_t p = 0; p < near->count; p++) {
        move->variable[p] = near->variable[p];
        move->step[p] = balance->step[near->variable[p]];
    }
    move->count = near->count;
    move->reached = fabs(balance->step[target]);
    return 0;
}

kk_status kk_balance_find(kk_balance *balance, const kk_balance_aim *aim, uint64_t attempt, kk_move *move,
                          kk_error *err)
{
    kk_near *near = balance->near;
    uint32_t target = aim->target;
    struct search of = {.target = target, .hidden_only = aim->hidden_only, .nothing = NOTHING * aim->amount};
    bool holds = false;
    kk_random_init(&of.random, seed, (attempt << 32) + target);
    move->count = 0;
    move->reached = move->loss = 0;
    kk_near_empty(near);
    bool failed = put(balance, target, aim->up ? aim->amount : -aim->amount) != 0 ||
                  balance_rows(balance, &of, &holds) != 0 || (holds && read_move(balance, target, move) != 0);
    for (size_t p = 0; p < near->count; p++) balance->step[near->variable[p]] = 0;
    for (size_t i = 0; i < near->row_count; i++) {
        balance->moved[near->row[i]] = 0;
        near->row_place[near->row[i]] = (uint32_t)i;
    }
    return failed ? kk_fail_memory(err) : KK_OK;
}
