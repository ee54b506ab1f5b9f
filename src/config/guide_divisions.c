/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/guide.h"
#include "config/names.h"

#include <math.h>
#include <string.h>

static const double budget_max = 1e11, cents_apart = 0.01, floor_share_default = 0.5;
static const double epsilons[] = {0, 0.5, 1, 2};
enum {
    EPSILONS = sizeof epsilons / sizeof *epsilons,
    EPSILON_LAST = 20,
    POSTS_MAX = 1000000,
    YEARS = 4,
    YEARS_MAX = 50
};

/* A division while it is built. */
typedef struct division_item {
    kk_builder *builder;
    size_t index;
    const kk_raw_division *raw;
    kk_config_division *out;
} division_item;

static kk_mark mark_of(const division_item *item, const char *key)
{
    return kk_guide_mark(item->builder, "divide[%zu].%s", item->index, key);
}

static kk_status take_posts(const division_item *item, kk_error *err)
{
    const kk_raw_posts *raw = item->raw->posts;
    item->out->budget_units = *raw->count;
    item->out->post_size = raw->size ? *raw->size : 1;
    kk_status status =
        kk_guide_check_range(*raw->count, 1, POSTS_MAX, "how many posts", mark_of(item, "posts.count"), err);
    if (status || item->out->post_size == 1 || item->out->post_size == 0.5) return status;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(item, "posts.size"),
                      "posts are whole or half: 'size' must be 1 or 0.5");
}

/* Euros with at most two decimals, to cents. */
static kk_status take_budget(const division_item *item, kk_error *err)
{
    const kk_raw_division *raw = item->raw;
    if (!raw->budget == !raw->posts)
        return kk_fail_at(err, KK_ERR_PROJECT, item->out->mark,
                          "'%s' needs either 'budget', in euro, or 'posts: {count: …, size: …}'", raw->name);
    if (raw->posts) return take_posts(item, err);
    item->out->post_size = NAN;
    kk_status status =
        kk_guide_check_range(*raw->budget, 0.01, budget_max, "a budget in euro", mark_of(item, "budget"), err);
    if (status) return status;
    double cents = *raw->budget * 100;
    item->out->budget_units = (int64_t)(cents + 0.5);
    if (fabs(cents - (double)item->out->budget_units) <= cents_apart) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(item, "budget"), "a budget is in whole cents");
}

/* Amounts by need would tell the order that a list hides. */
static kk_status check_hidden(const division_item *item, kk_error *err)
{
    const kk_config_guide *guide = &item->builder->config->guide;
    for (size_t t = 0; t < guide->target_count; t++) {
        const kk_config_target *target = &guide->target[t];
        if (!target->hides_ranks || strcmp(target->level, item->raw->level) != 0 || item->out->need >= 0) continue;
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(item, "need"),
                          "'ranks: hidden' of '%s' would be undone: means in proportion to the index tell the order; "
                          "divide at another level, or by an indicator",
                          target->name);
    }
    return KK_OK;
}

static kk_status take_figures(const division_item *item, kk_error *err)
{
    const kk_raw_division *raw = item->raw;
    item->out->level = raw->level;
    item->out->present = -1;
    kk_status status = kk_check_level(item->builder, raw->level, mark_of(item, "level"), err);
    if (!status)
        status = kk_guide_find_need(item->builder, raw->need, raw->level, mark_of(item, "need"), &item->out->need, err);
    if (!status) status = check_hidden(item, err);
    if (status || !raw->present) return status;
    uint32_t found;
    status = kk_guide_find_amount(item->builder, raw->present, mark_of(item, "present"), &found, err);
    item->out->present = status ? -1 : (ptrdiff_t)found;
    return status;
}

static kk_status take_bounds(const division_item *item, kk_error *err)
{
    const kk_raw_division *raw = item->raw;
    item->out->floor_per_youth = raw->floor_per_youth ? *raw->floor_per_youth : NAN;
    item->out->ceiling_per_youth = raw->ceiling_per_youth ? *raw->ceiling_per_youth : NAN;
    kk_status status = KK_OK;
    if (raw->floor_per_youth)
        status = kk_guide_check_range(*raw->floor_per_youth, 0, budget_max, "a floor per youth",
                                      mark_of(item, "floor_per_youth"), err);
    if (status || !raw->ceiling_per_youth) return status;
    return kk_guide_check_range(*raw->ceiling_per_youth, raw->floor_per_youth ? *raw->floor_per_youth : 0, budget_max,
                                "a ceiling per youth, no less than the floor", mark_of(item, "ceiling_per_youth"), err);
}

/* ---- principles ---- */

static bool asks_for(const kk_config_division *out, kk_principle principle)
{
    for (size_t p = 0; p < out->principle_count; p++)
        if (out->principle[p] == principle) return true;
    return false;
}

