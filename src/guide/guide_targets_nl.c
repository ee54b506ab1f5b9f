/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_targets.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER = 400 };

/* Rounded up, so that it is enough: to two figures, from 1 on to one decimal, from 100 on to none. */
static void write_number(double number, char text[NUMBER])
{
    int decimals = number < 100;
    while (decimals > 0 && decimals < 6 && number * pow(10, decimals) < 9.5) decimals++;
    double unit = pow(10, decimals);
    snprintf(text, NUMBER, "%.*f", decimals, ceil(number * unit - 1e-6) / unit);
    char *point = strchr(text, '.');
    if (point != NULL) *point = ',';
}

static const char *example_nl(const guide_change *change, kk_arena *arena)
{
    if (change->indicator == NULL) return "";
    char by[NUMBER];
    write_number(fabs(change->by), by);
    return kk_arena_format(arena, ", bijvoorbeeld als ‘%s’ %s %s is", change->indicator->label_nl, by,
                           change->by > 0 ? "hoger" : "lager");
}

const char *guide_margin_nl(const kk_target *target, const guide_change *change, kk_arena *arena)
{
    if (target->class == KK_TARGET_NONE) return "";
    const char *verb = target->is_chosen ? "Gaat van" : "Komt op", *moves = target->is_chosen ? "daalt" : "stijgt";
    if (isinf(target->margin))
        return target->is_chosen ? "Blijft op de lijst, ook als de index daalt."
                                 : "Komt niet op de lijst, ook niet als de index stijgt.";
    const char *example = example_nl(change, arena);
    if (example == NULL) return NULL;
    if (target->margin < 1e-6) return kk_arena_format(arena, "%s de lijst zodra de index %s%s.", verb, moves, example);
    char margin[NUMBER];
    write_number(target->margin, margin);
    return kk_arena_format(arena, "%s de lijst als de index meer dan %s %s%s.", verb, margin, moves, example);
}
