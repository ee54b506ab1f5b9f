/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/cube_program.h"

#include "kk/arena.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Moments by their classes and, in dimensions already rolled up, groups: one byte for each dimension. */
typedef struct entry {
    uint64_t key;
    uint32_t moments;
} entry;

#define NO_MOMENTS UINT32_MAX

static uint8_t digit_of(uint64_t key, size_t dimension)
{
    return (uint8_t)(key >> 8 * dimension);
}

static uint64_t rest_of(uint64_t key, size_t dimension)
{
    return key & ~(UINT64_C(0xff) << 8 * dimension);
}

/* ---- leaves ---- */

static int add_leaf(kk_programmer *p, uint64_t key, size_t end, size_t *entries)
{
    kk_program *made = &p->made;
    if (kk_grow(&made->leaf_end, &p->leaf_room, made->leaf_count + 1, sizeof *made->leaf_end) != 0 ||
        kk_grow(&p->entry, &p->entry_room, *entries + 1, sizeof *p->entry) != 0)
        return -1;
    p->entry[(*entries)++] = (entry){key, (uint32_t)made->leaf_count};
    made->leaf_end[made->leaf_count++] = (uint32_t)end;
    return 0;
}

/* A leaf for each run of persons of the same classes; long runs have several. */
static int make_leaves(kk_programmer *p, const kk_ordered *ordered, size_t begin, size_t end, size_t *entries)
{
    for (size_t from = begin, to; from < end; from = to) {
        uint64_t key = kk_classes_of(p->cohort, ordered->person[from]);
        for (to = from + 1; to < end && to - from < KK_LEAF_PERSONS; to++)
            if (kk_classes_of(p->cohort, ordered->person[to]) != key) break;
        if (add_leaf(p, key, to - begin, entries) != 0) return -1;
    }
    return 0;
}

/* ---- groups ---- */

/* The moments of both; `a` may be none yet. */
static int unite(kk_programmer *p, uint32_t b, uint32_t *a)
{
    kk_program *made = &p->made;
    if (*a == NO_MOMENTS) {
        *a = b;
        return 0;
    }
    uint32_t *number = kk_pair_map_at(&p->pairs, *a, b);
    if (number == NULL) return -1;
    if (*number == KK_NO_NUMBER) {
        if (kk_grow(&made->pair, &p->pair_room, made->pair_count + 1, sizeof *made->pair) != 0) return -1;
        made->pair[made->pair_count] = (kk_lane_pair){*a, b};
        *number = (uint32_t)(made->leaf_count + made->pair_count++);
    }
    *a = *number;
    return 0;
}

/* The groups of one dimension from `part`, where the classes are filled in. */
static int make_groups(kk_programmer *p, const kk_roll *roll, uint32_t *part)
{
    size_t next = 0;
    for (size_t i = 0; i < roll->group_count; i++) {
        uint32_t *group = &part[roll->class_count + roll->group[i]];
        for (; next < roll->parts_end[i]; next++)
            if (part[roll->part[next]] != NO_MOMENTS && unite(p, part[roll->part[next]], group) != 0) return -1;
    }
    return 0;
}

static int add_groups(kk_programmer *p, size_t dimension, const uint32_t *group, uint64_t rest, size_t *count)
{
    size_t groups = p->plan->roll[dimension].group_count;
    if (kk_grow(&p->other, &p->other_room, *count + groups, sizeof *p->other) != 0) return -1;
    for (size_t g = 0; g < groups; g++)
        if (group[g] != NO_MOMENTS) p->other[(*count)++] = (entry){rest | (uint64_t)g << 8 * dimension, group[g]};
    return 0;
}

/* Entries that differ in `dimension` alone lie together; their groups go to p->other. */
static int roll_up(kk_programmer *p, size_t dimension, size_t count, size_t *made)
{
    const kk_roll *roll = &p->plan->roll[dimension];
    size_t parts = roll->class_count + roll->group_count;
    uint32_t part[KK_PARTS_MAX];
    *made = 0;
    for (size_t i = 0; i < count;) {
        uint64_t rest = rest_of(p->entry[i].key, dimension);
        memset(part, 0xff, parts * sizeof *part);
        for (; i < count && rest_of(p->entry[i].key, dimension) == rest; i++)
            if (unite(p, p->entry[i].moments, &part[digit_of(p->entry[i].key, dimension)]) != 0) return -1;
        if (make_groups(p, roll, part) != 0 || add_groups(p, dimension, part + roll->class_count, rest, made) != 0)
            return -1;
    }
    return 0;
}

/* From p->other to p->entry, stable. */
static int sort_by_group(kk_programmer *p, size_t dimension, size_t count)
{
    size_t where[KK_GROUPS_MAX + 1] = {0};
    if (kk_grow(&p->entry, &p->entry_room, count, sizeof *p->entry) != 0) return -1;
    for (size_t i = 0; i < count; i++) where[digit_of(p->other[i].key, dimension) + 1]++;
    for (size_t g = 0; g < KK_GROUPS_MAX; g++) where[g + 1] += where[g];
    for (size_t i = 0; i < count; i++) p->entry[where[digit_of(p->other[i].key, dimension)]++] = p->other[i];
    return 0;
}

