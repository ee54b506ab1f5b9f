/* SPDX-License-Identifier: EUPL-1.2 */
#include "population.h"

enum { year_before_the_figures = care_first_year - first_year_of_care };

static double limited(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

static void count_youth(int *measures, age_band band, household_kind household)
{
    measures[CARE_YOUTHS]++;
    measures[CARE_AGE_0_4 + (int)band]++;
    measures[CARE_ONE_PARENT + (int)household]++;
}

static void count_trajecten(int *measures, const form_care *c)
{
    measures[CARE_TRAJECTEN] += c->trajecten;
    for (int i = 0; i < c->trajecten; i++) measures[CARE_BY_GEMEENTE + c->referrers[i]]++;
}

static void count_care(int (*forms)[CARE_MEASURE_COUNT], const year_of_care *year, age_band band,
                       household_kind household)
{
    const form_care *had = year->forms;
    count_youth(forms[CARE_ALL], band, household);
    bool has_jeugdhulp = had[CARE_WITHOUT_STAY].trajecten > 0 || had[CARE_WITH_STAY].trajecten > 0;
    if (has_jeugdhulp) count_youth(forms[CARE_JEUGDHULP], band, household);
    for (int form = CARE_WITHOUT_STAY; form < CARE_FORM_COUNT; form++) {
        if (had[form].trajecten == 0) continue;
        count_youth(forms[form], band, household);
        count_trajecten(forms[form], &had[form]);
        count_trajecten(forms[CARE_ALL], &had[form]);
        if (form == CARE_WITHOUT_STAY || form == CARE_WITH_STAY) count_trajecten(forms[CARE_JEUGDHULP], &had[form]);
    }
}

static void add_youth(void *context, const youth *y)
{
    figures *f = context;
    for (int year = 0; year < care_year_count; year++) {
        const year_of_care *care = &y->years[year_before_the_figures + year];
        age_band band = band_of_age(age_in_year(y, year_before_the_figures + year));
        if (care->has_any) count_care(f->care[year], care, band, y->household);
    }
    f->age_0_14 += y->age >= 0 && y->age < 15;
    f->age_15_24 += y->age >= 15;
}

static void draw_youths(figures *f, const profile *p, stream *random)
{
    crowd c = youths_draw(p, random, add_youth, f);
    f->age_15_24 += c.of_24;
    f->youths = c.youths;
    f->of_23 = c.of_23;
    f->of_24 = c.of_24;
    f->unborn = c.unborn;
    f->expected_in_care = f->youths * p->care_share;
    f->expected_in_need = f->youths * p->need_share;
}

static void draw_adults(figures *f, const profile *p, stream *random)
{
    int adults = p->persons - f->youths;
    int under_25 = f->of_23 + f->of_24;
    int younger = stream_binomial(random, adults - under_25, 0.28 + 0.14 * p->urbanity);
    int middle = stream_binomial(random, adults - under_25 - younger, 0.56);
    f->age_25_44 = younger;
    f->age_45_64 = middle;
    f->age_65_plus = adults - under_25 - younger - middle;
    f->men = stream_binomial(random, p->persons, 0.497);
}

static int draw_households_with(const figures *f, stream *random, double share)
{
    return stream_binomial(random, f->households, limited(share, 0.005, 0.98));
}

static void draw_households(figures *f, const profile *p, stream *random)
{
    int adults = p->persons - f->youths;
    f->households = stream_binomial(random, adults, 0.56 + 0.08 * p->urbanity);
    if (f->households == 0 && p->persons > 0) f->households = 1;
    f->one_person_households = draw_households_with(f, random, 0.24 + 0.22 * p->urbanity);
    int others = f->households - f->one_person_households;
    f->households_with_children = stream_binomial(random, others, limited(1.9 * p->youth_share, 0.1, 0.9));
    f->single_family_homes = draw_households_with(f, random, 0.97 - 0.65 * p->urbanity);
    f->owned_homes = draw_households_with(f, random, 0.70 - 0.14 * p->hardship - 0.15 * p->urbanity);
    f->home_value_thousands = f->households * (390 - 75 * p->hardship) * stream_between(random, 0.93, 1.07);
}

static void draw_means(figures *f, const profile *p, stream *random)
{
    double poor = p->hardship;
    f->low_income = draw_households_with(f, random, 0.40 + 0.10 * poor);
    f->high_income = draw_households_with(f, random, 0.20 - 0.07 * poor);
    f->little_purchasing_power = draw_households_with(f, random, 0.065 + 0.035 * poor);
    f->under_social_minimum = draw_households_with(f, random, 0.055 + 0.030 * poor);
    f->under_110_percent = f->under_social_minimum + draw_households_with(f, random, 0.030 + 0.012 * poor);
    f->under_120_percent = f->under_110_percent + draw_households_with(f, random, 0.035 + 0.012 * poor);
    f->income_thousands = f->households * (36 - 4.5 * poor) * stream_between(random, 0.97, 1.03);
    f->wealth_thousands = f->households * limited(165 - 80 * poor, 3, 900) * stream_between(random, 0.9, 1.1);
    f->social_assistance = draw_households_with(f, random, 0.045 + 0.028 * poor);
    f->wmo_clients = stream_binomial(random, p->persons, limited(0.068 + 0.018 * poor, 0.01, 0.2));
}

figures figures_draw(const profile *p, stream *random)
{
    figures f = {.persons = p->persons};
    draw_youths(&f, p, random);
    draw_adults(&f, p, random);
    draw_households(&f, p, random);
    draw_means(&f, p, random);
    return f;
}

static void care_add(figures *sum, const figures *part)
{
    for (int year = 0; year < care_year_count; year++)
        for (int form = 0; form < CARE_FORM_COUNT; form++)
            for (int measure = 0; measure < CARE_MEASURE_COUNT; measure++)
                sum->care[year][form][measure] += part->care[year][form][measure];
}

void figures_add(figures *sum, const figures *part)
{
    sum->persons += part->persons;
    sum->men += part->men;
    sum->age_0_14 += part->age_0_14;
    sum->age_15_24 += part->age_15_24;
    sum->age_25_44 += part->age_25_44;
    sum->age_45_64 += part->age_45_64;
    sum->age_65_plus += part->age_65_plus;
    sum->youths += part->youths;
    sum->of_23 += part->of_23;
    sum->of_24 += part->of_24;
    sum->unborn += part->unborn;
    sum->households += part->households;
    sum->one_person_households += part->one_person_households;
    sum->households_with_children += part->households_with_children;
    sum->single_family_homes += part->single_family_homes;
    sum->owned_homes += part->owned_homes;
    sum->low_income += part->low_income;
    sum->high_income += part->high_income;
    sum->little_purchasing_power += part->little_purchasing_power;
    sum->under_social_minimum += part->under_social_minimum;
    sum->under_110_percent += part->under_110_percent;
    sum->under_120_percent += part->under_120_percent;
    sum->income_thousands += part->income_thousands;
    sum->wealth_thousands += part->wealth_thousands;
    sum->home_value_thousands += part->home_value_thousands;
    sum->social_assistance += part->social_assistance;
    sum->wmo_clients += part->wmo_clients;
    sum->expected_in_care += part->expected_in_care;
    sum->expected_in_need += part->expected_in_need;
    care_add(sum, part);
}
