/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/audit.h"
#include "cli/options.h"

#include <stdio.h>
#include <string.h>

enum { LEAKS_SHOWN = 20 };

static void print_hidden(const kk_audit_result *result)
{
    size_t total = 0;
    for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++) total += result->hidden[s];
    printf("%zu figures are hidden%s\n", total, total > 0 ? ":" : "");
    for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++)
        if (result->hidden[s] > 0) printf("  %9zu %s\n", result->hidden[s], kk_figure_status_name((kk_figure_status)s));
}

static void print_leaks(const kk_audit_result *result)
{
    size_t shown = 0, leaks = result->verdicts[KK_AUDIT_LEAK];
    for (size_t i = 0; i < result->row_count && shown < LEAKS_SHOWN; i++) {
        const kk_audit_row *row = &result->row[i];
        if (row->verdict != KK_AUDIT_LEAK) continue;
        printf("leak: %s, %s %s, %s: %s from %.10g to %.10g (%s)\n", row->indicator, row->level, row->code, row->period,
               row->part, row->lower, row->upper, row->rule);
        shown++;
    }
    if (shown < leaks) printf("and %zu more; --write FILE tells all\n", leaks - shown);
}

static void print_result(const kk_audit_result *result)
{
    const size_t *verdicts = result->verdicts;
    print_hidden(result);
    printf(
        "%zu counts and amounts must stay hidden: %zu are safe by two tables that fit all that is told, %zu by linear "
        "programs, %zu leak, %zu contradict others, %zu were told before\n",
        result->row_count, verdicts[KK_AUDIT_TABLES], verdicts[KK_AUDIT_PROGRAMS], verdicts[KK_AUDIT_LEAK],
        verdicts[KK_AUDIT_CONTRADICTION], verdicts[KK_AUDIT_TOLD_BEFORE]);
    print_leaks(result);
}

/* FILE is in a folder, or here. */
static kk_status write_file(const kk_audit_result *result, const char *path, kk_error *err)
{
    char folder[4096];
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    size_t length = slash != NULL ? (size_t)(slash - path) : 0;
    if (*name == '\0' || length >= sizeof folder)
        return kk_fail(err, KK_ERR_USAGE, "--write takes the name of a file, not '%.200s'", path);
    if (slash == NULL) return kk_audit_write(result, ".", name, err);
    memcpy(folder, path, length);
    folder[length] = '\0';
    return kk_audit_write(result, folder, name, err);
}

kk_status kk_cli_audit(const kk_options *options, kk_error *err)
{
    kk_audit_result result;
    kk_error write_err;
    kk_status status = kk_audit(options->argument[0], options->earlier, (size_t)options->earlier_count,
                                kk_options_threads(options), &result, err);
    bool judged = status == KK_OK || status == KK_ERR_DISCLOSURE;
    if (judged && !options->quiet) print_result(&result);
    if (judged && options->write != NULL) {
        kk_status written = write_file(&result, options->write, &write_err);
        if (status == KK_OK && written != KK_OK) {
            *err = write_err;
            status = written;
        }
    }
    kk_audit_clear(&result);
    return status;
}
