/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A release made by hand, in a folder of its own: gemeente GM1 of wijken WK1 … WK4, and what is told of them. Youths of
 * each wijk are public (100, 200, 300, 400), who gets help is not.
 */
#ifndef KK_TESTS_RELEASE_FOLDER_H
#define KK_TESTS_RELEASE_FOLDER_H

#include "unit/check.h"

#include "kk/arena.h"
#include "publish/tree.h"

typedef struct release_folder {
    char path[64];
} release_folder;

static const char hand_areas[] = "level,code,name,in_level,in_code\n"
                                 "gemeente,GM1,Stad,,\n"
                                 "wijk,WK1,Noord,gemeente,GM1\n"
                                 "wijk,WK2,Oost,gemeente,GM1\n"
                                 "wijk,WK3,\"Zuid, oud\",gemeente,GM1\n"
                                 "wijk,WK4,West,gemeente,GM1\n";

static const char hand_disclosure[] =
    "{\n"
    "  \"format\": 1,\n"
    "  \"vintage\": 2024,\n"
    "  \"rules\": {\"minimum\": 10, \"group\": 0.9, \"width\": 5, \"amount\": 0.2, \"rounding\": 0},\n"
    "  \"links\": [{\"upper\": \"gemeente\", \"lower\": \"wijk\"}],\n"
    "  \"quantities\": [\n"
    "    {\"name\": \"helped\", \"public\": false, \"count\": true, \"adds_up\": true},\n"
    "    {\"name\": \"youths\", \"public\": true, \"count\": true, \"adds_up\": true}\n"
    "  ],\n"
    "  \"indicators\": [\n"
    "    {\"name\": \"help\", \"kind\": \"share\", \"per\": 100, \"numerator\": [{\"quantity\": \"helped\"}], "
    "\"denominator\": [{\"quantity\": \"youths\"}]}\n"
    "  ],\n"
    "  \"public\": [\"inhabitants\"]\n"
    "}\n";

static const char hand_knowledge[] = "quantity,level,code,period,beyond,value,status\n"
                                     "youths,gemeente,GM1,2023,,1000,ok\n"
                                     "youths,wijk,WK1,2023,,100,ok\n"
                                     "youths,wijk,WK2,2023,,200,ok\n"
                                     "youths,wijk,WK3,2023,,300,ok\n"
                                     "youths,wijk,WK4,2023,,400,ok\n";

#define HAND_HEADER "level,code,period,indicator,value,numerator,denominator,status\n"

/* 4 of WK1 and, for its sake, 20 of WK2 are hidden. */
static const char hand_indicators[] = HAND_HEADER "gemeente,GM1,2023,help,9.4,94,1000,ok\n"
                                                  "wijk,WK1,2023,help,,,,suppressed_count\n"
                                                  "wijk,WK2,2023,help,,,,suppressed_secondary\n"
                                                  "wijk,WK3,2023,help,10,30,300,ok\n"
                                                  "wijk,WK4,2023,help,10,40,400,ok\n"
                                                  "wijk,WK4,2023,inhabitants,9000,,,ok\n";

static inline void write_release_file(const release_folder *folder, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder->path, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

/* `text` with `from`, which is in it, replaced by `to`; in the arena. */
static inline const char *replaced(kk_arena *arena, const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    assert_non_null(at);
    return kk_arena_format(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static inline release_folder make_release_folder(void)
{
    release_folder folder = {"/tmp/kk-release-XXXXXX"};
    assert_non_null(mkdtemp(folder.path));
    write_release_file(&folder, "areas.csv", hand_areas);
    write_release_file(&folder, "disclosure.json", hand_disclosure);
    write_release_file(&folder, "knowledge.csv", hand_knowledge);
    write_release_file(&folder, "indicators.csv", hand_indicators);
    return folder;
}

static inline void remove_release_folder(const release_folder *folder)
{
    assert_int_equal(kk_tree_remove(folder->path), 0);
}

#endif
