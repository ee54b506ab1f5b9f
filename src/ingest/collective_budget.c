/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/collective.h"
#include "ingest/period.h"
#include "ingest/record_amount.h"
#include "kk/log.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Words for the key of an allocation, and the one that kk_budget_line has. */
static const struct {
    const char *word, *key;
} keys[] = {
    {"youths", "youths"},   {"children", "children"}, {"births", "births"},
    {"jongeren", "youths"}, {"kinderen", "children"}, {"geboorten", "births"},
};
enum { KEYS = sizeof keys / sizeof *keys };

enum { NO_PERIOD = -2, OTHER_PERIOD = -1 };

/* Index of the period of a year or part of one, or OTHER_PERIOD where the project does not have it. */
static int find_period(const kk_config *config, kk_cell cell)
{
    char period[KK_PERIOD_SIZE], own[KK_PERIOD_SIZE];
    if (!kk_period_parse(cell, period)) return NO_PERIOD;
    for (size_t p = 0; p < config->records.period_count; p++) {
        const char *name = config->records.period[p].name;
        if (kk_period_parse((kk_cell){name, strlen(name)}, own) && strcmp(own, period) == 0) return (int)p;
    }
    return OTHER_PERIOD;
}

static bool find_key(const char *word, const char **key)
{
    *key = "";
    if (*word == '\0') return true;
    for (size_t k = 0; k < KEYS; k++)
        if (strcasecmp(keys[k].word, word) == 0) {
            *key = keys[k].key;
            return true;
        }
    return false;
}

/* A word that the list does not know is told with the nearest that it does; the word itself may be private. */
static kk_status reject_word(kk_mapped_rows *rows, kk_csv_field field, const char *what, const char *word,
                             const char *const known[], size_t count, kk_error *err)
{
    char reason[200];
    const char *nearest = kk_nearest_name(word, known, (int)count);
    if (*word == '\0')
        snprintf(reason, sizeof reason, "no %s", what);
    else if (nearest != NULL)
        snprintf(reason, sizeof reason, "unknown %s; did you mean '%s'?", what, nearest);
    else
        snprintf(reason, sizeof reason, "unknown %s; docs/places.md lists them", what);
    return kk_mapped_rows_reject(rows, field, reason, err);
}

static kk_status reject_key(kk_mapped_rows *rows, const char *word, kk_error *err)
{
    const char *known[KEYS];
    for (size_t k = 0; k < KEYS; k++) known[k] = keys[k].word;
    return reject_word(rows, KK_FIELD_KEY, "key (youths, children, births, or blank)", word, known, KEYS, err);
}

static kk_status add_line(kk_collective_reader *in, kk_mapped_rows *rows, kk_budget_line *line, kk_error *err)
{
    line->law = kk_mapped_rows_text(rows, KK_FIELD_LAW, in->arena);
    line->provider = kk_mapped_rows_text(rows, KK_FIELD_PROVIDER, in->arena);
    line->programme = kk_mapped_rows_text(rows, KK_FIELD_PROGRAMME, in->arena);
    if (line->law == NULL || line->provider == NULL || line->programme == NULL) return kk_fail_memory(err);
    if (kk_grow(&in->budget, &in->budget_capacity, in->budget_count + 1, sizeof *line) != 0) return kk_fail_memory(err);
    in->budget[in->budget_count++] = *line;
    rows->counts->rows_used++;
    return KK_OK;
}

static kk_status take_line(kk_collective_reader *in, kk_mapped_rows *rows, kk_error *err)
{
    kk_budget_line line = {0};
    kk_location location;
    const char *word = kk_mapped_rows_text(rows, KK_FIELD_TASK, in->arena);
    const char *key = kk_mapped_rows_text(rows, KK_FIELD_KEY, in->arena);
    if (word == NULL || key == NULL) return kk_fail_memory(err);
    int period = find_period(in->config, rows->row.cell[KK_FIELD_YEAR]);
    if (period == NO_PERIOD)
        return kk_mapped_rows_reject(rows, KK_FIELD_YEAR, "no period; expected a year, such as 2023", err);
    if (!kk_amount_parse(rows->row.cell[KK_FIELD_AMOUNT], true, &line.cents))
        return kk_mapped_rows_reject(rows, KK_FIELD_AMOUNT,
                                     "no amount; expected euros without thousands marks, such as 1234,50", err);
    ptrdiff_t task = kk_tasks_find(&in->tasks, word);
    if (task < 0) return reject_word(rows, KK_FIELD_TASK, "task", word, in->tasks.name, in->tasks.count, err);
    if (!find_key(key, &line.key)) return reject_key(rows, key, err);
    line.place = kk_mapped_rows_locate(rows, in->find, in->finder, &location);
    if (line.place == KK_OTHER_GEMEENTE || period == OTHER_PERIOD) return KK_OK;
    if (!kk_locus_is_area(line.place))
        return kk_mapped_rows_reject(rows, KK_FIELD_AREA, kk_locus_reason(line.place), err);
    line.period = (size_t)period;
    line.task = in->tasks.name[task];
    line.front = in->tasks.front[task];
    return add_line(in, rows, &line, err);
}

kk_status kk_budget_read(kk_collective_reader *in, const kk_config_csv *csv, kk_source_counts *counts, kk_error *err)
{
    static const kk_csv_field needed[] = {KK_FIELD_AMOUNT, KK_FIELD_TASK, KK_FIELD_YEAR, KK_FIELD_AREA};
    kk_mapped_rows rows;
    kk_status status = kk_mapped_rows_open(csv, false, NULL, counts, in->rejects, &rows, err);
    for (size_t f = 0; f < sizeof needed / sizeof *needed && status == KK_OK; f++)
        status = kk_mapped_rows_need(&rows, needed[f], err);
    bool found = true;
    while (status == KK_OK) {
        status = kk_mapped_rows_next(&rows, &found, err);
        if (status != KK_OK || !found) break;
        status = take_line(in, &rows, err);
    }
    if (status == KK_OK && counts->rows_used == 0 && counts->rows_rejected < counts->rows_read)
        kk_warn("%s: none of its lines is of a period and gemeente of the project", csv->file.given);
    kk_mapped_rows_close(&rows);
    return status;
}
