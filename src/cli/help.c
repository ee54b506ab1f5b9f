/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/help.h"

#include <string.h>

enum { WIDTH = 110, TERM_WIDTH = 30, USAGE_MAX = 100 };

/* Columns, not bytes, of UTF-8. */
static int columns(const char *text, size_t length)
{
    int count = 0;
    for (size_t i = 0; i < length; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* Words from column `at` on, in lines that begin at `indent`; a newline in the text ends a line. Returns the column. */
static int put_words(FILE *out, const char *text, int indent, int at)
{
    while (*text != '\0') {
        if (*text == '\n') {
            fputc('\n', out);
            at = 0;
            text++;
        }
        size_t length = strcspn(text, " \n");
        int width = columns(text, length);
        if (length > 0 && at > indent && at + width + 1 > WIDTH) {
            fputc('\n', out);
            at = 0;
        }
        if (length > 0) {
            int blanks = at < indent ? indent - at : at > indent;
            at += fprintf(out, "%*s", blanks, "") + width;
            fwrite(text, 1, length, out);
        }
        text += length;
        text += *text == ' ';
    }
    return at;
}

static void put_paragraphs(FILE *out, const char *text)
{
    put_words(out, text, 0, 0);
    fputc('\n', out);
}

/* A name in the left column and its meaning in the right one. */
static void put_term(FILE *out, const char *term, const char *text)
{
    int at = fprintf(out, "  %s", term);
    at = columns(term, strlen(term)) + 2;
    if (at >= TERM_WIDTH) {
        fputc('\n', out);
        at = 0;
    }
    put_words(out, text, TERM_WIDTH, at);
    fputc('\n', out);
}

static void put_option(FILE *out, const kk_option *option, bool with_commands)
{
    char usage[USAGE_MAX], of[USAGE_MAX] = "", text[1024];
    kk_option_usage(option, usage, sizeof usage);
    if (with_commands) kk_option_commands(option->letter, of, sizeof of);
    snprintf(text, sizeof text, "%s%s%s%s%s%s", of, *of ? ": " : "", option->help, option->environment ? " [" : "",
             option->environment ? option->environment : "", option->environment ? "]" : "");
    put_term(out, usage, text);
}

static void put_meanings(FILE *out, const char *title, const kk_meaning *meaning)
{
    fprintf(out, "\n%s:\n", title);
    for (; meaning->name != NULL; meaning++) put_term(out, meaning->name, meaning->text);
}

void kk_help_print(FILE *out)
{
    put_paragraphs(out, kk_purpose);
    fputs("\nUsage: kansenkompas [OPTIONS] COMMAND [ARGUMENTS]\n\nCommands:\n", out);
    for (int i = 0; i < kk_command_count; i++) {
        char usage[USAGE_MAX];
        if (kk_commands[i].hidden) continue;
        snprintf(usage, sizeof usage, "%s %s", kk_commands[i].name, kk_commands[i].arguments);
        put_term(out, usage, kk_commands[i].summary);
    }
    fputs("\nOptions (the environment variable serves where the option is not given):\n", out);
    for (int i = 0; i < kk_option_count; i++) put_option(out, &kk_option_table[i], true);
    fputc('\n', out);
    put_paragraphs(out, kk_precedence);
    put_meanings(out, "Environment", kk_environment);
    put_meanings(out, "Exit codes", kk_exit_statuses);
    fputs("\nA first map:  kansenkompas init my-town && cd my-town   (edit project.yaml)   kansenkompas check && "
          "kansenkompas run\n"
          "More:         kansenkompas COMMAND --help\n",
          out);
}

void kk_help_print_command(FILE *out, const kk_command *command)
{
    fprintf(out, "kansenkompas %s: %s\n\nUsage: kansenkompas %s [OPTIONS]%s%s\n\n", command->name, command->summary,
            command->name, *command->arguments ? " " : "", command->arguments);
    put_paragraphs(out, command->text);
    fputs("\nOptions:\n", out);
    for (int i = 0; i < kk_option_count; i++)
        if (kk_command_takes(command, kk_option_table[i].letter)) put_option(out, &kk_option_table[i], false);
    fputs(command->example[0].line != NULL ? "\nExamples:\n" : "", out);
    for (int i = 0; i < KK_EXAMPLES_MAX && command->example[i].line != NULL; i++)
        fprintf(out, "  %s\n      %s\n", command->example[i].line, command->example[i].says);
}
