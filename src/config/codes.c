/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/codes.h"
#include "embedded.h"

#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = 5 };

/* A file of codes while it is read. */
typedef struct code_file {
    const char *name;
    size_t cells; /* in every line */
    size_t most;  /* codes */
    int line;
} code_file;

typedef kk_status code_add(kk_codes *codes, char *cells[], const code_file *file, kk_error *err);

static kk_status fail_line(const code_file *file, const char *problem, kk_error *err)
{
    return kk_fail(err, KK_ERR_INTERNAL, "%s:%d: %s", file->name, file->line, problem);
}

static size_t split(char *line, char *cells[])
{
    size_t count = 0;
    for (char *cell; (cell = strsep(&line, ";")) != NULL; count++)
        if (count < CELLS_MAX) cells[count] = cell;
    return count;
}

static kk_status read_lines(kk_arena *arena, const char *text, code_file *file, code_add *add, kk_codes *codes,
                            kk_error *err)
{
    char *rest = kk_arena_copy(arena, text);
    if (!rest) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (char *line; (line = strsep(&rest, "\n")) != NULL && status == KK_OK;) {
        file->line++;
        if (file->line == 1 || *line == '\0') continue;
        char *cells[CELLS_MAX];
        if (split(line, cells) != file->cells) return fail_line(file, "not as many cells as the header has", err);
        status = add(codes, cells, file, err);
    }
    return status;
}

static kk_status add_group(kk_codes *codes, const char *name, uint32_t *groups, const code_file *file, kk_error *err)
{
    size_t g = 0;
    while (g < codes->group_count && strcmp(codes->group[g], name) != 0) g++;
    if (g == KK_FORM_GROUPS_MAX) return fail_line(file, "too many groups", err);
    if (g == codes->group_count) codes->group[codes->group_count++] = name;
    *groups |= UINT32_C(1) << g;
    return KK_OK;
}

static kk_status add_form(kk_codes *codes, char *cells[], const code_file *file, kk_error *err)
{
    if (codes->form_count == file->most) return fail_line(file, "too many codes", err);
    if (kk_codes_form(codes, cells[0]) >= 0) return fail_line(file, "the code is there twice", err);
    if (strlen(cells[3]) != 1 || strspn(cells[3], "0123456789") != 1)
        return fail_line(file, "a weight is a digit", err);
    kk_form form = {.name = cells[0], .label_nl = cells[1], .label_en = cells[2], .weight = cells[3][0] - '0'};
    kk_status status = KK_OK;
    for (char *name; (name = strsep(&cells[4], " ")) != NULL && status == KK_OK;)
        status = add_group(codes, name, &form.groups, file, err);
    codes->form[codes->form_count++] = form;
    return status;
}

static kk_status add_referrer(kk_codes *codes, char *cells[], const code_file *file, kk_error *err)
{
    if (codes->referrer_count == file->most) return fail_line(file, "too many codes", err);
    if (kk_codes_referrer(codes, cells[0]) >= 0) return fail_line(file, "the code is there twice", err);
    if (codes->referrer_count == 0 && strcmp(cells[0], "unknown") != 0)
        return fail_line(file, "the first referrer is 'unknown'", err);
    codes->referrer[codes->referrer_count++] = (kk_referrer){cells[0], cells[1], cells[2]};
    return KK_OK;
}

/* A name that is both a form and a group would mean two things in a selection. */
static kk_status check_names(const kk_codes *codes, const code_file *file, kk_error *err)
{
    for (size_t g = 0; g < codes->group_count; g++)
        if (kk_codes_form(codes, codes->group[g]) >= 0 || strcmp(codes->group[g], "all") == 0)
            return kk_fail(err, KK_ERR_INTERNAL, "%s: '%s' is a group, so it cannot be something else", file->name,
                           codes->group[g]);
    return KK_OK;
}

kk_status kk_codes_read(kk_arena *arena, const kk_code_texts *texts, kk_codes *out, kk_error *err)
{
    *out = (kk_codes){0};
    code_file forms = {.name = "forms.csv", .cells = 5, .most = KK_FORMS_MAX};
    code_file referrers = {.name = "referrers.csv", .cells = 3, .most = KK_REFERRERS_MAX};
    kk_status status = read_lines(arena, texts->forms, &forms, add_form, out, err);
    if (!status) status = check_names(out, &forms, err);
    return status ? status : read_lines(arena, texts->referrers, &referrers, add_referrer, out, err);
}

kk_status kk_codes_load(kk_arena *arena, kk_codes *out, kk_error *err)
{
    return kk_codes_read(arena, &(kk_code_texts){kk_file_forms_csv, kk_file_referrers_csv}, out, err);
}
