/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What every table of the output holds, column by column: datapackage.json, woordenboek.csv and the workbook say it in
 * these words.
 */
#ifndef KK_PUBLISH_DICTIONARY_H
#define KK_PUBLISH_DICTIONARY_H

#include "kk/release.h"

typedef struct kk_described_column {
    const char *name;
    kk_sheet_kind kind;
    const char *unit; /* in Dutch; "" none, or that of the row */
    const char
        *values; /* the words that a text may be, apart by blanks; "@status" those of kk_figure_status; NULL any */
    const char *meaning_nl, *meaning_en;
} kk_described_column;

typedef struct kk_described_table {
    const char *file; /* "indicators.csv" */
    const char *tab;  /* of the workbook; NULL: not in it */
    const char *title_nl, *title_en;
    const char *key;  /* columns that tell its rows apart, by commas; NULL: it has none that are never empty */
    bool is_of_areas; /* level and code of each row are those of an area of areas.csv */
    const kk_described_column *column;
    size_t column_count;
} kk_described_table;

/* The tables that stand in `folder`, each a CSV; the guide's in the order of the release. In the arena. Errors: memory.
 */
kk_status kk_describe_tables(const kk_release *release, const kk_config *config, const char *folder, kk_arena *arena,
                             const kk_described_table **tables, size_t *count, kk_error *err) KK_MUST_USE;

/* A table of the guide; `meaning_nl` is that in English where dictionary_guide.c does not know the column. Errors:
 * memory. */
kk_status kk_describe_sheet(const kk_sheet *sheet, kk_arena *arena, kk_described_table *table,
                            kk_error *err) KK_MUST_USE;

/* Those that every project has, or may have. */
const kk_described_table *kk_described_files(size_t *count);

/* What the guide's sheets lack: Dutch. NULL where the sheet or column is not known. */
typedef struct kk_guide_text {
    const char *name, *unit, *values, *meaning_nl;
} kk_guide_text;

typedef struct kk_guide_texts {
    const char *name, *tab, *title_nl, *key;
    bool is_of_areas;
    const kk_guide_text *column; /* ends with a name NULL */
} kk_guide_texts;

extern const kk_guide_texts kk_guide_means_texts[]; /* those on means and places; ends with a name NULL */
const kk_guide_texts *kk_guide_texts_find(const char *sheet);
/* The place of the sheet among those that are known, in the order in which the guide is read; else KK_GUIDE_TEXTS_MAX.
 */
enum { KK_GUIDE_TEXTS_MAX = 40 };
size_t kk_guide_texts_place(const char *sheet);
const kk_guide_text *kk_guide_text_find(const kk_guide_texts *texts, const char *column);

#endif
