/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The project file, as one validated structure. Every key is documented in docs/project-file.md.
 *
 * libcyaml holds the schema; libyaml's marks give file, line and column of every value, so that errors found later
 * (an unknown column, say) point there too. After kk_config_load the structure is complete: defaults are filled in,
 * indicators taken from the catalogue are written out, expressions are parsed, relative paths are made absolute
 * against the folder of the project file. All memory belongs to the kk_config.
 */
#ifndef KK_CONFIG_H
#define KK_CONFIG_H

#include "kk/arena.h"
#include "kk/config_disclosure.h"
#include "kk/config_estimates.h"
#include "kk/config_guide.h"
#include "kk/config_output.h"
#include "kk/config_statistics.h"
#include "kk/config_types.h"
#include "kk/records.h"

/* A vector source of areas. NULL text = not given: recognised from the columns. */
typedef struct kk_config_source {
    kk_config_file file;
    const char *layer; /* NULL: every layer with a recognised code column */
    const char *level; /* "gemeente", "wijk", "buurt" */
    const char *code, *name, *water;
    const char *crs; /* overrides what the source says, such as "EPSG:28992" */
    kk_mark mark;
} kk_config_source;

/* Own areas made of neighbours that have too few inhabitants alone (kk/merge.h). */
typedef struct kk_config_merge {
    const char *level;      /* "buurt" or "wijk"; NULL: they are listed in a file */
    double until;           /* inhabitants of an area at least; > 0 */
    uint32_t table, column; /* inhabitants: of a public file; `column` is an index in its `wanted` */
} kk_config_merge;

/* Own areas: CSV with columns code, group, name; or merged. */
typedef struct kk_config_group {
    const char *name, *title;
    kk_config_file file; /* no path: merged */
    kk_config_merge merge;
    kk_mark mark;
} kk_config_group;

typedef struct kk_config_where {
    const char *column, *equals;
    kk_mark mark;
} kk_config_where;

/* A column that an expression, a check or the population asks for. */
typedef struct kk_config_column {
    const char *name; /* as written in the project file (without the table) */
    kk_mark mark;     /* where it is first asked for */
} kk_config_column;

/* A percentage that must agree with its own count and base: 100 × count / base. */
typedef struct kk_config_percentage {
    uint32_t column, count; /* indices in `wanted` */
    kk_expression base;
    kk_mark mark;
} kk_config_percentage;

/*
 * Besides the tables of files, tables that the engine makes itself (stage measure), one of each at most; they stand
 * behind the files' tables and are named population, records, collective and places. Their columns are measures.
 */
typedef enum kk_table_kind {
    KK_TABLE_FILE = 0,
    KK_TABLE_POPULATION, /* `population:`, public */
    KK_TABLE_RECORDS,    /* `records:` */
    KK_TABLE_COLLECTIVE, /* `budgets:` and `activities:`, public when all of them and the population are */
    KK_TABLE_PLACES      /* `places:` and `homes:`; public when the homes are */
} kk_table_kind;

