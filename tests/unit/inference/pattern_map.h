/* SPDX-License-Identifier: EUPL-1.2 */
/* Maps for the tests of spatial pattern: the wijken of 2022 as spdep saw them, and lattices. */
#ifndef KK_TESTS_PATTERN_MAP_H
#define KK_TESTS_PATTERN_MAP_H

#include "unit/check.h"

#include "kk/moran.h"
#include "kk/random.h"

typedef struct pattern_map {
    kk_arena arena;
    kk_neighbours neighbours;
} pattern_map;

static inline void pattern_map_init(pattern_map *map, size_t count, size_t links)
{
    kk_arena_init(&map->arena);
    map->neighbours.count = count;
    map->neighbours.begin = kk_arena_alloc(&map->arena, count + 1, sizeof(uint32_t));
    map->neighbours.neighbour = kk_arena_alloc(&map->arena, links, sizeof(uint32_t));
    assert_non_null(map->neighbours.begin);
    assert_non_null(map->neighbours.neighbour);
}

static inline void pattern_map_clear(pattern_map *map)
{
    kk_arena_clear(&map->arena);
}

/* Links row by row: link[i * count + j] says whether j is a neighbour of i. */
static inline void pattern_map_of_matrix(pattern_map *map, const unsigned char *link, size_t count)
{
    uint32_t at = 0;
    pattern_map_init(map, count, count * count);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < count; j++)
            if (link[i * count + j]) map->neighbours.neighbour[at++] = j;
        map->neighbours.begin[i + 1] = at;
    }
}

/* A chessboard: neighbours share a side. */
static inline void pattern_map_of_lattice(pattern_map *map, uint32_t width, uint32_t height)
{
    uint32_t at = 0, count = width * height;
    pattern_map_init(map, count, 4 * (size_t)count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *neighbour = map->neighbours.neighbour;
        if (i >= width) neighbour[at++] = i - width;
        if (i % width > 0) neighbour[at++] = i - 1;
        if (i % width + 1 < width) neighbour[at++] = i + 1;
        if (i + width < count) neighbour[at++] = i + width;
        map->neighbours.begin[i + 1] = at;
    }
}

/* Area order[i] of `from` becomes i. */
static inline void pattern_map_relabel(pattern_map *map, const kk_neighbours *from, const uint32_t *order)
{
    uint32_t at = 0;
    uint32_t *place = calloc(from->count, sizeof *place);
    pattern_map_init(map, from->count, from->begin[from->count]);
    for (uint32_t i = 0; i < from->count; i++) place[order[i]] = i;
    for (uint32_t i = 0; i < from->count; i++) {
        for (uint32_t l = from->begin[order[i]]; l < from->begin[order[i] + 1]; l++) {
            uint32_t new = place[from->neighbour[l]], hole = at++;
            for (; hole > map->neighbours.begin[i] && map->neighbours.neighbour[hole - 1] > new; hole--)
                map->neighbours.neighbour[hole] = map->neighbours.neighbour[hole - 1];
            map->neighbours.neighbour[hole] = new;
        }
        map->neighbours.begin[i + 1] = at;
    }
    free(place);
}

static inline void shuffle_order(uint32_t *order, uint32_t count, uint64_t seed)
{
    kk_random random;
    kk_random_init(&random, seed, 0);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t j = kk_random_below(&random, i + 1);
        order[i] = order[j];
        order[j] = i;
    }
}

static inline void draw_normals(double *value, size_t count, uint64_t seed, uint64_t stream)
{
    kk_random random;
    kk_random_init(&random, seed, stream);
    for (size_t i = 0; i < count; i++) value[i] = kk_random_normal(&random);
}

/* ---- tests/reference/spdep ---- */

enum { WIJKEN = 3312 };

typedef struct wijken {
    pattern_map map;
    char code[WIJKEN][12];
    double events[WIJKEN], exposure[WIJKEN], rate[WIJKEN];
    double eb[WIJKEN], local[WIJKEN], p[WIJKEN], star[WIJKEN]; /* as spdep has them; NaN where it has none */
} wijken;

static inline void read_gal(pattern_map *map, const char *path)
{
    unsigned count, area, links, neighbour, at = 0;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%u", &count), 1);
    pattern_map_init(map, count, 20 * (size_t)count);
    for (unsigned i = 0; i < count; i++) {
        assert_int_equal(fscanf(file, "%u %u", &area, &links), 2);
        assert_int_equal(area, i + 1);
        for (unsigned l = 0; l < links; l++) {
            assert_int_equal(fscanf(file, "%u", &neighbour), 1);
            map->neighbours.neighbour[at++] = neighbour - 1;
        }
        map->neighbours.begin[i + 1] = at;
    }
    fclose(file);
}

static inline double number_in(const char **cell)
{
    char *end;
    double number = strtod(*cell, &end);
    if (end == *cell) number = NAN;
    *cell = *end == ',' ? end + 1 : end;
    return number;
}

static inline wijken *wijken_read(void)
{
    char line[200];
    wijken *out = calloc(1, sizeof *out);
    assert_non_null(out);
    read_gal(&out->map, "tests/reference/spdep/links.gal");
    assert_int_equal(out->map.neighbours.count, WIJKEN);
    FILE *file = fopen("tests/reference/spdep/wijken.csv", "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    for (size_t i = 0; i < WIJKEN; i++) {
        assert_non_null(fgets(line, sizeof line, file));
        const char *cell = strchr(line, ',') + 1;
        snprintf(out->code[i], sizeof out->code[i], "%.*s", (int)(cell - 1 - line), line);
        out->events[i] = number_in(&cell);
        out->exposure[i] = number_in(&cell);
        out->rate[i] = out->events[i] / out->exposure[i];
        out->eb[i] = number_in(&cell);
        out->local[i] = number_in(&cell);
        out->p[i] = number_in(&cell);
        out->star[i] = number_in(&cell);
    }
    fclose(file);
    return out;
}

static inline void wijken_free(wijken *of)
{
    pattern_map_clear(&of->map);
    free(of);
}

#endif
