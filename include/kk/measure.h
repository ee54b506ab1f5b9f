/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From persons, money and places to columns by area: the tables population, records, collective and places, which are
 * then loaded, joined and evaluated as any other table. docs/measures.md tells what each measure counts.
 */
#ifndef KK_MEASURE_H
#define KK_MEASURE_H

#include "kk/intake.h"
#include "kk/locate.h"

/*
 * Joins iJw messages to care (ALLOCATION + START + STOP of one contract, with the ASKED of its reference), nets
 * declarations (sums `cents` over client, contract, provider, form, begin, end; what comes to nothing goes away), drops
 * what several deliveries tell again, and sorts by client, kind, begin and the rest of the content, so that the order
 * of the files makes no difference. In place. Errors: KK_ERR_INPUT for amounts of more than 10^14 cents together, of
 * which sums of squares would not fit. Cost: O(n log n), on `threads` threads.
 */
kk_status kk_records_prepare(kk_records *records, const kk_config *config, int threads, kk_error *err) KK_MUST_USE;

/*
 * The tables. Each has a row for every land area and period: for an area of which nothing is known the status `absent`.
 * Records must be prepared. Behind the wanted columns stand those that guard them.
 *
 * A youth counts in one area per period: the finest, and of those the latest, place of the records in that period. So
 * youths of the wijken, with those known to gemeente level only and those located nowhere, are the youths of all; money
 * goes where its youth goes. Rows of own areas are counted, not added up.
 */
kk_status kk_measure_population(const kk_config_table *config, const kk_population *population, const kk_areas *areas,
                                kk_arena *arena, kk_table *out, kk_error *err) KK_MUST_USE;
kk_status kk_measure_records(const kk_config *config, const kk_config_table *table, const kk_records *records,
                             const kk_areas *areas, int threads, kk_arena *arena, kk_table *out,
                             kk_error *err) KK_MUST_USE;
kk_status kk_measure_collective(const kk_config *config, const kk_config_table *table, const kk_collective *collective,
                                const kk_population *population, const kk_areas *areas, kk_arena *arena, kk_table *out,
                                kk_error *err) KK_MUST_USE;
kk_status kk_measure_places(const kk_config *config, const kk_config_table *table, const kk_sites *sites,
                            const kk_population *population, const kk_areas *areas, int threads, kk_arena *arena,
                            kk_table *out, kk_error *err) KK_MUST_USE;

/* What became of the records, for run.json and the summary: records by place, per source. Before kk_records_prepare
   they are the rows that were used. */
typedef struct kk_located_counts {
    int64_t buurt, wijk, gemeente;
    int64_t reason[KK_LOCUS_REASONS_END - KK_NOT_LOCATED];
} kk_located_counts;
kk_located_counts kk_records_located(const kk_records *records, const kk_areas *areas, size_t source);

#endif
