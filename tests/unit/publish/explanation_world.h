/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A guide made by hand for who writes or reads explanation.json: four wijken (and water), of which wijk 1 has the
 * poverty of its gemeente and wijk 2 neither income nor a known number of youths; a list of two, a division of
 * € 1.000,00 over the other three, and a place of help. The index is scored by its kernel.
 */
#ifndef KK_TESTS_EXPLANATION_WORLD_H
#define KK_TESTS_EXPLANATION_WORLD_H

#include "unit/guide/guide_fixture.h"

#include "kk/publish.h"
#include "publish/tree.h"

enum { WIJKEN = 4, AREAS = WIJKEN + 1, NEEDS = 3, THEMES = 2, TAKERS = 3 };

typedef struct world {
    guide_fixture *base;
    kk_guide_index index;
    kk_guide_targets targets;
    kk_guide_division division;
    kk_guide_siting siting;
    kk_guide guide;
    kk_config_target target;
    kk_config_division divide;
    kk_config_siting place;
    char folder[40];
    kk_error err;
} world;

static const double world_youths[AREAS] = {100, 300, NAN, 200, NAN};
static const double world_value[NEEDS][AREAS] = {{10, 20, 30, 40, NAN},            /* debts */
                                                 {0.1 + 0.2, 12.5, 8, 1e-7, NAN},  /* poverty */
                                                 {20000, 30000, NAN, 25000, NAN}}; /* income */

static inline void world_add_figures(world *w)
{
    static const uint8_t status[AREAS] = {KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_ABSENT};
    static const uint8_t withheld[AREAS] = {KK_FIGURE_OK, KK_FIGURE_SECRET, KK_FIGURE_OK, KK_FIGURE_OK};
    static const uint8_t unknown[AREAS] = {KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_UNKNOWN, KK_FIGURE_OK};
    static const uint8_t own[AREAS] = {KK_ORIGIN_OWN, KK_ORIGIN_OWN, KK_ORIGIN_OWN, KK_ORIGIN_OWN};
    static const uint8_t around[AREAS] = {KK_ORIGIN_OWN, KK_ORIGIN_AROUND, KK_ORIGIN_OWN, KK_ORIGIN_OWN};
    static const uint8_t lacking[AREAS] = {KK_ORIGIN_OWN, KK_ORIGIN_OWN, KK_ORIGIN_NONE, KK_ORIGIN_OWN};
    static const char *const from[AREAS] = {"", "GM0001", "", "", ""};
    static kk_guide_figures figures[NEEDS];
    for (size_t k = 0; k < NEEDS; k++)
        figures[k] = (kk_guide_figures){
            .indicator = &w->base->indicators[w->base->need[k].indicator],
            .period = "2023",
            .source = "proef",
            .value = world_value[k],
            .status = k == 1   ? withheld
                      : k == 2 ? unknown
                               : status,
            .origin = k == 1   ? around
                      : k == 2 ? lacking
                               : own,
            .from = from,
        };
    w->index.figures = figures;
}

static inline void world_score(world *w)
{
    static double scaled[NEEDS * AREAS], contribution[NEEDS * AREAS], theme[THEMES * AREAS], index[AREAS], mean[NEEDS],
        average, room[2 * AREAS], youths[AREAS];
    static uint32_t places[2 * AREAS];
    static kk_need_indicator indicator[NEEDS];
    static double theme_weight[THEMES] = {1, 2};
    for (size_t k = 0; k < NEEDS; k++)
        indicator[k] = (kk_need_indicator){world_value[k], w->base->need[k].theme, w->base->need[k].weight,
                                           w->base->need[k].is_strength};
    for (size_t i = 0; i < AREAS; i++) youths[i] = isnan(world_youths[i]) ? 0 : world_youths[i];
    w->index.areas = (kk_need_areas){.count = AREAS,
                                     .indicator_count = NEEDS,
                                     .theme_count = THEMES,
                                     .indicator = indicator,
                                     .theme_weight = theme_weight,
                                     .youths = youths,
                                     .rule = w->base->config.guide.index.rule};
    w->index.scores = (kk_need_scores){scaled, mean, theme, index, contribution, &average};
    kk_need_score(&w->index.areas, &(kk_need_room){room, room + AREAS, places, places + AREAS}, &w->index.scores);
}

static inline void world_add_index(world *w)
{
    static double error[AREAS] = {1, 2, 3, 4, NAN};
    static const double usual[NEEDS] = {25, 6.25, 26666.666666666668};
    static const kk_rank_set set[AREAS] = {{3, 2, 4}, {4, 3, 4}, {2, 1, 4}, {1, 1, 2}, {0, 0, 0}};
    static const char *const why[AREAS] = {"Hier is \"waarom\".", "Waarom één.", "Waarom twee.", "Waarom drie.", ""};
    w->index = (kk_guide_index){.level = WIJK,
                                .count = AREAS,
                                .period = "2023",
                                .youths = world_youths,
                                .spread = {.error = error},
                                .set = set,
                                .usual = usual,
                                .why_nl = why};
    world_add_figures(w);
    world_score(w);
}

