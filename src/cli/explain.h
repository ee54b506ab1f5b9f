/* SPDX-License-Identifier: EUPL-1.2 */
/* `kansenkompas explain CODE`: the chain of one area, from released figure to euro, in Dutch. */
#ifndef KK_CLI_EXPLAIN_H
#define KK_CLI_EXPLAIN_H

#include "cli/explain_file.h"

#include <stdio.h>

/* Of the explanation.json in the folder. Errors: KK_ERR_INPUT, of an unknown code with the one most like it. */
kk_status kk_explain_print(const char *folder, const char *code, FILE *out, kk_error *err) KK_MUST_USE;

/* Its parts: a level, a list, a division of the file (`root`) and the area in it; a division may lack the area. */
void kk_tell_index(FILE *out, kk_told root, kk_told level, kk_told area);
void kk_tell_list(FILE *out, kk_told root, kk_told list, kk_told area);
void kk_tell_division(FILE *out, kk_told root, kk_told division, kk_told area);

#endif
