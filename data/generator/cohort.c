/* SPDX-License-Identifier: EUPL-1.2 */
#include "cohort.h"

#include "cohort_outcome.h"
#include "cohort_people.h"
#include "failure.h"
#include "table.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

enum { persons_of_part = 4096, corops = 40, first_postcode = 1000, postcode_step = 2 };
enum { longest_value = 12 };

/* Of the mean number: the buurt with which there are enough adds some more. */
static const double youths_before_next = 0.82;

static const char *const sexes[] = {"Women", "Men"};
static const char *const backgrounds[BACKGROUND_COUNT] = {"No Migration Background", "Morocco", "Turkey", "Suriname",
                                                          "Dutch Caribbean",         "Other"};
static const char *const households[PARENTS_COUNT] = {"Two Parents", "Single Parent", "Other"};

typedef struct {
    int persons;
    int postcodes; /* about so many areas of four digits */
    const outcome_list *outcomes;
} style;

typedef struct {
    const territory *territory;
    const style *style;
    uint64_t seed;
    grown_up *people;
    int *postcodes; /* of each buurt */
    double *places; /* of each wijk the effect on each outcome */
} writing;

static bool begins_gemeente(const territory *t, int buurt)
{
    return buurt > 0 && territory_gemeente(t, LEVEL_BUURT, buurt) != territory_gemeente(t, LEVEL_BUURT, buurt - 1);
}

/* Neighbouring buurten of a gemeente share a postcode until there are youths enough in it. */
static int *postcodes_of(const territory *t, const style *s)
{
    const area_list *buurten = &t->levels[LEVEL_BUURT];
    int *postcodes = allocate((size_t)buurten->count, sizeof *postcodes);
    int all = 0, in_postcode = 0, postcode = first_postcode;
    for (int i = 0; i < buurten->count; i++) all += buurten->items[i].figures.youths;
    double enough = youths_before_next * all / s->postcodes;
    for (int i = 0; i < buurten->count; i++) {
        if (in_postcode > 0 && (begins_gemeente(t, i) || in_postcode > enough)) {
            postcode += postcode_step;
            in_postcode = 0;
        }
        in_postcode += buurten->items[i].figures.youths;
        postcodes[i] = postcode;
    }
    return postcodes;
}

static double draw_effect(uint64_t seed, const area *where, double deviation)
{
    stream random = area_stream(where, seed);
    return deviation * stream_normal(&random);
}

static double *places_of(const territory *t, const style *s, uint64_t seed)
{
    const area_list *wijken = &t->levels[LEVEL_WIJK];
    int count = s->outcomes->count;
    double *places = allocate((size_t)wijken->count * (size_t)count, sizeof *places);
    for (int i = 0; i < wijken->count; i++)
        for (int o = 0; o < count; o++)
            places[i * count + o] = draw_effect(seed + 100 + (uint64_t)o, &wijken->items[i], 0.3) +
                                    draw_effect(seed + 100 + (uint64_t)o, territory_gemeente(t, LEVEL_WIJK, i), 0.2);
    return places;
}

static void write_heading(table *csv, const outcome_list *outcomes)
{
    table_print(csv, "person_id,buurt_code,wijk_code,gemeente_code,postcode4,corop_code,sex,migration_background,"
                     "has_migration,type_household,income_parents_perc,wealth_parents_perc");
    for (int o = 0; o < outcomes->count; o++) table_print(csv, ",%s", outcomes->items[o].name);
    table_print(csv, "\n");
}

static void write_person(const writing *w, int number, text *rows)
{
    const grown_up *person = &w->people[number];
    const area_list *levels = w->territory->levels;
    const area *buurt = &levels[LEVEL_BUURT].items[person->buurt];
    const area *wijk = &levels[LEVEL_WIJK].items[buurt->parent];
    text_print(rows, "%d,%s,%s,%s,%d,CR%02d,%s,%s,%d,%s,%.4f,%.4f", number + 1, buurt->code, wijk->code,
               levels[LEVEL_GEMEENTE].items[wijk->parent].code, w->postcodes[person->buurt], 1 + wijk->parent % corops,
               sexes[person->is_male], backgrounds[person->background], person->background != NO_MIGRATION,
               households[person->parents], person->rank[RANK_OF_INCOME], person->rank[RANK_OF_WEALTH]);
}

/* By hand: sixty million times. */
static size_t put_hundredths(char *to, int hundredths)
{
    char digits[longest_value];
    size_t count = 0, length = 0;
    for (int rest = hundredths / 100; rest > 0 || count == 0; rest /= 10) digits[count++] = (char)('0' + rest % 10);
    while (count > 0) to[length++] = digits[--count];
    if (hundredths % 100 == 0) return length;
    to[length++] = '.';
    to[length++] = (char)('0' + hundredths / 10 % 10);
    if (hundredths % 10 != 0) to[length++] = (char)('0' + hundredths % 10);
    return length;
}

static void write_outcomes(const writing *w, int number, text *rows)
{
    const grown_up *person = &w->people[number];
    const area *buurt = &w->territory->levels[LEVEL_BUURT].items[person->buurt];
    const outcome_list *outcomes = w->style->outcomes;
    const double *places = &w->places[buurt->parent * outcomes->count];
    stream random = stream_of(w->seed + 63, (uint64_t)number);
    for (int o = 0; o < outcomes->count; o++) {
        double place = places[o] + 0.25 * buurt->inhabitants.hardship;
        outcome_value value = outcome_draw(&outcomes->items[o], person, place, &random);
        char field[1 + longest_value] = ",";
        text part = {.bytes = field, .length = 1};
        if (value.is_known) part.length += put_hundredths(field + 1, value.hundredths);
        text_append(rows, &part);
    }
    text_append(rows, &(text){.bytes = "\n", .length = 1});
}

static void write_people(const writing *w, table *csv)
{
    int parts = (w->style->persons + persons_of_part - 1) / persons_of_part;
#pragma omp parallel for ordered schedule(dynamic, 1)
    for (int part = 0; part < parts; part++) {
        text rows = {0};
        for (int i = part * persons_of_part; i < w->style->persons && i < (part + 1) * persons_of_part; i++) {
            write_person(w, i, &rows);
            write_outcomes(w, i, &rows);
        }
#pragma omp ordered
        table_append(csv, rows.bytes, rows.length);
        text_clear(&rows);
    }
}

static void write_cohort(const territory *t, const char *directory, const style *s, uint64_t seed)
{
    writing w = {.territory = t, .style = s, .seed = seed};
    w.people = grown_ups_draw(t, s->persons, seed);
    w.postcodes = postcodes_of(t, s);
    w.places = places_of(t, s, seed);
    table csv = table_open(directory, "cohort.csv", ENCODING_UTF8);
    write_heading(&csv, s->outcomes);
    write_people(&w, &csv);
    table_close(&csv);
    free(w.people);
    free(w.postcodes);
    free(w.places);
}

void cohort_write_example(const territory *t, const char *directory, uint64_t seed)
{
    style s = {cohort_of_example, 12, &outcomes_of_example};
    write_cohort(t, directory, &s, seed);
}

void cohort_write_national(const territory *t, const char *directory, int persons, uint64_t seed)
{
    style s = {persons, 4000, &outcomes_of_nation};
    write_cohort(t, directory, &s, seed);
}
