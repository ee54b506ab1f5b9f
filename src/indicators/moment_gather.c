/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/moment_lanes.h"

#define INLINE static inline __attribute__((always_inline))

typedef double lanes __attribute__((vector_size(sizeof(double) * KK_LANES)));
typedef int64_t mask __attribute__((vector_size(sizeof(int64_t) * KK_LANES)));

static const lanes zero;

/* The value in the lanes of `where`, else 0. */
#define KEEP(value, where) ((lanes)((mask)(value) & (where)))

#define EVERY(value) (zero + (value))

INLINE const lanes *row_of(const kk_lane_persons *persons, size_t i)
{
    return (const lanes *)(persons->outcome + (size_t)persons->person[i] * KK_LANES);
}

INLINE lanes *field(double *values)
{
    return (lanes *)values;
}

INLINE void gather_means(const kk_lane_persons *persons, size_t begin, size_t end, bool has_x, bool has_weight,
                         kk_moment_lanes *out)
{
    lanes n = zero, weight = n, squares = n, wx = n, wy = n, sum = n;
    for (size_t i = begin; i < end; i++) {
        __builtin_prefetch(row_of(persons, i + KK_LANE_AHEAD));
        lanes y = *row_of(persons, i);
        mask present = y == y;
        lanes w = KEEP(EVERY(has_weight ? persons->weight[i] : 1), present);
        y = KEEP(y, present);
        n += KEEP(EVERY(1), present);
        wy += has_weight ? w * y : y;
        if (has_x) wx += w * persons->x[i];
        if (has_weight) weight += w, squares += w * w, sum += y;
    }
    if (!has_weight) weight = n;
    lanes divisor = weight + KEEP(EVERY(1), weight == zero);
    *field(out->n) = n;
    *field(out->mean_y) = wy / divisor;
    if (has_x) *field(out->mean_x) = wx / divisor;
    if (has_weight) *field(out->weight) = weight, *field(out->squares) = squares, *field(out->sum_y) = sum;
}

/* What is left of the sums around the mean corrects the mean (Chan, Golub & LeVeque 1983, the corrected two-pass). What
   is not a number stays so. */
INLINE void gather_around(const kk_lane_persons *persons, size_t begin, size_t end, bool has_x, bool has_weight,
                          kk_moment_lanes *out)
{
    lanes mean_y = *field(out->mean_y), mean_x = has_x ? *field(out->mean_x) : zero;
    lanes weight = has_weight ? *field(out->weight) : *field(out->n);
    lanes x = zero, y = x, xx = x, xy = x, yy = x;
    for (size_t i = begin; i < end; i++) {
        lanes row = *row_of(persons, i);
        mask present = row == row;
        lanes dy = KEEP(row - mean_y, present), wdy = has_weight ? dy * persons->weight[i] : dy;
        y += wdy;
        yy += wdy * dy;
        if (!has_x) continue;
        lanes dx = KEEP(persons->x[i] - mean_x, present), wdx = has_weight ? dx * persons->weight[i] : dx;
        x += wdx;
        xx += wdx * dx;
        xy += wdx * dy;
    }
    lanes divisor = weight + KEEP(EVERY(1), weight == zero), ey = y / divisor, ex = x / divisor;
    yy -= y * ey;
    xx -= x * ex;
    *field(out->mean_y) = mean_y + ey;
    *field(out->yy) = KEEP(yy, ~(yy < zero));
    if (!has_x) return;
    *field(out->mean_x) = mean_x + ex;
    *field(out->xx) = KEEP(xx, ~(xx < zero));
    *field(out->xy) = xy - x * ey;
}

INLINE void gather(const kk_lane_persons *persons, size_t begin, size_t end, bool has_x, bool has_weight,
                   kk_moment_lanes *out)
{
    gather_means(persons, begin, end, has_x, has_weight, out);
    gather_around(persons, begin, end, has_x, has_weight, out);
}

__attribute__((target_clones("avx512f", "avx2", "default"))) void
kk_lanes_gather(const kk_lane_persons *persons, size_t begin, size_t end, kk_moment_lanes *out)
{
    bool has_x = persons->x != NULL;
    if (persons->weight == NULL)
        has_x ? gather(persons, begin, end, true, false, out) : gather(persons, begin, end, false, false, out);
    else
        has_x ? gather(persons, begin, end, true, true, out) : gather(persons, begin, end, false, true, out);
}
