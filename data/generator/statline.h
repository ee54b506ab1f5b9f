/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_STATLINE_H
#define GENERATOR_STATLINE_H

#include "territory.h"

/* Writes DIR/jeugdzorg-wijk.csv: jeugdzorg by form, wijk and year as StatLine's untyped v3 feed has it. */
void statline_write(const territory *t, const char *directory);

#endif
