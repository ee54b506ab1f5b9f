/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/check.h"
#include "config/records.h"
#include "config/sources.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* A source on its way from raw to configuration; `at` is its path in the document. */
typedef struct record_source {
    kk_builder *builder;
    const kk_raw_record_source *raw;
    kk_config_record_source *to;
    char at[40];
} record_source;

static kk_mark mark_of(const record_source *source, const char *key)
{
    return kk_document_place(source->builder->document, "%s.%s", source->at, key).mark;
}

static bool is_message(kk_record_form form)
{
    return form >= KK_FORM_JW301;
}

/* ---- form and kind ---- */

static kk_status build_form(record_source *source, kk_error *err)
{
    kk_config_record_source *to = source->to;
    to->form = source->raw->form ? (kk_record_form)*source->raw->form : KK_FORM_CSV;
    const char *ending = strrchr(to->csv.file.path, '.');
    to->xml = ending && strcasecmp(ending, ".xml") == 0;
    if (to->xml && !is_message(to->form)) {
        return kk_fail_at(err, KK_ERR_PROJECT, to->csv.file.mark,
                          "an XML file is an iJw message; say which: 'form: jw323', or jw301, jw305, jw307, jw315");
    }
    for (int f = 0; f < KK_FIELD_COUNT && to->xml; f++) {
        if (!to->csv.column[f]) continue;
        return kk_fail_at(err, KK_ERR_PROJECT, to->csv.column_mark[f],
                          "an XML message has no columns; leave 'columns' out");
    }
    return KK_OK;
}

static kk_status build_kind(record_source *source, kk_error *err)
{
    static const kk_record_kind of_form[] = {
        [KK_FORM_CSV] = KK_RECORD_CARE,         [KK_FORM_BELEIDSINFORMATIE] = KK_RECORD_CARE,
        [KK_FORM_JW301] = KK_RECORD_ALLOCATION, [KK_FORM_JW305] = KK_RECORD_START,
        [KK_FORM_JW307] = KK_RECORD_STOP,       [KK_FORM_JW315] = KK_RECORD_ASKED,
        [KK_FORM_JW323] = KK_RECORD_DECLARATION};
    kk_config_record_source *to = source->to;
    to->kind = of_form[to->form];
    if (!source->raw->kind) return KK_OK;
    if (to->form != KK_FORM_CSV) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(source, "kind"),
                          "the form %s says already what its rows are; leave 'kind' out",
                          kk_record_form_name(to->form));
    }
    to->kind = (kk_record_kind)*source->raw->kind;
    return KK_OK;
}

static void build_money(record_source *source)
{
    kk_config_record_source *to = source->to;
    bool message = is_message(to->form);
    to->indicated = source->raw->indicated ? *source->raw->indicated : message;
    to->in_euros = source->raw->amounts ? *source->raw->amounts != 0 : !message;
}

/* ---- the form of help ---- */

static kk_status check_help(const record_source *source, const char *help, kk_error *err)
{
    const kk_codes *codes = &source->builder->config->codes;
    const char *names[KK_FORMS_MAX];
    for (size_t f = 0; f < codes->form_count; f++) names[f] = codes->form[f].name;
    kk_mark mark = mark_of(source, "help");
    if (kk_codes_form(codes, help) < 0) {
        kk_hint hint = kk_hint_for(help, names, codes->form_count);
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "'%.60s' is not a form of help%s", help, hint.text);
    }
    const kk_config_csv *csv = &source->to->csv;
    kk_csv_field field = csv->column[KK_FIELD_PRODUCT] ? KK_FIELD_PRODUCT : KK_FIELD_FORM;
    if (!csv->column[field]) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark,
                      "'help' is the form of every record, and columns has '%s' as well; leave one of them out",
                      kk_csv_field_name(field));
}

/* Registrations that are of one form by their nature have it without being told. */
static const char *usual_help(const kk_config_record_source *source)
{
    if (source->csv.column[KK_FIELD_FORM] || source->csv.column[KK_FIELD_PRODUCT]) return NULL;
    switch (source->kind) {
    case KK_RECORD_CONTACT:
        return "jgz";
    case KK_RECORD_REQUEST:
        return "wijkteam";
    case KK_RECORD_PARTICIPATION:
        return "programma";
    default:
        return NULL;
    }
}

