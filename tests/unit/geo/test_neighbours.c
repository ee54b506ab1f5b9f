/* SPDX-License-Identifier: EUPL-1.2 */
/* Neighbours of small maps: as drawn, and as every pair of edges says. */
#include "locate_level.h"

#include "kk/neighbours.h"
#include "kk/random.h"

typedef struct map {
    made_level made;
    kk_arena arena;
    kk_neighbours found;
} map;

static const kk_config_neighbours queen = {.rule = KK_NEIGHBOURS_QUEEN, .tolerance_m = 0.001};
static const kk_config_neighbours rook = {.rule = KK_NEIGHBOURS_ROOK, .tolerance_m = 0.001};

static void begin_map(map *m)
{
    *m = (map){0};
    kk_arena_init(&m->arena);
}

static void end_map(map *m)
{
    clear_level(&m->made);
    kk_arena_clear(&m->arena);
}

static void add_square(map *m, double west, double south, double east, double north)
{
    add_area(&m->made);
    add_box(&m->made, west, south, east, north);
}

static void seal_map(map *m)
{
    assert_int_equal(kk_shape_seal(&m->made.shape), 0);
    m->made.level.shape = m->made.shape.shape;
    m->made.level.count = m->made.shape.shape.count;
    m->made.level.water = kk_arena_alloc(&m->arena, m->made.level.count, sizeof *m->made.level.water);
    assert_non_null(m->made.level.water);
}

static kk_neighbours make_on(map *m, const kk_config_neighbours *rule, int threads)
{
    kk_error err = {0};
    kk_neighbours found;
    if (kk_neighbours_make(&m->made.level, rule, threads, &m->arena, &found, &err) != KK_OK)
        fail_msg("%s", err.message);
    return found;
}

static void make(map *m, const kk_config_neighbours *rule)
{
    m->found = make_on(m, rule, 1);
}

/* "0-1 0-2 …" of all links. */
static const char *links_of(map *m)
{
    const char *text = "";
    for (size_t i = 0; i < m->found.count; i++)
        for (uint32_t k = m->found.begin[i]; k < m->found.begin[i + 1]; k++)
            text = kk_arena_format(&m->arena, "%s%s%zu-%u", text, *text == '\0' ? "" : " ", i, m->found.neighbour[k]);
    return text;
}

static void assert_links(map *m, const kk_config_neighbours *rule, const char *links)
{
    make(m, rule);
    assert_string_equal(links_of(m), links);
}

static bool is_linked(const kk_neighbours *n, size_t from, size_t to)
{
    for (uint32_t k = n->begin[from]; k < n->begin[from + 1]; k++)
        if (n->neighbour[k] == to) return true;
    return false;
}

/* ---- as drawn ---- */

static void a_corner_is_for_the_queen_alone(void **state)
{
    (void)state;
    map m;
    begin_map(&m);
    add_square(&m, 0, 0, 10, 10);
    add_square(&m, 10, 0, 20, 10);
    add_square(&m, 0, 10, 10, 20);
    add_square(&m, 10, 10, 20, 20);
    seal_map(&m);
    assert_links(&m, &queen, "0-1 0-2 0-3 1-0 1-2 1-3 2-0 2-1 2-3 3-0 3-1 3-2");
    assert_links(&m, &rook, "0-1 0-2 1-0 1-3 2-0 2-3 3-1 3-2");
    end_map(&m);
}

/* No vertex of the one is a vertex of the other. */
static void a_junction_in_the_middle_of_an_edge(void **state)
{
    (void)state;
    map m;
    begin_map(&m);
    add_square(&m, 0, 0, 10, 30);
    add_square(&m, 10, 5, 20, 15);
    add_square(&m, 10, 15, 20, 25);
    seal_map(&m);
    assert_links(&m, &queen, "0-1 0-2 1-0 1-2 2-0 2-1");
    assert_links(&m, &rook, "0-1 0-2 1-0 1-2 2-0 2-1");
    end_map(&m);
}

