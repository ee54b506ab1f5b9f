/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/selection.h"
#include "measure_project.h"
#include "unit/check.h"

/* The columns that the only indicator wants of a table, joined by " | ". */
static void assert_wanted(const char *text, size_t table, const char *expected)
{
    char wanted[2000] = "";
    kk_config *config = project(text);
    const kk_config_table *of = &config->tables[table];
    for (size_t i = 0; i < of->wanted_count; i++) {
        if (i) strcat(wanted, " | ");
        strcat(wanted, of->wanted[i].name);
    }
    assert_string_equal(wanted, expected);
    kk_config_free(config);
}

/* The measure of the first column that the only indicator wants of a table. */
static kk_measure first_measure(const char *text, size_t table)
{
    kk_config *config = project(text);
    assert_int_equal(config->tables[table].wanted_count, 1);
    kk_measure measure = config->tables[table].measures[0];
    measure.item = *measure.item ? "some" : "";
    kk_config_free(config);
    return measure;
}

/* ---- names ---- */

static void every_measure_has_a_name_of_its_own_within_its_table(void **state)
{
    (void)state;
    for (int kind = 0; kind < KK_MEASURE_KIND_COUNT; kind++) {
        const kk_measure_info *info = kk_measure_info_of((kk_measure_kind)kind);
        assert_non_null(info->name);
        assert_int_equal(strspn(info->name, "abcdefghijklmnopqrstuvwxyz_3"), strlen(info->name));
        assert_int_not_equal(info->table, KK_TABLE_FILE);
        assert_int_equal(kk_measure_named(info->table, info->name), kind);
        assert_int_equal(info->forms != NULL, (info->selectors & KK_SELECTOR_BIT(KK_SELECT_FORM)) != 0);
    }
    assert_int_equal(kk_measure_named(KK_TABLE_RECORDS, "persons"), -1);
    assert_int_equal(kk_measure_named(KK_TABLE_POPULATION, "persons"), KK_MEASURE_PERSONS);
    assert_int_equal(kk_measure_named(KK_TABLE_FILE, "youths"), -1);
}

static void unknown_measures_name_the_nearest(void **state)
{
    (void)state;
    refused(VALUE("records.yuoths"),
            "project.yaml:10:48: numerator 'records.yuoths': 'records' has no 'yuoths'; did you mean 'youths'?");
    refused(VALUE("population.x"),
            "project.yaml:10:51: numerator 'population.x': 'population' has no 'x'; it can be persons, births");
}

/* ---- selections ---- */

static kk_measure measure_of(kk_measure_kind kind)
{
    return (kk_measure){.kind = kind, .forms = 6, .referrers = 6, .ages = {48, 144}, .item = "", .limit = NAN};
}

static void measures_that_differ_in_one_word_select_others(void **state)
{
    (void)state;
    const kk_measure one = measure_of(KK_MEASURE_YOUTHS);
    kk_measure other = measure_of(KK_MEASURE_CENTS);
    other.limit = 91;
    assert_true(kk_measure_selects_same(&one, &other));
    assert_false(kk_measure_has_same_limit(&one, &other));
    assert_true(kk_measure_has_same_limit(&one, &one));
    assert_true(kk_measure_has_same_limit(&other, &other));
    for (int i = 0; i < 6; i++) {
        kk_measure changed = one;
        if (i == 0) changed.forms = 2;
        if (i == 1) changed.referrers = UINT32_MAX;
        if (i == 2) changed.ages.to = 216;
        if (i == 3) changed.all_ages = true;
        if (i == 4) changed.sex = KK_SEX_FEMALE;
        if (i == 5) changed.item = "some";
        assert_false(kk_measure_selects_same(&one, &changed));
        assert_true(kk_measure_selects_same(&changed, &changed));
    }
    kk_measure all = one, also = one;
    all.all_ages = also.all_ages = true;
    also.ages.from = 0; /* not looked at */
    assert_true(kk_measure_selects_same(&all, &also));
}

