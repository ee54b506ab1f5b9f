/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_FACILITY_H
#define GENERATOR_FACILITY_H

#include "dossier.h"

/* Consultatiebureaus, schools, buurthuizen and child care. */
extern const char place_heading[];
void place_write(const dossier *d, text *rows);

/* Groups that meet there. */
extern const char activity_heading[];
void activity_write(const dossier *d, text *rows);

/* The CBS table of postcodes and house numbers, in its form of 2023. */
extern const char postcode_heading[];
void postcode_write(const dossier *d, text *rows);

/* Addresses with the number of youths that live there. */
extern const char home_heading[];
void home_write(const dossier *d, text *rows);

#endif
