/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/explain.h"

#include "cli/options.h"

#include <string.h>

/* What is told, of which area. */
typedef struct telling {
    FILE *out;
    kk_told root;
    const char *code, *level; /* of the area; NULL until it is found */
} telling;

typedef void teller(FILE *out, kk_told root, kk_told section, kk_told area);

static void tell_who(telling *to, kk_told section, kk_told area)
{
    kk_told project = kk_told_member(to->root, "project");
    to->level = kk_told_word(section, "level");
    fprintf(to->out, "%s %s (%s)\n", to->code, kk_told_word(area, "name"), to->level);
    fprintf(to->out, "%s, %s; gemaakt met kansenkompas %s\n", kk_told_word(project, "title"),
            kk_told_word(project, "period"), kk_told_word(to->root, "engine"));
}

/* Sections that have the area, and those of its level that have not. */
static void tell_part(telling *to, const char *part, teller *tell)
{
    kk_told sections = kk_told_member(to->root, part);
    for (size_t i = 0; i < kk_told_count(sections); i++) {
        kk_told section = kk_told_item(sections, i);
        kk_told area = kk_told_area(kk_told_member(section, "areas"), to->code);
        bool is_there = kk_told_given(area);
        if (is_there && to->level == NULL) tell_who(to, section, area);
        if (!is_there && (to->level == NULL || strcmp(to->level, kk_told_word(section, "level")) != 0)) continue;
        fputc('\n', to->out);
        tell(to->out, to->root, section, area);
    }
}

static kk_status fail_code(const kk_explained *explained, const char *code, kk_error *err)
{
    const char *nearest = kk_nearest_name(code, explained->code, (int)explained->code_count);
    return kk_fail(err, KK_ERR_INPUT, "%s: no area with the code '%.60s'%s%s%s; need.csv and targets.csv list them",
                   explained->document.name, code, nearest ? "; did you mean '" : "", nearest ? nearest : "",
                   nearest ? "'?" : "");
}

kk_status kk_explain_print(const char *folder, const char *code, FILE *out, kk_error *err)
{
    kk_explained explained;
    kk_status status = kk_explained_read(folder, code, &explained, err);
    if (status == KK_OK) {
        telling to = {.out = out, .root = kk_told_root(&explained), .code = code};
        tell_part(&to, "levels", kk_tell_index);
        tell_part(&to, "targets", kk_tell_list);
        tell_part(&to, "divisions", kk_tell_division);
        if (to.level == NULL) status = fail_code(&explained, code, err);
    }
    kk_explained_clear(&explained);
    return status;
}

static kk_status explain_project(const kk_options *options, kk_error *err)
{
    kk_config *config;
    kk_status status = kk_options_load_project(options, options->argument[1], &config, err);
    if (status != KK_OK) return status;
    status = kk_explain_print(config->output.directory.path, options->argument[0], stdout, err);
    kk_config_free(config);
    return status;
}

/* An auditor may have the outputs and no project. */
kk_status kk_cli_explain(const kk_options *options, kk_error *err)
{
    if (options->out == NULL) return explain_project(options, err);
    return kk_explain_print(options->out_path, options->argument[0], stdout, err);
}
