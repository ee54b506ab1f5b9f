/* SPDX-License-Identifier: EUPL-1.2 */
/* Real files of CBS, and the same file written in other ways. */
#include "table_text.h"

#include "ingest/encoding.h"

#include <time.h>

/* ---- files ---- */

typedef struct text {
    char *bytes;
    size_t length;
} text;

static text load(const char *name)
{
    char path[512];
    require_real_file(name, path);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    text all = {.length = (size_t)ftell(file)};
    all.bytes = malloc(all.length + 1);
    rewind(file);
    assert_int_equal(fread(all.bytes, 1, all.length, file), all.length);
    fclose(file);
    return all;
}

static void read_real(table_text *t, const char *name)
{
    char path[512];
    require_real_file(name, path);
    t->table.file.path = path;
    if (kk_table_read(&t->config, 0, &t->arena, &t->rejects, &t->result, &t->err) != KK_OK)
        fail_msg("%s", t->err.message);
    const kk_table *r = &t->result;
    assert_int_equal(r->rows_read, r->rows_used + r->rows_rejected + r->rows_filtered);
}

/* ---- the Netherlands 2024 ---- */

static size_t count_kind(const kk_table *table, kk_level_kind wanted)
{
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        kk_level_kind kind;
        count += kk_code_kind(table->code[i], &kind) && kind == wanted;
    }
    return count;
}

static void test_netherlands(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a_00_14 a_inw bev_dich p_koopw g_ink_pi p_1gezw");
    read_real(&t, "kwb-2024.csv");
    assert_int_equal(t.rejects.count, 0);
    assert_int_equal(t.result.row_count, 342 + 3393 + 14574);
    assert_int_equal(count_kind(&t.result, KK_LEVEL_GEMEENTE), 342);
    assert_int_equal(count_kind(&t.result, KK_LEVEL_WIJK), 3393);
    assert_int_equal(count_kind(&t.result, KK_LEVEL_BUURT), 14574);
    assert_int_equal(t.result.population, 1);
    assert_int_equal(count_status(&t.result, "2024", 1, KK_FIGURE_NO_POPULATION), 504);
    assert_true(figure_of(&t, "GM0014", 1).value == 243768);
    assert_true(figure_of(&t, "WK001400", 3).value == 15);
    assert_true(figure_of(&t, "WK001400", 4).value == 27.7);
    assert_string_equal(status_of(&t, "WK001413", 4), "unknown");
    assert_string_equal(status_of(&t, "BU00141909", 0), "no_population");
    table_clear(&t);
}

static void test_netherlands_is_quick(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "a_00_14 a_inw bev_dich p_koopw g_ink_pi p_1gezw");
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    read_real(&t, "kwb-2024.csv");
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
    /* It takes some 12 ms; the rest is for sanitizers and busy machines. */
    assert_true(seconds < 1);
    table_clear(&t);
}

/* ---- Almere 2018–2025 ---- */

enum { YOUTH, PERCENTAGE, YOUNG, ALMERE_COLUMNS };

static void read_almere(table_text *t)
{
    table_init(t, "JongerenMetJeugdzorgInNatura PercentageJongerenMetJeugdzorg k_0Tot15Jaar");
    t->table.period = NULL;
    read_real(t, "statline_kwb_almere_2018-2025.csv");
}

static void test_almere(void **state)
{
    (void)state;
    table_text t;
    read_almere(&t);
    const kk_table *r = &t.result;
    assert_int_equal(r->row_count, 1536);
    assert_int_equal(r->period_count, 8);
    assert_string_equal(r->period[0], "2018");
    assert_string_equal(r->period[7], "2025");
    assert_int_equal(r->column_count, ALMERE_COLUMNS + 2);
    assert_true(figure_in(r, "GM0034", "2018", YOUTH).value == 5805);
    assert_true(figure_in(r, "GM0034", "2021", YOUTH).value == 6585);
    assert_true(figure_in(r, "GM0034", "2024", YOUTH).value == 7400);
    assert_true(figure_in(r, "WK003401", "2024", YOUTH).value == 35);
    assert_true(figure_in(r, "GM0034", "2024", (size_t)r->population).value == 226500);
    assert_true(figure_in(r, "WK003401", "2021", (size_t)r->boundary_change).value == 3);
    assert_true(figure_in(r, "WK003401", "2022", (size_t)r->boundary_change).value == 3);
    assert_int_equal(count_status(r, "2024", YOUTH, KK_FIGURE_OK), 208);
    assert_int_equal(count_status(r, "2024", YOUTH, KK_FIGURE_SECRET), 49);
    assert_int_equal(count_status(r, "2024", YOUTH, KK_FIGURE_NO_POPULATION), 53);
    assert_int_equal(count_status(r, "2025", YOUTH, KK_FIGURE_OK), 0);
    assert_int_equal(figure_in(r, "GM0034", "2025", YOUTH).status, KK_FIGURE_NOT_PUBLISHED);
    table_clear(&t);
}

