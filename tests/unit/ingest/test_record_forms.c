/* SPDX-License-Identifier: EUPL-1.2 */
/* Beleidsinformatie Jeugd, and iJw messages as flat CSV. */
#include "record_text.h"

#include <unistd.h>

static record_text t;

static int tear_down(void **state)
{
    (void)state;
    record_text_clear(&t);
    return 0;
}

static void test_beleidsinformatie(void **state)
{
    (void)state;
    record_text_init(&t, KK_RECORD_CARE);
    t.source.form = KK_FORM_BELEIDSINFORMATIE;
    record_text_read(&t,
                     "BSN;Geboortedatum;Geslacht;Postcode;Verwijzer;Hulpvorm;DatumAanvang;DatumEinde;RedenBeeindiging\n"
                     "900000012;20120517;V;1234AB;02;02;20230301;20231130;01\n"
                     "900000024;20120500;M;1234AB;08;14;20230301;;\n"
                     "900000036;20120000;O;;07;1;20230301;20230302;4\n"
                     "900000048;20120517;M;1234AB;09;21;20230301;20230302;9\n");
    assert_int_equal(t.count, 4);
    assert_int_equal(t.record[0].kind, KK_RECORD_CARE);
    assert_int_equal(t.record[0].form, form_index(&t, "ambulant"));
    assert_int_equal(t.record[0].referrer, kk_codes_referrer(&t.config.codes, "huisarts"));
    assert_int_equal(t.record[0].outcome, KK_OUTCOME_PLANNED);
    assert_int_equal(t.record[0].sex, KK_SEX_FEMALE);
    assert_int_equal(t.record[1].form, form_index(&t, "verblijf"));
    assert_int_equal(t.record[1].referrer, kk_codes_referrer(&t.config.codes, "rechter"));
    assert_int_equal(t.record[1].outcome, KK_OUTCOME_NONE);
    assert_int_equal(t.record[1].end, KK_OPEN_DAY);
    assert_int_equal(t.record[1].months_event, 10 * 12 + 9);
    assert_int_equal(t.record[2].form, form_index(&t, "wijkteam"));
    assert_int_equal(t.record[2].referrer, 0);
    assert_int_equal(t.record[2].outcome, KK_OUTCOME_EARLY);
    assert_int_equal(t.record[2].sex, KK_SEX_UNKNOWN);
    assert_int_equal(t.record[3].form, KK_FORM_UNKNOWN); /* a measure, in a file of help */
    assert_int_equal(t.record[3].referrer, 0);
    assert_int_equal(t.record[3].outcome, KK_OUTCOME_NONE);
    assert_int_equal(t.rejects.count, 3);
    assert_string_equal(t.rejects.items[0].column, "Hulpvorm");
    assert_string_equal(t.rejects.items[1].column, "Verwijzer");
    assert_string_equal(t.rejects.items[2].column, "RedenBeeindiging");
}

static void test_measures_of_protection(void **state)
{
    (void)state;
    record_text_init(&t, KK_RECORD_CARE);
    t.source.form = KK_FORM_BELEIDSINFORMATIE;
    record_text_read(&t, "BSN;Geboortedatum;Type maatregel;Datum aanvang maatregel;Datum einde maatregel;Reden einde\n"
                         "900000012;20120517;11;20230301;;\n"
                         "900000024;20120517;21;20230301;;\n"
                         "900000036;20120517;41;20230301;20230401;01\n");
    static const char *const forms[] = {"ots", "voogdij", "reclassering"};
    assert_int_equal(t.count, 3);
    for (size_t i = 0; i < 3; i++) assert_int_equal(t.record[i].form, form_index(&t, forms[i]));
    assert_int_equal(t.record[2].end, kk_day_of(2023, 4, 1));
    assert_int_equal(t.record[2].outcome, KK_OUTCOME_NONE);
    assert_int_equal(t.rejects.count, 0);
}

