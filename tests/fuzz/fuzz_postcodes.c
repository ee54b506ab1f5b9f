/* SPDX-License-Identifier: EUPL-1.2 */
/* The postcode table: any bytes give a table in which every answer is an area or a reason, or an error. */
#include "fuzz_areas.h"
#include "memory_file.h"

#include "kk/intake.h"
#include "kk/log.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_answers(const kk_areas *areas, const kk_postcodes *table)
{
    for (uint32_t postcode = 0; postcode < 7000000; postcode += 677)
        for (uint32_t number = 0; number < 3; number++) {
            kk_locus place = kk_postcodes_find(table, postcode, number);
            if (kk_locus_is_area(place))
                require(kk_locus_area(place) < areas->level[kk_locus_level(place)].count);
            else
                require(place == KK_UNKNOWN_POSTCODE || place == KK_OTHER_GEMEENTE);
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kk_areas areas = fuzz_areas();
    char path[64];
    kk_config_csv csv = {.name = "pc6"};
    kk_config config = {.postcodes = &csv, .postcode_count = 1};
    kk_arena arena;
    kk_rejects rejects;
    kk_postcodes *table;
    kk_error err;
    kk_log_set_level(KK_LOG_WARNINGS);
    int descriptor = memory_file(data, size, path, &csv.file);
    kk_arena_init(&arena);
    kk_rejects_init(&rejects, &arena);
    kk_status status = kk_postcodes_read(&config, &areas, &rejects, &table, &err);
    require(status == KK_OK || status == KK_ERR_INPUT);
    if (status == KK_OK) check_answers(&areas, table);
    kk_postcodes_free(table);
    kk_rejects_clear(&rejects);
    kk_arena_clear(&arena);
    close(descriptor);
    return 0;
}
