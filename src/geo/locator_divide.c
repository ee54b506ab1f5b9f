/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/locator_cells.h"

#include <stdatomic.h>
#include <stdlib.h>

/* A cell with no more edges than FEW is not divided; nor one whose edges became MULTIPLIED times as many on the way. */
enum { FEW = 12, MULTIPLIED = 32, LEVELS = KK_UNIT_BITS / KK_CELL_BITS };
#define NO_AREA UINT32_MAX

/* What a cell holds while it is made. */
typedef struct content {
    kk_run *run;
    size_t run_count, capacity, edges;
    size_t area_begin; /* the first run of the area at hand */
    uint32_t cover;    /* the lowest area that covers all of it; runs of later ones do not matter */
} content;

typedef struct division {
    const kk_locator *locator;
    kk_cell_tree *tree;
    content *level[LEVELS]; /* for each level the cells of the square at hand */
} division;

static void begin_square(content *cells)
{
    for (int c = 0; c < KK_CELL_COUNT; c++) {
        cells[c].run_count = cells[c].edges = 0;
        cells[c].cover = NO_AREA;
    }
}

static int add_run(content *cell, kk_run run)
{
    if (kk_grow(&cell->run, &cell->capacity, cell->run_count + 1, sizeof run) != 0) return -1;
    cell->run[cell->run_count++] = run;
    return 0;
}

/* Adds the edge that begins at point q to each of `to`; `known` are those that have edges of the area already. */
static int add_edge(content *cells, kk_cells to, kk_cells known, uint32_t area, uint32_t q)
{
    for (; to != 0; to &= to - 1) {
        content *cell = &cells[__builtin_ctzll(to)];
        bool is_known = (known & to & -to) != 0;
        kk_run *last = is_known ? &cell->run[cell->run_count - 1] : NULL;
        if (!is_known) cell->area_begin = cell->run_count;
        cell->edges++;
        if (is_known && last->first + last->edges == q)
            last->edges++;
        else if (add_run(cell, (kk_run){.area = area, .first = q, .edges = 1}) != 0)
            return -1;
    }
    return 0;
}

/* Tells the cells whether the area covers their references, or the whole of them. */
static void end_area(content *cells, kk_cells touched, kk_cells inside, uint32_t area)
{
    for (kk_cells whole = inside & ~touched; whole != 0; whole &= whole - 1) {
        content *cell = &cells[__builtin_ctzll(whole)];
        if (cell->cover == NO_AREA) cell->cover = area;
    }
    for (kk_cells parted = inside & touched; parted != 0; parted &= parted - 1) {
        content *cell = &cells[__builtin_ctzll(parted)];
        for (size_t r = cell->area_begin; r < cell->run_count; r++) cell->run[r].inside = true;
    }
}

/* Deals the runs of one area out to the cells of the square. */
static int deal_area(const kk_square *square, const kk_run *run, size_t run_count, content *cells)
{
    const kk_polygons *shape = square->locator->shape;
    kk_cells touched = 0, inside = run->inside ? ~(kk_cells)0 : 0;
    for (size_t r = 0; r < run_count; r++) {
        uint32_t begin = run[r].first, end = begin + run[r].edges;
        for (uint32_t q = begin; q < end; q++) {
            kk_edge_cells edge = kk_square_edge(square, kk_shape_point(shape, q), kk_shape_point(shape, q + 1));
            if (add_edge(cells, edge.near, touched, run->area, q) != 0) return -1;
            touched |= edge.near;
            inside ^= edge.flips;
        }
    }
    end_area(cells, touched, inside, run->area);
    return 0;
}

/* An area that covers a cell ends its list: what comes after is never asked for. */
static int end_square(content *cells)
{
    for (int c = 0; c < KK_CELL_COUNT; c++) {
        content *cell = &cells[c];
        if (cell->cover == NO_AREA) continue;
        while (cell->run_count > 0 && cell->run[cell->run_count - 1].area > cell->cover)
            cell->edges -= cell->run[--cell->run_count].edges;
        if (add_run(cell, (kk_run){.area = cell->cover, .inside = true}) != 0) return -1;
    }
    return 0;
}

/* Runs come area by area. */
static int deal(const kk_square *square, const kk_run *run, size_t run_count, content *cells)
{
    begin_square(cells);
    for (size_t begin = 0, end = 0; begin < run_count; begin = end) {
        while (end < run_count && run[end].area == run[begin].area) end++;
        if (deal_area(square, run + begin, end - begin, cells) != 0) return -1;
    }
    return end_square(cells);
}

static int keep_runs(kk_cell_tree *tree, const content *cell, uint32_t *word)
{
    size_t begin = tree->run_count;
    if (begin + cell->run_count > KK_CELL_VALUE ||
        kk_grow(&tree->run, &tree->run_capacity, begin + cell->run_count, sizeof *tree->run) != 0)
        return -1;
    for (size_t r = 0; r < cell->run_count; r++) tree->run[begin + r] = cell->run[r];
    tree->run_count += cell->run_count;
    tree->run[tree->run_count - 1].last = true;
    *word = KK_CELL_RUNS | (uint32_t)begin;
    return 0;
}

