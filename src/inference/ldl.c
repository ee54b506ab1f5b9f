/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/ldl.h"

#include "kk/arena.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void configure(cholmod_common *common)
{
    cholmod_start(common);
    common->supernodal = CHOLMOD_SIMPLICIAL;
    common->nmethods = 1;
    common->method[0].ordering = CHOLMOD_AMD;
    common->postorder = 1;
    common->print = 0;
}

/* The diagonal is the first entry of each column. */
static void fill(cholmod_sparse *to, const kk_symmetric *from)
{
    int *begin = to->p, *row = to->i;
    double *value = to->x;
    for (size_t j = 0; j < from->count; j++) {
        size_t at = from->begin[j] + j, below = from->begin[j + 1] - from->begin[j];
        begin[j] = (int)at;
        row[at] = (int)j;
        for (size_t k = 0; k < below; k++) {
            row[at + 1 + k] = (int)from->row[from->begin[j] + k];
            value[at + 1 + k] = from->value[from->begin[j] + k];
        }
    }
    begin[from->count] = (int)(from->begin[from->count] + from->count);
}

kk_status kk_ldl_init(kk_ldl *ldl, const kk_symmetric *matrix, kk_error *err)
{
    *ldl = (kk_ldl){0};
    configure(&ldl->common);
    size_t count = matrix->count, entries = matrix->begin[count] + count;
    ldl->matrix = cholmod_allocate_sparse(count, count, entries, true, true, -1, CHOLMOD_REAL, &ldl->common);
    if (ldl->matrix == NULL) return kk_fail_memory(err);
    fill(ldl->matrix, matrix);
    ldl->factor = cholmod_analyze(ldl->matrix, &ldl->common);
    return ldl->factor == NULL ? kk_fail_memory(err) : KK_OK;
}

void kk_ldl_clear(kk_ldl *ldl)
{
    cholmod_free_factor(&ldl->factor, &ldl->common);
    cholmod_free_sparse(&ldl->matrix, &ldl->common);
    cholmod_finish(&ldl->common);
    free(ldl->inverse);
    ldl->inverse = NULL;
}

bool kk_ldl_factorise(kk_ldl *ldl, const double *diagonal)
{
    const int *begin = ldl->matrix->p;
    double *value = ldl->matrix->x;
    for (size_t j = 0; j < ldl->matrix->ncol; j++) value[begin[j]] = diagonal[j];
    if (!cholmod_factorize(ldl->matrix, ldl->factor, &ldl->common) || ldl->factor->minor < ldl->factor->n) return false;
    const int *first = ldl->factor->p;
    const double *entry = ldl->factor->x;
    for (size_t j = 0; j < ldl->factor->n; j++)
        if (!(entry[first[j]] > 0)) return false;
    return true;
}

double kk_ldl_log_determinant(const kk_ldl *ldl)
{
    const int *begin = ldl->factor->p;
    const double *entry = ldl->factor->x;
    double sum = 0;
    for (size_t j = 0; j < ldl->factor->n; j++) sum += log(entry[begin[j]]);
    return sum;
}

bool kk_ldl_solve(kk_ldl *ldl, double *x)
{
    size_t count = ldl->factor->n;
    cholmod_dense right = {
        .nrow = count, .ncol = 1, .nzmax = count, .d = count, .x = x, .xtype = CHOLMOD_REAL, .dtype = CHOLMOD_DOUBLE};
    cholmod_dense *solution = cholmod_solve(CHOLMOD_A, ldl->factor, &right, &ldl->common);
    if (solution == NULL) return false;
    memcpy(x, solution->x, count * sizeof *x);
    cholmod_free_dense(&solution, &ldl->common);
    return true;
}

/* Column j of the inverse, when those behind it are there. Rows r > k of column j of L are also rows of its column k.
 */
static void invert_column(kk_ldl *ldl, size_t j)
{
    const int *begin = ldl->factor->p, *length = ldl->factor->nz, *row = ldl->factor->i;
    const double *l = ldl->factor->x;
    double *z = ldl->inverse;
    int first = begin[j] + 1, end = begin[j] + length[j];
    for (int p = first; p < end; p++) z[p] = 0;
    for (int p = first; p < end; p++) {
        int k = row[p];
        double sum = z[begin[k]] * l[p];
        for (int to = p + 1, q = begin[k] + 1; to < end; to++, q++) {
            while (row[q] < row[to]) q++;
            sum += z[q] * l[to];
            z[to] -= z[q] * l[p];
        }
        z[p] -= sum;
    }
    double own = 1 / l[begin[j]];
    for (int p = first; p < end; p++) own -= z[p] * l[p];
    z[begin[j]] = own;
}

bool kk_ldl_inverse_diagonal(kk_ldl *ldl, double *diagonal)
{
    const cholmod_factor *factor = ldl->factor;
    if (kk_grow(&ldl->inverse, &ldl->inverse_capacity, factor->nzmax, sizeof *ldl->inverse) != 0) return false;
    for (size_t j = factor->n; j-- > 0;) invert_column(ldl, j);
    const int *begin = factor->p, *place = factor->Perm;
    for (size_t j = 0; j < factor->n; j++) diagonal[place[j]] = ldl->inverse[begin[j]];
    return true;
}
