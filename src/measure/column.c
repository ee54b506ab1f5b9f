/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/column.h"
#include "config/measure.h"

#include <string.h>

typedef struct trait {
    bool known;
    kk_basis basis;
    unsigned needs;
    bool counts_persons; /* youths or families: its own guard */
} trait;

#define PERSONS(needs)                                                                                                 \
    {                                                                                                                  \
        true, KK_OF_YOUTHS, needs, true                                                                                \
    }
#define SUM(needs)                                                                                                     \
    {                                                                                                                  \
        true, KK_OF_YOUTHS, needs, false                                                                               \
    }

static const trait traits[KK_MEASURE_KIND_COUNT] = {
    [KK_MEASURE_YOUTHS] = PERSONS(KK_HAS_CARE),
    [KK_MEASURE_YOUTHS_NEW] = PERSONS(KK_HAS_CARE),
    [KK_MEASURE_YOUTHS_ENDED] = PERSONS(KK_HAS_CARE),
    [KK_MEASURE_YOUTHS_RUNNING] = PERSONS(KK_HAS_CARE),
    [KK_MEASURE_YOUTHS_HELPED] = PERSONS(KK_HAS_HELP),
    [KK_MEASURE_CARE_PERIODS] = SUM(KK_HAS_CARE),
    [KK_MEASURE_PROVIDERS] = SUM(KK_HAS_CARE | KK_HAS_PROVIDERS),
    [KK_MEASURE_YOUTHS_PROVIDERS] = PERSONS(KK_HAS_CARE | KK_HAS_PROVIDERS),
    [KK_MEASURE_YOUTHS_3_PROVIDERS] = PERSONS(KK_HAS_CARE | KK_HAS_PROVIDERS),
    [KK_MEASURE_YOUTHS_SEVERAL] = PERSONS(KK_HAS_CARE),
    [KK_MEASURE_FAMILIES] = {true, KK_OF_FAMILIES, KK_HAS_CARE | KK_HAS_PROVIDERS | KK_HAS_FAMILIES, true},
    [KK_MEASURE_FAMILY_PROVIDERS] = {true, KK_OF_FAMILIES, KK_HAS_CARE | KK_HAS_PROVIDERS | KK_HAS_FAMILIES, false},
    [KK_MEASURE_YOUTHS_LIGHT_INDICATED] = PERSONS(KK_HAS_CARE),
    [KK_MEASURE_YOUTHS_LADDER] = PERSONS(KK_HAS_CARE),
    [KK_MEASURE_YOUTHS_DOWN] = PERSONS(KK_HAS_CARE),
    [KK_MEASURE_YOUTHS_UP] = PERSONS(KK_HAS_CARE),
    [KK_MEASURE_INVITED] = PERSONS(KK_HAS_CONTACTS),
    [KK_MEASURE_NOT_SEEN] = PERSONS(KK_HAS_CONTACTS),
    [KK_MEASURE_REQUESTS_ENDED] = SUM(KK_HAS_REQUESTS),
    [KK_MEASURE_REQUESTS_SOLVED] = SUM(KK_HAS_REQUESTS),
    [KK_MEASURE_PARTICIPANTS] = PERSONS(KK_HAS_PARTICIPATIONS),
    [KK_MEASURE_WAIT_STARTED] = {true, KK_OF_WAITS, KK_HAS_WAITS, false},
    [KK_MEASURE_WAIT_LEFT] = {true, KK_OF_WAITS, KK_HAS_WAITS, false},
    [KK_MEASURE_WAIT_MEDIAN] = {true, KK_OF_WAITS, KK_HAS_WAITS, false},
    [KK_MEASURE_DURATION_MEDIAN] = {true, KK_OF_DURATIONS, KK_HAS_CARE, false},
    [KK_MEASURE_RETURNED] = {true, KK_OF_RETURNS, KK_HAS_CARE, false},
    [KK_MEASURE_RETURN_MEDIAN] = {true, KK_OF_RETURNS, KK_HAS_CARE, false},
    [KK_MEASURE_CENTS] = SUM(KK_HAS_CENTS),
    [KK_MEASURE_YOUTHS_CENTS] = PERSONS(KK_HAS_CENTS),
};

