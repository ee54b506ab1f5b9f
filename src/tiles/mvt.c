/* SPDX-License-Identifier: EUPL-1.2 */
#include "tiles/mvt.h"
#include "kk/arena.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { VARINT = 10, MOVE_TO = 1, LINE_TO = 2, CLOSE = 7, POLYGON = 3, VERSION = 2 };
/* Field number << 3 | wire type. */
enum {
    TILE_LAYER = 3 << 3 | 2,
    LAYER_NAME = 1 << 3 | 2,
    LAYER_FEATURE = 2 << 3 | 2,
    LAYER_KEY = 3 << 3 | 2,
    LAYER_VALUE = 4 << 3 | 2,
    LAYER_EXTENT = 5 << 3,
    LAYER_VERSION = 15 << 3,
    FEATURE_ID = 1 << 3,
    FEATURE_TAGS = 2 << 3 | 2,
    FEATURE_TYPE = 3 << 3,
    FEATURE_GEOMETRY = 4 << 3 | 2,
    VALUE_TEXT = 1 << 3 | 2,
    VALUE_DOUBLE = 3 << 3 | 1,
    VALUE_SINT = 6 << 3,
    VALUE_FLAG = 7 << 3
};

/* ---- numbers ---- */

static size_t put_varint(uint8_t *to, uint64_t number)
{
    size_t length = 0;
    for (; number >= 0x80; number >>= 7) to[length++] = (uint8_t)(number | 0x80);
    to[length++] = (uint8_t)number;
    return length;
}

static size_t varint_length(uint64_t number)
{
    size_t length = 1;
    for (; number >= 0x80; number >>= 7) length++;
    return length;
}

static uint64_t zigzag(int64_t number)
{
    return (uint64_t)number << 1 ^ (uint64_t)(number >> 63);
}

size_t kk_mvt_text(const char *text, uint8_t *to)
{
    size_t length = strlen(text), at = 0;
    to[at++] = VALUE_TEXT;
    at += put_varint(&to[at], length);
    memcpy(&to[at], text, length);
    return at + length;
}

size_t kk_mvt_number(double number, uint8_t *to)
{
    size_t at = 0;
    if (fabs(number) < 1e15 && floor(number) == number) {
        to[at++] = VALUE_SINT;
        return at + put_varint(&to[at], zigzag((int64_t)number));
    }
    to[at++] = VALUE_DOUBLE;
    memcpy(&to[at], &number, sizeof number);
    return at + sizeof number;
}

size_t kk_mvt_flag(bool flag, uint8_t *to)
{
    to[0] = VALUE_FLAG;
    to[1] = flag;
    return 2;
}

/* ---- buffers ---- */

static bool put(uint8_t **bytes, size_t *length, size_t *capacity, const void *from, size_t count)
{
    if (kk_grow(bytes, capacity, *length + count, 1) != 0) return false;
    memcpy(&(*bytes)[*length], from, count);
    *length += count;
    return true;
}

static bool put_number(uint8_t **bytes, size_t *length, size_t *capacity, uint64_t number)
{
    uint8_t varint[VARINT];
    return put(bytes, length, capacity, varint, put_varint(varint, number));
}

#define PUT(part, number) put_number(&room->part, &room->part##_length, &room->part##_capacity, number)

void kk_mvt_room_clear(kk_mvt_room *room)
{
    free(room->bytes);
    free(room->layer);
    free(room->feature);
    free(room->key_of);
    free(room->value_of);
    free(room->key_stamp);
    free(room->value_stamp);
    free(room->keys);
    free(room->values);
    *room = (kk_mvt_room){0};
}

/* ---- geometry ---- */

static bool is_exterior(const int16_t *xy, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        size_t next = i + 1 == count ? 0 : i + 1;
        sum += (int64_t)xy[2 * i] * xy[2 * next + 1] - (int64_t)xy[2 * next] * xy[2 * i + 1];
    }
    return sum > 0;
}

/* Whether a ray from the first point of `hole` to the right crosses the ring an odd number of times. */
static bool is_around(const int16_t *xy, size_t count, const int16_t *hole)
{
    bool inside = false;
    for (size_t i = 0, j = count - 1; i < count; j = i++) {
        int32_t ay = xy[2 * i + 1], by = xy[2 * j + 1], ax = xy[2 * i], bx = xy[2 * j], y = hole[1], x = hole[0];
        if ((ay > y) == (by > y)) continue;
        int64_t left = (int64_t)(x - ax) * (by - ay), right = (int64_t)(bx - ax) * (y - ay);
        if (by > ay ? left < right : left > right) inside = !inside;
    }
    return inside;
}

