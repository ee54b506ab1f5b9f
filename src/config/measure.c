/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/measure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    FORM = KK_SELECTOR_BIT(KK_SELECT_FORM),
    AGE = KK_SELECTOR_BIT(KK_SELECT_AGE),
    SEX = KK_SELECTOR_BIT(KK_SELECT_SEX),
    REFERRER = KK_SELECTOR_BIT(KK_SELECT_REFERRER),
    DAYS = KK_SELECTOR_BIT(KK_SELECT_DAYS),
    REACH = KK_SELECTOR_BIT(KK_SELECT_KM) | KK_SELECTOR_BIT(KK_SELECT_MINUTES),
    TYPE = KK_SELECTOR_BIT(KK_SELECT_TYPE),
    TASK = KK_SELECTOR_BIT(KK_SELECT_TASK),
    PROGRAMME = KK_SELECTOR_BIT(KK_SELECT_PROGRAMME),
    PERSON = AGE | SEX,
    CARE = FORM | PERSON | REFERRER
};

#define OF_POPULATION(word, known)                                                                                     \
    {                                                                                                                  \
        .name = word, .table = KK_TABLE_POPULATION, .selectors = known                                                 \
    }
#define OF_RECORDS(word, known, form)                                                                                  \
    {                                                                                                                  \
        .name = word, .table = KK_TABLE_RECORDS, .selectors = known, .forms = form                                     \
    }
#define SUM_OF_RECORDS(word, form)                                                                                     \
    {                                                                                                                  \
        .name = word, .table = KK_TABLE_RECORDS, .selectors = CARE, .forms = form, .has_squares = true                 \
    }
#define ESTIMATE(word, known, days)                                                                                    \
    {                                                                                                                  \
        .name = word, .table = KK_TABLE_RECORDS, .selectors = CARE | (known), .forms = "jeugdzorg", .limit = days,     \
        .is_estimate = true                                                                                            \
    }
#define OF_COLLECTIVE(word, known)                                                                                     \
    {                                                                                                                  \
        .name = word, .table = KK_TABLE_COLLECTIVE, .selectors = known                                                 \
    }
#define OF_PLACES(word, known, km, squares)                                                                            \
    {                                                                                                                  \
        .name = word, .table = KK_TABLE_PLACES, .selectors = known, .limit = km, .has_squares = squares                \
    }

