/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_RANDOM_H
#define GENERATOR_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint64_t state;
} stream;

/* Streams of different keys are independent, so that one area's draws never shift another's. */
stream stream_of(uint64_t seed, uint64_t key);

uint64_t stream_next(stream *s);
double stream_unit(stream *s); /* [0, 1) */
double stream_between(stream *s, double low, double high);
int stream_below(stream *s, int limit); /* 0 … limit - 1 */
bool stream_chance(stream *s, double probability);
int stream_binomial(stream *s, int trials, double probability);
double stream_normal(stream *s);

uint64_t hash_of(uint64_t a, uint64_t b);
uint64_t hash_of_code(uint64_t seed, const char *code);
double hash_unit(uint64_t a, uint64_t b);

/* Smooth value noise in [-1, 1]; one lattice step is one unit. */
double noise_1d(uint64_t seed, double t);
double noise_2d(uint64_t seed, double x, double y);

/* e^x from multiplications alone: the same bits on every machine, which libm does not promise. */
double exponential(double x);

#endif
