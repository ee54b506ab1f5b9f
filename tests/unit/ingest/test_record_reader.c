/* SPDX-License-Identifier: EUPL-1.2 */
/* Batches, threads, files, and what is told of a source as a whole. */
#include "record_text.h"

#include <unistd.h>

static record_text t;

static int set_up(void **state)
{
    (void)state;
    record_text_init(&t, KK_RECORD_CARE);
    record_text_map(&t, KK_FIELD_CLIENT, "nr");
    record_text_map(&t, KK_FIELD_BEGIN, "van");
    record_text_map(&t, KK_FIELD_FORM, "vorm");
    record_text_map(&t, KK_FIELD_POSTCODE, "pc");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    record_text_clear(&t);
    return 0;
}

/* Rows with a client number of their own; every `wrong`th has a date that does not exist. */
static char *many_rows(int count, int wrong)
{
    size_t size = (size_t)count * 48 + 64, used = (size_t)snprintf(NULL, 0, "nr;van;vorm;pc\n");
    char *text = malloc(size);
    assert_non_null(text);
    strcpy(text, "nr;van;vorm;pc\n");
    for (int i = 0; i < count; i++)
        used += (size_t)snprintf(text + used, size - used, "%d;%02d-0%d-2023;%s;1234%c%c\n", 100000000 + i,
                                 i % wrong == wrong - 1 ? 31 : 1 + i % 28, i % wrong == wrong - 1 ? 6 : 1 + i % 9,
                                 i % 3 ? "ambulant" : "pleegzorg", 'A' + i % 26, 'A' + i / 26 % 26);
    return text;
}

static kk_record_reader *open_text(const char *text, int threads)
{
    kk_record_reader *reader;
    if (record_text_open(&t, text, strlen(text), threads, &reader) != KK_OK) fail_msg("%s", t.err.message);
    return reader;
}

static void test_batches(void **state)
{
    (void)state;
    enum { ROWS = 2 * KK_BATCH_ROWS + 1000, WRONG = 100 };
    char *text = many_rows(ROWS, WRONG);
    kk_record_reader *reader = open_text(text, 2);
    kk_batch batch;
    int row = 0, batches = 0;
    for (;; batches++) {
        assert_int_equal(kk_record_reader_next(reader, &batch, &t.err), KK_OK);
        assert_true(batch.count <= KK_BATCH_ROWS);
        if (batch.count == 0) break;
        for (size_t i = 0; i < batch.count; i++, row++) {
            if (row % WRONG == WRONG - 1) row++;
            char number[16];
            size_t length = (size_t)snprintf(number, sizeof number, "%d", 100000000 + row);
            assert_true(batch.record[i].client == kk_pseudonym(&t.key, "client", number, length));
            assert_int_equal(batch.record[i].begin, kk_day_of(2023, 1 + row % 9, 1 + row % 28));
            assert_int_equal(batch.location[i].postcode,
                             kk_postcode_pack("1234AA", 6) + (uint32_t)(row % 26 * 26 + row / 26 % 26));
        }
    }
    assert_int_equal(batches, 3);
    kk_source_counts counts = kk_record_reader_counts(reader);
    assert_int_equal(counts.rows_read, ROWS);
    assert_int_equal(counts.rows_rejected, ROWS / WRONG);
    assert_int_equal(counts.rows_used, ROWS - ROWS / WRONG);
    assert_int_equal(t.rejects.count, ROWS / WRONG);
    for (size_t i = 0; i < t.rejects.count; i++)
        assert_int_equal(t.rejects.items[i].line, (int64_t)(i + 1) * WRONG + 1);
    kk_record_reader_close(reader);
    free(text);
}

static uint64_t digest(const char *text, int threads)
{
    kk_record_reader *reader = open_text(text, threads);
    kk_batch batch = {.count = 1};
    uint64_t sum = 0;
    while (batch.count > 0) {
        assert_int_equal(kk_record_reader_next(reader, &batch, &t.err), KK_OK);
        for (size_t i = 0; i < batch.count; i++)
            sum = sum * 31 + batch.record[i].client + (uint64_t)batch.record[i].begin + batch.location[i].postcode;
    }
    kk_record_reader_close(reader);
    return sum;
}

static void test_threads_make_no_difference(void **state)
{
    (void)state;
    char *text = many_rows(70000, 1000);
    uint64_t one = digest(text, 1);
    size_t told = t.rejects.count;
    for (int threads = 2; threads <= 5; threads++) {
        assert_true(digest(text, threads) == one);
        assert_int_equal(t.rejects.count, (size_t)threads * told);
        for (size_t i = 0; i < told; i++)
            assert_int_equal(t.rejects.items[t.rejects.count - told + i].line, t.rejects.items[i].line);
    }
    free(text);
}

