/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_TRUTH_H
#define GENERATOR_TRUTH_H

#include "territory.h"

/* Writes DIR/truth.csv: code,share,need: the chance of jeugdzorg that the youths of an area were drawn with, and the
 * part of them that needs it, which the figures only show through what is on offer. */
void truth_write(const territory *t, const char *directory);

#endif
