/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/selection.h"
#include "config/ages.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 64, ITEM_BYTES_MAX = 100, DAYS_MAX = 9999, MINUTES_DEFAULT = 15 };

static const char *const selector_names[KK_SELECTOR_COUNT] = {
    [KK_SELECT_FORM] = "form",           [KK_SELECT_AGE] = "age",   [KK_SELECT_SEX] = "sex",
    [KK_SELECT_REFERRER] = "referrer",   [KK_SELECT_DAYS] = "days", [KK_SELECT_KM] = "km",
    [KK_SELECT_MINUTES] = "minutes",     [KK_SELECT_TYPE] = "type", [KK_SELECT_TASK] = "task",
    [KK_SELECT_PROGRAMME] = "programme",
};

const char *kk_selector_name(kk_selector selector)
{
    return selector_names[selector];
}

/* ---- reading ---- */

/* What a bracket is read into. */
typedef struct reading {
    const kk_measure_info *info;
    kk_arena *arena;
    kk_selection *out;
    const char **at;
} reading;

static bool read_selector(const char **text, const kk_measure_info *info, kk_selector *out, kk_flaw *flaw)
{
    const char *known[KK_SELECTOR_COUNT], *begin = *text;
    char word[NAME_BYTES];
    size_t count = 0, length = kk_bracket_key(text);
    snprintf(word, sizeof word, "%.*s", (int)length, begin);
    for (int s = 0; s < KK_SELECTOR_COUNT; s++) {
        if (!(info->selectors & KK_SELECTOR_BIT(s))) continue;
        *out = (kk_selector)s;
        known[count++] = selector_names[s];
        if (strcmp(selector_names[s], word) == 0) return kk_bracket_equals(text, word, flaw);
    }
    *text = begin;
    if (length == 0) return kk_flaw_tell(flaw, "a selection such as '%s=…' must stand here", count ? known[0] : "age");
    return kk_flaw_tell(flaw, "'%s' knows no '%s'%s", info->name, word,
                        count ? kk_hint_for(word, known, count).text : ": it has nothing to select");
}

static bool read_item(const char **text, void *context, kk_flaw *flaw)
{
    reading *into = context;
    const char *word = *text;
    kk_selector selector;
    if (!read_selector(text, into->info, &selector, flaw)) return false;
    if (into->out->text[selector]) {
        *text = word;
        return kk_flaw_tell(flaw, "'%s' is there twice", selector_names[selector]);
    }
    into->at[selector] = *text;
    return kk_bracket_value(text, into->arena, &into->out->text[selector], flaw);
}

bool kk_selection_read(const char **text, const kk_measure_info *info, kk_arena *arena, kk_selection *out,
                       const char *at[KK_SELECTOR_COUNT], kk_flaw *flaw)
{
    reading into = {info, arena, out, at};
    return kk_bracket_read(text, read_item, &into, flaw);
}

/* ---- values ---- */

static bool take_forms(const kk_codes *codes, const char *name, kk_measure *out, kk_flaw *flaw)
{
    const char *names[KK_FORMS_MAX + KK_FORM_GROUPS_MAX + 1] = {"all"};
    uint64_t forms = kk_codes_forms(codes, name);
    out->forms |= forms;
    if (forms) return true;
    size_t groups = 1;
    for (size_t g = 0; g < codes->group_count; g++) names[groups++] = codes->group[g];
    size_t count = groups;
    for (size_t f = 0; f < codes->form_count; f++) names[count++] = codes->form[f].name;
    /* All of them are too many to tell. */
    if (!kk_nearest_name(name, names, (int)count)) count = groups;
    return kk_flaw_tell(flaw, "unknown form '%s'%s", name, kk_hint_for(name, names, count).text);
}

static bool take_referrers(const kk_codes *codes, const char *name, kk_measure *out, kk_flaw *flaw)
{
    const char *names[KK_REFERRERS_MAX + 1] = {"all"};
    int referrer = kk_codes_referrer(codes, name);
    out->referrers |= strcmp(name, "all") == 0 ? UINT32_MAX : referrer >= 0 ? 1u << referrer : 0;
    if (referrer >= 0 || out->referrers == UINT32_MAX) return true;
    for (size_t r = 0; r < codes->referrer_count; r++) names[r + 1] = codes->referrer[r].name;
    return kk_flaw_tell(flaw, "unknown referrer '%s'%s", name,
                        kk_hint_for(name, names, codes->referrer_count + 1).text);
}

typedef bool take_name(const kk_codes *codes, const char *name, kk_measure *out, kk_flaw *flaw);

/* Each of the names between plus signs. */
static bool take_names(const kk_codes *codes, const char *text, take_name *take, kk_measure *out, kk_flaw *flaw)
{
    for (bool more = true; more; text++) {
        char name[NAME_BYTES];
        size_t length = strcspn(text, "+"), last = length;
        while (last > 0 && text[last - 1] == ' ') last--;
        size_t first = strspn(text, " ");
        snprintf(name, sizeof name, "%.*s", first < last ? (int)(last - first) : 0, text + first);
        if (!take(codes, name, out, flaw)) return false;
        text += length;
        more = *text == '+';
    }
    return true;
}

