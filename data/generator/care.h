/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_CARE_H
#define GENERATOR_CARE_H

#include "dossier.h"

/* Trajectories in the form of Beleidsinformatie Jeugd: jeugdhulp, which has house and family numbers besides, and the
 * measures of bescherming and reclassering, which have only what the protocol has. */
extern const char care_heading[], measure_heading[];
void care_write(const dossier *d, text *rows);
void measure_write(const dossier *d, text *rows);

/* Rows of jeugdhulp that cannot be right, for a reader to refuse or to set apart. */
extern const char care_dirt[];

#endif
