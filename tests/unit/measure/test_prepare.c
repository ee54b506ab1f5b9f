/* SPDX-License-Identifier: EUPL-1.2 */
/* Messages linked to care, declarations netted, order. */
#include "unit/measure/world.h"

#include "measure/order.h"

static kk_record *message(world *w, kk_record_kind kind, uint32_t contract, int date)
{
    kk_record *r = add(w, kind, 1, "GM0001", AMBULANT, NONE, NONE);
    r->contract = contract;
    kk_day *day = kind == KK_RECORD_START ? &r->begin : kind == KK_RECORD_STOP ? &r->end : &r->requested;
    *day = on(date);
    return r;
}

static kk_record *allocation(world *w, uint32_t contract, uint32_t reference, int date)
{
    kk_record *r = message(w, KK_RECORD_ALLOCATION, contract, date);
    r->reference = reference;
    r->indicated = true;
    return r;
}

static kk_record *asked(world *w, uint32_t reference, int date)
{
    kk_record *r = message(w, KK_RECORD_ASKED, 0, date);
    r->reference = reference;
    return r;
}

static void prepare(world *w)
{
    assert_int_equal(kk_records_prepare(&w->records, &w->config, 2, &w->err), KK_OK);
}

typedef struct expected {
    int requested, begin, end;
} expected;

static void check_care(const world *w, const expected *care, size_t count, int line)
{
    if (w->records.count != count) fail_msg("line %d: %zu records", line, w->records.count);
    for (size_t i = 0; i < count; i++) {
        const kk_record *r = &w->records.item[i];
        if (r->kind != KK_RECORD_CARE || r->requested != on(care[i].requested) || r->begin != on(care[i].begin) ||
            r->end != on(care[i].end))
            fail_msg("line %d: record %zu has kind %d, days %d %d %d", line, i, r->kind, r->requested, r->begin,
                     r->end);
    }
}
#define assert_care(w, ...)                                                                                            \
    check_care(w, (const expected[]){__VA_ARGS__}, sizeof((const expected[]){__VA_ARGS__}) / sizeof(expected), __LINE__)

static void test_one_contract(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    message(&w, KK_RECORD_STOP, 5, 20220601)->outcome = KK_OUTCOME_PLANNED;
    message(&w, KK_RECORD_START, 5, 20220301)->referrer = HUISARTS;
    allocation(&w, 5, 77, 20220201)->place = at("BU00010101");
    asked(&w, 77, 20220115)->family = 9;
    asked(&w, 77, 20220110)->sex = KK_SEX_FEMALE;
    prepare(&w);
    assert_care(&w, {20220110, 20220301, 20220601});
    const kk_record *r = w.records.item;
    assert_int_equal(r->outcome, KK_OUTCOME_PLANNED);
    assert_int_equal(r->referrer, HUISARTS);
    assert_int_equal(r->place, at("BU00010101"));
    assert_int_equal(r->sex, KK_SEX_FEMALE);
    assert_int_equal(r->contract, 5);
    assert_true(r->indicated);
    world_clear(&w);
}

static void test_waiting_and_leaving(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    allocation(&w, 5, 0, 20220201);
    allocation(&w, 6, 0, 20220301);
    message(&w, KK_RECORD_STOP, 6, 20220401)->outcome = KK_OUTCOME_OTHER;
    asked(&w, 88, 20220401);
    asked(&w, 0, 20220501);
    prepare(&w);
    assert_care(&w, {20220201, NONE, OPEN}, {20220301, NONE, 20220401}, {20220401, NONE, OPEN}, {20220501, NONE, OPEN});
    assert_int_equal(w.records.item[1].outcome, KK_OUTCOME_LEFT);
    world_clear(&w);
}

static void test_one_request_for_two_contracts(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    asked(&w, 77, 20220110);
    allocation(&w, 5, 77, 20220201);
    allocation(&w, 6, 77, 20220201);
    allocation(&w, 7, 78, 20220201);
    message(&w, KK_RECORD_START, 5, 20220301);
    message(&w, KK_RECORD_START, 6, 20220302);
    message(&w, KK_RECORD_START, 7, 20220303);
    prepare(&w);
    assert_care(&w, {20220110, 20220301, OPEN}, {20220110, 20220302, OPEN}, {20220201, 20220303, OPEN});
    world_clear(&w);
}

