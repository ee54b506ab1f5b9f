/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_KOMPASDAM_H
#define GENERATOR_KOMPASDAM_H

#include "geometry.h"
#include "terrain.h"

#include <stdint.h>

/* Kompasdam, the invented gemeente of the example: in the middle of the Markermeer, where no other is. */

enum { kompasdam_wijk_count = 12, most_buurten_in_wijk = 7 };

typedef struct {
    const char *code; /* the two characters after those of the gemeente */
    const char *name;
    point seed; /* metres from the town's centre */
    int persons;
    double youth_share;
    double care_share;
    double supply; /* care for those who need it: above 1 some have it without need */
    double urbanity;
    const char *wijkteam;
    const char *buurten[most_buurten_in_wijk]; /* NULL after the last */
} kompasdam_wijk;

/* A disc of cells that goes to one buurt, wherever the other borders run. Later discs cover earlier ones. */
typedef struct {
    int wijk;
    int buurt;
    point centre;
    double radius;
} kompasdam_disc;

extern const char kompasdam_code[];
extern const char kompasdam_name[];
extern const box kompasdam_box;
extern const point kompasdam_centre;
extern const kompasdam_wijk kompasdam_wijken[kompasdam_wijk_count];
extern const kompasdam_disc kompasdam_discs[];
extern const int kompasdam_disc_count;

extern const char kompasdam_uninhabited_buurt[];
extern const char kompasdam_buurt_not_in_kwb[];
extern const char kompasdam_buurt_in_no_wijkteam[];

terrain kompasdam_terrain(uint64_t seed, point p);
double kompasdam_spacing(const void *seed, double x, double y);

#endif
