/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/collective.h"
#include "ingest/record_day.h"
#include "kk/log.h"

#include <math.h>

/* A whole number, −1 where it is missing; another text leaves the number out, with a line in the rejects. */
static kk_status take_number(kk_mapped_rows *rows, kk_csv_field field, int64_t *number, kk_error *err)
{
    double given;
    bool readable = kk_mapped_rows_count(rows, field, &given);
    *number = -1;
    if (readable && isnan(given)) return KK_OK;
    if (!readable || given > 1e9 || given != nearbyint(given))
        return kk_mapped_rows_reject_cell(rows, field, "not a whole number; it is unknown", err);
    *number = (int64_t)given;
    return KK_OK;
}

/* The place by its id, where that is one of the project's; otherwise as the row says. */
static void find_place(kk_collective_reader *in, kk_mapped_rows *rows, kk_activity *activity)
{
    kk_location location;
    ptrdiff_t site = kk_site_ids_find(&in->places, rows->row.cell[KK_FIELD_PLACE]);
    activity->school = site >= 0 && kk_site_is_school(in->sites, (size_t)site) ? in->sites->places.id[site] : "";
    activity->place =
        site >= 0 ? in->sites->places.place[site] : kk_mapped_rows_locate(rows, in->find, in->finder, &location);
}

static kk_status take_texts(kk_collective_reader *in, kk_mapped_rows *rows, kk_activity *activity, kk_error *err)
{
    activity->group = kk_mapped_rows_text(rows, KK_FIELD_ID, in->arena);
    activity->programme = kk_mapped_rows_text(rows, KK_FIELD_PROGRAMME, in->arena);
    activity->organisation = kk_mapped_rows_text(rows, KK_FIELD_ORGANISATION, in->arena);
    bool whole = activity->group != NULL && activity->programme != NULL && activity->organisation != NULL;
    return whole ? KK_OK : kk_fail_memory(err);
}

/* Adds the activity to each period that its day is in; none: it is not used. */
static kk_status add_to_periods(kk_collective_reader *in, kk_mapped_rows *rows, kk_activity *activity, kk_day day,
                                kk_error *err)
{
    bool used = false;
    for (size_t p = 0; p < in->config->records.period_count; p++) {
        const kk_period *period = &in->config->records.period[p];
        if (day < period->first || day > period->last) continue;
        if (kk_grow(&in->activity, &in->activity_capacity, in->activity_count + 1, sizeof *activity) != 0)
            return kk_fail_memory(err);
        activity->period = p;
        in->activity[in->activity_count++] = *activity;
        used = true;
    }
    rows->counts->rows_used += used;
    return KK_OK;
}

static kk_status take_row(kk_collective_reader *in, kk_mapped_rows *rows, kk_error *err)
{
    kk_activity activity = {0};
    kk_day day;
    if (!kk_day_parse(rows->row.cell[KK_FIELD_DATE], &day) || day == KK_NO_DAY)
        return kk_mapped_rows_reject(rows, KK_FIELD_DATE, "no date; expected one such as 31-12-2023", err);
    find_place(in, rows, &activity);
    if (activity.place == KK_OTHER_GEMEENTE) return KK_OK;
    if (!kk_locus_is_area(activity.place))
        return kk_mapped_rows_reject(rows, KK_FIELD_PLACE, kk_locus_reason(activity.place), err);
    kk_status status = take_number(rows, KK_FIELD_ATTENDANCE, &activity.attendance, err);
    if (status == KK_OK) status = take_number(rows, KK_FIELD_CAPACITY, &activity.capacity, err);
    if (status == KK_OK) status = take_texts(in, rows, &activity, err);
    return status == KK_OK ? add_to_periods(in, rows, &activity, day, err) : status;
}

kk_status kk_activity_read(kk_collective_reader *in, const kk_config_csv *csv, kk_source_counts *counts, kk_error *err)
{
    kk_mapped_rows rows;
    kk_status status = kk_mapped_rows_open(csv, false, NULL, counts, in->rejects, &rows, err);
    if (status == KK_OK) status = kk_mapped_rows_need(&rows, KK_FIELD_DATE, err);
    bool found = true;
    while (status == KK_OK) {
        status = kk_mapped_rows_next(&rows, &found, err);
        if (status != KK_OK || !found) break;
        status = take_row(in, &rows, err);
    }
    if (status == KK_OK && counts->rows_used == 0 && counts->rows_rejected < counts->rows_read)
        kk_warn("%s: none of its activities is in a period and gemeente of the project", csv->file.given);
    kk_mapped_rows_close(&rows);
    return status;
}
