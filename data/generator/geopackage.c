/* SPDX-License-Identifier: EUPL-1.2 */
#include "geopackage.h"

#include "failure.h"
#include "published.h"
#include "shapes.h"
#include "table.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdlib.h>
#include <unistd.h>

static const char file_name[] = "wijkenbuurten.gpkg";
static const int secret = -99997;

typedef struct {
    const char *layer;
    const char *code;
    const char *name;
} level_names;

static const level_names names_of_levels[LEVEL_COUNT] = {
    [LEVEL_GEMEENTE] = {"gemeenten", "gemeentecode", "gemeentenaam"},
    [LEVEL_WIJK] = {"wijken", "wijkcode", "wijknaam"},
    [LEVEL_BUURT] = {"buurten", "buurtcode", "buurtnaam"},
};

typedef enum { AS_COUNT, AS_DECIMAL, AS_SHARE_OF_PERSONS } column_kind;

typedef struct {
    const char *name;
    figure figure;
    column_kind kind;
} column;

static const column columns[] = {
    {"bevolkingsdichtheid_inwoners_per_km2", BEV_DICH, AS_COUNT},
    {"aantal_inwoners", A_INW, AS_COUNT},
    {"mannen", A_MAN, AS_COUNT},
    {"vrouwen", A_VROUW, AS_COUNT},
    {"percentage_personen_0_tot_15_jaar", A_00_14, AS_SHARE_OF_PERSONS},
    {"percentage_personen_15_tot_25_jaar", A_15_24, AS_SHARE_OF_PERSONS},
    {"percentage_personen_25_tot_45_jaar", A_25_44, AS_SHARE_OF_PERSONS},
    {"percentage_personen_45_tot_65_jaar", A_45_64, AS_SHARE_OF_PERSONS},
    {"percentage_personen_65_jaar_en_ouder", A_65_OO, AS_SHARE_OF_PERSONS},
    {"aantal_huishoudens", A_HH, AS_COUNT},
    {"gemiddelde_huishoudsgrootte", G_HHGRO, AS_DECIMAL},
    {"gemiddelde_woningwaarde", G_WOZ, AS_COUNT},
    {"percentage_koopwoningen", P_KOOPW, AS_COUNT},
    {"aantal_jongeren_met_jeugdzorg_in_natura", A_JZ_TN, AS_COUNT},
    {"percentage_jongeren_met_jeugdzorg_in_natura", P_JZ_TN, AS_DECIMAL},
    {"oppervlakte_land_in_ha", A_LAN_HA, AS_COUNT},
    {"oppervlakte_water_in_ha", A_WAT_HA, AS_COUNT},
};
enum { column_count = sizeof columns / sizeof columns[0] };

static const char total_area_column[] = "oppervlakte_totaal_in_ha";

static void add_field(OGRLayerH layer, const char *name, OGRFieldType type)
{
    OGRFieldDefnH field = OGR_Fld_Create(name, type);
    if (OGR_L_CreateField(layer, field, 0) != OGRERR_NONE) fail("cannot add column %s to %s", name, file_name);
    OGR_Fld_Destroy(field);
}

static void add_fields(OGRLayerH layer, level at)
{
    for (int l = (int)at; l >= LEVEL_GEMEENTE; l--) {
        add_field(layer, names_of_levels[l].code, OFTString);
        if (l == (int)at || l == LEVEL_GEMEENTE) add_field(layer, names_of_levels[l].name, OFTString);
    }
    if (at != LEVEL_GEMEENTE) add_field(layer, "indelingswijziging_wijken_en_buurten", OFTInteger);
    add_field(layer, "water", OFTString);
    add_field(layer, "jaar", OFTInteger);
    for (int i = 0; i < column_count; i++)
        add_field(layer, columns[i].name, columns[i].kind == AS_DECIMAL ? OFTReal : OFTInteger);
    add_field(layer, total_area_column, OFTInteger);
}

static void set_text(OGRFeatureH feature, const char *name, const char *value)
{
    OGR_F_SetFieldString(feature, OGR_F_GetFieldIndex(feature, name), value);
}

static void set_whole(OGRFeatureH feature, const char *name, double value)
{
    int whole = isnan(value) ? secret : (int)lround(value);
    OGR_F_SetFieldInteger(feature, OGR_F_GetFieldIndex(feature, name), whole);
}

static void set_decimal(OGRFeatureH feature, const char *name, double value)
{
    double shown = isnan(value) ? secret : round(10 * value) / 10;
    OGR_F_SetFieldDouble(feature, OGR_F_GetFieldIndex(feature, name), shown);
}

static void set_identity(OGRFeatureH feature, const territory *t, level at, int index)
{
    const area *a = &t->levels[at].items[index];
    set_text(feature, names_of_levels[at].name, a->name);
    set_text(feature, "water", a->is_water ? "JA" : "NEE");
    set_whole(feature, "jaar", report_year);
    if (at != LEVEL_GEMEENTE) set_whole(feature, "indelingswijziging_wijken_en_buurten", a->indelingswijziging);
    for (int l = (int)at;; l--) {
        set_text(feature, names_of_levels[l].code, a->code);
        if (l == LEVEL_GEMEENTE) break;
        a = &t->levels[l - 1].items[a->parent];
    }
    set_text(feature, names_of_levels[LEVEL_GEMEENTE].name, a->name);
}

