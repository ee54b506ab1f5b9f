/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/output.h"

#include <stdio.h>
#include <stdlib.h>

/* Names in a GAL file end at a space. */
static void write_name(kk_text *text, const char *code)
{
    for (; *code != '\0'; code++) kk_text_char(text, *code == ' ' ? '_' : *code);
}

/* The line of an island is there too, empty: readers count on two lines for each area. */
static void write_area(kk_text *text, const kk_level *level, const kk_neighbours *neighbours, size_t area)
{
    uint32_t begin = neighbours->begin[area], end = neighbours->begin[area + 1];
    write_name(text, level->code[area]);
    kk_text_char(text, ' ');
    kk_text_integer(text, end - begin);
    kk_text_char(text, '\n');
    for (uint32_t k = begin; k < end; k++) {
        if (k > begin) kk_text_char(text, ' ');
        write_name(text, level->code[neighbours->neighbour[k]]);
    }
    kk_text_char(text, '\n');
}

static void write_head(kk_text *text, const kk_level *level)
{
    int64_t land = 0;
    for (size_t i = 0; i < level->count; i++) land += !level->water[i];
    kk_text_string(text, "0 ");
    kk_text_integer(text, land);
    kk_text_char(text, ' ');
    write_name(text, level->plural);
    kk_text_string(text, " code\n");
}

kk_status kk_write_gal(const kk_level *level, const kk_neighbours *neighbours, const char *folder, kk_error *err)
{
    char *name;
    if (asprintf(&name, "neighbours_%s.gal", level->plural) < 0) return kk_fail_memory(err);
    kk_output output;
    kk_status status = kk_output_open(&output, folder, name, err);
    if (status == KK_OK) {
        write_head(&output.text, level);
        for (size_t i = 0; i < level->count; i++) {
            if (!level->water[i]) write_area(&output.text, level, neighbours, i);
            kk_output_drain(&output);
        }
    }
    free(name);
    return kk_output_close(&output, status, err);
}
