/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/change.h"

#include <math.h>

kk_estimate kk_difference(kk_estimate later, kk_estimate earlier)
{
    double d = later.value - earlier.value;
    return (kk_estimate){
        .value = d,
        .lower = d - hypot(later.value - later.lower, earlier.upper - earlier.value),
        .upper = d + hypot(later.upper - later.value, earlier.value - earlier.lower),
    };
}