static bool counts_persons(const kk_measure *measure)
{
    if (measure->part == KK_PART_PERSONS || measure->part == KK_PART_BASE) return true;
    return measure->part == KK_PART_VALUE && traits[measure->kind].counts_persons;
}

static bool is_amount(const kk_measure *measure)
{
    return measure->kind == KK_MEASURE_CENTS && measure->part == KK_PART_VALUE;
}

static kk_measure_column column_of(const kk_codes *codes, const kk_measure *measure)
{
    const trait *trait_of = &traits[measure->kind];
    uint64_t all = kk_codes_forms(codes, "all");
    return (kk_measure_column){
        .measure = *measure,
        .basis = trait_of->basis,
        .needs = trait_of->needs,
        .any_form = (measure->forms & all) == all,
        .item = measure->item[0] == '\0' ? 0 : kk_name_hash(measure->item, strlen(measure->item)),
    };
}

/* The column with the persons behind column `c`; added when no other is it. */
static size_t find_guard(kk_measure_columns *columns, size_t c)
{
    const kk_measure *guarded = &columns->item[c].measure;
    if (counts_persons(guarded)) return c;
    for (size_t g = 0; g < columns->count; g++) {
        const kk_measure *m = &columns->item[g].measure;
        if (m->kind == guarded->kind && counts_persons(m) && kk_measure_selects_same(m, guarded) &&
            kk_measure_has_same_limit(m, guarded))
            return g;
    }
    columns->item[columns->count] = columns->item[c];
    columns->item[columns->count].measure.part = KK_PART_PERSONS;
    columns->item[columns->count].guard = columns->count;
    return columns->count++;
}

/* Behind all others: the largest, the second and the sizes of column `c`. */
static size_t add_largest(kk_measure_columns *columns, size_t c)
{
    size_t first = columns->count;
    for (kk_measure_part part = KK_PART_LARGEST; part <= KK_PART_SIZES; part++) {
        kk_measure_column *column = &columns->item[columns->count++];
        *column = columns->item[c];
        column->measure.part = part;
        if (part != KK_PART_LARGEST) column->basis = KK_OF_LARGEST;
    }
    return first;
}

static size_t find_group(kk_measure_columns *columns, const kk_measure_column *column)
{
    for (size_t g = 0; g < columns->group_count; g++) {
        const kk_measure_column *other = columns->group[g];
        if (other->basis == column->basis && kk_measure_selects_same(&other->measure, &column->measure)) return g;
    }
    columns->group[columns->group_count] = column;
    return columns->group_count++;
}

kk_status kk_measure_columns_make(const kk_config *config, const kk_config_table *table, kk_arena *arena,
                                  kk_measure_columns *out, kk_error *err)
{
    enum { COLUMNS_EACH = 5 }; /* itself, its persons, and of money the three of who has most */
    size_t wanted = table->wanted_count;
    bool has_rule = config->disclosure.dominance_share > 0 || config->disclosure.p_percent > 0;
    *out =
        (kk_measure_columns){.count = wanted, .item = kk_arena_alloc(arena, COLUMNS_EACH * wanted, sizeof *out->item)};
    out->group = kk_arena_alloc(arena, COLUMNS_EACH * wanted, sizeof *out->group);
    if (out->item == NULL || out->group == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < wanted; c++) {
        if (!traits[table->measures[c].kind].known)
            return kk_fail(err, KK_ERR_INTERNAL, "column '%s' is not one of records", table->wanted[c].name);
        out->item[c] = column_of(&config->codes, &table->measures[c]);
    }
    for (size_t c = 0; c < wanted; c++) out->item[c].guard = find_guard(out, c);
    for (size_t c = 0; c < wanted && has_rule; c++)
        if (is_amount(&out->item[c].measure)) out->item[c].largest = add_largest(out, c);
    out->cell_count = out->count;
    for (size_t c = 0; c < out->count; c++) {
        kk_measure_column *column = &out->item[c];
        if (column->measure.part == KK_PART_SQUARES) column->high = out->cell_count++;
        if (column->basis >= KK_OF_WAITS) column->group = find_group(out, column);
        out->has_families |= column->basis == KK_OF_FAMILIES;
    }
    return KK_OK;
}
