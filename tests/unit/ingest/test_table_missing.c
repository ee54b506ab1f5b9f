/* SPDX-License-Identifier: EUPL-1.2 */
/* What a cell without a figure comes to mean. */
#include "table_text.h"

static void test_symbols(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a");
    table_read(&t, "code;a\nGM0001;5*\nGM0002;-\nGM0003;x\nGM0004;       .\nGM0005;-99997\nGM0006;-99995\nGM0007;NULL\n"
                   "GM0008;wat\nGM0009;-5\n");
    assert_string_equal(status_of(&t, "GM0001", 0), "ok");
    assert_string_equal(status_of(&t, "GM0002", 0), "nil");
    assert_true(figure_of(&t, "GM0002", 0).value == 0);
    assert_string_equal(status_of(&t, "GM0003", 0), "secret");
    assert_string_equal(status_of(&t, "GM0004", 0), "unknown");
    assert_string_equal(status_of(&t, "GM0005", 0), "secret");
    assert_string_equal(status_of(&t, "GM0006", 0), "not_published");
    assert_string_equal(status_of(&t, "GM0007", 0), "unknown");
    assert_string_equal(status_of(&t, "GM0008", 0), "unknown");
    assert_true(figure_of(&t, "GM0009", 0).value == -5);
    table_clear(&t);
}

/* KWB: nobody lives where the population is `.` or 0. */
static void test_nobody_lives_there(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a_inw a");
    table_read(&t, "gwb_code;a_inw;a\nGM0001;10;.\nGM0002;  .;  .\nGM0003;0;x\nGM0004;0;5\nGM0005;;\nGM0006;-;\n");
    assert_string_equal(status_of(&t, "GM0001", 1), "unknown");
    assert_string_equal(status_of(&t, "GM0002", 0), "no_population");
    assert_string_equal(status_of(&t, "GM0002", 1), "no_population");
    assert_string_equal(status_of(&t, "GM0003", 0), "ok");
    assert_string_equal(status_of(&t, "GM0003", 1), "secret"); /* 0 is rounded, and somebody is counted */
    assert_true(figure_of(&t, "GM0004", 1).value == 5);
    assert_string_equal(status_of(&t, "GM0005", 0), "no_population");
    assert_string_equal(status_of(&t, "GM0005", 1), "no_population");
    assert_string_equal(status_of(&t, "GM0006", 1), "no_population");
    table_clear(&t);
}

/* What the source withholds or has yet to publish is not explained away by a population of 0. */
static void test_reasons_of_the_source_stay(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a b");
    table_read(&t, "gwb_code;a_inw;a;b\nGM0001;10;1;1\nGM0002;0;-99997;-99995\nGM0003;.;x;-99991\nGM0004;0;;.\n"
                   "GM0005;-99997;.;.\n");
    assert_string_equal(status_of(&t, "GM0002", 0), "secret");
    assert_string_equal(status_of(&t, "GM0002", 1), "not_published");
    assert_string_equal(status_of(&t, "GM0003", 0), "secret");
    assert_string_equal(status_of(&t, "GM0003", 1), "not_published");
    assert_string_equal(status_of(&t, "GM0004", 0), "no_population");
    assert_string_equal(status_of(&t, "GM0004", 1), "no_population");
    assert_string_equal(status_of(&t, "GM0005", 0), "unknown");
    table_clear(&t);
}

/* A population that is not given beside a count that is more than rounding can make; hectares count nobody. */
static void test_counts_say_otherwise(void **state)
{
    (void)state;
    kk_term youth = {.op = KK_OP_COLUMN, .column = 1}, care = {.op = KK_OP_COLUMN}, land = {.op = KK_OP_COLUMN};
    land.column = 2;
    kk_config_indicator indicators[] = {
        {.kind = KK_SHARE, .numerator = {.count = 1, .terms = &care}, .denominator = {.count = 1, .terms = &youth}},
        {.kind = KK_VALUE, .numerator = {.count = 1, .terms = &care}, .denominator = {.count = 1, .terms = &land}},
    };
    table_text t;
    table_init(&t, "zorg jongeren hectare");
    t.config.indicators = indicators;
    t.config.indicator_count = 2;
    table_read(&t, "gwb_code;a_inw;jongeren;zorg;hectare\nGM0001;500;100;5;9\nGM0002;.;100;.;9\nGM0003;.;5;.;9\n"
                   "GM0004;.;.;.;900\nGM0005;;100;;9\nGM0006;0;100;.;9\n");
    assert_string_equal(status_of(&t, "GM0002", 0), "unknown");
    assert_string_equal(status_of(&t, "GM0002", 3), "unknown");
    assert_string_equal(status_of(&t, "GM0003", 0), "no_population");
    assert_string_equal(status_of(&t, "GM0004", 0), "no_population");
    assert_string_equal(status_of(&t, "GM0004", 3), "no_population");
    assert_string_equal(status_of(&t, "GM0005", 0), "not_applicable");
    assert_string_equal(status_of(&t, "GM0006", 0), "no_population");
    table_clear(&t);
    /* So do the counts of a percentage that is checked. */
    table_init(&t, "p_jz_tn");
    table_read(&t, "gwb_code;a_inw;a_jz_tn;a_00_14;a_15_24;p_jz_tn\nGM0001;500;10;60;40;10\nGM0002;.;.;60;40;.\n");
    assert_string_equal(status_of(&t, "GM0002", 0), "unknown");
    table_clear(&t);
}

