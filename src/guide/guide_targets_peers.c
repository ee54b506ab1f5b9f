/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_targets.h"

static const kk_sheet_column columns[] = {
    {"list", KK_SHEET_TEXT, "name of the list in the project file"},
    {"level", KK_SHEET_TEXT, "level of the area and its peers"},
    {"code", KK_SHEET_TEXT, "code of the area"},
    {"name", KK_SHEET_TEXT, "name of the area"},
    {"place", KK_SHEET_WHOLE, "1 is the area most like it; of those named their order"},
    {"peer_code", KK_SHEET_TEXT, "code of the peer"},
    {"peer_name", KK_SHEET_TEXT, "name of the peer"},
    {"distance", KK_SHEET_NUMBER, "on the chosen characteristics, in standard deviations; empty of areas named"},
    {"index", KK_SHEET_NUMBER, "index of need; empty where ranks are hidden"},
    {"peer_index", KK_SHEET_NUMBER, "index of need of the peer"},
    {"in_need", KK_SHEET_NUMBER, "share in need, in its published unit"},
    {"in_need_origin", KK_SHEET_TEXT, "own, around (of the area around) or none"},
    {"peer_in_need", KK_SHEET_NUMBER, "share in need of the peer"},
    {"peer_in_need_origin", KK_SHEET_TEXT, "own, around (of the area around) or none"},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* Who is like whom on one list. */
typedef struct peers {
    double *characteristic; /* [characteristic × area], in standard deviations */
    uint32_t *peer;         /* [area × wanted] */
} peers;

static bool has_all(const double *characteristic, size_t dimensions, size_t count, size_t area)
{
    for (size_t d = 0; d < dimensions; d++)
        if (isnan(characteristic[d * count + area])) return false;
    return true;
}

/* Over the areas that can be compared, as kk_peers_find does; one that does not vary says nothing. */
static void standardise(double *characteristic, size_t dimensions, size_t count)
{
    for (size_t d = 0; d < dimensions; d++) {
        double *value = characteristic + d * count, mean = 0, squares = 0, known = 0;
        for (size_t i = 0; i < count; i++) known += has_all(characteristic, dimensions, count, i);
        for (size_t i = 0; i < count; i++)
            if (has_all(characteristic, dimensions, count, i)) mean += value[i] / known;
        for (size_t i = 0; i < count; i++)
            if (has_all(characteristic, dimensions, count, i)) squares += (value[i] - mean) * (value[i] - mean);
        double spread = sqrt(squares / known);
        for (size_t i = 0; i < count; i++) value[i] = spread > 1e-12 * fabs(mean) ? value[i] / spread : 0 * value[i];
    }
}

/* Those that are named, for every land area but themselves. */
static kk_status name_peers(const guide_list *list, peers *out, kk_error *err)
{
    size_t wanted = list->config->peers.named_count;
    for (size_t n = 0; n < wanted; n++) {
        const char *code = list->config->peers.named[n];
        ptrdiff_t named = kk_level_find(list->areas, code);
        if (named < 0 || list->areas->water[named])
            return kk_fail_at(err, KK_ERR_PROJECT, list->config->mark,
                              "targets '%s': `peers: named` has '%.20s', which is no land area of level '%s'",
                              list->config->name, code, list->areas->name);
        for (size_t i = 0; i < list->areas->count; i++) {
            uint32_t *peer = &out->peer[i * wanted];
            size_t known = 0;
            while (known < n && peer[known] != UINT32_MAX) known++;
            if ((size_t)named != i && !list->areas->water[i]) peer[known] = (uint32_t)named;
        }
    }
    return KK_OK;
}

static kk_status find_alike(kk_guide_work *work, const guide_list *list, peers *out, kk_error *err)
{
    size_t count = list->areas->count, dimensions = list->config->peers.on_count, wanted = list->config->peers.count;
    out->characteristic = kk_arena_alloc(work->arena, dimensions * count, sizeof *out->characteristic);
    if (out->characteristic == NULL) return kk_fail_memory(err);
    for (size_t d = 0; d < dimensions; d++) {
        kk_guide_figures figures;
        uint32_t indicator = list->config->peers.on[d];
        kk_status status = kk_guide_figures_take(work, indicator, list->targets->index->level, &figures, err);
        if (status != KK_OK) return status;
        if (figures.period == NULL)
            return kk_fail_at(err, KK_ERR_PROJECT, list->config->mark,
                              "targets '%s': `peers: on` names '%s', which has no figures at level '%s'; take it out",
                              list->config->name, figures.indicator->name, list->areas->name);
        for (size_t i = 0; i < count; i++) out->characteristic[d * count + i] = figures.value[i];
    }
    standardise(out->characteristic, dimensions, count);
    return kk_peers_find(out->characteristic, dimensions, count, wanted, work->threads, out->peer, err);
}

static kk_status find_peers(kk_guide_work *work, const guide_list *list, peers *out, kk_error *err)
{
    size_t pairs = list->areas->count * list->config->peers.count;
    out->peer = kk_arena_alloc(work->arena, pairs, sizeof *out->peer);
    if (out->peer == NULL) return kk_fail_memory(err);
    for (size_t k = 0; k < pairs; k++) out->peer[k] = UINT32_MAX;
    return list->config->peers.named_count > 0 ? name_peers(list, out, err) : find_alike(work, list, out, err);
}

/* NaN of areas that are named: nothing was measured. */
static double distance_of(const guide_list *list, const peers *of, size_t area, size_t peer)
{
    double squares = list->config->peers.named_count > 0 ? NAN : 0;
    for (size_t d = 0; d < list->config->peers.on_count; d++) {
        const double *value = of->characteristic + d * list->areas->count;
        squares += (value[area] - value[peer]) * (value[area] - value[peer]);
    }
    return sqrt(squares);
}

static void write_row(const guide_list *list, size_t area, size_t peer, double distance, kk_sheet_cell **cell)
{
    const double *index = list->targets->index->scores.index;
    const kk_guide_figures *in_need = list->targets->in_need;
    kk_cell_text(cell, list->areas->code[peer]);
    kk_cell_text(cell, list->areas->area_name[peer]);
    kk_cell_number(cell, distance);
    kk_cell_number(cell, list->hides_ranks ? NAN : index[area]);
    kk_cell_number(cell, list->hides_ranks ? NAN : index[peer]);
    kk_cell_number(cell, in_need->value[area]);
    kk_cell_text(cell, kk_guide_origin_name((kk_guide_origin)in_need->origin[area]));
    kk_cell_number(cell, in_need->value[peer]);
    kk_cell_text(cell, kk_guide_origin_name((kk_guide_origin)in_need->origin[peer]));
}

static void write_peers(const guide_list *list, const peers *of, kk_sheet_cell **cell)
{
    size_t wanted = list->config->peers.count;
    for (size_t i = 0; i < list->areas->count; i++)
        for (size_t k = 0; k < wanted && of->peer[i * wanted + k] != UINT32_MAX; k++) {
            uint32_t peer = of->peer[i * wanted + k];
            kk_cell_text(cell, list->config->name);
            kk_cell_text(cell, list->areas->name);
            kk_cell_text(cell, list->areas->code[i]);
            kk_cell_text(cell, list->areas->area_name[i]);
            kk_cell_whole(cell, (int64_t)k + 1);
            write_row(list, i, peer, distance_of(list, of, i, peer), cell);
        }
}

static size_t count_rows(const guide_list *list, const peers *of)
{
    size_t rows = 0;
    for (size_t k = 0; k < list->areas->count * list->config->peers.count; k++) rows += of->peer[k] != UINT32_MAX;
    return rows;
}

kk_status guide_peers_sheet(kk_guide_work *work, const guide_list *list, size_t count, kk_error *err)
{
    static const kk_guide_sheet_form form = {"peers", "the areas most like each area", columns, COLUMNS};
    peers *of = kk_arena_alloc(work->arena, count, sizeof *of);
    size_t rows = 0, asked = 0;
    kk_status status = of == NULL ? kk_fail_memory(err) : KK_OK;
    for (size_t t = 0; t < count && status == KK_OK; t++) {
        if (list[t].config->peers.count == 0) continue;
        status = find_peers(work, &list[t], &of[t], err);
        if (status == KK_OK) rows += count_rows(&list[t], &of[t]);
        asked++;
    }
    kk_sheet *sheet;
    if (status == KK_OK && asked > 0) status = kk_guide_sheet_add(work, &form, rows, &sheet, err);
    if (status != KK_OK || asked == 0) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t t = 0; t < count; t++)
        if (list[t].config->peers.count > 0) write_peers(&list[t], &of[t], &cell);
    return KK_OK;
}
