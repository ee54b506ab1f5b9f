/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "kk/log.h"
#include "publish/categories.h"
#include "publish/feature.h"
#include "publish/json.h"
#include "publish/output.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* Large enough to make the hand-over from thread to thread rare, small enough to stay in the processor's cache. */
enum { BLOCK_POINTS = 16 * 1024, BLOCK_AREAS = 512 };

/* One level on its way into a file. */
typedef struct collection {
    kk_map_level map;
    size_t *block_begin; /* areas of block k: block_begin[k] … block_begin[k + 1] − 1 */
    size_t block_count;

    pthread_mutex_t lock; /* of all below */
    pthread_cond_t turn_ended;
    size_t started, turn; /* blocks that a thread has begun, blocks that are in the file */
    kk_output output;
    kk_micro_box box;
    kk_status status; /* of the blocks in the file */
    kk_error error;
} collection;

typedef struct worker {
    collection *work;
    kk_feature_writer writer;
    pthread_t thread;
    bool is_running;
} worker;

static kk_status divide_into_blocks(collection *c, kk_error *err)
{
    const kk_polygons *shape = c->map.shape;
    c->block_begin = calloc(c->map.level->count + 1, sizeof *c->block_begin);
    if (c->block_begin == NULL) return kk_fail_memory(err);
    for (size_t area = 0, begin = 0; area < c->map.level->count; area++) {
        size_t points = kk_outline_first_point(shape, area + 1) - kk_outline_first_point(shape, begin);
        bool full = points >= BLOCK_POINTS || area + 1 - begin >= BLOCK_AREAS || area + 1 == c->map.level->count;
        if (full) c->block_begin[++c->block_count] = begin = area + 1;
    }
    return KK_OK;
}

static void write_indicator(kk_json *json, const kk_released_column *column)
{
    const kk_config_indicator *indicator = column->indicator;
    kk_json_begin_object(json, NULL);
    kk_json_string(json, "name", indicator->name);
    kk_json_string(json, "label_nl", indicator->label_nl);
    kk_json_string(json, "label_en", indicator->label_en);
    kk_json_string(json, "unit", indicator->unit);
    kk_json_string(json, "period", column->period);
    kk_json_string(json, "direction", kk_direction_name(indicator->direction));
    kk_json_string(json, "kind", kk_published_kind(indicator));
    kk_json_string(json, "source", column->source);
    kk_json_string(json, "axis", kk_axis_name(indicator->axis));
    kk_json_string(json, "question", indicator->question);
    kk_json_string(json, "description", indicator->description);
    size_t categories;
    kk_statistic_categories(indicator->statistic, &categories);
    if (categories > 0) kk_categories_write(json, indicator->statistic);
    kk_json_end_object(json);
}

/* What a web page needs to show the indicators, so that it needs no other file. */
static void write_head(collection *c)
{
    kk_text *text = &c->output.text;
    kk_text_string(text, "{\"type\":\"FeatureCollection\",\"name\":");
    kk_text_json(text, c->map.level->plural);
    kk_text_string(text, ",\n\"kansenkompas\":");
    kk_json json = {.text = text};
    kk_json_begin_object(&json, NULL);
    kk_json_string(&json, "level", c->map.level->name);
    kk_json_string(&json, "title", c->map.level->title);
    kk_json_begin_list(&json, "indicators");
    for (size_t i = 0; i < c->map.columns.count; i++) write_indicator(&json, c->map.columns.columns[i]);
    kk_json_end_list(&json);
    kk_json_end_object(&json);
    kk_text_string(text, ",\n\"features\":[\n");
    kk_output_flush(&c->output);
}

/* The box is known only after the features, so it stands behind them. */
static void write_tail(collection *c)
{
    kk_text *text = &c->output.text;
    kk_text_string(text, "\n]");
    if (!kk_micro_box_is_empty(&c->box)) {
        kk_text_string(text, ",\n\"bbox\":");
        kk_micro_box_write(text, &c->box);
    }
    kk_text_string(text, "}\n");
}

/* Called in the order of the blocks. The first failure stays, and nothing is written after it. */
static void take_block(collection *c, size_t block, const kk_feature_writer *writer, kk_status status,
                       const kk_error *err)
{
    if (c->status != KK_OK || c->output.error != 0) return;
    if (status != KK_OK) {
        c->status = status;
        c->error = *err;
        return;
    }
    if (block > 0) kk_output_bytes(&c->output, ",\n", 2);
    kk_output_bytes(&c->output, writer->text.bytes, writer->text.length);
    kk_micro_box_merge(&c->box, &writer->box);
}

static kk_status format_block(collection *c, size_t block, kk_feature_writer *writer, kk_error *err)
{
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while writing %s", c->output.path);
    return kk_feature_writer_format(writer, &c->map, c->block_begin[block], c->block_begin[block + 1], err);
}

