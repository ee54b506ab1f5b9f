/* SPDX-License-Identifier: EUPL-1.2 */
/* Places, homes, budgets and activities read from texts, with a finder that knows three areas. */
#ifndef KK_TESTS_SITES_TEXT_H
#define KK_TESTS_SITES_TEXT_H

#include "unit/check.h"

#include "kk/intake.h"

#include <unistd.h>

enum { FILES_MAX = 6 };

typedef struct sites_text {
    kk_arena arena;
    kk_rejects rejects;
    kk_error err;
    kk_config config;
    kk_config_place_source place[3];
    kk_config_csv budget, activity;
    kk_period period[2];
    kk_sites sites;
    kk_collective collective;
    char folder[64], path[FILES_MAX][128], name[FILES_MAX][32];
    size_t file_count;
} sites_text;

static inline int begin_text(void **state)
{
    sites_text *t = calloc(1, sizeof *t);
    kk_arena_init(&t->arena);
    kk_rejects_init(&t->rejects, &t->arena);
    strcpy(t->folder, "/tmp/kk-sites-XXXXXX");
    if (mkdtemp(t->folder) == NULL) return -1;
    t->config.places = t->place;
    t->config.records.period = t->period;
    t->config.records.period_count = 2;
    *state = t;
    return kk_period_of("2022", &t->period[0]) && kk_period_of("2023", &t->period[1]) ? 0 : -1;
}

static inline int end_text(void **state)
{
    sites_text *t = *state;
    for (size_t i = 0; i < t->file_count; i++) unlink(t->path[i]);
    rmdir(t->folder);
    kk_rejects_clear(&t->rejects);
    kk_arena_clear(&t->arena);
    free(t);
    return 0;
}

/* Writes a file and points `csv` at it, as at line 10 of the project. */
static inline void give_file(sites_text *t, kk_config_csv *csv, const char *name, const char *text)
{
    assert_true(t->file_count < FILES_MAX);
    size_t i = t->file_count++;
    snprintf(t->name[i], sizeof t->name[i], "%s", name);
    snprintf(t->path[i], sizeof t->path[i], "%s/%s", t->folder, name);
    FILE *file = fopen(t->path[i], "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    csv->file = (kk_config_file){t->name[i], t->path[i], {"p.yaml", 10, 5}};
    csv->mark = csv->file.mark;
}

enum { WEST, EAST, GEMEENTE }; /* of the areas that the finder knows: buurten of level 2, a gemeente of level 0 */

/* Buurt BU00000001 is west of x = 100,000, BU00000002 east of it to 200,000, nothing beyond; GM0000 is a gemeente. */
static inline kk_locus find_area(const void *finder, const kk_config_csv *how, kk_location *location)
{
    assert_string_equal(finder, "finder");
    for (size_t i = 0; i < how->by_count; i++) {
        if (how->by[i] == KK_BY_AREA && strcmp(location->code, "BU00000001") == 0) return kk_locus_of(2, WEST);
        if (how->by[i] == KK_BY_AREA && strcmp(location->code, "BU00000002") == 0) return kk_locus_of(2, EAST);
        if (how->by[i] == KK_BY_AREA && strcmp(location->code, "GM0000") == 0) return kk_locus_of(0, 0);
        if (how->by[i] == KK_BY_AREA && strcmp(location->code, "GM9999") == 0) return KK_OTHER_GEMEENTE;
        if (how->by[i] == KK_BY_POINT && location->x < 100000) return kk_locus_of(2, WEST);
        if (how->by[i] == KK_BY_POINT && location->x < 200000) return kk_locus_of(2, EAST);
        if (how->by[i] == KK_BY_POINT && location->x >= 200000) return KK_OUTSIDE;
    }
    return *location->code != '\0' ? KK_UNKNOWN_CODE : KK_NOWHERE_GIVEN;
}

static inline kk_status try_sites(sites_text *t)
{
    return kk_sites_read(&t->config, find_area, "finder", &t->arena, &t->rejects, &t->sites, &t->err);
}

static inline void read_sites(sites_text *t)
{
    if (try_sites(t) != KK_OK) fail_msg("%s", t->err.message);
}

static inline void check_reject(const sites_text *t, size_t i, int64_t line, const char *column, const char *value,
                                const char *reason)
{
    assert_true(i < t->rejects.count);
    assert_int_equal(t->rejects.items[i].line, line);
    assert_string_equal(t->rejects.items[i].column, column);
    assert_string_equal(t->rejects.items[i].value, value);
    assert_contains(t->rejects.items[i].reason, reason);
}

#endif
