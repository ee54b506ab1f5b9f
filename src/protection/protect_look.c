/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/protect_look.h"

#include <math.h>
#include <stdlib.h>

enum { STALLS_MAX = 6, PUSHES_MAX = 400 };
static const double nothing = 1e-7, slack = 1e-7;

kk_status kk_look_open(kk_look *look, const kk_leeway *leeway, kk_error *err)
{
    const kk_knowledge *k = leeway->task->knowledge;
    *look = (kk_look){.leeway = leeway};
    look->column = calloc(k->variable_count + 1, sizeof *look->column);
    look->row_place = calloc(k->row_count + 1, sizeof *look->row_place);
    return look->column == NULL || look->row_place == NULL ? kk_fail_memory(err) : KK_OK;
}

void kk_look_close(kk_look *look)
{
    free(look->variable);
    free(look->row);
    free(look->column);
    free(look->row_place);
    free(look->activity);
    kk_tableau_free(&look->fresh);
    kk_tableau_free(&look->tableau);
    kk_move_clear(&look->move);
}

/* ---- the part ---- */

static void forget(kk_look *look)
{
    for (size_t k = 0; k < look->count; k++) look->column[look->variable[k]] = 0;
    for (size_t i = 0; i < look->row_count; i++) look->row_place[look->row[i]] = 0;
    look->count = look->row_count = 0;
}

static int add_rows_of(kk_look *look, uint32_t variable)
{
    const kk_leeway *leeway = look->leeway;
    for (size_t t = leeway->variable_begin[variable]; t < leeway->variable_begin[variable + 1]; t++) {
        uint32_t row = leeway->variable_row[t];
        if (look->row_place[row] != 0) continue;
        if (kk_grow(&look->row, &look->row_capacity, look->row_count + 1, sizeof *look->row) != 0) return -1;
        look->row[look->row_count++] = row;
        look->row_place[row] = (uint32_t)look->row_count;
    }
    return 0;
}

static int list(kk_look *look, const uint32_t *variable, size_t count)
{
    if (kk_grow(&look->variable, &look->variable_capacity, count, sizeof *look->variable) != 0) return -1;
    for (size_t k = 0; k < count; k++) {
        look->variable[k] = variable[k];
        look->column[variable[k]] = (uint32_t)++look->count;
        if (add_rows_of(look, variable[k]) != 0) return -1;
    }
    return kk_grow(&look->activity, &look->activity_capacity, look->row_count, sizeof *look->activity);
}

static void load(kk_look *look)
{
    const kk_leeway *leeway = look->leeway;
    kk_tableau *to = &look->fresh;
    for (size_t k = 0; k < look->count; k++) {
        uint32_t j = look->variable[k];
        kk_tableau_set_column(to, k, -leeway->down[j], leeway->up[j], fabs(leeway->truth[j]));
        for (size_t t = leeway->variable_begin[j]; t < leeway->variable_begin[j + 1]; t++)
            kk_tableau_set_term(to, look->row_place[leeway->variable_row[t]] - 1, k, leeway->variable_coefficient[t]);
    }
    for (size_t i = 0; i < look->row_count; i++)
        kk_tableau_set_row(to, i, -leeway->row_down[look->row[i]], leeway->row_up[look->row[i]]);
    kk_tableau_ready(to);
}

kk_status kk_look_begin(kk_look *look, const uint32_t *variable, size_t count, kk_error *err)
{
    forget(look);
    if (count > KK_LOOK_MAX) return KK_OK;
    if (list(look, variable, count) != 0) return kk_fail_memory(err);
    kk_status status = kk_tableau_begin(&look->fresh, look->count, look->row_count, err);
    if (status == KK_OK) status = kk_tableau_begin(&look->tableau, look->count, look->row_count, err);
    if (status != KK_OK) return status;
    load(look);
    kk_look_reset(look);
    return KK_OK;
}

static void set_room(kk_look *look, size_t k)
{
    const kk_leeway *leeway = look->leeway;
    uint32_t j = look->variable[k];
    bool is_hidden = leeway->cell[j] == KK_CELL_HIDDEN;
    kk_tableau_bound_column(&look->tableau, k, is_hidden ? -leeway->down[j] : 0, is_hidden ? leeway->up[j] : 0);
}

void kk_look_hide(kk_look *look, uint32_t variable)
{
    if (look->count > 0 && look->column[variable] != 0) set_room(look, look->column[variable] - 1);
}

void kk_look_reset(kk_look *look)
{
    if (look->count == 0) return;
    kk_tableau_copy(&look->tableau, &look->fresh);
    for (size_t k = 0; k < look->count; k++) set_room(look, k);
}

/* ---- pushing ---- */

static bool push(kk_look *look, size_t column, int way, double amount)
{
    size_t stalls = 0;
    bool moved = false;
    for (int pushes = 0; pushes < PUSHES_MAX; pushes++) {
        double before = kk_tableau_difference(&look->tableau, column);
        if (way * before >= amount) return true;
        if (kk_tableau_push(&look->tableau, column, way, stalls > STALLS_MAX) != KK_TABLEAU_MOVED) return moved;
        stalls = kk_tableau_difference(&look->tableau, column) != before ? 0 : stalls + 1;
        moved |= stalls == 0;
    }
    return moved;
}

static kk_status read_move(kk_look *look, kk_error *err)
{
    const kk_leeway *leeway = look->leeway;
    kk_move *move = &look->move;
    if (kk_move_reserve(move, look->count) != 0) return kk_fail_memory(err);
    move->count = 0;
    for (size_t k = 0; k < look->count; k++) {
        uint32_t j = look->variable[k];
        double step = fmax(-leeway->down[j], fmin(leeway->up[j], kk_tableau_difference(&look->tableau, k)));
        if (fabs(step) <= nothing * fmax(1, fabs(leeway->truth[j]))) continue;
        move->variable[move->count] = j;
        move->step[move->count++] = step;
    }
    return KK_OK;
}

/* Whether it keeps to what is shown and to all rows, whatever rounding did on the way. */
static bool is_right(kk_look *look)
{
    const kk_leeway *leeway = look->leeway;
    const kk_move *move = &look->move;
    double size = 1;
    for (size_t i = 0; i < look->row_count; i++) look->activity[i] = 0;
    for (size_t k = 0; k < move->count; k++) {
        uint32_t j = move->variable[k];
        if (leeway->cell[j] != KK_CELL_HIDDEN) return false;
        size = fmax(size, fabs(move->step[k]));
        for (size_t t = leeway->variable_begin[j]; t < leeway->variable_begin[j + 1]; t++)
            look->activity[look->row_place[leeway->variable_row[t]] - 1] +=
                leeway->variable_coefficient[t] * move->step[k];
    }
    for (size_t i = 0; i < look->row_count; i++) {
        uint32_t row = look->row[i];
        if (look->activity[i] < -leeway->row_down[row] - slack * size) return false;
        if (look->activity[i] > leeway->row_up[row] + slack * size) return false;
    }
    return true;
}

kk_status kk_look_push(kk_look *look, uint32_t variable, int way, double amount, kk_error *err)
{
    look->move.count = 0;
    for (int attempt = 0; attempt < 2; attempt++) {
        if (!push(look, look->column[variable] - 1, way, amount)) return KK_OK;
        kk_status status = read_move(look, err);
        if (status != KK_OK || is_right(look)) return status;
        look->move.count = 0;
        kk_look_reset(look);
    }
    return KK_OK;
}
