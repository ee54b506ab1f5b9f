/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A release to make a guide of: two gemeenten with wijken (the first half in GM0001, a last one of water), and the
 * figures YOUTHS … PRESENT of them. Set figures, change `config.guide` where a test wants, then guide_make; look at
 * `guide`, and at columns and sheets with guide_column_of, guide_sheet_of and guide_cell.
 */
#ifndef KK_TESTS_GUIDE_FIXTURE_H
#define KK_TESTS_GUIDE_FIXTURE_H

#include "unit/check.h"
#include "unit/made_areas.h"

#include "guide/work.h"
#include "kk/disclosure.h"

#include <string.h>

enum {
    YOUTHS,
    POVERTY, /* % of youths, need; with an interval of ± 2 */
    DEBTS,   /* need */
    INCOME,  /* need, more is better */
    USE,
    SUPPLY,
    PRESENT, /* euro */
    INDEX,   /* from here on what the guide makes */
    RANK,
    THEME_LIVING,
    THEME_MONEY,
    CROSSING_USE,
    CROSSING_SUPPLY,
    TARGET,
    TARGET_2,
    MEANS,
    MEANS_2,
    MEANS_3,
    INDICATORS
};

typedef struct guide_fixture {
    kk_arena arena;
    kk_areas areas;
    kk_config config;
    kk_config_theme theme[2];
    kk_config_need need[3];
    const char *levels[1];
    kk_need_scale scale[2];
    kk_need_join join[2];
    kk_config_indicator indicators[INDICATORS];
    kk_indicator_column column[2 * INDICATORS];
    kk_indicator_table raw;
    const kk_release *release;
    kk_guide_sources sources;
    kk_guide guide;
    kk_error err;
} guide_fixture;

static inline void guide_add_indicators(guide_fixture *f)
{
    static const struct {
        const char *name;
        kk_statistic_part part;
        kk_axis axis;
    } made[INDICATORS] = {
        [YOUTHS] = {"youths", KK_STATISTIC_NONE, KK_AXIS_NONE},
        [POVERTY] = {"poverty", KK_STATISTIC_NONE, KK_AXIS_NEED},
        [DEBTS] = {"debts", KK_STATISTIC_NONE, KK_AXIS_NEED},
        [INCOME] = {"income", KK_STATISTIC_NONE, KK_AXIS_NEED},
        [USE] = {"use", KK_STATISTIC_NONE, KK_AXIS_USE},
        [SUPPLY] = {"supply", KK_STATISTIC_NONE, KK_AXIS_SUPPLY},
        [PRESENT] = {"present", KK_STATISTIC_NONE, KK_AXIS_SUPPLY},
        [INDEX] = {"need", KK_GUIDE_INDEX, KK_AXIS_NEED},
        [RANK] = {"need_rank", KK_GUIDE_RANK, KK_AXIS_NEED},
        [THEME_LIVING] = {"need_living", KK_GUIDE_THEME, KK_AXIS_NEED},
        [THEME_MONEY] = {"need_money", KK_GUIDE_THEME, KK_AXIS_NEED},
        [CROSSING_USE] = {"need_use", KK_GUIDE_CROSSING_USE, KK_AXIS_USE},
        [CROSSING_SUPPLY] = {"need_supply", KK_GUIDE_CROSSING_SUPPLY, KK_AXIS_SUPPLY},
        [TARGET] = {"targets", KK_GUIDE_TARGET, KK_AXIS_NEED},
        [TARGET_2] = {"targets_2", KK_GUIDE_TARGET, KK_AXIS_NEED},
        [MEANS] = {"budget_proportionate", KK_GUIDE_MEANS, KK_AXIS_SUPPLY},
        [MEANS_2] = {"budget_present", KK_GUIDE_MEANS, KK_AXIS_SUPPLY},
        [MEANS_3] = {"budget_equal", KK_GUIDE_MEANS, KK_AXIS_SUPPLY},
    };
    for (size_t i = 0; i < INDICATORS; i++) {
        f->indicators[i] = (kk_config_indicator){.name = made[i].name,
                                                 .kind = KK_VALUE,
                                                 .per = 1,
                                                 .on_map = true,
                                                 .axis = made[i].axis,
                                                 .statistic = made[i].part,
                                                 .label_nl = made[i].name,
                                                 .label_en = made[i].name,
                                                 .unit = ""};
    }
    f->config.indicators = f->indicators;
    f->config.indicator_count = INDICATORS;
}

