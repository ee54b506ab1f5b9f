/* SPDX-License-Identifier: EUPL-1.2 */
/* PMTiles 3 (Protomaps): header and root directory in the first 16 KiB, then the tiles, then the rest. */
#include "publish/tile_files.h"
#include "kk/arena.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEADER = 127,
    FRONT = 16384, /* header and root directory */
    LEAF = 4096,   /* entries of a leaf directory */
    GZIP = 2,
    MVT = 1,
    LEVEL = 9,
    VERSION = 3
};

typedef struct entry {
    uint64_t id, offset;
    uint32_t length, run; /* run 0: a leaf directory */
} entry;

struct kk_pmtiles {
    kk_output output;
    const kk_tiles_about *about;
    entry *entry;
    size_t count, capacity;
    uint64_t offset; /* of the next tile, from the first */
    uint8_t *leaves; /* leaf directories */
    size_t leaf_length, leaf_capacity;
};

/* ---- directories ---- */

typedef struct buffer {
    uint8_t *bytes;
    size_t length, capacity;
    bool failed;
} buffer;

static void put_varint(buffer *to, uint64_t number)
{
    if (to->failed || kk_grow(&to->bytes, &to->capacity, to->length + 10, 1) != 0) {
        to->failed = true;
        return;
    }
    for (; number >= 0x80; number >>= 7) to->bytes[to->length++] = (uint8_t)(number | 0x80);
    to->bytes[to->length++] = (uint8_t)number;
}

/* All ids, then runs, lengths, offsets (0: right behind the one before). */
static void put_directory(const entry *of, size_t count, buffer *to)
{
    put_varint(to, count);
    for (size_t i = 0; i < count; i++) put_varint(to, of[i].id - (i > 0 ? of[i - 1].id : 0));
    for (size_t i = 0; i < count; i++) put_varint(to, of[i].run);
    for (size_t i = 0; i < count; i++) put_varint(to, of[i].length);
    for (size_t i = 0; i < count; i++) {
        bool follows = i > 0 && of[i].offset == of[i - 1].offset + of[i - 1].length;
        put_varint(to, follows ? 0 : of[i].offset + 1);
    }
}

/* Gzip of the bytes, malloc'ed; NULL when memory runs out. */
static uint8_t *compress(const void *bytes, size_t length, size_t *out_length)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    if (compressor == NULL) return NULL;
    size_t most = libdeflate_gzip_compress_bound(compressor, length);
    uint8_t *out = malloc(most);
    *out_length = out != NULL ? libdeflate_gzip_compress(compressor, bytes, length, out, most) : 0;
    libdeflate_free_compressor(compressor);
    return out;
}

static uint8_t *compress_directory(const entry *of, size_t count, size_t *length)
{
    buffer plain = {0};
    put_directory(of, count, &plain);
    uint8_t *out = plain.failed ? NULL : compress(plain.bytes, plain.length, length);
    free(plain.bytes);
    return out;
}

/* Leaves of so many entries, and the root that lists them. */
static bool make_leaves(kk_pmtiles *file, size_t each, entry **root, size_t *root_count)
{
    *root_count = 0;
    *root = malloc((file->count / each + 1) * sizeof **root);
    file->leaf_length = 0;
    for (size_t i = 0; i < file->count && *root != NULL; i += each) {
        size_t count = file->count - i < each ? file->count - i : each, length;
        uint8_t *leaf = compress_directory(&file->entry[i], count, &length);
        bool is_fine = leaf != NULL && kk_grow(&file->leaves, &file->leaf_capacity, file->leaf_length + length, 1) == 0;
        if (is_fine) memcpy(&file->leaves[file->leaf_length], leaf, length);
        free(leaf);
        if (!is_fine) return false;
        (*root)[(*root_count)++] = (entry){file->entry[i].id, file->leaf_length, (uint32_t)length, 0};
        file->leaf_length += length;
    }
    return *root != NULL;
}

