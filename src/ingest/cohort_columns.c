/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cohort_columns.h"
#include "ingest/table_columns.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The text column of that name, NULL the place; added unless it is there. */
static size_t take_text(kk_cohort_columns *columns, const char *name, kk_mark mark)
{
    for (size_t c = 0; c < columns->text_count; c++) {
        const char *other = columns->item[c].name;
        if (name == NULL || other == NULL ? name == other : strcmp(name, other) == 0) return c;
    }
    columns->item[columns->text_count] = (kk_cohort_column){name, mark};
    return columns->text_count++;
}

static ptrdiff_t add_number(kk_cohort_columns *columns, const char *name, kk_mark mark)
{
    if (name == NULL) return -1;
    columns->item[columns->count] = (kk_cohort_column){name, mark};
    return (ptrdiff_t)columns->count++;
}

kk_status kk_cohort_columns_list(const kk_config_estimates *config, kk_arena *arena, kk_cohort_columns *out,
                                 kk_error *err)
{
    size_t most = config->dimension_count + config->region_count + config->outcome_count + 2;
    *out = (kk_cohort_columns){.config = config, .place = -1};
    out->item = kk_arena_alloc(arena, most, sizeof *out->item);
    out->dimension = kk_arena_alloc(arena, config->dimension_count, sizeof *out->dimension);
    out->region = kk_arena_alloc(arena, config->region_count, sizeof *out->region);
    if (out->item == NULL || out->dimension == NULL || out->region == NULL) return kk_fail_memory(err);
    for (size_t d = 0; d < config->dimension_count; d++)
        out->dimension[d] = take_text(out, config->dimension[d].column, config->dimension[d].mark);
    for (size_t r = 0; r < config->region_count; r++) {
        const kk_config_region *region = &config->region[r];
        out->region[r] = region->land ? -1 : (ptrdiff_t)take_text(out, region->column, region->mark);
        if (!region->land && region->column == NULL) out->place = out->region[r];
    }
    out->count = out->text_count;
    out->predictor =
        add_number(out, config->predictor.name == NULL ? NULL : config->predictor.column, config->predictor.mark);
    out->weight = add_number(out, config->weight, config->mark);
    out->outcome = out->count;
    for (size_t k = 0; k < config->outcome_count; k++)
        add_number(out, config->outcome[k].column, config->outcome[k].mark);
    return KK_OK;
}

static kk_status take_names(const kk_config_csv *file, const kk_rows *rows, kk_arena *arena, kk_names *names,
                            kk_error *err)
{
    const kk_cell *header;
    names->count = kk_rows_header(rows, &header);
    names->name = kk_arena_alloc(arena, names->count, sizeof *names->name);
    if (names->name == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < names->count; i++) {
        names->name[i] = kk_arena_text(arena, header[i].text, header[i].length);
        if (names->name[i] == NULL) return kk_fail_memory(err);
    }
    names->shown = file->is_public || kk_names_look_right(names);
    return KK_OK;
}

/* Where a table of CBS has a column again by year, a cohort would lose all but the first of them. */
static kk_status refuse_several(const kk_names *names, const char *name, kk_mark mark, const char *file, kk_error *err)
{
    uint32_t *found = calloc(names->count + 1, sizeof *found);
    if (found == NULL) return kk_fail_memory(err);
    size_t count = kk_names_match(names, name, found);
    free(found);
    if (count == 1) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "%s has %zu columns that may be '%s'; give each a name of its own",
                      file, count, name);
}

static kk_status find_one(const kk_names *names, const char *name, kk_mark mark, const kk_config_csv *file,
                          ptrdiff_t *index, kk_error *err)
{
    uint32_t found;
    *index = -1;
    if (name == NULL) return KK_OK;
    kk_status status = kk_names_require(names, name, mark, file->file.given, &found, err);
    if (status == KK_OK) *index = (ptrdiff_t)found;
    return status == KK_OK ? refuse_several(names, name, mark, file->file.given, err) : status;
}

/* As the project says, else by the names that these columns have in the microdata of CBS and in those of KansenKaart.
 */
static kk_status find_person(const kk_names *names, const kk_config_estimates *config, const kk_config_csv *file,
                             ptrdiff_t *index, kk_error *err)
{
    static const char *const usual[] = {"person_id", "rinpersoon"};
    if (config->person != NULL) return find_one(names, config->person, config->mark, file, index, err);
    *index = -1;
    for (size_t u = 0; u < sizeof usual / sizeof *usual; u++)
        for (size_t i = names->count; i-- > 0 && *index < 0;)
            if (strcasecmp(names->name[i], usual[u]) == 0) *index = (ptrdiff_t)i;
    return KK_OK;
}

kk_status kk_cohort_columns_find(const kk_cohort_columns *columns, const kk_config_csv *file, const kk_rows *rows,
                                 ptrdiff_t *index, ptrdiff_t *age, kk_error *err)
{
    kk_arena arena;
    kk_names names = {0};
    kk_arena_init(&arena);
    kk_status status = take_names(file, rows, &arena, &names, err);
    for (size_t c = 0; c < columns->count && status == KK_OK; c++)
        status = find_one(&names, columns->item[c].name, columns->item[c].mark, file, &index[c], err);
    if (status == KK_OK) status = find_one(&names, columns->config->age_column, columns->config->mark, file, age, err);
    if (status == KK_OK) status = find_person(&names, columns->config, file, &index[columns->count], err);
    kk_arena_clear(&arena);
    return status;
}
