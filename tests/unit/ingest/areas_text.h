/* SPDX-License-Identifier: EUPL-1.2 */
/* Areas by code alone, and files in memory, for readers that put rows in areas. */
#ifndef KK_TESTS_AREAS_TEXT_H
#define KK_TESTS_AREAS_TEXT_H

#include "../check.h"

#include "kk/areas.h"
#include "kk/config.h"

#include <sys/mman.h>
#include <unistd.h>

enum { TEXT_AREAS_MAX = 16 };

/*
 * Two gemeenten. GM0001 has WK000100 (BU00010000, BU00010001, and the water BU00010009) and WK000101 (BU00010100);
 * GM0363 has WK0363AA (BU0363AA01, BU0363AA02).
 */
typedef struct areas_text {
    kk_areas areas;
    bool water[3][TEXT_AREAS_MAX];
} areas_text;

static inline void areas_init(areas_text *t)
{
    static const char *gemeenten[] = {"GM0001", "GM0363"}, *wijken[] = {"WK000100", "WK000101", "WK0363AA"},
                      *buurten[] = {"BU00010000", "BU00010001", "BU00010009", "BU00010100", "BU0363AA01", "BU0363AA02"};
    *t = (areas_text){.areas = {.level_count = 3}};
    t->areas.level[0] = (kk_level){.kind = KK_LEVEL_GEMEENTE, .name = "gemeente", .count = 2, .code = gemeenten};
    t->areas.level[1] = (kk_level){.kind = KK_LEVEL_WIJK, .name = "wijk", .count = 3, .code = wijken};
    t->areas.level[2] = (kk_level){.kind = KK_LEVEL_BUURT, .name = "buurt", .count = 6, .code = buurten};
    t->water[2][2] = true;
    for (size_t l = 0; l < 3; l++) t->areas.level[l].water = t->water[l];
}

/* A level of one own area with the wijken WK000101 and WK0363AA. */
static inline void areas_add_own(areas_text *t)
{
    static const char *code[] = {"team"};
    static uint32_t begin[] = {0, 2}, member[] = {1, 2};
    static bool land[] = {false};
    t->areas.level[t->areas.level_count++] = (kk_level){
        .kind = KK_LEVEL_OWN,
        .name = "wijkteam",
        .count = 1,
        .code = code,
        .water = land,
        .membership = {.member_level = 1, .member_begin = begin, .member = member},
    };
}

/* A file that is closed with its descriptor; `path` has room for 64 bytes. */
static inline int file_of_bytes(const char *bytes, size_t length, char path[64])
{
    int descriptor = memfd_create("text", MFD_CLOEXEC);
    assert_true(descriptor >= 0);
    snprintf(path, 64, "/proc/self/fd/%d", descriptor);
    while (length > 0) {
        ssize_t wrote = write(descriptor, bytes, length);
        assert_true(wrote > 0);
        bytes += wrote;
        length -= (size_t)wrote;
    }
    return descriptor;
}

#endif
