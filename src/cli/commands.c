/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/options.h"
#include "cli/report.h"
#include "kk/intake.h"
#include "kk/log.h"

#include <stdio.h>
#include <string.h>

kk_status kk_cli_run(const kk_options *options, kk_error *err)
{
    kk_config *config;
    kk_status status = kk_options_load_project(options, options->argument[0], &config, err);
    if (status != KK_OK) return status;
    kk_run run;
    kk_run_begin(&run, config, kk_options_threads(options));
    status = kk_run_all(&run, err);
    if (status == KK_OK && !options->quiet) kk_summary_print(&run);
    kk_run_end(&run);
    kk_config_free(config);
    return status;
}

kk_status kk_cli_check(const kk_options *options, kk_error *err)
{
    kk_config *config;
    kk_status status = kk_options_load_project(options, options->argument[0], &config, err);
    if (status != KK_OK) return status;
    kk_run run;
    kk_run_begin(&run, config, kk_options_threads(options));
    status = kk_run_read(&run, true, err);
    if (status == KK_OK && !options->quiet) kk_check_print(&run);
    kk_run_end(&run);
    kk_config_free(config);
    return status;
}

kk_status kk_cli_init(const kk_options *options, kk_error *err)
{
    const char *directory = options->argument[0];
    kk_status status = kk_config_write_starter(directory, err);
    if (status == KK_OK && !options->quiet)
        printf("Wrote a starter project to %s: edit %s/project.yaml, then run\n  cd %s && kansenkompas check && "
               "kansenkompas run\n",
               directory, directory, directory);
    return status;
}

static kk_status start(const kk_config *config, kk_error *err)
{
    kk_cluster *cluster;
    kk_status status = kk_cluster_open(config, &cluster, err);
    if (status != KK_OK) return status;
    status = kk_cluster_keep(cluster, err);
    if (status == KK_OK) printf("%s\n", kk_cluster_url(cluster));
    kk_cluster_close(cluster);
    return status;
}

static kk_status print_url(const kk_config *config, bool for_reader, kk_error *err)
{
    kk_arena arena;
    const char *url;
    bool answers;
    kk_arena_init(&arena);
    kk_status status = kk_cluster_find(config, for_reader, &arena, &url, &answers, err);
    if (status == KK_OK) printf("%s\n", url);
    if (status == KK_OK && !answers) kk_note("the server is not running: `kansenkompas db start` starts it");
    kk_arena_clear(&arena);
    return status;
}

/* The private database as a whole, or of a server of one's own the records; and the key of their pseudonyms. */
static kk_status purge(const kk_config *config, kk_error *err)
{
    const char *url = config->database.url;
    kk_status status =
        url == NULL ? kk_cluster_purge(config, err) : kk_store_purge_records(url, config->database.schema, err);
    return status == KK_OK ? kk_key_purge(config, err) : status;
}

kk_status kk_cli_db(const kk_options *options, kk_error *err)
{
    static const char *const actions[] = {"start", "stop", "url", "purge"};
    const char *action = options->argument[0];
    kk_config *config;
    kk_status status = kk_options_load_project(options, options->argument[1], &config, err);
    if (status != KK_OK) return status;
    if (strcmp(action, "purge") == 0)
        status = purge(config, err);
    else if (config->database.url != NULL)
        status = kk_fail(err, KK_ERR_USAGE,
                         "this project uses a server of its own (`database: url`), of which only the client records "
                         "can be removed: `db purge`");
    else if (strcmp(action, "start") == 0)
        status = start(config, err);
    else if (strcmp(action, "stop") == 0)
        status = kk_cluster_stop(config, err);
    else if (strcmp(action, "url") == 0)
        status = print_url(config, options->reader, err);
    else {
        const char *nearest = kk_nearest_name(action, actions, 4);
        status = kk_fail(err, KK_ERR_USAGE,
                         "unknown action 'db %s'%s%s%s; usage: kansenkompas db start|stop|url|purge [PROJECT]", action,
                         nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
    }
    kk_config_free(config);
    return status;
}

static void print_entry(const kk_catalogue_entry *entry)
{
    printf("%s/%s (%s, %s, %s%s%s)\n    %s / %s\n    = %s%s%s\n", entry->form, entry->name, entry->kind, entry->unit,
           entry->axis, *entry->axis ? ", " : "", entry->direction, entry->label_nl, entry->label_en, entry->numerator,
           *entry->denominator ? " / " : "", entry->denominator);
    if (*entry->question != '\0') printf("    %s\n", entry->question);
    if (*entry->description != '\0') printf("    %s\n", entry->description);
}

kk_status kk_cli_list(const kk_options *options, kk_error *err)
{
    if (strcmp(options->argument[0], "indicators") != 0)
        return kk_fail(err, KK_ERR_USAGE, "usage: kansenkompas list indicators");
    kk_arena arena;
    kk_arena_init(&arena);
    const kk_catalogue_entry *entries;
    size_t count;
    kk_status status = kk_catalogue_load(&arena, &entries, &count, err);
    for (size_t i = 0; status == KK_OK && i < count; i++) print_entry(&entries[i]);
    kk_arena_clear(&arena);
    return status;
}