/* A child not yet born and a number not known are of nobody: two of them are not one youth. */
static void test_nobody(void **state)
{
    (void)state;
    record_text_init(&t, KK_RECORD_CARE);
    t.source.form = KK_FORM_BELEIDSINFORMATIE;
    record_text_read(&t,
                     "BSN;Hulpvorm;Begindatum\n000000000;02;20230301\n999999999;02;20230301\n900000012;02;20230301\n");
    assert_int_equal(t.count, 1);
    assert_int_equal(t.counts.rows_rejected, 2);
    assert_int_equal(t.rejects.items[0].line, 2);
    assert_int_equal(t.rejects.items[1].line, 3);
    assert_string_equal(t.rejects.items[1].column, "BSN");
}

#define JW323                                                                                                          \
    "Bsn;Geboortedatum;Geslacht;ToewijzingNummer;ProductCategorie;ProductCode;Begindatum;Einddatum;Bedrag;"            \
    "DebetCredit\n"

static void test_declarations(void **state)
{
    (void)state;
    record_text_init_message(&t, KK_FORM_JW323, KK_RECORD_DECLARATION);
    record_text_read(&t, JW323 "900000012;2012-05-17;2;77;45;45A04;2023-03-01;2023-03-31;123450;D\n"
                               "900000012;2012-05-17;2;77;45;45A04;2023-03-01;2023-03-31;123450;C\n"
                               "900000012;2012-05-17;2;077;45;45A04;2023-04-01;2023-04-30;1;\n"
                               "900000012;2012-05-17;2;78;45;45A04;2023-04-01;2023-04-30;1;debet\n"
                               "900000012;2012-05-17;2;77;54;45A04;2023-04-01;2023-04-30;1;D\n"
                               "900000012;2012-05-17;2;77;45;45A05;2023-04-01;2023-04-30;1;D\n"
                               "900000012;2012-05-17;2;;45;45A04;2023-04-01;2023-04-30;-5;C\n");
    assert_int_equal(t.count, 7);
    assert_int_equal(t.record[0].cents, 123450);
    assert_int_equal(t.record[1].cents, -123450);
    assert_int_equal(t.record[6].cents, -5);
    assert_int_equal(t.record[0].form, form_index(&t, "ambulant"));
    assert_int_equal(t.record[4].form, form_index(&t, "specialistische_ggz"));
    assert_true(t.record[0].indicated);
    /* A debit and its credit share the allocation; so do other products under it. */
    assert_int_not_equal(t.record[0].contract, 0);
    for (size_t i = 1; i < 6; i++) assert_int_equal(t.record[i].contract == t.record[0].contract, i != 3);
    assert_int_equal(t.record[6].contract, 0);
    assert_int_equal(t.rejects.count, 0);
}

static void test_declarations_that_are_none(void **state)
{
    (void)state;
    record_text_init_message(&t, KK_FORM_JW323, KK_RECORD_DECLARATION);
    assert_rejected(&t, JW323 "900000012;;;77;45;;2023-03-01;2023-03-31;12,50;D\n", "Bedrag", "not an amount");
    assert_rejected(&t, JW323 "900000012;;;77;45;;2023-03-01;2023-03-31;;D\n", "Bedrag", "no amount");
    assert_rejected(&t, JW323 "900000012;;;77;45;;2023-03-01;2023-03-31;5;X\n", "DebetCredit",
                    "neither D (debet) nor C (credit)");
    assert_rejected(&t, JW323 "900000012;;;77;45;;;2023-03-31;5;D\n", "Begindatum", "is not given");
}

