/* SPDX-License-Identifier: EUPL-1.2 */
#include "record_text.h"

#include "ingest/record_codes.h"

#include <unistd.h>

static kk_record_codes codes;
static record_text fixture;
static char path[] = "/tmp/kk-test-codes-XXXXXX";

/* Writes a list of the project and reads the codes of the source. */
static kk_status load(const char *list, const char *text)
{
    kk_config_codes own = {.list = list, .file = {.given = "own.csv", .path = path}};
    if (list != NULL) {
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        assert_true(fputs(text, file) >= 0);
        assert_int_equal(fclose(file), 0);
    }
    fixture.source.codes = &own;
    fixture.source.code_count = list == NULL ? 0 : 1;
    return kk_record_codes_load(&fixture.config, &fixture.source, false, &codes, &fixture.err);
}

static int set_up(void **state)
{
    (void)state;
    strcpy(path + strlen(path) - 6, "XXXXXX");
    int descriptor = mkstemp(path);
    if (descriptor < 0) return -1;
    close(descriptor);
    record_text_init(&fixture, KK_RECORD_CARE);
    codes = (kk_record_codes){0};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    kk_record_codes_clear(&codes);
    record_text_clear(&fixture);
    return unlink(path);
}

static int found(const kk_code_list *list, const char *code)
{
    return kk_code_find(list, (kk_cell){code, strlen(code)});
}

static void assert_form(const char *code, const char *form)
{
    assert_int_equal(found(&codes.form, code), form_index(&fixture, form));
}

static void test_names_of_the_engine(void **state)
{
    (void)state;
    assert_int_equal(load(NULL, NULL), KK_OK);
    assert_form("ambulant", "ambulant");
    assert_form("Pleegzorg", "pleegzorg");
    assert_int_equal(found(&codes.form, "45"), -1);
    assert_int_equal(found(&codes.form, ""), -1);
    assert_int_equal(found(&codes.product, "ambulant"), -1);
    assert_int_equal(found(&codes.referrer, "huisarts"), kk_codes_referrer(&fixture.config.codes, "huisarts"));
    assert_int_equal(found(&codes.outcome, "ja"), KK_OUTCOME_SEEN);
    assert_int_equal(found(&codes.outcome, "Niet verschenen"), KK_OUTCOME_NOT_SEEN);
    assert_int_equal(found(&codes.outcome, "0"), KK_OUTCOME_NOT_SEEN);
    assert_int_equal(found(&codes.outcome, "referred"), KK_OUTCOME_REFERRED);
}

static void test_beleidsinformatie(void **state)
{
    (void)state;
    fixture.source.form = KK_FORM_BELEIDSINFORMATIE;
    assert_int_equal(load(NULL, NULL), KK_OK);
    assert_form("01", "wijkteam");
    assert_form("1", "wijkteam"); /* a spreadsheet ate the zero */
    assert_form("11", "pleegzorg");
    assert_form("14", "verblijf");
    assert_int_equal(found(&codes.form, "21"), -1);
    assert_int_equal(found(&codes.referrer, "08"), kk_codes_referrer(&fixture.config.codes, "rechter"));
    assert_int_equal(found(&codes.referrer, "07"), 0);
    assert_int_equal(found(&codes.outcome, "01"), KK_OUTCOME_PLANNED);
    assert_int_equal(found(&codes.outcome, "5"), KK_OUTCOME_EARLY);
    assert_int_equal(found(&codes.outcome, "ja"), -1);
}

/* The codes of help stand for something else in a file of measures. */
static void test_measures(void **state)
{
    (void)state;
    fixture.source.form = KK_FORM_BELEIDSINFORMATIE;
    assert_int_equal(kk_record_codes_load(&fixture.config, &fixture.source, true, &codes, &fixture.err), KK_OK);
    assert_form("11", "ots");
    assert_form("12", "vots");
    assert_form("22", "voogdij");
    assert_form("63", "reclassering");
    assert_int_equal(found(&codes.form, "02"), -1);
    /* So do the reasons of ending, which differ by measure. */
    assert_int_equal(found(&codes.outcome, "01"), KK_OUTCOME_NONE);
    assert_int_equal(found(&codes.outcome, "early"), KK_OUTCOME_EARLY);
}

static void test_ijw(void **state)
{
    (void)state;
    fixture.source.form = KK_FORM_JW307;
    assert_int_equal(load(NULL, NULL), KK_OK);
    assert_form("35", "pleegzorg");
    assert_form("45", "ambulant");
    assert_form("54", "specialistische_ggz");
    assert_int_equal(found(&codes.form, "39"), -1);
    assert_int_equal(found(&codes.outcome, "31"), KK_OUTCOME_PLANNED);
    assert_int_equal(found(&codes.outcome, "02"), KK_OUTCOME_OTHER);
    assert_int_equal(found(&codes.referrer, "06"), kk_codes_referrer(&fixture.config.codes, "none"));
}

static void test_every_code_of_the_engine_is_known(void **state)
{
    (void)state;
    static const kk_record_form forms[] = {
        KK_FORM_CSV, KK_FORM_BELEIDSINFORMATIE, KK_FORM_JW301, KK_FORM_JW305, KK_FORM_JW315, KK_FORM_JW323};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        fixture.source.form = forms[i];
        if (load(NULL, NULL) != KK_OK) fail_msg("%s", fixture.err.message);
        assert_true(codes.form.count >= fixture.config.codes.form_count);
        kk_record_codes_clear(&codes);
    }
}

