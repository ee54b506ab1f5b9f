/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_POPULATION_H
#define GENERATOR_POPULATION_H

#include "random.h"
#include "youth.h"

enum { care_year_count = 2, care_first_year = 2022 };

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
    int of_23;
    int of_24;
    int unborn;
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
    double expected_in_need;
    int care[care_year_count][CARE_FORM_COUNT][CARE_MEASURE_COUNT];
} figures;

figures figures_draw(const profile *p, stream *random);
void figures_add(figures *sum, const figures *part);

#endif