/* What a measure counts, adds up or estimates; docs/measures.md tells each in full. */
typedef enum kk_measure_kind {
    /* population */
    KK_MEASURE_PERSONS = 0, /* inhabitants of an age and sex; before birth: those to be born */
    KK_MEASURE_BIRTHS,
    /* records: youths */
    KK_MEASURE_YOUTHS,           /* distinct youths with care in the period */
    KK_MEASURE_YOUTHS_NEW,       /* … whose care period began in it */
    KK_MEASURE_YOUTHS_ENDED,     /* … whose care period ended in it */
    KK_MEASURE_YOUTHS_RUNNING,   /* … with care on its last day */
    KK_MEASURE_YOUTHS_HELPED,    /* youths with care, a request at the local team or a programme in the period */
    KK_MEASURE_CARE_PERIODS,     /* care periods (client × form, merged over gaps) in the period */
    KK_MEASURE_PROVIDERS,        /* pairs of youth and provider */
    KK_MEASURE_YOUTHS_PROVIDERS, /* youths with a known provider */
    KK_MEASURE_YOUTHS_3_PROVIDERS,
    KK_MEASURE_YOUTHS_SEVERAL, /* youths with two or more care periods at once */
    KK_MEASURE_FAMILIES,       /* distinct families with care and a known provider */
    KK_MEASURE_FAMILY_PROVIDERS,
    KK_MEASURE_YOUTHS_LIGHT_INDICATED, /* light help under an indication */
    KK_MEASURE_YOUTHS_LADDER,          /* youths with a change of form on the ladder in the period, or an end of care */
    KK_MEASURE_YOUTHS_DOWN,            /* … from heavier to lighter, or to the end of care as planned */
    KK_MEASURE_YOUTHS_UP,              /* … from lighter to heavier */
    /* records: JGZ, local team, programmes */
    KK_MEASURE_INVITED,
    KK_MEASURE_NOT_SEEN,
    KK_MEASURE_REQUESTS_ENDED,
    KK_MEASURE_REQUESTS_SOLVED,
    KK_MEASURE_PARTICIPANTS,
    /* records: in time */
    KK_MEASURE_WAIT_STARTED,    /* estimate: share started within `days` of the request (Aalen–Johansen) */
    KK_MEASURE_WAIT_LEFT,       /* estimate: share that left the list within `days` */
    KK_MEASURE_WAIT_MEDIAN,     /* estimate: days until half of those who asked has started */
    KK_MEASURE_DURATION_MEDIAN, /* estimate: days until half of the care periods has ended (Kaplan–Meier) */
    KK_MEASURE_RETURNED,        /* estimate: share back in care within `days` after an end (Kaplan–Meier) */
    KK_MEASURE_RETURN_MEDIAN,   /* days until the return, of those who returned within `days` */
    /* records: money, in cents, netted */
    KK_MEASURE_CENTS,
    KK_MEASURE_YOUTHS_CENTS, /* youths whose money is not nil */
    /* collective */
    KK_MEASURE_BUDGET_CENTS,
    KK_MEASURE_PROGRAMMES,     /* of the chosen list, how many are on offer */
    KK_MEASURE_PLACES_OFFERED, /* places in groups */
    KK_MEASURE_ATTENDANCE,
    KK_MEASURE_SCHOOL_ORGANISATIONS, /* pairs of school and organisation */
    KK_MEASURE_SCHOOLS,
    /* places */
    KK_MEASURE_HOMES,       /* youths where they live: the weight of the measures below */
    KK_MEASURE_DISTANCE,    /* Σ weight × distance to the nearest place of `item`, km (or minutes) */
    KK_MEASURE_WITHIN,      /* Σ weight of those with a place of `item` within `limit` km (or minutes) */
    KK_MEASURE_ACCESS,      /* Σ weight × E2SFCA accessibility */
    KK_MEASURE_PLACE_COUNT, /* places of `item` in the area */
    KK_MEASURE_KIND_COUNT
} kk_measure_kind;

/* A column that goes with a measure. */
typedef enum kk_measure_part {
    KK_PART_VALUE = 0,
    KK_PART_SQUARES, /* Σ over persons of the square: for the interval of a mean */
    KK_PART_LOWER,   /* of an estimate */
    KK_PART_UPPER,
    KK_PART_BASE,    /* of an estimate: how many persons it rests on */
    KK_PART_PERSONS, /* the number of persons behind the figure: the guard of the column, see kk_table.guard */
    KK_PART_LARGEST, /* of an amount over persons: the largest of a person, without its sign; see kk_table.largest */
    KK_PART_SECOND,  /* … the second largest */
    KK_PART_SIZES    /* … Σ over persons, without their signs */
} kk_measure_part;

/* Ages in completed months, from … up to, not including, `to`. */
typedef struct kk_ages {
    int16_t from, to;
} kk_ages;
enum { KK_AGE_MONTHS_FIRST = -9, KK_AGE_MONTHS_END = 27 * 12 };

/* A measure with its selection: `youths[form=ambulant, age=0..4, sex=female]`. */
typedef struct kk_measure {
    kk_measure_kind kind;
    kk_measure_part part;
    uint64_t forms;     /* bits of kk_codes.form */
    uint32_t referrers; /* bits of kk_codes.referrer; all: UINT32_MAX */
    kk_ages ages;
    bool all_ages;    /* no selection by age: persons of unknown age count too */
    uint8_t sex;      /* kk_sex; unknown: all */
    const char *item; /* programme, task or type of place; "" all */
    double limit;     /* days, km or minutes; NaN: none */
} kk_measure;

