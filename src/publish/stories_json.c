/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/json.h"
#include "publish/output.h"

#include <stdio.h>

static void write_story(kk_json *json, const kk_story *story)
{
    int year, month, day;
    char date[40];
    kk_day_split(story->day, &year, &month, &day);
    snprintf(date, sizeof date, "%04d-%02d-%02d", year, month, day);
    kk_json_begin_object(json, NULL);
    if (*story->title != '\0') kk_json_string(json, "title", story->title);
    kk_json_string(json, "text", story->text);
    kk_json_string(json, "author_role", story->author_role);
    kk_json_string(json, "date", date);
    kk_json_end_object(json);
}

/* The stories of one area; returns how many. */
static size_t write_area(kk_json *json, const kk_areas *areas, const kk_story *story, size_t count)
{
    const kk_level *level = &areas->level[kk_locus_level(story->area)];
    size_t written = 0;
    kk_json_begin_object(json, NULL);
    kk_json_string(json, "level", level->name);
    kk_json_string(json, "code", level->code[kk_locus_area(story->area)]);
    kk_json_begin_list(json, "stories");
    while (written < count && story[written].area == story->area) write_story(json, &story[written++]);
    kk_json_end_list(json);
    kk_json_end_object(json);
    return written;
}

kk_status kk_write_stories_json(const kk_stories *stories, const kk_areas *areas, const char *folder, kk_error *err)
{
    kk_output output;
    kk_status status = kk_output_open(&output, folder, "stories.json", err);
    if (status == KK_OK) {
        kk_json json = {.text = &output.text, .pretty = true};
        kk_json_begin_object(&json, NULL);
        kk_json_begin_list(&json, "areas");
        for (size_t i = 0; i < stories->count;) {
            i += write_area(&json, areas, &stories->story[i], stories->count - i);
            kk_output_drain(&output);
        }
        kk_json_end_list(&json);
        kk_json_end_object(&json);
        kk_text_char(&output.text, '\n');
    }
    return kk_output_close(&output, status, err);
}
