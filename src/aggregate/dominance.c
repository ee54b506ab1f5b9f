/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/dominance.h"
#include "config/measure.h"

/* Sizes, without signs. */
typedef struct amount {
    const kk_measure *measure;
    double largest, second, sum;
    bool has_credits; /* some are negative */
} amount;

static bool is_dominated(const kk_config_disclosure *rules, const amount *of)
{
    double known = rules->dominance_largest == 1 ? of->largest : of->largest + of->second;
    double others = of->sum - of->largest - of->second;
    if (!(of->largest > 0)) return false;
    if (rules->dominance_share > 0 && known > rules->dominance_share * of->sum) return true;
    return rules->p_percent > 0 && others < rules->p_percent / 100 * of->largest;
}

/* False where the term is no amount of persons, or has no figure. */
static bool find_amount(const kk_evaluation *here, size_t i, const kk_term *term, amount *out)
{
    if (term->op != KK_OP_COLUMN) return false;
    const uint32_t *largest = here->block[term->table]->largest;
    if (largest == NULL || largest[term->column] == 0) return false;
    kk_figure part[3];
    for (uint32_t p = 0; p < 3; p++) {
        kk_term behind = *term;
        behind.column = largest[term->column] + p;
        part[p] = kk_figure_at(here, &behind, i);
        if (!kk_figure_has_value(part[p].status)) return false;
    }
    *out = (amount){
        .measure = &here->tables[term->table].measures[term->column],
        .largest = part[0].value,
        .second = part[1].value,
        .sum = part[2].value,
        .has_credits = kk_figure_at(here, term, i).value != part[2].value,
    };
    return true;
}

/* What a person has beyond the part is at most what there is of the whole; with credits, of both together. */
static bool rest_is_dominated(const kk_config_disclosure *rules, const amount *whole, const amount *part)
{
    if (whole->measure == part->measure || !kk_measure_contains(whole->measure, part->measure)) return false;
    amount rest = *whole;
    rest.sum -= part->sum;
    if (whole->has_credits || part->has_credits) {
        rest.largest += part->largest;
        rest.second += part->second;
    }
    return rest.sum != 0 && is_dominated(rules, &rest);
}

static const kk_term *term_of(const kk_config_indicator *indicator, size_t t)
{
    size_t first = indicator->numerator.count;
    return t < first ? &indicator->numerator.terms[t] : &indicator->denominator.terms[t - first];
}

bool kk_is_dominated(const kk_evaluation *here, size_t i)
{
    const kk_config_indicator *indicator = here->indicator;
    size_t count = indicator->numerator.count + indicator->denominator.count;
    for (size_t t = 0; t < count; t++) {
        amount whole, part;
        if (!find_amount(here, i, term_of(indicator, t), &whole)) continue;
        if (is_dominated(here->rules, &whole)) return true;
        for (size_t u = 0; u < count; u++)
            if (find_amount(here, i, term_of(indicator, u), &part) && rest_is_dominated(here->rules, &whole, &part))
                return true;
    }
    return false;
}
