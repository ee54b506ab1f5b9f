/* SPDX-License-Identifier: EUPL-1.2 */
/* iJw messages as XML: every message by hand, and whatever else comes in a file called .xml. */
#include "../check.h"

#include "ingest/ijw_message.h"
#include "ingest/ijw_xml.h"

#include <sys/mman.h>
#include <unistd.h>

#define NAMESPACES(n)                                                                                                  \
    "xmlns:ijw=\"http://www.istandaarden.nl/ijw/3_2/basisschema/schema\" "                                             \
    "xmlns:m=\"http://www.istandaarden.nl/ijw/3_2/jw" n "/schema\""
#define HEADER                                                                                                         \
    "<m:Header><m:BerichtCode>490</m:BerichtCode><m:Afzender>12345678</m:Afzender><m:Ontvanger>87654321</m:Ontvanger>" \
    "<m:BerichtIdentificatie><ijw:Identificatie>X</ijw:Identificatie><ijw:Dagtekening>2023-02-01</ijw:Dagtekening>"    \
    "</m:BerichtIdentificatie></m:Header>"
#define MESSAGE(n, body)                                                                                               \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<m:Bericht " NAMESPACES(n) ">" HEADER body "</m:Bericht>"
#define PERSON                                                                                                         \
    "<m:Bsn>999900006</m:Bsn><m:Geboortedatum><ijw:Datum>2012-03-04</ijw:Datum></m:Geboortedatum><m:Geslacht>2"        \
    "</m:Geslacht><m:Naam><ijw:Geslachtsnaam><ijw:Achternaam>Vries</ijw:Achternaam></ijw:Geslachtsnaam></m:Naam>"
#define PRESTATIE(contract, bedrag, dc)                                                                                \
    "<m:Prestatie><m:ProductReferentie><ijw:ReferentieNummer>9</ijw:ReferentieNummer></m:ProductReferentie>"           \
    "<m:ToewijzingNummer>" contract "</m:ToewijzingNummer><m:ProductCategorie>45</m:ProductCategorie>"                 \
    "<m:ProductCode>45A04</m:ProductCode><m:ProductPeriode><ijw:Begindatum>2023-01-01</ijw:Begindatum>"                \
    "<ijw:Einddatum>2023-01-31</ijw:Einddatum></m:ProductPeriode><m:GeleverdVolume>60</m:GeleverdVolume>"              \
    "<m:Eenheid>01</m:Eenheid><m:ProductTarief>100</m:ProductTarief><m:IngediendBedrag><ijw:Bedrag>" bedrag            \
    "</ijw:Bedrag><ijw:DebetCredit>" dc "</ijw:DebetCredit></m:IngediendBedrag></m:Prestatie>"

typedef struct xml_text {
    int descriptor;
    char path[64];
    kk_config_file file;
    kk_ijw_xml *xml;
    kk_record_fields row;
    kk_error err;
} xml_text;

static void put(xml_text *t, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t wrote = write(t->descriptor, bytes, length);
        assert_true(wrote > 0);
        bytes += wrote;
        length -= (size_t)wrote;
    }
}

static void put_text(xml_text *t, const char *text)
{
    put(t, text, strlen(text));
}

static void begin(xml_text *t)
{
    *t = (xml_text){.file = {.given = "berichten.xml", .mark = {"project.yaml", 7, 5}}};
    t->descriptor = memfd_create("xml", MFD_CLOEXEC);
    assert_true(t->descriptor >= 0);
    snprintf(t->path, sizeof t->path, "/proc/self/fd/%d", t->descriptor);
    t->file.path = t->path;
}

static void open_as(xml_text *t, kk_record_form form)
{
    if (kk_ijw_xml_open(&t->file, form, &t->xml, &t->err) != KK_OK) fail_msg("%s", t->err.message);
}

static void init(xml_text *t, kk_record_form form, const char *text)
{
    begin(t);
    put_text(t, text);
    open_as(t, form);
}

static void clear(xml_text *t)
{
    kk_ijw_xml_close(t->xml);
    close(t->descriptor);
}

