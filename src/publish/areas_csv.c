/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/output.h"

#include <stdlib.h>

enum { NOWHERE = UINT32_MAX };

/* What the areas of a level are in, by one link. */
typedef struct container {
    const kk_publication_level *level;
    uint32_t *of; /* [area] its area of `level`, or NOWHERE */
} container;

typedef struct containers {
    size_t count;
    container item[KK_LEVELS_MAX];
} containers;

static void clear_containers(containers *all)
{
    for (size_t i = 0; i < all->count; i++) free(all->item[i].of);
    all->count = 0;
}

static kk_status add_container(const kk_publication *publication, const kk_level_link *link, containers *all,
                               kk_error *err)
{
    const kk_publication_level *upper = &publication->level[link->upper];
    size_t count = publication->level[link->lower].count;
    uint32_t *of = malloc((count + 1) * sizeof *of);
    if (of == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) of[i] = NOWHERE;
    for (uint32_t u = 0; u < upper->count; u++)
        for (uint32_t m = link->begin[u]; m < link->begin[u + 1]; m++) of[link->member[m]] = u;
    all->item[all->count++] = (container){upper, of};
    return KK_OK;
}

static kk_status find_containers(const kk_publication *publication, uint32_t level, containers *all, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t i = 0; i < publication->link_count && all->count < KK_LEVELS_MAX && status == KK_OK; i++)
        if (publication->link[i].lower == level) status = add_container(publication, &publication->link[i], all, err);
    return status;
}

static void write_row(kk_text *text, const kk_level *level, const char *code, const char *in_level, const char *in_code)
{
    ptrdiff_t area = kk_level_find(level, code);
    kk_text_csv(text, level->name);
    kk_text_next_csv(text, code);
    kk_text_next_csv(text, area >= 0 ? level->area_name[area] : "");
    kk_text_next_csv(text, in_level);
    kk_text_next_csv(text, in_code);
    kk_text_char(text, '\n');
}

static void write_area(kk_text *text, const kk_level *level, const char *code, size_t area, const containers *all)
{
    bool is_in = false;
    for (size_t i = 0; i < all->count; i++) {
        const container *around = &all->item[i];
        if (around->of[area] == NOWHERE) continue;
        write_row(text, level, code, around->level->name, around->level->code[around->of[area]]);
        is_in = true;
    }
    if (!is_in) write_row(text, level, code, "", "");
}

static kk_status write_level(kk_output *output, const kk_release *release, uint32_t l, kk_error *err)
{
    const kk_publication *publication = kk_release_publication(release);
    const kk_publication_level *level = &publication->level[l];
    containers all = {0};
    kk_status status = find_containers(publication, l, &all, err);
    for (size_t i = 0; i < level->count && status == KK_OK; i++) {
        write_area(&output->text, &kk_release_areas(release)->level[l], level->code[i], i, &all);
        kk_output_drain(output);
    }
    clear_containers(&all);
    return status;
}

kk_status kk_write_areas_csv(const kk_release *release, const char *folder, kk_error *err)
{
    kk_output output;
    kk_status status = kk_output_open(&output, folder, "areas.csv", err);
    if (status == KK_OK) kk_text_string(&output.text, "level,code,name,in_level,in_code\n");
    for (uint32_t l = 0; status == KK_OK && l < kk_release_publication(release)->level_count; l++)
        status = write_level(&output, release, l, err);
    return kk_output_close(&output, status, err);
}