static void a_tip_on_an_edge(void **state)
{
    (void)state;
    map m;
    begin_map(&m);
    add_square(&m, 0, 0, 10, 30);
    add_area(&m.made);
    add_part(&m.made, (double[]){10, 7, 20, 2, 20, 12}, 3);
    seal_map(&m);
    assert_links(&m, &queen, "0-1 1-0");
    assert_links(&m, &rook, "");
    end_map(&m);
}

static void a_gap_within_the_tolerance_and_beyond(void **state)
{
    (void)state;
    const double gap[] = {0.0009, 0.0011, 0.4};
    for (size_t i = 0; i < 3; i++) {
        map m;
        begin_map(&m);
        add_square(&m, 150000, 450000, 150010, 450010);
        add_square(&m, 150010 + gap[i], 450002, 150020, 450008);
        seal_map(&m);
        kk_config_neighbours wide = {.rule = KK_NEIGHBOURS_ROOK, .tolerance_m = 0.5};
        assert_links(&m, &queen, i == 0 ? "0-1 1-0" : "");
        assert_links(&m, &rook, i == 0 ? "0-1 1-0" : "");
        assert_links(&m, &wide, "0-1 1-0");
        end_map(&m);
    }
}

/* The second hand wavers about the first: they cross where neither has a vertex. */
static void a_border_that_was_drawn_twice(void **state)
{
    (void)state;
    map m;
    begin_map(&m);
    add_square(&m, 0, 0, 100, 100);
    add_area(&m.made);
    add_part(&m.made, (double[]){100.3, -5, 200, -5, 200, 105, 99.6, 105, 100.2, 70, 99.8, 30}, 6);
    seal_map(&m);
    kk_config_neighbours wide = {.rule = KK_NEIGHBOURS_ROOK, .tolerance_m = 0.5};
    assert_links(&m, &queen, "0-1 1-0");
    assert_links(&m, &rook, "");
    assert_links(&m, &wide, "0-1 1-0");
    end_map(&m);
}

static void a_hole_and_what_lies_in_it(void **state)
{
    (void)state;
    map m;
    begin_map(&m);
    add_square(&m, 0, 0, 30, 30);
    add_hole(&m.made, 10, 10, 20, 20);
    add_square(&m, 10, 10, 20, 20);
    add_square(&m, 30, 0, 40, 30);
    seal_map(&m);
    assert_links(&m, &queen, "0-1 0-2 1-0 2-0");
    assert_links(&m, &rook, "0-1 0-2 1-0 2-0");
    end_map(&m);
}

static void any_part_counts_and_repeated_points_do_not(void **state)
{
    (void)state;
    map m;
    begin_map(&m);
    add_square(&m, 0, 0, 10, 10);
    add_box(&m.made, 100, 100, 110, 110);
    add_area(&m.made);
    add_part(&m.made, (double[]){110, 100, 110, 100, 120, 100, 120, 110, 120, 110, 110, 110}, 6);
    add_area(&m.made);
    seal_map(&m);
    assert_links(&m, &queen, "0-1 1-0");
    assert_links(&m, &rook, "0-1 1-0");
    assert_int_equal(kk_neighbours_islands(&m.found), 1);
    end_map(&m);
}

static void water_has_no_neighbours(void **state)
{
    (void)state;
    const kk_config_neighbours rules[] = {
        queen,
        rook,
        {.rule = KK_NEIGHBOURS_NEAREST, .nearest = 1},
        {.rule = KK_NEIGHBOURS_DISTANCE, .distance_m = 25},
    };
    for (size_t r = 0; r < 4; r++) {
        map m;
        begin_map(&m);
        for (int i = 0; i < 4; i++) add_square(&m, 10 * i, 0, 10 * i + 10, 10);
        seal_map(&m);
        m.made.level.water[1] = true;
        assert_links(&m, &rules[r], r < 2 ? "2-3 3-2" : r == 2 ? "0-2 2-3 3-2" : "0-2 2-0 2-3 3-2");
        end_map(&m);
    }
}

