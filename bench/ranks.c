/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rank sets of COUNT areas: what bench/ranks.sh measures.
 *
 *   ranks COUNT THREADS FILE    writes the scores that it ranks to FILE, estimate,error a line
 *
 * Areas are as wijken are: 50 to 10,000 youths, a tenth of them with help, some more than others. Prints `name=value` a
 * line: seconds, and the mean number of places in a set.
 */
#include "bench.h"
#include "kk/random.h"
#include "kk/ranks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void make_scores(kk_rank_score *areas, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        kk_random random;
        kk_random_init(&random, 1, i);
        double persons = round(fmin(10000, fmax(50, 1100 * exp(kk_random_normal(&random)))));
        double share = 0.1 * exp(0.35 * kk_random_normal(&random));
        areas[i] = kk_rank_score_of_share(fmin(persons, kk_random_poisson(&random, persons * share)), persons);
    }
}

static int write_scores(const kk_rank_score *areas, size_t count, const char *path)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) return 1;
    for (size_t i = 0; i < count; i++) fprintf(file, "%.17g,%.17g\n", areas[i].estimate, areas[i].error);
    return fclose(file) != 0;
}

static int rank(const kk_rank_score *areas, size_t count, bool simultaneous, int threads)
{
    const char *name = simultaneous ? "simultaneous" : "marginal";
    kk_rank_set *set = calloc(count, sizeof *set);
    const kk_rank_options options = {0.95, simultaneous, true, 1000, 1, threads};
    kk_error err;
    double places = 0, since = now_seconds();
    if (set == NULL || kk_rank_sets(areas, count, &options, set, &err) != KK_OK) return 1;
    printf("%s=%.4f\n", name, now_seconds() - since);
    for (size_t i = 0; i < count; i++) places += set[i].upper - set[i].lower + 1;
    printf("%s places=%.3f\n", name, places / (double)count);
    free(set);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 4) return 2;
    size_t count = strtoul(argv[1], NULL, 10);
    int threads = atoi(argv[2]);
    kk_rank_score *areas = calloc(count, sizeof *areas);
    if (areas == NULL) return 1;
    double since = now_seconds();
    make_scores(areas, count);
    printf("scores=%.4f\n", now_seconds() - since);
    int failed =
        write_scores(areas, count, argv[3]) || rank(areas, count, true, threads) || rank(areas, count, false, threads);
    free(areas);
    return failed;
}
