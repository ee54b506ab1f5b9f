/* SPDX-License-Identifier: EUPL-1.2 */
#include "plane.h"

#include "random.h"

#include <math.h>

double round_mm(double metres)
{
    return round(metres * 1000) / 1000;
}

double distance_between(point a, point b)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    return sqrt(dx * dx + dy * dy);
}

double distance_to_segment(point p, point a, point b)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    double along = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    return distance_between(p, (point){a.x + along * dx, a.y + along * dy});
}

double distance_to_line(point p, const point *line, int count)
{
    double least = INFINITY;
    for (int i = 0; i + 1 < count; i++) {
        double distance = distance_to_segment(p, line[i], line[i + 1]);
        least = distance < least ? distance : least;
    }
    return least;
}

bool polygon_holds(const point *corners, int count, point p)
{
    bool inside = false;
    for (int i = 0, j = count - 1; i < count; j = i++) {
        point a = corners[i], b = corners[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
    }
    return inside;
}

double turn_of(point a, point b, point c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

point warp(uint64_t seed, point p, double wavelength, double amplitude)
{
    double x = p.x / wavelength, y = p.y / wavelength;
    return (point){p.x + amplitude * noise_2d(hash_of(seed, 1), x, y),
                   p.y + amplitude * noise_2d(hash_of(seed, 2), x, y)};
}
