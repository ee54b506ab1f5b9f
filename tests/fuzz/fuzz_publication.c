/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The readers of a release: any bytes in one of its files give a publication whose indices are all within it, or an
 * error of input. The first byte chooses the file; then the publication is joined to what it was before.
 */
#include "memory_file.h"

#include "kk/log.h"
#include "kk/publication_files.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES = 4 };
static const char *const names[FILES] = {"areas.csv", "disclosure.json", "knowledge.csv", "indicators.csv"};
static const char *const texts[FILES] = {
    "level,code,in_level,in_code\ngemeente,G,,\nwijk,A,gemeente,G\nwijk,B,gemeente,G\nteam,T,,\nwijk,B,team,T\n",
    "{\"format\":1,\"quantities\":[{\"name\":\"helped\"},{\"name\":\"youths\",\"public\":true},{\"name\":\"girls\"}],"
    "\"relations\":[{\"kind\":\"sum\",\"whole\":\"helped\",\"parts\":[\"girls\"],\"beyond\":\"sex\"}],"
    "\"indicators\":[{\"name\":\"help\",\"kind\":\"share\",\"numerator\":[{\"quantity\":\"helped\"}],"
    "\"denominator\":[{\"quantity\":\"youths\"}]}],\"public\":[\"people\"]}",
    "quantity,level,code,period,beyond,value,status\nyouths,wijk,A,2023,,100,ok\nhelped,gemeente,G,2023,wijk,5,ok\n",
    "level,code,period,indicator,value,numerator,denominator,status\nwijk,A,2023,help,10,10,100,ok\n"
    "wijk,B,2023,help,,,,suppressed_count\n",
};

static void write_file(const char *folder, size_t file, const void *bytes, size_t length)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, names[file]);
    FILE *out = fopen(path, "wb");
    require(out != NULL && fwrite(bytes, 1, length, out) == length && fclose(out) == 0);
}

static const char *make_folder(void)
{
    static char folder[64];
    if (*folder == '\0') {
        snprintf(folder, sizeof folder, "/dev/shm/kk-fuzz-XXXXXX");
        require(mkdtemp(folder) != NULL);
    }
    for (size_t i = 0; i < FILES; i++) write_file(folder, i, texts[i], strlen(texts[i]));
    return folder;
}

static void check_sum(const kk_publication *p, const kk_quantity_sum *sum)
{
    for (size_t i = 0; i < sum->count; i++) require(sum->quantity[i] < p->quantity_count);
}

static void check(const kk_publication *p)
{
    for (size_t l = 0; l < p->level_count; l++)
        for (size_t i = 1; i < p->level[l].count; i++)
            require(strcmp(p->level[l].code[i - 1], p->level[l].code[i]) < 0);
    for (size_t l = 0; l < p->link_count; l++) {
        const kk_level_link *link = &p->link[l];
        size_t uppers = p->level[link->upper].count;
        for (size_t u = 0; u < uppers; u++) require(link->begin[u] <= link->begin[u + 1]);
        for (size_t m = 0; m < link->begin[uppers]; m++) require(link->member[m] < p->level[link->lower].count);
    }
    for (size_t r = 0; r < p->relation_count; r++)
        for (size_t i = 0; i < p->relation[r].part_count; i++) require(p->relation[r].part[i] < p->quantity_count);
    for (size_t i = 0; i < p->indicator_count; i++) {
        check_sum(p, &p->indicator[i].numerator);
        check_sum(p, &p->indicator[i].denominator);
    }
    for (size_t c = 0; c < p->column_count; c++) {
        require(p->column[c].indicator < p->indicator_count && p->column[c].level < p->level_count);
        for (size_t i = 0; i < p->level[p->column[c].level].count; i++)
            require(p->column[c].status[i] < KK_FIGURE_STATUS_COUNT);
    }
    for (size_t f = 0; f < p->fact_count; f++)
        require(p->fact[f].quantity < p->quantity_count && p->fact[f].area < p->level[p->fact[f].level].count);
}

static void join(const char *folder, const kk_publication *changed, kk_arena *arena)
{
    kk_publication now;
    kk_publication_terms terms;
    kk_error err;
    require(kk_publication_read(folder, arena, &now, &terms, &err) == KK_OK);
    require(kk_publication_join(&now, changed, "fuzz", arena, &err) == KK_OK);
    check(&now);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kk_publication publication;
    kk_publication_terms terms;
    kk_error err;
    kk_arena arena;
    if (size == 0) return 0;
    kk_log_set_level(KK_LOG_WARNINGS);
    size_t file = data[0] % FILES;
    const char *folder = make_folder();
    write_file(folder, file, data + 1, size - 1);
    kk_arena_init(&arena);
    kk_status status = kk_publication_read(folder, &arena, &publication, &terms, &err);
    require(status == KK_OK || (status == KK_ERR_INPUT && strchr(err.message, '\n') == NULL));
    write_file(folder, file, texts[file], strlen(texts[file]));
    if (status == KK_OK) {
        check(&publication);
        join(folder, &publication, &arena);
    }
    kk_arena_clear(&arena);
    return 0;
}
