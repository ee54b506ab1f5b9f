/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/vector.h"
#include "kk/ingest.h"

#include <stdlib.h>
#include <string.h>

#include <gdal.h>

static const struct {
    const char *name, *plural, *title;
} level_names[] = {
    [KK_LEVEL_GEMEENTE] = {"gemeente", "gemeenten", "Gemeenten"},
    [KK_LEVEL_WIJK] = {"wijk", "wijken", "Wijken"},
    [KK_LEVEL_BUURT] = {"buurt", "buurten", "Buurten"},
};

/* An area of any layer of a level, for sorting. */
typedef struct area_ref {
    const char *code;
    const kk_vector_areas *from;
    const kk_vector_layer *layer;
    size_t index;
} area_ref;

static bool is_water(const area_ref *ref)
{
    return ref->from->water[ref->index];
}

/* Land before water: CBS gives the water of a coastal gemeente the same code as its land. */
static int by_code(const void *a, const void *b)
{
    const area_ref *left = a, *right = b;
    int order = strcmp(left->code, right->code);
    return order != 0 ? order : (int)is_water(left) - (int)is_water(right);
}

static kk_status refuse_doubles(const area_ref *refs, size_t count, kk_error *err)
{
    for (size_t i = 1; i < count; i++) {
        if (by_code(&refs[i - 1], &refs[i]) != 0) continue;
        return kk_fail_at(
            err, KK_ERR_INPUT, refs[i].layer->source->mark,
            "%s: the code %s occurs more than once (layers '%s' and '%s'); an area in several pieces must be one "
            "multipolygon",
            refs[i].layer->source->file.given, refs[i].code, refs[i - 1].layer->layer, refs[i].layer->layer);
    }
    return KK_OK;
}

static kk_status copy_texts(const area_ref *ref, kk_arena *arena, kk_level *level, size_t i, kk_error *err)
{
    char parent[16];
    level->code[i] = kk_arena_copy(arena, ref->code);
    level->area_name[i] = kk_arena_copy(arena, ref->from->name[ref->index]);
    level->water[i] = ref->from->water[ref->index];
    if (kk_code_parent(ref->code, parent)) {
        level->parent[i] = kk_arena_copy(arena, parent);
        if (level->parent[i] == NULL) return kk_fail_memory(err);
    }
    return level->code[i] == NULL || level->area_name[i] == NULL ? kk_fail_memory(err) : KK_OK;
}

static kk_status fill_level(const area_ref *refs, size_t count, kk_arena *arena, kk_level *level, kk_error *err)
{
    level->count = count;
    level->code = kk_arena_alloc(arena, count, sizeof *level->code);
    level->area_name = kk_arena_alloc(arena, count, sizeof *level->area_name);
    level->parent = kk_arena_alloc(arena, count, sizeof *level->parent);
    level->water = kk_arena_alloc(arena, count, sizeof *level->water);
    kk_shape_source *shapes = calloc(count + 1, sizeof *shapes);
    kk_status status = KK_OK;
    if (level->code == NULL || level->area_name == NULL || level->parent == NULL || level->water == NULL ||
        shapes == NULL)
        status = kk_fail_memory(err);
    for (size_t i = 0; i < count && status == KK_OK; i++) {
        status = copy_texts(&refs[i], arena, level, i, err);
        shapes[i] = (kk_shape_source){&refs[i].from->shapes.shape, refs[i].index};
    }
    if (status == KK_OK && kk_shapes_gather(shapes, count, arena, &level->shape) != 0) status = kk_fail_memory(err);
    free(shapes);
    return status;
}

/* All layers of one kind become one level, sorted by code. */
static kk_status make_level(kk_level_kind kind, const kk_vector_layer *layers, const kk_vector_areas *read,
                            size_t layer_count, kk_arena *arena, kk_areas *areas, kk_error *err)
{
    size_t count = 0;
    for (size_t l = 0; l < layer_count; l++)
        if (layers[l].kind == kind) count += read[l].count;
    if (count == 0) return KK_OK;
    area_ref *refs = calloc(count, sizeof *refs);
    if (refs == NULL) return kk_fail_memory(err);
    size_t filled = 0;
    for (size_t l = 0; l < layer_count; l++)
        for (size_t i = 0; layers[l].kind == kind && i < read[l].count; i++)
            refs[filled++] = (area_ref){read[l].code[i], &read[l], &layers[l], i};
    qsort(refs, count, sizeof *refs, by_code);
    kk_level *level = &areas->level[areas->level_count];
    *level = (kk_level){
        .kind = kind,
        .name = level_names[kind].name,
        .plural = level_names[kind].plural,
        .title = level_names[kind].title,
    };
    kk_status status = refuse_doubles(refs, count, err);
    if (status == KK_OK) status = fill_level(refs, count, arena, level, err);
    if (status == KK_OK) areas->level_count++;
    free(refs);
    return status;
}

