/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/disclosure.h"
#include "kk/log.h"
#include "kk/publish.h"
#include "publish/tree.h"

#include <signal.h>
#include <unistd.h>

/* Two outcomes, incomes × sexes, a land and two wijken; of each region some combinations have persons. */
enum { CELLS = 7 };

typedef struct fixture {
    kk_estimate_frame frame;
    kk_framed_outcome outcome[2];
    kk_dimension dimension[2];
    kk_region_type type[2];
    size_t first_land[2], first_wijk[3];
    uint16_t combination[CELLS];
    kk_estimate_cell cell[2][CELLS];
    kk_cells cells;
    kk_estimates raw;
    kk_released_estimates *released;
    char folder[64];
    kk_error err;
} fixture;

static const char *incomes[] = {"all", "Low"}, *sexes[] = {"all", "Men, \"young\"", "Women"};
static const char *lands[] = {"all"}, *wijken[] = {"WK000100", "a,b"}, *titles[] = {"", ""};

static const kk_estimate_cell some_cells[2][CELLS] = {
    {{0.25, 0.125, 0.375, 8000, false},
     {0.1, 1e-7, 0.30000000000000004, 40, false},
     {0.5, 0.25, 0.75, 9, true},
     {-0.000001, -2.5e-9, -0.0, 12, false},
     {NAN, NAN, NAN, 0, true},
     {1.0 / 3, NAN, NAN, 11, false},
     {123456789.125, 1e15, 1e300, 2147483647, false}},
    {{1, 1, 1, 10, false},
     {2, 2, 2, 5, true},
     {2, 2, 2, 5, true},
     {2, 2, 2, 5, true},
     {2, 2, 2, 5, true},
     {2, 2, 2, 5, true},
     {2, 2, 2, 5, true}},
};

static const char header[] = "outcome,income_group,gender_group,region_type,region_id,n,est,lwr,upr\n";

static void set_frame(fixture *f)
{
    f->outcome[0] = (kk_framed_outcome){.name = "youth \"protection\"", .is_binary = true};
    f->outcome[1] = (kk_framed_outcome){.name = "income"};
    f->dimension[0] = (kk_dimension){.name = "income", .group_count = 2, .group = incomes};
    f->dimension[1] = (kk_dimension){.name = "gender", .group_count = 3, .group = sexes};
    f->type[0] = (kk_region_type){.name = "all", .count = 1, .id = lands, .title = titles};
    f->type[1] = (kk_region_type){.name = "wijk_code", .count = 2, .id = wijken, .title = titles};
    f->frame = (kk_estimate_frame){2, 2, 2, f->outcome, f->dimension, f->type, 6, -1};
}

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    set_frame(f);
    memcpy(f->first_land, (size_t[]){0, 3}, sizeof f->first_land);
    memcpy(f->first_wijk, (size_t[]){3, 5, 7}, sizeof f->first_wijk);
    memcpy(f->combination, (uint16_t[]){0, 4, 5, 0, 2, 1, 3}, sizeof f->combination);
    memcpy(f->cell, some_cells, sizeof f->cell);
    f->cells = (kk_cells){.count = CELLS, .first = {f->first_land, f->first_wijk}, .combination = f->combination};
    f->raw = (kk_estimates){.frame = &f->frame, .cells = &f->cells, .outcome_count = 2};
    f->raw.cell[0] = f->cell[0];
    f->raw.cell[1] = f->cell[1];
    strcpy(f->folder, "/tmp/kk-estimates-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    *state = f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    assert_int_equal(kk_tree_remove(f->folder), 0);
    kk_released_estimates_free(f->released);
    free(f);
    return 0;
}

static const char *path_of(const fixture *f, const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    return path;
}

/* All of a stream, with a NUL behind. The caller frees it. */
static char *read_stream(FILE *stream, size_t *length)
{
    size_t capacity = 1 << 16;
    char *bytes = malloc(capacity);
    assert_non_null(bytes);
    *length = 0;
    for (size_t got; (got = fread(bytes + *length, 1, capacity - *length - 1, stream)) > 0;) {
        *length += got;
        if (*length + 1 < capacity) continue;
        bytes = realloc(bytes, capacity *= 2);
        assert_non_null(bytes);
    }
    bytes[*length] = '\0';
    return bytes;
}

