/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Disclosure control of an invented country, in memory: what bench/disclosure.sh measures.
 *
 *   disclosure GEMEENTEN THREADS [buurt]    342 gemeenten: all of it
 *
 * Gemeenten of about ten wijken of four to five buurten; twenty indicators, each by five bands of age and two sexes and
 * all of both (18 divisions), as shares of the public number of youths. Ages and sexes go down to wijken, as a project
 * has it by default, or to buurten. Prints `name=value` a line: seconds of each
 * step, cells, what was hidden, the verdicts, and the peak of memory in MB.
 */
#include "bench.h"
#include "disclosure/suppress.h"
#include "kk/random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEVELS = 3, INDICATORS = 20, AGES = 5, SEXES = 2, DIVISIONS = (AGES + 1) * (SEXES + 1), RELATIONS = 9 };
enum { QUANTITIES = (INDICATORS + 1) * DIVISIONS, PUBLIC = INDICATORS * DIVISIONS, MINIMUM = 10 };

typedef struct country {
    kk_arena arena;
    kk_publication publication;
    uint32_t detail;                   /* the finest level by age and sex */
    double *count[QUANTITIES][LEVELS]; /* the last DIVISIONS: youths */
} country;

static void *room(country *of, size_t count, size_t size)
{
    void *found = kk_arena_alloc(&of->arena, count, size);
    if (found == NULL) exit(1);
    return found;
}

/* Age AGES: all; sex SEXES: both. */
static uint32_t division(uint32_t age, uint32_t sex)
{
    return age * (SEXES + 1) + sex;
}

/* ---- areas ---- */

static void split(country *of, kk_random *random, uint32_t upper, uint32_t least, uint32_t spread)
{
    size_t count = of->publication.level[upper].count;
    uint32_t *begin = room(of, count + 1, sizeof *begin);
    for (size_t i = 0; i < count; i++) begin[i + 1] = begin[i] + least + kk_random_below(random, spread);
    uint32_t *member = room(of, begin[count], sizeof *member);
    for (uint32_t m = 0; m < begin[count]; m++) member[m] = m;
    of->publication.link[upper] = (kk_level_link){upper, upper + 1, begin, member};
    of->publication.level[upper + 1].count = begin[count];
}

static void make_areas(country *of, uint32_t gemeenten)
{
    static const char *const names[LEVELS] = {"gemeente", "wijk", "buurt"};
    kk_random random;
    kk_random_init(&random, 1, 0);
    of->publication.level = room(of, LEVELS, sizeof *of->publication.level);
    of->publication.link = room(of, LEVELS - 1, sizeof *of->publication.link);
    of->publication.level_count = LEVELS;
    of->publication.link_count = LEVELS - 1;
    of->publication.level[0].count = gemeenten;
    split(of, &random, 0, 4, 12);
    split(of, &random, 1, 2, 6);
    for (uint32_t l = 0; l < LEVELS; l++) {
        kk_publication_level *level = &of->publication.level[l];
        level->name = names[l];
        level->code = room(of, level->count, sizeof *level->code);
        for (size_t i = 0; i < level->count; i++)
            level->code[i] = kk_arena_format(&of->arena, "%c%05zu", names[l][0], i);
    }
}

/* ---- counts ---- */

static void count_buurt(country *of, size_t buurt)
{
    kk_random random;
    kk_random_init(&random, 2, buurt);
    double youths = 200 * exp(0.9 * kk_random_normal(&random));
    for (uint32_t a = 0; a < AGES; a++)
        for (uint32_t s = 0; s < SEXES; s++) {
            uint32_t d = division(a, s);
            double base = kk_random_poisson(&random, youths / (AGES * SEXES));
            of->count[PUBLIC + d][LEVELS - 1][buurt] = base;
            for (uint32_t i = 0; i < INDICATORS; i++) {
                double share = 0.2 / (1 + i) * exp(0.3 * kk_random_normal(&random));
                of->count[i * DIVISIONS + d][LEVELS - 1][buurt] = fmin(base, kk_random_poisson(&random, base * share));
            }
        }
}

static void add_divisions(country *of, uint32_t first, size_t buurt)
{
    for (uint32_t a = 0; a < AGES; a++)
        for (uint32_t s = 0; s < SEXES; s++) {
            double count = of->count[first + division(a, s)][LEVELS - 1][buurt];
            of->count[first + division(AGES, s)][LEVELS - 1][buurt] += count;
            of->count[first + division(a, SEXES)][LEVELS - 1][buurt] += count;
            of->count[first + division(AGES, SEXES)][LEVELS - 1][buurt] += count;
        }
}

static void add_up(country *of, uint32_t q)
{
    for (uint32_t l = LEVELS - 1; l-- > 0;) {
        const kk_level_link *link = &of->publication.link[l];
        for (size_t i = 0; i < of->publication.level[l].count; i++)
            for (uint32_t m = link->begin[i]; m < link->begin[i + 1]; m++)
                of->count[q][l][i] += of->count[q][l + 1][link->member[m]];
    }
}

