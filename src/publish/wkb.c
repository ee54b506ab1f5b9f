/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/geopackage.h"

enum { WKB_POLYGON = 3, WKB_MULTIPOLYGON = 6, THIS_BYTE_ORDER = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ };

static void write_count(kk_text *text, uint32_t count)
{
    kk_text_bytes(text, (const char *)&count, sizeof count);
}

static void write_head(kk_text *text, uint32_t type, uint32_t count)
{
    kk_text_char(text, THIS_BYTE_ORDER);
    write_count(text, type);
    write_count(text, count);
}

void kk_wkb_write(kk_text *text, const kk_polygons *polygons, size_t area)
{
    uint32_t part = polygons->part_begin[area], part_end = polygons->part_begin[area + 1];
    text->length = 0;
    write_head(text, WKB_MULTIPOLYGON, part_end - part);
    for (; part < part_end; part++) {
        uint32_t ring = polygons->ring_begin[part], ring_end = polygons->ring_begin[part + 1];
        write_head(text, WKB_POLYGON, ring_end - ring);
        for (; ring < ring_end; ring++) {
            size_t begin = polygons->point_begin[ring], count = polygons->point_begin[ring + 1] - begin;
            write_count(text, (uint32_t)count);
            kk_text_bytes(text, (const char *)(polygons->xy + 2 * begin), count * 2 * sizeof(double));
        }
    }
}
