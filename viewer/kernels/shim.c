/* SPDX-License-Identifier: EUPL-1.2 */
#include "shim.h"

#include "guide/allocate.h"
#include "guide/guide_ridit.h"
#include "kk/allocation.h"
#include "kk/need.h"

/* ---- the arena ---- */

#ifdef __wasm__
enum { PAGE = 65536 };
extern unsigned char __heap_base;

static unsigned char *arena_begin(void)
{
    return &__heap_base;
}

static bool arena_reaches(uintptr_t end)
{
    size_t pages = __builtin_wasm_memory_size(0), wanted = (end + PAGE - 1) / PAGE;
    return wanted <= pages || __builtin_wasm_memory_grow(0, wanted - pages) != SIZE_MAX;
}
#else
static _Alignas(16) unsigned char arena[UINT32_C(1) << 27];

static unsigned char *arena_begin(void)
{
    return arena;
}

static bool arena_reaches(uintptr_t end)
{
    return end <= (uintptr_t)arena + sizeof arena;
}
#endif

static size_t arena_used;

static void *take(size_t count, size_t size)
{
    const size_t grain = 16, most = UINT32_C(1) << 30;
    uintptr_t begin = ((uintptr_t)arena_begin() + grain - 1) / grain * grain + arena_used;
    if (count > most / size || !arena_reaches(begin + count * size)) return NULL;
    arena_used += (count * size + grain - 1) / grain * grain;
    unsigned char *block = (unsigned char *)begin;
    for (size_t i = 0; i < count * size; i++) block[i] = 0;
    return block;
}

void kernel_reset(void)
{
    arena_used = 0;
}

double *kernel_list(size_t count)
{
    return take(count, sizeof(double));
}

/* ---- lists ---- */

static const double *next(const double **at, size_t count)
{
    const double *list = *at;
    *at += count;
    return list;
}

static double *put(double **at, size_t count)
{
    double *list = *at;
    *at += count;
    return list;
}

/* Which NaN an operation makes differs between machines. */
static void settle(double *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] != list[i]) list[i] = __builtin_nan("");
}

static int64_t *units_of(const double *list, size_t count)
{
    int64_t *units = take(count, sizeof *units);
    for (size_t i = 0; i < count && units != NULL; i++) units[i] = (int64_t)list[i];
    return units;
}

/* ---- the index ---- */

static bool take_indicators(kk_need_areas *areas, const double *described, const double *value)
{
    kk_need_indicator *indicator = take(areas->indicator_count, sizeof *indicator);
    for (size_t j = 0; j < areas->indicator_count && indicator != NULL; j++)
        indicator[j] = (kk_need_indicator){value + j * areas->count, (uint32_t)described[3 * j], described[3 * j + 1],
                                           described[3 * j + 2] > 0};
    areas->indicator = indicator;
    return indicator != NULL;
}

bool kernel_index(const double *in, double *out)
{
    kk_need_areas areas = {(size_t)in[0], (size_t)in[1], (size_t)in[2], .rule = {0}};
    areas.rule = (kk_need_rule){(kk_need_scale)in[3], (kk_need_join)in[4], (kk_need_gap)in[5], in[6]};
    size_t count = areas.count, cells = areas.indicator_count * count;
    const double *at = in + 7;
    areas.theme_weight = next(&at, areas.theme_count);
    const double *described = next(&at, 3 * areas.indicator_count);
    areas.youths = next(&at, count);
    const kk_need_room room = {take(count, sizeof(double)), take(count, sizeof(double)), take(count, sizeof(uint32_t)),
                               take(count, sizeof(uint32_t))};
    if (!take_indicators(&areas, described, at) || !room.value || !room.weight || !room.area || !room.order)
        return false;
    double *to = out;
    kk_need_scores scores;
    scores.average = put(&to, 1);
    scores.mean = put(&to, areas.indicator_count);
    scores.index = put(&to, count);
    scores.theme = put(&to, areas.theme_count * count);
    scores.scaled = put(&to, cells);
    scores.contribution = put(&to, cells);
    kk_need_score(&areas, &room, &scores);
    settle(out, (size_t)(to - out));
    return true;
}

/* ---- a division ---- */

typedef struct division {
    kk_allocation_task task;
    kk_allocation_room room;
    double units, floor_per_youth, ceiling_per_youth;
    const double *figure, *present;
    kernel_need need_as;
    bool has_present;
} division;

static bool is_amount(double units)
{
    return units >= 0 && units <= 1e15;
}

