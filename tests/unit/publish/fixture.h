/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A tiny set of areas and figures with every kind of difficulty, released through the gate, and a folder to write in.
 *
 * wijk   WK030701   a square
 * buurt  BU03070101 a square, clockwise in its source; quotes, a comma and an accent in its name
 *        BU03070102 a square with a hole that turns like its exterior
 *        BU03070103 two squares and a part smaller than a millionth of a degree
 *        BU03070104 no geometry; control characters and a backslash in its name
 *        BU03070105 smaller than a millionth of a degree
 *        BU03070106 a repeated point; its count is small: withheld
 *        BU03079998 water
 * team   T1         a square, no parent
 */
#ifndef KK_TESTS_PUBLISH_FIXTURE_H
#define KK_TESTS_PUBLISH_FIXTURE_H

#include "unit/check.h"

#include "core/shape_builder.h"
#include "kk/disclosure.h"
#include "kk/figure.h"
#include "kk/publish.h"
#include "publish/tree.h"

enum { WIJK, BUURT, TEAM, LEVELS, BUURTEN = 7 };

typedef struct fixture {
    kk_arena arena;
    kk_areas areas;
    kk_shape_builder builder[LEVELS];
    kk_config config;
    kk_config_indicator share, density;
    double value[8][BUURTEN], bound[8][2][BUURTEN], parts[8][2][BUURTEN];
    uint8_t status[8][BUURTEN];
    bool small_count[8][BUURTEN];
    kk_indicator_column column[8];
    kk_indicator_table raw;
    const kk_release *release;
    char folder[64];
    kk_error err;
} fixture;

static void add_ring(kk_shape_builder *builder, size_t points, const double *xy)
{
    assert_int_equal(kk_shape_add_ring(builder), 0);
    double *room = kk_shape_add_points(builder, points);
    assert_non_null(room);
    memcpy(room, xy, points * 2 * sizeof *xy);
}

/* Counter-clockwise from the lower left; with a negative height clockwise from the upper left. */
static void add_square(kk_shape_builder *builder, double x, double y, double width, double height)
{
    const double xy[] = {x, y, x + width, y, x + width, y + height, x, y + height, x, y};
    add_ring(builder, 5, xy);
}

static void add_area(kk_shape_builder *builder)
{
    assert_int_equal(kk_shape_add_area(builder), 0);
}

static void add_part(kk_shape_builder *builder)
{
    assert_int_equal(kk_shape_add_part(builder), 0);
}

static void add_plain_area(kk_shape_builder *builder, double x, double y, double width, double height)
{
    add_area(builder);
    add_part(builder);
    add_square(builder, x, y, width, height);
}

static void add_buurten(kk_shape_builder *b)
{
    add_plain_area(b, 155000, 463100, 100, -100);
    add_plain_area(b, 155200, 463000, 100, 100);
    add_square(b, 155240, 463040, 20, 20);
    add_area(b);
    for (int i = 0; i < 2; i++) {
        add_part(b);
        add_square(b, 155400 + 200 * i, 463000, 100, 100);
    }
    add_part(b);
    add_square(b, 155800, 463000, 0.01, 0.01);
    add_area(b);
    add_plain_area(b, 155900, 463000, 0.01, 0.01);
    add_area(b);
    add_part(b);
    const double repeated[] = {156000, 463000, 156100, 463000, 156100.001, 463000, 156100, 463100, 156000, 463000};
    add_ring(b, 5, repeated);
    add_plain_area(b, 156200, 463000, 100, 100);
}

static void add_level(fixture *f, kk_level level, const char *const codes[], const char *const names[],
                      const char *parent)
{
    size_t index = f->areas.level_count++;
    kk_shape_builder *builder = &f->builder[index];
    assert_int_equal(kk_shape_seal(builder), 0);
    level.shape = builder->shape;
    level.count = builder->shape.count;
    level.code = kk_arena_alloc(&f->arena, level.count, sizeof *level.code);
    level.area_name = kk_arena_alloc(&f->arena, level.count, sizeof *level.area_name);
    level.parent = kk_arena_alloc(&f->arena, level.count, sizeof *level.parent);
    level.water = kk_arena_alloc(&f->arena, level.count, sizeof *level.water);
    for (size_t i = 0; i < level.count; i++) {
        level.code[i] = codes[i];
        level.area_name[i] = names[i];
        level.parent[i] = parent;
        level.water[i] = strstr(codes[i], "9998") != NULL;
    }
    f->areas.level[index] = level;
}

