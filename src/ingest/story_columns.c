/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/story_columns.h"
#include "ingest/story_words.h"
#include "ingest/table_columns.h"

#include <string.h>

enum { ENGLISH, DUTCH, LANGUAGES };

static const struct {
    const char *name, *word[LANGUAGES];
} columns[KK_STORY_COLUMNS + 1] = {
    [KK_STORY_CODE] = {"code", {"code", "gebiedscode"}},
    [KK_STORY_TEXT] = {"text", {"text", "tekst"}},
    [KK_STORY_ROLE] = {"author_role", {"authorrole", "rol"}},
    [KK_STORY_DATE] = {"date", {"date", "datum"}},
    [KK_STORY_APPROVED] = {"approved_by", {"approvedby", "goedgekeurddoor"}},
    [KK_STORY_TITLE] = {"title", {"title", "titel"}},
    [KK_STORY_CHECKED] = {"checked_by", {"checkedby", "nagekekendoor"}},
    [KK_STORY_COLUMNS] = {"", {NULL}},
};

const char *kk_story_column_name(kk_story_column column)
{
    return columns[column].name;
}

/* The name of an area is none of a person. */
static bool is_of_person(const char *name)
{
    static const char *const writers[] = {"auteur", "author", "schrijver", "writer", "verteller", "door", "by"};
    static const char *const of_areas[] = {"gebied", "buurt", "wijk", "gemeente", "regio", "area"};
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        if (kk_name_is(name, writers[i])) return true;
    for (size_t i = 0; i < sizeof of_areas / sizeof *of_areas; i++)
        if (kk_name_begins(name, of_areas[i])) return false;
    return strcasestr(name, "naam") != NULL || strcasestr(name, "name") != NULL;
}

static void recognise(const char *name, size_t at, ptrdiff_t index[KK_STORY_COLUMNS])
{
    for (size_t c = 0; c < KK_STORY_COLUMNS; c++)
        for (size_t w = 0; w < LANGUAGES; w++)
            if (index[c] < 0 && kk_name_is(name, columns[c].word[w])) index[c] = (ptrdiff_t)at;
}

kk_status kk_story_columns_find(const kk_config_file *file, const kk_rows *rows, ptrdiff_t index[KK_STORY_COLUMNS],
                                kk_error *err)
{
    const kk_cell *cells;
    size_t count = kk_rows_header(rows, &cells);
    for (size_t c = 0; c < KK_STORY_COLUMNS; c++) index[c] = -1;
    for (size_t i = 0; i < count; i++) {
        if (is_of_person(cells[i].text))
            return kk_fail_at(
                err, KK_ERR_INPUT, file->mark,
                "%s: column %zu looks like names of persons; take it out of the file: of who told a story "
                "only a role and a date are asked",
                file->given, i + 1);
        recognise(cells[i].text, i, index);
    }
    for (size_t c = 0; c < KK_STORY_TITLE; c++)
        if (index[c] < 0)
            return kk_fail_at(err, KK_ERR_INPUT, file->mark,
                              "%s: has no column '%s'; expected code, text, author_role, date, approved_by, and where "
                              "wanted title and checked_by",
                              file->given, columns[c].name);
    return KK_OK;
}
