/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/publish/explanation_world.h"

#include "config/document.h"

/* ---- the file, read back by its paths ---- */

typedef struct reading {
    kk_document document;
    char *text;
} reading;

static reading read_back(world *w)
{
    reading back = {.text = world_text(w)};
    kk_yaml_text text = {"explanation.json", back.text, strlen(back.text), 0};
    if (kk_document_load(&text, &back.document, &w->err) != KK_OK) fail_msg("%s", w->err.message);
    return back;
}

static yaml_node_t *member(reading *of, const yaml_node_t *node, const char *key)
{
    yaml_document_t *yaml = &of->document.yaml;
    assert_int_equal(node->type, YAML_MAPPING_NODE);
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top; pair++)
        if (strcmp((const char *)yaml_document_get_node(yaml, pair->key)->data.scalar.value, key) == 0)
            return yaml_document_get_node(yaml, pair->value);
    return NULL;
}

static yaml_node_t *item(reading *of, const yaml_node_t *node, size_t index)
{
    assert_int_equal(node->type, YAML_SEQUENCE_NODE);
    const yaml_node_item_t *items = node->data.sequence.items.start;
    assert_true(index < (size_t)(node->data.sequence.items.top - items));
    return yaml_document_get_node(&of->document.yaml, items[index]);
}

/* "levels/0/areas/1/youths"; NULL where it is not there. */
static yaml_node_t *node_at(reading *of, const char *path)
{
    yaml_node_t *node = yaml_document_get_root_node(&of->document.yaml);
    char copy[200], *rest = copy;
    assert_true(strlen(path) < sizeof copy);
    strcpy(copy, path);
    for (char *step; node != NULL && (step = strsep(&rest, "/")) != NULL;)
        node = *step >= '0' && *step <= '9' ? item(of, node, strtoul(step, NULL, 10)) : member(of, node, step);
    return node;
}

static const char *text_at(reading *of, const char *path)
{
    const yaml_node_t *node = node_at(of, path);
    if (node == NULL) fail_msg("nothing at %s", path);
    return node != NULL ? (const char *)node->data.scalar.value : "";
}

static double number_at(reading *of, const char *path)
{
    const char *text = text_at(of, path);
    return strcmp(text, "null") == 0 ? NAN : strtod(text, NULL);
}

static double area_number(reading *of, size_t area, const char *key)
{
    char path[200];
    snprintf(path, sizeof path, "levels/0/areas/%zu/%s", area, key);
    return number_at(of, path);
}

/* ---- the chain ---- */

static const char *const names[NEEDS] = {"debts", "poverty", "income"};

/* 100 · ridit over youths, of the figures and youths in the file alone. */
static double percentile(reading *of, const char *name, size_t area, bool is_strength)
{
    char key[100];
    double all = 0, below = 0, sign = is_strength ? -1 : 1;
    snprintf(key, sizeof key, "figures/%s/value", name);
    double here = sign * area_number(of, area, key);
    for (size_t i = 0; i < WIJKEN; i++) {
        double there = sign * area_number(of, i, key), youths = area_number(of, i, "youths");
        if (isnan(there) || isnan(youths)) continue;
        all += youths;
        below += there < here ? youths : there > here ? 0 : youths / 2;
    }
    return isnan(here) ? NAN : 100 * below / all;
}

static void the_index_can_be_computed_from_the_file(void **state)
{
    world *w = *state;
    world_write(w);
    reading back = read_back(w);
    for (size_t i = 0; i < WIJKEN; i++) {
        double debts = percentile(&back, "debts", i, false), poverty = percentile(&back, "poverty", i, false);
        double income = percentile(&back, "income", i, true);
        double money = isnan(income) ? poverty : (poverty + income) / 2;
        assert_near(area_number(&back, i, "figures/poverty/scaled"), poverty, 1e-12);
        assert_near(area_number(&back, i, "themes/money"), money, 1e-12);
        assert_near(area_number(&back, i, "index"), (debts + 2 * money) / 3, 1e-12);
    }
    kk_document_clear(&back.document);
}