static void add_areas(fixture *f)
{
    static const char *const buurten[] = {"BU03070101", "BU03070102", "BU03070103", "BU03070104",
                                          "BU03070105", "BU03070106", "BU03079998"};
    static const char *const names[] = {
        "Caf\u00e9 \"De Hoop\", Noord", "Gat", "Eilanden", "A\x01\tB\\C", "Klein", "Weinig", "Water"};
    add_plain_area(&f->builder[WIJK], 155000, 463000, 1500, 200);
    add_buurten(&f->builder[BUURT]);
    add_plain_area(&f->builder[TEAM], 155000, 463000, 1500, 200);
    add_level(f, (kk_level){.kind = KK_LEVEL_WIJK, .name = "wijk", .plural = "wijken", .title = "Wijken"},
              (const char *[]){"WK030701"}, (const char *[]){"Stad"}, "GM0307");
    add_level(f, (kk_level){.kind = KK_LEVEL_BUURT, .name = "buurt", .plural = "buurten", .title = "Buurten"}, buurten,
              names, "WK030701");
    add_level(f, (kk_level){.kind = KK_LEVEL_OWN, .name = "team", .plural = "team", .title = "Wijkteams"},
              (const char *[]){"T1"}, (const char *[]){"Team 1"}, NULL);
    static uint32_t begin[] = {0, 1}, member[] = {0};
    f->areas.level[TEAM].membership = (kk_membership){WIJK, begin, member};
    f->areas.vintage = 2024;
}

/* A column of shares: numerators of `denominator`; a negative numerator is secret. */
static void add_column(fixture *f, const kk_config_indicator *indicator, uint32_t level, const char *period,
                       const double *numerators, double denominator)
{
    size_t c = f->raw.column_count++;
    for (size_t i = 0; i < f->areas.level[level].count; i++) {
        bool known = numerators[i] >= 0;
        f->status[c][i] = known ? KK_FIGURE_OK : KK_FIGURE_SECRET;
        f->parts[c][0][i] = known ? numerators[i] : NAN;
        f->parts[c][1][i] = denominator;
        f->value[c][i] = f->parts[c][0][i] / denominator;
        f->bound[c][0][i] = f->value[c][i] / 2;
        f->bound[c][1][i] = f->value[c][i] * 2;
    }
    f->column[c] = (kk_indicator_column){.config = indicator,
                                         .level = level,
                                         .period = period,
                                         .source = "CBS, \"proef\"",
                                         .value = f->value[c],
                                         .lower = f->bound[c][0],
                                         .upper = f->bound[c][1],
                                         .numerator = f->parts[c][0],
                                         .denominator = f->parts[c][1],
                                         .status = f->status[c],
                                         .small_count = f->small_count[c]};
}

