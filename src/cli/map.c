/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/options.h"
#include "kk/draw.h"
#include "kk/log.h"
#include "kk/published_map.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { INK = 0x14212E, SOFT = 0x4D5966, SIZE_LEAST = 200, SIZE_MOST = 20000, WIDTH = 1600, HEIGHT = 1100 };

typedef struct request {
    const kk_options *options;
    const kk_config *config;
    const kk_config_indicator *indicator;
    const char *level, *layer, *file;
    int width, height;
    kk_language language;
    kk_arena arena;
    kk_published_map map;
    kk_legend legend;
} request;

/* ---- what is asked ---- */

static kk_status find_indicator(request *what, kk_error *err)
{
    const kk_config *config = what->config;
    const char *name = what->options->argument[0], **names = calloc(config->indicator_count + 1, sizeof *names);
    int count = 0;
    if (names == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < config->indicator_count; i++) {
        if (strcmp(config->indicators[i].name, name) == 0) what->indicator = &config->indicators[i];
        if (!config->indicators[i].is_internal) names[count++] = config->indicators[i].name;
    }
    const char *nearest = kk_nearest_name(name, names, count);
    free(names);
    if (what->indicator != NULL) return KK_OK;
    return kk_fail(err, KK_ERR_INPUT, "%s has no indicator '%.60s'%s%s%s", config->path, name,
                   nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

/* The level that is asked for; else wijk where the indicator is on it. */
static kk_status find_level(request *what, kk_error *err)
{
    const kk_config *config = what->config;
    kk_level_kind kind;
    what->level = what->options->level;
    if (what->level == NULL) {
        what->level = what->indicator->level_count > 0 ? what->indicator->levels[0] : "wijk";
        for (size_t l = 0; l < what->indicator->level_count; l++)
            if (strcmp(what->indicator->levels[l], "wijk") == 0) what->level = "wijk";
    }
    what->layer = kk_level_kind_parse(what->level, &kind) ? kk_level_kind_plural(kind) : NULL;
    for (size_t g = 0; g < config->areas.group_count && what->layer == NULL; g++)
        if (strcmp(config->areas.groups[g].name, what->level) == 0) what->layer = what->level;
    if (what->layer != NULL) return KK_OK;
    return kk_fail(err, KK_ERR_USAGE, "'%.60s' is no level; it can be gemeente, wijk, buurt or an own level",
                   what->level);
}

static kk_status read_size(request *what, kk_error *err)
{
    const char *given = what->options->size;
    char after;
    what->width = WIDTH;
    what->height = HEIGHT;
    if (given == NULL) return KK_OK;
    bool is_size = sscanf(given, "%dx%d%c", &what->width, &what->height, &after) == 2;
    if (is_size && what->width >= SIZE_LEAST && what->height >= SIZE_LEAST && what->width <= SIZE_MOST &&
        what->height <= SIZE_MOST)
        return KK_OK;
    return kk_fail(err, KK_ERR_USAGE, "--size takes WIDTHxHEIGHT, from %d to %d, such as %dx%d; not '%.60s'",
                   SIZE_LEAST, SIZE_MOST, WIDTH, HEIGHT, given);
}

static kk_status read_language(request *what, kk_error *err)
{
    const char *given = what->options->language;
    what->language = given != NULL && strcmp(given, "en") == 0 ? KK_ENGLISH : KK_DUTCH;
    if (given == NULL || strcmp(given, "nl") == 0 || strcmp(given, "en") == 0) return KK_OK;
    return kk_fail(err, KK_ERR_USAGE, "--language takes nl or en, not '%.60s'", given);
}

static kk_status read_within(const request *what, kk_error *err)
{
    kk_level_kind kind;
    const char *within = what->options->within;
    if (within == NULL || (kk_code_kind(within, &kind) && kind != KK_LEVEL_BUURT)) return KK_OK;
    return kk_fail(err, KK_ERR_USAGE,
                   "--within takes the code of a gemeente or wijk, such as GM0034 or WK003401, not '%.60s'", within);
}

static kk_status name_file(request *what, kk_error *err)
{
    what->file = what->options->write;
    if (what->file == NULL) what->file = kk_arena_format(&what->arena, "%s-%s.png", what->indicator->name, what->level);
    return what->file != NULL ? KK_OK : kk_fail_memory(err);
}

/* ---- the page ---- */

static void draw_heading(cairo_t *cairo, const request *what, double margin, double width)
{
    const char *label = what->language == KK_DUTCH ? what->indicator->label_nl : what->indicator->label_en;
    char *below = NULL;
    if (asprintf(&below, "%s, %s", what->config->project.title, what->map.period) < 0) below = NULL;
    kk_text_style title = {.size = width / 48, .bold = true, .colour = INK, .width = width - 2 * margin, .align = -1};
    kk_text_style subtitle = {.size = width / 80, .colour = SOFT, .width = width - 2 * margin, .align = -1};
    double height = kk_draw_text(cairo, label, margin, margin, &title);
    if (below != NULL) (void)kk_draw_text(cairo, below, margin, margin + height * 1.05, &subtitle);
    free(below);
}

/* Returns its height. */
static double draw_source(cairo_t *cairo, const request *what, double margin, double width, double height)
{
    static const char *const from[] = {"Bron", "Source"}, *const by[] = {"gemaakt met", "made by"};
    char *line = NULL;
    if (asprintf(&line, "%s: %s; %s kansenkompas %s", from[what->language], what->map.source, by[what->language],
                 KK_VERSION) < 0)
        return 0;
    kk_text_style style = {.size = width / 120, .colour = SOFT, .width = width - 2 * margin, .align = -1};
    double taken = kk_text_height(cairo, line, &style);
    (void)kk_draw_text(cairo, line, margin, height - margin * 0.7 - taken, &style);
    free(line);
    return taken;
}

static void draw_page(cairo_t *cairo, const request *what)
{
    double width = what->width, height = what->height, margin = width / 40, side = width * 0.25;
    kk_drawn_map map = {
        .level = &what->map.level,
        .value = what->map.value,
        .lower = what->map.lower,
        .upper = what->map.upper,
        .status = what->map.status,
        .legend = &what->legend,
        .names = what->options->names ? width / 120 : 0,
        .scale_bar = true,
        .language = what->language,
    };
    kk_draw_colour(cairo, 0xFFFFFF, 1);
    cairo_paint(cairo);
    draw_heading(cairo, what, margin, width);
    double top = margin + width / 14, foot = draw_source(cairo, what, margin, width, height) + 1.4 * margin;
    kk_draw_map(cairo, &map, (kk_box_on_page){margin, top, width - side - 3 * margin, height - top - foot});
    (void)kk_draw_legend(cairo, &map, width - side - margin, top, side, width / 90);
}

/* ---- the file ---- */

typedef enum format { PNG, SVG, PDF, NONE } format;

static format format_of(const char *file)
{
    const char *ending = strrchr(file, '.');
    if (ending != NULL && strcasecmp(ending, ".png") == 0) return PNG;
    if (ending != NULL && strcasecmp(ending, ".svg") == 0) return SVG;
    return ending != NULL && strcasecmp(ending, ".pdf") == 0 ? PDF : NONE;
}

static cairo_surface_t *open_surface(const request *what, const char *path, format as)
{
    double width = what->width * 0.75, height = what->height * 0.75; /* points of 96 dots an inch */
    if (as == PNG) return cairo_image_surface_create(CAIRO_FORMAT_RGB24, what->width, what->height);
    if (as == SVG) return cairo_svg_surface_create(path, width, height);
    cairo_surface_t *surface = cairo_pdf_surface_create(path, width, height);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, what->indicator->label_nl);
    /* No moment of making: the same input gives the same bytes. */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    return surface;
}

static cairo_status_t draw_to(const request *what, const char *path, format as)
{
    cairo_surface_t *surface = open_surface(what, path, as);
    cairo_t *cairo = cairo_create(surface);
    if (as != PNG) cairo_scale(cairo, 0.75, 0.75);
    draw_page(cairo, what);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    if (status == CAIRO_STATUS_SUCCESS && as == PNG) status = cairo_surface_write_to_png(surface, path);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    return status;
}

/* Beside the file first, so that a failure leaves the old one. */
static kk_status write_file(request *what, kk_error *err)
{
    format as = format_of(what->file);
    if (as == NONE)
        return kk_fail(err, KK_ERR_USAGE, "--write takes a file that ends in .png, .svg or .pdf, not '%.200s'",
                       what->file);
    char *beside = kk_arena_format(&what->arena, "%s.kk-%ld", what->file, (long)getpid());
    if (beside == NULL) return kk_fail_memory(err);
    cairo_status_t status = draw_to(what, beside, as);
    if (status != CAIRO_STATUS_SUCCESS || rename(beside, what->file) != 0) {
        const char *why = status != CAIRO_STATUS_SUCCESS ? cairo_status_to_string(status) : strerror(errno);
        (void)unlink(beside);
        return kk_fail(err, KK_ERR_OUTPUT, "cannot write %s: %s", what->file, why);
    }
    if (!what->options->quiet) printf("Wrote %s\n", what->file);
    return KK_OK;
}

static kk_status make_legend(request *what, kk_error *err)
{
    kk_released_column column = {.indicator = what->indicator,
                                 .period = what->map.period,
                                 .value = what->map.value,
                                 .lower = what->map.lower,
                                 .upper = what->map.upper,
                                 .status = what->map.status};
    return kk_legend_make(&column, &what->map.level, &what->config->output.classes, &what->legend, err);
}

static kk_status draw_map(request *what, kk_error *err)
{
    kk_status status = find_indicator(what, err);
    if (status == KK_OK) status = find_level(what, err);
    if (status == KK_OK) status = read_size(what, err);
    if (status == KK_OK) status = read_language(what, err);
    if (status == KK_OK) status = read_within(what, err);
    if (status == KK_OK) status = name_file(what, err);
    kk_published_choice choice = {.folder = what->config->output.directory.path,
                                  .layer = what->layer,
                                  .level = what->level,
                                  .indicator = what->options->argument[0],
                                  .period = what->options->period,
                                  .until = what->config->project.period,
                                  .within = what->options->within};
    if (status == KK_OK) status = kk_published_map_read(&choice, &what->arena, &what->map, err);
    if (status == KK_OK) status = make_legend(what, err);
    return status == KK_OK ? write_file(what, err) : status;
}

kk_status kk_cli_map(const kk_options *options, kk_error *err)
{
    kk_config *config;
    kk_status status = kk_options_load_project(options, options->argument[1], &config, err);
    if (status != KK_OK) return status;
    request what = {.options = options, .config = config};
    kk_arena_init(&what.arena);
    status = draw_map(&what, err);
    kk_arena_clear(&what.arena);
    kk_config_free(config);
    return status;
}
