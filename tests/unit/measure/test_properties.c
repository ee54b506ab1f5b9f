/* SPDX-License-Identifier: EUPL-1.2 */
/* A thousand youths by chance: what must always hold, and a count of days on a calendar as a second opinion. */
#include "unit/measure/world.h"

#include "measure/order.h"
#include "measure/where.h"
#include "measure/youth.h"

enum { CLIENTS = 400, RECORDS = 1500, FAMILIES = 90 };

static uint64_t next_random(uint64_t *seed, uint64_t below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (*seed >> 33) % below;
}

static kk_day random_day(uint64_t *seed)
{
    return kk_day_of(2021, 6, 1) + (kk_day)next_random(seed, 1100);
}

static void fill(world *w, uint64_t seed)
{
    static const char *const places[] = {"BU00010101", "BU00010102", "BU00010199", "BU00010201", "BU00020101",
                                         "WK000101",   "WK000201",   "GM0001",     "GM0002",     "nowhere"};
    for (int i = 0; i < RECORDS; i++) {
        uint64_t client = 1 + next_random(&seed, CLIENTS);
        kk_record *r = add(w, (kk_record_kind)next_random(&seed, KK_RECORD_KIND_COUNT), client,
                           places[next_random(&seed, 10)], (int)next_random(&seed, FORMS), NONE, NONE);
        r->begin = random_day(&seed);
        r->end = next_random(&seed, 4) == 0 ? KK_OPEN_DAY : r->begin + (kk_day)next_random(&seed, 120);
        if (next_random(&seed, 3) == 0) r->requested = r->begin - (kk_day)next_random(&seed, 90);
        if (r->requested != KK_NO_DAY && next_random(&seed, 5) == 0) r->begin = KK_NO_DAY, r->end = KK_OPEN_DAY;
        if (r->kind == KK_RECORD_ALLOCATION || r->kind == KK_RECORD_ASKED)
            r->requested = random_day(&seed), r->begin = r->end = KK_NO_DAY;
        if (r->kind == KK_RECORD_START) r->begin = random_day(&seed), r->end = r->requested = KK_NO_DAY;
        if (r->kind == KK_RECORD_STOP) r->end = random_day(&seed), r->begin = r->requested = KK_NO_DAY;
        if (r->kind == KK_RECORD_DECLARATION) r->cents = (int64_t)next_random(&seed, 2000000) - 300000;
        r->contract = (uint32_t)next_random(&seed, 3);
        r->reference = (uint32_t)next_random(&seed, 3);
        r->provider = (uint32_t)next_random(&seed, 6);
        r->referrer = (uint8_t)next_random(&seed, REFERRERS);
        r->outcome = (uint8_t)next_random(&seed, KK_OUTCOME_COUNT);
        r->indicated = next_random(&seed, 2) == 0;
        r->sex = (uint8_t)next_random(&seed, 3);
        r->family = next_random(&seed, 3) == 0 ? 0 : 1 + client % FAMILIES;
        r->months = (int16_t)(client % 300);
        r->months_event = r->months;
    }
}

static void shuffle(world *w, uint64_t seed)
{
    for (size_t i = w->records.count; i > 1; i--) {
        size_t j = next_random(&seed, i);
        kk_record keep = w->records.item[i - 1];
        w->records.item[i - 1] = w->records.item[j];
        w->records.item[j] = keep;
    }
}

/* Every measure of records, of all, and with a selection. */
static void want_everything(world *w)
{
    for (int kind = KK_MEASURE_YOUTHS; kind <= KK_MEASURE_YOUTHS_CENTS; kind++) {
        size_t c = want(w, (kk_measure_kind)kind);
        w->measure[c].limit = 91;
    }
    for (int i = 0; i < 4; i++) {
        static const kk_measure_kind kinds[] = {KK_MEASURE_YOUTHS_NEW, KK_MEASURE_CENTS, KK_MEASURE_PROVIDERS,
                                                KK_MEASURE_WAIT_STARTED};
        size_t c = want(w, kinds[i]);
        w->measure[c].part = i == 1 || i == 2 ? KK_PART_SQUARES : KK_PART_VALUE;
        w->measure[c].forms = 1u << AMBULANT | 1u << DAGHULP;
        w->measure[c].all_ages = false;
        w->measure[c].ages = (kk_ages){0, 216};
        w->measure[c].sex = KK_SEX_FEMALE;
        w->measure[c].referrers = 1u << HUISARTS | 1u << GEMEENTE;
        w->measure[c].limit = 91;
    }
}

static void measure_random(world *w, uint64_t seed, uint64_t order, int threads)
{
    world_init(w);
    want_everything(w);
    fill(w, seed);
    if (order > 0) shuffle(w, order);
    world_measure(w, threads);
}