static const kk_measure_info measures[KK_MEASURE_KIND_COUNT] = {
    [KK_MEASURE_PERSONS] = OF_POPULATION("persons", PERSON),
    [KK_MEASURE_BIRTHS] = OF_POPULATION("births", 0),
    [KK_MEASURE_YOUTHS] = OF_RECORDS("youths", CARE, "jeugdzorg"),
    [KK_MEASURE_YOUTHS_NEW] = OF_RECORDS("youths_new", CARE, "jeugdzorg"),
    [KK_MEASURE_YOUTHS_ENDED] = OF_RECORDS("youths_ended", CARE, "jeugdzorg"),
    [KK_MEASURE_YOUTHS_RUNNING] = OF_RECORDS("youths_running", CARE, "jeugdzorg"),
    [KK_MEASURE_YOUTHS_HELPED] = OF_RECORDS("youths_helped", CARE, "all"),
    [KK_MEASURE_CARE_PERIODS] = OF_RECORDS("care_periods", CARE, "jeugdzorg"),
    [KK_MEASURE_PROVIDERS] = SUM_OF_RECORDS("providers", "jeugdzorg"),
    [KK_MEASURE_YOUTHS_PROVIDERS] = OF_RECORDS("youths_providers", CARE, "jeugdzorg"),
    [KK_MEASURE_YOUTHS_3_PROVIDERS] = OF_RECORDS("youths_3_providers", CARE, "jeugdzorg"),
    [KK_MEASURE_YOUTHS_SEVERAL] = OF_RECORDS("youths_several", CARE, "jeugdzorg"),
    [KK_MEASURE_FAMILIES] = OF_RECORDS("families", CARE, "jeugdzorg"),
    [KK_MEASURE_FAMILY_PROVIDERS] = SUM_OF_RECORDS("family_providers", "jeugdzorg"),
    [KK_MEASURE_YOUTHS_LIGHT_INDICATED] = OF_RECORDS("youths_light_indicated", CARE, "jeugdzorg"),
    [KK_MEASURE_YOUTHS_LADDER] = OF_RECORDS("youths_ladder", CARE, "jeugdzorg"),
    [KK_MEASURE_YOUTHS_DOWN] = OF_RECORDS("youths_down", CARE, "jeugdzorg"),
    [KK_MEASURE_YOUTHS_UP] = OF_RECORDS("youths_up", CARE, "jeugdzorg"),
    [KK_MEASURE_INVITED] = OF_RECORDS("invited", FORM | PERSON, "jgz"),
    [KK_MEASURE_NOT_SEEN] = OF_RECORDS("not_seen", FORM | PERSON, "jgz"),
    [KK_MEASURE_REQUESTS_ENDED] = OF_RECORDS("requests_ended", CARE, "all"),
    [KK_MEASURE_REQUESTS_SOLVED] = OF_RECORDS("requests_solved", CARE, "all"),
    [KK_MEASURE_PARTICIPANTS] = OF_RECORDS("participants", FORM | PERSON | PROGRAMME, "all"),
    [KK_MEASURE_WAIT_STARTED] = ESTIMATE("wait_started", DAYS, 91),
    [KK_MEASURE_WAIT_LEFT] = ESTIMATE("wait_left", DAYS, 91),
    [KK_MEASURE_WAIT_MEDIAN] = ESTIMATE("wait_median", 0, 0),
    [KK_MEASURE_DURATION_MEDIAN] = ESTIMATE("duration_median", 0, 0),
    [KK_MEASURE_RETURNED] = ESTIMATE("returned", DAYS, 365),
    [KK_MEASURE_RETURN_MEDIAN] = ESTIMATE("return_median", DAYS, 365),
    [KK_MEASURE_CENTS] = SUM_OF_RECORDS("cents", "all"),
    [KK_MEASURE_YOUTHS_CENTS] = OF_RECORDS("youths_cents", CARE, "all"),
    [KK_MEASURE_BUDGET_CENTS] = OF_COLLECTIVE("budget_cents", TASK),
    [KK_MEASURE_PROGRAMMES] = OF_COLLECTIVE("programmes", 0),
    [KK_MEASURE_PLACES_OFFERED] = OF_COLLECTIVE("places_offered", PROGRAMME),
    [KK_MEASURE_ATTENDANCE] = OF_COLLECTIVE("attendance", PROGRAMME),
    [KK_MEASURE_SCHOOL_ORGANISATIONS] = OF_COLLECTIVE("school_organisations", 0),
    [KK_MEASURE_SCHOOLS] = OF_COLLECTIVE("schools", 0),
    [KK_MEASURE_HOMES] = OF_PLACES("homes", 0, 0, false),
    [KK_MEASURE_DISTANCE] = OF_PLACES("distance", TYPE, 0, true),
    [KK_MEASURE_WITHIN] = OF_PLACES("within", TYPE | REACH, 1, false),
    [KK_MEASURE_ACCESS] = OF_PLACES("access", TYPE | REACH, 5, true),
    [KK_MEASURE_PLACE_COUNT] = OF_PLACES("place_count", TYPE, 0, false),
};

const kk_measure_info *kk_measure_info_of(kk_measure_kind kind)
{
    return &measures[kind];
}

int kk_measure_named(kk_table_kind table, const char *name)
{
    for (int kind = 0; kind < KK_MEASURE_KIND_COUNT; kind++) {
        if (measures[kind].table == table && strcmp(measures[kind].name, name) == 0) return kind;
    }
    return -1;
}

kk_hint kk_measure_hint(kk_table_kind table, const char *name)
{
    const char *names[KK_MEASURE_KIND_COUNT];
    size_t count = 0;
    for (int kind = 0; kind < KK_MEASURE_KIND_COUNT; kind++) {
        if (measures[kind].table == table) names[count++] = measures[kind].name;
    }
    return kk_hint_for(name, names, count);
}

/* ---- selections ---- */

