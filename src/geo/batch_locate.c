/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/locate.h"
#include "core/netherlands.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

enum { CHUNK_ROWS = 1024, CODE_MAX = 16 };

/* ---- areas ---- */

static const kk_level *level_of(const kk_areas *areas, kk_level_kind kind)
{
    for (size_t l = 0; l < areas->level_count; l++)
        if (areas->level[l].kind == kind) return &areas->level[l];
    return NULL;
}

/* The gemeente of a code of CBS: "BU0363AA01" → "GM0363". */
static void gemeente_code(const char *code, char gemeente[CODE_MAX])
{
    memcpy(gemeente, "GM", 2);
    memcpy(gemeente + 2, code + 2, 4);
    gemeente[6] = '\0';
}

/* Nobody lives in water: of its area no more is known than the gemeente. `otherwise`: it is abroad. */
static kk_locus on_land(const kk_areas *areas, const kk_level *level, size_t area, kk_locus otherwise)
{
    if (!level->water[area]) return kk_locus_of((size_t)(level - areas->level), area);
    const kk_level *gemeenten = level_of(areas, KK_LEVEL_GEMEENTE);
    kk_level_kind kind;
    if (gemeenten == NULL || !kk_code_kind(level->code[area], &kind)) return otherwise;
    char code[CODE_MAX];
    gemeente_code(level->code[area], code);
    ptrdiff_t gemeente = kk_level_find(gemeenten, code);
    if (gemeente < 0 || gemeenten->water[gemeente]) return otherwise;
    return kk_locus_of((size_t)(gemeenten - areas->level), (size_t)gemeente);
}

static kk_locus find_own(const kk_areas *areas, const char *code)
{
    for (size_t l = 0; l < areas->level_count; l++) {
        ptrdiff_t area = areas->level[l].kind == KK_LEVEL_OWN ? kk_level_find(&areas->level[l], code) : -1;
        if (area >= 0) return kk_locus_of(l, (size_t)area);
    }
    return KK_UNKNOWN_CODE;
}

/* Why a code of CBS is not among the areas. */
static kk_locus reason_of_code(const kk_finder *finder, const char *code)
{
    char gemeente[CODE_MAX];
    gemeente_code(code, gemeente);
    if (finder->gemeente_count == 0) return KK_UNKNOWN_CODE;
    for (size_t g = 0; g < finder->gemeente_count; g++)
        if (strcmp(finder->gemeenten[g], gemeente) == 0) return KK_UNKNOWN_CODE;
    return KK_OTHER_GEMEENTE;
}

/* The level of a code of CBS; where the project has no such level, the code becomes that of the area above it. */
static const kk_level *level_of_code(const kk_areas *areas, char code[CODE_MAX])
{
    char parent[CODE_MAX];
    kk_level_kind kind;
    while (kk_code_kind(code, &kind)) {
        const kk_level *level = level_of(areas, kind);
        if (level != NULL || !kk_code_parent(code, parent)) return level;
        strcpy(code, parent);
    }
    return NULL;
}

static kk_locus find_code(const kk_finder *finder, const char *given)
{
    char code[CODE_MAX];
    kk_level_kind kind;
    if (given[0] == '\0') return KK_NOWHERE_GIVEN;
    if (!kk_code_kind(given, &kind)) return find_own(finder->areas, given);
    strcpy(code, given);
    const kk_level *level = level_of_code(finder->areas, code);
    ptrdiff_t area = level == NULL ? -1 : kk_level_find(level, code);
    if (area < 0) return reason_of_code(finder, given);
    return on_land(finder->areas, level, (size_t)area, KK_UNKNOWN_CODE);
}

static kk_locus find_postcode(const kk_finder *finder, const kk_location *location)
{
    if (location->postcode == 0) return KK_NOWHERE_GIVEN;
    if (finder->postcodes == NULL) return KK_UNKNOWN_POSTCODE;
    kk_locus place = kk_postcodes_find(finder->postcodes, location->postcode, location->number);
    if (!kk_locus_is_area(place)) return place;
    const kk_level *level = &finder->areas->level[kk_locus_level(place)];
    return on_land(finder->areas, level, kk_locus_area(place), KK_UNKNOWN_POSTCODE);
}

/* ---- points ---- */

static bool is_wgs84(const kk_config_csv *how)
{
    return how->crs != NULL && strcmp(how->crs, "EPSG:4326") == 0;
}

/* Whether there are coordinates, and in the Netherlands; those that are not become NaN. */
static kk_locus check_point(const kk_box *box, kk_location *location)
{
    kk_locus place = KK_OUTSIDE;
    if (isnan(location->x) || isnan(location->y))
        place = KK_NOWHERE_GIVEN;
    else if (!kk_box_holds(box, location->x, location->y))
        place = KK_WRONG_COORDINATES;
    if (place != KK_OUTSIDE) location->x = location->y = NAN;
    return place;
}

