/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/guide.h"
#include "config/wording.h"

/* Texts may hold {of}, the name of what it is of. */
typedef struct part_texts {
    const char *unit, *label[2], *description, *question;
} part_texts;

static const part_texts *texts_of(kk_statistic_part part)
{
    static const part_texts index = {
        "punten",
        {"{of}", "{of}"},
        "Index of need, made of released figures: indicators of need brought to one scale, averaged by theme; more is "
        "more need. explanation.json holds every number in it; the interval is that of its figures.",
        "Waar is de behoefte het grootst?",
    };
    static const part_texts theme = {
        "punten",
        {"{of} (onderdeel van de index)", "{of} (a theme of the index)"},
        "Score of a theme of the index of need; more is more need.",
        "Waar is op dit punt de behoefte het grootst?",
    };
    static const part_texts rank = {
        "rang",
        {"{of}, rang (1 = grootste behoefte)", "{of}, rank (1 = most need)"},
        "Rank by the index of need, 1 the most; the interval is the confidence set of the rank.",
        "Waar staat het gebied op de ranglijst van behoefte, en hoe zeker is dat?",
    };
    static const part_texts use = {
        "",
        {"Behoefte en gebruik: {of}", "Need and use: {of}"},
        "Whether need and use are above (high) or below (low) those of all youths together, each by more than chance: "
        "low and low (1), low need and high use (2), high need and low use (3), high and high (4); 0 where either may "
        "be chance.",
        "Waar is veel behoefte en weinig gebruik, en waar andersom?",
    };
    static const part_texts supply = {
        "",
        {"Behoefte en aanbod: {of}", "Need and supply: {of}"},
        "Whether need and supply are above (high) or below (low) those of all youths together, each by more than "
        "chance: low and low (1), low need and high supply (2), high need and low supply (3), high and high (4); "
        "0 where either may be chance.",
        "Waar is veel behoefte en weinig aanbod?",
    };
    static const part_texts target = {
        "",
        {"{of}", "{of}"},
        "Whether the area is certainly (4), possibly and on the list (3), possibly (2) or not (1) among those with "
        "most need, by the confidence sets of ranks.",
        "Welke gebieden komen het eerst?",
    };
    static const part_texts means = {
        "euro per jongere",
        {"{of}", "{of}"},
        "Means per youth when they are divided by this principle; amounts per area are in allocation.csv.",
        "Hoeveel krijgt elk gebied, per jongere?",
    };
    switch (part) {
    case KK_GUIDE_INDEX:
        return &index;
    case KK_GUIDE_THEME:
        return &theme;
    case KK_GUIDE_RANK:
        return &rank;
    case KK_GUIDE_CROSSING_USE:
        return &use;
    case KK_GUIDE_CROSSING_SUPPLY:
        return &supply;
    case KK_GUIDE_TARGET:
        return &target;
    default:
        return &means;
    }
}

kk_status kk_guide_texts(kk_arena *arena, kk_statistic_part part, kk_guide_subject of, kk_config_indicator *out,
                         kk_error *err)
{
    const part_texts *texts = texts_of(part);
    out->unit = texts->unit;
    out->label_nl = kk_wording_fill(arena, texts->label[KK_DUTCH], &(kk_wording){"{of}", of.nl}, 1);
    out->label_en = kk_wording_fill(arena, texts->label[KK_ENGLISH], &(kk_wording){"{of}", of.en}, 1);
    out->description = texts->description;
    out->question = texts->question;
    return out->label_nl && out->label_en ? KK_OK : kk_fail_memory(err);
}
