/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/tile_layers.h"
#include "publish/columns.h"
#include "publish/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OWN_KEYS = 4, PER_INDICATOR = 4, VALUE_ROOM = 16 };
enum { CODE, NAME, PARENT, WATER };

/* A layer while it is made: tags in the order of the areas, values by a hash table so that none is there twice. */
typedef struct making {
    const kk_level *level;
    kk_map_columns columns;
    kk_arena *arena;
    uint32_t *tag_begin, *tag_key, *tag_value;
    size_t tag_count, key_capacity, tag_capacity;
    uint8_t *value;
    size_t *value_begin;
    size_t value_count, value_length, value_capacity, begin_capacity;
    uint32_t *slot; /* value + 1 */
    size_t mask;
    bool failed;
} making;

static uint64_t hash(const uint8_t *bytes, size_t length)
{
    uint64_t h = 0xCBF29CE484222325u;
    for (size_t i = 0; i < length; i++) h = (h ^ bytes[i]) * 0x100000001B3u;
    return h ^ h >> 29;
}

static bool is_value(const making *work, uint32_t value, const uint8_t *bytes, size_t length)
{
    size_t begin = work->value_begin[value];
    return work->value_begin[value + 1] - begin == length && memcmp(&work->value[begin], bytes, length) == 0;
}

static bool grow_slots(making *work)
{
    size_t slots = work->mask == 0 ? 1024 : 2 * (work->mask + 1);
    free(work->slot);
    work->slot = calloc(slots, sizeof *work->slot);
    work->mask = slots - 1;
    for (uint32_t v = 0; work->slot != NULL && v < work->value_count; v++) {
        size_t begin = work->value_begin[v];
        size_t at = hash(&work->value[begin], work->value_begin[v + 1] - begin) & work->mask;
        while (work->slot[at] != 0) at = (at + 1) & work->mask;
        work->slot[at] = v + 1;
    }
    return work->slot != NULL;
}

static bool number_of(making *work, const uint8_t *bytes, size_t length, uint32_t *value)
{
    if (2 * work->value_count >= work->mask && !grow_slots(work)) return false;
    size_t at = hash(bytes, length) & work->mask;
    for (; work->slot[at] != 0; at = (at + 1) & work->mask) {
        *value = work->slot[at] - 1;
        if (is_value(work, *value, bytes, length)) return true;
    }
    if (kk_grow(&work->value, &work->value_capacity, work->value_length + length, 1) != 0 ||
        kk_grow(&work->value_begin, &work->begin_capacity, work->value_count + 2, sizeof *work->value_begin) != 0)
        return false;
    memcpy(&work->value[work->value_length], bytes, length);
    work->value_begin[work->value_count] = work->value_length;
    work->value_begin[++work->value_count] = work->value_length += length;
    work->slot[at] = (uint32_t)work->value_count;
    *value = (uint32_t)work->value_count - 1;
    return true;
}

static void add_tag(making *work, uint32_t key, const uint8_t *bytes, size_t length)
{
    uint32_t value;
    if (work->failed || !number_of(work, bytes, length, &value) ||
        kk_grow(&work->tag_key, &work->key_capacity, work->tag_count + 1, sizeof *work->tag_key) != 0 ||
        kk_grow(&work->tag_value, &work->tag_capacity, work->tag_count + 1, sizeof *work->tag_value) != 0) {
        work->failed = true;
        return;
    }
    work->tag_key[work->tag_count] = key;
    work->tag_value[work->tag_count++] = value;
}

static void add_text(making *work, uint32_t key, const char *text)
{
    if (text == NULL) return;
    uint8_t *bytes = malloc(strlen(text) + VALUE_ROOM);
    if (bytes == NULL)
        work->failed = true;
    else
        add_tag(work, key, bytes, kk_mvt_text(text, bytes));
    free(bytes);
}

/* What is not known has no property. */
static void add_number(making *work, uint32_t key, double number)
{
    uint8_t bytes[VALUE_ROOM];
    if (isfinite(number)) add_tag(work, key, bytes, kk_mvt_number(number, bytes));
}

static void add_area(making *work, size_t area)
{
    const kk_level *level = work->level;
    uint8_t flag[2];
    add_text(work, CODE, level->code[area]);
    add_text(work, NAME, level->area_name[area]);
    add_text(work, PARENT, level->parent != NULL ? level->parent[area] : NULL);
    if (level->water[area]) add_tag(work, WATER, flag, kk_mvt_flag(true, flag));
    for (uint32_t c = 0; c < work->columns.count; c++) {
        kk_published cell = kk_published_cell(work->columns.columns[c], level, area);
        uint32_t key = OWN_KEYS + PER_INDICATOR * c;
        add_number(work, key, cell.value);
        add_number(work, key + 1, cell.lower);
        add_number(work, key + 2, cell.upper);
        add_text(work, key + 3, cell.status);
    }
}

