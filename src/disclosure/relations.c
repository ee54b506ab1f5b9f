/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/relations.h"
#include "config/measure.h"

#include <stdlib.h>
#include <string.h>

/* The relations while they are found. */
typedef struct finder {
    kk_quantities *quantities;
    size_t given; /* quantities that indicators show: relations are between these, and parts that they share */
    kk_relation *relation;
    size_t count, capacity;
    kk_error *err;
} finder;

static const kk_measure *measure_of(const finder *find, size_t q)
{
    return &find->quantities->measure[q];
}

/* What is public is known by itself. */
static bool is_private_measure(const finder *find, size_t q)
{
    return find->quantities->is_measure[q] && !find->quantities->item[q].is_public;
}

static kk_status add(finder *find, kk_relation_kind kind, uint32_t whole, const uint32_t *parts, size_t part_count,
                     const char *beyond)
{
    kk_arena *arena = find->quantities->arena;
    if (find->count == find->capacity) {
        size_t capacity = find->capacity == 0 ? 64 : 2 * find->capacity;
        kk_relation *relation = kk_arena_alloc(arena, capacity, sizeof *relation);
        if (relation == NULL) return kk_fail_memory(find->err);
        if (find->count > 0) memcpy(relation, find->relation, find->count * sizeof *relation);
        find->relation = relation;
        find->capacity = capacity;
    }
    uint32_t *part = kk_arena_alloc(arena, part_count, sizeof *part);
    if (part == NULL) return kk_fail_memory(find->err);
    memcpy(part, parts, part_count * sizeof *part);
    find->relation[find->count++] = (kk_relation){kind, whole, part_count, part, beyond};
    return KK_OK;
}

/* ---- which measures differ in one selection alone ---- */

typedef enum selection { BY_SEX, BY_AGE, BY_FORM } selection;

static bool has_same_ages(const kk_measure *a, const kk_measure *b)
{
    return a->all_ages == b->all_ages && (a->all_ages || (a->ages.from == b->ages.from && a->ages.to == b->ages.to));
}

static bool differs_only(const kk_measure *a, const kk_measure *b, selection by)
{
    return a->kind == b->kind && a->part == b->part && a->referrers == b->referrers &&
           kk_measure_has_same_limit(a, b) && strcmp(a->item, b->item) == 0 && (by == BY_SEX || a->sex == b->sex) &&
           (by == BY_AGE || has_same_ages(a, b)) && (by == BY_FORM || a->forms == b->forms);
}

/* The quantity that differs from `q` in that selection alone and is `wanted`, or −1. */
static ptrdiff_t find_sex(const finder *find, size_t q, uint8_t wanted)
{
    for (size_t p = 0; p < find->quantities->count; p++)
        if (find->quantities->is_measure[p] && measure_of(find, p)->sex == wanted &&
            differs_only(measure_of(find, q), measure_of(find, p), BY_SEX))
            return (ptrdiff_t)p;
    return -1;
}

/* ---- sex ---- */

static kk_status relate_sexes(finder *find, size_t q)
{
    if (measure_of(find, q)->sex != KK_SEX_UNKNOWN) return KK_OK;
    ptrdiff_t male = find_sex(find, q, KK_SEX_MALE), female = find_sex(find, q, KK_SEX_FEMALE);
    const uint32_t part[2] = {(uint32_t)male, (uint32_t)female};
    if (male >= 0 && female >= 0) return add(find, KK_RELATION_SUM, (uint32_t)q, part, 2, "sex");
    if (male < 0 && female < 0) return KK_OK;
    return add(find, KK_RELATION_AT_LEAST, (uint32_t)q, male >= 0 ? part : part + 1, 1, "");
}

/* ---- ages ---- */

/* A youth can have money at two ages of a period. */
static bool has_one_age(const kk_measure *measure)
{
    return measure->kind != KK_MEASURE_YOUTHS_CENTS && measure->part != KK_PART_PERSONS;
}

enum { CUTS_MAX = 64 };

static int compare_cuts(const void *a, const void *b)
{
    return *(const int16_t *)a - *(const int16_t *)b;
}