static kk_status merge_rejects(const kk_vector_areas *read, size_t count, kk_rejects *rejects, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t l = 0; l < count; l++)
        for (size_t i = 0; i < read[l].rejects.count && status == KK_OK; i++)
            status = kk_rejects_add(rejects, &read[l].rejects.items[i], err);
    return status;
}

static int vintage_of(const kk_config *config, const kk_vector_areas *read, size_t count)
{
    int year = config->areas.vintage;
    for (size_t l = 0; l < count && year == 0; l++) year = read[l].year;
    return year;
}

static kk_status fail_nothing_read(const kk_config *config, const kk_rejects *rejects, kk_error *err)
{
    if (rejects->count > 0)
        return kk_fail_at(err, KK_ERR_INPUT, config->areas.mark,
                          "the sources hold no areas: all %zu rows were rejected; the first (%s, record %lld): %s",
                          rejects->count, rejects->items[0].file, (long long)rejects->items[0].line,
                          rejects->items[0].reason);
    if (config->areas.gemeente_count == 0)
        return kk_fail_at(err, KK_ERR_INPUT, config->areas.mark, "the sources hold no areas");
    return kk_fail_at(
        err, KK_ERR_INPUT, config->areas.mark,
        "none of the gemeenten asked for (%s%s) is in the sources; `gemeenten:` takes codes such as GM0363",
        config->areas.gemeenten[0], config->areas.gemeente_count > 1 ? " …" : "");
}

/* Layers are read side by side; which error is reported does not depend on which came first. */
static kk_status read_layers(const kk_config *config, const kk_vector_layer *layers, kk_vector_areas *read,
                             size_t count, kk_error *err)
{
    kk_error *errors = calloc(count, sizeof *errors);
    if (errors == NULL) return kk_fail_memory(err);
    const char *const *gemeenten = (const char *const *)config->areas.gemeenten;
#pragma omp parallel for schedule(dynamic, 1)
    for (size_t i = count; i > 0; i--) {
        kk_status status =
            kk_vector_read(&layers[i - 1], gemeenten, config->areas.gemeente_count, &read[i - 1], &errors[i - 1]);
        errors[i - 1].status = status;
    }
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && status == KK_OK; i++) {
        status = errors[i].status;
        if (status != KK_OK) *err = errors[i];
    }
    free(errors);
    return status;
}

static kk_status make_levels(const kk_config *config, const kk_vector_layer *layers, const kk_vector_areas *read,
                             size_t count, kk_arena *arena, kk_rejects *rejects, kk_areas *areas, kk_error *err)
{
    kk_status status = merge_rejects(read, count, rejects, err);
    for (int kind = KK_LEVEL_GEMEENTE; kind <= KK_LEVEL_BUURT && status == KK_OK; kind++)
        status = make_level((kk_level_kind)kind, layers, read, count, arena, areas, err);
    if (status == KK_OK && areas->level_count == 0) status = fail_nothing_read(config, rejects, err);
    areas->vintage = vintage_of(config, read, count);
    return status;
}

kk_status kk_areas_read(const kk_config *config, kk_arena *arena, kk_rejects *rejects, kk_areas *areas, kk_error *err)
{
    *areas = (kk_areas){0};
    GDALAllRegister();
    kk_vector_layer layers[KK_VECTOR_LAYERS_MAX];
    size_t count = 0;
    kk_status status = KK_OK;
    for (size_t i = 0; i < config->areas.source_count && status == KK_OK; i++)
        status = kk_vector_find_layers(&config->areas.sources[i], arena, layers, &count, err);
    if (status != KK_OK) return status;
    kk_vector_areas *read = calloc(count + 1, sizeof *read);
    if (read == NULL) return kk_fail_memory(err);
    status = read_layers(config, layers, read, count, err);
    if (status == KK_OK) status = make_levels(config, layers, read, count, arena, rejects, areas, err);
    for (size_t i = 0; i < count; i++) kk_vector_areas_clear(&read[i]);
    free(read);
    return status;
}
