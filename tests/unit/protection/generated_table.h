/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Tables such as a release has, of invented persons: areas in two or three levels, groups of age (which may overlap),
 * of sex and of forms of help, counts and amounts. What adds up does so by construction: each figure is a sum over the
 * same persons. Of a table the attacker's knowledge is made here, by a path that no part of the engine takes.
 */
#ifndef KK_TESTS_GENERATED_TABLE_H
#define KK_TESTS_GENERATED_TABLE_H

#include "unit/check.h"

#include "kk/protection.h"
#include "kk/random.h"

enum { AREAS_MAX = 43, QUANTITIES_MAX = 16, RELATIONS_MAX = 24, PARTS_MAX = 3, VARIABLES_MAX = 1400 };
enum { AGES = 4, SEXES = 3, FORMS = 3 }; /* the last age and sex: not known; forms: the first, the second, both */
enum { MINIMUM = 10, WIDTH = 5 };
static const double AMOUNT_SHARE = 0.2;

/* Persons of these ages, sexes and forms (bits); or their amounts. */
typedef struct gen_quantity {
    unsigned ages, sexes, forms;
    bool is_amount;
} gen_quantity;

typedef enum gen_kind { GEN_SUM, GEN_AT_LEAST, GEN_AT_MOST } gen_kind;

/* Between quantities in each area, as kk_relation. */
typedef struct gen_relation {
    gen_kind kind;
    uint32_t whole, part[PARTS_MAX], part_count;
} gen_relation;

typedef struct gen_table {
    kk_random random;
    uint32_t area_count, parent[AREAS_MAX]; /* area 0 is the whole; a parent comes before its parts */
    uint32_t quantity_count, relation_count;
    gen_quantity quantity[QUANTITIES_MAX];
    gen_relation relation[RELATIONS_MAX];
    bool has_public_base;                            /* all counts are of a number that everybody knows */
    uint32_t persons[AREAS_MAX][AGES][SEXES][FORMS]; /* located in the area and in no part of it */
    double amount[AREAS_MAX];                        /* of those persons together */
    double value[QUANTITIES_MAX][AREAS_MAX], base[QUANTITIES_MAX][AREAS_MAX];
    double few[QUANTITIES_MAX][AREAS_MAX]; /* persons behind the value */
} gen_table;

/* ---- what there is ---- */

static inline bool gen_chance(gen_table *table, double chance)
{
    return kk_random_uniform(&table->random) < chance;
}

static inline uint32_t gen_between(gen_table *table, uint32_t least, uint32_t most)
{
    return least + kk_random_below(&table->random, most - least + 1);
}

static inline void gen_split(gen_table *table, uint32_t area, uint32_t levels_below, uint32_t most)
{
    if (levels_below == 0) return;
    uint32_t parts = gen_between(table, 2, most);
    for (uint32_t p = 0; p < parts; p++) {
        uint32_t part = table->area_count++;
        table->parent[part] = area;
        gen_split(table, part, levels_below - 1, most);
    }
}

static inline uint32_t gen_add(gen_table *table, unsigned ages, unsigned sexes, unsigned forms)
{
    table->quantity[table->quantity_count] = (gen_quantity){ages, sexes, forms, false};
    return table->quantity_count++;
}

static inline void gen_relate(gen_table *table, gen_kind kind, uint32_t whole, const uint32_t *part, uint32_t count)
{
    gen_relation *relation = &table->relation[table->relation_count++];
    *relation = (gen_relation){.kind = kind, .whole = whole, .part_count = count};
    memcpy(relation->part, part, count * sizeof *part);
}

/* Bands that make up all ages, or 0–1 and 1–2 which overlap; their number. */
static inline uint32_t gen_add_ages(gen_table *table, uint32_t all, bool overlap, uint32_t *band)
{
    const gen_quantity whole = table->quantity[all];
    static const unsigned apart[] = {1, 2, 4}, overlapping[] = {3, 6};
    uint32_t count = overlap ? 2 : 3;
    for (uint32_t b = 0; b < count; b++)
        band[b] = gen_add(table, overlap ? overlapping[b] : apart[b], whole.sexes, whole.forms);
    if (!overlap) {
        gen_relate(table, GEN_SUM, all, band, count);
        return count;
    }
    for (uint32_t b = 0; b < count; b++) gen_relate(table, GEN_AT_LEAST, all, &band[b], 1);
    gen_relate(table, GEN_AT_MOST, all, band, count);
    return count;
}

static inline void gen_add_sexes(gen_table *table, uint32_t all, uint32_t *sex)
{
    const gen_quantity whole = table->quantity[all];
    for (uint32_t s = 0; s < 2; s++) sex[s] = gen_add(table, whole.ages, 1U << s, whole.forms);
    gen_relate(table, GEN_SUM, all, sex, 2);
}

