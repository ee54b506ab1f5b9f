/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cohort_regions.h"
#include "ingest/cohort_grouping.h"
#include "ingest/cohort_levels.h"
#include "ingest/cohort_parse.h"
#include "kk/log.h"

#include <stdlib.h>
#include <string.h>

/* One region type while it is made. */
typedef struct region_maker {
    const kk_config *project;
    const kk_config_region *config;
    const kk_areas *areas;
    kk_arena *arena;
    const kk_cohort_texts *texts;
    const uint32_t *text; /* [person] */
    size_t person_count;
    kk_cohort_grouping grouping;
    ptrdiff_t level;     /* −1: not told */
    const char **code;   /* [text] code before grouping, NULL none */
    const char **id;     /* [text] region, NULL none */
    uint32_t *region_of; /* [text] */
    kk_region_type *type;
    uint32_t *region; /* [person] */
} region_maker;

/* ---- from texts to ids ---- */

/* The first letters, and what is left of a letter of several bytes: half of one would be no text. */
static kk_cell cut(kk_cell cell, size_t first)
{
    if (first == 0 || cell.length <= first) return cell;
    while (first < cell.length && ((unsigned char)cell.text[first] & 0xC0) == 0x80) first++;
    return (kk_cell){cell.text, first};
}

static kk_status code_of_text(region_maker *in, uint32_t t, const char **code, kk_error *err)
{
    kk_cell cell = kk_cohort_texts_get(in->texts, t);
    *code = NULL;
    if (in->config->column == NULL) {
        kk_locus place;
        memcpy(&place, cell.text, sizeof place);
        *code = kk_cohort_climb(in->areas, place, (size_t)in->level);
        return KK_OK;
    }
    if (kk_cohort_is_missing(cell)) return KK_OK;
    char full[12];
    bool told = in->level >= 0 && in->config->grouping.path == NULL;
    cell = cut(cell, in->config->first);
    if (told && kk_cohort_level_code(&in->areas->level[in->level], cell, full)) cell = (kk_cell){full, strlen(full)};
    *code = kk_arena_text(in->arena, cell.text, cell.length);
    return *code == NULL ? kk_fail_memory(err) : KK_OK;
}

static kk_status name_texts(region_maker *in, kk_error *err)
{
    kk_status status = KK_OK;
    for (uint32_t t = 0; t < in->texts->count && status == KK_OK; t++) {
        status = code_of_text(in, t, &in->code[t], err);
        in->id[t] = in->code[t];
        if (in->code[t] != NULL && in->config->grouping.path != NULL)
            in->id[t] = kk_cohort_grouping_find(&in->grouping, in->code[t]);
    }
    return status;
}

