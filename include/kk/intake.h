/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Readers of what a municipality has itself: client records, postcodes, population, budgets, activities, places.
 * Of private files no message, log or reject ever holds a cell: line, column and what would be right, nothing else.
 */
#ifndef KK_INTAKE_H
#define KK_INTAKE_H

#include "kk/config.h"
#include "kk/ingest.h"
#include "kk/rejects.h"

/* ---- pseudonyms ---- */

/* The project's secret key: 32 random bytes in a file of mode 0600, outside the output folder; made when absent. */
typedef struct kk_key {
    unsigned char bytes[32];
} kk_key;

/*
 * Where the key is: `records.key`, else beside the private clusters ($KANSENKOMPAS_HOME, /var/lib/kansenkompas or
 * ~/.local/state/kansenkompas), one for each project folder. Errors: KK_ERR_INPUT for a key that others can read or
 * that is not ours, with the command that mends it; KK_ERR_PROJECT for one inside the output folder.
 */
kk_status kk_key_load(const kk_config *config, kk_key *key, kk_error *err) KK_MUST_USE;
void kk_key_forget(kk_key *key); /* wipes the memory */
/* Removes the file, if there is one, whoever may read it: what was made with it can no longer be linked. */
kk_status kk_key_purge(const kk_config *config, kk_error *err) KK_MUST_USE;

/*
 * First 8 bytes of HMAC-SHA256(key, purpose ‖ 0 ‖ text), never 0: `purpose` ("client", "family") keeps numbers of
 * different kinds apart. Leading zeros and blanks of a number that is all digits are left out first, so that a BSN
 * meets itself whether or not a spreadsheet ate its zero. Cost: about 1 µs. Safe from several threads.
 */
uint64_t kk_pseudonym(const kk_key *key, const char *purpose, const char *text, size_t length);

/* ---- records ---- */

/* Where a record says it is, until geo has found the area; forgotten after. */
typedef struct kk_location {
    char code[12];     /* area code as given, trimmed, "" none; also "1999", "199903" of an old file made GM, WK, BU */
    uint32_t postcode; /* kk_postcode_pack, 0 none */
    uint32_t number;   /* house number, 0 none */
    double x, y;       /* as given; NaN none */
} kk_location;

/* "1234 ab" → 1 + (1234 − 1000) · 676 + letters; 0 for any other text. Blanks are left aside. */
uint32_t kk_postcode_pack(const char *text, size_t length);

enum { KK_BATCH_ROWS = 65536 };

typedef struct kk_batch {
    size_t count;
    kk_record *record; /* place is KK_NOWHERE_GIVEN until located */
    kk_location *location;
} kk_batch;

typedef struct kk_source_counts {
    int64_t rows_read, rows_used, rows_rejected;
} kk_source_counts;

/*
 * Reads one source of records, a batch at a time: rows → pseudonymised records with what is needed to locate them.
 *
 * Forms: a mapped CSV; Beleidsinformatie Jeugd; iJw messages as XML (namespace and version: docs/records.md) or as the
 * flat CSV that suppliers export. Dates JJJJMMDD, JJJJMM00, JJJJ0000 (partial birth dates only: the middle of what is
 * known), dd-mm-jjjj, d/m/jjjj and ISO; an empty end is running. Amounts with decimal comma or point, in cents, exact.
 * A row without client, or whose dates or amounts cannot be read, or that ends before it begins, is rejected, with a
 * line in `rejects` without any cell. An unknown form, referrer or outcome is kept as unknown, and told once per list
 * and column with its number of rows. The batch is valid until the next call; count 0 at the end. Hashing runs on
 * `threads` threads; the result is the same at any number.
 */
typedef struct kk_record_reader kk_record_reader;
kk_status kk_record_reader_open(const kk_config *config, size_t source, const kk_key *key, int threads,
                                kk_rejects *rejects, kk_record_reader **out, kk_error *err) KK_MUST_USE;
kk_status kk_record_reader_next(kk_record_reader *reader, kk_batch *batch, kk_error *err) KK_MUST_USE;
kk_source_counts kk_record_reader_counts(const kk_record_reader *reader);
void kk_record_reader_close(kk_record_reader *reader); /* wipes what it read; safe on NULL */

/* ---- postcodes ---- */

/*
 * CBS's table PC6 + house number → buurt, in all its forms: `PC6;Huisnummer;Buurt2017;Wijk2017;Gem2017` with integers
 * without prefix or leading zeros, letters since 2023, headers in any case. Areas that the project leaves out are kept
 * as KK_OTHER_GEMEENTE. Warns when fewer than 0.9 of the buurten in the table are areas: boundaries of another year.
 */
typedef struct kk_postcodes kk_postcodes;
kk_status kk_postcodes_read(const kk_config *config, const kk_areas *areas, kk_rejects *rejects, kk_postcodes **out,
                            kk_error *err) KK_MUST_USE;
/*
 * The place of an address. Without a number, or with one that the table does not know: the finest area in which all
 * addresses of the postcode lie. KK_UNKNOWN_POSTCODE, KK_OTHER_GEMEENTE.
 */
kk_locus kk_postcodes_find(const kk_postcodes *postcodes, uint32_t postcode, uint32_t number);
void kk_postcodes_free(kk_postcodes *postcodes);

/* ---- population ---- */

enum { KK_POPULATION_AGES = 27 }; /* single years 0 … 26 */

