/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/names.h"

const char *kk_gap_name(kk_gap gap)
{
    static const char *const names[] = {
        [KK_GAP_NO_FIGURE] = "no_figure", [KK_GAP_NO_AREA] = "no_area", [KK_GAP_NO_POPULATION] = "no_population"};
    return names[gap];
}
