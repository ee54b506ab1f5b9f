/* SPDX-License-Identifier: EUPL-1.2 */
/* The buurten of 2024, merged to 500 inhabitants. */
#include "unit/check.h"

#include "kk/merge.h"
#include "kk/neighbours.h"

#include <unistd.h>

#define PROJECT                                                                                                        \
    "project: {name: p, period: 2024}\n"                                                                               \
    "areas:\n"                                                                                                         \
    "  sources: [{file: %1$s/real/wijkenbuurten_2024.gpkg}]\n"                                                         \
    "  groups: [{name: groot, merge: {until: 500, population: kwb.a_inw}}]\n"                                          \
    "tables: [{name: kwb, file: %1$s/real/kwb-2024.csv, public: true, period: 2024}]\n"

typedef struct country {
    kk_arena arena;
    kk_rejects rejects;
    kk_config *config;
    kk_areas areas;
    kk_table table;
    const kk_level *buurt, *merged;
    uint32_t *area_of; /* [buurt] the area it is in */
    kk_error err;
} country;

static void check(const country *all, kk_status status)
{
    if (status != KK_OK) fail_msg("%s", all->err.message);
}

static const char *real_folder(void)
{
    const char *folder = getenv("KANSENKOMPAS_REAL_DATA");
    return folder == NULL ? "../shared/data" : folder;
}

static bool has_real_data(void)
{
    char path[1000];
    snprintf(path, sizeof path, "%s/real/kwb-2024.csv", real_folder());
    return access(path, R_OK) == 0;
}

static void read_country(country *all)
{
    char text[2000];
    snprintf(text, sizeof text, PROJECT, real_folder());
    *all = (country){0};
    kk_arena_init(&all->arena);
    kk_rejects_init(&all->rejects, &all->arena);
    check(all, kk_config_parse(text, strlen(text), "p.yaml", &all->config, &all->err));
    check(all, kk_areas_read(all->config, &all->arena, &all->rejects, &all->areas, &all->err));
    check(all, kk_table_read(all->config, 0, &all->arena, &all->rejects, &all->table, &all->err));
    check(all, kk_areas_merge(all->config, &all->table, 2, &all->areas, &all->arena, &all->err));
    all->merged = &all->areas.level[all->areas.level_count - 1];
    all->buurt = &all->areas.level[all->merged->membership.member_level];
}

static void clear_country(country *all)
{
    free(all->area_of);
    kk_config_free(all->config);
    kk_rejects_clear(&all->rejects);
    kk_arena_clear(&all->arena);
}

/* Every land buurt is in one area. */
static void divide(country *all)
{
    const kk_membership *members = &all->merged->membership;
    all->area_of = malloc((all->buurt->count + 1) * sizeof *all->area_of);
    assert_non_null(all->area_of);
    for (size_t i = 0; i < all->buurt->count; i++) all->area_of[i] = UINT32_MAX;
    for (uint32_t i = 0; i < all->merged->count; i++)
        for (uint32_t m = members->member_begin[i]; m < members->member_begin[i + 1]; m++) {
            assert_int_equal(all->area_of[members->member[m]], UINT32_MAX);
            all->area_of[members->member[m]] = i;
        }
    for (size_t i = 0; i < all->buurt->count; i++)
        assert_int_equal(all->area_of[i] == UINT32_MAX, all->buurt->water[i]);
}

/* Inhabitants of each area, as far as they are known. */
static double *count_persons(const country *all)
{
    double *persons = calloc(all->merged->count + 1, sizeof *persons);
    assert_non_null(persons);
    for (size_t row = 0; row < all->table.row_count; row++) {
        ptrdiff_t buurt = kk_level_find(all->buurt, all->table.code[row]);
        double value = all->table.value[row * all->table.column_count + all->config->areas.groups[0].merge.column];
        if (buurt >= 0 && value > 0) persons[all->area_of[buurt]] += value;
    }
    return persons;
}

static void test_what_stays_small_borders_on_nothing_of_its_wijk(void **state)
{
    (void)state;
    static const kk_config_neighbours rook = {.rule = KK_NEIGHBOURS_ROOK, .tolerance_m = 0.001};
    country all;
    kk_neighbours near;
    if (!has_real_data()) skip();
    read_country(&all);
    divide(&all);
    assert_in_range(all.merged->count, 9000, 11000);
    double *persons = count_persons(&all);
    check(&all, kk_neighbours_make(all.buurt, &rook, 2, &all.arena, &near, &all.err));
    size_t small = 0;
    for (uint32_t i = 0; i < all.buurt->count; i++)
        for (uint32_t k = near.begin[i]; k < near.begin[i + 1]; k++) {
            uint32_t area = all.area_of[i], other = all.area_of[near.neighbour[k]];
            bool same_wijk = strcmp(all.buurt->parent[i], all.buurt->parent[near.neighbour[k]]) == 0;
            if (area == other) assert_true(same_wijk);
            if (area != other && same_wijk) assert_true(persons[area] >= 500);
        }
    for (uint32_t i = 0; i < all.merged->count; i++) small += persons[i] < 500;
    assert_in_range(small, 500, 1500);
    free(persons);
    clear_country(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_stays_small_borders_on_nothing_of_its_wijk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
