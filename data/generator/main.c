/* SPDX-License-Identifier: EUPL-1.2 */
#include "cohort.h"
#include "dossiers.h"
#include "example.h"
#include "failure.h"
#include "geopackage.h"
#include "kwb.h"
#include "national.h"
#include "statline.h"
#include "truth.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { default_seed = 20240101, gemeenten_like_the_example = 198, most_persons = 20000000 };

static const char help[] =
    "Usage: kk-generate [--seed N] example|national DIR\n"
    "       kk-generate [--seed N] cohort DIR [PERSONS]\n"
    "\n"
    "Makes input for kansenkompas; the areas, figures and people are invented.\n"
    "\n"
    "  example    one gemeente, Kompasdam: boundaries and figures as CBS has them, and records,\n"
    "             postcodes, ages, places and money as a gemeente has them; truth.csv tells what\n"
    "             they were drawn from\n"
    "  national   a country of 342 gemeenten for benchmarks; the same files but wijkteams.csv,\n"
    "             jw323.xml and adressen.csv, and without the faults that the example has\n"
    "  cohort     cohort.csv of that country: grown-ups (1,000,000 unless told) by where they lived as\n"
    "             a child, with 60 outcomes; that of the example comes with it and has 6\n"
    "\n"
    "  --seed N   another territory of the same kind (default 20240101)\n"
    "  --help     this text\n";

typedef struct {
    uint64_t seed;
    const char *kind;
    const char *directory;
    int persons; /* of a cohort */
} request;

static uint64_t parse_seed(const char *text)
{
    char *end;
    errno = 0;
    unsigned long long seed = strtoull(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || text[0] == '-')
        fail("--seed wants a whole number, not '%s'", text);
    return seed;
}

static int parse_persons(const char *text)
{
    char *end;
    errno = 0;
    long persons = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || persons < 1 || persons > most_persons)
        fail("wants 1 to %d persons, not '%s'", (int)most_persons, text);
    return (int)persons;
}

static request parse_arguments(int count, char **arguments)
{
    static const struct option options[] = {
        {"seed", required_argument, NULL, 's'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    request r = {.seed = default_seed, .persons = cohort_of_nation};
    for (int option; (option = getopt_long(count, arguments, "", options, NULL)) != -1;) {
        if (option == 'h') {
            fputs(help, stdout);
            exit(0);
        }
        if (option != 's') fail("see kk-generate --help");
        r.seed = parse_seed(optarg);
    }
    int left = count - optind;
    if (left < 2) fail("wants example, national or cohort, and a directory; see kk-generate --help");
    r.kind = arguments[optind];
    r.directory = arguments[optind + 1];
    bool is_cohort = strcmp(r.kind, "cohort") == 0;
    if (strcmp(r.kind, "example") != 0 && strcmp(r.kind, "national") != 0 && !is_cohort)
        fail("'%s' is neither example nor national nor cohort", r.kind);
    if (left > (is_cohort ? 3 : 2)) fail("does not know '%s'; see kk-generate --help", arguments[count - 1]);
    if (left == 3) r.persons = parse_persons(arguments[optind + 2]);
    return r;
}

static void make_directory(const char *path)
{
    struct stat found;
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && stat(path, &found) == 0 && S_ISDIR(found.st_mode))) return;
    fail("cannot make directory %s: %s", path, strerror(errno));
}

static void make_cohort(const request *r)
{
    territory t;
    national_build(&t, r->seed);
    cohort_write_national(&t, r->directory, r->persons, r->seed);
    printf("%s: cohort.csv, %d persons\n", r->directory, r->persons);
    territory_clear(&t);
}

static void make_all(const request *r, bool is_example)
{
    territory t;
    if (is_example)
        example_build(&t, r->seed);
    else
        national_build(&t, r->seed);
    int vertices = geopackage_write(&t, r->directory, r->seed);
    kwb_style style = {is_example ? ENCODING_CP1252 : ENCODING_UTF8, is_example ? gemeenten_like_the_example : 1,
                       r->seed};
    kwb_write(&t, r->directory, &style);
    statline_write(&t, r->directory);
    truth_write(&t, r->directory);
    if (is_example) {
        example_write_wijkteams(&t, r->directory);
        cohort_write_example(&t, r->directory, r->seed);
    }
    int people = is_example ? dossiers_write_example(&t, r->directory, r->seed)
                            : dossiers_write_national(&t, r->directory, r->seed);
    printf("%s: %d wijken, %d buurten with %d vertices, %d young people\n", r->directory, t.levels[LEVEL_WIJK].count,
           t.levels[LEVEL_BUURT].count, vertices, people);
    territory_clear(&t);
}

int main(int count, char **arguments)
{
    request r = parse_arguments(count, arguments);
    make_directory(r.directory);
    if (strcmp(r.kind, "cohort") == 0)
        make_cohort(&r);
    else
        make_all(&r, strcmp(r.kind, "example") == 0);
    return 0;
}
