/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DRAIN_BYTES = 1024 * 1024 };

kk_status kk_output_open(kk_output *output, const char *folder, const char *name, kk_error *err)
{
    *output = (kk_output){.descriptor = -1};
    if (asprintf(&output->path, "%s/%s", folder, name) < 0) {
        output->path = NULL;
        return kk_fail_memory(err);
    }
    output->descriptor = open(output->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (output->descriptor >= 0) return KK_OK;
    return kk_fail(err, KK_ERR_OUTPUT, "cannot make %s: %s", output->path, strerror(errno));
}

void kk_output_bytes(kk_output *output, const char *bytes, size_t length)
{
    while (length > 0 && output->error == 0) {
        ssize_t written = write(output->descriptor, bytes, length);
        if (written < 0) {
            if (errno != EINTR) output->error = errno;
            continue;
        }
        bytes += written;
        length -= (size_t)written;
    }
}

void kk_output_bytes_at(kk_output *output, int64_t offset, const char *bytes, size_t length)
{
    int64_t begin = offset, size = (int64_t)length;
    while (length > 0) {
        ssize_t written = pwrite(output->descriptor, bytes, length, offset);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) {
            __atomic_store_n(&output->error, errno, __ATOMIC_RELAXED);
            return;
        }
        bytes += written;
        offset += written;
        length -= (size_t)written;
    }
    /* The disk begins with it while the rest is being made: the fsync at the end has less to wait for. */
    if (size > 0) (void)sync_file_range(output->descriptor, begin, size, SYNC_FILE_RANGE_WRITE);
}

void kk_output_flush(kk_output *output)
{
    if (output->text.failed && output->error == 0) output->error = ENOMEM;
    kk_output_bytes(output, output->text.bytes, output->text.length);
    output->text.length = 0;
}

void kk_output_drain(kk_output *output)
{
    if (output->text.length >= DRAIN_BYTES) kk_output_flush(output);
}

kk_status kk_output_check(const kk_output *output, kk_error *err)
{
    if (output->error == 0) return KK_OK;
    return kk_fail(err, KK_ERR_OUTPUT, "%s while writing %s", strerror(output->error), output->path);
}

kk_status kk_output_close(kk_output *output, kk_status status, kk_error *err)
{
    if (output->descriptor >= 0) {
        if (status == KK_OK) kk_output_flush(output);
        /* Some file systems say only here that the disk was full. */
        if (close(output->descriptor) != 0 && output->error == 0) output->error = errno;
    }
    if (status == KK_OK) status = kk_output_check(output, err);
    kk_text_clear(&output->text);
    free(output->path);
    *output = (kk_output){.descriptor = -1};
    return status;
}
