/* SPDX-License-Identifier: EUPL-1.2 */
/* A table read from a text, with what the project file would say of it, and short ways to look at the result. */
#ifndef KK_TESTS_TABLE_TEXT_H
#define KK_TESTS_TABLE_TEXT_H

#include "../check.h"

#include "ingest/table_reader.h"

#include <unistd.h>

enum { WANTED_MAX = 8 };

typedef struct table_text {
    kk_config config;
    kk_config_table table;
    kk_config_column wanted[WANTED_MAX];
    kk_arena arena;
    kk_rejects rejects;
    kk_table result;
    kk_error err;
} table_text;

/* A public table `t` of figures.csv with these columns wanted ("a b c"), period 2024, at project.yaml:5:3. */
static inline void table_init(table_text *t, const char *wanted)
{
    static char names[WANTED_MAX][64];
    *t = (table_text){.table = {.name = "t", .is_public = true, .period = "2024", .minimum_match = 0.9}};
    t->table.file = (kk_config_file){.given = "figures.csv", .path = "/nonexistent/figures.csv"};
    t->table.mark = t->table.file.mark = (kk_mark){"project.yaml", 5, 3};
    t->table.wanted = t->wanted;
    size_t *count = &t->table.wanted_count;
    while (*wanted != '\0') {
        size_t length = strcspn(wanted, " ");
        assert_true(*count < WANTED_MAX && length < sizeof names[0]);
        snprintf(names[*count], sizeof names[0], "%.*s", (int)length, wanted);
        t->wanted[*count] = (kk_config_column){names[*count], {"project.yaml", 20 + (unsigned)*count, 7}};
        (*count)++;
        wanted += length + strspn(wanted + length, " ");
    }
    t->config.tables = &t->table;
    t->config.table_count = 1;
    kk_arena_init(&t->arena);
    kk_rejects_init(&t->rejects, &t->arena);
}

static inline void table_clear(table_text *t)
{
    kk_rejects_clear(&t->rejects);
    kk_arena_clear(&t->arena);
}

static inline kk_status table_try_bytes(table_text *t, const char *bytes, size_t length)
{
    kk_rows *rows = NULL;
    kk_status status = kk_rows_open_memory(bytes, length, &t->table.file, &rows, &t->err);
    if (status != KK_OK) return status;
    status = kk_table_read_rows(&t->config, 0, rows, &t->arena, &t->rejects, &t->result, &t->err);
    kk_rows_close(rows);
    return status;
}

static inline kk_status table_try(table_text *t, const char *text)
{
    return table_try_bytes(t, text, strlen(text));
}

static inline void table_read(table_text *t, const char *text)
{
    if (table_try(t, text) != KK_OK) fail_msg("%s", t->err.message);
    const kk_table *r = &t->result;
    assert_int_equal(r->rows_read, r->rows_used + r->rows_rejected + r->rows_filtered);
}

static inline void table_fails(table_text *t, const char *text, kk_status status, const char *message)
{
    assert_int_equal(table_try(t, text), status);
    assert_contains(t->err.message, message);
}

/* Row of a code in a period (NULL: the first row of the code). */
static inline size_t row_of(const kk_table *table, const char *code, const char *period)
{
    for (size_t i = 0; i < table->row_count; i++)
        if (strcmp(table->code[i], code) == 0 &&
            (period == NULL || strcmp(table->period[table->row_period[i]], period) == 0))
            return i;
    fail_msg("no row of %s in %s", code, period == NULL ? "any period" : period);
    return 0;
}

static inline kk_figure figure_in(const kk_table *table, const char *code, const char *period, size_t column)
{
    size_t at = row_of(table, code, period) * table->column_count + column;
    assert_true(column < table->column_count);
    bool missing = isnan(table->value[at]);
    assert_int_equal(missing, !kk_figure_has_value((kk_figure_status)table->status[at]));
    return (kk_figure){table->value[at], (kk_figure_status)table->status[at]};
}

static inline kk_figure figure_of(const table_text *t, const char *code, size_t column)
{
    return figure_in(&t->result, code, NULL, column);
}

static inline const char *status_of(const table_text *t, const char *code, size_t column)
{
    return kk_figure_status_name(figure_of(t, code, column).status);
}

static inline size_t count_status(const kk_table *table, const char *period, size_t column, kk_figure_status status)
{
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++)
        count += strcmp(table->period[table->row_period[i]], period) == 0 &&
                 table->status[i * table->column_count + column] == status;
    return count;
}

/* The one reject there is. */
static inline const kk_reject *only_reject(const table_text *t)
{
    assert_int_equal(t->rejects.count, 1);
    assert_string_equal(t->rejects.items[0].file, "figures.csv");
    return &t->rejects.items[0];
}

/* A file of the real data, or skips the test. `path` has room for 512 bytes. */
static inline void require_real_file(const char *name, char path[512])
{
    const char *folder = getenv("KANSENKOMPAS_REAL_DATA");
    snprintf(path, 512, "%s/real/%s", folder == NULL ? "../shared/data" : folder, name);
    if (access(path, R_OK) == 0) return;
    print_message("skipped: %s is not there\n", path);
    skip();
}

#endif
