/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure_project.h"

#include <math.h>
#include <stdio.h>

/* Lines 4 to 14; the keys of `statistics:` begin on line 16, the item of CHOICE is on line 17, its keys from column 6.
 */
#define LISTED                                                                                                         \
    MEASURES "tables: [{name: kwb, file: k.csv}]\n"                                                                    \
             "indicators:\n"                                                                                           \
             "  - {use: records/reach, name: reach, by: [age, sex], levels: [gemeente, wijk]}\n"                       \
             "  - {use: records/reach_one_in, name: one_in}\n"                                                         \
             "  - {name: low, kind: value, numerator: kwb.p_laag, levels: [gemeente, wijk, buurt], direction: need}\n" \
             "  - {name: births, kind: rate, numerator: kwb.g, denominator: kwb.a, per: 1000, unit: per 1000}\n"
#define STATISTICS LISTED "statistics:\n"
#define CHOICE(keys) STATISTICS "  of:\n  - {" keys "}\n"

static const kk_config_indicator *find(const kk_config *config, const char *name)
{
    for (size_t i = 0; i < config->indicator_count; i++)
        if (strcmp(config->indicators[i].name, name) == 0) return &config->indicators[i];
    fail_msg("no indicator '%s'", name);
    return NULL;
}

static size_t index_of(const kk_config *config, const char *name)
{
    return (size_t)(find(config, name) - config->indicators);
}

/* The choice of a project with one. */
static const kk_config_statistic *only_choice(const kk_config *config)
{
    assert_int_equal(config->statistics.of_count, 1);
    return config->statistics.of;
}

/* ---- the section ---- */

static void a_project_without_has_none(void **state)
{
    (void)state;
    kk_config *config = project(LISTED);
    assert_false(config->statistics.given);
    assert_int_equal(config->statistics.of_count, 0);
    for (size_t i = 0; i < config->indicator_count; i++) {
        assert_int_equal(config->indicators[i].statistic, KK_STATISTIC_NONE);
        assert_false(config->indicators[i].is_internal);
    }
    kk_config_free(config);
}

static void the_section_has_defaults(void **state)
{
    (void)state;
    kk_config *config = project(CHOICE("indicators: [low], trend: {}"));
    const kk_config_statistics *statistics = &config->statistics;
    assert_true(statistics->given);
    assert_int_equal(statistics->seed, 1);
    assert_false(statistics->export_neighbours);
    assert_int_equal(statistics->neighbours.rule, KK_NEIGHBOURS_QUEEN);
    assert_true(statistics->neighbours.tolerance_m == 0.001);
    kk_config_free(config);
}

static void the_section_arrives(void **state)
{
    (void)state;
    kk_config *config = project(STATISTICS "  seed: 7\n  export_neighbours: true\n"
                                           "  neighbours: {rule: rook, tolerance: 0}\n"
                                           "  of: [{indicators: [low, births], trend: {}}]\n");
    const kk_config_statistics *statistics = &config->statistics;
    assert_int_equal(statistics->seed, 7);
    assert_true(statistics->export_neighbours);
    assert_int_equal(statistics->neighbours.rule, KK_NEIGHBOURS_ROOK);
    assert_true(statistics->neighbours.tolerance_m == 0);
    assert_int_equal(statistics->of_count, 2);
    assert_int_equal(statistics->of[0].indicator, index_of(config, "low"));
    assert_int_equal(statistics->of[1].indicator, index_of(config, "births"));
    assert_int_equal(statistics->of[1].mark.line, 19);
    assert_int_equal(statistics->of[1].mark.column, 27);
    kk_config_free(config);
}

#define NEIGHBOURS(keys) STATISTICS "  neighbours: {" keys "}\n  of: [{indicators: [low], pattern: {}}]\n"

static void neighbours_take_the_keys_of_their_rule(void **state)
{
    (void)state;
    kk_config *config = project(NEIGHBOURS("rule: nearest, nearest: 5"));
    assert_int_equal(config->statistics.neighbours.rule, KK_NEIGHBOURS_NEAREST);
    assert_int_equal(config->statistics.neighbours.nearest, 5);
    kk_config_free(config);
    config = project(NEIGHBOURS("rule: distance, distance: 2000"));
    assert_int_equal(config->statistics.neighbours.rule, KK_NEIGHBOURS_DISTANCE);
    assert_true(config->statistics.neighbours.distance_m == 2000);
    kk_config_free(config);
    refused(NEIGHBOURS("nearest: 5"), "project.yaml:16:25: 'nearest' does not go with this 'rule'; leave it out");
    refused(NEIGHBOURS("rule: nearest, nearest: 5, tolerance: 1"),
            "project.yaml:16:54: 'tolerance' does not go with this 'rule'; leave it out");
    refused(NEIGHBOURS("rule: rook, distance: 5"),
            "project.yaml:16:38: 'distance' does not go with this 'rule'; leave it out");
    refused(NEIGHBOURS("rule: nearest"), "project.yaml:16:15: 'rule: nearest' needs 'nearest', 1 to 100 areas");
    refused(NEIGHBOURS("rule: nearest, nearest: 0"),
            "project.yaml:16:40: 'rule: nearest' needs 'nearest', 1 to 100 areas");
    refused(NEIGHBOURS("rule: nearest, nearest: 101"),
            "project.yaml:16:40: 'rule: nearest' needs 'nearest', 1 to 100 areas");
    refused(NEIGHBOURS("rule: distance"), "project.yaml:16:15: 'rule: distance' needs 'distance', more than 0 metres");
    refused(NEIGHBOURS("tolerance: -1"), "project.yaml:16:27: 'tolerance' must be 0 to 100 metres");
    refused(NEIGHBOURS("tolerance: 101"), "project.yaml:16:27: 'tolerance' must be 0 to 100 metres");
    refused(NEIGHBOURS("rule: king"),
            "project.yaml:16:22: 'rule' must be one of queen, rook, nearest, distance, not 'king'");
}