static kk_status add_principle(const division_item *item, kk_principle principle, kk_error *err)
{
    if (asks_for(item->out, principle))
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(item, "principles"), "the principle '%s' is there twice",
                          kk_principle_name(principle));
    item->out->principle[item->out->principle_count++] = principle;
    return KK_OK;
}

static kk_status take_principles(const division_item *item, kk_error *err)
{
    const kk_raw_division *raw = item->raw;
    kk_config_division *out = item->out;
    out->principle = kk_arena_alloc(item->builder->arena, KK_PRINCIPLES, sizeof *out->principle);
    out->indicator = kk_arena_alloc(item->builder->arena, KK_PRINCIPLES, sizeof *out->indicator);
    if (!out->principle || !out->indicator) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t p = 0; p < raw->principles_count && !status; p++)
        status = add_principle(item, (kk_principle)raw->principles[p], err);
    if (raw->principles_count > 0) return status;
    status = add_principle(item, KK_PROPORTIONATE, err);
    return status || out->present < 0 ? status : add_principle(item, KK_PRESENT, err);
}

static kk_status need_key(const division_item *item, kk_principle principle, const char *key, bool is_there,
                          kk_error *err)
{
    if (is_there || !asks_for(item->out, principle)) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(item, "principles"), "the principle '%s' needs '%s'",
                      kk_principle_name(principle), key);
}

static kk_status take_epsilon(const division_item *item, kk_error *err)
{
    kk_config_division *out = item->out;
    const double *from = item->raw->epsilon_count > 0 ? item->raw->epsilon : epsilons;
    out->epsilon_count = item->raw->epsilon_count > 0 ? item->raw->epsilon_count : EPSILONS;
    out->epsilon = kk_arena_alloc(item->builder->arena, out->epsilon_count, sizeof *out->epsilon);
    if (!out->epsilon) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < out->epsilon_count && !status; i++) {
        kk_mark mark = kk_guide_mark(item->builder, "divide[%zu].epsilon[%zu]", item->index, i);
        out->epsilon[i] = from[i];
        status = kk_guide_check_range(from[i], i > 0 ? from[i - 1] : 0, EPSILON_LAST,
                                      "aversions to inequality, ascending", mark, err);
    }
    return status;
}

static kk_status take_rules(const division_item *item, kk_error *err)
{
    const kk_raw_division *raw = item->raw;
    kk_config_division *out = item->out;
    out->floor_share = raw->floor_share ? *raw->floor_share : floor_share_default;
    out->half_effect = raw->half_effect ? *raw->half_effect : NAN;
    out->aversion = raw->aversion ? (kk_aversion)*raw->aversion : KK_ATKINSON;
    out->years = raw->years ? *raw->years : YEARS;
    kk_status status = take_principles(item, err);
    if (!status) status = need_key(item, KK_PRESENT, "present", out->present >= 0, err);
    if (!status) status = need_key(item, KK_CLOSING, "present", out->present >= 0, err);
    if (!status) status = need_key(item, KK_LEVELLING, "present", out->present >= 0, err);
    if (!status) status = need_key(item, KK_WELFARE, "half_effect", raw->half_effect, err);
    if (!status)
        status = kk_guide_check_range(out->floor_share, 0, 1, "the share that is divided by head",
                                      mark_of(item, "floor_share"), err);
    if (!status && raw->half_effect)
        status = kk_guide_check_range(out->half_effect, 1e-6, budget_max,
                                      "what brings half of the effect, per youth in need", mark_of(item, "half_effect"),
                                      err);
    if (!status)
        status = kk_guide_check_range(out->years, 1, YEARS_MAX, "years in which the gap is closed",
                                      mark_of(item, "years"), err);
    return status ? status : take_epsilon(item, err);
}

static kk_status build(const division_item *item, kk_error *err)
{
    const kk_config_division *all = item->builder->config->guide.division;
    kk_config_division *out = item->out;
    out->name = item->raw->name;
    out->label_nl = item->raw->label_nl ? item->raw->label_nl : item->raw->name;
    out->mark = mark_of(item, "name");
    kk_status status = kk_check_name("division", out->name, out->mark, err);
    if (!status) status = kk_names_check_new(KK_NAMES(all, name, item->index), "division", out->name, out->mark, err);
    if (!status) status = take_budget(item, err);
    if (!status) status = take_figures(item, err);
    if (!status) status = take_bounds(item, err);
    return status ? status : take_rules(item, err);
}

kk_status kk_build_guide_divisions(kk_builder *builder, kk_error *err)
{
    const kk_raw_guide *raw = builder->raw->guide;
    kk_config_guide *out = &builder->config->guide;
    out->division = kk_arena_alloc(builder->arena, raw->divide_count, sizeof *out->division);
    if (!out->division) return kk_fail_memory(err);
    out->division_count = raw->divide_count;
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->divide_count && !status; i++)
        status = build(&(division_item){builder, i, &raw->divide[i], &out->division[i]}, err);
    return status;
}