/* A population that is withheld, or that cannot be read, does not say that nobody lives there. */
static void test_population_not_known(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a");
    table_read(&t, "gwb_code;a_inw;a\nGM0001;10;1\nGM0002;x;.\nGM0003;tien;.\nGM0004;-99995;.\n");
    for (int i = 2; i <= 4; i++) {
        char code[24];
        snprintf(code, sizeof code, "GM000%d", i);
        assert_string_equal(status_of(&t, code, 0), "unknown");
    }
    table_clear(&t);
    table_init(&t, "a");
    table_read(&t, "gwb_code;a_inw;a\nGM0001;.;.\nGM0002;;1\n");
    assert_string_equal(status_of(&t, "GM0001", 0), "unknown");
    table_clear(&t);
}

static void test_blanks_elsewhere(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a b");
    table_read(&t, "code;a;b\nGM0001;;\nGM0002;1;\n");
    assert_string_equal(status_of(&t, "GM0001", 0), "not_applicable");
    assert_string_equal(status_of(&t, "GM0001", 1), "not_published");
    assert_string_equal(status_of(&t, "GM0002", 1), "not_published");
    table_clear(&t);
}

static void test_blanks_of_statline(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "Zorg");
    t.table.period = NULL;
    table_read(&t, "WijkenEnBuurten;Peildatum;AantalInwoners_5;Zorg_91\n"
                   "GM0001;1-1-2024;100;10\nWK000101;1-1-2024;60;\nWK000102;1-1-2024;0;\nWK000103;1-1-2024;;\n"
                   "GM0001;1-1-2025;100;\nWK000101;1-1-2025;60; \nWK000102;1-1-2025;0;\n");
    assert_int_equal(t.result.population, 1);
    assert_int_equal(figure_in(&t.result, "WK000101", "2024", 0).status, KK_FIGURE_SECRET);
    assert_int_equal(figure_in(&t.result, "WK000102", "2024", 0).status, KK_FIGURE_NO_POPULATION);
    assert_int_equal(figure_in(&t.result, "WK000103", "2024", 0).status, KK_FIGURE_NO_POPULATION);
    assert_int_equal(figure_in(&t.result, "GM0001", "2025", 0).status, KK_FIGURE_NOT_PUBLISHED);
    assert_int_equal(figure_in(&t.result, "WK000101", "2025", 0).status, KK_FIGURE_NOT_PUBLISHED);
    assert_int_equal(figure_in(&t.result, "WK000102", "2025", 0).status, KK_FIGURE_NO_POPULATION);
    table_clear(&t);
}

/* Without a population a blank of StatLine may be either. */
static void test_blanks_of_statline_without_population(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "Zorg");
    t.table.period = NULL;
    table_read(&t, "Wijken;Perioden;Zorg_1\nWK000101;2023JJ00;10\nWK000102;2023JJ00;\n");
    assert_string_equal(status_of(&t, "WK000102", 0), "unknown");
    table_clear(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_symbols),
        cmocka_unit_test(test_nobody_lives_there),
        cmocka_unit_test(test_reasons_of_the_source_stay),
        cmocka_unit_test(test_counts_say_otherwise),
        cmocka_unit_test(test_population_not_known),
        cmocka_unit_test(test_blanks_elsewhere),
        cmocka_unit_test(test_blanks_of_statline),
        cmocka_unit_test(test_blanks_of_statline_without_population),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
