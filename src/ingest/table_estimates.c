/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/table_estimates.h"
#include "ingest/encoding.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define GROUP_ENDING "_group"

/* ---- header ---- */

static bool find_column(const kk_names *header, const char *name, uint32_t *index)
{
    for (*index = 0; *index < header->count; (*index)++)
        if (strcmp(header->name[*index], name) == 0) return true;
    return false;
}

/* Length of the name of the dimension in a column such as `income_group`; 0 for any other. */
static size_t dimension_length(const char *column)
{
    size_t length = strlen(column), less = sizeof GROUP_ENDING - 1;
    return length > less && strcmp(column + length - less, GROUP_ENDING) == 0 ? length - less : 0;
}

static bool find_columns(const kk_names *header, struct kk_estimates_reader *out)
{
    bool all = find_column(header, "outcome", &out->outcome) && find_column(header, "region_type", &out->region_type) &&
               find_column(header, "region_id", &out->region_id);
    for (int f = 0; f < KK_PUBLISHED_FIGURES && all; f++)
        all = find_column(header, kk_published_figure_name((kk_published_figure)f), &out->figure[f]);
    return all;
}

static bool add_choices(kk_table_reader *in, uint32_t column)
{
    struct kk_estimates_reader *estimates = in->estimates;
    kk_choices *choices = &estimates->choices[estimates->choices_count++];
    *choices = (kk_choices){
        .column = column,
        .names = {.name = kk_arena_alloc(&in->scratch, KK_MEASURES_MAX, sizeof *choices->names.name)},
        .met = kk_arena_alloc(&in->scratch, KK_MEASURES_MAX, sizeof *choices->met),
    };
    return choices->names.name != NULL && choices->met != NULL;
}

kk_status kk_estimates_recognise(kk_table_reader *in)
{
    struct kk_estimates_reader found = {0};
    bool is_other = in->table->measure != NULL || in->table->value != NULL;
    if (is_other || !find_columns(&in->header, &found)) return KK_OK;
    struct kk_estimates_reader *made = kk_arena_alloc(&in->scratch, 1, sizeof *made);
    if (made == NULL) return kk_fail_memory(in->err);
    *made = found;
    made->choices = kk_arena_alloc(&in->scratch, in->header.count, sizeof *made->choices);
    made->here = kk_arena_alloc(&in->scratch, in->header.count, sizeof *made->here);
    made->selected = kk_arena_alloc(&in->scratch, in->table->wanted_count, sizeof *made->selected);
    in->estimates = made;
    bool good = made->choices != NULL && made->here != NULL && made->selected != NULL && add_choices(in, made->outcome);
    for (uint32_t i = 0; i < in->header.count && good; i++)
        if (dimension_length(in->header.name[i]) > 0) good = add_choices(in, i);
    return good ? KK_OK : kk_fail_memory(in->err);
}

/* ---- choices ---- */

static kk_status take_word(kk_table_reader *in, kk_choices *choices, kk_cell cell, uint32_t *index)
{
    kk_names *names = &choices->names;
    *index = kk_measure_find(names, cell, choices->last);
    if (*index == KK_NOT_A_MEASURE) {
        if (names->count == KK_MEASURES_MAX)
            return kk_fail_at(
                in->err, KK_ERR_INPUT, in->table->mark,
                "%s: the column '%s' has more than %d different values, so these are no estimates of groups",
                in->table->file.given, in->header.name[choices->column], KK_MEASURES_MAX);
        *index = (uint32_t)names->count;
        names->name[names->count] = kk_arena_text(&in->scratch, cell.text, cell.length);
        if (names->name[names->count++] == NULL) return kk_fail_memory(in->err);
    }
    choices->last = *index;
    return KK_OK;
}

kk_status kk_choices_find(kk_table_reader *in, const kk_cell *cells)
{
    struct kk_estimates_reader *estimates = in->estimates;
    kk_status status = KK_OK;
    for (size_t w = 0; w < estimates->choices_count && status == KK_OK; w++) {
        kk_choices *choices = &estimates->choices[w];
        status = take_word(in, choices, cells[choices->column], &estimates->here[w]);
        if (status == KK_OK) choices->met[estimates->here[w]] = true;
    }
    return status;
}

