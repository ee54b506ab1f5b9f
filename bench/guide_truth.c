/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the guide does for those truly worst off, on a truth that is known: what bench/guide_truth.sh measures.
 *
 *   guide_truth FILE RUNS BLUR        FILE has lines of youths;need;use: an area, and shares of its youths
 *
 * In each run three figures of need are drawn for every area: binomial, from shares that go with the hardship h behind
 * its true need (base + slope · h, as the generator has them). BLUR is the standard deviation, in units of h, of what
 * each figure has of its own: no standard error knows of it. From these come an index (percentile), a list of a fifth
 * of the areas, and divisions of one budget. Truly worst off is the fifth of all youths in the areas where need is
 * highest.
 *
 * Prints, a line for each division: name, share of the means that reaches the truly worst off (mean over the runs,
 * 2.5 and 97.5 per cent of them), and the share of youths in need whose area gets nothing; all in per cent. Then of the
 * lists `name=value`.
 */
#include "guide_truth.h"

#include "kk/allocation.h"
#include "kk/need_draws.h"
#include "kk/random.h"
#include "kk/targets.h"

#include <omp.h>

enum { FIGURES = 3, FIGURE_DRAWS = 200, RANK_DRAWS = 1000, NORMAL_FROM = 100, CLOSING_YEARS = 4 };

static const double CENTS_OF_FULL_NEED = 40000;
static const double base[FIGURES] = {0.055, 0.17, 0.40}, slope[FIGURES] = {0.030, 0.06, 0.10};

typedef enum way {
    BY_AREA,
    BY_YOUTH,
    BY_USE,
    CLOSING,
    PROPORTIONATE,
    PROPORTIONAL,
    LEVELLING,
    ALL_POSSIBLE,
    TOP_K,
    BY_TRUE_NEED,
    WAYS
} way;

static const char *const way_name[WAYS] = {"equal_per_area", "equal_per_youth", "by_use",    "closing",
                                           "proportionate",  "proportional",    "levelling", "all_possible",
                                           "top_k",          "by_true_need"};

typedef struct outcome {
    double reach[WAYS], without[WAYS];
    double wrong, certain, certain_wrong, possible, missed;
} outcome;

/* Of one thread. */
typedef struct bench_room {
    double *value, *error; /* [figure × area] */
    kk_need_room need;
    kk_need_scores scores;
    kk_need_spread spread;
    kk_rank_score *score;
    kk_target *target;
    kk_allocation_room allocation;
    double *per_youth, *state, *exact;
    int64_t *units;
} bench_room;

static void check(kk_status status, const kk_error *err)
{
    if (status == KK_OK) return;
    fprintf(stderr, "guide_truth: %s\n", err->message);
    exit(EXIT_FAILURE);
}

/* ---- figures of a run ---- */

static double draw_events(kk_random *random, double persons, double share)
{
    double events = 0, variance = persons * share * (1 - share);
    if (variance > NORMAL_FROM)
        return fmin(fmax(round(persons * share + sqrt(variance) * kk_random_normal(random)), 0), persons);
    for (double person = 0; person < persons; person++) events += kk_random_uniform(random) < share;
    return events;
}

static void draw_figures(const world *w, unsigned run, bench_room *in)
{
    for (size_t i = 0; i < w->count; i++) {
        kk_random random;
        kk_random_init(&random, 20260101, (uint64_t)run << 32 | i);
        for (size_t f = 0; f < FIGURES; f++) {
            double seen = w->hardship[i] + w->blur * kk_random_normal(&random);
            double share = fmin(fmax(base[f] + slope[f] * seen, 0.005), 0.95);
            in->value[f * w->count + i] = draw_events(&random, w->youths[i], share) / w->youths[i];
            in->error[f * w->count + i] = sqrt(base[f] * (1 - base[f]) / w->youths[i]);
        }
    }
}

