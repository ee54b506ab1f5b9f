/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#include <stdio.h>

/* Lines 4 to 6; line 7 is the source. */
#define BEGIN AREAS "postcodes: [{file: pc6.csv}]\nrecords:\n  sources:\n"

/* The only source of a project with one; the project is to be freed. */
static kk_config *with_source(const char *source, const kk_config_record_source **out)
{
    char text[2000];
    snprintf(text, sizeof text, BEGIN "    - %s\n", source);
    kk_config *config = project(text);
    *out = config->records.source;
    return config;
}

static void refused_source(const char *source, const char *message)
{
    char text[2000];
    snprintf(text, sizeof text, BEGIN "    - %s\n", source);
    refused(text, message);
}

static void a_csv_gets_its_defaults(void **state)
{
    (void)state;
    const kk_config_record_source *source;
    kk_config *config =
        with_source("{name: local, file: in/c.csv, columns: {client: nr, begin: start, form: vorm}}", &source);
    assert_string_equal(source->csv.name, "local");
    assert_string_equal(source->csv.source, "local");
    assert_string_equal(source->csv.file.given, "in/c.csv");
    assert_int_equal(source->csv.file.mark.line, 7);
    assert_int_equal(source->csv.mark.column, 7);
    assert_false(source->csv.is_public);
    assert_int_equal(source->form, KK_FORM_CSV);
    assert_int_equal(source->kind, KK_RECORD_CARE);
    assert_false(source->xml);
    assert_null(source->fixed_form);
    assert_false(source->indicated);
    assert_true(source->in_euros);
    assert_int_equal(source->code_count, 0);
    assert_int_equal(source->csv.by_count, 0);
    assert_string_equal(source->csv.crs, "EPSG:28992");
    kk_config_free(config);
}

static const char everything[] =
    "name: local\n"
    "      file: c.csv\n"
    "      form: csv\n"
    "      kind: declaration\n"
    "      source: \"Gemeente, eigen administratie\"\n"
    "      indicated: true\n"
    "      amounts: cents\n"
    "      crs: EPSG:4326\n"
    "      locate: [point, area]\n"
    "      columns: {client: a1, family: a2, birth: a3, sex: a4, begin: a5, end: a6, requested: a7, form: a8,\n"
    "                product: a9, referrer: a10, provider: a11, amount: a12, outcome: a13, credit: a14, contract: "
    "a15,\n"
    "                reference: a16, area: a17, postcode: a18, number: a19, x: a20, y: a21, programme: a22}\n"
    "      codes:\n"
    "        - {list: product, file: p.csv}\n"
    "        - {list: form, file: f.csv}\n"
    "        - {list: referrer, file: r.csv}\n"
    "        - {list: outcome, file: /abs/o.csv}\n";

static void every_key_of_a_source_arrives(void **state)
{
    (void)state;
    const kk_config_record_source *source;
    kk_config *config = with_source(everything, &source);
    assert_int_equal(source->kind, KK_RECORD_DECLARATION);
    assert_string_equal(source->csv.source, "Gemeente, eigen administratie");
    assert_true(source->indicated);
    assert_false(source->in_euros);
    assert_string_equal(source->csv.crs, "EPSG:4326");
    assert_int_equal(source->csv.by_count, 2);
    assert_int_equal(source->csv.by[0], KK_BY_POINT);
    assert_int_equal(source->csv.by[1], KK_BY_AREA);
    for (int f = KK_FIELD_CLIENT; f <= KK_FIELD_Y; f++) {
        char expected[16];
        snprintf(expected, sizeof expected, "a%d", f + 1);
        assert_string_equal(source->csv.column[f], expected);
        assert_int_equal(source->csv.column_mark[f].line, f < 8 ? 16 : f < 15 ? 17 : 18);
    }
    assert_string_equal(source->csv.column[KK_FIELD_PROGRAMME], "a22");
    assert_null(source->csv.column[KK_FIELD_MINUTES]);
    assert_null(source->csv.column_mark[KK_FIELD_MINUTES].file);
    assert_int_equal(source->code_count, 4);
    assert_string_equal(source->codes[0].list, "product");
    assert_string_equal(source->codes[3].list, "outcome");
    assert_string_equal(source->codes[3].file.path, "/abs/o.csv");
    assert_int_equal(source->codes[1].mark.line, 21);
    assert_int_equal(source->codes[1].file.mark.column, 30);
    kk_config_free(config);
}

