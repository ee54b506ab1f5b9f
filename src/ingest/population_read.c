/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "ingest/cell.h"
#include "ingest/named_columns.h"
#include "ingest/period.h"
#include "ingest/population.h"
#include "ingest/population_words.h"

#include <string.h>

enum { AREA, YEAR, SEX, AGE, COUNT, COLUMNS, KEY_COLUMNS = AGE, WIDE_AGES_MIN = 15, REMEMBERED = 32 };

/* Which counts of an area and period were met: bits by age. */
typedef struct met_ages {
    uint32_t sex[KK_COUNT_SEXES];
} met_ages;

/* A column of the wide form. */
typedef struct age_column {
    ptrdiff_t index;
    int age;
    kk_population_sex sex;
} age_column;

typedef struct age_reader {
    kk_population_maker *in;
    const kk_config_csv *csv;
    kk_rows *rows;
    ptrdiff_t column[COLUMNS];
    age_column *wide; /* in scratch; count 0 in the long form */
    size_t wide_count;
    met_ages **met[KK_LEVELS_MAX]; /* [level][period][area], in scratch */
    uint32_t ages;                 /* bits of those that the file has */
    char code[REMEMBERED];         /* the last code that was refused */
    kk_arena scratch;
    kk_error *err;
} age_reader;

/* What a row tells, besides its counts. */
typedef struct row_key {
    kk_locus place;
    char period[KK_PERIOD_SIZE];
    kk_population_sex sex;
    int64_t line;
} row_key;

static kk_status reject(age_reader *in, int column, kk_cell cell, int64_t line, const char *reason)
{
    in->in->out->counts.rows_rejected++;
    return kk_named_row_reject(in->csv, in->rows, in->column[column], cell, line, reason, in->in->rejects, in->err);
}

/* ---- counts ---- */

static double *count_of(kk_population_cell *cell, int age, kk_population_sex sex)
{
    return sex == KK_COUNT_TOTAL ? &cell->unsexed[age] : &cell->count[age][sex];
}

static void put(age_reader *in, size_t period, const row_key *key, int age, kk_population_sex sex, kk_figure figure,
                bool *doubled)
{
    size_t level = kk_locus_level(key->place), area = kk_locus_area(key->place);
    met_ages *met = &in->met[level][period][area];
    kk_population_cell *cell = &in->in->out->level[level][period][area];
    *doubled = *doubled || (met->sex[sex] & 1u << age) != 0;
    if (*doubled) return;
    if (cell->status == KK_FIGURE_ABSENT) cell->status = KK_FIGURE_OK;
    met->sex[sex] |= 1u << age;
    in->ages |= 1u << age;
    *count_of(cell, age, sex) = figure.value;
    cell->status = (uint8_t)kk_figure_status_combine((kk_figure_status)cell->status, figure.status);
}

/* One count of a row; `*refused` when the row has to go. */
static kk_status take_count(age_reader *in, const row_key *key, int age, kk_population_sex sex, kk_cell cell,
                            bool *refused)
{
    kk_figure figure;
    kk_cell_kind kind = kk_cell_figure(cell, &figure);
    bool doubled = false;
    const kk_population *out = in->in->out;
    if (kind == KK_CELL_BAD || figure.value < 0 || figure.value > KK_PERSONS_MAX) {
        *refused = true;
        return reject(in, COUNT, cell, key->line, "no number of persons");
    }
    for (size_t p = 0; p < out->period_count; p++)
        if (in->column[YEAR] < 0 || kk_population_tells(key->period, &out->period[p]))
            put(in, p, key, age, sex, figure, &doubled);
    *refused = doubled;
    return doubled ? reject(in, AREA, (kk_cell){"", 0}, key->line, "the area, year, age and sex come for a second time")
                   : KK_OK;
}

/* ---- rows ---- */

static kk_status refuse_area(age_reader *in, kk_population_where where, kk_cell cell, int64_t line)
{
    if (where == KK_ROW_NO_CODE) return reject(in, AREA, cell, line, "no area code");
    bool again =
        cell.length < REMEMBERED && strncmp(in->code, cell.text, cell.length) == 0 && in->code[cell.length] == '\0';
    if (again) {
        in->in->out->counts.rows_rejected++;
        return KK_OK;
    }
    memcpy(in->code, cell.text, cell.length);
    in->code[cell.length] = '\0';
    return reject(in, AREA, cell, line, "none of the areas of these boundaries (told once for rows that follow)");
}

