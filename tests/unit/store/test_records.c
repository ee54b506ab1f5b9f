/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/store/private_cluster.h"
#include "unit/store/sample.h"

#include "store/store.h"

static kk_config records_project(void)
{
    static kk_config_record_source sources[] = {{.csv.name = "wijkteam"}, {.csv.name = "jgz"}};
    kk_config config = {.records = {.given = true, .source = sources, .source_count = 2}};
    config.codes = (kk_codes){.form_count = 2, .referrer_count = 2};
    config.codes.form[0].name = "ambulant";
    config.codes.form[1].name = "jgz";
    config.codes.referrer[0].name = "unknown";
    config.codes.referrer[1].name = "huisarts";
    return config;
}

static const kk_record whole = {
    .client = 0xFEDCBA9876543210u,
    .family = 7,
    .cents = -1234567890123,
    .begin = 19358, /* 2023-01-01 */
    .end = KK_OPEN_DAY,
    .requested = 0, /* 1970-01-01 */
    .place = 2u << 27 | 1,
    .provider = 0x80000001u,
    .months_event = -3,
    .months = 8,
    .kind = KK_RECORD_CARE,
    .form = 0,
    .referrer = 1,
    .sex = KK_SEX_FEMALE,
    .outcome = KK_OUTCOME_PLANNED,
    .indicated = true,
    .source = 0,
};

/* All that may be missing is. */
static const kk_record bare = {
    .client = 1,
    .begin = KK_NO_DAY,
    .end = KK_NO_DAY,
    .requested = KK_NO_DAY,
    .place = KK_UNKNOWN_POSTCODE,
    .months_event = KK_MONTHS_UNKNOWN,
    .months = KK_MONTHS_UNKNOWN,
    .kind = KK_RECORD_CONTACT,
    .form = KK_FORM_UNKNOWN,
    .source = 1,
};

static void load_records(const char *schema)
{
    kk_error err = {0};
    kk_config config = records_project();
    kk_areas areas = sample_areas();
    kk_store *store = open_store(schema);
    assert_int_equal(kk_store_load_areas(store, &areas, &err), KK_OK);
    assert_int_equal(kk_store_records_begin(store, &config, &err), KK_OK);
    assert_true(kk_store_records_add(store, &whole, 1));
    assert_true(kk_store_records_add(store, &bare, 1));
    assert_int_equal(kk_store_records_end(store, &err), KK_OK);
    if (kk_store_commit(store, &err) != KK_OK) fail_msg("%s", err.message);
    kk_store_close(store);
}

static void test_records_are_loaded_exactly(void **state)
{
    (void)state;
    load_records("kk_records");
    assert_rows(
        "SELECT source_no, kind_no, client, family, form_no, referrer_no, provider FROM kk_records.client_record "
        "ORDER BY 1",
        "0|0|-81985529216486896|7|0|1|-2147483647\n"
        "1|2|1||||\n");
    assert_rows("SELECT begins, ends, requested, months_event, months FROM kk_records.client_record ORDER BY source_no",
                "2023-01-01|infinity|1970-01-01|-3|8\n||||\n");
    assert_rows("SELECT sex_no, outcome_no, indicated, eur_cents, level_no, area_no, reason_no "
                "FROM kk_records.client_record ORDER BY source_no",
                "2|5|t|-1234567890123|2|1|\n0|0|f|0|||2\n");
}

static void test_numbers_are_told(void **state)
{
    (void)state;
    load_records("kk_records");
    assert_rows("SELECT string_agg(c.list || '=' || c.name, ' ' ORDER BY c.list) FROM kk_records.client_record r "
                "JOIN kk_records.client_record_code c ON (c.list, c.code_no) IN (('source', source_no), "
                "('kind', kind_no), ('form', form_no), ('referrer', referrer_no), ('sex', sex_no), "
                "('outcome', outcome_no)) WHERE source_no = 0",
                "form=ambulant kind=care outcome=planned referrer=huisarts sex=female source=wijkteam\n");
    assert_rows("SELECT name FROM kk_records.client_record_code WHERE list = 'reason' AND code_no = 2",
                "unknown postcode\n");
}

static void test_only_the_owner_sees_them(void **state)
{
    (void)state;
    load_records("kk_records");
    query("CREATE ROLE guest");
    query("GRANT USAGE ON SCHEMA kk_records TO guest");
    assert_rows("SELECT has_table_privilege('guest', 'kk_records.client_record', 'SELECT')", "f\n");
    assert_rows("SELECT count(*) FROM information_schema.views WHERE view_definition LIKE '%client_record%'", "0\n");
    query("REVOKE USAGE ON SCHEMA kk_records FROM guest");
    query("DROP ROLE guest");
}

static void test_a_purge_takes_the_records_alone(void **state)
{
    (void)state;
    kk_error err = {0};
    load_records("kk_records");
    assert_int_equal(kk_store_purge_records(kk_cluster_url(cluster), "kk_records", &err), KK_OK);
    assert_rows("SELECT to_regclass('kk_records.client_record'), to_regclass('kk_records.client_record_code')", "|\n");
    assert_rows("SELECT count(*) FROM kk_records.area", "10\n");
    assert_int_equal(kk_store_purge_records(kk_cluster_url(cluster), "kk_records", &err), KK_OK);
    assert_int_equal(kk_store_purge_records(kk_cluster_url(cluster), "kk_never", &err), KK_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_records_are_loaded_exactly),
        cmocka_unit_test(test_numbers_are_told),
        cmocka_unit_test(test_only_the_owner_sees_them),
        cmocka_unit_test(test_a_purge_takes_the_records_alone),
    };
    return cmocka_run_group_tests(tests, start_cluster, stop_cluster);
}