static void test_almere_percentages(void **state)
{
    (void)state;
    table_text t;
    read_almere(&t);
    assert_int_equal(t.rejects.count, 7);
    for (size_t p = 0; p < t.result.period_count; p++)
        assert_int_equal(count_status(&t.result, t.result.period[p], PERCENTAGE, KK_FIGURE_OK), 0);
    const kk_reject *last = &t.rejects.items[6];
    assert_int_equal(last->kind, KK_REJECT_COLUMN);
    assert_string_equal(last->column, "PercentageJongerenMetJeugdzorg_92");
    assert_contains(last->reason,
                    "contradicts its own counts in 2024: the median is 10.7 times 100 × count / base (WK003443: "
                    "106 against 9.87); the decimal mark seems lost");
    table_clear(&t);
}

static void read_areas_2024(table_text *t, kk_areas *areas)
{
    char path[512];
    require_real_file("wijkenbuurten_2024.gpkg", path);
    kk_config_source source = {.file = {.given = "wijkenbuurten_2024.gpkg", .path = path}};
    kk_config config = {.areas = {.vintage = 2024, .sources = &source, .source_count = 1}};
    if (kk_areas_read(&config, &t->arena, &t->rejects, areas, &t->err) != KK_OK) fail_msg("%s", t->err.message);
}

static size_t rows_in(const kk_table *table, const char *period)
{
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++) count += strcmp(table->period[table->row_period[i]], period) == 0;
    return count;
}

static void test_almere_fits_from_2022(void **state)
{
    (void)state;
    table_text t;
    kk_areas areas;
    read_almere(&t);
    read_areas_2024(&t, &areas);
    size_t before = t.rejects.count;
    assert_int_equal(kk_table_fit(&t.result, &areas, &t.rejects, &t.err), KK_OK);
    const char *const refused[] = {"2018", "2019", "2020", "2021"}, *const kept[] = {"2022", "2023", "2024", "2025"};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(rows_in(&t.result, refused[i]), 1);
        assert_int_equal(row_of(&t.result, "GM0034", refused[i]) < t.result.row_count, true);
        assert_int_equal(rows_in(&t.result, kept[i]), 310);
    }
    assert_int_equal(t.rejects.count - before, 8);
    for (size_t i = before; i < t.rejects.count; i++) assert_int_equal(t.rejects.items[i].kind, KK_REJECT_LEVEL);
    table_clear(&t);
}

static void test_netherlands_fits(void **state)
{
    (void)state;
    table_text t;
    kk_areas areas;
    table_init(&t, "a_inw");
    read_real(&t, "kwb-2024.csv");
    read_areas_2024(&t, &areas);
    size_t before = t.rejects.count;
    assert_int_equal(kk_table_fit(&t.result, &areas, &t.rejects, &t.err), KK_OK);
    assert_int_equal(t.result.row_count, 18309);
    assert_int_equal(t.rejects.count, before);
    table_clear(&t);
}

static void test_gemeenten_2021(void **state)
{
    (void)state;
    table_text t;
    table_init(&t, "pct_jongeren_met_jeugdzorg");
    t.table.period = "2021";
    read_real(&t, "gemeenten_2021_jeugdzorg.csv");
    assert_int_equal(t.result.row_count, 352);
    assert_int_equal(t.result.population, 1);
    assert_true(figure_of(&t, "GM0034", 0).value == 10.7);
    assert_int_equal(t.rejects.count, 0);
    table_clear(&t);
}

/* ---- one file, written in other ways ---- */

typedef void rewriting(char byte, text *out, int *state);

static void put(text *out, const char *bytes)
{
    size_t length = strlen(bytes);
    memcpy(out->bytes + out->length, bytes, length);
    out->length += length;
}

static void same(char byte, text *out, int *state)
{
    (void)state;
    put(out, (char[]){byte, '\0'});
}

static void with_cr(char byte, text *out, int *state)
{
    (void)state;
    put(out, byte == '\n' ? "\r\n" : (char[]){byte, '\0'});
}

/* Each cell in quotes, with commas between. */
static void with_commas(char byte, text *out, int *state)
{
    bool ends = byte == ';' || byte == '\n';
    if (*state == 0) put(out, "\"");
    if (ends) put(out, "\"");
    put(out, byte == ';' ? "," : byte == '"' ? "\"\"" : (char[]){byte, '\0'});
    *state = !ends;
}