/* Area, period and sex; `*aside` when the row is not of use here, `*refused` when it is wrong. */
static kk_status take_key(age_reader *in, const kk_cell *cells, size_t count, row_key *key, bool *aside, bool *refused)
{
    kk_cell cell = kk_named_cell(cells, count, in->column[AREA]);
    kk_population_where where = kk_population_area(in->in, cell, &key->place);
    *aside = where == KK_ROW_ASIDE;
    *refused = where == KK_ROW_NO_CODE || where == KK_ROW_NO_AREA;
    if (*refused) return refuse_area(in, where, cell, key->line);
    cell = kk_named_cell(cells, count, in->column[YEAR]);
    if (in->column[YEAR] >= 0 && !kk_period_parse(cell, key->period)) {
        *refused = true;
        return reject(in, YEAR, cell, key->line,
                      "no period: expected a year, 1 January of it, or 2023JJ00, 2023KW01 …");
    }
    cell = kk_named_cell(cells, count, in->column[SEX]);
    *refused = !kk_population_sex_parse(cell, &key->sex);
    return *refused ? reject(in, SEX, cell, key->line, "no sex: M, V, man, vrouw, or a total") : KK_OK;
}

static kk_status take_long(age_reader *in, const row_key *key, const kk_cell *cells, size_t count, bool *refused)
{
    kk_cell cell = kk_named_cell(cells, count, in->column[AGE]);
    int age = kk_age_parse(cell);
    *refused = age == KK_AGE_BAD;
    if (*refused) return reject(in, AGE, cell, key->line, "no age: expected a single year, such as 7 or \"7 jaar\"");
    if (age == KK_AGE_ASIDE || age >= KK_POPULATION_AGES) return KK_OK;
    return take_count(in, key, age, key->sex, kk_named_cell(cells, count, in->column[COUNT]), refused);
}

static kk_status take_wide(age_reader *in, const row_key *key, const kk_cell *cells, size_t count, bool *refused)
{
    kk_status status = KK_OK;
    for (size_t w = 0; w < in->wide_count && status == KK_OK && !*refused; w++) {
        const age_column *column = &in->wide[w];
        kk_population_sex sex = column->sex == KK_COUNT_TOTAL ? key->sex : column->sex;
        in->column[COUNT] = column->index;
        status = take_count(in, key, column->age, sex, kk_named_cell(cells, count, column->index), refused);
    }
    return status;
}

static kk_status take_row(age_reader *in, const kk_cell *cells, size_t count, int64_t line)
{
    row_key key = {.line = line};
    bool aside = false, refused = false;
    kk_source_counts *counts = &in->in->out->counts;
    counts->rows_read++;
    if (!kk_named_row_fits(in->rows, count)) return reject(in, AREA, (kk_cell){"", 0}, line, KK_WRONG_WIDTH);
    kk_status status = take_key(in, cells, count, &key, &aside, &refused);
    if (status == KK_OK && !aside && !refused)
        status = in->wide_count > 0 ? take_wide(in, &key, cells, count, &refused)
                                    : take_long(in, &key, cells, count, &refused);
    counts->rows_used += !refused;
    return status;
}

/* ---- columns ---- */

static kk_status find_wide(age_reader *in)
{
    const kk_cell *header;
    size_t count = kk_rows_header(in->rows, &header);
    uint32_t ages = 0;
    in->wide = kk_arena_alloc(&in->scratch, count, sizeof *in->wide);
    if (in->wide == NULL) return kk_fail_memory(in->err);
    for (size_t i = 0; i < count && in->csv->column[KK_FIELD_AGE] == NULL; i++) {
        age_column column = {.index = (ptrdiff_t)i};
        if (!kk_age_header_parse(header[i], &column.age, &column.sex) || column.age >= KK_POPULATION_AGES) continue;
        in->wide[in->wide_count++] = column;
        ages |= 1u << column.age;
    }
    if (__builtin_popcount(ages) < WIDE_AGES_MIN) in->wide_count = 0;
    return KK_OK;
}

static kk_status find_columns(age_reader *in)
{
    static const kk_named_column wanted[COLUMNS] = {
        [AREA] = {KK_FIELD_AREA, "area codes", KK_AREA_WORDS},
        [YEAR] = {KK_FIELD_YEAR, NULL, {"year", "jaar", "perioden", "periode", "peildatum"}},
        [SEX] = {KK_FIELD_SEX, NULL, {"sex", "geslacht", "sekse"}},
        [AGE] = {KK_FIELD_AGE, "ages", {"age", "leeftijd"}},
        [COUNT] = {KK_FIELD_COUNT_OF,
                   "counts",
                   {"count", "aantal", "inwoners", "aantalinwoners", "bevolking", "bevolking*", "personen", "waarde",
                    "value"}},
    };
    kk_status status = find_wide(in);
    size_t count = in->wide_count > 0 ? KEY_COLUMNS : COLUMNS;
    if (status == KK_OK) status = kk_named_columns_find(in->csv, in->rows, wanted, count, in->column, in->err);
    if (status != KK_OK || in->column[YEAR] >= 0 || in->in->out->period_count == 1) return status;
    return kk_fail_at(
        in->err, KK_ERR_INPUT, in->csv->mark,
        "%s: has no column of years, where the project has several periods; name it with `columns: {year: "
        "…}`",
        in->csv->file.given);
}

/* ---- what is whole ---- */

