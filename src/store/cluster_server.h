/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The server of a private cluster: made, started, stopped. All of these expect that the caller holds the place's lock.
 */
#ifndef KK_STORE_CLUSTER_SERVER_H
#define KK_STORE_CLUSTER_SERVER_H

#include "store/cluster_place.h"

/*
 * Sees to it that the server runs and answers: makes the data directory when there is none or when it is of another
 * PostgreSQL, uses a server that an earlier run left, and remakes the directory once when it cannot be started. One
 * that it starts gets the role `reader`.
 */
kk_status kk_server_ensure(const kk_place *place, const char *url, kk_error *err) KK_MUST_USE;

/* Stops it (fast shutdown) and waits until its last process is gone. A server that does not run is fine. */
kk_status kk_server_stop(const kk_place *place, const char *url, kk_error *err) KK_MUST_USE;

/* Removes what a server that was killed leaves: its pid file and socket. */
void kk_server_remove_marks(const kk_place *place);

#endif
