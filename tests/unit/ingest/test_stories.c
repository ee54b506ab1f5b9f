/* SPDX-License-Identifier: EUPL-1.2 */
/* The reader of stories: what is published, what is left out, what stops the run, and that no cell is ever told. */
#include "areas_text.h"

#include "kk/stories.h"

#define HEADER "code;text;author_role;date;approved_by;title;checked_by\n"

typedef struct stories_text {
    areas_text areas;
    kk_arena arena;
    kk_rejects rejects;
    kk_stories stories;
    kk_error err;
} stories_text;

static int begin(void **state)
{
    stories_text *t = calloc(1, sizeof *t);
    areas_init(&t->areas);
    areas_add_own(&t->areas);
    t->areas.water[1][1] = true;
    kk_arena_init(&t->arena);
    kk_rejects_init(&t->rejects, &t->arena);
    *state = t;
    return 0;
}

static int end(void **state)
{
    stories_text *t = *state;
    kk_rejects_clear(&t->rejects);
    kk_arena_clear(&t->arena);
    free(t);
    return 0;
}

static kk_status try_stories(stories_text *t, const char *text)
{
    char path[64];
    int descriptor = file_of_bytes(text, strlen(text), path);
    kk_config_file file = {.given = "verhalen.csv", .path = path, .mark = {"project.yaml", 9, 3}};
    kk_status status = kk_stories_read(&file, &t->areas.areas, &t->arena, &t->rejects, &t->stories, &t->err);
    close(descriptor);
    return status;
}

static void read_stories(stories_text *t, const char *text)
{
    if (try_stories(t, text) != KK_OK) fail_msg("%s", t->err.message);
}

static void check_counts(const stories_text *t, int read, int published, int unapproved, int rejected, int checked)
{
    kk_story_counts counts = t->stories.counts;
    assert_int_equal(counts.read, read);
    assert_int_equal(counts.published, published);
    assert_int_equal(counts.unapproved, unapproved);
    assert_int_equal(counts.rejected, rejected);
    assert_int_equal(counts.checked, checked);
    assert_int_equal(t->stories.count, published);
    assert_int_equal(t->rejects.count, rejected);
}

static void check_reject(const stories_text *t, size_t index, int line, const char *column, const char *reason)
{
    const kk_reject *reject = &t->rejects.items[index];
    assert_int_equal(reject->kind, KK_REJECT_ROW);
    assert_int_equal(reject->line, line);
    assert_string_equal(reject->file, "verhalen.csv");
    assert_string_equal(reject->column, column);
    assert_string_equal(reject->value, "");
    assert_string_equal(reject->code, "");
    assert_contains(reject->reason, reason);
}

static void test_stories_of_each_level(void **state)
{
    stories_text *t = *state;
    read_stories(t, HEADER "WK000100;\"Hier is het fijn.\r\nMaar stil.\";moeder;31-12-2025;JdV;Stil;\n"
                           "GM0001;Wij zien veel gezinnen.;jongerenwerker;2024-02-29;JdV;;\n"
                           "team;Ons team is klein.;wijkverpleegkundige;1/7/2025;JdV;;\n");
    check_counts(t, 3, 3, 0, 0, 0);
    const kk_story *story = t->stories.story;
    assert_int_equal(story[0].area, kk_locus_of(0, 0));
    assert_string_equal(story[0].text, "Wij zien veel gezinnen.");
    assert_string_equal(story[0].author_role, "jongerenwerker");
    assert_string_equal(story[0].title, "");
    assert_int_equal(story[0].day, kk_day_of(2024, 2, 29));
    assert_int_equal(story[1].area, kk_locus_of(1, 0));
    assert_string_equal(story[1].text, "Hier is het fijn.\nMaar stil.");
    assert_string_equal(story[1].title, "Stil");
    assert_int_equal(story[2].area, kk_locus_of(3, 0));
}

static void test_dutch_columns_in_any_order(void **state)
{
    stories_text *t = *state;
    read_stories(t, "Goedgekeurd door,Datum,Wijknaam,Tekst,Rol,Code\nJdV,2025-01-02,Noord,Mooi hier.,vader,WK0363AA\n");
    check_counts(t, 1, 1, 0, 0, 0);
    assert_string_equal(t->stories.story[0].text, "Mooi hier.");
    assert_string_equal(t->stories.story[0].author_role, "vader");
}

