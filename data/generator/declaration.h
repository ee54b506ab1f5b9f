/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_DECLARATION_H
#define GENERATOR_DECLARATION_H

#include "dossier.h"

/* Declarations, a line a month, some taken back by a credit: as the flat export of JW323. In the example those of one
 * provider in the last year are in its message, as XML, instead. */
extern const char declaration_heading[];
void declaration_write(const dossier *d, text *rows);

extern const char message_heading[], message_closing[];
void message_write(const dossier *d, text *rows);

#endif
