/* SPDX-License-Identifier: EUPL-1.2 */
#include "apportion.h"

#include "failure.h"

#include <math.h>

void apportion(int total, int least, const double *weights, int count, int *parts)
{
    int rest = total - least * count;
    double sum = 0;
    for (int i = 0; i < count; i++) sum += weights[i];
    if (rest < 0 || (sum <= 0 && rest > 0)) fail("cannot divide %d over %d parts", total, count);
    double running = 0;
    int given = 0;
    for (int i = 0; i < count; i++) {
        running += weights[i];
        int due = rest > 0 ? (int)floor(rest * (running / sum) + 0.5) : 0;
        parts[i] = least + due - given;
        given = due;
    }
}
