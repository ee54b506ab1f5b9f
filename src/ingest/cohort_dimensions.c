/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cohort_dimensions.h"
#include "ingest/cohort_parse.h"
#include "ingest/encoding.h"
#include "ingest/wiped.h"
#include "kk/log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CLASSES_MAX = 255 };
#define SCALE_HINT "ranks run from 0 to 1 (divide a percentile by 100), or give `windows:` of the predictor's own scale"
#define EVERYONE UINT64_C(1) /* group 0 */

/* One dimension while it is made. */
typedef struct dimension_maker {
    const kk_config_estimates *config;
    const kk_cohort_pile *pile;
    kk_cohort *cohort;
    kk_arena *arena;
    uint64_t *bits; /* [person] groups */
    kk_dimension *dimension;
    kk_mark mark;
    kk_error *err;
} dimension_maker;

/* ---- groups ---- */

static kk_status add_group(dimension_maker *in, const char *name, double at)
{
    kk_dimension *dimension = in->dimension;
    if (dimension->group_count == KK_GROUPS_MAX)
        return kk_fail_at(in->err, KK_ERR_PROJECT, in->mark,
                          "the dimension '%s' has more than %d groups; list fewer, with several values in one",
                          dimension->name, KK_GROUPS_MAX - 1);
    dimension->group[dimension->group_count] = name;
    dimension->at[dimension->group_count++] = at;
    return KK_OK;
}

static kk_status begin_groups(dimension_maker *in, const char *name)
{
    *in->dimension = (kk_dimension){.name = name};
    in->dimension->group = kk_arena_alloc(in->arena, KK_GROUPS_MAX, sizeof *in->dimension->group);
    in->dimension->at = kk_arena_alloc(in->arena, KK_GROUPS_MAX, sizeof *in->dimension->at);
    if (in->dimension->group == NULL || in->dimension->at == NULL) return kk_fail_memory(in->err);
    return add_group(in, "all", NAN);
}

/* ---- classes ---- */

