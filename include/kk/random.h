/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Random numbers that are the same on every machine and at any number of threads: Philox 4×32-10 (Salmon, Moraes, Dror
 * and Shaw 2011), a function of seed, stream and place. Give every area, draw or replicate a stream of its own.
 */
#ifndef KK_RANDOM_H
#define KK_RANDOM_H

#include <stdint.h>

typedef struct kk_random {
    uint32_t key[2], counter[4], block[4];
    unsigned used; /* of the block */
} kk_random;

/* Streams of one seed, and those of different seeds, are independent; each has 2⁶⁶ numbers. */
void kk_random_init(kk_random *random, uint64_t seed, uint64_t stream);

uint32_t kk_random_next(kk_random *random);

/* 0 … n − 1, each as likely (Lemire 2019); n > 0. */
uint32_t kk_random_below(kk_random *random, uint32_t n);

/* Between 0 and 1, both left out: one of 2³² midpoints. */
double kk_random_uniform(kk_random *random);

/* Standard normal, by inversion. */
double kk_random_normal(kk_random *random);

/* Poisson with a mean ≥ 0, by inversion below 30, else by Hörmann's (1993) transformed rejection. */
double kk_random_poisson(kk_random *random, double mean);

/* A seed made of another and a text (FNV-1a), so that what is drawn for one thing does not depend on what else there
   is. */
uint64_t kk_random_seed(uint64_t seed, const char *text);

#endif
