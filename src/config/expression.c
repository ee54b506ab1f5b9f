/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/expression.h"
#include "config/check.h"
#include "config/published.h"
#include "config/tables.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct parser {
    const kk_scope *scope;
    const char *at; /* what comes next in the text */
    kk_expression *out;
    int nesting; /* open brackets and signs */
    int height;  /* values on the stack after the terms so far */
    kk_error *err;
} parser;

/* A name in the text: where it begins (backquote included) and what it says. */
typedef struct name {
    const char *begin;
    const char *text;
} name;

static kk_status parse_sum(parser *p);
static kk_status parse_factor(parser *p);

/* The column of `at`, counted in letters, where that can be told. */
static kk_mark mark_of(const parser *p, const char *at)
{
    kk_mark mark = p->scope->place.mark;
    if (!p->scope->place.exact) return mark;
    for (const char *c = p->out->text; c < at; c++) mark.column += ((unsigned char)*c & 0xC0) != 0x80;
    return mark;
}

static kk_status fail(const parser *p, const char *at, const char *format, ...) __attribute__((format(printf, 3, 4)));

static kk_status fail(const parser *p, const char *at, const char *format, ...)
{
    char reason[600];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    return kk_fail_at(p->err, KK_ERR_PROJECT, mark_of(p, at), "%s '%.100s': %s", p->scope->what, p->out->text, reason);
}

static char next_sign(parser *p)
{
    p->at += strspn(p->at, " \t\n");
    return *p->at;
}

static kk_status emit(parser *p, kk_term term, int growth)
{
    p->out->terms[p->out->count++] = term;
    p->height += growth;
    if (p->height <= KK_EXPRESSION_DEPTH_MAX) return KK_OK;
    return fail(p, p->at, "too deep: more than %d values wait for their sign", KK_EXPRESSION_DEPTH_MAX);
}

static kk_status parse_number(parser *p)
{
    char digits[40];
    size_t length = strspn(p->at, "0123456789.");
    if (length >= sizeof digits) return fail(p, p->at, "a number of %zu digits; 39 at most", length);
    memcpy(digits, p->at, length);
    digits[length] = '\0';
    char *end;
    double number = strtod(digits, &end);
    if (*end || strcmp(digits, ".") == 0) return fail(p, p->at, "'%s' is not a number", digits);
    p->at += length;
    return emit(p, (kk_term){.op = KK_OP_NUMBER, .number = number}, 1);
}

static bool begins_name(char c)
{
    return isalpha((unsigned char)c) || c == '_' || c == '`';
}

static kk_status parse_name(parser *p, name *out)
{
    bool quoted = *p->at == '`';
    const char *text = p->at + quoted;
    size_t length = quoted ? strcspn(text, "`") : 0;
    while (!quoted && (isalnum((unsigned char)text[length]) || text[length] == '_')) length++;
    if (quoted && text[length] != '`') return fail(p, p->at, "the backquote is not closed");
    if (length == 0) return fail(p, p->at, "no name between the backquotes");
    *out = (name){.begin = p->at, .text = kk_arena_text(p->scope->arena, text, length)};
    p->at = text + length + quoted;
    return out->text ? KK_OK : kk_fail_memory(p->err);
}

static kk_status find_table(const parser *p, const name *table, uint32_t *index)
{
    const kk_scope *scope = p->scope;
    if (scope->population != KK_NO_TABLE && strcmp(table->text, "population") == 0) {
        *index = (uint32_t)scope->population;
        return KK_OK;
    }
    ptrdiff_t found = kk_tables_find(scope->config, table->text);
    const char *made_from = kk_tables_made_from(table->text);
    if (found == KK_NO_TABLE && made_from) {
        return fail(p, table->begin, "it needs `%s` in the project, which is not there", made_from);
    }
    if (found == KK_NO_TABLE) {
        kk_hint hint = kk_tables_hint(scope->config, table->text);
        return fail(p, table->begin, "unknown table '%.60s'%s", table->text, hint.text);
    }
    if (scope->only_own && found != scope->own) {
        return fail(p, table->begin, "only columns of the table '%s' itself can stand here",
                    scope->config->tables[scope->own].name);
    }
    *index = (uint32_t)found;
    return KK_OK;
}

