/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/tiles.h"
#include "kk/arena.h"
#include "kk/log.h"
#include "tiles/mvt.h"

#include <libdeflate.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <omp.h>

enum { DEPTH_MOST = 40, GZIP_LEVEL = 6, THREADS_MOST = 256 };
static const double earth_m = 40075016.68557849; /* around the equator, of Web Mercator */

/* One zoom on its way. */
typedef struct zooming {
    const kk_tile_source *source;
    int zoom, threads;
    double *mercator;     /* of each vertex, 0 … 1 from the north-west: the same for all zooms */
    kk_grid_point *grid;  /* … in units of the tiles of this zoom */
    bool *is_kept;        /* of each place */
    kk_tile_store *store; /* of each thread */
    const kk_tile_piece **piece;
    size_t piece_count;
    kk_tile *tile;
    size_t *tile_begin; /* its pieces */
    size_t tile_count;
    bool failed;
} zooming;

/* ---- vertices ---- */

static bool project(zooming *work)
{
    size_t count = work->source->topology->vertex_count;
    work->mercator = malloc((2 * count + 1) * sizeof *work->mercator);
    work->grid = malloc((count + 1) * sizeof *work->grid);
    work->is_kept = malloc((work->source->topology->begin[work->source->topology->arc_count] + 1) * sizeof(bool));
    if (work->mercator == NULL || work->grid == NULL || work->is_kept == NULL) return false;
#pragma omp parallel for num_threads(work->threads)
    for (size_t v = 0; v < count; v++) {
        double latitude = work->source->degrees[v].lat / 1e6 * M_PI / 180;
        work->mercator[2 * v] = work->source->degrees[v].lon / 360e6 + 0.5;
        work->mercator[2 * v + 1] = 0.5 - log(tan(M_PI / 4 + latitude / 2)) / (2 * M_PI);
    }
    return true;
}

/* What spans less than the square of a unit of the grid goes; of a ring by itself three vertices stay. */
static void choose_vertices(zooming *work)
{
    const kk_topology *topology = work->source->topology;
    const double *importance = work->source->importance;
    double units = ldexp(KK_TILE_EXTENT, work->zoom), latitude = work->source->degrees[0].lat / 1e6 * M_PI / 180;
    double unit_m = earth_m * cos(latitude) / units;
#pragma omp parallel for num_threads(work->threads)
    for (size_t v = 0; v < topology->vertex_count; v++)
        work->grid[v] = (kk_grid_point){(int32_t)lround(work->mercator[2 * v] * units),
                                        (int32_t)lround(work->mercator[2 * v + 1] * units)};
#pragma omp parallel for num_threads(work->threads) schedule(dynamic, 256)
    for (size_t a = 0; a < topology->arc_count; a++)
        for (uint32_t i = topology->begin[a]; i < topology->begin[a + 1]; i++)
            work->is_kept[i] = importance[i] >= unit_m * unit_m;
}

/* ---- polygons ---- */

/* What a thread needs to cut. */
typedef struct cutter {
    zooming *work;
    kk_tile_store *store;
    uint32_t number;
    kk_cut_room *room;
    kk_grid_polygon part, level[DEPTH_MOST][2];
    kk_tile_piece piece;
} cutter;

static bool add_piece_of_arc(cutter *c, uint32_t piece)
{
    const kk_topology *topology = c->work->source->topology;
    size_t begin = topology->begin[piece / 2], end = topology->begin[piece / 2 + 1];
    for (size_t k = 0; k + 1 < end - begin; k++) {
        size_t place = piece % 2 ? end - 1 - k : begin + k;
        if (c->work->is_kept[place] && !kk_grid_add(&c->part, c->work->grid[topology->vertex[place]])) return false;
    }
    return true;
}

static void reverse(kk_grid_point *point, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        kk_grid_point swap = point[i];
        point[i] = point[count - 1 - i];
        point[count - 1 - i] = swap;
    }
}

static bool add_ring(cutter *c, const kk_ring_arcs *rings, uint32_t ring, bool is_hole)
{
    size_t before = c->part.ring_count;
    for (uint32_t p = rings->begin[ring]; p < rings->begin[ring + 1]; p++)
        if (!add_piece_of_arc(c, rings->piece[p])) return false;
    if (!kk_grid_end_ring(&c->part)) return false;
    if (c->part.ring_count == before) return true;
    kk_grid_point *point = &c->part.point[c->part.begin[before]];
    size_t count = c->part.end - c->part.begin[before];
    if ((kk_ring_area2(point, count) < 0) != is_hole) reverse(point, count);
    return true;
}

