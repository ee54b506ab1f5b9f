/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/crowds.h"
#include "kk/log.h"

enum { RECORDS_MAX = 1000 };

bool kk_crowd_tell(const kk_config *config, const char *whose, const kk_record *first, size_t count)
{
    if (count <= RECORDS_MAX) return false;
    kk_warn("records '%s': a %s has more than %d rows; when its number stands for nobody, leave it blank",
            config->records.source[first->source].csv.name, whose, RECORDS_MAX);
    return true;
}
