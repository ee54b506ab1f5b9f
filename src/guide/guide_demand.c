/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_demand.h"
#include "kk/locate.h"
#include "kk/log.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ---- where ---- */

static bool is_somewhere(const kk_level *areas, size_t area)
{
    return areas->shape.part_begin[area] < areas->shape.part_begin[area + 1];
}

static bool has_youths(const kk_guide_figures *youths, const kk_level *areas)
{
    for (size_t i = 0; i < areas->count; i++)
        if (youths->value[i] > 0 && is_somewhere(areas, i)) return true;
    return false;
}

/* The level asked for, or the finest of CBS's with youths; of it the number of youths. */
static kk_status choose_level(kk_guide_work *work, const guide_demand_choice *choice, uint32_t *level,
                              kk_guide_figures *youths, kk_error *err)
{
    for (size_t l = work->areas->level_count; l-- > 0;) {
        const kk_level *areas = &work->areas->level[l];
        bool fits = choice->level == NULL ? areas->kind != KK_LEVEL_OWN : strcmp(areas->name, choice->level) == 0;
        if (!fits) continue;
        kk_status status = kk_guide_amounts_take(work, work->config->guide.youths, (uint32_t)l, youths, err);
        if (status != KK_OK) return status;
        *level = (uint32_t)l;
        if (has_youths(youths, areas)) return KK_OK;
    }
    return kk_fail_at(err, KK_ERR_PROJECT, choice->mark,
                      "it is not known how many youths live where: '%s' has no figures at %s%s",
                      work->config->indicators[work->config->guide.youths].name,
                      choice->level == NULL ? "any level" : "the level ", choice->level == NULL ? "" : choice->level);
}

static kk_status collect(kk_guide_work *work, const kk_guide_figures *youths, guide_demand *out, kk_error *err)
{
    const kk_level *areas = &work->areas->level[out->level];
    out->area = kk_arena_alloc(work->arena, areas->count, sizeof *out->area);
    out->xy = kk_arena_alloc(work->arena, areas->count, 2 * sizeof *out->xy);
    out->youths = kk_arena_alloc(work->arena, areas->count, sizeof *out->youths);
    out->weight = kk_arena_alloc(work->arena, areas->count, sizeof *out->weight);
    if (!out->area || !out->xy || !out->youths || !out->weight) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (uint32_t i = 0; i < areas->count && status == KK_OK; i++) {
        if (areas->water[i] || youths->value[i] <= 0) continue;
        if (isnan(youths->value[i]) || !is_somewhere(areas, i)) {
            out->left_out++;
            continue;
        }
        if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while placing youths in areas");
        status = kk_polygons_inner_point(&areas->shape, i, &out->xy[2 * out->count], err);
        out->area[out->count] = i;
        out->youths[out->count++] = youths->value[i];
    }
    return status;
}

kk_status guide_demand_make(kk_guide_work *work, const guide_demand_choice *choice, guide_demand *out, kk_error *err)
{
    kk_guide_figures youths;
    *out = (guide_demand){0};
    kk_status status = choose_level(work, choice, &out->level, &youths, err);
    if (status == KK_OK) status = collect(work, &youths, out, err);
    if (status != KK_OK) return status;
    if (choice->need != GUIDE_DEMAND_ALIKE) return guide_demand_weigh(work, choice, out, err);
    memcpy(out->weight, out->youths, out->count * sizeof *out->weight);
    return KK_OK;
}

/* ---- places ---- */

void guide_demand_distances(const guide_demand *demand, const kk_guide_place *place, const uint32_t *chosen,
                            size_t places, float *distance)
{
    for (size_t p = 0; p < places && !kk_interrupted(); p++)
        for (size_t d = 0; d < demand->count; d++)
            distance[p * demand->count + d] =
                (float)hypot(place[chosen[p]].x - demand->xy[2 * d], place[chosen[p]].y - demand->xy[2 * d + 1]);
}

bool guide_place_is(const kk_guide_place *place, const char *type)
{
    return strcasecmp(place->type, type) == 0;
}

size_t guide_places_of(const kk_guide_sources *sources, const char *type, uint32_t *list)
{
    size_t count = 0;
    for (size_t i = 0; i < sources->place_count; i++)
        if (guide_place_is(&sources->place[i], type)) list[count++] = (uint32_t)i;
    return count;
}

static bool is_first_of_type(const kk_guide_sources *sources, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (guide_place_is(&sources->place[i], sources->place[place].type)) return false;
    return true;
}

kk_status guide_places_need(const kk_guide_sources *sources, const char *type, kk_mark mark, kk_error *err)
{
    char types[300] = "";
    size_t length = 0;
    for (size_t i = 0; i < sources->place_count; i++) {
        const char *here = sources->place[i].type;
        if (guide_place_is(&sources->place[i], type)) return KK_OK;
        if (!is_first_of_type(sources, i) || length + strlen(here) + 3 > sizeof types) continue;
        length += (size_t)snprintf(types + length, sizeof types - length, "%s%s", length > 0 ? ", " : "", here);
    }
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "there is no place of the type '%.60s'; there are: %s", type,
                      length > 0 ? types : "none at all");
}
