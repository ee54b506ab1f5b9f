/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whether a path can be an input at all, before a reader opens it.
 */
#ifndef KK_INPUT_FILE_H
#define KK_INPUT_FILE_H

/*
 * Why it cannot, for a message ("No such file or directory"): absent, closed to us, or neither file nor folder (a pipe
 * would let its reader wait for ever). NULL when it can.
 */
const char *kk_input_obstacle(const char *path);

#endif
