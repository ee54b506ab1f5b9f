/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The reader of a cohort: any bytes give persons that keep the promises of kk/cohort.h, or an error of input or
 * project. The first byte chooses what the project asks for, and whether the bytes are the cohort or its grouping.
 */
#include "fuzz_areas.h"
#include "memory_file.h"

#include "kk/cohort.h"
#include "kk/log.h"

#include <math.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char cohort_text[] = "rank;sex;gem;w;age;area;y0;y1\n"
                                  "0.1;Men;GM0034;1;12;BU00340000;1;2.5\n"
                                  "0,2;Women;GM0035;0.5;12;WK003400;0;NA\n";
static const char grouping_text[] = "code;group;name\nGM0034;north;Noord\n";

enum { WEIGHTED = 1, AGED = 2, BINARY = 4, GIVEN_GROUPS = 8, LOCATED = 16, GROUPED = 32, GROUPING = 64, PUBLIC = 128 };

static kk_locus find_area(const void *finder, const kk_config_csv *how, kk_location *location)
{
    (void)how;
    const kk_areas *areas = finder;
    for (size_t l = 0; l < areas->level_count; l++) {
        ptrdiff_t found = kk_level_find(&areas->level[l], location->code);
        if (found >= 0) return kk_locus_of(l, (size_t)found);
    }
    return KK_UNKNOWN_CODE;
}

/* ---- promises ---- */

static void check_dimensions(const kk_cohort *cohort)
{
    size_t combinations = 1;
    for (size_t d = 0; d < cohort->frame.dimension_count; d++) {
        const kk_dimension *dimension = &cohort->frame.dimension[d];
        combinations *= dimension->group_count;
        require(dimension->group_count <= KK_GROUPS_MAX && dimension->class_count >= 1);
        for (size_t c = 0; c < dimension->class_count; c++) {
            require((dimension->group_bits[c] & 1) != 0);
            require(c == 0 || dimension->group_bits[c - 1] < dimension->group_bits[c]);
        }
        for (size_t i = 0; i < cohort->person_count; i++) require(cohort->class_of[d][i] < dimension->class_count);
    }
    require(combinations == cohort->frame.combination_count);
}

static void check_regions(const kk_cohort *cohort)
{
    for (size_t t = 0; t < cohort->frame.type_count; t++) {
        const kk_region_type *type = &cohort->frame.type[t];
        for (size_t r = 1; r < type->count; r++) require(strcmp(type->id[r - 1], type->id[r]) < 0);
        for (size_t i = 0; i < cohort->person_count; i++)
            require(cohort->region[t][i] < type->count || cohort->region[t][i] == KK_NO_REGION);
        require((type->within < 0) == (type->parent == NULL));
        for (size_t r = 0; r < type->count && type->parent != NULL; r++)
            require(type->parent[r] < cohort->frame.type[type->within].count || type->parent[r] == KK_NO_REGION);
    }
}

static void check_values(const kk_cohort *cohort)
{
    for (size_t i = 0; i < cohort->person_count; i++) {
        require(isnan(cohort->predictor[i]) || fabs(cohort->predictor[i]) <= 1e100);
        require(cohort->weight == NULL || (cohort->weight[i] > 0 && isfinite(cohort->weight[i])));
        for (size_t k = 0; k < KK_LANES; k++) {
            double value = cohort->outcome[i * KK_LANES + k];
            bool binary = k < cohort->frame.outcome_count && cohort->frame.outcome[k].is_binary;
            require(k < cohort->frame.outcome_count ? !isinf(value) : isnan(value));
            require(!binary || isnan(value) || value == 0 || value == 1);
        }
    }
}

static void check_cohort(const kk_cohort *cohort)
{
    const kk_source_counts *counts = &cohort->counts;
    require(counts->rows_read == counts->rows_used + counts->rows_rejected + cohort->other_age);
    require((size_t)counts->rows_used == cohort->person_count);
    check_dimensions(cohort);
    check_regions(cohort);
    check_values(cohort);
}

