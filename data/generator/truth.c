/* SPDX-License-Identifier: EUPL-1.2 */
#include "truth.h"

#include "table.h"

void truth_write(const territory *t, const char *directory)
{
    table csv = table_open(directory, "truth.csv", ENCODING_UTF8);
    table_print(&csv, "code,share,need\n");
    for (int l = 0; l < LEVEL_COUNT; l++)
        for (int i = 0; i < t->levels[l].count; i++) {
            const area *a = &t->levels[l].items[i];
            if (a->figures.youths > 0)
                table_print(&csv, "%s,%.5f,%.5f\n", a->code, a->figures.expected_in_care / a->figures.youths,
                            a->figures.expected_in_need / a->figures.youths);
        }
    table_close(&csv);
}
