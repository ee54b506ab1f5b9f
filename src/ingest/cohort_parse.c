/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cohort_parse.h"
#include "ingest/cell.h"

#include <math.h>

enum { PLAIN_DIGITS = 15, TEXT_BYTES_MAX = 200 };
#define PREDICTOR_MAX 1e100
/* So that sums of weighted squares stay finite. */
#define OUTCOME_MAX 1e50
#define WEIGHT_MIN 1e-20
#define WEIGHT_MAX 1e20

/*
 * Digits with a mark among them, by far most cells. Both the digits as a whole number and the power of ten are exact
 * doubles, so that one division rounds correctly (Clinger 1990).
 */
static bool parse_plain(kk_cell cell, double *number)
{
    static const double powers[PLAIN_DIGITS + 1] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    if (cell.length > PLAIN_DIGITS) return false;
    uint64_t digits = 0;
    size_t decimals = 0, last = cell.length - 1;
    for (size_t i = 0; i < cell.length; i++) {
        char c = cell.text[i];
        if (kk_is_digit(c))
            digits = digits * 10 + (uint64_t)(c - '0');
        else if ((c == '.' || c == ',') && decimals == 0 && i > 0 && i < last)
            decimals = last - i;
        else
            return false;
    }
    *number = decimals == 0 ? (double)digits : (double)digits / powers[decimals];
    return true;
}

bool kk_cohort_is_missing(kk_cell cell)
{
    kk_figure figure;
    if (cell.length == 0) return true;
    kk_cell_kind kind = kk_cell_figure(cell, &figure);
    return kind == KK_CELL_BLANK || kind == KK_CELL_UNKNOWN;
}

bool kk_cohort_number(kk_cell cell, double *number)
{
    bool given = cell.length > 0;
    if (given && parse_plain(cell, number)) return true;
    if (given && kk_cell_number(cell, number)) {
        if (*number == 0) *number = 0; /* not −0: the same value in the same bits */
        return true;
    }
    *number = NAN;
    return kk_cohort_is_missing(cell);
}

static kk_cohort_fault fault_of(const kk_cohort_pile *pile, size_t column, const char *reason)
{
    return (kk_cohort_fault){reason, pile->columns->item[column].name};
}

static kk_cohort_fault take_texts(const kk_cohort_pile *pile, const kk_cohort_batch *batch, size_t row,
                                  kk_cohort_chunk *chunk, size_t at)
{
    for (size_t c = 0; c < pile->columns->text_count; c++) {
        kk_cell cell = kk_cohort_batch_cell(batch, row, c);
        if (cell.length > TEXT_BYTES_MAX) return fault_of(pile, c, "the text is longer than 200 bytes");
        uint32_t number = cell.length == 0 ? KK_NO_TEXT : kk_cohort_texts_find(&pile->texts[c], cell);
        if (cell.length > 0 && number == KK_NO_TEXT) number = KK_NEW_TEXT;
        chunk->text[c * KK_CHUNK_PERSONS + at] = number;
    }
    return (kk_cohort_fault){NULL, ""};
}

/* Behind the columns of the project stands the cell that tells the person, in a file that has one. */
static kk_cohort_fault take_person(const kk_cohort_pile *pile, kk_cohort_batch *batch, size_t row)
{
    const kk_cohort_columns *columns = pile->columns;
    const char *name = columns->config->person;
    if (batch->column_count == columns->count) return (kk_cohort_fault){NULL, ""};
    kk_cell cell = kk_cohort_batch_cell(batch, row, columns->count);
    if (kk_cohort_is_missing(cell)) return (kk_cohort_fault){"who the person is, is blank", name != NULL ? name : ""};
    batch->person[row] = kk_cohort_person_hash(&pile->persons, cell);
    return (kk_cohort_fault){NULL, ""};
}

static const char *take_predictor(kk_cell cell, double *predictor)
{
    if (!kk_cohort_number(cell, predictor)) return "the predictor is not a number";
    return fabs(*predictor) > PREDICTOR_MAX ? "the predictor is beyond 1e100" : NULL;
}

static const char *take_weight(kk_cell cell, double *weight)
{
    if (!kk_cohort_number(cell, weight) || !(*weight > 0)) return "the weight is not a number above 0";
    return *weight < WEIGHT_MIN || *weight > WEIGHT_MAX ? "the weight is beyond 1e-20 … 1e20" : NULL;
}

static const char *take_outcome(kk_cell cell, bool binary, double *outcome)
{
    if (!kk_cohort_number(cell, outcome)) return "the outcome is not a number";
    if (fabs(*outcome) > OUTCOME_MAX) return "the outcome is beyond 1e50";
    bool fits = *outcome == 0 || *outcome == 1 || isnan(*outcome) || kk_cohort_is_symbol(*outcome);
    return binary && !fits ? "the outcome is binary, but not 0 or 1" : NULL;
}

static kk_cohort_fault take_measures(const kk_cohort_pile *pile, const kk_cohort_batch *batch, size_t row,
                                     kk_cohort_chunk *chunk, size_t at)
{
    const kk_cohort_columns *columns = pile->columns;
    const char *reason = NULL;
    if (columns->predictor >= 0) {
        size_t c = (size_t)columns->predictor;
        reason = take_predictor(kk_cohort_batch_cell(batch, row, c), &chunk->predictor[at]);
        if (reason != NULL) return fault_of(pile, c, reason);
    }
    if (columns->weight >= 0) {
        size_t c = (size_t)columns->weight;
        reason = take_weight(kk_cohort_batch_cell(batch, row, c), &chunk->weight[at]);
        if (reason != NULL) return fault_of(pile, c, reason);
    }
    return (kk_cohort_fault){NULL, ""};
}

/* Lanes without an outcome are missing too. */
static kk_cohort_fault take_outcomes(const kk_cohort_pile *pile, const kk_cohort_batch *batch, size_t row,
                                     kk_cohort_chunk *chunk, size_t at)
{
    const kk_config_estimates *config = pile->columns->config;
    for (size_t k = 0; k < pile->block_count * KK_LANES; k++) {
        double *value = &chunk->outcome[(k / KK_LANES * KK_CHUNK_PERSONS + at) * KK_LANES + k % KK_LANES];
        *value = NAN;
        if (k >= config->outcome_count) continue;
        size_t c = pile->columns->outcome + k;
        bool binary = config->outcome[k].kind == KK_OUTCOME_BINARY;
        const char *reason = take_outcome(kk_cohort_batch_cell(batch, row, c), binary, value);
        if (reason != NULL) return fault_of(pile, c, reason);
    }
    return (kk_cohort_fault){NULL, ""};
}

kk_cohort_fault kk_cohort_parse_row(const kk_cohort_pile *pile, kk_cohort_batch *batch, size_t row,
                                    kk_cohort_chunk *chunk, size_t at)
{
    kk_cohort_fault fault = take_texts(pile, batch, row, chunk, at);
    if (fault.reason == NULL) fault = take_person(pile, batch, row);
    if (fault.reason == NULL) fault = take_measures(pile, batch, row, chunk, at);
    return fault.reason != NULL ? fault : take_outcomes(pile, batch, row, chunk, at);
}