static void a_wider_selection_contains_a_narrower_one(void **state)
{
    (void)state;
    const kk_measure whole = measure_of(KK_MEASURE_YOUTHS);
    for (int i = 0; i < 7; i++) {
        kk_measure part = whole;
        if (i == 0) part.forms = 2;
        if (i == 1) part.referrers = 4;
        if (i == 2) part.ages.from = 60;
        if (i == 3) part.ages.to = 143;
        if (i == 4) part.sex = KK_SEX_MALE;
        if (i == 5) part.item = "some";
        assert_true(kk_measure_contains(&whole, &part));
        assert_int_equal(kk_measure_contains(&part, &whole), i == 6);
        kk_measure both = part;
        assert_true(kk_measure_widen(&both, &whole));
        assert_true(kk_measure_selects_same(&both, &whole));
    }
    kk_measure all = whole, squares = whole;
    all.all_ages = true;
    assert_true(kk_measure_contains(&all, &whole));
    assert_false(kk_measure_contains(&whole, &all));
    squares.part = KK_PART_SQUARES;
    assert_false(kk_measure_contains(&whole, &squares));
}

static void a_measure_contains_those_that_count_some_of_its_persons(void **state)
{
    (void)state;
    static const struct {
        kk_measure_kind whole, part;
    } within[] = {
        {KK_MEASURE_YOUTHS, KK_MEASURE_YOUTHS_NEW},
        {KK_MEASURE_YOUTHS, KK_MEASURE_YOUTHS_3_PROVIDERS},
        {KK_MEASURE_YOUTHS_LADDER, KK_MEASURE_YOUTHS_DOWN},
        {KK_MEASURE_INVITED, KK_MEASURE_NOT_SEEN},
        {KK_MEASURE_REQUESTS_ENDED, KK_MEASURE_REQUESTS_SOLVED},
        {KK_MEASURE_HOMES, KK_MEASURE_WITHIN},
        {KK_MEASURE_YOUTHS_HELPED, KK_MEASURE_PARTICIPANTS},
        {KK_MEASURE_PERSONS, KK_MEASURE_YOUTHS_RUNNING},
    };
    for (size_t i = 0; i < sizeof within / sizeof *within; i++) {
        kk_measure whole = measure_of(within[i].whole), part = measure_of(within[i].part);
        assert_true(kk_measure_contains(&whole, &part));
        assert_false(kk_measure_contains(&part, &whole));
        part.forms = 8;
        assert_false(kk_measure_contains(&whole, &part));
    }
    kk_measure down = measure_of(KK_MEASURE_YOUTHS_DOWN), up = measure_of(KK_MEASURE_YOUTHS_UP);
    assert_false(kk_measure_contains(&up, &down));
}

static void limits_are_the_same_but_nearer_is_within_farther(void **state)
{
    (void)state;
    kk_measure near = measure_of(KK_MEASURE_WITHIN), far = near;
    near.limit = 1, far.limit = 2;
    assert_true(kk_measure_contains(&far, &near));
    assert_false(kk_measure_contains(&near, &far));
    near.kind = far.kind = KK_MEASURE_ACCESS;
    assert_false(kk_measure_contains(&far, &near));
    assert_true(kk_measure_contains(&far, &far));
}

static void two_selections_are_widened_to_hold_both(void **state)
{
    (void)state;
    kk_measure both = measure_of(KK_MEASURE_CENTS), other = both;
    other.forms = 9, other.referrers = 1, other.ages = (kk_ages){-9, 48}, other.sex = KK_SEX_MALE, other.item = "some";
    both.sex = KK_SEX_FEMALE;
    assert_true(kk_measure_widen(&both, &other));
    assert_int_equal(both.forms, 15);
    assert_int_equal(both.referrers, 7);
    assert_int_equal(both.ages.from, -9);
    assert_int_equal(both.ages.to, 144);
    assert_int_equal(both.sex, KK_SEX_UNKNOWN);
    assert_string_equal(both.item, "");
    other.all_ages = true;
    assert_true(kk_measure_widen(&both, &other));
    assert_true(both.all_ages);
    const kk_measure before = both;
    for (int i = 0; i < 3; i++) {
        kk_measure unlike = other;
        unlike.forms = 16;
        if (i == 0) unlike.kind = KK_MEASURE_YOUTHS_CENTS;
        if (i == 1) unlike.part = KK_PART_SQUARES;
        if (i == 2) unlike.limit = 91;
        assert_false(kk_measure_widen(&both, &unlike));
        assert_true(kk_measure_selects_same(&both, &before));
    }
}

/* ---- texts ---- */

