/* SPDX-License-Identifier: EUPL-1.2 */
/* Wijken are not children: reach.csv, elsewhere.csv, peers.csv. */
#include "unit/guide/targets_world.h"

/* By hand: youths times the share, of wijk 2 that of its gemeente. */
static const double in_need[] = {12, 15.5, 40, 32, 20, 25.5, 40, NAN};
static const double everybody_in_need = 185, everybody = 1980; /* without wijk 7, of which no share is known */

static size_t wijk_of(const char *code)
{
    return (size_t)(code[strlen(code) - 1] - '0');
}

static void test_the_curve_follows_the_ranks(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    world_make(w);
    const kk_sheet *reach = guide_sheet_of(w->f, "reach");
    double inside = 0, youths = 0;
    assert_int_equal(reach->row_count, WIJKEN + 1);
    for (size_t n = 0; n <= UNKNOWN_WIJK; n++) {
        if (n > 0) {
            size_t wijk = wijk_of(guide_cell(reach, n, "code").text);
            assert_int_equal(world_rank(w, wijk, 0, UNKNOWN_WIJK), n);
            inside += in_need[wijk];
            youths += world_youths[wijk];
            assert_int_equal(guide_cell(reach, n, "is_chosen").whole, n <= 3);
        }
        assert_int_equal(guide_cell(reach, n, "n").whole, n);
        assert_near(guide_cell(reach, n, "in_need_reached").number, inside / everybody_in_need, 1e-12);
        assert_near(guide_cell(reach, n, "youths_reached").number, youths / everybody, 1e-12);
        assert_near(guide_cell(reach, n, "in_need_elsewhere").number, everybody_in_need - inside, 1e-9);
        if (n > 0) assert_near(guide_cell(reach, n, "in_need_inside").number, inside / youths, 1e-12);
    }
    assert_int_equal(wijk_of(guide_cell(reach, WIJKEN, "code").text), UNKNOWN_WIJK);
    world_end(w);
}

static void check_others(const kk_sheet *elsewhere, const size_t *wijk, size_t count)
{
    assert_int_equal(elsewhere->row_count, count);
    for (size_t row = 0; row < count; row++) {
        assert_int_equal(wijk_of(guide_cell(elsewhere, row, "code").text), wijk[row]);
        double youths = guide_cell(elsewhere, row, "youths_in_need").number;
        if (wijk[row] == UNKNOWN_WIJK) {
            assert_true(isnan(youths) && isnan(guide_cell(elsewhere, row, "share_of_all").number));
            continue;
        }
        assert_near(youths, in_need[wijk[row]], 1e-12);
        assert_near(guide_cell(elsewhere, row, "share_of_all").number, youths / everybody_in_need, 1e-12);
    }
}

/* Wijken 2 and 6 have as many; by rank 2 would come first in one order and 6 in the other. */
static void test_where_the_others_live(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    w->target[0].choose = 1;
    world_make(w);
    assert_int_equal(w->f->guide.targets->rank[1], 1);
    check_others(guide_sheet_of(w->f, "elsewhere"), (size_t[]){2, 6, 3, 5, 4, 0, UNKNOWN_WIJK}, 7);
    world_end(w);
}

static void test_hidden_ranks_show_in_no_order(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    w->target[0].choose = 1;
    w->target[0].hides_ranks = true;
    w->target[0].peers.on = (uint32_t[]){DEBTS};
    w->target[0].peers.on_count = w->target[0].peers.count = 1;
    world_make(w);
    const kk_sheet *reach = guide_sheet_of(w->f, "reach"), *peers = guide_sheet_of(w->f, "peers");
    assert_int_equal(reach->row_count, 2);
    assert_int_equal(guide_cell(reach, 1, "n").whole, 1);
    assert_string_equal(guide_cell(reach, 1, "code").text, "");
    assert_near(guide_cell(reach, 1, "in_need_reached").number, 15.5 / everybody_in_need, 1e-12);
    check_others(guide_sheet_of(w->f, "elsewhere"), (size_t[]){2, 6, 3, 5, 4, 0, UNKNOWN_WIJK}, 7);
    for (size_t row = 0; row < peers->row_count; row++) {
        assert_true(isnan(guide_cell(peers, row, "index").number) &&
                    isnan(guide_cell(peers, row, "peer_index").number));
        assert_true(guide_cell(peers, row, "in_need").number > 0);
    }
    world_end(w);
}