static division read_division(const double *in)
{
    division of = {.task = {.bounds = {.count = (size_t)in[0]}}};
    if (is_amount(in[2])) of.task.bounds.budget = (int64_t)in[2];
    of.task.principle = (kk_principle)in[1];
    of.units = in[3];
    of.floor_per_youth = in[4];
    of.ceiling_per_youth = in[5];
    of.task.share = in[6];
    of.task.years = (unsigned)in[7];
    of.task.aversion = (kk_aversion)in[8];
    of.task.epsilon = in[9];
    of.task.half_effect = in[10] * of.units;
    of.need_as = (kernel_need)in[11];
    of.has_present = in[12] > 0;
    const double *at = in + 13;
    of.task.youths = next(&at, of.task.bounds.count);
    of.figure = next(&at, of.task.bounds.count);
    of.present = next(&at, of.task.bounds.count);
    return of;
}

static bool fits_principle(const division *of)
{
    const kk_allocation_task *task = &of->task;
    bool asks_present =
        task->principle == KK_PRESENT || task->principle == KK_CLOSING || task->principle == KK_LEVELLING;
    if (asks_present && !of->has_present) return false;
    if (task->principle == KK_WELFARE) return task->half_effect > 0 && task->epsilon >= 0 && task->epsilon <= 100;
    if (task->principle == KK_CLOSING) return task->years >= 1;
    return task->principle < KK_PRINCIPLES && task->share >= 0 && task->share <= 1;
}

/* Numbers that the kernel may be given: it would not end on others. */
static bool makes_task(const division *of, const double *in)
{
    const kk_allocation_task *task = &of->task;
    if (!is_amount(in[2]) || !(of->units > 0) || !fits_principle(of)) return false;
    if (of->floor_per_youth < 0 || of->ceiling_per_youth < 0) return false;
    for (size_t i = 0; i < task->bounds.count; i++) {
        bool has_youths = task->youths[i] > 0 && task->youths[i] < __builtin_inf();
        bool has_need = of->figure[i] > -__builtin_inf() && of->figure[i] < __builtin_inf();
        if (!has_youths || !has_need || !is_amount(of->present[i])) return false;
    }
    return task->bounds.count > 0;
}

static bool take_room(division *of)
{
    size_t count = of->task.bounds.count;
    of->room = (kk_allocation_room){take(count, sizeof(double)), take(count, sizeof(uint32_t))};
    if (of->has_present) of->task.present = units_of(of->present, count);
    return of->room.key && of->room.order && (!of->has_present || of->task.present);
}

static bool bring_need(division *of, double *need)
{
    size_t count = of->task.bounds.count;
    double *state = take(count, sizeof *state);
    if (state == NULL) return false;
    if (of->need_as == KERNEL_NEED_RIDIT)
        guide_ridits_find(of->figure, of->task.youths, count, of->room.order, need);
    else
        for (size_t i = 0; i < count; i++)
            need[i] = allocate_need(of->figure[i], of->need_as == KERNEL_NEED_INDEX ? 100 : 1);
    of->task.need = need;
    of->task.state = state;
    allocate_state(of->task.principle, need, of->task.youths, of->task.present, count, state);
    return true;
}

static bool bring_bounds(const division *of, double per_youth, bool is_floor, const int64_t **bound, double *shown)
{
    size_t count = of->task.bounds.count;
    for (size_t i = 0; i < count; i++) shown[i] = __builtin_nan("");
    if (per_youth != per_youth) return true;
    int64_t *units = take(count, sizeof *units);
    if (units == NULL) return false;
    for (size_t i = 0; i < count; i++) {
        units[i] = allocate_bound(per_youth, of->task.youths[i], of->units, is_floor);
        shown[i] = (double)units[i];
    }
    *bound = units;
    return true;
}

int kernel_divide(const double *in, double *out)
{
    division of = read_division(in);
    if (!makes_task(&of, in)) return KERNEL_NO_TASK;
    size_t count = of.task.bounds.count;
    double *exact = put(&out, count), *shown = put(&out, count), *need = put(&out, count);
    double *floors = put(&out, count), *ceilings = put(&out, count);
    int64_t *units = take(count, sizeof *units);
    if (!units || !take_room(&of) || !bring_need(&of, need) ||
        !bring_bounds(&of, of.floor_per_youth, true, &of.task.bounds.floor, floors) ||
        !bring_bounds(&of, of.ceiling_per_youth, false, &of.task.bounds.ceiling, ceilings))
        return KERNEL_NO_ROOM;
    kk_allocation_flaw flaw = kk_allocate(&of.task, &of.room, exact, units);
    bool is_made = flaw == KK_ALLOCATION_FINE;
    for (size_t i = 0; i < count; i++) {
        shown[i] = is_made ? (double)units[i] : __builtin_nan("");
        if (!is_made) exact[i] = __builtin_nan("");
    }
    settle(exact, count);
    return (int)flaw;
}