/* ---- which indicators, at which levels ---- */

static void indicators_are_found_by_name(void **state)
{
    (void)state;
    refused(CHOICE("indicators: [reahc], trend: {}"),
            "project.yaml:17:19: unknown indicator 'reahc'; did you mean 'reach'?");
    refused(CHOICE("indicators: [low, one_in], trend: {}"),
            "project.yaml:17:24: 'one_in' is told as one in so many, of which no statistics are made; use the share");
    refused(CHOICE("indicators: [reach_smoothed], trend: {}"),
            "project.yaml:17:19: 'reach_smoothed' is a statistic itself, of which no others are made");
    refused(CHOICE("indicators: [low], trend: {}") "  - {indicators: [low_trend], pattern: {}}\n",
            "project.yaml:18:19: 'low_trend' is a statistic itself, of which no others are made");
    refused(AREAS "statistics: {of: [{indicators: [low], trend: {}}]}\n",
            "project.yaml:4:13: there are no indicators of which statistics could be made; add 'indicators'");
    refused(CHOICE("indicators: [low]"),
            "project.yaml:17:19: of 'low' nothing is made; add 'smoothed: {}', 'ranked: {}' or another of the keys");
}

static void nothing_is_asked_for_twice(void **state)
{
    (void)state;
    refused(CHOICE("indicators: [low, low], trend: {}"),
            "project.yaml:17:24: 'trend' of 'low' is asked for already on line 17; leave out one of the two");
    refused(CHOICE("indicators: [births], trend: {}, ranked: {}") "  - {indicators: [low, births], ranked: {}}\n",
            "project.yaml:18:41: 'ranked' is made of a share, rate, estimate or mean with squares; 'low' is a value");
    refused(CHOICE("indicators: [births], trend: {}, ranked: {}") "  - {indicators: [births], ranked: {}}\n",
            "project.yaml:18:19: 'ranked' of 'births' is asked for already on line 17; leave out one of the two");
    kk_config *config = project(CHOICE("indicators: [births], trend: {}") "  - {indicators: [births], ranked: {}}\n");
    assert_int_equal(config->statistics.of_count, 2);
    kk_config_free(config);
}

static void levels_are_those_of_the_indicator_or_some_of_them(void **state)
{
    (void)state;
    kk_config *config = project(CHOICE("indicators: [reach], trend: {}"));
    assert_int_equal(only_choice(config)->level_count, 2);
    assert_string_equal(only_choice(config)->levels[1], "wijk");
    assert_int_equal(find(config, "reach_trend")->level_count, 2);
    kk_config_free(config);
    config = project(CHOICE("indicators: [low], levels: [buurt], trend: {}"));
    assert_int_equal(only_choice(config)->level_count, 1);
    assert_int_equal(find(config, "low_trend")->level_count, 1);
    assert_string_equal(find(config, "low_trend")->levels[0], "buurt");
    kk_config_free(config);
    config = project(CHOICE("indicators: [births], trend: {}"));
    assert_int_equal(only_choice(config)->level_count, 0);
    kk_config_free(config);
    refused(CHOICE("indicators: [low], levels: [wijk, wijc], trend: {}"),
            "project.yaml:17:40: unknown level 'wijc'; did you mean 'wijk'?");
    refused(CHOICE("indicators: [low], levels: [wijk, wijk], trend: {}"),
            "project.yaml:17:40: the level 'wijk' is there twice");
    refused(CHOICE("indicators: [low, reach], levels: [buurt], trend: {}"),
            "project.yaml:17:41: 'reach' is not made for the level 'buurt'");
}

static void within_is_a_larger_level(void **state)
{
    (void)state;
    kk_config *config = project(CHOICE("indicators: [births], levels: [buurt], ranked: {within: wijk}, "
                                       "inequality: {within: wijkteam}, standardised: {standard: gemeente, "
                                       "strata: [reach_0_4]}, smoothed: {within: gemeente}"));
    assert_string_equal(only_choice(config)->ranked.within, "wijk");
    assert_string_equal(only_choice(config)->inequality.within, "wijkteam");
    assert_string_equal(only_choice(config)->standardised.within, "gemeente");
    assert_string_equal(only_choice(config)->smoothed.within, "gemeente");
    kk_config_free(config);
#define FINER " cannot be made within each "
    refused(CHOICE("indicators: [births], levels: [wijk], ranked: {within: wijk}"),
            "project.yaml:17:61: statistics of the level 'wijk'" FINER "wijk; choose finer ones with 'levels'");
    refused(CHOICE("indicators: [births], levels: [wijk], ranked: {within: buurt}"),
            "project.yaml:17:61: statistics of the level 'wijk'" FINER "buurt; choose finer ones with 'levels'");
    refused(CHOICE("indicators: [reach], inequality: {within: gemeente}"),
            "project.yaml:17:48: statistics of the level 'gemeente'" FINER "gemeente; choose finer ones with 'levels'");
    refused(CHOICE("indicators: [births], smoothed: {within: wijk}"),
            "project.yaml:17:47: statistics of the level 'wijk'" FINER "wijk; choose finer ones with 'levels'");
    refused(CHOICE("indicators: [births], levels: [wijkteam], smoothed: {within: wijkteam}"),
            "project.yaml:17:67: statistics of the level 'wijkteam'" FINER "wijkteam; choose finer ones with 'levels'");
    refused(CHOICE("indicators: [births], levels: [wijk], ranked: {within: gemente}"),
            "project.yaml:17:61: unknown level 'gemente'; did you mean 'gemeente'?");
}