static void score_areas(const world *w, unsigned run, bench_room *in)
{
    kk_error err;
    const double theme_weight = 1, *errors[FIGURES];
    const kk_need_scale scale = KK_SCALE_PERCENTILE;
    const kk_need_join join = KK_JOIN_ARITHMETIC;
    kk_need_indicator figure[FIGURES];
    for (size_t f = 0; f < FIGURES; f++) {
        figure[f] = (kk_need_indicator){in->value + f * w->count, 0, 1, false};
        errors[f] = in->error + f * w->count;
    }
    kk_need_areas areas = {w->count, FIGURES, 1, figure, &theme_weight, w->youths, {scale, join, KK_GAP_LEAVE, 0.6}};
    kk_need_draws how = {FIGURE_DRAWS, 0, &scale, &join, 1, 1, errors, w->k, run, 1};
    kk_need_score(&areas, &in->need, &in->scores);
    check(kk_need_draw(&areas, w->id, &how, &in->spread, &err), &err);
}

/* ---- the list ---- */

static void choose(const world *w, unsigned run, bench_room *in)
{
    kk_error err;
    for (size_t i = 0; i < w->count; i++) {
        double index = in->scores.index[i];
        in->score[i] = (kk_rank_score){index, in->spread.error[i], index, index, index};
    }
    kk_target_rule rule = {.k = w->k, .confidence = 0.95};
    kk_rank_options options = {0.95, true, true, RANK_DRAWS, run, 1};
    check(kk_targets_choose(in->score, w->count, &rule, &options, in->target, &err), &err);
}

static void tell_list(const world *w, const bench_room *in, outcome *out)
{
    for (size_t i = 0; i < w->count; i++) {
        bool is_worst = areas_with_more(w, i) < w->k;
        const kk_target *target = &in->target[i];
        out->wrong += target->is_chosen && !is_worst;
        out->certain += target->class == KK_TARGET_CERTAIN;
        out->certain_wrong += target->class == KK_TARGET_CERTAIN && !is_worst;
        out->possible += target->class >= KK_TARGET_POSSIBLE;
        out->missed += is_worst && target->class == KK_TARGET_NOT;
    }
}

/* ---- the means ---- */

static bool is_favoured(way by, const kk_target *target)
{
    return by == TOP_K ? target->is_chosen : target->class >= KK_TARGET_POSSIBLE;
}

/* What is wanted per youth, and lacking of it when there are no means. */
static void fill_need(const world *w, way by, bench_room *in)
{
    for (size_t i = 0; i < w->count; i++) {
        in->per_youth[i] = in->scores.index[i] / 100;
        if (by == ALL_POSSIBLE || by == TOP_K) in->per_youth[i] = is_favoured(by, &in->target[i]);
        if (by == BY_TRUE_NEED) in->per_youth[i] = w->need[i];
        in->state[i] = -CENTS_OF_FULL_NEED * in->per_youth[i];
    }
}

static void divide(const world *w, way by, bench_room *in)
{
    static const kk_principle principle[WAYS] = {KK_EQUAL,         KK_EQUAL,        KK_PRESENT,   KK_CLOSING,
                                                 KK_PROPORTIONATE, KK_PROPORTIONAL, KK_LEVELLING, KK_PROPORTIONAL,
                                                 KK_PROPORTIONAL,  KK_PROPORTIONAL};
    kk_allocation_task task = {.bounds = {.count = w->count, .budget = w->budget},
                               .youths = by == BY_AREA ? w->ones : w->youths,
                               .need = in->per_youth,
                               .state = in->state,
                               .present = w->present,
                               .principle = principle[by],
                               .share = 0.5,
                               .years = CLOSING_YEARS};
    fill_need(w, by, in);
    if (kk_allocate(&task, &in->allocation, in->exact, in->units) != KK_ALLOCATION_FINE) exit(EXIT_FAILURE);
}

static void tell_division(const world *w, way by, const bench_room *in, outcome *out)
{
    double reach = 0, without = 0, in_need = 0;
    for (size_t i = 0; i < w->count; i++) {
        reach += (double)in->units[i] * w->worst_off[i];
        in_need += w->youths[i] * w->need[i];
        if (in->units[i] == 0) without += w->youths[i] * w->need[i];
    }
    out->reach[by] = reach / (double)w->budget;
    out->without[by] = without / in_need;
}

