/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "ingest/csv.h"
#include "ingest/rows.h"

#include <unistd.h>

static const kk_config_file file = {.given = "rows.csv", .path = "/nonexistent/rows.csv"};

static kk_rows *open_bytes(const char *bytes, size_t length)
{
    kk_rows *rows = NULL;
    kk_error err;
    if (kk_rows_open_memory(bytes, length, &file, &rows, &err) != KK_OK) fail_msg("%s", err.message);
    return rows;
}

/* All cells as text: cells between |, each row behind its line number. */
static void join_cells(char *out, size_t size, int64_t line, const kk_cell *cells, size_t count)
{
    size_t used = strlen(out);
    used += (size_t)snprintf(out + used, size - used, "%lld:", (long long)line);
    for (size_t i = 0; i < count; i++)
        used += (size_t)snprintf(out + used, size - used, "%.*s|", (int)cells[i].length, cells[i].text);
}

static void assert_rows_of(kk_rows *rows, const char *expected)
{
    char met[4096] = "";
    const kk_cell *cells;
    size_t count = kk_rows_header(rows, &cells);
    int64_t line;
    kk_error err;
    join_cells(met, sizeof met, 0, cells, count);
    for (;;) {
        if (kk_rows_next(rows, &cells, &count, &line, &err) != KK_OK) fail_msg("%s", err.message);
        if (count == 0) break;
        join_cells(met, sizeof met, line, cells, count);
    }
    assert_string_equal(met, expected);
}

static void assert_rows(const char *text, const char *expected)
{
    kk_rows *rows = open_bytes(text, strlen(text));
    assert_rows_of(rows, expected);
    kk_error err;
    assert_int_equal(kk_rows_rewind(rows, &err), KK_OK);
    assert_rows_of(rows, expected);
    kk_rows_close(rows);
}

static kk_status read_all(const char *bytes, size_t length, kk_error *err)
{
    kk_rows *rows;
    kk_status status = kk_rows_open_memory(bytes, length, &file, &rows, err);
    if (status != KK_OK) return status;
    const kk_cell *cells;
    size_t count = 1;
    int64_t line;
    while (status == KK_OK && count > 0) status = kk_rows_next(rows, &cells, &count, &line, err);
    kk_rows_close(rows);
    return status;
}

static void assert_fails(const char *bytes, size_t length, const char *message)
{
    kk_error err;
    assert_int_equal(read_all(bytes, length, &err), KK_ERR_INPUT);
    assert_contains(err.message, message);
}

static void test_delimiters(void **state)
{
    (void)state;
    assert_rows("a;b\n1;2\n", "0:a|b|2:1|2|");
    assert_rows("a,b\n1,2\n", "0:a|b|2:1|2|");
    assert_rows("a\tb\n1\t2\n", "0:a|b|2:1|2|");
    assert_rows("a;b, of c\n1,5;2\n", "0:a|b, of c|2:1,5|2|");
    assert_rows("\"a;b\",c\n1,2\n", "0:a;b|c|2:1|2|");
    assert_rows("a\n1\n", "0:a|2:1|");
    assert_rows("\n\n a,b\n1,2\n", "0:a|b|4:1|2|");
}

static void test_line_ends(void **state)
{
    (void)state;
    assert_rows("a;b\r\n1;2\r\n3;4\r\n", "0:a|b|2:1|2|3:3|4|");
    assert_rows("a;b\r\n1;2\n3;4", "0:a|b|2:1|2|3:3|4|");
    assert_rows("a;b\n\n1;2\n   \n3;4\n\n", "0:a|b|3:1|2|5:3|4|");
    assert_rows("a;b", "0:a|b|");
    assert_rows("a;b\n1;", "0:a|b|2:1||");
}