/* ---- tiles ---- */

static bool keep_piece(cutter *c, const kk_grid_polygon *polygon, uint32_t x, uint32_t y)
{
    kk_tile_store *store = c->store;
    size_t points = polygon->end;
    if (kk_grow(&store->piece, &store->piece_capacity, store->piece_count + 1, sizeof *store->piece) != 0 ||
        kk_grow(&store->ring, &store->ring_capacity, store->ring_count + polygon->ring_count, sizeof *store->ring) !=
            0 ||
        kk_grow(&store->xy, &store->xy_capacity, store->xy_count + 2 * points, sizeof *store->xy) != 0)
        return false;
    kk_tile_piece *piece = &store->piece[store->piece_count++];
    *piece = c->piece;
    piece->x = x;
    piece->y = y;
    piece->store = c->number;
    piece->first = store->ring_count;
    piece->ring_count = polygon->ring_count;
    for (size_t r = 0; r < polygon->ring_count; r++) {
        size_t begin = polygon->begin[r], end = polygon->begin[r + 1];
        store->ring[store->ring_count++] = (kk_tile_ring){store->xy_count, (uint32_t)(end - begin)};
        for (size_t i = begin; i < end; i++) {
            store->xy[store->xy_count++] = (int16_t)(polygon->point[i].x - (int32_t)x * KK_TILE_EXTENT);
            store->xy[store->xy_count++] = (int16_t)(polygon->point[i].y - (int32_t)y * KK_TILE_EXTENT);
        }
    }
    return true;
}

typedef struct span {
    int32_t left, top, right, bottom; /* tiles, ends included */
} span;

static int32_t tile_of(int64_t at, int zoom)
{
    int64_t tile = at >= 0 ? at / KK_TILE_EXTENT : 0, last = (INT64_C(1) << zoom) - 1;
    return (int32_t)(tile > last ? last : tile);
}

/* The tiles that a polygon reaches, their buffers included. */
static span span_of(const kk_grid_polygon *polygon, int zoom)
{
    int64_t left = INT32_MAX, top = INT32_MAX, right = INT32_MIN, bottom = INT32_MIN;
    for (size_t i = 0; i < polygon->end; i++) {
        kk_grid_point p = polygon->point[i];
        left = p.x < left ? p.x : left;
        right = p.x > right ? p.x : right;
        top = p.y < top ? p.y : top;
        bottom = p.y > bottom ? p.y : bottom;
    }
    return (span){tile_of(left - KK_TILE_BUFFER, zoom), tile_of(top - KK_TILE_BUFFER, zoom),
                  tile_of(right + KK_TILE_BUFFER, zoom), tile_of(bottom + KK_TILE_BUFFER, zoom)};
}

/* Halves the tiles that it reaches until it is one, to which what is left is cut. */
static bool cut(cutter *c, const kk_grid_polygon *polygon, span tiles, int depth)
{
    if (polygon->ring_count == 0) return true;
    if (tiles.left == tiles.right && tiles.top == tiles.bottom)
        return keep_piece(c, polygon, (uint32_t)tiles.left, (uint32_t)tiles.top);
    bool along_x = tiles.right - tiles.left >= tiles.bottom - tiles.top;
    int32_t middle = along_x ? (tiles.left + tiles.right) / 2 : (tiles.top + tiles.bottom) / 2;
    int32_t border = (middle + 1) * KK_TILE_EXTENT;
    span first = tiles, second = tiles;
    if (along_x) {
        first.right = middle;
        second.left = middle + 1;
    } else {
        first.bottom = middle;
        second.top = middle + 1;
    }
    kk_grid_polygon *half = c->level[depth];
    return kk_grid_cut(polygon, along_x, border + KK_TILE_BUFFER, true, c->room, &half[0]) &&
           kk_grid_cut(polygon, along_x, border - KK_TILE_BUFFER, false, c->room, &half[1]) &&
           cut(c, &half[0], first, depth + 1) && cut(c, &half[1], second, depth + 1);
}

/* A square of one unit where an area would be nothing. */
static bool add_square(cutter *c, kk_grid_point at)
{
    const kk_grid_point corner[] = {at, {at.x + 1, at.y}, {at.x + 1, at.y + 1}, {at.x, at.y + 1}};
    for (int i = 0; i < 4; i++)
        if (!kk_grid_add(&c->part, corner[i])) return false;
    return kk_grid_end_ring(&c->part);
}

