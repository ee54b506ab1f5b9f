/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/ijw_elements.h"
#include "ingest/encoding.h"

#include <stdio.h>
#include <string.h>

enum { DEPTH_MAX = 64 };

kk_status kk_ijw_fail(const kk_ijw_elements *elements, const char *what)
{
    return kk_fail(elements->err, KK_ERR_INPUT, "%s:%llu:%llu: %s", elements->file,
                   (unsigned long long)XML_GetCurrentLineNumber(elements->parser),
                   (unsigned long long)XML_GetCurrentColumnNumber(elements->parser) + 1, what);
}

/* From a handler. */
static void stop(kk_ijw_elements *elements, const char *what)
{
    elements->status = kk_ijw_fail(elements, what);
    XML_StopParser(elements->parser, XML_FALSE);
}

kk_cell kk_ijw_text(const kk_ijw_elements *elements, size_t slot)
{
    return kk_cell_trim((kk_cell){elements->text[slot], elements->length[slot]});
}

/* ---- messages ---- */

static void forget_address(kk_ijw_elements *elements)
{
    elements->length[KK_FIELD_POSTCODE] = elements->length[KK_FIELD_NUMBER] = 0;
    elements->address_kind = 0;
}

static void refuse_root(kk_ijw_elements *elements, kk_ijw_match match, int number)
{
    char what[200];
    int expected = elements->message.number;
    if (match == KK_IJW_OTHER_MESSAGE)
        snprintf(what, sizeof what, "is a JW%03d, where the project file says `form: jw%d`", number, expected);
    else if (match == KK_IJW_OTHER_VERSION)
        snprintf(what, sizeof what, "is a JW%d of a release that is not known; expected iJw 3.0, 3.1 or 3.2", expected);
    else
        snprintf(what, sizeof what,
                 "is no iJw message; expected <Bericht> of http://www.istandaarden.nl/ijw/3_2/jw%d/schema", expected);
    stop(elements, what);
}

/* `name` is "namespace|local". A file may hold several messages, in a root <Berichten>. */
static void begin_message(kk_ijw_elements *elements, const char *name, const char *local)
{
    char name_space[100];
    int number = 0;
    if (elements->depth == 1 && strcmp(local, "Berichten") == 0) return;
    snprintf(name_space, sizeof name_space, "%.*s", local == name ? 0 : (int)(local - name) - 1, name);
    kk_ijw_match match = kk_ijw_namespace_match(&elements->message, name_space, &number);
    if (strcmp(local, "Bericht") != 0) match = KK_IJW_NO_MESSAGE;
    if (match != KK_IJW_SAME) {
        refuse_root(elements, match, number);
        return;
    }
    elements->in_message = true;
    elements->messages++;
    elements->products = 0;
    memset(elements->length, 0, sizeof elements->length);
    forget_address(elements);
}

static void end_message(kk_ijw_elements *elements)
{
    char what[200];
    elements->in_message = false;
    if (elements->products > 0) return;
    snprintf(what, sizeof what, "ends a message without any <%s>; a JW%d has at least one", elements->message.product,
             elements->message.number);
    stop(elements, what);
}

/* ---- elements ---- */

static bool push(kk_ijw_elements *elements, const char *local)
{
    size_t length = strlen(local);
    if (elements->path_length + length + 1 > sizeof elements->path) return false;
    elements->path[elements->path_length] = '/';
    memcpy(elements->path + elements->path_length + 1, local, length);
    elements->path_length += length + 1;
    return true;
}

static void pop(kk_ijw_elements *elements)
{
    do elements->path_length--;
    while (elements->path[elements->path_length] != '/');
}

static bool path_ends(const kk_ijw_elements *elements, const char *path)
{
    size_t length = strlen(path);
    return length < elements->path_length && elements->path[elements->path_length - length - 1] == '/' &&
           memcmp(elements->path + elements->path_length - length, path, length) == 0;
}

/* What was read of the element before that was called so: of the client, the product before. */
static void forget_last(kk_ijw_elements *elements, const char *local)
{
    size_t length = strlen(local);
    for (size_t r = 0; r < elements->message.rule_count; r++) {
        const kk_ijw_rule *rule = &elements->message.rule[r];
        if (strncmp(rule->path, local, length) == 0 && rule->path[length] == '/') elements->length[rule->slot] = 0;
    }
    if (strcmp(local, "Client") == 0) forget_address(elements);
}

