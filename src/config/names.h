/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists of things that have a name: whether a name is new, which one it means. */
#ifndef KK_CONFIG_NAMES_H
#define KK_CONFIG_NAMES_H

#include "config/check.h"

/* The names of `count` items that lie `stride` bytes apart; `first` is that of the first. Borrowed. */
typedef struct kk_names {
    const char *const *first;
    size_t stride, count;
} kk_names;
#define KK_NAMES(list, member, count) ((kk_names){&(list)->member, sizeof *(list), count})

/* Index of a name, or −1. Cost: O(count). */
ptrdiff_t kk_names_find(kk_names names, const char *name);

/* Fails when the name is among those before it. `what` is for the message: "outcome". */
kk_status kk_names_check_new(kk_names earlier, const char *what, const char *name, kk_mark mark,
                             kk_error *err) KK_MUST_USE;

/* Finds a name that must be there; the message says which is near. */
kk_status kk_names_need(kk_names names, const char *what, const char *name, kk_mark mark, size_t *index,
                        kk_error *err) KK_MUST_USE;

#endif