static char *read_plain(const fixture *f, size_t *length)
{
    FILE *file = fopen(path_of(f, "estimates.csv"), "r");
    assert_non_null(file);
    char *bytes = read_stream(file, length);
    fclose(file);
    return bytes;
}

/* As gunzip reads it, which must find nothing wrong. */
static char *read_unzipped(const fixture *f, size_t *length)
{
    char command[160];
    snprintf(command, sizeof command, "gzip -dc '%s'", path_of(f, "estimates.csv.gz"));
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    char *bytes = read_stream(pipe, length);
    assert_int_equal(pclose(pipe), 0);
    return bytes;
}

/* How many estimates were released. */
static int64_t write_file(fixture *f, bool compress, int threads)
{
    kk_estimates_csv *csv = NULL;
    int64_t shown = 0, hidden = 0;
    assert_int_equal(kk_estimates_csv_begin(&f->frame, f->folder, compress, threads, &csv, &f->err), KK_OK);
    assert_int_equal(kk_release_estimates(&f->raw, threads, &f->released, &shown, &hidden, &f->err), KK_OK);
    assert_int_equal(kk_estimates_csv_add(csv, f->released, &f->err), KK_OK);
    assert_int_equal(kk_estimates_csv_end(csv, &f->err), KK_OK);
    return shown;
}

/* ---- what is in the file ---- */

static void the_file_to_the_byte(void **state)
{
    fixture *f = *state;
    size_t length;
    assert_int_equal(write_file(f, false, 1), 6);
    char *text = read_plain(f, &length);
    assert_string_equal(
        text, "outcome,income_group,gender_group,region_type,region_id,n,est,lwr,upr\n"
              "\"youth \"\"protection\"\"\",all,all,all,all,8000,0.25,0.125,0.375\n"
              "\"youth \"\"protection\"\"\",Low,\"Men, \"\"young\"\"\",all,all,40,0.1,1e-07,0.30000000000000004\n"
              "\"youth \"\"protection\"\"\",all,all,wijk_code,WK000100,12,-0.000001,-2.5e-09,0\n"
              "\"youth \"\"protection\"\"\",all,\"Men, \"\"young\"\"\",wijk_code,\"a,b\",11,0.3333333333333333,,\n"
              "\"youth \"\"protection\"\"\",Low,all,wijk_code,\"a,b\",2147483647,123456789.125,1e+15,1e+300\n"
              "income,all,all,all,all,10,1,1,1\n");
    free(text);
}

static void compressed_it_is_the_same(void **state)
{
    fixture *f = *state;
    size_t plain_length, length;
    assert_int_equal(write_file(f, false, 1), 6);
    assert_int_equal(write_file(f, true, 2), 6);
    char *plain = read_plain(f, &plain_length), *unzipped = read_unzipped(f, &length);
    assert_int_equal(length, plain_length);
    assert_string_equal(unzipped, plain);
    free(plain);
    free(unzipped);
}

static void blocks_follow_each_other(void **state)
{
    fixture *f = *state;
    kk_estimates_csv *csv = NULL;
    int64_t shown = 0, hidden = 0;
    size_t length;
    assert_int_equal(kk_estimates_csv_begin(&f->frame, f->folder, false, 2, &csv, &f->err), KK_OK);
    f->raw.outcome_count = 1;
    for (size_t o = 0; o < 2; o++) {
        f->raw.first_outcome = o;
        f->raw.cell[0] = f->cell[o];
        assert_int_equal(kk_release_estimates(&f->raw, 1, &f->released, &shown, &hidden, &f->err), KK_OK);
        assert_int_equal(kk_estimates_csv_add(csv, f->released, &f->err), KK_OK);
    }
    assert_int_equal(kk_estimates_csv_end(csv, &f->err), KK_OK);
    assert_int_equal(shown, 6);
    char *in_two = read_plain(f, &length);
    begin(state);
    assert_int_equal(write_file(*state, false, 1), 6);
    char *at_once = read_plain(*state, &length);
    assert_string_equal(in_two, at_once);
    free(in_two);
    free(at_once);
    end(state);
    *state = f;
}

static void without_rows_there_is_a_header(void **state)
{
    fixture *f = *state;
    size_t length;
    for (size_t i = 0; i < CELLS; i++) f->cell[0][i].hidden = f->cell[1][i].hidden = true;
    assert_int_equal(write_file(f, false, 2), 0);
    assert_int_equal(write_file(f, true, 2), 0);
    char *plain = read_plain(f, &length), *unzipped = read_unzipped(f, &length);
    assert_string_equal(plain, header);
    assert_string_equal(unzipped, header);
    free(plain);
    free(unzipped);
}

