/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/rd_patches.h"

#include <math.h>
#include <stdlib.h>

enum { NODES = 5, COLUMNS = 22, ROWS = 23 };

static const double side_m = 16384, west_m = -32768, south_m = 278528, pi = 3.14159265358979323846;

/* lonlat = Σ term[j][i] uⁱ vʲ, u and v from −1 to 1 over the square. */
typedef struct patch {
    double term[NODES][NODES][2];
} patch;

struct kk_rd_patches {
    PJ *operation;
    double node[NODES];
    double power[NODES][NODES]; /* [i][k]: what the value at node k adds to the term of power i */
    patch *patch[ROWS * COLUMNS];
};

/* Chebyshev polynomials T₀ … T₄ by powers. */
static const double chebyshev[NODES][NODES] = {
    {1, 0, 0, 0, 0}, {0, 1, 0, 0, 0}, {-1, 0, 2, 0, 0}, {0, -3, 0, 4, 0}, {1, 0, -8, 0, 8}};

kk_rd_patches *kk_rd_patches_make(PJ *operation)
{
    kk_rd_patches *made = calloc(1, sizeof *made);
    if (made == NULL) return NULL;
    made->operation = operation;
    for (int k = 0; k < NODES; k++) {
        double angle = (2 * k + 1) * pi / (2 * NODES);
        made->node[k] = cos(angle);
        for (int j = 0; j < NODES; j++)
            for (int i = 0; i < NODES; i++)
                made->power[i][k] += chebyshev[j][i] * cos(j * angle) * (j == 0 ? 1 : 2) / NODES;
    }
    return made;
}

void kk_rd_patches_free(kk_rd_patches *patches)
{
    for (size_t i = 0; patches != NULL && i < ROWS * COLUMNS; i++) free(patches->patch[i]);
    free(patches);
}

/* PROJ's results at the nodes, [row][column]. */
static void ask_nodes(const kk_rd_patches *patches, double x, double y, double value[NODES][NODES][2])
{
    for (int r = 0; r < NODES; r++)
        for (int c = 0; c < NODES; c++) {
            value[r][c][0] = x + side_m / 2 * patches->node[c];
            value[r][c][1] = y + side_m / 2 * patches->node[r];
        }
    size_t stride = sizeof value[0][0], count = (size_t)NODES * NODES;
    proj_trans_generic(patches->operation, PJ_FWD, &value[0][0][0], stride, count, &value[0][0][1], stride, count, NULL,
                       0, 0, NULL, 0, 0);
}

/* Of the square around x, y. */
static patch *make_patch(const kk_rd_patches *patches, double x, double y)
{
    double value[NODES][NODES][2];
    patch *made = calloc(1, sizeof *made);
    if (made == NULL) return NULL;
    ask_nodes(patches, x, y, value);
    for (int j = 0; j < NODES; j++)
        for (int i = 0; i < NODES; i++)
            for (int r = 0; r < NODES; r++)
                for (int c = 0; c < NODES; c++)
                    for (int of = 0; of < 2; of++)
                        made->term[j][i][of] += patches->power[j][r] * patches->power[i][c] * value[r][c][of];
    return made;
}

bool kk_rd_patches_lonlat(kk_rd_patches *patches, const double xy[2], double lonlat[2])
{
    double column = (xy[0] - west_m) / side_m, row = (xy[1] - south_m) / side_m;
    if (!(column >= 0 && column < COLUMNS && row >= 0 && row < ROWS)) return false;
    size_t c = (size_t)column, r = (size_t)row;
    patch **here = &patches->patch[r * COLUMNS + c];
    if (*here == NULL) {
        *here = make_patch(patches, west_m + ((double)c + 0.5) * side_m, south_m + ((double)r + 0.5) * side_m);
        if (*here == NULL) return false;
    }
    double u = 2 * (column - (double)c) - 1, v = 2 * (row - (double)r) - 1;
    double lon = 0, lat = 0;
    for (int j = NODES; j-- > 0;) {
        double lon_row = 0, lat_row = 0;
        for (int i = NODES; i-- > 0;) {
            lon_row = lon_row * u + (*here)->term[j][i][0];
            lat_row = lat_row * u + (*here)->term[j][i][1];
        }
        lon = lon * v + lon_row;
        lat = lat * v + lat_row;
    }
    lonlat[0] = lon;
    lonlat[1] = lat;
    return true;
}