/* Good rows, then bad ones, then one that is good again. */
static char *rows_in_turn(int good, int bad)
{
    static const char good_row[] = "7;1-3-2023;crisis;\n", bad_row[] = "1;;;\n";
    char *text = malloc((size_t)good * strlen(good_row) + (size_t)bad * strlen(bad_row) + 100);
    assert_non_null(text);
    char *end = stpcpy(text, "nr;van;vorm;pc\n");
    for (int i = 0; i < good; i++) end = stpcpy(end, good_row);
    for (int i = 0; i < bad; i++) end = stpcpy(end, bad_row);
    stpcpy(end, good_row);
    return text;
}

/* An empty batch is the end, also behind a whole batch of rows that are none. */
static void test_a_batch_of_bad_rows(void **state)
{
    (void)state;
    char *text = rows_in_turn(KK_BATCH_ROWS, KK_BATCH_ROWS);
    kk_record_reader *reader = open_text(text, 2);
    kk_batch batch;
    static const size_t expected[] = {KK_BATCH_ROWS, 1, 0};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(kk_record_reader_next(reader, &batch, &t.err), KK_OK);
        assert_int_equal(batch.count, expected[i]);
        if (i == 1) assert_true(batch.record[0].client == kk_pseudonym(&t.key, "client", "7", 1));
    }
    assert_int_equal(t.rejects.count, KK_BATCH_ROWS);
    kk_record_reader_close(reader);
    free(text);
}

/* Figures of the smaller part of a file would look like those of all; a few rows may be bad to the last. */
static void test_mostly_bad_rows(void **state)
{
    (void)state;
    char *text = rows_in_turn(0, 1000);
    record_text_read(&t, text);
    assert_int_equal(t.counts.rows_used, 1);
    free(text);
    text = rows_in_turn(999, 1001);
    assert_int_equal(record_text_try(&t, text), KK_ERR_INPUT);
    assert_string_equal(t.err.message, "project.yaml:8:5: help.csv: most rows cannot be used, such as line 2001: van: "
                                       "the date that such a record needs is not given; are the right columns named?");
    free(text);
    text = rows_in_turn(1000, 1001);
    record_text_read(&t, text);
    free(text);
}

static void test_end_is_told_once(void **state)
{
    (void)state;
    kk_record_reader *reader = open_text("nr;van;vorm;pc\n1;1-3-2023;zz;\n", 1);
    kk_batch batch;
    for (int i = 0; i < 4; i++) {
        assert_int_equal(kk_record_reader_next(reader, &batch, &t.err), KK_OK);
        assert_int_equal(batch.count, i == 0 ? 1 : 0);
        assert_int_equal(t.rejects.count, 1);
    }
    kk_record_reader_close(reader);
}

static void test_no_rows(void **state)
{
    (void)state;
    record_text_read(&t, "nr;van;vorm;pc\n");
    assert_int_equal(t.count, 0);
    assert_int_equal(t.counts.rows_read, 0);
    assert_int_equal(t.rejects.count, 0);
}

/* Of a private file no cell is told: neither in rejects nor in errors. */
static void test_no_cell_is_told(void **state)
{
    (void)state;
    record_text_read(&t, "nr;van;vorm;pc;naam\n900000012;geheim1;geheim2;geheim3;geheim4\n900000012;1-3-2023;geheim5;"
                         "geheim6;\n;geheim7;;;\n900000012;geheim8\n");
    assert_int_equal(t.rejects.count, 5);
    for (size_t i = 0; i < t.rejects.count; i++) {
        const kk_reject *reject = &t.rejects.items[i];
        const char *const texts[] = {reject->file, reject->column, reject->code, reject->value, reject->reason};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
            assert_null(strstr(texts[k], "geheim"));
            assert_null(strstr(texts[k], "9000"));
        }
    }
    assert_int_equal(record_text_try(&t, "nr;van;vorm;pc\n\"geheim;1;2;3\n"), KK_ERR_INPUT);
    assert_string_equal(t.err.message, "help.csv:2: a quote (\") opened in this row is never closed");
}