static inline void world_add_targets(world *w)
{
    static const kk_target target[AREAS] = {{KK_TARGET_NOT, false, false, INFINITY, {0, 0, 0}},
                                            {KK_TARGET_NOT, false, false, 40.5, {0, 0, 0}},
                                            {KK_TARGET_POSSIBLE, true, true, 0.125, {0, 0, 0}},
                                            {KK_TARGET_CERTAIN, true, false, 12.25, {0, 0, 0}},
                                            {KK_TARGET_NONE, false, false, NAN, {0, 0, 0}}};
    static const uint32_t rank[AREAS] = {3, 4, 2, 1, 0};
    static const kk_list_place place[AREAS] = {KK_LIST_UNSUPPORTED, KK_LIST_NEITHER, KK_LIST_ALIKE, KK_LIST_BOTH};
    w->target = (kk_config_target){.name = "doelwijken",
                                   .label_nl = "Doelwijken",
                                   .level = "wijk",
                                   .choose = 2,
                                   .above = NAN,
                                   .confidence = 0.95,
                                   .in_need = POVERTY};
    w->base->indicators[POVERTY].per = 100;
    w->base->config.guide.target = &w->target;
    w->base->config.guide.target_count = 1;
    w->targets = (kk_guide_targets){&w->target, &w->index, &w->index.figures[1], target, rank, place};
}

static inline void world_add_division(world *w)
{
    static kk_principle principle[] = {KK_PROPORTIONATE, KK_PRESENT};
    static const uint32_t area[TAKERS] = {0, 1, 3};
    static const double youths[TAKERS] = {100, 300, 200}, need[TAKERS] = {1.0 / 3, 20, 40}, epsilon[] = {0, 1};
    static const int64_t present[TAKERS] = {10000, 30000, 20000}, floor_units[TAKERS] = {1, 2, 3};
    static const double exact[TAKERS] = {100000.0 / 3, 100000.0 / 3, 100000.0 / 3};
    static const double exact_present[TAKERS] = {100000.0 / 6, 50000, 100000.0 / 3};
    static const int64_t units[TAKERS] = {33334, 33333, 33333}, units_present[TAKERS] = {16667, 50000, 33333};
    static const double chance[TAKERS] = {1, 0.625, 0.96}, no_chance[TAKERS] = {NAN, NAN, NAN};
    static const kk_guide_share share[] = {
        {KK_PROPORTIONATE, exact, units, chance, {0.25, 0.125}},
        {KK_PRESENT, exact_present, units_present, no_chance, {0, 0}},
    };
    static const kk_frontier_point frontier[] = {{0, 10, 5, 0.5}, {1, 9, 6, 0.25}};
    w->divide = (kk_config_division){.name = "preventie",
                                     .label_nl = "Preventiebudget",
                                     .level = "wijk",
                                     .budget_units = 100000,
                                     .post_size = NAN,
                                     .need = -1,
                                     .present = PRESENT,
                                     .floor_per_youth = 0.0001,
                                     .ceiling_per_youth = NAN,
                                     .principle = principle,
                                     .principle_count = 2,
                                     .floor_share = 0.5,
                                     .epsilon = (double *)(uintptr_t)epsilon,
                                     .epsilon_count = 2,
                                     .half_effect = 500,
                                     .years = 4};
    w->division = (kk_guide_division){.config = &w->divide,
                                      .level = WIJK,
                                      .count = TAKERS,
                                      .area = area,
                                      .youths = youths,
                                      .need = need,
                                      .present = present,
                                      .floor = floor_units,
                                      .share = share,
                                      .before = {0.5, -0.25},
                                      .frontier = frontier,
                                      .left_out = 1};
}

static inline void world_add_siting(world *w)
{
    static const kk_guide_place place[] = {{155000, 463000.5, NAN, "School 1", "school"},
                                           {156000, 464000, 20, "Hart \"A\"", "hart"}};
    static const uint32_t candidate[] = {0, 1};
    static const bool is_present[] = {false, true};
    static bool is_open[] = {false, true};
    static const char *candidates[] = {"school", "hart"};
    w->place = (kk_config_siting){.name = "hart",
                                  .label_nl = "Hart",
                                  .goal = KK_SITING_MEDIAN,
                                  .places = 1,
                                  .type = "hart",
                                  .candidates = candidates,
                                  .candidate_count = 2,
                                  .level = "wijk",
                                  .need = -2,
                                  .radius_m = 1000};
    w->siting =
        (kk_guide_siting){.config = &w->place,
                          .level = WIJK,
                          .place = place,
                          .candidate_count = 2,
                          .candidate = candidate,
                          .is_present = is_present,
                          .result = {.is_open = is_open, .objective = 1234.5, .bound = 1234.5, .is_optimal = true}};
}

static inline int begin_world(void **state)
{
    world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->base = guide_begin(WIJKEN);
    w->base->config.project.name = "proef";
    w->base->config.project.title = "Een proef";
    w->base->config.project.period = "2023";
    world_add_index(w);
    world_add_targets(w);
    world_add_division(w);
    world_add_siting(w);
    w->guide = (kk_guide){.index = &w->index,
                          .index_count = 1,
                          .targets = &w->targets,
                          .targets_count = 1,
                          .division = &w->division,
                          .division_count = 1,
                          .siting = &w->siting,
                          .siting_count = 1};
    strcpy(w->folder, "/tmp/kk-explained-XXXXXX");
    assert_non_null(mkdtemp(w->folder));
    *state = w;
    return 0;
}

static inline int end_world(void **state)
{
    world *w = *state;
    assert_int_equal(kk_tree_remove(w->folder), 0);
    guide_end(w->base);
    free(w);
    return 0;
}

static inline void world_write(world *w)
{
    kk_status status = kk_write_explanation_json(&w->guide, &w->base->config, &w->base->areas, w->folder, &w->err);
    if (status != KK_OK) fail_msg("%s", w->err.message);
}

static inline char *world_text(world *w)
{
    char *text = kk_file_text(kk_arena_format(&w->base->arena, "%s/explanation.json", w->folder));
    assert_non_null(text);
    char *kept = kk_arena_copy(&w->base->arena, text);
    free(text);
    return kept;
}

#endif
