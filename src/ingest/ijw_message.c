/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/ijw_message.h"

#include <stdio.h>
#include <string.h>

/* Of every message that has them. */
static const kk_ijw_rule client[] = {
    {"Client/Bsn", KK_FIELD_CLIENT},
    {"Client/Geboortedatum/Datum", KK_FIELD_BIRTH},
    {"Client/Geboortedatum/DatumGebruik", KK_IJW_DATE_USE},
    {"Client/Geslacht", KK_FIELD_SEX},
};

static const kk_ijw_rule jw301[] = {
    {"Header/Ontvanger", KK_FIELD_PROVIDER},
    {"Contactgegevens/Contact/Soort", KK_IJW_ADDRESS_KIND},
    {"Contactgegevens/Contact/Adres/Postcode", KK_IJW_ADDRESS_POSTCODE},
    {"Contactgegevens/Contact/Adres/Huis/Huisnummer", KK_IJW_ADDRESS_NUMBER},
    {"ToegewezenProduct/ToewijzingNummer", KK_FIELD_CONTRACT},
    {"ToegewezenProduct/ReferentieAanbieder", KK_FIELD_REFERENCE},
    {"ToegewezenProduct/Product/Categorie", KK_FIELD_FORM},
    {"ToegewezenProduct/Product/Code", KK_FIELD_PRODUCT},
    {"ToegewezenProduct/Toewijzingsdatum", KK_FIELD_REQUESTED},
    {"ToegewezenProduct/Ingangsdatum", KK_FIELD_BEGIN},
    {"ToegewezenProduct/Einddatum", KK_FIELD_END},
    {"ToegewezenProduct/RedenWijziging", KK_IJW_REASON},
};

static const kk_ijw_rule jw305[] = {
    {"Header/Afzender", KK_FIELD_PROVIDER},
    {"StartProduct/ToewijzingNummer", KK_FIELD_CONTRACT},
    {"StartProduct/Product/Categorie", KK_FIELD_FORM},
    {"StartProduct/Product/Code", KK_FIELD_PRODUCT},
    {"StartProduct/Begindatum", KK_FIELD_BEGIN},
    {"StartProduct/StatusAanlevering", KK_IJW_STATUS},
};

static const kk_ijw_rule jw307[] = {
    {"Header/Afzender", KK_FIELD_PROVIDER},
    {"StopProduct/ToewijzingNummer", KK_FIELD_CONTRACT},
    {"StopProduct/Product/Categorie", KK_FIELD_FORM},
    {"StopProduct/Product/Code", KK_FIELD_PRODUCT},
    {"StopProduct/Begindatum", KK_FIELD_BEGIN},
    {"StopProduct/Einddatum", KK_FIELD_END},
    {"StopProduct/RedenBeeindiging", KK_FIELD_OUTCOME},
    {"StopProduct/StatusAanlevering", KK_IJW_STATUS},
};

static const kk_ijw_rule jw315[] = {
    {"Header/Afzender", KK_FIELD_PROVIDER},
    {"Header/BerichtIdentificatie/Dagtekening", KK_FIELD_REQUESTED},
    {"AangevraagdProduct/ReferentieAanbieder", KK_FIELD_REFERENCE},
    {"AangevraagdProduct/Product/Categorie", KK_FIELD_FORM},
    {"AangevraagdProduct/Product/Code", KK_FIELD_PRODUCT},
    {"AangevraagdProduct/ToewijzingIngangsdatum", KK_FIELD_BEGIN},
    {"AangevraagdProduct/ToewijzingEinddatum", KK_FIELD_END},
    {"AangevraagdProduct/Verwijzer/Type", KK_FIELD_REFERRER},
};

static const kk_ijw_rule jw323[] = {
    {"Header/Afzender", KK_FIELD_PROVIDER},
    {"Prestatie/ToewijzingNummer", KK_FIELD_CONTRACT},
    {"Prestatie/ProductCategorie", KK_FIELD_FORM},
    {"Prestatie/ProductCode", KK_FIELD_PRODUCT},
    {"Prestatie/ProductPeriode/Begindatum", KK_FIELD_BEGIN},
    {"Prestatie/ProductPeriode/Einddatum", KK_FIELD_END},
    {"Prestatie/IngediendBedrag/Bedrag", KK_FIELD_AMOUNT},
    {"Prestatie/IngediendBedrag/DebetCredit", KK_FIELD_CREDIT},
};

static void add_rules(kk_ijw_message *message, const kk_ijw_rule *rules, size_t count)
{
    memcpy(message->rule + message->rule_count, rules, count * sizeof *rules);
    message->rule_count += count;
}

void kk_ijw_message_of(kk_record_form form, kk_ijw_message *out)
{
#define RULES(list) list, sizeof list / sizeof *list
    static const struct {
        kk_record_form form;
        int number;
        const char *product;
        const kk_ijw_rule *rules;
        size_t count;
    } messages[] = {
        {KK_FORM_JW301, 301, "ToegewezenProduct", RULES(jw301)},
        {KK_FORM_JW305, 305, "StartProduct", RULES(jw305)},
        {KK_FORM_JW307, 307, "StopProduct", RULES(jw307)},
        {KK_FORM_JW315, 315, "AangevraagdProduct", RULES(jw315)},
        {KK_FORM_JW323, 323, "Prestatie", RULES(jw323)},
    };
    *out = (kk_ijw_message){0};
    add_rules(out, RULES(client));
#undef RULES
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
        if (messages[i].form != form) continue;
        out->number = messages[i].number;
        out->product = messages[i].product;
        add_rules(out, messages[i].rules, messages[i].count);
    }
}

kk_ijw_match kk_ijw_namespace_match(const kk_ijw_message *message, const char *name_space, int *number)
{
    int major, minor, end = 0;
    int read =
        sscanf(name_space, "http://www.istandaarden.nl/ijw/%1d_%1d/jw%3d/schema%n", &major, &minor, number, &end);
    if (read != 3 || end == 0 || name_space[end] != '\0') return KK_IJW_NO_MESSAGE;
    if (message->number == 323 && *number == 303 && major == 2) return KK_IJW_SAME;
    if (*number != message->number) return KK_IJW_OTHER_MESSAGE;
    return major == 3 && minor <= 2 ? KK_IJW_SAME : KK_IJW_OTHER_VERSION;
}