static void make_counts(country *of)
{
    size_t buurten = of->publication.level[LEVELS - 1].count;
    for (uint32_t q = 0; q < QUANTITIES; q++)
        for (uint32_t l = 0; l < LEVELS; l++)
            of->count[q][l] = room(of, of->publication.level[l].count, sizeof(double));
    for (size_t b = 0; b < buurten; b++) count_buurt(of, b);
    for (uint32_t i = 0; i <= INDICATORS; i++)
        for (size_t b = 0; b < buurten; b++) add_divisions(of, i * DIVISIONS, b);
    for (uint32_t q = 0; q < QUANTITIES; q++) add_up(of, q);
}

/* ---- what is published ---- */

static void relate(country *of, uint32_t whole, const uint32_t *parts, size_t count, const char *beyond)
{
    uint32_t *part = room(of, count, sizeof *part);
    memcpy(part, parts, count * sizeof *part);
    of->publication.relation[of->publication.relation_count++] =
        (kk_relation){KK_RELATION_SUM, whole, count, part, beyond};
}

static void describe_indicator(country *of, uint32_t i)
{
    uint32_t first = i * DIVISIONS, part[AGES];
    for (uint32_t s = 0; s <= SEXES; s++) {
        for (uint32_t a = 0; a < AGES; a++) part[a] = first + division(a, s);
        relate(of, first + division(AGES, s), part, AGES, "age");
    }
    for (uint32_t a = 0; a <= AGES; a++) {
        for (uint32_t s = 0; s < SEXES; s++) part[s] = first + division(a, s);
        relate(of, first + division(a, SEXES), part, SEXES, "sex");
    }
}

static kk_quantity_sum one(country *of, uint32_t quantity)
{
    uint32_t *which = room(of, 1, sizeof *which);
    double *coefficient = room(of, 1, sizeof *coefficient);
    *which = quantity;
    *coefficient = 1;
    return (kk_quantity_sum){1, which, coefficient};
}

static void describe(country *of)
{
    kk_publication *publication = &of->publication;
    publication->quantity = room(of, QUANTITIES, sizeof *publication->quantity);
    publication->relation = room(of, INDICATORS * RELATIONS, sizeof *publication->relation);
    publication->indicator = room(of, PUBLIC, sizeof *publication->indicator);
    publication->quantity_count = QUANTITIES;
    publication->indicator_count = PUBLIC;
    for (uint32_t q = 0; q < QUANTITIES; q++)
        publication->quantity[q] =
            (kk_quantity){kk_arena_format(&of->arena, "q%u", q), q >= PUBLIC, true, true, 0, (int32_t)q};
    for (uint32_t i = 0; i < INDICATORS; i++) describe_indicator(of, i);
    for (uint32_t q = 0; q < PUBLIC; q++)
        publication->indicator[q] = (kk_publication_indicator){.name = publication->quantity[q].name,
                                                               .kind = KK_SHARE,
                                                               .per = 100,
                                                               .numerator = one(of, q),
                                                               .denominator = one(of, PUBLIC + q % DIVISIONS)};
    publication->rules = (kk_publication_rules){MINIMUM, 2, 5, 0.2, 0};
}

static kk_figure_status rule(double count, double base)
{
    if (base == 0) return KK_FIGURE_NO_POPULATION;
    if (base < MINIMUM) return KK_FIGURE_SUPPRESSED_BASE;
    if (count > 0 && count < MINIMUM) return KK_FIGURE_SUPPRESSED_COUNT;
    return count < base && base - count < MINIMUM ? KK_FIGURE_SUPPRESSED_REST : KK_FIGURE_OK;
}

static void fill_column(country *of, uint32_t q, uint32_t l, kk_publication_column *column)
{
    size_t count = of->publication.level[l].count;
    *column = (kk_publication_column){.indicator = q, .level = l, .period = "2024", .status = room(of, count, 1)};
    double **parts[] = {&column->value, &column->lower, &column->upper, &column->numerator, &column->denominator};
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) *parts[p] = room(of, count, sizeof(double));
    for (size_t i = 0; i < count; i++) {
        double numerator = of->count[q][l][i], base = of->count[PUBLIC + q % DIVISIONS][l][i];
        column->numerator[i] = numerator;
        column->denominator[i] = base;
        column->value[i] = 100 * numerator / base;
        column->lower[i] = column->upper[i] = NAN;
        column->status[i] = (uint8_t)rule(numerator, base);
    }
}

static void make_columns(country *of)
{
    of->publication.column = room(of, PUBLIC * LEVELS, sizeof *of->publication.column);
    for (uint32_t l = 0; l < LEVELS; l++)
        for (uint32_t q = 0; q < PUBLIC; q++)
            if (l <= of->detail || q % DIVISIONS == division(AGES, SEXES))
                fill_column(of, q, l, &of->publication.column[of->publication.column_count++]);
}

