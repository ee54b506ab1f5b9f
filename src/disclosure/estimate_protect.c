/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/estimate_protect.h"

#include "disclosure/estimate_programs.h"
#include "kk/log.h"

#include <math.h>
#include <stdlib.h>

typedef struct protecting {
    const kk_cell_counts *counts;
    const kk_cell_hiding *hiding;
    kk_bounded_line bounded, other; /* `other` to look at the lines of a candidate */
    bool *asked, *visited;
} protecting;

enum { STEPS_MAX = 16 };

/* ---- what is known ---- */

static void open_cell(const protecting *work, size_t cell)
{
    work->counts->lower[cell] = 0;
    work->counts->upper[cell] = work->hiding->ceiling[cell];
}

/* A cell of nobody has no row either: nothing that is released tells it from one of few. */
static void know_what_is_shown(const protecting *work)
{
    const kk_cell_counts *counts = work->counts;
    for (size_t i = 0; i < kk_estimate_cells(counts->sums); i++) {
        counts->lower[i] = counts->upper[i] = counts->truth[i];
        if (work->hiding->hidden[i] || work->hiding->cost[i] == 0) open_cell(work, i);
    }
}

static bool is_demanded(const protecting *work, size_t cell)
{
    const kk_cell_counts *counts = work->counts;
    return work->hiding->hidden[cell] && counts->truth[cell] > 0 && counts->truth[cell] < counts->sums->threshold &&
           kk_counts_have(counts, cell % counts->sums->frame->combination_count);
}

static bool is_narrow(const protecting *work, size_t cell)
{
    const kk_cell_counts *counts = work->counts;
    return counts->upper[cell] != KK_COUNT_UNBOUNDED && counts->upper[cell] - counts->lower[cell] < KK_ESTIMATE_WIDTH;
}

/* ---- what to hide with a cell ---- */

/* Room that the other slots of a sum leave. */
static int64_t slack_of(const kk_bounded_line *bounded, size_t row, uint32_t but)
{
    const kk_sum_pattern *pattern = bounded->line.pattern;
    int64_t slack = 0;
    for (uint32_t i = pattern->begin[row]; i <= pattern->begin[row + 1]; i++) {
        uint32_t slot = i < pattern->begin[row + 1] ? pattern->part[i] : pattern->whole[row];
        if (slot == but) continue;
        if (bounded->upper[slot] == KK_COUNT_UNBOUNDED) return KK_COUNT_UNBOUNDED;
        slack += bounded->upper[slot] - bounded->lower[slot];
    }
    return slack;
}

static bool has_hidden(const protecting *work, const kk_estimate_line *line)
{
    for (size_t slot = 0; slot < line->pattern->cell_count; slot++)
        if (work->hiding->hidden[line->cell[slot]] && work->counts->truth[line->cell[slot]] > 0) return true;
    return false;
}

/* The root of the persons, doubled for each line that would have it as its only hidden cell. */
static double cost_of(protecting *work, size_t cell)
{
    const kk_estimate_sums *sums = work->counts->sums;
    int alone = 0;
    for (size_t i = 0; i < kk_lines_of(sums, cell); i++) {
        kk_line_through(sums, cell, i, &work->other.line);
        alone += work->other.line.pattern->row_count > 0 && !has_hidden(work, &work->other.line);
    }
    return ldexp(sqrt((double)work->hiding->cost[cell]), alone);
}

typedef struct choice {
    size_t cell; /* SIZE_MAX: none */
    double cost;
} choice;

static void consider(protecting *work, size_t cell, choice *best)
{
    if (work->hiding->hidden[cell] || work->counts->truth[cell] == 0) return;
    double cost = cost_of(work, cell);
    if (best->cell == SIZE_MAX || cost < best->cost) *best = (choice){cell, cost};
}

static choice cheapest_of(protecting *work, size_t row)
{
    const kk_sum_pattern *pattern = work->bounded.line.pattern;
    choice best = {.cell = SIZE_MAX};
    for (uint32_t i = pattern->begin[row]; i < pattern->begin[row + 1]; i++)
        if (pattern->part[i] < pattern->cell_count) consider(work, work->bounded.line.cell[pattern->part[i]], &best);
    consider(work, work->bounded.line.cell[pattern->whole[row]], &best);
    return best;
}

static bool row_has(const kk_sum_pattern *pattern, size_t row, uint32_t slot)
{
    if (pattern->whole[row] == slot) return true;
    for (uint32_t i = pattern->begin[row]; i < pattern->begin[row + 1]; i++)
        if (pattern->part[i] == slot) return true;
    return false;
}

static void hide(const protecting *work, size_t cell)
{
    work->hiding->hidden[cell] = true;
    open_cell(work, cell);
}

static uint32_t slot_of(const kk_estimate_line *line, size_t cell)
{
    uint32_t slot = 0;
    while (line->cell[slot] != cell) slot++;
    return slot;
}

/* The hidden cell of a sum, but one, of which most is known; SIZE_MAX: no other is hidden. */
static size_t narrowest_of(const protecting *work, size_t row, uint32_t but)
{
    const kk_sum_pattern *pattern = work->bounded.line.pattern;
    size_t narrowest = SIZE_MAX;
    int64_t width = INT64_MAX;
    for (uint32_t i = pattern->begin[row]; i <= pattern->begin[row + 1]; i++) {
        uint32_t slot = i < pattern->begin[row + 1] ? pattern->part[i] : pattern->whole[row];
        if (slot == but || slot >= pattern->cell_count) continue;
        size_t cell = work->bounded.line.cell[slot];
        if (!work->hiding->hidden[cell] || work->counts->truth[cell] == 0 || work->visited[cell]) continue;
        int64_t here = work->bounded.upper[slot] - work->bounded.lower[slot];
        if (here < width) width = here, narrowest = cell;
    }
    return narrowest;
}

