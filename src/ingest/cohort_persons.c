/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cohort_persons.h"
#include "ingest/wiped.h"

#include <openssl/rand.h>
#include <stdlib.h>

enum { FIRST_PERSONS = 4096 };

kk_status kk_cohort_persons_init(kk_cohort_persons *persons, kk_error *err)
{
    kk_key key;
    *persons = (kk_cohort_persons){0};
    if (RAND_bytes(key.bytes, sizeof key.bytes) != 1)
        return kk_fail(err, KK_ERR_INTERNAL, "no random numbers to tell the persons of the cohort apart");
    kk_hasher_init(&persons->hasher, &key, "person");
    kk_key_forget(&key);
    return KK_OK;
}

void kk_cohort_persons_clear(kk_cohort_persons *persons)
{
    kk_hasher_forget(&persons->hasher);
    kk_wiped_free(persons->item);
    *persons = (kk_cohort_persons){0};
}

uint64_t kk_cohort_person_hash(const kk_cohort_persons *persons, kk_cell cell)
{
    return kk_hasher_pseudonym(&persons->hasher, cell.text, cell.length);
}

kk_status kk_cohort_persons_add(kk_cohort_persons *persons, uint64_t hash, kk_cohort_line line, kk_error *err)
{
    if (persons->count == persons->capacity) {
        size_t capacity = persons->capacity == 0 ? FIRST_PERSONS : 2 * persons->capacity;
        kk_cohort_person *grown = kk_wiped_realloc(persons->item, capacity * sizeof *grown);
        if (grown == NULL) return kk_fail_memory(err);
        persons->item = grown;
        persons->capacity = capacity;
    }
    persons->item[persons->count++] = (kk_cohort_person){hash, line};
    return KK_OK;
}

static int by_hash(const void *a, const void *b)
{
    const kk_cohort_person *left = a, *right = b;
    if (left->hash != right->hash) return left->hash < right->hash ? -1 : 1;
    return left->line < right->line ? -1 : left->line > right->line;
}

kk_status kk_cohort_persons_check(kk_cohort_persons *persons, const kk_config_estimates *config, kk_error *err)
{
    size_t again = 0;
    kk_cohort_line first = UINT64_MAX;
    if (persons->count == 0) return KK_OK;
    qsort(persons->item, persons->count, sizeof *persons->item, by_hash);
    for (size_t i = 1; i < persons->count; i++) {
        if (persons->item[i].hash != persons->item[i - 1].hash) continue;
        again++;
        if (persons->item[i].line < first) first = persons->item[i].line;
    }
    if (again == 0) return KK_OK;
    const kk_config_csv *csv = &config->cohort[kk_cohort_line_file(first)];
    return kk_fail_at(err, KK_ERR_INPUT, csv->mark,
                      "%zu row%s of persons who are in the cohort already (such as %s:%lld); give one row for each "
                      "person%s",
                      again, again == 1 ? " is" : "s are", csv->file.given, kk_cohort_line_number(first),
                      config->age_column != NULL ? " of that age"
                                                 : ", or name the column of the age: `grew_up: {age: …, column: …}`");
}
