/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/estimate_rows.h"

#include "publish/number.h"

#include <math.h>

/* ---- what rows have in common ---- */

static kk_status make_outcomes(kk_pieces *pieces, const kk_estimate_frame *frame, kk_error *err)
{
    kk_status status = kk_pieces_init(pieces, frame->outcome_count, err);
    for (size_t o = 0; o < frame->outcome_count && status == KK_OK; o++) {
        kk_text_csv(&pieces->text, frame->outcome[o].name);
        kk_text_char(&pieces->text, ',');
        kk_pieces_end_one(pieces);
    }
    return status;
}

static kk_status make_subgroups(kk_pieces *pieces, const kk_estimate_frame *frame, kk_error *err)
{
    kk_status status = kk_pieces_init(pieces, frame->combination_count, err);
    for (size_t c = 0; c < frame->combination_count && status == KK_OK; c++) {
        for (size_t d = 0; d < frame->dimension_count; d++) {
            kk_text_csv(&pieces->text, frame->dimension[d].group[kk_combination_group(frame, c, d)]);
            kk_text_char(&pieces->text, ',');
        }
        kk_pieces_end_one(pieces);
    }
    return status;
}

static void add_regions(kk_pieces *pieces, const kk_region_type *type)
{
    for (size_t r = 0; r < type->count; r++) {
        kk_text_csv(&pieces->text, type->name);
        kk_text_next_csv(&pieces->text, type->id[r]);
        kk_text_char(&pieces->text, ',');
        kk_pieces_end_one(pieces);
    }
}

static kk_status make_regions(kk_estimate_rows *rows, const kk_estimate_frame *frame, kk_error *err)
{
    size_t count = 0;
    for (size_t t = 0; t < frame->type_count; t++) {
        rows->first_region[t] = count;
        count += frame->type[t].count;
    }
    kk_status status = kk_pieces_init(&rows->region, count, err);
    for (size_t t = 0; t < frame->type_count && status == KK_OK; t++) add_regions(&rows->region, &frame->type[t]);
    return status;
}

kk_status kk_estimate_rows_init(kk_estimate_rows *rows, const kk_estimate_frame *frame, kk_error *err)
{
    *rows = (kk_estimate_rows){0};
    kk_status status = make_outcomes(&rows->outcome, frame, err);
    if (status == KK_OK) status = make_subgroups(&rows->subgroup, frame, err);
    if (status == KK_OK) status = make_regions(rows, frame, err);
    if (status != KK_OK) return status;
    if (rows->outcome.text.failed || rows->subgroup.text.failed || rows->region.text.failed) return kk_fail_memory(err);
    rows->row_bytes = rows->outcome.longest + rows->subgroup.longest + rows->region.longest + 4 * (KK_NUMBER_BYTES + 1);
    return KK_OK;
}

void kk_estimate_rows_clear(kk_estimate_rows *rows)
{
    kk_pieces_clear(&rows->outcome);
    kk_pieces_clear(&rows->subgroup);
    kk_pieces_clear(&rows->region);
}

void kk_estimate_rows_header(const kk_estimate_frame *frame, kk_text *text)
{
    kk_text_string(text, "outcome,");
    for (size_t d = 0; d < frame->dimension_count; d++) {
        kk_text_string(text, frame->dimension[d].name);
        kk_text_string(text, "_group,");
    }
    kk_text_string(text, "region_type,region_id,n,est,lwr,upr\n");
}

/* ---- rows ---- */

static char *write_number(char *at, double number)
{
    return isfinite(number) ? kk_number_write(at, number) : at;
}

static char *write_cell(char *at, const kk_estimate_cell *cell)
{
    at = kk_integer_write(at, cell->n);
    *at++ = ',';
    at = write_number(at, cell->est);
    *at++ = ',';
    at = write_number(at, cell->lower);
    *at++ = ',';
    at = write_number(at, cell->upper);
    *at++ = '\n';
    return at;
}

void kk_estimate_rows_add(const kk_estimate_rows *rows, const kk_released_outcome *of, size_t type, size_t region,
                          kk_text *text)
{
    for (size_t i = of->first[type][region]; i < of->first[type][region + 1]; i++) {
        if (of->cell[i].n == 0) continue;
        char *at = kk_text_reserve(text, rows->row_bytes);
        if (at == NULL) return;
        at = kk_piece_write(at, &rows->outcome, of->outcome);
        at = kk_piece_write(at, &rows->subgroup, of->combination[i]);
        at = kk_piece_write(at, &rows->region, rows->first_region[type] + region);
        at = write_cell(at, &of->cell[i]);
        text->length = (size_t)(at - text->bytes);
    }
}
