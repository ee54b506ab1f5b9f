/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists of areas: any bytes give land areas, each once, and a reject for every other row; or an error of input. */
#include "fuzz_areas.h"
#include "memory_file.h"

#include "kk/lists.h"
#include "kk/log.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_list(const kk_level *level, const bool *on, const kk_rejects *rejects)
{
    kk_level_kind kind;
    size_t listed = 0;
    for (size_t i = 0; i < level->count; i++) {
        require(!on[i] || !level->water[i]);
        listed += on[i];
    }
    require(listed > 0);
    for (size_t r = 0; r < rejects->count; r++) {
        const kk_reject *reject = &rejects->items[r];
        require(*reject->value == '\0' && *reject->reason != '\0');
        require(*reject->code == '\0' || kk_code_kind(reject->code, &kind));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kk_areas areas = fuzz_areas();
    kk_level *level = &areas.level[2];
    level->name = "buurt";
    char path[64];
    kk_config_file file;
    kk_arena arena;
    kk_rejects rejects;
    bool *on;
    kk_error err;
    kk_log_set_level(KK_LOG_WARNINGS);
    int descriptor = memory_file(data, size, path, &file);
    kk_arena_init(&arena);
    kk_rejects_init(&rejects, &arena);
    kk_status status = kk_list_read(&file, level, &arena, &rejects, &on, &err);
    require(status == KK_OK || (status == KK_ERR_INPUT && strchr(err.message, '\n') == NULL));
    if (status == KK_OK) check_list(level, on, &rejects);
    kk_rejects_clear(&rejects);
    kk_arena_clear(&arena);
    close(descriptor);
    return 0;
}
