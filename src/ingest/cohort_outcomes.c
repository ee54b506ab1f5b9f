/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cohort_outcomes.h"
#include "kk/log.h"
#include "kk/records.h"

#include <math.h>

double kk_cohort_tally_add(kk_cohort_tally *tally, double number, kk_cohort_line line)
{
    if (isnan(number)) return number;
    if (kk_cohort_is_symbol(number)) {
        tally->symbols++;
        return NAN;
    }
    tally->given++;
    if (number == 0 || number == 1) return number;
    tally->broken += number != rint(number);
    if (tally->other++ == 0) tally->first_other = line;
    return number;
}

static void tell_symbols(const kk_cohort_columns *columns, const kk_cohort_tally *tally)
{
    for (size_t c = 0; c < columns->count - columns->text_count; c++) {
        int64_t told = kk_record_count_told(tally[c].symbols);
        if (told == 0) continue;
        kk_warn(
            "estimates: %s%lld cells of the column '%s' hold −99997, −99995 or −99991, which CBS writes where there "
            "is no figure: they are missing",
            told < 0 ? "fewer than " : "about ", told < 0 ? 10LL : (long long)told,
            columns->item[columns->text_count + c].name);
    }
}

static kk_status find_kind(const kk_config_estimates *config, const kk_config_outcome *outcome,
                           const kk_cohort_tally *tally, bool *is_binary, kk_error *err)
{
    *is_binary = outcome->kind == KK_OUTCOME_BINARY;
    if (outcome->kind != KK_OUTCOME_FOUND) return KK_OK;
    *is_binary = tally->given > 0 && tally->other == 0;
    if (tally->other == 0 || 10 * tally->other > tally->given) return KK_OK;
    return kk_fail_at(err, KK_ERR_INPUT, outcome->mark,
                      "outcome '%s' looks binary, but has values other than 0 and 1, such as on %s:%lld; say `kind: "
                      "binary` (such rows are then rejected) or `kind: continuous`",
                      outcome->name, config->cohort[kk_cohort_line_file(tally->first_other)].file.given,
                      kk_cohort_line_number(tally->first_other));
}

kk_status kk_cohort_outcomes_frame(const kk_cohort_columns *columns, const kk_cohort_tally *tally, kk_arena *arena,
                                   kk_estimate_frame *frame, kk_error *err)
{
    const kk_config_estimates *config = columns->config;
    const kk_cohort_tally *of_outcome = tally + (columns->outcome - columns->text_count);
    kk_status status = KK_OK;
    tell_symbols(columns, tally);
    frame->outcome = kk_arena_alloc(arena, config->outcome_count, sizeof *frame->outcome);
    if (frame->outcome == NULL) return kk_fail_memory(err);
    frame->outcome_count = config->outcome_count;
    for (size_t k = 0; k < frame->outcome_count && status == KK_OK; k++) {
        frame->outcome[k].name = config->outcome[k].name;
        frame->outcome[k].is_whole = of_outcome[k].broken == 0;
        status = find_kind(config, &config->outcome[k], &of_outcome[k], &frame->outcome[k].is_binary, err);
    }
    return status;
}