static void a_form_says_what_its_rows_are(void **state)
{
    (void)state;
    static const struct {
        const char *form, *file;
        kk_record_kind kind;
        bool xml, message;
    } forms[] = {
        {"csv", "a.csv", KK_RECORD_CARE, false, false},
        {"beleidsinformatie", "a.txt", KK_RECORD_CARE, false, false},
        {"jw301", "a.XML", KK_RECORD_ALLOCATION, true, true},
        {"jw305", "a.xml", KK_RECORD_START, true, true},
        {"jw307", "a.csv", KK_RECORD_STOP, false, true},
        {"jw315", "a.xml.csv", KK_RECORD_ASKED, false, true},
        {"jw323", "a.b.xml", KK_RECORD_DECLARATION, true, true},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char text[200];
        snprintf(text, sizeof text, "{name: s, file: %s, form: %s%s}", forms[i].file, forms[i].form,
                 i == 0 ? ", columns: {client: c, begin: b, product: p}" : "");
        const kk_config_record_source *source;
        kk_config *config = with_source(text, &source);
        assert_int_equal(source->form, i);
        assert_int_equal(source->kind, forms[i].kind);
        assert_int_equal(source->xml, forms[i].xml);
        assert_int_equal(source->indicated, forms[i].message);
        assert_int_equal(source->in_euros, !forms[i].message);
        kk_config_free(config);
    }
}

static void what_a_form_says_can_be_told_otherwise(void **state)
{
    (void)state;
    const kk_config_record_source *source;
    kk_config *config = with_source("{name: s, file: a.csv, form: jw323, indicated: false, amounts: euros}", &source);
    assert_false(source->indicated);
    assert_true(source->in_euros);
    kk_config_free(config);
}

