/* SPDX-License-Identifier: EUPL-1.2 */
/* Spreadsheets: made with GDAL (XLSX, ODS) and by hand (XLS). */
#include "table_text.h"

#include "ingest/sheet.h"

#include <gdal.h>
#include <ogr_api.h>

static void add_sheet(GDALDatasetH dataset, const char *name, const char *const cells[][4], size_t count)
{
    const OGRFieldType types[] = {OFTString, OFTInteger, OFTReal, OFTString};
    const char *const header[] = {"code", "a", "b", "c"};
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, name, NULL, wkbNone, NULL);
    for (int f = 0; f < 4; f++) {
        OGRFieldDefnH field = OGR_Fld_Create(header[f], types[f]);
        assert_int_equal(OGR_L_CreateField(layer, field, TRUE), OGRERR_NONE);
        OGR_Fld_Destroy(field);
    }
    for (size_t i = 0; i < count; i++) {
        OGRFeatureH row = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        for (int f = 0; f < 4; f++)
            if (cells[i][f] != NULL) OGR_F_SetFieldString(row, f, cells[i][f]);
        assert_int_equal(OGR_L_CreateFeature(layer, row), OGRERR_NONE);
        OGR_F_Destroy(row);
    }
}

static void make_workbook(const char *driver, const char *path)
{
    static const char *const first[][4] = {{"GM0001", "5", "7.4", "1-1-2024"},
                                           {NULL, NULL, NULL, NULL},
                                           {"GM0002", "-99997", "0.1", " . "},
                                           {"GM0003", "100000000", NULL, "x"}};
    static const char *const second[][4] = {{"GM0009", "9", "9", "9"}};
    GDALAllRegister();
    unlink(path);
    GDALDatasetH dataset = GDALCreate(GDALGetDriverByName(driver), path, 0, 0, 0, GDT_Unknown, NULL);
    assert_non_null(dataset);
    add_sheet(dataset, "Cijfers", first, 4);
    add_sheet(dataset, "Toelichting", second, 1);
    GDALClose(dataset);
}

static void init_workbook(table_text *t, const char *path)
{
    table_init(t, "a b c");
    t->table.file.path = path;
}

static kk_status read_workbook(table_text *t)
{
    return kk_table_read(&t->config, 0, &t->arena, &t->rejects, &t->result, &t->err);
}

static void check_workbook(const char *driver, const char *path)
{
    table_text t;
    make_workbook(driver, path);
    init_workbook(&t, path);
    if (read_workbook(&t) != KK_OK) fail_msg("%s", t.err.message);
    assert_int_equal(t.result.row_count, 3);
    assert_true(figure_of(&t, "GM0001", 0).value == 5);
    assert_true(figure_of(&t, "GM0001", 1).value == 7.4);
    assert_true(figure_of(&t, "GM0002", 1).value == 0.1);
    assert_string_equal(status_of(&t, "GM0002", 0), "secret");
    assert_string_equal(status_of(&t, "GM0002", 2), "unknown");
    assert_true(figure_of(&t, "GM0003", 0).value == 100000000);
    assert_string_equal(status_of(&t, "GM0003", 2), "secret");
    assert_string_equal(only_reject(&t)->value, "1-1-2024");
    assert_int_equal(only_reject(&t)->line, 2);
    assert_int_equal(t.result.line[2], 5);
    table_clear(&t);

    init_workbook(&t, path);
    t.table.sheet = "Toelichting";
    assert_int_equal(read_workbook(&t), KK_OK);
    assert_string_equal(t.result.code[0], "GM0009");
    table_clear(&t);

    init_workbook(&t, path);
    t.table.sheet = "Cijfer";
    assert_int_equal(read_workbook(&t), KK_ERR_PROJECT);
    assert_string_equal(t.err.message, "project.yaml:5:3: figures.csv has no sheet 'Cijfer'; did you mean 'Cijfers'?");
    table_clear(&t);
    unlink(path);
}

static void test_xlsx(void **state)
{
    (void)state;
    check_workbook("XLSX", "/tmp/kk-test-sheet.xlsx");
}

static void test_ods(void **state)
{
    (void)state;
    check_workbook("ODS", "/tmp/kk-test-sheet.ods");
}

/* ---- XLS of Excel 2: records of a type and a length ---- */