/* At most CHUNK_ROWS locations; the coordinates of all that have them become RD. */
static void project(kk_wgs84 *wgs84, kk_location *location, size_t count, kk_locus *place)
{
    double points[2 * CHUNK_ROWS];
    size_t index[CHUNK_ROWS], points_count = 0;
    for (size_t i = 0; i < count; i++) {
        place[i] = check_point(&kk_netherlands_degrees, &location[i]);
        if (place[i] != KK_OUTSIDE) continue;
        points[2 * points_count] = location[i].x;
        points[2 * points_count + 1] = location[i].y;
        index[points_count++] = i;
    }
    kk_wgs84_rd(wgs84, points, points_count);
    for (size_t p = 0; p < points_count; p++) {
        kk_location *at = &location[index[p]];
        at->x = points[2 * p];
        at->y = points[2 * p + 1];
        if (check_point(&kk_netherlands_rd, at) != KK_OUTSIDE) place[index[p]] = KK_WRONG_COORDINATES;
    }
    explicit_bzero(points, sizeof points);
}

static kk_locus find_point(const kk_finder *finder, const kk_location *location)
{
    int32_t area = finder->locator == NULL ? -1 : kk_locate(finder->locator, location->x, location->y);
    if (area < 0) return KK_OUTSIDE;
    return on_land(finder->areas, &finder->areas->level[finder->finest], (size_t)area, KK_OUTSIDE);
}

/* ---- all ways, in the order of the source ---- */

/* `point`: what is wrong with the coordinates, KK_OUTSIDE: nothing. A way that has nothing to go by is passed over. */
static kk_locus find_place(const kk_finder *finder, const kk_config_csv *how, const kk_location *location,
                           kk_locus point)
{
    kk_locus place = KK_NOWHERE_GIVEN;
    for (size_t i = 0; i < how->by_count && !kk_locus_is_area(place); i++) {
        kk_locus found = KK_NOWHERE_GIVEN;
        if (how->by[i] == KK_BY_AREA)
            found = find_code(finder, location->code);
        else if (how->by[i] == KK_BY_POSTCODE)
            found = find_postcode(finder, location);
        else
            found = point == KK_OUTSIDE ? find_point(finder, location) : point;
        if (found != KK_NOWHERE_GIVEN) place = found;
    }
    return place;
}

/* At most CHUNK_ROWS locations. */
static void find_places(const kk_finder *finder, const kk_config_csv *how, kk_wgs84 *wgs84, kk_location *location,
                        size_t count, kk_locus *place)
{
    if (wgs84 != NULL)
        project(wgs84, location, count, place);
    else
        for (size_t i = 0; i < count; i++) place[i] = check_point(&kk_netherlands_rd, &location[i]);
    for (size_t i = 0; i < count; i++) place[i] = find_place(finder, how, &location[i], place[i]);
}

static void locate_chunk(const kk_finder *finder, const kk_config_csv *how, kk_wgs84 *wgs84, kk_batch *batch,
                         size_t begin)
{
    kk_locus place[CHUNK_ROWS];
    size_t count = batch->count - begin < CHUNK_ROWS ? batch->count - begin : CHUNK_ROWS;
    find_places(finder, how, wgs84, batch->location + begin, count, place);
    for (size_t i = 0; i < count; i++) batch->record[begin + i].place = place[i];
}

kk_status kk_batch_locate(const kk_finder *finder, const kk_config_csv *how, int threads, kk_batch *batch,
                          kk_error *err)
{
    kk_status status = KK_OK;
#pragma omp parallel num_threads(threads)
    {
        kk_wgs84 *wgs84 = NULL;
        kk_error own = {0};
        kk_status opened = is_wgs84(how) ? kk_wgs84_open(&wgs84, &own) : KK_OK;
#pragma omp for schedule(dynamic, 1)
        for (size_t begin = 0; begin < batch->count; begin += CHUNK_ROWS)
            if (opened == KK_OK) locate_chunk(finder, how, wgs84, batch, begin);
        kk_wgs84_close(wgs84);
        if (opened != KK_OK) {
#pragma omp critical(kk_batch_locate)
            *err = own, status = opened;
        }
    }
    if (batch->count > 0) explicit_bzero(batch->location, batch->count * sizeof *batch->location);
    return status;
}

kk_locus kk_finder_find(const void *finder, const kk_config_csv *how, kk_location *location)
{
    const kk_finder *by = finder;
    kk_wgs84 *wgs84 = is_wgs84(how) ? by->wgs84 : NULL, *opened = NULL;
    kk_locus place = KK_WRONG_COORDINATES;
    kk_error err;
    if (is_wgs84(how) && wgs84 == NULL) {
        if (kk_wgs84_open(&opened, &err) != KK_OK) return place;
        wgs84 = opened;
    }
    find_places(by, how, wgs84, location, 1, &place);
    kk_wgs84_close(opened);
    return place;
}
