/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/publish/fixture.h"

#include "publish/xlsx_book.h"

#include <dirent.h>
#include <minizip/unzip.h>
#include <signal.h>
#include <sys/resource.h>

/* ---- a workbook by hand ---- */

typedef struct hand {
    kk_xlsx xlsx;
    char path[100];
} hand;

static void open_book(hand *h, fixture *f, size_t tabs)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = f->folder};
    snprintf(h->path, sizeof h->path, "%s/book.xlsx", f->folder);
    h->xlsx = (kk_xlsx){.book = workbook_new_opt(h->path, &options),
                        .release = f->release,
                        .config = &f->config,
                        .arena = &f->arena,
                        .tab = kk_arena_alloc(&f->arena, tabs, sizeof(kk_xlsx_tab))};
    assert_true(kk_xlsx_formats(&h->xlsx));
}

/* A part of a workbook as text, malloc'ed. */
static char *part_of(const char *path, const char *part)
{
    unz_file_info64 info;
    unzFile zip = unzOpen(path);
    assert_non_null(zip);
    assert_int_equal(unzLocateFile(zip, part, 1), UNZ_OK);
    assert_int_equal(unzGetCurrentFileInfo64(zip, &info, NULL, 0, NULL, 0, NULL, 0), UNZ_OK);
    char *text = calloc(info.uncompressed_size + 1, 1);
    assert_int_equal(unzOpenCurrentFile(zip), UNZ_OK);
    assert_int_equal(unzReadCurrentFile(zip, text, (unsigned)info.uncompressed_size), (int)info.uncompressed_size);
    unzCloseCurrentFile(zip);
    unzClose(zip);
    return text;
}

/* ---- tests ---- */

static void tabs_have_names_that_excel_takes(void **state)
{
    static const char *const names[][2] = {
        {"Wijken", "Wijken"},
        {"wijken", "wijken (2)"},
        {"WIJKEN", "WIJKEN (3)"},
        {"a[b]c:d*e?f/g\\h'i", "a-b-c-d-e-f-g-h-i"},
        {"", "Blad"},
        {"History", "History (2)"},
        {"éééééééééééééééééééééééééééééééé", "éééééééééééééééééééééééééééééé…"},
        {"éééééééééééééééééééééééééééééééèè", "ééééééééééééééééééééééééé… (2)"},
    };
    enum { NAMES = sizeof names / sizeof *names };
    hand h;
    open_book(&h, *state, NAMES);
    for (size_t i = 0; i < NAMES; i++) {
        kk_xlsx_tab *tab = kk_xlsx_add_tab(&h.xlsx, names[i][0], "", "");
        assert_non_null(tab);
        assert_string_equal(tab->name, names[i][1]);
    }
    assert_int_equal(workbook_close(h.xlsx.book), LXW_NO_ERROR);
    assert_true(kk_xlsx_is_whole(h.xlsx.tab, h.xlsx.tab_count, h.path));
}

static void texts_are_texts_and_fit(void **state)
{
    enum { LONG = 40000 };
    fixture *f = *state;
    hand h;
    open_book(&h, f, 1);
    kk_xlsx_tab *tab = kk_xlsx_add_tab(&h.xlsx, "Teksten", "", "");
    static const char *const texts[] = {"=1+1",           "+1", "{=A1}", "https://example.org", "a\x80z",
                                        "x\xEF\xBF\xBFy", "<&>"};
    enum { TEXTS = sizeof texts / sizeof *texts };
    for (size_t i = 0; i < TEXTS; i++) kk_xlsx_text(&h.xlsx, tab, i, 0, texts[i], NULL);
    char *pair = calloc(LONG * 4 + 1, 1), *wide = pair;
    for (size_t i = 0; i < LONG; i++) wide = stpcpy(wide, i % 2 == 0 ? "𝟘" : "b");
    kk_xlsx_text(&h.xlsx, tab, TEXTS, 0, pair, NULL);
    kk_xlsx_text(&h.xlsx, tab, TEXTS + 1, 0, "", NULL);
    kk_xlsx_number(&h.xlsx, tab, TEXTS + 1, 1, NAN, NULL);
    kk_xlsx_number(&h.xlsx, tab, TEXTS + 1, 2, INFINITY, NULL);
    assert_int_equal(tab->cells, TEXTS + 1);
    assert_int_equal(h.xlsx.error, LXW_NO_ERROR);
    assert_int_equal(workbook_close(h.xlsx.book), LXW_NO_ERROR);
    assert_true(kk_xlsx_is_whole(h.xlsx.tab, 1, h.path));
    char *xml = part_of(h.path, "xl/worksheets/sheet1.xml");
    assert_null(strstr(xml, "<f>"));
    assert_null(strstr(xml, "<hyperlink"));
    assert_non_null(strstr(xml, "<t>=1+1</t>"));
    assert_non_null(strstr(xml, "<t>a\uFFFDz</t>"));
    assert_non_null(strstr(xml, "<t>x\uFFFDy</t>"));
    assert_non_null(strstr(xml, "<t>&lt;&amp;&gt;</t>"));
    /* 32,767 units: pairs of three, and "…" for what would be the last */
    const char *cut = strstr(xml, "<t>𝟘b");
    assert_non_null(cut);
    size_t units = 0;
    for (const char *at = cut + 3; *at != '<'; at++)
        units += (((unsigned char)*at & 0xC0) != 0x80) + (size_t)(*at == '\xF0');
    assert_int_equal(units, KK_XLSX_TEXT);
    assert_non_null(strstr(cut, "…</t>"));
    free(xml);
    free(pair);
}

