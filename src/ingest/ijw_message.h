/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which elements of which iJw message are read.
 *
 * Source: the XSDs of iJw release 3.2 (namespaces http://www.istandaarden.nl/ijw/3_2/jw…/schema, elementFormDefault
 * qualified) of JW301, JW305, JW307, JW315 and JW323, and the constraints per element of that release for what stands
 * in the basisschema (Geboortedatum, Product, GeslotenPeriode, BedragMetDC, Adres, Verwijzer). Of 3.0 a JW315 as
 * exchanged agrees; of 3.1, and of the other messages of 3.0, the names are taken to be the same. JW303 (2.x, until
 * 2020) is taken where its elements are called as those of JW323: that is from memory.
 *
 * A JW323 tells of a client the BSN alone: no birth date and no sex.
 */
#ifndef KK_IJW_MESSAGE_H
#define KK_IJW_MESSAGE_H

#include "ingest/record_fields.h"

/* Where a text is kept: a field of the row, or one of these. */
enum {
    KK_IJW_DATE_USE = KK_FIELD_COUNT, /* which part of the birth date is not known: 1 day, 2 and month, 3 all */
    KK_IJW_ADDRESS_KIND,              /* 01 registered, 02 for letters, 03 and 04 where the client stays */
    KK_IJW_ADDRESS_POSTCODE,
    KK_IJW_ADDRESS_NUMBER,
    KK_IJW_STATUS, /* StatusAanlevering: 3 takes back an earlier JW305 or JW307 */
    KK_IJW_REASON, /* RedenWijziging: 01 and 13 take back an earlier JW301 */
    KK_IJW_SLOTS
};

/* The text of an element whose path from the root ends with `path`. */
typedef struct kk_ijw_rule {
    const char *path;
    uint8_t slot;
} kk_ijw_rule;

enum { KK_IJW_RULES_MAX = 24 };

typedef struct kk_ijw_message {
    int number;          /* 323 of JW323 */
    const char *product; /* the element that is a row */
    kk_ijw_rule rule[KK_IJW_RULES_MAX];
    size_t rule_count;
} kk_ijw_message;

/* What is read of the message that `form` names; KK_FORM_JW301 … KK_FORM_JW323. */
void kk_ijw_message_of(kk_record_form form, kk_ijw_message *out);

typedef enum kk_ijw_match { KK_IJW_SAME, KK_IJW_OTHER_MESSAGE, KK_IJW_OTHER_VERSION, KK_IJW_NO_MESSAGE } kk_ijw_match;

/* Whether elements of the namespace are of that message, 3.0 to 3.2. `*number` is what it is of, when it is of iJw. */
kk_ijw_match kk_ijw_namespace_match(const kk_ijw_message *message, const char *name_space, int *number);

#endif