bool kk_measure_selects_same(const kk_measure *a, const kk_measure *b)
{
    bool same_ages =
        a->all_ages == b->all_ages && (a->all_ages || (a->ages.from == b->ages.from && a->ages.to == b->ages.to));
    return same_ages && a->forms == b->forms && a->referrers == b->referrers && a->sex == b->sex &&
           strcmp(a->item, b->item) == 0;
}

bool kk_measure_has_same_limit(const kk_measure *a, const kk_measure *b)
{
    return a->limit == b->limit || (isnan(a->limit) && isnan(b->limit));
}

/* The measure that counts all whom this one counts, and more; itself where there is none. */
static kk_measure_kind wider_kind(kk_measure_kind kind)
{
    switch (kind) {
    case KK_MEASURE_YOUTHS_3_PROVIDERS:
        return KK_MEASURE_YOUTHS_PROVIDERS;
    case KK_MEASURE_YOUTHS_DOWN:
    case KK_MEASURE_YOUTHS_UP:
        return KK_MEASURE_YOUTHS_LADDER;
    case KK_MEASURE_YOUTHS_NEW:
    case KK_MEASURE_YOUTHS_ENDED:
    case KK_MEASURE_YOUTHS_RUNNING:
    case KK_MEASURE_YOUTHS_PROVIDERS:
    case KK_MEASURE_YOUTHS_SEVERAL:
    case KK_MEASURE_YOUTHS_LIGHT_INDICATED:
    case KK_MEASURE_YOUTHS_LADDER:
        return KK_MEASURE_YOUTHS;
    case KK_MEASURE_YOUTHS:
    case KK_MEASURE_PARTICIPANTS:
        return KK_MEASURE_YOUTHS_HELPED;
    case KK_MEASURE_NOT_SEEN:
        return KK_MEASURE_INVITED;
    case KK_MEASURE_YOUTHS_HELPED:
    case KK_MEASURE_INVITED:
        return KK_MEASURE_PERSONS;
    case KK_MEASURE_REQUESTS_SOLVED:
        return KK_MEASURE_REQUESTS_ENDED;
    case KK_MEASURE_WITHIN:
        return KK_MEASURE_HOMES;
    default:
        return kind;
    }
}

static bool kind_contains(kk_measure_kind whole, kk_measure_kind part)
{
    while (part != whole && wider_kind(part) != part) part = wider_kind(part);
    return part == whole;
}

static bool limit_contains(const kk_measure *whole, const kk_measure *part)
{
    if (whole->kind != part->kind) return true;
    return kk_measure_has_same_limit(whole, part) || (whole->kind == KK_MEASURE_WITHIN && whole->limit > part->limit);
}

static bool ages_contain(const kk_measure *whole, const kk_measure *part)
{
    if (whole->all_ages || part->all_ages) return whole->all_ages;
    return whole->ages.from <= part->ages.from && whole->ages.to >= part->ages.to;
}

bool kk_measure_contains(const kk_measure *whole, const kk_measure *part)
{
    return kind_contains(whole->kind, part->kind) && whole->part == part->part && limit_contains(whole, part) &&
           ages_contain(whole, part) && (whole->forms & part->forms) == part->forms &&
           (whole->referrers & part->referrers) == part->referrers &&
           (whole->sex == KK_SEX_UNKNOWN || whole->sex == part->sex) &&
           (*whole->item == '\0' || strcmp(whole->item, part->item) == 0);
}

bool kk_measure_widen(kk_measure *measure, const kk_measure *other)
{
    if (measure->kind != other->kind || measure->part != other->part || !kk_measure_has_same_limit(measure, other))
        return false;
    measure->forms |= other->forms;
    measure->referrers |= other->referrers;
    measure->all_ages |= other->all_ages;
    if (other->ages.from < measure->ages.from) measure->ages.from = other->ages.from;
    if (other->ages.to > measure->ages.to) measure->ages.to = other->ages.to;
    if (measure->sex != other->sex) measure->sex = KK_SEX_UNKNOWN;
    if (strcmp(measure->item, other->item) != 0) measure->item = "";
    return true;
}

/* ---- texts ---- */

kk_ages_text kk_ages_write(kk_ages ages)
{
    kk_ages_text out;
    if (ages.from % 12 == 0 && ages.to % 12 == 0)
        snprintf(out.text, sizeof out.text, "%d..%d", ages.from / 12, ages.to / 12);
    else
        snprintf(out.text, sizeof out.text, "%dm..%dm", ages.from, ages.to);
    return out;
}

