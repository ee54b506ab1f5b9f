/* SPDX-License-Identifier: EUPL-1.2 */
#include "ages.h"

#include "failure.h"
#include "random.h"
#include "table.h"

#include <stdlib.h>

enum { first_year = 2022, last_year = 2023, oldest_published = 26 };
static const double part_of_25_44 = 1.0 / 20;

static void add_adults(ages *a, int age, int persons, stream *random)
{
    int men = stream_binomial(random, persons, 0.5);
    a->count[age - lowest_age][0] += men;
    a->count[age - lowest_age][1] += persons - men;
}

ages ages_count(const people *all, uint64_t seed)
{
    const area *where = all->home->area;
    stream random = stream_of(seed + 64, (uint64_t)all->home->first_person);
    ages a = {0};
    for (int i = 0; i < all->count; i++) a.count[all->items[i].youth.age - lowest_age][!all->items[i].is_male]++;
    add_adults(&a, 24, all->crowd.of_24, &random);
    if (all->home->buurt == no_label) return a;
    for (int age = 25; age <= highest_age; age++)
        add_adults(&a, age, stream_binomial(&random, where->figures.age_25_44, part_of_25_44), &random);
    return a;
}

static void add(ages *sum, const ages *part)
{
    for (int i = 0; i < age_count; i++)
        for (int sex = 0; sex < 2; sex++) sum->count[i][sex] += part->count[i][sex];
}

typedef struct {
    ages *levels[LEVEL_COUNT]; /* by area */
} totals;

static totals totals_of(const domiciles *where, const ages *items)
{
    const territory *t = where->territory;
    totals sum;
    for (int l = 0; l < LEVEL_COUNT; l++) sum.levels[l] = allocate((size_t)t->levels[l].count, sizeof(ages));
    for (int i = 0; i < where->count; i++) {
        const domicile *home = &where->items[i];
        add(&sum.levels[LEVEL_GEMEENTE][home->gemeente_number], &items[i]);
        if (home->wijk == NULL) continue;
        add(&sum.levels[LEVEL_WIJK][home->wijk - t->levels[LEVEL_WIJK].items], &items[i]);
        add(&sum.levels[LEVEL_BUURT][home->buurt], &items[i]);
    }
    return sum;
}

static void totals_clear(totals *sum)
{
    for (int l = 0; l < LEVEL_COUNT; l++) free(sum->levels[l]);
}

/* Who is of an age at the end of a year before is one older at the end of the last. */
static void print_people(table *csv, const area *a, const ages *of)
{
    for (int year = first_year; year <= last_year; year++)
        for (int age = 0; age <= oldest_published; age++) {
            const int *count = of->count[age + last_year - year - lowest_age];
            table_print(csv, "%s;%d;%d;M;%d\n%s;%d;%d;V;%d\n", a->code, year, age, count[0], a->code, year, age,
                        count[1]);
        }
}

static void print_births(table *csv, const area *a, const ages *of)
{
    for (int year = first_year; year <= last_year + 1; year++) {
        const int *count = of->count[last_year - year - lowest_age];
        table_print(csv, "%s;%d;%d\n", a->code, year, count[0] + count[1]);
    }
}

typedef void ages_printer(table *csv, const area *a, const ages *of);

static void print_areas(table *csv, const territory *t, const totals *sum, ages_printer *print)
{
    for (int l = 0; l < LEVEL_COUNT; l++)
        for (int i = 0; i < t->levels[l].count; i++)
            if (!t->levels[l].items[i].is_water) print(csv, &t->levels[l].items[i], &sum->levels[l][i]);
}

void ages_write(const domiciles *where, const ages *items, const char *directory)
{
    totals sum = totals_of(where, items);
    table inhabitants = table_open(directory, "bevolking.csv", ENCODING_UTF8);
    table_print(&inhabitants, "gebied;jaar;leeftijd;geslacht;aantal\n");
    print_areas(&inhabitants, where->territory, &sum, print_people);
    table_close(&inhabitants);
    table births = table_open(directory, "geboorten.csv", ENCODING_UTF8);
    table_print(&births, "gebied;jaar;geboorten\n");
    print_areas(&births, where->territory, &sum, print_births);
    table_close(&births);
    totals_clear(&sum);
}
