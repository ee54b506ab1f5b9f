/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/guide.h"

#include <stdarg.h>
#include <stdio.h>

enum { SEED = 1 };

kk_mark kk_guide_mark(kk_builder *builder, const char *path, ...)
{
    char within[200];
    va_list arguments;
    va_start(arguments, path);
    vsnprintf(within, sizeof within, path, arguments);
    va_end(arguments);
    return kk_document_place(builder->document, "guide.%s", within).mark;
}

static kk_status take_youths(kk_builder *builder, kk_error *err)
{
    const kk_raw_guide *raw = builder->raw->guide;
    if (raw->youths) {
        kk_mark mark = kk_guide_mark(builder, "youths");
        return kk_guide_find_amount(builder, raw->youths, mark, &builder->config->guide.youths, err);
    }
    return kk_fail_at(
        err, KK_ERR_PROJECT, kk_document_place(builder->document, "guide").mark,
        "'guide' needs 'youths': an indicator that counts youths, such as share_under_25, whose numerator "
        "is their number");
}

static kk_status take_stories(kk_builder *builder, kk_error *err)
{
    if (!builder->raw->stories) return KK_OK;
    kk_mark mark = kk_document_place(builder->document, "stories.file").mark;
    return kk_build_file(builder, builder->raw->stories->file, mark, &builder->config->guide.stories, err);
}

static kk_status take_parts(kk_builder *builder, kk_error *err)
{
    kk_status (*const parts[])(kk_builder * builder, kk_error * err) = {
        kk_build_guide_index,    kk_build_guide_crossing,   kk_build_guide_targets, kk_build_guide_goals,
        kk_build_guide_evaluate, kk_build_guide_divisions,  kk_build_guide_shift,   kk_build_guide_siting,
        kk_build_guide_roof,     kk_build_guide_indicators,
    };
    kk_status status = take_youths(builder, err);
    for (size_t p = 0; p < sizeof parts / sizeof *parts && !status; p++) status = parts[p](builder, err);
    return status;
}

kk_status kk_build_guide(kk_builder *builder, kk_error *err)
{
    const kk_raw_guide *raw = builder->raw->guide;
    kk_config_guide *out = &builder->config->guide;
    out->crossing.use = out->crossing.supply = -1;
    kk_status status = take_stories(builder, err);
    if (status || !raw) return status;
    out->given = true;
    out->seed = raw->seed ? *raw->seed : SEED;
    return take_parts(builder, err);
}
