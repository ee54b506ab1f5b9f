/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_crossing.h"
#include "guide/guide_words.h"

typedef struct axis_words {
    const char *noun;       /* with "het" */
    const char *size[2];    /* low, high */
    const char *suspect[2]; /* what it may mean where need is low and this high, where need is high and this low */
} axis_words;

static const axis_words of_use = {
    "gebruik", {"laag", "hoog"}, {": mogelijk wordt hier te snel verwezen", ": mogelijk wordt hier behoefte gemist"}};
static const axis_words of_supply = {"aanbod", {"klein", "groot"}, {"", ": hier kan meer aanbod nodig zijn"}};

static const char *const need_size[] = {"laag", "hoog"};

/* "gebruik (cijfer van de gemeente)" */
static const char *name_axis(kk_arena *arena, const axis_words *words, const kk_guide_figures *figures, size_t area)
{
    const char *around = kk_words_around(figures, area);
    return *around == '\0' ? words->noun : kk_arena_format(arena, "%s (%s)", words->noun, around);
}

static const char *tell_sides(kk_arena *arena, const axis_words *words, const char *noun, crossing_side need,
                              crossing_side other)
{
    bool needs_much = need == SIDE_HIGH, has_much = other == SIDE_HIGH;
    const char *size = words->size[has_much];
    if (need == SIDE_UNCLEAR && other == SIDE_UNCLEAR)
        return kk_arena_format(arena,
                               "Het is niet zeker of de behoefte hoog of laag is, en ook niet of het %s %s of %s is.",
                               noun, words->size[1], words->size[0]);
    if (need == SIDE_UNCLEAR)
        return kk_arena_format(arena, "Het %s is %s; het is niet zeker of de behoefte hoog of laag is.", noun, size);
    if (other == SIDE_UNCLEAR)
        return kk_arena_format(arena, "De behoefte is %s; het is niet zeker of het %s %s of %s is.",
                               need_size[needs_much], noun, words->size[1], words->size[0]);
    return kk_arena_format(arena, "De behoefte is %s en het %s is %s%s.", need_size[needs_much], noun, size,
                           needs_much == has_much ? "" : words->suspect[needs_much]);
}

static const char *tell_axis(kk_arena *arena, const kk_crossing *crossing, const crossing_axis *other,
                             const axis_words *words, size_t area)
{
    if (other->figures == NULL) return "";
    if (other->side[area] == SIDE_UNKNOWN) return kk_arena_format(arena, "Over het %s is er geen cijfer.", words->noun);
    const char *noun = name_axis(arena, words, other->figures, area);
    if (noun == NULL) return NULL;
    return tell_sides(arena, words, noun, (crossing_side)crossing->need.side[area], (crossing_side)other->side[area]);
}

const char *kk_crossing_tell(kk_arena *arena, const kk_crossing *crossing, size_t area)
{
    if (crossing->need.side[area] == SIDE_UNKNOWN) return "Over de behoefte zijn er te weinig cijfers.";
    const char *use = tell_axis(arena, crossing, &crossing->use, &of_use, area);
    const char *supply = tell_axis(arena, crossing, &crossing->supply, &of_supply, area);
    if (use == NULL || supply == NULL) return NULL;
    return kk_arena_format(arena, "%s%s%s", use, *use == '\0' || *supply == '\0' ? "" : " ", supply);
}