static int by_id(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The distinct ids, ascending. */
static kk_status list_ids(region_maker *in, kk_error *err)
{
    size_t count = 0;
    const char **id = kk_arena_alloc(in->arena, in->texts->count, sizeof *id);
    if (id == NULL) return kk_fail_memory(err);
    for (uint32_t t = 0; t < in->texts->count; t++)
        if (in->id[t] != NULL) id[count++] = in->id[t];
    qsort(id, count, sizeof *id, by_id);
    in->type->id = id;
    for (size_t i = 0; i < count; i++)
        if (i == 0 || strcmp(id[i], id[in->type->count - 1]) != 0) id[in->type->count++] = id[i];
    for (uint32_t t = 0; t < in->texts->count; t++) {
        in->region_of[t] = KK_NO_REGION;
        if (in->id[t] == NULL) continue;
        const char **found = bsearch(&in->id[t], id, in->type->count, sizeof *id, by_id);
        in->region_of[t] = (uint32_t)(found - id);
    }
    return KK_OK;
}

/* ---- persons ---- */

/* A warning where it is a tenth of all persons or more. */
static void tell_ungrouped(const region_maker *in)
{
    void (*tell)(const char *format, ...) __attribute__((format(printf, 1, 2))) = kk_note;
    size_t codes = 0;
    int64_t persons = 0;
    for (uint32_t t = 0; t < in->texts->count; t++) codes += in->code[t] != NULL && in->id[t] == NULL;
    for (size_t i = 0; i < in->person_count; i++)
        persons += in->text[i] != KK_NO_TEXT && in->code[in->text[i]] != NULL && in->id[in->text[i]] == NULL;
    if (codes == 0) return;
    if (persons * 10 >= (int64_t)in->person_count) tell = kk_warn;
    int64_t told = kk_record_count_told(persons);
    tell("estimates: %zu code%s of the cohort not in %s: %s%lld persons in no region of type '%s'", codes,
         codes == 1 ? "" : "s", in->config->grouping.given, told < 0 ? "fewer than " : "about ",
         told < 0 ? 10LL : (long long)told, in->config->type);
}

static kk_status place_persons(region_maker *in, kk_error *err)
{
    kk_status status = name_texts(in, err);
    if (status == KK_OK) status = list_ids(in, err);
    if (status != KK_OK) return status;
    for (size_t i = 0; i < in->person_count; i++)
        in->region[i] = in->text[i] == KK_NO_TEXT ? KK_NO_REGION : in->region_of[in->text[i]];
    if (in->type->count == 0) kk_warn("estimates: nobody in the cohort has a region of type '%s'", in->config->type);
    tell_ungrouped(in);
    return KK_OK;
}

/* ---- types ---- */

static kk_status finish_type(region_maker *in, kk_error *err)
{
    kk_region_type *type = in->type;
    bool grouped = in->config->grouping.path != NULL;
    type->title = kk_arena_alloc(in->arena, type->count, sizeof *type->title);
    if (type->title == NULL) return kk_fail_memory(err);
    type->level = in->level >= 0 && !grouped ? in->level : kk_cohort_level_guess(in->areas, type);
    kk_cohort_level_warn(in->project, in->areas, type);
    kk_cohort_titles(in->areas, &in->grouping, type);
    return KK_OK;
}

static kk_status make_type(region_maker *in, kk_error *err)
{
    const kk_config_region *config = in->config;
    kk_status status = KK_OK;
    in->level = -1;
    if (config->level != NULL) status = kk_cohort_level_named(in->areas, config->level, config->mark, &in->level, err);
    if (status == KK_OK && config->grouping.path != NULL)
        status = kk_cohort_grouping_read(&config->grouping, in->arena, &in->grouping, err);
    in->code = calloc(in->texts->count + 1, sizeof *in->code);
    in->id = calloc(in->texts->count + 1, sizeof *in->id);
    in->region_of = calloc(in->texts->count + 1, sizeof *in->region_of);
    bool whole = in->code != NULL && in->id != NULL && in->region_of != NULL;
    if (status == KK_OK) status = whole ? place_persons(in, err) : kk_fail_memory(err);
    if (status == KK_OK) status = finish_type(in, err);
    kk_cohort_grouping_clear(&in->grouping);
    free(in->code);
    free(in->id);
    free(in->region_of);
    return status;
}

static kk_status make_land(region_maker *in, kk_error *err)
{
    in->type->count = 1;
    in->type->id = kk_arena_alloc(in->arena, 1, sizeof *in->type->id);
    in->type->title = kk_arena_alloc(in->arena, 1, sizeof *in->type->title);
    if (in->type->id == NULL || in->type->title == NULL) return kk_fail_memory(err);
    in->type->id[0] = "all";
    in->type->title[0] = "";
    memset(in->region, 0, in->person_count * sizeof *in->region);
    return KK_OK;
}

static kk_status make_one(const kk_cohort_pile *pile, size_t index, region_maker *in, kk_cohort *cohort, kk_error *err)
{
    ptrdiff_t column = pile->columns->region[index];
    in->config = &pile->columns->config->region[index];
    in->person_count = cohort->person_count;
    in->type = &cohort->frame.type[index];
    *in->type = (kk_region_type){.name = in->config->type, .level = -1, .within = -1};
    in->region = cohort->region[index] = malloc((in->person_count + 1) * sizeof *in->region);
    if (in->region == NULL) return kk_fail_memory(err);
    if (column < 0) return make_land(in, err);
    in->texts = &pile->texts[column];
    in->text = pile->text[column];
    return make_type(in, err);
}

static void count_located(const kk_cohort_pile *pile, kk_cohort *cohort)
{
    if (pile->columns->place < 0) return;
    const uint32_t *text = pile->text[pile->columns->place];
    for (size_t i = 0; i < cohort->person_count; i++) cohort->located += text[i] != KK_NO_TEXT;
    cohort->not_located = (int64_t)cohort->person_count - cohort->located;
}

kk_status kk_cohort_regions_make(const kk_cohort_pile *pile, const kk_config *config, const kk_areas *areas,
                                 kk_arena *arena, kk_cohort *cohort, kk_error *err)
{
    const kk_config_estimates *estimates = &config->estimates;
    size_t count = estimates->region_count;
    if (count > KK_REGION_TYPES_MAX)
        return kk_fail_at(err, KK_ERR_PROJECT, estimates->mark, "more than %d types of regions; leave some out",
                          KK_REGION_TYPES_MAX);
    cohort->frame.type = kk_arena_alloc(arena, count, sizeof *cohort->frame.type);
    if (cohort->frame.type == NULL) return kk_fail_memory(err);
    cohort->frame.type_count = count;
    kk_status status = KK_OK;
    for (size_t t = 0; t < count && status == KK_OK; t++) {
        region_maker in = {.project = config, .areas = areas, .arena = arena};
        status = make_one(pile, t, &in, cohort, err);
    }
    count_located(pile, cohort);
    return status == KK_OK ? kk_cohort_within(estimates, areas, arena, cohort, err) : status;
}
