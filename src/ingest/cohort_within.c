/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cohort_levels.h"
#include "kk/log.h"

#include <stdlib.h>
#include <string.h>

/* Persons of a type, region by region: those of region r are person[begin[r]] … person[begin[r + 1] − 1]. */
typedef struct region_persons {
    uint32_t *begin, *person;
} region_persons;

static kk_status sort_persons(const uint32_t *region, size_t persons, size_t regions, region_persons *out,
                              kk_error *err)
{
    out->begin = calloc(regions + 2, sizeof *out->begin);
    out->person = malloc((persons + 1) * sizeof *out->person);
    if (out->begin == NULL || out->person == NULL) return kk_fail_memory(err);
    uint32_t *next = out->begin + 1; /* becomes `begin` as it is filled */
    for (size_t i = 0; i < persons; i++)
        if (region[i] != KK_NO_REGION) next[region[i] + 1]++;
    for (size_t r = 0; r < regions; r++) next[r + 1] += next[r];
    for (size_t i = 0; i < persons; i++)
        if (region[i] != KK_NO_REGION) out->person[next[region[i]]++] = (uint32_t)i;
    return KK_OK;
}

static void clear_persons(region_persons *persons)
{
    free(persons->begin);
    free(persons->person);
}

/* The larger region in which most of the persons are, the lowest of several; KK_NO_REGION: none is in any. `count` of
   all larger regions is 0, and is so again. */
static uint32_t find_most(const uint32_t *person, size_t persons, const uint32_t *larger, uint32_t *count)
{
    uint32_t best = KK_NO_REGION;
    for (size_t i = 0; i < persons; i++) {
        uint32_t region = larger[person[i]];
        if (region == KK_NO_REGION) continue;
        count[region]++;
        if (best == KK_NO_REGION || count[region] > count[best] || (count[region] == count[best] && region < best))
            best = region;
    }
    for (size_t i = 0; i < persons; i++)
        if (larger[person[i]] != KK_NO_REGION) count[larger[person[i]]] = 0;
    return best;
}

static size_t find_parents(const region_persons *persons, const uint32_t *larger, uint32_t *count, kk_region_type *type)
{
    size_t missing = 0;
    for (size_t r = 0; r < type->count; r++) {
        uint32_t begin = persons->begin[r], end = persons->begin[r + 1];
        type->parent[r] = find_most(persons->person + begin, end - begin, larger, count);
        missing += type->parent[r] == KK_NO_REGION;
    }
    return missing;
}

static kk_status put_within(kk_cohort *cohort, size_t t, size_t larger, kk_arena *arena, kk_error *err)
{
    kk_region_type *type = &cohort->frame.type[t];
    const kk_region_type *above = &cohort->frame.type[larger];
    region_persons persons = {0};
    uint32_t *count = calloc(above->count + 1, sizeof *count);
    type->parent = kk_arena_alloc(arena, type->count, sizeof *type->parent);
    kk_status status = count == NULL || type->parent == NULL ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK) status = sort_persons(cohort->region[t], cohort->person_count, type->count, &persons, err);
    if (status != KK_OK) goto done;
    type->within = (ptrdiff_t)larger;
    size_t missing = find_parents(&persons, cohort->region[larger], count, type);
    if (missing > 0)
        kk_warn("estimates: nobody in %zu region%s of type '%s' has a region of type '%s'; shrunk to the land alone",
                missing, missing == 1 ? "" : "s", type->name, above->name);
done:
    clear_persons(&persons);
    free(count);
    return status;
}

/* ---- which type ---- */

/* Gemeenten, for wijken and buurten; −1 where the project has none. */
static ptrdiff_t usual_larger(const kk_areas *areas, const kk_estimate_frame *frame, size_t t)
{
    const kk_region_type *type = &frame->type[t];
    if (!kk_cohort_type_is(areas, type, KK_LEVEL_WIJK) && !kk_cohort_type_is(areas, type, KK_LEVEL_BUURT)) return -1;
    for (size_t l = 0; l < frame->type_count; l++)
        if (kk_cohort_type_is(areas, &frame->type[l], KK_LEVEL_GEMEENTE)) return (ptrdiff_t)l;
    return -1;
}

static kk_status find_larger(const kk_config_estimates *config, const kk_areas *areas, const kk_estimate_frame *frame,
                             size_t t, ptrdiff_t *larger, kk_error *err)
{
    const kk_config_region *region = &config->region[t];
    *larger = -1;
    if (region->land) return KK_OK;
    if (region->within == NULL) {
        *larger = usual_larger(areas, frame, t);
        return KK_OK;
    }
    if (strcmp(region->within, "all") == 0) return KK_OK;
    for (size_t l = 0; l < frame->type_count; l++) {
        if (l == t || strcmp(frame->type[l].name, region->within) != 0) continue;
        *larger = (ptrdiff_t)l;
        return KK_OK;
    }
    return kk_fail_at(err, KK_ERR_PROJECT, region->mark,
                      "there is no other type of regions '%s' for '%s' to lie within", region->within, region->type);
}

kk_status kk_cohort_within(const kk_config_estimates *config, const kk_areas *areas, kk_arena *arena, kk_cohort *cohort,
                           kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t t = 0; t < cohort->frame.type_count && status == KK_OK; t++) {
        ptrdiff_t larger;
        status = find_larger(config, areas, &cohort->frame, t, &larger, err);
        if (status == KK_OK && larger >= 0) status = put_within(cohort, t, (size_t)larger, arena, err);
    }
    return status;
}