/* ---- key by key ---- */

static void every_key_has_defaults(void **state)
{
    (void)state;
    kk_config *config =
        project(CHOICE("indicators: [reach], smoothed: {}, standardised: {}, expected: {on: [low]}, "
                       "pattern: {}, scan: {}, ranked: {}, change: {}, trend: {}, limits: {}, inequality: {}"));
    const kk_config_statistic *choice = only_choice(config);
    assert_true(choice->smoothed.given && choice->standardised.given && choice->expected.given);
    assert_true(choice->pattern.given && choice->scan.given && choice->ranked.given && choice->change.given);
    assert_true(choice->trend && choice->limits && choice->inequality.given);
    assert_int_equal(choice->smoothed.method, KK_SMOOTHING_EB);
    assert_null(choice->smoothed.within);
    assert_false(choice->standardised.direct);
    assert_null(choice->standardised.within);
    assert_int_equal(choice->expected.family, KK_QUASIPOISSON);
    assert_int_equal(choice->pattern.permutations, 99999);
    assert_true(choice->pattern.fdr == 0.05);
    assert_true(choice->scan.largest == 0.5);
    assert_int_equal(choice->scan.replicates, 999);
    assert_int_equal(choice->ranked.worst, 5);
    assert_true(choice->ranked.confidence == 0.95);
    assert_true(choice->ranked.simultaneous);
    assert_null(choice->ranked.within);
    assert_null(choice->change.since);
    assert_int_equal(choice->inequality.ranked_by, -1);
    assert_int_equal(choice->inequality.replicates, 999);
    kk_config_free(config);
}

static void every_key_arrives(void **state)
{
    (void)state;
    kk_config *config = project(CHOICE(
        "indicators: [reach], levels: [wijk], smoothed: {method: bym2}, standardised: {method: direct, standard: "
        "all}, expected: {on: [low, births], family: negative_binomial}, pattern: {permutations: 99, fdr: 0.2}, "
        "scan: {largest: 0.1, replicates: 99999}, ranked: {worst: 3, confidence: 0.9, simultaneous: false}, "
        "change: {since: 2019JJ00}, inequality: {ranked_by: low, within: gemeente, replicates: 99}"));
    const kk_config_statistic *choice = only_choice(config);
    assert_int_equal(choice->smoothed.method, KK_SMOOTHING_BYM2);
    assert_true(choice->standardised.direct);
    assert_null(choice->standardised.within);
    assert_int_equal(choice->expected.family, KK_NEGATIVE_BINOMIAL);
    assert_int_equal(choice->expected.on_count, 2);
    assert_int_equal(choice->expected.on[0], index_of(config, "low"));
    assert_int_equal(choice->expected.on[1], index_of(config, "births"));
    assert_int_equal(choice->pattern.permutations, 99);
    assert_true(choice->pattern.fdr == 0.2);
    assert_true(choice->scan.largest == 0.1);
    assert_int_equal(choice->scan.replicates, 99999);
    assert_int_equal(choice->ranked.worst, 3);
    assert_true(choice->ranked.confidence == 0.9);
    assert_false(choice->ranked.simultaneous);
    for (size_t i = 0; i < config->indicator_count; i++) /* marginal sets make no list */
        assert_int_not_equal(config->indicators[i].statistic, KK_STATISTIC_WORST);
    assert_string_equal(choice->change.since, "2019");
    assert_false(choice->trend || choice->limits);
    assert_int_equal(choice->inequality.ranked_by, index_of(config, "low"));
    assert_int_equal(choice->inequality.replicates, 99);
    kk_config_free(config);
}

static void numbers_stay_in_their_range(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *message;
    } cases[] = {
        {"pattern: {permutations: 98}", "17:52: 'pattern.permutations' must be 99 to 999999"},
        {"pattern: {permutations: 1000000}", "17:52: 'pattern.permutations' must be 99 to 999999"},
        {"pattern: {fdr: 0}", "17:43: 'pattern.fdr' must be more than 0 and less than 1, such as 0.05"},
        {"pattern: {fdr: 1}", "17:43: 'pattern.fdr' must be more than 0 and less than 1, such as 0.05"},
        {"scan: {largest: 0}", "17:44: 'scan.largest' must be more than 0 and at most 0.5"},
        {"scan: {largest: 0.51}", "17:44: 'scan.largest' must be more than 0 and at most 0.5"},
        {"scan: {replicates: 98}", "17:47: 'scan.replicates' must be 99 to 99999"},
        {"ranked: {worst: 0}", "17:44: 'ranked.worst' must be 1 or more"},
        {"ranked: {confidence: 0.8}", "17:49: 'ranked.confidence' must be at least 0.9 and less than 1, such as 0.95"},
        {"ranked: {confidence: 1}", "17:49: 'ranked.confidence' must be at least 0.9 and less than 1, such as 0.95"},
        {"inequality: {replicates: 100000}", "17:53: 'inequality.replicates' must be 99 to 99999"},
        {"change: {since: last}", "17:44: 'last' is not a period; write 2023, or 2022KW03 as StatLine does"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[2000], message[300];
        snprintf(text, sizeof text, CHOICE("indicators: [births], %s"), cases[i].keys);
        snprintf(message, sizeof message, "project.yaml:%s", cases[i].message);
        refused(text, message);
    }
}

