/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/guide.h"
#include "config/names.h"

#include <math.h>
#include <string.h>

static const double confidence_default = 0.95;
enum { PEERS = 5, PEERS_MAX = 50, CHOOSE_MAX = 100000 };

/* A list while it is built. */
typedef struct target_item {
    kk_builder *builder;
    size_t index;
    const kk_raw_target *raw;
    kk_config_target *out;
} target_item;

static kk_mark mark_of(const target_item *item, const char *key)
{
    return kk_guide_mark(item->builder, "targets[%zu].%s", item->index, key);
}

static kk_status take_choice(const target_item *item, kk_error *err)
{
    const kk_raw_target *raw = item->raw;
    item->out->choose = raw->choose ? *raw->choose : 0;
    item->out->above = raw->above ? *raw->above : NAN;
    if (!raw->choose == !raw->above)
        return kk_fail_at(err, KK_ERR_PROJECT, item->out->mark,
                          "'%s' needs either 'choose', how many areas, or 'above', the index from which on", raw->name);
    if (raw->choose)
        return kk_guide_check_range(*raw->choose, 1, CHOOSE_MAX, "how many areas", mark_of(item, "choose"), err);
    return KK_OK;
}

static kk_status take_levels(const target_item *item, kk_error *err)
{
    const kk_raw_target *raw = item->raw;
    item->out->level = raw->level;
    item->out->within = raw->within;
    kk_status status = kk_check_level(item->builder, raw->level, mark_of(item, "level"), err);
    if (!status) status = kk_guide_check_index_level(item->builder, raw->level, mark_of(item, "level"), err);
    if (status || !raw->within) return status;
    status = kk_check_level(item->builder, raw->within, mark_of(item, "within"), err);
    if (status || kk_level_is_finer(raw->level, raw->within)) return status;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(item, "within"), "'within' must be a larger level than '%s'",
                      raw->level);
}

/* Youths in need are counted by a share: one of the engine's, or a percentage as published. */
static kk_status take_in_need(const target_item *item, kk_error *err)
{
    kk_mark mark = mark_of(item, "in_need");
    kk_status status = kk_guide_find(item->builder, item->raw->in_need, mark, &item->out->in_need, err);
    if (status) return status;
    const kk_config_indicator *indicator = &item->builder->config->indicators[item->out->in_need];
    if (indicator->kind == KK_SHARE || indicator->unit[0] == '%') return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "'in_need' must be a share of youths, and '%s' is none",
                      indicator->name);
}

static kk_status take_files(const target_item *item, kk_error *err)
{
    const kk_raw_target *raw = item->raw;
    kk_status status = KK_OK;
    if (raw->today) status = kk_build_file(item->builder, raw->today, mark_of(item, "today"), &item->out->today, err);
    if (!status && raw->earlier)
        status = kk_build_file(item->builder, raw->earlier, mark_of(item, "earlier"), &item->out->earlier, err);
    return status;
}

static kk_status take_alike(const target_item *item, const kk_raw_peers *raw, kk_error *err)
{
    item->out->peers.on_count = raw->on_count;
    item->out->peers.count = raw->count ? *raw->count : PEERS;
    item->out->peers.on = kk_arena_alloc(item->builder->arena, raw->on_count, sizeof *item->out->peers.on);
    if (!item->out->peers.on) return kk_fail_memory(err);
    kk_status status = kk_guide_check_range(item->out->peers.count, 1, PEERS_MAX, "how many areas to compare with",
                                            mark_of(item, "peers.count"), err);
    for (size_t i = 0; i < raw->on_count && !status; i++) {
        kk_mark mark = kk_guide_mark(item->builder, "targets[%zu].peers.on[%zu]", item->index, i);
        status = kk_guide_find(item->builder, raw->on[i], mark, &item->out->peers.on[i], err);
    }
    return status;
}

static kk_status take_peers(const target_item *item, kk_error *err)
{
    const kk_raw_peers *raw = item->raw->peers;
    if (!raw) return KK_OK;
    if (!raw->on == !raw->named)
        return kk_fail_at(
            err, KK_ERR_PROJECT, mark_of(item, "peers"),
            "'peers' needs either 'on', the indicators on which areas are alike, or 'named', the codes of "
            "areas to compare with");
    if (raw->on) return take_alike(item, raw, err);
    if (raw->count)
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(item, "peers.count"),
                          "'count' goes with 'on' only: all that are 'named' are compared with");
    item->out->peers.named = (const char **)raw->named;
    item->out->peers.named_count = item->out->peers.count = raw->named_count;
    return KK_OK;
}

static kk_status build(const target_item *item, kk_error *err)
{
    const kk_raw_target *raw = item->raw;
    const kk_config_target *all = item->builder->config->guide.target;
    kk_config_target *out = item->out;
    out->name = raw->name;
    out->label_nl = raw->label_nl ? raw->label_nl : raw->name;
    out->mark = mark_of(item, "name");
    out->hides_ranks = raw->ranks && *raw->ranks;
    out->confidence = raw->confidence ? *raw->confidence : confidence_default;
    kk_status status = kk_check_name("list", raw->name, out->mark, err);
    if (!status) status = kk_names_check_new(KK_NAMES(all, name, item->index), "list", raw->name, out->mark, err);
    if (!status) status = take_choice(item, err);
    if (!status) status = take_levels(item, err);
    if (!status)
        status = kk_guide_check_range(out->confidence, 0.5, 0.9999, "the confidence of certain and not",
                                      mark_of(item, "confidence"), err);
    if (!status) status = take_in_need(item, err);
    if (!status) status = take_files(item, err);
    return status ? status : take_peers(item, err);
}

kk_status kk_build_guide_targets(kk_builder *builder, kk_error *err)
{
    const kk_raw_guide *raw = builder->raw->guide;
    kk_config_guide *out = &builder->config->guide;
    out->target = kk_arena_alloc(builder->arena, raw->targets_count, sizeof *out->target);
    if (!out->target) return kk_fail_memory(err);
    out->target_count = raw->targets_count;
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->targets_count && !status; i++)
        status = build(&(target_item){builder, i, &raw->targets[i], &out->target[i]}, err);
    return status;
}