static void test_order_and_threads_change_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        world one, other;
        measure_random(&one, seed, 0, 1);
        for (int threads = 1; threads <= 3; threads++) {
            measure_random(&other, seed, seed * 10 + (uint64_t)threads, threads);
            size_t cells = one.table.row_count * one.table.column_count;
            assert_int_equal(other.table.row_count * other.table.column_count, cells);
            assert_memory_equal(one.table.status, other.table.status, cells);
            for (size_t i = 0; i < cells; i++)
                assert_true(one.table.value[i] == other.table.value[i] ||
                            (isnan(one.table.value[i]) && isnan(other.table.value[i])));
            world_clear(&other);
        }
        world_clear(&one);
    }
}

/* Preparing what is prepared changes nothing either. */
static void test_preparing_twice(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    fill(&w, 9);
    assert_int_equal(kk_records_prepare(&w.records, &w.config, 2, &w.err), KK_OK);
    kk_record *before = malloc(w.records.count * sizeof *before);
    size_t count = w.records.count;
    assert_non_null(before);
    memcpy(before, w.records.item, count * sizeof *before);
    assert_int_equal(kk_records_prepare(&w.records, &w.config, 1, &w.err), KK_OK);
    assert_int_equal(w.records.count, count);
    for (size_t i = 0; i < count; i++) {
        assert_true(w.records.item[i].kind < KK_RECORD_ALLOCATION);
        assert_memory_equal(&before[i], &w.records.item[i], offsetof(kk_record, source) + 1);
    }
    free(before);
    world_clear(&w);
}

static bool is_sum(const kk_measure *m)
{
    return m->part != KK_PART_SQUARES && (m->kind < KK_MEASURE_WAIT_STARTED || m->kind > KK_MEASURE_RETURN_MEDIAN);
}

/* Youths with help whose place is this area and nothing finer. */
static double count_known_to(const world *w, kk_locus place, const kk_period *period)
{
    kk_youth youth = {0};
    double count = 0;
    for (size_t i = 0, end; i < w->records.count; i = end) {
        end = kk_client_end(w->records.item, w->records.count, i);
        const kk_record *placed = kk_youth_placed(w->records.item + i, end - i, period, &w->areas);
        if (placed == NULL || placed->place != place) continue;
        assert_int_equal(kk_youth_read(&youth, &w->config, w->records.item + i, end - i), 0);
        bool helped = false;
        for (size_t s = 0; s < youth.stretches.count; s++) helped |= kk_care_touches(&youth.stretches.item[s], period);
        count += helped;
    }
    kk_youth_clear(&youth);
    return count;
}

static void test_wijken_and_those_of_the_gemeente_only(void **state)
{
    (void)state;
    world w;
    measure_random(&w, 5, 0, 2);
    for (int p = 0; p < 2; p++) {
        const char *period = w.period[p].name;
        double of_gemeente = count_known_to(&w, at("GM0001"), &w.period[p]),
               of_wijk = count_known_to(&w, at("WK000101"), &w.period[p]);
        double on_water = count_known_to(&w, at("BU00010199"), &w.period[p]);
        assert_true(of_gemeente > 0 && of_wijk > 0 && on_water > 0);
        assert_value(&w, 0, "GM0001", period,
                     value(&w, 0, "WK000101", period) + value(&w, 0, "WK000102", period) + of_gemeente);
        assert_value(&w, 0, "WK000101", period,
                     value(&w, 0, "BU00010101", period) + value(&w, 0, "BU00010102", period) + on_water + of_wijk);
    }
    world_clear(&w);
}

/* No part is more than the whole; an own area is its members. */
static void test_areas_add_up(void **state)
{
    (void)state;
    world w;
    measure_random(&w, 5, 0, 2);
    for (size_t c = 0; c < w.table_config.wanted_count; c++) {
        for (int p = 0; p < 2 && is_sum(&w.measure[c]); p++) {
            const char *period = w.period[p].name;
            double buurten = value(&w, c, "BU00010101", period) + value(&w, c, "BU00010102", period);
            double first = value(&w, c, "WK000101", period), wijken = first + value(&w, c, "WK000102", period);
            if (w.measure[c].kind != KK_MEASURE_CENTS)
                assert_true(buurten <= first && wijken <= value(&w, c, "GM0001", period));
            assert_true(value(&w, c, "A", period) == first);
            assert_true(value(&w, c, "B", period) == wijken - first + value(&w, c, "WK000201", period));
        }
    }
    world_clear(&w);
}

/* Of each youth its own gemeente, wijk and buurt, exactly: nothing is lost where all are known to the buurt. */
static void test_nothing_is_lost(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    want_everything(&w);
    fill(&w, 6);
    int64_t cents = 0;
    for (size_t i = 0; i < w.records.count; i++) {
        w.records.item[i].place =
            kk_locus_of(BU, (size_t)(w.records.item[i].client % 4 == 2 ? 4 : w.records.item[i].client % 4));
        if (w.records.item[i].kind == KK_RECORD_DECLARATION)
            w.records.item[i].begin = w.period[0].first + (kk_day)(i % 365);
        cents += w.records.item[i].cents;
    }
    world_measure(&w, 2);
    for (size_t c = 0; c < w.table_config.wanted_count; c++) {
        if (!is_sum(&w.measure[c])) continue;
        double gemeenten = value(&w, c, "GM0001", "2022") + value(&w, c, "GM0002", "2022"), wijken = 0, buurten = 0;
        for (size_t i = 0; i < 3; i++) wijken += value(&w, c, wk_code[i], "2022");
        for (size_t i = 0; i < 5; i++) buurten += i == 2 ? 0 : value(&w, c, bu_code[i], "2022");
        assert_true(gemeenten == wijken && wijken == buurten);
        if (w.measure[c].kind == KK_MEASURE_CENTS && w.measure[c].all_ages) assert_true(gemeenten == (double)cents);
    }
    world_clear(&w);
}

