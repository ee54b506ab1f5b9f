/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/man.h"

#include "cli/command_table.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { USAGE_MAX = 100 };

/* One character of UTF-8, as groff and mandoc both read it. Returns its bytes. */
static size_t put_wide(const char *text)
{
    unsigned char first = (unsigned char)*text;
    unsigned code = first >= 0xF0 ? first & 7u : first >= 0xE0 ? first & 15u : first & 31u;
    size_t length = 1;
    while (((unsigned char)text[length] & 0xC0) == 0x80) code = code << 6 | ((unsigned char)text[length++] & 63u);
    printf("\\[u%04X]", code);
    return length;
}

/* What has a meaning for roff loses it; in literal text a hyphen is a minus, so that it can be copied. */
static size_t put_character(const char *text, bool literal)
{
    switch (*text) {
    case '\\':
        fputs("\\e", stdout);
        return 1;
    case '-':
        fputs(literal ? "\\-" : "-", stdout);
        return 1;
    case '\'':
        fputs("\\(aq", stdout);
        return 1;
    case '~':
        fputs("\\(ti", stdout);
        return 1;
    case '^':
        fputs("\\(ha", stdout);
        return 1;
    case '`':
        fputs("\\(ga", stdout);
        return 1;
    default:
        if ((unsigned char)*text >= 0x80) return put_wide(text);
        putchar(*text);
        return 1;
    }
}

static void put_literal(const char *text)
{
    if (*text == '.') fputs("\\&", stdout);
    while (*text != '\0') text += put_character(text, true);
}

/* A sentence begins a line, as roff wants it. */
static void put_prose(const char *text)
{
    bool literal = false;
    while (*text != '\0') {
        if (*text == '`') {
            literal = !literal;
            fputs(literal ? "\\fB" : "\\fR", stdout);
            text++;
        } else if (strncmp(text, "\n\n", 2) == 0) {
            puts("\n.PP");
            text += 2;
        } else if (!literal && strncmp(text, ". ", 2) == 0) {
            puts(".");
            text += 2;
        } else
            text += put_character(text, literal);
    }
    putchar('\n');
}

/* "start|stop [PROJECT]": what one replaces is in capitals. */
static void put_arguments(const char *arguments)
{
    char font = 'R';
    for (; *arguments != '\0'; arguments++) {
        char wanted = isupper((unsigned char)*arguments) ? 'I' : islower((unsigned char)*arguments) ? 'B' : 'R';
        if (wanted != font) printf("\\f%c", wanted);
        font = wanted;
        put_character(arguments, true);
    }
    puts(font == 'R' ? "" : "\\fR");
}

static void put_title(const char *name, const char *summary)
{
    char title[USAGE_MAX];
    size_t i = 0;
    for (; name[i] != '\0' && i + 1 < sizeof title; i++) title[i] = (char)toupper((unsigned char)name[i]);
    title[i] = '\0';
    fputs(".\\\" Made by `kansenkompas man`.\n.TH ", stdout);
    put_literal(title);
    puts(" 1 " KK_VERSION_DATE " \"kansenkompas " KK_VERSION "\" kansenkompas\n.nh");
    puts(".SH NAME");
    put_literal(name);
    fputs(" \\- ", stdout);
    put_prose(summary);
}

static void put_option(const kk_option *option, bool with_commands)
{
    char of[USAGE_MAX] = "";
    fputs(".TP\n\\fB\\-", stdout);
    printf("%c\\fR, \\fB\\-\\-", option->letter);
    put_literal(option->name);
    fputs("\\fR", stdout);
    if (option->argument != NULL) printf(" \\fI%s\\fR", option->argument);
    putchar('\n');
    put_prose(option->help);
    if (with_commands) kk_option_commands(option->letter, of, sizeof of);
    if (*of != '\0') printf(".br\nCommands: %s.\n", of);
    if (option->environment != NULL) printf(".br\nEnvironment: \\fB%s\\fR.\n", option->environment);
}

static void put_meanings(const char *title, const kk_meaning *meaning)
{
    if (title != NULL) printf(".SH \"%s\"\n", title);
    for (; meaning->name != NULL; meaning++) {
        fputs(".TP\n\\fB", stdout);
        put_literal(meaning->name);
        puts("\\fR");
        put_prose(meaning->text);
    }
}

