/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where the engine keeps what belongs to a project but not in its folder: the private cluster, the key.
 */
#ifndef KK_CORE_STATE_H
#define KK_CORE_STATE_H

#include "kk/arena.h"

/*
 * BASE/NAME-HASH: BASE is $KANSENKOMPAS_HOME, else /var/lib/kansenkompas for root, else $XDG_STATE_HOME/kansenkompas or
 * ~/.local/state/kansenkompas; NAME is the last part of the project's `folder` in plain letters, for people, and HASH
 * tells folders apart. Touches nothing. NULL when out of memory.
 */
const char *kk_state_path(const char *folder, kk_arena *arena);

#endif
