/* SPDX-License-Identifier: EUPL-1.2 */
#include "territory.h"

#include "failure.h"
#include "grow.h"
#include "random.h"

#include <stdio.h>
#include <stdlib.h>

area *territory_add(territory *t, level at, int parent, const char *code)
{
    area_list *list = &t->levels[at];
    if (list->count == list->capacity) {
        list->capacity = list->capacity > 0 ? 2 * list->capacity : 64;
        list->items = enlarge(list->items, (size_t)list->capacity, sizeof *list->items);
    }
    area *added = &list->items[list->count++];
    *added = (area){.parent = parent, .indelingswijziging = 1};
    snprintf(added->code, sizeof added->code, "%s", code);
    return added;
}

void area_set_name(area *a, const char *name)
{
    snprintf(a->name, sizeof a->name, "%s", name);
}

void territory_clear(territory *t)
{
    for (int i = 0; i < LEVEL_COUNT; i++) free(t->levels[i].items);
    mesh_clear(&t->mesh);
    curves_clear(&t->curves);
    free(t->buurt_of_cell);
    free(t->tee_cells);
    *t = (territory){0};
}

const area *territory_gemeente(const territory *t, level at, int index)
{
    for (int l = (int)at; l > LEVEL_GEMEENTE; l--) index = t->levels[l].items[index].parent;
    return &t->levels[LEVEL_GEMEENTE].items[index];
}

int *territory_labels(const territory *t, level at)
{
    int *labels = allocate((size_t)t->mesh.cell_count, sizeof *labels);
    for (int i = 0; i < t->mesh.cell_count; i++) {
        labels[i] = t->buurt_of_cell[i];
        for (int l = LEVEL_BUURT; l > (int)at && labels[i] != no_label; l--)
            labels[i] = t->levels[l].items[labels[i]].parent;
    }
    return labels;
}

stream area_stream(const area *a, uint64_t seed)
{
    return stream_of(seed, hash_of_code(0, a->code));
}

static void draw_people(area_list *list, uint64_t seed)
{
    for (int i = 0; i < list->count; i++) {
        area *drawn = &list->items[i];
        stream random = area_stream(drawn, seed);
        drawn->figures = figures_draw(&drawn->inhabitants, &random);
    }
}

void territory_populate(territory *t, uint64_t seed)
{
    draw_people(&t->levels[LEVEL_BUURT], seed);
    draw_people(&t->levels[LEVEL_GEMEENTE], seed);
    for (int l = LEVEL_BUURT; l > LEVEL_GEMEENTE; l--)
        for (int i = 0; i < t->levels[l].count; i++) {
            const area *child = &t->levels[l].items[i];
            figures_add(&t->levels[l - 1].items[child->parent].figures, &child->figures);
        }
}
