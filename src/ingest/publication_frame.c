/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/input_file.h"
#include "ingest/publication.h"
#include "ingest/publication_schema.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FORMAT = 1, BYTES_MAX = 64 << 20 };

/* The file while it is read. */
typedef struct frame {
    kk_publication_reader *reader;
    kk_document document;
    const kk_raw_publication *raw;
} frame;

static kk_cell cell_of(const char *text)
{
    return (kk_cell){text, strlen(text)};
}

static bool told(const bool *given, bool otherwise)
{
    return given != NULL ? *given : otherwise;
}

static double number(const double *given, double otherwise)
{
    return given != NULL ? *given : otherwise;
}

/* ---- rules and terms ---- */

static kk_status copy_names(frame *f, char *const *names, size_t count, const char ***out, kk_error *err)
{
    *out = kk_arena_alloc(f->reader->arena, count, sizeof **out);
    if (*out == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++)
        if (((*out)[i] = kk_arena_copy(f->reader->arena, names[i])) == NULL) return kk_fail_memory(err);
    return KK_OK;
}

static kk_status read_terms(frame *f, kk_error *err)
{
    static const kk_raw_publication_rules defaults;
    const kk_raw_publication_rules *rules = f->raw->rules != NULL ? f->raw->rules : &defaults;
    kk_publication_terms *terms = f->reader->terms;
    if (*f->raw->format != FORMAT)
        return kk_fail_at(err, KK_ERR_INPUT, kk_document_place(&f->document, "format").mark,
                          "format %u is of another version; this one reads %d", *f->raw->format, FORMAT);
    f->reader->out->vintage = f->raw->vintage != NULL ? (int)*f->raw->vintage : 0;
    f->reader->out->rules = (kk_publication_rules){
        .minimum = number(rules->minimum, 10),
        .group = number(rules->group, INFINITY),
        .width = number(rules->width, 5),
        .amount = number(rules->amount, 0.2),
        .rounding = number(rules->rounding, 0),
    };
    if (f->raw->accepted_leaks != NULL) {
        terms->accepted_leaks = kk_arena_copy(f->reader->arena, f->raw->accepted_leaks);
        if (terms->accepted_leaks == NULL) return kk_fail_memory(err);
    }
    terms->earlier_count = f->raw->earlier_count;
    return copy_names(f, f->raw->earlier, f->raw->earlier_count, &terms->earlier, err);
}

static kk_status read_links(frame *f, kk_error *err)
{
    kk_publication_reader *reader = f->reader;
    reader->link_name = kk_arena_alloc(reader->arena, f->raw->links_count, sizeof *reader->link_name);
    if (reader->link_name == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < f->raw->links_count; i++) {
        kk_publication_link_name *name = &reader->link_name[reader->link_name_count++];
        name->upper = kk_arena_copy(reader->arena, f->raw->links[i].upper);
        name->lower = kk_arena_copy(reader->arena, f->raw->links[i].lower);
        if (name->upper == NULL || name->lower == NULL) return kk_fail_memory(err);
    }
    return KK_OK;
}

/* ---- quantities and relations ---- */

/* Adds a name that must be new. */
static kk_status add_name(kk_cohort_texts *names, const char *name, kk_place place, kk_error *err)
{
    size_t known = names->count;
    uint32_t at;
    if (kk_cohort_texts_add(names, cell_of(name), &at, err) != KK_OK) return err->status;
    return at == known ? KK_OK : kk_fail_at(err, KK_ERR_INPUT, place.mark, "'%.80s' stands here twice", name);
}

static kk_status read_quantities(frame *f, kk_error *err)
{
    kk_publication *out = f->reader->out;
    out->quantity_count = f->raw->quantities_count;
    out->quantity = kk_arena_alloc(f->reader->arena, out->quantity_count, sizeof *out->quantity);
    if (out->quantity == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < out->quantity_count; i++) {
        const kk_raw_quantity *raw = &f->raw->quantities[i];
        kk_place place = kk_document_place(&f->document, "quantities[%zu].name", i);
        if (add_name(&f->reader->quantities, raw->name, place, err) != KK_OK) return err->status;
        out->quantity[i] = (kk_quantity){
            .name = kk_arena_copy(f->reader->arena, raw->name),
            .is_public = told(raw->is_public, false),
            .is_count = told(raw->is_count, true),
            .adds_up = told(raw->adds_up, true),
            .table = -1,
            .column = -1,
        };
        if (out->quantity[i].name == NULL) return kk_fail_memory(err);
    }
    return KK_OK;
}