static outcome do_run(const world *w, unsigned run, bench_room *in)
{
    outcome out = {0};
    draw_figures(w, run, in);
    score_areas(w, run, in);
    choose(w, run, in);
    tell_list(w, in, &out);
    for (int by = 0; by < WAYS; by++) {
        divide(w, (way)by, in);
        tell_division(w, (way)by, in, &out);
    }
    return out;
}

/* ---- all runs ---- */

static bench_room make_room(size_t count)
{
    double *number = room((4 * FIGURES + 16) * (count + 1), sizeof *number), *next = number;
    bench_room in = {.score = room(count, sizeof *in.score),
                     .target = room(count, sizeof *in.target),
                     .units = room(count, sizeof *in.units),
                     .allocation.order = room(count, sizeof *in.allocation.order),
                     .need.area = room(count, sizeof *in.need.area),
                     .need.order = room(count, sizeof *in.need.order)};
    double **one[] = {&in.need.value,
                      &in.need.weight,
                      &in.scores.theme,
                      &in.scores.index,
                      &in.spread.rank_lower,
                      &in.spread.rank_median,
                      &in.spread.rank_upper,
                      &in.spread.error,
                      &in.spread.worst_chance,
                      &in.per_youth,
                      &in.state,
                      &in.exact,
                      &in.allocation.key,
                      &in.scores.mean,
                      &in.scores.average};
    double **by_figure[] = {&in.value, &in.error, &in.scores.scaled, &in.scores.contribution};
    for (size_t p = 0; p < sizeof one / sizeof *one; p++, next += count + FIGURES) *one[p] = next;
    for (size_t p = 0; p < sizeof by_figure / sizeof *by_figure; p++, next += FIGURES * count) *by_figure[p] = next;
    in.spread.due_to = room(KK_FACTORS * count, sizeof(double));
    return in;
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void print_way(const outcome *out, size_t runs, way by)
{
    double *reach = room(runs, sizeof *reach), mean = 0, without = 0;
    for (size_t run = 0; run < runs; run++) {
        reach[run] = out[run].reach[by];
        mean += reach[run] / (double)runs;
        without += out[run].without[by] / (double)runs;
    }
    qsort(reach, runs, sizeof *reach, compare);
    printf("%s %.2f %.2f %.2f %.2f\n", way_name[by], 100 * mean, 100 * reach[runs / 40],
           100 * reach[runs - 1 - runs / 40], 100 * without);
    free(reach);
}

static void print_lists(const world *w, const outcome *out, size_t runs)
{
    double wrong = 0, certain_wrong = 0, missed = 0;
    outcome all = {0};
    for (size_t run = 0; run < runs; run++) {
        wrong += out[run].wrong > 0;
        certain_wrong += out[run].certain_wrong > 0;
        missed += out[run].missed > 0;
        all.wrong += out[run].wrong;
        all.certain += out[run].certain;
        all.possible += out[run].possible;
    }
    double lists = (double)runs;
    printf("areas=%zu\non the list=%zu\n", w->count, w->k);
    printf("list by rank wrong=%.1f%%\nwrong areas on it=%.1f%%\n", 100 * wrong / lists,
           100 * all.wrong / lists / (double)w->k);
    printf("certain list wrong=%.1f%%\npossible list misses one=%.1f%%\n", 100 * certain_wrong / lists,
           100 * missed / lists);
    printf("certain areas=%.1f\npossible areas=%.1f\n", all.certain / lists, all.possible / lists);
}

int main(int argc, char **argv)
{
    world w = {0};
    size_t runs = argc == 4 ? strtoul(argv[2], NULL, 10) : 0;
    if (runs == 0) {
        fputs("usage: guide_truth FILE RUNS BLUR\n", stderr);
        return 2;
    }
    w.blur = strtod(argv[3], NULL);
    world_open(&w, argv[1]);
    outcome *out = room(runs, sizeof *out);
#pragma omp parallel
    {
        bench_room in = make_room(w.count);
#pragma omp for schedule(dynamic, 1)
        for (size_t run = 0; run < runs; run++) out[run] = do_run(&w, (unsigned)run, &in);
    }
    for (int by = 0; by < WAYS; by++) print_way(out, runs, (way)by);
    print_lists(&w, out, runs);
    return EXIT_SUCCESS;
}
