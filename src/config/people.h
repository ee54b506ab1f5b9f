/* SPDX-License-Identifier: EUPL-1.2 */
/* The sections of the project about people, money and places, but for `records:` (config/records.h). */
#ifndef KK_CONFIG_PEOPLE_H
#define KK_CONFIG_PEOPLE_H

#include "config/build.h"

/* All of them, in the right order; then the tables that the engine makes of them. Called after kk_build_tables. */
kk_status kk_build_people(kk_builder *builder, kk_error *err) KK_MUST_USE;

kk_status kk_build_population(kk_builder *builder, kk_error *err) KK_MUST_USE;
kk_status kk_build_collective(kk_builder *builder, kk_error *err) KK_MUST_USE; /* budgets, activities, programmes */
kk_status kk_build_places(kk_builder *builder, kk_error *err) KK_MUST_USE;     /* places, homes */

/* Appends population, records, collective and places to the tables, as far as the project has them. */
kk_status kk_build_made_tables(kk_builder *builder, kk_error *err) KK_MUST_USE;

#endif