static bool cut_part(cutter *c)
{
    return cut(c, &c->part, span_of(&c->part, c->work->zoom), 0);
}

static bool cut_area(cutter *c, uint32_t l, uint32_t area)
{
    const kk_tile_layer *layer = &c->work->source->layer[l];
    const kk_polygons *shape = layer->shape;
    bool any = false;
    for (uint32_t part = shape->part_begin[area]; part < shape->part_begin[area + 1]; part++) {
        uint32_t exterior = shape->ring_begin[part];
        c->piece = (kk_tile_piece){.layer = l, .area = area, .part = part};
        kk_grid_empty(&c->part);
        if (!add_ring(c, layer->rings, exterior, false)) return false;
        if (c->part.ring_count == 0) continue;
        any = true;
        for (uint32_t ring = exterior + 1; ring < shape->ring_begin[part + 1]; ring++)
            if (!add_ring(c, layer->rings, ring, true)) return false;
        if (!cut_part(c)) return false;
    }
    if (any || shape->part_begin[area] == shape->part_begin[area + 1]) return true;
    const kk_topology *topology = c->work->source->topology;
    uint32_t piece = layer->rings->piece[layer->rings->begin[shape->ring_begin[shape->part_begin[area]]]];
    c->piece = (kk_tile_piece){.layer = l, .area = area, .part = shape->part_begin[area]};
    kk_grid_empty(&c->part);
    return add_square(c, c->work->grid[topology->vertex[topology->begin[piece / 2]]]) && cut_part(c);
}

static void cut_all(zooming *work)
{
    size_t areas = 0, first[KK_LEVELS_MAX + 1] = {0};
    for (size_t l = 0; l < work->source->layer_count; l++) first[l + 1] = areas += work->source->layer[l].shape->count;
#pragma omp parallel num_threads(work->threads)
    {
        int number = omp_get_thread_num();
        cutter *c = calloc(1, sizeof *c);
        bool is_fine = c != NULL;
        if (is_fine) {
            *c = (cutter){
                .work = work, .store = &work->store[number], .number = (uint32_t)number, .room = kk_cut_room_new()};
            is_fine = c->room != NULL;
        }
#pragma omp for schedule(dynamic, 16)
        for (size_t i = 0; i < areas; i++) {
            uint32_t l = 0;
            while (i >= first[l + 1]) l++;
            if (is_fine && !kk_interrupted()) is_fine = cut_area(c, l, (uint32_t)(i - first[l]));
        }
        if (!is_fine) {
#pragma omp atomic write
            work->failed = true;
        }
        if (c != NULL) {
            kk_cut_room_free(c->room);
            kk_grid_clear(&c->part);
            for (int d = 0; d < DEPTH_MOST; d++)
                for (int h = 0; h < 2; h++) kk_grid_clear(&c->level[d][h]);
        }
        free(c);
    }
}

/* ---- order ---- */

static int by_tile_and_area(const void *a, const void *b)
{
    const kk_tile_piece *p = *(const kk_tile_piece *const *)a, *q = *(const kk_tile_piece *const *)b;
    if (p->x != q->x) return p->x < q->x ? -1 : 1;
    if (p->y != q->y) return p->y < q->y ? -1 : 1;
    if (p->layer != q->layer) return p->layer < q->layer ? -1 : 1;
    if (p->area != q->area) return p->area < q->area ? -1 : 1;
    return p->part < q->part ? -1 : p->part > q->part;
}

static int by_id(const void *a, const void *b)
{
    const kk_tile *p = a, *q = b;
    return p->id < q->id ? -1 : p->id > q->id;
}

static bool list_pieces(zooming *work)
{
    for (int t = 0; t < work->threads; t++) work->piece_count += work->store[t].piece_count;
    work->piece = malloc((work->piece_count + 1) * sizeof *work->piece);
    if (work->piece == NULL) return false;
    size_t at = 0;
    for (int t = 0; t < work->threads; t++)
        for (size_t p = 0; p < work->store[t].piece_count; p++) work->piece[at++] = &work->store[t].piece[p];
    qsort(work->piece, work->piece_count, sizeof(const kk_tile_piece *), by_tile_and_area);
    return true;
}

