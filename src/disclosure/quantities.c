/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/quantities.h"
#include "config/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TERMS_MAX = 64 };

kk_status kk_quantities_init(kk_quantities *quantities, const kk_config *config, kk_arena *arena, kk_error *err)
{
    *quantities = (kk_quantities){.config = config, .arena = arena};
    quantities->of_column = kk_arena_alloc(arena, config->table_count, sizeof *quantities->of_column);
    if (quantities->of_column == NULL) return kk_fail_memory(err);
    for (size_t t = 0; t < config->table_count; t++) {
        size_t columns = config->tables[t].wanted_count;
        int32_t *none = kk_arena_alloc(arena, columns, sizeof *none);
        if (none == NULL) return kk_fail_memory(err);
        for (size_t c = 0; c < columns; c++) none[c] = -1;
        quantities->of_column[t] = none;
    }
    return KK_OK;
}

/* ---- the list ---- */

static bool grow(kk_quantities *list)
{
    size_t capacity = list->capacity == 0 ? 64 : 2 * list->capacity;
    kk_quantity *item = kk_arena_alloc(list->arena, capacity, sizeof *item);
    kk_measure *measure = kk_arena_alloc(list->arena, capacity, sizeof *measure);
    bool *is_measure = kk_arena_alloc(list->arena, capacity, sizeof *is_measure);
    if (item == NULL || measure == NULL || is_measure == NULL) return false;
    if (list->count > 0) {
        memcpy(item, list->item, list->count * sizeof *item);
        memcpy(measure, list->measure, list->count * sizeof *measure);
        memcpy(is_measure, list->is_measure, list->count * sizeof *is_measure);
    }
    list->item = item;
    list->measure = measure;
    list->is_measure = is_measure;
    list->capacity = capacity;
    return true;
}

static kk_status add(kk_quantities *list, const kk_quantity *quantity, const kk_measure *measure, uint32_t *out,
                     kk_error *err)
{
    if (quantity->name == NULL || (list->count == list->capacity && !grow(list))) return kk_fail_memory(err);
    list->item[list->count] = *quantity;
    list->is_measure[list->count] = measure != NULL;
    if (measure != NULL) list->measure[list->count] = *measure;
    *out = (uint32_t)list->count++;
    return KK_OK;
}

static kk_status add_or_find(kk_quantities *list, const kk_quantity *quantity, uint32_t *out, kk_error *err)
{
    if (quantity->name == NULL) return kk_fail_memory(err);
    for (size_t q = 0; q < list->count; q++) {
        if (strcmp(list->item[q].name, quantity->name) != 0) continue;
        *out = (uint32_t)q;
        return KK_OK;
    }
    return add(list, quantity, NULL, out, err);
}

/* ---- measures and columns ---- */

static bool is_count(const kk_measure *measure)
{
    if (measure->part == KK_PART_PERSONS || measure->part == KK_PART_BASE) return true;
    if (measure->part != KK_PART_VALUE) return false;
    switch (measure->kind) {
    case KK_MEASURE_WAIT_STARTED:
    case KK_MEASURE_WAIT_LEFT:
    case KK_MEASURE_WAIT_MEDIAN:
    case KK_MEASURE_DURATION_MEDIAN:
    case KK_MEASURE_RETURNED:
    case KK_MEASURE_RETURN_MEDIAN:
    case KK_MEASURE_CENTS:
    case KK_MEASURE_BUDGET_CENTS:
    case KK_MEASURE_DISTANCE:
    case KK_MEASURE_WITHIN:
    case KK_MEASURE_ACCESS:
    case KK_MEASURE_HOMES:
    case KK_MEASURE_PERSONS: /* a derived population is in fractions */
    case KK_MEASURE_BIRTHS:
        return false;
    default:
        return true;
    }
}

/* Estimates are no sums; of a list of programmes each area has its own. */
static bool adds_up(const kk_measure *measure)
{
    if (measure->part == KK_PART_LOWER || measure->part == KK_PART_UPPER) return false;
    if (measure->part != KK_PART_VALUE) return true;
    return !kk_measure_info_of(measure->kind)->is_estimate && measure->kind != KK_MEASURE_PROGRAMMES;
}

