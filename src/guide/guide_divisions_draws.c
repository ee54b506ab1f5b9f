/* SPDX-License-Identifier: EUPL-1.2 */
/* Who gains, whatever need may really be: the division made again with need drawn around its figures. */
#include "guide/guide_divisions.h"
#include "kk/log.h"
#include "kk/random.h"

#include <stdlib.h>

enum { DRAWS = 200 };

typedef struct drawing {
    const division_work *of;
    kk_principle principle;
    uint64_t seed;
    unsigned draws;
} drawing;

/* A thread's; each [taker]. */
typedef struct draw_room {
    double *figure, *need, *state, *exact, *key;
    int64_t *units;
    uint32_t *order, *won; /* won: two for a draw with more than at present, one for a draw with as much */
} draw_room;

static bool open_room(draw_room *room, size_t count)
{
    double *real = malloc(5 * count * sizeof *real);
    *room = (draw_room){
        .figure = real,
        .units = malloc(count * sizeof *room->units),
        .order = malloc(count * sizeof *room->order),
        .won = calloc(count, sizeof *room->won),
    };
    if (real == NULL) return false;
    room->need = real + count;
    room->state = real + 2 * count;
    room->exact = real + 3 * count;
    room->key = real + 4 * count;
    return room->units != NULL && room->order != NULL && room->won != NULL;
}

static void close_room(draw_room *room)
{
    free(room->figure);
    free(room->units);
    free(room->order);
    free(room->won);
}

static bool depends_on_need(kk_principle principle)
{
    return principle != KK_PRESENT && principle != KK_EQUAL && principle != KK_LEVELLING;
}

static void draw_figures(const drawing *what, unsigned draw, double *figure)
{
    const division_work *of = what->of;
    kk_random random;
    kk_random_init(&random, what->seed, draw);
    for (size_t k = 0; k < of->made->count; k++) {
        double noise = kk_random_normal(&random);
        figure[k] = of->figure[of->made->area[k]] + (isnan(of->error[k]) ? 0 : of->error[k] * noise);
    }
}

static uint32_t compare(int64_t units, int64_t present)
{
    return units > present ? 2 : units == present;
}

/* A draw in which nobody is in need leaves all as it is. */
static void make_draw(const drawing *what, unsigned draw, draw_room *room)
{
    const kk_guide_division *made = what->of->made;
    draw_figures(what, draw, room->figure);
    division_bring_need(what->of, room->figure, room->order, room->need);
    kk_allocation_task task = division_task(what->of, what->principle, room->need, room->state);
    kk_allocation_room keys = {room->key, room->order};
    bool is_made = kk_allocate(&task, &keys, room->exact, room->units) == KK_ALLOCATION_FINE;
    for (size_t k = 0; k < made->count; k++) room->won[k] += is_made ? compare(room->units[k], made->present[k]) : 1;
}

/* `won` of all threads together: whole numbers, so that their order is no matter. */
static bool make_draws(const drawing *what, double *won)
{
    size_t count = what->of->made->count;
    bool failed = false;
#pragma omp parallel num_threads(what->of->work->threads) reduction(|| : failed)
    {
        draw_room room;
        failed = !open_room(&room, count);
#pragma omp for schedule(dynamic, 1)
        for (unsigned draw = 0; draw < what->draws; draw++)
            if (!failed && !kk_interrupted()) make_draw(what, draw, &room);
#pragma omp critical(division_draws)
        for (size_t k = 0; k < count && !failed; k++) won[k] += room.won[k];
        close_room(&room);
    }
    return !failed;
}

static bool is_known(const drawing *what, size_t k)
{
    const kk_guide_division *made = what->of->made;
    bool has_present = made->present_figures->origin[made->area[k]] != KK_ORIGIN_NONE;
    return has_present && (!depends_on_need(what->principle) || !isnan(what->of->error[k]));
}

kk_status division_draw(const division_work *of, const kk_guide_share *share, double *gain_chance, kk_error *err)
{
    const kk_guide_division *made = of->made;
    drawing what = {of, share->principle, kk_random_seed(of->work->config->guide.seed, "division"), 1};
    what.seed = kk_random_seed(what.seed, made->config->name);
    if (depends_on_need(share->principle)) what.draws = DRAWS;
    if (made->present != NULL && !make_draws(&what, gain_chance)) return kk_fail_memory(err);
    for (size_t k = 0; k < made->count; k++)
        gain_chance[k] = made->present != NULL && is_known(&what, k) ? gain_chance[k] / (2 * what.draws) : NAN;
    return KK_OK;
}
