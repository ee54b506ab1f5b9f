/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/publish/fixture.h"

static const char header[] =
    "level,within_code,within_name,period,indicator,statistic,term,value,lower,upper,p,areas,note\n";

static void figures_have_ten_digits(void **state)
{
    fixture *f = *state;
    kk_config_indicator gap = statistic_of_share(KK_STATISTIC_GAP);
    add_statistic(f, &gap, (const double[]){0, 1, NAN, 4, 2, NAN, NAN});
    assert_int_equal(kk_write_statistics_csv(f->release, f->folder, &f->err), KK_OK);
    const char *text = read_file(f, "statistics.csv");
    assert_memory_equal(text, header, strlen(header));
    assert_string_equal(text + strlen(header), "buurt,GM0307,\"Stad, \"\"de\"\"\",2023,jeugdzorg,moran,,0.1451525679,,"
                                               "3.333333333e-21,0.00001,6,\n");
}

static void a_release_without_statistics_has_no_row(void **state)
{
    fixture *f = *state;
    assert_int_equal(kk_write_statistics_csv(f->release, f->folder, &f->err), KK_OK);
    assert_string_equal(read_file(f, "statistics.csv"), header);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(figures_have_ten_digits, begin, end),
        cmocka_unit_test_setup_teardown(a_release_without_statistics_has_no_row, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
