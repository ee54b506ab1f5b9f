/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cohort_pile.h"
#include "ingest/cohort_parse.h"
#include "ingest/wiped.h"

#include <stdlib.h>
#include <string.h>

enum { CACHE_LINE = 64 };

/* ---- begin and end ---- */

kk_status kk_cohort_pile_init(kk_cohort_pile *pile, const kk_cohort_columns *columns, kk_error *err)
{
    *pile = (kk_cohort_pile){.columns = columns};
    pile->block_count = (columns->config->outcome_count + KK_LANES - 1) / KK_LANES;
    pile->texts = calloc(columns->text_count + 1, sizeof *pile->texts);
    pile->text = calloc(columns->text_count + 1, sizeof *pile->text);
    pile->tally = calloc(columns->count - columns->text_count + 1, sizeof *pile->tally);
    if (pile->texts == NULL || pile->text == NULL || pile->tally == NULL) return kk_fail_memory(err);
    return kk_cohort_persons_init(&pile->persons, err);
}

static size_t block_bytes(size_t persons)
{
    return persons * KK_LANES * sizeof(double);
}

/* Wipes what was used of `columns` arrays with room for `size` bytes a person, and frees them. */
static void wipe(void *array, size_t columns, size_t size, size_t persons)
{
    if (array == NULL) return;
    for (size_t c = 0; c < columns; c++) explicit_bzero((char *)array + c * KK_CHUNK_PERSONS * size, persons * size);
    free(array);
}

static void clear_chunk(const kk_cohort_pile *pile, kk_cohort_chunk *chunk)
{
    size_t used = chunk->count + KK_COHORT_BATCH_ROWS; /* rows that were not kept lie behind */
    if (used > KK_CHUNK_PERSONS) used = KK_CHUNK_PERSONS;
    wipe(chunk->outcome, pile->block_count, block_bytes(1), used);
    wipe(chunk->predictor, 1, sizeof *chunk->predictor, used);
    wipe(chunk->weight, 1, sizeof *chunk->weight, used);
    wipe(chunk->text, pile->columns->text_count, sizeof *chunk->text, used);
    *chunk = (kk_cohort_chunk){0};
}

void kk_cohort_pile_clear(kk_cohort_pile *pile)
{
    for (size_t i = 0; i < pile->chunk_count; i++) clear_chunk(pile, &pile->chunk[i]);
    free(pile->chunk);
    for (size_t c = 0; pile->columns != NULL && c < pile->columns->text_count; c++) {
        if (pile->texts != NULL) kk_cohort_texts_clear(&pile->texts[c]);
        if (pile->text != NULL) kk_wiped_free(pile->text[c]);
    }
    free(pile->texts);
    free(pile->text);
    free(pile->tally);
    kk_cohort_persons_clear(&pile->persons);
    *pile = (kk_cohort_pile){0};
}

static kk_status add_chunk(kk_cohort_pile *pile, kk_error *err)
{
    const kk_cohort_columns *columns = pile->columns;
    if (kk_grow(&pile->chunk, &pile->chunk_capacity, pile->chunk_count + 1, sizeof *pile->chunk) != 0)
        return kk_fail_memory(err);
    kk_cohort_chunk *chunk = &pile->chunk[pile->chunk_count++];
    *chunk = (kk_cohort_chunk){0};
    chunk->text = malloc((columns->text_count + 1) * KK_CHUNK_PERSONS * sizeof *chunk->text);
    chunk->predictor = malloc(KK_CHUNK_PERSONS * sizeof *chunk->predictor);
    chunk->weight = malloc(KK_CHUNK_PERSONS * sizeof *chunk->weight);
    chunk->outcome = malloc(pile->block_count * block_bytes(KK_CHUNK_PERSONS));
    bool whole = chunk->text != NULL && chunk->predictor != NULL && chunk->weight != NULL && chunk->outcome != NULL;
    return whole ? KK_OK : kk_fail_memory(err);
}

/* ---- filling ---- */

kk_status kk_cohort_pile_open(kk_cohort_pile *pile, kk_error *err)
{
    bool room =
        pile->chunk_count > 0 && pile->chunk[pile->chunk_count - 1].count + KK_COHORT_BATCH_ROWS <= KK_CHUNK_PERSONS;
    return room ? KK_OK : add_chunk(pile, err);
}

void kk_cohort_pile_parse(const kk_cohort_pile *pile, kk_cohort_batch *batch, size_t first, size_t end)
{
    kk_cohort_chunk *chunk = &pile->chunk[pile->chunk_count - 1];
    for (size_t row = first; row < end; row++)
        if (batch->fault[row].reason == NULL)
            batch->fault[row] = kk_cohort_parse_row(pile, batch, row, chunk, chunk->count + row);
}

static void move_person(const kk_cohort_pile *pile, kk_cohort_chunk *chunk, size_t from, size_t to)
{
    for (size_t c = 0; c < pile->columns->text_count; c++)
        chunk->text[c * KK_CHUNK_PERSONS + to] = chunk->text[c * KK_CHUNK_PERSONS + from];
    chunk->predictor[to] = chunk->predictor[from];
    chunk->weight[to] = chunk->weight[from];
    for (size_t b = 0; b < pile->block_count; b++) {
        double *block = chunk->outcome + b * KK_CHUNK_PERSONS * KK_LANES;
        memcpy(block + to * KK_LANES, block + from * KK_LANES, block_bytes(1));
    }
}

