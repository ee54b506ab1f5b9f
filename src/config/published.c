/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/published.h"
#include "config/tables.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define OUTCOME "outcome"

static const char *const figure_names[KK_PUBLISHED_FIGURES] = {
    [KK_PUBLISHED_EST] = "est",
    [KK_PUBLISHED_LWR] = "lwr",
    [KK_PUBLISHED_UPR] = "upr",
    [KK_PUBLISHED_N] = "n",
};

const char *kk_published_figure_name(kk_published_figure figure)
{
    return figure_names[figure];
}

bool kk_published_figure_parse(const char *name, kk_published_figure *figure)
{
    for (int f = 0; f < KK_PUBLISHED_FIGURES; f++) {
        *figure = (kk_published_figure)f;
        if (strcmp(figure_names[f], name) == 0) return true;
    }
    return false;
}

/* ---- reading ---- */

typedef struct reading {
    kk_arena *arena;
    kk_published *out;
} reading;

static size_t length_without_group(const char *word, size_t length)
{
    static const char ending[] = "_group";
    size_t less = sizeof ending - 1;
    return length > less && memcmp(word + length - less, ending, less) == 0 ? length - less : length;
}

static bool is_chosen(const kk_published *selected, const char *key)
{
    if (strcmp(key, OUTCOME) == 0) return selected->outcome;
    for (size_t i = 0; i < selected->count; i++) {
        if (strcmp(selected->choice[i].dimension, key) == 0) return true;
    }
    return false;
}

/* Where the value of `key` goes; NULL when there is no room. */
static const char **make_room(kk_published *out, const char *key)
{
    if (strcmp(key, OUTCOME) == 0) return &out->outcome;
    if (out->count == KK_DIMENSIONS_MAX) return NULL;
    out->choice[out->count].dimension = key;
    return &out->choice[out->count++].group;
}

static bool read_item(const char **text, void *context, kk_flaw *flaw)
{
    const reading *into = context;
    const char *begin = *text;
    size_t length = kk_bracket_key(text);
    if (length == 0) return kk_flaw_tell(flaw, "a selection such as 'outcome=…' must stand here");
    const char *key = kk_arena_text(into->arena, begin, length_without_group(begin, length));
    if (!key) return false;
    if (is_chosen(into->out, key)) {
        *text = begin;
        return kk_flaw_tell(flaw, "'%s' is there twice", key);
    }
    if (!kk_bracket_equals(text, key, flaw)) return false;
    const char **value = make_room(into->out, key);
    if (!value) return kk_flaw_tell(flaw, "more than %d groups are chosen", KK_DIMENSIONS_MAX);
    return kk_bracket_value(text, into->arena, value, flaw);
}

static int by_dimension(const void *a, const void *b)
{
    return strcmp(((const kk_published_choice *)a)->dimension, ((const kk_published_choice *)b)->dimension);
}

/* "all" is what is meant where a dimension is not named. */
static void put_in_order(kk_published *selected)
{
    size_t kept = 0;
    for (size_t i = 0; i < selected->count; i++) {
        if (strcmp(selected->choice[i].group, "all") != 0) selected->choice[kept++] = selected->choice[i];
    }
    selected->count = kept;
    qsort(selected->choice, kept, sizeof *selected->choice, by_dimension);
}

bool kk_published_read(const char **text, kk_arena *arena, kk_published *out, kk_flaw *flaw)
{
    const char *open = *text;
    *out = (kk_published){.figure = out->figure};
    reading into = {arena, out};
    if (!kk_bracket_read(text, read_item, &into, flaw)) return false;
    put_in_order(out);
    if (out->outcome) return true;
    *text = open;
    return kk_flaw_tell(flaw, "an outcome must be chosen: [outcome=…]");
}

/* ---- names ---- */

static const char *quote_of(const char *value)
{
    bool bare =
        !strpbrk(value, ",]") && !isspace((unsigned char)*value) && !isspace((unsigned char)value[strlen(value) - 1]);
    return bare ? "" : "`";
}

const char *kk_published_name(const kk_published *selected, kk_arena *arena)
{
    const char *quote = quote_of(selected->outcome);
    const char *name = kk_arena_format(arena, "%s[" OUTCOME "=%s%s%s", figure_names[selected->figure], quote,
                                       selected->outcome, quote);
    for (size_t i = 0; i < selected->count && name; i++) {
        const kk_published_choice *choice = &selected->choice[i];
        quote = quote_of(choice->group);
        name = kk_arena_format(arena, "%s, %s=%s%s%s", name, choice->dimension, quote, choice->group, quote);
    }
    return name ? kk_arena_format(arena, "%s]", name) : NULL;
}

bool kk_published_parse(const char *name, kk_arena *arena, kk_published *out, kk_flaw *flaw)
{
    size_t length = strcspn(name, "[");
    const char *figure = kk_arena_text(arena, name, length), *text = name + length;
    flaw->text[0] = '\0';
    if (!figure) return false;
    if (*text != '[' || !kk_published_figure_parse(figure, &out->figure)) {
        return kk_flaw_tell(flaw, "est, lwr, upr or n with a selection must stand here: est[outcome=…]");
    }
    if (!kk_published_read(&text, arena, out, flaw)) return false;
    return !*text || kk_flaw_tell(flaw, "nothing can stand behind the selection");
}

kk_status kk_published_want(kk_config *config, kk_arena *arena, const kk_published *selected, kk_mark mark,
                            kk_term *term, kk_error *err)
{
    kk_config_column column = {.name = kk_published_name(selected, arena), .mark = mark};
    if (!column.name) return kk_fail_memory(err);
    return kk_table_want(arena, &config->tables[term->table], &column, &term->column, err);
}