static void put_record(FILE *file, unsigned type, const unsigned char *bytes, size_t length)
{
    const unsigned char head[] = {(unsigned char)type, (unsigned char)(type >> 8), (unsigned char)length, 0};
    assert_int_equal(fwrite(head, 1, 4, file), 4);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
}

static void put_label(FILE *file, int row, int column, const char *text)
{
    unsigned char bytes[64] = {(unsigned char)row, 0, (unsigned char)column, 0, 0, 0, 0, (unsigned char)strlen(text)};
    memcpy(bytes + 8, text, strlen(text));
    put_record(file, 0x0004, bytes, 8 + strlen(text));
}

static void put_number(FILE *file, int row, int column, double number)
{
    unsigned char bytes[15] = {(unsigned char)row, 0, (unsigned char)column, 0, 0, 0, 0};
    memcpy(bytes + 7, &number, 8);
    put_record(file, 0x0003, bytes, 15);
}

static void test_xls(void **state)
{
    (void)state;
    const char *path = "/tmp/kk-test-sheet.xls";
    static const unsigned char begin[] = {2, 0, 0x10, 0}, code_page[] = {0xE4, 4}, size[] = {0, 0, 3, 0, 0, 0, 4, 0};
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    put_record(file, 0x0009, begin, sizeof begin);
    put_record(file, 0x0042, code_page, sizeof code_page);
    put_record(file, 0x0000, size, sizeof size);
    const char *const header[] = {"gwb_code", "a", "b", "c"};
    for (int c = 0; c < 4; c++) put_label(file, 0, c, header[c]);
    put_label(file, 1, 0, "GM0001");
    put_number(file, 1, 1, 5);
    put_number(file, 1, 2, 7.4);
    put_label(file, 1, 3, "       .");
    put_label(file, 2, 0, "GM0002");
    put_number(file, 2, 1, 226500);
    put_number(file, 2, 2, -99997);
    put_number(file, 2, 3, 0.1);
    put_record(file, 0x000A, begin, 0);
    assert_int_equal(fclose(file), 0);
    table_text t;
    init_workbook(&t, path);
    if (read_workbook(&t) != KK_OK) fail_msg("%s", t.err.message);
    assert_int_equal(t.result.row_count, 2);
    assert_true(figure_of(&t, "GM0001", 0).value == 5);
    assert_true(figure_of(&t, "GM0001", 1).value == 7.4);
    assert_string_equal(status_of(&t, "GM0001", 2), "unknown");
    assert_true(figure_of(&t, "GM0002", 0).value == 226500);
    assert_string_equal(status_of(&t, "GM0002", 1), "secret");
    assert_true(figure_of(&t, "GM0002", 2).value == 0.1);
    table_clear(&t);
    unlink(path);
}

static void test_no_spreadsheet(void **state)
{
    (void)state;
    const char *path = "/tmp/kk-test-sheet.zip";
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs("PK\x03\x04 and no more than that", file) >= 0);
    assert_int_equal(fclose(file), 0);
    table_text t;
    init_workbook(&t, path);
    assert_int_equal(read_workbook(&t), KK_ERR_INPUT);
    assert_contains(t.err.message,
                    "figures.csv: is no spreadsheet that can be read (XLSX, XLS, ODS); a zip file must be");
    table_clear(&t);
    unlink(path);
}

static void test_recognised_by_content(void **state)
{
    (void)state;
    assert_true(kk_sheet_is((const unsigned char *)"PK\x03\x04", 4));
    assert_true(kk_sheet_is((const unsigned char *)"\xD0\xCF\x11\xE0", 4));
    assert_true(kk_sheet_is((const unsigned char *)"\x09\x00\x04\x00", 4));
    assert_true(kk_sheet_is((const unsigned char *)"\x09\x04\x06\x00", 4));
    assert_false(kk_sheet_is((const unsigned char *)"PK\x03\x04", 3));
    assert_false(kk_sheet_is((const unsigned char *)"code;a", 6));
    assert_false(kk_sheet_is((const unsigned char *)"\tab;c", 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_xlsx),
        cmocka_unit_test(test_ods),
        cmocka_unit_test(test_xls),
        cmocka_unit_test(test_no_spreadsheet),
        cmocka_unit_test(test_recognised_by_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