/* Product codes are local: the project's list, then the category. */
static void test_local_products(void **state)
{
    (void)state;
    char path[] = "/tmp/kk-test-products-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    static const char list[] = "code;value\n45A04;basis_ggz\n";
    assert_int_equal(write(descriptor, list, strlen(list)), (ssize_t)strlen(list));
    close(descriptor);
    record_text_init_message(&t, KK_FORM_JW323, KK_RECORD_DECLARATION);
    kk_config_codes codes = {.list = "product", .file = {.given = "producten.csv", .path = path}};
    t.source.codes = &codes;
    t.source.code_count = 1;
    record_text_read(&t, JW323 "900000012;;;77;45;45A04;2023-03-01;;5;D\n"
                               "900000012;;;77;45;45A99;2023-03-01;;5;D\n"
                               "900000012;;;77;;45A99;2023-03-01;;5;D\n"
                               "900000012;;;77;99;45A99;2023-03-01;;5;D\n");
    unlink(path);
    assert_int_equal(t.record[0].form, form_index(&t, "basis_ggz"));
    assert_int_equal(t.record[1].form, form_index(&t, "ambulant"));
    assert_int_equal(t.record[2].form, KK_FORM_UNKNOWN);
    assert_int_equal(t.record[3].form, KK_FORM_UNKNOWN);
    assert_int_equal(t.rejects.count, 2);
    assert_string_equal(t.rejects.items[0].column, "ProductCategorie");
    assert_string_equal(t.rejects.items[1].column, "ProductCode");
}

static void test_allocations(void **state)
{
    (void)state;
    record_text_init_message(&t, KK_FORM_JW301, KK_RECORD_ALLOCATION);
    record_text_read(&t, "Bsn;Geboortedatum;ToewijzingNummer;ReferentieAanbieder;ProductCategorie;ProductCode;"
                         "Toewijzingsdatum;ToewijzingIngangsdatum;ToewijzingEinddatum\n"
                         "900000012;2012-05-17;77;R1;45;45A04;2023-02-20;2023-03-01;2023-12-31\n"
                         "900000012;2012-05-17;78;;45;45A04;2023-02-20;2023-03-01;\n");
    assert_int_equal(t.count, 2);
    assert_int_equal(t.record[0].kind, KK_RECORD_ALLOCATION);
    assert_int_equal(t.record[0].requested, kk_day_of(2023, 2, 20));
    assert_int_equal(t.record[0].begin, kk_day_of(2023, 3, 1));
    assert_int_equal(t.record[0].end, kk_day_of(2023, 12, 31));
    assert_int_not_equal(t.record[0].reference, 0);
    assert_int_equal(t.record[1].reference, 0);
    assert_int_equal(t.record[1].end, KK_OPEN_DAY);
}

static kk_record read_message(kk_record_form form, kk_record_kind kind, const char *text)
{
    record_text_init_message(&t, form, kind);
    record_text_read(&t, text);
    assert_int_equal(t.count, 1);
    assert_int_equal(t.record[0].kind, kind);
    assert_int_equal(t.rejects.count, 0);
    record_text_clear(&t);
    return t.record[0];
}

/* The messages of one allocation meet by contract, and the request by reference. */
static void test_messages_of_one_allocation(void **state)
{
    (void)state;
    kk_record asked = read_message(KK_FORM_JW315, KK_RECORD_ASKED,
                                   "Bsn;ReferentieAanbieder;ProductCategorie;ProductCode;DatumVerzoek;Verwijzer\n"
                                   "900000012;R1;45;45A04;2023-02-01;02\n");
    kk_record allocated = read_message(KK_FORM_JW301, KK_RECORD_ALLOCATION,
                                       "Bsn;ToewijzingNummer;ReferentieAanbieder;ProductCategorie;ProductCode;"
                                       "ToewijzingDatum\n900000012;77;R1;;;2023-02-20\n");
    kk_record started = read_message(KK_FORM_JW305, KK_RECORD_START,
                                     "Bsn;ToewijzingNummer;ProductCategorie;ProductCode;Begindatum\n"
                                     "900000012;77;45;45A04;2023-03-01\n");
    kk_record stopped = read_message(KK_FORM_JW307, KK_RECORD_STOP,
                                     "Bsn;ToewijzingNummer;ProductCategorie;ProductCode;Begindatum;Einddatum;"
                                     "RedenBeeindiging\n900000012;77;45;45A04;2023-03-01;2023-11-30;31\n");
    assert_int_equal(asked.requested, kk_day_of(2023, 2, 1));
    assert_int_equal(asked.referrer, 2);
    assert_int_equal(asked.reference, allocated.reference);
    assert_int_equal(allocated.form, KK_FORM_UNKNOWN); /* left open, which is nothing to report */
    assert_int_equal(allocated.contract, started.contract);
    assert_int_equal(started.contract, stopped.contract);
    assert_true(asked.client == stopped.client);
    assert_int_equal(started.begin, kk_day_of(2023, 3, 1));
    assert_int_equal(started.end, KK_OPEN_DAY);
    assert_int_equal(stopped.end, kk_day_of(2023, 11, 30));
    assert_int_equal(stopped.outcome, KK_OUTCOME_PLANNED);
    record_text_init(&t, KK_RECORD_CARE);
}