/* Each row one long text; and texts so long that a batch ends before its rows do. */
static void test_long_texts(void **state)
{
    (void)state;
    enum { LONG = 6 * 1024 * 1024, ROWS = 5 };
    char *text = malloc((size_t)ROWS * (LONG + 64)), *end = text;
    end += sprintf(end, "nr;van;vorm;pc\n");
    for (int i = 0; i < ROWS; i++) {
        memset(end, 'a' + i, LONG);
        end += LONG;
        end += sprintf(end, ";1-3-2023;crisis;1234AB\n");
    }
    record_text_read(&t, text);
    assert_int_equal(t.count, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        memset(text, 'a' + (int)i, LONG);
        assert_true(t.record[i].client == kk_pseudonym(&t.key, "client", text, LONG));
    }
    free(text);
}

static void test_a_row_that_is_too_long(void **state)
{
    (void)state;
    size_t length = 13 * 1024 * 1024;
    char *text = malloc(length + 1);
    memset(text, 'x', length);
    memcpy(text, "nr;van;vorm;pc\n", 15);
    text[length] = '\0';
    assert_int_equal(record_text_try(&t, text), KK_ERR_INPUT);
    assert_contains(t.err.message, "help.csv:2: a row of more than 10 MB");
    free(text);
}

static void test_files(void **state)
{
    (void)state;
    char path[] = "/tmp/kk-test-records-XXXXXX";
    static const char text[] = "nr;van;vorm;pc\n1;1-3-2023;crisis;1234AB\n";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
    close(descriptor);
    t.source.csv.file.path = path;
    t.source.csv.file.mark = (kk_mark){"project.yaml", 9, 7};
    t.config.records.source = &t.source;
    t.config.records.source_count = 1;
    kk_record_reader *reader;
    kk_batch batch;
    assert_int_equal(kk_record_reader_open(&t.config, 0, &t.key, 1, &t.rejects, &reader, &t.err), KK_OK);
    assert_int_equal(kk_record_reader_next(reader, &batch, &t.err), KK_OK);
    assert_int_equal(batch.count, 1);
    assert_int_equal(batch.record[0].months, KK_MONTHS_UNKNOWN);
    kk_record_reader_close(reader);
    unlink(path);
    assert_int_equal(kk_record_reader_open(&t.config, 0, &t.key, 1, &t.rejects, &reader, &t.err), KK_ERR_INPUT);
    assert_string_equal(t.err.message, "project.yaml:9:7: help.csv: cannot be opened: No such file or directory");
    assert_null(reader);
    kk_record_reader_close(NULL);
}

static void test_errors_of_opening(void **state)
{
    (void)state;
    assert_int_equal(record_text_try(&t, "nr;van;soort;pc\n"), KK_ERR_PROJECT);
    assert_contains(t.err.message, "project.yaml:20:9: help.csv has no column 'vorm'");
    assert_int_equal(record_text_try(&t, ""), KK_ERR_INPUT);
    kk_config_codes codes = {.list = "form", .file = {.given = "vormen.csv", .path = "/nonexistent/vormen.csv"}};
    t.source.codes = &codes;
    t.source.code_count = 1;
    assert_int_equal(record_text_try(&t, "nr;van;vorm;pc\n"), KK_ERR_INPUT);
    assert_contains(t.err.message, "vormen.csv: cannot be opened");
}

/* The index of the source goes with its records. */
static void test_second_source(void **state)
{
    (void)state;
    kk_config_record_source sources[] = {t.source, t.source};
    kk_rows *rows;
    kk_record_reader *reader;
    kk_batch batch;
    static const char text[] = "nr;van;vorm;pc\n1;1-3-2023;crisis;1234AB\n";
    t.config.records.source = sources;
    t.config.records.source_count = 2;
    assert_int_equal(kk_rows_open_memory(text, strlen(text), &sources[1].csv.file, &rows, &t.err), KK_OK);
    assert_int_equal(kk_record_reader_open_rows(&t.config, 1, rows, &t.key, 1, &t.rejects, &reader, &t.err), KK_OK);
    assert_int_equal(kk_record_reader_next(reader, &batch, &t.err), KK_OK);
    assert_int_equal(batch.record[0].source, 1);
    kk_record_reader_close(reader);
}

int main(void)
{
#define READER_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        READER_TEST(test_batches),
        READER_TEST(test_threads_make_no_difference),
        READER_TEST(test_a_batch_of_bad_rows),
        READER_TEST(test_mostly_bad_rows),
        READER_TEST(test_end_is_told_once),
        READER_TEST(test_no_rows),
        READER_TEST(test_no_cell_is_told),
        READER_TEST(test_long_texts),
        READER_TEST(test_a_row_that_is_too_long),
        READER_TEST(test_files),
        READER_TEST(test_errors_of_opening),
        READER_TEST(test_second_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
