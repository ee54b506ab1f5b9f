/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/system_demands.h"
#include "disclosure/system_cells.h"
#include "disclosure/system_derived.h"

#include <math.h>
#include <stdlib.h>

typedef struct listing {
    const kk_system_index *index;
    kk_system *system; /* with demand NULL: they are counted */
    bool is_gate;
    bool *is_tellable; /* [variable] some cell shows it, or would but for others' sake */
} listing;

/* ---- what may be told anyway ---- */

static void mark_tellable(const listing *list, size_t column)
{
    const kk_publication_column *from = &list->index->publication->column[column];
    kk_parts block = kk_blocks_of_column(list->index, column);
    for (size_t i = 0; i < list->index->publication->level[from->level].count; i++) {
        if (!kk_figure_has_value(from->status[i]) && from->status[i] != KK_FIGURE_SUPPRESSED_SECONDARY) continue;
        if (block.numerator != KK_NONE) list->is_tellable[block.numerator + i] = true;
        if (block.denominator != KK_NONE) list->is_tellable[block.denominator + i] = true;
    }
}

/* ---- one demand ---- */

typedef enum part { NUMERATOR, DENOMINATOR, REST } part;

static const char *const part_name[] = {"numerator", "denominator", "rest"};

/* The width demanded of a count within `range`: where that leaves less room than 1 … minimum − 1, less in proportion.
 */
static double width_within(const kk_publication_rules *rules, const kk_interval *range)
{
    double room = floor(range->upper) - ceil(fmax(range->lower, 0));
    double usual = rules->minimum > 1 ? ceil(rules->minimum) - 2 : rules->width;
    return usual > 0 ? fmin(rules->width, usual) * fmin(room / usual, 1) : 0;
}

static void add_demand(const listing *list, const kk_cell *cell, part of, uint32_t variable, double width)
{
    const kk_knowledge *knowledge = &list->system->knowledge;
    const kk_publication_rules *rules = &list->index->publication->rules;
    bool is_count = knowledge->is_whole[variable];
    bool is_nothing = knowledge->lower[variable] == 0 && knowledge->upper[variable] == 0;
    double rounding = kk_rounding_of_column(list->index, cell->column);
    if (rounding > 0) width = fmin(width, rounding - 1); /* no more than the base leaves open */
    if (is_nothing || (is_count && width <= 0)) return;
    size_t number = list->system->demand_count++;
    if (list->system->demand == NULL) return;
    list->system->demand[number] = (kk_demand){variable, is_count ? width : 0, is_count ? 0 : rules->amount};
    list->system->demanded[number] = (kk_demanded){(uint32_t)cell->column, (uint32_t)cell->area,
                                                   kk_figure_status_name(kk_cell_status(cell)), part_name[of]};
}

/* ---- cells ---- */

typedef struct variables {
    uint32_t numerator, denominator; /* KK_NONE: none, or public */
    kk_cell_range claims;
} variables;

static kk_interval base_of(const listing *list, const kk_cell *cell)
{
    const kk_kind *kind = kk_denominator_of_column(list->index, cell->column);
    if (kind == NULL || !kind->is_public) return (kk_interval){-INFINITY, INFINITY};
    size_t variable = kk_blocks_of_column(list->index, cell->column).denominator + cell->area;
    return (kk_interval){list->system->knowledge.lower[variable], list->system->knowledge.upper[variable]};
}

static variables variables_of(const listing *list, const kk_cell *cell)
{
    const kk_kind *numerator = kk_numerator_of_column(list->index, cell->column);
    const kk_kind *denominator = kk_denominator_of_column(list->index, cell->column);
    kk_parts block = kk_blocks_of_column(list->index, cell->column);
    uint32_t area = (uint32_t)cell->area;
    bool has_numerator = numerator != NULL && !numerator->is_public;
    bool has_denominator = denominator != NULL && !denominator->is_public;
    return (variables){has_numerator ? block.numerator + area : KK_NONE,
                       has_denominator ? block.denominator + area : KK_NONE,
                       kk_cell_claims(cell, kk_cell_status(cell), base_of(list, cell))};
}

static void demand_numerator(const listing *list, const kk_cell *cell, const variables *of)
{
    double width = width_within(&list->index->publication->rules, &of->claims.numerator);
    if (of->numerator != KK_NONE) add_demand(list, cell, NUMERATOR, of->numerator, width);
}

static void demand_denominator(const listing *list, const kk_cell *cell, const variables *of)
{
    double width = width_within(&list->index->publication->rules, &of->claims.denominator);
    if (of->denominator != KK_NONE) add_demand(list, cell, DENOMINATOR, of->denominator, width);
}

static bool is_to_keep(const listing *list, uint32_t variable)
{
    return variable != KK_NONE && !list->is_tellable[variable];
}

/* The parts that no other cell may show; where others may show both, the numerator. */
static void demand_parts(const listing *list, const kk_cell *cell, const variables *of)
{
    bool keep_numerator = is_to_keep(list, of->numerator), keep_denominator = is_to_keep(list, of->denominator);
    if (keep_numerator || !keep_denominator) demand_numerator(list, cell, of);
    if (keep_denominator) demand_denominator(list, cell, of);
}