/* The project's list wins; what it leaves out is as before. */
static void test_own_list_comes_first(void **state)
{
    (void)state;
    fixture.source.form = KK_FORM_JW323;
    assert_int_equal(load("form", "code;value\n45;basis_ggz\nA1;Daghulp\n"), KK_OK);
    assert_form("45", "basis_ggz");
    assert_form("a1", "daghulp");
    assert_form("35", "pleegzorg");
    assert_form("ambulant", "ambulant");
}

static void test_own_products(void **state)
{
    (void)state;
    assert_int_equal(load("product", "Value,label,Code\nambulant,x,008A\nverblijf,y,0044\n,,\n"), KK_OK);
    assert_int_equal(found(&codes.product, "008a"), form_index(&fixture, "ambulant"));
    assert_int_equal(found(&codes.product, "8A"), -1);
    assert_int_equal(found(&codes.product, "44"), form_index(&fixture, "verblijf"));
    assert_int_equal(found(&codes.form, "44"), -1);
}

static void test_a_list_of_another_field_is_left_alone(void **state)
{
    (void)state;
    assert_int_equal(load("referrer", "code;value\nHA;huisarts\n"), KK_OK);
    assert_int_equal(found(&codes.referrer, "ha"), kk_codes_referrer(&fixture.config.codes, "huisarts"));
    assert_int_equal(found(&codes.form, "ha"), -1);
}

static void test_many_codes(void **state)
{
    (void)state;
    char *text = malloc(200000);
    size_t used = (size_t)snprintf(text, 200000, "code;value\n");
    for (int i = 4999; i >= 0; i--)
        used += (size_t)snprintf(text + used, 200000 - used, "P%d;%s\n", i, i % 2 ? "ambulant" : "daghulp");
    assert_int_equal(load("product", text), KK_OK);
    free(text);
    for (int i = 0; i < 5000; i++) {
        char code[16];
        snprintf(code, sizeof code, "p%d", i);
        assert_int_equal(found(&codes.product, code), form_index(&fixture, i % 2 ? "ambulant" : "daghulp"));
    }
}

static void assert_refused(const char *list, const char *text, const char *message)
{
    assert_int_equal(load(list, text), KK_ERR_INPUT);
    assert_string_equal(fixture.err.message, message);
}

static void test_wrong_lists(void **state)
{
    (void)state;
    assert_refused("form", "code;waarde\n1;ambulant\n", "own.csv: a list of codes has the columns 'code' and 'value'");
    assert_refused("form", "code;value\n1;ambulant\n2;ambulent\n",
                   "own.csv:3: column 'value' holds no form of help that the engine knows; did you mean 'ambulant'?");
    assert_refused("form", "code;value\n1;Jan de Vries\n",
                   "own.csv:2: column 'value' holds no form of help that the engine knows; such as 'jgz'");
    assert_refused("referrer", "code;value\n1\n",
                   "own.csv:2: column 'value' holds no referrer that the engine knows; such as 'unknown'");
    assert_refused("outcome", "code;value\n1;plannd\n",
                   "own.csv:2: column 'value' holds no outcome that the engine knows; did you mean 'planned'?");
    assert_refused("form", "code;value\n1;ambulant\nx;jgz\n01;daghulp\n",
                   "own.csv: one code stands for two values: 'ambulant' and 'daghulp'; keep one of them");
    assert_refused("form", "", "own.csv: is empty; expected a first row with column names");
    char text[200] = "code;value\n";
    memset(text + 11, 'x', 64);
    strcpy(text + 75, ";jgz\n");
    assert_refused("form", text, "own.csv:2: a code has 63 characters at most");
}

static void test_the_same_twice_is_no_contradiction(void **state)
{
    (void)state;
    assert_int_equal(load("form", "code;value\n1;ambulant\n01;ambulant\n"), KK_OK);
    assert_form("1", "ambulant");
}

static void test_absent_file(void **state)
{
    (void)state;
    assert_int_equal(load(NULL, NULL), KK_OK);
    kk_record_codes_clear(&codes);
    kk_config_codes own = {.list = "form", .file = {.given = "own.csv", .path = "/nonexistent/own.csv"}};
    fixture.source.codes = &own;
    fixture.source.code_count = 1;
    assert_int_equal(kk_record_codes_load(&fixture.config, &fixture.source, false, &codes, &fixture.err), KK_ERR_INPUT);
    assert_contains(fixture.err.message, "own.csv: cannot be opened: No such file or directory");
}

int main(void)
{
#define CODES_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CODES_TEST(test_names_of_the_engine),
        CODES_TEST(test_beleidsinformatie),
        CODES_TEST(test_measures),
        CODES_TEST(test_ijw),
        CODES_TEST(test_every_code_of_the_engine_is_known),
        CODES_TEST(test_own_list_comes_first),
        CODES_TEST(test_own_products),
        CODES_TEST(test_a_list_of_another_field_is_left_alone),
        CODES_TEST(test_many_codes),
        CODES_TEST(test_wrong_lists),
        CODES_TEST(test_the_same_twice_is_no_contradiction),
        CODES_TEST(test_absent_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
