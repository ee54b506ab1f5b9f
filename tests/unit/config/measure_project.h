/* SPDX-License-Identifier: EUPL-1.2 */
/* A project with all the tables that the engine makes, and indicators over them. */
#ifndef KK_TEST_MEASURE_PROJECT_H
#define KK_TEST_MEASURE_PROJECT_H

#include "project_text.h"

/* Lines 4 to 9; the records begin on line 7. The table population is 0, records 1, collective 2, places 3. */
#define GROUPED AREAS "  groups: [{name: wijkteam, file: w.csv}]\n"
#define PEOPLE                                                                                                         \
    "population: {file: p.csv}\n"                                                                                      \
    "budgets: [{name: b, file: b.csv}]\n"                                                                              \
    "records: {sources: [{name: r, file: r.csv, form: beleidsinformatie}]}\n"                                          \
    "places: [{name: s, file: s.csv}]\n"
#define MEASURES GROUPED PEOPLE
enum { POPULATION, RECORDS, COLLECTIVE, PLACES };

/* Line 9 begins the list, line 10 an indicator whose keys begin in column 6. */
#define INDICATOR(keys) MEASURES "indicators:\n  - {" keys "}\n"

/* Line 10, column 36. */
#define VALUE(numerator) INDICATOR("name: x, kind: value, numerator: \"" numerator "\"")

#endif