typedef struct kk_config_table {
    const char *name;
    kk_table_kind kind;
    kk_measure *measures; /* of each wanted column; NULL for a file */
    kk_config_file file;
    const char *sheet;         /* of a spreadsheet; NULL: the first */
    bool is_public;            /* `public: true`: published figures, released unchanged */
    const char *source;        /* text for the `source` column of the output; default: the file's name */
    const char *code;          /* column of the area code; NULL: recognised */
    const char *period;        /* of all rows; NULL when period_column */
    const char *period_column; /* NULL: recognised (Perioden, Peildatum …) when `period` is not given */
    const char **periods;      /* which to use; none given: all */
    size_t period_count;
    const char **stands_in_for; /* periods for which this table's only period may be used too */
    size_t stands_in_count;
    const char *population; /* column of the number of inhabitants; NULL: recognised (a_inw, AantalInwoners …) */
    const char *measure, *value, *attribute; /* long form (one observation a row); NULL: recognised (StatLine v4) */
    kk_config_where *where;
    size_t where_count;
    kk_config_percentage *percentages;
    size_t percentage_count;
    double minimum_match; /* least share of codes that must meet the boundaries, per period and level; default 0.9 */
    double
        minimum_coverage; /* least share of inhabited land areas with a row, per used level; default 0: never stops */
    kk_config_column *wanted; /* every column asked for anywhere, without doubles, in order of first asking;
                                 includes `population` where given */
    size_t wanted_count;
    kk_mark mark;
} kk_config_table;

typedef struct kk_config_indicator {
    const char *name; /* [a-z][a-z0-9_]*, at most 48: a column name in every output; at most 63 when not on_map */
    kk_indicator_kind kind;
    kk_expression numerator;
    kk_expression denominator; /* none for a value; there it is the weight with which own areas average it */
    double per;                /* factor in publishing: 100 for per cent; default 100 for a share, else 1 */
    const char *unit;
    const char **levels; /* names of levels; none given: all that exist */
    size_t level_count;
    kk_direction direction;
    kk_axis axis;
    const char *label_en, *label_nl, *description;
    const char *question;                    /* the question it answers, in Dutch; "" none */
    const char *form, *age, *sex, *referrer; /* the selection of an indicator of measures, as in selectors; "" all */
    bool on_map;                             /* false: in the tables only, not on maps and in wide views */
    bool as_published;                       /* a percentage taken as published, because no count is */
    kk_expression squares; /* mean: Σ of squares behind the numerator, for the t interval; none: no interval */
    kk_expression lower, upper, base;  /* estimate: its interval and the persons that it rests on */
    const kk_config_estimate_map *map; /* of `estimates: maps:`, which has no expressions; NULL for any other */
    kk_map_part map_part;
    /* Of `statistics:`: what is made of the indicator `base_indicator` (an index), which has no expressions. */
    kk_statistic_part statistic; /* KK_STATISTIC_NONE for any other */
    uint32_t base_indicator;
    kk_direction
        base_direction; /* of the base: which of high and low worries, where a statistic itself has no direction */
    bool is_internal;   /* serves statistics, and is in no output: the population of a stratum */
    kk_mark mark;
} kk_config_indicator;

/* ---- persons: `population:`, `records:`, `postcodes:` ---- */

typedef enum kk_record_form {
    KK_FORM_CSV = 0,
    KK_FORM_BELEIDSINFORMATIE,
    KK_FORM_JW301,
    KK_FORM_JW305,
    KK_FORM_JW307,
    KK_FORM_JW315,
    KK_FORM_JW323
} kk_record_form;

typedef struct kk_config_codes {
    const char *list;    /* "form", "product", "referrer", "outcome" */
    kk_config_file file; /* CSV: code;value */
    kk_mark mark;
} kk_config_codes;

/* The columns of a table of key figures that tell a population: inhabitants of 0–14 and 15–24 years, men, women. */
enum { KK_DERIVED_0_14, KK_DERIVED_15_24, KK_DERIVED_MEN, KK_DERIVED_WOMEN, KK_DERIVED_COLUMNS };

typedef struct kk_config_record_source {
    kk_config_csv csv;
    kk_record_form form;
    bool xml;               /* by the ending of the file's name */
    kk_record_kind kind;    /* what its rows are: of a mapped CSV as told, else as the form says */
    const char *fixed_form; /* form of every record; NULL: from the columns */
    bool indicated;         /* every record is under a decision */
    bool in_euros;          /* amounts in euros (decimal mark allowed) instead of cents */
    kk_config_codes *codes;
    size_t code_count;
} kk_config_record_source;

typedef struct kk_config_place_source {
    kk_config_csv csv;
    const char *layer; /* of a vector source */
    const char *type;  /* of all its places; NULL: a column */
} kk_config_place_source;