/* Tiles by id; `x` of a tile's pieces begins where `length` says until it has bytes. */
static bool list_tiles(zooming *work)
{
    work->tile = calloc(work->piece_count + 1, sizeof *work->tile);
    work->tile_begin = malloc((work->piece_count + 1) * sizeof *work->tile_begin);
    if (work->tile == NULL || work->tile_begin == NULL) return false;
    for (size_t p = 0; p < work->piece_count; p++) {
        const kk_tile_piece *here = work->piece[p], *before = p > 0 ? work->piece[p - 1] : NULL;
        if (before != NULL && before->x == here->x && before->y == here->y) continue;
        work->tile[work->tile_count++] =
            (kk_tile){work->zoom, here->x, here->y, kk_tile_id(work->zoom, here->x, here->y), NULL, p};
    }
    qsort(work->tile, work->tile_count, sizeof *work->tile, by_id);
    for (size_t t = 0; t < work->tile_count; t++) work->tile_begin[t] = work->tile[t].length;
    return true;
}

/* ---- bytes ---- */

static bool compress(struct libdeflate_compressor *compressor, const kk_mvt_room *room, kk_tile *tile)
{
    size_t most = libdeflate_gzip_compress_bound(compressor, room->length);
    uint8_t *bytes = malloc(most);
    if (bytes == NULL) return false;
    tile->length = libdeflate_gzip_compress(compressor, room->bytes, room->length, bytes, most);
    tile->bytes = realloc(bytes, tile->length);
    if (tile->bytes == NULL) tile->bytes = bytes;
    return tile->length > 0;
}

static bool write_tile(const zooming *work, size_t t, kk_mvt_room *room, struct libdeflate_compressor *compressor)
{
    size_t begin = work->tile_begin[t], end = begin + 1;
    const kk_tile_piece *const *piece = work->piece;
    while (end < work->piece_count && piece[end]->x == piece[begin]->x && piece[end]->y == piece[begin]->y) end++;
    return kk_mvt_write(work->source, work->store, &piece[begin], end - begin, room) &&
           compress(compressor, room, &work->tile[t]);
}

static void write_all(zooming *work)
{
#pragma omp parallel num_threads(work->threads)
    {
        kk_mvt_room room = {0};
        struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(GZIP_LEVEL);
        bool is_fine = compressor != NULL;
#pragma omp for schedule(dynamic, 4)
        for (size_t t = 0; t < work->tile_count; t++)
            if (is_fine && !kk_interrupted()) is_fine = write_tile(work, t, &room, compressor);
        if (!is_fine) {
#pragma omp atomic write
            work->failed = true;
        }
        libdeflate_free_compressor(compressor);
        kk_mvt_room_clear(&room);
    }
}

/* ---- all of it ---- */

static void end_zoom(zooming *work)
{
    for (size_t t = 0; work->tile != NULL && t < work->tile_count; t++) free(work->tile[t].bytes);
    free(work->tile);
    free(work->tile_begin);
    free(work->piece);
    work->tile = NULL;
    work->tile_begin = NULL;
    work->piece = NULL;
    work->tile_count = work->piece_count = 0;
    for (int t = 0; t < work->threads; t++)
        work->store[t].piece_count = work->store[t].ring_count = work->store[t].xy_count = 0;
}

static kk_status make_zoom(zooming *work, kk_tiles_take *take, void *context, kk_error *err)
{
    choose_vertices(work);
    cut_all(work);
    bool is_fine = !work->failed && list_pieces(work) && list_tiles(work);
    for (size_t t = 0; t < work->tile_count; t++) work->tile[t].bytes = NULL;
    if (is_fine) write_all(work);
    kk_status status = is_fine && !work->failed ? KK_OK : kk_fail_memory(err);
    if (kk_interrupted()) status = kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while making tiles");
    if (status == KK_OK) status = take(context, work->tile, work->tile_count, err);
    end_zoom(work);
    return status;
}

kk_status kk_tiles_make(const kk_tile_source *source, int from, int to, int threads, kk_tiles_take *take, void *context,
                        kk_error *err)
{
    if (source->topology->vertex_count == 0) return KK_OK;
    zooming work = {.source = source, .threads = threads < 1 ? 1 : threads > THREADS_MOST ? THREADS_MOST : threads};
    work.store = calloc((size_t)work.threads, sizeof *work.store);
    kk_status status = work.store == NULL || !project(&work) ? kk_fail_memory(err) : KK_OK;
    for (work.zoom = from; work.zoom <= to && status == KK_OK; work.zoom++)
        status = make_zoom(&work, take, context, err);
    for (int t = 0; work.store != NULL && t < work.threads; t++) {
        free(work.store[t].piece);
        free(work.store[t].ring);
        free(work.store[t].xy);
    }
    free(work.store);
    free(work.mercator);
    free(work.grid);
    free(work.is_kept);
    return status;
}