/* The longest has all forms but one by name. */
typedef struct text {
    char bytes[4000];
    size_t used;
} text;

static void add(text *to, const char *string)
{
    to->used += (size_t)snprintf(to->bytes + to->used, sizeof to->bytes - to->used, "%s", string);
}

static void add_number(text *to, double number)
{
    char digits[40];
    snprintf(digits, sizeof digits, "%.17g", number);
    add(to, digits);
}

/* The word for exactly these forms, or NULL. */
static const char *word_of_forms(const kk_codes *codes, uint64_t forms)
{
    if (kk_codes_forms(codes, "all") == forms) return "all";
    for (size_t g = 0; g < codes->group_count; g++) {
        if (kk_codes_forms(codes, codes->group[g]) == forms) return codes->group[g];
    }
    return NULL;
}

static void add_forms(text *to, const kk_codes *codes, uint64_t forms)
{
    const char *word = word_of_forms(codes, forms), *before = "";
    if (word) {
        add(to, word);
        return;
    }
    for (size_t f = 0; f < codes->form_count; f++) {
        if (!(forms >> f & 1)) continue;
        add(to, before);
        add(to, codes->form[f].name);
        before = "+";
    }
}

static void add_referrers(text *to, const kk_codes *codes, uint32_t referrers)
{
    const char *before = "";
    if (referrers == UINT32_MAX) add(to, "all");
    for (size_t r = 0; r < codes->referrer_count && referrers != UINT32_MAX; r++) {
        if (!(referrers >> r & 1)) continue;
        add(to, before);
        add(to, codes->referrer[r].name);
        before = "+";
    }
}

static void add_selected(text *to, const kk_measure *measure, const kk_codes *codes, kk_selector selector)
{
    static const char *const sexes[] = {"all", "male", "female"};
    switch (selector) {
    case KK_SELECT_FORM:
        add_forms(to, codes, measure->forms);
        break;
    case KK_SELECT_AGE:
        add(to, measure->all_ages ? "all" : kk_ages_write(measure->ages).text);
        break;
    case KK_SELECT_SEX:
        add(to, sexes[measure->sex]);
        break;
    case KK_SELECT_REFERRER:
        add_referrers(to, codes, measure->referrers);
        break;
    case KK_SELECT_DAYS:
    case KK_SELECT_KM:
    case KK_SELECT_MINUTES:
        add_number(to, measure->limit);
        break;
    case KK_SELECT_TYPE:
    case KK_SELECT_TASK:
    case KK_SELECT_PROGRAMME:
        add(to, *measure->item ? measure->item : "all");
        break;
    case KK_SELECTOR_COUNT:
        break;
    }
}

const char *kk_measure_text(const kk_measure *measure, const kk_codes *codes, kk_arena *arena)
{
    static const char *const parts[] = {
        [KK_PART_VALUE] = "",           [KK_PART_SQUARES] = ".squares", [KK_PART_LOWER] = ".lower",
        [KK_PART_UPPER] = ".upper",     [KK_PART_BASE] = ".base",       [KK_PART_PERSONS] = ".persons",
        [KK_PART_LARGEST] = ".largest", [KK_PART_SECOND] = ".second",   [KK_PART_SIZES] = ".sizes"};
    static const char *const words[KK_SELECTOR_COUNT] = {
        "form=", "age=", "sex=", "referrer=", "days=", "limit=", NULL, "type=", "task=", "programme="};
    const kk_measure_info *info = &measures[measure->kind];
    const char *before = "[";
    text out = {.used = 0};
    add(&out, info->name);
    for (int s = 0; s < KK_SELECTOR_COUNT; s++) {
        if (!(info->selectors & KK_SELECTOR_BIT(s)) || !words[s]) continue;
        add(&out, before);
        add(&out, words[s]);
        add_selected(&out, measure, codes, (kk_selector)s);
        before = ", ";
    }
    if (info->selectors) add(&out, "]");
    add(&out, parts[measure->part]);
    return kk_arena_copy(arena, out.bytes);
}