static void some_kinds_are_of_one_form_of_help(void **state)
{
    (void)state;
    static const char *const kinds[][3] = {
        {"contact", "", "jgz"},
        {"request", "", "wijkteam"},
        {"participation", "", "programma"},
        {"care", ", help: pleegzorg", "pleegzorg"},
        {"contact", ", help: praktijkondersteuner", "praktijkondersteuner"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char text[200];
        snprintf(text, sizeof text, "{name: s, file: a.csv, kind: %s%s, columns: {client: c, begin: b, outcome: o}}",
                 kinds[i][0], kinds[i][1]);
        const kk_config_record_source *source;
        kk_config *config = with_source(text, &source);
        assert_string_equal(source->fixed_form, kinds[i][2]);
        kk_config_free(config);
    }
    const kk_config_record_source *source;
    kk_config *config = with_source(
        "{name: s, file: a.csv, kind: contact, columns: {client: c, begin: b, outcome: o, form: f}}", &source);
    assert_null(source->fixed_form);
    kk_config_free(config);
}

static void wrong_words_are_told(void **state)
{
    (void)state;
    refused_source(
        "{name: s, file: a.csv, form: jw303}",
        "project.yaml:7:36: 'form' must be one of csv, beleidsinformatie, jw301, jw305, jw307, jw315, jw323, "
        "not 'jw303'");
    refused_source("{name: s, file: a.csv, kind: help}",
                   "project.yaml:7:36: 'kind' must be one of care, declaration, contact, request, participation, not "
                   "'help'");
    refused_source("{name: s, file: a.csv, amounts: dollars}",
                   "project.yaml:7:39: 'amounts' must be one of cents, euros, not 'dollars'");
    refused_source("{name: s, file: a.csv, codes: [{list: forms, file: f.csv}]}",
                   "project.yaml:7:45: 'list' must be one of form, product, referrer, outcome, not 'forms'");
    refused_source("{name: s, file: a.csv, codes: [{file: f.csv}]}",
                   "project.yaml:7:38: the key 'list' is missing in codes; add 'list: …'");
    refused_source("{file: a.csv}", "project.yaml:7:7: the key 'name' is missing in sources; add 'name: …'");
    refused_source("{name: My file, file: a.csv}",
                   "project.yaml:7:14: the source 'My file': a name is a-z, 0-9 and _, begins with a letter and has 48 "
                   "at most");
    refused_source("{name: s, file: a.csv, columns: {clients: c}}",
                   "project.yaml:7:40: unknown key 'clients' in columns; did you mean 'client'?");
    refused_source("{name: s, file: a.csv, columns: {minutes: c}}",
                   "project.yaml:7:40: unknown key 'minutes' in columns; it can be client, family, birth, sex, begin, "
                   "end, requested, form, product, referrer, provider, amount, outcome, credit, contract, reference, "
                   "programme, area, postcode, number, x, y");
}

static void help_is_a_form_of_the_list(void **state)
{
    (void)state;
    refused_source("{name: s, file: a.csv, help: pleegzorgh}",
                   "project.yaml:7:36: 'pleegzorgh' is not a form of help; did you mean 'pleegzorg'?");
    refused_source(
        "{name: s, file: a.csv, help: front}",
        "project.yaml:7:36: 'front' is not a form of help; it can be jgz, programma, wijkteam, "
        "praktijkondersteuner, ambulant, basis_ggz, specialistische_ggz, daghulp, netwerk, verzorging, crisis, "
        "maatwerk, vervoer, pleegzorg, gezinsgericht, verblijf, gesloten, ots, vots, voogdij, reclassering, "
        "overig");
    refused_source(
        "{name: s, file: a.csv, help: jgz, columns: {client: c, form: f}}",
        "project.yaml:7:36: 'help' is the form of every record, and columns has 'form' as well; leave one of "
        "them out");
    refused_source(
        "{name: s, file: a.csv, help: jgz, columns: {client: c, product: f}}",
        "project.yaml:7:36: 'help' is the form of every record, and columns has 'product' as well; leave one "
        "of them out");
}

static void forms_with_rows_of_their_own_are_told_apart(void **state)
{
    (void)state;
    refused_source("{name: s, file: a.csv, form: jw323, kind: declaration}",
                   "project.yaml:7:49: the form jw323 says already what its rows are; leave 'kind' out");
    refused_source("{name: s, file: a.csv, form: beleidsinformatie, kind: care}",
                   "project.yaml:7:61: the form beleidsinformatie says already what its rows are; leave 'kind' out");
    refused_source("{name: s, file: a.xml}",
                   "project.yaml:7:23: an XML file is an iJw message; say which: 'form: jw323', "
                   "or jw301, jw305, jw307, jw315");
    refused_source(
        "{name: s, file: a.xml, form: beleidsinformatie}",
        "project.yaml:7:23: an XML file is an iJw message; say which: 'form: jw323', or jw301, jw305, jw307, "
        "jw315");
    refused_source("{name: s, file: a.xml, form: jw323, columns: {client: c}}",
                   "project.yaml:7:61: an XML message has no columns; leave 'columns' out");
    refused_source("{name: s, file: a.csv, form: jw323, codes: [{list: form, file: f}, {list: form, file: g}]}",
                   "project.yaml:7:81: two files for the list 'form'; put them in one");
}

static void rows_cannot_do_without_some_columns(void **state)
{
    (void)state;
    refused_source("{name: s, file: a.csv}", "project.yaml:7:7: the column of 'client' is missing in columns; add "
                                             "'client: …' with its header in the file");
    refused_source(
        "{name: s, file: a.csv, columns: {birth: b, begin: c}}",
        "project.yaml:7:39: the column of 'client' is missing in columns; add 'client: …' with its header in "
        "the file");
    refused_source(
        "{name: s, file: a.csv, columns: {client: b}}",
        "project.yaml:7:39: the column of 'begin' is missing in columns; add 'begin: …' with its header in the "
        "file");
    refused_source(
        "{name: s, file: a.csv, kind: contact, columns: {client: b, begin: c}}",
        "project.yaml:7:54: the column of 'outcome' is missing in columns; add 'outcome: …' with its header in "
        "the file");
    refused_source(
        "{name: s, file: a.csv, kind: declaration, columns: {client: b, begin: c}}",
        "project.yaml:7:58: the column of 'amount' is missing in columns; add 'amount: …' with its header in "
        "the file");
    refused_source(
        "{name: s, file: a.csv, kind: request, columns: {client: b, requested: c}}",
        "project.yaml:7:54: the column of 'begin' is missing in columns; add 'begin: …' with its header in the "
        "file");
    refused_source(
        "{name: s, file: a.csv, columns: {client: b, begin: c}}",
        "project.yaml:7:7: nothing tells the form of help; add 'help: ambulant' or the like, or 'form: …' to "
        "columns");
    /* Who is only waiting has asked, and begun nothing. */
    const kk_config_record_source *source;
    kk_config_free(with_source("{name: s, file: a.csv, help: ambulant, columns: {client: b, requested: c}}", &source));
}

static void names_of_sources_differ(void **state)
{
    (void)state;
    refused(BEGIN "    - {name: a, file: a.xml, form: jw305}\n    - {name: b, file: a.xml, form: jw305}\n"
                  "    - {name: a, file: b.xml, form: jw305}\n",
            "project.yaml:9:14: two sources 'a'; the first is on line 7");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_csv_gets_its_defaults),
        cmocka_unit_test(every_key_of_a_source_arrives),
        cmocka_unit_test(a_form_says_what_its_rows_are),
        cmocka_unit_test(what_a_form_says_can_be_told_otherwise),
        cmocka_unit_test(some_kinds_are_of_one_form_of_help),
        cmocka_unit_test(wrong_words_are_told),
        cmocka_unit_test(help_is_a_form_of_the_list),
        cmocka_unit_test(forms_with_rows_of_their_own_are_told_apart),
        cmocka_unit_test(rows_cannot_do_without_some_columns),
        cmocka_unit_test(names_of_sources_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