static void put_environment(const kk_command *command)
{
    puts(".SH ENVIRONMENT");
    for (int i = 0; i < kk_option_count; i++) {
        const kk_option *option = &kk_option_table[i];
        if (option->environment == NULL || (command != NULL && !kk_command_takes(command, option->letter))) continue;
        printf(".TP\n\\fB%s\\fR\nAs \\fB\\-\\-", option->environment);
        put_literal(option->name);
        puts("\\fR, where that is not given.");
    }
    put_meanings(NULL, kk_environment);
    puts(".PP");
    put_prose(kk_precedence);
}

static void put_examples(const kk_command *command)
{
    if (command->example[0].line == NULL) return;
    puts(".SH EXAMPLES");
    for (int i = 0; i < KK_EXAMPLES_MAX && command->example[i].line != NULL; i++) {
        fputs(i > 0 ? ".PP\n" : "", stdout);
        put_prose(command->example[i].says);
        fputs(".PP\n.RS 4\n.EX\n", stdout);
        put_literal(command->example[i].line);
        puts("\n.EE\n.RE");
    }
}

/* The other pages, in the order of the alphabet of their names. */
static void put_see_also(const kk_command *self)
{
    puts(".SH \"SEE ALSO\"");
    const char *before = "";
    if (self != NULL) fputs("\\fBkansenkompas\\fR(1)", stdout);
    for (bool more = true, begun = self != NULL; more;) {
        const char *next = NULL;
        for (int i = 0; i < kk_command_count; i++) {
            const char *name = kk_commands[i].name;
            if (kk_commands[i].hidden || &kk_commands[i] == self || strcmp(name, before) <= 0) continue;
            if (next == NULL || strcmp(name, next) < 0) next = name;
        }
        more = next != NULL;
        if (more) printf("%s\\fBkansenkompas\\-%s\\fR(1)", begun ? ",\n" : "", next);
        begun = true;
        before = next;
    }
    putchar('\n');
}

static void put_program(void)
{
    put_title("kansenkompas", "youth-care figures by neighbourhood, joined in PostGIS, as maps and tables");
    puts(".SH SYNOPSIS\n\\fBkansenkompas\\fR [\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]");
    puts(".SH DESCRIPTION");
    put_prose(kk_purpose);
    puts(".SH COMMANDS");
    for (int i = 0; i < kk_command_count; i++) {
        if (kk_commands[i].hidden) continue;
        printf(".TP\n\\fB%s\\fR ", kk_commands[i].name);
        put_arguments(kk_commands[i].arguments);
        put_prose(kk_commands[i].summary);
        printf(".br\nSee \\fBkansenkompas\\-%s\\fR(1).\n", kk_commands[i].name);
    }
    puts(".SH OPTIONS\nEach command takes some of these; its page and its \\fB\\-\\-help\\fR tell which.");
    for (int i = 0; i < kk_option_count; i++) put_option(&kk_option_table[i], true);
}

static void put_command(const kk_command *command)
{
    char name[USAGE_MAX];
    snprintf(name, sizeof name, "kansenkompas-%s", command->name);
    put_title(name, command->summary);
    printf(".SH SYNOPSIS\n\\fBkansenkompas %s\\fR [\\fIOPTIONS\\fR] ", command->name);
    put_arguments(command->arguments);
    puts(".SH DESCRIPTION");
    put_prose(command->text);
    puts(".SH OPTIONS");
    for (int i = 0; i < kk_option_count; i++)
        if (kk_command_takes(command, kk_option_table[i].letter)) put_option(&kk_option_table[i], false);
}

kk_status kk_cli_man(const kk_options *options, kk_error *err)
{
    const kk_command *command = NULL;
    if (options->argument[0] != NULL) {
        kk_status status = kk_command_get(options->argument[0], &command, err);
        if (status != KK_OK) return status;
    }
    if (command != NULL)
        put_command(command);
    else
        put_program();
    put_environment(command);
    put_meanings("FILES", kk_files);
    put_meanings("EXIT STATUS", kk_exit_statuses);
    if (command != NULL) put_examples(command);
    put_see_also(command);
    return KK_OK;
}
