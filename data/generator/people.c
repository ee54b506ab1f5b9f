/* SPDX-License-Identifier: EUPL-1.2 */
#include "people.h"

#include "calendar.h"
#include "failure.h"

#include <stdlib.h>

enum { most_children = 4 };
static const double chance_of_family_size[most_children] = {0.40, 0.83, 0.97, 1};

typedef struct {
    people *all;
    stream random;
    int open_family[HOUSEHOLD_KIND_COUNT]; /* that more children belong to */
    int room[HOUSEHOLD_KIND_COUNT];
} settling;

static int draw_family_size(household_kind kind, stream *random)
{
    if (kind == OTHER_HOUSEHOLD) return 1;
    double u = stream_unit(random);
    int size = 1;
    while (u >= chance_of_family_size[size - 1]) size++;
    return size;
}

static int join_family(settling *s, household_kind kind)
{
    if (s->room[kind] == 0) {
        s->open_family[kind] = s->all->family_count++;
        s->room[kind] = draw_family_size(kind, &s->random);
    }
    s->room[kind]--;
    return s->open_family[kind];
}

static int draw_birth(int age, stream *random)
{
    int first = first_day_of(last_year_of_care - age), days = first_day_of(last_year_of_care - age + 1) - first;
    return first + stream_below(random, days);
}

static void settle_youth(void *context, const youth *y)
{
    settling *s = context;
    person *p = &s->all->items[s->all->count];
    *p = (person){.youth = *y, .number = s->all->home->first_person + s->all->count, .address = -1};
    p->birth = draw_birth(y->age, &s->random);
    p->is_male = stream_chance(&s->random, 0.512);
    p->family = join_family(s, y->household);
    s->all->count++;
}

static void give_addresses(people *all)
{
    int addresses = all->home->address_count;
    for (int i = 0; i < all->count && addresses > 0; i++) {
        int64_t family = all->items[i].family;
        all->items[i].address =
            all->family_count <= addresses ? (int)(family * addresses / all->family_count) : (int)(family % addresses);
    }
}

/* Who is young is one of the persons, and the unborn are no more than those. */
static size_t room_for_people(const domicile *home)
{
    return (size_t)home->area->inhabitants.persons * 2;
}

void people_init(people *p, const domicile *home, uint64_t seed)
{
    *p = (people){.home = home, .items = allocate(room_for_people(home), sizeof *p->items)};
    settling s = {.all = p, .random = stream_of(seed + 32, (uint64_t)home->first_person)};
    stream random = area_stream(home->area, seed);
    p->crowd = youths_draw(&home->area->inhabitants, &random, settle_youth, &s);
    give_addresses(p);
}

void people_clear(people *p)
{
    free(p->items);
    *p = (people){0};
}

stream person_stream(const person *p, uint64_t seed, uint64_t topic)
{
    return stream_of(hash_of(seed, topic), (uint64_t)p->number);
}

/* One to one, and no order left: the factor has no divisor in common with the range. */
static int64_t scattered(int number, int64_t factor, int64_t range)
{
    return number * factor % range;
}

/* Of the ten numbers that begin with the same seven digits at least nine have a last digit that meets the proof. */
int bsn_of(const person *p)
{
    static const int digits_before = 1000000, valid_of_ten = 9;
    int64_t n = scattered(p->number, 7654321, (int64_t)digits_before * valid_of_ten);
    int begin = 9 * digits_before + (int)(n / valid_of_ten), left = (int)(n % valid_of_ten);
    int sum = 0;
    for (int digit = 0, rest = begin; digit < 7; digit++, rest /= 10) sum += (digit + 3) * (rest % 10);
    for (int eighth = 0;; eighth++) {
        int last = (sum + 2 * eighth) % 11;
        if (last < 10 && left-- == 0) return (begin * 10 + eighth) * 10 + last;
    }
}

int jgz_number_of(const person *p)
{
    return 10000000 + (int)scattered(p->number, 3333331, 90000000);
}

int family_number_of(const person *p, const people *all)
{
    return 1000000 + all->home->first_person + p->family;
}
