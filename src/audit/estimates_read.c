/* SPDX-License-Identifier: EUPL-1.2 */
#include "audit/estimates_frame.h"

#include "ingest/cell.h"
#include "ingest/csv.h"

#include <libdeflate.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OUTCOME, REGION_TYPE, REGION_ID, N, EST, COLUMNS };
static const size_t NONE = SIZE_MAX;

typedef struct reading {
    const kk_config_file *file;
    kk_told_estimates *out;
    size_t column[COLUMNS], group_column[KK_DIMENSIONS_MAX], needed; /* cells of a row at least */
    kk_error *err;
} reading;

static bool is_text(kk_cell cell, const char *text)
{
    return strlen(text) == cell.length && memcmp(text, cell.text, cell.length) == 0;
}

static kk_status fail_cell(const reading *in, int64_t line, const char *what, kk_cell cell)
{
    return kk_fail(in->err, KK_ERR_INPUT, "%s:%lld: %s '%.*s'", in->file->given, (long long)line, what,
                   (int)(cell.length < 100 ? cell.length : 100), cell.text);
}

/* ---- the header ---- */

static kk_status find_column(reading *in, const kk_cell *cells, size_t count, const char *name, size_t *out)
{
    for (*out = 0; *out < count; ++*out)
        if (is_text(cells[*out], name)) break;
    if (*out == count) return kk_fail(in->err, KK_ERR_INPUT, "%s: has no column '%s'", in->file->given, name);
    if (*out >= in->needed) in->needed = *out + 1;
    return KK_OK;
}

static kk_status read_header(reading *in, const kk_cell *cells, size_t count)
{
    static const char *const names[COLUMNS] = {"outcome", "region_type", "region_id", "n", "est"};
    kk_status status = KK_OK;
    for (size_t i = 0; i < COLUMNS && status == KK_OK; i++)
        status = find_column(in, cells, count, names[i], &in->column[i]);
    for (size_t d = 0; d < in->out->frame.dimension_count && status == KK_OK; d++) {
        char name[300];
        snprintf(name, sizeof name, "%s_group", in->out->frame.dimension[d].name);
        status = find_column(in, cells, count, name, &in->group_column[d]);
    }
    return status;
}

/* ---- rows ---- */

static size_t find_outcome(const kk_estimate_frame *frame, kk_cell name)
{
    for (size_t o = 0; o < frame->outcome_count; o++)
        if (is_text(name, frame->outcome[o].name)) return o;
    return NONE;
}

static size_t find_region(const kk_estimate_sums *sums, kk_cell type, kk_cell id)
{
    char text[2][300];
    snprintf(text[0], sizeof *text, "%.*s", (int)(type.length < 299 ? type.length : 299), type.text);
    snprintf(text[1], sizeof *text, "%.*s", (int)(id.length < 299 ? id.length : 299), id.text);
    return kk_told_region(sums, text[0], text[1]);
}

static size_t find_combination(const reading *in, const kk_cell *cells)
{
    const kk_estimate_frame *frame = &in->out->frame;
    size_t groups[KK_DIMENSIONS_MAX];
    for (size_t d = 0; d < frame->dimension_count; d++) {
        const kk_dimension *dimension = &frame->dimension[d];
        groups[d] = 0;
        while (groups[d] < dimension->group_count && !is_text(cells[in->group_column[d]], dimension->group[groups[d]]))
            groups[d]++;
        if (groups[d] == dimension->group_count) return NONE;
    }
    return kk_combination_of(frame, groups);
}

static kk_status take_figures(const reading *in, const kk_cell *cells, int64_t line, size_t outcome, size_t cell)
{
    kk_cell n_cell = cells[in->column[N]], est_cell = cells[in->column[EST]];
    double n, est;
    if (!kk_cell_number(n_cell, &n) || n < 0 || n > INT32_MAX || n != floor(n))
        return fail_cell(in, line, "no number of persons:", n_cell);
    int32_t *told = &in->out->persons[outcome][cell], *having = in->out->having[outcome];
    if (*told != KK_UNTOLD && *told != (int32_t)n)
        return fail_cell(in, line, "an outcome of the same persons has another n than", n_cell);
    *told = (int32_t)n;
    if (having == NULL) return KK_OK;
    if (!kk_cell_number(est_cell, &est)) return fail_cell(in, line, "no estimate:", est_cell);
    double persons = est * n;
    having[cell] = persons >= 0 && persons <= n ? (int32_t)lround(persons) : KK_UNTOLD;
    return KK_OK;
}

static kk_status take_row(const reading *in, const kk_cell *cells, size_t count, int64_t line)
{
    if (count < in->needed)
        return kk_fail(in->err, KK_ERR_INPUT, "%s:%lld: has %zu cells; expected %zu or more", in->file->given,
                       (long long)line, count, in->needed);
    size_t outcome = find_outcome(&in->out->frame, cells[in->column[OUTCOME]]);
    size_t region = find_region(&in->out->sums, cells[in->column[REGION_TYPE]], cells[in->column[REGION_ID]]);
    size_t combination = find_combination(in, cells);
    if (outcome == NONE) return fail_cell(in, line, "not in estimates_sums.csv: outcome", cells[in->column[OUTCOME]]);
    if (region == NONE) return fail_cell(in, line, "not in estimates_sums.csv: region", cells[in->column[REGION_ID]]);
    if (combination == NONE)
        return fail_cell(in, line, "a group is not in estimates_sums.csv, of outcome", cells[in->column[OUTCOME]]);
    return take_figures(in, cells, line, outcome, region * in->out->frame.combination_count + combination);
}

