/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/guide.h"

enum { YEARS = 6, YEARS_MAX = 50 };
static const double share_default = 0.2, yearly_default = 0.05, returns_max = 10;

static kk_status check(kk_builder *builder, const kk_config_shift *out, kk_error *err)
{
    kk_status status =
        kk_guide_check_range(out->rule.years, 1, YEARS_MAX, "years", kk_guide_mark(builder, "shift.years"), err);
    if (!status)
        status = kk_guide_check_range(out->rule.share, 0, 1, "the share of back spending that is moved in all",
                                      kk_guide_mark(builder, "shift.share"), err);
    if (!status)
        status = kk_guide_check_range(out->rule.yearly_most, 0, 1, "the share that leaves an area in a year at most",
                                      kk_guide_mark(builder, "shift.yearly_most"), err);
    if (!status)
        status = kk_guide_check_range(out->rule.returns, 0, returns_max, "euro less asked for each euro at the front",
                                      kk_guide_mark(builder, "shift.returns"), err);
    if (!status)
        status = kk_guide_check_range(out->rule.delay_years, 0, YEARS_MAX, "years until a return is seen",
                                      kk_guide_mark(builder, "shift.delay_years"), err);
    if (status || !(out->rule.returns > 0) || out->source_nl) return status;
    return kk_fail_at(
        err, KK_ERR_PROJECT, kk_guide_mark(builder, "shift.returns"),
        "a return is an assumption; tell where it is from with 'source_nl', which every output will show");
}

kk_status kk_build_guide_shift(kk_builder *builder, kk_error *err)
{
    const kk_raw_shift *raw = builder->raw->guide->shift;
    kk_config_shift *out = &builder->config->guide.shift;
    if (!raw) return KK_OK;
    *out = (kk_config_shift){
        .given = true,
        .level = raw->level,
        .rule = {.years = raw->years ? *raw->years : YEARS,
                 .share = raw->share ? *raw->share : share_default,
                 .yearly_most = raw->yearly_most ? *raw->yearly_most : yearly_default,
                 .returns = raw->returns ? *raw->returns : 0,
                 .delay_years = raw->delay_years ? *raw->delay_years : 0},
        .source_nl = raw->source_nl,
        .mark = kk_guide_mark(builder, "shift.level"),
    };
    kk_status status = kk_check_level(builder, raw->level, out->mark, err);
    if (!status)
        status = kk_guide_find_amount(builder, raw->front, kk_guide_mark(builder, "shift.front"), &out->front, err);
    if (!status)
        status = kk_guide_find_amount(builder, raw->back, kk_guide_mark(builder, "shift.back"), &out->back, err);
    return status ? status : check(builder, out, err);
}