static void test_what_is_not_approved_stays_in(void **state)
{
    stories_text *t = *state;
    read_stories(t, HEADER "WK000100;Mijn zoon van zes.;moeder;31-12-2025;;;\n"
                           "WK000100;Mooi hier.;moeder;31-12-2025; ;;JdV\n"
                           "WK000100;Stil hier.;moeder;31-12-2025;JdV;;\n");
    check_counts(t, 3, 1, 2, 0, 0);
    assert_string_equal(t->stories.story[0].text, "Stil hier.");
}

static void test_rows_that_are_none(void **state)
{
    stories_text *t = *state;
    char text[9000], longer[KK_STORY_TEXT_MAX + 2] = "";
    memset(longer, 'a', KK_STORY_TEXT_MAX + 1);
    snprintf(text, sizeof text,
             HEADER "BU00010000;Mooi;moeder;31-12-2025;JdV;;\n"
                    "WK999999;Mooi;moeder;31-12-2025;JdV;;\n"
                    ";Mooi;moeder;31-12-2025;JdV;;\n"
                    "WK000101;Mooi;moeder;31-12-2025;JdV;;\n"
                    "WK000100;;moeder;31-12-2025;JdV;;\n"
                    "WK000100;Mooi;;31-12-2025;JdV;;\n"
                    "WK000100;Mooi;moeder;;JdV;;\n"
                    "WK000100;Mooi;moeder;31-02-2025;JdV;;\n"
                    "WK000100;Mooi;moeder;31-12-9999;JdV;;\n"
                    "WK000100;%s;moeder;31-12-2025;JdV;;\n"
                    "WK000100;<i>Mooi</i>;moeder;31-12-2025;JdV;;\n"
                    "WK000100;Mooi;<moeder>;31-12-2025;JdV;;\n"
                    "WK000100;Mooi;moeder;31-12-2025;JdV;&lt<;\n"
                    "WK000100;Mooi;moeder;31-12-2025\n"
                    "WK000100;%s;moeder;31-12-2025;JdV;;\n",
             longer, longer + 1);
    read_stories(t, text);
    check_counts(t, 15, 1, 0, 14, 0);
    check_reject(t, 0, 2, "code", "is of a buurt");
    check_reject(t, 1, 3, "code", "no area");
    check_reject(t, 2, 4, "code", "no area");
    check_reject(t, 3, 5, "code", "open water");
    check_reject(t, 4, 6, "text", "is empty");
    check_reject(t, 5, 7, "author_role", "is empty");
    check_reject(t, 6, 8, "date", "is no date");
    check_reject(t, 7, 9, "date", "is no date");
    check_reject(t, 8, 10, "date", "is no date");
    check_reject(t, 9, 11, "text", "too long");
    check_reject(t, 10, 12, "text", "HTML");
    check_reject(t, 11, 13, "author_role", "HTML");
    check_reject(t, 12, 14, "title", "HTML");
    check_reject(t, 13, 15, "", "more or fewer cells");
}

/* ---- signs ---- */

static void test_signs_stop_the_run_row_by_row(void **state)
{
    stories_text *t = *state;
    const char *rows = HEADER "WK000100;Wij wonen in de Dorpsstraat.;moeder;31-12-2025;JdV;;\n"
                              "WK000100;Mooi hier.;moeder van zes;31-12-2025;JdV;;\n"
                              "WK000100;Nummer 7 is leeg.;vader;31-12-2025;JdV;;PK\n"
                              "WK000100;Mooi hier.;vader;31-12-2025;JdV;De 7;\n";
    assert_int_equal(try_stories(t, rows), KK_ERR_INPUT);
    assert_string_equal(
        t->err.message,
        "verhalen.csv:2: what may tell who a story is about: line 2 (the name of a street in 'text'), "
        "line 3 (an age in 'author_role'), line 5 (digits in 'title'). Read each of them, and change it "
        "or fill in its column checked_by");
}

static void test_what_was_checked_is_published(void **state)
{
    stories_text *t = *state;
    read_stories(t, HEADER "WK000100;Nummer 7 is leeg.;vader;31-12-2025;JdV;;PK\n"
                           "WK000100;Mooi hier.;vader;31-12-2025;JdV;;PK\n");
    check_counts(t, 2, 2, 0, 0, 1);
}

