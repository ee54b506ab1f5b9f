/* SPDX-License-Identifier: EUPL-1.2 */
/* Words of a text, numbers in words, and what may tell who a story is about. */
#include "../check.h"

#include "ingest/story_signs.h"
#include "ingest/story_text.h"

static void check_sign(const char *text, kk_story_sign expected)
{
    kk_story_sign sign;
    kk_error err;
    assert_int_equal(kk_story_sign_find(text, &sign, &err), KK_OK);
    if (sign != expected)
        fail_msg("'%s': %s, expected %s", text, kk_story_sign_name(sign), kk_story_sign_name(expected));
}

static void check_signs(const char *const texts[], size_t count, kk_story_sign expected)
{
    for (size_t i = 0; i < count; i++) check_sign(texts[i], expected);
}
#define CHECK_SIGNS(texts, expected) check_signs(texts, sizeof(texts) / sizeof *(texts), expected)

static void test_words(void **state)
{
    static const struct {
        const char *letters;
        bool is_capital, begins_sentence, ends_clause;
    } expected[] = {
        {"zesjarige", true, true, false}, {"zn", false, false, false},   {"idee", false, false, true},
        {"dijk", true, false, true},      {"eerst", true, true, false},  {"****", false, false, false},
        {"nono", false, false, true},     {"anders", true, true, false}, {"ook", false, false, true},
    };
    kk_arena arena;
    kk_story_words words;
    (void)state;
    kk_arena_init(&arena);
    assert_true(kk_story_words_split(
        "Zes-jarige z\u2019n idée, D\u0133k. Eerst дома n\u00F6no\u0308 \u2014 \"Anders ook", &arena, &words));
    assert_int_equal(words.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < words.count; i++) {
        assert_string_equal(words.word[i].letters, expected[i].letters);
        assert_int_equal(words.word[i].is_capital, expected[i].is_capital);
        assert_int_equal(words.word[i].begins_sentence, expected[i].begins_sentence);
        assert_int_equal(words.word[i].ends_clause, expected[i].ends_clause);
    }
    kk_arena_clear(&arena);
}

static void test_a_text_without_words(void **state)
{
    (void)state;
    check_sign("", KK_SIGN_NONE);
    check_sign(" \u2026 !? - '", KK_SIGN_NONE);
    check_sign("\U0001F600", KK_SIGN_NONE);
}

static void test_a_word_of_a_list_is_a_whole_one(void **state)
{
    (void)state;
    assert_true(kk_story_word_is("jaar", " jaar jaren "));
    assert_true(kk_story_word_is("jaren", " jaar jaren "));
    assert_true(kk_story_word_is("aan", " slaan aan "));
    assert_false(kk_story_word_is("aar", " jaar jaren "));
    assert_false(kk_story_word_is("jaa", " jaar jaren "));
    assert_false(kk_story_word_is("", " jaar jaren "));
}

/* ---- numbers ---- */

/* Written as Dutch does: by hand, and not as the reader takes them apart. */
static void spell(unsigned number, char out[40])
{
    static const char *const low[] = {"een",      "twee",    "drie",      "vier",     "vijf",     "zes",     "zeven",
                                      "acht",     "negen",   "tien",      "elf",      "twaalf",   "dertien", "veertien",
                                      "vijftien", "zestien", "zeventien", "achttien", "negentien"};
    static const char *const high[] = {"twintig", "dertig",   "veertig", "vijftig",
                                       "zestig",  "zeventig", "tachtig", "negentig"};
    const char *hundred = number >= 100 ? "honderd" : "";
    number %= 100;
    if (number == 0)
        snprintf(out, 40, "%s", hundred);
    else if (number < 20)
        snprintf(out, 40, "%s%s", hundred, low[number - 1]);
    else if (number % 10 == 0)
        snprintf(out, 40, "%s%s", hundred, high[number / 10 - 2]);
    else
        snprintf(out, 40, "%s%sen%s", hundred, low[number % 10 - 1], high[number / 10 - 2]);
}

static void test_numbers(void **state)
{
    (void)state;
    for (unsigned number = 1; number < 120; number++) {
        char letters[60];
        size_t length;
        spell(number, letters);
        size_t spelled = strlen(letters);
        assert_int_equal(kk_story_number(letters, &length), number);
        assert_int_equal(length, spelled);
        strcat(letters, "jarige");
        assert_int_equal(kk_story_number(letters, &length), number);
        assert_int_equal(length, spelled);
    }
}

static void test_what_is_no_number(void **state)
{
    static const char *const words[] = {"", "jaar", "ze", "ander", "iedereen", "zo"};
    size_t length;
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_int_equal(kk_story_number(words[i], &length), 0);
        assert_int_equal(length, 0);
    }
}

/* ---- signs ---- */

static void test_digits(void **state)
{
    static const char *const texts[] = {"op nummer 7",     "2x per week", "u\u00B2",      "\u00BD jaar",
                                        "\u0664 kinderen", "\u2462",      "\uFF11\uFF12", "\U0001D7D8"};
    (void)state;
    CHECK_SIGNS(texts, KK_SIGN_DIGIT);
}

