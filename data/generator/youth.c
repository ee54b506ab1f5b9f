/* SPDX-License-Identifier: EUPL-1.2 */
#include "youth.h"

static const double years_in_band[AGE_BAND_COUNT] = {4, 8, 6, 5};
static const double risk_of_band[AGE_BAND_COUNT] = {0.38, 1.30, 1.55, 0.33};
static const double risk_of_household[HOUSEHOLD_KIND_COUNT] = {1.8, 0.8, 1.2};

static const double chance_of_staying_in_care = 0.62, most_of_those_before = 0.9;
static const double level_of_year[years_of_care] = {0.96, 0.9937, 1};

typedef struct {
    double cumulative[REFERRER_COUNT];
} referrer_mix;

static const referrer_mix jeugdhulp_referrers = {{0.34, 0.72, 0.76, 0.87, 0.92, 0.95, 0.97, 1}};
static const referrer_mix court_referrers = {{0, 0, 0, 0.12, 0.12, 0.98, 0.98, 1}};

static double limited(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

age_band band_of_age(int age)
{
    return age < 4 ? AGE_0_4 : age < 12 ? AGE_4_12 : age < 18 ? AGE_12_18 : AGE_18_23;
}

int age_in_year(const youth *y, int year)
{
    return y->age - (years_of_care - 1 - year);
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

/* The households of an area, and the chance of jeugdzorg of a youth of mean risk. */
typedef struct {
    double chance[HOUSEHOLD_KIND_COUNT];
    double mean_chance;
} setting;

static setting setting_of(const profile *p)
{
    setting s;
    s.chance[ONE_PARENT] = limited(0.17 + 0.06 * p->hardship, 0.05, 0.45);
    s.chance[OTHER_HOUSEHOLD] = 0.06;
    s.chance[TWO_PARENTS] = 1 - s.chance[ONE_PARENT] - s.chance[OTHER_HOUSEHOLD];
    double mean_risk = 0;
    for (int i = 0; i < HOUSEHOLD_KIND_COUNT; i++) mean_risk += s.chance[i] * risk_of_household[i];
    s.mean_chance = p->care_share / mean_risk / mean_risk_of_ages();
    return s;
}

static household_kind draw_household(const setting *s, stream *random)
{
    double u = stream_unit(random);
    if (u < s->chance[ONE_PARENT]) return ONE_PARENT;
    return u < s->chance[ONE_PARENT] + s->chance[TWO_PARENTS] ? TWO_PARENTS : OTHER_HOUSEHOLD;
}

static uint8_t draw_referrer(const referrer_mix *mix, stream *random)
{
    double u = stream_unit(random);
    uint8_t i = 0;
    while (u >= mix->cumulative[i]) i++;
    return i;
}

static void draw_trajecten(form_care *c, care_form form, stream *random)
{
    bool is_jeugdhulp = form == CARE_WITHOUT_STAY || form == CARE_WITH_STAY;
    c->trajecten = (uint8_t)(1 + stream_chance(random, 0.28));
    for (int i = 0; i < c->trajecten; i++)
        c->referrers[i] = draw_referrer(is_jeugdhulp ? &jeugdhulp_referrers : &court_referrers, random);
}

/* A youth may have several forms at once, which is why the forms add up to more than the whole. */
static void give_care(year_of_care *year, age_band band, stream *random)
{
    bool has[CARE_FORM_COUNT] = {0};
    has[CARE_WITHOUT_STAY] = stream_chance(random, 0.90);
    has[CARE_WITH_STAY] = stream_chance(random, 0.11);
    has[CARE_BESCHERMING] = stream_chance(random, 0.085);
    has[CARE_RECLASSERING] = band >= AGE_12_18 && stream_chance(random, 0.04);
    if (!has[CARE_WITH_STAY] && !has[CARE_BESCHERMING] && !has[CARE_RECLASSERING]) has[CARE_WITHOUT_STAY] = true;
    year->has_any = true;
    for (int form = CARE_WITHOUT_STAY; form < CARE_FORM_COUNT; form++)
        if (has[form]) draw_trajecten(&year->forms[form], (care_form)form, random);
}

static double chance_in_year(const setting *s, const youth *y, int year)
{
    int age = age_in_year(y, year);
    if (age < 0 || age > 22) return 0;
    double risk = risk_of_band[band_of_age(age)] * risk_of_household[y->household];
    return limited(s->mean_chance * risk * level_of_year[year], 0, 0.9);
}

/* Of those in care most were so the year before, so that the years are no separate draws. */
static double chance_before(double before, double after, bool in_care_after)
{
    double stayed = limited(chance_of_staying_in_care, 0, after > 0 ? most_of_those_before * before / after : 1);
    return in_care_after ? stayed : limited((before - after * stayed) / (1 - after), 0, 1);
}

static void draw_care(youth *y, const setting *s, stream *random)
{
    double later = 0;
    bool is_in_care = false;
    for (int year = years_of_care - 1; year >= 0; year--) {
        double chance = chance_in_year(s, y, year);
        is_in_care = stream_chance(random, chance_before(chance, later, is_in_care));
        if (is_in_care) give_care(&y->years[year], band_of_age(age_in_year(y, year)), random);
        later = chance;
    }
}

static void draw_youth(int age, const setting *s, stream *random, youth_visitor *visit, void *context)
{
    youth y = {.age = age, .household = draw_household(s, random)};
    draw_care(&y, s, random);
    visit(context, &y);
}

crowd youths_draw(const profile *p, stream *random, youth_visitor *visit, void *context)
{
    crowd c;
    setting s = setting_of(p);
    c.youths = stream_binomial(random, p->persons, p->youth_share);
    int of_23_and_24 = stream_binomial(random, p->persons - c.youths, 0.03);
    c.of_23 = stream_binomial(random, of_23_and_24, 0.5);
    c.of_24 = of_23_and_24 - c.of_23;
    c.unborn = stream_binomial(random, c.youths, 1.0 / 23);
    for (int i = 0; i < c.youths; i++) draw_youth(stream_below(random, 23), &s, random, visit, context);
    for (int i = 0; i < c.of_23; i++) draw_youth(23, &s, random, visit, context);
    for (int i = 0; i < c.unborn; i++) draw_youth(-1, &s, random, visit, context);
    return c;
}
