/* SPDX-License-Identifier: EUPL-1.2 */
#include "table_text.h"

/* Twenty gemeenten with a base of 1000: counts 50, 55 … and the percentage `factor` times what they say, the last
   `wrong` of them ten times that. */
static const char *table_of(const char *header, double factor, int wrong)
{
    static char text[4000];
    size_t used = (size_t)sprintf(text, "%s\n", header);
    for (int i = 0; i < 20; i++) {
        int count = 50 + 5 * i;
        double percentage = 100.0 * count / 1000 * factor * (i >= 20 - wrong ? 10 : 1);
        used += (size_t)sprintf(text + used, "GM%04d;%d;600;400;%.6f\n", i + 1, count, percentage);
    }
    return text;
}

#define KWB "gwb_code;a_jz_tn;a_00_14;a_15_24;p_jz_tn"

static bool refused(const char *text, const char *wanted, char message[400])
{
    table_text t;
    table_init(&t, wanted);
    table_read(&t, text);
    bool any = t.rejects.count > 0;
    size_t unknown = count_status(&t.result, "2024", 0, KK_FIGURE_UNKNOWN);
    assert_int_equal(unknown, any ? t.result.row_count : 0);
    if (any) {
        assert_int_equal(only_reject(&t)->kind, KK_REJECT_COLUMN);
        assert_int_equal(t.result.rows_rejected, 0);
        snprintf(message, 400, "%s", only_reject(&t)->reason);
    }
    assert_int_equal(t.result.column_count, t.table.wanted_count);
    table_clear(&t);
    return any;
}

static void test_true_percentages(void **state)
{
    (void)state;
    char message[400];
    assert_false(refused(table_of(KWB, 1, 0), "p_jz_tn", message));
    assert_false(refused(table_of(KWB, 1.35, 0), "p_jz_tn", message));
}

static void check_cell(const kk_reject *reject, const char *code, const char *value, const char *reason)
{
    assert_int_equal(reject->kind, KK_REJECT_CELL);
    assert_string_equal(reject->column, "p_jz_tn");
    assert_string_equal(reject->code, code);
    assert_string_equal(reject->value, value);
    assert_string_equal(reject->reason, reason);
}

/* Too few to refuse the column. */
static void test_single_cells_contradict(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "p_jz_tn");
    table_read(&t, table_of(KWB, 1, 2));
    assert_int_equal(count_status(&t.result, "2024", 0, KK_FIGURE_UNKNOWN), 2);
    assert_string_equal(status_of(&t, "GM0018", 0), "ok");
    assert_int_equal(t.rejects.count, 2);
    check_cell(&t.rejects.items[0], "GM0019", "140", "contradicts its own counts: 100 × count / base is 14");
    check_cell(&t.rejects.items[1], "GM0020", "145", "contradicts its own counts: 100 × count / base is 14.5");
    assert_int_equal(t.rejects.items[1].line, 21);
    table_clear(&t);
    table_init(&t, "p_jz_tn");
    t.table.is_public = false;
    table_read(&t, table_of(KWB, 1, 1));
    check_cell(only_reject(&t), "GM0020", "", "contradicts its own counts");
    table_clear(&t);
}

/* One row of these counts, beside many true ones: is the percentage refused? */
static bool cell_refused(const char *counts, const char *percentage)
{
    char text[5000];
    table_text t;
    table_init(&t, "p_jz_tn");
    snprintf(text, sizeof text, "%sBU00010001;%s;%s\n", table_of(KWB, 1, 0), counts, percentage);
    table_read(&t, text);
    bool unknown = figure_of(&t, "BU00010001", 0).status == KK_FIGURE_UNKNOWN;
    assert_int_equal(t.rejects.count, unknown);
    table_clear(&t);
    return unknown;
}

/* 20 of 200 can be 22.5 of 197.5, which is 11.4%; twice that and half a per cent is 23.3. 17.5 of 202.5 gives 3.8. */
static void test_bounds_of_a_cell(void **state)
{
    (void)state;
    assert_true(cell_refused("20;120;80", "111"));
    assert_true(cell_refused("20;120;80", "23.4"));
    assert_false(cell_refused("20;120;80", "23.2"));
    assert_false(cell_refused("20;120;80", "3.9"));
    assert_true(cell_refused("20;120;80", "3.8"));
    /* Few: 5 of 10 may be 7 of 8, and 0 may be 2. */
    assert_false(cell_refused("5;5;5", "90"));
    assert_false(cell_refused("0;60;40", "5.5"));
    assert_true(cell_refused("0;60;40", "6"));
    assert_false(cell_refused("5;0;2", "104"));
    assert_false(cell_refused("-;60;40", "0"));
}

