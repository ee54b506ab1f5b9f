/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Manual pages as roff with the macros of man(7): kansenkompas(1) for the whole, kansenkompas-run(1) for a command.
 */
#ifndef KK_MAN_H
#define KK_MAN_H

#include "cli/options.h"

/* `kansenkompas man [COMMAND]`. */
kk_status kk_cli_man(const kk_options *options, kk_error *err) KK_MUST_USE;

#endif
