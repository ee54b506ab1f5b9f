/* SPDX-License-Identifier: EUPL-1.2 */
/* The maps of tests/reference/bym2/data.csv. */
#ifndef KK_TESTS_BYM2_SETS_H
#define KK_TESTS_BYM2_SETS_H

#include "unit/check.h"

#include "kk/bym2.h"

enum { SET_AREAS_MAX = 64, SET_LINKS_MAX = 16 * SET_AREAS_MAX };

typedef struct reference_set {
    kk_rate_family family;
    double events[SET_AREAS_MAX], exposure[SET_AREAS_MAX];
    uint32_t begin[SET_AREAS_MAX + 1], neighbour[SET_LINKS_MAX];
    kk_neighbours neighbours;
} reference_set;

static inline kk_bym2_data set_data(const reference_set *of)
{
    return (kk_bym2_data){{of->events, of->exposure}, &of->neighbours, of->family};
}

static inline void set_read(reference_set *of, const char *name)
{
    FILE *file = fopen("tests/reference/bym2/data.csv", "r");
    assert_non_null(file);
    char line[256], set[16], family[16];
    int at;
    *of = (reference_set){.neighbours = {0, of->begin, of->neighbour}};
    while (fgets(line, sizeof line, file) != NULL) {
        size_t i = of->neighbours.count;
        if (sscanf(line, "%15[^,],%15[^,],%*d,%lf,%lf,%n", set, family, &of->events[i], &of->exposure[i], &at) != 4 ||
            strcmp(set, name) != 0)
            continue;
        of->family = strcmp(family, "poisson") == 0 ? KK_RATE_POISSON : KK_RATE_BINOMIAL;
        uint32_t links = of->begin[i];
        char *rest = line + at, *end;
        for (unsigned long j; (j = strtoul(rest, &end, 10)) > 0; rest = end) of->neighbour[links++] = (uint32_t)j - 1;
        of->begin[++of->neighbours.count] = links;
    }
    fclose(file);
    assert_true(of->neighbours.count > 50);
}

#endif
