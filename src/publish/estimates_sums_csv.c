/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/estimates_sums_csv.h"

#include "publish/output.h"

#include <math.h>
#include <stdio.h>

/* ---- of what there are rows ---- */

kk_status kk_estimates_told_init(const kk_estimate_sums *sums, kk_arena *arena, kk_estimates_told *out, kk_error *err)
{
    *out = (kk_estimates_told){.region = kk_arena_alloc(arena, sums->region_count, sizeof *out->region)};
    return out->region == NULL ? kk_fail_memory(err) : KK_OK;
}

static void add_cell(const kk_estimate_sums *sums, size_t region, size_t combination, kk_estimates_told *told)
{
    told->region[region] = true;
    for (size_t d = 0; d < sums->frame->dimension_count; d++)
        told->group[d] |= UINT64_C(1) << kk_combination_group(sums->frame, combination, d);
}

static void add_outcome(const kk_estimate_sums *sums, const kk_released_outcome *of, kk_estimates_told *told)
{
    for (size_t t = 0; t < sums->frame->type_count; t++)
        for (size_t r = 0; r < sums->frame->type[t].count; r++)
            for (size_t i = of->first[t][r]; i < of->first[t][r + 1]; i++)
                if (of->cell[i].n > 0) add_cell(sums, sums->type_begin[t] + r, of->combination[i], told);
}

void kk_estimates_told_add(const kk_estimate_sums *sums, const kk_released_estimates *block, kk_estimates_told *told)
{
    for (size_t o = 0; o < kk_released_outcomes(block); o++) {
        kk_released_outcome of = kk_released_outcome_at(block, o);
        add_outcome(sums, &of, told);
    }
}

/* ---- rows ---- */

typedef struct writing {
    const kk_estimate_sums *sums;
    const kk_estimates_told *told;
    kk_output *output;
} writing;

static void write_row(const writing *w, const char *item, const char *of, const char *name, const char *in,
                      const char *in_name)
{
    kk_text *text = &w->output->text;
    kk_text_csv(text, item);
    kk_text_next_csv(text, of);
    kk_text_next_csv(text, name);
    kk_text_next_csv(text, in);
    kk_text_next_csv(text, in_name);
    kk_text_char(text, '\n');
    kk_output_drain(w->output);
}

static void write_rules(const writing *w)
{
    char threshold[32];
    snprintf(threshold, sizeof threshold, "%.10g", w->sums->threshold);
    write_row(w, "rule", "", "threshold", "", threshold);
    write_row(w, "rule", "", "numerators", "", w->sums->has_numerators ? "true" : "false");
}

static void write_outcomes(const writing *w)
{
    const kk_estimate_frame *frame = w->sums->frame;
    for (size_t o = 0; o < frame->outcome_count; o++) {
        char persons[32];
        snprintf(persons, sizeof persons, "%u", w->sums->persons[o]);
        write_row(w, "outcome", persons, frame->outcome[o].name, frame->outcome[o].is_binary ? "binary" : "other", "");
    }
}

static bool is_told_before(const writing *w, size_t d, size_t class)
{
    const uint64_t *bits = w->sums->frame->dimension[d].group_bits, told = w->told->group[d];
    for (size_t c = 0; c < class; c++)
        if ((bits[c] & told) == (bits[class] & told)) return true;
    return false;
}

/* Classes that differ only in groups without a row are one. */
static void write_dimension(const writing *w, size_t d)
{
    const kk_dimension *dimension = &w->sums->frame->dimension[d];
    for (size_t g = 0; g < dimension->group_count; g++)
        if (w->told->group[d] >> g & 1)
            write_row(w, "group", dimension->name, dimension->group[g], isnan(dimension->at[g]) ? "mean" : "window",
                      "");
    unsigned number = 0;
    for (size_t c = 0; c < dimension->class_count; c++) {
        if (is_told_before(w, d, c)) continue;
        char text[32];
        snprintf(text, sizeof text, "%u", number++);
        for (size_t g = 0; g < dimension->group_count; g++)
            if (w->told->group[d] >> g & dimension->group_bits[c] >> g & 1)
                write_row(w, "class", dimension->name, text, "", dimension->group[g]);
    }
}

typedef struct region_name {
    const char *type, *id;
} region_name;

static region_name name_of(const kk_estimate_sums *sums, size_t region)
{
    size_t t = 0;
    while (region >= sums->type_begin[t + 1]) t++;
    return (region_name){sums->frame->type[t].name, sums->frame->type[t].id[region - sums->type_begin[t]]};
}

static void write_regions(const writing *w)
{
    for (size_t r = 0; r < w->sums->region_count; r++) {
        region_name name = name_of(w->sums, r);
        if (w->told->region[r]) write_row(w, "region", name.type, name.id, "", "");
    }
}

static void write_sum(const writing *w, const kk_region_sum *sum)
{
    region_name whole = name_of(w->sums, sum->region[0]);
    bool has_rest = sum->has_rest;
    if (!w->told->region[sum->region[0]] || !sum->is_contained) return;
    for (size_t i = 1; i < sum->pattern.cell_count; i++) {
        region_name part = name_of(w->sums, sum->region[i]);
        has_rest = has_rest || !w->told->region[sum->region[i]];
        if (w->told->region[sum->region[i]]) write_row(w, "part", part.type, part.id, whole.type, whole.id);
    }
    if (has_rest) write_row(w, "rest", w->sums->frame->type[sum->type].name, "", whole.type, whole.id);
}

kk_status kk_write_estimates_sums_csv(const kk_estimate_sums *sums, const kk_estimates_told *told, const char *folder,
                                      kk_error *err)
{
    kk_output output;
    kk_status status = kk_output_open(&output, folder, "estimates_sums.csv", err);
    if (status == KK_OK) {
        writing w = {sums, told, &output};
        kk_text_string(&output.text, "item,of,name,in,in_name\n");
        write_rules(&w);
        write_outcomes(&w);
        for (size_t d = 0; d < sums->frame->dimension_count; d++) write_dimension(&w, d);
        write_regions(&w);
        for (size_t s = 0; s < sums->sum_count; s++) write_sum(&w, &sums->sum[s]);
    }
    return kk_output_close(&output, status, err);
}
