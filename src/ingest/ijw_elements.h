/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The elements of iJw messages, as expat tells of them: where in the message it is, and the texts that are read, by
 * slot. At the end of a product the parser is suspended, with the row of that product in the slots.
 */
#ifndef KK_IJW_ELEMENTS_H
#define KK_IJW_ELEMENTS_H

#include "ingest/ijw_message.h"

#include <expat.h>

enum { KK_IJW_PATH_SIZE = 1024, KK_IJW_TEXT_MAX = 64 * 1024 };

/* Between namespace and local name in what expat calls an element. */
#define KK_IJW_SEPARATOR '|'

typedef struct kk_ijw_elements {
    const char *file; /* as messages call it */
    kk_ijw_message message;
    XML_Parser parser;
    bool in_message;
    size_t messages;
    size_t products;             /* of this message */
    char path[KK_IJW_PATH_SIZE]; /* of the element that is open: "/Bericht/Client/Bsn" */
    size_t path_length;
    int depth;
    int into;         /* the slot that takes the text of the element that is open, or −1 */
    int address_kind; /* of the address that is kept, 0: none */
    bool found;       /* a row is whole */
    int64_t line;     /* where it begins */
    kk_status status; /* what was met that is no iJw message */
    kk_error *err;
    size_t length[KK_IJW_SLOTS];
    char text[KK_IJW_SLOTS][KK_IJW_TEXT_MAX];
} kk_ijw_elements;

/* Makes `elements`, all zero at first, the parser's handlers. */
void kk_ijw_elements_attach(kk_ijw_elements *elements, const char *file, kk_record_form form, XML_Parser parser);

/* The text of a slot, trimmed. */
kk_cell kk_ijw_text(const kk_ijw_elements *elements, size_t slot);

/* KK_ERR_INPUT with file:line:column. `what` holds nothing of the file. */
kk_status kk_ijw_fail(const kk_ijw_elements *elements, const char *what);

#endif
