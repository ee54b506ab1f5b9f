/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/publish/fixture.h"

static void stories_stand_by_area(void **state)
{
    fixture *f = *state;
    kk_story story[] = {
        {.area = kk_locus_of(WIJK, 0),
         .day = kk_day_of(2025, 3, 9),
         .title = "Thuis \"hier\"",
         .text = "Een\ntwee & drie",
         .author_role = "moeder"},
        {.area = kk_locus_of(WIJK, 0),
         .day = kk_day_of(2024, 12, 31),
         .title = "",
         .text = "Één\\",
         .author_role = "oom"},
        {.area = kk_locus_of(TEAM, 0),
         .day = kk_day_of(2024, 1, 1),
         .title = "",
         .text = "Stil",
         .author_role = "tante"},
    };
    kk_stories stories = {.count = 3, .story = story};
    assert_int_equal(kk_write_stories_json(&stories, &f->areas, f->folder, &f->err), KK_OK);
    assert_string_equal(read_file(f, "stories.json"), "{\n"
                                                      "  \"areas\": [\n"
                                                      "    {\n"
                                                      "      \"level\": \"wijk\",\n"
                                                      "      \"code\": \"WK030701\",\n"
                                                      "      \"stories\": [\n"
                                                      "        {\n"
                                                      "          \"title\": \"Thuis \\\"hier\\\"\",\n"
                                                      "          \"text\": \"Een\\ntwee & drie\",\n"
                                                      "          \"author_role\": \"moeder\",\n"
                                                      "          \"date\": \"2025-03-09\"\n"
                                                      "        },\n"
                                                      "        {\n"
                                                      "          \"text\": \"Één\\\\\",\n"
                                                      "          \"author_role\": \"oom\",\n"
                                                      "          \"date\": \"2024-12-31\"\n"
                                                      "        }\n"
                                                      "      ]\n"
                                                      "    },\n"
                                                      "    {\n"
                                                      "      \"level\": \"team\",\n"
                                                      "      \"code\": \"T1\",\n"
                                                      "      \"stories\": [\n"
                                                      "        {\n"
                                                      "          \"text\": \"Stil\",\n"
                                                      "          \"author_role\": \"tante\",\n"
                                                      "          \"date\": \"2024-01-01\"\n"
                                                      "        }\n"
                                                      "      ]\n"
                                                      "    }\n"
                                                      "  ]\n"
                                                      "}\n");
}

static void a_project_without_stories(void **state)
{
    fixture *f = *state;
    kk_stories none = {0};
    assert_int_equal(kk_write_stories_json(&none, &f->areas, f->folder, &f->err), KK_OK);
    assert_string_equal(read_file(f, "stories.json"), "{\n  \"areas\": []\n}\n");
}

static void a_folder_that_is_not_there(void **state)
{
    fixture *f = *state;
    kk_stories none = {0};
    assert_int_equal(kk_write_stories_json(&none, &f->areas, "/nonexistent", &f->err), KK_ERR_OUTPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(stories_stand_by_area, begin, end),
        cmocka_unit_test_setup_teardown(a_project_without_stories, begin, end),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
