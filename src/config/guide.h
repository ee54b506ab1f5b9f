/* SPDX-License-Identifier: EUPL-1.2 */
/* The sections `guide:` and `stories:`; docs/guide/project-file.md tells what each key means. */
#ifndef KK_CONFIG_GUIDE_BUILD_H
#define KK_CONFIG_GUIDE_BUILD_H

#include "config/build.h"

/* All of it, with the indicators that it makes. Called when all indicators are there, those of `statistics:` too. */
kk_status kk_build_guide(kk_builder *builder, kk_error *err) KK_MUST_USE;

/* `guide.index`, with its themes and sensitivity. */
kk_status kk_build_guide_index(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_guide_themes(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_guide_sensitivity(kk_builder *builder, kk_error *err) KK_MUST_USE;

/* The other parts; each does nothing where it is not given. */
kk_status kk_build_guide_crossing(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_guide_targets(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_guide_goals(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_guide_evaluate(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_guide_divisions(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_guide_shift(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_guide_siting(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_guide_roof(kk_builder *builder, kk_error *err) KK_MUST_USE;

/* Adds the indicators that the parts make. */
kk_status kk_build_guide_indicators(kk_builder *builder, kk_error *err) KK_MUST_USE;

/* Label, unit, description and question of such an indicator. `of`: the name of what it is of, in Dutch and English
   ("" none). */
typedef struct kk_guide_subject {
    const char *nl, *en;
} kk_guide_subject;
kk_status kk_guide_texts(kk_arena *arena, kk_statistic_part part, kk_guide_subject of, kk_config_indicator *out,
                         kk_error *err) KK_MUST_USE;

/* ---- what parts have in common ---- */

/* Where the value at a path within `guide.` stands. */
kk_mark kk_guide_mark(kk_builder *builder, const char *path, ...) __attribute__((format(printf, 2, 3)));

/* An indicator that has figures to count with: no category, rank, chance or test, nor one in so many. */
kk_status kk_guide_find(kk_builder *builder, const char *name, kk_mark mark, uint32_t *index,
                        kk_error *err) KK_MUST_USE;
/* … whose value is a number or amount of the area, or its numerator is. */
kk_status kk_guide_find_amount(kk_builder *builder, const char *name, kk_mark mark, uint32_t *index,
                               kk_error *err) KK_MUST_USE;
/* "index", where it has the level (NULL: any): −1; else an indicator. */
kk_status kk_guide_find_need(kk_builder *builder, const char *name, const char *level, kk_mark mark, ptrdiff_t *index,
                             kk_error *err) KK_MUST_USE;

/* A level of the index. */
kk_status kk_guide_check_index_level(kk_builder *builder, const char *level, kk_mark mark, kk_error *err) KK_MUST_USE;

/* A type of place. Those in a column are known only when the file is read: then any type will do. */
kk_status kk_guide_check_place_type(const kk_builder *builder, const char *type, kk_mark mark,
                                    kk_error *err) KK_MUST_USE;

/* Fails when `value` is not within low … high; `what` ends the message: "a share". */
kk_status kk_guide_check_range(double value, double low, double high, const char *what, kk_mark mark,
                               kk_error *err) KK_MUST_USE;

#endif
