/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_PUBLISHED_H
#define GENERATOR_PUBLISHED_H

#include "territory.h"

#include <stdint.h>

/* The figures that CBS publishes of an area, named as in Kerncijfers Wijken en Buurten. */
typedef enum {
    A_INW,
    A_MAN,
    A_VROUW,
    A_00_14,
    A_15_24,
    A_25_44,
    A_45_64,
    A_65_OO,
    A_HH,
    A_1P_HH,
    A_HH_M_K,
    G_HHGRO,
    BEV_DICH,
    G_WOZ,
    P_1GEZW,
    P_KOOPW,
    P_HH_LI,
    P_HH_HI,
    P_HH_LKK,
    P_HH_OSM,
    P_HH_110,
    P_HH_120,
    G_HH_STI,
    M_HH_VER,
    A_SOZ_WB,
    A_JZ_TN,
    P_JZ_TN,
    A_WMO_T,
    P_WMO_T,
    A_LAN_HA,
    A_WAT_HA,
    FIGURE_COUNT
} figure;

typedef struct {
    double values[FIGURE_COUNT]; /* NAN where secret or absent */
} published;

/* As CBS does: counts of wijken and buurten rounded at random to 5, youth care and Wmo to the nearest 5 with
 * 0 to 7 kept secret, shares of few households withheld. The same area and seed give the same figures. */
published publish(const area *a, level at, uint64_t seed);

/* A count of care as published: to the nearest 5, NAN where it is 0 to 7. */
double published_care(int count);

#endif
