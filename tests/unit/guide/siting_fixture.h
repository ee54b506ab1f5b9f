/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The wijken of guide_fixture.h as squares of a kilometre in a row, wijk i from (1000 i, 450000) on, so that its youths
 * live about (1000 i + 500, 450500); and places.
 */
#ifndef KK_TESTS_SITING_FIXTURE_H
#define KK_TESTS_SITING_FIXTURE_H

#include "core/shape_builder.h"
#include "unit/guide/guide_fixture.h"

static inline void siting_add_squares(guide_fixture *f)
{
    kk_shape_builder builder;
    kk_shape_builder_init(&builder);
    for (size_t i = 0; i < f->areas.level[WIJK].count; i++) {
        const double x = 1000.0 * (double)i, y = 450000;
        const double xy[] = {x, y, x + 1000, y, x + 1000, y + 1000, x, y + 1000, x, y};
        assert_int_equal(kk_shape_add_area(&builder), 0);
        assert_int_equal(kk_shape_add_part(&builder), 0);
        assert_int_equal(kk_shape_add_ring(&builder), 0);
        memcpy(kk_shape_add_points(&builder, 5), xy, sizeof xy);
    }
    assert_int_equal(kk_shape_seal(&builder), 0);
    kk_polygons *to = &f->areas.level[WIJK].shape, from = builder.shape;
    *to = from;
    to->part_begin = made_room(&f->arena, from.count + 1, sizeof *to->part_begin);
    to->ring_begin = made_room(&f->arena, from.part_count + 1, sizeof *to->ring_begin);
    to->point_begin = made_room(&f->arena, from.ring_count + 1, sizeof *to->point_begin);
    to->xy = made_room(&f->arena, from.point_count, 2 * sizeof *to->xy);
    memcpy(to->part_begin, from.part_begin, (from.count + 1) * sizeof *to->part_begin);
    memcpy(to->ring_begin, from.ring_begin, (from.part_count + 1) * sizeof *to->ring_begin);
    memcpy(to->point_begin, from.point_begin, (from.ring_count + 1) * sizeof *to->point_begin);
    memcpy(to->xy, from.xy, 2 * from.point_count * sizeof *to->xy);
    kk_shape_builder_clear(&builder);
}

/* No index is asked for. */
static inline guide_fixture *siting_begin(size_t wijken)
{
    guide_fixture *f = guide_begin(wijken);
    f->config.guide.index.given = false;
    siting_add_squares(f);
    return f;
}

static const kk_guide_place siting_places[] = {
    {500, 450500, 250, "cb1", "cb"},       /* in wijk 0 */
    {1500, 450500, 1000, "s1", "school"},  /* in wijk 1 */
    {4500, 450500, NAN, "s4", "school"},   /* in wijk 4 */
    {5500, 450500, 1000, "s5", "school"},  /* in wijk 5 */
    {500.5, 450500, 1000, "s0", "school"}, /* at cb1 */
};

/* A cb more, in a school. */
static inline kk_config_siting siting_one_more(void)
{
    static const char *const schools[] = {"school"};
    return (kk_config_siting){.name = "more",
                              .label_nl = "Een erbij",
                              .goal = KK_SITING_MEDIAN,
                              .places = 1,
                              .type = "cb",
                              .candidates = (const char **)(uintptr_t)schools,
                              .candidate_count = 1,
                              .level = "wijk",
                              .need = -2,
                              .radius_m = 1000};
}

static inline void siting_ask(guide_fixture *f, kk_config_siting *siting)
{
    f->config.guide.siting = siting;
    f->config.guide.siting_count = 1;
    f->sources.place = siting_places;
    f->sources.place_count = sizeof siting_places / sizeof *siting_places;
}

static inline kk_status siting_try(guide_fixture *f)
{
    guide_release(f);
    return kk_guide_make(&f->config, &f->sources, 1, &f->arena, &f->guide, &f->err);
}

/* The row of the area in a sheet with columns level and code. */
static inline size_t siting_row_of(const kk_sheet *sheet, const char *code)
{
    for (size_t r = 0; r < sheet->row_count; r++)
        if (strcmp(guide_cell(sheet, r, "code").text, code) == 0) return r;
    fail_msg("no row of %s in %s", code, sheet->name);
    return 0;
}

#endif