static void contributions_add_up_to_the_difference(void **state)
{
    world *w = *state;
    world_write(w);
    reading back = read_back(w);
    for (size_t i = 0; i < WIJKEN; i++) {
        double sum = number_at(&back, "levels/0/average");
        if (i == 2) continue; /* it lacks a figure: another average */
        for (size_t k = 0; k < NEEDS; k++) {
            char key[100];
            snprintf(key, sizeof key, "figures/%s/contribution", names[k]);
            sum += area_number(&back, i, key);
        }
        assert_near(sum, area_number(&back, i, "index"), 1e-12);
    }
    kk_document_clear(&back.document);
}

static void numbers_read_back_exactly(void **state)
{
    world *w = *state;
    world_write(w);
    reading back = read_back(w);
    for (size_t i = 0; i < WIJKEN; i++) {
        for (size_t k = 0; k < NEEDS; k++) {
            char key[100];
            snprintf(key, sizeof key, "figures/%s/value", names[k]);
            double value = area_number(&back, i, key);
            assert_true(value == world_value[k][i] || (isnan(value) && isnan(world_value[k][i])));
        }
        assert_true(area_number(&back, i, "index") == w->index.scores.index[i]);
    }
    assert_true(number_at(&back, "divisions/0/areas/0/principles/proportionate/exact") == 100000.0 / 3);
    assert_true(number_at(&back, "divisions/0/areas/0/need") == 1.0 / 3);
    kk_document_clear(&back.document);
}

static void a_figure_tells_whose_it_is(void **state)
{
    world *w = *state;
    world_write(w);
    reading back = read_back(w);
    assert_string_equal(text_at(&back, "levels/0/areas/1/figures/poverty/from"), "GM0001");
    assert_string_equal(text_at(&back, "levels/0/areas/1/figures/poverty/status"), "secret");
    assert_string_equal(text_at(&back, "levels/0/areas/1/figures/poverty/origin"), "around");
    assert_null(node_at(&back, "levels/0/areas/0/figures/poverty/from"));
    assert_string_equal(text_at(&back, "levels/0/areas/2/figures/income/value"), "null");
    assert_string_equal(text_at(&back, "levels/0/areas/2/youths"), "null");
    assert_string_equal(text_at(&back, "levels/0/figures/debts/source"), "proef");
    assert_near(number_at(&back, "levels/0/figures/debts/mean"), (10 * 100 + 20 * 300 + 40 * 200) / 600.0, 1e-12);
    kk_document_clear(&back.document);
}

static void rules_are_told(void **state)
{
    world *w = *state;
    w->base->need[1].because_nl = "omdat";
    world_write(w);
    reading back = read_back(w);
    assert_string_equal(text_at(&back, "index/scale"), "percentile");
    assert_string_equal(text_at(&back, "index/join"), "arithmetic");
    assert_string_equal(text_at(&back, "index/missing"), "leave");
    assert_near(number_at(&back, "index/least"), 0.6, 0);
    assert_near(number_at(&back, "index/themes/1/weight"), 2, 0);
    assert_string_equal(text_at(&back, "index/indicators/1/because_nl"), "omdat");
    assert_null(node_at(&back, "index/indicators/0/because_nl"));
    assert_string_equal(text_at(&back, "index/indicators/2/direction"), "strength");
    assert_string_equal(text_at(&back, "targets/0/choose"), "2");
    assert_string_equal(text_at(&back, "targets/0/above"), "null");
    assert_string_equal(text_at(&back, "divisions/0/unit"), "cent");
    assert_string_equal(text_at(&back, "divisions/0/need"), "index");
    assert_string_equal(text_at(&back, "divisions/0/present"), "present");
    kk_document_clear(&back.document);
}

static void lists_and_divisions_stand_by_area(void **state)
{
    world *w = *state;
    world_write(w);
    reading back = read_back(w);
    assert_string_equal(text_at(&back, "targets/0/areas/2/class"), "possibly");
    assert_string_equal(text_at(&back, "targets/0/areas/2/kept"), "true");
    assert_string_equal(text_at(&back, "targets/0/areas/0/margin"), "null"); /* infinite */
    assert_near(number_at(&back, "targets/0/areas/3/margin"), 12.25, 0);
    assert_string_equal(text_at(&back, "divisions/0/areas/2/code"), "WK000203");
    double units = 0;
    for (size_t t = 0; t < TAKERS; t++) {
        char path[100];
        snprintf(path, sizeof path, "divisions/0/areas/%zu/principles/present/units", t);
        units += number_at(&back, path);
    }
    assert_near(units, number_at(&back, "divisions/0/budget"), 0);
    assert_null(node_at(&back, "divisions/0/areas/0/ceiling"));
    assert_string_equal(text_at(&back, "divisions/0/areas/0/principles/present/gain_chance"), "null");
    assert_string_equal(text_at(&back, "divisions/0/frontier/1/effect"), "9");
    assert_string_equal(text_at(&back, "siting/0/open/0/id"), "Hart \"A\"");
    assert_null(strstr(world_text(w), "School 1"));
    kk_document_clear(&back.document);
}

