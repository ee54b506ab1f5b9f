/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/population.h"
#include "ingest/period.h"
#include "ingest/record_location.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- rows ---- */

void kk_population_forget_ages(kk_population_cell *cell, kk_figure_status status)
{
    for (int age = 0; age < KK_POPULATION_AGES; age++)
        cell->count[age][0] = cell->count[age][1] = cell->unsexed[age] = NAN;
    cell->status = (uint8_t)status;
}

/* "NL00", "PV20", "LD01", "CR03": parts of the country that are no areas here. */
static bool is_region(const char *code)
{
    return strlen(code) == 4 && isupper((unsigned char)code[0]) && isupper((unsigned char)code[1]) &&
           isdigit((unsigned char)code[2]) && isdigit((unsigned char)code[3]);
}

static bool is_left_out(const kk_config *config, const char *code)
{
    for (size_t i = 0; i < config->areas.gemeente_count; i++)
        if (strncmp(config->areas.gemeenten[i] + 2, code + 2, 4) == 0) return false;
    return config->areas.gemeente_count > 0;
}

kk_population_where kk_population_area(const kk_population_maker *in, kk_cell cell, kk_locus *place)
{
    char code[12];
    kk_level_kind kind;
    if (cell.length == 0) return KK_ROW_NO_CODE;
    kk_area_code_parse(cell, code);
    if (!kk_code_kind(code, &kind)) return is_region(code) ? KK_ROW_ASIDE : KK_ROW_NO_CODE;
    for (size_t l = 0; l < in->areas->level_count; l++) {
        const kk_level *level = &in->areas->level[l];
        ptrdiff_t area = level->kind == kind ? kk_level_find(level, code) : -1;
        if (area < 0) continue;
        *place = kk_locus_of(l, (size_t)area);
        return KK_ROW_OF_AREA;
    }
    return is_left_out(in->config, code) ? KK_ROW_ASIDE : KK_ROW_NO_AREA;
}

bool kk_population_tells(const char *name, const kk_period *period)
{
    size_t length = strlen(name);
    return strcmp(name, period->name) == 0 || (length == 4 && strncmp(name, period->name, length) == 0);
}

/* ---- adding up ---- */

/* Ages and births are added up apart: a file may have one of them at a level where it lacks the other. */
typedef enum part { AGES, BIRTHS } part;

static kk_figure_status status_of(const kk_population_cell *cell, part what)
{
    return (kk_figure_status)(what == AGES ? cell->status : cell->births_status);
}

static void set_status(kk_population_cell *cell, part what, kk_figure_status status)
{
    if (what == AGES && !kk_figure_has_value(status)) kk_population_forget_ages(cell, status);
    if (what == AGES) cell->status = (uint8_t)status;
    if (what == BIRTHS && !kk_figure_has_value(status)) cell->births = NAN;
    if (what == BIRTHS) cell->births_status = (uint8_t)status;
}

static void begin_sum(kk_population_cell *cell, part what)
{
    memset(cell->count, 0, what == AGES ? sizeof cell->count : 0);
    memset(cell->unsexed, 0, what == AGES ? sizeof cell->unsexed : 0);
    if (what == BIRTHS) cell->births = 0;
    set_status(cell, what, KK_FIGURE_OK);
}

static void add(kk_population_cell *sum, const kk_population_cell *cell, part what)
{
    if (what == BIRTHS) sum->births += cell->births;
    for (int age = 0; age < KK_POPULATION_AGES && what == AGES; age++) {
        for (int sex = 0; sex < 2; sex++) sum->count[age][sex] += cell->count[age][sex];
        sum->unsexed[age] += cell->unsexed[age];
    }
    set_status(sum, what, kk_figure_status_combine(status_of(sum, what), status_of(cell, what)));
}

static bool has_any(const kk_population_maker *in, size_t level, size_t period, part what)
{
    for (size_t i = 0; i < in->areas->level[level].count; i++)
        if (status_of(&in->out->level[level][period][i], what) != KK_FIGURE_ABSENT) return true;
    return false;
}

/* The area of `level` that the area of that code lies in; −1: none. */
static ptrdiff_t find_above(const kk_level *level, const char *code)
{
    char at[16], parent[16];
    kk_level_kind kind;
    snprintf(at, sizeof at, "%s", code);
    while (kk_code_kind(at, &kind) && kind != level->kind) {
        if (!kk_code_parent(at, parent)) return -1;
        memcpy(at, parent, sizeof at);
    }
    return kk_level_find(level, at);
}

/* What the file lacks of a level, from a finer one; `begun` has room for its areas. */
static void add_up_level(const kk_population_maker *in, size_t level, size_t finest, size_t period, part what,
                         bool *begun)
{
    const kk_level *to = &in->areas->level[level], *from = &in->areas->level[finest];
    kk_population_cell *sum = in->out->level[level][period], *cell = in->out->level[finest][period];
    memset(begun, 0, to->count * sizeof *begun);
    for (size_t i = 0; i < from->count; i++) {
        ptrdiff_t above = from->water[i] ? -1 : find_above(to, from->code[i]);
        if (above < 0 || (!begun[above] && status_of(&sum[above], what) != KK_FIGURE_ABSENT)) continue;
        if (!begun[above]) begin_sum(&sum[above], what);
        begun[above] = true;
        add(&sum[above], &cell[i], what);
    }
}

