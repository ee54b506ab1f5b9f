/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * --help: of the whole program, and of a command.
 */
#ifndef KK_HELP_H
#define KK_HELP_H

#include "cli/command_table.h"

#include <stdio.h>

void kk_help_print(FILE *out);
void kk_help_print_command(FILE *out, const kk_command *command);

#endif
