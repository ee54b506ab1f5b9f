/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report.h"

#include <string.h>

/* ---- one gemeente, or the whole ---- */

static bool is_within_gemeente(const char *code, const char *gemeente)
{
    kk_level_kind kind;
    return kk_code_kind(code, &kind) && strncmp(code + 2, gemeente + 2, 4) == 0;
}

bool report_holds(const report *of, const kk_level *level, size_t area)
{
    if (of->gemeente == NULL) return true;
    if (level->kind != KK_LEVEL_OWN) return is_within_gemeente(level->code[area], of->gemeente);
    const kk_membership *membership = &level->membership;
    if (membership->member_begin == NULL) return false;
    const kk_level *members = &of->areas->level[membership->member_level];
    uint32_t first = membership->member_begin[area];
    return first < membership->member_begin[area + 1] && report_holds(of, members, membership->member[first]);
}

/* The code of the gemeente in which all land of the level lies; NULL: there are more, or it cannot be told. */
static const char *only_gemeente(kk_arena *arena, const kk_level *level)
{
    const char *first = NULL;
    for (size_t i = 0; i < level->count; i++) {
        kk_level_kind kind;
        if (level->water[i]) continue;
        if (!kk_code_kind(level->code[i], &kind)) return NULL;
        if (first == NULL) first = level->code[i];
        if (strncmp(first + 2, level->code[i] + 2, 4) != 0) return NULL;
    }
    return first == NULL ? NULL : kk_arena_format(arena, "GM%.4s", first + 2);
}

static const kk_level *level_of_kind(const report *of, kk_level_kind kind, ptrdiff_t *index)
{
    for (size_t l = 0; l < of->areas->level_count; l++)
        if (of->areas->level[l].kind == kind) {
            *index = (ptrdiff_t)l;
            return &of->areas->level[l];
        }
    *index = -1;
    return NULL;
}

static bool has_areas(const report *of)
{
    for (size_t l = 0; l < of->areas->level_count; l++)
        for (size_t i = 0; i < of->areas->level[l].count; i++)
            if (report_holds(of, &of->areas->level[l], i)) return true;
    return false;
}

static kk_status choose_gemeente(report *of, kk_error *err)
{
    ptrdiff_t index;
    of->around = of->around_row = -1;
    of->place = of->config->project.title;
    of->gemeente = of->config->output.report_of;
    if (of->gemeente == NULL && of->areas->level_count > 0)
        of->gemeente = only_gemeente(of->pages.arena, &of->areas->level[0]);
    if (of->gemeente == NULL) return KK_OK;
    if (!has_areas(of))
        return kk_fail_at(err, KK_ERR_INPUT, of->config->output.mark, "no area of the project lies in 'report_of: %s'",
                          of->gemeente);
    const kk_level *gemeenten = level_of_kind(of, KK_LEVEL_GEMEENTE, &index);
    ptrdiff_t row = gemeenten != NULL ? kk_level_find(gemeenten, of->gemeente) : -1;
    if (row < 0) return KK_OK;
    of->around = index;
    of->around_row = row;
    of->place = gemeenten->area_name[row];
    return KK_OK;
}

/* ---- columns ---- */

const kk_released_column *report_column(const report *of, const kk_config_indicator *indicator, uint32_t level)
{
    for (size_t i = 0; i < of->column_count; i++)
        if (of->column[i].indicator == indicator && of->column[i].level == level && of->column[i].shown_on_map)
            return &of->column[i];
    return NULL;
}

const kk_guide_index *report_index(const report *of, uint32_t level)
{
    const kk_guide *guide = of->source->guide;
    if (guide == NULL || kk_guide_hides_ranks(of->config, of->areas, level)) return NULL;
    for (size_t i = 0; i < guide->index_count; i++)
        if (guide->index[i].level == level) return &guide->index[i];
    return NULL;
}

/* The index of need, else the first that tells of use, else the first. */
static int preference(const kk_config_indicator *indicator)
{
    if (indicator->statistic == KK_GUIDE_INDEX) return 3;
    if (indicator->statistic != KK_STATISTIC_NONE) return 0;
    return indicator->axis == KK_AXIS_USE ? 2 : 1;
}

static const kk_released_column *main_column(const report *of, uint32_t level)
{
    const kk_released_column *best = NULL;
    for (size_t i = 0; i < of->column_count; i++) {
        const kk_released_column *column = &of->column[i];
        if (column->level != level || !column->shown_on_map || preference(column->indicator) == 0) continue;
        if (best == NULL || preference(column->indicator) > preference(best->indicator)) best = column;
    }
    return best;
}

/* ---- the level ---- */

/* Of a gemeente its wijken; of the whole its gemeenten. */
static void choose_level(report *of)
{
    static const kk_level_kind of_one[] = {KK_LEVEL_WIJK, KK_LEVEL_BUURT, KK_LEVEL_GEMEENTE, KK_LEVEL_OWN};
    static const kk_level_kind of_all[] = {KK_LEVEL_GEMEENTE, KK_LEVEL_WIJK, KK_LEVEL_BUURT, KK_LEVEL_OWN};
    const kk_level_kind *order = of->gemeente != NULL ? of_one : of_all;
    of->main = NULL;
    for (int k = 0; k < 4 && of->main == NULL; k++)
        for (uint32_t l = 0; l < of->areas->level_count && of->main == NULL; l++) {
            if (of->areas->level[l].kind != order[k]) continue;
            of->level = l;
            of->main = main_column(of, l);
        }
}