static bool write_ring(kk_mvt_room *room, const int16_t *xy, size_t count, int16_t cursor[2])
{
    if (!PUT(feature, 1 << 3 | MOVE_TO)) return false;
    for (size_t i = 0; i < count; i++) {
        if (i == 1 && !PUT(feature, (count - 1) << 3 | LINE_TO)) return false;
        if (!PUT(feature, zigzag(xy[2 * i] - cursor[0])) || !PUT(feature, zigzag(xy[2 * i + 1] - cursor[1])))
            return false;
        cursor[0] = xy[2 * i];
        cursor[1] = xy[2 * i + 1];
    }
    return PUT(feature, 1 << 3 | CLOSE);
}

/* Each exterior with its holes behind it. */
static bool write_part(kk_mvt_room *room, const kk_tile_store *store, const kk_tile_piece *piece, int16_t cursor[2])
{
    const kk_tile_ring *ring = &store->ring[piece->first];
    size_t exteriors = 0;
    for (size_t r = 0; r < piece->ring_count; r++) exteriors += is_exterior(&store->xy[ring[r].first], ring[r].count);
    for (size_t r = 0; r < piece->ring_count; r++) {
        const int16_t *outer = &store->xy[ring[r].first];
        if (!is_exterior(outer, ring[r].count)) continue;
        if (!write_ring(room, outer, ring[r].count, cursor)) return false;
        for (size_t h = 0; h < piece->ring_count; h++) {
            const int16_t *hole = &store->xy[ring[h].first];
            if (h == r || is_exterior(hole, ring[h].count)) continue;
            if (exteriors > 1 && !is_around(outer, ring[r].count, hole)) continue;
            if (!write_ring(room, hole, ring[h].count, cursor)) return false;
        }
    }
    return true;
}

/* ---- a layer ---- */

/* Place of a key or value in the layer, made when it is first met. */
static bool place_of(uint32_t number, uint32_t stamp, uint32_t *place, uint32_t *stamps, uint32_t **list,
                     size_t *list_capacity, size_t *count)
{
    if (stamps[number] == stamp) return true;
    stamps[number] = stamp;
    place[number] = (uint32_t)*count;
    if (kk_grow(list, list_capacity, *count + 1, sizeof **list) != 0) return false;
    (*list)[(*count)++] = number;
    return true;
}

static bool make_places(kk_mvt_room *room, const kk_tile_source *source)
{
    size_t keys = 1, values = 1;
    for (size_t l = 0; l < source->layer_count; l++) {
        keys = source->layer[l].key_count > keys ? source->layer[l].key_count : keys;
        values = source->layer[l].value_count > values ? source->layer[l].value_count : values;
    }
    if (room->key_capacity >= keys && room->value_capacity >= values) return true;
    room->key_of = calloc(keys, sizeof *room->key_of);
    room->key_stamp = calloc(keys, sizeof *room->key_stamp);
    room->value_of = calloc(values, sizeof *room->value_of);
    room->value_stamp = calloc(values, sizeof *room->value_stamp);
    room->key_capacity = keys;
    room->value_capacity = values;
    return room->key_of != NULL && room->key_stamp != NULL && room->value_of != NULL && room->value_stamp != NULL;
}

static bool write_tags(kk_mvt_room *room, const kk_tile_layer *layer, uint32_t area, size_t *keys, size_t *values)
{
    size_t length = 0;
    uint32_t begin = layer->tag_begin[area], end = layer->tag_begin[area + 1];
    for (uint32_t t = begin; t < end; t++) {
        uint32_t key = layer->tag_key[t], value = layer->tag_value[t];
        if (!place_of(key, room->stamp, room->key_of, room->key_stamp, &room->keys, &room->keys_capacity, keys) ||
            !place_of(value, room->stamp, room->value_of, room->value_stamp, &room->values, &room->values_capacity,
                      values))
            return false;
        length += varint_length(room->key_of[key]) + varint_length(room->value_of[value]);
    }
    if (!PUT(layer, FEATURE_TAGS) || !PUT(layer, length)) return false;
    for (uint32_t t = begin; t < end; t++)
        if (!PUT(layer, room->key_of[layer->tag_key[t]]) || !PUT(layer, room->value_of[layer->tag_value[t]]))
            return false;
    return true;
}

