/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/options.h"
#include "kk/log.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <string.h>

static const kk_command commands[] = {
    {"run", "[PROJECT]", "do the whole project: read, load, join, release, write (PROJECT: project.yaml)", 0, 1,
     kk_cli_run},
    {"check", "[PROJECT]", "read and check everything up to loading; writes nothing", 0, 1, kk_cli_check},
    {"audit", "DIR", "attack the release in DIR: can what it hides be computed? writes nothing but --write", 1, 1,
     kk_cli_audit},
    {"explain", "CODE [PROJECT]", "tell in Dutch how the guide came to what it says of one area (after a run)", 1, 2,
     kk_cli_explain},
    {"init", "DIR", "write a commented starter project into DIR", 1, 1, kk_cli_init},
    {"db", "start|stop|url|purge [PROJECT]",
     "the private database of a project: keep it running, stop it, its URL, remove it", 1, 2, kk_cli_db},
    {"list", "indicators", "the catalogue of indicators that ships with the engine", 1, 1, kk_cli_list},
};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static kk_status find_command(const char *name, const kk_options *options, const kk_command **command, kk_error *err)
{
    const char *names[COMMAND_COUNT];
    for (int i = 0; i < COMMAND_COUNT; i++) {
        names[i] = commands[i].name;
        if (strcmp(name, names[i]) == 0) *command = &commands[i];
    }
    if (*command == NULL) {
        const char *nearest = kk_nearest_name(name, names, COMMAND_COUNT);
        return kk_fail(err, KK_ERR_USAGE, "unknown command '%s'%s%s%s; see kansenkompas --help", name,
                       nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
    }
    int given = (options->argument[0] != NULL) + (options->argument[1] != NULL);
    if (given < (*command)->arguments_min || given > (*command)->arguments_max)
        return kk_fail(err, KK_ERR_USAGE, "usage: kansenkompas %s %s", (*command)->name, (*command)->arguments);
    return KK_OK;
}

int main(int argc, char **argv)
{
    kk_error err = {0};
    kk_options options;
    const char *name;
    const kk_command *command = NULL;
    kk_status status = kk_options_parse(argc, argv, &name, &options, &err);
    if (status == KK_OK && options.version) {
        puts("kansenkompas " KK_VERSION);
        return 0;
    }
    if (status == KK_OK && (options.help || name == NULL)) {
        kk_options_print_help(commands, COMMAND_COUNT);
        return options.help ? 0 : KK_ERR_USAGE;
    }
    if (status == KK_OK) status = find_command(name, &options, &command, &err);
    if (status == KK_OK) {
        /* GSL's own handler ends the program; what it cannot compute is NaN here, and no figure. */
        gsl_set_error_handler_off();
        kk_log_set_level(options.quiet ? KK_LOG_WARNINGS : KK_LOG_NOTES);
        kk_interrupt_install();
        status = command->run(&options, &err);
    }
    if (status != KK_OK) fprintf(stderr, "kansenkompas: error: %s\n", err.message);
    if (fflush(stdout) != 0 && status == KK_OK) {
        fprintf(stderr, "kansenkompas: error: cannot write to standard output: %m\n");
        status = KK_ERR_OUTPUT;
    }
    return status;
}
