/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/help.h"
#include "kk/log.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>

static kk_status check_arguments(const kk_command *command, const kk_options *options, kk_error *err)
{
    int given = (options->argument[0] != NULL) + (options->argument[1] != NULL);
    if (given < command->arguments_min || given > command->arguments_max)
        return kk_fail(err, KK_ERR_USAGE, "usage: kansenkompas %s %s", command->name, command->arguments);
    return KK_OK;
}

static kk_status run_command(const kk_command *command, const kk_options *options, kk_error *err)
{
    kk_status status = check_arguments(command, options, err);
    if (status != KK_OK) return status;
    /* GSL's own handler ends the program; what it cannot compute is NaN here, and no figure. */
    gsl_set_error_handler_off();
    kk_log_set_level(options->quiet ? KK_LOG_WARNINGS : KK_LOG_NOTES);
    kk_interrupt_install();
    return command->run(options, err);
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
    if (status == KK_OK && name == NULL) {
        kk_help_print(stdout);
        return options.help ? 0 : KK_ERR_USAGE;
    }
    if (status == KK_OK) status = kk_command_get(name, &command, &err);
    if (status == KK_OK && options.help)
        kk_help_print_command(stdout, command);
    else if (status == KK_OK)
        status = run_command(command, &options, &err);
    if (status != KK_OK) fprintf(stderr, "kansenkompas: error: %s\n", err.message);
    if (fflush(stdout) != 0 && status == KK_OK) {
        fprintf(stderr, "kansenkompas: error: cannot write to standard output: %m\n");
        status = KK_ERR_OUTPUT;
    }
    return status;
}
