/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_YOUTH_H
#define GENERATOR_YOUTH_H

#include "random.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum {
    CARE_ALL,
    CARE_JEUGDHULP,
    CARE_WITHOUT_STAY,
    CARE_WITH_STAY,
    CARE_BESCHERMING,
    CARE_RECLASSERING,
    CARE_FORM_COUNT
} care_form;

typedef enum {
    BY_GEMEENTE,
    BY_HUISARTS,
    BY_JEUGDARTS,
    BY_INSTELLING,
    BY_SPECIALIST,
    BY_RECHTER,
    BY_NOBODY,
    BY_UNKNOWN,
    REFERRER_COUNT
} referrer;

typedef enum { AGE_0_4, AGE_4_12, AGE_12_18, AGE_18_23, AGE_BAND_COUNT } age_band;
typedef enum { ONE_PARENT, TWO_PARENTS, OTHER_HOUSEHOLD, HOUSEHOLD_KIND_COUNT } household_kind;

/* What a buurt is like; the truth that its figures are drawn from. */
typedef struct {
    int persons;
    double youth_share; /* of persons: under 23 */
    double care_share;  /* of youths: with jeugdzorg in 2023; what use comes to */
    double need_share;  /* of youths: who would be helped by it; use follows need and what is on offer */
    double hardship;    /* about standard normal; high is poor */
    double urbanity;    /* 0 farmland … 1 city centre */
} profile;

enum { first_year_of_care = 2021, years_of_care = 3, last_year_of_care = 2023, most_trajecten = 2 };

typedef struct {
    uint8_t trajecten;
    uint8_t referrers[most_trajecten];
} form_care;

typedef struct {
    bool has_any;
    form_care forms[CARE_FORM_COUNT]; /* of without stay, with stay, bescherming, reclassering */
} year_of_care;

typedef struct {
    int age; /* at the end of 2023: 0–22, 23 for who was under 23 in 2022, -1 for who is born in 2024 */
    household_kind household;
    year_of_care years[years_of_care];
} youth;

typedef struct {
    int youths; /* under 23 */
    int of_23;
    int of_24;
    int unborn; /* born in 2024 */
} crowd;

typedef void youth_visitor(void *context, const youth *y);

/* Draws the young people of an area and shows those of -1 … 23 years one by one, first the crowd.youths under 23.
 * The same profile and stream give the same youths. */
crowd youths_draw(const profile *p, stream *random, youth_visitor *visit, void *context);

int age_in_year(const youth *y, int year); /* at the end of it; year 0 is first_year_of_care */
age_band band_of_age(int age);

#endif
