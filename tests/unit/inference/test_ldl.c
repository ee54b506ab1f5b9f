/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "inference/ldl.h"
#include "kk/random.h"

#include <gsl/gsl_linalg.h>

enum { COUNT = 40 };

typedef struct example {
    uint32_t begin[COUNT + 1], row[COUNT * COUNT];
    double value[COUNT * COUNT], diagonal[COUNT];
    kk_symmetric below;
    gsl_matrix *inverse;
    double log_determinant;
} example;

/* A diagonally dominant matrix with an eighth of its entries, and its dense inverse. */
static void begin(example *of)
{
    kk_random random;
    kk_random_init(&random, 7, 0);
    uint32_t used = 0;
    gsl_matrix *dense = gsl_matrix_calloc(COUNT, COUNT);
    for (uint32_t j = 0; j < COUNT; j++) {
        of->begin[j] = used;
        of->diagonal[j] = 9 + kk_random_uniform(&random);
        gsl_matrix_set(dense, j, j, of->diagonal[j]);
        for (uint32_t i = j + 1; i < COUNT; i++) {
            if (kk_random_below(&random, 8) > 0) continue;
            of->row[used] = i;
            of->value[used] = kk_random_uniform(&random) - 0.5;
            gsl_matrix_set(dense, i, j, of->value[used]);
            gsl_matrix_set(dense, j, i, of->value[used++]);
        }
    }
    of->begin[COUNT] = used;
    of->below = (kk_symmetric){COUNT, of->begin, of->row, of->value};
    gsl_linalg_cholesky_decomp1(dense);
    of->log_determinant = 0;
    for (size_t j = 0; j < COUNT; j++) of->log_determinant += 2 * log(gsl_matrix_get(dense, j, j));
    gsl_linalg_cholesky_invert(dense);
    of->inverse = dense;
}

static void test_agrees_with_a_dense_factor(void **state)
{
    (void)state;
    example of;
    kk_ldl ldl;
    kk_error err;
    double x[COUNT], diagonal[COUNT];
    begin(&of);
    assert_int_equal(kk_ldl_init(&ldl, &of.below, &err), KK_OK);
    for (int again = 0; again < 2; again++) {
        assert_true(kk_ldl_factorise(&ldl, of.diagonal));
        assert_near(kk_ldl_log_determinant(&ldl), of.log_determinant, 1e-10);
        for (size_t i = 0; i < COUNT; i++) x[i] = i == 3;
        assert_true(kk_ldl_solve(&ldl, x));
        assert_true(kk_ldl_inverse_diagonal(&ldl, diagonal));
        for (size_t i = 0; i < COUNT; i++) {
            assert_near(x[i], gsl_matrix_get(of.inverse, i, 3), 1e-14);
            assert_near(diagonal[i], gsl_matrix_get(of.inverse, i, i), 1e-14);
        }
    }
    kk_ldl_clear(&ldl);
    gsl_matrix_free(of.inverse);
}

static void test_says_when_it_is_not_positive_definite(void **state)
{
    (void)state;
    uint32_t places[] = {0, 1, 1}, row[] = {1};
    double value[] = {2}, diagonal[] = {1, 3}, definite[] = {1, 5};
    const kk_symmetric below = {2, places, row, value};
    kk_ldl ldl;
    kk_error err;
    assert_int_equal(kk_ldl_init(&ldl, &below, &err), KK_OK);
    assert_false(kk_ldl_factorise(&ldl, diagonal));
    diagonal[1] = 4;
    assert_false(kk_ldl_factorise(&ldl, diagonal));
    assert_true(kk_ldl_factorise(&ldl, definite));
    assert_near(kk_ldl_log_determinant(&ldl), 0, 1e-15);
    kk_ldl_clear(&ldl);
}

static void test_one_row_without_links(void **state)
{
    (void)state;
    uint32_t none[2] = {0, 0};
    double unused = 0, x = 6, four = 4;
    const kk_symmetric below = {1, none, none, &unused};
    kk_ldl ldl;
    kk_error err;
    assert_int_equal(kk_ldl_init(&ldl, &below, &err), KK_OK);
    assert_true(kk_ldl_factorise(&ldl, &four));
    assert_true(kk_ldl_solve(&ldl, &x));
    assert_near(x, 1.5, 0);
    assert_true(kk_ldl_inverse_diagonal(&ldl, &x));
    assert_near(x, 0.25, 0);
    kk_ldl_clear(&ldl);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agrees_with_a_dense_factor),
        cmocka_unit_test(test_says_when_it_is_not_positive_definite),
        cmocka_unit_test(test_one_row_without_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