bool kk_estimates_is_selected(const kk_table_reader *in, const kk_cell *cells, uint32_t index)
{
    const struct kk_estimates_reader *estimates = in->estimates;
    const kk_selected *selected = &estimates->selected[index];
    for (size_t w = 0; w < estimates->choices_count; w++) {
        const kk_choices *choices = &estimates->choices[w];
        if (!kk_cell_equals(cells[choices->column], choices->names.name[selected->word[w]])) return false;
    }
    return true;
}

/* ---- selections ---- */

static kk_status fail_dimension(kk_table_reader *in, const char *dimension, kk_mark mark)
{
    const struct kk_estimates_reader *estimates = in->estimates;
    const char **names = kk_arena_alloc(&in->scratch, estimates->choices_count, sizeof *names);
    if (names == NULL) return kk_fail_memory(in->err);
    size_t count = 0;
    for (size_t w = 1; w < estimates->choices_count && in->header.shown; w++) {
        const char *column = in->header.name[estimates->choices[w].column];
        names[count] = kk_arena_text(&in->scratch, column, dimension_length(column));
        if (names[count++] == NULL) return kk_fail_memory(in->err);
    }
    return kk_fail_at(in->err, KK_ERR_PROJECT, mark, "%s has no column '%.60s" GROUP_ENDING "' to choose from%s",
                      in->table->file.given, dimension, kk_hint_for(dimension, names, count).text);
}

/* The choices of a dimension, or NULL. */
static kk_choices *find_dimension(const kk_table_reader *in, const char *dimension, size_t *index)
{
    const struct kk_estimates_reader *estimates = in->estimates;
    for (*index = 1; *index < estimates->choices_count; (*index)++) {
        const char *column = in->header.name[estimates->choices[*index].column];
        size_t length = dimension_length(column);
        if (strlen(dimension) == length && memcmp(dimension, column, length) == 0) return &estimates->choices[*index];
    }
    return NULL;
}

static kk_status take_text(kk_table_reader *in, kk_choices *choices, const char *text, uint32_t *index)
{
    return take_word(in, choices, kk_cell_trim((kk_cell){text, strlen(text)}), index);
}

/* The words that a selection stands for. */
static kk_status find_words(kk_table_reader *in, const kk_published *asked, kk_mark mark, uint32_t *word)
{
    struct kk_estimates_reader *estimates = in->estimates;
    kk_status status = take_text(in, &estimates->choices[0], asked->outcome, &word[0]);
    for (size_t w = 1; w < estimates->choices_count && status == KK_OK; w++)
        status = take_text(in, &estimates->choices[w], "all", &word[w]);
    for (size_t i = 0; i < asked->count && status == KK_OK; i++) {
        size_t w;
        kk_choices *choices = find_dimension(in, asked->choice[i].dimension, &w);
        status = choices == NULL ? fail_dimension(in, asked->choice[i].dimension, mark)
                                 : take_text(in, choices, asked->choice[i].group, &word[w]);
    }
    return status;
}

/* The selection of these words, added unless it is there. */
static kk_selected *take_selected(struct kk_estimates_reader *estimates, uint32_t *word, kk_mark mark)
{
    size_t bytes = estimates->choices_count * sizeof *word;
    for (size_t s = 0; s < estimates->selected_count; s++)
        if (memcmp(estimates->selected[s].word, word, bytes) == 0) return &estimates->selected[s];
    kk_selected *added = &estimates->selected[estimates->selected_count++];
    *added = (kk_selected){.word = word, .mark = mark};
    for (int c = 0; c < KK_SELECTED_COLUMNS; c++) added->column[c] = KK_NO_COLUMN;
    return added;
}

static kk_status select_column(kk_table_reader *in, uint32_t index)
{
    const kk_config_column *wanted = &in->table->wanted[index];
    kk_published asked;
    kk_flaw flaw;
    if (!kk_published_parse(wanted->name, &in->scratch, &asked, &flaw))
        return *flaw.text == '\0' ? kk_fail_memory(in->err)
                                  : kk_fail_at(in->err, KK_ERR_PROJECT, wanted->mark,
                                               "%s holds published estimates, and '%.60s' selects none: %s",
                                               in->table->file.given, wanted->name, flaw.text);
    uint32_t *word = kk_arena_alloc(&in->scratch, in->estimates->choices_count, sizeof *word);
    if (word == NULL) return kk_fail_memory(in->err);
    kk_status status = find_words(in, &asked, wanted->mark, word);
    if (status != KK_OK) return status;
    take_selected(in->estimates, word, wanted->mark)->column[asked.figure] = index;
    in->names.name[index] = wanted->name;
    return KK_OK;
}