static void a_measure_is_written_with_its_defaults(void **state)
{
    (void)state;
    assert_wanted(VALUE("records.youths"), RECORDS, "youths[form=jeugdzorg, age=0..23, sex=all, referrer=all]");
    assert_wanted(VALUE("records.not_seen"), RECORDS, "not_seen[form=jgz, age=0..23, sex=all]");
    assert_wanted(VALUE("records.requests_ended"), RECORDS,
                  "requests_ended[form=all, age=0..23, sex=all, referrer=all]");
    assert_wanted(VALUE("records.cents"), RECORDS, "cents[form=all, age=0..23, sex=all, referrer=all]");
    assert_wanted(VALUE("records.participants"), RECORDS, "participants[form=all, age=0..23, sex=all, programme=all]");
    assert_wanted(VALUE("population.persons"), POPULATION, "persons[age=0..23, sex=all]");
    assert_wanted(VALUE("population.births"), POPULATION, "births");
    assert_wanted(VALUE("collective.budget_cents"), COLLECTIVE, "budget_cents[task=all]");
    assert_wanted(VALUE("collective.programmes"), COLLECTIVE, "programmes");
    assert_wanted(VALUE("places.within"), PLACES, "within[limit=1, type=all]");
    assert_wanted(VALUE("places.access"), PLACES, "access[limit=5, type=all]");
    assert_wanted(VALUE("places.distance"), PLACES, "distance[type=all]");
}

static void equal_measures_are_one_column(void **state)
{
    (void)state;
    assert_wanted(VALUE("records.youths[form=jeugdzorg] + records.youths[ age = 0m..276m ,sex=all]+records.youths"),
                  RECORDS, "youths[form=jeugdzorg, age=0..23, sex=all, referrer=all]");
    assert_wanted(VALUE("records.youths[form=probation] + records.youths[form=reclassering]"), RECORDS,
                  "youths[form=probation, age=0..23, sex=all, referrer=all]");
    assert_wanted(VALUE("records.youths[form=daghulp+ambulant] + records.youths[form=ambulant + daghulp]"), RECORDS,
                  "youths[form=ambulant+daghulp, age=0..23, sex=all, referrer=all]");
    assert_wanted(VALUE("records.youths[age=-9m..24m] + records.youths[age=first_1000_days]"), RECORDS,
                  "youths[form=jeugdzorg, age=-9m..24m, sex=all, referrer=all]");
    assert_wanted(VALUE("records.youths[referrer=huisarts+gi] - records.youths[sex=male, referrer=gi + huisarts]"),
                  RECORDS,
                  "youths[form=jeugdzorg, age=0..23, sex=all, referrer=huisarts+gi] | "
                  "youths[form=jeugdzorg, age=0..23, sex=male, referrer=huisarts+gi]");
}

static void measures_stand_beside_their_columns(void **state)
{
    (void)state;
    kk_config *config = project(VALUE(
        "records.youths + records.cents[age=all] + records.youths[form=stay] + records.invited + records.youths"));
    const kk_config_table *records = &config->tables[RECORDS];
    const kk_measure_kind kinds[] = {KK_MEASURE_YOUTHS, KK_MEASURE_CENTS, KK_MEASURE_YOUTHS, KK_MEASURE_INVITED};
    kk_arena arena;
    kk_arena_init(&arena);
    assert_int_equal(records->wanted_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(records->measures[i].kind, kinds[i]);
        assert_int_equal(records->measures[i].part, KK_PART_VALUE);
        assert_string_equal(kk_measure_text(&records->measures[i], &config->codes, &arena), records->wanted[i].name);
    }
    assert_int_equal(records->wanted[1].mark.column, 40 + (int)strlen("records.youths + "));
    assert_null(config->tables[POPULATION].measures);
    kk_arena_clear(&arena);
    kk_config_free(config);
}

/* ---- values ---- */

