/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/close.h"
#include "core/shape_builder.h"
#include "geo/faces.h"
#include "geo/nesting.h"
#include "geo/unite.h"
#include "kk/log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NOBODY = UINT32_MAX };

/* Half a metre is finer than boundaries are known, and coarser than the rounding of six decimals; who asks for less
   than a metre gets millimetres. */
static const double coarse_grid_m = 0.5, fine_grid_m = 0.001, coarse_from_m = 1;

/* What a change of an area's land is that people should know of. */
static const double reshaped_from = 0.05;

/* ---- whose a face is ---- */

typedef struct sharing {
    const kk_faces *faces;
    double snap_m;
    uint32_t *owner; /* [face] */
    uint32_t *begin; /* borders of a face: neighbour[begin[f]] … neighbour[begin[f + 1] − 1] */
    uint32_t *neighbour;
    double *length_m;
} sharing;

static bool list_neighbours(sharing *work)
{
    const kk_faces *faces = work->faces;
    size_t count = faces->shape.count;
    work->begin = calloc(count + 2, sizeof *work->begin);
    work->neighbour = malloc((2 * faces->border_count + 1) * sizeof *work->neighbour);
    work->length_m = malloc((2 * faces->border_count + 1) * sizeof *work->length_m);
    if (work->begin == NULL || work->neighbour == NULL || work->length_m == NULL) return false;
    for (size_t b = 0; b < faces->border_count; b++)
        for (int i = 0; i < 2; i++) work->begin[faces->border[b].face[i] + 2]++;
    for (size_t f = 0; f < count; f++) work->begin[f + 2] += work->begin[f + 1];
    for (size_t b = 0; b < faces->border_count; b++) {
        for (int i = 0; i < 2; i++) {
            uint32_t at = work->begin[faces->border[b].face[i] + 1]++;
            work->neighbour[at] = faces->border[b].face[1 - i];
            work->length_m[at] = faces->border[b].length_m;
        }
    }
    return true;
}

static uint32_t owners_of(const sharing *work, uint32_t face)
{
    return work->faces->owner_begin[face + 1] - work->faces->owner_begin[face];
}

static bool may_own(const sharing *work, uint32_t face, uint32_t area)
{
    uint32_t begin = work->faces->owner_begin[face], end = work->faces->owner_begin[face + 1];
    for (uint32_t i = begin; i < end; i++)
        if (work->faces->owner[i] == area) return true;
    return begin == end;
}

/* Who has most of the border of a face, of those who may own it; the lowest of equals. */
static uint32_t longest_neighbour(const sharing *work, uint32_t face)
{
    uint32_t best = NOBODY;
    double most = 0;
    for (uint32_t i = work->begin[face]; i < work->begin[face + 1]; i++) {
        uint32_t area = work->owner[work->neighbour[i]];
        if (area == NOBODY || !may_own(work, face, area)) continue;
        double length = 0;
        for (uint32_t k = work->begin[face]; k < work->begin[face + 1]; k++)
            if (work->owner[work->neighbour[k]] == area) length += work->length_m[k];
        if (length > most || (length == most && area < best)) best = area;
        if (length > most) most = length;
    }
    return best;
}

static bool is_narrow(const sharing *work, uint32_t face)
{
    return 2 * kk_polygons_area_m2(&work->faces->shape, face) <= work->snap_m * work->faces->perimeter_m[face];
}

/* An area that overlaps wherever it is keeps its largest piece. */
static void keep_largest(sharing *work, size_t areas, uint32_t *largest)
{
    const kk_faces *faces = work->faces;
    for (size_t a = 0; a < areas; a++) largest[a] = NOBODY;
    for (uint32_t f = 0; f < faces->shape.count; f++)
        if (owners_of(work, f) == 1) largest[faces->owner[faces->owner_begin[f]]] = NOBODY - 1;
    for (uint32_t f = 0; f < faces->shape.count; f++) {
        for (uint32_t i = faces->owner_begin[f]; i < faces->owner_begin[f + 1]; i++) {
            uint32_t *of = &largest[faces->owner[i]];
            if (*of == NOBODY - 1) continue;
            if (*of == NOBODY || kk_polygons_area_m2(&faces->shape, f) > kk_polygons_area_m2(&faces->shape, *of))
                *of = f;
        }
    }
    for (uint32_t a = 0; a < areas; a++)
        if (largest[a] < NOBODY - 1 && work->owner[largest[a]] == NOBODY) work->owner[largest[a]] = a;
}

