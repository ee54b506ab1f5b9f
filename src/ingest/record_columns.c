/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/record_columns.h"
#include "ingest/table_columns.h"

#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 16 };

/* Letters and digits only; where a file has several of them the first one counts. */
static const char *const known_names[KK_FIELD_COUNT][NAMES_MAX] = {
    [KK_FIELD_CLIENT] = {"bsn", "burgerservicenummer", "bsnjeugdige", "clientbsn", "clientnummer", "client",
                         "clientid"},
    [KK_FIELD_FAMILY] = {"gezinsnummer", "gezin", "gezinid", "huishoudnummer", "huishouden"},
    [KK_FIELD_BIRTH] = {"geboortedatum", "geboortedatumjeugdige", "datumgeboorte", "gebdatum", "geboortedatumdatum"},
    [KK_FIELD_SEX] = {"geslacht", "geslachtjeugdige", "sekse"},
    [KK_FIELD_BEGIN] = {"begindatum", "datumaanvang", "datumaanvangjeugdhulp", "aanvangsdatum", "datumbegin",
                        "startdatum", "datumstart", "ingangsdatum", "toewijzingingangsdatum", "datumaanvangmaatregel",
                        "productperiodebegindatum", "begin", "aanvang"},
    [KK_FIELD_END] = {"einddatum", "datumeinde", "datumeindejeugdhulp", "eindedatum", "stopdatum", "datumstop",
                      "toewijzingeinddatum", "datumeindemaatregel", "productperiodeeinddatum", "einde"},
    [KK_FIELD_REQUESTED] = {"datumaanvraag", "aanvraagdatum", "datumverzoek", "verzoekdatum", "aanmelddatum",
                            "datumaanmelding", "toewijzingdatum", "toewijzingsdatum", "datumtoewijzing", "dagtekening"},
    [KK_FIELD_FORM] = {"jeugdhulpvorm", "hulpvorm", "typejeugdhulp", "typehulpvorm", "vormjeugdhulp", "vorm",
                       "maatregel", "typemaatregel", "typekinderbeschermingsmaatregel",
                       "typejeugdreclasseringsmaatregel", "productcategorie", "categorie"},
    [KK_FIELD_PRODUCT] = {"productcode", "product"},
    [KK_FIELD_REFERRER] = {"verwijzer", "typeverwijzer", "codeverwijzer", "verwijzertype", "verwijscode"},
    [KK_FIELD_PROVIDER] = {"aanbieder", "agbcodeaanbieder", "agbcode", "aanbiedercode", "zorgaanbieder", "instelling",
                           "agb", "afzender"},
    [KK_FIELD_AMOUNT] = {"bedrag", "ingediendbedrag", "ingediendbedragbedrag", "gedeclareerdbedrag"},
    [KK_FIELD_OUTCOME] = {"redenbeeindiging", "redenbeeindigingjeugdhulp", "redeneinde", "redenbeindiging",
                          "redenbeindigingjeugdhulp"},
    [KK_FIELD_CREDIT] = {"debetcredit", "debitcredit", "ingediendbedragdebetcredit", "indicatiedebetcredit",
                         "statusaanlevering", "redenwijziging"},
    [KK_FIELD_CONTRACT] = {"toewijzingnummer", "toewijzingsnummer"},
    [KK_FIELD_REFERENCE] = {"referentieaanbieder"},
    [KK_FIELD_AREA] = {"buurtcode", "wijkcode", "gemeentecode", "gwbcode", "buurt", "gemeente"},
    [KK_FIELD_POSTCODE] = {"postcode", "pc6", "postcode6"},
    [KK_FIELD_NUMBER] = {"huisnummer", "huisnr"},
};

/* What a record of each kind cannot do without, besides the client: one of `either`, and `also` (twice the same: one
   thing). */