static kk_status find_quantity(frame *f, const char *name, kk_place place, uint32_t *out, kk_error *err)
{
    *out = kk_cohort_texts_find(&f->reader->quantities, cell_of(name));
    if (*out != KK_NO_TEXT) return KK_OK;
    return kk_fail_at(err, KK_ERR_INPUT, place.mark, "'%.80s' is not one of the `quantities`", name);
}

static kk_status read_relation(frame *f, size_t i, kk_relation *out, kk_error *err)
{
    const kk_raw_relation *raw = &f->raw->relations[i];
    uint32_t *part = kk_arena_alloc(f->reader->arena, raw->parts_count, sizeof *part);
    const char *beyond = kk_arena_copy(f->reader->arena, raw->beyond != NULL ? raw->beyond : "");
    if (part == NULL || beyond == NULL) return kk_fail_memory(err);
    *out = (kk_relation){
        .kind = (kk_relation_kind)*raw->kind, .part_count = raw->parts_count, .part = part, .beyond = beyond};
    kk_place place = kk_document_place(&f->document, "relations[%zu].whole", i);
    kk_status status = find_quantity(f, raw->whole, place, &out->whole, err);
    for (size_t p = 0; p < raw->parts_count && status == KK_OK; p++) {
        place = kk_document_place(&f->document, "relations[%zu].parts[%zu]", i, p);
        status = find_quantity(f, raw->parts[p], place, &part[p], err);
    }
    if (status == KK_OK && out->kind == KK_RELATION_AT_LEAST && out->part_count != 1)
        status = kk_fail_at(err, KK_ERR_INPUT, kk_document_place(&f->document, "relations[%zu].parts", i).mark,
                            "a relation `at_least` has one part; write one for each");
    return status;
}

/* A rest is found by its whole and its name. */
static kk_status check_beyond(frame *f, size_t i, kk_error *err)
{
    const kk_relation *all = f->reader->out->relation;
    size_t first = 0;
    while (all[first].whole != all[i].whole || strcmp(all[first].beyond, all[i].beyond) != 0) first++;
    if (first == i || *all[i].beyond == '\0') return KK_OK;
    return kk_fail_at(err, KK_ERR_INPUT, kk_document_place(&f->document, "relations[%zu].beyond", i).mark,
                      "'%.80s' is beyond another sum of the same whole: two rests need two names", all[i].beyond);
}

static kk_status read_relations(frame *f, kk_error *err)
{
    kk_publication *out = f->reader->out;
    out->relation_count = f->raw->relations_count;
    out->relation = kk_arena_alloc(f->reader->arena, out->relation_count, sizeof *out->relation);
    if (out->relation == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < out->relation_count && status == KK_OK; i++) {
        status = read_relation(f, i, &out->relation[i], err);
        if (status == KK_OK) status = check_beyond(f, i, err);
    }
    return status;
}

/* ---- indicators ---- */

static kk_status read_sum(frame *f, size_t indicator, const char *key, const kk_raw_summand *raw, size_t count,
                          kk_quantity_sum *out, kk_error *err)
{
    uint32_t *quantity = kk_arena_alloc(f->reader->arena, count, sizeof *quantity);
    double *coefficient = kk_arena_alloc(f->reader->arena, count, sizeof *coefficient);
    if (quantity == NULL || coefficient == NULL) return kk_fail_memory(err);
    *out = (kk_quantity_sum){count, quantity, coefficient};
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && status == KK_OK; i++) {
        kk_place place = kk_document_place(&f->document, "indicators[%zu].%s[%zu].quantity", indicator, key, i);
        status = find_quantity(f, raw[i].quantity, place, &quantity[i], err);
        coefficient[i] = number(raw[i].times, 1);
    }
    return status;
}

static kk_status read_kind(frame *f, size_t i, kk_indicator_kind *out, kk_error *err)
{
    const char *word = f->raw->indicators[i].kind;
    for (int kind = KK_SHARE; kind <= KK_ONE_IN; kind++) {
        *out = (kk_indicator_kind)kind;
        if (strcmp(kk_indicator_kind_name(*out), word) == 0) return KK_OK;
    }
    return kk_fail_at(err, KK_ERR_INPUT, kk_document_place(&f->document, "indicators[%zu].kind", i).mark,
                      "'%.40s' is no kind of indicator: share, rate, mean, ratio, value, estimate, one_in", word);
}