/* Of the sums of a cell those that leave it least room. */
typedef struct tightest {
    int64_t slack_next, slack_with;
    size_t next; /* a hidden cell in such a sum, of which too much is known in turn */
    choice with; /* what is left to hide in such a sum */
} tightest;

/* A sum of which a cell is the only one that is hidden gets another; of the others the tightest are kept. */
static bool mend_line(protecting *work, size_t cell, tightest *least)
{
    const kk_sum_pattern *pattern = work->bounded.line.pattern;
    uint32_t slot = slot_of(&work->bounded.line, cell);
    bool mended = false;
    kk_bounded_line_tighten(work->counts, &work->bounded);
    for (size_t row = 0; row < pattern->row_count; row++) {
        if (!row_has(pattern, row, slot)) continue;
        int64_t slack = slack_of(&work->bounded, row, slot);
        if (slack >= least->slack_next && slack >= least->slack_with) continue;
        size_t next = narrowest_of(work, row, slot);
        choice with = cheapest_of(work, row);
        if (slack == 0 && next == SIZE_MAX && with.cell != SIZE_MAX) {
            hide(work, with.cell);
            mended = true;
        }
        if (next != SIZE_MAX && slack < least->slack_next) least->slack_next = slack, least->next = next;
        if (with.cell != SIZE_MAX && slack < least->slack_with) least->slack_with = slack, least->with = with;
    }
    return mended;
}

/* Walks from a cell to others that hide it no longer, until there is a sum that can be mended. */
static bool mend(protecting *work, size_t cell, int64_t slack)
{
    const kk_cell_counts *counts = work->counts;
    size_t visited[STEPS_MAX], steps = 0;
    choice with = {.cell = SIZE_MAX};
    bool mended = false;
    while (!mended && cell != SIZE_MAX && steps < STEPS_MAX) {
        tightest least = {.slack_next = slack, .slack_with = slack, .next = SIZE_MAX, .with.cell = SIZE_MAX};
        work->visited[visited[steps++] = cell] = true;
        for (size_t i = 0; i < kk_lines_of(counts->sums, cell); i++) {
            if (i < counts->sums->frame->dimension_count && !kk_counts_have_dimension(counts, i)) continue;
            kk_line_through(counts->sums, cell, i, &work->bounded.line);
            mended |= mend_line(work, cell, &least);
        }
        if (with.cell == SIZE_MAX) with = least.with;
        cell = least.next;
    }
    while (steps-- > 0) work->visited[visited[steps]] = false;
    if (mended || with.cell == SIZE_MAX) return mended;
    hide(work, with.cell);
    return true;
}

/* ---- rounds ---- */

static kk_status deduce(protecting *work, bool with_programs, int threads, kk_error *err)
{
    know_what_is_shown(work);
    kk_status status = kk_counts_tighten(work->counts, threads, err);
    if (status != KK_OK || !with_programs) return status;
    for (size_t i = 0; i < kk_estimate_cells(work->counts->sums); i++) work->asked[i] = is_demanded(work, i);
    kk_attack_counts ignored;
    return kk_counts_attack(work->counts, work->asked, KK_ESTIMATE_WIDTH, threads, &ignored, err);
}

/* Mends what is narrow by sums that leave less than `slack`, cell by cell in order. Cells that are hidden here are open
   at once, so that those behind them see it. */
static bool mend_by(protecting *work, int64_t slack)
{
    bool mended = false;
    for (size_t i = 0; i < kk_estimate_cells(work->counts->sums); i++)
        if (is_demanded(work, i) && is_narrow(work, i)) mended |= mend(work, i, slack);
    return mended;
}

/* By single sums where these are the cause, else by any. */
static bool mend_all(protecting *work)
{
    return mend_by(work, (int64_t)KK_ESTIMATE_WIDTH) || mend_by(work, INT64_MAX);
}

static kk_status protect(protecting *work, int threads, kk_error *err)
{
    for (bool mended = true, with_programs = false; mended || !with_programs;) {
        with_programs = !mended;
        kk_status status = deduce(work, with_programs, threads, err);
        if (status != KK_OK) return status;
        if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while protecting the estimates");
        mended = mend_all(work);
    }
    return KK_OK;
}

kk_status kk_cells_protect(const kk_cell_counts *counts, const kk_cell_hiding *hiding, int threads, kk_error *err)
{
    protecting work = {.counts = counts, .hiding = hiding};
    work.asked = malloc(kk_estimate_cells(counts->sums) + 1);
    work.visited = calloc(kk_estimate_cells(counts->sums) + 1, sizeof *work.visited);
    kk_status status = work.asked == NULL || work.visited == NULL ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK) status = kk_bounded_line_init(counts->sums, &work.bounded, err);
    if (status == KK_OK) status = kk_bounded_line_init(counts->sums, &work.other, err);
    if (status == KK_OK) status = protect(&work, threads, err);
    kk_bounded_line_clear(&work.bounded);
    kk_bounded_line_clear(&work.other);
    free(work.asked);
    free(work.visited);
    return status;
}
