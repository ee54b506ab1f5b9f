/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/gate.h"
#include "disclosure/relations.h"

#include <math.h>
#include <string.h>

/* ---- levels: land areas alone ---- */

static kk_status add_level(kk_gate *gate, size_t l, kk_error *err)
{
    const kk_level *level = &gate->raw->areas->level[l];
    kk_publication_level *out = &gate->publication.level[l];
    const char **code = kk_arena_alloc(gate->arena, level->count, sizeof *code);
    gate->land[l] = kk_arena_alloc(gate->arena, level->count, sizeof *gate->land[l]);
    if (code == NULL || gate->land[l] == NULL) return kk_fail_memory(err);
    *out = (kk_publication_level){.name = level->name, .code = code};
    for (size_t i = 0; i < level->count; i++) {
        if (level->water[i]) continue;
        gate->land[l][out->count] = (uint32_t)i;
        code[out->count++] = level->code[i];
    }
    return KK_OK;
}

/* The number in the publication of the area with that code, or UINT32_MAX. */
static uint32_t find_area(const kk_publication_level *level, const char *code)
{
    size_t low = 0, high = level->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(level->code[middle], code);
        if (order == 0) return (uint32_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return UINT32_MAX;
}

/* ---- links: which areas of `lower` each area of `upper` is made of ---- */

typedef struct pairs {
    uint32_t upper, lower;
    uint32_t *of; /* [area of lower] its area of upper, or UINT32_MAX */
} pairs;

static kk_status add_link(kk_gate *gate, const pairs *from, kk_error *err)
{
    kk_publication *publication = &gate->publication;
    size_t uppers = publication->level[from->upper].count, lowers = publication->level[from->lower].count;
    uint32_t *begin = kk_arena_alloc(gate->arena, uppers + 2, sizeof *begin);
    uint32_t *member = kk_arena_alloc(gate->arena, lowers, sizeof *member);
    if (begin == NULL || member == NULL) return kk_fail_memory(err);
    memset(begin, 0, (uppers + 2) * sizeof *begin);
    for (size_t i = 0; i < lowers; i++)
        if (from->of[i] != UINT32_MAX) begin[from->of[i] + 2]++;
    for (size_t u = 0; u < uppers; u++) begin[u + 2] += begin[u + 1];
    for (uint32_t i = 0; i < lowers; i++)
        if (from->of[i] != UINT32_MAX) member[begin[from->of[i] + 1]++] = i;
    publication->link[publication->link_count++] = (kk_level_link){from->upper, from->lower, begin, member};
    return KK_OK;
}

/* The area of `upper` around area i of `lower`, by the codes of CBS. */
static uint32_t area_around(const kk_gate *gate, size_t lower, size_t i, size_t upper)
{
    const kk_areas *areas = gate->raw->areas;
    const kk_level *from = &areas->level[lower];
    const char *parent = from->parent[gate->land[lower][i]];
    if (parent == NULL) return UINT32_MAX;
    uint32_t found = find_area(&gate->publication.level[upper], parent);
    if (found != UINT32_MAX || lower == upper + 1) return found;
    size_t between = lower - 1;
    ptrdiff_t wijk = kk_level_find(&areas->level[between], parent);
    if (wijk < 0 || areas->level[between].parent[wijk] == NULL) return UINT32_MAX;
    return find_area(&gate->publication.level[upper], areas->level[between].parent[wijk]);
}

static kk_status link_levels(kk_gate *gate, size_t upper, size_t lower, kk_error *err)
{
    size_t count = gate->publication.level[lower].count;
    pairs found = {(uint32_t)upper, (uint32_t)lower, kk_arena_alloc(gate->arena, count, sizeof *found.of)};
    if (found.of == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) found.of[i] = area_around(gate, lower, i, upper);
    return add_link(gate, &found, err);
}

static kk_status link_own_level(kk_gate *gate, size_t own, kk_error *err)
{
    const kk_membership *membership = &gate->raw->areas->level[own].membership;
    size_t lower = membership->member_level, count = gate->publication.level[lower].count;
    pairs found = {(uint32_t)own, (uint32_t)lower, kk_arena_alloc(gate->arena, count, sizeof *found.of)};
    if (found.of == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) found.of[i] = UINT32_MAX;
    for (uint32_t o = 0; o < gate->publication.level[own].count; o++) {
        uint32_t at = gate->land[own][o];
        for (uint32_t m = membership->member_begin[at]; m < membership->member_begin[at + 1]; m++) {
            uint32_t area =
                find_area(&gate->publication.level[lower], gate->raw->areas->level[lower].code[membership->member[m]]);
            if (area != UINT32_MAX && !gate->raw->areas->level[lower].water[membership->member[m]]) found.of[area] = o;
        }
    }
    return add_link(gate, &found, err);
}

static bool is_shown_at(const kk_gate *gate, const kk_config_indicator *indicator, size_t level)
{
    for (size_t c = 0; c < gate->raw->column_count; c++)
        if (gate->raw->column[c].config == indicator && gate->raw->column[c].level == level) return true;
    return false;
}

/* Whether some indicator is told of `upper` and `lower` and not of the level between: then that cannot pass it on. */
static bool is_skipped(const kk_gate *gate, size_t upper, size_t lower)
{
    for (size_t c = 0; c < gate->raw->column_count; c++) {
        const kk_indicator_column *column = &gate->raw->column[c];
        if (!column->is_public && column->level == upper && is_shown_at(gate, column->config, lower) &&
            !is_shown_at(gate, column->config, lower - 1))
            return true;
    }
    return false;
}

static kk_status add_links(kk_gate *gate, kk_error *err)
{
    const kk_areas *areas = gate->raw->areas;
    kk_status status = KK_OK;
    for (size_t l = 0; l < areas->level_count && status == KK_OK; l++) {
        if (areas->level[l].kind == KK_LEVEL_OWN)
            status = link_own_level(gate, l, err);
        else if (l > 0)
            status = link_levels(gate, l - 1, l, err);
        if (status == KK_OK && areas->level[l].kind != KK_LEVEL_OWN && l == 2 && is_skipped(gate, 0, 2))
            status = link_levels(gate, 0, 2, err);
    }
    return status;
}

static kk_status add_areas(kk_gate *gate, kk_error *err)
{
    const kk_areas *areas = gate->raw->areas;
    kk_publication *publication = &gate->publication;
    publication->vintage = areas->vintage;
    publication->level_count = areas->level_count;
    publication->level = kk_arena_alloc(gate->arena, areas->level_count, sizeof *publication->level);
    publication->link = kk_arena_alloc(gate->arena, areas->level_count + 1, sizeof *publication->link);
    if (publication->level == NULL || publication->link == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t l = 0; l < areas->level_count && status == KK_OK; l++) status = add_level(gate, l, err);
    return status == KK_OK ? add_links(gate, err) : status;
}

/* ---- indicators ---- */

static bool takes_part(const kk_indicator_column *column)
{
    return !column->is_public && column->config->map == NULL;
}

static kk_status add_indicator(kk_gate *gate, const kk_config_indicator *from, kk_error *err)
{
    kk_publication_indicator *to = &gate->publication.indicator[gate->publication.indicator_count];
    *to = (kk_publication_indicator){.name = from->name, .kind = from->kind, .per = from->per};
    kk_status status = KK_OK;
    if (from->kind != KK_ESTIMATE) status = kk_quantities_sum(&gate->quantities, &from->numerator, &to->numerator, err);
    if (status == KK_OK && from->kind != KK_VALUE)
        status = kk_quantities_sum(&gate->quantities, &from->denominator, &to->denominator, err);
    gate->publication.indicator_count++;
    return status;
}

/* ---- columns ---- */

static double *take(const kk_gate *gate, const kk_indicator_column *from, const double *value, double factor)
{
    size_t count = gate->publication.level[from->level].count;
    double *out = kk_arena_alloc(gate->arena, count, sizeof *out);
    if (out == NULL) return NULL;
    for (size_t i = 0; i < count; i++) out[i] = value[gate->land[from->level][i]] * factor;
    return out;
}

static kk_status add_column(kk_gate *gate, size_t c, kk_error *err)
{
    const kk_indicator_column *from = &gate->raw->column[c];
    kk_publication *publication = &gate->publication;
    size_t count = publication->level[from->level].count;
    kk_publication_column column = {
        .indicator = (uint32_t)publication->indicator_count - 1,
        .level = from->level,
        .period = from->period,
        .value = take(gate, from, from->value, from->config->per),
        .lower = take(gate, from, from->lower, from->config->per),
        .upper = take(gate, from, from->upper, from->config->per),
        .numerator = take(gate, from, from->numerator, 1),
        .denominator = take(gate, from, from->denominator, 1),
        .status = kk_arena_alloc(gate->arena, count, 1),
    };
    if (column.value == NULL || column.lower == NULL || column.upper == NULL || column.numerator == NULL ||
        column.denominator == NULL || column.status == NULL)
        return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) column.status[i] = gate->status[c][gate->land[from->level][i]];
    gate->source[publication->column_count] = from;
    gate->published[c] = &publication->column[publication->column_count];
    publication->column[publication->column_count++] = column;
    return KK_OK;
}

