/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/nesting.h"

#include <stdlib.h>
#include <string.h>

/* That an atom is in an area. */
typedef struct place {
    uint32_t area, atom;
} place;

typedef struct places {
    place *item;
    size_t count, capacity;
} places;

static bool add(places *to, uint32_t area, uint32_t atom)
{
    if (kk_grow(&to->item, &to->capacity, to->count + 1, sizeof *to->item) != 0) return false;
    to->item[to->count++] = (place){area, atom};
    return true;
}

static int by_area(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->area != y->area) return x->area < y->area ? -1 : 1;
    return x->atom < y->atom ? -1 : x->atom > y->atom;
}

static bool seal(places *of, size_t count, uint32_t **begin, uint32_t **member)
{
    qsort(of->item, of->count, sizeof *of->item, by_area);
    *begin = calloc(count + 1, sizeof **begin);
    *member = malloc((of->count + 1) * sizeof **member);
    if (*begin == NULL || *member == NULL) return false;
    size_t members = 0;
    for (size_t i = 0; i < of->count; i++) {
        bool again = i > 0 && by_area(&of->item[i - 1], &of->item[i]) == 0;
        if (again) continue;
        (*member)[members++] = of->item[i].atom;
        (*begin)[of->item[i].area + 1]++;
    }
    for (size_t a = 0; a < count; a++) (*begin)[a + 1] += (*begin)[a];
    return true;
}

/* ---- levels of CBS, from the finest up ---- */

/* The area of that code, rather of land or water as asked; −1 without. */
static ptrdiff_t find_alike(const kk_level *level, const char *code, bool water)
{
    ptrdiff_t at = kk_level_find(level, code);
    if (at < 0) return -1;
    for (ptrdiff_t i = at > 0 ? at - 1 : at; i <= at + 1 && (size_t)i < level->count; i++)
        if (level->water[i] == water && strcmp(level->code[i], code) == 0) return i;
    return at;
}

/* Of the kind that is the parent of the one below: the nearest coarser level. */
static bool lift(const kk_areas *areas, size_t below, size_t above, const kk_nesting *made, places *to)
{
    const kk_level *from = &areas->level[below], *level = &areas->level[above];
    for (uint32_t i = 0; i < from->count; i++) {
        char code[16];
        const char *parent = from->parent != NULL ? from->parent[i] : NULL;
        if (parent != NULL && from->kind == KK_LEVEL_BUURT && level->kind == KK_LEVEL_GEMEENTE)
            parent = kk_code_parent(parent, code) ? code : NULL;
        ptrdiff_t at = parent != NULL ? find_alike(level, parent, from->water[i]) : -1;
        for (uint32_t m = made->begin[below][i]; at >= 0 && m < made->begin[below][i + 1]; m++)
            if (!add(to, (uint32_t)at, made->member[below][m])) return false;
    }
    return true;
}

/* An area in which nothing lies is an atom itself. */
static bool add_atoms(const kk_areas *areas, size_t level, kk_nesting *out, size_t *capacity, places *to)
{
    size_t count = areas->level[level].count, already = to->count;
    bool *is_made = calloc(count + 1, sizeof *is_made);
    if (is_made == NULL) return false;
    for (size_t i = 0; i < already; i++) is_made[to->item[i].area] = true;
    bool is_fine = true;
    for (uint32_t i = 0; i < count && is_fine; i++) {
        if (is_made[i]) continue;
        size_t area_capacity = *capacity;
        is_fine = kk_grow(&out->area, &area_capacity, out->atom_count + 1, sizeof *out->area) == 0 &&
                  kk_grow(&out->level, capacity, out->atom_count + 1, sizeof *out->level) == 0 &&
                  add(to, i, (uint32_t)out->atom_count);
        if (!is_fine) break;
        out->level[out->atom_count] = (uint8_t)level;
        out->area[out->atom_count++] = i;
    }
    free(is_made);
    return is_fine;
}

static bool add_levels(const kk_areas *areas, kk_nesting *out)
{
    size_t capacity = 0;
    ptrdiff_t below = -1;
    for (size_t l = areas->level_count; l-- > 0;) {
        if (areas->level[l].kind == KK_LEVEL_OWN) continue;
        places to = {0};
        bool is_fine = (below < 0 || lift(areas, (size_t)below, l, out, &to)) &&
                       add_atoms(areas, l, out, &capacity, &to) &&
                       seal(&to, areas->level[l].count, &out->begin[l], &out->member[l]);
        free(to.item);
        if (!is_fine) return false;
        below = (ptrdiff_t)l;
    }
    return true;
}

static bool add_own(const kk_areas *areas, size_t l, kk_nesting *out)
{
    const kk_membership *members = &areas->level[l].membership;
    const uint32_t *begin = out->begin[members->member_level], *member = out->member[members->member_level];
    places to = {0};
    bool is_fine = true;
    for (uint32_t i = 0; i < areas->level[l].count; i++)
        for (uint32_t m = members->member_begin[i]; m < members->member_begin[i + 1]; m++)
            for (uint32_t k = begin[members->member[m]]; is_fine && k < begin[members->member[m] + 1]; k++)
                is_fine = add(&to, i, member[k]);
    is_fine = is_fine && seal(&to, areas->level[l].count, &out->begin[l], &out->member[l]);
    free(to.item);
    return is_fine;
}

kk_status kk_nesting_make(const kk_areas *areas, kk_nesting *out, kk_error *err)
{
    *out = (kk_nesting){0};
    bool is_fine = add_levels(areas, out);
    for (size_t l = 0; l < areas->level_count && is_fine; l++)
        if (areas->level[l].kind == KK_LEVEL_OWN) is_fine = add_own(areas, l, out);
    return is_fine ? KK_OK : kk_fail_memory(err);
}

void kk_nesting_clear(kk_nesting *nesting)
{
    for (size_t l = 0; l < KK_LEVELS_MAX; l++) {
        free(nesting->begin[l]);
        free(nesting->member[l]);
    }
    free(nesting->level);
    free(nesting->area);
    *nesting = (kk_nesting){0};
}
