/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/guide.h"

static kk_status take(kk_builder *builder, const char *key, const char *name, kk_axis axis, ptrdiff_t *out,
                      kk_error *err)
{
    if (!name) return KK_OK;
    kk_mark mark = kk_guide_mark(builder, "crossing.%s", key);
    uint32_t found;
    kk_status status = kk_guide_find(builder, name, mark, &found, err);
    if (status) return status;
    *out = found;
    const kk_config_indicator *indicator = &builder->config->indicators[found];
    if (indicator->axis != axis)
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "'%s' is not of the axis %s; give it 'axis: %s' if it is", name,
                          kk_axis_name(axis), kk_axis_name(axis));
    if (axis == KK_AXIS_USE || indicator->direction != KK_DIRECTION_NEUTRAL) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark,
                      "whether more of '%s' is more supply is not known; give it 'direction: strength' where it is, "
                      "'direction: need' where it is less (a distance)",
                      name);
}

kk_status kk_build_guide_crossing(kk_builder *builder, kk_error *err)
{
    const kk_raw_crossing *raw = builder->raw->guide->crossing;
    kk_config_crossing *out = &builder->config->guide.crossing;
    if (!raw) return KK_OK;
    out->given = true;
    out->mark = kk_guide_mark(builder, "crossing");
    if (!raw->use && !raw->supply)
        return kk_fail_at(err, KK_ERR_PROJECT, out->mark, "'crossing' needs 'use', 'supply' or both");
    kk_status status = kk_guide_check_index_level(builder, NULL, out->mark, err);
    if (!status) status = take(builder, "use", raw->use, KK_AXIS_USE, &out->use, err);
    return status ? status : take(builder, "supply", raw->supply, KK_AXIS_SUPPLY, &out->supply, err);
}
