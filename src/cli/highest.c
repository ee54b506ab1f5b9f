/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/highest.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TOP = 5, NAME_WIDTH = 32, RANK_WIDTH = 12 };

static bool has_interval(const kk_config_indicator *indicator)
{
    return indicator->kind == KK_SHARE || indicator->kind == KK_RATE || indicator->kind == KK_ESTIMATE;
}

/* The column to rank by: the first indicator of need with an interval, at wijk level if there is one. */
static const kk_released_column *choose_column(const kk_release *release)
{
    const kk_released_column *columns, *best = NULL;
    const kk_areas *areas = kk_release_areas(release);
    size_t count = kk_release_columns(release, &columns);
    int best_score = -1;
    for (size_t c = 0; c < count; c++) {
        if (!columns[c].shown_on_map || columns[c].indicator->statistic != KK_STATISTIC_NONE) continue;
        kk_level_kind kind = areas->level[columns[c].level].kind;
        int score = (kind == KK_LEVEL_WIJK    ? 4
                     : kind == KK_LEVEL_BUURT ? 2
                                              : 0) +
                    (columns[c].indicator->direction == KK_DIRECTION_NEED ? 8 : 0) + has_interval(columns[c].indicator);
        if (score <= best_score) continue;
        best = &columns[c];
        best_score = score;
    }
    return best;
}

/* The indices of the areas with the highest value, highest first, equal values in order of code; how many there are. */
static size_t find_top(const kk_released_column *column, size_t count, size_t top[TOP])
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(column->value[i])) continue;
        size_t at = found < TOP ? found : TOP;
        while (at > 0 && column->value[i] > column->value[top[at - 1]]) at--;
        if (at == TOP) continue;
        if (found < TOP) found++;
        memmove(&top[at + 1], &top[at], (found - at - 1) * sizeof *top);
        top[at] = i;
    }
    return found;
}

/* ---- ranks ---- */

/* Values of `_worst`. */
enum { POSSIBLE = 1, CERTAIN = 2 };

/* What is known of the ranks of a column; all NULL where the project does not ask for them. */
typedef struct ranking {
    const kk_released_column *rank, *worst;
    const kk_config_statistic *choice;
} ranking;

static ranking find_ranking(const kk_run *run, const kk_released_column *base)
{
    const kk_config *config = run->config;
    const kk_released_column *columns;
    size_t count = kk_release_columns(run->release, &columns);
    ranking found = {0};
    for (size_t c = 0; c < count; c++) {
        const kk_config_indicator *indicator = columns[c].indicator;
        if (columns[c].level != base->level || strcmp(columns[c].period, base->period) != 0) continue;
        if (&config->indicators[indicator->base_indicator] != base->indicator) continue;
        if (indicator->statistic == KK_STATISTIC_RANK) found.rank = &columns[c];
        if (indicator->statistic == KK_STATISTIC_WORST) found.worst = &columns[c];
    }
    for (size_t i = 0; i < config->statistics.of_count && found.rank != NULL; i++) {
        const kk_config_statistic *choice = &config->statistics.of[i];
        if (choice->ranked.given && &config->indicators[choice->indicator] == base->indicator) found.choice = choice;
    }
    return found;
}

static size_t count_category(const kk_released_column *worst, size_t count, double category)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) found += worst->value[i] == category;
    return found;
}

static void print_certain_names(const kk_released_column *worst, const kk_level *level)
{
    const char *separator = "";
    for (size_t i = 0; i < level->count; i++) {
        if (worst->value[i] != CERTAIN) continue;
        printf("%s%s", separator, level->area_name[i]);
        separator = ", ";
    }
    puts(*separator == '\0' ? "none" : "");
}