static void damage_is_seen(void **state)
{
    enum { BLOCK = 64 };
    fixture *f = *state;
    hand h;
    open_book(&h, f, 2);
    for (int t = 0; t < 2; t++) {
        kk_xlsx_tab *tab = kk_xlsx_add_tab(&h.xlsx, t == 0 ? "Een" : "Twee", "", "");
        for (size_t row = 0; row < 500; row++)
            for (size_t c = 0; c < 5; c++) kk_xlsx_number(&h.xlsx, tab, row, c, (double)(row * 7919 % 1000) / 7, NULL);
    }
    assert_int_equal(workbook_close(h.xlsx.book), LXW_NO_ERROR);
    kk_xlsx_tab *tab = h.xlsx.tab;
    assert_true(kk_xlsx_is_whole(tab, 2, h.path));
    assert_false(kk_xlsx_is_whole(tab, 1, h.path));
    tab[1].cells++;
    assert_false(kk_xlsx_is_whole(tab, 2, h.path));
    tab[1].cells--;
    FILE *file = fopen(h.path, "r+b");
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    for (long at = size / 20; at < size * 3 / 4; at += size / 10) {
        unsigned char was[BLOCK], now[BLOCK];
        fseek(file, at, SEEK_SET);
        assert_int_equal(fread(was, 1, BLOCK, file), BLOCK);
        for (int i = 0; i < BLOCK; i++) now[i] = was[i] ^ 0x55;
        fseek(file, at, SEEK_SET);
        fwrite(now, 1, BLOCK, file);
        fflush(file);
        assert_false(kk_xlsx_is_whole(tab, 2, h.path));
        fseek(file, at, SEEK_SET);
        fwrite(was, 1, BLOCK, file);
        fflush(file);
    }
    assert_true(kk_xlsx_is_whole(tab, 2, h.path));
    assert_int_equal(ftruncate(fileno(file), size - 100), 0);
    fclose(file);
    assert_false(kk_xlsx_is_whole(tab, 2, h.path));
    assert_false(kk_xlsx_is_whole(tab, 2, "/nowhere/book.xlsx"));
}

static void what_excel_has_no_rows_for_is_left_out_and_said(void **state)
{
    static const kk_sheet_column column = {"code", KK_SHEET_TEXT, "code of the area"};
    const kk_sheet sheet = {"need", "", &column, 1, KK_XLSX_ROWS - KK_XLSX_HEADER_ROWS + 1, NULL};
    fixture *f = *state;
    hand h;
    kk_described_table table;
    open_book(&h, f, 2);
    assert_non_null(kk_xlsx_add_tab(&h.xlsx, "Lees mij", "", ""));
    assert_int_equal(kk_describe_sheet(&sheet, &f->arena, &table, &f->err), KK_OK);
    assert_int_equal(kk_xlsx_sheet(&h.xlsx, &sheet, &table, &f->err), KK_OK);
    assert_int_equal(h.xlsx.tab[1].cells, 0);
    assert_int_equal(kk_xlsx_readme(&h.xlsx, &f->err), KK_OK);
    assert_int_equal(workbook_close(h.xlsx.book), LXW_NO_ERROR);
    char *xml = part_of(h.path, "xl/worksheets/sheet1.xml");
    assert_non_null(strstr(xml, "meer regels dan rijen in Excel; zie need.csv"));
    free(xml);
}