static void test_messages_that_take_back(void **state)
{
    (void)state;
    record_text_init_message(&t, KK_FORM_JW301, KK_RECORD_ALLOCATION);
    record_text_read(&t, "Bsn;ToewijzingNummer;Toewijzingsdatum;RedenWijziging\n900000012;77;2023-02-20;\n"
                         "900000012;77;2023-02-20;13\n900000012;77;2023-02-20;01\n900000012;77;2023-02-20;04\n");
    static const int64_t of_allocations[] = {0, -1, -1, 0};
    assert_int_equal(t.count, 4);
    for (size_t i = 0; i < 4; i++) assert_int_equal(t.record[i].cents, of_allocations[i]);
    record_text_clear(&t);
    record_text_init_message(&t, KK_FORM_JW305, KK_RECORD_START);
    record_text_read(&t, "Bsn;ToewijzingNummer;Begindatum;StatusAanlevering\n900000012;77;2023-03-01;1\n"
                         "900000012;77;2023-03-01;3\n900000012;77;2023-03-01;9\n900000012;77;2023-03-01;C\n");
    static const int64_t of_starts[] = {0, -1, 0, -1};
    assert_int_equal(t.count, 4);
    for (size_t i = 0; i < 4; i++) assert_int_equal(t.record[i].cents, of_starts[i]);
}

static void test_messages_without_their_day(void **state)
{
    (void)state;
    record_text_init_message(&t, KK_FORM_JW307, KK_RECORD_STOP);
    assert_rejected(&t, "Bsn;ToewijzingNummer;Begindatum;Einddatum\n900000012;77;2023-03-01;\n", "Einddatum",
                    "not given");
    assert_rejected(&t, "Bsn;ToewijzingNummer;Begindatum;Einddatum\n900000012;77;2023-03-01;9999-12-31\n", "Einddatum",
                    "not given");
    record_text_clear(&t);
    record_text_init_message(&t, KK_FORM_JW305, KK_RECORD_START);
    assert_rejected(&t, "Bsn;ToewijzingNummer;Begindatum\n900000012;77;\n", "Begindatum", "not given");
    record_text_clear(&t);
    record_text_init_message(&t, KK_FORM_JW301, KK_RECORD_ALLOCATION);
    assert_rejected(&t, "Bsn;ToewijzingNummer;Toewijzingsdatum\n900000012;77;\n", "Toewijzingsdatum", "not given");
}

