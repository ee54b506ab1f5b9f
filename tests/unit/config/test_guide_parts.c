/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#include <math.h>

#define LISTED                                                                                                         \
    AREAS "tables:\n  - {name: kwb, file: kwb.csv}\nplaces:\n  - {name: p, file: p.csv, columns: {id: id, type: t, "   \
          "x: x, y: "                                                                                                  \
          "y}}\nindicators:\n"                                                                                         \
          "  - {name: young, kind: share, numerator: kwb.j, denominator: kwb.a}\n"                                     \
          "  - {name: low, kind: value, numerator: kwb.p, direction: need, axis: need, unit: '%'}\n"                   \
          "  - {name: reach, kind: share, numerator: kwb.h, denominator: kwb.j, axis: use, direction: need}\n"         \
          "  - {name: far, kind: value, numerator: kwb.km, axis: supply, direction: need}\n"                           \
          "  - {name: euro, kind: ratio, numerator: kwb.e, denominator: kwb.j, axis: supply}\n"                        \
          "  - {name: one_in, kind: one_in, numerator: kwb.h, denominator: kwb.j, axis: need}\n"                       \
          "statistics: {of: [{indicators: [reach], ranked: {}, smoothed: {}}]}\n"
#define INDEX                                                                                                          \
    LISTED "guide:\n  youths: young\n"                                                                                 \
           "  index: {name: need, levels: [wijk], themes: [{name: money, of: [{indicator: low}]}]}\n"
/* The part stands on line 19. */
#define WITH(part) INDEX "  " part "\n"

static size_t find(const kk_config *config, const char *name)
{
    size_t i = 0;
    while (i < config->indicator_count && strcmp(config->indicators[i].name, name) != 0) i++;
    if (i == config->indicator_count) fail_msg("no indicator %s", name);
    return i;
}

static void the_index_makes_indicators(void **state)
{
    (void)state;
    kk_config *config = project(WITH("crossing: {use: reach, supply: far}"));
    const kk_config_guide *guide = &config->guide;
    assert_int_equal(guide->youths, find(config, "young"));
    assert_int_equal(guide->index.indicator, find(config, "need"));
    assert_int_equal(guide->index.rank, find(config, "need_rank"));
    assert_int_equal(guide->index.theme[0].indicator, find(config, "need_money"));
    assert_int_equal(guide->crossing.use_indicator, find(config, "need_use"));
    assert_int_equal(guide->crossing.supply_indicator, find(config, "need_supply"));
    const kk_config_indicator *index = &config->indicators[guide->index.indicator];
    assert_int_equal(index->statistic, KK_GUIDE_INDEX);
    assert_int_equal(index->direction, KK_DIRECTION_NEED);
    assert_int_equal(index->kind, KK_VALUE);
    assert_int_equal(index->axis, KK_AXIS_NEED);
    assert_true(index->on_map && index->per == 1);
    assert_int_equal(index->level_count, 1);
    assert_string_equal(index->levels[0], "wijk");
    assert_string_equal(config->indicators[guide->crossing.use_indicator].label_nl, "Behoefte en gebruik: reach");
    kk_config_free(config);
}

static void a_list_has_defaults(void **state)
{
    (void)state;
    kk_config *config = project(WITH("targets: [{name: first, level: wijk, choose: 3, in_need: low}]"));
    const kk_config_target *target = config->guide.target;
    assert_int_equal(config->guide.target_count, 1);
    assert_int_equal(target->choose, 3);
    assert_true(isnan(target->above) && target->confidence == 0.95 && !target->hides_ranks);
    assert_null(target->within);
    assert_null(target->today.path);
    assert_int_equal(target->indicator, find(config, "first"));
    kk_config_free(config);
}

static void a_list_takes_what_is_given(void **state)
{
    (void)state;
    kk_config *config =
        project(WITH("targets: [{name: b, level: wijk, within: gemeente, above: 75, in_need: reach, ranks: hidden, "
                     "confidence: 0.9, today: now.csv, earlier: before, peers: {on: [low, far], count: 4}}]"));
    const kk_config_target *target = config->guide.target;
    assert_int_equal(target->choose, 0);
    assert_true(target->above == 75 && target->confidence == 0.9 && target->hides_ranks);
    assert_string_equal(target->within, "gemeente");
    assert_string_equal(target->today.given, "now.csv");
    assert_string_equal(target->earlier.given, "before");
    assert_non_null(target->today.path);
    assert_int_equal(target->peers.on_count, 2);
    assert_int_equal(target->peers.on[1], find(config, "far"));
    assert_int_equal(target->peers.count, 4);
    const kk_config_indicator *made = &config->indicators[target->indicator];
    assert_int_equal(made->statistic, KK_GUIDE_TARGET);
    assert_int_equal(made->direction, KK_DIRECTION_NEUTRAL);
    assert_string_equal(made->levels[0], "wijk");
    kk_config_free(config);
}

