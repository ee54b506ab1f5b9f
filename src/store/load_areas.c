/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/wkb.h"
#include "store/copy.h"
#include "store/store.h"

enum { SRID = 28992 };

static kk_status load_levels(PGconn *pg, const kk_areas *areas, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "level_new", err);
    if (status != KK_OK) return status;
    for (size_t l = 0; l < areas->level_count && kk_copy_row(&copy, 6); l++) {
        const kk_level *level = &areas->level[l];
        kk_copy_smallint(&copy, l);
        kk_copy_text(&copy, level->name);
        kk_copy_text(&copy, level->plural);
        kk_copy_text(&copy, level->title == NULL ? level->name : level->title);
        kk_copy_boolean(&copy, level->kind == KK_LEVEL_OWN);
        kk_copy_integer(&copy, areas->vintage);
    }
    return kk_copy_end(&copy, err);
}

static void copy_area(kk_copy *copy, size_t l, const kk_level *level, size_t i)
{
    kk_copy_smallint(copy, l);
    kk_copy_integer(copy, (int64_t)i);
    kk_copy_text(copy, level->code[i]);
    kk_copy_text(copy, level->area_name[i]);
    kk_copy_text(copy, level->parent == NULL ? NULL : level->parent[i]);
    kk_copy_boolean(copy, level->water != NULL && level->water[i]);
    uint8_t *shape = kk_copy_field(copy, kk_wkb_size(&level->shape, i, SRID));
    if (shape != NULL) kk_wkb_write(&level->shape, i, SRID, shape);
}

static kk_status load_shapes(PGconn *pg, const kk_areas *areas, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "area_new", err);
    if (status != KK_OK) return status;
    for (size_t l = 0; l < areas->level_count; l++)
        for (size_t i = 0; i < areas->level[l].count && kk_copy_row(&copy, 7); i++)
            copy_area(&copy, l, &areas->level[l], i);
    return kk_copy_end(&copy, err);
}

kk_status kk_store_load_areas(kk_store *store, const kk_areas *areas, kk_error *err)
{
    store->vintage = areas->vintage;
    kk_status status = load_levels(store->pg, areas, err);
    if (status == KK_OK) status = load_shapes(store->pg, areas, err);
    if (status == KK_OK) status = kk_sql_none(store->pg, KK_SQL(index_areas), NULL, err);
    return status;
}
