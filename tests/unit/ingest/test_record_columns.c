/* SPDX-License-Identifier: EUPL-1.2 */
#include "record_text.h"

#include "ingest/record_columns.h"

static record_text fixture;
static kk_record_columns columns;
static kk_rows *rows;

static int set_up(void **state)
{
    (void)state;
    record_text_init(&fixture, KK_RECORD_CARE);
    rows = NULL;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kk_rows_close(rows);
    record_text_clear(&fixture);
    return 0;
}

static kk_status find(const char *header)
{
    const kk_cell *cells;
    kk_rows_close(rows);
    kk_status status = kk_rows_open_memory(header, strlen(header), &fixture.source.csv.file, &rows, &fixture.err);
    if (status != KK_OK) return status;
    size_t count = kk_rows_header(rows, &cells);
    return kk_record_columns_find(&fixture.source, cells, count, &columns, &fixture.err);
}

static void assert_found(kk_csv_field field, uint32_t index, const char *header)
{
    if (columns.header[field] == NULL) fail_msg("no column for %s", kk_csv_field_name(field));
    assert_string_equal(columns.header[field], header);
    assert_int_equal(columns.index[field], index);
}

static void test_mapped(void **state)
{
    (void)state;
    record_text_map(&fixture, KK_FIELD_CLIENT, "nr");
    record_text_map(&fixture, KK_FIELD_BEGIN, "van");
    record_text_map(&fixture, KK_FIELD_FORM, "soort hulp");
    assert_int_equal(find("soort hulp;x;nr;van;bsn;einddatum\n"), KK_OK);
    assert_found(KK_FIELD_CLIENT, 2, "nr");
    assert_found(KK_FIELD_BEGIN, 3, "van");
    assert_found(KK_FIELD_FORM, 0, "soort hulp");
    assert_null(columns.header[KK_FIELD_END]); /* a mapped CSV has what is mapped, and no more */
    assert_int_equal(columns.used_count, 3);
    assert_int_equal(columns.count, 6);
    assert_int_equal(columns.used[0], KK_FIELD_CLIENT);
    assert_int_equal(columns.used[2], KK_FIELD_FORM);
}

static void test_beleidsinformatie(void **state)
{
    (void)state;
    fixture.source.form = KK_FORM_BELEIDSINFORMATIE;
    assert_int_equal(find("BSN;Geboortedatum;Geslacht;Postcode;Huisnummer;Verwijzer;Jeugdhulpvorm;Begindatum;Einddatum;"
                          "RedenBeeindiging;Aanbieder;Gezinsnummer;DatumAanvraag\n"),
                     KK_OK);
    assert_found(KK_FIELD_CLIENT, 0, "BSN");
    assert_found(KK_FIELD_BIRTH, 1, "Geboortedatum");
    assert_found(KK_FIELD_SEX, 2, "Geslacht");
    assert_found(KK_FIELD_POSTCODE, 3, "Postcode");
    assert_found(KK_FIELD_NUMBER, 4, "Huisnummer");
    assert_found(KK_FIELD_REFERRER, 5, "Verwijzer");
    assert_found(KK_FIELD_FORM, 6, "Jeugdhulpvorm");
    assert_found(KK_FIELD_BEGIN, 7, "Begindatum");
    assert_found(KK_FIELD_END, 8, "Einddatum");
    assert_found(KK_FIELD_OUTCOME, 9, "RedenBeeindiging");
    assert_found(KK_FIELD_PROVIDER, 10, "Aanbieder");
    assert_found(KK_FIELD_FAMILY, 11, "Gezinsnummer");
    assert_found(KK_FIELD_REQUESTED, 12, "DatumAanvraag");
}

/* As a person would write them: words apart, small letters, accents. */
static void test_other_spellings(void **state)
{
    (void)state;
    fixture.source.form = KK_FORM_BELEIDSINFORMATIE;
    assert_int_equal(find("burgerservicenummer;geboorte_datum;Datum aanvang;Datum einde;Type jeugdhulp;"
                          "Reden be\xC3\xABindiging;code verwijzer;PC6\n"),
                     KK_OK);
    assert_found(KK_FIELD_CLIENT, 0, "burgerservicenummer");
    assert_found(KK_FIELD_BIRTH, 1, "geboorte_datum");
    assert_found(KK_FIELD_BEGIN, 2, "Datum aanvang");
    assert_found(KK_FIELD_END, 3, "Datum einde");
    assert_found(KK_FIELD_FORM, 4, "Type jeugdhulp");
    assert_found(KK_FIELD_OUTCOME, 5, "Reden be\xC3\xABindiging");
    assert_found(KK_FIELD_REFERRER, 6, "code verwijzer");
    assert_found(KK_FIELD_POSTCODE, 7, "PC6");
}