static void test_stops_and_restarts(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    allocation(&w, 5, 0, 20220101);
    message(&w, KK_RECORD_START, 5, 20220110);
    message(&w, KK_RECORD_START, 5, 20220120); /* already runs */
    message(&w, KK_RECORD_STOP, 5, 20220201);
    message(&w, KK_RECORD_STOP, 5, 20220215); /* already stopped */
    message(&w, KK_RECORD_START, 5, 20220301);
    message(&w, KK_RECORD_STOP, 5, 20220301); /* one day */
    message(&w, KK_RECORD_START, 5, 20220401);
    prepare(&w);
    assert_care(&w, {20220101, 20220110, 20220201}, {NONE, 20220301, 20220301}, {NONE, 20220401, OPEN});
    world_clear(&w);
}

static void test_messages_without_their_others(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    message(&w, KK_RECORD_START, 5, 20220301);
    message(&w, KK_RECORD_STOP, 6, 20220401); /* began before the first period */
    message(&w, KK_RECORD_STOP, 7, 20210401);
    message(&w, KK_RECORD_STOP, 8, 20220401)->begin = on(20220215);
    prepare(&w);
    assert_care(&w, {NONE, 20210401, 20210401}, {NONE, 20211231, 20220401}, {NONE, 20220215, 20220401},
                {NONE, 20220301, OPEN});
    world_clear(&w);
}

/* Without a contract number the form and the provider tell what belongs together. */
static void test_messages_without_contract(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    message(&w, KK_RECORD_START, 0, 20220301)->provider = 7;
    message(&w, KK_RECORD_STOP, 0, 20220401)->provider = 7;
    message(&w, KK_RECORD_START, 0, 20220310)->provider = 8;
    message(&w, KK_RECORD_START, 0, 20220320)->form = DAGHULP;
    prepare(&w);
    assert_care(&w, {NONE, 20220301, 20220401}, {NONE, 20220310, OPEN}, {NONE, 20220320, OPEN});
    world_clear(&w);
}

static void test_clients_are_kept_apart(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    allocation(&w, 5, 77, 20220101);
    message(&w, KK_RECORD_START, 5, 20220301)->client = 2;
    asked(&w, 77, 20211201)->client = 3;
    prepare(&w);
    assert_care(&w, {20220101, NONE, OPEN}, {NONE, 20220301, OPEN}, {20211201, NONE, OPEN});
    assert_int_equal(w.records.item[2].client, 3);
    world_clear(&w);
}

static kk_record *declare_as(world *w, uint32_t contract, uint32_t provider, int64_t cents)
{
    kk_record *r = declare(w, 1, "GM0001", AMBULANT, 20220101, 20220131, cents);
    r->contract = contract;
    r->provider = provider;
    return r;
}

static void test_netting(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    declare_as(&w, 5, 7, 10001);
    declare_as(&w, 5, 7, -10001);
    declare_as(&w, 5, 7, 8001)->referrer = HUISARTS; /* declared anew */
    declare_as(&w, 6, 7, 100);
    declare_as(&w, 6, 7, -100); /* goes away */
    declare_as(&w, 0, 7, 300);
    declare_as(&w, 0, 8, -300); /* of another provider */
    declare_as(&w, 7, 7, 400)->client = 2;
    declare_as(&w, 7, 7, -400)->client = 3;
    declare_as(&w, 8, 7, 500)->begin = on(20220102);
    declare_as(&w, 8, 7, -500);
    declare_as(&w, 9, 7, 0);
    prepare(&w);
    int64_t cents[16] = {0};
    for (size_t i = 0; i < w.records.count; i++) cents[w.records.item[i].contract] += w.records.item[i].cents;
    assert_int_equal(w.records.count, 7);
    assert_int_equal(cents[5], 8001);
    assert_int_equal(cents[0] + cents[7] + cents[8], 0);
    for (size_t i = 0; i < w.records.count; i++) {
        if (w.records.item[i].contract == 5) assert_int_equal(w.records.item[i].referrer, HUISARTS);
        assert_true(w.records.item[i].contract != 6 && w.records.item[i].contract != 9);
    }
    world_clear(&w);
}

