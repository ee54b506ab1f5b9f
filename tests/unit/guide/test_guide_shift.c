/* SPDX-License-Identifier: EUPL-1.2 */
/* The path to prevention from released figures: rows, totals, and who takes no part. */
#include "unit/guide/guide_fixture.h"

enum { YEARS = 2, FRONT = SUPPLY, BACK = PRESENT };
static const double front_of_gemeenten[] = {300, 500}, back_of_gemeenten[] = {3000, 5000};
static const double front[] = {100, -1, 300, 200.05, 0}, back[] = {1000, 2000, NAN, 400.1, 0};

static kk_status make(guide_fixture *f, const double *front_figures, const double *back_figures)
{
    guide_add(f, FRONT, GEMEENTE, front_of_gemeenten, 0);
    guide_add(f, BACK, GEMEENTE, back_of_gemeenten, 0);
    guide_add(f, FRONT, WIJK, front_figures, 0);
    guide_add(f, BACK, WIJK, back_figures, 0);
    guide_release(f);
    kk_guide_work work = {.config = &f->config,
                          .sources = &f->sources,
                          .release = f->release,
                          .areas = &f->areas,
                          .threads = 1,
                          .arena = &f->arena,
                          .out = &f->guide};
    return kk_guide_make_shift(&work, &f->err);
}

/* A fifth in two years, at most 8% a year; half of what front has more is freed a year later. */
static guide_fixture *begin(void)
{
    guide_fixture *f = guide_begin(4);
    f->config.guide.shift =
        (kk_config_shift){.given = true,
                          .level = "wijk",
                          .front = FRONT,
                          .back = BACK,
                          .rule = {.years = YEARS, .share = 0.2, .yearly_most = 0.08, .returns = 0.5, .delay_years = 1},
                          .source_nl = "Aanname voor deze proef",
                          .mark = {"proef.yaml", 9, 3}};
    return f;
}

static void check_row(const kk_sheet *sheet, size_t row, const char *code, const int64_t cells[4])
{
    assert_string_equal(guide_cell(sheet, row, "code").text, code);
    assert_int_equal(guide_cell(sheet, row, "year").whole, cells[0]);
    assert_int_equal(guide_cell(sheet, row, "front").whole, cells[1]);
    assert_int_equal(guide_cell(sheet, row, "back").whole, cells[2]);
    assert_int_equal(guide_cell(sheet, row, "freed").whole, cells[3]);
}

/* Of € 1.000,00 at most € 80,00 leaves in the first year, € 73,60 in the second; nothing is left to be freed. */
static void test_by_hand(void **state)
{
    (void)state;
    guide_fixture *f = begin();
    assert_int_equal(make(f, front, back), KK_OK);
    const kk_sheet *sheet = guide_sheet_of(f, "shift");
    assert_int_equal(sheet->row_count, 2 * (YEARS + 1) + 2 + YEARS + 1);
    check_row(sheet, 0, "WK000100", (int64_t[]){0, 10000, 100000, 0});
    check_row(sheet, 1, "WK000100", (int64_t[]){1, 18000, 92000, 0});
    check_row(sheet, 2, "WK000100", (int64_t[]){2, 25360, 84640, 0});
    check_row(sheet, 3, "WK000203", (int64_t[]){0, 20005, 40010, 0});
    check_row(sheet, 4, "WK000203", (int64_t[]){1, 23205, 36810, 0});
    check_row(sheet, 8, "", (int64_t[]){0, 30005, 140010, 0});
    check_row(sheet, 9, "", (int64_t[]){1, 41205, 128810, 0});
    assert_string_equal(guide_cell(sheet, 9, "status").text, "total");
    guide_end(f);
}

/* With room for it half of € 50,00 and then of € 100,00 is freed: so much a year. */
static void test_returns(void **state)
{
    (void)state;
    guide_fixture *f = begin();
    f->config.guide.shift.rule.share = 0.1;
    f->config.guide.shift.rule.yearly_most = 0.2;
    assert_int_equal(make(f, front, back), KK_OK);
    const kk_sheet *sheet = guide_sheet_of(f, "shift");
    check_row(sheet, 1, "WK000100", (int64_t[]){1, 15000, 95000, 0});
    check_row(sheet, 2, "WK000100", (int64_t[]){2, 20000, 87500, 2500});
    guide_end(f);
}

