/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The data directory of a private cluster: with the database `kansenkompas`, whose owner is `kansenkompas`.
 */
#ifndef KK_STORE_CLUSTER_DATA_H
#define KK_STORE_CLUSTER_DATA_H

#include "store/cluster_place.h"
#include "store/cluster_programs.h"

/*
 * Makes the data directory when there is none, or when it is of another major version. `server_fd`, the held lock of
 * the server, goes to the programs that do it. Cost: about two seconds when made.
 */
kk_status kk_data_ensure(const kk_place *place, const kk_programs *programs, int server_fd, kk_arena *arena,
                         kk_error *err) KK_MUST_USE;

#endif