/*
 * Inhabitants by area, period, single year of age and sex; a status for what is missing. Ages are on the last day of
 * the period (1 January of the year after).
 */
typedef struct kk_population_cell {
    double count[KK_POPULATION_AGES][2]; /* [age][male, female]; NaN of an age that the file has nowhere */
    double unsexed[KK_POPULATION_AGES];  /* of which the sex is not told: the file has totals only; NaN as above */
    double births;                       /* of the year after the period */
    uint8_t status;                      /* kk_figure_status, of all ages */
    uint8_t births_status;
} kk_population_cell;

typedef struct kk_population {
    size_t period_count;
    const kk_period *period;
    kk_population_cell **level[KK_LEVELS_MAX]; /* [level][period][area]; own levels: the sum of their members */
    kk_source_counts counts;
} kk_population;

/*
 * Reads `population:` for the periods of the records (`records.periods`, else the project's), or derives it from a
 * table of key figures: the inhabitants of 0–14 and of 15–24 spread evenly over their years of age, men and women in
 * the proportion of all inhabitants; 25 and 26 as the years of 15–24. A level above the file's finest is added up where
 * the file does not have it.
 */
kk_status kk_population_read(const kk_config *config, const kk_areas *areas, const kk_table *tables, kk_arena *arena,
                             kk_rejects *rejects, kk_population *out, kk_error *err) KK_MUST_USE;

/* ---- money and work that is on nobody's name ---- */

typedef struct kk_budget_line {
    int64_t cents;
    const char *task; /* "jgz", "preventief", "voorveld", "front", "back" … as in data/codes/tasks.csv */
    bool front;       /* by the task */
    const char *law, *provider, *programme;
    size_t period;   /* index in records.period */
    kk_locus place;  /* an area of any level */
    const char *key; /* how a lump sum reaches the areas below: "youths" (population 0–22), "children" (0–17),
                        "births", "" (it stays at its level) */
} kk_budget_line;

/*
 * Finds the area of a location (geo: kk_finder_find, with a kk_finder as `finder`); x and y become EPSG:28992, NaN
 * where there are none.
 */
typedef kk_locus kk_locus_finder(const void *finder, const kk_config_csv *how, kk_location *location);

typedef struct kk_activity {
    const char *group, *programme, *organisation;
    const char *school; /* id of the place when that is a school, "" otherwise */
    size_t period;
    kk_locus place;
    int64_t attendance, capacity; /* −1: not given */
} kk_activity;

typedef struct kk_collective {
    kk_budget_line *budget;
    size_t budget_count;
    kk_activity *activity; /* once for each period that its date is in */
    size_t activity_count;
    kk_locus *school; /* area of each of `sites` whose type holds the word school */
    size_t school_count;
    kk_source_counts *counts; /* budgets, then activities */
} kk_collective;

/*
 * Reads `budgets:` and `activities:` of the periods of the records; lines of other periods, or of gemeenten that the
 * project leaves out, are read and not used. A line without amount, task, period or area is rejected. An activity whose
 * place is the id of one of `sites` is in that place's area.
 */
struct kk_sites;
kk_status kk_collective_read(const kk_config *config, const struct kk_sites *sites, kk_locus_finder *find,
                             const void *finder, kk_arena *arena, kk_rejects *rejects, kk_collective *out,
                             kk_error *err) KK_MUST_USE;

/* ---- places and homes ---- */

/* Points, struct of arrays, EPSG:28992, in an order that is the same for the same points. */
typedef struct kk_points {
    size_t count;
    double *xy;      /* 2 × count; NaN of a home of which only the area is known */
    double *weight;  /* capacity of a place (NaN unknown), youths at a home */
    uint32_t *type;  /* of a place: index in kk_sites.type; NULL for homes */
    const char **id; /* of a place or square; NULL where not needed */
    kk_locus *place; /* area; homes of an area: that area */
} kk_points;

typedef struct kk_travel { /* minutes from home i to place j, sorted by home, then place; a pair that is not there: no
                              way */
    size_t count;
    bool by_area;   /* `home` is a kk_locus: the minutes of all homes in that area */
    uint32_t *home; /* index in homes */
    uint32_t *site; /* index in places */
    double *minutes;
} kk_travel;

typedef struct kk_sites {
    kk_points places, homes;
    size_t type_count;
    const char **type; /* "consultatiebureau", "school" … in small letters, ascending */
    bool has_travel;   /* minutes of `travel`; otherwise straight distances */
    kk_travel travel;
    bool homes_by_area;       /* no addresses or squares: a point in each area, with its youths */
    kk_source_counts *counts; /* places' sources, then homes, then travel times */
} kk_sites;

/*
 * Reads `places:` (CSV or any vector source; of polygons the middle of their box) and `homes:` (addresses, squares with
 * their youths, or nothing: then homes.count is 0 and homes_by_area true). A place without coordinates is rejected: it
 * has no distance. Missing figures of squares (≤ −99990) are taken for 0 and counted in a warning: they hold 1–4
 * persons. Without a finder (in tests) coordinates are RD, and no areas are found.
 */
kk_status kk_sites_read(const kk_config *config, kk_locus_finder *find, const void *finder, kk_arena *arena,
                        kk_rejects *rejects, kk_sites *out, kk_error *err) KK_MUST_USE;

#endif
