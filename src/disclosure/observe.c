/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/relations.h"

#include <math.h>

/* The figures of a quantity at all places where an indicator of the publication is. */
typedef struct view {
    const kk_publication *publication;
    kk_truth_finder *truth;
    const void *context;
} view;

static kk_figure figure_of(const view *at, uint32_t q, uint32_t level, uint32_t area, const char *period)
{
    return at->truth(at->context, &at->publication->quantity[q], level, area, period);
}

/* ---- relations ---- */

static bool holds(const kk_relation *relation, double whole, double parts)
{
    double slack = 1e-9 * fmax(1, fabs(whole));
    if (relation->kind == KK_RELATION_AT_MOST) return whole <= parts + slack;
    bool may_exceed = relation->kind == KK_RELATION_AT_LEAST || *relation->beyond != '\0';
    return parts <= whole + slack && (may_exceed || parts >= whole - slack);
}

/* Unknown figures contradict nothing. */
static bool holds_in_area(const view *at, const kk_relation *relation, uint32_t level, uint32_t area,
                          const char *period)
{
    kk_figure whole = figure_of(at, relation->whole, level, area, period);
    double parts = 0;
    if (!kk_figure_has_value(whole.status)) return true;
    for (size_t p = 0; p < relation->part_count; p++) {
        kk_figure part = figure_of(at, relation->part[p], level, area, period);
        if (!kk_figure_has_value(part.status)) return true;
        parts += part.value;
    }
    return holds(relation, whole.value, parts);
}

static bool shows(const kk_publication_indicator *indicator, uint32_t q)
{
    for (size_t i = 0; i < indicator->numerator.count; i++)
        if (indicator->numerator.quantity[i] == q) return true;
    for (size_t i = 0; i < indicator->denominator.count; i++)
        if (indicator->denominator.quantity[i] == q) return true;
    return false;
}

static bool is_contradicted(const view *at, const kk_relation *relation)
{
    const kk_publication *publication = at->publication;
    for (size_t c = 0; c < publication->column_count; c++) {
        const kk_publication_column *column = &publication->column[c];
        if (!shows(&publication->indicator[column->indicator], relation->whole)) continue;
        for (uint32_t i = 0; i < publication->level[column->level].count; i++)
            if (!holds_in_area(at, relation, column->level, i, column->period)) return true;
    }
    return false;
}

/* ---- columns of private files ---- */

static bool is_whole(const view *at, uint32_t q)
{
    const kk_publication *publication = at->publication;
    for (size_t c = 0; c < publication->column_count; c++) {
        const kk_publication_column *column = &publication->column[c];
        if (!shows(&publication->indicator[column->indicator], q)) continue;
        for (uint32_t i = 0; i < publication->level[column->level].count; i++) {
            kk_figure figure = figure_of(at, q, column->level, i, column->period);
            if (!kk_figure_has_value(figure.status)) continue;
            if (figure.value < 0 || figure.value != floor(figure.value)) return false;
        }
    }
    return true;
}

/* How many areas of a link have parts with figures, and how many of them are their sum. */
static void compare_link(const view *at, uint32_t q, const kk_level_link *link, const char *period, size_t *compared,
                         size_t *equal)
{
    for (uint32_t i = 0; i < at->publication->level[link->upper].count; i++) {
        kk_figure whole = figure_of(at, q, link->upper, i, period);
        double parts = 0;
        bool known = kk_figure_has_value(whole.status) && link->begin[i] < link->begin[i + 1];
        for (uint32_t m = link->begin[i]; m < link->begin[i + 1] && known; m++) {
            kk_figure part = figure_of(at, q, link->lower, link->member[m], period);
            known = kk_figure_has_value(part.status);
            parts += part.value;
        }
        *compared += known;
        *equal += known && fabs(whole.value - parts) <= 1e-9 * fmax(1, fabs(whole.value));
    }
}

static bool is_seen_to_add_up(const view *at, uint32_t q)
{
    const kk_publication *publication = at->publication;
    size_t compared = 0, equal = 0;
    for (size_t c = 0; c < publication->column_count; c++) {
        const kk_publication_column *column = &publication->column[c];
        if (!shows(&publication->indicator[column->indicator], q)) continue;
        for (size_t l = 0; l < publication->link_count; l++)
            if (publication->link[l].upper == column->level)
                compare_link(at, q, &publication->link[l], column->period, &compared, &equal);
    }
    return compared > 0 && 2 * equal >= compared;
}

void kk_publication_observe(kk_publication *publication, kk_truth_finder *truth, const void *context)
{
    const view at = {publication, truth, context};
    size_t kept = 0;
    for (size_t r = 0; r < publication->relation_count; r++)
        if (!is_contradicted(&at, &publication->relation[r])) publication->relation[kept++] = publication->relation[r];
    publication->relation_count = kept;
    for (uint32_t q = 0; q < publication->quantity_count; q++) {
        kk_quantity *quantity = &publication->quantity[q];
        if (quantity->is_public || quantity->table < 0 || quantity->is_count || quantity->adds_up) continue;
        quantity->is_count = is_whole(&at, q);
        quantity->adds_up = is_seen_to_add_up(&at, q);
    }
}