static void water_is_not_in_it(void **state)
{
    world *w = *state;
    world_write(w);
    assert_contains(world_text(w), "WK000203");
    assert_null(strstr(world_text(w), w->base->areas.level[WIJK].code[WIJKEN]));
}

/* ---- hidden ranks ---- */

static void hidden_ranks_leave_no_score_behind(void **state)
{
    world *w = *state;
    w->target.hides_ranks = true;
    world_write(w);
    const char *text = world_text(w);
    static const char *const gone[] = {"\"scaled\"", "\"contribution\"", "\"rank\"",   "\"rank_lower\"", ",\"index\":",
                                       "\"error\"",  "why_nl",           "\"margin\"", "\"need\":0.333"};
    for (size_t g = 0; g < sizeof gone / sizeof *gone; g++)
        if (strstr(text, gone[g]) != NULL) fail_msg("%s is told", gone[g]);
    reading back = read_back(w);
    assert_string_equal(text_at(&back, "levels/0/ranks"), "hidden");
    assert_string_equal(text_at(&back, "targets/0/ranks"), "hidden");
    assert_string_equal(text_at(&back, "targets/0/areas/3/class"), "certainly");
    assert_near(area_number(&back, 0, "figures/debts/value"), 10, 0);
    assert_null(node_at(&back, "divisions/0/areas/0/need"));
    assert_string_equal(text_at(&back, "divisions/0/areas/0/principles/proportionate/units"), "33334");
    kk_document_clear(&back.document);
}

static void need_of_an_indicator_stays_where_ranks_are_hidden(void **state)
{
    world *w = *state;
    w->target.hides_ranks = true;
    w->divide.need = DEBTS;
    w->division.need_figures = &w->index.figures[0];
    world_write(w);
    reading back = read_back(w);
    assert_near(number_at(&back, "divisions/0/areas/1/need"), 20, 0);
    assert_string_equal(text_at(&back, "divisions/0/areas/1/need_figure/origin"), "own");
    kk_document_clear(&back.document);
}

/* ---- edges ---- */

static void a_guide_of_nothing(void **state)
{
    world *w = *state;
    w->guide = (kk_guide){0};
    w->base->config.guide.index.given = false;
    world_write(w);
    reading back = read_back(w);
    assert_null(node_at(&back, "index"));
    assert_int_equal(node_at(&back, "levels")->type, YAML_SEQUENCE_NODE);
    assert_contains(world_text(w), "\"divisions\": []");
    kk_document_clear(&back.document);
}

static void a_folder_that_is_not_there(void **state)
{
    world *w = *state;
    kk_config *config = &w->base->config;
    assert_int_equal(kk_write_explanation_json(&w->guide, config, &w->base->areas, "/nonexistent", &w->err),
                     KK_ERR_OUTPUT);
    assert_contains(w->err.message, "explanation.json");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_index_can_be_computed_from_the_file, begin_world, end_world),
        cmocka_unit_test_setup_teardown(contributions_add_up_to_the_difference, begin_world, end_world),
        cmocka_unit_test_setup_teardown(numbers_read_back_exactly, begin_world, end_world),
        cmocka_unit_test_setup_teardown(a_figure_tells_whose_it_is, begin_world, end_world),
        cmocka_unit_test_setup_teardown(rules_are_told, begin_world, end_world),
        cmocka_unit_test_setup_teardown(lists_and_divisions_stand_by_area, begin_world, end_world),
        cmocka_unit_test_setup_teardown(water_is_not_in_it, begin_world, end_world),
        cmocka_unit_test_setup_teardown(hidden_ranks_leave_no_score_behind, begin_world, end_world),
        cmocka_unit_test_setup_teardown(need_of_an_indicator_stays_where_ranks_are_hidden, begin_world, end_world),
        cmocka_unit_test_setup_teardown(a_guide_of_nothing, begin_world, end_world),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there, begin_world, end_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