static kk_status add_texts(kk_cohort_pile *pile, const kk_cohort_batch *batch, size_t row, kk_cohort_chunk *chunk,
                           size_t at, kk_error *err)
{
    for (size_t c = 0; c < pile->columns->text_count; c++) {
        uint32_t *number = &chunk->text[c * KK_CHUNK_PERSONS + at];
        if (*number != KK_NEW_TEXT) continue;
        kk_status status = kk_cohort_texts_add(&pile->texts[c], kk_cohort_batch_cell(batch, row, c), number, err);
        if (status != KK_OK) return status;
    }
    return KK_OK;
}

static void take_numbers(kk_cohort_pile *pile, kk_cohort_chunk *chunk, size_t at, kk_cohort_line line)
{
    const kk_cohort_columns *columns = pile->columns;
    kk_cohort_tally *tally = pile->tally;
    if (columns->predictor >= 0) {
        size_t c = (size_t)columns->predictor - columns->text_count;
        chunk->predictor[at] = kk_cohort_tally_add(&tally[c], chunk->predictor[at], line);
    }
    tally += columns->outcome - columns->text_count;
    for (size_t k = 0; k < columns->config->outcome_count; k++) {
        double *value = &chunk->outcome[(k / KK_LANES * KK_CHUNK_PERSONS + at) * KK_LANES + k % KK_LANES];
        *value = kk_cohort_tally_add(&tally[k], *value, line);
    }
}

/* The row's person, who is the chunk's next. */
static kk_status keep_person(kk_cohort_pile *pile, const kk_cohort_batch *batch, size_t row, kk_cohort_chunk *chunk,
                             kk_error *err)
{
    kk_cohort_line line = kk_cohort_line_of(pile->file, batch->line[row]);
    kk_status status = add_texts(pile, batch, row, chunk, chunk->count, err);
    if (status == KK_OK && batch->person[row] != 0)
        status = kk_cohort_persons_add(&pile->persons, batch->person[row], line, err);
    if (status != KK_OK) return status;
    take_numbers(pile, chunk, chunk->count++, line);
    return KK_OK;
}

kk_status kk_cohort_pile_settle(kk_cohort_pile *pile, const kk_cohort_batch *batch, kk_error *err)
{
    kk_cohort_chunk *chunk = &pile->chunk[pile->chunk_count - 1];
    size_t first = chunk->count;
    for (size_t row = 0; row < batch->count; row++) {
        if (batch->fault[row].reason != NULL) continue;
        if (chunk->count != first + row) move_person(pile, chunk, first + row, chunk->count);
        kk_status status = keep_person(pile, batch, row, chunk, err);
        if (status != KK_OK) return status;
    }
    return KK_OK;
}

/* ---- laying out ---- */

static double *new_doubles(bool wanted, size_t count, bool *whole)
{
    if (!wanted) return NULL;
    double *made = malloc((count + 1) * sizeof *made);
    *whole = *whole && made != NULL;
    return made;
}

static kk_status make_room(kk_cohort_pile *pile, kk_cohort *cohort, kk_error *err)
{
    const kk_cohort_columns *columns = pile->columns;
    size_t count = 0;
    bool whole = true;
    for (size_t i = 0; i < pile->chunk_count; i++) count += pile->chunk[i].count;
    cohort->person_count = count;
    cohort->predictor = new_doubles(columns->predictor >= 0, count, &whole);
    cohort->weight = new_doubles(columns->weight >= 0, count, &whole);
    cohort->outcome = aligned_alloc(CACHE_LINE, pile->block_count * block_bytes(count) + CACHE_LINE);
    for (size_t c = 0; c < columns->text_count; c++) {
        pile->text[c] = malloc((count + 1) * sizeof *pile->text[c]);
        whole = whole && pile->text[c] != NULL;
    }
    return whole && cohort->outcome != NULL ? KK_OK : kk_fail_memory(err);
}

static void lay_out_chunk(kk_cohort_pile *pile, const kk_cohort_chunk *chunk, size_t first, kk_cohort *cohort)
{
    for (size_t c = 0; c < pile->columns->text_count; c++)
        memcpy(pile->text[c] + first, chunk->text + c * KK_CHUNK_PERSONS, chunk->count * sizeof *chunk->text);
    if (cohort->predictor != NULL)
        memcpy(cohort->predictor + first, chunk->predictor, chunk->count * sizeof *chunk->predictor);
    if (cohort->weight != NULL) memcpy(cohort->weight + first, chunk->weight, chunk->count * sizeof *chunk->weight);
    for (size_t b = 0; b < pile->block_count; b++)
        memcpy(cohort->outcome + (b * cohort->person_count + first) * KK_LANES,
               chunk->outcome + b * KK_CHUNK_PERSONS * KK_LANES, block_bytes(chunk->count));
}

kk_status kk_cohort_pile_lay_out(kk_cohort_pile *pile, kk_cohort *cohort, kk_error *err)
{
    kk_status status = make_room(pile, cohort, err);
    size_t first = 0;
    for (size_t i = 0; i < pile->chunk_count && status == KK_OK; i++) {
        size_t count = pile->chunk[i].count;
        lay_out_chunk(pile, &pile->chunk[i], first, cohort);
        clear_chunk(pile, &pile->chunk[i]);
        first += count;
    }
    return status;
}
