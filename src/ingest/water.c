/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/water.h"

#include <stddef.h>
#include <strings.h>

bool kk_water_parse(const char *text, bool *water)
{
    static const struct {
        const char *word;
        bool water;
    } words[] = {{"NEE", false}, {"JA", true}, {"B", true},      {"", false},
                 {"0", false},   {"1", true},  {"false", false}, {"true", true}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcasecmp(words[i].word, text) != 0) continue;
        *water = words[i].water;
        return true;
    }
    return false;
}
