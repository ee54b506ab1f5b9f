/* SPDX-License-Identifier: EUPL-1.2 */
#include "cohort_outcome.h"

static const double weight_of_background[BACKGROUND_COUNT] = {0, 1, 0.9, 0.7, 1.1, 0.3};

/* clang-format off */
static const outcome example[] = {
    /* name, kind, level, spread; by rank, background, single, man, place; missing */
    {"jeugdbescherming",   OUTCOME_SHARE,  0.05,  0,    -1.9,  0.30,  0.90,  0.10,  0.9,  0},
    {"jeugdhulpkosten",    OUTCOME_AMOUNT, 640,   1.1,  -0.5,  0.10,  0.40,  0.20,  0.5,  0},
    {"startkwalificatie",  OUTCOME_SHARE,  0.80,  0,     1.5, -0.25, -0.60, -0.40, -0.6,  0.02},
    {"hbo",                OUTCOME_SHARE,  0.43,  0,     2.1, -0.30, -0.45, -0.35, -0.5,  0.02},
    {"werk",               OUTCOME_SHARE,  0.78,  0,     1.0, -0.50, -0.35,  0.25, -0.4,  0.04},
    {"inkomen",            OUTCOME_AMOUNT, 28500, 0.45,  0.5, -0.12, -0.10,  0.16, -0.1,  0.04},
};

