/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One row of a source of records as text by field, whatever its form: what a row source gives and what is made a
 * kk_record. Texts are UTF-8, trimmed, borrowed until the next row; a field that the row does not have has length 0.
 *
 * Of iJw messages the fields hold, as text of the elements:
 *   client, birth, sex   Bsn, Geboortedatum (JJJJ-MM-DD, or JJJJMM00 and JJJJ0000 where DatumGebruik says so), Geslacht
 *   form, product        ProductCategorie, ProductCode
 *   contract             ToewijzingNummer
 *   reference            what a JW315 and its JW301 share: ReferentieAanbieder
 *   provider             the AGB code of the provider: Afzender of the header, Ontvanger in a JW301
 *   requested            JW301 day of the allocation (ToewijzingDatum), JW315 day of the request
 *   begin, end           of what is allocated, asked, started, stopped or delivered
 *   amount, credit       Bedrag in cents, DebetCredit
 *   outcome              RedenBeeindiging (JW307)
 *   referrer             Verwijzer > Type
 *   postcode, number     of the address, where the message has one
 */
#ifndef KK_RECORD_FIELDS_H
#define KK_RECORD_FIELDS_H

#include "kk/ingest.h"

typedef struct kk_record_fields {
    int64_t line; /* 1-based: where the row starts */
    kk_cell cell[KK_FIELD_COUNT];
} kk_record_fields;

#endif
