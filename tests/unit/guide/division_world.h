/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A division to test: six wijken, of which the fifth has no youths and the sixth no figure of need, poverty as need,
 * and a present of which that of the third is withheld. Set figures and config, then world_divide.
 */
#ifndef KK_TESTS_DIVISION_WORLD_H
#define KK_TESTS_DIVISION_WORLD_H

#include "unit/guide/guide_fixture.h"

enum { WIJKEN = 6, TAKERS = 4, PRINCIPLES_MOST = 7 };

typedef struct division_world {
    guide_fixture *f;
    kk_config_division config;
    kk_principle principle[PRINCIPLES_MOST];
    uint32_t indicator[PRINCIPLES_MOST];
    double epsilon[3];
    double youths[WIJKEN + 1], poverty[WIJKEN + 1], present[WIJKEN + 1]; /* poverty as a share */
    double half;                                                         /* of the interval of poverty */
    kk_guide_index index;
    double score[WIJKEN + 1], score_error[WIJKEN + 1];
} division_world;

/* By one principle; poverty 10 … 40% of 100 … 400 youths; € 100.000. */
static inline division_world world_begin(kk_principle principle)
{
    return (division_world){
        .f = guide_begin(WIJKEN),
        .config = {.name = "budget",
                   .label_nl = "Budget",
                   .level = "wijk",
                   .budget_units = 10000000,
                   .post_size = NAN,
                   .need = POVERTY,
                   .present = PRESENT,
                   .floor_per_youth = NAN,
                   .ceiling_per_youth = NAN,
                   .principle_count = 1,
                   .floor_share = 0.5,
                   .years = 2,
                   .half_effect = NAN,
                   .mark = {"proef.yaml", 7, 3}},
        .principle = {principle},
        .indicator = {MEANS, MEANS_2, MEANS_3, MEANS, MEANS_2, MEANS_3, MEANS},
        .epsilon = {0, 1, 2},
        .youths = {100, 200, 300, 400, 0, 50},
        .poverty = {0.1, 0.2, 0.3, 0.4, 0.1, NAN},
        .present = {1000, 2000, -1, 8000, 500, 700},
    };
}

static inline void world_end(division_world *w)
{
    guide_end(w->f);
}

static inline void world_add_figures(division_world *w)
{
    static const double youths[] = {600, 450}, poverty[] = {0.15, 0.35}, present[] = {6000, 9200};
    w->f->indicators[POVERTY].kind = KK_SHARE;
    w->f->indicators[POVERTY].per = 100;
    guide_add(w->f, YOUTHS, GEMEENTE, youths, 0);
    guide_add(w->f, POVERTY, GEMEENTE, poverty, 0);
    guide_add(w->f, PRESENT, GEMEENTE, present, 0);
    guide_add(w->f, YOUTHS, WIJK, w->youths, 0);
    guide_add(w->f, POVERTY, WIJK, w->poverty, w->half);
    guide_add(w->f, PRESENT, WIJK, w->present, 0);
}

static inline kk_status world_try(division_world *w, int threads)
{
    guide_fixture *f = w->f;
    if (f->raw.column_count == 0) world_add_figures(w);
    guide_release(f);
    w->config.principle = w->principle;
    w->config.indicator = w->indicator;
    w->config.epsilon = w->epsilon;
    w->config.epsilon_count = 3;
    f->config.guide.division = &w->config;
    f->config.guide.division_count = 1;
    if (w->index.count > 0) {
        w->index.scores.index = w->score;
        w->index.spread.error = w->score_error;
        f->guide.index = &w->index;
        f->guide.index_count = 1;
    }
    kk_guide_work work = {.config = &f->config,
                          .sources = &f->sources,
                          .release = f->release,
                          .areas = &f->areas,
                          .threads = threads,
                          .arena = &f->arena,
                          .out = &f->guide};
    return kk_guide_make_divisions(&work, &f->err);
}

static inline const kk_guide_division *world_divide(division_world *w)
{
    if (world_try(w, 1) != KK_OK) fail_msg("%s", w->f->err.message);
    return w->f->guide.division;
}

/* Need is an index on this scale, without figures behind it. */
static inline void world_use_index(division_world *w, kk_need_scale scale, const double *score)
{
    w->config.need = -1;
    w->index = (kk_guide_index){.level = WIJK, .count = WIJKEN + 1, .period = "2023", .areas.rule.scale = scale};
    for (size_t i = 0; i <= WIJKEN; i++) w->score[i] = i < TAKERS ? score[i] : NAN;
}

static inline int64_t world_sum(const kk_guide_division *made, size_t principle)
{
    int64_t sum = 0;
    for (size_t k = 0; k < made->count; k++) sum += made->share[principle].units[k];
    return sum;
}

#endif
