/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/exact_separate.h"

#include <math.h>

static const double BROKEN = 1e-4, BROKEN_WHOLE = 1e-6, ENOUGH = 1 - 1e-7, FARTHEST = 1e6;

/* One demand that is looked at. */
struct view {
    kk_master *master;
    kk_attacker *attacker;
    const kk_demand *demand;
    bool strict;
    double truth, share, broken, down, up; /* reach, in units of the variable */
    size_t *added;
};

static struct view view_of(kk_master *master, kk_attacker *attacker, const kk_required *required, size_t *added)
{
    const kk_demand *demand = required->demand;
    double truth = attacker->leeway->truth[demand->variable];
    return (struct view){.master = master,
                         .attacker = attacker,
                         .demand = demand,
                         .strict = required->strict,
                         .truth = truth,
                         .share = fmin(demand->share, 1),
                         .broken = BROKEN,
                         .added = added};
}

static kk_status learn(struct view *view, double up_share, double down_share, double needed, kk_error *err)
{
    if (!kk_attacker_cut(view->attacker, up_share, down_share, needed)) return KK_OK;
    return kk_master_learn(view->master, &view->attacker->cut, view->broken, view->added, err);
}

/* ---- the quick look ---- */

static double width_needed(const struct view *view)
{
    return fmax(view->demand->width, view->demand->share > 0 ? view->share * view->truth : 0);
}

static kk_status look_apart(struct view *view, kk_error *err)
{
    double needed = width_needed(view), reach;
    if (!(needed > 0)) return KK_OK;
    kk_attacker_look(view->attacker, &(kk_sight){needed, 1, true});
    kk_status status = kk_attacker_reach(view->attacker, view->demand->variable, KK_WAY_UP, ENOUGH, &reach, err);
    if (status != KK_OK || reach >= ENOUGH) return status;
    kk_attacker_mirror(view->attacker);
    return learn(view, 1, 1, needed, err);
}

static kk_status look_one_way(struct view *view, kk_way way, kk_error *err)
{
    double needed = kk_leeway_least_move(view->attacker->leeway, view->demand, way == KK_WAY_UP), reach;
    if (!(needed > 0)) return KK_OK;
    kk_attacker_look(view->attacker, &(kk_sight){needed, 1, false});
    kk_status status = kk_attacker_reach(view->attacker, view->demand->variable, way, ENOUGH, &reach, err);
    if (status != KK_OK || reach >= ENOUGH) return status;
    return learn(view, way == KK_WAY_UP, way == KK_WAY_DOWN, needed, err);
}

static kk_status look_quickly(struct view *view, kk_error *err)
{
    kk_status status = look_apart(view, err);
    if (status == KK_OK && view->strict) status = look_one_way(view, KK_WAY_UP, err);
    return status == KK_OK && view->strict ? look_one_way(view, KK_WAY_DOWN, err) : status;
}

/* ---- the exact look ---- */

static double unit_of(const struct view *view)
{
    return fmax(width_needed(view), 1e-9 * fmax(1, view->truth));
}

/* What tables tell that were found for others. */
static void recall(struct view *view)
{
    double unit = unit_of(view);
    kk_attacker_look(view->attacker, &(kk_sight){unit, FARTHEST, false});
    view->down = unit * kk_attacker_far(view->attacker, view->demand->variable, KK_WAY_DOWN);
    view->up = unit * kk_attacker_far(view->attacker, view->demand->variable, KK_WAY_UP);
}

static kk_status reach_both_ways(struct view *view, kk_error *err)
{
    double unit = unit_of(view);
    kk_attacker_look(view->attacker, &(kk_sight){unit, FARTHEST, false});
    kk_status status = kk_attacker_reach(view->attacker, view->demand->variable, KK_WAY_UP, INFINITY, &view->up, err);
    if (status == KK_OK)
        status = kk_attacker_reach(view->attacker, view->demand->variable, KK_WAY_DOWN, INFINITY, &view->down, err);
    view->up *= unit;
    view->down *= unit;
    return status;
}

