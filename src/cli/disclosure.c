/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/disclosure.h"
#include "kk/log.h"
#include "kk/publish.h"

#include <stdio.h>

kk_status kk_run_write_disclosure(kk_run *run, kk_error *err)
{
    kk_status status = kk_write_areas_csv(run->release, run->folder, err);
    if (status == KK_OK) status = kk_write_disclosure_json(run->release, &run->config->disclosure, run->folder, err);
    return status == KK_OK ? kk_write_knowledge_csv(run->release, run->folder, err) : status;
}

/* Nothing is protected, and that is accepted: an attack would tell at length what everyone can see. */
static bool is_left_open(const kk_config_disclosure *config)
{
    return !config->secondary && config->accept_leaks != NULL;
}

kk_status kk_run_audit(kk_run *run, kk_error *err)
{
    const kk_config_disclosure *config = &run->config->disclosure;
    if (is_left_open(config)) {
        kk_warn(
            "nothing is hidden for the others' sake, so that hidden figures can be computed, and the release is not "
            "audited; accepted, because: %s",
            config->accept_leaks);
        return KK_OK;
    }
    kk_status status = kk_audit(run->folder, config->earlier, config->earlier_count, run->threads, &run->audit, err);
    return status == KK_OK ? kk_audit_write(&run->audit, run->folder, "audit.json", err) : status;
}

void kk_disclosure_print(const kk_run *run)
{
    const kk_audit_result *audit = &run->audit;
    size_t total = kk_release_withheld(run->release), secondary = audit->hidden[KK_FIGURE_SUPPRESSED_SECONDARY];
    if (total == 0) return;
    printf("Withheld for privacy: %zu figures, %zu of them so that no other can be computed%s.\n", total, secondary,
           run->config->estimates.map_count > 0 ? "; estimates by their own rule or where nobody grew up" : "");
    if (audit->row_count == 0) return;
    printf(
        "Audit: of %zu hidden counts and amounts %zu are safe by two tables that fit all that is told, %zu by linear "
        "programs%s\n",
        audit->row_count, audit->verdicts[KK_AUDIT_TABLES], audit->verdicts[KK_AUDIT_PROGRAMS],
        audit->accepted_leaks == NULL ? "; none can be computed." : ".");
    if (audit->accepted_leaks != NULL)
        printf("%zu CAN BE COMPUTED, which the project accepts: %s\n", audit->verdicts[KK_AUDIT_LEAK],
               audit->accepted_leaks);
}