static void test_blanks(void **state)
{
    (void)state;
    assert_rows(" a ; b\t\n  1 ;       .\n", "0:a|b|2:1|.|");
    assert_rows("a;b\n\" 1 \" ;\" x\"\n", "0:a|b|2:1|x|");
    assert_rows("a;b\n;\n;2\n", "0:a|b|2:||3:|2|");
}

static void test_quotes(void **state)
{
    (void)state;
    assert_rows("\"a\";\"b\"\n\"1;2\";\"say \"\"yes\"\"\"\n", "0:a|b|2:1;2|say \"yes\"|");
    assert_rows("a;b\n\"two\nlines\";2\n3;4\n", "0:a|b|2:two\nlines|2|4:3|4|");
    assert_rows("a;b\n\"\";\"\"\"\"\n", "0:a|b|2:|\"|");
    assert_rows("a;b\n't \"Hof\";5\"\n", "0:a|b|2:'t \"Hof\"|5\"|");
    assert_rows("a;b\n\"1\"x;2\n", "0:a|b|2:1x|2|");
    assert_rows("a;b\n\"1\r\n2\";3\r\n4;5", "0:a|b|2:1\r\n2|3|4:4|5|");
}

static void test_ragged_rows(void **state)
{
    (void)state;
    assert_rows("a;b\n1\n1;2;3\n1;2;;\n", "0:a|b|2:1|3:1|2|3|4:1|2|");
    assert_rows("a;b;;\n1;2;;\n", "0:a|b|2:1|2|");
}

static void test_encodings(void **state)
{
    (void)state;
    assert_rows("\xEF\xBB\xBF"
                "a;b\nFrysl\xC3\xA2n;1\n",
                "0:a|b|2:Fryslân|1|");
    assert_rows("a;b\nFrysl\xE2n;1\n\x80 5;\xA0"
                "2\xA0\n",
                "0:a|b|2:Fryslân|1|3:€ 5|2|");
    assert_rows("a;b\n\"Frysl\xE2n \"\"x\"\"\";1\n", "0:a|b|2:Fryslân \"x\"|1|");
}

static void test_not_text(void **state)
{
    (void)state;
    assert_fails("a;b\n1;\0\n", 8, "rows.csv:2: holds NUL bytes");
    assert_fails("a\0b\n", 4, "rows.csv:1: holds NUL bytes");
    assert_fails("\xFF\xFE"
                 "a\0;\0b\0\n\0",
                 10, "UTF-16");
    assert_fails("\xFE\xFF\0a", 4, "UTF-16");
}

static void test_empty(void **state)
{
    (void)state;
    assert_fails("", 0, "rows.csv: is empty");
    assert_fails("\xEF\xBB\xBF\n \n", 6, "is empty");
    assert_fails(";;\n1;2;3\n", 9, "is empty");
}

/* As an old Mac writes them; a header may hold a line end of Windows. */
static void test_lone_returns(void **state)
{
    (void)state;
    kk_error err;
    assert_fails("a;b\r1;2\r", 8, "rows.csv: is one line, as its line ends are CR alone; save it with LF or CR LF");
    assert_fails("a;\"b\rc\"\n1;2\n", 12, "is one line");
    assert_int_equal(read_all("a;\"b\r\nc\"\r\n1;2\r\n", 15, &err), KK_OK);
}

static void test_open_quote(void **state)
{
    (void)state;
    const char text[] = "a;b\n1;2\n\"3;4\n5;6\n";
    assert_fails(text, strlen(text), "rows.csv:3: a quote (\") opened in this row is never closed");
}