static void kinds_must_fit(void **state)
{
    (void)state;
    refused(CHOICE("indicators: [low], smoothed: {}"),
            "project.yaml:17:35: 'smoothed' is made of a share or rate; 'low' is a value");
    refused(CHOICE("indicators: [low], standardised: {}"),
            "project.yaml:17:39: 'standardised' is made of a share or rate; 'low' is a value");
    refused(CHOICE("indicators: [low], expected: {on: [births]}"),
            "project.yaml:17:35: 'expected' is made of a share or rate; 'low' is a value");
    refused(CHOICE("indicators: [low], scan: {}"),
            "project.yaml:17:31: 'scan' is made of a share or rate; 'low' is a value");
    refused(CHOICE("indicators: [low], ranked: {}"),
            "project.yaml:17:33: 'ranked' is made of a share, rate, estimate or mean with squares; 'low' is a value");
    refused(
        CHOICE("indicators: [births], smoothed: {method: local, within: gemeente}"),
        "project.yaml:17:62: 'within' goes with 'method: eb' only: the others look at neighbours, wherever they lie");
    refused(CHOICE("indicators: [births], smoothed: true"),
            "project.yaml:17:38: smoothed must be lines 'key: value', or {} for the defaults");
    refused(CHOICE("indicators: [births], expected: true"), "project.yaml:17:38: expected must be lines 'key: value'");
    kk_config_free(
        project(CHOICE("indicators: [low], pattern: {}, change: {}, trend: {}, limits: {}, inequality: {}")));
}

/* A mean is ranked where its interval is known. */
static void a_mean_with_squares_is_ranked(void **state)
{
    (void)state;
#define MEAN(squares)                                                                                                  \
    MEASURES "tables: [{name: kwb, file: k.csv}]\nindicators: [{name: m, kind: mean, numerator: kwb.a, "               \
             "denominator: kwb.b" squares "}]\nstatistics: {of: [{indicators: [m], ranked: {}}]}\n"
    kk_config_free(project(MEAN(", squares: kwb.a2")));
    refused(MEAN(""),
            "project.yaml:11:45: 'ranked' is made of a share, rate, estimate or mean with squares; 'm' is a mean");
}

static void determinants_are_other_indicators(void **state)
{
    (void)state;
    refused(CHOICE("indicators: [births], expected: {}"),
            "project.yaml:17:38: the key 'on' is missing in expected; add 'on: …'");
    refused(CHOICE("indicators: [births], expected: {on: [low, birth]}"),
            "project.yaml:17:49: unknown indicator 'birth'; did you mean 'births'?");
    refused(CHOICE("indicators: [births], expected: {on: [low, births]}"),
            "project.yaml:17:49: 'births' cannot tell of itself; leave it out of 'expected.on'");
    refused(CHOICE("indicators: [births], expected: {on: [low, low]}"),
            "project.yaml:17:49: the indicator 'low' is there twice");
    refused(CHOICE("indicators: [births], expected: {on: [reach_expected]}"),
            "project.yaml:17:44: 'reach_expected' is a statistic itself, of which no others are made");
    refused(CHOICE("indicators: [births], inequality: {ranked_by: births}"),
            "project.yaml:17:52: 'births' cannot tell of itself; rank by another indicator, or leave out 'ranked_by'");
    refused(CHOICE("indicators: [births], inequality: {ranked_by: lowe}"),
            "project.yaml:17:52: unknown indicator 'lowe'; did you mean 'low'?");
}

/* ---- strata ---- */

static void strata_are_what_by_made(void **state)
{
    (void)state;
    kk_config *config = project(CHOICE("indicators: [reach], standardised: {}"));
    static const char *const names[] = {"reach_0_4_male",    "reach_0_4_female",  "reach_4_12_male",
                                        "reach_4_12_female", "reach_12_18_male",  "reach_12_18_female",
                                        "reach_18_23_male",  "reach_18_23_female"};
    const kk_config_statistic *choice = only_choice(config);
    assert_int_equal(choice->standardised.stratum_count, 8);
    for (size_t i = 0; i < 8; i++) {
        const kk_config_stratum *stratum = &choice->standardised.stratum[i];
        const kk_config_indicator *of = &config->indicators[stratum->indicator];
        const kk_config_indicator *persons = &config->indicators[stratum->population];
        assert_string_equal(of->name, names[i]);
        assert_true(persons->is_internal);
        assert_false(persons->on_map);
        assert_int_equal(persons->statistic, KK_STATISTIC_NONE);
        assert_int_equal(persons->kind, KK_VALUE);
        assert_true(persons->per == 1);
        assert_ptr_equal(persons->numerator.terms, of->denominator.terms);
        assert_int_equal(persons->numerator.count, of->denominator.count);
        assert_int_equal(persons->denominator.count, 0);
        assert_ptr_equal(persons->levels, find(config, "reach")->levels);
    }
    kk_config_free(config);
}

/* They go into what is expected of areas where the stratum is withheld. */
static void persons_of_a_stratum_are_public(void **state)
{
    (void)state;
    refused(CHOICE("indicators: [reach], standardised: {strata: [births]}"),
            "project.yaml:17:41: the persons of 'births' are of the table 'kwb', which is not public; 'standardised' "
            "needs a public population (a table with 'public: true', or 'population')");
}