static void selections_become_bits_ages_and_limits(void **state)
{
    (void)state;
    kk_config *config = project(MEASURES);
    uint64_t ambulant = kk_codes_forms(&config->codes, "ambulant"), stay = kk_codes_forms(&config->codes, "stay");
    uint32_t gi = 1u << kk_codes_referrer(&config->codes, "gi");
    kk_config_free(config);
    kk_measure measure =
        first_measure(VALUE("records.youths[form=ambulant+stay, age=-9m..4m, sex=female, referrer=gi]"), RECORDS);
    assert_int_equal(measure.forms, ambulant | stay);
    assert_int_equal(measure.ages.from, -9);
    assert_int_equal(measure.ages.to, 4);
    assert_false(measure.all_ages);
    assert_int_equal(measure.sex, KK_SEX_FEMALE);
    assert_int_equal(measure.referrers, gi);
    assert_true(isnan(measure.limit));
    measure = first_measure(VALUE("records.cents[age=all]"), RECORDS);
    assert_true(measure.all_ages);
    assert_int_equal(measure.referrers, UINT32_MAX);
    assert_int_equal(measure.sex, KK_SEX_UNKNOWN);
    assert_false(first_measure(VALUE("population.persons[age=0..18]"), POPULATION).all_ages);
    assert_true(first_measure(VALUE("population.births"), POPULATION).all_ages);
    assert_string_equal(first_measure(VALUE("places.within[type=`basis, school`, km=0.5]"), PLACES).item, "some");
    assert_float_equal(first_measure(VALUE("places.within[type=school, km=0.5]"), PLACES).limit, 0.5, 0);
    assert_string_equal(first_measure(VALUE("places.distance[type=all]"), PLACES).item, "");
}

static void the_youth_of_the_project_is_the_default_age(void **state)
{
    (void)state;
    const char text[] = GROUPED "population: {file: p.csv}\n"
                                "records: {youth: -9m..18, sources: [{name: r, file: r.csv, form: "
                                "beleidsinformatie}]}\n"
                                "indicators: [{name: x, kind: share, numerator: records.youths, denominator: "
                                "population.persons}]\n";
    assert_wanted(text, 0, "persons[age=-9m..216m, sex=all]");
    assert_wanted(text, 1, "youths[form=jeugdzorg, age=-9m..216m, sex=all, referrer=all]");
}

static void wrong_values_are_told_where_they_stand(void **state)
{
    (void)state;
    refused(VALUE("records.youths[form=ambulnt]"), "project.yaml:10:60: numerator 'records.youths[form=ambulnt]': "
                                                   "unknown form 'ambulnt'; did you mean 'ambulant'?");
    refused(VALUE("records.youths[form=stay+]"),
            "project.yaml:10:60: numerator 'records.youths[form=stay+]': unknown form ''; it can be all, preventive, "
            "front, jeugdzorg, jeugdhulp, without_stay, accessible, indicated, with_stay, stay, protection, probation");
    refused(VALUE("records.youths[referrer=huisart]"),
            "project.yaml:10:64: numerator 'records.youths[referrer=huisart]': unknown referrer 'huisart'; did you "
            "mean 'huisarts'?");
    refused(VALUE("records.youths[sex=vrouw]"), "project.yaml:10:59: numerator 'records.youths[sex=vrouw]': unknown "
                                                "sex 'vrouw'; it can be all, male, female");
    refused(VALUE("records.youths[sex=male, age=4..0]"),
            "project.yaml:10:69: numerator 'records.youths[sex=male, age=4..0]': '4..0' is not a band of ages; write "
            "0..4 for 0 up to 4 years, or -9m..24m in months; the first age below the second, from -9m to 27");
    refused(VALUE("population.persons[age=all]"),
            "project.yaml:10:63: numerator 'population.persons[age=all]': the ages of 'persons' must be given, such as "
            "0..23: not all are in the population");
    refused(VALUE("places.within[km=far]"),
            "project.yaml:10:57: numerator 'places.within[km=far]': 'far' is not a number of km");
    refused(VALUE("places.within[km=0]"),
            "project.yaml:10:57: numerator 'places.within[km=0]': '0' is not a number of km");
    refused(VALUE("places.within[km=1, minutes=2]"), "project.yaml:10:68: numerator 'places.within[km=1, minutes=2]': "
                                                     "give km or minutes, not both");
    refused(VALUE("places.within[minutes=2]"),
            "project.yaml:10:62: numerator 'places.within[minutes=2]': minutes need the travel times of `homes: "
            "travel:`; without them write km=");
}

static void assert_days(const char *numerator, const char *message)
{
    char text[1000];
    snprintf(text, sizeof text, MEASURES "indicators:\n  - {name: x, kind: estimate, numerator: \"%s\"}\n", numerator);
    refused(text, message);
}

static void days_are_whole_and_not_none(void **state)
{
    (void)state;
    assert_days("records.returned[days=0]", "project.yaml:10:65: numerator 'records.returned[days=0]': '0' is not a "
                                            "number of days from 1 to 9999");
    assert_days("records.returned[days=1.5]", "project.yaml:10:65: numerator 'records.returned[days=1.5]': '1.5' is "
                                              "not a number of days from 1 to 9999");
    assert_days("records.returned[days=10000]", "project.yaml:10:65: numerator 'records.returned[days=10000]': "
                                                "'10000' is not a number of days from 1 to 9999");
}