static const char *const *list_keys(const making *work)
{
    static const char *const own[OWN_KEYS] = {"code", "name", "parent", "water"};
    static const char *const endings[PER_INDICATOR] = {"", "_lower", "_upper", "_status"};
    const char **key = kk_arena_alloc(work->arena, OWN_KEYS + PER_INDICATOR * work->columns.count, sizeof *key);
    for (size_t k = 0; key != NULL && k < OWN_KEYS; k++) key[k] = own[k];
    for (size_t c = 0; key != NULL && c < work->columns.count; c++)
        for (size_t e = 0; key != NULL && e < PER_INDICATOR; e++) {
            const char *name = work->columns.columns[c]->indicator->name;
            key[OWN_KEYS + PER_INDICATOR * c + e] = kk_arena_format(work->arena, "%s%s", name, endings[e]);
            if (key[OWN_KEYS + PER_INDICATOR * c + e] == NULL) return NULL;
        }
    return key;
}

static void *keep(kk_arena *arena, const void *from, size_t count, size_t size)
{
    void *to = kk_arena_alloc(arena, count + 1, size);
    if (to != NULL && count > 0) memcpy(to, from, count * size);
    return to;
}

static bool finish(making *work, kk_tile_layer *out)
{
    out->key = list_keys(work);
    out->key_count = OWN_KEYS + PER_INDICATOR * work->columns.count;
    out->value_count = work->value_count;
    out->tag_begin = keep(work->arena, work->tag_begin, work->level->count + 1, sizeof *work->tag_begin);
    out->tag_key = keep(work->arena, work->tag_key, work->tag_count, sizeof *work->tag_key);
    out->tag_value = keep(work->arena, work->tag_value, work->tag_count, sizeof *work->tag_value);
    out->value_begin = keep(work->arena, work->value_begin, work->value_count > 0 ? work->value_count + 1 : 0,
                            sizeof *work->value_begin);
    out->value = keep(work->arena, work->value, work->value_length, 1);
    return out->key != NULL && out->tag_begin != NULL && out->tag_key != NULL && out->tag_value != NULL &&
           out->value_begin != NULL && out->value != NULL;
}

static kk_status make_layer(const kk_release *release, const kk_boundaries *boundaries, size_t l, kk_arena *arena,
                            kk_tile_layer *out, kk_error *err)
{
    const kk_level *level = &boundaries->areas.level[l];
    making work = {.level = level, .arena = arena};
    *out = (kk_tile_layer){.name = level->plural, .shape = &level->shape, .rings = &boundaries->topology.level[l]};
    kk_status status = kk_map_columns_select(release, l, &work.columns, err);
    work.tag_begin = calloc(level->count + 1, sizeof *work.tag_begin);
    if (status == KK_OK && work.tag_begin == NULL) status = kk_fail_memory(err);
    for (size_t area = 0; area < level->count && status == KK_OK && !work.failed; area++) {
        add_area(&work, area);
        work.tag_begin[area + 1] = (uint32_t)work.tag_count;
    }
    if (status == KK_OK && (work.failed || !finish(&work, out))) status = kk_fail_memory(err);
    free(work.columns.columns);
    free(work.tag_begin);
    free(work.tag_key);
    free(work.tag_value);
    free(work.value);
    free(work.value_begin);
    free(work.slot);
    return status;
}

kk_status kk_tile_layers_make(const kk_release *release, const kk_boundaries *boundaries, kk_arena *arena,
                              kk_tile_source *out, kk_error *err)
{
    *out = (kk_tile_source){.topology = &boundaries->topology,
                            .degrees = boundaries->degrees,
                            .importance = boundaries->importance[KK_SIMPLIFY_VISVALINGAM],
                            .layer_count = boundaries->areas.level_count};
    kk_status status = KK_OK;
    for (size_t l = 0; l < out->layer_count && status == KK_OK; l++)
        status = make_layer(release, boundaries, l, arena, &out->layer[l], err);
    return status;
}

/* ---- what is told of them ---- */

static const char *kind_of(size_t key)
{
    if (key == WATER) return "Boolean";
    return key < OWN_KEYS || (key - OWN_KEYS) % PER_INDICATOR == 3 ? "String" : "Number";
}

const char *kk_tile_layers_json(const kk_tile_source *source, const kk_release *release, int from, int to,
                                kk_arena *arena)
{
    kk_text text = {0};
    kk_json json = {.text = &text};
    kk_json_begin_object(&json, NULL);
    kk_json_begin_list(&json, "vector_layers");
    for (size_t l = 0; l < source->layer_count; l++) {
        const kk_tile_layer *layer = &source->layer[l];
        kk_json_begin_object(&json, NULL);
        kk_json_string(&json, "id", layer->name);
        kk_json_string(&json, "description", kk_release_areas(release)->level[l].title);
        kk_json_integer(&json, "minzoom", from);
        kk_json_integer(&json, "maxzoom", to);
        kk_json_begin_object(&json, "fields");
        for (size_t k = 0; k < layer->key_count; k++) kk_json_string(&json, layer->key[k], kind_of(k));
        kk_json_end_object(&json);
        kk_json_end_object(&json);
    }
    kk_json_end_list(&json);
    kk_json_end_object(&json);
    const char *made = text.failed ? NULL : kk_arena_text(arena, text.bytes, text.length);
    kk_text_clear(&text);
    return made;
}
