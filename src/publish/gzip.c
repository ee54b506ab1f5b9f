/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/gzip.h"

#include <libdeflate.h>

kk_status kk_gzip_init(kk_gzip *gzip, int level, kk_error *err)
{
    *gzip = (kk_gzip){.compressor = libdeflate_alloc_compressor(level)};
    return gzip->compressor == NULL ? kk_fail_memory(err) : KK_OK;
}

void kk_gzip_clear(kk_gzip *gzip)
{
    libdeflate_free_compressor(gzip->compressor);
    kk_text_clear(&gzip->member);
    *gzip = (kk_gzip){0};
}

void kk_gzip_compress(kk_gzip *gzip, const kk_text *text)
{
    kk_text *member = &gzip->member;
    size_t bound = libdeflate_gzip_compress_bound(gzip->compressor, text->length);
    member->length = 0;
    char *room = kk_text_reserve(member, bound);
    if (room == NULL) return;
    member->length = libdeflate_gzip_compress(gzip->compressor, text->bytes, text->length, room, bound);
}
