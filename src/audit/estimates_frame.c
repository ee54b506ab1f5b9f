/* SPDX-License-Identifier: EUPL-1.2 */
#include "audit/estimates_frame.h"

#include "ingest/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ITEM, OF, NAME, IN, IN_NAME, FIELDS };

typedef struct sums_row {
    const char *field[FIELDS];
    int64_t line;
} sums_row;

typedef struct sums_file {
    const kk_config_file *file;
    sums_row *row;
    size_t count, capacity;
    kk_arena *arena;
    kk_told_estimates *out;
} sums_file;

static kk_status fail_row(const sums_file *in, const sums_row *row, const char *what, const char *value, kk_error *err)
{
    return kk_fail(err, KK_ERR_INPUT, "%s:%lld: %s '%s'", in->file->given, (long long)row->line, what, value);
}

static bool is_item(const sums_row *row, const char *item)
{
    return strcmp(row->field[ITEM], item) == 0;
}

/* ---- rows ---- */

static kk_status keep_row(sums_file *in, const kk_cell *cells, size_t count, int64_t line, kk_error *err)
{
    if (count != FIELDS)
        return kk_fail(err, KK_ERR_INPUT, "%s:%lld: has %zu cells; expected item,of,name,in,in_name", in->file->given,
                       (long long)line, count);
    if (kk_grow(&in->row, &in->capacity, in->count + 1, sizeof *in->row) != 0) return kk_fail_memory(err);
    sums_row *row = &in->row[in->count++];
    row->line = line;
    for (size_t f = 0; f < FIELDS; f++)
        if ((row->field[f] = kk_arena_text(in->arena, cells[f].text, cells[f].length)) == NULL)
            return kk_fail_memory(err);
    return KK_OK;
}

static kk_status read_rows(sums_file *in, kk_error *err)
{
    kk_csv *csv;
    kk_status status = kk_csv_open(in->file, &csv, err);
    if (status != KK_OK) return status;
    for (bool is_header = true; status == KK_OK; is_header = false) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        status = kk_csv_next(csv, &cells, &count, &line, err);
        if (status != KK_OK || count == 0) break;
        if (!is_header) status = keep_row(in, cells, count, line, err);
    }
    kk_csv_close(csv);
    return status;
}

/* ---- names ---- */

static kk_status add_outcomes(sums_file *in, kk_error *err)
{
    kk_estimate_frame *frame = &in->out->frame;
    frame->outcome = kk_arena_alloc(in->arena, in->count, sizeof *frame->outcome);
    in->out->sums.persons = kk_arena_alloc(in->arena, in->count, sizeof *in->out->sums.persons);
    if (frame->outcome == NULL || in->out->sums.persons == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < in->count; i++) {
        const sums_row *row = &in->row[i];
        if (!is_item(row, "outcome")) continue;
        size_t o = frame->outcome_count++;
        long persons = strtol(row->field[OF], NULL, 10);
        if (persons < 0 || (size_t)persons > o)
            return fail_row(in, row, "no earlier outcome has number", row->field[OF], err);
        in->out->sums.persons[o] = (uint32_t)persons;
        frame->outcome[o] =
            (kk_framed_outcome){.name = row->field[NAME], .is_binary = strcmp(row->field[IN], "binary") == 0};
    }
    return KK_OK;
}

static kk_dimension *dimension_of(sums_file *in, const char *name, bool add)
{
    kk_estimate_frame *frame = &in->out->frame;
    for (size_t d = 0; d < frame->dimension_count; d++)
        if (strcmp(frame->dimension[d].name, name) == 0) return &frame->dimension[d];
    if (!add || frame->dimension_count == KK_DIMENSIONS_MAX) return NULL;
    kk_dimension *dimension = &frame->dimension[frame->dimension_count];
    *dimension = (kk_dimension){.name = name,
                                .group = kk_arena_alloc(in->arena, KK_GROUPS_MAX, sizeof *dimension->group),
                                .at = kk_arena_alloc(in->arena, KK_GROUPS_MAX, sizeof *dimension->at),
                                .group_bits = kk_arena_alloc(in->arena, UINT8_MAX + 1, sizeof *dimension->group_bits)};
    if (dimension->group == NULL || dimension->at == NULL || dimension->group_bits == NULL) return NULL;
    frame->dimension_count++;
    return dimension;
}

