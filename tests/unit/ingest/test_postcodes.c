/* SPDX-License-Identifier: EUPL-1.2 */
/* The postcode table: its forms through the years, what lies in several areas, and what is wrong in it. */
#include "areas_text.h"

#include "ingest/named_columns.h"
#include "ingest/postcodes.h"
#include "kk/log.h"

#include <pthread.h>

enum { FILES_MAX = 2 };

typedef struct postcodes_text {
    areas_text areas;
    kk_config config;
    kk_config_csv csv[FILES_MAX];
    char path[FILES_MAX][64];
    int descriptor[FILES_MAX];
    kk_arena arena;
    kk_rejects rejects;
    kk_postcodes *table;
    kk_error err;
} postcodes_text;

static void add_file(postcodes_text *t, const char *text)
{
    size_t f = t->config.postcode_count++;
    assert_true(f < FILES_MAX);
    t->descriptor[f] = file_of_bytes(text, strlen(text), t->path[f]);
    t->csv[f] = (kk_config_csv){.name = "pc6", .is_public = true, .mark = {"project.yaml", 9, 5}};
    t->csv[f].file = (kk_config_file){.given = "pc6.csv", .path = t->path[f], .mark = {"project.yaml", 9, 12}};
    t->config.postcodes = t->csv;
}

static void init(postcodes_text *t, const char *text)
{
    *t = (postcodes_text){0};
    areas_init(&t->areas);
    kk_arena_init(&t->arena);
    kk_rejects_init(&t->rejects, &t->arena);
    add_file(t, text);
}

static kk_status try(postcodes_text *t)
{
    return kk_postcodes_read(&t->config, &t->areas.areas, &t->rejects, &t->table, &t->err);
}

static void read_all(postcodes_text *t)
{
    if (try(t) != KK_OK) fail_msg("%s", t->err.message);
}

static void clear(postcodes_text *t)
{
    kk_postcodes_free(t->table);
    for (size_t f = 0; f < t->config.postcode_count; f++) close(t->descriptor[f]);
    kk_rejects_clear(&t->rejects);
    kk_arena_clear(&t->arena);
}

/* Code of the area of an address, or the reason why there is none. */
static const char *place_of(const postcodes_text *t, const char *postcode, uint32_t number)
{
    kk_locus place = kk_postcodes_find(t->table, kk_postcode_pack(postcode, strlen(postcode)), number);
    return kk_locus_is_area(place) ? t->areas.areas.level[kk_locus_level(place)].code[kk_locus_area(place)]
                                   : kk_locus_reason(place);
}

#define assert_place(t, postcode, number, expected) assert_string_equal(place_of(t, postcode, number), expected)

/* Until 2022: numbers without prefix and leading zeros. */
static void test_numbers_for_codes(void **state)
{
    (void)state;
    postcodes_text t;
    init(&t, "PC6;Huisnummer;Buurt2017;Wijk2017;Gem2017\n1011AA;1;10000;100;1\n1011AA;3;10001;100;1\n"
             "1011AB;5;10100;101;1\n");
    read_all(&t);
    assert_place(&t, "1011AA", 1, "BU00010000");
    assert_place(&t, "1011 aa", 3, "BU00010001");
    assert_place(&t, "1011AB", 5, "BU00010100");
    assert_int_equal(t.rejects.count, 0);
    clear(&t);
}

/* Since 2023 with letters; later with prefix and other names; comma, BOM, quotes. */
static void test_letters_in_codes(void **state)
{
    (void)state;
    static const char *const files[] = {
        "PC6,Huisnummer,Buurt2023,Wijk2023,Gemeente2023\n1011AA,1,0363AA01,0363AA,0363\n1011AA,2,0363AA02,0363AA,363\n",
        "\xEF\xBB\xBFpc;huisnummer;gwb_code;wijkcode;gemeentecode\n\"1011AA\";\"1\";\"BU0363AA01\";\"WK0363AA\";x\n"
        "1011AA;2;bu0363aa02;;\n",
        "hnr\tPostcode\tbuurtnaam\tbuurtcode\n1\t1011 AA\tDorp\t0363aa01\n2a\t1011aa\tDorp\tBU0363AA02\n",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        postcodes_text t;
        init(&t, files[i]);
        read_all(&t);
        assert_place(&t, "1011AA", 1, "BU0363AA01");
        assert_place(&t, "1011AA", 2, "BU0363AA02");
        assert_int_equal(t.rejects.count, 0);
        clear(&t);
    }
}