/* Behind the wanted columns. */
static kk_status name_guards(kk_table_reader *in)
{
    for (size_t s = 0; s < in->estimates->selected_count && !in->table->is_public; s++) {
        const char *name = kk_arena_format(in->arena, "persons %zu", s + 1);
        if (name == NULL) return kk_fail_memory(in->err);
        in->names.name[in->names.count++] = name;
    }
    return KK_OK;
}

kk_status kk_estimates_names(kk_table_reader *in)
{
    size_t count = in->table->wanted_count;
    in->names = (kk_names){.count = count,
                           .name = kk_arena_alloc(&in->scratch, 2 * count, sizeof *in->names.name),
                           .shown = in->header.shown};
    if (in->names.name == NULL) return kk_fail_memory(in->err);
    kk_status status = KK_OK;
    for (uint32_t i = 0; i < count && status == KK_OK; i++) status = select_column(in, i);
    return status == KK_OK ? name_guards(in) : status;
}

kk_status kk_estimates_add_guards(kk_table_reader *in)
{
    kk_status status = KK_OK;
    for (size_t s = 0; s < in->estimates->selected_count && !in->table->is_public && status == KK_OK; s++) {
        ptrdiff_t index;
        const char *name = in->names.name[in->table->wanted_count + s];
        status = kk_columns_add_helper(&in->columns, &in->names, name, in->arena, &index, in->err);
        if (status == KK_OK) in->estimates->selected[s].column[KK_SELECTED_GUARD] = (uint32_t)index;
    }
    in->columns.kept_count = in->columns.count;
    return status;
}

kk_status kk_estimates_refuse(kk_table_reader *in)
{
    for (size_t i = 0; i < in->table->wanted_count; i++) {
        const kk_config_column *wanted = &in->table->wanted[i];
        kk_published asked;
        kk_flaw flaw;
        uint32_t ignored;
        if (!kk_published_parse(wanted->name, &in->scratch, &asked, &flaw)) continue;
        if (find_column(&in->header, wanted->name, &ignored)) continue;
        return kk_fail_at(
            in->err, KK_ERR_PROJECT, wanted->mark,
            "%s holds no published estimates, of which '%.100s' could be selected: these have the columns "
            "outcome, region_type, region_id, n, est, lwr and upr",
            in->table->file.given, wanted->name);
    }
    return KK_OK;
}

/* ---- regions ---- */

/* "wijk_code_2023" begins with the level wijk, "wijkteam" does not. */
static bool is_of_level(kk_cell type, const char *level)
{
    size_t length = strlen(level);
    if (type.length < length || strncasecmp(type.text, level, length) != 0) return false;
    return type.length == length || !isalpha((unsigned char)type.text[length]);
}

static bool is_own_level(const kk_config *config, kk_cell type)
{
    for (size_t g = 0; g < config->areas.group_count; g++)
        if (is_of_level(type, config->areas.groups[g].name)) return true;
    return false;
}

/* "363" of a gemeente → "GM0363": leading zeros are lost where codes are numbers. False when it makes no code. */
static bool complete_code(kk_level_kind kind, kk_cell id, char text[KK_CODE_MAX + 1])
{
    static const char *const zeros[] = {"GM0000", "WK000000", "BU00000000"};
    kk_level_kind made;
    size_t length = strlen(zeros[kind]);
    if (id.length == 0 || id.length > length - 2) return false;
    memcpy(text, zeros[kind], length + 1);
    memcpy(text + length - id.length, id.text, id.length);
    return kk_code_kind(text, &made) && made == kind;
}

static bool has_code_form(kk_cell id)
{
    char text[KK_CODE_MAX + 1];
    kk_level_kind kind;
    if (id.length > KK_CODE_MAX) return false;
    memcpy(text, id.text, id.length);
    text[id.length] = '\0';
    return kk_code_kind(text, &kind);
}

bool kk_estimates_region(const kk_table_reader *in, const kk_cell *cells, char text[KK_CODE_MAX + 1], kk_cell *code)
{
    kk_cell type = cells[in->estimates->region_type];
    if (has_code_form(*code) || is_own_level(in->config, type)) return true;
    for (kk_level_kind kind = KK_LEVEL_GEMEENTE; kind < KK_LEVEL_OWN; kind++) {
        if (!is_of_level(type, kk_level_kind_name(kind))) continue;
        if (complete_code(kind, *code, text)) *code = (kk_cell){text, strlen(text)};
        return true;
    }
    return false;
}