static void decimals_go_with_the_numbers(void **state)
{
    (void)state;
    assert_int_equal(kk_xlsx_decimals((const double[]){1, 20, NAN}, 3), 0);
    assert_int_equal(kk_xlsx_decimals((const double[]){NAN}, 1), 0);
    assert_int_equal(kk_xlsx_decimals((const double[]){1200.5, 2}, 2), 0);
    assert_int_equal(kk_xlsx_decimals((const double[]){-12.5}, 1), 1);
    assert_int_equal(kk_xlsx_decimals((const double[]){1.25}, 1), 2);
    assert_int_equal(kk_xlsx_decimals((const double[]){0.25}, 1), 4);
    assert_int_equal(kk_xlsx_decimals((const double[]){0.0025}, 1), 6);
}

static size_t count_files(const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, NULL);
    for (int i = 0; i < count; i++) free(entries[i]);
    free(entries);
    return (size_t)count - 2;
}

static void the_workbook_is_the_same_twice_and_all_that_is_left(void **state)
{
    fixture *f = *state;
    char path[100], first[65], second[65];
    int64_t bytes;
    snprintf(path, sizeof path, "%s/kansenkompas.xlsx", f->folder);
    assert_int_equal(kk_write_xlsx(f->release, &f->config, f->folder, &f->err), KK_OK);
    assert_int_equal(kk_file_sha256(path, first, &bytes, &f->err), KK_OK);
    assert_int_equal(count_files(f->folder), 1);
    setenv("TZ", "Pacific/Auckland", 1);
    assert_int_equal(kk_write_xlsx(f->release, &f->config, f->folder, &f->err), KK_OK);
    unsetenv("TZ");
    assert_int_equal(kk_file_sha256(path, second, &bytes, &f->err), KK_OK);
    assert_string_equal(first, second);
    char *xml = part_of(path, "xl/worksheets/sheet3.xml");
    assert_non_null(strstr(xml, "geheim volgens de bron"));
    assert_non_null(strstr(xml, "verborgen"));
    assert_null(strstr(xml, "BU03079998")); /* water */
    free(xml);
}

/* Temporary files that end too soon: libxlsxwriter does not see it, and makes a workbook of what there is. */
static void temporary_files_that_have_no_room_are_seen(void **state)
{
    enum { ROWS = 20000 };
    static const kk_sheet_column column = {"name", KK_SHEET_TEXT, "name of the area"};
    fixture *f = *state;
    kk_sheet_cell *cell = kk_arena_alloc(&f->arena, ROWS, sizeof *cell);
    for (size_t i = 0; i < ROWS; i++) cell[i].text = "altijd weer dezelfde lange naam, die goed te comprimeren is";
    kk_sheet sheet = {"need", "", &column, 1, ROWS, cell};
    kk_guidance guidance = {.sheet_count = 1, .sheet = &sheet};
    const kk_release *guided;
    assert_int_equal(kk_release_add_guidance(f->release, &guidance, &f->arena, &guided, &f->err), KK_OK);
    assert_int_equal(kk_write_xlsx(guided, &f->config, f->folder, &f->err), KK_OK);
    struct rlimit before, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 400 * 1024;
    void (*was)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    kk_status status = kk_write_xlsx(guided, &f->config, f->folder, &f->err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, was);
    assert_int_equal(status, KK_ERR_OUTPUT);
    assert_non_null(strstr(f->err.message, "No space left on device while writing the temporary files"));
}

static void a_folder_that_is_not_there(void **state)
{
    fixture *f = *state;
    assert_int_equal(kk_write_xlsx(f->release, &f->config, "/nowhere", &f->err), KK_ERR_OUTPUT);
    assert_non_null(strstr(f->err.message, "/nowhere/kansenkompas.xlsx"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tabs_have_names_that_excel_takes, begin, end),
        cmocka_unit_test_setup_teardown(texts_are_texts_and_fit, begin, end),
        cmocka_unit_test_setup_teardown(damage_is_seen, begin, end),
        cmocka_unit_test_setup_teardown(what_excel_has_no_rows_for_is_left_out_and_said, begin, end),
        cmocka_unit_test(decimals_go_with_the_numbers),
        cmocka_unit_test_setup_teardown(the_workbook_is_the_same_twice_and_all_that_is_left, begin, end),
        cmocka_unit_test_setup_teardown(temporary_files_that_have_no_room_are_seen, begin, end),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