/* Wijken and gemeenten are better than nothing. */
static void test_coarser_tables(void **state)
{
    (void)state;
    postcodes_text t;
    init(&t, "pc6;wijk\n1011AA;101\n1011AB;0363AA\n");
    read_all(&t);
    assert_place(&t, "1011AA", 7, "WK000101");
    assert_place(&t, "1011AB", 0, "WK0363AA");
    clear(&t);
    init(&t, "pc6;Gemeente\n1011AA;1\n1011AB;363\n");
    read_all(&t);
    assert_place(&t, "1011AA", 7, "GM0001");
    assert_place(&t, "1011AB", 0, "GM0363");
    clear(&t);
}

#define HEADER "PC6;Huisnummer;Buurt\n"

static void test_numbers_that_are_not_known(void **state)
{
    (void)state;
    postcodes_text t;
    init(&t, HEADER "1011AA;1;BU00010000\n1011AA;2;BU00010000\n"                      /* one buurt */
                    "1011AB;1;BU00010000\n1011AB;2;BU00010001\n"                      /* one wijk */
                    "1011AC;1;BU00010000\n1011AC;2;BU00010100\n1011AC;4;BU00010001\n" /* one gemeente */
                    "1011AD;1;BU00010000\n1011AD;2;BU0363AA01\n"                      /* two gemeenten */
                    "9999XX;1;BU00010100\n");
    read_all(&t);
    static const struct {
        const char *postcode, *without;
    } expected[] = {{"1011AA", "BU00010000"},       {"1011AB", "WK000100"},         {"1011AC", "GM0001"},
                    {"1011AD", "unknown postcode"}, {"9999XX", "BU00010100"},       {"1011AE", "unknown postcode"},
                    {"1010ZZ", "unknown postcode"}, {"1000AA", "unknown postcode"}, {"9999ZZ", "unknown postcode"},
                    {"0999AA", "unknown postcode"}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_place(&t, expected[i].postcode, 0, expected[i].without);
        assert_place(&t, expected[i].postcode, 99, expected[i].without);
        assert_place(&t, expected[i].postcode, 4000000000u, expected[i].without);
    }
    assert_place(&t, "1011AB", 1, "BU00010000");
    assert_place(&t, "1011AB", 2, "BU00010001");
    assert_place(&t, "1011AC", 4, "BU00010001");
    assert_place(&t, "1011AD", 2, "BU0363AA01");
    assert_int_equal(kk_postcodes_find(t.table, 0, 1), KK_UNKNOWN_POSTCODE);
    assert_int_equal(kk_postcodes_find(t.table, UINT32_MAX, 1), KK_UNKNOWN_POSTCODE);
    clear(&t);
}

/* One number in two buurten (11 and 11a): the wijk holds both. */
static void test_a_number_in_two_areas(void **state)
{
    (void)state;
    postcodes_text t;
    init(&t, HEADER "1011AA;11;BU00010001\n1011AA;11;BU00010000\n1011AA;13;BU00010000\n1011AA;13;BU00010000\n");
    read_all(&t);
    assert_place(&t, "1011AA", 11, "WK000100");
    assert_place(&t, "1011AA", 13, "BU00010000");
    clear(&t);
}

static void test_areas_that_the_project_lacks(void **state)
{
    (void)state;
    postcodes_text t;
    init(&t, HEADER "1011AA;1;BU07770000\n1011AA;2;BU07770001\n1011AB;1;BU07770000\n1011AB;2;BU00010000\n"
                    "1011AC;1;BU00010077\n1011AD;1;BU00019900\n");
    read_all(&t);
    assert_place(&t, "1011AA", 1, "of another gemeente");
    assert_place(&t, "1011AA", 0, "of another gemeente");
    assert_place(&t, "1011AB", 1, "of another gemeente");
    assert_place(&t, "1011AB", 2, "BU00010000");
    assert_place(&t, "1011AB", 0, "unknown postcode");
    assert_place(&t, "1011AC", 1, "WK000100"); /* a buurt of another year: its wijk is there */
    assert_place(&t, "1011AD", 1, "GM0001");   /* its wijk is not */
    clear(&t);
}

/* Any order of rows gives the same answers, and so do two files instead of one. */
static void test_order_makes_no_difference(void **state)
{
    (void)state;
    static const char *const rows[] = {"1011AA;1;BU00010000\n", "1011AA;2;BU00010001\n", "1011AB;1;BU0363AA01\n",
                                       "1011AB;1;BU0363AA02\n", "1011AC;9;BU00010100\n"};
    for (size_t shift = 0; shift < 5; shift++) {
        char first[200] = HEADER, second[200] = HEADER;
        for (size_t i = 0; i < 5; i++) strcat(i < 3 ? first : second, rows[(4 * i + shift) % 5]);
        postcodes_text t;
        init(&t, first);
        add_file(&t, second);
        read_all(&t);
        assert_place(&t, "1011AA", 1, "BU00010000");
        assert_place(&t, "1011AA", 0, "WK000100");
        assert_place(&t, "1011AB", 1, "WK0363AA");
        assert_place(&t, "1011AC", 9, "BU00010100");
        clear(&t);
    }
}

