/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/publish/explanation_world.h"

#include "cli/explain.h"
#include "cli/explain_text.h"

/* What is printed of an area, in the arena. */
static const char *told_of(world *w, const char *code)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    kk_status status = kk_explain_print(w->folder, code, out, &w->err);
    assert_int_equal(fclose(out), 0);
    if (status != KK_OK) fail_msg("%s", w->err.message);
    const char *kept = kk_arena_copy(&w->base->arena, text);
    free(text);
    return kept;
}

static void write_text(world *w, const char *text)
{
    FILE *file = fopen(kk_arena_format(&w->base->arena, "%s/explanation.json", w->folder), "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static kk_status explain(world *w, const char *code)
{
    return kk_explain_print(w->folder, code, stdout, &w->err);
}

/* ---- what is told ---- */

static void the_chain_of_a_wijk(void **state)
{
    world *w = *state;
    world_write(w);
    assert_string_equal(told_of(w, "WK000101"),
                        "WK000101 Wijk 1 (wijk)\n"
                        "Een proef, 2023; gemaakt met kansenkompas 0.1.0\n"
                        "\n"
                        "Index van behoefte\n"
                        "  Jongeren: 300.\n"
                        "  Index 47,2; het gemiddelde van alle jongeren is 50,0.\n"
                        "  Plaats 4 van 4 (1 is de meeste behoefte).\n"
                        "  Door toeval kan het ook plaats 3 tot en met 4 zijn.\n"
                        "  Waarom één.\n"
                        "\n"
                        "  Thema, en de cijfers daarin                hier gewoonlijk  bijdrage  cijfer\n"
                        "  Wonen (gewicht 1)                          41,7\n"
                        "    debts                                    20,0       25,0      -2,8  eigen\n"
                        "  Geld (gewicht 2)                           50,0\n"
                        "    poverty                                  12,5        6,2      +8,3  GM0001\n"
                        "    income                               30.000,0   26.666,7      -8,3  eigen\n"
                        "\n"
                        "  Staat er een code in de laatste kolom, dan is het eigen cijfer niet openbaar.\n"
                        "  Het gebied eromheen staat er dan voor in.\n"
                        "\n"
                        "Lijst: Doelwijken\n"
                        "  De lijst neemt de 2 gebieden met de meeste behoefte (niveau: wijk).\n"
                        "  Dit gebied staat zeker niet op de lijst.\n"
                        "  Plaats 4.\n"
                        "  Dat verandert als de index 40,50 punten stijgt, en verder alles gelijk blijft.\n"
                        "  Op de lijst van nu staat het ook niet.\n"
                        "  Naar schatting gaat het hier om 38 van de 300 jongeren (poverty).\n"
                        "\n"
                        "Verdeling: Preventiebudget\n"
                        "  Te verdelen: € 1.000,00 (niveau: wijk).\n"
                        "  Jongeren hier: 300.\n"
                        "  Behoefte per jongere, waarmee gerekend is: 20,00.\n"
                        "  Nu: € 300,00, dat is € 1,00 per jongere.\n"
                        "\n"
                        "  Verdeeld                                    € per jongere  meer dan nu    kans\n"
                        "  per jongere en naar behoefte           333,33        1,11       +33,33     62%\n"
                        "  zoals nu                               500,00        1,67      +200,00      –\n"
                        "\n"
                        "  Kans: hoe vaak het gebied meer krijgt dan nu, als de behoefte iets anders was\n"
                        "  uitgevallen. Tussen 5 en 95 procent is dat niet zeker.\n");
}

static void no_line_is_wider_than_a_screen(void **state)
{
    world *w = *state;
    w->base->indicators[DEBTS].label_nl = "Huishoudens met problematische schulden, één op de zoveel, in de wijk";
    w->base->need[0].because_nl =
        "Schulden zijn hier het enige cijfer dat laat zien hoe gezinnen er financieel voor staan.";
    world_write(w);
    for (size_t i = 0; i < WIJKEN; i++) {
        const char *text = told_of(w, w->base->areas.level[WIJK].code[i]);
        for (size_t columns = 0; *text != '\0'; text++) {
            columns = *text == '\n' ? 0 : columns + (((unsigned char)*text & 0xC0) != 0x80);
            assert_true(columns <= 80);
        }
    }
}

static void what_is_missing_is_said(void **state)
{
    world *w = *state;
    world_write(w);
    const char *text = told_of(w, "WK000202");
    assert_contains(text, "  Het aantal jongeren is hier niet bekend.\n");
    assert_contains(text, "    income                                      –   26.666,7         –  geen\n");
    assert_contains(text, "Dit gebied doet niet mee:");
    assert_contains(text, "Het stond er al op");
    assert_null(strstr(text, "Naar schatting"));
}

static void a_reason_is_told(void **state)
{
    world *w = *state;
    w->base->need[1].because_nl = "armoede raakt elk kind.";
    world_write(w);
    assert_contains(told_of(w, "WK000100"), "  poverty telt mee als behoefte, want: armoede raakt elk kind.\n");
}

static void hidden_ranks_are_not_told(void **state)
{
    world *w = *state;
    w->target.hides_ranks = true;
    world_write(w);
    const char *text = told_of(w, "WK000203");
    assert_contains(text, "  Plaatsen en scores van dit niveau zijn niet openbaar.\n");
    assert_contains(text, "  Dit gebied staat zeker op de lijst.\n");
    assert_contains(text, "    debts                                    40,0       25,0         –  eigen\n");
    assert_null(strstr(text, "Plaats 1"));
    assert_null(strstr(text, "Behoefte per jongere"));
}

static void posts_are_told_as_fte(void **state)
{
    world *w = *state;
    w->divide.post_size = 0.5;
    w->divide.budget_units = 9;
    world_write(w);
    const char *text = told_of(w, "WK000100");
    assert_contains(text, "Te verdelen: 4,5 fte (niveau: wijk).");
    assert_contains(text, "  per jongere en naar behoefte         16.667,0  166.670,00");
}

static void a_list_of_one_is_told_as_one(void **state)
{
    world *w = *state;
    w->target.choose = 1;
    world_write(w);
    assert_contains(told_of(w, "WK000100"), "  De lijst neemt het gebied met de meeste behoefte (niveau: wijk).\n");
}

static void long_labels_are_told_whole(void **state)
{
    world *w = *state;
    w->base->indicators[DEBTS].label_nl = "Huishoudens met problematische schulden, naar leeftijd";
    world_write(w);
    assert_contains(told_of(w, "WK000101"),
                    "    Huishoudens met problematische schulden, naar leeftijd\n"
                    "                                             20,0       25,0      -2,8  eigen\n");
}

static void small_scores_have_two_decimals(void **state)
{
    world *w = *state;
    w->base->config.guide.index.rule.scale = KK_SCALE_Z;
    world_write(w);
    assert_contains(told_of(w, "WK000101"), "  Index 47,22; het gemiddelde van alle jongeren is 50,00.\n");
}

/* ---- what goes wrong ---- */

static void an_unknown_code_names_the_one_most_like_it(void **state)
{
    world *w = *state;
    world_write(w);
    assert_int_equal(explain(w, "WK000110"), KK_ERR_INPUT);
    assert_contains(w->err.message, "no area with the code 'WK000110'; did you mean 'WK000100'?");
    assert_int_equal(explain(w, "Utrecht \"Oost\""), KK_ERR_INPUT);
    assert_null(strstr(w->err.message, "did you mean"));
}

static void without_a_guide_there_is_no_file(void **state)
{
    world *w = *state;
    assert_int_equal(explain(w, "WK000100"), KK_ERR_INPUT);
    assert_contains(w->err.message, "explanation.json: cannot be opened: No such file or directory");
    assert_contains(w->err.message, "`guide:`");
}

static void what_is_no_such_file_is_refused(void **state)
{
    world *w = *state;
    write_text(w, "{\"format\": 2}");
    assert_int_equal(explain(w, "WK000100"), KK_ERR_INPUT);
    assert_contains(w->err.message, "another version");
    write_text(w, "{\"format\": ");
    assert_int_equal(explain(w, "WK000100"), KK_ERR_INPUT);
    write_text(w, "");
    assert_int_equal(explain(w, "WK000100"), KK_ERR_INPUT);
    write_text(w, "{\"format\": 1, \"levels\": 7, \"targets\": [3, {\"areas\": [null, \"WK000100\"]}]}");
    assert_int_equal(explain(w, "WK000100"), KK_ERR_INPUT);
    assert_contains(w->err.message, "no area with the code");
}

/* As a formatter might leave it: then no area is known by its line. */
static void another_layout_tells_the_same(void **state)
{
    world *w = *state;
    world_write(w);
    const char *told = told_of(w, "WK000101"), *text = world_text(w);
    size_t length = strlen(text);
    char *spaced = made_room(&w->base->arena, 2 * length + 1, 1), *to = spaced;
    for (size_t i = 0; i < length; i++) {
        *to++ = text[i];
        if (text[i] == '{') *to++ = '\n';
    }
    write_text(w, spaced);
    assert_string_equal(told_of(w, "WK000101"), told);
}

/* ---- numbers ---- */

static void numbers_are_dutch(void **state)
{
    (void)state;
    char room[KK_DUTCH_BYTES];
    assert_string_equal(kk_dutch(room, 1234567.891, 2), "1.234.567,89");
    assert_string_equal(kk_dutch(room, -123456, 0), "-123.456");
    assert_string_equal(kk_dutch(room, 999, 1), "999,0");
    assert_string_equal(kk_dutch(room, -0.01, 1), "0,0");
    assert_string_equal(kk_dutch(room, NAN, 1), "–");
    assert_string_equal(kk_dutch(room, INFINITY, 1), "∞");
    assert_string_equal(kk_dutch(room, 1e300, 1), "∞");
    assert_string_equal(kk_dutch_change(room, 1000, 1), "+1.000,0");
    assert_string_equal(kk_dutch_change(room, -1.25, 2), "-1,25");
    assert_string_equal(kk_dutch_change(room, 0.01, 1), "0,0");
    assert_string_equal(kk_dutch_change(room, NAN, 1), "–");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_chain_of_a_wijk, begin_world, end_world),
        cmocka_unit_test_setup_teardown(no_line_is_wider_than_a_screen, begin_world, end_world),
        cmocka_unit_test_setup_teardown(what_is_missing_is_said, begin_world, end_world),
        cmocka_unit_test_setup_teardown(a_reason_is_told, begin_world, end_world),
        cmocka_unit_test_setup_teardown(hidden_ranks_are_not_told, begin_world, end_world),
        cmocka_unit_test_setup_teardown(posts_are_told_as_fte, begin_world, end_world),
        cmocka_unit_test_setup_teardown(a_list_of_one_is_told_as_one, begin_world, end_world),
        cmocka_unit_test_setup_teardown(small_scores_have_two_decimals, begin_world, end_world),
        cmocka_unit_test_setup_teardown(long_labels_are_told_whole, begin_world, end_world),
        cmocka_unit_test_setup_teardown(an_unknown_code_names_the_one_most_like_it, begin_world, end_world),
        cmocka_unit_test_setup_teardown(without_a_guide_there_is_no_file, begin_world, end_world),
        cmocka_unit_test_setup_teardown(what_is_no_such_file_is_refused, begin_world, end_world),
        cmocka_unit_test_setup_teardown(another_layout_tells_the_same, begin_world, end_world),
        cmocka_unit_test(numbers_are_dutch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