/* ---- a calendar ---- */

enum { DAYS = 1800 };

typedef struct calendar {
    bool help[FORMS][DAYS], period[FORMS][DAYS]; /* really, and over gaps; [day since 1 January 2020] */
} calendar;

static void fill_gaps(const bool *help, bool *filled)
{
    int last = -1;
    memcpy(filled, help, DAYS * sizeof *help);
    for (int d = 0; d < DAYS; d++) {
        if (!help[d]) continue;
        for (int g = last + 1; last >= 0 && d - last - 1 <= 31 && g < d; g++) filled[g] = true;
        last = d;
    }
}

static void mark(calendar *c, const world *w, const kk_record *r)
{
    kk_day zero = kk_day_of(2020, 1, 1);
    for (kk_day day = r->begin; r->begin != KK_NO_DAY && day <= r->end && day - zero < DAYS; day++) {
        if (r->begin <= w->config.records.until) c->help[r->form][day - zero] = true;
    }
}

typedef struct counts {
    double youths, fresh, ended, running, periods, several;
} counts;

static void count_client(const calendar *c, kk_day until, const kk_period *period, counts *out)
{
    kk_day zero = kk_day_of(2020, 1, 1);
    bool any[DAYS] = {false}, all[DAYS] = {false}, seen = false, several = false, fresh = false, ended = false;
    for (int d = 0; d < DAYS; d++)
        for (int f = 0; f < FORMS; f++) any[d] |= c->help[f][d];
    fill_gaps(any, all);
    for (int d = period->first - zero; d <= period->last - zero; d++) {
        int forms = 0;
        for (int f = 0; f < FORMS; f++) {
            forms += c->help[f][d];
            out->periods += c->period[f][d] && (!c->period[f][d - 1] || d == period->first - zero);
        }
        seen |= forms > 0;
        several |= forms > 1;
        fresh |= all[d] && !all[d - 1];
        ended |= all[d] && !all[d + 1] && d + zero <= until;
    }
    out->youths += seen;
    out->several += several;
    out->fresh += fresh;
    out->ended += ended;
    out->running += any[period->last - zero];
}

static void test_second_opinion(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    const kk_measure_kind kinds[] = {KK_MEASURE_YOUTHS,         KK_MEASURE_YOUTHS_NEW,   KK_MEASURE_YOUTHS_ENDED,
                                     KK_MEASURE_YOUTHS_RUNNING, KK_MEASURE_CARE_PERIODS, KK_MEASURE_YOUTHS_SEVERAL};
    for (size_t i = 0; i < 6; i++) want(&w, kinds[i]);
    uint64_t seed = 77;
    for (int i = 0; i < 900; i++) {
        kk_record *r = care(&w, 1 + next_random(&seed, 150), "GM0001", (int)next_random(&seed, FORMS), NONE, OPEN);
        r->begin = random_day(&seed);
        if (i % 9 > 0) r->end = r->begin + (kk_day)next_random(&seed, 120);
        r->provider = (uint32_t)i; /* no row tells another's end */
    }
    world_measure(&w, 2);
    calendar *c = malloc(sizeof *c);
    assert_non_null(c);
    for (int p = 0; p < 2; p++) {
        counts expected = {0};
        for (uint64_t client = 1; client <= 150; client++) {
            memset(c, 0, sizeof *c);
            for (size_t i = 0; i < w.records.count; i++)
                if (w.records.item[i].client == client) mark(c, &w, &w.records.item[i]);
            for (int f = 0; f < FORMS; f++) fill_gaps(c->help[f], c->period[f]);
            count_client(c, w.config.records.until, &w.period[p], &expected);
        }
        const char *name = w.period[p].name;
        assert_value(&w, 0, "GM0001", name, expected.youths);
        assert_value(&w, 1, "GM0001", name, expected.fresh);
        assert_value(&w, 2, "GM0001", name, expected.ended);
        assert_value(&w, 3, "GM0001", name, expected.running);
        assert_value(&w, 4, "GM0001", name, expected.periods);
        assert_value(&w, 5, "GM0001", name, expected.several);
        assert_true(expected.youths > 50 && expected.fresh > 10 && expected.ended > 10 && expected.several > 10);
    }
    free(c);
    world_clear(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_threads_change_nothing),
        cmocka_unit_test(test_preparing_twice),
        cmocka_unit_test(test_wijken_and_those_of_the_gemeente_only),
        cmocka_unit_test(test_areas_add_up),
        cmocka_unit_test(test_nothing_is_lost),
        cmocka_unit_test(test_second_opinion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
