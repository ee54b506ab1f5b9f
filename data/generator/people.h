/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_PEOPLE_H
#define GENERATOR_PEOPLE_H

#include "domicile.h"
#include "youth.h"

typedef struct {
    youth youth;
    int number; /* among the young people of all */
    int birth;
    bool is_male;
    int family;  /* from 0 in its domicile */
    int address; /* likewise; -1 without */
} person;

/* The young people of a domicile, the same that its figures count. */
typedef struct {
    const domicile *home;
    person *items;
    int count;
    int family_count;
    crowd crowd;
} people;

void people_init(people *p, const domicile *home, uint64_t seed);
void people_clear(people *p);

/* The stream of what one person does, apart for every topic. */
stream person_stream(const person *p, uint64_t seed, uint64_t topic);

/* Numbers that nobody has: a BSN that begins with 9 and meets the 11-proof, the JGZ's own number of a child. */
int bsn_of(const person *p);
int jgz_number_of(const person *p);
int family_number_of(const person *p, const people *all);

#endif
