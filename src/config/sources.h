/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What all files of people, money and places have in common: a name, a file, columns by name, a way to locate.
 * `at` is where such a file stands in the document: "records.sources[2]".
 */
#ifndef KK_CONFIG_SOURCES_H
#define KK_CONFIG_SOURCES_H

#include "config/build.h"

/*
 * Fills everything but the way of locating. What the project does not give stays as it is in `out`: name, is_public,
 * crs; source becomes the name.
 */
kk_status kk_build_csv(kk_builder *builder, const kk_raw_csv *raw, const char *at, kk_config_csv *out,
                       kk_error *err) KK_MUST_USE;

/*
 * Fills the order of locating: as given, else area, postcode, point, as far as columns are named for them; where none
 * is, those of `known`: bits (1 << kk_locating) of the columns that are recognised without being named.
 */
enum { KK_KNOWN_ADDRESS = 1 << KK_BY_AREA | 1 << KK_BY_POSTCODE, KK_KNOWN_ALL = KK_KNOWN_ADDRESS | 1 << KK_BY_POINT };
kk_status kk_build_locating(kk_builder *builder, const kk_raw_csv *raw, const char *at, unsigned known,
                            kk_config_csv *out, kk_error *err) KK_MUST_USE;

/* Fails unless columns has the field. */
kk_status kk_need_column(kk_builder *builder, const kk_config_csv *csv, const char *at, kk_csv_field field,
                         kk_error *err) KK_MUST_USE;

/* Fails unless the names in a list differ; its items, of `size` bytes, begin with a kk_config_csv. */
kk_status kk_check_names_differ(kk_builder *builder, const char *at, const void *list, size_t size, size_t count,
                                kk_error *err) KK_MUST_USE;

/* By the ending of its name: anything but .csv, .txt and .tsv is for GDAL to read. */
bool kk_is_vector_name(const char *path);

#endif