static kk_status add_groups(sums_file *in, kk_error *err)
{
    kk_estimate_frame *frame = &in->out->frame;
    frame->dimension = kk_arena_alloc(in->arena, KK_DIMENSIONS_MAX, sizeof *frame->dimension);
    if (frame->dimension == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < in->count; i++) {
        const sums_row *row = &in->row[i];
        if (!is_item(row, "group")) continue;
        kk_dimension *dimension = dimension_of(in, row->field[OF], true);
        if (dimension == NULL || dimension->group_count == KK_GROUPS_MAX)
            return fail_row(in, row, "too many dimensions or groups at", row->field[NAME], err);
        dimension->at[dimension->group_count] = strcmp(row->field[IN], "window") == 0 ? 0 : NAN;
        dimension->group[dimension->group_count++] = row->field[NAME];
    }
    frame->combination_count = 1;
    for (size_t d = 0; d < frame->dimension_count; d++) frame->combination_count *= frame->dimension[d].group_count;
    if (frame->combination_count <= KK_COMBINATIONS_MAX) return KK_OK;
    return kk_fail(err, KK_ERR_INPUT, "%s: has more than %d combinations of groups", in->file->given,
                   KK_COMBINATIONS_MAX);
}

static kk_status add_class(sums_file *in, const sums_row *row, kk_error *err)
{
    kk_dimension *dimension = dimension_of(in, row->field[OF], false);
    long class = strtol(row->field[NAME], NULL, 10);
    size_t g = 0;
    if (dimension == NULL) return fail_row(in, row, "there is no dimension", row->field[OF], err);
    while (g < dimension->group_count && strcmp(dimension->group[g], row->field[IN_NAME]) != 0) g++;
    if (g == dimension->group_count || class < 0 || class > UINT8_MAX)
        return fail_row(in, row, "there is no such class or group:", row->field[IN_NAME], err);
    dimension->group_bits[class] |= UINT64_C(1) << g;
    if ((size_t) class >= dimension->class_count) dimension->class_count = (size_t) class + 1;
    return KK_OK;
}

static kk_region_type *type_of(const kk_estimate_frame *frame, const char *name)
{
    for (size_t t = 0; t < frame->type_count; t++)
        if (strcmp(frame->type[t].name, name) == 0) return &frame->type[t];
    return NULL;
}