/* What the indicator selects, with what stands behind the measure itself instead. */
static kk_status read_selection(parser *p, const kk_measure_info *info, kk_selection *out,
                                const char *at[KK_SELECTOR_COUNT])
{
    kk_selection own = {{NULL}};
    kk_flaw flaw;
    *out = p->scope->outer->selection;
    if (next_sign(p) == '[' && !kk_selection_read(&p->at, info, p->scope->arena, &own, at, &flaw)) {
        return *flaw.text ? fail(p, p->at, "%s", flaw.text) : kk_fail_memory(p->err);
    }
    for (int s = 0; s < KK_SELECTOR_COUNT; s++) {
        if (own.text[s])
            out->text[s] = own.text[s];
        else
            p->scope->outer->taken |= info->selectors & KK_SELECTOR_BIT(s);
    }
    return KK_OK;
}

static kk_status parse_measure(parser *p, const name *word, kk_mark mark, kk_term *term)
{
    const kk_scope *scope = p->scope;
    kk_outer_selection *outer = scope->outer;
    const kk_config_table *table = &scope->config->tables[term->table];
    int kind = kk_measure_named(table->kind, word->text);
    if (kind < 0) {
        return fail(p, word->begin, "'%s' has no '%.60s'%s", table->name, word->text,
                    kk_measure_hint(table->kind, word->text).text);
    }
    const char *at[KK_SELECTOR_COUNT] = {NULL};
    kk_selection selection;
    kk_measure measure;
    kk_flaw flaw;
    kk_status status = read_selection(p, kk_measure_info_of((kk_measure_kind)kind), &selection, at);
    if (status) return status;
    if (!kk_measure_make(scope->config, (kk_measure_kind)kind, &selection, &measure, &flaw)) {
        return fail(p, at[flaw.selector] ? at[flaw.selector] : word->begin, "%s", flaw.text);
    }
    bool takes_form = !at[KK_SELECT_FORM] && kk_measure_info_of(measure.kind)->forms;
    if (takes_form && !outer->forms) outer->forms = measure.forms;
    return kk_table_want_measure(scope->config, scope->arena, &measure, mark, term, p->err);
}

static kk_status parse_published(parser *p, const name *word, kk_mark mark, kk_term *term)
{
    const kk_scope *scope = p->scope;
    kk_published selected;
    kk_flaw flaw;
    if (!kk_published_figure_parse(word->text, &selected.figure)) {
        return fail(p, p->at, "nothing can be selected of '%.60s', only of est, lwr, upr and n of published estimates",
                    word->text);
    }
    if (!kk_published_read(&p->at, scope->arena, &selected, &flaw)) {
        return *flaw.text ? fail(p, p->at, "%s", flaw.text) : kk_fail_memory(p->err);
    }
    return kk_published_want(scope->config, scope->arena, &selected, mark, term, p->err);
}

static kk_status parse_column(parser *p)
{
    name first, column;
    kk_term term = {.op = KK_OP_COLUMN};
    kk_status status = parse_name(p, &first);
    if (status) return status;
    column = first;
    if (*p->at == '.') {
        p->at++;
        if (!begins_name(*p->at)) return fail(p, p->at, "a column must follow '%.60s.'", first.text);
        status = parse_name(p, &column);
        if (!status) status = find_table(p, &first, &term.table);
    } else if (p->scope->own != KK_NO_TABLE) {
        term.table = (uint32_t)p->scope->own;
    } else {
        return fail(p, first.begin, "of which table is '%.60s'? Write table.%.60s, or give the indicator a 'table'",
                    first.text, first.text);
    }
    if (status) return status;
    kk_config_column wanted = {.name = column.text, .mark = mark_of(p, first.begin)};
    kk_config_table *table = &p->scope->config->tables[term.table];
    if (table->kind != KK_TABLE_FILE)
        status = parse_measure(p, &column, wanted.mark, &term);
    else if (next_sign(p) == '[')
        status = parse_published(p, &column, wanted.mark, &term);
    else
        status = kk_table_want(p->scope->arena, table, &wanted, &term.column, p->err);
    return status ? status : emit(p, term, 1);
}