static bool next(xml_text *t)
{
    bool found;
    if (kk_ijw_xml_next(t->xml, &t->row, &found, &t->err) != KK_OK) fail_msg("%s", t->err.message);
    return found;
}

static void check_field(const xml_text *t, kk_csv_field field, const char *expected, int line)
{
    kk_cell cell = t->row.cell[field];
    if (cell.length == strlen(expected) && memcmp(cell.text, expected, cell.length) == 0) return;
    fail_msg("line %d: '%.*s' is not '%s'", line, (int)cell.length, cell.text, expected);
}
#define assert_field(t, field, expected) check_field(t, KK_FIELD_##field, expected, __LINE__)

/* The first failure in reading all rows; how many came before it. */
static size_t read_until_failure(xml_text *t, kk_status expected)
{
    size_t rows = 0;
    bool found = true;
    kk_status status = KK_OK;
    while (status == KK_OK && found) {
        status = kk_ijw_xml_next(t->xml, &t->row, &found, &t->err);
        rows += status == KK_OK && found;
    }
    assert_int_equal(status, expected);
    assert_false(found && status != KK_OK);
    return rows;
}

static void assert_fails(kk_record_form form, const char *text, const char *message)
{
    xml_text t;
    init(&t, form, text);
    read_until_failure(&t, KK_ERR_INPUT);
    assert_contains(t.err.message, message);
    assert_contains(t.err.message, "berichten.xml:");
    clear(&t);
}

/* ---- messages ---- */

static void test_declarations(void **state)
{
    (void)state;
    xml_text t;
    init(
        &t, KK_FORM_JW323,
        MESSAGE("323",
                "<m:Declaratie><m:DeclaratieNummer>1</m:DeclaratieNummer><m:DeclaratiePeriode><ijw:Begindatum>"
                "2023-01-01</ijw:Begindatum></m:DeclaratiePeriode><m:TotaalIngediendBedrag><ijw:TotaalBedrag>9"
                "</ijw:TotaalBedrag><ijw:DebetCredit>C</ijw:DebetCredit></m:TotaalIngediendBedrag><m:Clienten>\n"
                "<m:Client><m:Bsn>999900006</m:Bsn><m:Prestaties>" PRESTATIE("11", "6000", "D") "\n" PRESTATIE(
                    "12", " 250\n", "C") "</m:Prestaties></m:Client>\n"
                                         "<m:Client><m:Bsn>999900018</m:Bsn><m:Prestaties>" PRESTATIE(
                                             "13", "1", "D") "</m:Prestaties></m:Client></m:Clienten></m:Declaratie>"));
    assert_true(next(&t));
    assert_int_equal(t.row.line, 3);
    assert_field(&t, CLIENT, "999900006");
    assert_field(&t, PROVIDER, "12345678");
    assert_field(&t, CONTRACT, "11");
    assert_field(&t, FORM, "45");
    assert_field(&t, PRODUCT, "45A04");
    assert_field(&t, BEGIN, "2023-01-01");
    assert_field(&t, END, "2023-01-31");
    assert_field(&t, AMOUNT, "6000");
    assert_field(&t, CREDIT, "D");
    assert_field(&t, BIRTH, "");
    assert_field(&t, SEX, "");
    assert_field(&t, POSTCODE, "");
    assert_true(next(&t));
    assert_int_equal(t.row.line, 4);
    assert_field(&t, CLIENT, "999900006");
    assert_field(&t, CONTRACT, "12");
    assert_field(&t, AMOUNT, "250");
    assert_field(&t, CREDIT, "C");
    assert_true(next(&t));
    assert_field(&t, CLIENT, "999900018");
    assert_field(&t, AMOUNT, "1");
    assert_false(next(&t));
    assert_false(next(&t));
    clear(&t);
}

#define CONTACT(soort, postcode, nummer)                                                                               \
    "<m:Contact><m:Soort>" soort "</m:Soort><m:Adres><ijw:Huis><ijw:Huisnummer>" nummer "</ijw:Huisnummer></ijw:Huis>" \
    "<ijw:Postcode>" postcode "</ijw:Postcode><ijw:LandCode>NL</ijw:LandCode></m:Adres></m:Contact>"