static void test_without_the_column_nothing_is_checked(void **state)
{
    stories_text *t = *state;
    const char *text = "code;text;author_role;date;approved_by\nGM0001;Om 7 uur.;vader;31-12-2025;JdV\n";
    assert_int_equal(try_stories(t, text), KK_ERR_INPUT);
    assert_contains(t->err.message, "line 2 (digits in 'text')");
}

static void test_a_long_list_is_cut_off(void **state)
{
    stories_text *t = *state;
    char text[4000] = HEADER;
    for (int i = 0; i < 25; i++) strcat(text, "GM0001;Om 7 uur.;vader;31-12-2025;JdV;;\n");
    assert_int_equal(try_stories(t, text), KK_ERR_INPUT);
    assert_contains(t->err.message, "line 11 (digits in 'text') and 15 more. Read");
    assert_null(strstr(t->err.message, "line 12"));
}

/* ---- columns ---- */

static void test_columns_of_names_are_refused(void **state)
{
    static const char *const names[] = {"auteur", "Author",   "naam",        "Name",          "naam_auteur",
                                        "door",   "Voornaam", "author_name", "Naam_verteller"};
    stories_text *t = *state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[200];
        snprintf(text, sizeof text, "code;%s;text;author_role;date;approved_by\n", names[i]);
        assert_int_equal(try_stories(t, text), KK_ERR_INPUT);
        assert_string_equal(t->err.message,
                            "project.yaml:9:3: verhalen.csv: column 2 looks like names of persons; take it "
                            "out of the file: of who told a story only a role and a date are asked");
    }
}

static void test_a_column_that_is_missing(void **state)
{
    stories_text *t = *state;
    assert_int_equal(try_stories(t, "code;text;author_role;date\nGM0001;Mooi.;vader;1-1-2025\n"), KK_ERR_INPUT);
    assert_contains(t->err.message, "verhalen.csv: has no column 'approved_by'; expected code, text");
}

/* ---- order ---- */

static void test_the_order_of_rows_does_not_show(void **state)
{
    static const char *const row[] = {
        "WK000100;Oud verhaal.;vader;1-1-2024;JdV;;\n", "WK000100;Nieuw verhaal.;vader;1-1-2025;JdV;;\n",
        "GM0363;Verhaal.;vader;1-1-2025;JdV;;\n",       "WK000100;Nieuw verhaal.;oma;1-1-2025;JdV;;\n",
        "WK000100;Ander verhaal.;oma;1-1-2025;JdV;;\n", "WK000100;Verhaal.;oma;1-1-2025;JdV;Titel;\n"};
    static const int expected[] = {2, 4, 3, 1, 5, 0};
    stories_text *t = *state;
    for (size_t shift = 0; shift < 6; shift++) {
        char text[1000] = HEADER;
        for (size_t i = 0; i < 6; i++) strcat(text, row[(5 * i + shift) % 6]);
        read_stories(t, text);
        assert_int_equal(t->stories.count, 6);
        for (size_t i = 0; i < 6; i++) {
            assert_non_null(strstr(row[expected[i]], t->stories.story[i].text));
            assert_non_null(strstr(row[expected[i]], t->stories.story[i].author_role));
        }
    }
}

static void test_a_file_without_rows(void **state)
{
    stories_text *t = *state;
    read_stories(t, HEADER);
    check_counts(t, 0, 0, 0, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_stories_of_each_level, begin, end),
        cmocka_unit_test_setup_teardown(test_dutch_columns_in_any_order, begin, end),
        cmocka_unit_test_setup_teardown(test_what_is_not_approved_stays_in, begin, end),
        cmocka_unit_test_setup_teardown(test_rows_that_are_none, begin, end),
        cmocka_unit_test_setup_teardown(test_signs_stop_the_run_row_by_row, begin, end),
        cmocka_unit_test_setup_teardown(test_what_was_checked_is_published, begin, end),
        cmocka_unit_test_setup_teardown(test_without_the_column_nothing_is_checked, begin, end),
        cmocka_unit_test_setup_teardown(test_a_long_list_is_cut_off, begin, end),
        cmocka_unit_test_setup_teardown(test_columns_of_names_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(test_a_column_that_is_missing, begin, end),
        cmocka_unit_test_setup_teardown(test_the_order_of_rows_does_not_show, begin, end),
        cmocka_unit_test_setup_teardown(test_a_file_without_rows, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
