/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/postcodes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NUMBER_BITS = 17,
    PLACE_BITS = 24,
    AREA_BITS = 22, /* in a place; above it the level, or 3 for a reason */
    NO_LEVEL = 3,
    PC6_IN_PC4 = 26 * 26,
    PC4_COUNT = 9000
};

/*
 * A postcode whose addresses lie in one area has one entry, with number 0. Any other has one with number 0 for the
 * area that holds all, and one for each number.
 */
struct kk_postcodes {
    size_t count;
    uint64_t *entry;               /* ascending */
    uint32_t first[PC4_COUNT + 1]; /* where the entries of a PC4 begin */
};

/* ---- addresses ---- */

uint64_t kk_address_pack(uint32_t postcode, uint32_t number, kk_locus place)
{
    uint64_t packed = kk_locus_is_area(place) ? (uint64_t)kk_locus_level(place) << AREA_BITS | kk_locus_area(place)
                                              : (uint64_t)NO_LEVEL << AREA_BITS | (place - (kk_locus)KK_NOT_LOCATED);
    return ((uint64_t)postcode << NUMBER_BITS | number) << PLACE_BITS | packed;
}

uint32_t kk_address_postcode(uint64_t address)
{
    return (uint32_t)(address >> (NUMBER_BITS + PLACE_BITS));
}

uint32_t kk_address_number(uint64_t address)
{
    return (uint32_t)(address >> PLACE_BITS) & KK_HOUSE_NUMBER_MAX;
}

kk_locus kk_address_place(uint64_t address)
{
    uint32_t place = (uint32_t)address & ((1u << PLACE_BITS) - 1), level = place >> AREA_BITS;
    uint32_t area = place & ((1u << AREA_BITS) - 1);
    return level == NO_LEVEL ? (kk_locus)KK_NOT_LOCATED + area : kk_locus_of(level, area);
}

/* ---- places ---- */

static bool find_code(const kk_areas *areas, const char *code, kk_locus *place)
{
    kk_level_kind kind;
    if (!kk_code_kind(code, &kind)) return false;
    for (size_t l = 0; l < areas->level_count; l++) {
        if (areas->level[l].kind != kind) continue;
        ptrdiff_t area = kk_level_find(&areas->level[l], code);
        if (area >= 0) *place = kk_locus_of(l, (size_t)area);
        return area >= 0;
    }
    return false;
}

kk_locus kk_code_place(const kk_areas *areas, const char *code, bool *exact)
{
    char at[16], parent[16];
    kk_locus place;
    *exact = find_code(areas, code, &place);
    if (*exact) return place;
    snprintf(at, sizeof at, "%s", code);
    while (kk_code_parent(at, parent)) {
        if (find_code(areas, parent, &place)) return place;
        memcpy(at, parent, sizeof at);
    }
    return KK_OTHER_GEMEENTE;
}

/* One step up; KK_UNKNOWN_POSTCODE above a gemeente. */
static kk_locus place_above(const kk_areas *areas, kk_locus place)
{
    char parent[16];
    bool exact;
    if (!kk_code_parent(areas->level[kk_locus_level(place)].code[kk_locus_area(place)], parent))
        return KK_UNKNOWN_POSTCODE;
    kk_locus above = kk_code_place(areas, parent, &exact);
    return kk_locus_is_area(above) ? above : (kk_locus)KK_UNKNOWN_POSTCODE;
}

kk_locus kk_common_place(const kk_areas *areas, kk_locus a, kk_locus b)
{
    while (a != b) {
        if (!kk_locus_is_area(a) || !kk_locus_is_area(b)) return KK_UNKNOWN_POSTCODE;
        kk_level_kind kind_a = areas->level[kk_locus_level(a)].kind, kind_b = areas->level[kk_locus_level(b)].kind;
        if (kind_a >= kind_b) a = place_above(areas, a);
        if (kind_b >= kind_a) b = place_above(areas, b);
    }
    return a;
}

/* ---- the table ---- */

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Addresses begin … end − 1 are those of one postcode, or of one house number. */
static size_t end_of(const kk_addresses *addresses, size_t begin, uint32_t (*part)(uint64_t))
{
    size_t end = begin + 1;
    while (end < addresses->count && part(addresses->item[end]) == part(addresses->item[begin])) end++;
    return end;
}

static kk_locus common_of(const kk_areas *areas, const uint64_t *address, size_t count)
{
    kk_locus place = kk_address_place(address[0]);
    for (size_t i = 1; i < count; i++) place = kk_common_place(areas, place, kk_address_place(address[i]));
    return place;
}