static void what_is_wrong_in_a_list_is_told(void **state)
{
    (void)state;
    refused(WITH("targets: [{name: first, level: wijk, in_need: low}]"),
            "project.yaml:19:20: 'first' needs either 'choose', how many areas, or 'above', the index from which on");
    refused(WITH("targets: [{name: first, level: buurt, choose: 3, in_need: low}]"),
            "project.yaml:19:34: there is no index at the level 'buurt'; add it to 'index: levels'");
    refused(WITH("targets: [{name: first, level: wijk, choose: 3, in_need: euro}]"),
            "project.yaml:19:60: 'in_need' must be a share of youths, and 'euro' is none");
    refused(WITH("targets: [{name: low, level: wijk, choose: 3, in_need: low}]"),
            "project.yaml:19:20: two indicators 'low' (the first on line 10); give this one another 'name'");
    refused(WITH("targets: [{name: first, level: wijk, within: wijk, choose: 3, in_need: low}]"),
            "project.yaml:19:48: 'within' must be a larger level than 'wijk'");
    refused(WITH("targets: [{name: first, level: wijk, within: buurt, choose: 3, in_need: low}]"),
            "project.yaml:19:48: 'within' must be a larger level than 'wijk'");
    refused(WITH("targets: [{name: first, level: wijk, choose: 3, above: 70, in_need: low}]"),
            "project.yaml:19:20: 'first' needs either 'choose', how many areas, or 'above', the index from which on");
    refused(WITH("targets: [{name: first, level: wijk, choose: 3, in_need: low, confidence: 0.4}]"),
            "project.yaml:19:77: this must be 0.5 to 0.9999: the confidence of certain and not");
    refused(WITH("targets: [{name: a, level: wijk, choose: 3, in_need: low}, {name: a, level: wijk, choose: 1, "
                 "in_need: low}]"),
            "project.yaml:19:69: the list 'a' is there twice; give this one another name");
    refused(WITH("targets: [{name: first, level: wijk, choose: 3, in_need: low, peers: {on: [lo]}}]"),
            "project.yaml:19:78: unknown indicator 'lo'; did you mean 'low'?");
}

static void crossings_are_of_their_axis(void **state)
{
    (void)state;
    refused(WITH("crossing: {use: low}"),
            "project.yaml:19:19: 'low' is not of the axis use; give it 'axis: use' if it is");
    refused(WITH("crossing: {supply: reach}"),
            "project.yaml:19:22: 'reach' is not of the axis supply; give it 'axis: supply' if it is");
    refused(LISTED "guide:\n  youths: young\n  crossing: {use: reach}\n",
            "project.yaml:18:13: this needs the index of need; add 'index' to 'guide'");
    refused(
        WITH("crossing: {supply: euro}"),
        "project.yaml:19:22: whether more of 'euro' is more supply is not known; give it 'direction: strength' where "
        "it is, 'direction: need' where it is less (a distance)");
}

static void figures_only_are_counted_with(void **state)
{
    (void)state;
    refused(WITH("goals: [{indicator: reach_worst, level: wijk, target: 1, year: 2030}]"),
            "project.yaml:19:23: 'reach_worst' is a category, a rank, a chance or a test, not a figure to count with; "
            "name a figure, such as the indicator that it was made of");
    refused(WITH("goals: [{indicator: reach_worst_chance, level: wijk, target: 1, year: 2030}]"),
            "project.yaml:19:23: 'reach_worst_chance' is a category, a rank, a chance or a test, not a figure to count "
            "with; name a figure, such as the indicator that it was made of");
    kk_config *config = project(WITH("goals: [{indicator: reach_smoothed, level: wijk, target: 1, year: 2030}]"));
    assert_int_equal(config->guide.goal[0].indicator, find(config, "reach_smoothed"));
    kk_config_free(config);
    refused(WITH("goals: [{indicator: one_in, level: wijk, target: 1, year: 2030}]"),
            "project.yaml:19:23: 'one_in' tells one in how many, and such figures have no mean; use the share instead");
}

