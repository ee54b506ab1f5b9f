/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/options.h"
#include "kk/store.h"

#include <getopt.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { THREADS_MAX = 256 };

const kk_option kk_option_table[] = {
    {'o', "out", "DIR", "KANSENKOMPAS_OUT", "the folder of the outputs, instead of the project's `output: directory`"},
    {'d', "database", "URL", "KANSENKOMPAS_DATABASE",
     "use this PostGIS server (`postgresql://user@host/name`), or `private` for a private one"},
    {'t', "threads", "N", "KANSENKOMPAS_THREADS",
     "use N threads (default: as many as there are processors); the outputs are the same for any N"},
    {'e', "earlier", "DIR", NULL, "an earlier release that is known; may be given more than once"},
    {'w', "write", "FILE", NULL,
     "write to FILE: of `audit` the verdict on each hidden figure, as JSON; of `map` a .png, .svg or .pdf (default: "
     "`INDICATOR-LEVEL.png`)"},
    {'l', "level", "LEVEL", NULL, "the level of the map: `gemeente`, `wijk` (the default), `buurt` or an own one"},
    {'p', "period", "PERIOD", NULL, "another period than the latest"},
    {'i', "within", "CODE", NULL, "only what lies in this gemeente or wijk"},
    {'s', "size", "WIDTHxHEIGHT", NULL, "in pixels; 1600x1100 without it"},
    {'g', "language", "LANGUAGE", NULL, "`nl` (the default) or `en`"},
    {'n', "names", NULL, NULL, "write the names of areas where they fit"},
    {'r', "reader", NULL, NULL, "with `url`: for the role that reads released views and nothing else"},
    {'q', "quiet", NULL, NULL, "say nothing but warnings and errors"},
    {'h', "help", NULL, NULL, "show this help; after a command, the help of that command"},
    {'V', "version", NULL, NULL, "show the version"},
};
enum { OPTION_COUNT = sizeof kk_option_table / sizeof *kk_option_table };
const int kk_option_count = OPTION_COUNT;

void kk_option_usage(const kk_option *option, char *text, size_t size)
{
    snprintf(text, size, "-%c, --%s%s%s", option->letter, option->name, option->argument ? " " : "",
             option->argument ? option->argument : "");
}

static kk_status set_threads(kk_options *options, const char *text, const char *where, kk_error *err)
{
    char *end;
    long threads = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || threads < 1 || threads > THREADS_MAX)
        return kk_fail(err, KK_ERR_USAGE, "%s takes a number from 1 to %d, not '%s'", where, THREADS_MAX, text);
    options->threads = (int)threads;
    return KK_OK;
}

static kk_status add_earlier(kk_options *options, const char *folder, kk_error *err)
{
    if (options->earlier_count == KK_EARLIER_MAX)
        return kk_fail(err, KK_ERR_USAGE, "--earlier can be given %d times", KK_EARLIER_MAX);
    options->earlier[options->earlier_count++] = (kk_config_file){.given = folder, .path = folder};
    return KK_OK;
}

static kk_status set_option(kk_options *options, int letter, const char *argument, kk_error *err)
{
    switch (letter) {
    case 'o':
        options->out = argument;
        break;
    case 'd':
        options->database = argument;
        break;
    case 't':
        return set_threads(options, argument, "--threads", err);
    case 'e':
        return add_earlier(options, argument, err);
    case 'w':
        options->write = argument;
        break;
    case 'l':
        options->level = argument;
        break;
    case 'p':
        options->period = argument;
        break;
    case 'i':
        options->within = argument;
        break;
    case 's':
        options->size = argument;
        break;
    case 'g':
        options->language = argument;
        break;
    case 'n':
        options->names = true;
        break;
    case 'r':
        options->reader = true;
        break;
    case 'q':
        options->quiet = true;
        break;
    case 'h':
        options->help = true;
        break;
    case 'V':
        options->version = true;
        break;
    default:
        break;
    }
    return KK_OK;
}

