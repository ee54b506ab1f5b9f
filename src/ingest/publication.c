/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/publication.h"

#include <stdlib.h>
#include <string.h>

const char *kk_publication_path(const kk_publication_reader *reader, const char *name)
{
    return kk_arena_format(reader->arena, "%s/%s", reader->folder, name);
}

kk_status kk_publication_word(kk_publication_reader *reader, kk_cell cell, const char **out, kk_error *err)
{
    size_t known = reader->words.count;
    uint32_t number;
    if (kk_cohort_texts_add(&reader->words, cell, &number, err) != KK_OK) return err->status;
    if (number == known) {
        if (kk_grow(&reader->word, &reader->word_capacity, known + 1, sizeof *reader->word) != 0)
            return kk_fail_memory(err);
        reader->word[number] = kk_arena_text(reader->arena, cell.text, cell.length);
        if (reader->word[number] == NULL) return kk_fail_memory(err);
    }
    *out = reader->word[number];
    return KK_OK;
}

kk_status kk_publication_row_level(const kk_publication_reader *reader, const kk_release_csv *csv, size_t column,
                                   uint32_t *level, kk_error *err)
{
    *level = kk_cohort_texts_find(&reader->levels, kk_release_csv_cell(csv, column));
    return *level != KK_NO_TEXT ? KK_OK : kk_release_csv_fail(csv, column, "is no level in areas.csv", err);
}

kk_status kk_publication_row_area(const kk_publication_reader *reader, const kk_release_csv *csv, size_t column,
                                  uint32_t level, uint32_t *area, kk_error *err)
{
    *area = kk_cohort_texts_find(&reader->codes[level], kk_release_csv_cell(csv, column));
    return *area != KK_NO_TEXT ? KK_OK : kk_release_csv_fail(csv, column, "is no area of that level in areas.csv", err);
}

kk_status kk_publication_row_status(const kk_release_csv *csv, size_t column, kk_figure_status *status, kk_error *err)
{
    char name[40];
    kk_cell cell = kk_release_csv_cell(csv, column);
    if (cell.length < sizeof name) {
        memcpy(name, cell.text, cell.length);
        name[cell.length] = '\0';
        if (kk_figure_status_parse(name, status)) return KK_OK;
    }
    return kk_release_csv_fail(csv, column, "is no status; docs/outputs.md lists them", err);
}

static void clear(kk_publication_reader *reader)
{
    kk_cohort_texts_clear(&reader->quantities);
    kk_cohort_texts_clear(&reader->indicators);
    for (size_t l = 0; reader->codes != NULL && l < reader->levels.count; l++) kk_cohort_texts_clear(&reader->codes[l]);
    free(reader->codes);
    kk_cohort_texts_clear(&reader->levels);
    kk_cohort_texts_clear(&reader->words);
    free(reader->word);
}

kk_status kk_publication_read(const char *folder, kk_arena *arena, kk_publication *out, kk_publication_terms *terms,
                              kk_error *err)
{
    kk_publication_reader reader = {.folder = folder, .arena = arena, .out = out, .terms = terms};
    *out = (kk_publication){0};
    *terms = (kk_publication_terms){0};
    kk_status status = kk_publication_read_frame(&reader, err);
    if (status == KK_OK) status = kk_publication_read_areas(&reader, err);
    if (status == KK_OK) status = kk_publication_read_facts(&reader, err);
    if (status == KK_OK) status = kk_publication_read_figures(&reader, err);
    clear(&reader);
    return status;
}

kk_status kk_publication_read_vintage(const char *folder, int *vintage, kk_error *err)
{
    kk_arena arena;
    kk_publication out = {0};
    kk_publication_terms terms = {0};
    kk_arena_init(&arena);
    kk_publication_reader reader = {.folder = folder, .arena = &arena, .out = &out, .terms = &terms};
    kk_status status = kk_publication_read_frame(&reader, err);
    *vintage = out.vintage;
    clear(&reader);
    kk_arena_clear(&arena);
    return status;
}
