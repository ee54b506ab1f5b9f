/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "cli/man.h"

#include <stdio.h>
#include <string.h>

const char kk_purpose[] = "Where do children need a better chance? kansenkompas joins youth-care figures by gemeente, "
                          "wijk and buurt with the "
                          "boundaries of CBS in PostGIS, and writes maps and tables of what may be published.";

const char kk_precedence[] =
    "An option goes before the environment, the environment before the project file, the file before the default.";

const kk_command kk_commands[] = {
    {.name = "run",
     .arguments = "[PROJECT]",
     .summary = "do the whole project: read, load, join, release, write (PROJECT: project.yaml)",
     .arguments_max = 1,
     .run = kk_cli_run,
     .options = "odt",
     .text =
         "Reads every input that PROJECT names, joins them in PostGIS, decides what may be published, and writes maps "
         "and tables into the output folder of the project. At the very end the folder is exchanged for the new one: a "
         "run that fails or is stopped leaves the last good one as it was.\n\n"
         "Without a server of your own (`database: url`) a private one is started and stopped, which can be reached "
         "through a Unix socket alone. What was written is attacked as a stranger could; a run whose files would give "
         "somebody away publishes nothing and ends with status 3.",
     .example = {{"kansenkompas run", "the project.yaml of this folder"},
                 {"kansenkompas run my-town/project.yaml --out /tmp/try", "another project, its outputs in /tmp/try"},
                 {"kansenkompas run --database postgresql://me@localhost/gis", "in a database of your own"}}},
    {.name = "check",
     .arguments = "[PROJECT]",
     .summary = "read and check everything up to loading; writes nothing",
     .arguments_max = 1,
     .run = kk_cli_check,
     .options = "t",
     .text =
         "Reads and checks all that a run would read, and tells of each file what is used, what is rejected and what "
         "could not be located, and why. It needs no database and writes nothing. The first thing to do with a new "
         "project, and with new files.",
     .example = {{"kansenkompas check", "the project.yaml of this folder"},
                 {"kansenkompas check my-town/project.yaml", "another project"}}},
    {.name = "audit",
     .arguments = "DIR",
     .summary = "attack the release in DIR: can what it hides be computed? writes nothing but `--write`",
     .arguments_min = 1,
     .arguments_max = 1,
     .run = kk_cli_audit,
     .options = "tew",
     .text =
         "Reads the files of a release back, as anyone may, and computes with linear programs what they tell of the "
         "figures that they hide. Ends with status 3 when one can be pinned down. Every run does this with what it "
         "wrote; here it is done with any folder, also together with releases that are already known.",
     .example = {{"kansenkompas audit out", "the release in out"},
                 {"kansenkompas audit out --earlier out-2023 --write verdicts.json",
                  "what both releases tell together, and the verdict on each hidden figure"}}},
    {.name = "explain",
     .arguments = "CODE [PROJECT]",
     .summary = "tell in Dutch how the guide came to what it says of one area (after a run)",
     .arguments_min = 1,
     .arguments_max = 2,
     .run = kk_cli_explain,
     .options = "o",
     .text =
         "Tells why an area has its place in the index of need, why it is or is not a target area, and how its part of "
         "a budget came about, with every number in the chain. CODE is that of an area, as CBS or the project writes "
         "it. It reads the `explanation.json` of the last run; with `--out` no project is needed.",
     .example = {{"kansenkompas explain WK199903", "of the project.yaml of this folder"},
                 {"kansenkompas explain WK199903 --out out", "of the outputs in out"}}},
    {.name = "map",
     .arguments = "INDICATOR [PROJECT]",
     .summary = "draw a map of an indicator as PNG, SVG or PDF (after a run)",
     .arguments_min = 1,
     .arguments_max = 2,
     .run = kk_cli_map,
     .options = "olpisgnw",
     .text =
         "Draws an indicator of the last run, with its legend, unit, period and source. What has no figure is hatched, "
         "never a colour of the scale; what is so unsure that it may be of nearly any class is pale. Classes are those "
         "of the project (`output: classes`), colours can be told apart by the colour-blind.",
     .example = {{"kansenkompas map reach", "reach by wijk, as reach-wijk.png"},
                 {"kansenkompas map reach --level buurt --within GM0034 --write map.pdf --names",
                  "the buurten of Almere with their names, to print"},
                 {"kansenkompas map behoefte my-town/project.yaml --size 3840x2160 --language en",
                  "for a large screen, in English"}}},
    {.name = "init",
     .arguments = "DIR",
     .summary = "write a commented starter project into DIR",
     .arguments_min = 1,
     .arguments_max = 1,
     .run = kk_cli_init,
     .options = "",
     .text =
         "Writes a `project.yaml` in which every part is explained, and a read-me that tells which files of CBS to put "
         "beside it. Nothing that is there already is overwritten.",
     .example = {{"kansenkompas init my-town", "a project in the folder my-town"}}},
    {.name = "db",
     .arguments = "start|stop|url|purge [PROJECT]",
     .summary = "the private database of a project: keep it running, stop it, its URL, remove it",
     .arguments_min = 1,
     .arguments_max = 2,
     .run = kk_cli_db,
     .options = "dr",
     .text =
         "A project without `database: url` has a private database, whose server runs while it is needed. `start` "
         "keeps "
         "it running and prints its URL, with which psql and QGIS connect; `stop` ends that. `url` prints the URL.\n\n"
         "`purge` removes the private database with all that it holds, and the key of the pseudonyms of the project. "
         "Of "
         "a server of your own it removes the client records, and the key.",
     .example = {{"kansenkompas db start", "keep the server of this folder's project running"},
                 {"psql \"$(kansenkompas db url)\" -c '\\dv *.*'", "list the views that it has"},
                 {"kansenkompas db url --reader", "the URL for whom may see what is released, and nothing else"},
                 {"kansenkompas db purge", "remove it, with all client records"}}},
    {.name = "list",
     .arguments = "indicators",
     .summary = "the catalogue of indicators that ships with the engine",
     .arguments_min = 1,
     .arguments_max = 1,
     .run = kk_cli_list,
     .options = "",
     .text =
         "Prints the indicators that a project can name under `indicators: - use:`, each with its kind, unit, labels, "
         "formula and the question that it answers.",
     .example = {{"kansenkompas list indicators", "the whole catalogue"},
                 {"kansenkompas list indicators | grep -A 3 ^records/", "those that are made of client records"}}},
    {.name = "man",
     .arguments = "[COMMAND]",
     .summary = "print a manual page, as roff",
     .arguments_max = 1,
     .run = kk_cli_man,
     .options = "",
     .text = "Prints the manual page of kansenkompas, or of a command. It is made of the same tables as the help. The "
             "build "
             "makes the pages that are installed with it.",
     .example = {{"kansenkompas man run | man -l -", "read a page that is not installed"}},
     .hidden = true},
};
const int kk_command_count = sizeof kk_commands / sizeof *kk_commands;