/*
 * Blocks are formatted side by side and taken in order, so that the bytes do not depend on the number of threads. Who
 * must wait for a turn sleeps: the GeoPackage and the database want the processor as well.
 */
static void *write_blocks(void *argument)
{
    worker *self = argument;
    collection *c = self->work;
    pthread_mutex_lock(&c->lock);
    while (c->started < c->block_count) {
        size_t block = c->started++;
        pthread_mutex_unlock(&c->lock);
        kk_error error = {0};
        kk_status status = format_block(c, block, &self->writer, &error);
        pthread_mutex_lock(&c->lock);
        while (c->turn != block) pthread_cond_wait(&c->turn_ended, &c->lock);
        take_block(c, block, &self->writer, status, &error);
        c->turn++;
        pthread_cond_broadcast(&c->turn_ended);
    }
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

/* The calling thread works too; a thread that cannot be had is done without. */
static void write_features(collection *c, worker *workers, int threads)
{
    for (int i = 0; i < threads; i++) {
        workers[i].work = c;
        workers[i].is_running = i > 0 && pthread_create(&workers[i].thread, NULL, write_blocks, &workers[i]) == 0;
    }
    write_blocks(&workers[0]);
    for (int i = 1; i < threads; i++)
        if (workers[i].is_running) pthread_join(workers[i].thread, NULL);
}

/* The threads of a job, which goes through levels one by one. */
typedef struct crew {
    worker *workers;
    int count;
} crew;

static kk_status crew_begin(crew *of, int threads, kk_error *err)
{
    *of = (crew){.count = threads < 1 ? 1 : threads};
    of->workers = calloc((size_t)of->count, sizeof *of->workers);
    return of->workers == NULL ? kk_fail_memory(err) : KK_OK;
}

static void crew_end(crew *of)
{
    for (int i = 0; of->workers != NULL && i < of->count; i++) kk_feature_writer_clear(&of->workers[i].writer);
    free(of->workers);
}

static kk_status write_collection(collection *c, const char *folder, const char *name, const crew *of, kk_error *err)
{
    kk_status status = kk_output_open(&c->output, folder, name, err);
    if (status == KK_OK) {
        write_head(c);
        write_features(c, of->workers, of->count);
        write_tail(c);
        status = c->status;
        if (status != KK_OK) *err = c->error;
    }
    return kk_output_close(&c->output, status, err);
}

/* <plural>.geojson, or with a detail <plural>-DETAIL.geojson. */
static kk_status write_level(const kk_release *release, size_t level, const kk_polygons *shape,
                             const kk_micro_point *projected, const char *detail, const char *folder, const crew *of,
                             kk_error *err)
{
    collection c = {
        .map = {.level = &kk_release_areas(release)->level[level], .shape = shape, .projected = projected},
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .turn_ended = PTHREAD_COND_INITIALIZER,
        .box = kk_micro_box_empty(),
    };
    char *name = NULL;
    kk_status status = kk_map_columns_select(release, level, &c.map.columns, err);
    if (status == KK_OK) status = divide_into_blocks(&c, err);
    if (status == KK_OK && asprintf(&name, "%s%s%s.geojson", c.map.level->plural, detail != NULL ? "-" : "",
                                    detail != NULL ? detail : "") < 0) {
        name = NULL;
        status = kk_fail_memory(err);
    }
    if (status == KK_OK) status = write_collection(&c, folder, name, of, err);
    free(name);
    free(c.block_begin);
    free(c.map.columns.columns);
    return status;
}

kk_status kk_write_geojson(const kk_release *release, const kk_projection *projection, const char *folder, int threads,
                           kk_error *err)
{
    const kk_areas *areas = kk_release_areas(release);
    crew of;
    kk_status status = crew_begin(&of, threads, err);
    for (size_t l = 0; l < areas->level_count && status == KK_OK; l++)
        status = write_level(release, l, &areas->level[l].shape, projection->level[l], NULL, folder, &of, err);
    crew_end(&of);
    return status;
}

kk_status kk_write_geojson_detail(const kk_release *release, const kk_boundaries *boundaries, const kk_detail *detail,
                                  const char *name, const char *folder, int threads, kk_error *err)
{
    crew of;
    kk_status status = crew_begin(&of, threads, err);
    for (size_t l = 0; l < boundaries->areas.level_count && status == KK_OK; l++) {
        kk_arena arena;
        kk_polygons shape;
        kk_micro_point *degrees;
        kk_arena_init(&arena);
        status = kk_boundaries_shapes(boundaries, detail, l, &arena, &shape, &degrees, err);
        if (status == KK_OK) status = write_level(release, l, &shape, degrees, name, folder, &of, err);
        kk_arena_clear(&arena);
    }
    crew_end(&of);
    return status;
}