static void share_once(sharing *work)
{
    const kk_faces *faces = work->faces;
    for (uint32_t f = 0; f < faces->shape.count; f++)
        if (owners_of(work, f) == 1) work->owner[f] = faces->owner[faces->owner_begin[f]];
}

/* Round by round, from what has an owner outward; what a round gives away depends on the rounds before alone. */
static bool share_rest(sharing *work)
{
    const kk_faces *faces = work->faces;
    uint32_t *next = malloc((faces->shape.count + 1) * sizeof *next);
    if (next == NULL) return false;
    for (bool any = true; any;) {
        any = false;
        for (uint32_t f = 0; f < faces->shape.count; f++) {
            next[f] = work->owner[f];
            if (next[f] != NOBODY || (owners_of(work, f) == 0 && !is_narrow(work, f))) continue;
            next[f] = longest_neighbour(work, f);
            any = any || next[f] != NOBODY;
        }
        memcpy(work->owner, next, faces->shape.count * sizeof *next);
    }
    for (uint32_t f = 0; f < faces->shape.count; f++)
        if (work->owner[f] == NOBODY && owners_of(work, f) > 0) work->owner[f] = faces->owner[faces->owner_begin[f]];
    free(next);
    return true;
}

static void count_closed(const sharing *work, kk_closing *closing)
{
    for (uint32_t f = 0; f < work->faces->shape.count; f++) {
        if (work->owner[f] == NOBODY || owners_of(work, f) == 1) continue;
        bool is_gap = owners_of(work, f) == 0;
        double m2 = kk_polygons_area_m2(&work->faces->shape, f);
        closing->gaps += is_gap;
        closing->overlaps += !is_gap;
        closing->gap_m2 += is_gap ? m2 : 0;
        closing->overlap_m2 += is_gap ? 0 : m2;
    }
}

static kk_status share_faces(const kk_faces *faces, double snap_m, size_t areas, uint32_t *owner, kk_closing *closing,
                             kk_error *err)
{
    sharing work = {.faces = faces, .snap_m = snap_m, .owner = owner};
    uint32_t *largest = malloc((areas + 1) * sizeof *largest);
    for (size_t f = 0; f < faces->shape.count; f++) owner[f] = NOBODY;
    bool is_fine = largest != NULL && list_neighbours(&work);
    if (is_fine) {
        share_once(&work);
        keep_largest(&work, areas, largest);
        is_fine = share_rest(&work);
    }
    if (is_fine) count_closed(&work, closing);
    free(work.begin);
    free(work.neighbour);
    free(work.length_m);
    free(largest);
    return is_fine ? KK_OK : kk_fail_memory(err);
}

/* ---- new shapes ---- */

/* What is of each area, ascending. */
static bool group_faces(const uint32_t *owner, size_t faces, size_t areas, uint32_t *begin, uint32_t *member)
{
    for (size_t f = 0; f < faces; f++)
        if (owner[f] != NOBODY) begin[owner[f] + 2]++;
    for (size_t a = 0; a < areas; a++) begin[a + 2] += begin[a + 1];
    for (uint32_t f = 0; f < faces; f++)
        if (owner[f] != NOBODY) member[begin[owner[f] + 1]++] = f;
    return true;
}

static kk_status check_all_there(const kk_areas *areas, const kk_nesting *nesting, const kk_polygons *before,
                                 const kk_polygons *after, double snap_m, kk_error *err)
{
    for (size_t a = 0; a < nesting->atom_count; a++) {
        bool was = before->part_begin[a + 1] > before->part_begin[a],
             is = after->part_begin[a + 1] > after->part_begin[a];
        if (was && !is)
            return kk_fail(err, KK_ERR_INPUT,
                           "%s '%s' would vanish: it is smaller than the gaps of 'output: snap: %g'; give fewer metres",
                           areas->level[nesting->level[a]].name, areas->level[nesting->level[a]].code[nesting->area[a]],
                           snap_m);
    }
    return KK_OK;
}