/* The same row in two deliveries is one; so is a row whose end was not yet known in the first. */
static void test_repeated_rows(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    care(&w, 1, "GM0001", AMBULANT, 20220101, OPEN);
    care(&w, 1, "GM0001", AMBULANT, 20220101, OPEN)->source = 1;
    care(&w, 1, "GM0001", AMBULANT, 20220101, NONE);
    care(&w, 1, "GM0001", AMBULANT, 20220101, 20220201);
    care(&w, 1, "GM0001", AMBULANT, 20220101, OPEN)->provider = 7; /* another */
    care(&w, 2, "GM0001", AMBULANT, 20220101, OPEN);
    prepare(&w);
    assert_care(&w, {NONE, 20220101, 20220201}, {NONE, 20220101, OPEN}, {NONE, 20220101, OPEN});
    assert_int_equal(w.records.item[1].provider, 7);
    assert_int_equal(w.records.item[2].client, 2);
    world_clear(&w);
}

/* One request in two deliveries, between which the youth moved and it ended. */
static void test_one_request_in_two_deliveries(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    kk_record *r = add(&w, KK_RECORD_REQUEST, 1, "WK000102", WIJKTEAM, 20220101, OPEN);
    r->referrer = HUISARTS;
    r->sex = KK_SEX_FEMALE;
    r->family = 9;
    r = add(&w, KK_RECORD_REQUEST, 1, "GM0001", WIJKTEAM, 20220101, 20220301);
    r->outcome = KK_OUTCOME_REFERRED;
    r->months = 121;
    r = add(&w, KK_RECORD_REQUEST, 1, "nowhere", WIJKTEAM, 20220101, 20220201);
    r->outcome = KK_OUTCOME_SOLVED;
    add(&w, KK_RECORD_REQUEST, 1, "nowhere", WIJKTEAM, 20220101, 20220301);
    add(&w, KK_RECORD_REQUEST, 1, "GM0001", WIJKTEAM, 20220102, 20220301); /* another */
    prepare(&w);
    assert_int_equal(w.records.count, 2);
    r = w.records.item;
    assert_int_equal(r->end, on(20220301));
    assert_int_equal(r->outcome, KK_OUTCOME_REFERRED);
    assert_int_equal(r->months, 121);
    assert_int_equal(r->place, at("WK000102"));
    assert_int_equal(r->referrer, HUISARTS);
    assert_int_equal(r->sex, KK_SEX_FEMALE);
    assert_int_equal(r->family, 9);
    world_clear(&w);
}

/* Seen on the day is seen; two programmes are two; amounts are each counted, but tell of one help. */
static void test_what_is_the_same(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    add(&w, KK_RECORD_CONTACT, 1, "GM0001", JGZ, 20220101, NONE)->outcome = KK_OUTCOME_NOT_SEEN;
    add(&w, KK_RECORD_CONTACT, 1, "GM0002", JGZ, 20220101, NONE)->outcome = KK_OUTCOME_SEEN;
    add(&w, KK_RECORD_CONTACT, 1, "WK000101", JGZ, 20220101, NONE);
    add(&w, KK_RECORD_PARTICIPATION, 2, "GM0001", PROGRAMMA, 20220101, 20220201)->reference = 7;
    add(&w, KK_RECORD_PARTICIPATION, 2, "GM0001", PROGRAMMA, 20220101, 20220201)->reference = 8;
    add(&w, KK_RECORD_PARTICIPATION, 2, "WK000102", PROGRAMMA, 20220101, 20220301)->reference = 7;
    care(&w, 3, "GM0001", AMBULANT, 20220101, 20220301)->cents = 50;
    care(&w, 3, "GM0001", AMBULANT, 20220101, 20220301)->cents = 70;
    care(&w, 3, "WK000101", AMBULANT, 20220101, OPEN);
    prepare(&w);
    const kk_record *r = w.records.item;
    assert_int_equal(w.records.count, 5);
    assert_int_equal(r[0].outcome, KK_OUTCOME_SEEN);
    assert_int_equal(r[0].place, at("WK000101"));
    assert_int_equal(r[1].reference, 7);
    assert_int_equal(r[1].end, on(20220301));
    assert_int_equal(r[2].reference, 8);
    assert_int_equal(r[3].cents + r[4].cents, 120);
    assert_int_equal(r[3].end, on(20220301));
    assert_true(r[3].place == at("WK000101") || r[4].place == at("WK000101"));
    world_clear(&w);
}

