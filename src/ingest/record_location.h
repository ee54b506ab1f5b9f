/* SPDX-License-Identifier: EUPL-1.2 */
/* Where a record says it is: area code, postcode and house number, coordinates. */
#ifndef KK_RECORD_LOCATION_H
#define KK_RECORD_LOCATION_H

#include "ingest/record_fields.h"
#include "kk/intake.h"

/*
 * Fills in `location` (kk/intake.h tells how). Returns the bits (1 << kk_csv_field) of cells that hold something else
 * than what belongs there, and are left aside: a postcode that is no PC6, a coordinate that is no number.
 */
uint64_t kk_location_parse(const kk_cell cell[KK_FIELD_COUNT], kk_location *location);

/* `code` for an area code as given: capitals; the digits of an old file made GM, WK or BU with their leading zeros. A
   text that is too long to be a code becomes "?". */
void kk_area_code_parse(kk_cell cell, char code[12]);

#endif