static void a_frame_of_nothing(void **state)
{
    fixture *f = *state;
    size_t length;
    f->frame = (kk_estimate_frame){.combination_count = 1};
    f->raw.outcome_count = 0;
    assert_int_equal(write_file(f, false, 0), 0);
    char *text = read_plain(f, &length);
    assert_string_equal(text, "outcome,region_type,region_id,n,est,lwr,upr\n");
    free(text);
}

/* ---- a file of many chunks ---- */

enum { REGIONS = 40000, BIG_CELLS = REGIONS * 6 };

typedef struct big_grid {
    char id[REGIONS][8];
    const char *id_of[REGIONS];
    size_t first[REGIONS + 1];
    uint16_t combination[BIG_CELLS];
    kk_estimate_cell cell[2][BIG_CELLS];
} big_grid;

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 11;
}

/* The land has no cells; every third cell is hidden, and one outcome is hidden in a long row of regions. */
static big_grid *grow(fixture *f)
{
    big_grid *grid = calloc(1, sizeof *grid);
    assert_non_null(grid);
    uint64_t seed = 4;
    for (size_t r = 0; r < REGIONS; r++) {
        snprintf(grid->id[r], sizeof grid->id[r], "%05zu", r);
        grid->id_of[r] = grid->id[r];
        grid->first[r + 1] = (r + 1) * 6;
    }
    for (size_t i = 0; i < BIG_CELLS; i++) {
        grid->combination[i] = (uint16_t)(i % 6);
        for (size_t o = 0; o < 2; o++) {
            double est = (double)next_random(&seed) * 0x1p-53, width = (double)next_random(&seed) * 0x1p-60;
            bool hidden = i % 3 == 1 || (o == 1 && i > BIG_CELLS / 4 && i < BIG_CELLS / 4 * 3);
            grid->cell[o][i] = (kk_estimate_cell){est, est - width, est + width, (int32_t)(i % 5000 + 1), hidden};
        }
    }
    memcpy(f->first_land, (size_t[]){0, 0}, sizeof f->first_land);
    f->type[1] = (kk_region_type){.name = "wijk_code", .count = REGIONS, .id = grid->id_of};
    f->cells = (kk_cells){BIG_CELLS, {f->first_land, grid->first}, grid->combination};
    f->raw.cell[0] = grid->cell[0];
    f->raw.cell[1] = grid->cell[1];
    return grid;
}

/* Checks the line at `line` and returns the next. */
static const char *check_line(const char *line, const kk_estimate_cell *cell, const char *region, const char *sex)
{
    char expected[128], *at;
    snprintf(expected, sizeof expected, ",%s,wijk_code,%s,%d,", sex, region, cell->n);
    const char *end = strchr(line, '\n');
    assert_non_null(end);
    const char *fields = memmem(line, (size_t)(end - line), expected, strlen(expected));
    assert_non_null(fields);
    assert_true(strtod(fields + strlen(expected), &at) == cell->est);
    assert_true(strtod(at + 1, &at) == cell->lower);
    assert_true(strtod(at + 1, &at) == cell->upper);
    assert_ptr_equal(at, end);
    return end + 1;
}

static void every_row_reads_back_in_order(void **state)
{
    static const char *const quoted[] = {"all", "\"Men, \"\"young\"\"\"", "Women"};
    fixture *f = *state;
    big_grid *grid = grow(f);
    size_t length;
    int64_t rows = write_file(f, false, 2);
    char *text = read_plain(f, &length);
    const char *line = strchr(text, '\n') + 1;
    for (size_t o = 0; o < 2; o++) {
        for (size_t i = 0; i < BIG_CELLS; i++) {
            if (grid->cell[o][i].n == 0) continue;
            line = check_line(line, &grid->cell[o][i], grid->id[i / 6], quoted[i % 3]);
            rows--;
        }
    }
    assert_int_equal(rows, 0);
    assert_ptr_equal(line, text + length);
    free(text);
    free(grid);
}