static bool is_met(const struct view *view)
{
    const kk_leeway *leeway = view->attacker->leeway;
    if (view->strict) return kk_leeway_suffices(leeway, view->demand, view->down, view->up);
    return kk_demand_is_met(view->demand, view->truth - view->down, view->truth + view->up,
                            leeway->task->knowledge->is_whole[view->demand->variable]);
}

kk_status kk_required_is_met(kk_attacker *attacker, const kk_required *required, bool *met, kk_error *err)
{
    struct view view = view_of(NULL, attacker, required, NULL);
    kk_status status = reach_both_ways(&view, err);
    *met = status == KK_OK && is_met(&view);
    return status;
}

static kk_status learn_exactly(struct view *view, kk_error *err)
{
    const kk_leeway *leeway = view->attacker->leeway;
    kk_status status = learn(view, 1, 1, view->demand->width, err);
    if (status == KK_OK && view->share > 0) status = learn(view, 1 - view->share, 1, view->share * view->truth, err);
    if (status != KK_OK || !view->strict) return status;
    status = learn(view, 1, 0, kk_leeway_least_move(leeway, view->demand, true), err);
    return status == KK_OK ? learn(view, 0, 1, kk_leeway_least_move(leeway, view->demand, false), err) : status;
}

/* A demand is met by more where it is met by less. So, when as much is hidden as leaves it unmet, something of what is
   then shown must be hidden. At first that is all that the programs' duals rest on. */
static kk_status learn_cover(struct view *view, kk_error *err)
{
    kk_cut *cover = &view->attacker->cut;
    size_t kept = 0;
    kk_status status = KK_OK;
    kk_attacker_cover(view->attacker);
    for (size_t c = 0; c < view->master->count; c++) kk_attacker_see_one(view->attacker, view->master->variable[c], 1);
    for (size_t t = 0; t < cover->count; t++) kk_attacker_see_one(view->attacker, cover->variable[t], 0);
    for (size_t t = 0; t < cover->count && status == KK_OK; t++) {
        kk_attacker_see_one(view->attacker, cover->variable[t], 1);
        status = reach_both_ways(view, err);
        if (status != KK_OK || !is_met(view)) continue;
        kk_attacker_see_one(view->attacker, cover->variable[t], 0);
        cover->variable[kept++] = cover->variable[t];
    }
    cover->count = kept;
    kk_attacker_face(view->attacker, view->attacker->hidden);
    return status == KK_OK ? kk_master_learn(view->master, cover, view->broken, view->added, err) : status;
}

static kk_status look_exactly(struct view *view, bool is_whole, kk_error *err)
{
    recall(view);
    if (is_met(view)) return KK_OK;
    kk_status status = reach_both_ways(view, err);
    if (status != KK_OK || is_met(view)) return status;
    status = learn_exactly(view, err);
    return status == KK_OK && is_whole ? learn_cover(view, err) : status;
}

kk_status kk_separate(kk_master *master, kk_attacker *attacker, const kk_required *required, kk_look look,
                      size_t *added, kk_error *err)
{
    struct view view = view_of(master, attacker, required, added);
    if (look == KK_LOOK_QUICK) return look_quickly(&view, err);
    if (look == KK_LOOK_WHOLE) view.broken = BROKEN_WHOLE;
    return look_exactly(&view, look == KK_LOOK_WHOLE, err);
}

kk_status kk_separate_all(kk_master *master, kk_attacker *attacker, const kk_required *required, size_t count,
                          bool is_whole, size_t *added, kk_error *err)
{
    kk_status status = KK_OK;
    *added = 0;
    kk_attacker_face(attacker, master->hidden);
    for (int pass = 0; pass < 2 && (is_whole || *added == 0); pass++) {
        kk_look look = pass == 0 ? KK_LOOK_QUICK : is_whole ? KK_LOOK_WHOLE : KK_LOOK_EXACT;
        for (size_t r = 0; r < count && status == KK_OK; r++)
            status = kk_separate(master, attacker, &required[r], look, added, err);
    }
    return status;
}
