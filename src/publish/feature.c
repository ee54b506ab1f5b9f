/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/feature.h"

void kk_feature_writer_clear(kk_feature_writer *writer)
{
    kk_outline_clear(&writer->outline);
    kk_text_clear(&writer->text);
    *writer = (kk_feature_writer){0};
}

static void write_key(kk_text *text, const char *name, const char *suffix)
{
    kk_text_string(text, ",\"");
    kk_text_string(text, name);
    kk_text_string(text, suffix);
    kk_text_string(text, "\":");
}

static void write_indicator(kk_text *text, const kk_released_column *column, const kk_level *level, size_t area)
{
    kk_published cell = kk_published_cell(column, level, area);
    const char *name = column->indicator->name;
    write_key(text, name, "");
    kk_text_number(text, cell.value, "null");
    write_key(text, name, "_lower");
    kk_text_number(text, cell.lower, "null");
    write_key(text, name, "_upper");
    kk_text_number(text, cell.upper, "null");
    write_key(text, name, "_status");
    kk_text_json(text, cell.status);
}

void kk_feature_properties(kk_text *text, const kk_map_level *map, size_t area)
{
    const kk_level *level = map->level;
    kk_text_string(text, "\"code\":");
    kk_text_json(text, level->code[area]);
    kk_text_string(text, ",\"name\":");
    kk_text_json(text, level->area_name[area]);
    kk_text_string(text, ",\"level\":");
    kk_text_json(text, level->name);
    kk_text_string(text, ",\"parent\":");
    kk_text_json(text, level->parent == NULL ? NULL : level->parent[area]);
    kk_text_string(text, ",\"water\":");
    kk_text_string(text, level->water[area] ? "true" : "false");
    for (size_t i = 0; i < map->columns.count; i++) write_indicator(text, map->columns.columns[i], level, area);
}

static void write_feature(kk_feature_writer *writer, const kk_map_level *map, size_t area)
{
    kk_text *text = &writer->text;
    kk_text_string(text, "{\"type\":\"Feature\",\"id\":");
    kk_text_json(text, map->level->code[area]);
    if (!kk_micro_box_is_empty(&writer->outline.box)) {
        kk_text_string(text, ",\"bbox\":");
        kk_micro_box_write(text, &writer->outline.box);
    }
    kk_text_string(text, ",\"properties\":{");
    kk_feature_properties(text, map, area);
    kk_text_string(text, "},\"geometry\":");
    kk_outline_write(&writer->outline, text);
    kk_text_char(text, '}');
}

kk_status kk_feature_writer_format(kk_feature_writer *writer, const kk_map_level *map, size_t begin, size_t end,
                                   kk_error *err)
{
    const kk_polygons *polygons = map->shape;
    writer->text.length = 0;
    writer->box = kk_micro_box_empty();
    for (size_t area = begin; area < end; area++) {
        const kk_micro_point *projected = map->projected + kk_outline_first_point(polygons, area);
        if (!kk_outline_read(&writer->outline, polygons, area, projected)) return kk_fail_memory(err);
        kk_micro_box_merge(&writer->box, &writer->outline.box);
        if (area > begin) kk_text_string(&writer->text, ",\n");
        write_feature(writer, map, area);
    }
    return writer->text.failed ? kk_fail_memory(err) : KK_OK;
}
