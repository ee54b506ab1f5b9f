/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/random.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

void kk_random_init(kk_random *random, uint64_t seed, uint64_t stream)
{
    *random = (kk_random){
        .key = {(uint32_t)seed, (uint32_t)(seed >> 32)},
        .counter = {0, 0, (uint32_t)stream, (uint32_t)(stream >> 32)},
        .used = 4,
    };
}

static void fill_block(kk_random *random)
{
    uint32_t c0 = random->counter[0], c1 = random->counter[1], c2 = random->counter[2], c3 = random->counter[3];
    uint32_t k0 = random->key[0], k1 = random->key[1];
    for (int round = 0; round < 10; round++, k0 += 0x9E3779B9u, k1 += 0xBB67AE85u) {
        uint64_t a = 0xD2511F53u * (uint64_t)c0, b = 0xCD9E8D57u * (uint64_t)c2;
        uint32_t next0 = (uint32_t)(b >> 32) ^ c1 ^ k0, next2 = (uint32_t)(a >> 32) ^ c3 ^ k1;
        c1 = (uint32_t)b;
        c3 = (uint32_t)a;
        c0 = next0;
        c2 = next2;
    }
    random->block[0] = c0;
    random->block[1] = c1;
    random->block[2] = c2;
    random->block[3] = c3;
    random->used = 0;
    if (++random->counter[0] == 0) random->counter[1]++;
}

uint32_t kk_random_next(kk_random *random)
{
    if (random->used == 4) fill_block(random);
    return random->block[random->used++];
}

uint32_t kk_random_below(kk_random *random, uint32_t n)
{
    uint64_t product = (uint64_t)kk_random_next(random) * n;
    if ((uint32_t)product < n) {
        uint32_t least = (uint32_t)(0u - n) % n;
        while ((uint32_t)product < least) product = (uint64_t)kk_random_next(random) * n;
    }
    return (uint32_t)(product >> 32);
}

double kk_random_uniform(kk_random *random)
{
    return ((double)kk_random_next(random) + 0.5) * 0x1p-32;
}

double kk_random_normal(kk_random *random)
{
    return gsl_cdf_ugaussian_Pinv(kk_random_uniform(random));
}

static double poisson_by_inversion(kk_random *random, double mean)
{
    double u = kk_random_uniform(random), p = exp(-mean), sum = p, k = 0;
    while (u > sum && k < 1000) {
        k++;
        p *= mean / k;
        sum += p;
    }
    return k;
}

static double poisson_by_rejection(kk_random *random, double mean)
{
    double b = 0.931 + 2.53 * sqrt(mean), a = -0.059 + 0.02483 * b;
    double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), most_v = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
        double u = kk_random_uniform(random) - 0.5, v = kk_random_uniform(random), us = 0.5 - fabs(u);
        double k = floor((2 * a / us + b) * u + mean + 0.43);
        if (us >= 0.07 && v <= most_v) return k;
        if (k < 0 || (us < 0.013 && v > us)) continue;
        if (log(v) + log(inverse_alpha) - log(a / (us * us) + b) <= -mean + k * log(mean) - lgamma(k + 1)) return k;
    }
}

double kk_random_poisson(kk_random *random, double mean)
{
    return mean < 30 ? poisson_by_inversion(random, mean) : poisson_by_rejection(random, mean);
}

uint64_t kk_random_seed(uint64_t seed, const char *text)
{
    uint64_t hash = 0xcbf29ce484222325u ^ seed;
    for (; *text != '\0'; text++) hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    return hash;
}
