/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/passwords.h"

#include <stdlib.h>
#include <string.h>

static const char hidden[] = "***", keyword[] = "password=", scheme[] = "://";

/* Of "://user:PASSWORD@" at `at` the password's begin, and its end; NULL when there is none. */
static const char *password_in_url(const char *at, const char **end)
{
    const char *host_end = at + strlen(scheme);
    host_end += strcspn(host_end, "/ \t\r\n\"'");
    const char *colon = memchr(at + strlen(scheme), ':', (size_t)(host_end - at) - strlen(scheme));
    const char *sign = memrchr(at, '@', (size_t)(host_end - at));
    if (colon == NULL || sign == NULL || sign < colon) return NULL;
    *end = sign;
    return colon + 1;
}

/* The same of "password=PASSWORD", in a URL or in a list of keywords, where it can have quotes (in YAML two of them).
 */
static const char *password_in_keyword(const char *at, const char **end)
{
    const char *begin = at + strlen(keyword);
    size_t quotes = strspn(begin, "'");
    *end = begin + quotes;
    *end += strcspn(*end, quotes > 0 ? "'\r\n" : "& \t\r\n\"'");
    if (quotes > 0) *end += strspn(*end, "'");
    return begin;
}

static const char *password_at(const char *at, const char **end)
{
    if (strncmp(at, scheme, strlen(scheme)) == 0) return password_in_url(at, end);
    if (strncmp(at, keyword, strlen(keyword)) == 0) return password_in_keyword(at, end);
    return NULL;
}

char *kk_passwords_hide(const char *text)
{
    /* A password of one letter grows by two; its surroundings are longer than that. */
    char *copy = malloc(2 * strlen(text) + 1);
    if (copy == NULL) return NULL;
    char *out = copy;
    while (*text != '\0') {
        const char *end, *password = password_at(text, &end);
        if (password == NULL) {
            *out++ = *text++;
            continue;
        }
        out = mempcpy(out, text, (size_t)(password - text));
        out = mempcpy(out, hidden, strlen(hidden));
        text = end;
    }
    *out = '\0';
    return copy;
}