static bool take_age(kk_measure_kind kind, const char *text, kk_measure *out, kk_flaw *flaw)
{
    out->all_ages = strcmp(text, "all") == 0;
    if (out->all_ages && kind == KK_MEASURE_PERSONS) {
        return kk_flaw_tell(flaw, "the ages of 'persons' must be given, such as 0..23: not all are in the population");
    }
    if (out->all_ages || kk_ages_parse(text, &out->ages)) return true;
    return kk_flaw_tell(flaw, "'%.60s'%s", text, kk_ages_hint);
}

static bool take_sex(const char *text, kk_measure *out, kk_flaw *flaw)
{
    static const char *const names[] = {"all", "male", "female"};
    for (uint8_t sex = 0; sex < 3; sex++) {
        out->sex = sex;
        if (strcmp(text, names[sex]) == 0) return true;
    }
    return kk_flaw_tell(flaw, "unknown sex '%.60s'%s", text, kk_hint_for(text, names, 3).text);
}

static bool take_days(const char *text, kk_measure *out, kk_flaw *flaw)
{
    size_t length = strlen(text);
    out->limit = length <= 4 && strspn(text, "0123456789") == length ? strtod(text, NULL) : 0;
    if (out->limit > 0) return true;
    return kk_flaw_tell(flaw, "'%.60s' is not a number of days from 1 to %d", text, DAYS_MAX);
}

static bool take_distance(const kk_config *config, kk_selector unit, const char *text, kk_measure *out, kk_flaw *flaw)
{
    bool travels = config->homes.travel.file.path != NULL;
    if (travels && unit == KK_SELECT_KM)
        return kk_flaw_tell(flaw, "with `homes: travel:` distances are times; write minutes=");
    if (!travels && unit == KK_SELECT_MINUTES) {
        return kk_flaw_tell(flaw, "minutes need the travel times of `homes: travel:`; without them write km=");
    }
    size_t length = strlen(text);
    char *end = NULL;
    out->limit = length <= 8 && strspn(text, "0123456789.") == length ? strtod(text, &end) : 0;
    if (end && !*end && out->limit > 0) return true;
    return kk_flaw_tell(flaw, "'%.60s' is not a number of %s", text, selector_names[unit]);
}

static bool take_item(const char *text, kk_measure *out, kk_flaw *flaw)
{
    out->item = strcmp(text, "all") == 0 ? "" : text;
    if (strlen(text) <= ITEM_BYTES_MAX) return true;
    return kk_flaw_tell(flaw, "'%.60s…' is longer than %d bytes", text, ITEM_BYTES_MAX);
}

static bool take(const kk_config *config, kk_selector selector, const char *text, kk_measure *out, kk_flaw *flaw)
{
    flaw->selector = selector;
    switch (selector) {
    case KK_SELECT_FORM:
        out->forms = 0;
        return take_names(&config->codes, text, take_forms, out, flaw);
    case KK_SELECT_AGE:
        return take_age(out->kind, text, out, flaw);
    case KK_SELECT_SEX:
        return take_sex(text, out, flaw);
    case KK_SELECT_REFERRER:
        out->referrers = 0;
        return take_names(&config->codes, text, take_referrers, out, flaw);
    case KK_SELECT_DAYS:
        return take_days(text, out, flaw);
    case KK_SELECT_KM:
    case KK_SELECT_MINUTES:
        return take_distance(config, selector, text, out, flaw);
    case KK_SELECT_TYPE:
    case KK_SELECT_TASK:
    case KK_SELECT_PROGRAMME:
        return take_item(text, out, flaw);
    case KK_SELECTOR_COUNT:
        break;
    }
    return false;
}

kk_ages kk_config_youth(const kk_config *config)
{
    static const kk_ages usual = {0, 23 * 12};
    return config->records.given ? config->records.youth : usual;
}

static kk_measure default_measure(const kk_config *config, kk_measure_kind kind)
{
    const kk_measure_info *info = kk_measure_info_of(kind);
    bool travels = config->homes.travel.file.path != NULL && (info->selectors & KK_SELECTOR_BIT(KK_SELECT_MINUTES));
    double limit = travels ? MINUTES_DEFAULT : info->limit;
    return (kk_measure){
        .kind = kind,
        .forms = kk_codes_forms(&config->codes, info->forms ? info->forms : "all"),
        .referrers = UINT32_MAX,
        .ages = kk_config_youth(config),
        .all_ages = !(info->selectors & KK_SELECTOR_BIT(KK_SELECT_AGE)),
        .item = "",
        .limit = limit > 0 ? limit : (double)NAN,
    };
}

bool kk_measure_make(const kk_config *config, kk_measure_kind kind, const kk_selection *selection, kk_measure *out,
                     kk_flaw *flaw)
{
    unsigned known = kk_measure_info_of(kind)->selectors;
    *out = default_measure(config, kind);
    if (selection->text[KK_SELECT_KM] && selection->text[KK_SELECT_MINUTES]) {
        flaw->selector = KK_SELECT_MINUTES;
        return kk_flaw_tell(flaw, "give km or minutes, not both");
    }
    for (int s = 0; s < KK_SELECTOR_COUNT; s++) {
        if (!selection->text[s] || !(known & KK_SELECTOR_BIT(s))) continue;
        if (!take(config, (kk_selector)s, selection->text[s], out, flaw)) return false;
    }
    return true;
}

bool kk_selection_check(const kk_config *config, kk_selector selector, const char *text, kk_flaw *flaw)
{
    kk_measure ignored = {.kind = KK_MEASURE_YOUTHS, .item = ""};
    return take(config, selector, text, &ignored, flaw);
}