/* The pieces of one area become a feature: the geometry first, in a place of its own, as its length goes before it. */
static bool write_feature(kk_mvt_room *room, const kk_tile_source *source, const kk_tile_store *stores,
                          const kk_tile_piece *const *piece, size_t count, size_t *keys, size_t *values)
{
    const kk_tile_layer *layer = &source->layer[piece[0]->layer];
    uint32_t area = piece[0]->area;
    int16_t cursor[2] = {0, 0};
    room->feature_length = 0;
    for (size_t p = 0; p < count; p++)
        if (!write_part(room, &stores[piece[p]->store], piece[p], cursor)) return false;
    size_t begin = room->layer_length;
    if (!PUT(layer, FEATURE_ID) || !PUT(layer, area + 1) || !PUT(layer, FEATURE_TYPE) || !PUT(layer, POLYGON) ||
        !write_tags(room, layer, area, keys, values) || !PUT(layer, FEATURE_GEOMETRY) ||
        !PUT(layer, room->feature_length) ||
        !put(&room->layer, &room->layer_length, &room->layer_capacity, room->feature, room->feature_length))
        return false;
    /* Its length goes in front. */
    size_t length = room->layer_length - begin;
    uint8_t head[1 + VARINT] = {LAYER_FEATURE};
    size_t head_length = 1 + put_varint(&head[1], length);
    if (kk_grow(&room->layer, &room->layer_capacity, room->layer_length + head_length, 1) != 0) return false;
    memmove(&room->layer[begin + head_length], &room->layer[begin], length);
    memcpy(&room->layer[begin], head, head_length);
    room->layer_length += head_length;
    return true;
}

static bool write_keys_and_values(kk_mvt_room *room, const kk_tile_layer *layer, size_t keys, size_t values)
{
    for (size_t k = 0; k < keys; k++) {
        const char *key = layer->key[room->keys[k]];
        if (!PUT(layer, LAYER_KEY) || !PUT(layer, strlen(key)) ||
            !put(&room->layer, &room->layer_length, &room->layer_capacity, key, strlen(key)))
            return false;
    }
    for (size_t v = 0; v < values; v++) {
        size_t from = layer->value_begin[room->values[v]], to = layer->value_begin[room->values[v] + 1];
        if (!PUT(layer, LAYER_VALUE) || !PUT(layer, to - from) ||
            !put(&room->layer, &room->layer_length, &room->layer_capacity, &layer->value[from], to - from))
            return false;
    }
    return PUT(layer, LAYER_EXTENT) && PUT(layer, KK_TILE_EXTENT) && PUT(layer, LAYER_VERSION) && PUT(layer, VERSION);
}

static bool write_layer(kk_mvt_room *room, const kk_tile_source *source, const kk_tile_store *stores,
                        const kk_tile_piece *const *piece, size_t count)
{
    const kk_tile_layer *layer = &source->layer[piece[0]->layer];
    size_t keys = 0, values = 0;
    room->layer_length = 0;
    room->stamp++;
    if (!PUT(layer, LAYER_NAME) || !PUT(layer, strlen(layer->name)) ||
        !put(&room->layer, &room->layer_length, &room->layer_capacity, layer->name, strlen(layer->name)))
        return false;
    for (size_t p = 0, of; p < count; p += of) {
        for (of = 1; p + of < count && piece[p + of]->area == piece[p]->area;) of++;
        if (!write_feature(room, source, stores, &piece[p], of, &keys, &values)) return false;
    }
    if (!write_keys_and_values(room, layer, keys, values)) return false;
    uint8_t head[1 + VARINT] = {TILE_LAYER};
    return put(&room->bytes, &room->length, &room->capacity, head, 1 + put_varint(&head[1], room->layer_length)) &&
           put(&room->bytes, &room->length, &room->capacity, room->layer, room->layer_length);
}

bool kk_mvt_write(const kk_tile_source *source, const kk_tile_store *stores, const kk_tile_piece *const *piece,
                  size_t count, kk_mvt_room *room)
{
    room->length = 0;
    if (!make_places(room, source)) return false;
    for (size_t p = 0, of; p < count; p += of) {
        for (of = 1; p + of < count && piece[p + of]->layer == piece[p]->layer;) of++;
        if (!write_layer(room, source, stores, &piece[p], of)) return false;
    }
    return true;
}