#define MESSAGE323                                                                                                     \
    "<?xml version=\"1.0\"?>\n<m:Bericht xmlns:i=\"http://www.istandaarden.nl/ijw/3_2/basisschema/schema\" "           \
    "xmlns:m=\"http://www.istandaarden.nl/ijw/3_2/jw323/schema\"><m:Header><m:Afzender>12345678</m:Afzender>"          \
    "</m:Header><m:Clienten><m:Client><m:Bsn>900000012</m:Bsn><m:Prestaties><m:Prestatie>"                             \
    "<m:ToewijzingNummer>77</m:ToewijzingNummer><m:ProductCategorie>45</m:ProductCategorie><m:ProductCode>45A04"       \
    "</m:ProductCode><m:ProductPeriode><i:Begindatum>2023-03-01</i:Begindatum><i:Einddatum>%s</i:Einddatum>"           \
    "</m:ProductPeriode><m:IngediendBedrag><i:Bedrag>12345</i:Bedrag><i:DebetCredit>C</i:DebetCredit>"                 \
    "</m:IngediendBedrag></m:Prestatie></m:Prestaties></m:Client></m:Clienten></m:Bericht>\n"

/* Reads a JW323 as XML with this end; the number of records. */
static size_t read_xml(const char *end, kk_record *record)
{
    char path[] = "/tmp/kk-test-jw323-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_true(dprintf(descriptor, MESSAGE323, end) > 0);
    close(descriptor);
    t.source.xml = true;
    t.source.csv.file.path = path;
    t.config.records.source = &t.source;
    t.config.records.source_count = 1;
    t.config.records.period = &t.period;
    t.config.records.period_count = 1;
    kk_record_reader *reader;
    kk_batch batch;
    if (kk_record_reader_open(&t.config, 0, &t.key, 2, &t.rejects, &reader, &t.err) != KK_OK)
        fail_msg("%s", t.err.message);
    if (kk_record_reader_next(reader, &batch, &t.err) != KK_OK) fail_msg("%s", t.err.message);
    if (batch.count > 0) *record = batch.record[0];
    assert_int_equal(kk_record_reader_counts(reader).rows_read, 1);
    kk_record_reader_close(reader);
    unlink(path);
    return batch.count;
}

/* As exchanged and as exported by a supplier: one record. */
static void test_xml_and_csv_agree(void **state)
{
    (void)state;
    kk_record of_xml;
    record_text_init_message(&t, KK_FORM_JW323, KK_RECORD_DECLARATION);
    record_text_read(&t, "Afzender;Bsn;ToewijzingNummer;ProductCategorie;ProductCode;Begindatum;Einddatum;Bedrag;"
                         "DebetCredit\n12345678;900000012;77;45;45A04;2023-03-01;2023-03-31;12345;C\n");
    assert_int_equal(read_xml("2023-03-31", &of_xml), 1);
    assert_memory_equal(&of_xml, &t.record[0], offsetof(kk_record, source));
    assert_int_equal(of_xml.cents, -12345);
    assert_int_equal(of_xml.provider, kk_pseudonym(&t.key, "provider", "12345678", 8) >> 32);
    assert_int_equal(t.rejects.count, 0);
}

static void test_a_wrong_row_of_xml(void **state)
{
    (void)state;
    kk_record none;
    record_text_init_message(&t, KK_FORM_JW323, KK_RECORD_DECLARATION);
    assert_int_equal(read_xml("2023-02-28", &none), 0);
    assert_int_equal(t.rejects.count, 1);
    assert_string_equal(t.rejects.items[0].column, "end");
    assert_int_equal(t.rejects.items[0].line, 2);
    assert_string_equal(t.rejects.items[0].reason, "ends before it begins");
}

int main(void)
{
#define FORMS_TEST(test) cmocka_unit_test_teardown(test, tear_down)
    const struct CMUnitTest tests[] = {
        FORMS_TEST(test_beleidsinformatie),
        FORMS_TEST(test_measures_of_protection),
        FORMS_TEST(test_nobody),
        FORMS_TEST(test_declarations),
        FORMS_TEST(test_declarations_that_are_none),
        FORMS_TEST(test_local_products),
        FORMS_TEST(test_allocations),
        FORMS_TEST(test_messages_of_one_allocation),
        FORMS_TEST(test_messages_without_their_day),
        FORMS_TEST(test_messages_that_take_back),
        FORMS_TEST(test_xml_and_csv_agree),
        FORMS_TEST(test_a_wrong_row_of_xml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