static void add_columns(fixture *f)
{
    static const double last_year[BUURTEN] = {30, 40, 50, 60, 70, 80, 0}, year[BUURTEN] = {35, 45, -1, 65, 70, 3, 0};
    f->share = (kk_config_indicator){.name = "jeugdzorg",
                                     .kind = KK_SHARE,
                                     .per = 100,
                                     .unit = "%",
                                     .direction = KK_DIRECTION_NEED,
                                     .label_nl = "Jongeren met 'jeugdzorg'",
                                     .label_en = "Youth care",
                                     .description = "Of all \"youths\".",
                                     .axis = KK_AXIS_USE,
                                     .question = "Wie krijgt 'zorg'?",
                                     .form = "ambulant",
                                     .age = "0..4",
                                     .sex = "male",
                                     .referrer = "gi+rechter",
                                     .on_map = true,
                                     .denominator.count = 1};
    f->density = (kk_config_indicator){.name = "dichtheid",
                                       .kind = KK_RATIO,
                                       .per = 1,
                                       .unit = "per km²",
                                       .label_nl = "Dichtheid",
                                       .label_en = "Density",
                                       .description = "",
                                       .question = "",
                                       .form = "",
                                       .age = "",
                                       .sex = "",
                                       .referrer = "",
                                       .on_map = true,
                                       .denominator.count = 1};
    add_column(f, &f->share, WIJK, "2023", (const double[]){330}, 700);
    add_column(f, &f->share, BUURT, "2022", last_year, 420);
    add_column(f, &f->share, BUURT, "2023", year, 420);
    add_column(f, &f->density, BUURT, "2023", year, 70);
    f->raw.areas = &f->areas;
    f->raw.column = f->column;
    f->config.disclosure.minimum = 10;
    assert_int_equal(kk_release_make(&f->raw, &f->config, 1, &f->arena, &f->release, &f->err), KK_OK);
}

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    kk_arena_init(&f->arena);
    for (int i = 0; i < LEVELS; i++) kk_shape_builder_init(&f->builder[i]);
    f->config = (kk_config){.project = {.name = "proef", .title = "Een proef", .period = "2023"}};
    add_areas(f);
    add_columns(f);
    strcpy(f->folder, "/tmp/kk-publish-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    *state = f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    assert_int_equal(kk_tree_remove(f->folder), 0);
    for (int i = 0; i < LEVELS; i++) kk_shape_builder_clear(&f->builder[i]);
    kk_arena_clear(&f->arena);
    free(f);
    return 0;
}

/* A statistic of the share, behind it on the map of the buurten; NaN is unknown. And a row about the map. */
static inline void add_statistic(fixture *f, const kk_config_indicator *statistic, const double values[BUURTEN])
{
    double *value = kk_arena_alloc(&f->arena, BUURTEN, sizeof *value), *none = kk_arena_alloc(&f->arena, BUURTEN, 8);
    uint8_t *status = kk_arena_alloc(&f->arena, BUURTEN, 1);
    kk_statistic_row *row = kk_arena_alloc(&f->arena, 1, sizeof *row);
    for (int i = 0; i < BUURTEN; i++) {
        value[i] = values[i];
        none[i] = NAN;
        status[i] = isnan(values[i]) ? KK_FIGURE_UNKNOWN : KK_FIGURE_OK;
    }
    *row = (kk_statistic_row){.indicator = &f->share,
                              .level = BUURT,
                              .period = "2023",
                              .within_code = "GM0307",
                              .within_name = "Stad, \"de\"",
                              .statistic = "moran",
                              .term = "",
                              .value = 0.14515256789123,
                              .lower = NAN,
                              .upper = 1e-20 / 3,
                              .p = 0.00001,
                              .areas = 6,
                              .note = ""};
    kk_released_column column = {.indicator = statistic,
                                 .level = BUURT,
                                 .period = "2023",
                                 .source = "",
                                 .value = value,
                                 .lower = none,
                                 .upper = none,
                                 .numerator = none,
                                 .denominator = none,
                                 .status = status};
    const kk_statistics statistics = {1, 1, &column, row};
    const kk_config config = {.indicators = &f->share};
    assert_int_equal(kk_release_extend(f->release, &config, &statistics, &f->arena, &f->release, &f->err), KK_OK);
}

/* A part of the share, to be added; a statistic has no direction of its own. */
static inline kk_config_indicator statistic_of_share(kk_statistic_part part)
{
    return (kk_config_indicator){.name = "deel",
                                 .kind = KK_VALUE,
                                 .per = 1,
                                 .unit = "",
                                 .label_nl = "Deel",
                                 .label_en = "Part",
                                 .description = "What it is.",
                                 .question = "",
                                 .form = "",
                                 .age = "",
                                 .sex = "",
                                 .referrer = "",
                                 .on_map = true,
                                 .statistic = part};
}

/* A file of the folder, in the arena. */
static inline const char *read_file(fixture *f, const char *name)
{
    char *path = kk_arena_format(&f->arena, "%s/%s", f->folder, name);
    char *text = kk_file_text(path);
    assert_non_null(text);
    char *kept = kk_arena_copy(&f->arena, text);
    free(text);
    return kept;
}

#endif