/* Of whom it can be said that they are among the worst. Nothing where all areas would be. */
static void print_certain(const kk_released_column *column, const kk_level *level, const ranking *ranks)
{
    size_t certain = count_category(ranks->worst, level->count, CERTAIN);
    size_t possible = count_category(ranks->worst, level->count, POSSIBLE);
    if (certain + possible == 0) return;
    const char *end = column->indicator->direction == KK_DIRECTION_STRENGTH ? "lowest" : "highest";
    const char *within = ranks->choice->ranked.within;
    printf("\n%s\nCertainly among the %u %s ", column->indicator->label_en, ranks->choice->ranked.worst, end);
    if (within != NULL) {
        printf("%s of their %s, %s: %zu\n", level->plural, within, column->period, certain);
    } else {
        printf("of the %s, %s: ", level->plural, column->period);
        print_certain_names(ranks->worst, level);
    }
    printf("Possibly: %zu%s\n", possible, certain > 0 ? " more" : "");
}

static void print_rank(const kk_released_column *rank, size_t area)
{
    if (isnan(rank->lower[area]))
        printf("%*s", RANK_WIDTH, "");
    else
        printf("%6.0f–%-5.0f", rank->lower[area], rank->upper[area]);
}

static void explain_ranks(const kk_config_statistic *choice)
{
    const char *within = choice->ranked.within;
    printf("A rank is the places%s%s that chance leaves open, with a confidence of %g%%.\n",
           within == NULL ? "" : " within the ", within == NULL ? "" : within, 100 * choice->ranked.confidence);
}

/* ---- the table ---- */

/* printf counts bytes, a reader letters: pads by letters of UTF-8. */
static void print_padded(const char *text, int width)
{
    int letters = 0;
    size_t bytes = 0;
    while (text[bytes] != '\0' && letters < width) {
        bytes++;
        while (((unsigned char)text[bytes] & 0xC0) == 0x80) bytes++;
        letters++;
    }
    printf("%.*s%*s", (int)bytes, text, width - letters, "");
}

static void print_heading(const kk_released_column *column, const kk_level *level, size_t count, bool has_ranks)
{
    const kk_config_indicator *indicator = column->indicator;
    bool says_unit = *indicator->unit == '\0' || strstr(indicator->label_en, indicator->unit) != NULL;
    printf("\nHighest %zu of the %s, %s: %s%s%s\n\n", count, level->plural, column->period, indicator->label_en,
           says_unit ? "" : ", ", says_unit ? "" : indicator->unit);
    printf("  %-12s", level->name);
    print_padded("name", NAME_WIDTH);
    if (has_ranks) printf("%*s   ", RANK_WIDTH - 3, "rank");
    printf("%9s%s\n", "value", has_interval(indicator) ? "   95% interval" : "");
}

/* One, or as many as give a number below 1 two digits that say something. */
static int count_decimals(double number)
{
    double size = fabs(number);
    return size < 1 && size > 1e-6 ? 1 - (int)floor(log10(size)) : 1;
}

static void print_figure(const kk_released_column *column, size_t area)
{
    int decimals = count_decimals(column->value[area]);
    printf("%9.*f", decimals, column->value[area]);
    if (!isnan(column->lower[area]))
        printf("   %.*f – %.*f", decimals, column->lower[area], decimals, column->upper[area]);
    putchar('\n');
}

static void print_table(const kk_released_column *column, const kk_level *level, const ranking *ranks)
{
    size_t top[TOP], count = find_top(column, level->count, top);
    print_heading(column, level, count, ranks->rank != NULL);
    for (size_t i = 0; i < count; i++) {
        printf("  %-12s", level->code[top[i]]);
        print_padded(level->area_name[top[i]], NAME_WIDTH);
        if (ranks->rank != NULL) print_rank(ranks->rank, top[i]);
        print_figure(column, top[i]);
    }
}

void kk_highest_print(const kk_run *run)
{
    const kk_released_column *column = choose_column(run->release);
    if (column == NULL) return;
    const kk_level *level = &run->areas.level[column->level];
    const ranking ranks = find_ranking(run, column);
    if (ranks.worst != NULL) print_certain(column, level, &ranks);
    print_table(column, level, &ranks);
    if (has_interval(column->indicator) || ranks.rank != NULL) putchar('\n');
    if (has_interval(column->indicator))
        puts("Where intervals overlap, chance alone may decide which of two comes first.");
    if (ranks.rank != NULL) explain_ranks(ranks.choice);
}
