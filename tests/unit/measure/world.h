/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two gemeenten and the records of a handful of youths, small enough to count by hand.
 *
 *   GM0001  WK000101  BU00010101, BU00010102, BU00010199 (water)     own level: part A = WK000101
 *           WK000102  BU00010201                                                part B = WK000102 and WK000201
 *   GM0002  WK000201  BU00020101
 *
 * Periods 2022 and 2023, known until 31 March 2024, gaps of 31 days.
 */
#ifndef KK_TESTS_MEASURE_WORLD_H
#define KK_TESTS_MEASURE_WORLD_H

#include "unit/check.h"

#include "kk/measure.h"

enum { JGZ, WIJKTEAM, AMBULANT, DAGHULP, VERBLIJF, CRISIS, PROGRAMMA, FORMS };
enum { UNKNOWN, GEMEENTE, HUISARTS, REFERRERS };
enum { GM, WK, BU, PART, LEVELS };
enum { WORLD_COLUMNS = 40 };

typedef struct world {
    kk_areas areas;
    kk_config config;
    kk_period period[2];
    kk_records records;
    kk_measure measure[WORLD_COLUMNS];
    kk_config_column wanted[WORLD_COLUMNS];
    kk_config_table table_config;
    kk_arena arena;
    kk_table table;
    kk_error err;
} world;

static const char *gm_code[] = {"GM0001", "GM0002"};
static const char *wk_code[] = {"WK000101", "WK000102", "WK000201"};
static const char *wk_parent[] = {"GM0001", "GM0001", "GM0002"};
static const char *bu_code[] = {"BU00010101", "BU00010102", "BU00010199", "BU00010201", "BU00020101"};
static const char *bu_parent[] = {"WK000101", "WK000101", "WK000101", "WK000102", "WK000201"};
static const char *part_code[] = {"A", "B"};
static bool dry[5], wet[5] = {false, false, true, false, false};
static uint32_t part_begin[] = {0, 1, 3}, part_member[] = {0, 1, 2};

static inline void world_init(world *w)
{
    *w = (world){0};
    kk_arena_init(&w->arena);
    w->areas.level_count = LEVELS;
    w->areas.level[GM] =
        (kk_level){.kind = KK_LEVEL_GEMEENTE, .name = "gemeente", .count = 2, .code = gm_code, .water = dry};
    w->areas.level[WK] = (kk_level){
        .kind = KK_LEVEL_WIJK, .name = "wijk", .count = 3, .code = wk_code, .parent = wk_parent, .water = dry};
    w->areas.level[BU] = (kk_level){
        .kind = KK_LEVEL_BUURT, .name = "buurt", .count = 5, .code = bu_code, .parent = bu_parent, .water = wet};
    w->areas.level[PART] = (kk_level){.kind = KK_LEVEL_OWN,
                                      .name = "part",
                                      .count = 2,
                                      .code = part_code,
                                      .water = dry,
                                      .membership = {WK, part_begin, part_member}};
    assert_true(kk_period_of("2022", &w->period[0]) && kk_period_of("2023", &w->period[1]));
    static kk_config_record_source source = {.csv.name = "help"};
    w->config.records.given = true;
    w->config.records.source = &source;
    w->config.records.source_count = 1;
    w->config.records.period = w->period;
    w->config.records.period_count = 2;
    w->config.records.until = kk_day_of(2024, 3, 31);
    w->config.records.gap_days = 31;
    const kk_form forms[FORMS] = {{"jgz", "", "", 0, 2},      {"wijkteam", "", "", 1, 1}, {"ambulant", "", "", 2, 1},
                                  {"daghulp", "", "", 3, 1},  {"verblijf", "", "", 6, 1}, {"crisis", "", "", 0, 1},
                                  {"programma", "", "", 0, 2}};
    memcpy(w->config.codes.form, forms, sizeof forms);
    w->config.codes.form_count = FORMS;
    w->table_config =
        (kk_config_table){.name = "records", .kind = KK_TABLE_RECORDS, .measures = w->measure, .wanted = w->wanted};
}

static inline void world_clear(world *w)
{
    kk_records_clear(&w->records);
    kk_arena_clear(&w->arena);
}

