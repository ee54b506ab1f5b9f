/* SPDX-License-Identifier: EUPL-1.2 */
/* Inhabitants of the areas of world.h in its two periods, and shapes of its buurten: squares of 1 km in a row. */
#ifndef KK_TESTS_MEASURE_PEOPLE_H
#define KK_TESTS_MEASURE_PEOPLE_H

#include "world.h"

enum { BUURTEN = 5, MILLER = 0, BAKER = 1, WATER = 2, SMITH = 3, OTHER = 4 }; /* buurten by index */

typedef struct people {
    kk_population population;
    kk_population_cell cell[LEVELS][2][BUURTEN];
    kk_population_cell *period[LEVELS][2];
} people;

/* Nobody anywhere; nothing is known of water. */
static inline void people_init(people *p, const world *w)
{
    *p = (people){.population = {.period_count = 2, .period = w->period}};
    for (size_t l = 0; l < LEVELS; l++) {
        for (size_t t = 0; t < 2; t++) p->period[l][t] = p->cell[l][t];
        p->population.level[l] = p->period[l];
    }
    for (size_t t = 0; t < 2; t++)
        p->cell[BU][t][WATER].status = p->cell[BU][t][WATER].births_status = KK_FIGURE_ABSENT;
}

static inline void add_people(kk_population_cell *to, const kk_population_cell *from)
{
    to->count[10][0] += from->count[10][0];
    to->unsexed[20] += from->unsexed[20];
    to->births += from->births;
    to->status = (uint8_t)kk_figure_status_combine((kk_figure_status)to->status, (kk_figure_status)from->status);
    to->births_status =
        (uint8_t)kk_figure_status_combine((kk_figure_status)to->births_status, (kk_figure_status)from->births_status);
}

/* Boys of 10 and youths of 20 whose sex is not told, and births, in a buurt and the areas around it. */
static inline void people_live(people *p, size_t period, size_t buurt, double boys, double adults, double births,
                               kk_figure_status known)
{
    static const size_t wijk[] = {0, 0, 0, 1, 2}, gemeente[] = {0, 0, 0, 0, 1}, part[] = {0, 0, 0, 1, 1};
    kk_population_cell cell = {.births = births, .status = (uint8_t)known, .births_status = (uint8_t)known};
    cell.count[10][0] = boys;
    cell.unsexed[20] = adults;
    p->cell[BU][period][buurt] = cell;
    add_people(&p->cell[WK][period][wijk[buurt]], &cell);
    add_people(&p->cell[GM][period][gemeente[buurt]], &cell);
    add_people(&p->cell[PART][period][part[buurt]], &cell);
}

/* From x = 100,000 and y = 400,000 on; the middle of the first is 100,500 400,500. */
static inline void world_draw(world *w)
{
    static double xy[BUURTEN * 10];
    static uint32_t begin[BUURTEN + 1], points[BUURTEN + 1];
    static const double corner[] = {0, 0, 1000, 0, 1000, 1000, 0, 1000, 0, 0};
    for (uint32_t i = 0; i < BUURTEN; i++)
        for (uint32_t q = 0; q < 5; q++) {
            xy[10 * i + 2 * q] = 100000 + 1000 * i + corner[2 * q];
            xy[10 * i + 2 * q + 1] = 400000 + corner[2 * q + 1];
        }
    for (uint32_t i = 0; i <= BUURTEN; i++) {
        begin[i] = i;
        points[i] = 5 * i;
    }
    w->areas.level[BU].shape = (kk_polygons){.count = BUURTEN,
                                             .part_count = BUURTEN,
                                             .ring_count = BUURTEN,
                                             .point_count = 5 * BUURTEN,
                                             .part_begin = begin,
                                             .ring_begin = begin,
                                             .point_begin = points,
                                             .xy = xy};
}

static inline size_t want_item(world *w, kk_measure_kind kind, const char *item, double limit)
{
    size_t c = want(w, kind);
    w->measure[c].item = item;
    w->measure[c].limit = limit;
    return c;
}

static inline void check_status(const world *w, size_t column, const char *code, const char *period,
                                kk_figure_status expected, int line)
{
    kk_figure_status actual = (kk_figure_status)status(w, column, code, period);
    if (actual != expected)
        fail_msg("line %d: column %zu of %s in %s is %s, not %s", line, column, code, period,
                 kk_figure_status_name(actual), kk_figure_status_name(expected));
}
#define assert_status(w, column, code, period, expected) check_status(w, column, code, period, expected, __LINE__)

#endif
