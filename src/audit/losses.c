/* SPDX-License-Identifier: EUPL-1.2 */
#include "audit/work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int compare_facts(const void *a, const void *b)
{
    const kk_fact *left = *(const kk_fact *const *)a, *right = *(const kk_fact *const *)b;
    if (left->quantity != right->quantity) return left->quantity < right->quantity ? -1 : 1;
    if (left->level != right->level) return left->level < right->level ? -1 : 1;
    if (left->area != right->area) return left->area < right->area ? -1 : 1;
    return strcmp(left->period, right->period);
}

typedef struct known_figures {
    size_t count;
    const kk_fact **fact;
} known_figures;

static kk_status find_known(const kk_publication *publication, known_figures *known, kk_error *err)
{
    known->fact = malloc((publication->fact_count + 1) * sizeof *known->fact);
    if (known->fact == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < publication->fact_count; i++) {
        const kk_fact *fact = &publication->fact[i];
        if (*fact->beyond == '\0') known->fact[known->count++] = fact;
    }
    qsort(known->fact, known->count, sizeof *known->fact, compare_facts);
    return KK_OK;
}

/* The denominator of a hidden cell where it is public, else NaN. */
static double known_denominator(const kk_publication *publication, const known_figures *known,
                                const kk_publication_column *column, uint32_t area)
{
    const kk_quantity_sum *sum = &publication->indicator[column->indicator].denominator;
    double total = sum->count > 0 ? 0 : NAN;
    for (size_t i = 0; i < sum->count; i++) {
        kk_fact wanted = {.quantity = sum->quantity[i], .level = column->level, .area = area, .period = column->period};
        const kk_fact *key = &wanted;
        const kk_fact *const *found = bsearch(&key, known->fact, known->count, sizeof *known->fact, compare_facts);
        total += found != NULL ? sum->coefficient[i] * (*found)->value : NAN;
    }
    return total;
}

static void add_column(kk_audit_work *work, const known_figures *known, const kk_publication_column *column,
                       kk_audit_loss *loss)
{
    for (uint32_t i = 0; i < work->publication.level[column->level].count; i++) {
        if (kk_figure_is_suppressed((kk_figure_status)column->status[i])) work->result->hidden[column->status[i]]++;
        if (column->status[i] != KK_FIGURE_SUPPRESSED_SECONDARY) continue;
        double denominator = known_denominator(&work->publication, known, column, i);
        loss->cells++;
        loss->weight += denominator < 1 ? 1 : sqrt(denominator);
    }
}

/* The entry of an indicator and level, in the order of the file. */
static kk_audit_loss *entry_of(kk_audit_result *result, const char *indicator, const char *level)
{
    kk_audit_loss *loss = result->loss, *end = loss + result->loss_count;
    while (loss < end && (strcmp(loss->indicator, indicator) != 0 || strcmp(loss->level, level) != 0)) loss++;
    if (loss == end) {
        *loss = (kk_audit_loss){.indicator = indicator, .level = level};
        result->loss_count++;
    }
    return loss;
}

kk_status kk_audit_losses(kk_audit_work *work, kk_error *err)
{
    const kk_publication *publication = &work->publication;
    kk_audit_result *result = work->result;
    known_figures known = {0};
    result->loss = kk_arena_alloc(&result->arena, work->own_columns, sizeof *result->loss);
    if (result->loss == NULL) return kk_fail_memory(err);
    kk_status status = find_known(publication, &known, err);
    for (size_t c = 0; c < work->own_columns && status == KK_OK; c++) {
        const kk_publication_column *column = &publication->column[c];
        add_column(
            work, &known, column,
            entry_of(result, publication->indicator[column->indicator].name, publication->level[column->level].name));
    }
    free(known.fact);
    return status;
}
