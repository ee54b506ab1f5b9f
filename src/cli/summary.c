/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/cohort_print.h"
#include "cli/disclosure.h"
#include "cli/guide.h"
#include "cli/highest.h"
#include "cli/report.h"

#include <stdio.h>
#include <sys/stat.h>

enum { REJECTS_TOLD = 200 };

static void print_file(const char *folder, const char *prefix, const char *name, const char *ending)
{
    char path[4096];
    struct stat info;
    snprintf(path, sizeof path, "%s/%s%s%s", folder, prefix, name, ending);
    if (stat(path, &info) == 0) printf("  %s (%.1f MB)\n", path, (double)info.st_size / 1e6);
}

/* Each level as map: as it is drawn, and with less detail. */
static void print_levels(const kk_run *run, const char *folder)
{
    const kk_config_output *output = &run->config->output;
    for (size_t l = 0; l < run->areas.level_count; l++) {
        const char *plural = run->areas.level[l].plural;
        print_file(folder, "", plural, ".geojson");
        print_file(folder, "", plural, ".fgb");
        print_file(folder, "neighbours_", plural, ".gal");
        for (size_t d = 0; d < output->detail_count; d++) {
            char ending[100];
            snprintf(ending, sizeof ending, "-%s.geojson", output->detail[d].name);
            print_file(folder, "", plural, ending);
        }
    }
}

static void print_files(const kk_run *run)
{
    static const char *const files[] = {
        "viewer/index.html", "report.pdf",       "kansenkompas.xlsx", "kansenkompas.gpkg", "areas.topojson",
        "tiles.mbtiles",     "tiles.pmtiles",    "indicators.csv",    "estimates.csv",     "estimates.csv.gz",
        "reliability.csv",   "statistics.csv",   "areas.csv",         "disclosure.json",   "knowledge.csv",
        "audit.json",        "explanation.json", "siting.geojson",    "stories.json",      "coverage.csv",
        "rejected.csv",      "woordenboek.csv",  "datapackage.json",  "run.json",          "timings.json"};
    const char *folder = run->config->output.directory.path;
    puts("Wrote:");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) print_file(folder, "", files[i], "");
    print_levels(run, folder);
    const kk_sheet *sheet;
    size_t sheets = kk_release_sheets(run->release, &sheet);
    for (size_t s = 0; s < sheets; s++) print_file(folder, "", sheet[s].name, ".csv");
    if (run->viewer_missing)
        puts("No viewer/, since its page is not built: `make viewer` builds it, `output: viewer: false` does without.");
}

void kk_summary_print(const kk_run *run)
{
    print_files(run);
    kk_disclosure_print(run);
    if (run->config->estimates.given)
        printf("Estimates: %lld released; %lld hidden by the rule of the release.\n", (long long)run->estimates_shown,
               (long long)run->estimates_hidden);
    if (run->rejects.count > 0)
        printf("Not used as it was, or repaired: %zu line%s in rejected.csv.\n", run->rejects.count,
               run->rejects.count == 1 ? "" : "s");
    kk_highest_print(run);
    kk_guide_print(run);
}

static void print_records(const kk_run *run)
{
    for (size_t s = 0; s < run->config->records.source_count; s++) {
        const kk_source_counts *counts = &run->source_counts[s];
        const kk_located_counts *located = &run->located[s];
        printf("records %-10s %7lld rejected; rounded to 10:%s", run->config->records.source[s].csv.name,
               (long long)counts->rows_rejected, counts->rows_used == 0 ? " none used;" : "");
        kk_count_print(counts->rows_used, "used");
        kk_count_print(located->buurt, "in a buurt");
        kk_count_print(located->wijk, "in a wijk");
        kk_count_print(located->gemeente, "in a gemeente");
        for (kk_locus reason = KK_NOT_LOCATED; reason < KK_LOCUS_REASONS_END; reason++)
            kk_count_print(located->reason[reason - KK_NOT_LOCATED], kk_locus_reason(reason));
        putchar('\n');
    }
}

static void print_rejects(const kk_rejects *rejects)
{
    size_t told = rejects->count < REJECTS_TOLD ? rejects->count : REJECTS_TOLD;
    for (size_t i = 0; i < told; i++) {
        const kk_reject *reject = &rejects->items[i];
        printf("%-10s %s", kk_reject_kind_name(reject->kind), reject->file);
        if (reject->line > 0) printf(":%lld", (long long)reject->line);
        printf(" %s%s%s %s\n", reject->column, *reject->column ? " " : "", reject->code, reject->reason);
    }
    if (told < rejects->count)
        printf("and %zu more: `kansenkompas run` writes all of them to rejected.csv\n", rejects->count - told);
}

void kk_check_print(const kk_run *run)
{
    for (size_t l = 0; l < run->areas.level_count; l++) {
        const kk_level *level = &run->areas.level[l];
        size_t water = 0;
        for (size_t i = 0; i < level->count; i++) water += level->water[i];
        printf("level %-12s %7zu areas, %zu of them water%s\n", level->name, level->count, water,
               level->derived ? " (made from its members)" : "");
    }
    for (size_t t = 0; t < run->config->table_count; t++) {
        const kk_table *table = &run->tables[t];
        if (run->config->tables[t].kind != KK_TABLE_FILE) continue;
        printf("table %-12s %7lld rows: %lld used, %lld rejected, %lld filtered; periods", run->config->tables[t].name,
               (long long)table->rows_read, (long long)table->rows_used, (long long)table->rows_rejected,
               (long long)table->rows_filtered);
        for (size_t p = 0; p < table->period_count; p++) printf(" %s", table->period[p]);
        putchar('\n');
    }
    print_records(run);
    kk_cohort_print(run);
    print_rejects(&run->rejects);
}