static void XMLCALL start_element(void *data, const XML_Char *name, const XML_Char **attributes)
{
    kk_ijw_elements *elements = data;
    const char *separator = strrchr(name, KK_IJW_SEPARATOR), *local = separator == NULL ? name : separator + 1;
    (void)attributes;
    if (elements->status != KK_OK) return;
    if (++elements->depth > DEPTH_MAX || !push(elements, local)) {
        stop(elements, "elements go deeper, or have longer names, than those of any iJw message");
        return;
    }
    if (elements->into >= 0) {
        stop(elements, "an element where an iJw message has text");
        return;
    }
    if (!elements->in_message) {
        begin_message(elements, name, local);
        return;
    }
    forget_last(elements, local);
    if (strcmp(local, elements->message.product) == 0)
        elements->line = (int64_t)XML_GetCurrentLineNumber(elements->parser);
    for (size_t r = 0; r < elements->message.rule_count; r++)
        if (path_ends(elements, elements->message.rule[r].path)) elements->into = elements->message.rule[r].slot;
    if (elements->into >= 0) elements->length[elements->into] = 0;
}

static void XMLCALL add_text(void *data, const XML_Char *text, int length)
{
    kk_ijw_elements *elements = data;
    if (elements->status != KK_OK || elements->into < 0) return;
    size_t *used = &elements->length[elements->into];
    if ((size_t)length > KK_IJW_TEXT_MAX - *used) {
        stop(elements, "a text of more than 64 KB in one element");
        return;
    }
    memcpy(elements->text[elements->into] + *used, text, (size_t)length);
    *used += (size_t)length;
}

/* Where the client is registered goes before where the client stays; an address for letters is none. */
static void choose_address(kk_ijw_elements *elements)
{
    enum { FOR_LETTERS = 2, NOT_TOLD = 9 };
    kk_cell kind = kk_ijw_text(elements, KK_IJW_ADDRESS_KIND);
    int rank = kind.length == 0 ? NOT_TOLD : kind.text[kind.length - 1] - '0';
    size_t postcode = elements->length[KK_IJW_ADDRESS_POSTCODE], number = elements->length[KK_IJW_ADDRESS_NUMBER];
    bool better = elements->address_kind == 0 || rank < elements->address_kind;
    if (postcode > 0 && rank > 0 && rank != FOR_LETTERS && better) {
        memcpy(elements->text[KK_FIELD_POSTCODE], elements->text[KK_IJW_ADDRESS_POSTCODE], postcode);
        memcpy(elements->text[KK_FIELD_NUMBER], elements->text[KK_IJW_ADDRESS_NUMBER], number);
        elements->length[KK_FIELD_POSTCODE] = postcode;
        elements->length[KK_FIELD_NUMBER] = number;
        elements->address_kind = rank;
    }
    elements->length[KK_IJW_ADDRESS_KIND] = elements->length[KK_IJW_ADDRESS_POSTCODE] =
        elements->length[KK_IJW_ADDRESS_NUMBER] = 0;
}

static void XMLCALL end_element(void *data, const XML_Char *name)
{
    kk_ijw_elements *elements = data;
    (void)name;
    if (elements->status != KK_OK) return;
    elements->into = -1;
    if (path_ends(elements, "Contactgegevens/Contact")) choose_address(elements);
    if (path_ends(elements, "Client")) forget_last(elements, "Client");
    bool product = elements->in_message && path_ends(elements, elements->message.product);
    bool message = elements->in_message && path_ends(elements, "Bericht");
    pop(elements);
    elements->depth--;
    if (message) end_message(elements);
    if (elements->messages == 0) stop(elements, "holds no message: there is no <Bericht> in <Berichten>");
    if (!product) return;
    elements->products++;
    elements->found = true;
    XML_StopParser(elements->parser, XML_TRUE);
}

static void XMLCALL refuse_doctype(void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                                   int has_subset)
{
    (void)name, (void)system, (void)public, (void)has_subset;
    stop(data, "has a document type (<!DOCTYPE …>), which no iJw message has; entities are not read");
}

void kk_ijw_elements_attach(kk_ijw_elements *elements, const char *file, kk_record_form form, XML_Parser parser)
{
    elements->file = file;
    elements->parser = parser;
    elements->into = -1;
    kk_ijw_message_of(form, &elements->message);
    XML_SetUserData(parser, elements);
    XML_SetElementHandler(parser, start_element, end_element);
    XML_SetCharacterDataHandler(parser, add_text);
    XML_SetStartDoctypeDeclHandler(parser, refuse_doctype);
}