/* 20230131 → the day; 0 → none; 99999999 → still open. */
static inline kk_day on(int date)
{
    if (date == 0) return KK_NO_DAY;
    if (date == 99999999) return KK_OPEN_DAY;
    kk_day day = kk_day_of(date / 10000, date / 100 % 100, date % 100);
    assert_true(day != KK_NO_DAY);
    return day;
}
enum { OPEN = 99999999, NONE = 0 };

static inline kk_locus at(const char *code)
{
    static const char *const *const codes[LEVELS] = {gm_code, wk_code, bu_code, part_code};
    static const size_t counts[LEVELS] = {2, 3, 5, 2};
    for (size_t l = 0; l < LEVELS; l++)
        for (size_t i = 0; i < counts[l]; i++)
            if (strcmp(codes[l][i], code) == 0) return kk_locus_of(l, i);
    return KK_UNKNOWN_CODE;
}

/* A youth of 10 years at the end of 2022. The result is good until the next call. */
static inline kk_record *add(world *w, kk_record_kind kind, uint64_t client, const char *place, int form, int begin,
                             int end)
{
    kk_record record = {.client = client,
                        .kind = (uint8_t)kind,
                        .begin = on(begin),
                        .end = on(end),
                        .requested = KK_NO_DAY,
                        .form = (uint8_t)form,
                        .place = at(place),
                        .months = 120,
                        .months_event = 120};
    assert_int_equal(kk_records_add(&w->records, &record, 1, &w->err), KK_OK);
    return &w->records.item[w->records.count - 1];
}

static inline kk_record *care(world *w, uint64_t client, const char *place, int form, int begin, int end)
{
    return add(w, KK_RECORD_CARE, client, place, form, begin, end);
}

static inline kk_record *declare(world *w, uint64_t client, const char *place, int form, int begin, int end,
                                 int64_t cents)
{
    kk_record *record = add(w, KK_RECORD_DECLARATION, client, place, form, begin, end);
    record->cents = cents;
    return record;
}

/* All forms, ages and referrers; returns the column. */
static inline size_t want(world *w, kk_measure_kind kind)
{
    size_t c = w->table_config.wanted_count++;
    assert_true(c < WORLD_COLUMNS);
    w->measure[c] = (kk_measure){
        .kind = kind, .forms = (1u << FORMS) - 1, .referrers = UINT32_MAX, .all_ages = true, .item = "", .limit = NAN};
    w->wanted[c].name = "wanted";
    return c;
}

static inline size_t want_part(world *w, kk_measure_kind kind, kk_measure_part part)
{
    size_t c = want(w, kind);
    w->measure[c].part = part;
    return c;
}

static inline size_t want_form(world *w, kk_measure_kind kind, int form)
{
    size_t c = want(w, kind);
    w->measure[c].forms = 1u << form;
    return c;
}

static inline void world_measure(world *w, int threads)
{
    assert_int_equal(kk_records_prepare(&w->records, &w->config, threads, &w->err), KK_OK);
    assert_int_equal(kk_measure_records(&w->config, &w->table_config, &w->records, &w->areas, threads, &w->arena,
                                        &w->table, &w->err),
                     KK_OK);
}

static inline size_t cell_of(const kk_table *table, const char *code, const char *period, size_t column)
{
    for (size_t row = 0; row < table->row_count; row++) {
        if (strcmp(table->code[row], code) == 0 && strcmp(table->period[table->row_period[row]], period) == 0)
            return row * table->column_count + column;
    }
    fail_msg("no row for %s in %s", code, period);
    return 0;
}

/* NaN unless there is a figure. */
static inline double value(const world *w, size_t column, const char *code, const char *period)
{
    size_t cell = cell_of(&w->table, code, period, column);
    assert_int_equal(isnan(w->table.value[cell]) != 0, !kk_figure_has_value(w->table.status[cell]));
    return w->table.value[cell];
}

static inline int status(const world *w, size_t column, const char *code, const char *period)
{
    return w->table.status[cell_of(&w->table, code, period, column)];
}

static inline void check_value(const world *w, size_t column, const char *code, const char *period, double expected,
                               int line)
{
    double actual = value(w, column, code, period);
    if (!(fabs(actual - expected) <= 1e-9 * fabs(expected)))
        fail_msg("line %d: column %zu of %s in %s is %.12g, not %.12g", line, column, code, period, actual, expected);
}
#define assert_value(w, column, code, period, expected) check_value(w, column, code, period, expected, __LINE__)

#endif
