/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"

#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The one piece of global state of the program: where it talks to its user. */
static struct {
    pthread_mutex_t lock;
    kk_log_level level;
    const char *what; /* of the running step, NULL when none */
    size_t total, done;
    double began, drawn;
    bool line_drawn;
} talk = {.lock = PTHREAD_MUTEX_INITIALIZER, .level = KK_LOG_NOTES};

static volatile sig_atomic_t interrupt_seen;

void kk_log_set_level(kk_log_level level)
{
    talk.level = level;
}

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void erase_progress(void)
{
    if (talk.line_drawn) fputs("\r\033[K", stderr);
    talk.line_drawn = false;
}

static void say(const char *prefix, const char *format, va_list args)
{
    pthread_mutex_lock(&talk.lock);
    erase_progress();
    fputs(prefix, stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    pthread_mutex_unlock(&talk.lock);
}

void kk_warn(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say("kansenkompas: warning: ", format, args);
    va_end(args);
}

void kk_note(const char *format, ...)
{
    if (talk.level < KK_LOG_NOTES) return;
    va_list args;
    va_start(args, format);
    say("kansenkompas: ", format, args);
    va_end(args);
}

static void draw(double now)
{
    double share = talk.total == 0 ? 1 : (double)talk.done / (double)talk.total;
    double elapsed = now - talk.began;
    fprintf(stderr, "\r\033[K%s %3.0f%%", talk.what, 100 * share);
    if (share > 0.02 && elapsed > 1) fprintf(stderr, ", about %.0f s to go", elapsed / share - elapsed);
    fflush(stderr);
    talk.drawn = now;
    talk.line_drawn = true;
}

void kk_progress_begin(const char *what, size_t total)
{
    pthread_mutex_lock(&talk.lock);
    bool visible = talk.level >= KK_LOG_NOTES && isatty(STDERR_FILENO);
    talk.what = visible ? what : NULL;
    talk.total = total;
    talk.done = 0;
    talk.began = talk.drawn = now_seconds();
    pthread_mutex_unlock(&talk.lock);
}

void kk_progress_step(size_t done)
{
    pthread_mutex_lock(&talk.lock);
    talk.done += done;
    double now = now_seconds();
    if (talk.what != NULL && now - talk.drawn >= 0.1) draw(now);
    pthread_mutex_unlock(&talk.lock);
}

void kk_progress_end(void)
{
    pthread_mutex_lock(&talk.lock);
    erase_progress();
    talk.what = NULL;
    pthread_mutex_unlock(&talk.lock);
}

bool kk_interrupted(void)
{
    return interrupt_seen != 0;
}

/* The second signal ends the program at once: someone insists. */
static void on_signal(int number)
{
    (void)number;
    interrupt_seen = 1;
}

void kk_interrupt_install(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    action.sa_flags = (int)SA_RESETHAND;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    /* A reader that goes away, or a server that does, is an error of a write, not the end of the program. */
    signal(SIGPIPE, SIG_IGN);
}