static kk_status read_indicator(frame *f, size_t i, kk_publication_indicator *out, kk_error *err)
{
    const kk_raw_described *raw = &f->raw->indicators[i];
    kk_place place = kk_document_place(&f->document, "indicators[%zu].name", i);
    *out = (kk_publication_indicator){.name = kk_arena_copy(f->reader->arena, raw->name), .per = number(raw->per, 1)};
    if (out->name == NULL) return kk_fail_memory(err);
    kk_status status = add_name(&f->reader->indicators, raw->name, place, err);
    if (status == KK_OK) status = read_kind(f, i, &out->kind, err);
    if (status == KK_OK)
        status = read_sum(f, i, "numerator", raw->numerator, raw->numerator_count, &out->numerator, err);
    if (status == KK_OK)
        status = read_sum(f, i, "denominator", raw->denominator, raw->denominator_count, &out->denominator, err);
    return status;
}

/* Names of indicators that take no part. */
static kk_status read_others(frame *f, const char *key, char *const *names, size_t count, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && status == KK_OK; i++)
        status = add_name(&f->reader->indicators, names[i], kk_document_place(&f->document, "%s[%zu]", key, i), err);
    return status;
}

static kk_status read_indicators(frame *f, kk_error *err)
{
    kk_publication *out = f->reader->out;
    out->indicator_count = f->raw->indicators_count;
    out->indicator = kk_arena_alloc(f->reader->arena, out->indicator_count, sizeof *out->indicator);
    if (out->indicator == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < out->indicator_count && status == KK_OK; i++)
        status = read_indicator(f, i, &out->indicator[i], err);
    if (status == KK_OK) status = read_others(f, "public", f->raw->publics, f->raw->publics_count, err);
    if (status == KK_OK) status = read_others(f, "derived", f->raw->derived, f->raw->derived_count, err);
    return status;
}

/* ---- the file ---- */

static kk_status read_bytes(const char *path, char **out, size_t *length, kk_error *err)
{
    size_t capacity = 0;
    const char *obstacle = kk_input_obstacle(path);
    FILE *file = obstacle == NULL ? fopen(path, "rbe") : NULL;
    if (file == NULL)
        return kk_fail(err, KK_ERR_INPUT,
                       "%s: cannot be opened: %s; a release has areas.csv, disclosure.json and indicators.csv", path,
                       obstacle != NULL ? obstacle : strerror(errno));
    kk_status status = KK_OK;
    *length = 0;
    for (size_t got = 1; got > 0 && *length <= BYTES_MAX && status == KK_OK; *length += got) {
        if (kk_grow(out, &capacity, *length + BUFSIZ, 1) != 0) status = kk_fail_memory(err);
        got = status == KK_OK ? fread(*out + *length, 1, capacity - *length, file) : 0;
    }
    if (status == KK_OK && ferror(file))
        status = kk_fail(err, KK_ERR_INPUT, "%s: cannot be read: %s", path, strerror(errno));
    fclose(file);
    return status;
}

static kk_status fill(frame *f, kk_error *err)
{
    kk_status status = read_terms(f, err);
    if (status == KK_OK) status = read_links(f, err);
    if (status == KK_OK) status = read_quantities(f, err);
    if (status == KK_OK) status = read_relations(f, err);
    return status == KK_OK ? read_indicators(f, err) : status;
}

kk_status kk_publication_read_frame(kk_publication_reader *reader, kk_error *err)
{
    frame f = {.reader = reader};
    char *bytes = NULL;
    void *raw = NULL;
    kk_yaml_text text = {.name = kk_publication_path(reader, "disclosure.json"), .length_max = BYTES_MAX};
    if (text.name == NULL) return kk_fail_memory(err);
    kk_status status = read_bytes(text.name, &bytes, &text.length, err);
    text.bytes = bytes;
    if (status == KK_OK) {
        status = kk_schema_load(&text, &kk_publication_schema, &f.document, &raw, err);
        if (status == KK_ERR_PROJECT) status = err->status = KK_ERR_INPUT;
    }
    if (status == KK_OK) {
        f.raw = raw;
        status = fill(&f, err);
        kk_document_clear(&f.document);
        kk_raw_free(&kk_publication_schema, raw);
    }
    free(bytes);
    return status;
}