kk_status kk_quantities_of_measure(kk_quantities *quantities, size_t table, const kk_measure *measure, uint32_t *out,
                                   kk_error *err)
{
    const kk_config_table *of = &quantities->config->tables[table];
    const char *text = kk_measure_text(measure, &quantities->config->codes, quantities->arena);
    if (text == NULL) return kk_fail_memory(err);
    const kk_quantity quantity = {
        .name = kk_arena_format(quantities->arena, "%s.%s", of->name, text),
        .is_public = of->is_public,
        .is_count = is_count(measure),
        .adds_up = adds_up(measure),
        .table = -1,
        .column = -1,
    };
    size_t before = quantities->count;
    kk_status status = add_or_find(quantities, &quantity, out, err);
    if (status == KK_OK && quantities->count > before) {
        quantities->is_measure[*out] = true;
        quantities->measure[*out] = *measure;
    }
    return status;
}

/* Those who wait are the same, whatever is told of their waiting; so with those who may return. */
static kk_measure told_of(const kk_measure *measure)
{
    kk_measure out = *measure;
    if (out.part != KK_PART_BASE) return out;
    if (out.kind == KK_MEASURE_WAIT_LEFT || out.kind == KK_MEASURE_WAIT_MEDIAN) out.kind = KK_MEASURE_WAIT_STARTED;
    if (out.kind == KK_MEASURE_WAIT_STARTED || out.kind == KK_MEASURE_RETURNED)
        out.limit = kk_measure_info_of(out.kind)->limit;
    return out;
}

static kk_status of_column(kk_quantities *list, const kk_term *term, uint32_t *out, kk_error *err)
{
    const kk_config_table *table = &list->config->tables[term->table];
    int32_t *known = &list->of_column[term->table][term->column];
    kk_status status = KK_OK;
    if (*known >= 0) {
        *out = (uint32_t)*known;
        return KK_OK;
    }
    if (table->measures != NULL) {
        const kk_measure measure = told_of(&table->measures[term->column]);
        status = kk_quantities_of_measure(list, term->table, &measure, out, err);
    } else {
        const kk_quantity quantity = {
            .name = kk_arena_format(list->arena, "%s.%s", table->name, table->wanted[term->column].name),
            .is_public = table->is_public,
        };
        status = add(list, &quantity, NULL, out, err);
    }
    if (status != KK_OK) return status;
    *known = (int32_t)*out;
    list->item[*out].table = (int32_t)term->table;
    list->item[*out].column = (int32_t)term->column;
    return KK_OK;
}

/* ---- expressions ---- */

/* constant + Σ coefficient × quantity, while an expression is put together. */
typedef struct linear {
    bool is_linear;
    double constant;
    size_t count;
    uint32_t quantity[TERMS_MAX];
    double coefficient[TERMS_MAX];
} linear;

static void scale(linear *form, double factor)
{
    form->constant *= factor;
    for (size_t i = 0; i < form->count; i++) form->coefficient[i] *= factor;
}

static void add_term(linear *form, uint32_t quantity, double coefficient)
{
    size_t i = 0;
    while (i < form->count && form->quantity[i] != quantity) i++;
    if (i == TERMS_MAX) {
        form->is_linear = false;
        return;
    }
    if (i == form->count) {
        form->quantity[form->count] = quantity;
        form->coefficient[form->count++] = 0;
    }
    form->coefficient[i] += coefficient;
}

static void add_form(linear *to, const linear *other, double factor)
{
    to->is_linear = to->is_linear && other->is_linear;
    to->constant += factor * other->constant;
    for (size_t i = 0; i < other->count; i++) add_term(to, other->quantity[i], factor * other->coefficient[i]);
}

static void multiply(linear *a, const linear *b)
{
    linear right = *b;
    bool is_linear = a->is_linear && b->is_linear && (a->count == 0 || b->count == 0);
    if (a->count == 0) {
        scale(&right, a->constant);
        *a = right;
    } else {
        scale(a, b->constant);
    }
    a->is_linear = is_linear;
}

