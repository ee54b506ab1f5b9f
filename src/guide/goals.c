/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/change.h"
#include "kk/evaluation.h"

#include <math.h>

/* In units of which so many are a step in the right direction. */
static kk_estimate divided(kk_estimate by, double unit)
{
    if (unit < 0) return (kk_estimate){by.value / unit, by.upper / unit, by.lower / unit};
    return (kk_estimate){by.value / unit, by.lower / unit, by.upper / unit};
}

static kk_estimate line_at(double part, kk_estimate baseline, double target)
{
    return (kk_estimate){
        .value = baseline.value + part * (target - baseline.value),
        .lower = baseline.lower + part * (target - baseline.lower),
        .upper = baseline.upper + part * (target - baseline.upper),
    };
}

static kk_goal_status status_of(kk_estimate to_target, kk_estimate ahead)
{
    if (to_target.lower >= 0) return KK_GOAL_REACHED;
    if (ahead.lower >= 0) return KK_GOAL_ON;
    return ahead.upper < 0 ? KK_GOAL_OFF : KK_GOAL_UNTOLD;
}

/* Dividing by a way that may be none tells nothing. */
static bool may_be_there(kk_estimate baseline, double target)
{
    return baseline.lower <= target && target <= baseline.upper;
}

kk_goal_progress kk_goal_measure(kk_goal goal, kk_goal_figure baseline, kk_goal_figure now)
{
    const kk_estimate none = {NAN, NAN, NAN}, target = {goal.target, goal.target, goal.target};
    double way = goal.target - baseline.figure.value, years = goal.year - baseline.year;
    if (way == 0 || isnan(way) || isnan(now.figure.value)) return (kk_goal_progress){none, NAN, none, KK_GOAL_UNTOLD};
    double needed = goal.year > now.year ? (goal.target - now.figure.value) / (goal.year - now.year) : NAN;
    if (now.year <= baseline.year && now.year < goal.year)
        return (kk_goal_progress){none, needed, none, KK_GOAL_UNTOLD};
    double part = years > 0 ? fmin(1, fmax(0, (now.year - baseline.year) / years)) : 1, sign = way < 0 ? -1 : 1;
    kk_goal_progress out = {
        .share = may_be_there(baseline.figure, goal.target) ? none
                                                            : divided(kk_difference(now.figure, baseline.figure), way),
        .needed = needed,
        .ahead = divided(kk_difference(now.figure, line_at(part, baseline.figure, goal.target)), sign),
    };
    out.status = status_of(divided(kk_difference(now.figure, target), sign), out.ahead);
    return out;
}
