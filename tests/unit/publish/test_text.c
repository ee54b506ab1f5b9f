/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "publish/json.h"
#include "publish/text.h"

static void assert_text(kk_text *text, const char *expected)
{
    kk_text_char(text, '\0');
    assert_false(text->failed);
    assert_string_equal(text->bytes, expected);
    kk_text_clear(text);
}

static void check_csv(const char *field, const char *expected)
{
    kk_text text = {0};
    kk_text_csv(&text, field);
    assert_text(&text, expected);
}

static void csv_fields_get_quotes_only_where_needed(void **state)
{
    (void)state;
    check_csv("Binnenstad", "Binnenstad");
    check_csv("", "");
    check_csv(NULL, "");
    check_csv("Noord, Oost", "\"Noord, Oost\"");
    check_csv("\"De Hoop\"", "\"\"\"De Hoop\"\"\"");
    check_csv("a\nb", "\"a\nb\"");
    check_csv("a\rb", "\"a\rb\"");
    check_csv("=1+1", "=1+1");
}

static void check_json(const char *string, const char *expected)
{
    kk_text text = {0};
    kk_text_json(&text, string);
    assert_text(&text, expected);
}

static void json_strings_are_escaped(void **state)
{
    (void)state;
    check_json(NULL, "null");
    check_json("", "\"\"");
    check_json("Caf\u00e9 \U0001F600", "\"Caf\u00e9 \U0001F600\"");
    check_json("\"\\/", "\"\\\"\\\\/\"");
    check_json("\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"");
    check_json("\x01\x1f\x7f", "\"\\u0001\\u001f\x7f\"");
}

static void what_is_not_utf8_is_replaced(void **state)
{
    (void)state;
    check_json("Caf\xe9!", "\"Caf\uFFFD!\"");
    check_json("\xc3", "\"\uFFFD\"");
    check_json("\xe2\x82", "\"\uFFFD\uFFFD\"");
    check_json("\xc0\x80", "\"\uFFFD\uFFFD\"");
    check_json("\xed\xa0\x80", "\"\uFFFD\uFFFD\uFFFD\"");
    check_json("\xf4\x90\x80\x80", "\"\uFFFD\uFFFD\uFFFD\uFFFD\"");
    check_json("\xf5\x80", "\"\uFFFD\uFFFD\"");
}

static void numbers_that_are_not_there(void **state)
{
    (void)state;
    kk_text text = {0};
    kk_text_number(&text, NAN, "null");
    kk_text_char(&text, ' ');
    kk_text_number(&text, INFINITY, "");
    kk_text_number(&text, 2.5, "null");
    kk_text_char(&text, ' ');
    kk_text_integer(&text, -42);
    kk_text_next_number(&text, -0.5);
    kk_text_next_number(&text, NAN);
    assert_text(&text, "null 2.5 -42,-0.5,");
}

static void running_out_of_memory_sticks(void **state)
{
    (void)state;
    kk_text text = {0};
    kk_text_string(&text, "abc");
    assert_null(kk_text_reserve(&text, SIZE_MAX / 2));
    assert_true(text.failed);
    kk_text_string(&text, "def");
    kk_text_number(&text, 1, "");
    kk_text_integer(&text, 1);
    assert_int_equal(text.length, 3);
    kk_text_clear(&text);
    assert_false(text.failed);
}

static void write_sample(kk_json *json)
{
    kk_json_begin_object(json, NULL);
    kk_json_string(json, "name", "a\"b");
    kk_json_begin_list(json, "list");
    kk_json_integer(json, NULL, 1);
    kk_json_number(json, NULL, NAN);
    kk_json_begin_object(json, NULL);
    kk_json_end_object(json);
    kk_json_end_list(json);
    kk_json_boolean(json, "yes", true);
    kk_json_boolean(json, "no", false);
    kk_json_begin_list(json, "empty");
    kk_json_end_list(json);
    kk_json_number(json, "last", 0.25);
    kk_json_end_object(json);
}

static void json_members_get_their_commas(void **state)
{
    (void)state;
    kk_text text = {0};
    kk_json compact = {.text = &text};
    write_sample(&compact);
    assert_text(&text,
                "{\"name\":\"a\\\"b\",\"list\":[1,null,{}],\"yes\":true,\"no\":false,\"empty\":[],\"last\":0.25}");
    kk_json pretty = {.text = &text, .pretty = true};
    write_sample(&pretty);
    assert_text(&text, "{\n  \"name\": \"a\\\"b\",\n  \"list\": [\n    1,\n    null,\n    {}\n  ],\n  \"yes\": true,\n "
                       " \"no\": false,\n  \"empty\": [],\n"
                       "  \"last\": 0.25\n}");
}

static void xml_is_escaped(void **state)
{
    (void)state;
    kk_text text = {0};
    kk_text_xml(&text, "\"a\" < b & c > 'd', caf\u00e9 \x01\xff\tend");
    assert_text(&text, "&quot;a&quot; &lt; b &amp; c &gt; 'd', caf\u00e9 \uFFFD\uFFFD\tend");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_fields_get_quotes_only_where_needed),
        cmocka_unit_test(json_strings_are_escaped),
        cmocka_unit_test(what_is_not_utf8_is_replaced),
        cmocka_unit_test(xml_is_escaped),
        cmocka_unit_test(numbers_that_are_not_there),
        cmocka_unit_test(running_out_of_memory_sticks),
        cmocka_unit_test(json_members_get_their_commas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
