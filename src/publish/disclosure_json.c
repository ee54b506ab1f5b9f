/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/json.h"
#include "publish/output.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FORMAT = 1 };

static void write_rules(kk_json *json, const kk_publication_rules *rules)
{
    kk_json_begin_object(json, "rules");
    kk_json_number(json, "minimum", rules->minimum);
    if (isfinite(rules->group)) kk_json_number(json, "group", rules->group);
    kk_json_number(json, "width", rules->width);
    kk_json_number(json, "amount", rules->amount);
    kk_json_number(json, "rounding", rules->rounding);
    kk_json_end_object(json);
}

static void write_links(kk_json *json, const kk_publication *publication)
{
    if (publication->link_count == 0) return;
    kk_json_begin_list(json, "links");
    for (size_t i = 0; i < publication->link_count; i++) {
        kk_json_begin_line(json);
        kk_json_string(json, "upper", publication->level[publication->link[i].upper].name);
        kk_json_string(json, "lower", publication->level[publication->link[i].lower].name);
        kk_json_end_line(json);
    }
    kk_json_end_list(json);
}

static void write_quantities(kk_json *json, const kk_publication *publication)
{
    if (publication->quantity_count == 0) return;
    kk_json_begin_list(json, "quantities");
    for (size_t i = 0; i < publication->quantity_count; i++) {
        const kk_quantity *quantity = &publication->quantity[i];
        kk_json_begin_line(json);
        kk_json_string(json, "name", quantity->name);
        kk_json_boolean(json, "public", quantity->is_public);
        kk_json_boolean(json, "count", quantity->is_count);
        kk_json_boolean(json, "adds_up", quantity->adds_up);
        kk_json_end_line(json);
    }
    kk_json_end_list(json);
}

static void write_relations(kk_json *json, const kk_publication *publication)
{
    static const char *const kinds[] = {
        [KK_RELATION_SUM] = "sum", [KK_RELATION_AT_LEAST] = "at_least", [KK_RELATION_AT_MOST] = "at_most"};
    if (publication->relation_count == 0) return;
    kk_json_begin_list(json, "relations");
    for (size_t i = 0; i < publication->relation_count; i++) {
        const kk_relation *relation = &publication->relation[i];
        kk_json_begin_line(json);
        kk_json_string(json, "kind", kinds[relation->kind]);
        kk_json_string(json, "whole", publication->quantity[relation->whole].name);
        kk_json_begin_list(json, "parts");
        for (size_t p = 0; p < relation->part_count; p++)
            kk_json_string(json, NULL, publication->quantity[relation->part[p]].name);
        kk_json_end_list(json);
        if (*relation->beyond != '\0') kk_json_string(json, "beyond", relation->beyond);
        kk_json_end_line(json);
    }
    kk_json_end_list(json);
}

static void write_sum(kk_json *json, const char *key, const kk_quantity_sum *sum, const kk_quantity *quantity)
{
    if (sum->count == 0) return;
    kk_json_begin_list(json, key);
    for (size_t i = 0; i < sum->count; i++) {
        kk_json_begin_object(json, NULL);
        kk_json_string(json, "quantity", quantity[sum->quantity[i]].name);
        if (sum->coefficient[i] != 1) kk_json_number(json, "times", sum->coefficient[i]);
        kk_json_end_object(json);
    }
    kk_json_end_list(json);
}

static void write_indicators(kk_json *json, const kk_publication *publication)
{
    if (publication->indicator_count == 0) return;
    kk_json_begin_list(json, "indicators");
    for (size_t i = 0; i < publication->indicator_count; i++) {
        const kk_publication_indicator *indicator = &publication->indicator[i];
        kk_json_begin_line(json);
        kk_json_string(json, "name", indicator->name);
        kk_json_string(json, "kind", kk_indicator_kind_name(indicator->kind));
        kk_json_number(json, "per", indicator->per);
        write_sum(json, "numerator", &indicator->numerator, publication->quantity);
        write_sum(json, "denominator", &indicator->denominator, publication->quantity);
        kk_json_end_line(json);
    }
    kk_json_end_list(json);
}

/* ---- indicators that are not attacked ---- */

static bool is_described(const kk_publication *publication, const char *name)
{
    for (size_t i = 0; i < publication->indicator_count; i++)
        if (strcmp(publication->indicator[i].name, name) == 0) return true;
    return false;
}

/* Made of released figures, or of released estimates, and of nothing else. */
static bool is_derived(const kk_config_indicator *indicator)
{
    return indicator->statistic != KK_STATISTIC_NONE || indicator->map != NULL;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* By name; `name` has room for those of all columns. */
static void write_others(kk_json *json, const char *key, bool derived, const kk_release *release, const char **name)
{
    const kk_released_column *column;
    size_t columns = kk_release_columns(release, &column), count = 0;
    for (size_t c = 0; c < columns; c++)
        if (is_derived(column[c].indicator) == derived) name[count++] = column[c].indicator->name;
    qsort(name, count, sizeof *name, compare_names);
    size_t written = 0;
    for (size_t i = 0; i < count; i++) {
        if ((i > 0 && strcmp(name[i - 1], name[i]) == 0) || is_described(kk_release_publication(release), name[i]))
            continue;
        if (written++ == 0) kk_json_begin_list(json, key);
        kk_json_string(json, NULL, name[i]);
    }
    if (written > 0) kk_json_end_list(json);
}

/* ---- the file ---- */

static void write_terms(kk_json *json, const kk_config_disclosure *config)
{
    if (config->accept_leaks != NULL) kk_json_string(json, "accepted_leaks", config->accept_leaks);
    if (config->earlier_count == 0) return;
    kk_json_begin_list(json, "earlier");
    for (size_t i = 0; i < config->earlier_count; i++) kk_json_string(json, NULL, config->earlier[i].given);
    kk_json_end_list(json);
}

static void write_file(kk_json *json, const kk_release *release, const kk_config_disclosure *config, const char **name)
{
    const kk_publication *publication = kk_release_publication(release);
    kk_json_begin_object(json, NULL);
    kk_json_integer(json, "format", FORMAT);
    kk_json_integer(json, "vintage", publication->vintage);
    write_rules(json, &publication->rules);
    write_links(json, publication);
    write_quantities(json, publication);
    write_relations(json, publication);
    write_indicators(json, publication);
    write_others(json, "public", false, release, name);
    write_others(json, "derived", true, release, name);
    write_terms(json, config);
    kk_json_end_object(json);
    kk_text_char(json->text, '\n');
}

kk_status kk_write_disclosure_json(const kk_release *release, const kk_config_disclosure *config, const char *folder,
                                   kk_error *err)
{
    const kk_released_column *column;
    kk_output output;
    const char **name = malloc((kk_release_columns(release, &column) + 1) * sizeof *name);
    kk_status status = kk_output_open(&output, folder, "disclosure.json", err);
    if (status == KK_OK && name == NULL) status = kk_fail_memory(err);
    if (status == KK_OK) {
        kk_json json = {.text = &output.text, .pretty = true};
        write_file(&json, release, config, name);
    }
    free(name);
    return kk_output_close(&output, status, err);
}