typedef struct kk_config {
    const char *path;   /* of the project file, as given */
    const char *folder; /* absolute */
    const char *text;   /* the project file as it may be shown: no comments, `hidden` for the address of a server */
    struct {
        const char *name, *title, *period;
        kk_mark mark;
    } project;
    struct {
        int vintage; /* 0: from the source */
        kk_config_source *sources;
        size_t source_count;
        const char **gemeenten; /* codes to keep; none: all */
        size_t gemeente_count;
        kk_config_group *groups;
        size_t group_count;
        kk_mark mark;
    } areas;
    kk_config_table *tables;
    size_t table_count;
    struct {
        bool given;
        kk_config_csv csv;                    /* area, age, sex, count, year; no file: derived */
        ptrdiff_t derive;                     /* index of the table of key figures (KWB) to derive from, or −1 */
        uint32_t derived[KK_DERIVED_COLUMNS]; /* its wanted columns */
        kk_config_csv births; /* area, year, count; no file: the youngest age of the next period, else of this one */
    } population;
    struct {
        bool given;
        /* Periods, ages, gap and detail are there for every project with people or places, with records or without. */
        kk_period *period; /* ascending; the project's when not given */
        size_t period_count;
        kk_day until;  /* the files are complete up to this day; default the last day of the last period */
        int gap_days;  /* care periods of a client and form are one over gaps up to this; default 31 */
        kk_ages *ages; /* bands for `by: [age]`; default 0..4, 4..12, 12..18, 18..23 */
        size_t age_count;
        kk_ages youth;                                     /* who counts; default 0..23 */
        const char *detail_children, *detail_young_adults; /* finest level by default: "wijk", "gemeente" */
        kk_config_file key; /* secret key of the pseudonyms; no path: beside the private clusters */
        kk_config_record_source *source;
        size_t source_count;
        kk_mark mark;
    } records;
    kk_config_csv *postcodes; /* postcode, number, area */
    size_t postcode_count;
    kk_config_csv *budgets; /* amount, task, law, provider, programme, year, area, key */
    size_t budget_count;
    kk_config_csv *activities; /* id, programme, organisation, place, date, attendance, capacity */
    size_t activity_count;
    const char **programmes; /* the chosen list of preventive interventions */
    size_t programme_count;
    kk_config_place_source *places;
    size_t place_count;
    struct {
        bool given;
        kk_config_csv csv;    /* addresses (count: youths there; default 1) or squares; none: the areas' own points */
        const char *layer;    /* of a vector source: squares */
        kk_config_csv travel; /* minutes from an area or square to a place; none: straight lines */
    } homes;
    kk_codes codes; /* the engine's lists */
    kk_config_estimates estimates;
    kk_config_statistics statistics;
    kk_config_guide guide;
    kk_config_disclosure disclosure;
    kk_config_indicator *indicators;
    size_t indicator_count;
    kk_config_output output; /* directory: default "out" beside the project file */
    struct {
        const char *url;    /* NULL: the private cluster */
        const char *schema; /* default: "kk_" + project name */
        kk_mark mark;
    } database;
    void *owner; /* implementation's memory */
} kk_config;

/*
 * Reads, validates and completes a project file. Errors (KK_ERR_PROJECT) read
 *   project.yaml:12:5: unknown key 'nummerator' in indicators; did you mean 'numerator'?
 * An unreadable file is KK_ERR_INPUT. On failure `*out` is NULL.
 */
kk_status kk_config_load(const char *path, kk_config **out, kk_error *err) KK_MUST_USE;

/* The same from a text in memory; `path` is what messages say, and its folder is where relative paths begin. */
kk_status kk_config_parse(const char *text, size_t length, const char *path, kk_config **out,
                          kk_error *err) KK_MUST_USE;

void kk_config_free(kk_config *config); /* safe on NULL */

/*
 * The catalogue of indicators that ships with the engine, for `use: form/name` and `kansenkompas list indicators`.
 * `form` is the kind of table whose column names the expressions use: kwb, statline, jeugdzorg, jeugdzorg_kwb,
 * jeugdzorg_statline (the last two take their population from another table); records, collective and places are of the
 * tables that the engine makes. Texts that an entry does not give are "".
 */
typedef struct kk_catalogue_entry {
    const char *name, *form, *kind, *numerator, *denominator, *unit, *direction, *label_en, *label_nl, *description;
    const char *axis, *question;
} kk_catalogue_entry;

/* All entries, in the arena. */
kk_status kk_catalogue_load(kk_arena *arena, const kk_catalogue_entry **entries, size_t *count,
                            kk_error *err) KK_MUST_USE;

/* Writes the starter project of `kansenkompas init` into `directory` (made when absent); never overwrites. */
kk_status kk_config_write_starter(const char *directory, kk_error *err) KK_MUST_USE;

#endif