static void count_shapes(const report *of, const kk_polygons *from, kk_polygons *to)
{
    for (size_t i = 0; i < of->count; i++) {
        uint32_t part = from->part_begin[of->area[i]], part_end = from->part_begin[of->area[i] + 1];
        uint32_t ring = from->ring_begin[part], ring_end = from->ring_begin[part_end];
        to->part_count += part_end - part;
        to->ring_count += ring_end - ring;
        to->point_count += from->point_begin[ring_end] - from->point_begin[ring];
    }
}

static void copy_area(const kk_polygons *from, uint32_t area, kk_polygons *to, size_t i, uint32_t at[3])
{
    to->part_begin[i] = at[0];
    for (uint32_t part = from->part_begin[area]; part < from->part_begin[area + 1]; part++) {
        to->ring_begin[at[0]++] = at[1];
        for (uint32_t ring = from->ring_begin[part]; ring < from->ring_begin[part + 1]; ring++) {
            uint32_t begin = from->point_begin[ring], points = from->point_begin[ring + 1] - begin;
            to->point_begin[at[1]++] = at[2];
            memcpy(&to->xy[2 * (size_t)at[2]], &from->xy[2 * (size_t)begin], 2 * (size_t)points * sizeof *to->xy);
            at[2] += points;
        }
    }
}

static kk_status copy_shapes(report *of, const kk_polygons *from, kk_polygons *to, kk_error *err)
{
    kk_arena *arena = of->pages.arena;
    *to = (kk_polygons){.count = of->count};
    count_shapes(of, from, to);
    to->part_begin = kk_arena_alloc(arena, of->count + 1, sizeof *to->part_begin);
    to->ring_begin = kk_arena_alloc(arena, to->part_count + 1, sizeof *to->ring_begin);
    to->point_begin = kk_arena_alloc(arena, to->ring_count + 1, sizeof *to->point_begin);
    to->xy = kk_arena_alloc(arena, 2 * to->point_count + 1, sizeof *to->xy);
    if (to->part_begin == NULL || to->ring_begin == NULL || to->point_begin == NULL || to->xy == NULL)
        return kk_fail_memory(err);
    uint32_t at[3] = {0, 0, 0};
    for (size_t i = 0; i < of->count; i++) copy_area(from, of->area[i], to, i, at);
    to->part_begin[of->count] = at[0];
    to->ring_begin[at[0]] = at[1];
    to->point_begin[at[1]] = at[2];
    return KK_OK;
}

static kk_status take_part(report *of, kk_error *err)
{
    const kk_level *level = &of->areas->level[of->level];
    kk_arena *arena = of->pages.arena;
    of->area = kk_arena_alloc(arena, level->count, sizeof *of->area);
    if (of->area == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < level->count; i++)
        if (report_holds(of, level, i)) of->area[of->count++] = (uint32_t)i;
    of->part = (kk_level){.kind = level->kind, .name = level->name, .title = level->title, .count = of->count};
    of->part.code = kk_arena_alloc(arena, of->count, sizeof *of->part.code);
    of->part.area_name = kk_arena_alloc(arena, of->count, sizeof *of->part.area_name);
    of->part.water = kk_arena_alloc(arena, of->count, sizeof *of->part.water);
    if (of->part.code == NULL || of->part.area_name == NULL || of->part.water == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < of->count; i++) {
        of->part.code[i] = level->code[of->area[i]];
        of->part.area_name[i] = level->area_name[of->area[i]];
        of->part.water[i] = level->water[of->area[i]];
    }
    return copy_shapes(of, &level->shape, &of->part.shape, err);
}

kk_status report_choose(report *of, kk_error *err)
{
    kk_status status = choose_gemeente(of, err);
    if (status != KK_OK) return status;
    choose_level(of);
    return take_part(of, err);
}

size_t report_land(const report *of)
{
    size_t count = 0;
    for (size_t i = 0; i < of->count; i++) count += !of->part.water[i];
    return count;
}

const char *report_plural(const kk_level *level)
{
    return level->kind == KK_LEVEL_OWN ? level->title : kk_level_kind_plural(level->kind);
}

const char *report_name(report *of, const kk_level *level, size_t area)
{
    ptrdiff_t index;
    const kk_level *gemeenten = level_of_kind(of, KK_LEVEL_GEMEENTE, &index);
    bool is_smaller = level->kind == KK_LEVEL_WIJK || level->kind == KK_LEVEL_BUURT;
    if (of->gemeente != NULL || gemeenten == NULL || !is_smaller) return level->area_name[area];
    ptrdiff_t row = kk_level_find(gemeenten, page_format(&of->pages, "GM%.4s", level->code[area] + 2));
    if (row < 0) return level->area_name[area];
    return page_format(&of->pages, "%s (%s)", level->area_name[area], gemeenten->area_name[row]);
}

const char *report_sheet_name(report *of, size_t i)
{
    return page_format(&of->pages, "gebied-%zu", i);
}

/* Of one gemeente alone: of a country they would be thousands. */
bool report_has_sheets(const report *of)
{
    return of->gemeente != NULL && of->main != NULL && of->part.kind != KK_LEVEL_GEMEENTE;
}