static void add_up_own(const kk_population_maker *in, size_t level, size_t period, part what)
{
    const kk_membership *members = &in->areas->level[level].membership;
    const kk_level *from = &in->areas->level[members->member_level];
    for (size_t i = 0; i < in->areas->level[level].count; i++) {
        kk_population_cell *sum = &in->out->level[level][period][i];
        begin_sum(sum, what);
        size_t count = 0;
        for (uint32_t m = members->member_begin[i]; m < members->member_begin[i + 1]; m++) {
            if (from->water[members->member[m]]) continue;
            add(sum, &in->out->level[members->member_level][period][members->member[m]], what);
            count++;
        }
        if (count == 0) set_status(sum, what, KK_FIGURE_ABSENT);
    }
}

static size_t most_areas(const kk_areas *areas)
{
    size_t most = 0;
    for (size_t l = 0; l < areas->level_count; l++)
        if (areas->level[l].count > most) most = areas->level[l].count;
    return most;
}

static kk_status add_up(const kk_population_maker *in, part what)
{
    const kk_areas *areas = in->areas;
    bool *begun = kk_arena_alloc(in->arena, most_areas(areas), sizeof *begun);
    if (begun == NULL) return kk_fail_memory(in->err);
    size_t own = 0;
    while (own < areas->level_count && areas->level[own].kind != KK_LEVEL_OWN) own++;
    for (size_t p = 0; p < in->out->period_count; p++) {
        size_t finest = own;
        while (finest > 0 && !has_any(in, finest - 1, p, what)) finest--;
        for (size_t l = 0; l + 1 < finest; l++) add_up_level(in, l, finest - 1, p, what, begun);
        for (size_t l = own; l < areas->level_count; l++) add_up_own(in, l, p, what);
    }
    return KK_OK;
}

/* ---- births without a file ---- */

static void take_births(kk_population_cell *cell, const kk_population_cell *of)
{
    cell->births = of->count[0][0] + of->count[0][1] + of->unsexed[0];
    cell->births_status = (uint8_t)(isnan(cell->births) && of->status == KK_FIGURE_OK ? KK_FIGURE_UNKNOWN : of->status);
}

/* Who is 0 on the last day of a year was born in it. */
static void births_of_age_0(const kk_population_maker *in)
{
    const kk_population *out = in->out;
    for (size_t l = 0; l < in->areas->level_count; l++)
        for (size_t p = 0; p < out->period_count; p++) {
            size_t from = p;
            for (size_t q = p + 1; q < out->period_count; q++)
                if (kk_period_year(out->period[q].name) == kk_period_year(out->period[p].name) + 1) from = q;
            for (size_t i = 0; i < in->areas->level[l].count; i++) {
                bool known = kk_figure_has_value((kk_figure_status)out->level[l][from][i].status);
                take_births(&out->level[l][p][i], &out->level[l][known ? from : p][i]);
            }
        }
}

/* ---- the whole ---- */

static kk_status choose_periods(kk_population_maker *in)
{
    kk_population *out = in->out;
    out->period = in->config->records.period;
    out->period_count = in->config->records.period_count;
    if (out->period_count > 0) return KK_OK;
    kk_period *only = kk_arena_alloc(in->arena, 1, sizeof *only);
    if (only == NULL) return kk_fail_memory(in->err);
    out->period = only;
    out->period_count = 1;
    if (kk_period_of(in->config->project.period, only)) return KK_OK;
    return kk_fail_at(in->err, KK_ERR_PROJECT, in->config->project.mark,
                      "'%s' is no period of which a population can be told; expected a year such as 2023, or 2023KW01",
                      in->config->project.period);
}

static kk_status make_cells(kk_population_maker *in)
{
    kk_population *out = in->out;
    for (size_t l = 0; l < in->areas->level_count; l++) {
        size_t count = in->areas->level[l].count;
        out->level[l] = kk_arena_alloc(in->arena, out->period_count, sizeof *out->level[l]);
        if (out->level[l] == NULL) return kk_fail_memory(in->err);
        for (size_t p = 0; p < out->period_count; p++) {
            out->level[l][p] = kk_arena_alloc(in->arena, count, sizeof **out->level[l]);
            if (out->level[l][p] == NULL) return kk_fail_memory(in->err);
            for (size_t i = 0; i < count; i++) {
                set_status(&out->level[l][p][i], AGES, KK_FIGURE_ABSENT);
                set_status(&out->level[l][p][i], BIRTHS, KK_FIGURE_ABSENT);
            }
        }
    }
    return KK_OK;
}

kk_status kk_population_read(const kk_config *config, const kk_areas *areas, const kk_table *tables, kk_arena *arena,
                             kk_rejects *rejects, kk_population *out, kk_error *err)
{
    kk_population_maker in = {
        .config = config, .areas = areas, .arena = arena, .rejects = rejects, .out = out, .err = err};
    bool births = config->population.births.file.path != NULL, derived = config->population.csv.file.path == NULL;
    *out = (kk_population){0};
    kk_status status = choose_periods(&in);
    if (status == KK_OK) status = make_cells(&in);
    if (status == KK_OK) status = derived ? kk_population_derive(&in, tables) : kk_population_read_ages(&in);
    if (status == KK_OK) status = add_up(&in, AGES);
    if (status != KK_OK) return status;
    if (!births) {
        births_of_age_0(&in);
        return KK_OK;
    }
    status = kk_population_read_births(&in);
    return status == KK_OK ? add_up(&in, BIRTHS) : status;
}
