/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is on nobody's name, over CSV: places, homes, travel times, budgets and activities. Any bytes give tables that
 * keep their promises, or an error of input or project. The first byte chooses which file they are; the others are
 * small and right.
 */
#include "memory_file.h"

#include "kk/intake.h"
#include "kk/log.h"

#include <math.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PLACES, HOMES, TRAVEL, BUDGETS, ACTIVITIES, FILES };

static const char *const texts[FILES] = {
    [PLACES] = "id;type;x;y;capacity\na;school;155000;463000;3\nb;cb;156000;463000;\n",
    [HOMES] = "id;x;y;count\n1;155100;463000;2\n2;155200;463100;4\n",
    [TRAVEL] = "id;place;minutes\n1;a;5\n2;b;7,5\n",
    [BUDGETS] = "amount;task;year;area;key\n12,50;jgz;2023;GM0034;children\n",
    [ACTIVITIES] = "id;place;date;attendance;capacity\n1;a;31-12-2023;4;5\n",
};

static kk_locus find_area(const void *finder, const kk_config_csv *how, kk_location *location)
{
    (void)finder, (void)how;
    if (strcmp(location->code, "GM0034") == 0) return kk_locus_of(0, 0);
    if (strcmp(location->code, "GM0035") == 0) return KK_OTHER_GEMEENTE;
    return location->x < 156000 ? kk_locus_of(1, 0) : (kk_locus)KK_OUTSIDE;
}

static void check_counts(kk_source_counts counts)
{
    require(counts.rows_used >= 0 && counts.rows_rejected >= 0);
    require(counts.rows_used + counts.rows_rejected <= counts.rows_read);
}

static void check_points(const kk_points *points, size_t types)
{
    for (size_t i = 0; i < points->count; i++) {
        double x = points->xy[2 * i], y = points->xy[2 * i + 1];
        require(isnan(x) ? isnan(y) : x >= 0 && x <= 300000 && y >= 300000 && y <= 630000);
        require(isnan(points->weight[i]) || (points->weight[i] >= 0 && isfinite(points->weight[i])));
        require(points->type == NULL || (points->type[i] < types && !isnan(x)));
    }
}

static void check_sites(const kk_sites *sites)
{
    const kk_travel *travel = &sites->travel;
    check_points(&sites->places, sites->type_count);
    check_points(&sites->homes, 0);
    for (size_t t = 0; t < travel->count; t++) {
        require(travel->home[t] < sites->homes.count && travel->site[t] < sites->places.count);
        require(travel->minutes[t] >= 0 && isfinite(travel->minutes[t]));
    }
}

static void check_collective(const kk_collective *collective)
{
    for (size_t i = 0; i < collective->budget_count; i++)
        require(kk_locus_is_area(collective->budget[i].place) && collective->budget[i].period == 0);
    for (size_t i = 0; i < collective->activity_count; i++) {
        require(collective->activity[i].attendance >= -1 && collective->activity[i].capacity >= -1);
        require(collective->activity[i].period == 0);
    }
}

static kk_status read_files(const kk_config *config, kk_arena *arena, kk_rejects *rejects, kk_error *err)
{
    kk_sites sites;
    kk_collective collective;
    kk_status status = kk_sites_read(config, find_area, NULL, arena, rejects, &sites, err);
    if (status != KK_OK) return status;
    check_sites(&sites);
    for (size_t i = 0; i < config->place_count + 2; i++) check_counts(sites.counts[i]);
    status = kk_collective_read(config, &sites, find_area, NULL, arena, rejects, &collective, err);
    if (status != KK_OK) return status;
    check_collective(&collective);
    for (size_t i = 0; i < 2; i++) check_counts(collective.counts[i]);
    return KK_OK;
}

static void read_all(kk_config *config, kk_config_file *const files[FILES], const uint8_t *data, size_t size)
{
    char path[FILES][64];
    int descriptor[FILES];
    kk_arena arena;
    kk_rejects rejects;
    kk_error err;
    for (int f = 0; f < FILES; f++)
        descriptor[f] = data[0] % FILES == f
                            ? memory_file(data + 1, size - 1, path[f], files[f])
                            : memory_file((const uint8_t *)texts[f], strlen(texts[f]), path[f], files[f]);
    kk_arena_init(&arena);
    kk_rejects_init(&rejects, &arena);
    kk_status status = read_files(config, &arena, &rejects, &err);
    require(status == KK_OK || ((status == KK_ERR_INPUT || status == KK_ERR_PROJECT) && !strchr(err.message, '\n')));
    kk_rejects_clear(&rejects);
    kk_arena_clear(&arena);
    for (int f = 0; f < FILES; f++) close(descriptor[f]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kk_period period;
    kk_config_place_source places = {0};
    kk_config_csv budgets = {0}, activities = {0};
    if (size == 0) return 0;
    kk_log_set_level(KK_LOG_WARNINGS);
    require(kk_period_of("2023", &period));
    kk_config config = {.places = &places, .place_count = 1, .budgets = &budgets, .budget_count = 1};
    config.activities = &activities;
    config.activity_count = 1;
    config.records.period = &period;
    config.records.period_count = 1;
    places.csv.is_public = budgets.is_public = (data[0] & 128) != 0;
    kk_config_file *const files[FILES] = {&places.csv.file, &config.homes.csv.file, &config.homes.travel.file,
                                          &budgets.file, &activities.file};
    read_all(&config, files, data, size);
    return 0;
}
