/* SPDX-License-Identifier: EUPL-1.2 */
#include "domicile.h"

#include "failure.h"
#include "plane.h"
#include "random.h"

#include <stdio.h>
#include <stdlib.h>

enum { addresses_of_postcode = 20, most_tries = 12 };
static const double house_width = 9, street_offset = 60;

/* Without letters that are read wrongly, and without S: no postcode ends in SA, SD or SS. */
static const char letters[] = "ABCDEGHJKLMNPRTVWXZ";
enum { letter_count = sizeof letters - 1, postcodes_of_digits = letter_count * letter_count };
enum { addresses_of_digits = postcodes_of_digits * addresses_of_postcode, last_digits = 9999 };

static int address_count_of(const area *a)
{
    return a->figures.persons > 0 && a->figures.households == 0 ? 1 : a->figures.households;
}

static int young_people_of(const figures *f)
{
    return f->youths + f->of_23 + f->unborn;
}

/* A gemeente counts its buurten; what is left has no address. */
static int young_people_without_address(const area *gemeente, uint64_t seed)
{
    stream random = area_stream(gemeente, seed);
    figures f = figures_draw(&gemeente->inhabitants, &random);
    return young_people_of(&f);
}

static domicile *add(domiciles *d, const area *a, int people)
{
    domicile *added = &d->items[d->count++];
    *added = (domicile){.area = a, .buurt = no_label, .first_person = d->person_count};
    d->person_count += people;
    return added;
}

static void add_buurten(domiciles *d, int *addresses_of_wijk)
{
    const area_list *wijken = &d->territory->levels[LEVEL_WIJK], *buurten = &d->territory->levels[LEVEL_BUURT];
    for (int i = 0; i < buurten->count; i++) {
        const area *buurt = &buurten->items[i];
        if (buurt->is_water || buurt->inhabitants.persons == 0) continue;
        domicile *home = add(d, buurt, young_people_of(&buurt->figures));
        home->wijk = &wijken->items[buurt->parent];
        home->gemeente = territory_gemeente(d->territory, LEVEL_BUURT, i);
        home->gemeente_number = home->wijk->parent;
        home->buurt = i;
        home->first_address = addresses_of_wijk[buurt->parent];
        home->address_count = address_count_of(buurt);
        addresses_of_wijk[buurt->parent] += home->address_count;
    }
}

static void add_gemeenten(domiciles *d)
{
    const area_list *gemeenten = &d->territory->levels[LEVEL_GEMEENTE];
    for (int i = 0; i < gemeenten->count; i++) {
        const area *gemeente = &gemeenten->items[i];
        if (gemeente->is_water) continue;
        domicile *home = add(d, gemeente, young_people_without_address(gemeente, d->seed));
        home->gemeente = gemeente;
        home->gemeente_number = i;
    }
}

static void share_out_postcodes(domiciles *d, int first_postcode, const int *addresses_of_wijk)
{
    const area_list *wijken = &d->territory->levels[LEVEL_WIJK];
    int *digits = allocate((size_t)wijken->count, sizeof *digits);
    for (int i = 0, next = first_postcode; i < wijken->count; i++) {
        digits[i] = next;
        next += (addresses_of_wijk[i] + addresses_of_digits - 1) / addresses_of_digits;
        if (next > last_digits) fail("the postcodes run out at %s", wijken->items[i].code);
    }
    for (int i = 0; i < d->count; i++)
        if (d->items[i].wijk != NULL) d->items[i].first_postcode = digits[d->items[i].wijk - wijken->items];
    free(digits);
}

void domiciles_init(domiciles *d, const territory *t, int first_postcode, uint64_t seed)
{
    int buurten = t->levels[LEVEL_BUURT].count;
    *d = (domiciles){.territory = t, .seed = seed};
    shapes_init(&d->buurten, &t->mesh, &t->curves, t->buurt_of_cell, buurten, t->tee_cells);
    cell_groups_init(&d->cells, t->buurt_of_cell, t->mesh.cell_count, buurten);
    d->items = allocate((size_t)(buurten + t->levels[LEVEL_GEMEENTE].count), sizeof *d->items);
    int *addresses_of_wijk = allocate((size_t)t->levels[LEVEL_WIJK].count, sizeof *addresses_of_wijk);
    add_buurten(d, addresses_of_wijk);
    add_gemeenten(d);
    share_out_postcodes(d, first_postcode, addresses_of_wijk);
    free(addresses_of_wijk);
}

void domiciles_clear(domiciles *d)
{
    shapes_clear(&d->buurten);
    cell_groups_clear(&d->cells);
    free(d->items);
    *d = (domiciles){0};
}

address address_of(const domiciles *d, const domicile *home, int index)
{
    int in_wijk = home->first_address + index;
    int postcode = in_wijk / addresses_of_postcode, pair = postcode % postcodes_of_digits;
    unsigned digits = (unsigned)(home->first_postcode + postcode / postcodes_of_digits) % 10000;
    address a;
    snprintf(a.postcode, sizeof a.postcode, "%04u%c%c", digits, letters[pair / letter_count],
             letters[pair % letter_count]);
    int first_number = 1 + (int)(hash_of(d->seed, digits * 1000 + (unsigned)pair) % 60);
    a.number = first_number + 2 * (in_wijk % addresses_of_postcode);
    return a;
}

/* Even-odd over all rings: holes and separate parts come right by themselves. */
static bool buurt_holds(const shapes *s, int buurt, point p)
{
    bool inside = false;
    for (int i = s->first_ring[buurt]; i < s->first_ring[buurt + 1]; i++)
        inside ^= polygon_holds(&s->points[s->rings[i].first], s->rings[i].count - 1, p);
    return inside;
}

static point site_of_street(const domiciles *d, int buurt, uint64_t street)
{
    int first = d->cells.first[buurt], count = d->cells.first[buurt + 1] - first;
    return d->territory->mesh.sites[d->cells.cells[first + (int)(street % (uint64_t)count)]];
}

/* Ever closer to the middle of the cell where the street runs out of the buurt. */
point point_of(const domiciles *d, const domicile *home, int index)
{
    int in_wijk = home->first_address + index, place = in_wijk % addresses_of_postcode - addresses_of_postcode / 2;
    uint64_t postcode = hash_of(d->seed + 31, (uint64_t)(in_wijk / addresses_of_postcode));
    stream street = stream_of(postcode, (uint64_t)home->buurt);
    for (int i = 0; i < most_tries; i++) {
        point middle = site_of_street(d, home->buurt, stream_next(&street));
        double part = 1 - (double)i / most_tries;
        double east = stream_between(&street, -1, 1), north = stream_between(&street, -1, 1);
        double x = part * (street_offset * north + place * house_width * east);
        double y = part * (street_offset * -east + place * house_width * north);
        point p = {round_mm(middle.x + x), round_mm(middle.y + y)};
        if (buurt_holds(&d->buurten, home->buurt, p)) return p;
    }
    fail("%s has no room for a home", home->area->code);
}
