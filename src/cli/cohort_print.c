/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/cohort_print.h"

#include <math.h>
#include <stdio.h>

void kk_count_print(int64_t count, const char *what)
{
    long long told = (long long)kk_record_count_told(count);
    if (told < 0)
        printf(" fewer than 10 %s;", what);
    else if (told > 0)
        printf(" %lld %s;", told, what);
}

static void print_rows(const kk_cohort *cohort)
{
    size_t outcomes = cohort->frame.outcome_count, subgroups = cohort->frame.combination_count;
    printf("cohort             %7lld rejected; rounded to 10:", (long long)cohort->counts.rows_rejected);
    kk_count_print(cohort->counts.rows_used, "used");
    kk_count_print(cohort->other_age, "of another age");
    kk_count_print(cohort->located, "located");
    kk_count_print(cohort->not_located, "not located");
    printf(" %zu outcome%s, %zu subgroup%s\n", outcomes, outcomes == 1 ? "" : "s", subgroups,
           subgroups == 1 ? "" : "s");
}

/* ---- outcomes ---- */

static int64_t count_missing(const kk_cohort *cohort, size_t outcome)
{
    const double *value = kk_cohort_block(cohort, outcome / KK_LANES) + outcome % KK_LANES;
    int64_t missing = 0;
    for (size_t i = 0; i < cohort->person_count; i++) missing += isnan(value[i * KK_LANES]);
    return missing;
}

static void print_outcome(const kk_cohort *cohort, size_t outcome)
{
    const kk_framed_outcome *of = &cohort->frame.outcome[outcome];
    int64_t missing = count_missing(cohort, outcome), told = kk_record_count_told(missing);
    int64_t persons = kk_record_count_told((int64_t)cohort->person_count);
    printf("outcome %s: %s, ", of->name, of->is_binary ? "binary" : "continuous");
    if (told < 0)
        puts("fewer than 10 missing");
    else if (missing == 0)
        puts("none missing");
    else
        printf("%.3g%% missing\n", 100 * (double)told / (double)persons);
}

/* ---- groups ---- */

static int64_t count_group(const kk_cohort *cohort, size_t d, size_t group)
{
    const kk_dimension *dimension = &cohort->frame.dimension[d];
    int64_t persons = 0;
    for (size_t i = 0; i < cohort->person_count; i++)
        persons += (int64_t)(dimension->group_bits[cohort->class_of[d][i]] >> group & 1);
    return persons;
}

/* Whether the project names the groups; else they are cells of the cohort. */
static bool is_listed(const kk_config_estimates *config, size_t d)
{
    if (config->predictor.name != NULL && d == 0) return true;
    return config->dimension[d - (config->predictor.name != NULL)].category_count > 0;
}

static void print_dimension(const kk_config_estimates *config, const kk_cohort *cohort, size_t d)
{
    const kk_dimension *dimension = &cohort->frame.dimension[d];
    size_t named = 0, small = 0;
    printf("groups of %s:", dimension->name);
    for (size_t g = 1; g < dimension->group_count; g++) {
        long long told = (long long)kk_record_count_told(count_group(cohort, d, g));
        if (told < 0 && !is_listed(config, d)) {
            small++;
            continue;
        }
        printf("%s %s ", named++ == 0 ? "" : ",", dimension->group[g]);
        if (told < 0)
            printf("fewer than 10");
        else
            printf("%lld", told);
    }
    if (small > 0) printf("%s %zu of fewer than 10 each", named == 0 ? "" : ",", small);
    putchar('\n');
}

/* ---- regions ---- */

static void print_type(const kk_areas *areas, const kk_region_type *type)
{
    printf("regions of %s: %zu", type->name, type->count);
    if (type->level >= 0) {
        const kk_level *level = &areas->level[type->level];
        size_t found = 0;
        for (size_t i = 0; i < type->count; i++) found += kk_level_find(level, type->id[i]) >= 0;
        printf(", of which %zu among the %zu %s of the project", found, level->count, level->plural);
    }
    putchar('\n');
}

void kk_cohort_print(const kk_run *run)
{
    const kk_cohort *cohort = &run->cohort;
    if (!run->config->estimates.given) return;
    print_rows(cohort);
    for (size_t k = 0; k < cohort->frame.outcome_count; k++) print_outcome(cohort, k);
    for (size_t d = 0; d < cohort->frame.dimension_count; d++) print_dimension(&run->config->estimates, cohort, d);
    for (size_t t = 0; t < cohort->frame.type_count; t++) print_type(&run->areas, &cohort->frame.type[t]);
}
