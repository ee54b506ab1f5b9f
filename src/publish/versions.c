/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/versions.h"

#include "publish/geopackage.h"

#include <cairo.h>
#include <cholmod.h>
#include <cyaml/cyaml.h>
#include <geos_c.h>
#include <gsl/gsl_version.h>
#include <libdeflate.h>
#include <openssl/crypto.h>
#include <pango/pango.h>
#include <proj.h>
#include <qpdf/qpdf-c.h>
#include <sqlite3.h>
#include <stdio.h>
#include <xlsxwriter.h>
#include <yaml.h>

static void write_cholmod(kk_json *json)
{
    int part[3];
    char text[40];
    cholmod_version(part);
    snprintf(text, sizeof text, "%d.%d.%d", part[0], part[1], part[2]);
    kk_json_string(json, "CHOLMOD", text);
}

void kk_versions_write(kk_json *json)
{
    kk_json_string(json, "kansenkompas", KK_VERSION);
    kk_json_string(json, "GDAL", kk_gdal_version());
    kk_json_string(json, "PROJ", proj_info().version);
    kk_json_string(json, "GEOS", GEOSversion());
    kk_json_string(json, "libcyaml", cyaml_version_str);
    kk_json_string(json, "libyaml", yaml_get_version_string());
    kk_json_string(json, "GSL", gsl_version);
    write_cholmod(json);
    kk_json_string(json, "libdeflate", LIBDEFLATE_VERSION_STRING);
    kk_json_string(json, "cairo", cairo_version_string());
    kk_json_string(json, "Pango", pango_version_string());
    kk_json_string(json, "SQLite", sqlite3_libversion());
    kk_json_string(json, "qpdf", qpdf_get_qpdf_version());
    kk_json_string(json, "libxlsxwriter", lxw_version());
    kk_json_string(json, "OpenSSL", OpenSSL_version(OPENSSL_FULL_VERSION_STRING));
}