/* ---- the work ---- */

static kk_figure find_truth(const void *context, const kk_quantity *quantity, uint32_t level, uint32_t area,
                            const char *period)
{
    const country *of = context;
    (void)period;
    return (kk_figure){of->count[quantity->column][level][area], KK_FIGURE_OK};
}

static void forget(const kk_publication *publication)
{
    for (size_t c = 0; c < publication->column_count; c++) {
        const kk_publication_column *column = &publication->column[c];
        for (size_t i = 0; i < publication->level[column->level].count; i++)
            if (!kk_figure_has_value(column->status[i]))
                column->value[i] = column->numerator[i] = column->denominator[i] = NAN;
    }
}

static kk_status suppress(country *of, int threads, kk_error *err)
{
    kk_protection_result result;
    double since = now_seconds();
    kk_status status = kk_facts_make(&of->publication, find_truth, of, &of->arena, err);
    const kk_suppression task = {&of->publication, of->publication.column_count, find_truth, of, KK_EFFORT_QUICK,
                                 threads};
    if (status == KK_OK) status = kk_suppress(&task, &result, err);
    if (status != KK_OK) return status;
    forget(&of->publication);
    printf("suppress=%.3f\nhidden=%zu\nunmet=%zu\n", now_seconds() - since, result.hidden, result.unmet);
    fflush(stdout);
    return status;
}

/* Of a cell that does not say why it is hidden only what is sure to be few is a leak. */
static size_t count_leaks(const country *of, const kk_system *system, const kk_finding *finding)
{
    size_t leaks = 0;
    for (size_t d = 0; d < system->demand_count; d++) {
        bool is_untold = strcmp(system->demanded[d].rule, kk_figure_status_name(KK_FIGURE_SUPPRESSED)) == 0;
        leaks += finding[d].verdict == KK_VERDICT_LEAK &&
                 (!is_untold || kk_derived_is_told(&of->publication.rules, finding[d].lower, finding[d].upper));
    }
    return leaks;
}

static kk_status audit(country *of, int threads, kk_error *err)
{
    kk_arena arena;
    kk_system system;
    kk_attack_counts counts;
    kk_arena_init(&arena);
    kk_finding *finding = NULL;
    double since = now_seconds();
    kk_status status = kk_system_make(&of->publication, NULL, NULL, threads, &arena, &system, err);
    if (status != KK_OK) goto done;
    printf("variables=%zu\ndemands=%zu\n", system.knowledge.variable_count, system.demand_count);
    finding = calloc(system.demand_count + 1, sizeof *finding);
    if (finding == NULL) exit(1);
    status = kk_attack(&system.knowledge, system.demand, system.demand_count, NULL, KK_ATTACK_EXACT, threads, finding,
                       &counts, err);
    if (status != KK_OK) goto done;
    printf("audit=%.3f\nby_tables=%zu\nby_programs=%zu\nleaks=%zu\nprograms=%zu\nlargest=%zu\n", now_seconds() - since,
           counts.by_tables, counts.by_programs, count_leaks(of, &system, finding), counts.programs,
           counts.largest_component);
done:
    free(finding);
    kk_arena_clear(&arena);
    return status;
}

static size_t cells_of(const kk_publication *publication, bool hidden)
{
    size_t cells = 0;
    for (size_t c = 0; c < publication->column_count; c++)
        for (size_t i = 0; i < publication->level[publication->column[c].level].count; i++)
            cells += !hidden || kk_figure_is_suppressed(publication->column[c].status[i]);
    return cells;
}

int main(int argc, char **argv)
{
    static country of;
    kk_error err = {0};
    int gemeenten = argc >= 3 ? atoi(argv[1]) : 0, threads = argc >= 3 ? atoi(argv[2]) : 0;
    bool to_buurt = argc == 4 && strcmp(argv[3], "buurt") == 0;
    if (gemeenten < 1 || threads < 1 || argc > 4 || (argc == 4 && !to_buurt)) {
        fputs("usage: disclosure GEMEENTEN THREADS [buurt]\n", stderr);
        return 2;
    }
    kk_arena_init(&of.arena);
    of.detail = to_buurt ? LEVELS - 1 : LEVELS - 2;
    make_areas(&of, (uint32_t)gemeenten);
    make_counts(&of);
    describe(&of);
    make_columns(&of);
    printf("cells=%zu\nprimary=%zu\n", cells_of(&of.publication, false), cells_of(&of.publication, true));
    kk_status status = suppress(&of, threads, &err);
    if (status == KK_OK) status = audit(&of, threads, &err);
    printf("memory=%ld\n", peak_kb() / 1024);
    if (status != KK_OK) fprintf(stderr, "disclosure: %s\n", err.message);
    kk_arena_clear(&of.arena);
    return status;
}
