/* SPDX-License-Identifier: EUPL-1.2 */
#include "kwb.h"

#include "failure.h"
#include "published.h"
#include "random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char missing[] = "       .";

typedef struct {
    const char *name;
    int figure; /* always_empty for a column that CBS has not filled this year */
    int decimals;
} column;

enum { always_empty = -1 };
enum { country = -2 }; /* the parent of the row of the whole country */

static const column columns[] = {
    {"a_inw", A_INW, 0},        {"a_man", A_MAN, 0},        {"a_vrouw", A_VROUW, 0},       {"a_00_14", A_00_14, 0},
    {"a_15_24", A_15_24, 0},    {"a_25_44", A_25_44, 0},    {"a_45_64", A_45_64, 0},       {"a_65_oo", A_65_OO, 0},
    {"a_hh   ", A_HH, 0},       {"a_1p_hh", A_1P_HH, 0},    {"a_hh_m_k", A_HH_M_K, 0},     {"g_hhgro", G_HHGRO, 1},
    {"bev_dich ", BEV_DICH, 0}, {"g_woz", G_WOZ, 0},        {"p_1gezw", P_1GEZW, 0},       {"p_koopw", P_KOOPW, 0},
    {"g_ele", always_empty, 0}, {"g_gas", always_empty, 0}, {"p_stadsv", always_empty, 0}, {"p_hh_li", P_HH_LI, 1},
    {"p_hh_hi", P_HH_HI, 1},    {"p_hh_lkk", P_HH_LKK, 1},  {"p_hh_osm", P_HH_OSM, 1},     {"p_hh_110", P_HH_110, 1},
    {"p_hh_120", P_HH_120, 1},  {"g_hh_sti", G_HH_STI, 1},  {"m_hh_ver", M_HH_VER, 1},     {"a_soz_wb", A_SOZ_WB, 0},
    {"a_jz_tn ", A_JZ_TN, 0},   {"p_jz_tn ", P_JZ_TN, 1},   {"a_wmo_t", A_WMO_T, 0},       {"p_wmo_t", P_WMO_T, 0},
    {"a_lan_ha", A_LAN_HA, 0},  {"a_wat_ha", A_WAT_HA, 0},
};
enum { column_count = sizeof columns / sizeof columns[0] };

static void print_header(table *csv)
{
    table_print(csv, "gwb_code_10;gwb_code_8;gwb_code  ;regio;gm_naam;recs;ind_wbi");
    for (int i = 0; i < column_count; i++) table_print(csv, ";%s", columns[i].name);
    table_print(csv, "\n");
}

/* CBS writes a decimal comma; now and then a file holds a point among them. */
static void print_number(table *csv, double value, int decimals, char decimal_mark)
{
    char text[64];
    snprintf(text, sizeof text, "%.*f", decimals, value);
    char *mark = strchr(text, '.');
    if (mark != NULL) *mark = decimal_mark;
    table_print(csv, ";%s", text);
}

static void print_figures(table *csv, const published *p, uint64_t whim)
{
    char decimal_mark = whim % 40 == 3 ? '.' : ',';
    for (int i = 0; i < column_count; i++) {
        if (columns[i].figure == always_empty)
            table_print(csv, ";");
        else if (isnan(p->values[columns[i].figure]))
            table_print(csv, whim % 16 == 5 ? ";" : ";%s", missing);
        else
            print_number(csv, p->values[columns[i].figure], columns[i].decimals, decimal_mark);
    }
    table_print(csv, "\n");
}

typedef struct {
    const area *area;
    level level;
    const char *gemeente;
} row;

static const char *kind_of(const row *r)
{
    static const char *const kinds[LEVEL_COUNT] = {"Gemeente", "Wijk", "Buurt"};
    return r->area->parent == country ? "Land" : kinds[r->level];
}

static void print_row(table *csv, const row *r, uint64_t seed)
{
    const area *a = r->area;
    uint64_t whim = hash_of_code(seed, a->code);
    table_print(csv, "%-10s;%s;%s%s;%s;%s;%s;", a->code, a->code + 2, a->code, whim % 3 == 0 ? "  " : "", a->name,
                r->gemeente, kind_of(r));
    if (r->level == LEVEL_GEMEENTE)
        table_print(csv, ".");
    else
        table_print(csv, "%d", a->indelingswijziging);
    published p = publish(a, r->level, seed);
    print_figures(csv, &p, whim);
}

/* The digits put every area after the one it is part of: 1999, 199900, 19990000. */
static int compare_rows(const void *a, const void *b)
{
    return strcmp(((const row *)a)->area->code + 2, ((const row *)b)->area->code + 2);
}

static row *sorted_rows(const territory *t, int *count)
{
    size_t most = 0;
    for (int l = 0; l < LEVEL_COUNT; l++) most += (size_t)t->levels[l].count;
    row *rows = allocate(most, sizeof *rows);
    *count = 0;
    for (int l = 0; l < LEVEL_COUNT; l++)
        for (int i = 0; i < t->levels[l].count; i++) {
            const area *a = &t->levels[l].items[i];
            if (!a->is_water && !a->is_missing_in_kwb)
                rows[(*count)++] = (row){a, (level)l, territory_gemeente(t, (level)l, i)->name};
        }
    qsort(rows, (size_t)*count, sizeof *rows, compare_rows);
    return rows;
}

static area country_of(const territory *t, int copies)
{
    area sum = {.code = "NL00", .name = "Nederland", .parent = country};
    for (int i = 0; i < t->levels[LEVEL_GEMEENTE].count; i++) {
        const area *gemeente = &t->levels[LEVEL_GEMEENTE].items[i];
        for (int k = 0; k < copies && !gemeente->is_water; k++) {
            figures_add(&sum.figures, &gemeente->figures);
            sum.area_m2 += gemeente->area_m2;
        }
    }
    return sum;
}

void kwb_write(const territory *t, const char *directory, const kwb_style *style)
{
    table csv = table_open(directory, "kwb.csv", style->encoding);
    print_header(&csv);
    area whole = country_of(t, style->country_copies);
    print_row(&csv, &(row){&whole, LEVEL_GEMEENTE, whole.name}, style->seed);
    int count;
    row *rows = sorted_rows(t, &count);
    for (int i = 0; i < count; i++) print_row(&csv, &rows[i], style->seed);
    free(rows);
    table_close(&csv);
}
