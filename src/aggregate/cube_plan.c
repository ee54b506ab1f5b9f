/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/cube_plan.h"

#include <stdlib.h>

static bool grows_less(const kk_dimension *a, const kk_dimension *b)
{
    return a->group_count * b->class_count < b->group_count * a->class_count;
}

static void choose_order(const kk_estimate_frame *frame, kk_plan *plan)
{
    for (size_t d = 0; d < frame->dimension_count; d++) {
        size_t place = d;
        for (; place > 0 && grows_less(&frame->dimension[d], &frame->dimension[plan->dimension[place - 1]]); place--)
            plan->dimension[place] = plan->dimension[place - 1];
        plan->dimension[place] = (uint8_t)d;
    }
}

/* Classes as flags. */
typedef struct class_set {
    bool has[UINT8_MAX + 1];
    size_t size;
} class_set;

static class_set classes_in(const kk_dimension *dimension, size_t group)
{
    class_set set = {.size = 0};
    for (size_t c = 0; c < dimension->class_count; c++) {
        set.has[c] = dimension->group_bits[c] >> group & 1;
        set.size += set.has[c];
    }
    return set;
}

static bool is_within(const class_set *a, const class_set *b)
{
    for (size_t c = 0; c <= UINT8_MAX; c++)
        if (a->has[c] && !b->has[c]) return false;
    return true;
}

static void take_away(class_set *from, const class_set *what)
{
    for (size_t c = 0; c <= UINT8_MAX; c++)
        if (what->has[c]) from->has[c] = false;
    from->size -= what->size;
}

/* Smaller groups first, so that larger ones can be made of them. */
static void order_groups(const class_set *set, kk_roll *roll)
{
    for (size_t g = 0; g < roll->group_count; g++) {
        size_t place = g;
        for (; place > 0 && set[roll->group[place - 1]].size > set[g].size; place--)
            roll->group[place] = roll->group[place - 1];
        roll->group[place] = (uint8_t)g;
    }
}

/* The parts of the group made as number `made`, behind `end` parts of those before; the largest first. */
static size_t cover(const class_set *set, const kk_roll *roll, size_t made, size_t end)
{
    class_set rest = set[roll->group[made]];
    for (size_t i = made; i-- > 0;) {
        size_t earlier = roll->group[i];
        if (set[earlier].size == 0 || !is_within(&set[earlier], &rest)) continue;
        roll->part[end++] = (uint16_t)(roll->class_count + earlier);
        take_away(&rest, &set[earlier]);
    }
    for (size_t c = 0; c < roll->class_count; c++)
        if (rest.has[c]) roll->part[end++] = (uint16_t)c;
    return end;
}

static int plan_roll(const kk_dimension *dimension, kk_roll *roll)
{
    class_set set[KK_GROUPS_MAX];
    *roll = (kk_roll){.class_count = dimension->class_count, .group_count = dimension->group_count};
    roll->part = malloc(roll->group_count * KK_PARTS_MAX * sizeof *roll->part);
    if (roll->part == NULL) return -1;
    for (size_t g = 0; g < roll->group_count; g++) set[g] = classes_in(dimension, g);
    order_groups(set, roll);
    size_t end = 0;
    for (size_t i = 0; i < roll->group_count; i++) {
        end = cover(set, roll, i, end);
        roll->parts_end[i] = (uint16_t)end;
    }
    return 0;
}

kk_status kk_plan_make(const kk_estimate_frame *frame, kk_plan *out, kk_error *err)
{
    *out = (kk_plan){.dimension_count = frame->dimension_count};
    choose_order(frame, out);
    for (size_t d = 0; d < frame->dimension_count; d++)
        if (plan_roll(&frame->dimension[d], &out->roll[d]) != 0) return kk_fail_memory(err);
    return KK_OK;
}

void kk_plan_clear(kk_plan *plan)
{
    for (size_t d = 0; d < plan->dimension_count; d++) free(plan->roll[d].part);
}