#define TOEGEWEZEN(nummer, more)                                                                                       \
    "<m:ToegewezenProduct><m:ToewijzingNummer>" nummer "</m:ToewijzingNummer><m:ReferentieAanbieder>r7"                \
    "</m:ReferentieAanbieder><m:Product><ijw:Categorie>54</ijw:Categorie><ijw:Code>54001</ijw:Code></m:Product>"       \
    "<m:Toewijzingsdatum>2023-01-05</m:Toewijzingsdatum><m:Toewijzingstijd>10:00:00</m:Toewijzingstijd>"               \
    "<m:Ingangsdatum>2023-01-10</m:Ingangsdatum>" more "</m:ToegewezenProduct>"

static void test_allocations(void **state)
{
    (void)state;
    xml_text t;
    init(&t, KK_FORM_JW301,
         MESSAGE("301",
                 "<m:Client>" PERSON "<m:Relaties><m:Relatie><m:Nummer>1</m:Nummer><m:Geboortedatum><ijw:Datum>"
                 "1980-01-01</ijw:Datum></m:Geboortedatum><m:Geslacht>1</m:Geslacht>" CONTACT(
                     "01", "9999ZZ", "9") "</m:Relatie></m:Relaties><m:Contactgegevens>" CONTACT("04", "1111AA", "4")
                     CONTACT("02", "2222BB", "2") CONTACT("01", "1312 KE", "11")
                         CONTACT("03", "3333CC", "3") "</m:Contactgegevens><m:ToegewezenProducten>" TOEGEWEZEN("71", "")
                             TOEGEWEZEN("72", "<m:Einddatum>2023-01-10</m:Einddatum><m:RedenWijziging>13</"
                                              "m:RedenWijziging>") "</m:ToegewezenProducten></m:Client>"));
    assert_true(next(&t));
    assert_field(&t, BIRTH, "2012-03-04");
    assert_field(&t, SEX, "2");
    assert_field(&t, PROVIDER, "87654321");
    assert_field(&t, CONTRACT, "71");
    assert_field(&t, REFERENCE, "r7");
    assert_field(&t, FORM, "54");
    assert_field(&t, PRODUCT, "54001");
    assert_field(&t, REQUESTED, "2023-01-05");
    assert_field(&t, BEGIN, "2023-01-10");
    assert_field(&t, END, "");
    assert_field(&t, POSTCODE, "1312 KE");
    assert_field(&t, NUMBER, "11");
    assert_field(&t, CREDIT, "");
    assert_true(next(&t));
    assert_field(&t, CONTRACT, "72");
    assert_field(&t, END, "2023-01-10");
    assert_field(&t, CREDIT, "C");
    assert_field(&t, NUMBER, "11");
    assert_false(next(&t));
    clear(&t);
}

/* An address for letters is no place to live; of a client after it nothing is left. */
static void test_addresses(void **state)
{
    (void)state;
#define ONE(contacts) "<m:Client>" PERSON contacts TOEGEWEZEN("1", "") "</m:Client>"
    xml_text t;
    init(&t, KK_FORM_JW301,
         MESSAGE("301", ONE("<m:Contactgegevens>" CONTACT("02", "2222BB", "2")
                                CONTACT("4", "4444DD", "4") "</m:Contactgegevens>")
                            ONE("<m:Contactgegevens>" CONTACT("02", "2222BB", "2") "</m:Contactgegevens>") ONE("")));
    assert_true(next(&t));
    assert_field(&t, POSTCODE, "4444DD");
    assert_true(next(&t));
    assert_field(&t, POSTCODE, "");
    assert_field(&t, NUMBER, "");
    assert_true(next(&t));
    assert_field(&t, POSTCODE, "");
    clear(&t);
#undef ONE
}

