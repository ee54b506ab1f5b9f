/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/merge.h"
#include "kk/log.h"
#include "kk/merge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- inhabitants ---- */

/* The period of the project, or else the last that the table has. */
static size_t find_period(const kk_table *table, const char *wanted)
{
    for (size_t p = 0; p < table->period_count; p++)
        if (strcmp(table->period[p], wanted) == 0) return p;
    return table->period_count - 1;
}

/* NaN where the table tells none; returns how many areas it does tell of. */
static size_t find_persons(const kk_level *level, const kk_table *table, uint32_t column, size_t period,
                           double *persons)
{
    size_t found = 0;
    for (size_t i = 0; i < level->count; i++) persons[i] = NAN;
    for (size_t row = 0; row < table->row_count; row++) {
        if (table->row_period[row] != period) continue;
        ptrdiff_t area = kk_level_find(level, table->code[row]);
        if (area < 0 || level->water[area]) continue;
        size_t at = row * table->column_count + column;
        kk_figure_status status = (kk_figure_status)table->status[at];
        persons[area] = status == KK_FIGURE_NO_POPULATION ? 0 : kk_figure_has_value(status) ? table->value[at] : NAN;
        if (!isnan(persons[area])) found++;
    }
    return found;
}

/* ---- what is told of it ---- */

static void warn_of_unknown(const kk_config_group *group, const kk_level *from, double *persons)
{
    size_t unknown = 0;
    for (size_t i = 0; i < from->count; i++) {
        if (persons[i] >= 0) continue;
        unknown += !from->water[i];
        persons[i] = 0;
    }
    if (unknown > 0)
        kk_warn("%s: of %zu %s the inhabitants are not known; they are merged as if nobody lived there", group->name,
                unknown, from->plural);
}

static void warn_of_small(const kk_config_group *group, const kk_level *level, const double *persons)
{
    const kk_membership *members = &level->membership;
    size_t small = 0;
    for (size_t i = 0; i < level->count; i++) {
        double inhabitants = 0;
        for (uint32_t m = members->member_begin[i]; m < members->member_begin[i + 1]; m++)
            inhabitants += persons[members->member[m]];
        small += inhabitants < group->merge.until;
    }
    if (small > 0)
        kk_warn("%s: %zu of %zu areas have fewer than %g inhabitants; nothing more borders on them within their %s",
                group->name, small, level->count, group->merge.until,
                strcmp(group->merge.level, "wijk") == 0 ? "gemeente" : "wijk");
}

/* ---- one group ---- */

static kk_status find_level(const kk_areas *areas, const kk_config_group *group, size_t *level, kk_error *err)
{
    for (*level = 0; *level < areas->level_count; (*level)++)
        if (strcmp(areas->level[*level].name, group->merge.level) == 0) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, group->mark, "%s: the sources have no areas of the level '%s' to merge",
                      group->name, group->merge.level);
}

static kk_status merge(const kk_config_group *group, const double *persons, int threads, kk_areas *areas, size_t from,
                       kk_arena *arena, kk_error *err)
{
    static const kk_config_neighbours rule = {.rule = KK_NEIGHBOURS_ROOK, .tolerance_m = 0.001};
    const kk_level *level = &areas->level[from];
    kk_level *to = &areas->level[areas->level_count];
    *to = (kk_level){
        .kind = KK_LEVEL_OWN, .name = group->name, .plural = group->name, .title = group->title, .derived = true};
    kk_neighbours neighbours;
    uint32_t *joined = calloc(level->count + 1, sizeof *joined);
    kk_status status = joined == NULL ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK) status = kk_neighbours_make(level, &rule, threads, arena, &neighbours, err);
    if (status == KK_OK) status = kk_merge_neighbours(level, &neighbours, persons, group->merge.until, joined, err);
    if (status == KK_OK) status = kk_merge_level(areas, from, joined, arena, to, err);
    if (status == KK_OK) areas->level_count++;
    free(joined);
    return status;
}

static kk_status add_group(const kk_config *config, const kk_config_group *group, const kk_table *tables, int threads,
                           kk_areas *areas, kk_arena *arena, kk_error *err)
{
    size_t from;
    kk_status status = find_level(areas, group, &from, err);
    if (status != KK_OK) return status;
    const kk_level *level = &areas->level[from];
    const kk_table *table = &tables[group->merge.table];
    double *persons = calloc(level->count + 1, sizeof *persons);
    if (persons == NULL) return kk_fail_memory(err);
    size_t period = table->period_count > 0 ? find_period(table, config->project.period) : 0;
    if (find_persons(level, table, group->merge.column, period, persons) == 0)
        status = kk_fail_at(err, KK_ERR_PROJECT, group->mark,
                            "%s: the table '%s' tells of no %s how many people live "
                            "there",
                            group->name, table->config->name, level->name);
    if (status == KK_OK) {
        warn_of_unknown(group, level, persons);
        status = merge(group, persons, threads, areas, from, arena, err);
    }
    if (status == KK_OK) warn_of_small(group, &areas->level[areas->level_count - 1], persons);
    free(persons);
    return status;
}

kk_status kk_areas_merge(const kk_config *config, const kk_table *tables, int threads, kk_areas *areas, kk_arena *arena,
                         kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t g = 0; g < config->areas.group_count && status == KK_OK; g++) {
        const kk_config_group *group = &config->areas.groups[g];
        if (group->merge.level != NULL) status = add_group(config, group, tables, threads, areas, arena, err);
    }
    return status;
}