/* Which columns of the raw table have the indicator of publication->indicator[i]: those of its config, in its order. */
static kk_status add_columns(kk_gate *gate, kk_error *err)
{
    const kk_indicator_table *raw = gate->raw;
    kk_publication *publication = &gate->publication;
    publication->indicator = kk_arena_alloc(gate->arena, gate->config->indicator_count, sizeof *publication->indicator);
    publication->column = kk_arena_alloc(gate->arena, raw->column_count, sizeof *publication->column);
    gate->source = kk_arena_alloc(gate->arena, raw->column_count, sizeof *gate->source);
    gate->published = kk_arena_alloc(gate->arena, raw->column_count, sizeof *gate->published);
    if (publication->indicator == NULL || publication->column == NULL || gate->source == NULL ||
        gate->published == NULL)
        return kk_fail_memory(err);
    for (size_t c = 0; c < raw->column_count; c++) gate->published[c] = NULL;
    kk_status status = KK_OK;
    for (size_t i = 0; i < gate->config->indicator_count && status == KK_OK; i++) {
        const kk_config_indicator *indicator = &gate->config->indicators[i];
        bool is_added = false;
        for (size_t c = 0; c < raw->column_count && status == KK_OK; c++) {
            if (raw->column[c].config != indicator || !takes_part(&raw->column[c])) continue;
            if (!is_added) status = add_indicator(gate, indicator, err);
            is_added = true;
            if (status == KK_OK) status = add_column(gate, c, err);
        }
    }
    return status;
}