/* Steps over a bracket or sign: what follows stands within it. */
static kk_status enter(parser *p)
{
    if (++p->nesting > KK_EXPRESSION_DEPTH_MAX) {
        return fail(p, p->at, "more than %d brackets or signs within each other", KK_EXPRESSION_DEPTH_MAX);
    }
    p->at++;
    return KK_OK;
}

static kk_status parse_bracket(parser *p)
{
    const char *begin = p->at;
    kk_status status = enter(p);
    if (!status) status = parse_sum(p);
    if (status) return status;
    if (next_sign(p) != ')') return fail(p, begin, "this bracket is not closed");
    p->at++;
    p->nesting--;
    return KK_OK;
}

static kk_status parse_negation(parser *p)
{
    kk_status status = enter(p);
    if (!status) status = parse_factor(p);
    p->nesting--;
    return status ? status : emit(p, (kk_term){.op = KK_OP_NEGATE}, 0);
}

static bool begins_rounding(const char *at)
{
    size_t length = strlen("round");
    return strncmp(at, "round", length) == 0 && at[length + strspn(at + length, " \t\n")] == '(';
}

static kk_status parse_rounding(parser *p)
{
    p->at += strcspn(p->at, "(");
    kk_status status = parse_bracket(p);
    return status ? status : emit(p, (kk_term){.op = KK_OP_ROUND}, 0);
}

static kk_status parse_factor(parser *p)
{
    char sign = next_sign(p);
    if (sign == '(') return parse_bracket(p);
    if (sign == '-') return parse_negation(p);
    if (isdigit((unsigned char)sign) || sign == '.') return parse_number(p);
    if (begins_rounding(p->at)) return parse_rounding(p);
    if (begins_name(sign)) return parse_column(p);
    return fail(p, p->at, "a number, a column or a bracket must stand %s", sign ? "here" : "at the end");
}

static kk_status parse_product(parser *p)
{
    kk_status status = parse_factor(p);
    while (!status && (next_sign(p) == '*' || *p->at == '/')) {
        kk_op op = *p->at++ == '*' ? KK_OP_MULTIPLY : KK_OP_DIVIDE;
        status = parse_factor(p);
        if (!status) status = emit(p, (kk_term){.op = op}, -1);
    }
    return status;
}

static kk_status parse_sum(parser *p)
{
    kk_status status = parse_product(p);
    while (!status && (next_sign(p) == '+' || *p->at == '-')) {
        kk_op op = *p->at++ == '+' ? KK_OP_ADD : KK_OP_SUBTRACT;
        status = parse_product(p);
        if (!status) status = emit(p, (kk_term){.op = op}, -1);
    }
    return status;
}

kk_status kk_expression_parse(const kk_scope *scope, const char *text, kk_expression *out, kk_error *err)
{
    /* Every term takes at least one byte of the text. */
    *out = (kk_expression){.text = text,
                           .terms = kk_arena_alloc(scope->arena, strlen(text) + 1, sizeof *out->terms),
                           .mark = scope->place.mark};
    if (!out->terms) return kk_fail_memory(err);
    parser p = {.scope = scope, .at = text, .out = out, .err = err};
    kk_status status = parse_sum(&p);
    if (status || next_sign(&p) == '\0') return status;
    if (*p.at == ',') return fail(&p, p.at, "a comma; the decimal sign is a point");
    return fail(&p, p.at, "one of + - * / must stand here");
}

bool kk_expression_has_column(const kk_expression *expression)
{
    for (size_t i = 0; i < expression->count; i++) {
        if (expression->terms[i].op == KK_OP_COLUMN) return true;
    }
    return false;
}
