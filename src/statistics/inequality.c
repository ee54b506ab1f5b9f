/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/inequality.h"
#include "kk/random.h"
#include "statistics/work.h"

#include <math.h>

enum { GROUP_AREAS_MIN = 3 };

static const struct {
    const char *name, *undefined;
    bool ranked, bounded; /* needs a ranking; values that lie in 0 … 1 */
} indices[KK_INEQUALITIES] = {
    [KK_GINI] = {"gini", ""},
    [KK_THEIL] = {"theil", ""},
    [KK_THEIL_BETWEEN] = {"theil_between", ""},
    [KK_THEIL_WITHIN] = {"theil_within", ""},
    [KK_ATKINSON_HALF] = {"atkinson_0.5", ""},
    [KK_ATKINSON_ONE] = {"atkinson_1", "an area has none at all"},
    [KK_PALMA] = {"palma", "the 40% with the lowest values have none at all"},
    [KK_CONCENTRATION] = {"concentration", "the areas do not differ in rank", .ranked = true},
    [KK_ERREYGERS] = {"erreygers", "the areas do not differ in rank", .ranked = true, .bounded = true},
    [KK_WAGSTAFF] = {"wagstaff", "the areas do not differ in rank", .ranked = true, .bounded = true},
    [KK_SLOPE] = {"sii", "the areas do not differ in rank", .ranked = true},
    [KK_RELATIVE_SLOPE] = {"rii", "the line over the ranks is not above 0 at both ends", .ranked = true},
};

/* The areas of which rows are made: all of the sample, or one group. */
typedef struct part {
    kk_statistics_work *work;
    const kk_sample *sample;
    kk_inequality_areas areas;
    const char *code, *name; /* of the group; "" all */
    const char *ranking;     /* a note that tells by what; "" not ranked */
    bool weighted;           /* or else areas count alike */
    double *value, *weight, *rank;
    size_t ranked; /* areas with a rank */
} part;

/* ---- rows ---- */

static kk_status add_row(const part *of, const char *name, const kk_inequality_estimate *figures, size_t areas,
                         const char *note, kk_error *err)
{
    kk_statistic_row row = {
        .within_code = of->code,
        .within_name = of->name,
        .statistic = name,
        .term = "",
        .value = figures->value,
        .lower = figures->lower,
        .upper = figures->upper,
        .p = figures->p,
        .areas = areas,
        .note = note,
    };
    return kk_statistics_add_row(of->work, of->sample, row, err);
}

static kk_status add_chance(const part *of, kk_inequality index, double chance, kk_error *err)
{
    const char *name = kk_arena_format(of->work->arena, "%s_chance", indices[index].name);
    if (name == NULL) return kk_fail_memory(err);
    const kk_inequality_estimate figures = {chance, NAN, NAN, NAN, NAN};
    return add_row(of, name, &figures, of->areas.count, "what chance alone gives where all areas have the same rate",
                   err);
}

/* Why there is no interval; "" there is one, or one could be. */
static const char *lacking(const part *of, kk_inequality index)
{
    bool is_part = index == KK_THEIL_BETWEEN || index == KK_THEIL_WITHIN;
    if (is_part) return of->areas.group_count < KK_INEQUALITY_INTERVAL_MIN ? "no interval: fewer than 8 groups" : "";
    size_t areas = indices[index].ranked ? of->ranked : of->areas.count;
    return areas < KK_INEQUALITY_INTERVAL_MIN ? "no interval: fewer than 8 areas" : "";
}

/* Of the notes that have something to say; NULL when memory runs out. */
static const char *join(kk_arena *arena, const char *const *notes, size_t count)
{
    const char *all = "";
    for (size_t k = 0; k < count && all != NULL; k++)
        if (notes[k][0] != '\0') all = kk_arena_format(arena, "%s%s%s", all, all[0] == '\0' ? "" : "; ", notes[k]);
    return all;
}

