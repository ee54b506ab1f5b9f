/* SPDX-License-Identifier: EUPL-1.2 */
/* What cairo leaves out of a tagged PDF: language, title bar, texts for figures; without dates. */
#ifndef KK_REPORT_FINISH_H
#define KK_REPORT_FINISH_H

#include "kk/error.h"

#include <stddef.h>

/* `alt`: of each figure in the order of the document. Errors: KK_ERR_OUTPUT, KK_ERR_INTERNAL. */
kk_status report_finish(const unsigned char *pdf, size_t length, const char *const *alt, size_t alt_count,
                        const char *path, kk_error *err) KK_MUST_USE;

#endif
