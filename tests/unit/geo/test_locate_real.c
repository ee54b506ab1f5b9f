/* SPDX-License-Identifier: EUPL-1.2 */
/* The buurten of the Netherlands in 2024: where kk_locate says that points are, PostGIS says too. */
#include "unit/store/private_cluster.h"

#include "kk/ingest.h"
#include "kk/locate.h"
#include "locate_level.h"
#include "store/copy.h"
#include "store/store.h"

enum { RANDOM_POINTS = 60000, NEAR_POINTS = 20000, CORNERS = 5000 };
enum { POINTS = RANDOM_POINTS + NEAR_POINTS + CORNERS };

typedef struct country {
    kk_arena arena;
    kk_rejects rejects;
    kk_areas areas;
    kk_store *store;
    kk_locator *locator;
    double *xy;
    int32_t *area;
} country;

static const char *areas_file(void)
{
    static char path[512];
    const char *folder = getenv("KANSENKOMPAS_REAL_DATA");
    snprintf(path, sizeof path, "%s/real/wijkenbuurten_2024.gpkg", folder == NULL ? "../shared/data" : folder);
    return path;
}

static void read_areas(country *all)
{
    kk_error err = {0};
    kk_config_source source = {.file = {"wijkenbuurten_2024.gpkg", areas_file(), {"p.yaml", 3, 7}}, .level = "buurt"};
    source.layer = "buurten";
    kk_config config = {.areas = {.sources = &source, .source_count = 1, .mark = {"p.yaml", 2, 1}}};
    kk_arena_init(&all->arena);
    kk_rejects_init(&all->rejects, &all->arena);
    if (kk_areas_read(&config, &all->arena, &all->rejects, &all->areas, &err) != KK_OK) fail_msg("%s", err.message);
    assert_int_equal(all->areas.level[0].count, 14566);
}

/* Beside an edge, from 2 µm to a metre away; or where it begins. */
static void put_beside(const double *edge, bool is_corner, uint64_t *random, double *to)
{
    double dx = edge[2] - edge[0], dy = edge[3] - edge[1], length = hypot(dx, dy), t = next_random(random);
    double away = pow(10, -5.7 * next_random(random)) * (next_random(random) < 0.5 ? 1 : -1);
    if (is_corner || length == 0) t = away = 0, length = 1;
    to[0] = edge[0] + t * dx + away * dy / length;
    to[1] = edge[1] + t * dy - away * dx / length;
}

static void make_points(country *all)
{
    const kk_polygons *shape = &all->areas.level[0].shape;
    uint64_t random = 2024;
    for (size_t i = 0; i < POINTS; i++) {
        double *to = all->xy + 2 * i;
        size_t edge = (size_t)(next_random(&random) * (double)(shape->point_count - 1));
        to[0] = 13000 + 265000 * next_random(&random);
        to[1] = 306000 + 314000 * next_random(&random);
        if (i >= RANDOM_POINTS) put_beside(shape->xy + 2 * edge, i >= RANDOM_POINTS + NEAR_POINTS, &random, to);
    }
}

static void load_points(const country *all)
{
    kk_copy copy;
    kk_error err;
    query_on(all->store->pg,
             "CREATE TEMP TABLE point (no integer, kind smallint, area_no integer, x float8, y float8)");
    assert_int_equal(kk_copy_begin(&copy, all->store->pg, "point", &err), KK_OK);
    for (size_t i = 0; i < POINTS && kk_copy_row(&copy, 5); i++) {
        kk_copy_integer(&copy, (int64_t)i);
        kk_copy_smallint(&copy, i < RANDOM_POINTS ? 0 : i < RANDOM_POINTS + NEAR_POINTS ? 1 : 2);
        kk_copy_integer(&copy, all->area[i]);
        kk_copy_double(&copy, all->xy[2 * i]);
        kk_copy_double(&copy, all->xy[2 * i + 1]);
    }
    if (kk_copy_end(&copy, &err) != KK_OK) fail_msg("%s", err.message);
    query_on(all->store->pg, "CREATE TEMP TABLE located AS SELECT no, kind, p.area_no, p.geom,"
                             " coalesce(min(a.area_no), -1) AS covering FROM (SELECT *, ST_Point(x, y, 28992) AS geom"
                             " FROM point) p LEFT JOIN area_new a ON ST_Covers(a.geom, p.geom) GROUP BY 1, 2, 3, 4");
}

static int begin(void **state)
{
    country *all = calloc(1, sizeof *all);
    kk_error err = {0};
    assert_non_null(all);
    *state = all;
    read_areas(all);
    all->xy = calloc(POINTS, 2 * sizeof *all->xy);
    all->area = calloc(POINTS, sizeof *all->area);
    assert_true(all->xy != NULL && all->area != NULL);
    if (kk_locator_new(&all->areas.level[0], 2, &all->locator, &err) != KK_OK) fail_msg("%s", err.message);
    make_points(all);
    kk_locate_all(all->locator, all->xy, POINTS, 2, all->area);
    start_cluster(state);
    all->store = open_store("kk_locate");
    if (kk_store_load_areas(all->store, &all->areas, &err) != KK_OK) fail_msg("%s", err.message);
    load_points(all);
    return 0;
}

static int end(void **state)
{
    country *all = *state;
    kk_store_close(all->store);
    kk_locator_free(all->locator);
    kk_rejects_clear(&all->rejects);
    kk_arena_clear(&all->arena);
    free(all->xy);
    free(all->area);
    free(all);
    return stop_cluster(state);
}

static void points_further_than_a_micrometre_agree(void **state)
{
    const country *all = *state;
    assert_rows_on(all->store->pg,
                   "SELECT count(*) FILTER (WHERE kind = 0 AND area_no >= 0) > 20000, count(*) FROM located",
                   "t|85000\n");
    assert_rows_on(all->store->pg,
                   "SELECT no, area_no, covering FROM located l WHERE area_no <> covering AND NOT EXISTS"
                   " (SELECT FROM area_new a WHERE a.geom && ST_Expand(l.geom, 1) AND"
                   " ST_DWithin(ST_Boundary(a.geom), l.geom, 1e-6)) LIMIT 10",
                   "");
}

/* On the boundary, or so near that PostGIS cannot tell, every edge in 113 bits can. */
static void corners_and_their_surroundings_are_exact(void **state)
{
    const country *all = *state;
    for (size_t i = RANDOM_POINTS; i < POINTS; i += 20)
        assert_int_equal(slow_locate(&all->areas.level[0], all->xy[2 * i], all->xy[2 * i + 1]), all->area[i]);
    assert_rows_on(all->store->pg,
                   "SELECT no FROM located l JOIN area_new a USING (area_no) WHERE kind = 2 AND"
                   " NOT ST_DWithin(a.geom, l.geom, 1e-6)"
                   " UNION ALL SELECT no FROM located WHERE kind = 2 AND area_no < 0 LIMIT 10",
                   "");
}

static void one_at_a_time_is_the_same(void **state)
{
    const country *all = *state;
    for (size_t i = 0; i < POINTS; i++)
        assert_int_equal(kk_locate(all->locator, all->xy[2 * i], all->xy[2 * i + 1]), all->area[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_further_than_a_micrometre_agree),
        cmocka_unit_test(corners_and_their_surroundings_are_exact),
        cmocka_unit_test(one_at_a_time_is_the_same),
    };
    if (access(areas_file(), R_OK) != 0) {
        printf("skipped: %s is not there\n", areas_file());
        return 77;
    }
    return cmocka_run_group_tests(tests, begin, end);
}