/* The ages at which the bands of q's family begin and end, within those of q, ascending and without doubles. */
static size_t find_cuts(const finder *find, size_t q, int16_t cuts[CUTS_MAX])
{
    const kk_measure *whole = measure_of(find, q);
    size_t count = 0, distinct = 0;
    for (size_t p = 0; p < find->given; p++) {
        const kk_measure *band = measure_of(find, p);
        if (!find->quantities->is_measure[p] || band->all_ages || !differs_only(whole, band, BY_AGE)) continue;
        const int16_t ends[2] = {band->ages.from, band->ages.to};
        for (int e = 0; e < 2; e++)
            if (count < CUTS_MAX && ends[e] >= whole->ages.from && ends[e] <= whole->ages.to) cuts[count++] = ends[e];
    }
    qsort(cuts, count, sizeof *cuts, compare_cuts);
    for (size_t c = 0; c < count; c++)
        if (c == 0 || cuts[c] != cuts[distinct - 1]) cuts[distinct++] = cuts[c];
    return distinct;
}

static kk_status find_band(finder *find, size_t q, kk_ages ages, uint32_t *out)
{
    kk_measure band = *measure_of(find, q);
    band.all_ages = false;
    band.ages = ages;
    size_t table = 0;
    const kk_config *config = find->quantities->config;
    while (config->tables[table].kind != kk_measure_info_of(band.kind)->table) table++;
    return kk_quantities_of_measure(find->quantities, table, &band, out, find->err);
}

static kk_status relate_bands(finder *find, size_t q)
{
    int16_t cuts[CUTS_MAX];
    uint32_t part[CUTS_MAX];
    size_t count = find_cuts(find, q, cuts);
    if (count < 3) return KK_OK;
    for (size_t c = 0; c + 1 < count; c++) {
        kk_status status = find_band(find, q, (kk_ages){cuts[c], cuts[c + 1]}, &part[c]);
        if (status != KK_OK) return status;
    }
    return add(find, KK_RELATION_SUM, (uint32_t)q, part, count - 1, "");
}

static bool is_band_of(const finder *find, size_t all, size_t p)
{
    const kk_measure *band = measure_of(find, p);
    return find->quantities->is_measure[p] && !band->all_ages && differs_only(measure_of(find, all), band, BY_AGE);
}

static bool is_widest_band(const finder *find, size_t all, size_t p)
{
    if (!is_band_of(find, all, p)) return false;
    for (size_t o = 0; o < find->given; o++)
        if (o != p && is_band_of(find, all, o) && kk_measure_contains(measure_of(find, o), measure_of(find, p)))
            return false;
    return true;
}

/* Of all ages, known and unknown: the widest band is a part, and what is beyond it has a name if there is one only. */
static kk_status relate_all_ages(finder *find, size_t q)
{
    size_t widest = 0;
    for (size_t p = 0; p < find->given; p++) widest += is_widest_band(find, q, p);
    kk_status status = KK_OK;
    for (size_t p = 0; p < find->given && status == KK_OK; p++) {
        uint32_t part = (uint32_t)p;
        if (!is_widest_band(find, q, p)) continue;
        status = widest == 1 ? add(find, KK_RELATION_SUM, (uint32_t)q, &part, 1, "age")
                             : add(find, KK_RELATION_AT_LEAST, (uint32_t)q, &part, 1, "");
    }
    return status;
}

static kk_status relate_ages(finder *find, size_t q)
{
    const kk_measure *measure = measure_of(find, q);
    if (!has_one_age(measure)) return KK_OK;
    return measure->all_ages ? relate_all_ages(find, q) : relate_bands(find, q);
}

/* ---- forms ---- */

/* Whether who is counted with a form is counted with any group that holds it: not so of who is new to a form. */
static bool grows_with_forms(const kk_measure *measure)
{
    switch (measure->kind) {
    case KK_MEASURE_YOUTHS:
    case KK_MEASURE_YOUTHS_RUNNING:
    case KK_MEASURE_YOUTHS_PROVIDERS:
    case KK_MEASURE_YOUTHS_3_PROVIDERS:
    case KK_MEASURE_PROVIDERS:
    case KK_MEASURE_CARE_PERIODS:
        return measure->part == KK_PART_VALUE;
    default:
        return false;
    }
}

