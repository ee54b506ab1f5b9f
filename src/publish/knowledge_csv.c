/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/output.h"

static void write_fact(kk_text *text, const kk_publication *publication, const kk_fact *fact)
{
    const kk_publication_level *level = &publication->level[fact->level];
    kk_text_csv(text, publication->quantity[fact->quantity].name);
    kk_text_next_csv(text, level->name);
    kk_text_next_csv(text, level->code[fact->area]);
    kk_text_next_csv(text, fact->period);
    kk_text_next_csv(text, fact->beyond);
    kk_text_next_number(text, fact->value);
    kk_text_next_csv(text, kk_figure_status_name((kk_figure_status)fact->status));
    kk_text_char(text, '\n');
}

kk_status kk_write_knowledge_csv(const kk_release *release, const char *folder, kk_error *err)
{
    const kk_publication *publication = kk_release_publication(release);
    if (publication->fact_count == 0) return KK_OK;
    kk_output output;
    kk_status status = kk_output_open(&output, folder, "knowledge.csv", err);
    if (status == KK_OK) {
        kk_text_string(&output.text, "quantity,level,code,period,beyond,value,status\n");
        for (size_t i = 0; i < publication->fact_count; i++) {
            write_fact(&output.text, publication, &publication->fact[i]);
            kk_output_drain(&output);
        }
    }
    return kk_output_close(&output, status, err);
}
