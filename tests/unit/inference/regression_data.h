/* SPDX-License-Identifier: EUPL-1.2 */
/* Areas to fit: of a reference file, or drawn from a world whose coefficients are known. */
#ifndef KK_TESTS_REGRESSION_DATA_H
#define KK_TESTS_REGRESSION_DATA_H

#include "unit/check.h"

#include "kk/random.h"
#include "kk/regression.h"

enum { ROWS_MAX = 3500, TERMS_MAX = 6 };

typedef struct sample {
    kk_regression_data data;
    double events[ROWS_MAX], exposure[ROWS_MAX], determinant[TERMS_MAX][ROWS_MAX];
    const double *of[TERMS_MAX];
} sample;

static inline void sample_init(sample *s, size_t count, size_t terms)
{
    for (size_t j = 0; j < TERMS_MAX; j++) s->of[j] = s->determinant[j];
    s->data = (kk_regression_data){count, terms, s->events, s->exposure, s->of};
}

/* Lines of: a name, events, exposure, a figure of each term. Every `every`th of them. */
static inline void sample_read(sample *s, const char *path, size_t terms, size_t every)
{
    char line[500];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    size_t count = 0;
    for (size_t row = 0; fgets(line, sizeof line, file) != NULL; row++) {
        if (row % every != 0) continue;
        char *at = strchr(line, ',');
        s->events[count] = strtod(at + 1, &at);
        s->exposure[count] = strtod(at + 1, &at);
        for (size_t j = 0; j < terms; j++) s->determinant[j][count] = strtod(at + 1, &at);
        count++;
    }
    fclose(file);
    sample_init(s, count, terms);
}

/* A gamma factor with mean 1 and variance 1/shape, shape whole. */
static inline double draw_factor(kk_random *random, int shape)
{
    double sum = 0;
    for (int k = 0; k < shape; k++) sum -= log(kk_random_uniform(random));
    return sum / shape;
}

/* log rate = log 0.08 + 0.3 x₀ − 0.2 x₁, and of each area a factor of its own (`shape` 0: none); the true rates, and
   those the determinants make, where asked for. */
static inline void sample_draw(sample *s, size_t count, int shape, uint64_t seed, double *truth, double *expected)
{
    kk_random random;
    kk_random_init(&random, seed, 0);
    sample_init(s, count, 2);
    for (size_t i = 0; i < count; i++) {
        s->determinant[0][i] = kk_random_normal(&random);
        s->determinant[1][i] = 0.5 * s->determinant[0][i] + kk_random_normal(&random);
        s->exposure[i] = 50 + floor(1500 * kk_random_uniform(&random) * kk_random_uniform(&random));
        double rate = 0.08 * exp(0.3 * s->determinant[0][i] - 0.2 * s->determinant[1][i]);
        double own = shape == 0 ? rate : rate * draw_factor(&random, shape);
        s->events[i] = kk_random_poisson(&random, s->exposure[i] * own);
        if (truth != NULL) truth[i] = own;
        if (expected != NULL) expected[i] = rate;
    }
}

static inline kk_regression fit_of(const sample *s, kk_regression_family family, kk_arena *arena)
{
    kk_regression fit;
    kk_error err = {0};
    assert_int_equal(kk_regression_fit(&s->data, family, arena, &fit, &err), KK_OK);
    return fit;
}

#endif
