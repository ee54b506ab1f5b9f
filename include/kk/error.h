/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Status and error message of everything that can fail.
 *
 * A function that can fail returns a kk_status and takes a `kk_error *err` as its last argument (never NULL).
 * On success it leaves `err` alone. On failure it fills in a message of one line that says what is wrong, where
 * (file, line, column), the value met, and what would be right or what to do next. A message never holds a personal
 * figure: readers of tables that are not public leave the value out.
 */
#ifndef KK_ERROR_H
#define KK_ERROR_H

#include <stdarg.h>

/* The values are the exit codes of the program (documented in `kansenkompas --help`). */
typedef enum kk_status {
    KK_OK = 0,
    KK_ERR_INTERNAL = 1,     /* a bug, or out of memory */
    KK_ERR_USAGE = 2,        /* wrong command or option */
    KK_ERR_DISCLOSURE = 3,   /* what would be published gives somebody away: nothing is */
    KK_ERR_INPUT = 4,        /* an input file is missing, unreadable or wrong */
    KK_ERR_DATABASE = 5,     /* no database, no rights, server gone */
    KK_ERR_OUTPUT = 6,       /* cannot write: disk full, no rights, a folder that is not ours */
    KK_ERR_COVERAGE = 7,     /* too many areas without a figure: below the project's threshold */
    KK_ERR_PROJECT = 8,      /* the project file is wrong */
    KK_ERR_INTERRUPTED = 130 /* stopped by SIGINT or SIGTERM */
} kk_status;

typedef struct kk_error {
    kk_status status;
    char message[1000];
} kk_error;

#define KK_MUST_USE __attribute__((warn_unused_result))

/* Fills in `err` and returns `status`, so that a failing function can end with `return kk_fail(err, …)`. */
kk_status kk_fail(kk_error *err, kk_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));
kk_status kk_vfail(kk_error *err, kk_status status, const char *format, va_list args);

/* kk_fail for an allocation that returned NULL. */
kk_status kk_fail_memory(kk_error *err);

/*
 * The candidate nearest to `word` in edit distance (Levenshtein, letters compared without case), or NULL when none is
 * near enough to be a likely slip (distance at most a third of the word's length, at least 2). For "did you mean …?".
 */
const char *kk_nearest_name(const char *word, const char *const candidates[], int count);

#endif
