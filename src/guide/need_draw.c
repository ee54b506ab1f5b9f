/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/need_draw.h"
#include "guide/need_draw_scale.h"
#include "kk/random.h"

#include <math.h>
#include <stdlib.h>

kk_status need_room_init(need_room *room, const need_set *set, kk_error *err)
{
    const kk_need_areas *areas = set->areas;
    size_t count = areas->count + 1, bits = NEED_GROUP * count * (areas->indicator_count + 1);
    size_t items = set->how->draws > count ? set->how->draws : count;
    *room = (need_room){.bits = malloc(bits * sizeof *room->bits),
                        .other_bits = malloc(bits * sizeof *room->bits),
                        .weight = malloc((areas->indicator_count + 1) * sizeof *room->weight),
                        .theme_weight = malloc((areas->theme_count + 1) * sizeof *room->theme_weight),
                        .drawn = malloc(7 * count * sizeof *room->drawn),
                        .item = malloc(2 * items * sizeof *room->item),
                        .rank = malloc(count * sizeof *room->rank)};
    if (room->bits == NULL || room->other_bits == NULL || room->weight == NULL || room->theme_weight == NULL ||
        room->drawn == NULL || room->item == NULL || room->rank == NULL) {
        need_room_clear(room);
        return kk_fail_memory(err);
    }
    float **part[] = {&room->scaled, &room->sum, &room->there, &room->whole_sum, &room->whole_there, &room->level};
    for (size_t p = 0; p < sizeof part / sizeof *part; p++) *part[p] = room->drawn + (p + 1) * count;
    room->sorted = room->item + items;
    return KK_OK;
}

void need_room_clear(need_room *room)
{
    free(room->bits);
    free(room->other_bits);
    free(room->weight);
    free(room->theme_weight);
    free(room->drawn);
    free(room->item);
    free(room->rank);
    *room = (need_room){0};
}

/* ---- what is chosen ---- */

void need_draw_bits(const need_set *set, unsigned group, uint16_t *bits)
{
    size_t count = set->areas->count, indicators = set->areas->indicator_count;
    uint64_t seed = kk_random_seed(set->how->seed, "need figures");
    for (size_t j = 0; j < indicators; j++) {
        for (size_t i = 0; i < count && set->column[j].is_drawn; i++) {
            kk_random random;
            kk_random_init(&random, seed + group * indicators + j, set->id[i]);
            for (size_t k = 0; k < NEED_GROUP; k += 2) {
                uint32_t two = kk_random_next(&random);
                bits[(k * indicators + j) * count + i] = (uint16_t)two;
                bits[((k + 1) * indicators + j) * count + i] = (uint16_t)(two >> 16);
            }
        }
    }
}

static void draw_weights(const need_set *set, unsigned draw, need_room *room)
{
    const kk_need_areas *areas = set->areas;
    double spread = draw == NEED_AS_CHOSEN ? 0 : set->how->weight_spread;
    kk_random random;
    kk_random_init(&random, kk_random_seed(set->how->seed, "need weights"), draw);
    for (size_t j = 0; j < areas->indicator_count; j++)
        room->weight[j] = areas->indicator[j].weight * exp(spread * kk_random_normal(&random));
    for (size_t t = 0; t < areas->theme_count; t++)
        room->theme_weight[t] = areas->theme_weight[t] * exp(spread * kk_random_normal(&random));
}

static uint32_t draw_one(const need_set *set, const char *what, unsigned draw, size_t count)
{
    kk_random random;
    kk_random_init(&random, kk_random_seed(set->how->seed, what), draw);
    return kk_random_below(&random, (uint32_t)count);
}

need_choice need_choose(const need_set *set, const unsigned draw[KK_FACTORS], const uint16_t *bits, need_room *room)
{
    const kk_need_draws *how = set->how;
    need_choice choice = {.scale = set->areas->rule.scale, .join = set->areas->rule.join};
    unsigned scale = draw[KK_FACTOR_SCALE], join = draw[KK_FACTOR_JOIN], figures = draw[KK_FACTOR_FIGURES];
    if (scale != NEED_AS_CHOSEN) choice.scale = how->scale[draw_one(set, "need scale", scale, how->scale_count)];
    if (join != NEED_AS_CHOSEN) choice.join = how->join[draw_one(set, "need join", join, how->join_count)];
    if (figures != NEED_AS_CHOSEN)
        choice.bits = bits + figures % NEED_GROUP * set->areas->indicator_count * set->areas->count;
    draw_weights(set, draw[KK_FACTOR_WEIGHTS], room);
    return choice;
}

/* ---- what comes of it ---- */

static const float *draw_figures(const need_set *set, const need_choice *choice, size_t indicator, need_room *room)
{
    const need_column *column = &set->column[indicator];
    if (choice->bits == NULL || !column->is_drawn) return column->value;
    const uint16_t *bits = choice->bits + indicator * set->areas->count;
    for (size_t k = 0; k < column->present; k++)
        room->drawn[k] = column->value[k] + column->error[k] * set->normal[bits[column->area[k]]];
    return room->drawn;
}

static void add_indicator(const need_set *set, const need_choice *choice, size_t indicator, need_room *room)
{
    const need_column *column = &set->column[indicator];
    const float *x = draw_figures(set, choice, indicator, room);
    float mean = need_draw_scale(column, x, choice, room), weight = (float)room->weight[indicator];
    for (size_t k = 0; k < column->present; k++) {
        room->sum[column->area[k]] += weight * room->scaled[k];
        room->there[column->area[k]] += weight;
    }
    if (set->areas->rule.gap != KK_GAP_AVERAGE) return;
    for (size_t k = column->present; k < set->areas->count; k++) {
        room->sum[column->area[k]] += weight * mean;
        room->there[column->area[k]] += weight;
    }
}

static void add_theme(const need_set *set, const need_choice *choice, size_t theme, need_room *room)
{
    size_t count = set->areas->count;
    float weight = (float)room->theme_weight[theme];
    for (size_t i = 0; i < count; i++) room->sum[i] = room->there[i] = 0;
    for (size_t j = 0; j < set->areas->indicator_count; j++)
        if (set->areas->indicator[j].theme == theme) add_indicator(set, choice, j, room);
    for (size_t i = 0; i < count; i++) {
        if (room->there[i] <= 0) continue;
        room->whole_sum[i] += weight * (room->sum[i] / room->there[i]);
        room->whole_there[i] += weight;
    }
}

void need_evaluate(const need_set *set, const need_choice *choice, need_room *room)
{
    size_t count = set->areas->count;
    for (size_t i = 0; i < count; i++) {
        room->whole_sum[i] = room->whole_there[i] = 0;
        room->level[i] = NAN;
    }
    for (size_t t = 0; t < set->areas->theme_count; t++) add_theme(set, choice, t, room);
    for (size_t k = 0; k < set->ranked_count; k++) {
        uint32_t i = set->ranked[k];
        room->level[i] = room->whole_sum[i] / room->whole_there[i];
    }
}

float need_index_of(kk_need_join join, float level)
{
    return join == KK_JOIN_GEOMETRIC ? expf(level) : level;
}