static int make_all_groups(kk_programmer *p, size_t *count)
{
    for (size_t i = 0; i < p->plan->dimension_count; i++) {
        size_t dimension = p->plan->dimension[i];
        if (roll_up(p, dimension, *count, count) != 0 || sort_by_group(p, dimension, *count) != 0) return -1;
    }
    return 0;
}

/* ---- cells ---- */

static void swap_entries(kk_programmer *p)
{
    entry *entries = p->entry;
    size_t room = p->entry_room;
    p->entry = p->other, p->entry_room = p->other_room;
    p->other = entries, p->other_room = room;
}

static int sort_by_combination(kk_programmer *p, size_t count)
{
    for (size_t d = p->plan->dimension_count; d-- > 0;) {
        swap_entries(p);
        if (sort_by_group(p, d, count) != 0) return -1;
    }
    return 0;
}

static size_t combination_of(const kk_estimate_frame *frame, uint64_t key)
{
    size_t combination = 0;
    for (size_t d = 0; d < frame->dimension_count; d++)
        combination = combination * frame->dimension[d].group_count + digit_of(key, d);
    return combination;
}

static int add_cell(kk_programmer *p, size_t combination, uint32_t moments)
{
    kk_program *made = &p->made;
    uint32_t *number = kk_pair_map_at(&p->fits, moments, p->at_place[combination]);
    if (number == NULL || kk_grow(&made->fit, &p->fit_room, made->fit_count + 1, sizeof *made->fit) != 0) return -1;
    if (*number == KK_NO_NUMBER) {
        made->fit[made->fit_count] = (kk_lane_fit){p->at[combination], moments};
        *number = (uint32_t)made->fit_count++;
    }
    made->combination[made->cell_count] = (uint16_t)combination;
    made->cell_fit[made->cell_count++] = (uint16_t)*number;
    return 0;
}

/* Without dimensions all leaves are of the one combination. */
static int add_cells(kk_programmer *p, size_t count)
{
    for (size_t i = 0; i < count;) {
        uint64_t key = p->entry[i].key;
        uint32_t moments = NO_MOMENTS;
        for (; i < count && p->entry[i].key == key; i++)
            if (unite(p, p->entry[i].moments, &moments) != 0) return -1;
        if (add_cell(p, combination_of(&p->cohort->frame, key), moments) != 0) return -1;
    }
    return 0;
}

static int make(kk_programmer *p, const kk_ordered *ordered, size_t begin, size_t end)
{
    kk_program *made = &p->made;
    size_t count = 0;
    made->leaf_count = made->pair_count = made->fit_count = made->cell_count = 0;
    kk_pair_map_empty(&p->pairs);
    kk_pair_map_empty(&p->fits);
    if (make_leaves(p, ordered, begin, end, &count) != 0 || make_all_groups(p, &count) != 0 ||
        sort_by_combination(p, count) != 0)
        return -1;
    if (kk_grow(&made->combination, &p->combination_room, count, sizeof *made->combination) != 0 ||
        kk_grow(&made->cell_fit, &p->cell_room, count, sizeof *made->cell_fit) != 0)
        return -1;
    return add_cells(p, count);
}

static void *copy_of(const void *items, size_t count, size_t size)
{
    void *copy = malloc(count * size + 1);
    if (copy != NULL && count > 0) memcpy(copy, items, count * size);
    return copy;
}

int kk_program_make(kk_programmer *programmer, const kk_ordered *ordered, size_t begin, size_t end, kk_program *out)
{
    const kk_program *made = &programmer->made;
    if (make(programmer, ordered, begin, end) != 0) return -1;
    *out = *made;
    out->leaf_end = copy_of(made->leaf_end, made->leaf_count, sizeof *made->leaf_end);
    out->pair = copy_of(made->pair, made->pair_count, sizeof *made->pair);
    out->fit = copy_of(made->fit, made->fit_count, sizeof *made->fit);
    out->combination = copy_of(made->combination, made->cell_count, sizeof *made->combination);
    out->cell_fit = copy_of(made->cell_fit, made->cell_count, sizeof *made->cell_fit);
    if (out->leaf_end != NULL && out->pair != NULL && out->fit != NULL && out->combination != NULL &&
        out->cell_fit != NULL)
        return 0;
    kk_program_clear(out);
    return -1;
}

void kk_program_clear(kk_program *program)
{
    free(program->leaf_end);
    free(program->pair);
    free(program->fit);
    free(program->combination);
    free(program->cell_fit);
    *program = (kk_program){0};
}

void kk_programmer_clear(kk_programmer *programmer)
{
    kk_program_clear(&programmer->made);
    kk_pair_map_clear(&programmer->pairs);
    kk_pair_map_clear(&programmer->fits);
    free(programmer->entry);
    free(programmer->other);
}