/* The amount of the gemeente is not that of the wijk. */
static void test_a_hidden_amount_takes_no_part(void **state)
{
    (void)state;
    guide_fixture *f = begin();
    assert_int_equal(make(f, front, back), KK_OK);
    const kk_sheet *sheet = guide_sheet_of(f, "shift");
    assert_string_equal(guide_cell(sheet, 6, "code").text, "WK000101");
    assert_string_equal(guide_cell(sheet, 6, "status").text, "front_unknown");
    assert_int_equal(guide_cell(sheet, 6, "year").whole, KK_SHEET_EMPTY);
    assert_int_equal(guide_cell(sheet, 6, "back").whole, KK_SHEET_EMPTY);
    assert_string_equal(guide_cell(sheet, 7, "code").text, "WK000202");
    assert_string_equal(guide_cell(sheet, 7, "status").text, "back_unknown");
    guide_end(f);
}

static void test_every_row_tells_the_assumption(void **state)
{
    (void)state;
    guide_fixture *f = begin();
    assert_int_equal(make(f, front, back), KK_OK);
    const kk_sheet *sheet = guide_sheet_of(f, "shift");
    for (size_t row = 0; row < sheet->row_count; row++) {
        assert_near(guide_cell(sheet, row, "returns").number, 0.5, 0);
        assert_int_equal(guide_cell(sheet, row, "delay_years").whole, 1);
        assert_string_equal(guide_cell(sheet, row, "source_nl").text, "Aanname voor deze proef");
    }
    guide_end(f);
}

/* Money is neither made nor lost, and what leaves in a year is within the ceiling. */
static void test_every_year_adds_up(void **state)
{
    (void)state;
    guide_fixture *f = begin();
    f->config.guide.shift.rule.years = 9;
    assert_int_equal(make(f, front, back), KK_OK);
    const kk_sheet *sheet = guide_sheet_of(f, "shift");
    for (size_t row = 0; row < sheet->row_count; row++) {
        int64_t year = guide_cell(sheet, row, "year").whole;
        if (year <= 0) continue;
        size_t first = row - (size_t)year;
        int64_t all = guide_cell(sheet, first, "front").whole + guide_cell(sheet, first, "back").whole;
        int64_t before = guide_cell(sheet, row - 1, "back").whole, now = guide_cell(sheet, row, "back").whole;
        assert_int_equal(guide_cell(sheet, row, "front").whole + now + guide_cell(sheet, row, "freed").whole, all);
        assert_true(now <= before && (double)(before - now) <= 0.08 * (double)before);
    }
    guide_end(f);
}

static void check_failure(guide_fixture *f, const double *front_figures, const double *back_figures, const char *part)
{
    assert_int_equal(make(f, front_figures, back_figures), KK_ERR_PROJECT);
    assert_contains(f->err.message, "proef.yaml:9");
    assert_contains(f->err.message, part);
    guide_end(f);
}

static void test_what_cannot_be_done(void **state)
{
    (void)state;
    static const double none[] = {NAN, -1, NAN, NAN, NAN}, too_much[] = {1, 1e14, 1, 1, 1};
    check_failure(begin(), none, back, "no wijk has figures of both 'supply' and 'present'");
    check_failure(begin(), front, too_much, "'present' of wijk WK000101 is below 0 or above 10^13");
    guide_fixture *f = begin();
    f->config.guide.shift.level = "buurt";
    check_failure(f, front, back, "no areas of level 'buurt'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_returns),
        cmocka_unit_test(test_a_hidden_amount_takes_no_part),
        cmocka_unit_test(test_every_row_tells_the_assumption),
        cmocka_unit_test(test_every_year_adds_up),
        cmocka_unit_test(test_what_cannot_be_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