/* Of a division by age alone, and of a part that is divided further. */
static void strata_are_the_finest_of_the_same_form_and_sex(void **state)
{
    (void)state;
#define DIVIDED(by, name)                                                                                              \
    MEASURES "indicators: [{use: records/reach, name: x, by: " by "}, {use: records/reach, name: y, by: [age]}]\n"     \
             "statistics: {of: [{indicators: [" name "], standardised: {}}]}\n"
    kk_config *config = project(DIVIDED("[age]", "x"));
    assert_int_equal(only_choice(config)->standardised.stratum_count, 4);
    assert_string_equal(config->indicators[only_choice(config)->standardised.stratum[0].indicator].name, "x_0_4");
    kk_config_free(config);
    config = project(DIVIDED("[age, sex]", "x_male"));
    assert_int_equal(only_choice(config)->standardised.stratum_count, 4);
    assert_string_equal(config->indicators[only_choice(config)->standardised.stratum[3].indicator].name,
                        "x_18_23_male");
    kk_config_free(config);
    config = project(DIVIDED("[form, age, sex]", "x_wijkteam"));
    assert_int_equal(only_choice(config)->standardised.stratum_count, 8);
    assert_string_equal(config->indicators[only_choice(config)->standardised.stratum[0].indicator].name,
                        "x_wijkteam_0_4_male");
    kk_config_free(config);
    refused(DIVIDED("[sex]", "x"),
            "project.yaml:10:51: 'x' is not divided by age; give it 'by: [age, sex]', or 'strata' here");
    refused(DIVIDED("[age]", "x_0_4"),
            "project.yaml:10:55: 'x_0_4' is not divided by age; give it 'by: [age, sex]', or 'strata' here");
}

static void strata_can_be_given(void **state)
{
    (void)state;
    kk_config *config =
        project(CHOICE("indicators: [births], standardised: {method: direct, strata: [reach_0_4, reach_4_12]}"));
    const kk_config_statistic *choice = only_choice(config);
    assert_int_equal(choice->standardised.stratum_count, 2);
    assert_int_equal(choice->standardised.stratum[1].indicator, index_of(config, "reach_4_12"));
    kk_config_free(config);
    refused(CHOICE("indicators: [births], standardised: {strata: [reach_0_4, low]}"),
            "project.yaml:17:63: a stratum is a share or rate; 'low' is a value");
    refused(CHOICE("indicators: [births], standardised: {strata: [births]}"),
            "project.yaml:17:52: 'births' cannot tell of itself; leave it out of 'standardised.strata'");
    refused(CHOICE("indicators: [births], standardised: {}"),
            "project.yaml:17:42: 'births' is not divided by age; give it 'by: [age, sex]', or 'strata' here");
    refused(CHOICE("indicators: [births], standardised: {standard: Nederland}"),
            "project.yaml:17:53: unknown level 'Nederland'; it can be gemeente, wijk, buurt, wijkteam");
}

#define CHOSEN(keys) CHOICE("indicators: [reach], standardised: {" keys "}")

static void a_standard_can_be_chosen(void **state)
{
    (void)state;
    kk_config *config = project(CHOSEN("chosen: [{stratum: reach_0_4, rate: 3.1}, {stratum: reach_4_12, rate: 0}]"));
    const kk_config_statistic *choice = only_choice(config);
    assert_true(choice->standardised.chosen && !choice->standardised.direct);
    assert_null(choice->standardised.within);
    assert_int_equal(choice->standardised.stratum_count, 2);
    const kk_config_stratum *stratum = choice->standardised.stratum;
    assert_int_equal(stratum[1].indicator, index_of(config, "reach_4_12"));
    assert_true(config->indicators[stratum[1].population].is_internal);
    assert_true(fabs(stratum[0].rate - 0.031) < 1e-15);
    assert_true(stratum[1].rate == 0);
    assert_true(isnan(stratum[0].persons));
    assert_string_equal(find(config, "reach_ratio")->label_nl + strlen(find(config, "reach")->label_nl),
                        ", vergeleken met wat de bevolkingsopbouw doet verwachten (gekozen standaard)");
    kk_config_free(config);
    config = project(CHOSEN("method: direct, chosen: [{stratum: reach_0_4, persons: 358000}]"));
    assert_true(only_choice(config)->standardised.chosen && only_choice(config)->standardised.direct);
    assert_true(only_choice(config)->standardised.stratum->persons == 358000);
    assert_true(isnan(only_choice(config)->standardised.stratum->rate));
    assert_string_equal(find(config, "reach_standardised")->label_en + strlen(find(config, "reach")->label_en),
                        ", with the make-up of the standard population (a chosen one)");
    kk_config_free(config);
    config = project(CHOSEN(""));
    assert_false(only_choice(config)->standardised.chosen);
    assert_null(strstr(find(config, "reach_ratio")->label_nl, "gekozen"));
    kk_config_free(config);
}

