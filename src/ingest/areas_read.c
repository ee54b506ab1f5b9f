/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/vector.h"
#include "kk/ingest.h"

#include <stdlib.h>
#include <string.h>

#include <gdal.h>

/* An area of any layer of a level, for sorting. */
typedef struct area_ref {
    const char *code;
    kk_vector_areas *from;
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

/* Whether the areas are those of one layer, all and in its order, as in the files of CBS. */
static bool are_as_read(const area_ref *refs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (refs[i].from != refs[0].from || refs[i].index != i) return false;
    return refs[0].from->shapes.shape.count == count;
}

static kk_status take_shapes(const area_ref *refs, size_t count, kk_arena *arena, kk_polygons *out, kk_error *err)
{
    if (are_as_read(refs, count))
        return kk_shape_builder_move(&refs[0].from->shapes, arena, out) == 0 ? KK_OK : kk_fail_memory(err);
    kk_shape_source *shapes = calloc(count + 1, sizeof *shapes);
    if (shapes == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) shapes[i] = (kk_shape_source){&refs[i].from->shapes.shape, refs[i].index};
    int failed = kk_shapes_gather(shapes, count, arena, out);
    free(shapes);
    return failed ? kk_fail_memory(err) : KK_OK;
}

static kk_status fill_level(const area_ref *refs, size_t count, kk_arena *arena, kk_level *level, kk_error *err)
{
    level->count = count;
    level->code = kk_arena_alloc(arena, count, sizeof *level->code);
    level->area_name = kk_arena_alloc(arena, count, sizeof *level->area_name);
    level->parent = kk_arena_alloc(arena, count, sizeof *level->parent);
    level->water = kk_arena_alloc(arena, count, sizeof *level->water);
    kk_status status = KK_OK;
    if (level->code == NULL || level->area_name == NULL || level->parent == NULL || level->water == NULL)
        status = kk_fail_memory(err);
    for (size_t i = 0; i < count && status == KK_OK; i++) status = copy_texts(&refs[i], arena, level, i, err);
    return status == KK_OK ? take_shapes(refs, count, arena, &level->shape, err) : status;
}

/* A column read the wrong way round would leave nothing to compute, without a word. */
static kk_status refuse_all_water(const area_ref *refs, size_t count, kk_error *err)
{
    for (size_t i = 0; i < count; i++)
        if (!is_water(&refs[i])) return KK_OK;
    const kk_vector_layer *layer = refs[0].layer;
    return kk_fail_at(err, KK_ERR_INPUT, layer->source->mark,
                      "%s: all %zu %s are water, says the column '%s'; name the right one with `water:` in this source",
                      layer->source->file.given, count, kk_level_kind_plural(layer->kind), layer->water);
}

/* All layers of one kind become one level, sorted by code. */
static kk_status make_level(kk_level_kind kind, const kk_vector_plan *plan, kk_vector_areas *read, kk_arena *arena,
                            kk_areas *areas, kk_error *err)
{
    size_t count = 0;
    for (size_t l = 0; l < plan->count; l++)
        if (plan->layer[l].kind == kind) count += read[l].count;
    if (count == 0) return KK_OK;
    area_ref *refs = calloc(count, sizeof *refs);
    if (refs == NULL) return kk_fail_memory(err);
    size_t filled = 0;
    for (size_t l = 0; l < plan->count; l++)
        for (size_t i = 0; plan->layer[l].kind == kind && i < read[l].count; i++)
            refs[filled++] = (area_ref){read[l].code[i], &read[l], &plan->layer[l], i};
    qsort(refs, count, sizeof *refs, by_code);
    kk_level *level = &areas->level[areas->level_count];
    *level = (kk_level){
        .kind = kind,
        .name = kk_level_kind_name(kind),
        .plural = kk_level_kind_plural(kind),
        .title = kk_level_kind_title(kind),
    };
    kk_status status = refuse_doubles(refs, count, err);
    if (status == KK_OK) status = refuse_all_water(refs, count, err);
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

/* Areas of two years do not fit each other, nor do figures fit both. */
static kk_status find_vintage(const kk_config *config, const kk_vector_plan *plan, const kk_vector_areas *read,
                              int *vintage, kk_error *err)
{
    const kk_vector_layer *first = NULL;
    *vintage = config->areas.vintage;
    for (size_t l = 0; l < plan->count; l++) {
        const kk_vector_layer *layer = &plan->layer[l];
        if (read[l].year == 0 || read[l].year == *vintage) continue;
        if (*vintage == 0) {
            *vintage = read[l].year;
            first = layer;
            continue;
        }
        if (first == NULL)
            return kk_fail_at(err, KK_ERR_INPUT, layer->source->mark,
                              "layer '%s' of %s is of %d, says its column '%s', but `vintage:` says %d", layer->layer,
                              layer->source->file.given, read[l].year, layer->year, *vintage);
        return kk_fail_at(err, KK_ERR_INPUT, layer->source->mark,
                          "layer '%s' of %s is of %d, but layer '%s' of %s is of %d: boundaries must be of one year",
                          layer->layer, layer->source->file.given, read[l].year, first->layer,
                          first->source->file.given, *vintage);
    }
    return KK_OK;
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
static kk_status read_layers(const kk_config *config, const kk_vector_plan *plan, kk_vector_areas *read, kk_error *err)
{
    kk_error *errors = calloc(plan->count + 1, sizeof *errors);
    if (errors == NULL) return kk_fail_memory(err);
    const char *const *gemeenten = (const char *const *)config->areas.gemeenten;
#pragma omp parallel for schedule(dynamic, 1)
    for (size_t i = plan->count; i > 0; i--) {
        kk_status status =
            kk_vector_read(&plan->layer[i - 1], gemeenten, config->areas.gemeente_count, &read[i - 1], &errors[i - 1]);
        errors[i - 1].status = status;
    }
    kk_status status = KK_OK;
    for (size_t i = 0; i < plan->count && status == KK_OK; i++) {
        status = errors[i].status;
        if (status != KK_OK) *err = errors[i];
    }
    free(errors);
    return status;
}

static kk_status make_levels(const kk_config *config, const kk_vector_plan *plan, kk_vector_areas *read,
                             kk_arena *arena, kk_rejects *rejects, kk_areas *areas, kk_error *err)
{
    kk_status status = merge_rejects(read, plan->count, rejects, err);
    if (status == KK_OK) status = find_vintage(config, plan, read, &areas->vintage, err);
    for (int kind = KK_LEVEL_GEMEENTE; kind <= KK_LEVEL_BUURT && status == KK_OK; kind++)
        status = make_level((kk_level_kind)kind, plan, read, arena, areas, err);
    if (status == KK_OK && areas->level_count == 0) status = fail_nothing_read(config, rejects, err);
    return status;
}

static kk_status keep_files(const kk_vector_files *files, kk_arena *arena, kk_areas *areas, kk_error *err)
{
    kk_area_file *kept = kk_arena_alloc(arena, files->count, sizeof *kept);
    if (kept == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < files->count; i++) kept[i] = files->item[i];
    areas->file = kept;
    areas->file_count = files->count;
    return KK_OK;
}

kk_status kk_areas_read(const kk_config *config, kk_arena *arena, kk_rejects *rejects, kk_areas *areas, kk_error *err)
{
    *areas = (kk_areas){0};
    GDALAllRegister();
    kk_vector_plan plan = {.count = 0};
    kk_vector_areas *read = NULL;
    kk_status status = KK_OK;
    for (size_t i = 0; i < config->areas.source_count && status == KK_OK; i++)
        status = kk_vector_find_layers(&config->areas.sources[i], arena, &plan, err);
    if (status == KK_OK) status = keep_files(&plan.files, arena, areas, err);
    if (status != KK_OK) goto done;
    read = calloc(plan.count + 1, sizeof *read);
    status = read == NULL ? kk_fail_memory(err) : read_layers(config, &plan, read, err);
    if (status == KK_OK) status = make_levels(config, &plan, read, arena, rejects, areas, err);
done:
    for (size_t i = 0; read != NULL && i < plan.count; i++) kk_vector_areas_clear(&read[i]);
    free(read);
    free(plan.files.item);
    return status;
}