static void test_a_curve_for_each_gemeente(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    w->target[0].within = "gemeente";
    w->target[0].choose = 1;
    world_make(w);
    const kk_sheet *reach = guide_sheet_of(w->f, "reach"), *elsewhere = guide_sheet_of(w->f, "elsewhere");
    assert_int_equal(reach->row_count, 10);
    assert_string_equal(guide_cell(reach, 4, "within_code").text, "GM0001");
    assert_string_equal(guide_cell(reach, 5, "within_code").text, "GM0002");
    assert_near(guide_cell(reach, 4, "in_need_reached").number, 1, 1e-12);
    assert_near(guide_cell(reach, 5, "in_need_elsewhere").number, 85.5, 1e-9);
    assert_int_equal(elsewhere->row_count, 6);
    for (size_t row = 0; row < 6; row++)
        assert_string_equal(guide_cell(elsewhere, row, "within_code").text, row < 3 ? "GM0001" : "GM0002");
    assert_near(guide_cell(elsewhere, 0, "share_of_all").number, 40 / 99.5, 1e-12);
    world_end(w);
}

static void test_no_curve_where_all_is_water(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    w->target[0].within = "gemeente";
    w->target[0].choose = 1;
    for (size_t i = WIJKEN / 2; i <= WIJKEN; i++) w->f->areas.level[WIJK].water[i] = true;
    world_make(w);
    const kk_sheet *reach = guide_sheet_of(w->f, "reach");
    assert_int_equal(reach->row_count, WIJKEN / 2 + 1);
    for (size_t row = 0; row < reach->row_count; row++)
        assert_string_equal(guide_cell(reach, row, "within_code").text, "GM0001");
    world_end(w);
}

static double spread_of(const double *value)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < UNKNOWN_WIJK; i++) sum += value[i] / UNKNOWN_WIJK;
    for (size_t i = 0; i < UNKNOWN_WIJK; i++) squares += (value[i] - sum) * (value[i] - sum);
    return sqrt(squares / UNKNOWN_WIJK);
}

static double apart(size_t a, size_t b)
{
    return hypot((world_debts[a] - world_debts[b]) / spread_of(world_debts),
                 (world_income[a] - world_income[b]) / spread_of(world_income));
}

static void test_peers_are_the_nearest(void **state)
{
    (void)state;
    enum { PEERS = 2 };
    targets_world *w = world_begin();
    w->target[0].peers.on = (uint32_t[]){DEBTS, INCOME};
    w->target[0].peers.on_count = w->target[0].peers.count = PEERS;
    world_make(w);
    const kk_sheet *peers = guide_sheet_of(w->f, "peers");
    assert_int_equal(peers->row_count, PEERS * UNKNOWN_WIJK);
    for (size_t row = 0; row < peers->row_count; row++) {
        size_t wijk = wijk_of(guide_cell(peers, row, "code").text), nearer = 0;
        size_t peer = wijk_of(guide_cell(peers, row, "peer_code").text);
        double distance = guide_cell(peers, row, "distance").number;
        assert_int_equal(wijk, row / PEERS);
        assert_near(distance, apart(wijk, peer), 1e-9);
        for (size_t i = 0; i < UNKNOWN_WIJK; i++) nearer += i != wijk && apart(wijk, i) < distance - 1e-9;
        assert_int_equal(guide_cell(peers, row, "place").whole, nearer + 1);
        assert_near(guide_cell(peers, row, "peer_index").number, w->index.scores.index[peer], 0);
        assert_near(guide_cell(peers, row, "in_need").number, 100 * in_need[wijk] / world_youths[wijk], 1e-9);
        assert_string_equal(guide_cell(peers, row, "peer_in_need_origin").text, peer == SECRET_WIJK ? "around" : "own");
    }
    world_end(w);
}

static void test_peers_that_are_named(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    const kk_level *level = &w->f->areas.level[WIJK];
    const char *named[] = {level->code[3], level->code[0]};
    w->target[0].peers.named = named;
    w->target[0].peers.named_count = w->target[0].peers.count = 2;
    world_make(w);
    const kk_sheet *peers = guide_sheet_of(w->f, "peers");
    assert_int_equal(peers->row_count, 2 * WIJKEN - 2); /* the two have each other alone, water nobody */
    assert_string_equal(guide_cell(peers, 0, "peer_code").text, named[0]);
    assert_string_equal(guide_cell(peers, 1, "peer_code").text, named[0]);
    assert_string_equal(guide_cell(peers, 2, "peer_code").text, named[1]);
    assert_int_equal(guide_cell(peers, 2, "place").whole, 2);
    assert_true(isnan(guide_cell(peers, 0, "distance").number));
    world_end(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_curve_follows_the_ranks),   cmocka_unit_test(test_where_the_others_live),
        cmocka_unit_test(test_hidden_ranks_show_in_no_order), cmocka_unit_test(test_a_curve_for_each_gemeente),
        cmocka_unit_test(test_no_curve_where_all_is_water),   cmocka_unit_test(test_peers_are_the_nearest),
        cmocka_unit_test(test_peers_that_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