static void a_division_has_defaults(void **state)
{
    (void)state;
    kk_config *config =
        project(WITH("divide: [{name: means, level: wijk, budget: 1500000.25, need: index, present: euro}]"));
    const kk_config_division *division = config->guide.division;
    assert_int_equal(division->budget_units, 150000025);
    assert_true(isnan(division->post_size) && isnan(division->floor_per_youth) && isnan(division->ceiling_per_youth));
    assert_int_equal(division->need, -1);
    assert_int_equal(division->present, find(config, "euro"));
    assert_int_equal(division->principle_count, 2);
    assert_int_equal(division->principle[0], KK_PROPORTIONATE);
    assert_int_equal(division->principle[1], KK_PRESENT);
    assert_int_equal(division->indicator[0], find(config, "means_proportionate"));
    assert_int_equal(division->indicator[1], find(config, "means_present"));
    assert_int_equal(division->epsilon_count, 4);
    assert_true(division->floor_share == 0.5 && division->epsilon[3] == 2 && isnan(division->half_effect));
    assert_int_equal(division->aversion, KK_ATKINSON);
    const kk_config_indicator *means = &config->indicators[division->indicator[0]];
    assert_int_equal(means->axis, KK_AXIS_SUPPLY);
    assert_string_equal(means->unit, "euro per jongere");
    assert_string_equal(means->label_nl, "means, per jongere en naar behoefte");
    kk_config_free(config);
}

static void posts_are_divided_too(void **state)
{
    (void)state;
    kk_config *config = project(WITH("divide: [{name: fte, level: wijk, posts: {count: 24, size: 0.5}, need: low}]"));
    const kk_config_division *division = config->guide.division;
    assert_int_equal(division->budget_units, 24);
    assert_true(division->post_size == 0.5);
    assert_int_equal(division->need, find(config, "low"));
    assert_int_equal(division->principle_count, 1);
    assert_string_equal(config->indicators[division->indicator[0]].unit, "fte per 1.000 jongeren");
    kk_config_free(config);
}

#define DIVIDE(keys) WITH("divide: [{name: means, level: wijk, " keys "}]")

static void what_is_wrong_in_a_division_is_told(void **state)
{
    (void)state;
    refused(DIVIDE("need: low"),
            "project.yaml:19:19: 'means' needs either 'budget', in euro, or 'posts: {count: …, size: …}'");
    refused(DIVIDE("need: low, budget: 5, posts: {count: 2}"),
            "project.yaml:19:19: 'means' needs either 'budget', in euro, or 'posts: {count: …, size: …}'");
    refused(DIVIDE("need: low, budget: 1.234"), "project.yaml:19:58: a budget is in whole cents");
    refused(DIVIDE("need: low, budget: 1000000.004"), "project.yaml:19:58: a budget is in whole cents");
    refused(DIVIDE("need: low, budget: 200000000000"),
            "project.yaml:19:58: this must be 0.01 to 100000000000: a budget in euro");
    refused(DIVIDE("need: low, posts: {count: 24, size: 0.3}"),
            "project.yaml:19:75: posts are whole or half: 'size' must be 1 or 0.5");
    refused(DIVIDE("need: low, budget: 5, present: low"),
            "project.yaml:19:70: 'low' does not tell how much there is; name an indicator of 'kind: value' that does, "
            "or one whose numerator does");
    refused(DIVIDE("need: low, budget: 5, principles: [present]"),
            "project.yaml:19:73: the principle 'present' needs 'present'");
    refused(DIVIDE("need: low, budget: 5, present: euro, principles: [closing], years: 0"),
            "project.yaml:19:106: this must be 1 to 50: years in which the gap is closed");
    refused(DIVIDE("need: low, budget: 5, floor_share: 1.5"),
            "project.yaml:19:74: this must be 0 to 1: the share that is divided by head");
    refused(DIVIDE("need: low, budget: 5, principles: [closing]"),
            "project.yaml:19:73: the principle 'closing' needs 'present'");
    refused(DIVIDE("need: low, budget: 5, principles: [equal, equal]"),
            "project.yaml:19:73: the principle 'equal' is there twice");
    refused(DIVIDE("need: low, budget: 5, principles: [welfare]"),
            "project.yaml:19:73: the principle 'welfare' needs 'half_effect'");
    refused(DIVIDE("need: low, budget: 5, floor_per_youth: 3, ceiling_per_youth: 2"),
            "project.yaml:19:100: this must be 3 to 100000000000: a ceiling per youth, no less than the floor");
    refused(DIVIDE("need: low, budget: 5, epsilon: [1, 0]"),
            "project.yaml:19:74: this must be 1 to 20: aversions to inequality, ascending");
}

