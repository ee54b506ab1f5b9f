/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_KWB_H
#define GENERATOR_KWB_H

#include "table.h"
#include "territory.h"

#include <stdint.h>

typedef struct {
    encoding encoding;
    int country_copies; /* the row of the whole country holds this many times the territory */
    uint64_t seed;
} kwb_style;

/* Writes DIR/kwb.csv, Kerncijfers Wijken en Buurten as CBS publishes them, dirt included. */
void kwb_write(const territory *t, const char *directory, const kwb_style *style);

#endif
