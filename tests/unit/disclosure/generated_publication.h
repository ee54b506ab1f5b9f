/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A generated table (unit/protection/generated_table.h) as a publication: with and without public denominators,
 * indicators that share numerators, shares of one another, and a sum of two quantities. The primary rules are applied.
 */
#ifndef KK_TESTS_GENERATED_PUBLICATION_H
#define KK_TESTS_GENERATED_PUBLICATION_H

#include "unit/protection/generated_table.h"

#include "disclosure/system.h"
#include "kk/arena.h"

enum { LEVELS = 3, INDICATORS_MAX = 20, COLUMNS_MAX = INDICATORS_MAX * LEVELS };

typedef struct gen_publication {
    gen_table table;
    kk_arena arena;
    kk_publication publication;
    uint32_t level[AREAS_MAX], place[AREAS_MAX], count[LEVELS]; /* where an area of the table is */
    uint32_t area[LEVELS][AREAS_MAX];                           /* and back */
    kk_publication_level levels[LEVELS];
    kk_level_link links[LEVELS - 1];
    kk_quantity quantities[2 * QUANTITIES_MAX]; /* those of the table; then the public numbers that they are of */
    kk_relation relations[RELATIONS_MAX];
    kk_publication_indicator indicators[INDICATORS_MAX];
    kk_publication_column columns[COLUMNS_MAX];
} gen_publication;

static inline void *gen_room(gen_publication *to, size_t count, size_t size)
{
    void *room = kk_arena_alloc(&to->arena, count, size);
    assert_non_null(room);
    return room;
}

/* ---- areas ---- */

static inline void gen_make_levels(gen_publication *to)
{
    const gen_table *table = &to->table;
    for (uint32_t a = 0; a < table->area_count; a++) {
        uint32_t l = to->level[a] = a == 0 ? 0 : to->level[table->parent[a]] + 1;
        to->place[a] = to->count[l]++;
        to->area[l][to->place[a]] = a;
    }
    static const char *const names[LEVELS] = {"gemeente", "wijk", "buurt"};
    size_t count = 0;
    for (; count < LEVELS && to->count[count] > 0; count++) {
        const char **code = gen_room(to, to->count[count], sizeof *code);
        for (uint32_t i = 0; i < to->count[count]; i++)
            code[i] = kk_arena_format(&to->arena, "%c%02u", names[count][0], i);
        to->levels[count] = (kk_publication_level){names[count], to->count[count], code};
    }
    to->publication.level = to->levels;
    to->publication.level_count = count;
}

static inline void gen_make_links(gen_publication *to)
{
    for (uint32_t l = 0; l + 1 < to->publication.level_count; l++) {
        uint32_t *begin = gen_room(to, to->count[l] + 1, sizeof *begin), used = 0;
        uint32_t *member = gen_room(to, to->count[l + 1], sizeof *member);
        for (uint32_t i = 0; i < to->count[l]; i++) {
            for (uint32_t j = 0; j < to->count[l + 1]; j++)
                if (to->table.parent[to->area[l + 1][j]] == to->area[l][i]) member[used++] = j;
            begin[i + 1] = used;
        }
        to->links[l] = (kk_level_link){l, l + 1, begin, member};
    }
    to->publication.link = to->links;
    to->publication.link_count = to->publication.level_count - 1;
}

/* ---- quantities and what is shown of them ---- */

static inline void gen_describe_quantities(gen_publication *to)
{
    uint32_t count = to->table.quantity_count;
    for (uint32_t q = 0; q < count; q++) {
        const char *name = kk_arena_format(&to->arena, "q%u", q), *base = kk_arena_format(&to->arena, "base%u", q);
        to->quantities[q] = (kk_quantity){name, false, !to->table.quantity[q].is_amount, true, 0, (int32_t)q};
        to->quantities[count + q] = (kk_quantity){base, true, true, false, 1, (int32_t)q};
    }
    to->publication.quantity = to->quantities;
    to->publication.quantity_count = 2 * count;
    for (uint32_t r = 0; r < to->table.relation_count; r++) {
        const gen_relation *from = &to->table.relation[r];
        static const kk_relation_kind kinds[] = {KK_RELATION_SUM, KK_RELATION_AT_LEAST, KK_RELATION_AT_MOST};
        uint32_t *part = gen_room(to, from->part_count, sizeof *part);
        memcpy(part, from->part, from->part_count * sizeof *part);
        bool by_sex = to->table.quantity[from->whole].sexes != to->table.quantity[from->part[0]].sexes;
        const char *beyond = from->kind != GEN_SUM ? "" : by_sex ? "sex" : "age";
        to->relations[r] = (kk_relation){kinds[from->kind], from->whole, from->part_count, part, beyond};
    }
    to->publication.relation = to->relations;
    to->publication.relation_count = to->table.relation_count;
}

static inline kk_quantity_sum gen_sum(gen_publication *to, const uint32_t *quantity, size_t count)
{
    uint32_t *which = gen_room(to, count, sizeof *which);
    double *coefficient = gen_room(to, count, sizeof *coefficient);
    for (size_t i = 0; i < count; i++) {
        which[i] = quantity[i];
        coefficient[i] = 1;
    }
    return (kk_quantity_sum){count, which, coefficient};
}

static inline void gen_add_indicator(gen_publication *to, kk_indicator_kind kind, kk_quantity_sum numerator,
                                     kk_quantity_sum denominator)
{
    size_t i = to->publication.indicator_count++;
    assert_true(i < INDICATORS_MAX);
    to->indicators[i] = (kk_publication_indicator){.name = kk_arena_format(&to->arena, "i%zu", i),
                                                   .kind = kind,
                                                   .per = 1,
                                                   .numerator = numerator,
                                                   .denominator = denominator};
}