static kk_status read_estimates(reading *in, kk_csv *csv)
{
    const kk_cell *cells;
    size_t count;
    int64_t line;
    kk_status status = kk_csv_next(csv, &cells, &count, &line, in->err);
    if (status == KK_OK) status = read_header(in, cells, count);
    while (status == KK_OK) {
        status = kk_csv_next(csv, &cells, &count, &line, in->err);
        if (status != KK_OK || count == 0) break;
        status = take_row(in, cells, count, line);
    }
    return status;
}

/* ---- files ---- */

static int32_t *new_counts(size_t cells, kk_arena *arena)
{
    int32_t *counts = kk_arena_alloc(arena, cells + 1, sizeof *counts);
    for (size_t i = 0; counts != NULL && i < cells; i++) counts[i] = KK_UNTOLD;
    return counts;
}

static kk_status make_counts(kk_arena *arena, kk_told_estimates *out, kk_error *err)
{
    size_t outcomes = out->frame.outcome_count, cells = kk_estimate_cells(&out->sums);
    out->persons = kk_arena_alloc(arena, outcomes, sizeof *out->persons);
    out->having = kk_arena_alloc(arena, outcomes, sizeof *out->having);
    if (out->persons == NULL || out->having == NULL) return kk_fail_memory(err);
    for (size_t o = 0; o < outcomes; o++) {
        bool is_first = out->sums.persons[o] == o;
        bool has_numerator = out->sums.has_numerators && out->frame.outcome[o].is_binary;
        out->persons[o] = is_first ? new_counts(cells, arena) : out->persons[out->sums.persons[o]];
        out->having[o] = has_numerator ? new_counts(cells, arena) : NULL;
        if (out->persons[o] == NULL || (has_numerator && out->having[o] == NULL)) return kk_fail_memory(err);
    }
    return KK_OK;
}

/* Unpacks members behind each other (RFC 1952), into malloc'ed memory. */
static kk_status unpack(const char *packed, size_t length, const char *name, char **out, size_t *size, kk_error *err)
{
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    size_t capacity = 0, used = 0;
    kk_status status = decompressor == NULL ? kk_fail_memory(err) : KK_OK;
    while (status == KK_OK && length > 0) {
        size_t read = 0, made = 0;
        enum libdeflate_result result = libdeflate_gzip_decompress_ex(
            decompressor, packed, length, *out == NULL ? "" : *out + used, capacity - used, &read, &made);
        if (result == LIBDEFLATE_INSUFFICIENT_SPACE) {
            if (kk_grow(out, &capacity, capacity + length + 1, 1) != 0) status = kk_fail_memory(err);
        } else if (result != LIBDEFLATE_SUCCESS || read == 0) {
            status = kk_fail(err, KK_ERR_INPUT, "%s: is damaged: it cannot be unpacked", name);
        } else {
            packed += read, length -= read, used += made;
        }
    }
    *size = used;
    libdeflate_free_decompressor(decompressor);
    return status;
}

static kk_status read_file(const char *path, char **out, size_t *length, kk_error *err)
{
    enum { STEP = 1 << 20 };
    FILE *file = fopen(path, "rbe");
    size_t capacity = 0, got = 1;
    if (file == NULL) return kk_fail(err, KK_ERR_INPUT, "%s: cannot be opened", path);
    for (*length = 0; got > 0; *length += got) {
        if (kk_grow(out, &capacity, *length + STEP, 1) != 0) break;
        got = fread(*out + *length, 1, STEP, file);
    }
    fclose(file);
    return got > 0 ? kk_fail_memory(err) : KK_OK;
}

static kk_status read_packed(reading *in)
{
    char *packed = NULL, *text = NULL;
    size_t length = 0, size = 0;
    kk_csv *csv = NULL;
    kk_status status = read_file(in->file->path, &packed, &length, in->err);
    if (status == KK_OK) status = unpack(packed, length, in->file->given, &text, &size, in->err);
    if (status == KK_OK) status = kk_csv_open_memory(text, size, in->file, &csv, in->err);
    if (status == KK_OK) status = read_estimates(in, csv);
    kk_csv_close(csv);
    free(packed);
    free(text);
    return status;
}

static kk_status read_plain(reading *in)
{
    kk_csv *csv;
    kk_status status = kk_csv_open(in->file, &csv, in->err);
    if (status != KK_OK) return status;
    status = read_estimates(in, csv);
    kk_csv_close(csv);
    return status;
}

kk_status kk_told_estimates_read(const char *folder, kk_arena *arena, kk_told_estimates *out, bool *found,
                                 kk_error *err)
{
    const char *names[] = {"estimates.csv", "estimates.csv.gz", "estimates_sums.csv"};
    kk_config_file file[3];
    for (size_t i = 0; i < 3; i++) {
        file[i] = (kk_config_file){.given = names[i], .path = kk_arena_format(arena, "%s/%s", folder, names[i])};
        if (file[i].path == NULL) return kk_fail_memory(err);
    }
    bool is_plain = access(file[0].path, R_OK) == 0, is_packed = access(file[1].path, R_OK) == 0;
    *found = is_plain || is_packed;
    if (!*found) return KK_OK;
    kk_status status = kk_told_frame_read(&file[2], arena, out, err);
    if (status == KK_OK) status = make_counts(arena, out, err);
    if (status != KK_OK) return status;
    reading in = {.file = &file[is_plain ? 0 : 1], .out = out, .err = err};
    return is_plain ? read_plain(&in) : read_packed(&in);
}
