/* SPDX-License-Identifier: EUPL-1.2 */
/* Project files as texts, and what becomes of them. */
#ifndef KK_TEST_PROJECT_TEXT_H
#define KK_TEST_PROJECT_TEXT_H

#include "kk/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

/* Lines 1 to 3 of most projects here. */
#define AREAS "project: {name: p, period: 2023}\nareas:\n  sources: [{file: a.gpkg}]\n"
/* Lines 4 and 5: a table of line 5. */
#define TABLE AREAS "tables:\n  - {name: kwb, file: kwb.csv}\n"

/* The project must load; to be freed. */
static inline kk_config *project(const char *text)
{
    kk_config *config;
    kk_error err = {0};
    kk_status status = kk_config_parse(text, strlen(text), "project.yaml", &config, &err);
    if (status) fail_msg("%s", err.message);
    return config;
}

/* The project must be refused with exactly this message. */
static inline void refused_bytes(const char *text, size_t length, const char *message)
{
    kk_config *config = (void *)&config;
    kk_error err = {0};
    assert_int_equal(kk_config_parse(text, length, "project.yaml", &config, &err), KK_ERR_PROJECT);
    assert_int_equal(err.status, KK_ERR_PROJECT);
    assert_string_equal(err.message, message);
    assert_null(config);
}

static inline void refused(const char *text, const char *message)
{
    refused_bytes(text, strlen(text), message);
}

#endif
