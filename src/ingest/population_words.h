/* SPDX-License-Identifier: EUPL-1.2 */
/* Ages and sexes as they are written in files of a population. */
#ifndef KK_POPULATION_WORDS_H
#define KK_POPULATION_WORDS_H

#include "kk/intake.h"

typedef enum kk_population_sex { KK_COUNT_MALE, KK_COUNT_FEMALE, KK_COUNT_TOTAL, KK_COUNT_SEXES } kk_population_sex;

enum {
    KK_AGE_ASIDE = -1, /* all ages together, or a band of them */
    KK_AGE_BAD = -2
};

/* "7", "7 jaar", StatLine's 10010 (0 years), 10100 (1 year) … → the age; "Totaal", 10000, "5 tot 10 jaar",
   "95 jaar of ouder" → KK_AGE_ASIDE. */
int kk_age_parse(kk_cell cell);

/* "M", "man", "mannen", "1", StatLine's 3000 …; "T", "totaal", T001038 …; blank: total. False for another word. */
bool kk_population_sex_parse(kk_cell cell, kk_population_sex *sex);

/* The header of a column that holds one age: "7", "leeftijd_7", "M07", "vrouwen 7 jaar". */
bool kk_age_header_parse(kk_cell cell, int *age, kk_population_sex *sex);

#endif
