/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A text file being written: add to `text`, drain now and then. The first error sticks and comes out of
 * kk_output_close, so that only the end of a job has to look. Files are put on disk (fsync) by kk_outdir_prepare.
 */
#ifndef KK_PUBLISH_OUTPUT_H
#define KK_PUBLISH_OUTPUT_H

#include "kk/error.h"
#include "publish/text.h"

typedef struct kk_output {
    kk_text text;
    char *path;
    int descriptor;
    int error; /* errno of the first failure, 0 */
} kk_output;

/* Makes the file `name` in `folder`, or empties it. Close it also after a failure. */
kk_status kk_output_open(kk_output *output, const char *folder, const char *name, kk_error *err) KK_MUST_USE;

/* Writes what waits in `text` once that is about a MiB. */
void kk_output_drain(kk_output *output);

/* Writes bytes at once, past `text`, which must be empty (kk_output_flush). */
void kk_output_bytes(kk_output *output, const char *bytes, size_t length);
void kk_output_flush(kk_output *output);

/* Writes bytes at a place in the file. Threads may write side by side, if they do nothing else with it meanwhile. */
void kk_output_bytes_at(kk_output *output, int64_t offset, const char *bytes, size_t length);

/* How it went so far, for a long job that should not go on in vain. Errors: as of kk_output_close. */
kk_status kk_output_check(const kk_output *output, kk_error *err) KK_MUST_USE;

/*
 * Writes the rest and closes. `status` is how the job went so far: a failure of it comes back as it is.
 * Errors: KK_ERR_OUTPUT, "No space left on device while writing PATH".
 */
kk_status kk_output_close(kk_output *output, kk_status status, kk_error *err) KK_MUST_USE;

#endif
