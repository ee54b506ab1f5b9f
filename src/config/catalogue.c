/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/catalogue.h"
#include "embedded.h"

#include <stdio.h>
#include <string.h>

static kk_status load_file(const char *name, const char *bytes, void **raw, kk_error *err)
{
    kk_yaml_text text = {.name = name, .bytes = bytes, .length = strlen(bytes)};
    kk_document document;
    kk_status status = kk_schema_load(&text, &kk_catalogue_schema, &document, raw, err);
    if (!status) kk_document_clear(&document);
    return status;
}

static kk_status gather(kk_arena *arena, kk_catalogue *out, kk_error *err)
{
    size_t total = 0;
    for (size_t i = 0; i < KK_CATALOGUE_FILES; i++) total += ((kk_raw_catalogue *)out->files[i])->indicators_count;
    out->entries = kk_arena_alloc(arena, total, sizeof *out->entries);
    if (!out->entries) return kk_fail_memory(err);
    for (size_t i = 0; i < KK_CATALOGUE_FILES; i++) {
        const kk_raw_catalogue *file = out->files[i];
        memcpy(out->entries + out->count, file->indicators, file->indicators_count * sizeof *out->entries);
        out->count += file->indicators_count;
    }
    return KK_OK;
}

kk_status kk_catalogue_open(kk_arena *arena, kk_catalogue *out, kk_error *err)
{
    *out = (kk_catalogue){0};
    const kk_yaml_text files[KK_CATALOGUE_FILES] = {
        {.name = "kwb.yaml", .bytes = kk_file_kwb_yaml},
        {.name = "statline.yaml", .bytes = kk_file_statline_yaml},
        {.name = "jeugdzorg.yaml", .bytes = kk_file_jeugdzorg_yaml},
        {.name = "records.yaml", .bytes = kk_file_records_yaml},
        {.name = "collective.yaml", .bytes = kk_file_collective_yaml},
        {.name = "places.yaml", .bytes = kk_file_places_yaml},
    };
    kk_status status = KK_OK;
    for (size_t i = 0; i < KK_CATALOGUE_FILES && !status; i++) {
        status = load_file(files[i].name, files[i].bytes, &out->files[i], err);
    }
    if (!status) status = gather(arena, out, err);
    if (status) kk_catalogue_close(out);
    return status;
}

void kk_catalogue_close(kk_catalogue *catalogue)
{
    for (size_t i = 0; i < KK_CATALOGUE_FILES; i++) {
        if (catalogue->files[i]) kk_raw_free(&kk_catalogue_schema, catalogue->files[i]);
    }
    *catalogue = (kk_catalogue){0};
}

static bool is_meant(const kk_raw_indicator *entry, const char *use)
{
    size_t form = strlen(entry->form);
    if (strncmp(use, entry->form, form) == 0 && use[form] == '/') use += form + 1;
    return strcmp(use, entry->name) == 0;
}

static kk_status fail_unknown(const kk_catalogue *catalogue, const char *use, kk_mark mark, kk_error *err)
{
    enum { ENTRIES_MAX = 500, NAME_MAX_BYTES = 100 };
    char names[ENTRIES_MAX][NAME_MAX_BYTES];
    const char *candidates[ENTRIES_MAX];
    int count = 0;
    for (; (size_t)count < catalogue->count && count < ENTRIES_MAX; count++) {
        const kk_raw_indicator *entry = &catalogue->entries[count];
        /* Like is compared with like: a name with a name, form/name with form/name. */
        if (strchr(use, '/'))
            snprintf(names[count], NAME_MAX_BYTES, "%s/%s", entry->form, entry->name);
        else
            snprintf(names[count], NAME_MAX_BYTES, "%s", entry->name);
        candidates[count] = names[count];
    }
    const char *nearest = kk_nearest_name(use, candidates, count);
    if (nearest) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "unknown indicator '%.60s'; did you mean '%s'?", use, nearest);
    }
    return kk_fail_at(err, KK_ERR_PROJECT, mark,
                      "unknown indicator '%.60s'; 'kansenkompas list indicators' shows what there is", use);
}

kk_status kk_catalogue_find(const kk_catalogue *catalogue, const char *use, kk_mark mark,
                            const kk_raw_indicator **entry, kk_error *err)
{
    *entry = NULL;
    for (size_t i = 0; i < catalogue->count; i++) {
        const kk_raw_indicator *candidate = &catalogue->entries[i];
        if (!is_meant(candidate, use)) continue;
        if (*entry) {
            return kk_fail_at(err, KK_ERR_PROJECT, mark,
                              "'%s' is there for several kinds of table; write %s/%s or %s/%s", use, (*entry)->form,
                              use, candidate->form, use);
        }
        *entry = candidate;
    }
    return *entry ? KK_OK : fail_unknown(catalogue, use, mark, err);
}

/* A copy in the arena, "" for an absent text; NULL when out of memory. */
static const char *copy(kk_arena *arena, const char *text)
{
    return kk_arena_copy(arena, text ? text : "");
}

static bool copy_entry(kk_arena *arena, const kk_raw_indicator *from, kk_catalogue_entry *to)
{
    to->name = copy(arena, from->name);
    to->form = copy(arena, from->form);
    to->kind = from->kind ? kk_indicator_kind_name((kk_indicator_kind)*from->kind) : "";
    to->numerator = copy(arena, from->numerator);
    to->denominator = copy(arena, from->denominator);
    to->unit = copy(arena, from->unit);
    to->direction = kk_direction_name(from->direction ? (kk_direction)*from->direction : KK_DIRECTION_NEUTRAL);
    to->axis = kk_axis_name(from->axis ? (kk_axis)*from->axis : KK_AXIS_NONE);
    to->question = copy(arena, from->question);
    to->label_en = copy(arena, from->label_en);
    to->label_nl = copy(arena, from->label_nl);
    to->description = copy(arena, from->description);
    return to->name && to->form && to->numerator && to->denominator && to->unit && to->label_en && to->label_nl &&
           to->description && to->question;
}

kk_status kk_catalogue_load(kk_arena *arena, const kk_catalogue_entry **entries, size_t *count, kk_error *err)
{
    kk_catalogue catalogue;
    kk_status status = kk_catalogue_open(arena, &catalogue, err);
    if (status) return status;
    kk_catalogue_entry *list = kk_arena_alloc(arena, catalogue.count, sizeof *list);
    bool complete = list != NULL;
    for (size_t i = 0; i < catalogue.count && complete; i++) {
        complete = copy_entry(arena, &catalogue.entries[i], &list[i]);
    }
    *entries = list;
    *count = catalogue.count;
    kk_catalogue_close(&catalogue);
    return complete ? KK_OK : kk_fail_memory(err);
}