static void test_lost_decimal_mark(void **state)
{
    (void)state;
    char message[400];
    assert_true(refused(table_of(KWB, 10, 0), "p_jz_tn", message));
    assert_string_equal(message,
                        "column p_jz_tn contradicts its own counts in 2024: the median is 10 times 100 × count / base "
                        "(GM0011: 100 against 10); the decimal mark seems lost; the column is refused");
    assert_true(refused(table_of(KWB, 0.01, 0), "p_jz_tn", message));
    assert_contains(message, "the median is 0.01 times");
    assert_contains(message, "these seem to be fractions");
    assert_true(refused(table_of(KWB, 2.5, 0), "p_jz_tn", message));
    assert_contains(message,
                    "the median is 2.5 times 100 × count / base (GM0011: 25 against 10); the column is refused");
}

static void test_some_rows_contradict(void **state)
{
    (void)state;
    char message[400];
    assert_true(refused(table_of(KWB, 1, 3), "p_jz_tn", message));
    assert_string_equal(
        message, "column p_jz_tn contradicts its own counts in 2024: 3 of 20 rows are less than half or more than "
                 "twice 100 × count / base (GM0020: 145 against 14.5); the column is refused");
}

/* Only asked columns are checked; helper columns are read when the percentage is asked for. */
static void test_statline_names(void **state)
{
    (void)state;
    const char *header = "Codering_3;JongerenMetJeugdzorgInNatura_91;k_0Tot15Jaar_8;k_15Tot25Jaar_9;"
                         "PercentageJongerenMetJeugdzorg_92";
    char message[400];
    assert_true(refused(table_of(header, 10, 0), "PercentageJongerenMetJeugdzorg", message));
    assert_contains(message, "column PercentageJongerenMetJeugdzorg_92 contradicts");
    assert_true(refused(table_of(header, 10, 0), "PercentageJongerenMetJeugdzorg_92 k_0Tot15Jaar", message));
    assert_false(refused(table_of(header, 10, 0), "JongerenMetJeugdzorgInNatura", message));
    assert_false(refused(table_of("code;a;b;c;p_jz_tn", 3, 0), "p_jz_tn", message));
}

static void test_private_percentages(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "p_jz_tn");
    t.table.is_public = false;
    table_read(&t, table_of(KWB, 10, 0));
    assert_contains(only_reject(&t)->reason, "the median is 10 times 100 × count / base; the decimal mark");
    table_clear(&t);
}

/* Missing figures keep their own reason, and rows that cannot be compared say nothing. */
static void test_what_is_compared(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "p_jz_tn");
    table_read(&t, KWB "\nGM0001;100;600;400;100\nGM0002;100;600;400;x\nGM0003;9;600;400;500\nGM0004;100;0;0;500\n"
                       "GM0005;100;.;400;90\nGM0006;x;1;1;90\n");
    assert_int_equal(t.rejects.count, 1);
    assert_string_equal(status_of(&t, "GM0002", 0), "secret");
    assert_string_equal(status_of(&t, "GM0003", 0), "unknown");
    table_clear(&t);
    table_init(&t, "p_jz_tn");
    table_read(&t, KWB "\nGM0003;9;600;400;1\nGM0004;100;0;0;50\nGM0005;100;.;400;90\nGM0006;x;1;1;90\n");
    assert_int_equal(t.rejects.count, 0);
    table_clear(&t);
}