/* Wijken, by percentiles, added up: living = debts, money = poverty and income. No sensitivity, for speed. */
static inline void guide_add_index(guide_fixture *f)
{
    f->levels[0] = "wijk";
    f->theme[0] = (kk_config_theme){"living", "Wonen", "Living", 1, THEME_LIVING};
    f->theme[1] = (kk_config_theme){"money", "Geld", "Money", 2, THEME_MONEY};
    f->need[0] = (kk_config_need){.indicator = DEBTS, .theme = 0, .weight = 1};
    f->need[1] = (kk_config_need){.indicator = POVERTY, .theme = 1, .weight = 1};
    f->need[2] = (kk_config_need){.indicator = INCOME, .theme = 1, .weight = 1, .is_strength = true};
    f->scale[0] = KK_SCALE_PERCENTILE;
    f->scale[1] = KK_SCALE_Z;
    f->join[0] = KK_JOIN_ARITHMETIC;
    f->join[1] = KK_JOIN_GEOMETRIC;
    kk_config_guide *guide = &f->config.guide;
    *guide = (kk_config_guide){.given = true, .seed = 1, .youths = YOUTHS};
    guide->crossing.use = guide->crossing.supply = -1;
    guide->index = (kk_config_index){.given = true,
                                     .name = "need",
                                     .label_nl = "Index van behoefte",
                                     .label_en = "Index of need",
                                     .levels = f->levels,
                                     .level_count = 1,
                                     .rule = {KK_SCALE_PERCENTILE, KK_JOIN_ARITHMETIC, KK_GAP_LEAVE, 0.6},
                                     .theme = f->theme,
                                     .theme_count = 2,
                                     .need = f->need,
                                     .need_count = 3,
                                     .indicator = INDEX,
                                     .rank = RANK};
    guide->index.sensitivity.draws = 100;
    guide->index.sensitivity.weight_spread = 0.25;
    guide->index.sensitivity.scale = f->scale;
    guide->index.sensitivity.scale_count = 2;
    guide->index.sensitivity.join = f->join;
    guide->index.sensitivity.join_count = 2;
}

static inline guide_fixture *guide_begin(size_t wijken)
{
    guide_fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    kk_arena_init(&f->arena);
    made_gemeenten_and_wijken(&f->areas, wijken, &f->arena);
    guide_add_indicators(f);
    guide_add_index(f);
    f->raw = (kk_indicator_table){.areas = &f->areas, .column = f->column};
    return f;
}

static inline void guide_end(guide_fixture *f)
{
    kk_arena_clear(&f->arena);
    free(f);
}

/* Figures of a level of 2023, ± half; NaN is unknown, a negative one secret. Add gemeenten first, each in the order of
   indicators. */
static inline void guide_add(guide_fixture *f, size_t indicator, uint32_t level, const double *figure, double half)
{
    kk_indicator_column *column = &f->column[f->raw.column_count++];
    size_t count = f->areas.level[level].count, size = sizeof(double);
    *column = (kk_indicator_column){.config = &f->indicators[indicator],
                                    .level = level,
                                    .period = "2023",
                                    .is_public = true,
                                    .source = "proef",
                                    .value = made_room(&f->arena, count, size),
                                    .lower = made_room(&f->arena, count, size),
                                    .upper = made_room(&f->arena, count, size),
                                    .numerator = made_room(&f->arena, count, size),
                                    .denominator = made_room(&f->arena, count, size),
                                    .status = made_room(&f->arena, count, 1),
                                    .small_count = made_room(&f->arena, count, sizeof(bool))};
    for (size_t i = 0; i < count; i++) {
        bool water = f->areas.level[level].water[i], known = !water && figure[i] >= 0;
        column->value[i] = known ? figure[i] : NAN;
        column->lower[i] = known && half > 0 ? figure[i] - half : NAN;
        column->upper[i] = known && half > 0 ? figure[i] + half : NAN;
        column->numerator[i] = column->denominator[i] = NAN;
        column->status[i] = known           ? KK_FIGURE_OK
                            : water         ? KK_FIGURE_NOT_APPLICABLE
                            : figure[i] < 0 ? KK_FIGURE_SECRET
                                            : KK_FIGURE_UNKNOWN;
    }
}

static inline void guide_release(guide_fixture *f)
{
    assert_int_equal(kk_release_make(&f->raw, &f->config, 1, &f->arena, &f->release, &f->err), KK_OK);
    f->sources.release = f->release;
}

static inline void guide_make(guide_fixture *f, int threads)
{
    guide_release(f);
    kk_status status = kk_guide_make(&f->config, &f->sources, threads, &f->arena, &f->guide, &f->err);
    if (status != KK_OK) fail_msg("%s", f->err.message);
}

/* The column of an indicator at a level; NULL when there is none. */
static inline const kk_released_column *guide_column_of(const guide_fixture *f, size_t indicator, uint32_t level)
{
    for (size_t c = 0; c < f->guide.guidance.column_count; c++) {
        const kk_released_column *column = &f->guide.guidance.column[c];
        if (column->indicator == &f->indicators[indicator] && column->level == level) return column;
    }
    return NULL;
}

static inline const kk_sheet *guide_sheet_of(const guide_fixture *f, const char *name)
{
    for (size_t s = 0; s < f->guide.guidance.sheet_count; s++)
        if (strcmp(f->guide.guidance.sheet[s].name, name) == 0) return &f->guide.guidance.sheet[s];
    fail_msg("no sheet %s", name);
    return NULL;
}

static inline kk_sheet_cell guide_cell(const kk_sheet *sheet, size_t row, const char *column)
{
    for (size_t c = 0; c < sheet->column_count; c++)
        if (strcmp(sheet->column[c].name, column) == 0) return sheet->cell[row * sheet->column_count + c];
    fail_msg("no column %s in %s", column, sheet->name);
    return (kk_sheet_cell){0};
}

#endif
