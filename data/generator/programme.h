/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_PROGRAMME_H
#define GENERATOR_PROGRAMME_H

#include <stdbool.h>
#include <stdint.h>

/* A preventive programme. Not every gemeente has all. */
typedef struct {
    const char *name;
    const char *organisation;
    int first_month, end_month; /* of age, for whom it is */
    double part;                /* of them that take part in a year where it is on offer */
} programme;

enum { programme_count = 6 };
extern const programme programmes[programme_count];

bool programme_is_on_offer(int number, const char *code_of_wijk, uint64_t seed);

#endif
