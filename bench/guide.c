/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How long the guide takes on a country made at random: areas with ten indicators of need in three themes.
 *
 *   guide AREAS THREADS [FILE]
 *
 * Prints `name=value` a line, in seconds: `index`; `draws` (1,000 ranks, with what they depend on); `division` (all
 * seven principles within floors and ceilings); `decision`, these three; `targets` (a list of 50 with margins);
 * `peers`; `frontier` (five points); and `memory`, the most in MB. FILE gets what bench/guide.py reads: doubles, the
 * numbers of areas and indicators, youths, and by indicator values, standard errors; then the index found and the
 * median ranks.
 */
#include "bench.h"
#include "kk/allocation.h"
#include "kk/need_draws.h"
#include "kk/random.h"
#include "kk/targets.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INDICATORS = 10, THEMES = 3, DRAWS = 1000, WORST = 50, PEERS = 5, CHARACTERISTICS = 4, POINTS = 5 };

static const double theme_weight[THEMES] = {1, 2, 1};
static const kk_need_scale scales[] = {KK_SCALE_Z, KK_SCALE_PERCENTILE};
static const kk_need_join joins[] = {KK_JOIN_ARITHMETIC, KK_JOIN_GEOMETRIC};
static const double aversions[POINTS] = {0, 0.5, 1, 2, 4};

typedef struct country {
    size_t count;
    int threads;
    double *youths, *value, *error; /* [area], [indicator × area] */
    uint64_t *id;
    kk_need_indicator indicator[INDICATORS];
    const double *errors[INDICATORS];
    kk_need_areas areas;
    kk_need_scores scores;
    kk_need_spread spread;
} country;

static void *room(size_t count, size_t size)
{
    void *memory = calloc(count + 1, size);
    if (memory == NULL) exit(EXIT_FAILURE);
    return memory;
}

static void check(kk_status status, const kk_error *err)
{
    if (status == KK_OK) return;
    fprintf(stderr, "guide: %s\n", err->message);
    exit(EXIT_FAILURE);
}

/* ---- the country ---- */

/* Need that indicators share, and a part of their own; one figure in twenty is missing. */
static void fill_country(country *c)
{
    kk_random random;
    kk_random_init(&random, 1, 0);
    for (size_t i = 0; i < c->count; i++) {
        double hardship = kk_random_normal(&random);
        c->id[i] = i;
        c->youths[i] = floor(20 + exp(5 + kk_random_normal(&random)));
        for (size_t j = 0; j < INDICATORS; j++) {
            double *value = &c->value[j * c->count + i], *error = &c->error[j * c->count + i];
            *value = 0.15 + 0.03 * (0.7 * hardship + 0.7 * kk_random_normal(&random));
            *error = sqrt(0.15 * 0.85 / c->youths[i]);
            if (kk_random_below(&random, 20) == 0) *value = *error = NAN;
        }
    }
}

static void make_country(country *c)
{
    size_t cells = INDICATORS * c->count;
    c->youths = room(c->count, sizeof *c->youths);
    c->value = room(cells, sizeof *c->value);
    c->error = room(cells, sizeof *c->error);
    c->id = room(c->count, sizeof *c->id);
    c->scores = (kk_need_scores){
        room(cells, sizeof(double)),    room(INDICATORS, sizeof(double)), room(THEMES * c->count, sizeof(double)),
        room(c->count, sizeof(double)), room(cells, sizeof(double)),      room(1, sizeof(double))};
    c->spread = (kk_need_spread){room(c->count, sizeof(double)), room(c->count, sizeof(double)),
                                 room(c->count, sizeof(double)), room(c->count, sizeof(double)),
                                 room(c->count, sizeof(double)), room(KK_FACTORS * c->count, sizeof(double))};
    fill_country(c);
    for (size_t j = 0; j < INDICATORS; j++) {
        c->indicator[j] = (kk_need_indicator){c->value + j * c->count, (uint32_t)(j % THEMES), 1, false};
        c->errors[j] = c->error + j * c->count;
    }
    c->areas = (kk_need_areas){c->count,
                               INDICATORS,
                               THEMES,
                               c->indicator,
                               theme_weight,
                               c->youths,
                               {KK_SCALE_PERCENTILE, KK_JOIN_ARITHMETIC, KK_GAP_LEAVE, 0.6}};
}

/* ---- where first ---- */

static void score(country *c)
{
    kk_need_room in = {room(c->count, sizeof(double)), room(c->count, sizeof(double)), room(c->count, sizeof(uint32_t)),
                       room(c->count, sizeof(uint32_t))};
    kk_need_score(&c->areas, &in, &c->scores);
    free(in.value);
    free(in.weight);
    free(in.area);
    free(in.order);
}

static void draw(country *c)
{
    kk_error err;
    kk_need_draws how = {DRAWS, 0.25, scales, joins, 2, 2, c->errors, WORST, 1, c->threads};
    check(kk_need_draw(&c->areas, c->id, &how, &c->spread, &err), &err);
}

static void choose(country *c)
{
    kk_error err;
    kk_rank_score *scored = room(c->count, sizeof *scored);
    kk_target *target = room(c->count, sizeof *target);
    for (size_t i = 0; i < c->count; i++) {
        double index = c->scores.index[i];
        scored[i] = (kk_rank_score){index, c->spread.error[i], index, index, index};
    }
    kk_target_rule rule = {.k = WORST, .confidence = 0.95};
    kk_rank_options options = {0.95, true, true, DRAWS, 1, c->threads};
    check(kk_targets_choose(scored, c->count, &rule, &options, target, &err), &err);
    free(scored);
    free(target);
}