static void nothing_at_all(void **state)
{
    (void)state;
    map m;
    begin_map(&m);
    seal_map(&m);
    assert_links(&m, &queen, "");
    assert_links(&m, &(kk_config_neighbours){.rule = KK_NEIGHBOURS_NEAREST, .nearest = 3}, "");
    assert_int_equal(kk_neighbours_islands(&m.found), 0);
    end_map(&m);
    begin_map(&m);
    add_square(&m, 0, 0, 10, 10);
    seal_map(&m);
    assert_links(&m, &queen, "");
    assert_links(&m, &(kk_config_neighbours){.rule = KK_NEIGHBOURS_NEAREST, .nearest = 3}, "");
    assert_int_equal(kk_neighbours_islands(&m.found), 1);
    end_map(&m);
}

/* ---- by centroid ---- */

static void centroids_of_shapes(void **state)
{
    (void)state;
    map m;
    double xy[8];
    begin_map(&m);
    add_square(&m, 150000, 450000, 150010, 450020);
    add_square(&m, 0, 0, 30, 30); /* 900 m² about 15, 15 less 100 m² about 25, 5 */
    add_hole(&m.made, 20, 0, 30, 10);
    add_square(&m, 0, 0, 10, 10);
    add_part(&m.made, (double[]){100, 0, 100, 10, 120, 10, 120, 0}, 4); /* runs the other way */
    add_area(&m.made);
    seal_map(&m);
    kk_level_centroids(&m.made.level, xy);
    const double expected[] = {150005, 450010, 13.75, 16.25, 75, 5};
    for (size_t i = 0; i < 6; i++) assert_near(xy[i], expected[i], 1e-9);
    assert_true(isnan(xy[6]) && isnan(xy[7]));
    end_map(&m);
}

static void the_nearest_by_number_where_equally_far(void **state)
{
    (void)state;
    map m;
    begin_map(&m);
    add_square(&m, 0, 0, 2, 2);
    add_square(&m, 10, 0, 12, 2);
    add_square(&m, 20, 0, 22, 2);
    add_square(&m, 0, 0, 2, 2); /* where 0 is */
    seal_map(&m);
    assert_links(&m, &(kk_config_neighbours){.rule = KK_NEIGHBOURS_NEAREST, .nearest = 1}, "0-3 1-0 2-1 3-0");
    assert_links(&m, &(kk_config_neighbours){.rule = KK_NEIGHBOURS_NEAREST, .nearest = 2},
                 "0-1 0-3 1-0 1-2 2-0 2-1 3-0 3-1");
    assert_links(&m, &(kk_config_neighbours){.rule = KK_NEIGHBOURS_NEAREST, .nearest = 9},
                 "0-1 0-2 0-3 1-0 1-2 1-3 2-0 2-1 2-3 3-0 3-1 3-2");
    assert_links(&m, &(kk_config_neighbours){.rule = KK_NEIGHBOURS_DISTANCE, .distance_m = 10},
                 "0-1 0-3 1-0 1-2 1-3 2-1 3-0 3-1");
    assert_links(&m, &(kk_config_neighbours){.rule = KK_NEIGHBOURS_DISTANCE, .distance_m = 9.99}, "0-3 3-0");
    assert_int_equal(kk_neighbours_islands(&m.found), 2);
    end_map(&m);
}

/* ---- random maps, beside every pair ---- */

enum { SIDE = 9, AREAS = SIDE * SIDE };

/* A lattice whose corners are shaken; columns are cut at heights of their own, so that corners meet edges. Every fifth
   boundary is drawn again a little aside. */
