/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/guide.h"

#include <math.h>
#include <stdio.h>

enum { NAMES_TOLD = 12 };

static const char *const class_words[] = {
    [KK_TARGET_CERTAIN] = "certainly",
    [KK_TARGET_POSSIBLE] = "possibly, on the list",
};

/* The areas of that class on the list: names, or their number where they are many. */
static void print_class(const kk_guide_targets *targets, const kk_level *level, kk_target_class class)
{
    size_t count = 0;
    for (size_t i = 0; i < level->count; i++)
        count += targets->target[i].class == class && targets->target[i].is_chosen;
    printf("  %s: %zu", class_words[class], count);
    const char *separator = " · ";
    for (size_t i = 0; i < level->count && count <= NAMES_TOLD; i++) {
        if (targets->target[i].class != class || !targets->target[i].is_chosen) continue;
        printf("%s%s", separator, level->area_name[i]);
        separator = ", ";
    }
    putchar('\n');
}

static void print_targets(const kk_guide_targets *targets, const kk_areas *areas)
{
    const kk_level *level = &areas->level[targets->index->level];
    size_t others = 0;
    for (size_t i = 0; i < level->count; i++)
        others += targets->target[i].class == KK_TARGET_POSSIBLE && !targets->target[i].is_chosen;
    printf("\nTarget %s '%s':\n", level->plural, targets->config->name);
    print_class(targets, level, KK_TARGET_CERTAIN);
    print_class(targets, level, KK_TARGET_POSSIBLE);
    printf("  cannot be shown to need it less than some of these: %zu more\n", others);
}

/* The taker with most, or least, per youth by a share. */
static size_t find_extreme(const kk_guide_division *division, const int64_t *units, bool most)
{
    size_t found = 0;
    for (size_t i = 1; i < division->count; i++) {
        double a = (double)units[i] / division->youths[i], b = (double)units[found] / division->youths[found];
        if (most ? a > b : a < b) found = i;
    }
    return found;
}

/* Euros per youth, or FTE per thousand. */
static void print_extreme(const kk_guide_division *division, const kk_level *level, const int64_t *units, bool most)
{
    size_t taker = find_extreme(division, units, most);
    bool is_money = isnan(division->config->post_size);
    double each = (is_money ? 0.01 : 1000 * division->config->post_size) / division->youths[taker];
    printf(" %s %s%.2f%s per %s (%s)%s", most ? "most" : "least", is_money ? "€ " : "", (double)units[taker] * each,
           is_money ? "" : " FTE", is_money ? "youth" : "1,000 youths", level->area_name[division->area[taker]],
           most ? "," : "\n");
}

static void print_division(const kk_guide_division *division, const kk_areas *areas)
{
    const kk_level *level = &areas->level[division->level];
    printf("\nDivision '%s' over %zu %s:\n", division->config->name, division->count, level->plural);
    for (size_t p = 0; p < division->config->principle_count; p++) {
        printf("  %-14s", kk_principle_name(division->share[p].principle));
        print_extreme(division, level, division->share[p].units, true);
        print_extreme(division, level, division->share[p].units, false);
    }
}

void kk_guide_print(const kk_run *run)
{
    const kk_guide *guide = &run->guide;
    for (size_t t = 0; t < guide->targets_count; t++) print_targets(&guide->targets[t], &run->areas);
    for (size_t d = 0; d < guide->division_count; d++) print_division(&guide->division[d], &run->areas);
    const kk_story_counts *stories = &run->stories.counts;
    if (stories->read > 0)
        printf("\nStories: %lld published, %lld wait for approval, %lld rejected.\n", (long long)stories->published,
               (long long)stories->unapproved, (long long)stories->rejected);
}