static void find_peers(country *c)
{
    kk_error err;
    uint32_t *peer = room(PEERS * c->count, sizeof *peer);
    check(kk_peers_find(c->value, CHARACTERISTICS, c->count, PEERS, c->threads, peer, &err), &err);
    free(peer);
}

/* ---- how much where ---- */

typedef struct means {
    kk_allocation_task task;
    kk_allocation_room room;
    double *youths, *need, *present_per_youth, *well_being, *exact;
    int64_t *present, *floor, *ceiling, *units;
} means;

/* Areas with an index: a hundred euro a youth, at least 20 and at most 400. */
static void fill_means(const country *c, means *m)
{
    kk_allocation_bounds *bounds = &m->task.bounds;
    for (size_t i = 0; i < c->count; i++) {
        size_t at = bounds->count;
        if (isnan(c->scores.index[i])) continue;
        m->youths[at] = c->youths[i];
        m->need[at] = c->scores.index[i] / 100;
        m->well_being[at] = 2 - m->need[at];
        m->present_per_youth[at] = 60000 * fmax(0, c->value[i]);
        m->present[at] = (int64_t)(c->youths[i] * m->present_per_youth[at]);
        m->floor[at] = (int64_t)(2000 * c->youths[i]);
        m->ceiling[at] = (int64_t)(40000 * c->youths[i]);
        bounds->budget += (int64_t)(10000 * c->youths[i]);
        bounds->count++;
    }
}

static void make_means(const country *c, means *m)
{
    double **number[] = {&m->youths, &m->need, &m->present_per_youth, &m->well_being, &m->exact, &m->room.key};
    int64_t **amount[] = {&m->present, &m->floor, &m->ceiling, &m->units};
    *m = (means){0};
    for (size_t n = 0; n < sizeof number / sizeof *number; n++) *number[n] = room(c->count, sizeof **number[n]);
    for (size_t n = 0; n < sizeof amount / sizeof *amount; n++) *amount[n] = room(c->count, sizeof **amount[n]);
    m->room.order = room(c->count, sizeof *m->room.order);
    m->task = (kk_allocation_task){.youths = m->youths,
                                   .need = m->need,
                                   .present = m->present,
                                   .share = 0.5,
                                   .years = 4,
                                   .epsilon = 1,
                                   .half_effect = 20000};
    m->task.bounds.floor = m->floor;
    m->task.bounds.ceiling = m->ceiling;
    fill_means(c, m);
}

static void divide(means *m)
{
    for (int principle = 0; principle < KK_PRINCIPLES; principle++) {
        m->task.principle = (kk_principle)principle;
        m->task.state = principle == KK_LEVELLING ? m->present_per_youth : m->well_being;
        if (kk_allocate(&m->task, &m->room, m->exact, m->units) != KK_ALLOCATION_FINE) exit(EXIT_FAILURE);
    }
}

static void draw_frontier(means *m)
{
    kk_frontier_point point[POINTS];
    if (kk_frontier(&m->task, aversions, POINTS, &m->room, m->exact, point) != KK_ALLOCATION_FINE) exit(EXIT_FAILURE);
}

/* ---- measuring ---- */

static double print_since(const char *name, double begin)
{
    double seconds = now_seconds() - begin;
    printf("%s=%.4f\n", name, seconds);
    return seconds;
}

static double measure_decision(country *c, means *m)
{
    double begin = now_seconds(), all;
    score(c);
    all = print_since("index", begin);
    begin = now_seconds();
    draw(c);
    all += print_since("draws", begin);
    make_means(c, m);
    begin = now_seconds();
    divide(m);
    return all + print_since("division", begin);
}

static void measure_rest(country *c, means *m)
{
    double begin = now_seconds();
    choose(c);
    print_since("targets", begin);
    begin = now_seconds();
    find_peers(c);
    print_since("peers", begin);
    begin = now_seconds();
    draw_frontier(m);
    print_since("frontier", begin);
}

static int write_country(const country *c, const char *path)
{
    FILE *file = fopen(path, "wb");
    double head[2] = {(double)c->count, INDICATORS};
    if (file == NULL) return EXIT_FAILURE;
    size_t written = fwrite(head, sizeof *head, 2, file) + fwrite(c->youths, sizeof(double), c->count, file);
    written += fwrite(c->value, sizeof(double), INDICATORS * c->count, file);
    written += fwrite(c->error, sizeof(double), INDICATORS * c->count, file);
    written += fwrite(c->scores.index, sizeof(double), c->count, file);
    written += fwrite(c->spread.rank_median, sizeof(double), c->count, file);
    bool is_closed = fclose(file) == 0;
    return is_closed && written == 2 + (2 * INDICATORS + 3) * c->count ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    country c = {.count = argc > 1 ? strtoul(argv[1], NULL, 10) : 0, .threads = argc > 2 ? atoi(argv[2]) : 0};
    means m;
    if (argc < 3 || argc > 4 || c.count < WORST || c.threads < 1) {
        fputs("usage: guide AREAS THREADS [FILE]\n", stderr);
        return 2;
    }
    make_country(&c);
    printf("decision=%.4f\n", measure_decision(&c, &m));
    measure_rest(&c, &m);
    printf("memory=%.1f\n", (double)peak_kb() / 1024);
    return argc == 4 ? write_country(&c, argv[3]) : EXIT_SUCCESS;
}