static kk_status redraw_atoms(const kk_areas *areas, const kk_nesting *nesting, const kk_polygons *before,
                              double snap_m, int threads, kk_arena *arena, kk_polygons *after, kk_closing *closing,
                              kk_error *err)
{
    kk_faces faces;
    uint32_t *owner = NULL, *begin = NULL, *member = NULL;
    size_t failed = 0;
    kk_status status = kk_faces_make(before, snap_m >= coarse_from_m ? coarse_grid_m : fine_grid_m, arena, &faces, err);
    if (status != KK_OK) goto done;
    owner = malloc((faces.shape.count + 1) * sizeof *owner);
    member = malloc((faces.shape.count + 1) * sizeof *member);
    begin = calloc(nesting->atom_count + 2, sizeof *begin);
    if (owner == NULL || member == NULL || begin == NULL) status = kk_fail_memory(err);
    if (status == KK_OK) status = share_faces(&faces, snap_m, nesting->atom_count, owner, closing, err);
    if (status != KK_OK) goto done;
    group_faces(owner, faces.shape.count, nesting->atom_count, begin, member);
    status = kk_unite(&(kk_union){&faces.shape, begin, member, nesting->atom_count, true}, threads, arena, after,
                      &failed, err);
    if (status == KK_ERR_INPUT)
        status = kk_fail(err, KK_ERR_INPUT, "boundaries cannot be closed; give 'output: snap: 0'");
    if (status == KK_OK) status = check_all_there(areas, nesting, before, after, snap_m, err);
done:
    free(owner);
    free(begin);
    free(member);
    kk_faces_clear(&faces);
    return status;
}

static bool is_atom(const kk_nesting *nesting, size_t level, size_t area)
{
    uint32_t first = nesting->begin[level][area];
    return first < nesting->begin[level][area + 1] && nesting->level[nesting->member[level][first]] == level;
}

/* Areas that are made of others, beside their own shape before. Warns of the one that changed most. */
static void compare_levels(const kk_areas *areas, const kk_areas *before, const kk_nesting *nesting,
                           kk_closing *closing)
{
    const kk_level *most = NULL;
    size_t where = 0;
    double most_change = 0;
    for (size_t l = 0; l < areas->level_count; l++) {
        const kk_level *level = &areas->level[l];
        for (size_t i = 0; i < level->count; i++) {
            if (is_atom(nesting, l, i)) continue;
            double was = kk_polygons_area_m2(&before->level[l].shape, i), is = kk_polygons_area_m2(&level->shape, i);
            double change = was > 0 ? is / was - 1 : 0;
            closing->reshaped += fabs(change) > reshaped_from;
            if (fabs(change) <= fmax(reshaped_from, fabs(most_change))) continue;
            most = level;
            where = i;
            most_change = change;
        }
    }
    if (most == NULL) return;
    kk_warn("output: snap: %zu area%s with over %g%% less or more land on maps than in their own shape, most of all %s "
            "'%s' "
            "(%+.0f%%): the areas they are made of do not cover them, or reach beyond",
            closing->reshaped, closing->reshaped == 1 ? "" : "s", 100 * reshaped_from, most->name, most->code[where],
            100 * most_change);
}

static kk_status unite_levels(kk_areas *areas, const kk_nesting *nesting, const kk_polygons *atoms, int threads,
                              kk_arena *arena, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t l = 0; l < areas->level_count && status == KK_OK; l++) {
        kk_level *level = &areas->level[l];
        size_t failed;
        status = kk_unite(&(kk_union){atoms, nesting->begin[l], nesting->member[l], level->count, true}, threads, arena,
                          &level->shape, &failed, err);
        if (status == KK_ERR_INPUT)
            status = kk_fail(err, KK_ERR_INPUT, "the closed parts of %s '%s' cannot be united", level->name,
                             level->code[failed]);
    }
    return status;
}

kk_status kk_close(kk_areas *areas, double snap_m, int threads, kk_arena *arena, kk_closing *closing, kk_error *err)
{
    kk_nesting nesting;
    kk_polygons before, after;
    const kk_areas given = *areas;
    *closing = (kk_closing){0};
    kk_status status = kk_nesting_make(areas, &nesting, err);
    kk_shape_source *source = calloc(nesting.atom_count + 1, sizeof *source);
    if (status == KK_OK && source == NULL) status = kk_fail_memory(err);
    for (size_t a = 0; a < nesting.atom_count && status == KK_OK; a++)
        source[a] = (kk_shape_source){&areas->level[nesting.level[a]].shape, nesting.area[a]};
    if (status == KK_OK && kk_shapes_gather(source, nesting.atom_count, arena, &before) != 0)
        status = kk_fail_memory(err);
    if (status == KK_OK) status = redraw_atoms(areas, &nesting, &before, snap_m, threads, arena, &after, closing, err);
    if (status == KK_OK) status = unite_levels(areas, &nesting, &after, threads, arena, err);
    if (status == KK_OK) compare_levels(areas, &given, &nesting, closing);
    free(source);
    kk_nesting_clear(&nesting);
    return status;
}