/* The root directory, with leaves of its own where it would be too long for the front; NULL when memory runs out. */
static uint8_t *make_root(kk_pmtiles *file, size_t *length)
{
    uint8_t *bytes = compress_directory(file->entry, file->count, length);
    for (size_t each = LEAF; bytes != NULL && *length > FRONT - HEADER; each *= 2) {
        entry *root;
        size_t count;
        free(bytes);
        bytes = make_leaves(file, each, &root, &count) ? compress_directory(root, count, length) : NULL;
        free(root);
    }
    return bytes;
}

/* ---- header ---- */

static void set_number(uint8_t *to, uint64_t number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) to[i] = (uint8_t)(number >> (8 * i));
}

static void set_degrees(uint8_t *to, int64_t millionths)
{
    set_number(to, (uint64_t)(uint32_t)(int32_t)(millionths * 10), 4);
}

static void make_header(const kk_pmtiles *file, size_t root, size_t metadata, uint8_t header[HEADER])
{
    const kk_tiles_about *about = file->about;
    uint64_t behind = FRONT + file->offset;
    memcpy(header, "PMTiles", 7);
    header[7] = VERSION;
    const uint64_t numbers[] = {HEADER, root,         behind,      metadata,    behind + metadata, file->leaf_length,
                                FRONT,  file->offset, file->count, file->count, file->count};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) set_number(&header[8 + 8 * i], numbers[i], 8);
    header[96] = 1; /* tiles by id */
    header[97] = header[98] = GZIP;
    header[99] = MVT;
    header[100] = (uint8_t)about->from;
    header[101] = (uint8_t)about->to;
    set_degrees(&header[102], about->west);
    set_degrees(&header[106], about->south);
    set_degrees(&header[110], about->east);
    set_degrees(&header[114], about->north);
    header[118] = (uint8_t)about->from;
    set_degrees(&header[119], ((int64_t)about->west + about->east) / 2);
    set_degrees(&header[123], ((int64_t)about->south + about->north) / 2);
}

/* ---- the file ---- */

kk_status kk_pmtiles_begin(const char *folder, const kk_tiles_about *about, kk_pmtiles **out, kk_error *err)
{
    static const char nothing[FRONT];
    kk_pmtiles *file = *out = calloc(1, sizeof *file);
    if (file == NULL) return kk_fail_memory(err);
    file->about = about;
    kk_status status = kk_output_open(&file->output, folder, "tiles.pmtiles", err);
    if (status == KK_OK) kk_output_bytes(&file->output, nothing, FRONT);
    return status;
}

kk_status kk_pmtiles_add(kk_pmtiles *file, const kk_tile *tile, size_t count, kk_error *err)
{
    if (kk_grow(&file->entry, &file->capacity, file->count + count, sizeof *file->entry) != 0)
        return kk_fail_memory(err);
    for (size_t t = 0; t < count; t++) {
        file->entry[file->count++] = (entry){tile[t].id, file->offset, (uint32_t)tile[t].length, 1};
        kk_output_bytes(&file->output, (const char *)tile[t].bytes, tile[t].length);
        file->offset += tile[t].length;
    }
    return kk_output_check(&file->output, err);
}

static kk_status write_rest(kk_pmtiles *file, kk_error *err)
{
    size_t root_length = 0, metadata_length = 0;
    uint8_t *root = make_root(file, &root_length), header[HEADER] = {0};
    uint8_t *metadata = compress(file->about->json, strlen(file->about->json), &metadata_length);
    kk_status status = root == NULL || metadata == NULL ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK) {
        kk_output_bytes(&file->output, (const char *)metadata, metadata_length);
        kk_output_bytes(&file->output, (const char *)file->leaves, file->leaf_length);
        make_header(file, root_length, metadata_length, header);
        kk_output_bytes_at(&file->output, 0, (const char *)header, HEADER);
        kk_output_bytes_at(&file->output, HEADER, (const char *)root, root_length);
    }
    free(root);
    free(metadata);
    return status;
}

kk_status kk_pmtiles_end(kk_pmtiles *file, kk_status status, kk_error *err)
{
    if (file == NULL) return status;
    if (status == KK_OK) status = write_rest(file, err);
    status = kk_output_close(&file->output, status, err);
    free(file->entry);
    free(file->leaves);
    free(file);
    return status;
}
