/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/inequality.h"
#include "kk/random.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_randist.h>

static int compare(const void *a, const void *b, void *keys)
{
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    const double *key = keys;
    if (key[i] != key[j]) return key[i] < key[j] ? -1 : 1;
    return (i > j) - (i < j);
}

void inequality_sort(const double *key, uint32_t *order, size_t count)
{
    qsort_r(order, count, sizeof *order, compare, (void *)key);
}

void inequality_resample(const inequality_view *of, uint64_t seed, size_t replicate, const inequality_room *room,
                         inequality_view *out)
{
    size_t count = of->areas->count;
    kk_random random;
    kk_random_init(&random, seed, replicate);
    for (size_t i = 0; i < count; i++) room->weight[i] = 0;
    for (size_t draw = 0; draw < count; draw++) {
        uint32_t i = kk_random_below(&random, (uint32_t)count);
        room->weight[i] += of->weight[i];
    }
    *out = *of;
    out->weight = room->weight;
    out->group_room = room->group_room;
}

void inequality_resample_groups(const inequality_view *of, uint64_t seed, size_t replicate, const inequality_room *room,
                                inequality_view *out)
{
    size_t groups = of->areas->group_count;
    double *times = room->group_room;
    kk_random random;
    kk_random_init(&random, kk_random_seed(seed, "groups"), replicate);
    for (size_t g = 0; g < groups; g++) times[g] = 0;
    for (size_t draw = 0; draw < groups; draw++) times[kk_random_below(&random, (uint32_t)groups)]++;
    for (size_t i = 0; i < of->areas->count; i++) room->weight[i] = of->weight[i] * times[of->areas->group[i]];
    *out = *of;
    out->weight = room->weight;
    out->group_room = room->group_room;
}

/* ---- by chance alone ---- */

static unsigned long next_number(void *random)
{
    return kk_random_next(random);
}

static double next_uniform(void *random)
{
    return kk_random_uniform(random);
}

/* GSL's binomial, fed by the project's random numbers. */
static double draw_binomial(kk_random *random, double chance, double persons)
{
    const gsl_rng_type type = {.name = "kk_random", .max = UINT32_MAX, .get = next_number, .get_double = next_uniform};
    const gsl_rng source = {&type, random};
    return gsl_ran_binomial(&source, chance, (unsigned)rint(persons));
}

static double draw_value(kk_random *random, kk_chance chance, double rate, double persons)
{
    double whole = fmax(rint(persons), 1);
    if (chance == KK_CHANCE_BINOMIAL) return draw_binomial(random, fmin(rate, 1), whole) / whole;
    return kk_random_poisson(random, rate * persons) / persons;
}

void inequality_draw(const inequality_view *of, const kk_inequality_rule *rule, size_t replicate,
                     const inequality_room *room, inequality_view *out)
{
    size_t count = of->areas->count;
    kk_random random;
    kk_random_init(&random, kk_random_seed(rule->seed, "chance"), replicate);
    for (uint32_t i = 0; i < count; i++) {
        room->order[i] = i;
        room->value[i] = draw_value(&random, rule->chance, of->mean, of->weight[i]);
    }
    inequality_sort(room->value, room->order, count);
    *out = *of;
    out->value = room->value;
    out->by_value = room->order;
    out->ranked = 0;
    out->group_room = room->group_room;
}