static const outcome nation[] = {
    {"c00_infant_mortality",      OUTCOME_SHARE,  0.010, 0,  -0.6,  0.20,  0.10,  0.10,  0.2,  0},
    {"c00_low_birthweight",       OUTCOME_SHARE,  0.090, 0,  -0.5,  0.25,  0.15, -0.10,  0.2,  0.10},
    {"c00_preterm_birth",         OUTCOME_SHARE,  0.070, 0,  -0.3,  0.10,  0.10,  0.05,  0.2,  0.10},
    {"c00_perinatal_care",        OUTCOME_SHARE,  0.160, 0,  -0.3,  0.15,  0.10,  0.00,  0.3,  0.05},
    {"c11_math",                  OUTCOME_SHARE,  0.450, 0,   1.8, -0.30, -0.30,  0.25, -0.4,  0.22},
    {"c11_reading",               OUTCOME_SHARE,  0.580, 0,   1.7, -0.55, -0.25, -0.15, -0.4,  0.22},
    {"c11_language",              OUTCOME_SHARE,  0.560, 0,   1.7, -0.35, -0.25, -0.40, -0.4,  0.22},
    {"c11_vmbo_gl_test",          OUTCOME_SHARE,  0.600, 0,   2.0, -0.35, -0.35, -0.15, -0.4,  0.15},
    {"c11_havo_test",             OUTCOME_SHARE,  0.480, 0,   2.1, -0.30, -0.35, -0.15, -0.4,  0.15},
    {"c11_vwo_test",              OUTCOME_SHARE,  0.200, 0,   2.3, -0.25, -0.35, -0.10, -0.4,  0.15},
    {"c11_vmbo_gl_final",         OUTCOME_SHARE,  0.600, 0,   2.1, -0.35, -0.35, -0.20, -0.4,  0.10},
    {"c11_havo_final",            OUTCOME_SHARE,  0.500, 0,   2.2, -0.30, -0.40, -0.20, -0.4,  0.10},
    {"c11_vwo_final",             OUTCOME_SHARE,  0.220, 0,   2.4, -0.25, -0.40, -0.15, -0.4,  0.10},
    {"c11_under_advised",         OUTCOME_SHARE,  0.120, 0,  -0.7,  0.20,  0.15,  0.00,  0.3,  0.15},
    {"c11_youth_protection",      OUTCOME_SHARE,  0.015, 0,  -2.2,  0.30,  1.10,  0.10,  0.5,  0},
    {"c11_youth_care",            OUTCOME_SHARE,  0.110, 0,  -0.7,  0.05,  0.50,  0.30,  0.3,  0},
    {"c16_vmbo_gl",               OUTCOME_SHARE,  0.600, 0,   2.0, -0.35, -0.45, -0.20, -0.4,  0.04},
    {"c16_havo",                  OUTCOME_SHARE,  0.500, 0,   2.2, -0.35, -0.45, -0.30, -0.4,  0.04},
    {"c16_vwo",                   OUTCOME_SHARE,  0.210, 0,   2.4, -0.30, -0.45, -0.20, -0.4,  0.04},
    {"c16_youth_protection",      OUTCOME_SHARE,  0.022, 0,  -2.0,  0.35,  1.10,  0.15,  0.5,  0},
    {"c16_youth_probation",       OUTCOME_SHARE,  0.012, 0,  -1.9,  0.80,  0.80,  1.20,  0.5,  0},
    {"c16_youth_care",            OUTCOME_SHARE,  0.130, 0,  -0.7,  0.05,  0.50, -0.05,  0.3,  0},
    {"c16_suspect",               OUTCOME_SHARE,  0.045, 0,  -1.3,  0.75,  0.60,  1.10,  0.5,  0},
    {"c16_early_leaver",          OUTCOME_SHARE,  0.035, 0,  -1.6,  0.40,  0.80,  0.40,  0.4,  0.03},
    {"c21_high_school",           OUTCOME_SHARE,  0.600, 0,   1.8, -0.30, -0.55, -0.45, -0.3,  0.02},
    {"c21_start_qualification",   OUTCOME_SHARE,  0.600, 0,   1.5, -0.25, -0.60, -0.40, -0.3,  0.02},
    {"c21_hbo_followed",          OUTCOME_SHARE,  0.500, 0,   2.1, -0.20, -0.40, -0.35, -0.4,  0.02},
    {"c21_uni_followed",          OUTCOME_SHARE,  0.190, 0,   2.5, -0.20, -0.45, -0.15, -0.5,  0.02},
    {"c21_student_debt",          OUTCOME_SHARE,  0.380, 0,   0.4,  0.10,  0.25, -0.05,  0.1,  0.02},
    {"c30_hbo_attained",          OUTCOME_SHARE,  0.430, 0,   2.1, -0.35, -0.45, -0.45, -0.4,  0.12},
    {"c30_wo_attained",           OUTCOME_SHARE,  0.170, 0,   2.4, -0.35, -0.45, -0.20, -0.5,  0.12},
    {"c30_employed",              OUTCOME_SHARE,  0.600, 0,   1.0, -0.55, -0.35,  0.25, -0.2,  0.05},
    {"c30_permanent_contract",    OUTCOME_SHARE,  0.480, 0,   0.5, -0.25, -0.20,  0.10, -0.1,  0.25},
    {"c30_home_owner",            OUTCOME_SHARE,  0.400, 0,   1.0, -0.90, -0.40, -0.10, -0.5,  0.05},
    {"c30_social_assistance",     OUTCOME_SHARE,  0.045, 0,  -2.0,  0.70,  0.70, -0.35,  0.4,  0.05},
    {"c30_disability",            OUTCOME_SHARE,  0.040, 0,  -1.4,  0.05,  0.60, -0.05,  0.3,  0.05},
    {"c30_debt",                  OUTCOME_SHARE,  0.080, 0,  -1.5,  0.75,  0.70,  0.35,  0.3,  0.05},
    {"c30_basic_mhc",             OUTCOME_SHARE,  0.050, 0,  -0.4, -0.05,  0.25, -0.55,  0.1,  0},
    {"c30_specialist_mhc",        OUTCOME_SHARE,  0.080, 0,  -0.8,  0.05,  0.45, -0.35,  0.2,  0},
    {"c30_hospital",              OUTCOME_SHARE,  0.420, 0,  -0.3,  0.10,  0.10, -0.70,  0.1,  0},
    {"c00_birthweight",           OUTCOME_SCORE,  3420,  540,  0.2, -0.20, -0.05,  0.24, -0.05, 0.10},
    {"c00_care_costs",            OUTCOME_AMOUNT, 1900,  0.8, -0.2,  0.10,  0.05,  0.05,  0.1,  0.05},
    {"c11_test_score",            OUTCOME_SCORE,  534,   9.6,  1.0, -0.30, -0.20, -0.02, -0.15, 0.22},
    {"c11_youth_care_costs",      OUTCOME_AMOUNT, 420,   1.2, -0.5,  0.05,  0.40,  0.20,  0.3,  0},
    {"c11_health_costs",          OUTCOME_AMOUNT, 510,   1.0, -0.2,  0.05,  0.10,  0.15,  0.1,  0},
    {"c11_living_space",          OUTCOME_AMOUNT, 29,    0.3,  0.3, -0.20,  0.05,  0.00, -0.1,  0.06},
    {"c11_class_size",            OUTCOME_SCORE,  23.5,  4.2,  0.1, -0.05, -0.02,  0.00, -0.1,  0.30},
    {"c11_absence_days",          OUTCOME_AMOUNT, 6.5,   0.7, -0.3,  0.10,  0.20,  0.02,  0.1,  0.30},
    {"c16_youth_care_costs",      OUTCOME_AMOUNT, 610,   1.3, -0.5,  0.05,  0.40, -0.05,  0.3,  0},
    {"c16_health_costs",          OUTCOME_AMOUNT, 560,   1.0, -0.2,  0.05,  0.10, -0.10,  0.1,  0},
    {"c16_living_space",          OUTCOME_AMOUNT, 31,    0.3,  0.3, -0.20,  0.05,  0.00, -0.1,  0.06},
    {"c16_exam_mark",             OUTCOME_SCORE,  6.6,   0.6,  0.5, -0.20, -0.10, -0.10, -0.1,  0.18},
    {"c21_income",                OUTCOME_AMOUNT, 14800, 0.5,  0.1, -0.15, -0.02,  0.05, -0.1,  0.03},
    {"c21_health_costs",          OUTCOME_AMOUNT, 640,   1.1, -0.3,  0.05,  0.15, -0.35,  0.1,  0},
    {"c30_income",                OUTCOME_AMOUNT, 31500, 0.45, 0.5, -0.15, -0.10,  0.18, -0.1,  0.05},
    {"c30_household_income",      OUTCOME_AMOUNT, 30200, 0.4,  0.5, -0.20, -0.12,  0.04, -0.1,  0.05},
    {"c30_wealth",                OUTCOME_AMOUNT, 24000, 1.2,  1.4, -0.60, -0.40,  0.10, -0.3,  0.07},
    {"c30_hourly_wage",           OUTCOME_AMOUNT, 19.4,  0.3,  0.3, -0.08, -0.05,  0.05, -0.1,  0.25},
    {"c30_hours_worked",          OUTCOME_SCORE,  31,    8.5,  0.1, -0.15, -0.05,  0.55, -0.1,  0.25},
    {"c30_health_costs",          OUTCOME_AMOUNT, 890,   1.2, -0.3,  0.10,  0.15, -0.50,  0.1,  0},
};
/* clang-format on */

