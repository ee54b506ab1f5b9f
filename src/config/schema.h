/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The project language and the catalogue's, described once as libcyaml schemas, and the raw structures that libcyaml
 * fills. A pointer is NULL where its key is absent. Periods and codes are texts, also where YAML sees a number.
 */
#ifndef KK_CONFIG_SCHEMA_H
#define KK_CONFIG_SCHEMA_H

#include "config/document.h"
#include "config/schema_disclosure.h"
#include "config/schema_estimates.h"
#include "config/schema_guide.h"
#include "config/schema_output.h"
#include "config/schema_statistics.h"

#include <cyaml/cyaml.h>

typedef struct kk_raw_project_section {
    char *name, *title, *period;
} kk_raw_project_section;

typedef struct kk_raw_source {
    char *file, *layer, *code, *name, *water, *crs;
    int *level; /* kk_level_kind */
} kk_raw_source;

typedef struct kk_raw_merge {
    int *level; /* kk_level_kind */
    double *until;
    char *population;
} kk_raw_merge;

typedef struct kk_raw_group {
    char *name, *title, *file;
    kk_raw_merge *merge;
} kk_raw_group;

typedef struct kk_raw_areas {
    unsigned *vintage;
    kk_raw_source *sources;
    char **gemeenten;
    kk_raw_group *groups;
    unsigned sources_count, gemeenten_count, groups_count;
} kk_raw_areas;

typedef struct kk_raw_where {
    char *column, *equals;
} kk_raw_where;

typedef struct kk_raw_percentage {
    char *column, *count, *base;
} kk_raw_percentage;

typedef struct kk_raw_table {
    char *name, *file, *sheet, *source, *code, *period, *period_column, *population, *measure, *value, *attribute;
    bool is_public;
    char **periods, **stands_in_for;
    kk_raw_where *where;
    kk_raw_percentage *percentages;
    unsigned periods_count, stands_in_for_count, where_count, percentages_count;
    double *minimum_match, *minimum_coverage;
} kk_raw_table;

/* With those that `by` makes. */
enum { KK_INDICATORS_MAX = 4000 };

/*
 * An indicator of a project or of the catalogue (no use, table, population, selection, by). `form` is in a project the
 * form of help that is selected, in the catalogue the kind of table.
 */
typedef struct kk_raw_indicator {
    char *use, *table, *population, *name, *numerator, *denominator, *squares, *unit;
    char *label_nl, *label_en, *description, *question;
    char *form, *age, *sex, *referrer, *type, *task, *programme; /* selection */
    int *kind;                                                   /* kk_indicator_kind */
    int *direction;                                              /* kk_direction */
    int *axis;                                                   /* kk_axis */
    int *by;                                                     /* kk_selector */
    double *per;
    bool *as_published, *on_map;
    char **levels;
    unsigned levels_count, by_count;
} kk_raw_indicator;

typedef struct kk_raw_database {
    char *url, *schema;
} kk_raw_database;

typedef struct kk_raw_project {
    kk_raw_project_section project;
    kk_raw_areas areas;
    kk_raw_table *tables;
    kk_raw_indicator *indicators;
    unsigned tables_count, indicators_count;
    kk_raw_people people;
    kk_raw_estimates *estimates;
    kk_raw_statistics *statistics;
    kk_raw_guide *guide;
    kk_raw_stories *stories;
    kk_raw_disclosure *disclosure;
    kk_raw_output output;
    kk_raw_database database;
} kk_raw_project;

typedef struct kk_raw_catalogue {
    kk_raw_indicator *indicators;
    unsigned indicators_count;
} kk_raw_catalogue;

extern const cyaml_schema_value_t kk_project_schema;   /* a kk_raw_project */
extern const cyaml_schema_value_t kk_catalogue_schema; /* a kk_raw_catalogue */

/* The word of a kk_level_kind below KK_LEVEL_OWN. */
const char *kk_level_word(int level);

/*
 * Checks a text against a schema and loads it: `*raw` is to be freed by kk_raw_free, `*document` to be cleared.
 * After a failure there is nothing to free. Errors: KK_ERR_PROJECT; KK_ERR_INTERNAL when memory runs out.
 */
kk_status kk_schema_load(const kk_yaml_text *text, const cyaml_schema_value_t *schema, kk_document *document,
                         void **raw, kk_error *err) KK_MUST_USE;
void kk_raw_free(const cyaml_schema_value_t *schema, void *raw);

#endif
