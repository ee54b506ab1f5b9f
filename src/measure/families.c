/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/families.h"
#include "measure/crowds.h"
#include "measure/order.h"
#include "measure/where.h"

#include <stdlib.h>

typedef struct kk_family_youth {
    uint64_t family;
    size_t begin, end; /* records */
} kk_family_youth;

/* Work on one family after another. */
typedef struct family_worker {
    kk_youth youth;
    size_t count, capacity;
    uint64_t *pair; /* column << 32 | provider */
} family_worker;

static int compare_families(const void *left, const void *right)
{
    const kk_family_youth *a = left, *b = right;
    if (a->family != b->family) return a->family < b->family ? -1 : 1;
    return (a->begin > b->begin) - (a->begin < b->begin);
}

static size_t family_end(const kk_families *families, size_t at)
{
    size_t end = at + 1;
    while (end < families->count && families->youth[end].family == families->youth[at].family) end++;
    return end;
}

static void warn_of_crowd(const kk_families *families, const kk_config *config, const kk_records *records)
{
    bool told = false;
    for (size_t at = 0, end; at < families->count && !told; at = end) {
        size_t count = 0;
        end = family_end(families, at);
        for (size_t i = at; i < end; i++) count += families->youth[i].end - families->youth[i].begin;
        told = kk_crowd_tell(config, "family", &records->item[families->youth[at].begin], count);
    }
}

kk_status kk_families_list(const kk_config *config, const kk_records *records, kk_families *out, kk_error *err)
{
    kk_youth youth = {0};
    size_t capacity = 0;
    int failed = 0;
    *out = (kk_families){0};
    for (size_t at = 0, end; at < records->count && failed == 0; at = end) {
        end = kk_client_end(records->item, records->count, at);
        failed = kk_youth_read(&youth, config, records->item + at, end - at);
        if (failed != 0 || youth.family == 0) continue;
        failed = kk_grow(&out->youth, &capacity, out->count + 1, sizeof *out->youth);
        if (failed == 0) out->youth[out->count++] = (kk_family_youth){youth.family, at, end};
    }
    kk_youth_clear(&youth);
    if (failed != 0) return kk_fail_memory(err);
    if (out->count > 1) qsort(out->youth, out->count, sizeof *out->youth, compare_families);
    warn_of_crowd(out, config, records);
    return KK_OK;
}

void kk_families_clear(kk_families *families)
{
    free(families->youth);
    *families = (kk_families){0};
}

/* The providers of one youth, for each column that selects it. */
static int add_youth(family_worker *worker, const kk_measure_columns *columns, size_t p)
{
    const kk_youth *youth = &worker->youth;
    const kk_period *period = &youth->config->records.period[p];
    int months = kk_youth_months(youth, p);
    for (size_t c = 0; c < columns->count; c++) {
        const kk_measure_column *column = &columns->item[c];
        if (column->basis != KK_OF_FAMILIES || !kk_youth_fits(youth, column, months)) continue;
        for (size_t i = 0; i < youth->stretches.count; i++) {
            uint64_t provider = youth->by_provider[i] >> 32;
            const kk_care *care = &youth->stretches.item[youth->by_provider[i] & UINT32_MAX];
            if (provider == 0 || !kk_care_touches(care, period) || !kk_column_takes(column, care->form, care->referrer))
                continue;
            if (kk_grow(&worker->pair, &worker->capacity, worker->count + 1, sizeof *worker->pair) != 0) return -1;
            worker->pair[worker->count++] = (uint64_t)c << 32 | provider;
        }
    }
    return 0;
}

/* Each column gets the family once, with its number of different providers. */
static void add_family(family_worker *worker, size_t slot, kk_cube *cube)
{
    kk_keys_sort(worker->pair, worker->count);
    for (size_t i = 0, next; i < worker->count; i = next) {
        size_t c = (size_t)(worker->pair[i] >> 32);
        int64_t providers = 0;
        for (next = i; next < worker->count && worker->pair[next] >> 32 == c; next++)
            providers += next == i || worker->pair[next] != worker->pair[next - 1];
        bool as_one = cube->columns->item[c].measure.kind == KK_MEASURE_FAMILIES;
        kk_cube_add(cube, c, slot, (kk_tally){as_one ? 1 : providers, true});
    }
}

/* Where the family is; false when it is nowhere in the period. */
static bool find_place(const kk_family_youth *youth, size_t count, const kk_records *records, const kk_period *period,
                       const kk_areas *areas, kk_locus *place)
{
    const kk_record *best = NULL;
    for (size_t i = 0; i < count; i++) {
        const kk_record *record =
            kk_youth_placed(records->item + youth[i].begin, youth[i].end - youth[i].begin, period, areas);
        if (record != NULL && kk_place_is_better(record, best, areas)) best = record;
    }
    if (best != NULL) *place = best->place;
    return best != NULL;
}

static int count_family(family_worker *worker, const kk_family_youth *youth, size_t count, const kk_config *config,
                        const kk_records *records, size_t p, kk_cube *cube)
{
    kk_locus place;
    worker->count = 0;
    if (!find_place(youth, count, records, &config->records.period[p], cube->geography->areas, &place)) return 0;
    for (size_t i = 0; i < count; i++) {
        if (kk_youth_read(&worker->youth, config, records->item + youth[i].begin, youth[i].end - youth[i].begin) != 0 ||
            add_youth(worker, cube->columns, p) != 0)
            return -1;
    }
    add_family(worker, kk_geography_slot(cube->geography, place), cube);
    return 0;
}

kk_status kk_families_count(const kk_families *families, const kk_config *config, const kk_records *records, size_t p,
                            int threads, kk_cube *cube, kk_error *err)
{
    bool failed = false;
#pragma omp parallel num_threads(threads) reduction(|| : failed)
    {
        family_worker worker = {0};
#pragma omp for schedule(dynamic, KK_CHUNK_RECORDS)
        for (size_t at = 0; at < families->count; at++) {
            const kk_family_youth *youth = &families->youth[at];
            if (failed || (at > 0 && youth[-1].family == youth->family)) continue;
            size_t count = family_end(families, at) - at;
            failed = count_family(&worker, youth, count, config, records, p, cube) != 0;
        }
        kk_youth_clear(&worker.youth);
        free(worker.pair);
    }
    return failed ? kk_fail_memory(err) : KK_OK;
}
