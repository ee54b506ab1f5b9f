/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/sites_travel.h"
#include "ingest/mapped_rows.h"
#include "ingest/sites_points.h"
#include "kk/log.h"

#include <math.h>
#include <stdlib.h>

typedef struct trip {
    uint32_t home, site;
    double minutes;
} trip;

typedef struct trips {
    trip *item; /* malloc'ed */
    size_t count, capacity;
} trips;

typedef struct travel_reader {
    kk_mapped_rows rows;
    kk_locus_finder *find;
    const void *finder;
    kk_site_ids homes, places;
    trips trips;
    bool by_area;
} travel_reader;

static bool find_home(travel_reader *in, uint32_t *home)
{
    if (!in->by_area) {
        ptrdiff_t index = kk_site_ids_find(&in->homes, in->rows.row.cell[KK_FIELD_ID]);
        *home = (uint32_t)index;
        return index >= 0;
    }
    kk_location location;
    kk_locus place = kk_mapped_rows_locate(&in->rows, in->find, in->finder, &location);
    *home = place;
    return kk_locus_is_area(place);
}

static kk_status take_row(travel_reader *in, kk_error *err)
{
    trip found;
    ptrdiff_t site = kk_site_ids_find(&in->places, in->rows.row.cell[KK_FIELD_PLACE]);
    if (!find_home(in, &found.home))
        return kk_mapped_rows_reject(&in->rows, in->by_area ? KK_FIELD_AREA : KK_FIELD_ID,
                                     in->by_area ? "no such area" : "not the id of a home", err);
    if (site < 0) return kk_mapped_rows_reject(&in->rows, KK_FIELD_PLACE, "not the id of a place", err);
    if (!kk_mapped_rows_count(&in->rows, KK_FIELD_MINUTES, &found.minutes))
        return kk_mapped_rows_reject(&in->rows, KK_FIELD_MINUTES, "not a number of minutes", err);
    in->rows.counts->rows_used++;
    if (isnan(found.minutes)) return KK_OK;
    found.site = (uint32_t)site;
    trips *all = &in->trips;
    if (kk_grow(&all->item, &all->capacity, all->count + 1, sizeof found) != 0) return kk_fail_memory(err);
    all->item[all->count++] = found;
    return KK_OK;
}

static kk_status read_rows(travel_reader *in, kk_error *err)
{
    in->by_area = in->homes.points->id == NULL || !kk_mapped_rows_have(&in->rows, KK_FIELD_ID);
    kk_status status = kk_mapped_rows_need(&in->rows, in->by_area ? KK_FIELD_AREA : KK_FIELD_ID, err);
    if (status == KK_OK) status = kk_mapped_rows_need(&in->rows, KK_FIELD_PLACE, err);
    if (status == KK_OK) status = kk_mapped_rows_need(&in->rows, KK_FIELD_MINUTES, err);
    bool found = true;
    while (status == KK_OK) {
        status = kk_mapped_rows_next(&in->rows, &found, err);
        if (status != KK_OK || !found) break;
        status = take_row(in, err);
    }
    return status;
}

static int by_pair(const void *a, const void *b)
{
    const trip *left = a, *right = b;
    if (left->home != right->home) return left->home < right->home ? -1 : 1;
    if (left->site != right->site) return left->site < right->site ? -1 : 1;
    return (left->minutes > right->minutes) - (left->minutes < right->minutes);
}

/* Trips in order, of each pair the shortest. */
static void sort_trips(trips *all, const kk_config_csv *csv)
{
    size_t kept = 0;
    if (all->count == 0) return;
    qsort(all->item, all->count, sizeof *all->item, by_pair);
    for (size_t i = 1; i < all->count; i++)
        if (all->item[i].home != all->item[kept].home || all->item[i].site != all->item[kept].site)
            all->item[++kept] = all->item[i];
    size_t doubles = all->count - ++kept;
    if (doubles > 0)
        kk_warn("%s: %zu rows are of a home and place that stand there before; the shortest time counts",
                csv->file.given, doubles);
    all->count = kept;
}

static kk_status keep_trips(const travel_reader *in, kk_arena *arena, kk_travel *out, kk_error *err)
{
    size_t count = in->trips.count;
    *out = (kk_travel){
        .count = count,
        .by_area = in->by_area,
        .home = kk_arena_alloc(arena, count, sizeof *out->home),
        .site = kk_arena_alloc(arena, count, sizeof *out->site),
        .minutes = kk_arena_alloc(arena, count, sizeof *out->minutes),
    };
    if (out->home == NULL || out->site == NULL || out->minutes == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        out->home[i] = in->trips.item[i].home;
        out->site[i] = in->trips.item[i].site;
        out->minutes[i] = in->trips.item[i].minutes;
    }
    return KK_OK;
}

kk_status kk_sites_travel_read(const kk_config_csv *csv, kk_locus_finder *find, const void *finder, kk_arena *arena,
                               kk_rejects *rejects, kk_sites *sites, kk_source_counts *counts, kk_error *err)
{
    travel_reader in = {.find = find, .finder = finder};
    kk_status status = kk_mapped_rows_open(csv, false, NULL, counts, rejects, &in.rows, err);
    if (status == KK_OK) status = kk_site_ids_make(&sites->homes, &in.homes, err);
    if (status == KK_OK) status = kk_site_ids_make(&sites->places, &in.places, err);
    if (status == KK_OK) status = read_rows(&in, err);
    if (status == KK_OK) {
        sort_trips(&in.trips, csv);
        status = keep_trips(&in, arena, &sites->travel, err);
    }
    sites->has_travel = status == KK_OK;
    free(in.trips.item);
    kk_site_ids_clear(&in.homes);
    kk_site_ids_clear(&in.places);
    kk_mapped_rows_close(&in.rows);
    return status;
}