static void with_travel_times_distances_are_minutes(void **state)
{
    (void)state;
#define TRAVEL(numerator)                                                                                              \
    MEASURES "homes: {file: h.csv, columns: {x: x, y: y}, travel: {file: t.csv}}\n"                                    \
             "indicators:\n  - {name: x, kind: value, numerator: \"" numerator "\"}\n"
    assert_wanted(TRAVEL("places.within + places.access[minutes=30]"), PLACES,
                  "within[limit=15, type=all] | access[limit=30, type=all]");
    refused(TRAVEL("places.within[km=1]"), "project.yaml:11:57: numerator 'places.within[km=1]': with `homes: travel:` "
                                           "distances are times; write minutes=");
}

/* ---- the form of a selection ---- */

static void selections_are_well_formed(void **state)
{
    (void)state;
    refused(VALUE("records.youths[fomr=stay]"), "project.yaml:10:55: numerator 'records.youths[fomr=stay]': 'youths' "
                                                "knows no 'fomr'; did you mean 'form'?");
    refused(VALUE("population.persons[form=stay]"),
            "project.yaml:10:59: numerator 'population.persons[form=stay]': 'persons' knows no 'form'; it can be age, "
            "sex");
    refused(VALUE("population.births[age=0..1]"),
            "project.yaml:10:58: numerator 'population.births[age=0..1]': 'births' knows no 'age': it has nothing to "
            "select");
    refused(VALUE("records.youths[]"),
            "project.yaml:10:55: numerator 'records.youths[]': a selection such as 'form=…' must stand here");
    refused(VALUE("records.youths[form]"),
            "project.yaml:10:59: numerator 'records.youths[form]': a = must follow 'form'");
    refused(VALUE("records.youths[form=]"),
            "project.yaml:10:60: numerator 'records.youths[form=]': a value must stand here");
    refused(VALUE("records.youths[form=stay"),
            "project.yaml:10:54: numerator 'records.youths[form=stay': this bracket is not closed");
    refused(VALUE("records.youths[form=stay, sex=male, form=jgz]"),
            "project.yaml:10:76: numerator 'records.youths[form=stay, sex=male, form=jgz]': 'form' is there twice");
    refused(VALUE("places.distance[type=`school]"),
            "project.yaml:10:61: numerator 'places.distance[type=`school]': the backquote is not closed");
    refused(VALUE("places.distance[type=`school` x]"),
            "project.yaml:10:70: numerator 'places.distance[type=`school` x]': a comma or ] must stand here");
    refused(VALUE("records.youths[form=stay] 2"),
            "project.yaml:10:66: numerator 'records.youths[form=stay] 2': one of + - * / must stand here");
}

static void columns_of_files_have_no_selection(void **state)
{
    (void)state;
    refused(TABLE "indicators: [{name: x, kind: value, numerator: \"kwb.a[form=stay]\"}]\n",
            "project.yaml:6:54: numerator 'kwb.a[form=stay]': nothing can be selected of 'a', only of est, lwr, upr "
            "and n of published estimates");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_measure_has_a_name_of_its_own_within_its_table),
        cmocka_unit_test(unknown_measures_name_the_nearest),
        cmocka_unit_test(measures_that_differ_in_one_word_select_others),
        cmocka_unit_test(a_wider_selection_contains_a_narrower_one),
        cmocka_unit_test(a_measure_contains_those_that_count_some_of_its_persons),
        cmocka_unit_test(limits_are_the_same_but_nearer_is_within_farther),
        cmocka_unit_test(two_selections_are_widened_to_hold_both),
        cmocka_unit_test(a_measure_is_written_with_its_defaults),
        cmocka_unit_test(equal_measures_are_one_column),
        cmocka_unit_test(measures_stand_beside_their_columns),
        cmocka_unit_test(selections_become_bits_ages_and_limits),
        cmocka_unit_test(the_youth_of_the_project_is_the_default_age),
        cmocka_unit_test(wrong_values_are_told_where_they_stand),
        cmocka_unit_test(days_are_whole_and_not_none),
        cmocka_unit_test(with_travel_times_distances_are_minutes),
        cmocka_unit_test(selections_are_well_formed),
        cmocka_unit_test(columns_of_files_have_no_selection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
