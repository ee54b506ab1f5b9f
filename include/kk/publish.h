/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writers. Each takes a `const kk_release *`. The output folder is replaced as a whole and only when complete.
 */
#ifndef KK_PUBLISH_H
#define KK_PUBLISH_H

#include "kk/boundaries.h"
#include "kk/geo.h"
#include "kk/guide.h"
#include "kk/measure.h"
#include "kk/rejects.h"
#include "kk/release.h"
#include "kk/statistics.h"
#include "kk/store.h"
#include "kk/stories.h"

/*
 * The output folder while it is being made: a sibling `.NAME.kk-PID` that takes the place of `directory` at commit
 * (atomic exchange). Refuses a folder that holds a file which the run.json in it does not list: it was not made by
 * kansenkompas and would be lost. Folders that killed runs of the same user left are removed. Errors: KK_ERR_OUTPUT.
 */
typedef struct kk_outdir kk_outdir;
kk_status kk_outdir_begin(const char *directory, kk_outdir **out, kk_error *err) KK_MUST_USE;
const char *kk_outdir_path(const kk_outdir *outdir);
/* Puts the files on disk and looks once more whether `directory` may be replaced. */
kk_status kk_outdir_prepare(kk_outdir *outdir, kk_error *err) KK_MUST_USE;
/* The exchange; after kk_outdir_prepare. */
kk_status kk_outdir_commit(kk_outdir *outdir, kk_error *err) KK_MUST_USE;
void kk_outdir_end(kk_outdir *outdir); /* removes what is not committed; safe on NULL */

/* <plural>.geojson of every level, RFC 7946. `projection` is that of the release's areas. */
kk_status kk_write_geojson(const kk_release *release, const kk_projection *projection, const char *folder, int threads,
                           kk_error *err) KK_MUST_USE;

/* <plural>-NAME.geojson of every level: the same with less detail. After kk_boundaries_project. */
kk_status kk_write_geojson_detail(const kk_release *release, const kk_boundaries *boundaries, const kk_detail *detail,
                                  const char *name, const char *folder, int threads, kk_error *err) KK_MUST_USE;

/*
 * areas.topojson, or with a detail's NAME areas-NAME.topojson: all levels with the properties of the GeoJSON, each
 * border once; millionths of a degree, so that positions are those of the GeoJSON. Exteriors counter-clockwise.
 */
kk_status kk_write_topojson(const kk_release *release, const kk_boundaries *boundaries, const kk_detail *detail,
                            const char *name, const char *folder, kk_error *err) KK_MUST_USE;

/*
 * tiles.mbtiles and tiles.pmtiles: vector tiles of the zooms of `output: tiles`, all levels with the properties of the
 * GeoJSON (what is null there is absent). Every vertex of `boundaries` has its degrees, and its importance is known
 * (kk_boundaries_prepare_tiles). Errors: KK_ERR_OUTPUT.
 */
kk_status kk_write_tiles(const kk_release *release, const kk_config *config, const kk_boundaries *boundaries,
                         const char *folder, int threads, kk_error *err) KK_MUST_USE;

/* kansenkompas.gpkg: a layer per level, EPSG:28992, with the styles of QGIS by the legends of kk/legend.h. */
kk_status kk_write_geopackage(const kk_release *release, const kk_config_classes *classes, const char *folder,
                              kk_error *err) KK_MUST_USE;

/* indicators.csv:
   level,code,name,period,indicator,value,lower,upper,numerator,denominator,status,unit,source,axis,form,
   age,sex,referrer,category,hidden_by: the word of a value that is a category (kk_statistic_categories), else empty;
   of a cell `parent` the status that its own figure has, else empty. */
kk_status kk_write_indicators_csv(const kk_release *release, const char *folder, kk_error *err) KK_MUST_USE;

/*
 * What else an audit needs (kk/publication_files.h reads it): areas.csv, level,code,name,in_level,in_code, a row for
 * each area that it is in, land areas alone; disclosure.json, rules, quantities, relations, indicators; knowledge.csv,
 * quantity,level,code,period,beyond,value,status, the facts, where there are any.
 */
kk_status kk_write_areas_csv(const kk_release *release, const char *folder, kk_error *err) KK_MUST_USE;
kk_status kk_write_disclosure_json(const kk_release *release, const kk_config_disclosure *config, const char *folder,
                                   kk_error *err) KK_MUST_USE;
kk_status kk_write_knowledge_csv(const kk_release *release, const char *folder, kk_error *err) KK_MUST_USE;

kk_status kk_write_coverage_csv(const kk_coverage *coverage, const kk_config *config, const char *folder,
                                kk_error *err) KK_MUST_USE;
