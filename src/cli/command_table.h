/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tables from which help and manual pages are made: commands here, options in options.h. What is said of a command
 * is said once. In texts `words` are literal, and an empty line parts paragraphs.
 */
#ifndef KK_COMMAND_TABLE_H
#define KK_COMMAND_TABLE_H

#include "cli/options.h"

enum { KK_EXAMPLES_MAX = 4 };

typedef struct kk_example {
    const char *line, *says; /* what one types, and what it does */
} kk_example;

typedef struct kk_command {
    const char *name, *arguments, *summary;
    int arguments_min, arguments_max;
    kk_status (*run)(const kk_options *options, kk_error *err);
    const char *options; /* letters of its options; those that every command takes go without saying */
    const char *text;
    kk_example example[KK_EXAMPLES_MAX]; /* ends with one without a line */
    bool hidden;                         /* in no list */
} kk_command;

extern const kk_command kk_commands[];
extern const int kk_command_count;

/* The command; where there is none, an error that names the nearest one that is not hidden. */
kk_status kk_command_get(const char *name, const kk_command **command, kk_error *err) KK_MUST_USE;

/* Options that every command takes; and whether this one takes it. */
bool kk_option_is_common(char letter);
bool kk_command_takes(const kk_command *command, char letter);

/* "run, check": the commands that take an option; "" where all do. */
void kk_option_commands(char letter, char *text, size_t size);

/* A thing with a name and what it means. */
typedef struct kk_meaning {
    const char *name, *text;
} kk_meaning;

/* Each ends with one without a name. Environment: besides the variables of options. */
extern const kk_meaning kk_environment[], kk_exit_statuses[], kk_files[];
extern const char kk_purpose[], kk_precedence[];

#endif