/* Rows longer than what is read at once, and one that is too long. */
static void test_long_rows(void **state)
{
    (void)state;
    size_t length = 3 * 1024 * 1024 + 7;
    char *text = malloc(KK_CSV_LINE_MAX + 3 * 1024 * 1024);
    memcpy(text, "a;b\n", 4);
    memset(text + 4, 'x', length);
    memcpy(text + 4 + length, ";1\n2;3\n", 7);
    kk_rows *rows = open_bytes(text, length + 11);
    const kk_cell *cells;
    size_t count;
    int64_t line;
    kk_error err;
    assert_int_equal(kk_rows_next(rows, &cells, &count, &line, &err), KK_OK);
    assert_int_equal(cells[0].length, length);
    assert_int_equal(kk_rows_next(rows, &cells, &count, &line, &err), KK_OK);
    assert_int_equal(line, 3);
    assert_int_equal(cells[1].text[0], '3');
    kk_rows_close(rows);
    memset(text + 4, 'x', KK_CSV_LINE_MAX + 2 * 1024 * 1024);
    assert_fails(text, KK_CSV_LINE_MAX + 2 * 1024 * 1024, "rows.csv:2: a row of more than 10 MB");
    free(text);
}

/* A row that lies across the end of what is read at once is the same as any other. */
static void test_rows_across_reads(void **state)
{
    (void)state;
    enum { ROWS = 300000 };
    size_t size = (size_t)ROWS * 40, used = 0;
    char *text = malloc(size);
    used += (size_t)snprintf(text, size, "code;name;value\n");
    for (int i = 0; i < ROWS; i++)
        used += (size_t)snprintf(text + used, size - used, i % 3 ? "%d;naam %d;%d\n" : "%d;\"naam\n%d\";%d\n", i, i, i);
    kk_rows *rows = open_bytes(text, used);
    const kk_cell *cells;
    size_t count;
    int64_t line, expected = 2;
    kk_error err;
    for (int i = 0; i < ROWS; i++) {
        assert_int_equal(kk_rows_next(rows, &cells, &count, &line, &err), KK_OK);
        assert_int_equal(count, 3);
        assert_int_equal(line, expected);
        assert_int_equal(strtol(cells[0].text, NULL, 10), i);
        assert_int_equal(strtol(cells[2].text, NULL, 10), i);
        expected += i % 3 ? 1 : 2;
    }
    assert_int_equal(kk_rows_next(rows, &cells, &count, &line, &err), KK_OK);
    assert_int_equal(count, 0);
    kk_rows_close(rows);
    free(text);
}

static void test_files(void **state)
{
    (void)state;
    char path[] = "/tmp/kk-test-csv-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, "a;b\n1;2\n", 8), 8);
    close(descriptor);
    kk_config_file real = {.given = "real.csv", .path = path};
    kk_rows *rows;
    kk_error err;
    assert_int_equal(kk_rows_open(&real, NULL, &rows, &err), KK_OK);
    assert_rows_of(rows, "0:a|b|2:1|2|");
    assert_int_equal(kk_rows_rewind(rows, &err), KK_OK);
    assert_rows_of(rows, "0:a|b|2:1|2|");
    kk_rows_close(rows);
    real.mark = (kk_mark){"project.yaml", 4, 9};
    assert_int_equal(kk_rows_open(&real, "Blad1", &rows, &err), KK_ERR_PROJECT);
    assert_string_equal(err.message, "project.yaml:4:9: real.csv is no spreadsheet, so it has no sheet 'Blad1'");
    unlink(path);
    assert_int_equal(kk_rows_open(&real, NULL, &rows, &err), KK_ERR_INPUT);
    assert_string_equal(err.message, "project.yaml:4:9: real.csv: cannot be opened: No such file or directory");
    assert_null(rows);
    real.path = "/tmp";
    assert_int_equal(kk_rows_open(&real, NULL, &rows, &err), KK_ERR_INPUT);
    assert_string_equal(err.message, "project.yaml:4:9: real.csv: cannot be read: Is a directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_delimiters),  cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_blanks),      cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_ragged_rows), cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_not_text),    cmocka_unit_test(test_lone_returns),
        cmocka_unit_test(test_empty),       cmocka_unit_test(test_open_quote),
        cmocka_unit_test(test_long_rows),   cmocka_unit_test(test_rows_across_reads),
        cmocka_unit_test(test_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