static kk_status build_help(record_source *source, kk_error *err)
{
    const char *help = source->raw->help;
    source->to->fixed_form = help ? help : usual_help(source->to);
    return help ? check_help(source, help, err) : KK_OK;
}

static kk_status build_codes(record_source *source, kk_error *err)
{
    const kk_raw_record_source *raw = source->raw;
    kk_config_record_source *to = source->to;
    to->codes = kk_arena_alloc(source->builder->arena, raw->codes_count, sizeof *to->codes);
    if (!to->codes) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->codes_count && !status; i++) {
        kk_config_codes *codes = &to->codes[to->code_count++];
        kk_document *document = source->builder->document;
        codes->list = kk_code_list_name(*raw->codes[i].list);
        codes->mark = kk_document_place(document, "%s.codes[%zu]", source->at, i).mark;
        for (size_t j = 0; j < i; j++) {
            if (*raw->codes[j].list != *raw->codes[i].list) continue;
            return kk_fail_at(err, KK_ERR_PROJECT,
                              kk_document_place(document, "%s.codes[%zu].list", source->at, i).mark,
                              "two files for the list '%s'; put them in one", codes->list);
        }
        kk_mark mark = kk_document_place(document, "%s.codes[%zu].file", source->at, i).mark;
        status = kk_build_file(source->builder, raw->codes[i].file, mark, &codes->file, err);
    }
    return status;
}

/* ---- columns ---- */

static kk_status check_form_told(const record_source *source, kk_error *err)
{
    const kk_config_record_source *to = source->to;
    if (to->fixed_form || to->csv.column[KK_FIELD_FORM] || to->csv.column[KK_FIELD_PRODUCT]) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, to->csv.mark,
                      "nothing tells the form of help; add 'help: ambulant' or the like, or 'form: …' to columns");
}

/* What rows of a mapped CSV cannot do without. */
static kk_status check_columns(const record_source *source, kk_error *err)
{
    static const kk_csv_field also[] = {[KK_RECORD_DECLARATION] = KK_FIELD_AMOUNT,
                                        [KK_RECORD_CONTACT] = KK_FIELD_OUTCOME,
                                        [KK_RECORD_PARTICIPATION] = KK_FIELD_CLIENT};
    const kk_config_record_source *to = source->to;
    if (to->form != KK_FORM_CSV) return KK_OK;
    bool may_wait = to->kind == KK_RECORD_CARE && to->csv.column[KK_FIELD_REQUESTED];
    kk_status status = kk_need_column(source->builder, &to->csv, source->at, KK_FIELD_CLIENT, err);
    if (!status && !may_wait) status = kk_need_column(source->builder, &to->csv, source->at, KK_FIELD_BEGIN, err);
    if (!status) status = kk_need_column(source->builder, &to->csv, source->at, also[to->kind], err);
    return status ? status : check_form_told(source, err);
}

static kk_status build_source(record_source *source, kk_error *err)
{
    const kk_raw_csv *raw = &source->raw->csv;
    kk_config_record_source *to = source->to;
    to->csv.crs = kk_crs_name(0);
    kk_status status = kk_build_csv(source->builder, raw, source->at, &to->csv, err);
    if (!status) status = build_form(source, err);
    if (!status) status = build_kind(source, err);
    if (!status) status = build_help(source, err);
    if (!status) status = build_codes(source, err);
    if (!status) status = check_columns(source, err);
    if (status) return status;
    build_money(source);
    unsigned known = to->form == KK_FORM_CSV ? 0 : to->xml ? 1u << KK_BY_POSTCODE : KK_KNOWN_ADDRESS;
    return kk_build_locating(source->builder, raw, source->at, known, &to->csv, err);
}

kk_status kk_build_record_sources(kk_builder *builder, kk_error *err)
{
    const kk_raw_records *raw = builder->raw->people.records;
    kk_config *config = builder->config;
    size_t count = raw->sources_count;
    config->records.source_count = count;
    config->records.source = kk_arena_alloc(builder->arena, count, sizeof *config->records.source);
    if (!config->records.source) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && !status; i++) {
        record_source source = {.builder = builder, .raw = &raw->sources[i], .to = &config->records.source[i]};
        snprintf(source.at, sizeof source.at, "records.sources[%zu]", i);
        status = build_source(&source, err);
    }
    if (status) return status;
    return kk_check_names_differ(builder, "records.sources", config->records.source, sizeof *config->records.source,
                                 count, err);
}