kk_status kk_write_rejected_csv(const kk_rejects *rejects, const char *folder, kk_error *err) KK_MUST_USE;

/*
 * estimates.csv, or with `compress` estimates.csv.gz (gzip of several members, as RFC 1952 has it), in the columns of
 * KansenKaart: outcome,<dimension>_group…,region_type,region_id,n,est,lwr,upr. Cells that are not released have no row.
 * Numbers are the shortest that read back exactly; an interval that is undefined is blank. Rows in the order of
 * outcome, region type, region, combination; `add` takes the blocks in order. Formatting runs on `threads` threads; the
 * bytes are the same at any number. Texts are quoted where CSV needs it. Errors: KK_ERR_OUTPUT.
 */
typedef struct kk_estimates_csv kk_estimates_csv;
kk_status kk_estimates_csv_begin(const kk_estimate_frame *frame, const char *folder, bool compress, int threads,
                                 kk_estimates_csv **out, kk_error *err) KK_MUST_USE;
kk_status kk_estimates_csv_add(kk_estimates_csv *csv, const kk_released_estimates *block, kk_error *err) KK_MUST_USE;
/* Ends the file; what was begun must be ended, also after a failure (then the file is worth nothing). */
kk_status kk_estimates_csv_end(kk_estimates_csv *csv, kk_error *err) KK_MUST_USE;

/* statistics.csv: level,within_code,within_name,period,indicator,statistic,term,value,lower,upper,p,areas,note; only
 * where the project has statistics. */
kk_status kk_write_statistics_csv(const kk_release *release, const char *folder, kk_error *err) KK_MUST_USE;

/*
 * NAME.csv of each sheet of the release, where it has any: numbers to 10 significant digits, euros with two decimals
 * (exact), flags true or false; what is empty is an empty field, and so is an infinite number.
 */
kk_status kk_write_sheets_csv(const kk_release *release, const char *folder, kk_error *err) KK_MUST_USE;

/*
 * woordenboek.csv, the data dictionary in Dutch: soort,bestand,kolom,waarde,naam,type,eenheid,betekenis,berekening,
 * vraag,richting,as,niveaus,perioden,bron,omschrijving_en. Of every indicator, category, status, field of the maps and
 * column of the CSV files that are in the folder. Errors: KK_ERR_OUTPUT.
 */
kk_status kk_write_dictionary_csv(const kk_release *release, const kk_config *config, const char *folder,
                                  kk_error *err) KK_MUST_USE;

/*
 * datapackage.json: the folder as a Frictionless Data Package (specs.frictionlessdata.io, version 1): each file with
 * its size and SHA-256, of each CSV the columns too. It tells of the files that are in `folder`, but of run.json, which
 * is written after it, and of timings.json: write it when those are made. Errors: KK_ERR_OUTPUT. Cost: O(bytes).
 */
kk_status kk_write_datapackage(const kk_release *release, const kk_config *config, const char *folder,
                               kk_error *err) KK_MUST_USE;

/*
 * Each .geojson and .topojson in `folder` also as .gz, one gzip member that every browser reads, without date or name;
 * files on `threads` threads side by side. Errors: KK_ERR_OUTPUT. Memory: of each thread a file and what it becomes.
 */
kk_status kk_write_gzip(const char *folder, int threads, kk_error *err) KK_MUST_USE;

/* <plural>.fgb of every level: FlatGeobuf, EPSG:28992, with a spatial index unless an area has no shape; fields as in
 * the GeoPackage. */
kk_status kk_write_flatgeobuf(const kk_release *release, const char *folder, kk_error *err) KK_MUST_USE;

/*
 * kansenkompas.xlsx: a workbook in Dutch, with a sheet that explains it, a sheet of each level (land areas; the figures
 * of the maps), of the statistics and of each table of the guide, and the data dictionary. Row 1 says what a column is,
 * row 2 has its name as in the other files. A cell without a figure has a text that says why, never 0. Texts are never
 * formulas. Made in constant memory; no date but that of the period. What does not fit in Excel (1,048,576 rows, 16,384
 * columns) is left out, and the first sheet says so; a text longer than 32,767 characters ends in "…". The file is read
 * back before it is given out. Errors: KK_ERR_OUTPUT.
 */
kk_status kk_write_xlsx(const kk_release *release, const kk_config *config, const char *folder,
                        kk_error *err) KK_MUST_USE;

/*
 * explanation.json: every number in the chain from released figure to euro, so that an auditor can compute it again,
 * and `kansenkompas explain` tell it (docs/guide/explanation.md). Numbers read back exactly. Each area stands on a line
 * of its own, in the order of the codes. Of a level whose ranks are hidden it has no scores. Errors: KK_ERR_OUTPUT.
 */