const outcome_list outcomes_of_example = {example, sizeof example / sizeof example[0]};
const outcome_list outcomes_of_nation = {nation, sizeof nation / sizeof nation[0]};

static double effect_of(const outcome *o, const grown_up *person, double place)
{
    return o->by_rank * (person->rank[RANK_OF_INCOME] - 0.5) +
           o->by_background * weight_of_background[person->background] +
           (person->parents != BOTH_PARENTS ? o->by_single : 0) + (person->is_male ? o->by_man : 0) +
           o->by_place * place;
}

static double draw_share(const outcome *o, double effect, stream *random)
{
    double odds = o->level / (1 - o->level) * exponential(effect);
    return stream_chance(random, odds / (1 + odds));
}

static double draw_value(const outcome *o, double effect, stream *random)
{
    switch (o->kind) {
    case OUTCOME_SHARE:
        return draw_share(o, effect, random);
    case OUTCOME_AMOUNT:
        return o->level * exponential(effect + o->spread * stream_normal(random));
    default:
        return o->level + o->spread * (effect + stream_normal(random));
    }
}

outcome_value outcome_draw(const outcome *o, const grown_up *person, double place, stream *random)
{
    bool is_known = !stream_chance(random, o->missing);
    double value = draw_value(o, effect_of(o, person, place), random);
    return (outcome_value){is_known, value < 0 ? 0 : (int)(100 * value + 0.5)};
}