/* Each quantity on its own; then, now and then, one as a share of all, and two together. */
static inline void gen_choose_indicators(gen_publication *to)
{
    gen_table *table = &to->table;
    const kk_quantity_sum nothing = {0, NULL, NULL};
    uint32_t count = table->quantity_count, all = 0, last = count - 1;
    to->publication.indicator = to->indicators;
    for (uint32_t q = 0, base; q < count; q++) {
        bool is_share = table->has_public_base && !table->quantity[q].is_amount;
        base = count + q;
        gen_add_indicator(to, is_share ? KK_SHARE : KK_VALUE, gen_sum(to, &q, 1),
                          is_share ? gen_sum(to, &base, 1) : nothing);
    }
    if (last == 0 || table->quantity[last].is_amount) return;
    if (gen_chance(table, 0.4)) gen_add_indicator(to, KK_SHARE, gen_sum(to, &last, 1), gen_sum(to, &all, 1));
    if (last > 1 && gen_chance(table, 0.3))
        gen_add_indicator(to, KK_VALUE, gen_sum(to, (uint32_t[]){last - 1, last}, 2), nothing);
}

/* ---- figures ---- */

static inline double gen_figure(const gen_publication *from, const kk_quantity_sum *sum, uint32_t area)
{
    const gen_table *table = &from->table;
    double total = 0;
    for (size_t t = 0; t < sum->count; t++) {
        uint32_t q = sum->quantity[t];
        total += q < table->quantity_count ? table->value[q][area] : table->base[q - table->quantity_count][area];
    }
    return total;
}

static inline bool gen_few_persons(double count)
{
    return count > 0 && count < MINIMUM;
}

/* The primary rules, in their order. */
static inline kk_figure_status gen_rule(const gen_publication *from, const kk_publication_indicator *of, uint32_t area)
{
    uint32_t first = of->numerator.quantity[0];
    double count = gen_figure(from, &of->numerator, area), base = gen_figure(from, &of->denominator, area);
    if (first < from->table.quantity_count && from->table.quantity[first].is_amount)
        return gen_few_persons(from->table.few[first][area]) ? KK_FIGURE_SUPPRESSED_PERSONS : KK_FIGURE_OK;
    if (of->kind == KK_VALUE) return gen_few_persons(count) ? KK_FIGURE_SUPPRESSED_COUNT : KK_FIGURE_OK;
    if (base == 0) return KK_FIGURE_NO_POPULATION;
    if (gen_few_persons(base)) return KK_FIGURE_SUPPRESSED_BASE;
    if (gen_few_persons(count)) return KK_FIGURE_SUPPRESSED_COUNT;
    return gen_few_persons(base - count) ? KK_FIGURE_SUPPRESSED_REST : KK_FIGURE_OK;
}

static inline void gen_fill_column(gen_publication *to, uint32_t indicator, uint32_t level)
{
    const kk_publication_indicator *of = &to->indicators[indicator];
    size_t count = to->count[level];
    kk_publication_column *column = &to->columns[to->publication.column_count++];
    *column = (kk_publication_column){.indicator = indicator, .level = level, .period = "2024"};
    double **parts[] = {&column->value, &column->lower, &column->upper, &column->numerator, &column->denominator};
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) *parts[p] = gen_room(to, count, sizeof(double));
    column->status = gen_room(to, count, 1);
    for (size_t i = 0; i < count; i++) {
        uint32_t area = to->area[level][i];
        bool has_base = of->denominator.count > 0;
        column->status[i] = (uint8_t)gen_rule(to, of, area);
        column->numerator[i] = gen_figure(to, &of->numerator, area);
        column->denominator[i] = has_base ? gen_figure(to, &of->denominator, area) : NAN;
        column->value[i] = column->numerator[i] / (has_base ? column->denominator[i] : 1);
        column->lower[i] = column->upper[i] = NAN;
    }
}

/* ---- the whole ---- */

/* kk_truth_finder */
static inline kk_figure gen_truth(const void *context, const kk_quantity *quantity, uint32_t level, uint32_t place,
                                  const char *period)
{
    const gen_publication *from = context;
    uint32_t q = (uint32_t)quantity->column, area = from->area[level][place];
    (void)period;
    return (kk_figure){quantity->is_public ? from->table.base[q][area] : from->table.value[q][area], KK_FIGURE_OK};
}

static inline void gen_publication_begin(gen_publication *to, uint64_t number)
{
    memset(to, 0, sizeof *to);
    kk_arena_init(&to->arena);
    gen_make(&to->table, number);
    gen_make_levels(to);
    gen_make_links(to);
    gen_describe_quantities(to);
    gen_choose_indicators(to);
    to->publication.column = to->columns;
    for (uint32_t l = 0; l < to->publication.level_count; l++)
        for (uint32_t i = 0; i < to->publication.indicator_count; i++) gen_fill_column(to, i, l);
    to->publication.rules = (kk_publication_rules){MINIMUM, 2, WIDTH, AMOUNT_SHARE, 0};
    to->publication.vintage = 2024;
    kk_error err = {0};
    if (kk_facts_make(&to->publication, gen_truth, to, &to->arena, &err) != KK_OK) fail_msg("%s", err.message);
}

static inline void gen_publication_end(gen_publication *publication)
{
    kk_arena_clear(&publication->arena);
}

#endif