static void check_threads(fixture *f, const char *name, bool compress)
{
    char *expected = NULL;
    size_t expected_length = 0, length;
    for (int threads = 1; threads <= 5; threads += 2) {
        write_file(f, compress, threads);
        FILE *file = fopen(path_of(f, name), "r");
        assert_non_null(file);
        char *bytes = read_stream(file, &length);
        fclose(file);
        if (expected == NULL) {
            expected = bytes;
            expected_length = length;
            continue;
        }
        assert_int_equal(length, expected_length);
        assert_memory_equal(bytes, expected, length);
        free(bytes);
    }
    free(expected);
}

static void threads_change_no_byte(void **state)
{
    fixture *f = *state;
    big_grid *grid = grow(f);
    check_threads(f, "estimates.csv", false);
    check_threads(f, "estimates.csv.gz", true);
    size_t plain_length, length;
    char *plain = read_plain(f, &plain_length), *unzipped = read_unzipped(f, &length);
    assert_int_equal(length, plain_length);
    assert_memory_equal(unzipped, plain, length);
    free(plain);
    free(unzipped);
    free(grid);
}

/* ---- what can go wrong ---- */

static void a_full_disk_is_an_error(void **state)
{
    fixture *f = *state;
    kk_estimates_csv *csv = NULL;
    int64_t shown = 0, hidden = 0;
    big_grid *grid = grow(f);
    assert_int_equal(symlink("/dev/full", path_of(f, "estimates.csv")), 0);
    assert_int_equal(symlink("/dev/full", path_of(f, "estimates.csv.gz")), 0);
    assert_int_equal(kk_release_estimates(&f->raw, 1, &f->released, &shown, &hidden, &f->err), KK_OK);
    for (int compress = 0; compress < 2; compress++) {
        f->err = (kk_error){0};
        assert_int_equal(kk_estimates_csv_begin(&f->frame, f->folder, compress, 2, &csv, &f->err), KK_OK);
        assert_int_equal(kk_estimates_csv_add(csv, f->released, &f->err), KK_ERR_OUTPUT);
        assert_contains(f->err.message, "No space left on device while writing ");
        assert_contains(f->err.message, compress ? "/estimates.csv.gz" : "/estimates.csv");
        assert_int_equal(kk_estimates_csv_end(csv, &f->err), KK_ERR_OUTPUT);
    }
    free(grid);
}

static void a_folder_that_is_gone_is_an_error(void **state)
{
    fixture *f = *state;
    kk_estimates_csv *csv = NULL;
    assert_int_equal(kk_estimates_csv_begin(&f->frame, "/nowhere", false, 1, &csv, &f->err), KK_ERR_OUTPUT);
    assert_string_equal(f->err.message, "cannot make /nowhere/estimates.csv: No such file or directory");
    assert_null(csv);
    assert_int_equal(kk_estimates_csv_begin(&f->frame, "/nowhere", true, 1, &csv, &f->err), KK_ERR_OUTPUT);
    assert_contains(f->err.message, "/nowhere/estimates.csv.gz");
}

/* The last test: an interrupt is not forgotten. */
static void an_interrupt_stops_it(void **state)
{
    fixture *f = *state;
    kk_estimates_csv *csv = NULL;
    int64_t shown = 0, hidden = 0;
    assert_int_equal(kk_release_estimates(&f->raw, 1, &f->released, &shown, &hidden, &f->err), KK_OK);
    assert_int_equal(kk_estimates_csv_begin(&f->frame, f->folder, false, 2, &csv, &f->err), KK_OK);
    kk_interrupt_install();
    assert_int_equal(raise(SIGINT), 0);
    assert_int_equal(kk_estimates_csv_add(csv, f->released, &f->err), KK_ERR_INTERRUPTED);
    assert_int_equal(kk_estimates_csv_end(csv, &f->err), KK_ERR_INTERRUPTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_file_to_the_byte, begin, end),
        cmocka_unit_test_setup_teardown(compressed_it_is_the_same, begin, end),
        cmocka_unit_test_setup_teardown(blocks_follow_each_other, begin, end),
        cmocka_unit_test_setup_teardown(without_rows_there_is_a_header, begin, end),
        cmocka_unit_test_setup_teardown(a_frame_of_nothing, begin, end),
        cmocka_unit_test_setup_teardown(every_row_reads_back_in_order, begin, end),
        cmocka_unit_test_setup_teardown(threads_change_no_byte, begin, end),
        cmocka_unit_test_setup_teardown(a_full_disk_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(a_folder_that_is_gone_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(an_interrupt_stops_it, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
