/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * iJw messages as XML (JW301, JW305, JW307, JW315, JW323): one row of fields for each product or prestatie, in the
 * order of the file. docs/records.md tells the version and the elements.
 *
 * Memory: constant. Cost: O(bytes), one pass.
 */
#ifndef KK_IJW_XML_H
#define KK_IJW_XML_H

#include "ingest/record_fields.h"

typedef struct kk_ijw_xml kk_ijw_xml;

/* `form` is KK_FORM_JW301 … KK_FORM_JW323; `file` is borrowed. Errors: KK_ERR_INPUT with file:line:column, and never a
   text of the file. */
kk_status kk_ijw_xml_open(const kk_config_file *file, kk_record_form form, kk_ijw_xml **out, kk_error *err) KK_MUST_USE;
/* The next row, valid until the next call; *found is false at the end. */
kk_status kk_ijw_xml_next(kk_ijw_xml *xml, kk_record_fields *fields, bool *found, kk_error *err) KK_MUST_USE;
void kk_ijw_xml_close(kk_ijw_xml *xml); /* wipes what it read; safe on NULL */

#endif
