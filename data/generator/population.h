/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_POPULATION_H
#define GENERATOR_POPULATION_H

#include "random.h"

enum { care_year_count = 2, care_first_year = 2022 };

typedef enum {
    CARE_ALL,
    CARE_JEUGDHULP,
    CARE_WITHOUT_STAY,
    CARE_WITH_STAY,
    CARE_BESCHERMING,
    CARE_RECLASSERING,
    CARE_FORM_COUNT
} care_form;

/* In the order of the StatLine columns. */
typedef enum {
    CARE_YOUTHS,
    CARE_AGE_0_4,
    CARE_AGE_4_12,
    CARE_AGE_12_18,
    CARE_AGE_18_23,
    CARE_ONE_PARENT,
    CARE_TWO_PARENTS,
    CARE_OTHER_HOUSEHOLD,
    CARE_TRAJECTEN,
    CARE_BY_GEMEENTE,
    CARE_BY_HUISARTS,
    CARE_BY_JEUGDARTS,
    CARE_BY_INSTELLING,
    CARE_BY_SPECIALIST,
    CARE_BY_RECHTER,
    CARE_BY_NOBODY,
    CARE_BY_UNKNOWN,
    CARE_MEASURE_COUNT
} care_measure;

/* What a buurt is like; the truth that its figures are drawn from. */
typedef struct {
    int persons;
    double youth_share; /* of persons: under 23 */
    double care_share;  /* of youths: with jeugdzorg in 2023 */
    double hardship;    /* about standard normal; high is poor */
    double urbanity;    /* 0 farmland … 1 city centre */
} profile;

/* True counts, all of which add up over areas. */
typedef struct {
    int persons;
    int men;
    int age_0_14;
    int age_15_24;
    int age_25_44;
    int age_45_64;
    int age_65_plus;
    int youths; /* under 23 */
    int households;
    int one_person_households;
    int households_with_children;
    int single_family_homes;
    int owned_homes;
    int low_income;
    int high_income;
    int little_purchasing_power;
    int under_social_minimum;
    int under_110_percent;
    int under_120_percent;
    double income_thousands; /* standardised, summed over households */
    double wealth_thousands;
    double home_value_thousands;
    int social_assistance;
    int wmo_clients;
    double expected_in_care; /* sum of the youths' probabilities */
    int care[care_year_count][CARE_FORM_COUNT][CARE_MEASURE_COUNT];
} figures;

figures figures_draw(const profile *p, stream *random);
void figures_add(figures *sum, const figures *part);

#endif
