/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whether a server answers. As PQping of libpq, but silent (that one lets what a dying server says through to stderr)
 * and never longer than three seconds. For servers on a Unix socket that speak English (lc_messages C).
 */
#ifndef KK_STORE_PING_H
#define KK_STORE_PING_H

typedef enum kk_ping {
    KK_PING_OK,         /* it takes connections, though perhaps not this one: too many clients, no such database */
    KK_PING_REJECT,     /* it starts, recovers or shuts down */
    KK_PING_NO_RESPONSE /* nobody is there, or does not speak, or dies */
} kk_ping;

/* Also after an interrupt: for tidying up. */
kk_ping kk_ping_server(const char *url);

#endif
