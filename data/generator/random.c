/* SPDX-License-Identifier: EUPL-1.2 */
#include "random.h"

#include <math.h>

static const uint64_t golden_gamma = 0x9E3779B97F4A7C15u;

/* splitmix64: Steele, Lea, Flood (2014), Fast splittable pseudorandom number generators. */
static uint64_t scramble(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static double unit_of(uint64_t bits)
{
    return (double)(bits >> 11) * 0x1.0p-53;
}

uint64_t hash_of(uint64_t a, uint64_t b)
{
    return scramble(scramble(a + golden_gamma) ^ (b * golden_gamma + 1));
}

uint64_t hash_of_code(uint64_t seed, const char *code)
{
    for (; *code != '\0'; code++) seed = hash_of(seed, (uint64_t)(unsigned char)*code);
    return seed;
}

double hash_unit(uint64_t a, uint64_t b)
{
    return unit_of(hash_of(a, b));
}

stream stream_of(uint64_t seed, uint64_t key)
{
    return (stream){hash_of(seed, key)};
}

uint64_t stream_next(stream *s)
{
    s->state += golden_gamma;
    return scramble(s->state);
}

double stream_unit(stream *s)
{
    return unit_of(stream_next(s));
}

double stream_between(stream *s, double low, double high)
{
    return low + (high - low) * stream_unit(s);
}

int stream_below(stream *s, int limit)
{
    return (int)(stream_unit(s) * limit);
}

bool stream_chance(stream *s, double probability)
{
    return stream_unit(s) < probability;
}

int stream_binomial(stream *s, int trials, double probability)
{
    int successes = 0;
    for (int i = 0; i < trials; i++) successes += stream_chance(s, probability);
    return successes;
}

/* Irwin-Hall: near enough to a normal and free of libm. */
double stream_normal(stream *s)
{
    double sum = -6;
    for (int i = 0; i < 12; i++) sum += stream_unit(s);
    return sum;
}

static double smooth_step(double t)
{
    return t * t * (3 - 2 * t);
}

static double lattice_value(uint64_t seed, double i, double j)
{
    uint64_t column = (uint64_t)(int64_t)i;
    uint64_t row = (uint64_t)(int64_t)j;
    return 2 * hash_unit(hash_of(seed, column), row) - 1;
}

double noise_1d(uint64_t seed, double t)
{
    double i = floor(t);
    double w = smooth_step(t - i);
    return (1 - w) * lattice_value(seed, i, 0) + w * lattice_value(seed, i + 1, 0);
}

double noise_2d(uint64_t seed, double x, double y)
{
    double i = floor(x), j = floor(y);
    double u = smooth_step(x - i), v = smooth_step(y - j);
    double south = (1 - u) * lattice_value(seed, i, j) + u * lattice_value(seed, i + 1, j);
    double north = (1 - u) * lattice_value(seed, i, j + 1) + u * lattice_value(seed, i + 1, j + 1);
    return (1 - v) * south + v * north;
}

double exponential(double x)
{
    double power = 1 + x / 4096;
    for (int i = 0; i < 12; i++) power *= power;
    return power;
}
