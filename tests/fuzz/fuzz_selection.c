/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any text as the numerator of an indicator of a project with records, population, budgets and places: no crash, no
 * leak; a failure points at a place in one line, a success has measures that can be made.
 */
#include "kk/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char project[] = "project: {name: p, title: t, period: 2023}\n"
                              "areas: {sources: [{file: a.gpkg}]}\n"
                              "population: {file: b.csv}\n"
                              "records: {periods: [2022, 2023], sources: [{name: s, file: c.csv, form: jw323}]}\n"
                              "budgets: [{name: g, file: d.csv}]\n"
                              "programmes: [Rots en Water]\n"
                              "places: [{name: l, file: e.csv}]\n"
                              "homes: {file: f.csv}\n"
                              "indicators:\n"
                              "  - name: i\n"
                              "    kind: rate\n"
                              "    denominator: population.persons\n"
                              "    numerator: |-\n"
                              "      %.*s\n";

enum { TEXT_MAX = 8192 };

static void check_table(const kk_config_table *table)
{
    for (size_t c = 0; c < table->wanted_count && table->measures != NULL; c++) {
        const kk_measure *measure = &table->measures[c];
        if (measure->kind >= KK_MEASURE_KIND_COUNT || measure->item == NULL || measure->sex > 2) abort();
        if (!measure->all_ages && measure->ages.from >= measure->ages.to) abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[sizeof project + TEXT_MAX];
    kk_config *config;
    kk_error err;
    if (size > TEXT_MAX || memchr(data, '\n', size) != NULL || memchr(data, '\0', size) != NULL) return 0;
    int length = snprintf(text, sizeof text, project, (int)size, (const char *)data);
    kk_status status = kk_config_parse(text, (size_t)length, "project.yaml", &config, &err);
    if (status != KK_OK) {
        bool whole = status == KK_ERR_PROJECT && strncmp(err.message, "project.yaml:", 13) == 0;
        if (config != NULL || !whole || strchr(err.message, '\n') != NULL) abort();
        return 0;
    }
    for (size_t t = 0; t < config->table_count; t++) check_table(&config->tables[t]);
    kk_config_free(config);
    return 0;
}
