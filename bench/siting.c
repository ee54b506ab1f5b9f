/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where to place help: how near the optimum, and how fast.
 *
 *   siting DEMANDS CANDIDATES P THREADS     a country of towns, made at random
 *   siting FILE THREADS                     a p-median problem in the format of the OR-Library (J. E. Beasley)
 *
 * Exact up to 60,000 pairs, else bounded. Prints `name=value` a line: `seconds`, `objective`, `bound`, `gap` (of the
 * objective) and `is_optimal`.
 */
#include "bench.h"
#include "kk/random.h"
#include "kk/siting.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { TOWNS = 200, EXACT_PAIRS_MOST = 60000 };

static const double COUNTRY_M = 200e3, TOWN_M = 5e3;

/* ---- a country of towns ---- */

static void scatter(kk_random *random, const double *town, size_t count, double *xy)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t of = kk_random_below(random, TOWNS);
        for (size_t axis = 0; axis < 2; axis++)
            xy[2 * i + axis] = town[2 * of + axis] + TOWN_M * kk_random_normal(random);
    }
}

static void make_country(kk_siting_task *task, double *weight, float *distance, double *xy)
{
    kk_random random;
    double town[2 * TOWNS], *from = xy + 2 * task->demand_count;
    kk_random_init(&random, 1, 0);
    for (size_t t = 0; t < 2 * TOWNS; t++) town[t] = COUNTRY_M * kk_random_uniform(&random);
    scatter(&random, town, task->demand_count, xy);
    scatter(&random, town, task->candidate_count, from);
    for (size_t j = 0; j < task->demand_count; j++) weight[j] = 50 + 1000 * kk_random_uniform(&random);
    for (size_t i = 0; i < task->candidate_count; i++)
        for (size_t j = 0; j < task->demand_count; j++)
            distance[i * task->demand_count + j] =
                (float)hypot(from[2 * i] - xy[2 * j], from[2 * i + 1] - xy[2 * j + 1]);
}

/* ---- the OR-Library ---- */

/* Of an edge that is given twice the last one counts. */
static int read_edges(FILE *file, size_t nodes, size_t edges, float *distance)
{
    size_t a, b;
    float length;
    for (size_t i = 0; i < nodes * nodes; i++) distance[i] = i % (nodes + 1) == 0 ? 0 : INFINITY;
    for (size_t e = 0; e < edges; e++) {
        if (fscanf(file, "%zu %zu %f", &a, &b, &length) != 3 || a < 1 || a > nodes || b < 1 || b > nodes) return -1;
        distance[(a - 1) * nodes + b - 1] = distance[(b - 1) * nodes + a - 1] = length;
    }
    return 0;
}

static void find_shortest_paths(size_t nodes, float *distance)
{
    for (size_t via = 0; via < nodes; via++)
        for (size_t a = 0; a < nodes; a++)
            for (size_t b = 0; b < nodes; b++)
                distance[a * nodes + b] =
                    fminf(distance[a * nodes + b], distance[a * nodes + via] + distance[via * nodes + b]);
}

/* ---- measuring ---- */

static int measure(const kk_siting_task *task)
{
    bool is_small = task->demand_count * task->candidate_count <= EXACT_PAIRS_MOST;
    kk_siting_effort effort = is_small ? KK_SITING_EXACT : KK_SITING_BOUNDED;
    kk_error err = {0};
    kk_siting_result out = {
        .is_open = calloc(task->candidate_count, sizeof *out.is_open),
        .serves = calloc(task->demand_count, sizeof *out.serves),
    };
    kk_status status = KK_ERR_INTERNAL;
    double begin = now_seconds();
    if (out.is_open != NULL && out.serves != NULL) status = kk_siting_solve(task, effort, &out, &err);
    if (status == KK_OK)
        printf("seconds=%.3f\nobjective=%.10g\nbound=%.10g\ngap=%.6f\nis_optimal=%d\n", now_seconds() - begin,
               out.objective, out.bound, (out.objective - out.bound) / out.objective, out.is_optimal);
    else
        fprintf(stderr, "siting: %s\n", err.message);
    free(out.is_open);
    free(out.serves);
    return (int)status;
}

static int measure_country(char **argument)
{
    kk_siting_task task = {.goal = KK_SITING_MEDIAN, .beyond = 1e6, .seed = 1};
    task.demand_count = strtoul(argument[0], NULL, 10);
    task.candidate_count = strtoul(argument[1], NULL, 10);
    task.p = strtoul(argument[2], NULL, 10);
    task.threads = atoi(argument[3]);
    double *weight = malloc(task.demand_count * sizeof *weight);
    double *xy = malloc(2 * (task.demand_count + task.candidate_count) * sizeof *xy);
    float *distance = malloc(task.demand_count * task.candidate_count * sizeof *distance);
    int failed = EXIT_FAILURE;
    if (weight != NULL && xy != NULL && distance != NULL) {
        make_country(&task, weight, distance, xy);
        task.weight = weight;
        task.distance = distance;
        failed = measure(&task);
    }
    free(weight);
    free(xy);
    free(distance);
    return failed;
}

static int measure_file(FILE *file, int threads)
{
    size_t nodes, edges, p;
    if (fscanf(file, "%zu %zu %zu", &nodes, &edges, &p) != 3) return EXIT_FAILURE;
    double *weight = malloc(nodes * sizeof *weight);
    float *distance = malloc(nodes * nodes * sizeof *distance);
    int failed = EXIT_FAILURE;
    if (weight != NULL && distance != NULL && read_edges(file, nodes, edges, distance) == 0) {
        find_shortest_paths(nodes, distance);
        for (size_t j = 0; j < nodes; j++) weight[j] = 1;
        kk_siting_task task = {KK_SITING_MEDIAN, nodes, nodes, weight, distance, NULL, NULL, p, 1e6, 0, 1, threads};
        failed = measure(&task);
    }
    free(weight);
    free(distance);
    return failed;
}

int main(int argc, char **argv)
{
    if (argc == 5) return measure_country(argv + 1);
    FILE *file = argc == 3 ? fopen(argv[1], "r") : NULL;
    if (file == NULL) {
        fputs("usage: siting DEMANDS CANDIDATES P THREADS | siting FILE THREADS\n", stderr);
        return EXIT_FAILURE;
    }
    int failed = measure_file(file, atoi(argv[2]));
    fclose(file);
    return failed;
}
