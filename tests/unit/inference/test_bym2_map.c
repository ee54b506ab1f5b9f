/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/inference/bym2_sets.h"

#include "inference/bym2.h"

#include <gsl/gsl_eigen.h>

/* The variances of u by all eigenvectors of a dense matrix. */
static void dense_variances(const kk_bym2_map *map, double *variance)
{
    size_t count = map->below.count;
    gsl_matrix *dense = gsl_matrix_calloc(count, count), *vectors = gsl_matrix_alloc(count, count);
    gsl_vector *values = gsl_vector_alloc(count);
    gsl_eigen_symmv_workspace *room = gsl_eigen_symmv_alloc(count);
    for (size_t j = 0; j < count; j++) {
        gsl_matrix_set(dense, j, j, map->diagonal[j]);
        for (uint32_t k = map->below.begin[j]; k < map->below.begin[j + 1]; k++) {
            gsl_matrix_set(dense, map->below.row[k], j, map->below.value[k]);
            gsl_matrix_set(dense, j, map->below.row[k], map->below.value[k]);
        }
    }
    gsl_eigen_symmv(dense, values, vectors, room);
    for (size_t i = 0; i < count; i++) {
        variance[i] = 0;
        for (size_t k = 0; k < count; k++) {
            double value = gsl_vector_get(values, k), part = gsl_matrix_get(vectors, i, k);
            if (value > 1e-9) variance[i] += part * part / value;
        }
    }
    gsl_eigen_symmv_free(room);
    gsl_vector_free(values);
    gsl_matrix_free(vectors);
    gsl_matrix_free(dense);
}

/* The geometric mean of the variances is 1 in each part; an island has a variance of 1. */
static void check_scale(const kk_bym2_map *map)
{
    double variance[SET_AREAS_MAX], sum[SET_AREAS_MAX] = {0};
    dense_variances(map, variance);
    for (size_t i = 0; i < map->below.count; i++) {
        if (map->component[i] == KK_BYM2_ISLAND)
            assert_near(variance[i], 1, 1e-12);
        else
            sum[map->component[i]] += log(variance[i]);
    }
    for (size_t k = 0; k < map->components; k++) assert_near(sum[k], 0, 1e-9);
}

static void make(const kk_neighbours *neighbours, kk_bym2_map *map)
{
    kk_error err;
    assert_int_equal(kk_bym2_map_make(neighbours, map, &err), KK_OK);
}

/* 0.4853175 is what INLA's inla.qinv gives for this map, as published with the Stan program for BYM2. */
static void test_lip_cancer(void **state)
{
    (void)state;
    reference_set set;
    kk_bym2_map map;
    set_read(&set, "joined");
    make(&set.neighbours, &map);
    assert_int_equal(map.components, 1);
    assert_int_equal(map.islands, 0);
    assert_near(map.below.value[0], -0.4853175, 5e-7);
    check_scale(&map);
    kk_bym2_map_clear(&map);
    set_read(&set, "scotland");
    make(&set.neighbours, &map);
    assert_int_equal(map.components, 1);
    assert_int_equal(map.islands, 3);
    check_scale(&map);
    kk_bym2_map_clear(&map);
}

/* A pair, a row of four and an island, in between each other: 0–5, 1–2–4–6, 3. */
static void test_parts_have_their_own_scale(void **state)
{
    (void)state;
    uint32_t begin[] = {0, 1, 2, 4, 4, 6, 7, 8}, neighbour[] = {5, 2, 1, 4, 2, 6, 0, 4};
    const int32_t component[] = {0, 1, 1, KK_BYM2_ISLAND, 1, 0, 1};
    const kk_neighbours neighbours = {7, begin, neighbour};
    kk_bym2_map map;
    make(&neighbours, &map);
    assert_int_equal(map.components, 2);
    assert_int_equal(map.islands, 1);
    for (size_t i = 0; i < 7; i++) assert_int_equal(map.component[i], component[i]);
    assert_near(map.below.value[0], -0.25, 1e-14);
    assert_near(map.diagonal[3], 1, 0);
    check_scale(&map);
    kk_bym2_map_clear(&map);
}

/* Of the nearest, the first lists the second and not the other way round. */
static void test_one_way_links_count_both_ways(void **state)
{
    (void)state;
    uint32_t one_begin[] = {0, 1, 2, 2}, one[] = {1, 2}, both_begin[] = {0, 1, 3, 4}, both[] = {1, 0, 2, 1};
    const kk_neighbours one_way = {3, one_begin, one}, two_way = {3, both_begin, both};
    kk_bym2_map a, b;
    make(&one_way, &a);
    make(&two_way, &b);
    assert_memory_equal(a.below.begin, b.below.begin, sizeof both_begin);
    assert_memory_equal(a.below.row, b.below.row, 2 * sizeof *both);
    assert_memory_equal(a.below.value, b.below.value, 2 * sizeof(double));
    assert_memory_equal(a.diagonal, b.diagonal, 3 * sizeof(double));
    kk_bym2_map_clear(&a);
    kk_bym2_map_clear(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lip_cancer),
        cmocka_unit_test(test_parts_have_their_own_scale),
        cmocka_unit_test(test_one_way_links_count_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
