/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#define LISTED                                                                                                         \
    TABLE "indicators:\n"                                                                                              \
          "  - {name: low, kind: value, numerator: kwb.p_laag, direction: need, axis: need}\n"                         \
          "  - {name: reach, kind: value, numerator: kwb.h, axis: use, direction: need}\n"                             \
          "  - {name: size, kind: value, numerator: kwb.a, axis: need}\n"                                              \
          "  - {name: density, kind: value, numerator: kwb.d, direction: need}\n"
/* Its keys from line 14 on. */
#define INDEX(keys) LISTED "guide:\n  youths: size\n  index:\n" keys
#define THEMES(needs) INDEX("    name: need\n    themes:\n      - {name: money, of: [" needs "]}\n")
#define WITH(keys) THEMES("{indicator: low}") "    " keys "\n"

static void an_index_has_defaults(void **state)
{
    (void)state;
    kk_config *config = project(WITH("label_nl: Behoefte"));
    const kk_config_index *index = &config->guide.index;
    assert_true(config->guide.given && index->given);
    assert_int_equal(config->guide.seed, 1);
    assert_int_equal(config->guide.crossing.use, -1);
    assert_string_equal(index->label_nl, "Behoefte");
    assert_int_equal(index->rule.scale, KK_SCALE_PERCENTILE);
    assert_int_equal(index->rule.join, KK_JOIN_ARITHMETIC);
    assert_int_equal(index->rule.gap, KK_GAP_LEAVE);
    assert_true(index->rule.least == 0.6);
    assert_int_equal(index->need_count, 1);
    assert_true(index->need[0].weight == 1 && index->theme[0].weight == 1);
    assert_int_equal(index->sensitivity.draws, 1000);
    assert_int_equal(index->sensitivity.scale_count, 2);
    kk_config_free(config);
}

static void use_counts_with_a_reason_only(void **state)
{
    (void)state;
    kk_config *config = project(THEMES("{indicator: reach, because_nl: Omdat}"));
    assert_string_equal(config->guide.index.need[0].because_nl, "Omdat");
    assert_non_null(strstr(config->indicators[config->guide.index.indicator].description, "want: Omdat"));
    kk_config_free(config);
    refused(THEMES("{indicator: reach}"),
            "project.yaml:16:40: 'reach' is of the axis use, which is not need; add 'because_nl' in words, which every "
            "output will show, or leave it out");
}

static void an_indicator_must_be_about_need(void **state)
{
    (void)state;
    refused(THEMES("{indicator: density}"),
            "project.yaml:16:40: whether 'density' is about need is not known; give it 'axis: need' if it is");
}

static void what_is_wrong_in_an_index_is_told(void **state)
{
    (void)state;
    refused(THEMES("{indicator: lowe}"), "project.yaml:16:40: unknown indicator 'lowe'; did you mean 'low'?");
    refused(THEMES("{indicator: size}"),
            "project.yaml:16:40: whether more of 'size' is more need is not known; add 'direction: need' or "
            "'direction: strength'");
    refused(THEMES("{indicator: low, weight: 0}"),
            "project.yaml:16:53: 'weight' must be more than 0; leave out what should not count");
    refused(THEMES("{indicator: low}, {indicator: low}"),
            "project.yaml:16:58: 'low' is in the index already on line 16; give it more 'weight' there");
    refused(
        WITH("scale: robust_z\n    join: geometric"),
        "project.yaml:18:11: 'join: geometric' does not go with 'scale: robust_z'; use z, percentile or another scale");
    refused(INDEX("    name: low\n    themes: [{name: a, of: [{indicator: low}]}]\n"),
            "project.yaml:14:11: there is an indicator 'low' already; give the index another name");
    refused(INDEX("    name: need\n    themes: [{name: rank, of: [{indicator: low}]}]\n"),
            "project.yaml:15:21: 'rank' cannot name a theme: a column that the guide makes is called so");
    refused(INDEX("    name: level\n    themes: [{name: a, of: [{indicator: low}]}]\n"),
            "project.yaml:14:11: 'level' is a column of every output; choose another name");
    refused(INDEX("    name: need\n    themes: [{name: upper, of: [{indicator: low}]}]\n"),
            "project.yaml:14:11: 'need_upper' ends in _upper, as columns of the output do; choose another name");
    refused(INDEX("    name: need\n    themes: [{name: a_theme_with_a_name_as_long_as_can_be_told_it, of: "
                  "[{indicator: low}]}]\n"),
            "project.yaml:14:11: 'guide' makes the name 'need_a_theme_with_a_name_as_long_as_can_be_told_it', "
            "which is longer than 48; give a shorter 'name'");
    refused(WITH("levels: [wijk, wijk]"), "project.yaml:17:20: the level 'wijk' is there twice");
    refused(WITH("missing: {least: 2}"),
            "project.yaml:17:22: 'least' must be 0 to 1, a share of the weights such as 0.6");
    refused(WITH("missing: {rule: none, least: 0.5}"),
            "project.yaml:17:34: 'least' goes with 'rule: leave' only; leave it out");
    refused(WITH("sensitivity: {draws: 3}"), "project.yaml:17:26: 'draws' must be 100 to 100000");
    refused(WITH("sensitivity: {weights: 3}"),
            "project.yaml:17:28: 'weights' must be 0 to 1: how far weights are drawn around the chosen ones");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_has_defaults),
        cmocka_unit_test(use_counts_with_a_reason_only),
        cmocka_unit_test(an_indicator_must_be_about_need),
        cmocka_unit_test(what_is_wrong_in_an_index_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
