/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_HELP_H
#define GENERATOR_HELP_H

#include "youth.h"

/* A kind of help within a form, as the protocols and the declarations name it. */
typedef struct {
    care_form form;
    double part;      /* of the trajecten of its form */
    const char *code; /* Beleidsinformatie Jeugd: form of help, or measure */
    const char *category;
    const char *product; /* local */
    int euros_a_month;
    bool is_accessible; /* without a decision, and paid as a lump sum */
} help;

const help *help_draw(care_form form, stream *random);

/* Writes DIR/productcodes.csv: the form of help of local products. */
void product_codes_write(const char *directory);

/* Who gives it: a number below provider_count, of those that work in the gemeente. */
int provider_draw(const help *h, int gemeente, int provider_count, stream *random);

typedef struct {
    char agb[9];
    char name[64];
} provider;

/* A provider; the wijkteams of the gemeenten come after the others. */
provider provider_of(int number, int provider_count);

#endif