static void peers_are_alike_or_named(void **state)
{
    (void)state;
#define PEERS(keys) WITH("targets: [{name: a, level: wijk, choose: 3, in_need: low, peers: {" keys "}}]")
    kk_config *config = project(PEERS("named: [WK000100, WK000101]"));
    assert_int_equal(config->guide.target->peers.named_count, 2);
    assert_int_equal(config->guide.target->peers.count, 2);
    kk_config_free(config);
    refused(
        PEERS("named: [WK000100], on: [far]"),
        "project.yaml:19:68: 'peers' needs either 'on', the indicators on which areas are alike, or 'named', the codes "
        "of areas to compare with");
    refused(PEERS("named: [WK000100], count: 2"),
            "project.yaml:19:95: 'count' goes with 'on' only: all that are 'named' are compared with");
}

static void hidden_ranks_are_not_told_by_amounts(void **state)
{
    (void)state;
#define HIDDEN(ranks) "targets: [{name: a, level: wijk, choose: 3, in_need: low, ranks: " ranks "}]\n"
    kk_config_free(project(WITH(HIDDEN("shown") "  divide: [{name: d, level: wijk, budget: 5, need: index}]")));
    kk_config_free(project(WITH(HIDDEN("hidden") "  divide: [{name: d, level: wijk, budget: 5, need: low}]")));
    refused(WITH(HIDDEN("hidden") "  divide: [{name: d, level: wijk, budget: 5, need: index}]"),
            "project.yaml:20:52: 'ranks: hidden' of 'a' would be undone: means in proportion to the index tell the "
            "order; divide at another level, or by an indicator");
}

/* The greatest budget keeps its cents, and so does every one that a double cannot tell exactly. */
static void budgets_are_exact_to_the_cent(void **state)
{
    (void)state;
    static const struct {
        const char *project;
        int64_t cents;
    } budgets[] = {{DIVIDE("need: low, budget: 0.01"), 1},
                   {DIVIDE("need: low, budget: 0.29"), 29},
                   {DIVIDE("need: low, budget: 1000000.01"), 100000001},
                   {DIVIDE("need: low, budget: 99999999999.99"), 9999999999999},
                   {DIVIDE("need: low, budget: 100000000000"), 10000000000000}};
    for (size_t i = 0; i < sizeof budgets / sizeof *budgets; i++) {
        kk_config *config = project(budgets[i].project);
        assert_int_equal(config->guide.division[0].budget_units, budgets[i].cents);
        kk_config_free(config);
    }
}

static void a_return_is_told_where_it_is_from(void **state)
{
    (void)state;
    kk_config *config = project(WITH("shift: {level: wijk, front: euro, back: euro}"));
    assert_true(config->guide.shift.given && config->guide.shift.rule.returns == 0);
    assert_int_equal(config->guide.shift.rule.years, 6);
    kk_config_free(config);
    refused(WITH("shift: {level: wijk, front: euro, back: euro, returns: 1}"),
            "project.yaml:19:58: a return is an assumption; tell where it is from with 'source_nl', which every output "
            "will show");
}

static void places_are_sited(void **state)
{
    (void)state;
    kk_config *config = project(WITH("siting: [{name: extra, places: 2, type: hart, candidates: [school, hal]}]"));
    const kk_config_siting *siting = config->guide.siting;
    assert_int_equal(siting->goal, KK_SITING_MEDIAN);
    assert_int_equal(siting->need, -2);
    assert_int_equal(siting->candidate_count, 2);
    assert_true(siting->radius_m == 1000);
    kk_config_free(config);
    refused(WITH("siting: [{name: extra, places: 2, type: hart}]"),
            "project.yaml:19:12: 'extra' needs 'candidates', the types of place where it could be");
    refused(WITH("siting: [{name: extra, places: 2, type: hart, candidates: [a], need: index}]"),
            "project.yaml:19:72: 'need: index' needs 'level', one of those of the index");
    refused(WITH("siting: [{name: less, goal: removing, places: 1, type: hart, candidates: [school]}]"),
            "project.yaml:19:76: 'goal: removing' looks at present places only; leave out 'candidates'");
    refused(WITH("siting: [{name: extra, places: 0, type: hart, candidates: [school]}]"),
            "project.yaml:19:34: this must be 1 to 10000: how many places");
    refused(WITH("siting: [{name: extra, places: 2, type: hart, candidates: [school, school]}]"),
            "project.yaml:19:61: the type 'school' is there twice");
    refused(WITH("roof: {kinds: [hart, school], moves: 21}"),
            "project.yaml:19:40: this must be 0 to 20: how many moves to propose");
    refused(WITH("roof: {kinds: [hart]}"),
            "project.yaml:19:17: one roof is for two kinds of help or more; name the types of place");
}