/* ---- projects ---- */

static void read_cohort(const kk_config *config)
{
    kk_areas areas = fuzz_areas();
    kk_arena arena;
    kk_rejects rejects;
    kk_cohort cohort;
    kk_error err;
    kk_arena_init(&arena);
    kk_rejects_init(&rejects, &arena);
    areas.level[0].name = "gemeente";
    areas.level[1].name = "wijk";
    areas.level[2].name = "buurt";
    kk_status status = kk_cohort_read(config, &areas, find_area, &areas, 1, &arena, &rejects, &cohort, &err);
    require(status == KK_OK || ((status == KK_ERR_INPUT || status == KK_ERR_PROJECT) && !strchr(err.message, '\n')));
    if (status == KK_OK) check_cohort(&cohort);
    kk_cohort_clear(&cohort);
    kk_rejects_clear(&rejects);
    kk_arena_clear(&arena);
}

static void fill_project(uint8_t wish, kk_config_estimates *estimates)
{
    estimates->cohort_count = estimates->dimension_count = 1;
    estimates->region_count = 4;
    estimates->outcome_count = estimates->predictor.window_count = 2;
    estimates->predictor.name = "income";
    estimates->predictor.column = "rank";
    estimates->weight = (wish & WEIGHTED) != 0 ? "w" : NULL;
    estimates->grew_up_age = 12;
    estimates->age_column = (wish & AGED) != 0 ? "age" : NULL;
    estimates->outcome[0].kind = (wish & BINARY) != 0 ? KK_OUTCOME_BINARY : KK_OUTCOME_FOUND;
    estimates->dimension[0].category_count = (wish & GIVEN_GROUPS) != 0 ? 1 : 0;
    if ((wish & LOCATED) != 0) estimates->region[3].column = NULL;
    estimates->cohort[0].is_public = (wish & PUBLIC) != 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64], grouping_path[64];
    const char *men[] = {"Men"};
    if (size == 0) return 0;
    kk_log_set_level(KK_LOG_WARNINGS);
    kk_config_csv csv = {.by = {KK_BY_AREA}, .by_count = 1};
    kk_config_window windows[] = {{.name = "Very_Low", .from = 0, .to = 0.2, .at = 0.1},
                                  {.name = "Low", .from = 0.15, .to = 0.35, .at = 0.25}};
    kk_config_category category = {.name = "M", .value = men, .value_count = 1};
    kk_config_dimension dimension = {.name = "gender", .column = "sex", .category = &category};
    kk_config_region regions[] = {{.type = "all", .land = true},
                                  {.type = "gemeente", .column = "gem"},
                                  {.type = "part", .column = "gem", .first = 4, .within = "gemeente"},
                                  {.type = "wijk", .column = "area", .level = "wijk"}};
    kk_config_outcome outcomes[] = {{.column = "y0", .name = "y0"}, {.column = "y1", .name = "y1"}};
    kk_config config = {0};
    config.estimates =
        (kk_config_estimates){.cohort = &csv, .dimension = &dimension, .region = regions, .outcome = outcomes};
    config.estimates.predictor.window = windows;
    fill_project(data[0], &config.estimates);
    bool grouping = (data[0] & GROUPING) != 0;
    int cohort = grouping ? memory_file((const uint8_t *)cohort_text, strlen(cohort_text), path, &csv.file)
                          : memory_file(data + 1, size - 1, path, &csv.file);
    int groups = -1;
    if (grouping)
        groups = memory_file(data + 1, size - 1, grouping_path, &regions[1].grouping);
    else if ((data[0] & GROUPED) != 0)
        groups =
            memory_file((const uint8_t *)grouping_text, strlen(grouping_text), grouping_path, &regions[1].grouping);
    read_cohort(&config);
    close(cohort);
    if (groups >= 0) close(groups);
    return 0;
}
