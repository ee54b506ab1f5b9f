/* SPDX-License-Identifier: EUPL-1.2 */
/* The states of SHA-256 can be copied by the older functions alone; EVP contexts would be allocated for each number. */
#define OPENSSL_API_COMPAT 10101
#include "ingest/pseudonym.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>
#include <string.h>

enum { DIGITS_MAX = 40 };

_Static_assert(sizeof(SHA256_CTX) <= sizeof((kk_hasher *)NULL)->inner, "a state of SHA-256 fits in kk_hasher");
_Static_assert(sizeof((kk_key *)NULL)->bytes <= SHA256_CBLOCK, "the key is one block at most");

static void init_padded(SHA256_CTX *state, const kk_key *key, unsigned char pad)
{
    unsigned char block[SHA256_CBLOCK];
    for (size_t i = 0; i < sizeof block; i++) block[i] = pad ^ (i < sizeof key->bytes ? key->bytes[i] : 0);
    SHA256_Init(state);
    SHA256_Update(state, block, sizeof block);
    OPENSSL_cleanse(block, sizeof block);
}

void kk_hasher_init(kk_hasher *hasher, const kk_key *key, const char *purpose)
{
    SHA256_CTX inner, outer;
    init_padded(&inner, key, 0x36);
    SHA256_Update(&inner, purpose, strlen(purpose) + 1);
    init_padded(&outer, key, 0x5c);
    memcpy(hasher->inner, &inner, sizeof inner);
    memcpy(hasher->outer, &outer, sizeof outer);
    OPENSSL_cleanse(&inner, sizeof inner);
    OPENSSL_cleanse(&outer, sizeof outer);
}

void kk_hasher_forget(kk_hasher *hasher)
{
    OPENSSL_cleanse(hasher, sizeof *hasher);
}

size_t kk_number_digits(const char *text, size_t length, char *digits, size_t size)
{
    size_t count = 0;
    bool zeros = false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == ' ' || c == '\t') continue;
        if (c < '0' || c > '9') return 0;
        zeros = zeros || c == '0';
        if (c == '0' && count == 0) continue;
        if (count == size) return 0;
        digits[count++] = c;
    }
    if (count == 0 && zeros) digits[count++] = '0';
    return count;
}

static uint64_t first_bytes(const unsigned char digest[SHA256_DIGEST_LENGTH])
{
    uint64_t number = 0;
    for (size_t i = 0; i < sizeof number; i++) number = number << 8 | digest[i];
    return number == 0 ? 1 : number;
}

uint64_t kk_hasher_pseudonym(const kk_hasher *hasher, const char *text, size_t length)
{
    char digits[DIGITS_MAX];
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256_CTX state;
    size_t count = kk_number_digits(text, length, digits, sizeof digits);
    memcpy(&state, hasher->inner, sizeof state);
    SHA256_Update(&state, count > 0 ? digits : text, count > 0 ? count : length);
    SHA256_Final(digest, &state);
    memcpy(&state, hasher->outer, sizeof state);
    SHA256_Update(&state, digest, sizeof digest);
    SHA256_Final(digest, &state);
    OPENSSL_cleanse(digits, count);
    return first_bytes(digest);
}

uint64_t kk_pseudonym(const kk_key *key, const char *purpose, const char *text, size_t length)
{
    kk_hasher hasher;
    kk_hasher_init(&hasher, key, purpose);
    uint64_t pseudonym = kk_hasher_pseudonym(&hasher, text, length);
    kk_hasher_forget(&hasher);
    return pseudonym;
}