/* They are known where each file of places is of one type. */
static void types_of_place_are_known(void **state)
{
    (void)state;
#define PLACED                                                                                                         \
    AREAS "places: [{name: a, file: a.csv, type: School, columns: {id: id, x: x, y: y}}]\n" TABLE_OF_YOUTHS            \
          "guide:\n  youths: young\n"
#define TABLE_OF_YOUTHS                                                                                                \
    "tables: [{name: kwb, file: kwb.csv}]\nindicators: [{name: young, kind: value, numerator: kwb.j}]\n"
    kk_config_free(project(PLACED "  siting: [{name: less, goal: removing, places: 1, type: school}]\n"));
    refused(PLACED "  siting: [{name: less, goal: removing, places: 1, type: schol}]\n",
            "project.yaml:9:58: unknown type of place 'schol'; did you mean 'School'?");
    refused(PLACED "  roof: {kinds: [school, hal]}\n",
            "project.yaml:9:17: unknown type of place 'hal'; it can be School");
}

static void a_change_is_evaluated(void **state)
{
    (void)state;
    kk_config *config = project(WITH("evaluate: {baseline: before, indicator: low, list: first, level: wijk}"));
    assert_true(config->guide.evaluate.given);
    assert_string_equal(config->guide.evaluate.baseline.given, "before");
    assert_int_equal(config->guide.evaluate.indicator, find(config, "low"));
    assert_string_equal(config->guide.evaluate.list, "first");
    assert_string_equal(config->guide.evaluate.level, "wijk");
    kk_config_free(config);
}

static void at_most_five_goals(void **state)
{
    (void)state;
#define GOAL "{indicator: low, level: wijk, target: 1, year: 2030}"
    kk_config *config = project(WITH("goals: [" GOAL "," GOAL "," GOAL "," GOAL "," GOAL "]"));
    assert_int_equal(config->guide.goal_count, KK_GOALS_MAX);
    kk_config_free(config);
    refused(WITH("goals: [" GOAL "," GOAL "," GOAL "," GOAL "," GOAL "," GOAL "]"),
            "project.yaml:19:288: at most 5 goals: what is worth more than the others?");
}

static void a_guide_counts_youths(void **state)
{
    (void)state;
    refused(LISTED "guide:\n  seed: 2\n",
            "project.yaml:17:3: 'guide' needs 'youths': an indicator that counts youths, such as share_under_25, whose "
            "numerator is their number");
    refused(
        LISTED "guide:\n  youths: low\n",
        "project.yaml:17:11: 'low' does not tell how much there is; name an indicator of 'kind: value' that does, or "
        "one whose numerator does");
    refused(LISTED "guide:\n  youths: reach_smoothed\n",
            "project.yaml:17:11: 'reach_smoothed' does not tell how much there is; name an indicator of 'kind: value' "
            "that does, or one whose numerator does");
}

static void stories_need_no_guide(void **state)
{
    (void)state;
    kk_config *config = project(LISTED "stories: {file: v.csv}\n");
    assert_false(config->guide.given);
    assert_string_equal(config->guide.stories.given, "v.csv");
    kk_config_free(config);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_index_makes_indicators),
        cmocka_unit_test(a_list_has_defaults),
        cmocka_unit_test(a_list_takes_what_is_given),
        cmocka_unit_test(what_is_wrong_in_a_list_is_told),
        cmocka_unit_test(crossings_are_of_their_axis),
        cmocka_unit_test(figures_only_are_counted_with),
        cmocka_unit_test(a_division_has_defaults),
        cmocka_unit_test(posts_are_divided_too),
        cmocka_unit_test(what_is_wrong_in_a_division_is_told),
        cmocka_unit_test(peers_are_alike_or_named),
        cmocka_unit_test(hidden_ranks_are_not_told_by_amounts),
        cmocka_unit_test(budgets_are_exact_to_the_cent),
        cmocka_unit_test(a_return_is_told_where_it_is_from),
        cmocka_unit_test(places_are_sited),
        cmocka_unit_test(types_of_place_are_known),
        cmocka_unit_test(a_change_is_evaluated),
        cmocka_unit_test(at_most_five_goals),
        cmocka_unit_test(a_guide_counts_youths),
        cmocka_unit_test(stories_need_no_guide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