/* The counts of one age: men and women, or the total; false when neither is whole. */
static bool settle_age(const met_ages *met, kk_population_cell *cell, int age)
{
    uint32_t bit = 1u << age;
    bool sexed = (met->sex[KK_COUNT_MALE] & met->sex[KK_COUNT_FEMALE] & bit) != 0;
    bool total = (met->sex[KK_COUNT_TOTAL] & bit) != 0;
    if (sexed) cell->unsexed[age] = 0;
    if (!sexed && total) cell->count[age][KK_COUNT_MALE] = cell->count[age][KK_COUNT_FEMALE] = 0;
    return sexed || total;
}

static bool settle_cell(uint32_t ages, const met_ages *met, kk_population_cell *cell)
{
    bool whole = true;
    for (int age = 0; age < KK_POPULATION_AGES; age++)
        if ((ages & 1u << age) != 0) whole &= settle_age(met, cell, age);
    if (!whole) cell->status = (uint8_t)kk_figure_status_combine((kk_figure_status)cell->status, KK_FIGURE_UNKNOWN);
    if (kk_figure_has_value((kk_figure_status)cell->status))
        cell->status = KK_FIGURE_OK;
    else
        kk_population_forget_ages(cell, (kk_figure_status)cell->status);
    return whole;
}

static kk_status settle(age_reader *in)
{
    const kk_population *out = in->in->out;
    size_t cells = 0, broken = 0;
    for (size_t l = 0; l < in->in->areas->level_count; l++)
        for (size_t p = 0; p < out->period_count && in->met[l] != NULL; p++)
            for (size_t i = 0; i < in->in->areas->level[l].count; i++) {
                if (out->level[l][p][i].status == KK_FIGURE_ABSENT) continue;
                broken += !settle_cell(in->ages, &in->met[l][p][i], &out->level[l][p][i]);
                cells++;
            }
    if (cells == 0)
        return kk_fail_at(in->err, KK_ERR_INPUT, in->csv->mark,
                          "%s: none of its %lld rows tells of a single year of age, in one of the areas and periods of "
                          "the project",
                          in->csv->file.given, (long long)out->counts.rows_read);
    if (broken > 0)
        kk_warn("%s: %zu of %zu areas and periods lack rows of some ages that others have, so that their population is "
                "unknown; give a row of 0 where nobody is of that age",
                in->csv->file.given, broken, cells);
    return KK_OK;
}

static void warn_of_periods(const age_reader *in)
{
    const kk_population *out = in->in->out;
    for (size_t p = 0; p < out->period_count; p++) {
        bool any = false;
        for (size_t l = 0; l < in->in->areas->level_count && in->met[l] != NULL; l++)
            for (size_t i = 0; i < in->in->areas->level[l].count && !any; i++)
                any = out->level[l][p][i].status != KK_FIGURE_ABSENT;
        if (!any) kk_warn("%s: has no rows of %s", in->csv->file.given, out->period[p].name);
    }
}

static void warn_of_ages(const age_reader *in)
{
    enum { YOUTH = 23 };
    int missing = 0, first = 0;
    for (int age = YOUTH - 1; age >= 0; age--) {
        if ((in->ages & 1u << age) != 0) continue;
        first = age;
        missing++;
    }
    if (missing > 0)
        kk_warn("%s: has no rows of age %d%s; what needs them is unknown", in->csv->file.given, first,
                missing > 1 ? " and of others below 23" : "");
}

/* ---- the file ---- */

static kk_status make_met(age_reader *in)
{
    const kk_areas *areas = in->in->areas;
    size_t periods = in->in->out->period_count;
    for (size_t l = 0; l < areas->level_count && areas->level[l].kind != KK_LEVEL_OWN; l++) {
        in->met[l] = kk_arena_alloc(&in->scratch, periods, sizeof **in->met);
        if (in->met[l] == NULL) return kk_fail_memory(in->err);
        for (size_t p = 0; p < periods; p++) {
            in->met[l][p] = kk_arena_alloc(&in->scratch, areas->level[l].count, sizeof ***in->met);
            if (in->met[l][p] == NULL) return kk_fail_memory(in->err);
        }
    }
    return KK_OK;
}

static kk_status read_rows(age_reader *in)
{
    for (;;) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        kk_status status = kk_rows_next(in->rows, &cells, &count, &line, in->err);
        if (status == KK_OK && count > 0) status = take_row(in, cells, count, line);
        if (status != KK_OK || count == 0) return status;
    }
}

kk_status kk_population_read_ages(kk_population_maker *maker)
{
    age_reader in = {.in = maker, .csv = &maker->config->population.csv, .err = maker->err};
    kk_arena_init(&in.scratch);
    kk_status status = kk_rows_open(&in.csv->file, NULL, &in.rows, in.err);
    if (status == KK_OK) status = find_columns(&in);
    if (status == KK_OK) status = make_met(&in);
    if (status == KK_OK) status = read_rows(&in);
    if (status == KK_OK) status = settle(&in);
    if (status == KK_OK) warn_of_periods(&in);
    if (status == KK_OK) warn_of_ages(&in);
    kk_rows_close(in.rows);
    kk_arena_clear(&in.scratch);
    return status;
}