static void test_rows_that_are_wrong(void **state)
{
    (void)state;
    postcodes_text t;
    init(&t, HEADER "1011A;1;BU00010000\n1011AA;;BU00010000\n1011AA;x;BU00010000\n1011AA;0;BU00010000\n"
                    "1011AA;131072;BU00010000\n1011AA;1;\n1011AA;1;Dorpstraat\n1011AA;1;123456789\n1011AA\n"
                    "1011AA;1;a;BU00010000\n1011AA;1;BU00010000\n");
    read_all(&t);
    static const struct {
        const char *column, *value, *reason;
    } expected[] = {
        {"PC6", "1011A", "no postcode: four digits and two letters"},
        {"Huisnummer", "", "no house number"},
        {"Huisnummer", "x", "no house number"},
        {"Huisnummer", "0", "no house number"},
        {"Huisnummer", "131072", "no house number"},
        {"Buurt", "", "no area code"},
        {"Buurt", "Dorpstraat", "no area code"},
        {"Buurt", "123456789", "no area code"},
        {"PC6", "", "the row has more or fewer cells than the header"},
        {"PC6", "", "the row has more or fewer cells than the header"},
    };
    assert_int_equal(t.rejects.count, 10);
    for (size_t i = 0; i < 10; i++) {
        const kk_reject *reject = &t.rejects.items[i];
        assert_int_equal(reject->kind, KK_REJECT_ROW);
        assert_string_equal(reject->file, "pc6.csv");
        assert_int_equal(reject->line, i + 2);
        assert_string_equal(reject->column, expected[i].column);
        assert_string_equal(reject->value, expected[i].value);
        assert_string_equal(reject->reason, expected[i].reason);
    }
    assert_place(&t, "1011AA", 1, "BU00010000");
    clear(&t);
}

static void test_private_tables_show_no_cells(void **state)
{
    (void)state;
    postcodes_text t;
    init(&t, HEADER "1011A;1;BU00010000\n");
    t.csv[0].is_public = false;
    read_all(&t);
    assert_int_equal(t.rejects.count, 1);
    assert_string_equal(t.rejects.items[0].value, "");
    clear(&t);
}

static void test_columns(void **state)
{
    (void)state;
    postcodes_text t;
    init(&t, "a;b;c\n1011AA;1;BU00010000\n");
    assert_int_equal(try(&t), KK_ERR_INPUT);
    assert_string_equal(t.err.message, "project.yaml:9:5: pc6.csv: no column of postcodes is recognised among a, b, c; "
                                       "name it with `columns: {postcode: …}`");
    t.csv[0].column[KK_FIELD_POSTCODE] = "a";
    assert_int_equal(try(&t), KK_ERR_INPUT);
    assert_contains(t.err.message, "no column of area codes is recognised");
    t.csv[0].column[KK_FIELD_AREA] = "cc";
    t.csv[0].column_mark[KK_FIELD_AREA] = (kk_mark){"project.yaml", 11, 7};
    assert_int_equal(try(&t), KK_ERR_PROJECT);
    assert_contains(t.err.message, "project.yaml:11:7: pc6.csv has no column 'cc'");
    t.csv[0].column[KK_FIELD_AREA] = "c";
    read_all(&t);
    assert_place(&t, "1011AA", 5, "BU00010000");
    clear(&t);
}

static void test_files_that_are_something_else(void **state)
{
    (void)state;
    postcodes_text t;
    char *text = malloc(40000);
    strcpy(text, HEADER);
    for (int i = 0; i < 1500; i++) strcat(text, "geen;1;BU00010000\n");
    init(&t, text);
    assert_int_equal(try(&t), KK_ERR_INPUT);
    assert_string_equal(t.err.message, "project.yaml:9:5: pc6.csv: most rows cannot be used, such as line 1002: no "
                                       "postcode: four digits and two letters; are the right columns named?");
    assert_null(t.table);
    clear(&t);
    free(text);
    init(&t, "");
    assert_int_equal(try(&t), KK_ERR_INPUT);
    assert_contains(t.err.message, "pc6.csv: is empty");
    clear(&t);
    init(&t, HEADER);
    read_all(&t);
    assert_place(&t, "1011AA", 1, "unknown postcode");
    clear(&t);
    init(&t, HEADER);
    t.csv[0].file.path = "/nonexistent/pc6.csv";
    assert_int_equal(try(&t), KK_ERR_INPUT);
    assert_contains(t.err.message, "pc6.csv: cannot be opened");
    clear(&t);
}

