/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Eight wijken, four in each of two gemeenten, with an index made by the kernel. Wijk 7 has no figures at all; that of
 * poverty of wijk 2 is secret, and 20 in the gemeente around.
 */
#ifndef KK_TESTS_TARGETS_WORLD_H
#define KK_TESTS_TARGETS_WORLD_H

#include "unit/guide/guide_fixture.h"

enum { WIJKEN = 8, NEEDS = 3, UNKNOWN_WIJK = 7, SECRET_WIJK = 2, WATER_WIJK = 8 };

static const double world_gemeente[] = {0.2, 0.09};
static const double world_poverty[] = {0.12, 0.31, -1, 0.08, 0.25, 0.17, 0.04, NAN, 0};
static const double world_debts[] = {5, 9, 14, 2, 11, 3, 7, NAN, 0};
static const double world_income[] = {40, 22, 25, 45, 28, 33, 38, NAN, 0};
static const double world_youths[] = {100, 50, 200, 400, 80, 150, 1000, 60, 0};

typedef struct targets_world {
    guide_fixture *f;
    kk_guide_work work;
    kk_guide_index index;
    kk_guide_lists lists[2];
    kk_config_target target[2];
} targets_world;

static inline void world_score(targets_world *w, kk_need_rule rule)
{
    static const double theme_weight[] = {1, 2};
    guide_fixture *f = w->f;
    kk_need_indicator *need = made_room(&f->arena, NEEDS, sizeof *need);
    kk_guide_figures *figures = made_room(&f->arena, NEEDS, sizeof *figures);
    size_t count = f->areas.level[WIJK].count;
    double *youths = made_room(&f->arena, count, sizeof *youths), *error = made_room(&f->arena, count, sizeof *error);
    for (size_t j = 0; j < NEEDS; j++) {
        const kk_config_need *config = &f->need[j];
        assert_int_equal(kk_guide_figures_take(&w->work, config->indicator, WIJK, &figures[j], &f->err), KK_OK);
        need[j] = (kk_need_indicator){figures[j].value, config->theme, config->weight, config->is_strength};
    }
    for (size_t i = 0; i < count; i++) youths[i] = world_youths[i];
    kk_need_scores scores = {
        made_room(&f->arena, NEEDS * count, sizeof(double)), made_room(&f->arena, NEEDS, sizeof(double)),
        made_room(&f->arena, 2 * count, sizeof(double)),     made_room(&f->arena, count, sizeof(double)),
        made_room(&f->arena, NEEDS * count, sizeof(double)), made_room(&f->arena, 1, sizeof(double))};
    kk_need_room room = {made_room(&f->arena, count, sizeof(double)), made_room(&f->arena, count, sizeof(double)),
                         made_room(&f->arena, count, sizeof(uint32_t)), made_room(&f->arena, count, sizeof(uint32_t))};
    w->index = (kk_guide_index){.level = WIJK, .count = count, .period = "2023", .youths = youths, .figures = figures};
    w->index.areas = (kk_need_areas){count, NEEDS, 2, need, theme_weight, youths, rule};
    w->index.scores = scores;
    w->index.spread.error = error;
    kk_need_score(&w->index.areas, &room, &w->index.scores);
    for (size_t i = 0; i < count; i++) error[i] = isnan(scores.index[i]) ? NAN : 1e-6;
    f->guide.index = &w->index;
    f->guide.index_count = 1;
}

static inline targets_world *world_begin(void)
{
    targets_world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    guide_fixture *f = w->f = guide_begin(WIJKEN);
    f->indicators[POVERTY].per = 100;
    f->indicators[POVERTY].label_nl = "Armoede";
    guide_add(f, POVERTY, GEMEENTE, world_gemeente, 0);
    guide_add(f, POVERTY, WIJK, world_poverty, 0.02);
    guide_add(f, DEBTS, WIJK, world_debts, 0);
    guide_add(f, INCOME, WIJK, world_income, 0);
    guide_release(f);
    w->work = (kk_guide_work){.config = &f->config,
                              .sources = &f->sources,
                              .release = f->release,
                              .areas = &f->areas,
                              .threads = 1,
                              .arena = &f->arena,
                              .out = &f->guide};
    world_score(w, f->config.guide.index.rule);
    for (size_t t = 0; t < 2; t++)
        w->target[t] = (kk_config_target){.name = t == 0 ? "doelwijken" : "tweede",
                                          .level = "wijk",
                                          .choose = 3,
                                          .above = NAN,
                                          .confidence = 0.95,
                                          .in_need = POVERTY,
                                          .indicator = t == 0 ? TARGET : TARGET_2};
    f->config.guide.target = w->target;
    f->config.guide.target_count = 1;
    f->sources.lists = w->lists;
    return w;
}

static inline void world_end(targets_world *w)
{
    guide_end(w->f);
    free(w);
}

static inline void world_make(targets_world *w)
{
    if (kk_guide_make_targets(&w->work, &w->f->err) != KK_OK) fail_msg("%s", w->f->err.message);
}

/* Row of targets.csv about a wijk of the first list. */
static inline kk_sheet_cell world_cell(const targets_world *w, size_t wijk, const char *column)
{
    return guide_cell(guide_sheet_of(w->f, "targets"), wijk, column);
}

/* Wijken with more need, among the first `count` from `from` on. */
static inline uint32_t world_rank(const targets_world *w, size_t wijk, size_t from, size_t count)
{
    uint32_t rank = 1;
    for (size_t i = from; i < from + count; i++) rank += w->index.scores.index[i] > w->index.scores.index[wijk];
    return rank;
}

#endif