static void add_random_areas(map *m, uint64_t seed, double shake)
{
    kk_random random;
    double x[SIDE + 1], y[SIDE][SIDE + 1];
    kk_random_init(&random, seed, 0);
    for (int i = 0; i <= SIDE; i++) x[i] = 150000 + 100 * i + 30 * kk_random_uniform(&random);
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j <= SIDE; j++) y[i][j] = 450000 + 100 * j + (i % 2 == 0 ? 0 : 40 * kk_random_uniform(&random));
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++) {
            double aside = kk_random_below(&random, 5) == 0 ? shake * (kk_random_uniform(&random) - 0.5) : 0;
            add_square(m, x[i] + aside, y[i][j], x[i + 1] + aside, y[i][j + 1]);
        }
    seal_map(m);
}

static double distance_to_edge(const double *p, const double *edge)
{
    double dx = edge[2] - edge[0], dy = edge[3] - edge[1];
    double t = ((p[0] - edge[0]) * dx + (p[1] - edge[1]) * dy) / (dx * dx + dy * dy);
    t = fmin(fmax(t, 0), 1);
    return hypot(p[0] - edge[0] - t * dx, p[1] - edge[1] - t * dy);
}

/* Of boxes: two edges that are not parallel cross where each divides the other. */
static bool edges_cross(const double *a, const double *b)
{
    bool a_upright = a[0] == a[2], b_upright = b[0] == b[2];
    if (a_upright == b_upright) return false;
    const double *upright = a_upright ? a : b, *level = a_upright ? b : a;
    return (upright[0] - level[0]) * (upright[0] - level[2]) <= 0 &&
           (level[1] - upright[1]) * (level[1] - upright[3]) <= 0;
}

static bool slow_edges_meet(const double *a, const double *b, const kk_config_neighbours *rule)
{
    const double *touch[4];
    int count = 0;
    for (int end = 0; end < 2; end++) {
        if (distance_to_edge(a + 2 * end, b) <= rule->tolerance_m) touch[count++] = a + 2 * end;
        if (distance_to_edge(b + 2 * end, a) <= rule->tolerance_m) touch[count++] = b + 2 * end;
    }
    if (rule->rule == KK_NEIGHBOURS_QUEEN) return count > 0 || edges_cross(a, b);
    for (int i = 1; i < count; i++)
        for (int j = 0; j < i; j++)
            if (hypot(touch[i][0] - touch[j][0], touch[i][1] - touch[j][1]) > rule->tolerance_m) return true;
    return false;
}

/* Each area is one ring of four edges. */
static bool slow_areas_meet(const map *m, size_t a, size_t b, const kk_config_neighbours *rule)
{
    const kk_polygons *shape = &m->made.level.shape;
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++)
            if (slow_edges_meet(shape->xy + 2 * (5 * a + i), shape->xy + 2 * (5 * b + j), rule)) return true;
    return false;
}

static void every_pair_of_edges_says_the_same(void **state)
{
    (void)state;
    const double tolerance[] = {0.001, 0.3, 20};
    for (uint64_t seed = 0; seed < 12; seed++) {
        map m;
        size_t links = 0, met = 0;
        kk_config_neighbours rule = {.rule = seed % 2 == 0 ? KK_NEIGHBOURS_QUEEN : KK_NEIGHBOURS_ROOK,
                                     .tolerance_m = tolerance[seed / 4]};
        begin_map(&m);
        add_random_areas(&m, seed, 1);
        make(&m, &rule);
        for (size_t a = 0; a < AREAS; a++)
            for (size_t b = 0; b < AREAS; b++) {
                if (a == b) continue;
                bool meets = slow_areas_meet(&m, a, b, &rule);
                met += meets ? 1 : 0;
                if (meets != is_linked(&m.found, a, b)) fail_msg("seed %d: %zu and %zu", (int)seed, a, b);
            }
        links = m.found.begin[AREAS];
        assert_int_equal(links, met);
        assert_true(met > 2 * AREAS && met < 12 * AREAS);
        end_map(&m);
    }
}