static void test_starts_and_stops(void **state)
{
    (void)state;
    xml_text t;
    init(&t, KK_FORM_JW305,
         MESSAGE("305",
                 "<m:Client>" PERSON "<m:StartProducten><m:StartProduct><m:ToewijzingNummer>5</m:ToewijzingNummer>"
                 "<m:Product><ijw:Categorie>45</ijw:Categorie></m:Product><m:ToewijzingIngangsdatum>2023-01-01"
                 "</m:ToewijzingIngangsdatum><m:Begindatum>2023-01-09</m:Begindatum><m:StatusAanlevering>1"
                 "</m:StatusAanlevering></m:StartProduct></m:StartProducten></m:Client>"));
    assert_true(next(&t));
    assert_field(&t, CONTRACT, "5");
    assert_field(&t, PRODUCT, "");
    assert_field(&t, BEGIN, "2023-01-09");
    assert_field(&t, END, "");
    assert_field(&t, CREDIT, "");
    assert_false(next(&t));
    clear(&t);
    init(&t, KK_FORM_JW307,
         MESSAGE("307",
                 "<m:Client>" PERSON "<m:StopProducten><m:StopProduct><m:ToewijzingNummer>5</m:ToewijzingNummer>"
                 "<m:Begindatum>2023-01-09</m:Begindatum><m:RedenBeeindiging>02</m:RedenBeeindiging><m:Einddatum>"
                 "2023-06-30</m:Einddatum><m:StatusAanlevering>3</m:StatusAanlevering></m:StopProduct>"
                 "</m:StopProducten></m:Client>"));
    assert_true(next(&t));
    assert_field(&t, OUTCOME, "02");
    assert_field(&t, END, "2023-06-30");
    assert_field(&t, CREDIT, "C");
    assert_field(&t, FORM, "");
    assert_false(next(&t));
    clear(&t);
}

#define AANGEVRAAGD(reference, referrer)                                                                               \
    "<m:Client>" PERSON "<m:AangevraagdeProducten><m:AangevraagdProduct><m:ReferentieAanbieder>" reference             \
    "</m:ReferentieAanbieder><m:Product><ijw:Categorie>45</ijw:Categorie></"                                           \
    "m:Product><m:ToewijzingIngangsdatum>2023-03-01"                                                                   \
    "</m:ToewijzingIngangsdatum>" referrer "</m:AangevraagdProduct></m:AangevraagdeProducten></m:Client>"

static void test_requests(void **state)
{
    (void)state;
    xml_text t;
    init(&t, KK_FORM_JW315,
         MESSAGE("315", AANGEVRAAGD("r1", "<m:Verwijzer><ijw:Type>02</ijw:Type><ijw:Naam>A</ijw:Naam></m:Verwijzer>")
                            AANGEVRAAGD("r2", "")));
    assert_true(next(&t));
    assert_field(&t, REQUESTED, "2023-02-01");
    assert_field(&t, BEGIN, "2023-03-01");
    assert_field(&t, REFERENCE, "r1");
    assert_field(&t, REFERRER, "02");
    assert_field(&t, PROVIDER, "12345678");
    assert_true(next(&t));
    assert_field(&t, REFERENCE, "r2");
    assert_field(&t, REFERRER, "");
    clear(&t);
}

/* Release 3.0, other prefixes, comments, CDATA and references to characters. */
static void test_other_spellings(void **state)
{
    (void)state;
    xml_text t;
    init(&t, KK_FORM_JW323,
         "<Bericht "
         "xmlns=\"http://www.istandaarden.nl/ijw/3_0/jw323/schema\"><Header><Afzender>7&#49;</Afzender></Header>"
         "<Client><Bsn><!-- -->99<![CDATA[99]]></Bsn><Prestatie><ProductCode>a&amp;\xC3\xA9</ProductCode></Prestatie>"
         "</Client></Bericht>");
    assert_true(next(&t));
    assert_field(&t, PROVIDER, "71");
    assert_field(&t, CLIENT, "9999");
    assert_field(&t, PRODUCT, "a&\xC3\xA9");
    assert_false(next(&t));
    clear(&t);
}

static void test_partial_birth_dates(void **state)
{
    (void)state;
    static const char *const uses[][2] = {{"", "2012-03-04"}, {"1", "20120300"}, {"2", "20120000"}, {"3", ""}};
    for (size_t i = 0; i < 4; i++) {
        char text[1000];
        snprintf(text, sizeof text,
                 "<m:Bericht " NAMESPACES(
                     "315") "><m:Client><m:Geboortedatum><ijw:Datum>2012-03-04</ijw:Datum>%s%s%s"
                            "</m:Geboortedatum><m:AangevraagdProduct/><m:AangevraagdProduct/></m:Client></m:Bericht>",
                 i > 0 ? "<ijw:DatumGebruik>" : "", uses[i][0], i > 0 ? "</ijw:DatumGebruik>" : "");
        xml_text t;
        init(&t, KK_FORM_JW315, text);
        for (int product = 0; product < 2; product++) {
            assert_true(next(&t));
            assert_field(&t, BIRTH, uses[i][1]);
        }
        clear(&t);
    }
}