static int make_cell(division *work, const content *cell, kk_units corner, int shift, double growth, uint32_t *word);

static int divide_cell(division *work, const content *cell, kk_units corner, int shift, double growth, uint32_t *word)
{
    kk_cell_tree *tree = work->tree;
    content *cells = work->level[shift / KK_CELL_BITS];
    kk_square square;
    kk_square_init(&square, work->locator, corner, shift);
    if (deal(&square, cell->run, cell->run_count, cells) != 0) return -1;
    size_t begin = tree->cell_count, edges = 0;
    if (begin + KK_CELL_COUNT > KK_CELL_VALUE ||
        kk_grow(&tree->cell, &tree->cell_capacity, begin + KK_CELL_COUNT, sizeof *tree->cell) != 0)
        return -1;
    tree->cell_count += KK_CELL_COUNT;
    for (int c = 0; c < KK_CELL_COUNT; c++) edges += cells[c].edges;
    growth *= (double)edges / (double)cell->edges;
    for (uint32_t c = 0; c < KK_CELL_COUNT; c++) {
        kk_units at = {corner.x + (c % KK_CELL_SIDE << shift), corner.y + (c / KK_CELL_SIDE << shift)};
        uint32_t made;
        if (make_cell(work, &cells[c], at, shift, growth, &made) != 0) return -1;
        tree->cell[begin + c] = made;
    }
    *word = KK_CELL_CELLS | (uint32_t)begin;
    return 0;
}

/* The cell of 2^shift units at `corner`. */
static int make_cell(division *work, const content *cell, kk_units corner, int shift, double growth, uint32_t *word)
{
    if (cell->edges > FEW && shift > 0 && growth < MULTIPLIED)
        return divide_cell(work, cell, corner, shift - KK_CELL_BITS, growth, word);
    if (cell->edges > 0) return keep_runs(work->tree, cell, word);
    *word = KK_CELL_AREA | (cell->run_count > 0 ? cell->run[0].area + 1 : 0);
    return 0;
}

static void free_cells(content *cells)
{
    for (int c = 0; cells != NULL && c < KK_CELL_COUNT; c++) free(cells[c].run);
    free(cells);
}

/* Makes the trees below the topmost cells, each apart, so that they are the same whichever thread makes them. */
static int make_trees(kk_locator *locator, const content *cells, int threads)
{
    atomic_int failures = 0;
#pragma omp parallel num_threads(threads)
    {
        division work = {.locator = locator};
        int failed = 0;
        for (int l = 0; l < LEVELS; l++)
            if ((work.level[l] = calloc(KK_CELL_COUNT, sizeof(content))) == NULL) failed = 1;
#pragma omp for schedule(dynamic, 1)
        for (uint32_t c = 0; c < KK_CELL_COUNT; c++) {
            kk_units at = {c % KK_CELL_SIDE << KK_TOP_SHIFT, c / KK_CELL_SIDE << KK_TOP_SHIFT};
            work.tree = &locator->tree[c];
            if (!failed) failed = make_cell(&work, &cells[c], at, KK_TOP_SHIFT, 1, &work.tree->root);
        }
        if (failed) atomic_fetch_add(&failures, 1);
        for (int l = 0; l < LEVELS; l++) free_cells(work.level[l]);
    }
    return failures == 0 ? 0 : -1;
}

/* One run for each ring. */
static int runs_of_rings(const kk_polygons *shape, content *all)
{
    for (size_t area = 0; area < shape->count; area++) {
        uint32_t begin = shape->ring_begin[shape->part_begin[area]];
        uint32_t end = shape->ring_begin[shape->part_begin[area + 1]];
        for (uint32_t r = begin; r < end; r++) {
            uint32_t first = shape->point_begin[r], points = shape->point_begin[r + 1] - first;
            if (points > 1 && add_run(all, (kk_run){.area = (uint32_t)area, .first = first, .edges = points - 1}) != 0)
                return -1;
        }
    }
    return 0;
}

kk_status kk_locator_divide(kk_locator *locator, int threads, kk_error *err)
{
    content all = {0}, *cells = calloc(KK_CELL_COUNT, sizeof *cells);
    kk_square square;
    kk_square_init(&square, locator, (kk_units){0, 0}, KK_TOP_SHIFT);
    bool whole = cells != NULL && runs_of_rings(locator->shape, &all) == 0 &&
                 deal(&square, all.run, all.run_count, cells) == 0 && make_trees(locator, cells, threads) == 0;
    free(all.run);
    free_cells(cells);
    return whole ? KK_OK : kk_fail_memory(err);
}