static void a_chosen_standard_is_whole(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *message;
    } cases[] = {
        {"standard: all, chosen: [{stratum: reach_0_4, rate: 3}]",
         "17:65: 'chosen' is a standard itself; leave out 'standard'"},
        {"strata: [reach_0_4], chosen: [{stratum: reach_0_4, rate: 3}]",
         "17:71: the strata are those of 'chosen'; leave out 'strata'"},
        {"chosen: [{stratum: reach_0_4, persons: 3}]",
         "17:61: 'method: indirect' needs 'rate' of each stratum; 'reach_0_4' has none"},
        {"method: direct, chosen: [{stratum: reach_0_4, rate: 3}]",
         "17:77: 'method: direct' needs 'persons' of each stratum; 'reach_0_4' has none"},
        {"chosen: [{stratum: reach_0_4, rate: 101}]",
         "17:78: 'rate' is in the unit of 'reach_0_4', and must be 0 to 100"},
        {"chosen: [{stratum: reach_0_4, rate: -1}]",
         "17:78: 'rate' is in the unit of 'reach_0_4', and must be 0 to 100"},
        {"chosen: [{stratum: births, rate: -1}]", "17:75: 'rate' is in the unit of 'births', and must be 0 or more"},
        {"chosen: [{stratum: births, rate: 1, persons: 0}]", "17:87: 'persons' must be more than 0"},
        {"chosen: [{stratum: reach_0_5, rate: 1}]", "17:51: unknown indicator 'reach_0_5'; did you mean 'reach_0_4'?"},
        {"chosen: [{stratum: low, rate: 1}]", "17:51: a stratum is a share or rate; 'low' is a value"},
        {"chosen: [{stratum: births, rate: 1}, {stratum: births, rate: 2}]",
         "17:79: the indicator 'births' is there twice"},
        {"chosen: [{stratum: reach, rate: 1}]",
         "17:51: 'reach' cannot tell of itself; leave it out of 'standardised.chosen'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[4000], message[200];
        snprintf(text, sizeof text, CHOSEN("%s"), cases[i].keys);
        snprintf(message, sizeof message, "project.yaml:%s", cases[i].message);
        refused(text, message);
    }
    refused(
        CHOICE("indicators: [reach, births], levels: [wijk], standardised: {chosen: [{stratum: reach_0_4, rate: 1}]}"),
        "project.yaml:17:74: a chosen standard is of one indicator; give each an item of its own");
}

/* The same strata for two: their populations stay apart. */
static void two_can_have_the_same_strata(void **state)
{
    (void)state;
    kk_config *config =
        project(CHOICE("indicators: [reach, births], levels: [wijk], standardised: {strata: [reach_0_4]}"));
    const kk_config_statistic *of = config->statistics.of;
    assert_int_equal(of[0].standardised.stratum->indicator, of[1].standardised.stratum->indicator);
    assert_int_not_equal(of[0].standardised.stratum->population, of[1].standardised.stratum->population);
    kk_config_free(config);
}

/* ---- the indicators that are made ---- */

typedef struct made {
    kk_statistic_part part;
    double per;
    const char *unit;
    kk_direction direction;
} made;

static void check_made(const kk_config *config, const char *base_name, const made *expected)
{
    const kk_config_indicator *base = find(config, base_name);
    char name[64];
    snprintf(name, sizeof name, "%s%s", base_name, kk_statistic_ending(expected->part));
    const kk_config_indicator *indicator = find(config, name);
    assert_int_equal(indicator->statistic, expected->part);
    assert_ptr_equal(&config->indicators[indicator->base_indicator], base);
    assert_int_equal(indicator->kind, KK_VALUE);
    assert_true(indicator->per == expected->per);
    assert_string_equal(indicator->unit, expected->unit);
    assert_int_equal(indicator->direction, expected->direction);
    assert_int_equal(indicator->base_direction, base->direction);
    assert_int_equal(indicator->axis, base->axis);
    assert_int_equal(indicator->on_map, base->on_map);
    assert_int_equal(indicator->numerator.count, 0);
    assert_memory_equal(indicator->label_nl, base->label_nl, strlen(base->label_nl));
    assert_memory_equal(indicator->label_en, base->label_en, strlen(base->label_en));
    assert_true(*indicator->description != '\0');
    const char *const texts[] = {indicator->unit, indicator->label_nl, indicator->label_en, indicator->description,
                                 indicator->question};
    for (size_t i = 0; i < 5; i++) assert_null(strpbrk(texts[i], "{}"));
    assert_string_equal(indicator->age, base->age);
}

#define REACH_UNIT "% van de jongeren van 0 tot 23 jaar"

static void statistics_are_indicators(void **state)
{
    (void)state;
    kk_config *config = project(
        CHOICE("indicators: [reach], smoothed: {}, standardised: {}, expected: {on: [low]}, pattern: {}, scan: {}, "
               "ranked: {}, change: {}, trend: {}, limits: {}"));
    static const made of_reach[] = {
        {KK_STATISTIC_SMOOTHED, 100, REACH_UNIT, KK_DIRECTION_NEED},
        {KK_STATISTIC_ABOVE, 100, "%", KK_DIRECTION_NEUTRAL},
        {KK_STATISTIC_RATIO, 100, "index (100 = zoals verwacht)", KK_DIRECTION_NEED},
        {KK_STATISTIC_EXPECTED, 100, REACH_UNIT, KK_DIRECTION_NEED},
        {KK_STATISTIC_GAP, 100, "procentpunt", KK_DIRECTION_NEED},
        {KK_STATISTIC_CLUSTER, 1, "", KK_DIRECTION_NEUTRAL},
        {KK_STATISTIC_CLUSTER_P, 1, "p", KK_DIRECTION_NEUTRAL},
        {KK_STATISTIC_HOTSPOT, 1, "", KK_DIRECTION_NEUTRAL},
        {KK_STATISTIC_HOTSPOT_Z, 1, "z", KK_DIRECTION_NEUTRAL},
        {KK_STATISTIC_SCAN, 1, "nummer", KK_DIRECTION_NEUTRAL},
        {KK_STATISTIC_RANK, 1, "rang", KK_DIRECTION_NEUTRAL},
        {KK_STATISTIC_WORST, 1, "", KK_DIRECTION_NEUTRAL},
        {KK_STATISTIC_WORST_CHANCE, 100, "%", KK_DIRECTION_NEUTRAL},
        {KK_STATISTIC_CHANGE, 100, "procentpunt", KK_DIRECTION_NEED},
        {KK_STATISTIC_TREND, 100, "procentpunt per jaar", KK_DIRECTION_NEED},
        {KK_STATISTIC_LIMITS, 100, REACH_UNIT, KK_DIRECTION_NEUTRAL},
        {KK_STATISTIC_FUNNEL, 1, "", KK_DIRECTION_NEUTRAL},
        {KK_STATISTIC_SIGNAL, 1, "", KK_DIRECTION_NEUTRAL},
    };
    for (size_t i = 0; i < sizeof of_reach / sizeof *of_reach; i++) {
        made expected = of_reach[i];
        if (expected.direction == KK_DIRECTION_NEED) expected.direction = find(config, "reach")->direction;
        check_made(config, "reach", &expected);
    }
    size_t count = 0;
    for (size_t i = 0; i < config->indicator_count; i++) count += config->indicators[i].statistic != KK_STATISTIC_NONE;
    assert_int_equal(count, sizeof of_reach / sizeof *of_reach);
    kk_config_free(config);
}

