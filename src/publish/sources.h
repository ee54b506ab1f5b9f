/* SPDX-License-Identifier: EUPL-1.2 */
/* The sources of the figures of a release, each once. */
#ifndef KK_PUBLISH_SOURCES_H
#define KK_PUBLISH_SOURCES_H

#include "kk/release.h"

/*
 * What the texts of `source` are made of ("one; another" is two, without "(as published)"), in the order of the
 * release. In the arena. Errors: memory. Cost: O(columns × sources).
 */
kk_status kk_sources_collect(const kk_release *release, kk_arena *arena, const char ***sources, size_t *count,
                             kk_error *err) KK_MUST_USE;

#endif
