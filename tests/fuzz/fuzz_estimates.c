/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The readers of released estimates: any bytes in one of both files give a frame and sums whose indices are all within
 * them, and counts that are none or not negative; or an error of input. The first byte chooses the file.
 */
#include "memory_file.h"

#include "audit/estimates_frame.h"
#include "kk/log.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES = 2, CELLS_MAX = 1 << 20 }; /* of all outcomes: more take memory and time, as they should */
static const char *const names[FILES] = {"estimates_sums.csv", "estimates.csv"};
static const char *const texts[FILES] = {
    "item,of,name,in,in_name\nrule,,threshold,,10\nrule,,numerators,,true\noutcome,0,care,binary,\n"
    "outcome,0,income,other,\ngroup,sex,all,mean,\ngroup,sex,Men,mean,\ngroup,sex,Women,window,\n"
    "class,sex,0,,all\nclass,sex,0,,Men\nclass,sex,1,,all\nclass,sex,1,,Women\nregion,all,all,,\n"
    "region,wijk,A,,\nregion,wijk,B,,\npart,wijk,A,all,all\npart,wijk,B,all,all\nrest,wijk,,all,all\n",
    "outcome,sex_group,region_type,region_id,n,est,lwr,upr\ncare,all,all,all,300,0.5,0,1\n"
    "care,Men,wijk,A,100,0.25,0,1\nincome,all,wijk,B,96,5,4,6\n",
};

static void write_file(const char *folder, size_t file, const void *bytes, size_t length)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, names[file]);
    FILE *out = fopen(path, "wb");
    require(out != NULL && fwrite(bytes, 1, length, out) == length && fclose(out) == 0);
}

static const char *make_folder(void)
{
    static char folder[64];
    if (*folder == '\0') {
        snprintf(folder, sizeof folder, "/dev/shm/kk-fuzz-XXXXXX");
        require(mkdtemp(folder) != NULL);
    }
    for (size_t i = 0; i < FILES; i++) write_file(folder, i, texts[i], strlen(texts[i]));
    return folder;
}

static void check_pattern(const kk_sum_pattern *pattern, size_t slots_max)
{
    require(pattern->cell_count <= pattern->slot_count && pattern->slot_count <= slots_max);
    for (size_t row = 0; row < pattern->row_count; row++) {
        require(pattern->whole[row] < pattern->cell_count && pattern->begin[row] <= pattern->begin[row + 1]);
        for (uint32_t i = pattern->begin[row]; i < pattern->begin[row + 1]; i++)
            require(pattern->part[i] < pattern->slot_count);
    }
}

static void check_sums(const kk_estimate_sums *sums)
{
    for (size_t d = 0; d < sums->frame->dimension_count; d++) check_pattern(&sums->dimension[d], sums->slots_max);
    for (size_t s = 0; s < sums->sum_count; s++) {
        check_pattern(&sums->sum[s].pattern, sums->slots_max);
        for (size_t i = 0; i < sums->sum[s].pattern.cell_count; i++)
            require(sums->sum[s].region[i] < sums->region_count);
    }
    for (size_t i = 0; i < sums->sums_begin[sums->region_count]; i++) require(sums->sums_of[i] < sums->sum_count);
    for (size_t o = 0; o < sums->frame->outcome_count; o++)
        require(sums->persons[sums->persons[o]] == sums->persons[o]);
}

static void check_counts(const kk_told_estimates *told)
{
    for (size_t o = 0; o < told->frame.outcome_count; o++)
        for (size_t i = 0; i < kk_estimate_cells(&told->sums); i++) {
            int32_t persons = told->persons[o][i], having = told->having[o] == NULL ? KK_UNTOLD : told->having[o][i];
            require(persons >= KK_UNTOLD && having >= KK_UNTOLD && having <= persons);
        }
}

static kk_status read_frame(const char *folder, kk_arena *arena, kk_told_estimates *out, kk_error *err)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, names[0]);
    const kk_config_file file = {.given = names[0], .path = path};
    return kk_told_frame_read(&file, arena, out, err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kk_told_estimates told;
    kk_error err;
    kk_arena arena;
    bool found;
    if (size == 0) return 0;
    kk_log_set_level(KK_LOG_WARNINGS);
    const char *folder = make_folder();
    write_file(folder, data[0] % FILES, data + 1, size - 1);
    kk_arena_init(&arena);
    kk_status status = read_frame(folder, &arena, &told, &err);
    if (status == KK_OK) check_sums(&told.sums);
    bool fits = status == KK_OK && kk_estimate_cells(&told.sums) * (told.frame.outcome_count + 1) <= CELLS_MAX;
    if (fits) status = kk_told_estimates_read(folder, &arena, &told, &found, &err);
    if (fits && status == KK_OK) check_counts(&told);
    require(status == KK_OK || (status == KK_ERR_INPUT && strchr(err.message, '\n') == NULL));
    kk_arena_clear(&arena);
    return 0;
}