static const struct {
    kk_csv_field either[2], also;
} needed[KK_RECORD_KIND_COUNT] = {
    [KK_RECORD_CARE] = {{KK_FIELD_BEGIN, KK_FIELD_REQUESTED}, KK_FIELD_CLIENT},
    [KK_RECORD_DECLARATION] = {{KK_FIELD_BEGIN, KK_FIELD_BEGIN}, KK_FIELD_AMOUNT},
    [KK_RECORD_CONTACT] = {{KK_FIELD_BEGIN, KK_FIELD_BEGIN}, KK_FIELD_OUTCOME},
    [KK_RECORD_REQUEST] = {{KK_FIELD_BEGIN, KK_FIELD_BEGIN}, KK_FIELD_CLIENT},
    [KK_RECORD_PARTICIPATION] = {{KK_FIELD_BEGIN, KK_FIELD_BEGIN}, KK_FIELD_CLIENT},
    [KK_RECORD_ALLOCATION] = {{KK_FIELD_REQUESTED, KK_FIELD_REQUESTED}, KK_FIELD_CONTRACT},
    [KK_RECORD_START] = {{KK_FIELD_BEGIN, KK_FIELD_BEGIN}, KK_FIELD_CONTRACT},
    [KK_RECORD_STOP] = {{KK_FIELD_END, KK_FIELD_END}, KK_FIELD_CONTRACT},
    [KK_RECORD_ASKED] = {{KK_FIELD_REQUESTED, KK_FIELD_REQUESTED}, KK_FIELD_REFERENCE},
};

/* The column of the first of the field's names that the file has. */
static bool recognise(const kk_names *names, kk_csv_field field, uint32_t *index)
{
    for (size_t n = 0; n < NAMES_MAX && known_names[field][n] != NULL; n++)
        for (uint32_t i = 0; i < names->count; i++)
            if (kk_name_is(names->name[i], known_names[field][n])) {
                *index = i;
                return true;
            }
    return false;
}

static kk_status find_field(const kk_config_record_source *source, const kk_names *names, kk_csv_field field,
                            kk_record_columns *columns, kk_error *err)
{
    const kk_config_csv *csv = &source->csv;
    uint32_t *index = &columns->index[field];
    if (csv->column[field] != NULL) {
        kk_status status =
            kk_names_require(names, csv->column[field], csv->column_mark[field], csv->file.given, index, err);
        if (status != KK_OK) return status;
    } else if (source->form == KK_FORM_CSV || !recognise(names, field, index)) {
        return KK_OK;
    }
    columns->header[field] = names->name[*index];
    columns->used[columns->used_count++] = field;
    return KK_OK;
}

static kk_status fail_lacking(const kk_config_record_source *source, const char *fields, kk_error *err)
{
    return kk_fail_at(err, KK_ERR_PROJECT, source->csv.mark,
                      "%s: no column is known to hold %s of source '%s'; name it under columns:",
                      source->csv.file.given, fields, source->csv.name);
}

static kk_status check_needed(const kk_config_record_source *source, const kk_record_columns *columns, kk_error *err)
{
    kk_record_kind kind = source->kind;
    kk_csv_field first = needed[kind].either[0], second = needed[kind].either[1], also = needed[kind].also;
    if (columns->header[KK_FIELD_CLIENT] == NULL) return fail_lacking(source, kk_csv_field_name(KK_FIELD_CLIENT), err);
    if (columns->header[first] == NULL && columns->header[second] == NULL)
        return fail_lacking(source, kk_csv_field_name(first), err);
    if (columns->header[also] == NULL) return fail_lacking(source, kk_csv_field_name(also), err);
    bool form_told = source->fixed_form != NULL || columns->header[KK_FIELD_FORM] != NULL ||
                     columns->header[KK_FIELD_PRODUCT] != NULL;
    if ((kind == KK_RECORD_CARE || kind == KK_RECORD_DECLARATION) && !form_told)
        return kk_fail_at(err, KK_ERR_PROJECT, source->csv.mark,
                          "%s: nothing tells the form of help of source '%s'; name a column for form or product under "
                          "columns:, or give help: for all its records",
                          source->csv.file.given, source->csv.name);
    return KK_OK;
}

kk_status kk_record_columns_find(const kk_config_record_source *source, const kk_cell *header, size_t count,
                                 kk_record_columns *columns, kk_error *err)
{
    *columns = (kk_record_columns){.count = count};
    kk_names names = {.count = count, .name = calloc(count + 1, sizeof *names.name)};
    if (names.name == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) names.name[i] = header[i].text;
    names.shown = kk_names_look_right(&names);
    kk_status status = KK_OK;
    for (int field = 0; field < KK_FIELD_COUNT && status == KK_OK; field++)
        status = find_field(source, &names, (kk_csv_field)field, columns, err);
    if (status == KK_OK) status = check_needed(source, columns, err);
    free(names.name);
    return status;
}