static kk_publication_rules rules_of(const kk_config_disclosure *config)
{
    return (kk_publication_rules){
        .minimum = config->minimum,
        .group = config->group_share > 0 ? config->group_share : INFINITY,
        .width = config->width,
        .amount = config->amount,
        .rounding = config->method == KK_METHOD_ROUND ? config->rounding_base : 0,
    };
}

kk_status kk_gate_publish(kk_gate *gate, kk_error *err)
{
    kk_publication *publication = &gate->publication;
    *publication = (kk_publication){.rules = rules_of(&gate->config->disclosure)};
    kk_status status = kk_quantities_init(&gate->quantities, gate->config, gate->arena, err);
    if (status == KK_OK) status = add_areas(gate, err);
    if (status == KK_OK) status = add_columns(gate, err);
    if (status == KK_OK)
        status = kk_relations_make(&gate->quantities, &publication->relation, &publication->relation_count, err);
    if (status != KK_OK) return status;
    publication->quantity = gate->quantities.item;
    publication->quantity_count = gate->quantities.count;
    kk_publication_observe(publication, kk_gate_truth, gate);
    return kk_facts_make(publication, kk_gate_truth, gate, gate->arena, err);
}

kk_figure kk_gate_truth(const void *context, const kk_quantity *quantity, uint32_t level, uint32_t area,
                        const char *period)
{
    const kk_gate *gate = context;
    if (quantity->table < 0) return kk_figure_missing(KK_FIGURE_UNKNOWN);
    return kk_raw_figure(gate->raw, (size_t)quantity->table, (size_t)quantity->column, level, gate->land[level][area],
                         period);
}
