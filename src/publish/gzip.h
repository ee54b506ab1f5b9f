/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Gzip (RFC 1952) a member at a time: members behind each other are a file that every gunzip reads as one. A thread
 * has a compressor of its own.
 */
#ifndef KK_PUBLISH_GZIP_H
#define KK_PUBLISH_GZIP_H

#include "kk/error.h"
#include "publish/text.h"

struct libdeflate_compressor;

typedef struct kk_gzip {
    struct libdeflate_compressor *compressor;
    kk_text member;
} kk_gzip;

/* From fast to small: 1 for what is read once, 6 as gzip itself, for what goes over the web. */
enum { KK_GZIP_FAST = 1, KK_GZIP_USUAL = 6 };
kk_status kk_gzip_init(kk_gzip *gzip, int level, kk_error *err) KK_MUST_USE;
void kk_gzip_clear(kk_gzip *gzip); /* also of a zeroed struct */

/* `text` as a member, in gzip->member, which tells of `failed` as a text does. No date is in it. */
void kk_gzip_compress(kk_gzip *gzip, const kk_text *text);

#endif
