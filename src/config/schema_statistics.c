/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/schema_statistics.h"
#include "config/fields.h"
#include "kk/areas.h"
#include "kk/config_statistics.h"

enum { CHOICES_MAX = 200, CHOSEN_MAX = 400, STRATA_MAX = 400, DETERMINANTS_MAX = 30 };

static const cyaml_strval_t rule_words[] = {{"queen", KK_NEIGHBOURS_QUEEN},
                                            {"rook", KK_NEIGHBOURS_ROOK},
                                            {"nearest", KK_NEIGHBOURS_NEAREST},
                                            {"distance", KK_NEIGHBOURS_DISTANCE}};
static const cyaml_strval_t smoothing_words[] = {
    {"eb", KK_SMOOTHING_EB}, {"local", KK_SMOOTHING_LOCAL}, {"bym2", KK_SMOOTHING_BYM2}};
static const cyaml_strval_t standardisation_words[] = {{"indirect", 0}, {"direct", 1}};
static const cyaml_strval_t family_words[] = {{"quasipoisson", KK_QUASIPOISSON},
                                              {"negative_binomial", KK_NEGATIVE_BINOMIAL}};

static const cyaml_schema_value_t text_item = {CYAML_VALUE_STRING(GIVEN, char *, 1, TEXT_MAX)};

#define KEY(member, type, fields) CYAML_FIELD_MAPPING_PTR(#member, MAYBE, type, member, fields)

static const cyaml_schema_field_t neighbours_fields[] = {
    WORD(kk_raw_neighbours, rule, rule_words),
    NUMBER(kk_raw_neighbours, tolerance),
    WHOLE(kk_raw_neighbours, nearest),
    NUMBER(kk_raw_neighbours, distance),
    CYAML_FIELD_END,
};

/* ---- what is made of an indicator ---- */

static const cyaml_schema_field_t smoothed_fields[] = {
    WORD(kk_raw_smoothed, method, smoothing_words),
    TEXT(MAYBE, kk_raw_smoothed, within),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t chosen_fields[] = {
    TEXT(GIVEN, kk_raw_chosen_stratum, stratum),
    NUMBER(kk_raw_chosen_stratum, rate),
    NUMBER(kk_raw_chosen_stratum, persons),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t chosen_item = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_chosen_stratum, chosen_fields)};

static const cyaml_schema_field_t standardised_fields[] = {
    WORD(kk_raw_standardised, method, standardisation_words),
    TEXT(MAYBE, kk_raw_standardised, standard),
    LIST(MAYBE, kk_raw_standardised, strata, &text_item, STRATA_MAX),
    LIST(MAYBE, kk_raw_standardised, chosen, &chosen_item, STRATA_MAX),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t expected_fields[] = {
    LIST(GIVEN, kk_raw_expected, on, &text_item, DETERMINANTS_MAX),
    WORD(kk_raw_expected, family, family_words),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t pattern_fields[] = {
    WHOLE(kk_raw_pattern, permutations),
    NUMBER(kk_raw_pattern, fdr),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t scan_fields[] = {
    NUMBER(kk_raw_scan, largest),
    WHOLE(kk_raw_scan, replicates),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t ranked_fields[] = {
    WHOLE(kk_raw_ranked, worst),
    TEXT(MAYBE, kk_raw_ranked, within),
    NUMBER(kk_raw_ranked, confidence),
    CYAML_FIELD_BOOL_PTR("simultaneous", MAYBE, kk_raw_ranked, simultaneous),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t change_fields[] = {TEXT(MAYBE, kk_raw_change, since), CYAML_FIELD_END};
static const cyaml_schema_field_t no_fields[] = {CYAML_FIELD_END};

static const cyaml_schema_field_t inequality_fields[] = {
    TEXT(MAYBE, kk_raw_inequality, ranked_by),
    TEXT(MAYBE, kk_raw_inequality, within),
    WHOLE(kk_raw_inequality, replicates),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t choice_fields[] = {
    LIST(GIVEN, kk_raw_choice, indicators, &text_item, CHOSEN_MAX),
    LIST(MAYBE, kk_raw_choice, levels, &text_item, KK_LEVELS_MAX),
    KEY(smoothed, kk_raw_choice, smoothed_fields),
    KEY(standardised, kk_raw_choice, standardised_fields),
    KEY(expected, kk_raw_choice, expected_fields),
    KEY(pattern, kk_raw_choice, pattern_fields),
    KEY(scan, kk_raw_choice, scan_fields),
    KEY(ranked, kk_raw_choice, ranked_fields),
    KEY(change, kk_raw_choice, change_fields),
    KEY(trend, kk_raw_choice, no_fields),
    KEY(limits, kk_raw_choice, no_fields),
    KEY(inequality, kk_raw_choice, inequality_fields),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t choice_item = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, kk_raw_choice, choice_fields)};

const cyaml_schema_field_t kk_statistics_fields[] = {
    WHOLE(kk_raw_statistics, seed),
    KEY(neighbours, kk_raw_statistics, neighbours_fields),
    CYAML_FIELD_BOOL("export_neighbours", CYAML_FLAG_OPTIONAL, kk_raw_statistics, export_neighbours),
    LIST(GIVEN, kk_raw_statistics, of, &choice_item, CHOICES_MAX),
    CYAML_FIELD_END,
};