static void test_ages(void **state)
{
    static const char *const texts[] = {
        "Mijn zoon is zes jaar.",
        "een jongen van veertien",
        "Toen ik ACHT was gingen we scheiden.",
        "Onze drieëntwintigjarige dochter",
        "onze drie-en-twintigjarige",
        "een zes-jarig meisje",
        "twee kinderen van zes en acht",
        "een baby van vijf weken",
        "haar zoontje, een paar maanden oud",
        "Hij is nu veertien, en zit thuis.",
        "Ze werd zestien en liep weg",
        "Mijn dochter (zestien) wilde niet meer.",
        "Op haar zestiende ging ze weg",
        "sinds z'n derde",
        "een kind van e\u0301e\u0301n jaar",
        "Ze is bijna één jaar.",
        "oma van zevenenzeventig",
        "twaalf jaren telt hij",
        "Mijn kinderen zijn zes en acht.",
    };
    (void)state;
    CHECK_SIGNS(texts, KK_SIGN_AGE);
}

static void test_what_is_no_age(void **state)
{
    static const char *const texts[] = {
        "Zes jaar geleden kwamen we hier wonen.",
        "Een jaar later ging het beter.",
        "We wachtten acht weken op een gesprek.",
        "Moeder van drie kinderen",
        "Ik heb twee broers en één zus.",
        "Op mijn eerste dag op de nieuwe school",
        "Op mijn tweede school ging het mis.",
        "Eén van ons moest thuisblijven.",
        "Het is vier keer misgegaan.",
        "De minderjarige werd gehoord.",
        "Vorig jaar was alles anders.",
        "Er zijn hier twee speeltuinen.",
        "Ik heb hier tien jaar ervaring mee.",
    };
    (void)state;
    CHECK_SIGNS(texts, KK_SIGN_NONE);
}

static void test_streets(void **state)
{
    static const char *const texts[] = {
        "Wij wonen in de Dorpsstraat.",
        "op de hoek van de kerkstraat",
        "Dorpsstr. is druk",
        "de Burgemeester Van Anna-laan",
        "bij het Stationsplein",
        "aan de Oude Gracht",
        "langs de Singel lopen",
        "Wij zaten aan de Hoofdweg.",
        "het Zonnehofje",
        "de Heuvelbrink",
        "bij de Noorderd\u0133k",
        "Prinsenkade, daar wonen we",
        "de Lange Pad",
        "ik woon Koningslaan",
        "in het Jan-Pietersstraatje",
        "op de Grote Markt",
        "in het Vondelpark",
        "de Korenbloemdreef",
        "door de Molensteeg",
        "het Bernhardplantsoen",
    };
    (void)state;
    CHECK_SIGNS(texts, KK_SIGN_STREET);
}

static void test_what_is_no_street(void **state)
{
    static const char *const texts[] = {
        "Onderweg naar school",
        "Vandaag op pad met de groep.",
        "Weg was hij!",
        "Het schoolplein is leeg.",
        "De weg kwijt",
        "bij de supermarkt",
        "een baan in de haven",
        "Ik mocht alles overslaan.",
        "Ons fietspad is kapot",
        "\"Straat\" noemen ze dat",
        "op straat hangen",
        "De prijs steeg.",
        "een carrièrepad",
        "mijn iPad",
        "Dat wil ik verslaan.",
        "Snelweg: herrie.",
        "de dijk op",
        "Het gerechtshof besliste.",
    };
    (void)state;
    CHECK_SIGNS(texts, KK_SIGN_NONE);
}

/* ---- texts ---- */

static void test_characters(void **state)
{
    static const char text[] = "a\u00E9\u20AC\U0001F600";
    const char *at = text;
    (void)state;
    assert_int_equal(kk_story_character(&at), 'a');
    assert_int_equal(kk_story_character(&at), 0xE9);
    assert_int_equal(kk_story_character(&at), 0x20AC);
    assert_int_equal(kk_story_character(&at), 0x1F600);
    assert_ptr_equal(at, text + sizeof text - 1);
}

static void test_faults(void **state)
{
    (void)state;
    assert_null(kk_story_text_fault("Hallo,\nR&B \u20AC \U0001F600", 100));
    assert_null(kk_story_text_fault("\u00E9\u00E9\u00E9", 3));
    assert_contains(kk_story_text_fault("\u00E9\u00E9\u00E9\u00E9", 3), "too long");
    assert_contains(kk_story_text_fault("<b>vet", 100), "HTML");
    assert_contains(kk_story_text_fault("a > b", 100), "HTML");
    assert_contains(kk_story_text_fault("een\ttab", 100), "control");
    assert_contains(kk_story_text_fault("\x7F", 100), "control");
    assert_contains(kk_story_text_fault("\xC2\x85", 100), "control");
    assert_contains(kk_story_text_fault("z\u00ADes", 100), "invisible");
    assert_contains(kk_story_text_fault("z\u200Bes", 100), "invisible");
    assert_contains(kk_story_text_fault("\u202Eom", 100), "invisible");
    assert_contains(kk_story_text_fault("caf\uFFFD", 100), "lost");
    assert_contains(kk_story_text_fault("caf\xE9", 100), "not UTF-8");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_a_text_without_words),
        cmocka_unit_test(test_a_word_of_a_list_is_a_whole_one),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_what_is_no_number),
        cmocka_unit_test(test_digits),
        cmocka_unit_test(test_ages),
        cmocka_unit_test(test_what_is_no_age),
        cmocka_unit_test(test_streets),
        cmocka_unit_test(test_what_is_no_street),
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