static void every_distance_says_the_same(void **state)
{
    (void)state;
    map m;
    double xy[2 * AREAS];
    begin_map(&m);
    add_random_areas(&m, 7, 1);
    kk_level_centroids(&m.made.level, xy);
    make(&m, &(kk_config_neighbours){.rule = KK_NEIGHBOURS_DISTANCE, .distance_m = 150});
    kk_neighbours within = m.found;
    make(&m, &(kk_config_neighbours){.rule = KK_NEIGHBOURS_NEAREST, .nearest = 5});
    for (size_t a = 0; a < AREAS; a++) {
        for (size_t b = 0; b < AREAS; b++) {
            double d = hypot(xy[2 * a] - xy[2 * b], xy[2 * a + 1] - xy[2 * b + 1]);
            assert_int_equal(is_linked(&within, a, b), a != b && d <= 150);
            size_t nearer = 0;
            for (size_t c = 0; c < AREAS; c++) {
                double e = hypot(xy[2 * a] - xy[2 * c], xy[2 * a + 1] - xy[2 * c + 1]);
                if (c != a && (e < d || (e == d && c < b))) nearer++;
            }
            assert_int_equal(is_linked(&m.found, a, b), a != b && nearer < 5);
        }
    }
    end_map(&m);
}

static void assert_same(const kk_neighbours *a, const kk_neighbours *b)
{
    assert_int_equal(a->count, b->count);
    assert_memory_equal(a->begin, b->begin, (a->count + 1) * sizeof *a->begin);
    assert_memory_equal(a->neighbour, b->neighbour, a->begin[a->count] * sizeof *a->neighbour);
}

static void any_number_of_threads(void **state)
{
    (void)state;
    const kk_config_neighbours rules[] = {
        queen,
        rook,
        {.rule = KK_NEIGHBOURS_NEAREST, .nearest = 4},
        {.rule = KK_NEIGHBOURS_DISTANCE, .distance_m = 160},
    };
    map m;
    begin_map(&m);
    add_random_areas(&m, 3, 1);
    for (size_t r = 0; r < 4; r++) {
        make(&m, &rules[r]);
        for (int threads = 2; threads < 6; threads++) {
            kk_neighbours again = make_on(&m, &rules[r], threads);
            assert_same(&m.found, &again);
        }
    }
    end_map(&m);
}

/* ---- a part of the areas ---- */

static void a_subset_keeps_the_links_within_it(void **state)
{
    (void)state;
    map m;
    kk_error err = {0};
    kk_neighbours part;
    uint32_t chosen[AREAS], count = 0;
    begin_map(&m);
    add_random_areas(&m, 5, 1);
    make(&m, &queen);
    for (uint32_t i = 0; i < AREAS; i++)
        if (i % 3 != 1) chosen[count++] = i;
    assert_int_equal(kk_neighbours_subset(&m.found, chosen, count, &m.arena, &part, &err), KK_OK);
    assert_int_equal(part.count, count);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            assert_int_equal(is_linked(&part, i, j), is_linked(&m.found, chosen[i], chosen[j]));
    assert_int_equal(kk_neighbours_subset(&m.found, chosen, 0, &m.arena, &part, &err), KK_OK);
    assert_int_equal(part.count, 0);
    end_map(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_corner_is_for_the_queen_alone),
        cmocka_unit_test(a_junction_in_the_middle_of_an_edge),
        cmocka_unit_test(a_tip_on_an_edge),
        cmocka_unit_test(a_gap_within_the_tolerance_and_beyond),
        cmocka_unit_test(a_border_that_was_drawn_twice),
        cmocka_unit_test(a_hole_and_what_lies_in_it),
        cmocka_unit_test(any_part_counts_and_repeated_points_do_not),
        cmocka_unit_test(water_has_no_neighbours),
        cmocka_unit_test(nothing_at_all),
        cmocka_unit_test(centroids_of_shapes),
        cmocka_unit_test(the_nearest_by_number_where_equally_far),
        cmocka_unit_test(every_pair_of_edges_says_the_same),
        cmocka_unit_test(every_distance_says_the_same),
        cmocka_unit_test(any_number_of_threads),
        cmocka_unit_test(a_subset_keeps_the_links_within_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