static void set_figures(OGRFeatureH feature, const published *p)
{
    for (int i = 0; i < column_count; i++) {
        double value = p->values[columns[i].figure];
        if (columns[i].kind == AS_DECIMAL)
            set_decimal(feature, columns[i].name, value);
        else if (columns[i].kind == AS_COUNT)
            set_whole(feature, columns[i].name, value);
        else
            set_whole(feature, columns[i].name, p->values[A_INW] > 0 ? 100 * value / p->values[A_INW] : NAN);
    }
    set_whole(feature, total_area_column, p->values[A_LAN_HA] + p->values[A_WAT_HA]);
}

static OGRGeometryH ring_geometry(const shapes *s, const ring *r)
{
    OGRGeometryH geometry = OGR_G_CreateGeometry(wkbLinearRing);
    const point *first = &s->points[r->first];
    OGR_G_SetPoints(geometry, r->count, &first->x, (int)sizeof *first, &first->y, (int)sizeof *first, NULL, 0);
    return geometry;
}

static OGRGeometryH polygon_geometry(const shapes *s, int label, int outer)
{
    OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
    for (int i = outer; i < s->first_ring[label + 1]; i++)
        if (s->rings[i].outer == outer) OGR_G_AddGeometryDirectly(polygon, ring_geometry(s, &s->rings[i]));
    return polygon;
}

static OGRGeometryH area_geometry(const shapes *s, int label)
{
    OGRGeometryH parts = OGR_G_CreateGeometry(wkbMultiPolygon);
    for (int i = s->first_ring[label]; i < s->first_ring[label + 1]; i++)
        if (s->rings[i].outer == i) OGR_G_AddGeometryDirectly(parts, polygon_geometry(s, label, i));
    return parts;
}

static void write_area(OGRLayerH layer, const territory *t, level at, int index, const shapes *s, uint64_t seed)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    published p = publish(&t->levels[at].items[index], at, seed);
    set_identity(feature, t, at, index);
    set_figures(feature, &p);
    OGR_F_SetGeometryDirectly(feature, area_geometry(s, index));
    if (OGR_L_CreateFeature(layer, feature) != OGRERR_NONE)
        fail("cannot write %s to %s", t->levels[at].items[index].code, file_name);
    OGR_F_Destroy(feature);
}

static OGRLayerH create_layer(GDALDatasetH file, level at)
{
    OGRSpatialReferenceH rd_new = OSRNewSpatialReference(NULL);
    if (OSRImportFromEPSG(rd_new, 28992) != OGRERR_NONE) fail("PROJ does not know EPSG:28992");
    char **options = CSLSetNameValue(NULL, "GEOMETRY_NAME", "geom");
    OGRLayerH layer = GDALDatasetCreateLayer(file, names_of_levels[at].layer, rd_new, wkbMultiPolygon, options);
    if (layer == NULL) fail("cannot add layer %s to %s", names_of_levels[at].layer, file_name);
    CSLDestroy(options);
    OSRDestroySpatialReference(rd_new);
    add_fields(layer, at);
    return layer;
}

/* Returns the number of vertices. */
static int write_level(GDALDatasetH file, territory *t, level at, uint64_t seed)
{
    area_list *list = &t->levels[at];
    int *labels = territory_labels(t, at);
    shapes s;
    shapes_init(&s, &t->mesh, &t->curves, labels, list->count, t->tee_cells);
    free(labels);
    OGRLayerH layer = create_layer(file, at);
    for (int i = 0; i < list->count; i++) {
        list->items[i].area_m2 = shapes_area_m2(&s, i);
        if (s.first_ring[i] < s.first_ring[i + 1])
            write_area(layer, t, at, i, &s, seed);
        else if (!list->items[i].is_missing_on_map)
            fail("area %s has no cell", list->items[i].code);
    }
    int vertices = shapes_vertex_count(&s);
    shapes_clear(&s);
    return vertices;
}

static GDALDatasetH create_file(const char *path)
{
    GDALAllRegister();
    CPLSetConfigOption("OGR_CURRENT_DATE", "2024-01-01T00:00:00.000Z");
    unlink(path);
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    GDALDatasetH file = driver != NULL ? GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, NULL) : NULL;
    if (file == NULL) fail("cannot create %s", path);
    return file;
}

int geopackage_write(territory *t, const char *directory, uint64_t seed)
{
    char path[path_size];
    partial_path(path, directory, file_name);
    GDALDatasetH file = create_file(path);
    if (GDALDatasetStartTransaction(file, 0) != OGRERR_NONE) fail("cannot begin to write %s", path);
    int vertices = 0;
    for (int l = LEVEL_GEMEENTE; l < LEVEL_COUNT; l++) vertices = write_level(file, t, (level)l, seed);
    if (GDALDatasetCommitTransaction(file) != OGRERR_NONE || CPLGetLastErrorType() >= CE_Failure)
        fail("cannot complete %s", path);
    GDALClose(file);
    complete_file(directory, file_name);
    return vertices;
}