static void units_are_those_of_the_base(void **state)
{
    (void)state;
    kk_config *config = project(CHOICE("indicators: [births], standardised: {method: direct, strata: [reach_0_4]}, "
                                       "change: {}, trend: {}") "  - {indicators: [low], trend: {}}\n");
    check_made(config, "births", &(made){KK_STATISTIC_STANDARDISED, 1000, "per 1000", KK_DIRECTION_NEUTRAL});
    check_made(config, "births", &(made){KK_STATISTIC_CHANGE, 1000, "per 1000", KK_DIRECTION_NEUTRAL});
    check_made(config, "births", &(made){KK_STATISTIC_TREND, 1000, "per 1000 per jaar", KK_DIRECTION_NEUTRAL});
    check_made(config, "low", &(made){KK_STATISTIC_TREND, 1, "per jaar", KK_DIRECTION_NEED});
    kk_config_free(config);
}

/* A funnel is of counts; what goes up and down over the years is anything. */
static void a_value_has_a_signal_and_no_funnel(void **state)
{
    (void)state;
    kk_config *config = project(CHOICE("indicators: [low], limits: {}"));
    size_t last = config->indicator_count - 1;
    assert_string_equal(config->indicators[last].name, "low_signal");
    assert_int_equal(config->indicators[last - 1].statistic, KK_STATISTIC_NONE);
    kk_config_free(config);
}

static void texts_tell_what_was_chosen(void **state)
{
    (void)state;
    kk_config *config = project(CHOICE("indicators: [births], ranked: {worst: 7}, change: {since: 2019}, "
                                       "expected: {on: [low]}"));
    assert_string_equal(find(config, "births_rank")->label_nl, "births, rang (1 = hoogste)");
    assert_string_equal(find(config, "births_worst")->label_nl, "births, bij de 7 hoogste");
    assert_string_equal(find(config, "births_worst")->label_en, "births, among the 7 highest");
    assert_string_equal(find(config, "births_change")->label_nl, "births, verandering sinds 2019");
    assert_string_equal(find(config, "births_change")->label_en, "births, change since 2019");
    assert_non_null(strstr(find(config, "births_expected")->label_nl, "(samenhang, geen oorzaak)"));
    assert_non_null(strstr(find(config, "births_gap")->label_nl, "(samenhang, geen oorzaak)"));
    assert_non_null(strstr(find(config, "births_expected")->description, "an association, not a cause"));
    assert_non_null(strstr(find(config, "births_gap")->description, "an association, not a cause"));
    kk_config_free(config);
    config =
        project(TABLE "indicators: [{use: kwb/owner_occupied, name: own, label_en: Own homes, direction: strength}]\n"
                      "statistics: {of: [{indicators: [own], change: {}}]}\n");
    assert_string_equal(find(config, "own_change")->label_en, "Own homes, change since the period before");
    kk_config_free(config);
}

static void of_a_strength_the_lowest_come_first(void **state)
{
    (void)state;
    kk_config *config =
        project(TABLE "indicators: [{name: s, kind: share, numerator: kwb.a, denominator: kwb.b, direction: strength, "
                      "unit: '{unit} {since}'}]\nstatistics: {of: [{indicators: [s], smoothed: {}, ranked: {}}]}\n");
    assert_string_equal(find(config, "s_rank")->label_en, "s, rank (1 = lowest)");
    assert_string_equal(find(config, "s_worst")->question, "Welke gebieden horen zeker bij de 5 laagste?");
    assert_string_equal(find(config, "s_smoothed")->unit, "{unit} de vorige periode");
    kk_config_free(config);
}

static void what_is_not_on_the_map_has_statistics_that_are_not(void **state)
{
    (void)state;
    kk_config *config = project(CHOICE("indicators: [reach_0_4_male], smoothed: {}"));
    assert_false(find(config, "reach_0_4_male_smoothed")->on_map);
    assert_string_equal(find(config, "reach_0_4_male_smoothed")->age, "0..4");
    assert_string_equal(find(config, "reach_0_4_male_smoothed")->sex, "male");
    kk_config_free(config);
}