static const char *note_of(const part *of, kk_inequality index)
{
    size_t without = of->areas.count - of->ranked;
    bool of_ranked = indices[index].ranked, has_chance = of_ranked || of->sample->events != NULL;
    const char *unranked =
        of_ranked && without > 0 ? kk_arena_format(of->work->arena, "%zu areas have no such figure", without) : "";
    if (unranked == NULL) return NULL;
    const char *const notes[] = {
        of_ranked ? of->ranking : "",
        unranked,
        of->weighted ? "" : "every area counts alike",
        has_chance ? "" : "chance is not taken into account",
        lacking(of, index),
    };
    return join(of->work->arena, notes, sizeof notes / sizeof *notes);
}

static kk_status add_index(const part *of, kk_inequality index, kk_inequality_estimate figures, kk_error *err)
{
    const char *note = isnan(figures.value) ? indices[index].undefined : note_of(of, index);
    size_t areas = indices[index].ranked ? of->ranked : of->areas.count;
    if (note == NULL) return kk_fail_memory(err);
    if (index == KK_SLOPE) {
        figures.value *= of->sample->indicator->per;
        figures.lower *= of->sample->indicator->per;
        figures.upper *= of->sample->indicator->per;
    }
    kk_status status = add_row(of, indices[index].name, &figures, areas, note, err);
    return status == KK_OK && isfinite(figures.chance) ? add_chance(of, index, figures.chance, err) : status;
}

static bool is_asked(const part *of, kk_inequality index)
{
    if (index == KK_THEIL_BETWEEN || index == KK_THEIL_WITHIN) return of->areas.group != NULL;
    if (indices[index].bounded && !of->areas.is_share) return false;
    return !indices[index].ranked || of->areas.rank != NULL;
}

static kk_status add_part(const part *of, kk_error *err)
{
    const kk_sample *sample = of->sample;
    kk_chance chance = sample->events == NULL ? KK_CHANCE_UNKNOWN
                       : of->areas.is_share   ? KK_CHANCE_BINOMIAL
                                              : KK_CHANCE_POISSON;
    const kk_inequality_rule rule = {
        .replicates = sample->choice->inequality.replicates,
        .chance = chance,
        .seed = kk_random_seed(kk_random_seed(sample->seed, "inequality"), of->code),
        .threads = of->work->threads,
    };
    kk_inequality_estimate found[KK_INEQUALITIES];
    kk_status status = kk_inequality_make(&of->areas, &rule, found, err);
    if (status == KK_OK && isnan(found[KK_GINI].value))
        return add_row(of, "gini", &found[KK_GINI], of->areas.count, "needs two areas, none below 0 and one above it",
                       err);
    for (int k = 0; k < KK_INEQUALITIES && status == KK_OK; k++)
        if (is_asked(of, (kk_inequality)k)) status = add_index(of, (kk_inequality)k, found[k], err);
    return status;
}

/* ---- what it is made of ---- */

/* The persons whom an area counts for; those of a mean, and the weight of a value, are in its column. */
static double weight_of(const kk_sample *sample, size_t i)
{
    return sample->exposure != NULL ? sample->exposure[i] : sample->column->denominator[sample->area[i]];
}

static bool has_weights(const kk_sample *sample)
{
    for (size_t i = 0; i < sample->count; i++) {
        double weight = weight_of(sample, i);
        if (!(isfinite(weight) && weight > 0)) return false;
    }
    return true;
}

/* Copies the areas member[0 … count − 1] of the sample into the part; `ranks` is of the whole sample. */
static void fill_part(part *out, const uint32_t *member, size_t count, const double *ranks)
{
    const kk_sample *sample = out->sample;
    out->ranked = 0;
    for (size_t m = 0; m < count; m++) {
        out->value[m] = sample->value[member[m]];
        out->weight[m] = out->weighted ? weight_of(sample, member[m]) : 1;
        if (ranks == NULL) continue;
        out->rank[m] = ranks[member[m]];
        out->ranked += isfinite(out->rank[m]);
    }
    out->areas = (kk_inequality_areas){
        .count = count,
        .value = out->value,
        .weight = out->weight,
        .rank = ranks == NULL ? NULL : out->rank,
        .is_share = sample->indicator->kind == KK_SHARE,
    };
}

