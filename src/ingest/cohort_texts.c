/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cohort_texts.h"
#include "ingest/wiped.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

/* FNV-1a, its high bits brought down to where the slot is taken from. */
static size_t hash(kk_cell text)
{
    uint64_t value = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < text.length; i++) value = (value ^ (unsigned char)text.text[i]) * UINT64_C(1099511628211);
    return (size_t)(value ^ value >> 32);
}

kk_cell kk_cohort_texts_get(const kk_cohort_texts *texts, uint32_t number)
{
    size_t begin = number == 0 ? 0 : texts->end[number - 1];
    return (kk_cell){texts->bytes + begin, texts->end[number] - begin};
}

/* Where the text is, or would be. */
static size_t find_slot(const kk_cohort_texts *texts, kk_cell text)
{
    size_t mask = texts->slot_count - 1, s = hash(text) & mask;
    for (; texts->slot[s] != KK_NO_TEXT; s = (s + 1) & mask) {
        kk_cell other = kk_cohort_texts_get(texts, texts->slot[s]);
        if (other.length == text.length && memcmp(other.text, text.text, text.length) == 0) break;
    }
    return s;
}

uint32_t kk_cohort_texts_find(const kk_cohort_texts *texts, kk_cell text)
{
    return texts->slot_count == 0 ? KK_NO_TEXT : texts->slot[find_slot(texts, text)];
}

static kk_status widen(kk_cohort_texts *texts, kk_error *err)
{
    size_t count = texts->slot_count == 0 ? FIRST_SLOTS : 2 * texts->slot_count;
    uint32_t *slot = malloc(count * sizeof *slot);
    if (slot == NULL) return kk_fail_memory(err);
    memset(slot, 0xff, count * sizeof *slot);
    free(texts->slot);
    texts->slot = slot;
    texts->slot_count = count;
    for (uint32_t i = 0; i < texts->count; i++) slot[find_slot(texts, kk_cohort_texts_get(texts, i))] = i;
    return KK_OK;
}

kk_status kk_cohort_texts_add(kk_cohort_texts *texts, kk_cell text, uint32_t *number, kk_error *err)
{
    *number = kk_cohort_texts_find(texts, text);
    if (*number != KK_NO_TEXT) return KK_OK;
    size_t begin = texts->count == 0 ? 0 : texts->end[texts->count - 1];
    if (2 * (texts->count + 1) > texts->slot_count && widen(texts, err) != KK_OK) return err->status;
    if (kk_grow(&texts->end, &texts->capacity, texts->count + 1, sizeof *texts->end) != 0 ||
        kk_wiped_grow(&texts->bytes, &texts->byte_capacity, begin + text.length + 1) != 0)
        return kk_fail_memory(err);
    if (text.length > 0) memcpy(texts->bytes + begin, text.text, text.length);
    texts->slot[find_slot(texts, text)] = *number = (uint32_t)texts->count;
    texts->end[texts->count++] = begin + text.length;
    return KK_OK;
}

void kk_cohort_texts_clear(kk_cohort_texts *texts)
{
    free(texts->end);
    free(texts->slot);
    kk_wiped_free(texts->bytes);
    *texts = (kk_cohort_texts){0};
}
