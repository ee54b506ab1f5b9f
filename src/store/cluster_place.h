/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where the private cluster of a project lies. BASE/NAME-HASH, of mode 0700 and owned by the account of the server,
 * holds data/       PostgreSQL's data directory       data.new/   one that is being made lock        held while the
 * cluster is made, started, stopped or removed users       held (shared) by every process that uses the cluster server
 * held (shared) by every process of the server: free means that none is alive keep        there when the server stays
 * running after the last user left server.log  what the server said since its last start and the server's socket,
 * unless the path is too long for one.
 */
#ifndef KK_STORE_CLUSTER_PLACE_H
#define KK_STORE_CLUSTER_PLACE_H

#include "kk/config.h"
#include "store/process.h"

typedef struct kk_place {
    kk_account account;
    const char *folder, *data, *data_new;
    const char *lock, *users, *server, *keep, *log;
    const char *sockets; /* directory of the socket: `folder`, or a short one of its own under /tmp */
} kk_place;

/* Names the place; touches nothing. */
kk_status kk_place_find(const kk_config *config, kk_arena *arena, kk_place *place, kk_error *err) KK_MUST_USE;

/* libpq URL of the cluster's database for a role of it, "kansenkompas" or "reader"; NULL when out of memory. */
const char *kk_place_url(const kk_place *place, const char *role, kk_arena *arena);

/* Makes the folders that are absent, and checks that those that are there belong to the account and to it alone. */
kk_status kk_place_make(const kk_place *place, kk_error *err) KK_MUST_USE;

/* Removes a folder of the place with all that is in it, as the account; one that is absent is fine. */
kk_status kk_place_remove(const kk_place *place, const char *folder, kk_error *err) KK_MUST_USE;

#endif
