/* SPDX-License-Identifier: EUPL-1.2 */
/* Stories: any bytes give texts that may be published, in areas that may have them, or an error of input. */
#include "fuzz_areas.h"
#include "memory_file.h"

#include "core/utf8.h"
#include "kk/log.h"
#include "kk/stories.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const char *text, size_t longest)
{
    require(kk_utf8_valid(text, strlen(text)) && strlen(text) <= 4 * longest);
    for (; *text != '\0'; text++)
        require(*text != '<' && *text != '>' && ((unsigned char)*text >= ' ' || *text == '\n'));
}

static void check_stories(const kk_areas *areas, const kk_stories *stories, size_t rejects)
{
    kk_story_counts counts = stories->counts;
    require(counts.read == counts.published + counts.unapproved + counts.rejected);
    require(counts.published == (int64_t)stories->count && counts.rejected == (int64_t)rejects);
    require(counts.checked >= 0 && counts.checked <= counts.published && counts.unapproved >= 0);
    for (size_t i = 0; i < stories->count; i++) {
        const kk_story *story = &stories->story[i];
        const kk_level *level = &areas->level[kk_locus_level(story->area)];
        require(level->kind != KK_LEVEL_BUURT && kk_locus_area(story->area) < level->count);
        require(*story->text != '\0' && *story->author_role != '\0' && story->day != KK_NO_DAY);
        check_text(story->text, KK_STORY_TEXT_MAX);
        check_text(story->author_role, KK_STORY_ROLE_MAX);
        check_text(story->title, KK_STORY_TITLE_MAX);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kk_areas areas = fuzz_areas();
    char path[64];
    kk_config_file file;
    kk_arena arena;
    kk_rejects rejects;
    kk_stories stories;
    kk_error err;
    kk_log_set_level(KK_LOG_WARNINGS);
    int descriptor = memory_file(data, size, path, &file);
    kk_arena_init(&arena);
    kk_rejects_init(&rejects, &arena);
    kk_status status = kk_stories_read(&file, &areas, &arena, &rejects, &stories, &err);
    require(status == KK_OK || (status == KK_ERR_INPUT && strchr(err.message, '\n') == NULL));
    if (status == KK_OK) check_stories(&areas, &stories, rejects.count);
    kk_rejects_clear(&rejects);
    kk_arena_clear(&arena);
    close(descriptor);
    return 0;
}
