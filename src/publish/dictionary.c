/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/dictionary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

kk_status kk_describe_sheet(const kk_sheet *sheet, kk_arena *arena, kk_described_table *table, kk_error *err)
{
    const kk_guide_texts *texts = kk_guide_texts_find(sheet->name);
    kk_described_column *column = kk_arena_alloc(arena, sheet->column_count, sizeof *column);
    char *file = kk_arena_format(arena, "%s.csv", sheet->name);
    if (column == NULL || file == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < sheet->column_count; c++) {
        const kk_sheet_column *of = &sheet->column[c];
        const kk_guide_text *text = kk_guide_text_find(texts, of->name);
        column[c] = (kk_described_column){
            .name = of->name,
            .kind = of->kind,
            .unit = text != NULL ? text->unit : "",
            .values = text != NULL ? text->values : NULL,
            .meaning_nl = text != NULL ? text->meaning_nl : of->meaning,
            .meaning_en = of->meaning,
        };
    }
    *table = (kk_described_table){
        .file = file,
        .tab = texts != NULL ? texts->tab : sheet->name,
        .title_nl = texts != NULL ? texts->title_nl : sheet->meaning,
        .title_en = sheet->meaning,
        .key = texts != NULL ? texts->key : NULL,
        .is_of_areas = texts != NULL && texts->is_of_areas,
        .column = column,
        .column_count = sheet->column_count,
    };
    return KK_OK;
}

/* ---- estimates: a column for each dimension ---- */

static kk_described_column dimension(const char *name, kk_arena *arena)
{
    return (kk_described_column){
        .name = kk_arena_format(arena, "%s_group", name),
        .unit = "",
        .meaning_nl = "groep; all: iedereen",
        .meaning_en = "group of this dimension; all: everyone",
    };
}

static kk_status describe_estimates(const kk_config_estimates *config, const char *file, kk_arena *arena,
                                    kk_described_table *table, kk_error *err)
{
    static const kk_described_column outcome = {"outcome", KK_SHEET_TEXT, "", NULL, "uitkomst", "name of the outcome"};
    static const kk_described_column rest[] = {
        {"region_type", KK_SHEET_TEXT, "", NULL, "soort gebied", "type of the region"},
        {"region_id", KK_SHEET_TEXT, "", NULL, "gebied waar zij opgroeiden", "region where they grew up"},
        {"n", KK_SHEET_WHOLE, "personen", NULL, "personen van wie de uitkomst bekend is",
         "persons of whom the outcome is known"},
        {"est", KK_SHEET_NUMBER, "", NULL, "de schatting", "the mean, or the expectation at the value of the group"},
        {"lwr", KK_SHEET_NUMBER, "", NULL, "ondergrens van het 95%-interval", "lower bound of its 95% interval"},
        {"upr", KK_SHEET_NUMBER, "", NULL, "bovengrens van het 95%-interval", "upper bound of its 95% interval"},
    };
    enum { REST = sizeof rest / sizeof *rest };
    size_t count = 0;
    kk_described_column *column = kk_arena_alloc(arena, 2 + config->dimension_count + REST, sizeof *column);
    char *key = kk_arena_format(arena, "outcome");
    if (column == NULL) return kk_fail_memory(err);
    column[count++] = outcome;
    if (config->predictor.name != NULL) column[count++] = dimension(config->predictor.name, arena);
    for (size_t d = 0; d < config->dimension_count; d++) column[count++] = dimension(config->dimension[d].name, arena);
    for (size_t c = 1; c < count; c++) {
        if (column[c].name == NULL || key == NULL) return kk_fail_memory(err);
        key = kk_arena_format(arena, "%s,%s", key, column[c].name);
    }
    if (key == NULL || (key = kk_arena_format(arena, "%s,region_type,region_id", key)) == NULL)
        return kk_fail_memory(err);
    memcpy(&column[count], rest, sizeof rest);
    *table = (kk_described_table){
        .file = file,
        .title_nl = "Schattingen: hoe het wie er opgroeide vergaat",
        .title_en = "Every released estimate of how those who grew up there fare",
        .key = key,
        .column = column,
        .column_count = count + REST,
    };
    return KK_OK;
}

/* ---- all ---- */

static bool is_in(const char *folder, const char *file)
{
    char *path;
    if (asprintf(&path, "%s/%s", folder, file) < 0) return false;
    bool is_there = access(path, F_OK) == 0;
    free(path);
    return is_there;
}

kk_status kk_describe_tables(const kk_release *release, const kk_config *config, const char *folder, kk_arena *arena,
                             const kk_described_table **tables, size_t *count, kk_error *err)
{
    static const char *const of_estimates[] = {"estimates.csv", "estimates.csv.gz"};
    size_t file_count;
    const kk_described_table *files = kk_described_files(&file_count);
    const kk_sheet *sheet;
    size_t sheet_count = kk_release_sheets(release, &sheet);
    kk_described_table *all = kk_arena_alloc(arena, file_count + sheet_count + 1, sizeof *all);
    if (all == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    *count = 0;
    for (size_t i = 0; i < file_count; i++)
        if (is_in(folder, files[i].file)) all[(*count)++] = files[i];
    for (size_t i = 0; i < 2 && status == KK_OK; i++)
        if (is_in(folder, of_estimates[i]))
            status = describe_estimates(&config->estimates, of_estimates[i], arena, &all[(*count)++], err);
    for (size_t s = 0; s < sheet_count && status == KK_OK; s++)
        status = kk_describe_sheet(&sheet[s], arena, &all[(*count)++], err);
    *tables = all;
    return status;
}
