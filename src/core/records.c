/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/records.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *kk_locus_reason(kk_locus place)
{
    static const char *const reasons[] = {
        "no place given",           "unknown area code",     "unknown postcode",
        "coordinates out of range", "outside all the areas", "of another gemeente",
    };
    return reasons[place - (kk_locus)KK_NOT_LOCATED];
}

uint32_t kk_name_hash(const char *name, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)tolower((unsigned char)name[i])) * 16777619u;
    return hash == 0 ? 1 : hash;
}

void kk_records_clear(kk_records *records)
{
    free(records->item);
    *records = (kk_records){0};
}

kk_status kk_records_add(kk_records *records, const kk_record *items, size_t count, kk_error *err)
{
    if (count == 0) return KK_OK;
    if (kk_grow(&records->item, &records->capacity, records->count + count, sizeof *items) != 0)
        return kk_fail_memory(err);
    memcpy(records->item + records->count, items, count * sizeof *items);
    records->count += count;
    return KK_OK;
}

int64_t kk_record_count_told(int64_t count)
{
    return count > 0 && count < 10 ? -1 : (count + 5) / 10 * 10;
}

int kk_codes_form(const kk_codes *codes, const char *name)
{
    for (size_t f = 0; f < codes->form_count; f++)
        if (strcmp(codes->form[f].name, name) == 0) return (int)f;
    return -1;
}

int kk_codes_referrer(const kk_codes *codes, const char *name)
{
    for (size_t r = 0; r < codes->referrer_count; r++)
        if (strcmp(codes->referrer[r].name, name) == 0) return (int)r;
    return -1;
}

static uint64_t all_forms(const kk_codes *codes)
{
    return codes->form_count == 64 ? UINT64_MAX : (UINT64_C(1) << codes->form_count) - 1;
}

uint64_t kk_codes_forms(const kk_codes *codes, const char *name)
{
    if (strcmp(name, "all") == 0) return all_forms(codes);
    int form = kk_codes_form(codes, name);
    if (form >= 0) return UINT64_C(1) << form;
    uint64_t forms = 0;
    for (size_t g = 0; g < codes->group_count; g++)
        for (size_t f = 0; f < codes->form_count && strcmp(codes->group[g], name) == 0; f++)
            if (codes->form[f].groups & (1u << g)) forms |= UINT64_C(1) << f;
    return forms;
}