static void test_declarations(void **state)
{
    (void)state;
    fixture.source.form = KK_FORM_JW323;
    fixture.source.kind = KK_RECORD_DECLARATION;
    assert_int_equal(find("Afzender,BSN,GEBOORTEDATUM,toewijzingnummer,productCategorie,ProductCode,Begindatum,"
                          "Einddatum,GeleverdVolume,Eenheid,Bedrag,DebetCredit\n"),
                     KK_OK);
    assert_found(KK_FIELD_PROVIDER, 0, "Afzender");
    assert_found(KK_FIELD_CONTRACT, 3, "toewijzingnummer");
    assert_found(KK_FIELD_FORM, 4, "productCategorie");
    assert_found(KK_FIELD_PRODUCT, 5, "ProductCode");
    assert_found(KK_FIELD_AMOUNT, 10, "Bedrag");
    assert_found(KK_FIELD_CREDIT, 11, "DebetCredit");
}

static void test_the_project_overrides(void **state)
{
    (void)state;
    fixture.source.form = KK_FORM_BELEIDSINFORMATIE;
    record_text_map(&fixture, KK_FIELD_CLIENT, "pseudoniem");
    assert_int_equal(find("bsn;pseudoniem;begindatum;vorm\n"), KK_OK);
    assert_found(KK_FIELD_CLIENT, 1, "pseudoniem");
    assert_found(KK_FIELD_FORM, 3, "vorm");
}

static void assert_fails(const char *header, const char *message)
{
    assert_int_equal(find(header), KK_ERR_PROJECT);
    assert_string_equal(fixture.err.message, message);
}

static void test_a_column_that_is_not_there(void **state)
{
    (void)state;
    record_text_map(&fixture, KK_FIELD_CLIENT, "clientnr");
    assert_fails("client_nr;van\n", "project.yaml:20:9: help.csv has no column 'clientnr'; did you mean 'client_nr'?");
    /* What looks like data instead of a header is not shown. */
    assert_fails("123456782;Jan de Vries;2012-05-17\n",
                 "project.yaml:20:9: help.csv has no column 'clientnr'; it has 3 columns (not named here, as the table "
                 "is not public)");
}

static void test_what_is_needed(void **state)
{
    (void)state;
    static const struct {
        kk_record_form form;
        kk_record_kind kind;
        const char *header, *lacks;
    } cases[] = {
        {KK_FORM_BELEIDSINFORMATIE, KK_RECORD_CARE, "geboortedatum;begindatum;vorm", "client"},
        {KK_FORM_BELEIDSINFORMATIE, KK_RECORD_CARE, "bsn;vorm;einddatum", "begin"},
        {KK_FORM_JW323, KK_RECORD_DECLARATION, "bsn;begindatum;productcategorie", "amount"},
        {KK_FORM_JW323, KK_RECORD_DECLARATION, "bsn;bedrag;productcategorie", "begin"},
        {KK_FORM_JW301, KK_RECORD_ALLOCATION, "bsn;toewijzingnummer;begindatum", "requested"},
        {KK_FORM_JW301, KK_RECORD_ALLOCATION, "bsn;toewijzingsdatum", "contract"},
        {KK_FORM_JW305, KK_RECORD_START, "bsn;toewijzingnummer", "begin"},
        {KK_FORM_JW307, KK_RECORD_STOP, "bsn;toewijzingnummer;begindatum", "end"},
        {KK_FORM_JW315, KK_RECORD_ASKED, "bsn;datumverzoek", "reference"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char message[200];
        fixture.source.form = cases[i].form;
        fixture.source.kind = cases[i].kind;
        snprintf(message, sizeof message,
                 "project.yaml:8:5: help.csv: no column is known to hold %s of source 'help'; name it under columns:",
                 cases[i].lacks);
        assert_fails(cases[i].header, message);
    }
}

static void test_care_without_a_form(void **state)
{
    (void)state;
    fixture.source.form = KK_FORM_BELEIDSINFORMATIE;
    assert_fails(
        "bsn;begindatum\n",
        "project.yaml:8:5: help.csv: nothing tells the form of help of source 'help'; name a column for form or "
        "product under columns:, or give help: for all its records");
    fixture.source.fixed_form = "ambulant";
    assert_int_equal(find("bsn;begindatum\n"), KK_OK);
    fixture.source.fixed_form = NULL;
    assert_int_equal(find("bsn;begindatum;productcode\n"), KK_OK);
}

static void test_a_waiting_list_has_no_begin(void **state)
{
    (void)state;
    fixture.source.form = KK_FORM_BELEIDSINFORMATIE;
    assert_int_equal(find("bsn;aanmelddatum;vorm\n"), KK_OK);
    assert_found(KK_FIELD_REQUESTED, 1, "aanmelddatum");
}

int main(void)
{
#define COLUMNS_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        COLUMNS_TEST(test_mapped),
        COLUMNS_TEST(test_beleidsinformatie),
        COLUMNS_TEST(test_other_spellings),
        COLUMNS_TEST(test_declarations),
        COLUMNS_TEST(test_the_project_overrides),
        COLUMNS_TEST(test_a_column_that_is_not_there),
        COLUMNS_TEST(test_what_is_needed),
        COLUMNS_TEST(test_care_without_a_form),
        COLUMNS_TEST(test_a_waiting_list_has_no_begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