const kk_meaning kk_environment[] = {
    {"KANSENKOMPAS_HOME", "the folder of private databases and keys, instead of `/var/lib/kansenkompas` (root) or "
                          "`~/.local/state/kansenkompas`; a short path that others may enter"},
    {"KANSENKOMPAS_PG_BINDIR", "the folder of the programs of PostgreSQL (`postgres`, `initdb`), instead of the newest "
                               "under `/usr/lib/postgresql` that "
                               "has PostGIS"},
    {"KANSENKOMPAS_VIEWER", "the folder of the viewer that a run writes, instead of `share/kansenkompas/viewer` where "
                            "this program is installed"},
    {"PGHOST, PGPASSFILE, ...", "the variables of libpq count for a server of your own, and never for a private one"},
    {NULL, NULL},
};

const kk_meaning kk_files[] = {
    {"project.yaml", "what to do; `kansenkompas init` writes one with comments"},
    {"out/", "the outputs, unless the project (`output: directory`) or `--out` names another folder"},
    {"/var/lib/kansenkompas/", "private databases and keys of root, with mode 0700"},
    {"~/.local/state/kansenkompas/", "the same of any other user; in `$XDG_STATE_HOME/kansenkompas` where that is set"},
    {"share/kansenkompas/",
     "the viewer, and for people to read the SQL, the catalogue and the lists of codes (under the same "
     "PREFIX as `bin/kansenkompas`)"},
    {NULL, NULL},
};

const kk_meaning kk_exit_statuses[] = {
    {"0", "done"},
    {"1", "internal error, or out of memory"},
    {"2", "wrong command or option"},
    {"3", "the release would give somebody away: nothing was published"},
    {"4", "an input is missing or wrong"},
    {"5", "the database"},
    {"6", "cannot write the outputs"},
    {"7", "too few areas have a figure (`minimum_coverage`)"},
    {"8", "the project file is wrong"},
    {"130", "interrupted"},
    {NULL, NULL},
};

bool kk_option_is_common(char letter)
{
    return strchr("qhV", letter) != NULL;
}

bool kk_command_takes(const kk_command *command, char letter)
{
    return kk_option_is_common(letter) || strchr(command->options, letter) != NULL;
}

void kk_option_commands(char letter, char *text, size_t size)
{
    size_t length = 0;
    *text = '\0';
    if (kk_option_is_common(letter)) return;
    for (int i = 0; i < kk_command_count && length < size; i++)
        if (!kk_commands[i].hidden && strchr(kk_commands[i].options, letter) != NULL)
            length +=
                (size_t)snprintf(text + length, size - length, "%s%s", length > 0 ? ", " : "", kk_commands[i].name);
}

kk_status kk_command_get(const char *name, const kk_command **command, kk_error *err)
{
    const char *names[sizeof kk_commands / sizeof *kk_commands];
    int count = 0;
    for (int i = 0; i < kk_command_count; i++) {
        *command = &kk_commands[i];
        if (strcmp(name, kk_commands[i].name) == 0) return KK_OK;
        if (!kk_commands[i].hidden) names[count++] = kk_commands[i].name;
    }
    *command = NULL;
    const char *nearest = kk_nearest_name(name, names, count);
    return kk_fail(err, KK_ERR_USAGE, "unknown command '%s'%s%s%s; see kansenkompas --help", name,
                   nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}