static void demand_rest(const listing *list, const kk_cell *cell, const variables *of, uint32_t *rest)
{
    double width = width_within(&list->index->publication->rules, &of->claims.rest);
    if (kk_cell_has_rest(list->index, cell->column, cell->area))
        add_demand(list, cell, REST, (*rest)++, width);
    else
        demand_numerator(list, cell, of); /* of a public denominator: as open as the rest */
}

/* Where counts are rounded, that of a few persons stays as open as the base leaves it. */
static void demand_rounded(const listing *list, const kk_cell *cell, const variables *of)
{
    const kk_publication_rules *rules = &list->index->publication->rules;
    const kk_publication_column *column = &list->index->publication->column[cell->column];
    double width = rules->width, most = rules->minimum + kk_rounding_of_column(list->index, cell->column);
    const bool *is_whole = list->system->knowledge.is_whole;
    if (of->numerator != KK_NONE && is_whole[of->numerator] && kk_number_told(cell, column->numerator) <= most)
        add_demand(list, cell, NUMERATOR, of->numerator, width);
    if (of->denominator != KK_NONE && is_whole[of->denominator] && kk_number_told(cell, column->denominator) <= most)
        add_demand(list, cell, DENOMINATOR, of->denominator, width);
}

static bool is_few(const listing *list, double count)
{
    return count >= 1 && count < list->index->publication->rules.minimum;
}

/* Of a cell that does not say why it is hidden: in the gate what is few, in an audit whatever may turn out to be. */
static void demand_untold(const listing *list, const kk_cell *cell, const variables *of)
{
    const kk_publication_column *column = &list->index->publication->column[cell->column];
    const bool *is_whole = list->system->knowledge.is_whole;
    double count = column->numerator[cell->area], base = column->denominator[cell->area];
    bool has_few = is_few(list, count) || is_few(list, base - count);
    if (of->numerator != KK_NONE && is_whole[of->numerator] && (!list->is_gate || has_few))
        demand_numerator(list, cell, of);
    if (of->denominator != KK_NONE && is_whole[of->denominator] && (!list->is_gate || is_few(list, base)))
        demand_denominator(list, cell, of);
}

static void demand_cell(const listing *list, const kk_cell *cell, uint32_t *rest)
{
    kk_figure_status status = kk_cell_status(cell);
    bool is_rounded = kk_figure_has_value(status) && kk_rounding_of_column(list->index, cell->column) > 0;
    if (!is_rounded && !kk_figure_is_suppressed(status)) return;
    const variables of = variables_of(list, cell);
    switch (status) {
    case KK_FIGURE_OK:
    case KK_FIGURE_NIL:
        demand_rounded(list, cell, &of);
        break;
    case KK_FIGURE_SUPPRESSED_COUNT:
    case KK_FIGURE_SUPPRESSED_GROUP:
    case KK_FIGURE_SUPPRESSED_DOMINANCE:
        demand_numerator(list, cell, &of);
        break;
    case KK_FIGURE_SUPPRESSED_REST:
        demand_rest(list, cell, &of, rest);
        break;
    case KK_FIGURE_SUPPRESSED_BASE:
        if (is_to_keep(list, of.numerator)) demand_numerator(list, cell, &of);
        demand_denominator(list, cell, &of);
        break;
    case KK_FIGURE_SUPPRESSED:
        demand_untold(list, cell, &of);
        break;
    case KK_FIGURE_SUPPRESSED_POPULATION:
    case KK_FIGURE_SUPPRESSED_PERSONS:
        demand_parts(list, cell, &of);
        break;
    default:
        break;
    }
}

static void demand_all(const listing *list)
{
    const kk_publication *from = list->index->publication;
    list->system->demand_count = 0;
    for (size_t c = 0; c < from->column_count; c++) {
        uint32_t rest = list->index->column_rest[c];
        for (size_t i = 0; i < from->level[from->column[c].level].count; i++) {
            const kk_cell cell = kk_cell_of(list->index, c, i, list->is_gate);
            demand_cell(list, &cell, &rest);
        }
    }
}

kk_status kk_system_demands_make(const kk_system_index *index, bool is_gate, kk_arena *arena, kk_system *system,
                                 kk_error *err)
{
    listing list = {index, system, is_gate, calloc(index->variable_count + 1, sizeof *list.is_tellable)};
    if (list.is_tellable == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < index->publication->column_count; c++) mark_tellable(&list, c);
    system->demand = NULL;
    demand_all(&list);
    size_t derived = kk_system_derived_list(index, system, is_gate, NULL, NULL);
    system->demand = kk_arena_alloc(arena, system->demand_count + derived, sizeof *system->demand);
    system->demanded = kk_arena_alloc(arena, system->demand_count + derived, sizeof *system->demanded);
    bool failed = system->demand == NULL || system->demanded == NULL;
    if (!failed) {
        demand_all(&list);
        system->demand_count += kk_system_derived_list(index, system, is_gate, system->demand + system->demand_count,
                                                       system->demanded + system->demand_count);
    }
    free(list.is_tellable);
    return failed ? kk_fail_memory(err) : KK_OK;
}
