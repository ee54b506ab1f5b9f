/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/population_words.h"

#include <ctype.h>
#include <string.h>

enum { WORD_SIZE = 32, WORDS_MAX = 12 };

/* Small letters and digits only; "?" when there are too many. */
static void simplify(kk_cell cell, char word[WORD_SIZE])
{
    size_t length = 0;
    for (size_t i = 0; i < cell.length && length < WORD_SIZE; i++)
        if (isalnum((unsigned char)cell.text[i])) word[length++] = (char)tolower((unsigned char)cell.text[i]);
    if (length < WORD_SIZE)
        word[length] = '\0';
    else
        memcpy(word, "?", sizeof "?");
}

static bool is_one_of(const char *word, const char *const words[WORDS_MAX])
{
    for (size_t i = 0; i < WORDS_MAX && words[i] != NULL; i++)
        if (strcmp(word, words[i]) == 0) return true;
    return false;
}

/* The digits at `*text`, which moves behind them; −1 when there are none, or more than five. */
static int take_number(const char **text)
{
    int number = 0, digits = 0;
    for (; isdigit((unsigned char)**text); (*text)++, digits++)
        if (digits < 5) number = number * 10 + (**text - '0');
    return digits == 0 || digits > 5 ? -1 : number;
}

/* StatLine's codes: 10000 all, 10010 0 years, then a hundred for each year; higher ones are bands. */
static int age_of_code(int code)
{
    enum { ALL = 10000, YOUNGEST = 10010, STEP = 100, OLDEST = 19900 };
    if (code == YOUNGEST) return 0;
    return code > ALL && code <= OLDEST && code % STEP == 0 ? (code - ALL) / STEP : KK_AGE_ASIDE;
}

/* What comes behind the digits that a cell begins with; '\0' for the end. */
static char after_digits(kk_cell cell)
{
    size_t i = 0;
    while (i < cell.length && isdigit((unsigned char)cell.text[i])) i++;
    return i < cell.length ? cell.text[i] : '\0';
}

int kk_age_parse(kk_cell cell)
{
    static const char *const all[WORDS_MAX] = {"t", "totaal", "total", "totaalleeftijd", "alle", "alleleeftijden"};
    char word[WORD_SIZE], after = after_digits(cell);
    simplify(cell, word);
    if (is_one_of(word, all)) return KK_AGE_ASIDE;
    const char *rest = word;
    int number = take_number(&rest);
    if (number < 0 || after == '.' || after == ',') return KK_AGE_BAD;
    bool named = *rest == '\0' || strcmp(rest, "jaar") == 0 || strcmp(rest, "jr") == 0;
    if (named && isdigit((unsigned char)cell.text[0]) &&
        (after == '\0' || after == ' ' || isalpha((unsigned char)after)))
        return number >= 10000 ? age_of_code(number) : number;
    bool band = named || strncmp(rest, "tot", 3) == 0 || strstr(rest, "jaar") != NULL;
    return band ? KK_AGE_ASIDE : KK_AGE_BAD;
}

static bool sex_of_word(const char *word, kk_population_sex *sex)
{
    static const char *const words[KK_COUNT_SEXES][WORDS_MAX] = {
        [KK_COUNT_MALE] = {"m", "man", "mannen", "male", "males", "jongen", "jongens", "1", "3000"},
        [KK_COUNT_FEMALE] = {"v", "vrouw", "vrouwen", "f", "female", "females", "meisje", "meisjes", "2", "4000"},
        [KK_COUNT_TOTAL] = {"", "t", "totaal", "total", "beide", "totaalmannenenvrouwen", "t001038", "1100"},
    };
    for (int s = 0; s < KK_COUNT_SEXES; s++) {
        *sex = (kk_population_sex)s;
        if (is_one_of(word, words[s])) return true;
    }
    return false;
}

bool kk_population_sex_parse(kk_cell cell, kk_population_sex *sex)
{
    char word[WORD_SIZE];
    simplify(cell, word);
    return (cell.length == 0 || *word != '\0') && sex_of_word(word, sex);
}

bool kk_age_header_parse(kk_cell cell, int *age, kk_population_sex *sex)
{
    static const char *const ages[WORDS_MAX] = {"leeftijd", "age", "lft", "l", "x", "inwoners", "aantal"};
    char word[WORD_SIZE], *digits = word;
    simplify(cell, word);
    while (isalpha((unsigned char)*digits)) digits++;
    const char *rest = digits;
    *age = take_number(&rest);
    if (*age < 0 || *age > 150 || (*rest != '\0' && strcmp(rest, "jaar") != 0)) return false;
    *digits = '\0';
    *sex = KK_COUNT_TOTAL;
    return is_one_of(word, ages) || sex_of_word(word, sex);
}