static void names_are_free_and_short_enough(void **state)
{
    (void)state;
    refused(LISTED "  - {name: low_trend, kind: value, numerator: kwb.x}\n"
                   "statistics:\n  of: [{indicators: [low], trend: {}}]\n",
            "project.yaml:17:22: two indicators 'low_trend' (the first on line 15); give this one another 'name'");
#define LONG_NAME(most) "a23456789_123456789_123456789_12345" most
    refused(
        TABLE
        "indicators: [{name: " LONG_NAME("6") ", kind: share, numerator: kwb.a, denominator: kwb.b}]\n"
                                              "statistics: {of: [{indicators: [" LONG_NAME("6") "], ranked: {}}]}\n",
        "project.yaml:7:33: 'statistics' makes the name '" LONG_NAME("6") "_worst_chance', which is longer than 48; "
                                                                          "give a shorter 'name'");
    kk_config_free(project(TABLE "indicators: [{name: " LONG_NAME(
        "") ", kind: share, numerator: kwb.a, denominator: kwb.b}]\n"
            "statistics: {of: [{indicators: [" LONG_NAME("") "], ranked: {}}]}\n"));
}

/* They count for the room on the map too. */
static void there_are_390_at_most_on_the_map(void **state)
{
    (void)state;
    static char text[40000];
    size_t used = (size_t)snprintf(text, sizeof text, TABLE "indicators:\n");
    for (int i = 0; i < 388; i++)
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "  - {name: x%d, kind: value, numerator: kwb.a}\n", i);
    snprintf(text + used, sizeof text - used, "statistics: {of: [{indicators: [x0, x1], trend: {}}]}\n");
    kk_config_free(project(text));
    snprintf(text + used, sizeof text - used, "statistics: {of: [{indicators: [x0, x1, x2], trend: {}}]}\n");
    refused(text, "project.yaml:395:41: more than 390 indicators on the map; give some of them 'map: false'");
}

/* ---- words ---- */

static void every_part_has_an_ending_of_its_own(void **state)
{
    (void)state;
    assert_string_equal(kk_statistic_ending(KK_STATISTIC_NONE), "");
    assert_string_equal(kk_statistic_ending(KK_STATISTIC_SMOOTHED), "_smoothed");
    assert_string_equal(kk_statistic_ending(KK_STATISTIC_WORST_CHANCE), "_worst_chance");
    for (kk_statistic_part part = 1; part < KK_STATISTIC_PARTS; part++) {
        assert_int_equal(kk_statistic_ending(part)[0], '_');
        for (kk_statistic_part other = 0; other < part; other++)
            assert_string_not_equal(kk_statistic_ending(part), kk_statistic_ending(other));
    }
}

static void categories_ascend_and_have_words(void **state)
{
    (void)state;
    size_t count, lists = 0;
    for (kk_statistic_part part = 0; part < KK_STATISTIC_PARTS; part++) {
        const kk_category *category = kk_statistic_categories(part, &count);
        assert_int_equal(category == NULL, count == 0);
        lists += category != NULL;
        for (size_t i = 0; i < count; i++) {
            assert_true(*category[i].word && *category[i].label_nl);
            assert_true(i == 0 || category[i].code == category[i - 1].code + 1);
        }
    }
    assert_int_equal(lists, 8);
    const kk_category *funnel = kk_statistic_categories(KK_STATISTIC_FUNNEL, &count);
    assert_int_equal(count, 5);
    assert_int_equal(funnel[0].code, -2);
    assert_string_equal(funnel[0].word, "below_998");
    assert_string_equal(kk_statistic_categories(KK_STATISTIC_CLUSTER, &count)[1].word, "high_high");
    assert_null(kk_statistic_categories(KK_STATISTIC_RANK, &count));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_project_without_has_none),
        cmocka_unit_test(the_section_has_defaults),
        cmocka_unit_test(the_section_arrives),
        cmocka_unit_test(neighbours_take_the_keys_of_their_rule),
        cmocka_unit_test(indicators_are_found_by_name),
        cmocka_unit_test(nothing_is_asked_for_twice),
        cmocka_unit_test(levels_are_those_of_the_indicator_or_some_of_them),
        cmocka_unit_test(within_is_a_larger_level),
        cmocka_unit_test(every_key_has_defaults),
        cmocka_unit_test(every_key_arrives),
        cmocka_unit_test(numbers_stay_in_their_range),
        cmocka_unit_test(kinds_must_fit),
        cmocka_unit_test(a_mean_with_squares_is_ranked),
        cmocka_unit_test(determinants_are_other_indicators),
        cmocka_unit_test(strata_are_what_by_made),
        cmocka_unit_test(persons_of_a_stratum_are_public),
        cmocka_unit_test(strata_are_the_finest_of_the_same_form_and_sex),
        cmocka_unit_test(strata_can_be_given),
        cmocka_unit_test(a_standard_can_be_chosen),
        cmocka_unit_test(a_chosen_standard_is_whole),
        cmocka_unit_test(two_can_have_the_same_strata),
        cmocka_unit_test(statistics_are_indicators),
        cmocka_unit_test(units_are_those_of_the_base),
        cmocka_unit_test(a_value_has_a_signal_and_no_funnel),
        cmocka_unit_test(texts_tell_what_was_chosen),
        cmocka_unit_test(of_a_strength_the_lowest_come_first),
        cmocka_unit_test(what_is_not_on_the_map_has_statistics_that_are_not),
        cmocka_unit_test(names_are_free_and_short_enough),
        cmocka_unit_test(there_are_390_at_most_on_the_map),
        cmocka_unit_test(every_part_has_an_ending_of_its_own),
        cmocka_unit_test(categories_ascend_and_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
