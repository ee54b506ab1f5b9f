/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One folder in the place of another, at one moment.
 */
#ifndef KK_PUBLISH_SWAP_H
#define KK_PUBLISH_SWAP_H

/*
 * Puts the folder `made` at `target`. What was at `target`, if anything, is at `made` afterwards. Both are on one file
 * system. A target is never absent, except for a moment on a file system that cannot exchange two names: there the old
 * folder waits at `previous`. Returns 0, or −1 with errno set; then nothing has changed.
 */
int kk_folder_swap(const char *made, const char *target, const char *previous);

/* The way of kk_folder_swap where names cannot be exchanged. */
int kk_folder_swap_by_renames(const char *made, const char *target, const char *previous);

/* Puts back the folder that waits at `previous` when a swap by renames was killed halfway; else removes it, if ours. */
void kk_folder_restore(const char *target, const char *previous);

#endif