static void divide(linear *a, const linear *b)
{
    bool is_linear = a->is_linear && b->is_linear && b->count == 0 && b->constant != 0;
    if (is_linear) scale(a, 1 / b->constant);
    a->is_linear = is_linear;
}

static kk_status linearise(kk_quantities *list, const kk_expression *expression, linear *stack, kk_error *err)
{
    size_t depth = 0;
    kk_status status = KK_OK;
    for (size_t t = 0; t < expression->count && status == KK_OK; t++) {
        const kk_term *term = &expression->terms[t];
        uint32_t quantity;
        switch (term->op) {
        case KK_OP_NUMBER:
            stack[depth++] = (linear){.is_linear = true, .constant = term->number};
            break;
        case KK_OP_COLUMN:
            status = of_column(list, term, &quantity, err);
            if (status != KK_OK) break;
            stack[depth] = (linear){.is_linear = true};
            add_term(&stack[depth++], quantity, 1);
            break;
        case KK_OP_NEGATE:
            scale(&stack[depth - 1], -1);
            break;
        case KK_OP_ROUND:
            stack[depth - 1].is_linear = false;
            break;
        case KK_OP_ADD:
        case KK_OP_SUBTRACT:
            depth--;
            add_form(&stack[depth - 1], &stack[depth], term->op == KK_OP_ADD ? 1 : -1);
            break;
        case KK_OP_MULTIPLY:
            depth--;
            multiply(&stack[depth - 1], &stack[depth]);
            break;
        case KK_OP_DIVIDE:
            depth--;
            divide(&stack[depth - 1], &stack[depth]);
            break;
        }
    }
    return status;
}

static kk_status keep_sum(kk_quantities *list, const linear *form, kk_quantity_sum *out, kk_error *err)
{
    uint32_t *quantity = kk_arena_alloc(list->arena, form->count, sizeof *quantity);
    double *coefficient = kk_arena_alloc(list->arena, form->count, sizeof *coefficient);
    if (quantity == NULL || coefficient == NULL) return kk_fail_memory(err);
    *out = (kk_quantity_sum){0, quantity, coefficient};
    for (size_t i = 0; i < form->count; i++) {
        if (form->coefficient[i] == 0) continue;
        quantity[out->count] = form->quantity[i];
        coefficient[out->count++] = form->coefficient[i];
    }
    return KK_OK;
}

static kk_status keep_by_itself(kk_quantities *list, const kk_expression *expression, kk_quantity_sum *out,
                                kk_error *err)
{
    bool is_public = true;
    for (size_t t = 0; t < expression->count; t++)
        if (expression->terms[t].op == KK_OP_COLUMN)
            is_public = is_public && list->config->tables[expression->terms[t].table].is_public;
    const kk_quantity quantity = {
        .name = kk_arena_format(list->arena, "= %s", expression->text),
        .is_public = is_public,
        .table = -1,
        .column = -1,
    };
    linear form = {.is_linear = true};
    uint32_t number;
    kk_status status = add_or_find(list, &quantity, &number, err);
    if (status != KK_OK) return status;
    add_term(&form, number, 1);
    return keep_sum(list, &form, out, err);
}

kk_status kk_quantities_sum(kk_quantities *quantities, const kk_expression *expression, kk_quantity_sum *out,
                            kk_error *err)
{
    *out = (kk_quantity_sum){.count = 0};
    if (expression->count == 0) return KK_OK;
    linear *stack = malloc(KK_EXPRESSION_DEPTH_MAX * sizeof *stack);
    if (stack == NULL) return kk_fail_memory(err);
    kk_status status = linearise(quantities, expression, stack, err);
    if (status == KK_OK) {
        bool is_sum = stack->is_linear && stack->constant == 0 && stack->count > 0;
        status = is_sum ? keep_sum(quantities, stack, out, err) : keep_by_itself(quantities, expression, out, err);
    }
    free(stack);
    return status;
}