static bool all_in_one(const uint64_t *address, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (kk_address_place(address[i]) != kk_address_place(address[0])) return false;
    return true;
}

/* The entries of one postcode; returns how many. With `out` NULL they are only counted. */
static size_t compress(const kk_areas *areas, const kk_addresses *addresses, size_t begin, size_t end, uint64_t *out)
{
    const uint64_t *item = addresses->item;
    uint32_t postcode = kk_address_postcode(item[begin]);
    size_t count = 1;
    if (out != NULL) out[0] = kk_address_pack(postcode, 0, common_of(areas, item + begin, end - begin));
    if (all_in_one(item + begin, end - begin)) return count;
    for (size_t i = begin, next; i < end; i = next) {
        next = end_of(addresses, i, kk_address_number);
        if (next > end) next = end;
        uint32_t number = kk_address_number(item[i]);
        if (number == 0) continue;
        if (out != NULL) out[count] = kk_address_pack(postcode, number, common_of(areas, item + i, next - i));
        count++;
    }
    return count;
}

static size_t compress_all(const kk_areas *areas, const kk_addresses *addresses, uint64_t *out)
{
    size_t count = 0;
    for (size_t begin = 0, end; begin < addresses->count; begin = end) {
        end = end_of(addresses, begin, kk_address_postcode);
        count += compress(areas, addresses, begin, end, out == NULL ? NULL : out + count);
    }
    return count;
}

static size_t pc4_of(uint32_t postcode)
{
    return (postcode - 1) / PC6_IN_PC4;
}

static kk_status make_table(const kk_areas *areas, kk_addresses *addresses, kk_postcodes *table, kk_error *err)
{
    if (addresses->unsorted) qsort(addresses->item, addresses->count, sizeof *addresses->item, by_value);
    table->count = compress_all(areas, addresses, NULL);
    table->entry = malloc((table->count + 1) * sizeof *table->entry);
    if (table->entry == NULL) return kk_fail_memory(err);
    compress_all(areas, addresses, table->entry);
    size_t pc4 = 0;
    for (size_t i = 0; i < table->count; i++)
        while (pc4 <= pc4_of(kk_address_postcode(table->entry[i]))) table->first[pc4++] = (uint32_t)i;
    while (pc4 <= PC4_COUNT) table->first[pc4++] = (uint32_t)table->count;
    return KK_OK;
}

kk_status kk_postcodes_read(const kk_config *config, const kk_areas *areas, kk_rejects *rejects, kk_postcodes **out,
                            kk_error *err)
{
    kk_addresses addresses = {0};
    kk_postcodes *table = calloc(1, sizeof *table);
    kk_status status = table == NULL ? kk_fail_memory(err) : KK_OK;
    for (size_t f = 0; f < config->postcode_count && status == KK_OK; f++)
        status = kk_addresses_read(&config->postcodes[f], areas, rejects, &addresses, err);
    if (status == KK_OK) status = make_table(areas, &addresses, table, err);
    free(addresses.item);
    if (status != KK_OK) kk_postcodes_free(table);
    *out = status == KK_OK ? table : NULL;
    return status;
}

/* The place of exactly this entry; false when it is not there. */
static bool find_entry(const kk_postcodes *postcodes, uint32_t postcode, uint32_t number, kk_locus *place)
{
    uint64_t wanted = kk_address_pack(postcode, number, kk_locus_of(0, 0)) >> PLACE_BITS;
    size_t low = postcodes->first[pc4_of(postcode)], high = postcodes->first[pc4_of(postcode) + 1], end = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (postcodes->entry[middle] >> PLACE_BITS < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == end || postcodes->entry[low] >> PLACE_BITS != wanted) return false;
    *place = kk_address_place(postcodes->entry[low]);
    return true;
}

kk_locus kk_postcodes_find(const kk_postcodes *postcodes, uint32_t postcode, uint32_t number)
{
    kk_locus place;
    if (postcode == 0 || pc4_of(postcode) >= PC4_COUNT) return KK_UNKNOWN_POSTCODE;
    if (number > 0 && number <= KK_HOUSE_NUMBER_MAX && find_entry(postcodes, postcode, number, &place)) return place;
    return find_entry(postcodes, postcode, 0, &place) ? place : (kk_locus)KK_UNKNOWN_POSTCODE;
}

void kk_postcodes_free(kk_postcodes *postcodes)
{
    if (postcodes == NULL) return;
    free(postcodes->entry);
    free(postcodes);
}
