/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * kernels_native generate CASES >tapes — made-up tasks for the kernels, edges among them
 * kernels_native run <tapes >results — the shim on the engine's own objects
 *
 * A tape is doubles: what is asked (0: an index, 1: a division), how many go in, how many come out, and what goes in. A
 * result is what the shim returned and what came out. viewer/tests/kernels.mjs plays the same tapes in WebAssembly.
 */
#include "shim.h"

#include "kk/guide_types.h"
#include "kk/random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AREAS_MOST = 400, INDICATORS_MOST = 6, THEMES_MOST = 3, LIST_MOST = 8 + 3 + 18 + 7 * AREAS_MOST };

static double list[LIST_MOST];
static size_t length;

static void add(double x)
{
    list[length++] = x;
}

static void write_tape(double what, size_t results)
{
    const double head[3] = {what, (double)length, (double)results};
    fwrite(head, sizeof *head, 3, stdout);
    fwrite(list, sizeof *list, length, stdout);
    length = 0;
}

static double uniform(kk_random *random, double from, double to)
{
    return from + (to - from) * kk_random_uniform(random);
}

static size_t whole(kk_random *random, size_t count)
{
    return (size_t)(kk_random_uniform(random) * (double)count) % count;
}

/* One area, a few, or many. */
static size_t draw_count(kk_random *random)
{
    static const size_t counts[] = {1, 2, 3, 5, 12, 13, 60, AREAS_MOST};
    return counts[whole(random, sizeof counts / sizeof *counts)];
}

/* ---- an index ---- */

enum { SORTS = 7 };
static double draw_value(kk_random *random, size_t sort)
{
    switch (sort) {
    case 0:
        return 12.3; /* all equal */
    case 1:
        return floor(uniform(random, 0, 4)); /* ties and zeros */
    case 2:
        return round(uniform(random, 0, 1000)) / 10; /* as CBS publishes */
    case 3:
        return exp(uniform(random, -30, 30));
    case 4:
        return uniform(random, -1, 1) * 1e-9;
    case 5:
        return 0;
    default:
        return kk_random_normal(random);
    }
}

static void draw_values(kk_random *random, size_t areas)
{
    size_t sort = whole(random, SORTS);
    double missing = whole(random, 3) == 0 ? uniform(random, 0, 1.1) : 0;
    for (size_t i = 0; i < areas; i++) add(kk_random_uniform(random) < missing ? NAN : draw_value(random, sort));
}

static void draw_youths(kk_random *random, size_t areas)
{
    bool some = whole(random, 2) == 0, none = whole(random, 20) == 0;
    for (size_t i = 0; i < areas; i++)
        add(none || (some && whole(random, 5) == 0) ? 0 : floor(exp(uniform(random, 0, 9))));
}

static void make_index(kk_random *random, size_t number)
{
    size_t areas = draw_count(random), themes = 1 + whole(random, THEMES_MOST);
    size_t indicators = themes + whole(random, INDICATORS_MOST - themes + 1);
    const double head[] = {(double)areas,        (double)indicators,       (double)themes,
                           (double)(number % 5), (double)(number / 5 % 3), (double)(number / 15 % 3),
                           uniform(random, 0, 1)};
    for (size_t k = 0; k < sizeof head / sizeof *head; k++) add(head[k]);
    for (size_t t = 0; t < themes; t++) add(uniform(random, 0.01, 3));
    for (size_t j = 0; j < indicators; j++) {
        add((double)(j % themes));
        add(uniform(random, 0.01, 3));
        add((double)whole(random, 2));
    }
    draw_youths(random, areas);
    for (size_t j = 0; j < indicators; j++) draw_values(random, areas);
    write_tape(0, 1 + indicators + areas * (1 + themes + 2 * indicators));
}

/* ---- a division ---- */

static double draw_need(kk_random *random, size_t sort)
{
    if (sort == 0) return 0;
    if (sort == 1) return 50;
    return sort == 2 ? floor(uniform(random, 0, 5)) : uniform(random, 0, 100);
}

static void make_division(kk_random *random, size_t number)
{
    size_t areas = draw_count(random), sort = whole(random, 6);
    double youths = 0, euro = whole(random, 4) == 0 ? 2 : 100, per_youth = exp(uniform(random, -3, 8));
    static double people[AREAS_MOST];
    for (size_t i = 0; i < areas; i++) youths += people[i] = floor(exp(uniform(random, 0, 9)));
    bool has_floor = number / 42 % 2 == 1, has_ceiling = number / 84 % 2 == 1, is_equal = whole(random, 10) == 0;
    const double head[] = {(double)areas,
                           (double)(number % 7),
                           whole(random, 25) == 0 ? 0 : floor(youths * per_youth * euro),
                           euro,
                           has_floor ? per_youth * uniform(random, 0, 1.02) : NAN,
                           has_ceiling ? per_youth * uniform(random, 0.98, 4) : NAN,
                           uniform(random, 0, 1),
                           (double)(1 + whole(random, 8)),
                           (double)(number / 7 % 2),
                           floor(uniform(random, 0, 7)) / 2,
                           per_youth * uniform(random, 0.1, 4),
                           (double)(number / 14 % 3),
                           1};
    for (size_t k = 0; k < sizeof head / sizeof *head; k++) add(head[k]);
    for (size_t i = 0; i < areas; i++) add(people[i]);
    for (size_t i = 0; i < areas; i++) add(draw_need(random, sort));
    for (size_t i = 0; i < areas; i++)
        add(floor(people[i] * per_youth * euro * (is_equal ? 1 : uniform(random, 0, 2))));
    write_tape(1, 5 * areas);
}

static void generate(size_t cases)
{
    for (size_t number = 0; number < cases; number++) {
        kk_random random;
        kk_random_init(&random, 8, number);
        if (number % 2 == 0)
            make_index(&random, number / 2);
        else
            make_division(&random, number / 2);
    }
}

/* ---- running ---- */

static bool run_tape(const double *head)
{
    size_t count = (size_t)head[1], results = (size_t)head[2];
    kernel_reset();
    double *in = kernel_list(count), *out = kernel_list(results);
    if (in == NULL || out == NULL || fread(in, sizeof *in, count, stdin) != count) return false;
    double answer = head[0] > 0 ? kernel_divide(in, out) : kernel_index(in, out);
    return fwrite(&answer, sizeof answer, 1, stdout) == 1 && fwrite(out, sizeof *out, results, stdout) == results;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "generate") == 0) {
        generate((size_t)atol(argv[2]));
        return fflush(stdout) == 0 ? 0 : 1;
    }
    double head[3];
    while (fread(head, sizeof head, 1, stdin) == 1)
        if (!run_tape(head)) return 1;
    return fflush(stdout) == 0 ? 0 : 1;
}