/* Nothing of one message is left in the next. */
static void test_several_messages(void **state)
{
    (void)state;
#define SMALL(inner)                                                                                                   \
    "<m:Bericht " NAMESPACES("323") ">" inner "<m:Client><m:Bsn>1</m:Bsn><m:Prestatie/></m:Client></m:Bericht>"
    xml_text t;
    init(&t, KK_FORM_JW323,
         "<Berichten>\n" SMALL("<m:Header><m:Afzender>5</m:Afzender></m:Header>") "\n" SMALL("") "</Berichten>\n");
    assert_true(next(&t));
    assert_field(&t, PROVIDER, "5");
    assert_true(next(&t));
    assert_field(&t, PROVIDER, "");
    assert_int_equal(t.row.line, 3);
    assert_false(next(&t));
    clear(&t);
    assert_fails(KK_FORM_JW323, "<Berichten>" SMALL("") "<Verhaal/></Berichten>", "is no iJw message");
    assert_fails(KK_FORM_JW323, "<Berichten>\n</Berichten>",
                 "2:1: holds no message: there is no <Bericht> in <Berichten>");
#undef SMALL
}

/* A product that stands outside of its client is of nobody, not of the client before. */
static void test_products_without_client(void **state)
{
    (void)state;
    xml_text t;
    init(&t, KK_FORM_JW323, MESSAGE("323", "<m:Client><m:Bsn>1</m:Bsn></m:Client>" PRESTATIE("7", "5", "D")));
    assert_true(next(&t));
    assert_field(&t, CLIENT, "");
    assert_field(&t, CONTRACT, "7");
    clear(&t);
}

/* ---- what is refused ---- */

static void test_wrong_roots(void **state)
{
    (void)state;
    assert_fails(KK_FORM_JW323, "<html/>",
                 "berichten.xml:1:1: is no iJw message; expected <Bericht> of "
                 "http://www.istandaarden.nl/ijw/3_2/jw323/schema");
    assert_fails(KK_FORM_JW323, "<Bericht/>", "is no iJw message");
    assert_fails(KK_FORM_JW323, "<b:Bericht xmlns:b=\"http://www.istandaarden.nl/iwmo/3_2/wmo323/schema\"/>",
                 "is no iJw message");
    assert_fails(KK_FORM_JW323, "<b:Header xmlns:b=\"http://www.istandaarden.nl/ijw/3_2/jw323/schema\"/>",
                 "is no iJw message");
    assert_fails(KK_FORM_JW323, MESSAGE("301", "<m:Client/>"), "is a JW301, where the project file says `form: jw323`");
    assert_fails(KK_FORM_JW305, MESSAGE("306", ""), "is a JW306, where the project file says `form: jw305`");
    assert_fails(KK_FORM_JW301, "\n <b:Bericht xmlns:b=\"http://www.istandaarden.nl/ijw/4_0/jw301/schema\"/>",
                 "berichten.xml:2:2: is a JW301 of a release that is not known; expected iJw 3.0, 3.1 or 3.2");
    assert_fails(KK_FORM_JW301, "<b:Bericht xmlns:b=\"http://www.istandaarden.nl/ijw/3_3/jw301/schema\"/>",
                 "not known");
}

