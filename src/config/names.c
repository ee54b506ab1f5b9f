/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/names.h"

#include <string.h>

enum { HINTED_MAX = 1000 };

static const char *name_at(kk_names names, size_t index)
{
    const char *const *at = (const void *)((const char *)names.first + index * names.stride);
    return *at;
}

ptrdiff_t kk_names_find(kk_names names, const char *name)
{
    for (size_t i = 0; i < names.count; i++)
        if (strcmp(name_at(names, i), name) == 0) return (ptrdiff_t)i;
    return -1;
}

kk_status kk_names_check_new(kk_names earlier, const char *what, const char *name, kk_mark mark, kk_error *err)
{
    if (kk_names_find(earlier, name) < 0) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "the %s '%.60s' is there twice; give this one another name", what,
                      name);
}

static kk_hint hint_for(kk_names names, const char *name)
{
    const char *list[HINTED_MAX];
    size_t count = names.count < HINTED_MAX ? names.count : HINTED_MAX;
    for (size_t i = 0; i < count; i++) list[i] = name_at(names, i);
    return kk_hint_for(name, list, count);
}

kk_status kk_names_need(kk_names names, const char *what, const char *name, kk_mark mark, size_t *index, kk_error *err)
{
    ptrdiff_t found = kk_names_find(names, name);
    if (found < 0) {
        kk_hint hint = hint_for(names, name);
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "unknown %s '%.60s'%s", what, name, hint.text);
    }
    *index = (size_t)found;
    return KK_OK;
}
