/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/figure.h"

#include <math.h>

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
};

const char *kk_figure_status_name(kk_figure_status status)
{
    return status < KK_FIGURE_STATUS_COUNT ? status_names[status] : "unknown";
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

bool kk_persons_are_few(double persons)
{
    return persons != 0 && fabs(persons) < KK_PERSONS_SHOWN;
}
