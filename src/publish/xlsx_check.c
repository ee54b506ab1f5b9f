/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/xlsx_book.h"

#include <expat.h>
#include <minizip/unzip.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { READ_BYTES = 256 * 1024 };

static void XMLCALL count_cell(void *data, const XML_Char *name, const XML_Char **attributes)
{
    (void)attributes;
    size_t *cells = data;
    *cells += strcmp(name, "c") == 0;
}

/* The part that is open: XML from its first byte to its last, with the right checksum. Counts its cells. */
static bool read_part(unzFile zip, size_t *cells)
{
    XML_Parser parser = XML_ParserCreate("UTF-8");
    bool is_whole = parser != NULL;
    *cells = 0;
    if (is_whole) {
        XML_SetUserData(parser, cells);
        XML_SetStartElementHandler(parser, count_cell);
    }
    for (int got = 1; is_whole && got > 0;) {
        void *room = XML_GetBuffer(parser, READ_BYTES);
        got = room != NULL ? unzReadCurrentFile(zip, room, READ_BYTES) : -1;
        is_whole = got >= 0 && XML_ParseBuffer(parser, got, got == 0) == XML_STATUS_OK;
    }
    if (parser != NULL) XML_ParserFree(parser);
    return is_whole;
}

/* The number of "xl/worksheets/sheet7.xml", 0 of any other part. */
static size_t sheet_number(const char *name)
{
    unsigned long number = 0;
    int read = 0;
    if (sscanf(name, "xl/worksheets/sheet%lu.xml%n", &number, &read) < 1 || name[read] != '\0' || read == 0) return 0;
    return number;
}

static bool check_part(unzFile zip, const kk_xlsx_tab *tab, size_t tab_count, size_t *sheets)
{
    char name[300];
    unz_file_info64 info;
    size_t cells;
    if (unzGetCurrentFileInfo64(zip, &info, name, sizeof name, NULL, 0, NULL, 0) != UNZ_OK) return false;
    if (unzOpenCurrentFile(zip) != UNZ_OK) return false;
    bool is_whole = read_part(zip, &cells);
    is_whole = unzCloseCurrentFile(zip) == UNZ_OK && is_whole;
    size_t number = sheet_number(name);
    *sheets += number > 0;
    return is_whole && (number == 0 || (number <= tab_count && tab[number - 1].cells == cells));
}

bool kk_xlsx_is_whole(const kk_xlsx_tab *tab, size_t tab_count, const char *path)
{
    unzFile zip = unzOpen(path);
    if (zip == NULL) return false;
    size_t sheets = 0;
    int next = unzGoToFirstFile(zip);
    bool is_whole = next == UNZ_OK;
    while (is_whole && next == UNZ_OK) {
        is_whole = check_part(zip, tab, tab_count, &sheets);
        next = unzGoToNextFile(zip);
    }
    unzClose(zip);
    return is_whole && next == UNZ_END_OF_LIST_OF_FILE && sheets == tab_count;
}