static void with_tabs(char byte, text *out, int *state)
{
    (void)state;
    put(out, byte == ';' ? " \t " : (char[]){byte, '\0'});
}

static void with_points(char byte, text *out, int *state)
{
    (void)state;
    put(out, byte == ',' ? "." : (char[]){byte, '\0'});
}

/* The first byte of a longer character is kept in `state`; what CP1252 may lack (three bytes) becomes an apostrophe. */
static void in_cp1252(char byte, text *out, int *state)
{
    unsigned char c = (unsigned char)byte;
    if (c < 0x80) {
        put(out, (char[]){byte, '\0'});
    } else if (c >= 0xC0) {
        *state = c;
        if (c >= 0xE0) put(out, "\x92");
    } else if (*state < 0xE0) {
        put(out, (char[]){(char)(c + (*state == 0xC3 ? 0x40 : 0)), '\0'});
    }
}

static text rewritten(const text *from, const char *mark, rewriting *rewrite)
{
    text out = {.bytes = malloc(4 * from->length + 8)};
    int state = 0;
    put(&out, mark);
    for (size_t i = 0; i < from->length; i++) rewrite(from->bytes[i], &out, &state);
    return out;
}

static void assert_same_tables(const kk_table *a, const kk_table *b)
{
    assert_int_equal(a->row_count, b->row_count);
    assert_int_equal(a->column_count, b->column_count);
    assert_int_equal(a->period_count, b->period_count);
    assert_int_equal(a->population, b->population);
    assert_int_equal(a->boundary_change, b->boundary_change);
    assert_int_equal(a->rows_read, b->rows_read);
    assert_int_equal(a->rows_rejected, b->rows_rejected);
    for (size_t i = 0; i < a->row_count; i++) {
        assert_string_equal(a->code[i], b->code[i]);
        assert_int_equal(a->line[i], b->line[i]);
    }
    size_t cells = a->row_count * a->column_count;
    assert_memory_equal(a->row_period, b->row_period, a->row_count * sizeof *a->row_period);
    assert_memory_equal(a->status, b->status, cells);
    for (size_t i = 0; i < cells; i++)
        assert_true(a->value[i] == b->value[i] || (isnan(a->value[i]) && isnan(b->value[i])));
}

static void test_written_in_other_ways(void **state)
{
    (void)state;
    const struct {
        const char *mark;
        rewriting *rewrite;
    } ways[] = {{"", same},      {"\xEF\xBB\xBF", same}, {"", with_cr},   {"", with_commas},
                {"", with_tabs}, {"", with_points},      {"", in_cp1252}, {"\n\n", with_cr}};
    text original = load("kwb-2024.csv");
    table_text a;
    table_init(&a, "a_inw g_ink_pi pst_mvp ste_oad");
    assert_int_equal(table_try_bytes(&a, original.bytes, original.length), KK_OK);
    assert_int_equal(a.result.row_count, 18309);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        text other = rewritten(&original, ways[i].mark, ways[i].rewrite);
        table_text b;
        table_init(&b, "a_inw g_ink_pi pst_mvp ste_oad");
        if (table_try_bytes(&b, other.bytes, other.length) != KK_OK) fail_msg("way %zu: %s", i, b.err.message);
        if (ways[i].mark[0] == '\n')
            for (size_t row = 0; row < b.result.row_count; row++) b.result.line[row] -= 2;
        assert_same_tables(&a.result, &b.result);
        table_clear(&b);
        free(other.bytes);
    }
    table_clear(&a);
    free(original.bytes);
}

/* The last line may lack its end, and one may be cut off in the middle: a rejected row, not a lost file. */
static void test_cut_off(void **state)
{
    (void)state;
    text original = load("kwb-2024.csv");
    table_text t;
    table_init(&t, "a_inw");
    assert_int_equal(table_try_bytes(&t, original.bytes, original.length - 1), KK_OK);
    assert_int_equal(t.result.row_count, 18309);
    table_clear(&t);
    table_init(&t, "a_inw");
    assert_int_equal(table_try_bytes(&t, original.bytes, original.length - 30), KK_OK);
    assert_int_equal(t.result.row_count, 18308);
    assert_contains(only_reject(&t)->reason, "cells where the header has 20");
    table_clear(&t);
    free(original.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_netherlands),
        cmocka_unit_test(test_netherlands_is_quick),
        cmocka_unit_test(test_almere),
        cmocka_unit_test(test_almere_percentages),
        cmocka_unit_test(test_almere_fits_from_2022),
        cmocka_unit_test(test_netherlands_fits),
        cmocka_unit_test(test_gemeenten_2021),
        cmocka_unit_test(test_written_in_other_ways),
        cmocka_unit_test(test_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