static int by_bits(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

/* Index in `set`, which has `count`; `count` when it is not there. */
static size_t find_bits(const uint64_t *set, size_t count, uint64_t bits)
{
    size_t i = 0;
    while (i < count && set[i] != bits) i++;
    return i;
}

/* The distinct sets of groups among `bits`, ascending; CLASSES_MAX + 1 when there are more. */
static size_t find_classes(const uint64_t *bits, size_t persons, uint64_t set[CLASSES_MAX + 1])
{
    size_t count = 0;
    for (size_t i = 0; i < persons && count <= CLASSES_MAX; i++)
        if (find_bits(set, count, bits[i]) == count) set[count++] = bits[i];
    if (persons == 0) set[count++] = EVERYONE;
    qsort(set, count, sizeof *set, by_bits);
    return count;
}

static void warn_of_empty_groups(const kk_dimension *dimension)
{
    uint64_t all = 0;
    for (size_t c = 0; c < dimension->class_count; c++) all |= dimension->group_bits[c];
    for (size_t g = 1; g < dimension->group_count; g++)
        if ((all >> g & 1) == 0)
            kk_warn("estimates: nobody in the cohort is in group '%s' of %s", dimension->group[g], dimension->name);
}

/* From the groups of each person to classes. */
static kk_status make_classes(dimension_maker *in)
{
    kk_dimension *dimension = in->dimension;
    uint64_t set[CLASSES_MAX + 1];
    size_t persons = in->cohort->person_count, count = find_classes(in->bits, persons, set);
    if (count > CLASSES_MAX)
        return kk_fail_at(in->err, KK_ERR_PROJECT, in->mark,
                          "the groups of '%s' overlap in more than %d ways; list fewer groups that share values",
                          dimension->name, CLASSES_MAX);
    uint8_t *class_of = malloc(persons + 1);
    in->cohort->class_of[dimension - in->cohort->frame.dimension] = class_of;
    dimension->class_count = count;
    dimension->group_bits = kk_arena_alloc(in->arena, count, sizeof *dimension->group_bits);
    if (dimension->group_bits == NULL || class_of == NULL) return kk_fail_memory(in->err);
    memcpy(dimension->group_bits, set, count * sizeof *set);
    for (size_t i = 0; i < persons; i++) class_of[i] = (uint8_t)find_bits(set, count, in->bits[i]);
    warn_of_empty_groups(dimension);
    return KK_OK;
}

/* ---- the predictor ---- */

static uint64_t bits_of_predictor(const kk_config_estimates *config, double x)
{
    uint64_t bits = EVERYONE;
    for (size_t w = 0; w < config->predictor.window_count; w++)
        if (x >= config->predictor.window[w].from && x <= config->predictor.window[w].to) bits |= EVERYONE << (w + 1);
    return bits;
}

/* Of whom the predictor is known, few are in a window: then it is on another scale. */
static kk_status check_scale(const dimension_maker *in)
{
    const kk_cohort *cohort = in->cohort;
    size_t known = 0, inside = 0;
    for (size_t i = 0; i < cohort->person_count; i++) {
        known += cohort->predictor[i] == cohort->predictor[i];
        inside += in->bits[i] != EVERYONE;
    }
    if (known == 0 || 10 * inside >= known) return KK_OK;
    if (inside == 0)
        return kk_fail_at(in->err, KK_ERR_INPUT, in->mark, "nobody's %s is in any of the windows: " SCALE_HINT,
                          in->dimension->name);
    kk_warn("estimates: fewer than a tenth of the persons have their %s in any of the windows: " SCALE_HINT,
            in->dimension->name);
    return KK_OK;
}

static kk_status make_predictor(dimension_maker *in)
{
    const kk_config_estimates *config = in->config;
    in->mark = config->predictor.mark;
    kk_status status = begin_groups(in, config->predictor.name);
    for (size_t w = 0; w < config->predictor.window_count && status == KK_OK; w++)
        status = add_group(in, config->predictor.window[w].name, config->predictor.window[w].at);
    if (status != KK_OK) return status;
    for (size_t i = 0; i < in->cohort->person_count; i++)
        in->bits[i] = bits_of_predictor(config, in->cohort->predictor[i]);
    status = check_scale(in);
    return status == KK_OK ? make_classes(in) : status;
}

/* ---- categories ---- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A group for each value of the column, ascending. */
static kk_status find_groups(dimension_maker *in, const kk_config_dimension *config, const kk_cohort_texts *texts)
{
    kk_status status = KK_OK;
    for (uint32_t t = 0; t < texts->count && status == KK_OK; t++) {
        kk_cell value = kk_cohort_texts_get(texts, t);
        if (kk_cohort_is_missing(value)) continue;
        if (kk_cell_equals(value, "all"))
            return kk_fail_at(in->err, KK_ERR_PROJECT, in->mark,
                              "the column '%s' has a value 'all', as the group of everyone is called; list its groups "
                              "under other names",
                              config->column);
        const char *name = kk_arena_text(in->arena, value.text, value.length);
        status = name == NULL ? kk_fail_memory(in->err) : add_group(in, name, NAN);
    }
    qsort(in->dimension->group + 1, in->dimension->group_count - 1, sizeof *in->dimension->group, by_name);
    return status;
}

static uint64_t bits_of_found(const kk_dimension *dimension, kk_cell value)
{
    for (size_t g = 1; g < dimension->group_count; g++)
        if (kk_cell_equals(value, dimension->group[g])) return EVERYONE | EVERYONE << g;
    return EVERYONE;
}

static uint64_t bits_of_value(const kk_config_dimension *config, kk_cell value)
{
    uint64_t bits = EVERYONE;
    for (size_t g = 0; g < config->category_count; g++)
        for (size_t v = 0; v < config->category[g].value_count; v++)
            if (kk_cell_equals(value, config->category[g].value[v])) bits |= EVERYONE << (g + 1);
    return bits;
}

static kk_status make_groups(dimension_maker *in, const kk_config_dimension *config, const kk_cohort_texts *texts)
{
    in->mark = config->mark;
    kk_status status = begin_groups(in, config->name);
    if (status == KK_OK && config->category_count == 0) return find_groups(in, config, texts);
    for (size_t g = 0; g < config->category_count && status == KK_OK; g++)
        status = add_group(in, config->category[g].name, NAN);
    return status;
}

static kk_status make_categories(dimension_maker *in, size_t index)
{
    const kk_config_dimension *config = &in->config->dimension[index];
    const kk_cohort_texts *texts = &in->pile->texts[in->pile->columns->dimension[index]];
    const uint32_t *text = in->pile->text[in->pile->columns->dimension[index]];
    kk_status status = make_groups(in, config, texts);
    if (status != KK_OK) return status;
    uint64_t *of_text = malloc((texts->count + 1) * sizeof *of_text);
    if (of_text == NULL) return kk_fail_memory(in->err);
    for (uint32_t t = 0; t < texts->count; t++) {
        kk_cell value = kk_cohort_texts_get(texts, t);
        of_text[t] = config->category_count > 0 ? bits_of_value(config, value) : bits_of_found(in->dimension, value);
    }
    for (size_t i = 0; i < in->cohort->person_count; i++)
        in->bits[i] = text[i] == KK_NO_TEXT ? EVERYONE : of_text[text[i]];
    free(of_text);
    return make_classes(in);
}

/* ---- all ---- */

static kk_status count_combinations(kk_estimate_frame *frame, kk_mark mark, kk_error *err)
{
    frame->combination_count = 1;
    for (size_t d = 0; d < frame->dimension_count; d++) {
        frame->combination_count *= frame->dimension[d].group_count;
        if (frame->combination_count > KK_COMBINATIONS_MAX)
            return kk_fail_at(
                err, KK_ERR_PROJECT, mark,
                "the dimensions have more than %d combinations of groups; leave out groups or a dimension",
                KK_COMBINATIONS_MAX);
    }
    return KK_OK;
}

static kk_status make_all(dimension_maker *in)
{
    kk_status status = KK_OK;
    if (in->config->predictor.name != NULL) {
        status = make_predictor(in);
        in->dimension++;
    }
    for (size_t i = 0; i < in->config->dimension_count && status == KK_OK; i++) {
        status = make_categories(in, i);
        in->dimension++;
    }
    return status;
}

kk_status kk_cohort_dimensions_make(const kk_cohort_pile *pile, kk_arena *arena, kk_cohort *cohort, kk_error *err)
{
    const kk_config_estimates *config = pile->columns->config;
    kk_estimate_frame *frame = &cohort->frame;
    dimension_maker in = {.config = config, .pile = pile, .cohort = cohort, .arena = arena, .err = err};
    size_t count = config->dimension_count + (config->predictor.name != NULL ? 1 : 0);
    if (count > KK_DIMENSIONS_MAX)
        return kk_fail_at(err, KK_ERR_PROJECT, config->mark, "more than %d dimensions; leave some out",
                          KK_DIMENSIONS_MAX);
    in.bits = malloc((cohort->person_count + 1) * sizeof *in.bits);
    in.dimension = frame->dimension = kk_arena_alloc(arena, count, sizeof *frame->dimension);
    frame->dimension_count = count;
    kk_status status = in.bits == NULL || frame->dimension == NULL ? kk_fail_memory(err) : make_all(&in);
    if (status == KK_OK) status = count_combinations(frame, config->mark, err);
    kk_wiped_free(in.bits);
    return status;
}
