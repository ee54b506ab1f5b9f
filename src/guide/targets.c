/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/targets.h"
#include "guide/sort.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

static bool field_open(guide_field *of, size_t count)
{
    of->area = calloc(count + 1, sizeof *of->area);
    of->score = calloc(count + 1, sizeof *of->score);
    of->set = calloc(count + 1, sizeof *of->set);
    of->order = calloc(count + 1, sizeof *of->order);
    of->target = calloc(count + 1, sizeof *of->target);
    of->was_listed = calloc(count + 1, sizeof *of->was_listed);
    return of->area != NULL && of->score != NULL && of->set != NULL && of->order != NULL && of->target != NULL &&
           of->was_listed != NULL;
}

static void field_close(guide_field *of)
{
    free(of->area);
    free(of->score);
    free(of->set);
    free(of->order);
    free(of->target);
    free(of->was_listed);
}

static void field_fill(guide_field *of, const kk_rank_score *score, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (isnan(score[i].estimate)) continue;
        of->area[of->count] = (uint32_t)i;
        of->was_listed[of->count] = of->rule->earlier != NULL && of->rule->earlier[i];
        of->score[of->count++] = score[i];
    }
}

static kk_status field_order(guide_field *of, kk_error *err)
{
    double *key = malloc((of->count + 1) * sizeof *key);
    if (key == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < of->count; i++) key[i] = -of->score[i].estimate;
    guide_sort(key, of->order, of->count);
    free(key);
    return KK_OK;
}

/* Of equal scores the first place, as kk_rank_sets has it. */
static void rank_by_order(guide_field *of)
{
    for (size_t place = 0; place < of->count; place++) {
        size_t i = of->order[place], before = of->order[place > 0 ? place - 1 : 0];
        bool is_equal = place > 0 && of->score[i].estimate == of->score[before].estimate;
        of->set[i].rank = is_equal ? of->set[before].rank : (uint32_t)place + 1;
    }
}

static kk_status field_rank(guide_field *of, const kk_rank_options *options, kk_error *err)
{
    if (of->rule->k > 0) return kk_rank_sets(of->score, of->count, options, of->set, err);
    rank_by_order(of);
    return KK_OK;
}

static kk_target_class class_by_number(const guide_field *of, size_t i)
{
    if (of->set[i].upper <= of->rule->k) return KK_TARGET_CERTAIN;
    return of->set[i].lower > of->rule->k ? KK_TARGET_NOT : KK_TARGET_POSSIBLE;
}

static kk_target_class class_by_threshold(const guide_field *of, size_t i)
{
    const kk_rank_score *score = &of->score[i];
    if (score->low - of->z * score->error >= of->rule->threshold) return KK_TARGET_CERTAIN;
    return score->high + of->z * score->error < of->rule->threshold ? KK_TARGET_NOT : KK_TARGET_POSSIBLE;
}

static void list_those_that_stay(guide_field *of)
{
    for (size_t i = 0; i < of->count; i++) {
        kk_target *target = &of->target[i];
        target->set = of->set[i];
        target->class = of->rule->k > 0 ? class_by_number(of, i) : class_by_threshold(of, i);
        target->is_chosen =
            target->class == KK_TARGET_CERTAIN || (of->was_listed[i] && target->class == KK_TARGET_POSSIBLE);
        of->chosen += target->is_chosen;
    }
}

static void list_by_rank(guide_field *of)
{
    for (size_t place = 0; place < of->count; place++) {
        size_t i = of->order[place];
        kk_target *target = &of->target[i];
        bool by_number = of->rule->k > 0, reaches = of->score[i].estimate >= of->rule->threshold;
        bool is_first = by_number ? place < of->rule->k : reaches;
        target->was_kept = target->is_chosen && !is_first && target->class != KK_TARGET_CERTAIN;
        if (target->is_chosen || !(by_number ? of->chosen < of->rule->k : reaches)) continue;
        target->is_chosen = true;
        of->chosen++;
    }
}

kk_status kk_targets_choose(const kk_rank_score *score, size_t count, const kk_target_rule *rule,
                            const kk_rank_options *options, kk_target *out, kk_error *err)
{
    guide_field of = {.rule = rule, .threads = options->threads};
    of.z = gsl_cdf_ugaussian_Pinv((1 + rule->confidence) / 2);
    kk_status status = field_open(&of, count) ? KK_OK : kk_fail_memory(err);
    if (status != KK_OK) goto done;
    field_fill(&of, score, count);
    status = field_order(&of, err);
    if (status == KK_OK) status = field_rank(&of, options, err);
    if (status != KK_OK) goto done;
    list_those_that_stay(&of);
    list_by_rank(&of);
    status = guide_target_margins(&of, err);
    for (size_t i = 0; i < count; i++) out[i] = (kk_target){.class = KK_TARGET_NONE, .margin = NAN};
    for (size_t i = 0; i < of.count; i++) out[of.area[i]] = of.target[i];
done:
    field_close(&of);
    return status;
}