static void test_amounts_that_cannot_be(void **state)
{
    (void)state;
    static const int64_t most = INT64_C(100000000000000);
    static const struct {
        int64_t cents[3];
        kk_status expected;
    } cases[] = {{{most, 0, 0}, KK_OK},
                 {{most - 1, -1, 0}, KK_OK},
                 {{-most, 0, 0}, KK_OK},
                 {{most, 0, 1}, KK_ERR_INPUT},
                 {{-most, -1, 0}, KK_ERR_INPUT},
                 {{most + 1, 0, 0}, KK_ERR_INPUT},
                 {{INT64_MAX, INT64_MAX, INT64_MAX}, KK_ERR_INPUT},
                 {{INT64_MIN, INT64_MIN, 0}, KK_ERR_INPUT}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        world w;
        world_init(&w);
        size_t cents = want(&w, KK_MEASURE_CENTS), squares = want_part(&w, KK_MEASURE_CENTS, KK_PART_SQUARES);
        double sum = 0;
        for (size_t r = 0; r < 3; r++) {
            declare(&w, 1, "GM0001", AMBULANT, 20220101 + (int)r, 20220131, cases[i].cents[r]);
            sum += (double)cases[i].cents[r];
        }
        kk_status status = kk_records_prepare(&w.records, &w.config, 1, &w.err);
        if (status != cases[i].expected) fail_msg("case %zu: %d", i, status);
        if (status == KK_OK) {
            world_measure(&w, 1);
            assert_value(&w, cents, "GM0001", "2022", sum);
            assert_value(&w, squares, "GM0001", "2022", sum * sum);
        } else {
            assert_contains(w.err.message, "come to more than 1,000,000,000,000 euros together");
        }
        world_clear(&w);
    }
}

