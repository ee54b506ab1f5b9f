/* SPDX-License-Identifier: EUPL-1.2 */
/* Between which coordinates the Netherlands lie. */
#ifndef KK_NETHERLANDS_H
#define KK_NETHERLANDS_H

#include <stdbool.h>

typedef struct kk_box {
    double west, south, east, north;
} kk_box;

static const kk_box kk_netherlands_rd = {0, 300000, 300000, 630000}; /* metres, EPSG:28992 */
static const kk_box kk_netherlands_degrees = {3, 50.5, 7.5, 54};     /* EPSG:4326 */

/* The border included; NaN is nowhere. */
static inline bool kk_box_holds(const kk_box *box, double x, double y)
{
    return x >= box->west && x <= box->east && y >= box->south && y <= box->north;
}

#endif
