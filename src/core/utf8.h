/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates, up to U+10FFFF.
 */
#ifndef KK_UTF8_H
#define KK_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Bytes of the character that `text` begins with, of which `left` bytes (at least 1) are there; 0 when it is none. A
 * text that ends with a NUL is never read beyond that, whatever `left` says.
 */
size_t kk_utf8_length(const char *text, size_t left);

/* True when all of the text is well-formed. Cost: O(length), fast for ASCII. */
bool kk_utf8_valid(const char *text, size_t length);

#endif
