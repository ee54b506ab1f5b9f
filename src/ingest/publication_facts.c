/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/publication.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { QUANTITY, LEVEL, CODE, PERIOD, BEYOND, VALUE, STATUS, COLUMNS };
static const char *const columns[] = {"quantity", "level", "code", "period", "beyond", "value", "status"};

static bool is_beyond(const kk_publication_reader *reader, const char *word)
{
    if (*word == '\0' || kk_cohort_texts_find(&reader->levels, (kk_cell){word, strlen(word)}) != KK_NO_TEXT)
        return true;
    for (size_t i = 0; i < reader->out->relation_count; i++)
        if (strcmp(reader->out->relation[i].beyond, word) == 0) return true;
    return false;
}

static kk_status read_value(const kk_release_csv *csv, kk_fact *fact, kk_error *err)
{
    kk_figure_status figure_status = KK_FIGURE_OK;
    if (kk_publication_row_status(csv, STATUS, &figure_status, err) != KK_OK) return err->status;
    if (kk_release_csv_number(csv, VALUE, &fact->value, err) != KK_OK) return err->status;
    if (kk_figure_has_value(figure_status) && isnan(fact->value))
        return kk_release_csv_fail(csv, VALUE, "is empty, but the status says that there is a figure", err);
    fact->status = isnan(fact->value) ? (uint8_t)figure_status : KK_FIGURE_OK;
    return KK_OK;
}

static kk_status read_row(kk_publication_reader *reader, const kk_release_csv *csv, kk_fact *fact, kk_error *err)
{
    *fact = (kk_fact){.quantity = kk_cohort_texts_find(&reader->quantities, kk_release_csv_cell(csv, QUANTITY))};
    if (fact->quantity == KK_NO_TEXT)
        return kk_release_csv_fail(csv, QUANTITY, "is not one of the `quantities` of disclosure.json", err);
    kk_status status = kk_publication_row_level(reader, csv, LEVEL, &fact->level, err);
    if (status == KK_OK) status = kk_publication_row_area(reader, csv, CODE, fact->level, &fact->area, err);
    if (status == KK_OK) status = kk_publication_word(reader, kk_release_csv_cell(csv, PERIOD), &fact->period, err);
    if (status == KK_OK) status = kk_publication_word(reader, kk_release_csv_cell(csv, BEYOND), &fact->beyond, err);
    if (status == KK_OK && !is_beyond(reader, fact->beyond))
        status = kk_release_csv_fail(csv, BEYOND, "is neither a level nor the `beyond` of a relation", err);
    return status == KK_OK ? read_value(csv, fact, err) : status;
}

static kk_status read_rows(kk_publication_reader *reader, kk_release_csv *csv, kk_fact **facts, size_t *count,
                           kk_error *err)
{
    size_t capacity = 0;
    bool more = true;
    kk_status status = KK_OK;
    while (status == KK_OK && (status = kk_release_csv_next(csv, &more, err)) == KK_OK && more) {
        if (kk_grow(facts, &capacity, *count + 1, sizeof **facts) != 0) return kk_fail_memory(err);
        status = read_row(reader, csv, &(*facts)[(*count)++], err);
    }
    return status;
}

kk_status kk_publication_read_facts(kk_publication_reader *reader, kk_error *err)
{
    const char *path = kk_publication_path(reader, "knowledge.csv");
    if (path == NULL) return kk_fail_memory(err);
    if (access(path, F_OK) != 0) return KK_OK;
    kk_release_csv csv;
    kk_fact *facts = NULL;
    kk_publication *out = reader->out;
    kk_status status = kk_release_csv_open(&csv, path, columns, COLUMNS, COLUMNS, err);
    if (status == KK_OK) status = read_rows(reader, &csv, &facts, &out->fact_count, err);
    if (status == KK_OK) {
        out->fact = kk_arena_alloc(reader->arena, out->fact_count, sizeof *out->fact);
        if (out->fact == NULL)
            status = kk_fail_memory(err);
        else if (out->fact_count > 0)
            memcpy(out->fact, facts, out->fact_count * sizeof *facts);
    }
    kk_release_csv_close(&csv);
    free(facts);
    return status;
}