static void test_forms_that_the_kind_tells(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    for (int kind = KK_RECORD_CARE; kind <= KK_RECORD_PARTICIPATION; kind++)
        add(&w, (kk_record_kind)kind, 1, "GM0001", KK_FORM_UNKNOWN, 20220101, 20220102)->cents = 1;
    prepare(&w);
    const uint8_t forms[] = {KK_FORM_UNKNOWN, KK_FORM_UNKNOWN, JGZ, WIJKTEAM, PROGRAMMA};
    assert_int_equal(w.records.count, 5);
    for (size_t i = 0; i < 5; i++) assert_int_equal(w.records.item[i].form, forms[i]);
    world_clear(&w);
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

/* `clients` few: many records of one client, and many that are equal. */
static void fill_random(world *w, size_t count, uint64_t clients, uint64_t seed)
{
    for (size_t i = 0; i < count; i++) {
        kk_record *r = care(w, 1 + next_random(&seed) % clients, "GM0001", AMBULANT, 20220101, OPEN);
        r->kind = (uint8_t)(next_random(&seed) % KK_RECORD_KIND_COUNT);
        r->begin += (kk_day)(next_random(&seed) % 3);
        r->contract = (uint32_t)(next_random(&seed) % 3);
        r->source = (uint8_t)(next_random(&seed) % 2);
    }
}

static void test_sorting(void **state)
{
    (void)state;
    const size_t counts[] = {0, 1, 2, 16, 17, 1000, 60000};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
        for (uint64_t clients = 1; clients < 2000000; clients *= 1000) {
            world one, two;
            world_init(&one);
            world_init(&two);
            fill_random(&one, counts[c], clients, 7);
            fill_random(&two, counts[c], clients, 7);
            kk_records_sort(one.records.item, one.records.count, 1);
            for (size_t i = 1; i < counts[c]; i++) {
                const kk_record *a = &one.records.item[i - 1], *b = a + 1;
                int order = kk_record_compare(a, b);
                assert_true(order < 0 || (order == 0 && a->source <= b->source));
            }
            if (counts[c] > 1) kk_records_sort(two.records.item, counts[c] / 2, 3); /* half sorted */
            kk_records_sort(two.records.item, two.records.count, 3);
            for (size_t i = 0; i < counts[c]; i++) {
                assert_int_equal(kk_record_compare(&one.records.item[i], &two.records.item[i]), 0);
                assert_int_equal(one.records.item[i].source, two.records.item[i].source);
            }
            world_clear(&one);
            world_clear(&two);
        }
}

static void test_chunks_divide_no_client(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    const size_t count = 3 * KK_CHUNK_RECORDS + 5;
    for (size_t i = 0; i < count; i++) care(&w, 1 + i / 3000, "GM0001", AMBULANT, 20220101, OPEN);
    size_t chunks = kk_chunk_count(count);
    assert_int_equal(chunks, 4);
    assert_int_equal(kk_chunk_begin(w.records.item, count, 0), 0);
    assert_int_equal(kk_chunk_begin(w.records.item, count, 1), 6000);
    assert_int_equal(kk_chunk_begin(w.records.item, count, 2), 9000);
    assert_int_equal(kk_chunk_begin(w.records.item, count, 3), count);
    assert_int_equal(kk_chunk_begin(w.records.item, count, chunks), count);
    assert_int_equal(kk_client_end(w.records.item, count, 3000), 6000);
    world_clear(&w);
}

static void test_days_of_records(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    kk_record waiting = *care(&w, 1, "GM0001", AMBULANT, NONE, OPEN),
              contact = *add(&w, KK_RECORD_CONTACT, 1, "GM0001", JGZ, 20220101, NONE);
    waiting.requested = on(20220301);
    assert_int_equal(kk_record_first_day(&waiting), on(20220301));
    assert_int_equal(kk_record_last_day(&waiting), KK_OPEN_DAY);
    assert_int_equal(kk_record_last_day(&contact), on(20220101));
    world_clear(&w);
}

static void test_located(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    const char *const places[] = {"BU00010101", "BU00010101", "WK000101", "GM0002",
                                  "nowhere",    "nowhere",    "nowhere",  "A"};
    for (size_t i = 0; i < 8; i++) care(&w, i + 1, places[i], AMBULANT, 20220101, OPEN);
    care(&w, 9, "GM0001", AMBULANT, 20220101, OPEN)->source = 1;
    kk_located_counts counts = kk_records_located(&w.records, &w.areas, 0);
    assert_int_equal(counts.buurt, 2);
    assert_int_equal(counts.wijk, 1);
    assert_int_equal(counts.gemeente, 1);
    assert_int_equal(counts.reason[KK_UNKNOWN_CODE - KK_NOT_LOCATED], 3);
    assert_int_equal(counts.reason[0], 0);
    assert_int_equal(kk_records_located(&w.records, &w.areas, 1).gemeente, 1);
    world_clear(&w);
}

/* A declaration has no birth date: its client's other records tell the month, the 15th stands for the day. */
static void test_ages_of_declarations(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    care(&w, 1, "BU00010101", AMBULANT, 20220101, OPEN); /* 120 months at the end of 2022: born in December 2012 */
    static const struct {
        int begin, months;
    } events[] = {{20221201, 119}, {20221214, 119}, {20221215, 120}, {20230101, 120}, {20230131, 121}, {20121116, -1}};
    size_t count = sizeof events / sizeof *events;
    for (size_t i = 0; i < count; i++) {
        kk_record *r = declare(&w, 1, "", AMBULANT, events[i].begin, events[i].begin, 100);
        r->months = r->months_event = KK_MONTHS_UNKNOWN;
    }
    kk_record *stranger = declare(&w, 2, "", AMBULANT, 20220101, 20220131, 100);
    stranger->months = stranger->months_event = KK_MONTHS_UNKNOWN;
    prepare(&w);
    assert_int_equal(w.records.count, count + 2);
    for (size_t i = 0; i < count; i++) {
        const kk_record *r = w.records.item;
        while (r->kind != KK_RECORD_DECLARATION || r->begin != on(events[i].begin)) r++;
        assert_int_equal(r->months, 120);
        assert_int_equal(r->months_event, events[i].months);
    }
    assert_int_equal(w.records.item[count + 1].client, 2);
    assert_int_equal(w.records.item[count + 1].months_event, KK_MONTHS_UNKNOWN);
    world_clear(&w);
}

static void test_ages_come_from_the_latest_record(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    care(&w, 1, "", AMBULANT, 20220101, 20220201)->months = 60;
    care(&w, 1, "", DAGHULP, 20220601, 20220701)->months = 72;
    declare(&w, 1, "", AMBULANT, 20220101, 20220131, 100)->months = KK_MONTHS_UNKNOWN;
    prepare(&w);
    assert_int_equal(w.records.item[2].kind, KK_RECORD_DECLARATION);
    assert_int_equal(w.records.item[2].months, 72);
    world_clear(&w);
}

/* A message that was sent by mistake and taken back is as if it never was. */
static void test_messages_taken_back(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    allocation(&w, 5, 0, 20220201);
    allocation(&w, 5, 0, 20220201)->cents = -1;
    allocation(&w, 6, 0, 20220301);
    message(&w, KK_RECORD_START, 6, 20220401);
    message(&w, KK_RECORD_STOP, 6, 20220501);
    message(&w, KK_RECORD_STOP, 6, 20220501)->cents = -1;
    prepare(&w);
    assert_care(&w, {20220301, 20220401, OPEN});
    assert_int_equal(w.records.item[0].cents, 0);
    world_clear(&w);
}

/* Each takes back one of its own kind, contract and begin, in whatever order they come. */
static void test_many_messages_taken_back(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    for (uint32_t contract = 1; contract <= 300; contract++) {
        message(&w, KK_RECORD_START, contract, 20220301);
        if (contract % 3 == 0) message(&w, KK_RECORD_START, contract, 20220301)->cents = -1;
        if (contract % 3 == 1) message(&w, KK_RECORD_START, contract, 20220401)->cents = -1; /* of nothing */
        if (contract % 5 == 0) {
            message(&w, KK_RECORD_STOP, contract, 20220501)->cents = -1;
            message(&w, KK_RECORD_STOP, contract, 20220501);
            message(&w, KK_RECORD_STOP, contract, 20220501);
        }
    }
    prepare(&w);
    assert_int_equal(w.records.count, 200 + 20); /* a third has not started; of these a fifth has a stop alone */
    size_t ended = 0;
    for (size_t i = 0; i < w.records.count; i++) {
        const kk_record *r = &w.records.item[i];
        assert_int_equal(r->end, on(r->contract % 5 == 0 ? 20220501 : OPEN));
        assert_int_equal(r->begin, on(r->contract % 3 == 0 ? 20211231 : 20220301));
        ended += r->end != KK_OPEN_DAY;
    }
    assert_int_equal(ended, 60);
    world_clear(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_messages_taken_back),
        cmocka_unit_test(test_one_request_in_two_deliveries),
        cmocka_unit_test(test_what_is_the_same),
        cmocka_unit_test(test_amounts_that_cannot_be),
        cmocka_unit_test(test_ages_of_declarations),
        cmocka_unit_test(test_ages_come_from_the_latest_record),
        cmocka_unit_test(test_messages_taken_back),
        cmocka_unit_test(test_one_contract),
        cmocka_unit_test(test_waiting_and_leaving),
        cmocka_unit_test(test_one_request_for_two_contracts),
        cmocka_unit_test(test_stops_and_restarts),
        cmocka_unit_test(test_messages_without_their_others),
        cmocka_unit_test(test_messages_without_contract),
        cmocka_unit_test(test_clients_are_kept_apart),
        cmocka_unit_test(test_netting),
        cmocka_unit_test(test_repeated_rows),
        cmocka_unit_test(test_forms_that_the_kind_tells),
        cmocka_unit_test(test_sorting),
        cmocka_unit_test(test_chunks_divide_no_client),
        cmocka_unit_test(test_days_of_records),
        cmocka_unit_test(test_located),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
