/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as a project file: no crash, no leak; a failure has a message of one line, a success is complete.
 * clang -fsanitize=fuzzer,address,undefined; seeds: data/starter/project.yaml, tests/real/, seeds/project-guide.yaml.
 */
#include "kk/config.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kk_config *config;
    kk_error err;
    kk_status status = kk_config_parse((const char *)data, size, "project.yaml", &config, &err);
    if (status) {
        /* Another status would be a text that passes the checks and not libcyaml. */
        if (config || status != KK_ERR_PROJECT || !err.message[0] || strchr(err.message, '\n')) abort();
        return 0;
    }
    if (!config->project.name || !config->output.directory.path || !config->areas.source_count) abort();
    for (size_t i = 0; i < config->indicator_count; i++) {
        const kk_config_indicator *indicator = &config->indicators[i];
        bool has_none = indicator->map || indicator->statistic != KK_STATISTIC_NONE;
        if (!indicator->name || (!has_none && !indicator->numerator.count)) abort();
    }
    kk_config_free(config);
    return 0;
}
