/* SPDX-License-Identifier: EUPL-1.2 */
#include "published.h"

#include "random.h"

#include <math.h>
#include <stddef.h>

enum { fewest_persons = 50, fewest_households = 20, fewest_households_for_income = 100 };

double published_care(int count)
{
    return count <= 7 ? (double)NAN : 5 * ((count + 2) / 5);
}

static double rounded_at_random(int count, uint64_t seed, figure f)
{
    int below = 5 * (count / 5);
    return below + 5 * (hash_unit(seed, f) < (count - below) / 5.0);
}

static void publish_counts(published *p, const figures *f, level at, uint64_t seed)
{
    const int counts[][2] = {
        {A_INW, f->persons},
        {A_MAN, f->men},
        {A_VROUW, f->persons - f->men},
        {A_00_14, f->age_0_14},
        {A_15_24, f->age_15_24},
        {A_25_44, f->age_25_44},
        {A_45_64, f->age_45_64},
        {A_65_OO, f->age_65_plus},
        {A_HH, f->households},
        {A_1P_HH, f->one_person_households},
        {A_HH_M_K, f->households_with_children},
        {A_SOZ_WB, f->social_assistance},
    };
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        figure name = (figure)counts[i][0];
        p->values[name] = at == LEVEL_GEMEENTE ? counts[i][1] : rounded_at_random(counts[i][1], seed, name);
    }
}

static double percentage(int part, int whole)
{
    return 100.0 * part / whole;
}

static void publish_homes(published *p, const figures *f)
{
    if (f->households < fewest_households) return;
    p->values[G_HHGRO] = (double)f->persons / f->households;
    p->values[G_WOZ] = f->home_value_thousands / f->households;
    p->values[P_1GEZW] = percentage(f->single_family_homes, f->households);
    p->values[P_KOOPW] = percentage(f->owned_homes, f->households);
}

static void publish_income(published *p, const figures *f)
{
    if (f->households < fewest_households_for_income) return;
    p->values[P_HH_LI] = percentage(f->low_income, f->households);
    p->values[P_HH_HI] = percentage(f->high_income, f->households);
    p->values[P_HH_LKK] = percentage(f->little_purchasing_power, f->households);
    p->values[P_HH_OSM] = percentage(f->under_social_minimum, f->households);
    p->values[P_HH_110] = percentage(f->under_110_percent, f->households);
    p->values[P_HH_120] = percentage(f->under_120_percent, f->households);
    p->values[G_HH_STI] = f->income_thousands / f->households;
    p->values[M_HH_VER] = f->wealth_thousands / f->households;
}

static void publish_care(published *p, const figures *f)
{
    int in_care = f->care[care_year_count - 1][CARE_ALL][CARE_YOUTHS];
    p->values[A_JZ_TN] = published_care(in_care);
    if (!isnan(p->values[A_JZ_TN])) p->values[P_JZ_TN] = percentage(in_care, f->youths);
    p->values[A_WMO_T] = published_care(f->wmo_clients);
    if (!isnan(p->values[A_WMO_T])) p->values[P_WMO_T] = 1000.0 * f->wmo_clients / f->persons;
}

published publish(const area *a, level at, uint64_t seed)
{
    published p;
    for (int i = 0; i < FIGURE_COUNT; i++) p.values[i] = NAN;
    double hectares = a->area_m2 / 10000;
    p.values[A_LAN_HA] = a->is_water ? 0 : hectares;
    p.values[A_WAT_HA] = a->is_water ? hectares : 0;
    if (a->is_water) return p;
    p.values[A_INW] = 0;
    if (a->figures.persons == 0) return p;
    publish_counts(&p, &a->figures, at, hash_of_code(seed, a->code));
    if (hectares > 0) p.values[BEV_DICH] = 100 * a->figures.persons / hectares;
    publish_homes(&p, &a->figures);
    publish_income(&p, &a->figures);
    publish_care(&p, &a->figures);
    return p;
}