/* A check of the project file, with all operations in its base. */
static void test_given_check(void **state)
{
    (void)state;
    kk_term terms[] = {
        {.op = KK_OP_COLUMN, .column = 2}, /* base = −(−a) × 4 / 2 − 1 + 1 + round(a / 1000) × 10000 */
        {.op = KK_OP_NEGATE},
        {.op = KK_OP_NEGATE},
        {.op = KK_OP_NUMBER, .number = 4},
        {.op = KK_OP_MULTIPLY},
        {.op = KK_OP_NUMBER, .number = 2},
        {.op = KK_OP_DIVIDE},
        {.op = KK_OP_NUMBER, .number = 1},
        {.op = KK_OP_SUBTRACT},
        {.op = KK_OP_NUMBER, .number = 1},
        {.op = KK_OP_ADD},
        {.op = KK_OP_COLUMN, .column = 2},
        {.op = KK_OP_NUMBER, .number = 1000},
        {.op = KK_OP_DIVIDE},
        {.op = KK_OP_ROUND}, /* of a half: 0 */
        {.op = KK_OP_NUMBER, .number = 10000},
        {.op = KK_OP_MULTIPLY},
        {.op = KK_OP_ADD},
    };
    kk_config_percentage check = {
        .column = 0, .count = 1, .base = {.count = sizeof terms / sizeof *terms, .terms = terms}};
    table_text t;
    table_init(&t, "deel cl a");
    t.table.percentages = &check;
    t.table.percentage_count = 1;
    table_read(&t, "code;deel;cl;a\nGM0001;10;100;500\nGM0002;5;50;500\n");
    assert_int_equal(t.rejects.count, 0);
    table_clear(&t);
    table_init(&t, "deel cl a");
    t.table.percentages = &check;
    t.table.percentage_count = 1;
    table_read(&t, "code;deel;cl;a\nGM0001;100;100;500\nGM0002;50;50;500\n");
    assert_contains(only_reject(&t)->reason, "column deel contradicts its own counts in 2024: the median is 10 times");
    table_clear(&t);
}

static void test_each_period_apart(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "p_jz_tn");
    t.table.period = NULL;
    table_read(&t, "jaar;" KWB "\n2023;GM0001;100;600;400;10\n2024;GM0001;100;600;400;100\n");
    assert_int_equal(figure_in(&t.result, "GM0001", "2023", 0).status, KK_FIGURE_OK);
    assert_int_equal(figure_in(&t.result, "GM0001", "2024", 0).status, KK_FIGURE_UNKNOWN);
    assert_contains(only_reject(&t)->reason, "in 2024");
    table_clear(&t);
}

static void test_over_a_hundred(void **state)
{
    (void)state;
    const char *const names[] = {"p_koop", "pct_koop", "PercentageKoop_12", "P_KOOP"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[400];
        snprintf(text, sizeof text, "code;%s\nGM0001;106\nGM0002;120\nGM0003;700\nGM0004;50\n", names[i]);
        table_text t;
        table_init(&t, names[i]);
        table_read(&t, text);
        assert_contains(only_reject(&t)->reason, "is a percentage but exceeds 100 in 3 of 4 rows in 2024");
        assert_string_equal(only_reject(&t)->column, names[i]);
        assert_string_equal(status_of(&t, "GM0004", 0), "unknown");
        table_clear(&t);
    }
}

/* The cells, where they are too few to refuse the column; what is no percentage may be anything. */
static void test_few_over_a_hundred(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "p_koop a");
    table_read(&t, "code;p_koop;a\nGM0001;106;500\nGM0002;120;500\nGM0003;104;500\nGM0004;50;500\n");
    assert_int_equal(t.rejects.count, 2);
    assert_int_equal(t.rejects.items[0].kind, KK_REJECT_CELL);
    assert_string_equal(t.rejects.items[1].value, "120");
    assert_string_equal(t.rejects.items[1].reason, "a percentage cannot exceed 100");
    assert_string_equal(status_of(&t, "GM0001", 0), "unknown");
    assert_string_equal(status_of(&t, "GM0003", 0), "ok");
    table_clear(&t);
    char text[12000] = "code;p_koop\n";
    size_t used = strlen(text);
    for (int i = 0; i < 400; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "GM%04d;%d\n", i, i < 4 ? 110 : 50);
    table_init(&t, "p_koop");
    table_read(&t, text);
    assert_int_equal(t.rejects.count, 4);
    assert_int_equal(count_status(&t.result, "2024", 0, KK_FIGURE_UNKNOWN), 4);
    table_clear(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_true_percentages),
        cmocka_unit_test(test_lost_decimal_mark),
        cmocka_unit_test(test_some_rows_contradict),
        cmocka_unit_test(test_statline_names),
        cmocka_unit_test(test_private_percentages),
        cmocka_unit_test(test_what_is_compared),
        cmocka_unit_test(test_given_check),
        cmocka_unit_test(test_each_period_apart),
        cmocka_unit_test(test_over_a_hundred),
        cmocka_unit_test(test_few_over_a_hundred),
        cmocka_unit_test(test_single_cells_contradict),
        cmocka_unit_test(test_bounds_of_a_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
