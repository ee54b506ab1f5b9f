/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Stories beside the figures: short texts by area, told by residents and professionals ("tellen én vertellen"). Of who
 * told one, and of who approved it, no name is kept.
 */
#ifndef KK_STORIES_H
#define KK_STORIES_H

#include "kk/areas.h"
#include "kk/config_types.h"
#include "kk/records.h"
#include "kk/rejects.h"

/* Longest texts, in characters. */
enum { KK_STORY_TEXT_MAX = 2000, KK_STORY_TITLE_MAX = 120, KK_STORY_ROLE_MAX = 60 };

/* What may be published. The texts are UTF-8 without `<`, `>` and control characters but the line feed. */
typedef struct kk_story {
    kk_locus area; /* of any level but buurt */
    kk_day day;
    const char *title; /* "" none */
    const char *text;
    const char *author_role; /* "moeder", "jongerenwerker" */
} kk_story;

/* read = published + unapproved + rejected; `checked` are those published ones that a person had to look at. */
typedef struct kk_story_counts {
    int64_t read, published, unapproved, rejected, checked;
} kk_story_counts;

typedef struct kk_stories {
    size_t count;
    kk_story *story; /* by area, the latest first; the same for any order of rows */
    kk_story_counts counts;
} kk_stories;

/*
 * Reads the file of `stories:`, a CSV or spreadsheet with the columns code, text, author_role, date, approved_by and
 * where wanted title and checked_by, in English or Dutch (docs/guide/stories.md).
 *
 * A row that is wrong is rejected: no such area, a buurt, no text or role, no date, too long, markup, control or
 * invisible characters. One without approved_by is counted and left out. One that holds digits, an age in words or the
 * name of a street (kk_story_signs) is published only when its own checked_by is filled in.
 *
 * Neither messages nor rejects hold a cell: line, column and kind, nothing else. Errors: KK_ERR_INPUT for an unreadable
 * file, a column that is missing, a column of names, and approved rows that are to be checked first, with the line of
 * each; KK_ERR_INTERRUPTED. In the arena. Cost: O(bytes).
 */
kk_status kk_stories_read(const kk_config_file *file, const kk_areas *areas, kk_arena *arena, kk_rejects *rejects,
                          kk_stories *out, kk_error *err) KK_MUST_USE;

#endif
