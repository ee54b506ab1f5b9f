/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "kk/arena.h"
#include "kk/log.h"
#include "publish/estimate_rows.h"
#include "publish/gzip.h"
#include "publish/output.h"

#include <omp.h>
#include <stdlib.h>

enum { CHUNK_CELLS = 1 << 16 };

/* What a thread has of its own. */
typedef struct workplace {
    kk_text text;
    kk_gzip gzip;
} workplace;

struct kk_estimates_csv {
    kk_output output;
    kk_estimate_rows rows;
    workplace *workplace; /* [thread] */
    int threads;
    bool compress, interrupted, out_of_memory;
    int64_t size; /* of the file so far */
};

/* ---- chunks: formatted and written side by side, each in its place ---- */

/* Regions begin … end − 1 of a type. Chunks follow from the cells alone, not from the threads: so do gzip's members. */
typedef struct region_chunk {
    size_t type, begin, end;
} region_chunk;

typedef struct chunk_list {
    region_chunk *item;
    size_t count, capacity;
} chunk_list;

static size_t chunk_end(const size_t *first, size_t begin, size_t regions)
{
    size_t end = begin + 1;
    while (end < regions && first[end + 1] - first[begin] <= CHUNK_CELLS) end++;
    return end;
}

static kk_status divide(const kk_released_outcome *of, chunk_list *chunks, kk_error *err)
{
    for (size_t t = 0; t < of->frame->type_count; t++) {
        size_t regions = of->frame->type[t].count;
        for (size_t begin = 0, end; begin < regions; begin = end) {
            end = chunk_end(of->first[t], begin, regions);
            if (kk_grow(&chunks->item, &chunks->capacity, chunks->count + 1, sizeof *chunks->item) != 0)
                return kk_fail_memory(err);
            chunks->item[chunks->count++] = (region_chunk){t, begin, end};
        }
    }
    return KK_OK;
}

static void format(const kk_estimates_csv *csv, const kk_released_outcome *of, region_chunk chunk, workplace *own)
{
    own->text.length = 0;
    if (kk_interrupted()) return;
    for (size_t r = chunk.begin; r < chunk.end; r++) kk_estimate_rows_add(&csv->rows, of, chunk.type, r, &own->text);
}

static void compress(const kk_estimates_csv *csv, workplace *own)
{
    if (csv->compress && own->text.length > 0) kk_gzip_compress(&own->gzip, &own->text);
}

static const kk_text *ready_text(const kk_estimates_csv *csv, const workplace *own)
{
    return csv->compress && own->text.length > 0 ? &own->gzip.member : &own->text;
}

/* Gives what is ready its place behind what was given one before; the only part that threads do in turn. */
static int64_t take_place(kk_estimates_csv *csv, const workplace *own)
{
    int64_t place = csv->size;
    csv->size += (int64_t)ready_text(csv, own)->length;
    csv->out_of_memory |= own->text.failed || own->gzip.member.failed;
    return place;
}

static void write_chunk(kk_estimates_csv *csv, const workplace *own, int64_t place)
{
    const kk_text *text = ready_text(csv, own);
    kk_output_bytes_at(&csv->output, place, text->bytes, text->length);
}

static void write_chunks(kk_estimates_csv *csv, const kk_released_estimates *block, const chunk_list *chunks)
{
    size_t jobs = kk_released_outcomes(block) * chunks->count;
#pragma omp parallel for ordered schedule(monotonic : dynamic) num_threads(csv->threads)
    for (size_t job = 0; job < jobs; job++) {
        workplace *own = &csv->workplace[omp_get_thread_num()];
        kk_released_outcome of = kk_released_outcome_at(block, job / chunks->count);
        int64_t place;
        format(csv, &of, chunks->item[job % chunks->count], own);
        compress(csv, own);
#pragma omp ordered
        place = take_place(csv, own);
        write_chunk(csv, own, place);
    }
}

/* ---- the file ---- */

static void write_header(kk_estimates_csv *csv, const kk_estimate_frame *frame)
{
    workplace *own = csv->workplace;
    kk_estimate_rows_header(frame, &own->text);
    compress(csv, own);
    write_chunk(csv, own, take_place(csv, own));
}

static kk_status make_workplaces(kk_estimates_csv *csv, kk_error *err)
{
    csv->workplace = calloc((size_t)csv->threads, sizeof *csv->workplace);
    if (csv->workplace == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (int i = 0; i < csv->threads && csv->compress && status == KK_OK; i++)
        status = kk_gzip_init(&csv->workplace[i].gzip, KK_GZIP_FAST, err);
    return status;
}

static void free_csv(kk_estimates_csv *csv)
{
    for (int i = 0; i < csv->threads && csv->workplace != NULL; i++) {
        kk_text_clear(&csv->workplace[i].text);
        kk_gzip_clear(&csv->workplace[i].gzip);
    }
    free(csv->workplace);
    kk_estimate_rows_clear(&csv->rows);
    free(csv);
}

kk_status kk_estimates_csv_begin(const kk_estimate_frame *frame, const char *folder, bool compress, int threads,
                                 kk_estimates_csv **out, kk_error *err)
{
    *out = NULL;
    kk_estimates_csv *csv = calloc(1, sizeof *csv);
    if (csv == NULL) return kk_fail_memory(err);
    csv->threads = threads < 1 ? 1 : threads;
    csv->compress = compress;
    csv->output.descriptor = -1;
    kk_status status = kk_estimate_rows_init(&csv->rows, frame, err);
    if (status == KK_OK) status = make_workplaces(csv, err);
    if (status == KK_OK)
        status = kk_output_open(&csv->output, folder, compress ? "estimates.csv.gz" : "estimates.csv", err);
    if (status == KK_OK) {
        write_header(csv, frame);
        *out = csv;
        return KK_OK;
    }
    status = kk_output_close(&csv->output, status, err);
    free_csv(csv);
    return status;
}

static kk_status check(const kk_estimates_csv *csv, kk_error *err)
{
    if (csv->interrupted) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
    return csv->out_of_memory ? kk_fail_memory(err) : kk_output_check(&csv->output, err);
}

kk_status kk_estimates_csv_add(kk_estimates_csv *csv, const kk_released_estimates *block, kk_error *err)
{
    if (kk_released_outcomes(block) == 0) return KK_OK;
    chunk_list chunks = {0};
    kk_released_outcome any = kk_released_outcome_at(block, 0);
    kk_status status = divide(&any, &chunks, err);
    if (status == KK_OK) write_chunks(csv, block, &chunks);
    free(chunks.item);
    if (status != KK_OK) return status;
    csv->interrupted = csv->interrupted || kk_interrupted();
    return check(csv, err);
}

kk_status kk_estimates_csv_end(kk_estimates_csv *csv, kk_error *err)
{
    kk_status status = check(csv, err);
    status = kk_output_close(&csv->output, status, err);
    free_csv(csv);
    return status;
}
