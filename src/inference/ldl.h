/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Factors of a symmetric positive definite sparse matrix whose diagonal alone changes: P A Pᵀ = L D Lᵀ by CHOLMOD,
 * simplicial, so without BLAS and the same everywhere. For one thread.
 */
#ifndef KK_INFERENCE_LDL_H
#define KK_INFERENCE_LDL_H

#include "kk/error.h"

#include <cholmod.h>
#include <stdbool.h>
#include <stdint.h>

/* The entries below the diagonal of column j are row[begin[j]] … row[begin[j + 1] − 1], ascending. */
typedef struct kk_symmetric {
    size_t count;
    uint32_t *begin, *row;
    double *value;
} kk_symmetric;

typedef struct kk_ldl {
    cholmod_common common;
    cholmod_sparse *matrix;
    cholmod_factor *factor;
    double *inverse; /* at the places of the factor's entries */
    size_t inverse_capacity;
} kk_ldl;

/* Orders rows and columns by approximate minimum degree. kk_ldl_clear also after a failure. */
kk_status kk_ldl_init(kk_ldl *ldl, const kk_symmetric *matrix, kk_error *err) KK_MUST_USE;
void kk_ldl_clear(kk_ldl *ldl);

/* With this diagonal. False: not positive definite, or no memory. */
bool kk_ldl_factorise(kk_ldl *ldl, const double *diagonal);

double kk_ldl_log_determinant(const kk_ldl *ldl);

/* x ← A⁻¹ x. False: no memory. */
bool kk_ldl_solve(kk_ldl *ldl, double *x);

/*
 * The diagonal of A⁻¹, by the entries of A⁻¹ at the places of L alone (Takahashi, Fagan and Chin 1973), last column
 * first: Z_ij = [i = j]/D_j − Σ_{k > j} Z_ik L_kj Cost: that of the factor. False: no memory.
 */
bool kk_ldl_inverse_diagonal(kk_ldl *ldl, double *diagonal);

#endif