static bool has_one_form(const kk_measure *measure)
{
    return measure->part == KK_PART_VALUE &&
           (measure->kind == KK_MEASURE_CARE_PERIODS || measure->kind == KK_MEASURE_CENTS);
}

static bool is_form_of(const finder *find, size_t whole, size_t p)
{
    const kk_measure *group = measure_of(find, whole), *part = measure_of(find, p);
    return p != whole && find->quantities->is_measure[p] && differs_only(group, part, BY_FORM) &&
           (part->forms & ~group->forms) == 0 && part->forms != group->forms;
}

/* The parts by form that are in no other part, at most 64; and whether they cover the group without overlap. */
static size_t find_forms(const finder *find, size_t q, uint32_t part[64], bool *covers, bool *overlap)
{
    uint64_t covered = 0;
    size_t count = 0;
    *overlap = false;
    for (size_t p = 0; p < find->given && count < 64; p++) {
        if (!is_form_of(find, q, p)) continue;
        bool is_widest = true;
        for (size_t o = 0; o < find->given && is_widest; o++)
            is_widest = !is_form_of(find, q, o) || !is_form_of(find, o, p);
        if (!is_widest) continue;
        *overlap |= (covered & measure_of(find, p)->forms) != 0;
        covered |= measure_of(find, p)->forms;
        part[count++] = (uint32_t)p;
    }
    *covers = count > 0 && covered == measure_of(find, q)->forms;
    return count;
}

static kk_status relate_forms(finder *find, size_t q)
{
    const kk_measure *measure = measure_of(find, q);
    if (!grows_with_forms(measure) && !has_one_form(measure)) return KK_OK;
    uint32_t part[64];
    bool covers, overlap;
    size_t count = find_forms(find, q, part, &covers, &overlap);
    if (has_one_form(measure) && count > 0 && !overlap)
        return add(find, KK_RELATION_SUM, (uint32_t)q, part, count, "form");
    kk_status status = KK_OK;
    if (!grows_with_forms(measure)) return KK_OK;
    if (covers) status = add(find, KK_RELATION_AT_MOST, (uint32_t)q, part, count, "");
    for (size_t p = 0; p < count && status == KK_OK; p++)
        status = add(find, KK_RELATION_AT_LEAST, (uint32_t)q, &part[p], 1, "");
    return status;
}

/* ---- kinds ---- */

static bool is_kind_of(const finder *find, size_t whole, size_t p)
{
    const kk_measure *all = measure_of(find, whole), *part = measure_of(find, p);
    return find->quantities->is_measure[p] && all->kind != part->kind && all->kind != KK_MEASURE_PERSONS &&
           kk_measure_selects_same(all, part) && kk_measure_contains(all, part);
}

/* The parts of q that are counted by another measure, and that are in no part between. */
static kk_status relate_kinds(finder *find, size_t q)
{
    kk_status status = KK_OK;
    for (size_t p = 0; p < find->given && status == KK_OK; p++) {
        if (!is_kind_of(find, q, p)) continue;
        bool is_nearest = true;
        for (size_t o = 0; o < find->given && is_nearest; o++)
            is_nearest = !find->quantities->is_measure[o] || !is_kind_of(find, q, o) || !is_kind_of(find, o, p);
        uint32_t part = (uint32_t)p;
        if (is_nearest) status = add(find, KK_RELATION_AT_LEAST, (uint32_t)q, &part, 1, "");
    }
    return status;
}

kk_status kk_relations_make(kk_quantities *quantities, kk_relation **out, size_t *count, kk_error *err)
{
    finder find = {.quantities = quantities, .given = quantities->count, .err = err};
    kk_status status = KK_OK;
    for (size_t q = 0; q < find.given && status == KK_OK; q++) {
        if (!is_private_measure(&find, q)) continue;
        status = relate_ages(&find, q);
        if (status == KK_OK) status = relate_forms(&find, q);
        if (status == KK_OK) status = relate_kinds(&find, q);
    }
    /* Those that bands have in common too. */
    for (size_t q = 0; q < quantities->count && status == KK_OK; q++)
        if (is_private_measure(&find, q)) status = relate_sexes(&find, q);
    *out = find.relation;
    *count = find.count;
    return status;
}
