/* SPDX-License-Identifier: EUPL-1.2 */
/* The wijken of 2022 and the buurten of 2024 beside spdep and GEOS: tests/reference/neighbours. */
#include "unit/check.h"

#include "kk/ingest.h"
#include "kk/neighbours.h"

#include <unistd.h>

enum { MODULUS = 2147483647 };

typedef struct country {
    kk_arena arena;
    kk_rejects rejects;
    kk_areas areas;
    uint32_t *chosen;
    size_t count;
} country;

static const char *real_file(const char *name)
{
    static char path[512];
    const char *folder = getenv("KANSENKOMPAS_REAL_DATA");
    snprintf(path, sizeof path, "%s/real/%s", folder == NULL ? "../shared/data" : folder, name);
    return path;
}

static void read_country(country *all, kk_config_source source, const char *name)
{
    kk_error err = {0};
    source.file = (kk_config_file){name, real_file(name), {"p.yaml", 3, 7}};
    kk_config config = {.areas = {.sources = &source, .source_count = 1, .mark = {"p.yaml", 2, 1}}};
    *all = (country){0};
    kk_arena_init(&all->arena);
    kk_rejects_init(&all->rejects, &all->arena);
    if (kk_areas_read(&config, &all->arena, &all->rejects, &all->areas, &err) != KK_OK) fail_msg("%s", err.message);
    all->chosen = kk_arena_alloc(&all->arena, all->areas.level[0].count, sizeof *all->chosen);
    assert_non_null(all->chosen);
}

static void clear_country(country *all)
{
    kk_rejects_clear(&all->rejects);
    kk_arena_clear(&all->arena);
}

static kk_neighbours make(country *all, const kk_config_neighbours *rule, int threads)
{
    kk_error err = {0};
    kk_neighbours found, part;
    kk_level level = all->areas.level[0];
    bool *left_out = kk_arena_alloc(&all->arena, level.count, sizeof *left_out);
    assert_non_null(left_out);
    for (size_t i = 0; i < level.count; i++) left_out[i] = true;
    for (size_t k = 0; k < all->count; k++) left_out[all->chosen[k]] = false;
    level.water = left_out; /* so that the nearest are those among the chosen */
    if (kk_neighbours_make(&level, rule, threads, &all->arena, &found, &err) != KK_OK) fail_msg("%s", err.message);
    assert_int_equal(kk_neighbours_subset(&found, all->chosen, all->count, &all->arena, &part, &err), KK_OK);
    return part;
}

static uint64_t checksum(const kk_neighbours *found)
{
    uint64_t h = 0;
    for (size_t i = 0; i < found->count; i++)
        for (uint32_t k = found->begin[i]; k < found->begin[i + 1]; k++) {
            h = (31 * h + i + 1) % MODULUS;
            h = (31 * h + found->neighbour[k] + 1) % MODULUS;
        }
    return h;
}

/* Of the reference: "boundary" and "piece" of GEOS are our queen and rook; spdep's queen where no T-junctions are. */
static bool rule_of(const char *areas, const char *name, double parameter, kk_config_neighbours *rule)
{
    static const char *const names[] = {"boundary", "piece", "nearest", "distance"};
    *rule = (kk_config_neighbours){.tolerance_m = parameter, .nearest = (unsigned)parameter, .distance_m = parameter};
    for (unsigned i = 0; i < 4; i++) {
        if (strcmp(name, names[i]) != 0) continue;
        rule->rule = (kk_neighbour_rule)i;
        return true;
    }
    return strcmp(areas, "wijken_2022") == 0 && strcmp(name, "queen") == 0;
}

/* Compares with every line of these areas; how many there were. */
static int compare_all(country *all, const char *areas)
{
    char line[200], name[40], rule_name[40];
    double parameter;
    unsigned count, links, islands;
    unsigned long expected;
    int compared = 0;
    FILE *file = fopen("tests/reference/neighbours/neighbours.csv", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        kk_config_neighbours rule;
        if (sscanf(line, "%39[^,],%39[^,],%lf,%u,%u,%u,%lu", name, rule_name, &parameter, &count, &links, &islands,
                   &expected) != 7 ||
            strcmp(name, areas) != 0 || !rule_of(areas, rule_name, parameter, &rule))
            continue;
        kk_neighbours found = make(all, &rule, 2);
        if (found.count != count || found.begin[found.count] != links || kk_neighbours_islands(&found) != islands ||
            checksum(&found) != expected)
            fail_msg("%s: %u links, %zu islands, checksum %lu", line, found.begin[found.count],
                     kk_neighbours_islands(&found), (unsigned long)checksum(&found));
        compared++;
    }
    fclose(file);
    return compared;
}

/* All but those that lack one of the figures. */
static void choose_wijken(country *all)
{
    char text[1000] = "";
    FILE *file = fopen("tests/reference/neighbours/left_out.txt", "r");
    assert_non_null(file);
    assert_true(fread(text, 1, sizeof text - 1, file) > 0);
    fclose(file);
    const kk_level *level = &all->areas.level[0];
    for (uint32_t i = 0; i < level->count; i++)
        if (strstr(text, level->code[i]) == NULL) all->chosen[all->count++] = i;
}

static void wijken_with_both_figures_have_18890_links(void **state)
{
    (void)state;
    country all;
    const kk_config_neighbours queen = {.rule = KK_NEIGHBOURS_QUEEN, .tolerance_m = 0.001};
    read_country(&all, (kk_config_source){.level = "wijk", .code = "code", .name = "name"}, "wijken_2022.gpkg");
    choose_wijken(&all);
    kk_neighbours found = make(&all, &queen, 2);
    assert_int_equal(found.count, 3312);
    assert_int_equal(found.begin[found.count], 18890);
    for (size_t i = 0; i < found.count; i++) {
        const char *code = all.areas.level[0].code[all.chosen[i]];
        bool is_island = strcmp(code, "WK006000") == 0 || strcmp(code, "WK008800") == 0;
        assert_int_equal(found.begin[i] == found.begin[i + 1], is_island);
    }
    assert_int_equal(compare_all(&all, "wijken_2022"), 6);
    clear_country(&all);
}

static void buurten_of_2024_as_geos_has_them(void **state)
{
    (void)state;
    country all;
    const kk_config_neighbours queen = {.rule = KK_NEIGHBOURS_QUEEN, .tolerance_m = 0.001};
    read_country(&all, (kk_config_source){.level = "buurt", .layer = "buurten"}, "wijkenbuurten_2024.gpkg");
    for (all.count = 0; all.count < all.areas.level[0].count; all.count++) all.chosen[all.count] = (uint32_t)all.count;
    assert_int_equal(all.count, 14566);
    assert_int_equal(compare_all(&all, "buurten_2024"), 4);
    kk_neighbours one = make(&all, &queen, 1), three = make(&all, &queen, 3);
    assert_int_equal(checksum(&one), checksum(&three));
    clear_country(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wijken_with_both_figures_have_18890_links),
        cmocka_unit_test(buurten_of_2024_as_geos_has_them),
    };
    const char *const files[] = {"wijken_2022.gpkg", "wijkenbuurten_2024.gpkg"};
    for (size_t i = 0; i < 2; i++) {
        if (access(real_file(files[i]), R_OK) == 0) continue;
        printf("skipped: %s is not there\n", real_file(files[i]));
        return 77;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
