/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The readers of ages and births: any bytes give a population of which every cell holds numbers or a reason why not, or
 * an error of input. The first byte chooses the periods, and which of the two files it is.
 */
#include "fuzz_areas.h"
#include "memory_file.h"

#include "kk/intake.h"
#include "kk/log.h"

#include <math.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char ages_text[] = "area;year;age;count\nBU00340000;2023;0;12\nBU00340001;2023;0;3\n";

static bool is_count(double number)
{
    return isnan(number) || (number >= 0 && isfinite(number));
}

static void check_cell(const kk_population_cell *cell)
{
    require(cell->status < KK_FIGURE_STATUS_COUNT && cell->births_status < KK_FIGURE_STATUS_COUNT);
    require(is_count(cell->births));
    require(isnan(cell->births) == !kk_figure_has_value((kk_figure_status)cell->births_status));
    for (int age = 0; age < KK_POPULATION_AGES; age++)
        require(is_count(cell->count[age][0]) && is_count(cell->count[age][1]) && is_count(cell->unsexed[age]));
}

static void check_population(const kk_areas *areas, const kk_population *population)
{
    const kk_source_counts *counts = &population->counts;
    require(counts->rows_read == counts->rows_used + counts->rows_rejected);
    for (size_t l = 0; l < areas->level_count; l++)
        for (size_t p = 0; p < population->period_count; p++)
            for (size_t i = 0; i < areas->level[l].count; i++) check_cell(&population->level[l][p][i]);
}

static void read_population(const kk_config *config)
{
    kk_areas areas = fuzz_areas();
    kk_arena arena;
    kk_rejects rejects;
    kk_population population;
    kk_error err;
    kk_arena_init(&arena);
    kk_rejects_init(&rejects, &arena);
    kk_status status = kk_population_read(config, &areas, NULL, &arena, &rejects, &population, &err);
    require(status == KK_OK || ((status == KK_ERR_INPUT || status == KK_ERR_PROJECT) && !strchr(err.message, '\n')));
    if (status == KK_OK) check_population(&areas, &population);
    kk_rejects_clear(&rejects);
    kk_arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64], births_path[64];
    kk_period periods[2];
    kk_config config = {0};
    if (size == 0) return 0;
    kk_log_set_level(KK_LOG_WARNINGS);
    require(kk_period_of("2022", &periods[0]) && kk_period_of("2023", &periods[1]));
    config.records.period = (data[0] & 1) != 0 ? periods : periods + 1;
    config.records.period_count = (data[0] & 1) != 0 ? 2 : 1;
    config.population.derive = -1;
    config.population.csv.is_public = config.population.births.is_public = (data[0] & 2) != 0;
    bool births = (data[0] & 4) != 0;
    int ages = births ? memory_file((const uint8_t *)ages_text, strlen(ages_text), path, &config.population.csv.file)
                      : memory_file(data + 1, size - 1, path, &config.population.csv.file);
    int other = births ? memory_file(data + 1, size - 1, births_path, &config.population.births.file) : -1;
    read_population(&config);
    close(ages);
    if (births) close(other);
    return 0;
}
