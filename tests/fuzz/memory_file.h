/* SPDX-License-Identifier: EUPL-1.2 */
/* The bytes of a fuzzer as a file, for readers that take a path. */
#ifndef KK_FUZZ_MEMORY_FILE_H
#define KK_FUZZ_MEMORY_FILE_H

#include "kk/config.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static inline void require(bool truth)
{
    if (!truth) abort();
}

/* To be closed; `path` has room for 64 bytes and lives as long as the file is used. */
static inline int memory_file(const uint8_t *data, size_t size, char path[64], kk_config_file *file)
{
    int descriptor = memfd_create("fuzz", MFD_CLOEXEC);
    require(descriptor >= 0 && write(descriptor, data, size) == (ssize_t)size);
    snprintf(path, 64, "/proc/self/fd/%d", descriptor);
    *file = (kk_config_file){.given = "fuzz", .path = path};
    return descriptor;
}

#endif
