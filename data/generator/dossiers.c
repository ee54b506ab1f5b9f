/* SPDX-License-Identifier: EUPL-1.2 */
#include "dossiers.h"

#include "ages.h"
#include "budget.h"
#include "care.h"
#include "contact.h"
#include "declaration.h"
#include "dossier.h"
#include "facility.h"
#include "failure.h"
#include "help.h"
#include "table.h"

#include <stddef.h>
#include <stdlib.h>

static const style example_style = {true, 24, 1990, 2022, 85};
static const style national_style = {false, 2903, 1001, 2023, 58};

typedef struct {
    const char *name;
    const char *heading;
    row_writer *write;
    const char *dirt;    /* in the example; may be NULL */
    const char *closing; /* may be NULL */
    bool is_for_example_only;
    bool is_cp1252_in_example;
} dossier_file;

static const dossier_file files[] = {
    {.name = "jeugdhulp-bij.csv",
     .heading = care_heading,
     .write = care_write,
     .dirt = care_dirt,
     .is_cp1252_in_example = true},
    {.name = "maatregelen-bij.csv", .heading = measure_heading, .write = measure_write},
    {.name = "jw323.csv", .heading = declaration_heading, .write = declaration_write},
    {.name = "jw323.xml",
     .heading = message_heading,
     .write = message_write,
     .closing = message_closing,
     .is_for_example_only = true},
    {.name = "jgz.csv", .heading = contact_heading, .write = contact_write},
    {.name = "wijkteam.csv", .heading = request_heading, .write = request_write, .dirt = request_dirt},
    {.name = "programma.csv", .heading = participation_heading, .write = participation_write},
    {.name = "pc6.csv", .heading = postcode_heading, .write = postcode_write},
    {.name = "adressen.csv", .heading = home_heading, .write = home_write, .is_for_example_only = true},
    {.name = "plaatsen.csv", .heading = place_heading, .write = place_write},
    {.name = "activiteiten.csv", .heading = activity_heading, .write = activity_write},
};
enum { file_count = sizeof files / sizeof files[0] };

typedef struct {
    const style *style;
    const domiciles *where;
    table tables[file_count];
    ages *ages; /* of each domicile */
} writing;

static bool is_wanted(const writing *w, int file)
{
    return w->style->is_example || !files[file].is_for_example_only;
}

static void open_files(writing *w, const char *directory)
{
    for (int i = 0; i < file_count; i++) {
        if (!is_wanted(w, i)) continue;
        encoding coding = w->style->is_example && files[i].is_cp1252_in_example ? ENCODING_CP1252 : ENCODING_UTF8;
        w->tables[i] = table_open(directory, files[i].name, coding);
        table_print(&w->tables[i], "%s", files[i].heading);
    }
}

static void close_files(writing *w)
{
    for (int i = 0; i < file_count; i++) {
        if (!is_wanted(w, i)) continue;
        if (w->style->is_example && files[i].dirt != NULL) table_print(&w->tables[i], "%s", files[i].dirt);
        if (files[i].closing != NULL) table_print(&w->tables[i], "%s", files[i].closing);
        table_close(&w->tables[i]);
    }
}

static void write_domicile(writing *w, int index, text rows[file_count])
{
    dossier d;
    dossier_init(&d, w->style, w->where, &w->where->items[index]);
    for (int i = 0; i < file_count; i++)
        if (is_wanted(w, i)) files[i].write(&d, &rows[i]);
    w->ages[index] = ages_count(&d.people, d.seed);
    dossier_clear(&d);
}

static void append_rows(writing *w, text rows[file_count])
{
    for (int i = 0; i < file_count; i++) {
        if (is_wanted(w, i)) table_append(&w->tables[i], rows[i].bytes, rows[i].length);
        text_clear(&rows[i]);
    }
}

static void write_domiciles(writing *w)
{
#pragma omp parallel for ordered schedule(dynamic, 1)
    for (int i = 0; i < w->where->count; i++) {
        text rows[file_count] = {0};
        write_domicile(w, i, rows);
#pragma omp ordered
        append_rows(w, rows);
    }
}

static int write_all(const style *s, const territory *t, const char *directory, uint64_t seed)
{
    domiciles where;
    domiciles_init(&where, t, s->first_postcode, seed);
    writing w = {.style = s, .where = &where, .ages = allocate((size_t)where.count, sizeof *w.ages)};
    open_files(&w, directory);
    write_domiciles(&w);
    close_files(&w);
    ages_write(&where, w.ages, directory);
    product_codes_write(directory);
    budget_write(t, directory, s->first_year, seed);
    int young_people = where.person_count;
    free(w.ages);
    domiciles_clear(&where);
    return young_people;
}

int dossiers_write_example(const territory *t, const char *directory, uint64_t seed)
{
    return write_all(&example_style, t, directory, seed);
}

int dossiers_write_national(const territory *t, const char *directory, uint64_t seed)
{
    return write_all(&national_style, t, directory, seed);
}
