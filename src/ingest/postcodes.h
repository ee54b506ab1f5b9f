/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Addresses while the postcode table is read. An address is 64 bits: postcode (23), house number (17), place (24), so
 * that ascending order is by postcode, then number. The nine million of the country take 72 MB.
 */
#ifndef KK_POSTCODES_H
#define KK_POSTCODES_H

#include "kk/intake.h"

enum { KK_HOUSE_NUMBER_MAX = (1 << 17) - 1 };

typedef struct kk_addresses {
    uint64_t *item; /* malloc'ed */
    size_t count, capacity;
    bool unsorted;
} kk_addresses;

/* `place` is an area of gemeente, wijk or buurt, or a reason. */
uint64_t kk_address_pack(uint32_t postcode, uint32_t number, kk_locus place);
uint32_t kk_address_postcode(uint64_t address);
uint32_t kk_address_number(uint64_t address);
kk_locus kk_address_place(uint64_t address);

/* The area of that code, or else the finest one that it lies in (`*exact` is then false); KK_OTHER_GEMEENTE when even
   its gemeente is none of the areas. */
kk_locus kk_code_place(const kk_areas *areas, const char *code, bool *exact);
/* The finest area that holds both; KK_UNKNOWN_POSTCODE when none does. */
kk_locus kk_common_place(const kk_areas *areas, kk_locus a, kk_locus b);

/* Adds the addresses of one file, in its order. */
kk_status kk_addresses_read(const kk_config_csv *csv, const kk_areas *areas, kk_rejects *rejects, kk_addresses *out,
                            kk_error *err) KK_MUST_USE;

#endif
