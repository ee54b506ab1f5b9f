/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the program says while it works: warnings, notes and progress, on stderr. Safe from any thread.
 * Progress with an estimate is shown on a terminal only; `--quiet` silences all but warnings.
 */
#ifndef KK_LOG_H
#define KK_LOG_H

#include <stdbool.h>
#include <stddef.h>

typedef enum kk_log_level { KK_LOG_WARNINGS, KK_LOG_NOTES } kk_log_level;

void kk_log_set_level(kk_log_level level);

/* "kansenkompas: warning: …" / "kansenkompas: …" (one line each; no newline at the end of `format`). */
void kk_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
void kk_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A step of known size: begin, step (from any thread), end. Draws at most ten times a second. */
void kk_progress_begin(const char *what, size_t total);
void kk_progress_step(size_t done);
void kk_progress_end(void);

/* True once SIGINT or SIGTERM arrived (see kk_interrupt_install); long loops ask now and then and stop. */
bool kk_interrupted(void);
void kk_interrupt_install(void);

#endif
