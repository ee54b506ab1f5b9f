/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/figure.h"

#include <math.h>
#include <string.h>

static const char *const status_names[KK_FIGURE_STATUS_COUNT] = {
    [KK_FIGURE_OK] = "ok",
    [KK_FIGURE_NIL] = "nil",
    [KK_FIGURE_NO_POPULATION] = "no_population",
    [KK_FIGURE_NOT_APPLICABLE] = "not_applicable",
    [KK_FIGURE_ABSENT] = "absent",
    [KK_FIGURE_NOT_PUBLISHED] = "not_published",
    [KK_FIGURE_UNKNOWN] = "unknown",
    [KK_FIGURE_SECRET] = "secret",
    [KK_FIGURE_SUPPRESSED] = "suppressed",
    [KK_FIGURE_SUPPRESSED_POPULATION] = "suppressed_population",
    [KK_FIGURE_SUPPRESSED_BASE] = "suppressed_base",
    [KK_FIGURE_SUPPRESSED_COUNT] = "suppressed_count",
    [KK_FIGURE_SUPPRESSED_REST] = "suppressed_rest",
    [KK_FIGURE_SUPPRESSED_PERSONS] = "suppressed_persons",
    [KK_FIGURE_SUPPRESSED_GROUP] = "suppressed_group",
    [KK_FIGURE_SUPPRESSED_DOMINANCE] = "suppressed_dominance",
    [KK_FIGURE_SUPPRESSED_SECONDARY] = "suppressed_secondary",
    [KK_FIGURE_PARENT] = "parent",
};

const char *kk_figure_status_name(kk_figure_status status)
{
    return status < KK_FIGURE_STATUS_COUNT ? status_names[status] : "unknown";
}

bool kk_figure_status_parse(const char *name, kk_figure_status *status)
{
    for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++) {
        if (strcmp(status_names[s], name) != 0) continue;
        *status = (kk_figure_status)s;
        return true;
    }
    return false;
}

bool kk_figure_is_suppressed(kk_figure_status status)
{
    return status >= KK_FIGURE_SUPPRESSED && status < KK_FIGURE_STATUS_COUNT;
}

bool kk_figure_has_value(kk_figure_status status)
{
    return status <= KK_FIGURE_NIL;
}

kk_figure_status kk_figure_status_combine(kk_figure_status a, kk_figure_status b)
{
    kk_figure_status worse = a > b ? a : b;
    return kk_figure_has_value(worse) ? KK_FIGURE_OK : worse;
}

kk_figure kk_figure_missing(kk_figure_status status)
{
    return (kk_figure){.value = NAN, .status = status};
}

bool kk_persons_are_few(double persons, double minimum)
{
    return persons != 0 && fabs(persons) < minimum;
}