/* Forms of help, of which a person may have two. */
static inline void gen_add_forms(gen_table *table, uint32_t all)
{
    uint32_t form[2] = {gen_add(table, 15, 7, 1 | 4), gen_add(table, 15, 7, 2 | 4)};
    for (uint32_t f = 0; f < 2; f++) gen_relate(table, GEN_AT_LEAST, all, &form[f], 1);
    gen_relate(table, GEN_AT_MOST, all, form, 2);
}

static inline void gen_choose_quantities(gen_table *table, bool overlap)
{
    uint32_t all = gen_add(table, 15, 7, 7), band[2][PARTS_MAX], sex[2], of_band[2];
    bool by_age = gen_chance(table, 0.6), by_sex = gen_chance(table, 0.5);
    uint32_t bands = by_age ? gen_add_ages(table, all, overlap, band[0]) : 0;
    if (by_sex) gen_add_sexes(table, all, sex);
    if (by_age && by_sex && gen_chance(table, 0.5)) {
        for (uint32_t b = 0; b < bands; b++) gen_add_sexes(table, band[0][b], of_band);
    } else if (bands == 3 && gen_chance(table, 0.5)) { /* another indicator shows two of the bands together */
        gen_relate(table, GEN_SUM, gen_add(table, 3, 7, 7), band[0], 2);
    }
    if (!by_sex && gen_chance(table, 0.4)) gen_add_forms(table, all);
    if (gen_chance(table, 0.25)) {
        gen_add(table, 15, 7, 7);
        table->quantity[table->quantity_count - 1].is_amount = true;
    }
}

/* ---- who there is ---- */

static inline void gen_people(gen_table *table, bool ages_are_known)
{
    double leaf_mean = exp(log(0.3) + log(40) * kk_random_uniform(&table->random));
    double unknown = gen_chance(table, 0.3) ? 0.03 : 0;
    bool has_parts[AREAS_MAX] = {false};
    for (uint32_t a = 1; a < table->area_count; a++) has_parts[table->parent[a]] = true;
    for (uint32_t a = 0; a < table->area_count; a++) {
        double mean = has_parts[a] ? leaf_mean * unknown * 5 : leaf_mean * exp(kk_random_normal(&table->random));
        uint32_t *cell = &table->persons[a][0][0][0];
        uint32_t count = 0;
        for (uint32_t i = 0; i < AGES * SEXES * FORMS; i++) {
            bool age_unknown = i / (SEXES * FORMS) == AGES - 1, sex_unknown = i / FORMS % SEXES == SEXES - 1;
            double share = (age_unknown && ages_are_known ? 0
                            : age_unknown                 ? unknown
                                                          : 1) *
                           (sex_unknown ? unknown : 1);
            cell[i] = (uint32_t)kk_random_poisson(&table->random, mean * share);
            count += cell[i];
        }
        for (uint32_t i = 0; i < count; i++) table->amount[a] += exp(8 + kk_random_normal(&table->random));
    }
}

static inline double gen_counted(const gen_table *table, const gen_quantity *quantity, uint32_t area)
{
    uint32_t count = 0;
    for (unsigned a = 0; a < AGES; a++)
        for (unsigned s = 0; s < SEXES; s++)
            for (unsigned f = 0; f < FORMS; f++)
                if ((quantity->ages >> a & 1) && (quantity->sexes >> s & 1) && (quantity->forms >> f & 1))
                    count += table->persons[area][a][s][f];
    return count;
}

static inline void gen_add_up(gen_table *table)
{
    double more = (double[]){2, 30, 300}[gen_between(table, 0, 2)];
    for (uint32_t q = 0; q < table->quantity_count; q++) {
        const gen_quantity *quantity = &table->quantity[q];
        for (uint32_t a = table->area_count; a-- > 0;) {
            double own = gen_counted(table, quantity, a);
            table->few[q][a] += own;
            table->value[q][a] += quantity->is_amount ? table->amount[a] : own;
            table->base[q][a] = table->value[q][a] + kk_random_poisson(&table->random, more);
            if (a == 0) continue;
            table->few[q][table->parent[a]] += table->few[q][a];
            table->value[q][table->parent[a]] += table->value[q][a];
        }
    }
}

/* Table number `number`; the same at every call. */
static inline void gen_make(gen_table *table, uint64_t number)
{
    memset(table, 0, sizeof *table);
    kk_random_init(&table->random, 20261122, number);
    bool overlap = gen_chance(table, 0.35);
    gen_choose_quantities(table, overlap);
    bool three = table->quantity_count < 6 && gen_chance(table, 0.5);
    table->area_count = 1;
    gen_split(table, 0, three ? 2 : 1, three ? 4 : 6);
    table->has_public_base = gen_chance(table, 0.5);
    gen_people(table, overlap);
    gen_add_up(table);
}

#endif