static void test_namespaces(void **state)
{
    (void)state;
    static const struct {
        const char *name_space;
        kk_ijw_match match;
    } cases[] = {
        {"http://www.istandaarden.nl/ijw/3_0/jw323/schema", KK_IJW_SAME},
        {"http://www.istandaarden.nl/ijw/3_2/jw323/schema", KK_IJW_SAME},
        {"http://www.istandaarden.nl/ijw/2_4/jw303/schema", KK_IJW_SAME},
        {"http://www.istandaarden.nl/ijw/3_0/jw303/schema", KK_IJW_OTHER_MESSAGE},
        {"http://www.istandaarden.nl/ijw/3_2/jw325/schema", KK_IJW_OTHER_MESSAGE},
        {"http://www.istandaarden.nl/ijw/2_4/jw323/schema", KK_IJW_OTHER_VERSION},
        {"http://www.istandaarden.nl/ijw/3_9/jw323/schema", KK_IJW_OTHER_VERSION},
        {"http://www.istandaarden.nl/ijw/3_2/basisschema/schema", KK_IJW_NO_MESSAGE},
        {"http://www.istandaarden.nl/ijw/3_2/jw323/schema/x", KK_IJW_NO_MESSAGE},
        {"http://www.istandaarden.nl/ijw/3_2/jw323", KK_IJW_NO_MESSAGE},
        {"", KK_IJW_NO_MESSAGE},
    };
    kk_ijw_message message;
    kk_ijw_message_of(KK_FORM_JW323, &message);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int number = 0;
        assert_int_equal(kk_ijw_namespace_match(&message, cases[i].name_space, &number), cases[i].match);
    }
}

static void test_documents_that_are_not_whole(void **state)
{
    (void)state;
    static const char whole[] =
        MESSAGE("323", "<m:Client><m:Bsn>1</m:Bsn>" PRESTATIE("1", "1", "D") PRESTATIE("2", "1", "D") "</m:Client>");
    for (size_t length = 0; length < sizeof whole - 1; length += 7) {
        xml_text t;
        begin(&t);
        put(&t, whole, length);
        open_as(&t, KK_FORM_JW323);
        size_t rows = read_until_failure(&t, KK_ERR_INPUT);
        assert_true(rows <= 2);
        assert_contains(t.err.message, "cut off");
        clear(&t);
    }
    assert_fails(KK_FORM_JW323, "<m:Bericht " NAMESPACES("323") "><m:Client></m:Bericht>",
                 "is no well-formed XML: mismatched tag");
    assert_fails(KK_FORM_JW323, "Bsn;Bedrag\n1;2\n", "is no well-formed XML");
    assert_fails(KK_FORM_JW323, "<?xml version=\"1.0\" encoding=\"EBCDIC-NL\"?><Bericht/>", "expected UTF-8");
    assert_fails(KK_FORM_JW323, MESSAGE("323", "<m:Client>\xE9</m:Client>"), "is no well-formed XML");
    assert_fails(KK_FORM_JW323, MESSAGE("323", "<m:Client><m:Bsn>1</m:Bsn></m:Client>"),
                 "ends a message without any <Prestatie>; a JW323 has at least one");
}

/* Nothing of the file is ever told. */
static void test_messages_tell_no_text(void **state)
{
    (void)state;
    xml_text t;
    init(&t, KK_FORM_JW323, MESSAGE("323", "<m:Client><m:Bsn>999900006<x999900006/></m:Bsn></m:Client>"));
    read_until_failure(&t, KK_ERR_INPUT);
    assert_contains(t.err.message, "an element where an iJw message has text");
    assert_null(strstr(t.err.message, "999900006"));
    clear(&t);
}

static void test_document_types(void **state)
{
    (void)state;
    assert_fails(KK_FORM_JW323,
                 "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
                 "\"&b;&b;&b;&b;&b;&b;&b;&b;\">]><x>&c;</x>",
                 "has a document type");
    assert_fails(KK_FORM_JW323, "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>", "has a document type");
    assert_fails(KK_FORM_JW323, "<!DOCTYPE x><x/>", "entities are not read");
    assert_fails(KK_FORM_JW323, MESSAGE("323", "<m:Client>&lol;</m:Client>"), "undefined entity");
}

static void test_depth(void **state)
{
    (void)state;
    char text[4000] = "<m:Bericht " NAMESPACES("323") ">";
    for (int i = 0; i < 80; i++) strcat(text, "<m:a>");
    assert_fails(KK_FORM_JW323, text, "elements go deeper");
    char *name = malloc(3000);
    memset(name, 'n', 2999);
    name[2999] = '\0';
    snprintf(text, sizeof text, "<m:Bericht " NAMESPACES("323") "><m:%s/>", name);
    free(name);
    assert_fails(KK_FORM_JW323, text, "have longer names");
}