kk_status kk_write_explanation_json(const kk_guide *guide, const kk_config *config, const kk_areas *areas,
                                    const char *folder, kk_error *err) KK_MUST_USE;

/*
 * neighbours_<plural>.gal, a GAL file as GeoDa, spdep (read.gal) and libpysal read it: a line `0 areas plural code`,
 * then of each land area a line with code and number of neighbours and one with their codes, that of an island empty.
 * A space within a name becomes `_`.
 */
kk_status kk_write_gal(const kk_level *level, const kk_neighbours *neighbours, const char *folder,
                       kk_error *err) KK_MUST_USE;

/*
 * siting.geojson, RFC 7946: of each siting its places (kind "place": points with the columns of siting.csv, but x and
 * y) and who goes where in the proposal (kind "service": lines from where youths live to the place, properties siting,
 * code, name, place_id, youths, distance_before and distance_after in m). What is not known is null. Errors:
 * KK_ERR_OUTPUT.
 */
kk_status kk_write_siting_geojson(const kk_guide *guide, const kk_areas *areas, const char *folder,
                                  kk_error *err) KK_MUST_USE;

/*
 * stories.json: areas, each with level, code and its stories: title (where there is one), text, author_role, date
 * (YYYY-MM-DD), the latest first. Areas in the order of `areas`. Texts are plain: without `<` and `>`.
 */
kk_status kk_write_stories_json(const kk_stories *stories, const kk_areas *areas, const char *folder,
                                kk_error *err) KK_MUST_USE;

/* reliability.csv: outcome,region_type,regions,mean,within,between,reliability,flag; only where the project has
 * estimates.
 */
kk_status kk_write_reliability_csv(const kk_release *release, const char *folder, kk_error *err) KK_MUST_USE;

/*
 * An input file with its fingerprint. A private one, of a table that is not public, has none: who knows all of a file
 * but one withheld count finds that count by trying.
 */
typedef struct kk_run_input {
    const char *given; /* as in the project file */
    bool is_private;
    int64_t bytes;
    char sha256[65];
} kk_run_input;

typedef struct kk_run_table {
    const char *name;
    int64_t rows_read, rows_used, rows_rejected, rows_filtered;
} kk_run_table;

/* A detail of the boundaries, and what it took. */
typedef struct kk_run_detail {
    const char *name;
    size_t vertices, kept, restored, islands; /* that may go; that stay; put back so that lines do not meet; left out */
    double largest_displacement_m;
} kk_run_detail;

/* Boundaries that were closed or made simpler. */
typedef struct kk_run_boundaries {
    size_t points_before, vertices; /* of all levels, as given; that differ, after closing */
    kk_closing closing;
    size_t detail_count;
    kk_run_detail detail[KK_DETAILS_MAX];
} kk_run_boundaries;

/* What became of the cohort of `estimates:`. */
typedef struct kk_run_estimates {
    const kk_estimate_frame *frame;
    kk_source_counts rows;
    int64_t other_age, located, not_located; /* rows of another age; persons */
    int64_t shown, hidden;                   /* cells */
} kk_run_estimates;

typedef struct kk_run_report {
    const kk_config *config;
    const kk_run_input *inputs;
    size_t input_count;
    const kk_run_table *tables;
    size_t table_count;
    const kk_source_counts *source_counts; /* of each source of records; NULL without records */
    const kk_located_counts *located;      /* the same */
    const kk_run_estimates *estimates;     /* NULL without */
    const kk_level_map *map;               /* of each level; where the project has statistics */
    const kk_run_boundaries *boundaries;   /* NULL: nothing asked for them */
    const kk_rejects *rejects;
    const kk_coverage *coverage;
    const char *server_version, *postgis_version, *wgs84_operation;
    double wgs84_accuracy_m;
} kk_run_report;

/*
 * run.json: inputs, project file (kk_config.text), versions of engine and libraries, counts. It lists the files that
 * are in `folder` (and timings.json): write it when those are made.
 */
kk_status kk_write_run_json(const kk_run_report *report, const kk_release *release, const char *folder,
                            kk_error *err) KK_MUST_USE;

typedef struct kk_timing {
    const char *stage;
    double seconds;
} kk_timing;
kk_status kk_write_timings_json(const kk_timing *timings, size_t count, int64_t peak_memory_bytes, const char *folder,
                                kk_error *err) KK_MUST_USE;

/* SHA-256 of a file, hex. */
kk_status kk_file_sha256(const char *path, char hex[65], int64_t *bytes, kk_error *err) KK_MUST_USE;

#endif