static kk_status fail_option(char **argv, kk_error *err)
{
    const char *word = argv[optind - 1];
    if (optopt != 0 && strncmp(word, "--", 2) != 0)
        return kk_fail(err, KK_ERR_USAGE, "unknown option or missing value: '-%c'; see kansenkompas --help", optopt);
    const char *names[OPTION_COUNT];
    for (int i = 0; i < OPTION_COUNT; i++) names[i] = kk_option_table[i].name;
    const char *nearest = kk_nearest_name(word[0] == '-' && word[1] == '-' ? word + 2 : word, names, OPTION_COUNT);
    return kk_fail(err, KK_ERR_USAGE, "unknown option or missing value: '%s'%s%s%s; see kansenkompas --help", word,
                   nearest ? "; did you mean --" : "", nearest ? nearest : "", nearest ? "?" : "");
}

static kk_status read_environment(kk_options *options, kk_error *err)
{
    const char *out = getenv("KANSENKOMPAS_OUT"), *database = getenv("KANSENKOMPAS_DATABASE");
    const char *threads = getenv("KANSENKOMPAS_THREADS");
    if (out != NULL && *out != '\0') options->out = out;
    if (database != NULL && *database != '\0') options->database = database;
    if (threads != NULL && *threads != '\0') return set_threads(options, threads, "KANSENKOMPAS_THREADS", err);
    return KK_OK;
}

/* A path on the command line starts from here, not from the project's folder. */
static kk_status resolve_out(kk_options *options, kk_error *err)
{
    char here[2048] = "";
    if (options->out == NULL) return KK_OK;
    if (options->out[0] != '/' && getcwd(here, sizeof here) == NULL)
        return kk_fail(err, KK_ERR_USAGE, "cannot tell the current folder: %m");
    int length =
        snprintf(options->out_path, sizeof options->out_path, "%s%s%s", here, *here != '\0' ? "/" : "", options->out);
    if ((size_t)length >= sizeof options->out_path)
        return kk_fail(err, KK_ERR_USAGE, "the path after --out is too long");
    return KK_OK;
}

kk_status kk_options_parse(int argc, char **argv, const char **command, kk_options *options, kk_error *err)
{
    struct option longs[OPTION_COUNT + 1] = {0};
    char letters[2 * OPTION_COUNT + 1] = "";
    for (int i = 0, at = 0; i < OPTION_COUNT; i++) {
        const kk_option *option = &kk_option_table[i];
        longs[i] = (struct option){option->name, option->argument != NULL, NULL, option->letter};
        letters[at++] = option->letter;
        if (option->argument != NULL) letters[at++] = ':';
    }
    *options = (kk_options){0};
    *command = NULL;
    kk_status status = read_environment(options, err);
    opterr = 0;
    for (int letter; status == KK_OK && (letter = getopt_long(argc, argv, letters, longs, NULL)) != -1;)
        status = letter == '?' ? fail_option(argv, err) : set_option(options, letter, optarg, err);
    if (status != KK_OK) return status;
    if (optind < argc) *command = argv[optind++];
    for (int i = 0; i < 2 && optind < argc; i++) options->argument[i] = argv[optind++];
    if (optind < argc) return kk_fail(err, KK_ERR_USAGE, "too many words: '%s'; see kansenkompas --help", argv[optind]);
    return resolve_out(options, err);
}

kk_status kk_options_load_project(const kk_options *options, const char *given, kk_config **config, kk_error *err)
{
    const char *database = options->database;
    bool private_database = database != NULL && strcmp(database, "private") == 0;
    if (database != NULL && !private_database && strncmp(database, "postgresql://", 13) != 0 &&
        strncmp(database, "postgres://", 11) != 0)
        return kk_fail(err, KK_ERR_USAGE, "--database takes postgresql://user@host/name or `private`");
    kk_status status = kk_config_load(given != NULL ? given : "project.yaml", config, err);
    if (status != KK_OK) return status;
    if (options->out != NULL) {
        (*config)->output.directory.given = options->out;
        (*config)->output.directory.path = options->out_path;
    }
    if (database != NULL) (*config)->database.url = private_database ? NULL : database;
    if ((*config)->database.url == NULL) kk_cluster_clear_environment();
    return KK_OK;
}

int kk_options_threads(const kk_options *options)
{
    cpu_set_t processors;
    if (options->threads > 0) return options->threads;
    return sched_getaffinity(0, sizeof processors, &processors) == 0 ? CPU_COUNT(&processors) : 1;
}
