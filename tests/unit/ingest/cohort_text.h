/* SPDX-License-Identifier: EUPL-1.2 */
/* A cohort read from texts: a predictor with two windows, sex, the land and gemeenten, and outcomes y0, y1 … */
#ifndef KK_TESTS_COHORT_TEXT_H
#define KK_TESTS_COHORT_TEXT_H

#include "unit/check.h"

#include "kk/cohort.h"

#include <unistd.h>

enum { COHORT_FILES_MAX = 4, COHORT_DIMENSIONS = 4, COHORT_REGIONS = 6, COHORT_OUTCOMES = 20 };

typedef struct cohort_text {
    kk_arena arena;
    kk_rejects rejects;
    kk_error err;
    kk_config config;
    kk_areas areas;
    kk_config_csv file[COHORT_FILES_MAX];
    kk_config_window window[2];
    kk_config_dimension dimension[COHORT_DIMENSIONS];
    kk_config_region region[COHORT_REGIONS];
    kk_config_outcome outcome[COHORT_OUTCOMES];
    char folder[64], path[COHORT_FILES_MAX][128], name[COHORT_FILES_MAX][32], column[COHORT_OUTCOMES][8];
    size_t file_count;
    kk_locus_finder *find;
    int threads;
    kk_cohort cohort;
    char log[2000]; /* what was said while reading */
} cohort_text;

static inline int begin_text(void **state)
{
    cohort_text *t = calloc(1, sizeof *t);
    kk_config_estimates *estimates = &t->config.estimates;
    kk_mark mark = {"p.yaml", 20, 3};
    kk_arena_init(&t->arena);
    kk_rejects_init(&t->rejects, &t->arena);
    strcpy(t->folder, "/tmp/kk-cohort-XXXXXX");
    if (mkdtemp(t->folder) == NULL) return -1;
    *estimates = (kk_config_estimates){.given = true,
                                       .cohort = t->file,
                                       .grew_up_age = -1,
                                       .dimension = t->dimension,
                                       .dimension_count = 1,
                                       .region = t->region,
                                       .region_count = 2,
                                       .outcome = t->outcome,
                                       .outcome_count = 1,
                                       .mark = mark};
    estimates->predictor.name = "income";
    estimates->predictor.column = "rank";
    estimates->predictor.window = t->window;
    estimates->predictor.window_count = 2;
    t->window[0] = (kk_config_window){.name = "Very_Low", .from = 0, .to = 0.20, .at = 0.1};
    t->window[1] = (kk_config_window){.name = "Low", .from = 0.15, .to = 0.35, .at = 0.25};
    t->dimension[0] = (kk_config_dimension){.name = "gender", .column = "sex", .mark = mark};
    t->region[0] = (kk_config_region){.type = "all", .land = true};
    t->region[1] = (kk_config_region){.type = "gemeente", .column = "gem", .mark = mark};
    for (size_t k = 0; k < COHORT_OUTCOMES; k++) {
        snprintf(t->column[k], sizeof t->column[k], "y%zu", k);
        t->outcome[k] = (kk_config_outcome){.column = t->column[k], .name = t->column[k], .per = 1, .mark = mark};
    }
    t->threads = 2;
    *state = t;
    return 0;
}

static inline int end_text(void **state)
{
    cohort_text *t = *state;
    for (size_t i = 0; i < t->file_count; i++) unlink(t->path[i]);
    rmdir(t->folder);
    kk_cohort_clear(&t->cohort);
    kk_rejects_clear(&t->rejects);
    kk_arena_clear(&t->arena);
    free(t);
    return 0;
}

static inline kk_config_file write_file(cohort_text *t, const char *text)
{
    assert_true(t->file_count < COHORT_FILES_MAX);
    size_t i = t->file_count++;
    snprintf(t->name[i], sizeof t->name[i], "cohort%zu.csv", i);
    snprintf(t->path[i], sizeof t->path[i], "%.60s/cohort%zu.csv", t->folder, i);
    FILE *file = fopen(t->path[i], "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    return (kk_config_file){t->name[i], t->path[i], {"p.yaml", 10, 5}};
}

/* A file of persons, behind those that were given before. */
static inline kk_config_csv *give_cohort(cohort_text *t, const char *text)
{
    kk_config_csv *csv = &t->file[t->config.estimates.cohort_count++];
    csv->file = write_file(t, text);
    csv->mark = csv->file.mark;
    return csv;
}

static inline kk_status try_cohort(cohort_text *t)
{
    FILE *said = tmpfile();
    int kept = dup(STDERR_FILENO);
    assert_true(said != NULL && kept >= 0 && dup2(fileno(said), STDERR_FILENO) >= 0);
    kk_cohort_clear(&t->cohort);
    kk_status status = kk_cohort_read(&t->config, &t->areas, t->find, "finder", t->threads, &t->arena, &t->rejects,
                                      &t->cohort, &t->err);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(said);
    t->log[fread(t->log, 1, sizeof t->log - 1, said)] = '\0';
    fclose(said);
    return status;
}

static inline void read_cohort(cohort_text *t)
{
    if (try_cohort(t) != KK_OK) fail_msg("%s", t->err.message);
}

static inline void read_text(cohort_text *t, const char *text)
{
    give_cohort(t, text);
    read_cohort(t);
}

static inline void check_error(cohort_text *t, kk_status expected, const char *message)
{
    assert_int_equal(try_cohort(t), expected);
    assert_contains(t->err.message, message);
    assert_int_equal(t->cohort.person_count, 0);
}

static inline double outcome_of(const cohort_text *t, size_t k, size_t person)
{
    return kk_cohort_block(&t->cohort, k / KK_LANES)[person * KK_LANES + k % KK_LANES];
}

/* The groups of a person in a dimension, as bits. */
static inline uint64_t groups_of(const cohort_text *t, size_t d, size_t person)
{
    return t->cohort.frame.dimension[d].group_bits[t->cohort.class_of[d][person]];
}

/* The region of a person, "" where there is none. */
static inline const char *region_of(const cohort_text *t, size_t type, size_t person)
{
    uint32_t region = t->cohort.region[type][person];
    return region == KK_NO_REGION ? "" : t->cohort.frame.type[type].id[region];
}

static inline void check_reject(const cohort_text *t, size_t i, int64_t line, const char *column, const char *reason)
{
    assert_true(i < t->rejects.count);
    assert_int_equal(t->rejects.items[i].kind, KK_REJECT_ROW);
    assert_int_equal(t->rejects.items[i].line, line);
    assert_string_equal(t->rejects.items[i].column, column);
    assert_string_equal(t->rejects.items[i].value, "");
    assert_contains(t->rejects.items[i].reason, reason);
}

#endif
