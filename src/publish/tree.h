/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Folders with all that is in them (links are not followed), and whole files.
 */
#ifndef KK_PUBLISH_TREE_H
#define KK_PUBLISH_TREE_H

#include "kk/error.h"

/* Makes the folder and those above it, as far as they are absent. Errors: KK_ERR_OUTPUT. */
kk_status kk_tree_make(const char *path, kk_error *err) KK_MUST_USE;

/* Puts the files and folders on disk (fsync). Errors: KK_ERR_OUTPUT. */
kk_status kk_tree_sync(const char *path, kk_error *err) KK_MUST_USE;

/*
 * Removes the folder or file; what another process removed already is no failure. `kk_tree_remove_at` takes the `name`
 * in the open folder `parent`. Returns 0, or -1 with errno set.
 */
int kk_tree_remove(const char *path);
int kk_tree_remove_at(int parent, const char *name);

/* Copies a file, or a folder with the files and folders in it, to a place where there is nothing. Errors:
 * KK_ERR_OUTPUT. */
kk_status kk_file_copy(const char *from, const char *to, kk_error *err) KK_MUST_USE;
kk_status kk_tree_copy(const char *from, const char *to, kk_error *err) KK_MUST_USE;

/* A file's whole text, malloc'ed; NULL with errno set when it cannot be read. */
char *kk_file_text(const char *path);

#endif