static int compare_ids(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static kk_status add_regions(sums_file *in, kk_error *err)
{
    kk_estimate_frame *frame = &in->out->frame;
    frame->type = kk_arena_alloc(in->arena, KK_REGION_TYPES_MAX, sizeof *frame->type);
    if (frame->type == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < in->count; i++) {
        const sums_row *row = &in->row[i];
        if (!is_item(row, "region")) continue;
        kk_region_type *type = type_of(frame, row->field[OF]);
        if (type == NULL && frame->type_count == KK_REGION_TYPES_MAX)
            return fail_row(in, row, "too many types of regions at", row->field[OF], err);
        if (type == NULL) {
            type = &frame->type[frame->type_count++];
            *type = (kk_region_type){.name = row->field[OF], .level = -1, .within = -1};
            if ((type->id = kk_arena_alloc(in->arena, in->count, sizeof *type->id)) == NULL) return kk_fail_memory(err);
        }
        type->id[type->count++] = row->field[NAME];
    }
    for (size_t t = 0; t < frame->type_count; t++)
        qsort(frame->type[t].id, frame->type[t].count, sizeof *frame->type[t].id, compare_ids);
    return KK_OK;
}

size_t kk_told_region(const kk_estimate_sums *sums, const char *type_name, const char *id)
{
    const kk_region_type *type = type_of(sums->frame, type_name);
    const char **found = type == NULL ? NULL : bsearch(&id, type->id, type->count, sizeof *type->id, compare_ids);
    return found == NULL ? SIZE_MAX : sums->type_begin[type - sums->frame->type] + (size_t)(found - type->id);
}

/* ---- sums of regions: rows of one sum follow each other ---- */

static bool is_same_sum(const sums_row *a, const sums_row *b)
{
    return strcmp(a->field[OF], b->field[OF]) == 0 && strcmp(a->field[IN], b->field[IN]) == 0 &&
           strcmp(a->field[IN_NAME], b->field[IN_NAME]) == 0;
}

/* The rows first … end − 1 are those of one sum. */
static kk_status add_sum(sums_file *in, size_t first, size_t end, size_t *parts, kk_error *err)
{
    kk_estimate_sums *sums = &in->out->sums;
    kk_region_sum *sum = &sums->sum[sums->sum_count];
    const sums_row *row = &in->row[first];
    size_t whole = kk_told_region(sums, row->field[IN], row->field[IN_NAME]), count = 0;
    *sum = (kk_region_sum){.region = kk_arena_alloc(in->arena, end - first + 1, sizeof *sum->region),
                           .is_contained = true};
    if (sum->region == NULL) return kk_fail_memory(err);
    if (whole == SIZE_MAX) return fail_row(in, row, "there is no region", row->field[IN_NAME], err);
    sum->region[0] = (uint32_t)whole;
    for (size_t i = first; i < end; i++) {
        size_t part = kk_told_region(sums, in->row[i].field[OF], in->row[i].field[NAME]);
        if (is_item(&in->row[i], "rest"))
            sum->has_rest = true;
        else if (part == SIZE_MAX)
            return fail_row(in, &in->row[i], "there is no region", in->row[i].field[NAME], err);
        else
            sum->region[++count] = (uint32_t)part;
    }
    if (count > 0) parts[sums->sum_count++] = count;
    return KK_OK;
}

static kk_status add_sums(sums_file *in, kk_error *err)
{
    kk_estimate_sums *sums = &in->out->sums;
    sums->sum = kk_arena_alloc(in->arena, in->count, sizeof *sums->sum);
    size_t *parts = kk_arena_alloc(in->arena, in->count, sizeof *parts);
    kk_status status = sums->sum == NULL || parts == NULL ? kk_fail_memory(err) : KK_OK;
    for (size_t i = 0, end; i < in->count && status == KK_OK; i = end) {
        end = i + 1;
        if (!is_item(&in->row[i], "part") && !is_item(&in->row[i], "rest")) continue;
        while (end < in->count && is_same_sum(&in->row[i], &in->row[end])) end++;
        status = add_sum(in, i, end, parts, err);
    }
    return status == KK_OK ? kk_estimate_sums_link(sums, parts, in->arena, err) : status;
}

/* ---- all ---- */

static kk_status add_rules(sums_file *in, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t i = 0; i < in->count && status == KK_OK; i++) {
        const sums_row *row = &in->row[i];
        if (is_item(row, "class")) status = add_class(in, row, err);
        if (!is_item(row, "rule")) continue;
        if (strcmp(row->field[NAME], "threshold") == 0) in->out->sums.threshold = strtod(row->field[IN_NAME], NULL);
        if (strcmp(row->field[NAME], "numerators") == 0)
            in->out->sums.has_numerators = strcmp(row->field[IN_NAME], "true") == 0;
    }
    return status;
}

/* What kk_estimate_sums_init makes, beside what is there already. */
static kk_status complete(sums_file *in, kk_error *err)
{
    kk_estimate_sums *sums = &in->out->sums, told = *sums;
    kk_status status = kk_estimate_sums_init(&in->out->frame, in->arena, sums, err);
    sums->persons = told.persons;
    sums->threshold = told.threshold;
    sums->has_numerators = told.has_numerators;
    return status;
}

kk_status kk_told_frame_read(const kk_config_file *file, kk_arena *arena, kk_told_estimates *out, kk_error *err)
{
    sums_file in = {.file = file, .arena = arena, .out = out};
    *out = (kk_told_estimates){.sums.threshold = 10};
    kk_status status = read_rows(&in, err);
    if (status == KK_OK) status = add_outcomes(&in, err);
    if (status == KK_OK) status = add_groups(&in, err);
    if (status == KK_OK) status = add_regions(&in, err);
    if (status == KK_OK) status = add_rules(&in, err);
    if (status == KK_OK) status = complete(&in, err);
    if (status == KK_OK) status = add_sums(&in, err);
    free(in.row);
    return status;
}
