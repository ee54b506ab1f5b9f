/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The command line: options, from one table, and the commands. command_table.h has what is told of commands.
 */
#ifndef KK_OPTIONS_H
#define KK_OPTIONS_H

#include "kk/config.h"

#include <stdbool.h>

enum { KK_EARLIER_MAX = 100 };

typedef struct kk_options {
    const char *argument[2]; /* what follows the command; NULL where there is none */
    const char *out, *database, *write;
    const char *level, *period, *within, *size, *language; /* of `map` */
    char out_path[4096];                                   /* absolute, of `out` */
    int threads;                                           /* 0: as many as there are processors */
    bool names, reader, quiet, help, version;
    int earlier_count;
    kk_config_file earlier[KK_EARLIER_MAX];
} kk_options;

/* An option, of which help and manual pages are made. */
typedef struct kk_option {
    char letter;
    const char *name, *argument, *environment, *help;
} kk_option;

extern const kk_option kk_option_table[];
extern const int kk_option_count;

/* "-o, --out DIR" */
void kk_option_usage(const kk_option *option, char *text, size_t size);

/* Options anywhere on the line; the environment fills in what the line leaves out. */
kk_status kk_options_parse(int argc, char **argv, const char **command, kk_options *options, kk_error *err) KK_MUST_USE;

/* The project file of a command: the one given, else project.yaml here; with --out and --database laid over it. The
   configuration borrows from `options`. With a private database libpq's variables leave the environment. */
kk_status kk_options_load_project(const kk_options *options, const char *given, kk_config **config,
                                  kk_error *err) KK_MUST_USE;

/* The number of threads asked for, or that of the processors. */
int kk_options_threads(const kk_options *options);

kk_status kk_cli_run(const kk_options *options, kk_error *err);
kk_status kk_cli_audit(const kk_options *options, kk_error *err);
kk_status kk_cli_check(const kk_options *options, kk_error *err);
kk_status kk_cli_init(const kk_options *options, kk_error *err);
kk_status kk_cli_db(const kk_options *options, kk_error *err);
kk_status kk_cli_explain(const kk_options *options, kk_error *err);
kk_status kk_cli_map(const kk_options *options, kk_error *err);
kk_status kk_cli_list(const kk_options *options, kk_error *err);

#endif
