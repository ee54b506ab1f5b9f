/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/areas.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

static const struct {
    const char *name, *plural, *title;
} kinds[KK_LEVEL_OWN + 1] = {
    [KK_LEVEL_GEMEENTE] = {"gemeente", "gemeenten", "Gemeenten"},
    [KK_LEVEL_WIJK] = {"wijk", "wijken", "Wijken"},
    [KK_LEVEL_BUURT] = {"buurt", "buurten", "Buurten"},
};

const char *kk_level_kind_name(kk_level_kind kind)
{
    return kinds[kind].name;
}

const char *kk_level_kind_plural(kk_level_kind kind)
{
    return kinds[kind].plural;
}

const char *kk_level_kind_title(kk_level_kind kind)
{
    return kinds[kind].title;
}

bool kk_level_kind_parse(const char *name, kk_level_kind *kind)
{
    for (int k = KK_LEVEL_GEMEENTE; k <= KK_LEVEL_BUURT; k++) {
        if (strcmp(kinds[k].name, name) != 0) continue;
        *kind = (kk_level_kind)k;
        return true;
    }
    return false;
}

ptrdiff_t kk_level_find(const kk_level *level, const char *code)
{
    size_t low = 0, high = level->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(level->code[middle], code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < level->count && strcmp(level->code[low], code) == 0 ? (ptrdiff_t)low : -1;
}

/* Four digits of the gemeente, then digits or capitals. */
static bool is_code(const char *code, const char prefix[2], size_t length)
{
    if (strncmp(code, prefix, 2) != 0 || strlen(code) != length) return false;
    for (size_t i = 2; i < length; i++) {
        unsigned char c = (unsigned char)code[i];
        if (!isdigit(c) && (i < 6 || c < 'A' || c > 'Z')) return false;
    }
    return true;
}

bool kk_code_kind(const char *code, kk_level_kind *kind)
{
    if (is_code(code, "GM", 6))
        *kind = KK_LEVEL_GEMEENTE;
    else if (is_code(code, "WK", 8))
        *kind = KK_LEVEL_WIJK;
    else if (is_code(code, "BU", 10))
        *kind = KK_LEVEL_BUURT;
    else
        return false;
    return true;
}

bool kk_code_parent(const char *code, char parent[16])
{
    kk_level_kind kind;
    if (!kk_code_kind(code, &kind) || kind == KK_LEVEL_GEMEENTE) return false;
    size_t length = kind == KK_LEVEL_BUURT ? 8 : 6;
    memcpy(parent, code, length);
    memcpy(parent, kind == KK_LEVEL_BUURT ? "WK" : "GM", 2);
    parent[length] = '\0';
    return true;
}

/* Twice the signed area (shoelace), relative to the first point: RD coordinates are large against a ring's extent. */
static double ring_area_doubled(const double *xy, size_t points)
{
    double sum = 0;
    for (size_t q = 1; q + 1 < points; q++) {
        double ax = xy[2 * q] - xy[0], ay = xy[2 * q + 1] - xy[1];
        double bx = xy[2 * q + 2] - xy[0], by = xy[2 * q + 3] - xy[1];
        sum += ax * by - bx * ay;
    }
    return sum;
}

double kk_polygons_area_m2(const kk_polygons *polygons, size_t i)
{
    double area = 0;
    for (uint32_t part = polygons->part_begin[i]; part < polygons->part_begin[i + 1]; part++) {
        uint32_t exterior = polygons->ring_begin[part];
        for (uint32_t ring = exterior; ring < polygons->ring_begin[part + 1]; ring++) {
            uint32_t begin = polygons->point_begin[ring], end = polygons->point_begin[ring + 1];
            double size = fabs(ring_area_doubled(polygons->xy + 2 * (size_t)begin, end - begin)) / 2;
            area += ring == exterior ? size : -size;
        }
    }
    return area;
}