enum { HUGE = 10 * 1024 * 1024 };

/* `count` times the same bytes, then `after`. */
static void put_many(xml_text *t, const char *part, size_t count, const char *after)
{
    size_t length = strlen(part);
    char *bytes = malloc(length * count);
    assert_non_null(bytes);
    for (size_t i = 0; i < count; i++) memcpy(bytes + i * length, part, length);
    put(t, bytes, length * count);
    put_text(t, after);
    free(bytes);
}

static void assert_huge_fails(const char *before, const char *part, const char *message)
{
    xml_text t;
    begin(&t);
    put_text(&t, "<m:Bericht " NAMESPACES("323") "><m:Client>");
    put_text(&t, before);
    put_many(&t, part, HUGE / strlen(part), "");
    open_as(&t, KK_FORM_JW323);
    read_until_failure(&t, KK_ERR_INPUT);
    assert_contains(t.err.message, message);
    clear(&t);
}

static void test_huge_texts(void **state)
{
    (void)state;
    assert_huge_fails("<m:Bsn>", "9", "a text of more than 64 KB in one element");
    assert_huge_fails("<m:Naam x=\"", "9", "a tag or comment of more than 1 MB");
    assert_huge_fails("<!--", "9", "a tag or comment of more than 1 MB");
    assert_huge_fails("<m:", "n", "a tag or comment of more than 1 MB");
}

/* One line of 10 MB with a text that nobody asks for, and many rows. */
static void test_long_lines_are_read(void **state)
{
    (void)state;
    xml_text t;
    begin(&t);
    put_text(&t, "<m:Bericht " NAMESPACES("323") "><m:Client><m:Bsn>1</m:Bsn><m:Commentaar>");
    put_many(&t, "lang ", HUGE / 5, "</m:Commentaar>");
    put_many(&t, PRESTATIE("1", "100", "D"), 20000, "</m:Client></m:Bericht>");
    open_as(&t, KK_FORM_JW323);
    size_t rows = 0;
    while (next(&t)) {
        rows++;
        assert_field(&t, AMOUNT, "100");
        assert_field(&t, CLIENT, "1");
    }
    assert_int_equal(rows, 20000);
    clear(&t);
}

static void test_files_that_cannot_be_opened(void **state)
{
    (void)state;
    kk_config_file file = {.given = "weg.xml", .path = "/nonexistent/weg.xml", .mark = {"project.yaml", 7, 5}};
    kk_ijw_xml *xml;
    kk_error err;
    assert_int_equal(kk_ijw_xml_open(&file, KK_FORM_JW323, &xml, &err), KK_ERR_INPUT);
    assert_contains(err.message, "project.yaml:7:5: weg.xml: cannot be opened: No such file");
    assert_null(xml);
    file.path = "/tmp";
    bool found;
    kk_record_fields row;
    assert_int_equal(kk_ijw_xml_open(&file, KK_FORM_JW323, &xml, &err), KK_OK);
    assert_int_equal(kk_ijw_xml_next(xml, &row, &found, &err), KK_ERR_INPUT);
    assert_contains(err.message, "cannot be read: Is a directory");
    kk_ijw_xml_close(xml);
    kk_ijw_xml_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_declarations),
        cmocka_unit_test(test_allocations),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_starts_and_stops),
        cmocka_unit_test(test_requests),
        cmocka_unit_test(test_other_spellings),
        cmocka_unit_test(test_partial_birth_dates),
        cmocka_unit_test(test_several_messages),
        cmocka_unit_test(test_products_without_client),
        cmocka_unit_test(test_wrong_roots),
        cmocka_unit_test(test_namespaces),
        cmocka_unit_test(test_documents_that_are_not_whole),
        cmocka_unit_test(test_messages_tell_no_text),
        cmocka_unit_test(test_document_types),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_huge_texts),
        cmocka_unit_test(test_long_lines_are_read),
        cmocka_unit_test(test_files_that_cannot_be_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
