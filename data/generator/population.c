/* SPDX-License-Identifier: EUPL-1.2 */
#include "population.h"

#include <stdbool.h>

typedef enum { AGE_0_4, AGE_4_12, AGE_12_18, AGE_18_23, AGE_BAND_COUNT } age_band;
typedef enum { ONE_PARENT, TWO_PARENTS, OTHER_HOUSEHOLD, HOUSEHOLD_KIND_COUNT } household_kind;

static const double years_in_band[AGE_BAND_COUNT] = {4, 8, 6, 5};
static const double risk_of_band[AGE_BAND_COUNT] = {0.38, 1.30, 1.55, 0.33};
static const double risk_of_household[HOUSEHOLD_KIND_COUNT] = {1.8, 0.8, 1.2};

static const double chance_of_staying_in_care = 0.62;
static const double former_year_level = 0.97;

typedef struct {
    double cumulative[CARE_BY_UNKNOWN - CARE_BY_GEMEENTE + 1];
} referrer_mix;

static const referrer_mix jeugdhulp_referrers = {{0.34, 0.72, 0.76, 0.87, 0.92, 0.95, 0.97, 1}};
static const referrer_mix court_referrers = {{0, 0, 0, 0.12, 0.12, 0.98, 0.98, 1}};

static double limited(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

static age_band band_of_age(int age)
{
    return age < 4 ? AGE_0_4 : age < 12 ? AGE_4_12 : age < 18 ? AGE_12_18 : AGE_18_23;
}

static double mean_risk_of_ages(void)
{
    double sum = 0, years = 0;
    for (int i = 0; i < AGE_BAND_COUNT; i++) {
        sum += years_in_band[i] * risk_of_band[i];
        years += years_in_band[i];
    }
    return sum / years;
}

typedef struct {
    double chance[HOUSEHOLD_KIND_COUNT];
    double mean_risk;
} household_mix;

static household_mix household_mix_of(const profile *p)
{
    household_mix mix;
    mix.chance[ONE_PARENT] = limited(0.17 + 0.06 * p->hardship, 0.05, 0.45);
    mix.chance[OTHER_HOUSEHOLD] = 0.06;
    mix.chance[TWO_PARENTS] = 1 - mix.chance[ONE_PARENT] - mix.chance[OTHER_HOUSEHOLD];
    mix.mean_risk = 0;
    for (int i = 0; i < HOUSEHOLD_KIND_COUNT; i++) mix.mean_risk += mix.chance[i] * risk_of_household[i];
    return mix;
}

static household_kind draw_household(const household_mix *mix, stream *random)
{
    double u = stream_unit(random);
    if (u < mix->chance[ONE_PARENT]) return ONE_PARENT;
    return u < mix->chance[ONE_PARENT] + mix->chance[TWO_PARENTS] ? TWO_PARENTS : OTHER_HOUSEHOLD;
}

static care_measure draw_referrer(const referrer_mix *mix, stream *random)
{
    double u = stream_unit(random);
    int i = 0;
    while (u >= mix->cumulative[i]) i++;
    return (care_measure)(CARE_BY_GEMEENTE + i);
}

typedef struct {
    age_band band;
    household_kind household;
} youth;

static void count_youth(int *measures, youth y)
{
    measures[CARE_YOUTHS]++;
    measures[CARE_AGE_0_4 + (int)y.band]++;
    measures[CARE_ONE_PARENT + (int)y.household]++;
}

static void count_traject(int *measures, care_measure referrer)
{
    measures[CARE_TRAJECTEN]++;
    measures[referrer]++;
}

static void count_trajecten(int (*forms)[CARE_MEASURE_COUNT], care_form form, int trajecten, stream *random)
{
    bool is_jeugdhulp = form == CARE_WITHOUT_STAY || form == CARE_WITH_STAY;
    for (int i = 0; i < trajecten; i++) {
        care_measure referrer = draw_referrer(is_jeugdhulp ? &jeugdhulp_referrers : &court_referrers, random);
        count_traject(forms[form], referrer);
        count_traject(forms[CARE_ALL], referrer);
        if (is_jeugdhulp) count_traject(forms[CARE_JEUGDHULP], referrer);
    }
}

/* A youth may have several forms at once, which is why the forms add up to more than the whole. */
static void give_care(int (*forms)[CARE_MEASURE_COUNT], youth y, stream *random)
{
    bool has[CARE_FORM_COUNT] = {[CARE_ALL] = true};
    has[CARE_WITHOUT_STAY] = stream_chance(random, 0.90);
    has[CARE_WITH_STAY] = stream_chance(random, 0.11);
    has[CARE_BESCHERMING] = stream_chance(random, 0.085);
    has[CARE_RECLASSERING] = y.band >= AGE_12_18 && stream_chance(random, 0.04);
    if (!has[CARE_WITH_STAY] && !has[CARE_BESCHERMING] && !has[CARE_RECLASSERING]) has[CARE_WITHOUT_STAY] = true;
    has[CARE_JEUGDHULP] = has[CARE_WITHOUT_STAY] || has[CARE_WITH_STAY];
    for (int form = 0; form < CARE_FORM_COUNT; form++)
        if (has[form]) count_youth(forms[form], y);
    for (int form = CARE_WITHOUT_STAY; form < CARE_FORM_COUNT; form++)
        if (has[form]) count_trajecten(forms, (care_form)form, 1 + stream_chance(random, 0.28), random);
}

/* Of those in care most were so the year before, so that the two years are no separate draws. */
static void draw_care(figures *f, youth y, double chance, stream *random)
{
    bool now = stream_chance(random, chance);
    double others = chance * (former_year_level - chance_of_staying_in_care) / (1 - chance);
    bool before = stream_chance(random, now ? chance_of_staying_in_care : others);
    if (before) give_care(f->care[0], y, random);
    if (now) give_care(f->care[1], y, random);
}

static void draw_youths(figures *f, const profile *p, stream *random)
{
    household_mix households = household_mix_of(p);
    double mean_age_risk = mean_risk_of_ages();
    f->youths = stream_binomial(random, p->persons, p->youth_share);
    f->expected_in_care = f->youths * p->care_share;
    for (int i = 0; i < f->youths; i++) {
        int age = stream_below(random, 23);
        youth y = {band_of_age(age), draw_household(&households, random)};
        double risk = risk_of_band[y.band] / mean_age_risk * risk_of_household[y.household] / households.mean_risk;
        draw_care(f, y, limited(p->care_share * risk, 0, 0.9), random);
        if (age < 15)
            f->age_0_14++;
        else
            f->age_15_24++;
    }
}

static void draw_adults(figures *f, const profile *p, stream *random)
{
    int adults = p->persons - f->youths;
    int under_25 = stream_binomial(random, adults, 0.03);
    int younger = stream_binomial(random, adults - under_25, 0.28 + 0.14 * p->urbanity);
    int middle = stream_binomial(random, adults - under_25 - younger, 0.56);
    f->age_15_24 += under_25;
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
    care_add(sum, part);
}
