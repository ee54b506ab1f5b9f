/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/input_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *kk_input_obstacle(const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0 || access(path, R_OK) != 0) return strerror(errno);
    return S_ISREG(info.st_mode) || S_ISDIR(info.st_mode) ? NULL : "it is a pipe or device, not a file";
}
