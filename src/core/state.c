/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/state.h"

#include <ctype.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME_LENGTH = 24, HASH_BYTES = 6 };

static const char *base_folder(kk_arena *arena)
{
    const char *home = getenv("KANSENKOMPAS_HOME");
    if (home != NULL && home[0] == '/') return home;
    if (home != NULL && home[0] != '\0') {
        char *here = getcwd(NULL, 0);
        char *base = here == NULL ? NULL : kk_arena_format(arena, "%s/%s", here, home);
        free(here);
        return base;
    }
    if (geteuid() == 0) return "/var/lib/kansenkompas";
    const char *state = getenv("XDG_STATE_HOME");
    if (state != NULL && state[0] == '/') return kk_arena_format(arena, "%s/kansenkompas", state);
    home = getenv("HOME");
    return kk_arena_format(arena, "%s/.local/state/kansenkompas", home == NULL ? "" : home);
}

static const char *project_name(const char *folder, kk_arena *arena)
{
    unsigned char hash[SHA256_DIGEST_LENGTH];
    SHA256((const unsigned char *)folder, strlen(folder), hash);
    char hex[2 * HASH_BYTES + 1];
    for (int i = 0; i < HASH_BYTES; i++) snprintf(hex + 2 * i, 3, "%02x", hash[i]);

    const char *last = strrchr(folder, '/');
    last = last == NULL ? folder : last + 1;
    char name[NAME_LENGTH + 1];
    size_t length = 0;
    for (; last[length] != '\0' && length < NAME_LENGTH; length++) {
        unsigned char c = (unsigned char)last[length];
        name[length] = isalnum(c) || strchr("_-", c) != NULL ? (char)c : '_';
    }
    name[length] = '\0';
    return kk_arena_format(arena, "%s-%s", length == 0 ? "project" : name, hex);
}

const char *kk_state_path(const char *folder, kk_arena *arena)
{
    const char *base = base_folder(arena), *name = project_name(folder, arena);
    return base == NULL || name == NULL ? NULL : kk_arena_format(arena, "%s/%s", base, name);
}