/* What the log says, of standard error. */
static void capture(postcodes_text *t, char *text, size_t size)
{
    FILE *file = tmpfile();
    int kept = dup(STDERR_FILENO);
    assert_true(file != NULL && kept >= 0 && dup2(fileno(file), STDERR_FILENO) >= 0);
    read_all(t);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
}

static void test_tables_of_another_year(void **state)
{
    (void)state;
    postcodes_text t;
    char text[1000];
    init(&t, HEADER "1011AA;1;BU00010000\n1011AA;2;BU00010001\n1011AB;1;BU00010055\n1011AB;2;BU07770000\n");
    capture(&t, text, sizeof text);
    assert_contains(text, "pc6.csv: 1 of its 3 areas are none of the boundaries'; is it of another year?");
    clear(&t);
    init(&t, HEADER "1011AA;1;BU00010000\n1011AA;2;BU00010001\n1011AB;2;BU07770000\n");
    capture(&t, text, sizeof text);
    assert_string_equal(text, "");
    clear(&t);
}

static void *find_many(void *table)
{
    size_t areas = 0;
    for (uint32_t i = 0; i < 200000; i++)
        areas += kk_locus_is_area(kk_postcodes_find(table, kk_postcode_pack("1011AA", 6) + i % 8, i % 50));
    return (void *)(uintptr_t)areas;
}

/* Every number of thousands of random addresses against a list, and the same from two threads at once. */
static void test_against_a_list(void **state)
{
    (void)state;
    enum { POSTCODES = 8, NUMBERS = 50 };
    static const char *const codes[] = {"BU00010000", "BU00010001", "BU00010100", "BU0363AA01", "BU0363AA02"};
    const char *expected[POSTCODES][NUMBERS] = {{0}};
    char text[POSTCODES * NUMBERS * 24] = HEADER;
    unsigned seed = 7;
    size_t used = strlen(text);
    for (unsigned p = 0; p < POSTCODES; p++)
        for (unsigned n = 1; n < NUMBERS; n++) {
            seed = seed * 1103515245u + 12345u;
            if (seed >> 16 & 1) continue;
            expected[p][n] = codes[p == 0 ? 0 : (seed >> 18) % 5];
            used += (size_t)snprintf(text + used, sizeof text - used, "1011A%c;%u;%s\n", (char)('A' + p), n,
                                     expected[p][n]);
        }
    postcodes_text t;
    init(&t, text);
    read_all(&t);
    for (unsigned p = 0; p < POSTCODES; p++) {
        char postcode[7] = "1011A?";
        postcode[5] = (char)('A' + p);
        const char *whole = place_of(&t, postcode, 0);
        for (uint32_t n = 1; n < NUMBERS; n++)
            assert_place(&t, postcode, n, expected[p][n] != NULL ? expected[p][n] : whole);
    }
    assert_place(&t, "1011AA", 0, "BU00010000");
    pthread_t thread[2];
    void *found[2];
    for (int i = 0; i < 2; i++) assert_int_equal(pthread_create(&thread[i], NULL, find_many, t.table), 0);
    for (int i = 0; i < 2; i++) assert_int_equal(pthread_join(thread[i], &found[i]), 0);
    assert_ptr_equal(found[0], found[1]);
    assert_non_null(found[0]);
    clear(&t);
}

static void test_packing(void **state)
{
    (void)state;
    static const kk_locus places[] = {KK_NOT_LOCATED, KK_UNKNOWN_POSTCODE, KK_OTHER_GEMEENTE, 0};
    for (size_t i = 0; i < 4; i++) {
        kk_locus place = i < 3 ? places[i] : kk_locus_of(2, 16000);
        uint64_t address = kk_address_pack(6084000, KK_HOUSE_NUMBER_MAX, place);
        assert_int_equal(kk_address_postcode(address), 6084000);
        assert_int_equal(kk_address_number(address), KK_HOUSE_NUMBER_MAX);
        assert_int_equal(kk_address_place(address), place);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_for_codes),
        cmocka_unit_test(test_letters_in_codes),
        cmocka_unit_test(test_coarser_tables),
        cmocka_unit_test(test_numbers_that_are_not_known),
        cmocka_unit_test(test_a_number_in_two_areas),
        cmocka_unit_test(test_areas_that_the_project_lacks),
        cmocka_unit_test(test_order_makes_no_difference),
        cmocka_unit_test(test_rows_that_are_wrong),
        cmocka_unit_test(test_private_tables_show_no_cells),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_files_that_are_something_else),
        cmocka_unit_test(test_tables_of_another_year),
        cmocka_unit_test(test_against_a_list),
        cmocka_unit_test(test_packing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
