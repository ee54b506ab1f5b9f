/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/estimates.h"
#include "disclosure/estimate_sums.h"
#include "kk/disclosure.h"
#include "kk/log.h"
#include "publish/estimates_sums_csv.h"

kk_status kk_run_read_cohort(kk_run *run, kk_error *err)
{
    const kk_config *config = run->config;
    if (!config->estimates.given) return KK_OK;
    kk_status status = kk_cohort_read(config, &run->areas, kk_finder_find, &run->finder, run->threads, &run->arena,
                                      &run->rejects, &run->cohort, err);
    return status == KK_OK ? kk_chosen_wanted(config, &run->cohort.frame, &run->arena, &run->choice, err) : status;
}

/* What a block of estimates goes through. */
typedef struct estimating {
    kk_run *run;
    kk_cube *cube;
    kk_estimates_csv *csv;
    kk_released_estimates *released;
    kk_estimate_sums sums;
    kk_estimate_guard *guard; /* NULL: nothing is hidden for others' sake */
    kk_estimates_told told;
} estimating;

/* Hides what would give others away, and forgets what is made of it for maps. */
static kk_status guard_block(estimating *work, kk_estimates *raw, kk_error *err)
{
    if (work->guard == NULL) return KK_OK;
    kk_status status = kk_estimate_guard_hide(work->guard, raw, err);
    if (status == KK_OK) kk_cube_withhold(work->cube, raw);
    return status;
}

static kk_status estimate_block(estimating *work, size_t block, kk_error *err)
{
    kk_run *run = work->run;
    const kk_config_estimates *config = &run->config->estimates;
    double clock = kk_clock_now();
    kk_estimates raw;
    kk_status status = kk_cube_estimate(work->cube, block, &raw, err);
    kk_run_time(run, "estimate", &clock);
    if (status == KK_OK) status = guard_block(work, &raw, err);
    kk_run_time(run, "protect estimates", &clock);
    if (status == KK_OK)
        status = kk_release_estimates(&raw, run->threads, &work->released, &run->estimates_shown,
                                      &run->estimates_hidden, err);
    if (status == KK_OK) kk_estimates_told_add(&work->sums, work->released, &work->told);
    kk_run_time(run, "release estimates", &clock);
    if (status == KK_OK) status = kk_estimates_csv_add(work->csv, work->released, err);
    kk_run_time(run, "write estimates", &clock);
    if (status == KK_OK && config->into_database) status = kk_store_estimates_add(run->store, work->released, err);
    kk_run_time(run, "load estimates", &clock);
    return status;
}

static kk_status estimate_blocks(estimating *work, kk_error *err)
{
    size_t blocks = kk_cohort_blocks(&work->run->cohort);
    kk_status status = KK_OK;
    kk_progress_begin("estimates", blocks);
    for (size_t block = 0; block < blocks && status == KK_OK; block++) {
        status = estimate_block(work, block, err);
        kk_progress_step(1);
    }
    kk_progress_end();
    kk_released_estimates_free(work->released);
    return status;
}

static kk_status write_and_load(estimating *work, kk_error *err)
{
    kk_run *run = work->run;
    const kk_config_estimates *config = &run->config->estimates;
    const kk_estimate_frame *frame = &run->cohort.frame;
    kk_status status = kk_estimates_csv_begin(frame, run->folder, config->compress, run->threads, &work->csv, err);
    if (status != KK_OK) return status;
    if (config->into_database) status = kk_store_estimates_begin(run->store, frame, err);
    if (status == KK_OK) status = estimate_blocks(work, err);
    double clock = kk_clock_now();
    if (status == KK_OK && config->into_database) status = kk_store_estimates_end(run->store, err);
    kk_run_time(run, "load estimates", &clock);
    if (status == KK_OK) status = kk_write_estimates_sums_csv(&work->sums, &work->told, run->folder, err);
    kk_error ending;
    kk_status ended = kk_estimates_csv_end(work->csv, status == KK_OK ? err : &ending);
    kk_run_time(run, "write estimates", &clock);
    return status == KK_OK ? ended : status;
}

/* What the sums are, and who keeps them from telling too much. */
static kk_status begin_guard(estimating *work, kk_error *err)
{
    kk_run *run = work->run;
    kk_status status = kk_estimate_sums_make(&run->cohort, &run->config->estimates, &run->arena, &work->sums, err);
    if (status == KK_OK) status = kk_estimates_told_init(&work->sums, &run->arena, &work->told, err);
    if (status == KK_OK && run->config->disclosure.secondary_estimates)
        status = kk_estimate_guard_new(&work->sums, run->threads, &work->guard, err);
    return status;
}

/* How many are hidden is told to ten: exactly it would be a figure of those who are few. */
static int64_t rounded(int64_t cells)
{
    return (cells + 5) / 10 * 10;
}

kk_status kk_run_estimate(kk_run *run, kk_error *err)
{
    const kk_config_estimates *config = &run->config->estimates;
    if (!config->given) return KK_OK;
    estimating work = {.run = run};
    double clock = kk_clock_now();
    kk_status status = kk_cube_new(&run->cohort, config->rule, config->threshold, run->choice.wanted, run->choice.count,
                                   run->threads, &work.cube, err);
    kk_run_time(run, "estimate", &clock);
    if (status == KK_OK) status = begin_guard(&work, err);
    kk_run_time(run, "protect estimates", &clock);
    if (status == KK_OK) status = write_and_load(&work, err);
    if (status == KK_OK) status = kk_chosen_make(&run->choice, work.cube, &run->arena, &run->chosen, err);
    run->estimates_hidden = rounded(run->estimates_hidden);
    kk_estimate_guard_free(work.guard);
    kk_cube_free(work.cube);
    kk_cohort_clear(&run->cohort);
    return status;
}