static kk_status open_part(kk_statistics_work *work, const kk_sample *sample, part *out, kk_error *err)
{
    *out = (part){
        .work = work,
        .sample = sample,
        .code = "",
        .name = "",
        .ranking = "",
        .weighted = has_weights(sample),
        .value = kk_arena_alloc(work->arena, sample->count, sizeof *out->value),
        .weight = kk_arena_alloc(work->arena, sample->count, sizeof *out->weight),
        .rank = kk_arena_alloc(work->arena, sample->count, sizeof *out->rank),
    };
    return out->value != NULL && out->weight != NULL && out->rank != NULL ? KK_OK : kk_fail_memory(err);
}

/* `ranks` is left NULL where nothing is ranked; where there is no figure to rank by, a row says so. */
static kk_status find_ranks(part *of, const double **ranks, kk_error *err)
{
    ptrdiff_t by = of->sample->choice->inequality.ranked_by;
    *ranks = NULL;
    if (by < 0) return KK_OK;
    const kk_released_column *column;
    const char *name = of->work->config->indicators[by].name;
    *ranks = kk_sample_other(of->work, of->sample, (uint32_t)by, &column);
    const char *note =
        column == NULL ? kk_arena_format(of->work->arena, "there is no figure of %s to rank by", name)
                       : kk_arena_format(of->work->arena, "ranked by %s of %s, from low to high", name, column->period);
    if (note == NULL || (column != NULL && *ranks == NULL)) return kk_fail_memory(err);
    if (column != NULL) of->ranking = note;
    const kk_inequality_estimate none = {NAN, NAN, NAN, NAN, NAN};
    return column == NULL ? add_row(of, "concentration", &none, 0, note, err) : KK_OK;
}

/* ---- all, and each group ---- */

/* Which group each sample is in; what is in none makes one of its own. */
static uint32_t *groups_of(const part *of, const kk_sample_groups *groups)
{
    size_t count = of->sample->count;
    uint32_t *group = kk_arena_alloc(of->work->arena, count, sizeof *group);
    for (size_t i = 0; i < count && group != NULL; i++) group[i] = (uint32_t)groups->count;
    for (uint32_t g = 0; g < groups->count && group != NULL; g++)
        for (uint32_t m = groups->begin[g]; m < groups->begin[g + 1]; m++) group[groups->member[m]] = g;
    return group;
}

static kk_status add_all(part *of, const kk_sample_groups *within, const double *ranks, kk_error *err)
{
    kk_sample_groups all;
    kk_status status = kk_sample_groups_make(of->work, of->sample, NULL, &all, err);
    if (status != KK_OK) return status;
    fill_part(of, all.member, of->sample->count, ranks);
    if (within != NULL) {
        of->areas.group = groups_of(of, within);
        of->areas.group_count = within->count + (within->begin[within->count] < of->sample->count);
        if (of->areas.group == NULL) return kk_fail_memory(err);
    }
    return add_part(of, err);
}

static kk_status add_groups(part *of, const kk_sample_groups *within, const double *ranks, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t g = 0; g < within->count && status == KK_OK; g++) {
        size_t count = within->begin[g + 1] - within->begin[g];
        if (count < GROUP_AREAS_MIN) continue;
        of->code = within->code[g];
        of->name = within->name[g];
        fill_part(of, within->member + within->begin[g], count, ranks);
        status = add_part(of, err);
    }
    return status;
}

kk_status kk_statistics_inequality(kk_statistics_work *work, const kk_sample *sample, kk_error *err)
{
    const char *level = sample->choice->inequality.within;
    part of;
    kk_sample_groups within;
    const double *ranks;
    kk_status status = open_part(work, sample, &of, err);
    if (status == KK_OK) status = find_ranks(&of, &ranks, err);
    if (status == KK_OK && level != NULL) status = kk_sample_groups_make(work, sample, level, &within, err);
    if (status == KK_OK) status = add_all(&of, level == NULL ? NULL : &within, ranks, err);
    if (status == KK_OK && level != NULL) status = add_groups(&of, &within, ranks, err);
    return status;
}
