/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * HMAC-SHA256 (RFC 2104) with the key's part worked out once: a pseudonym then costs two SHA-256 blocks, and many
 * threads may share one hasher.
 */
#ifndef KK_PSEUDONYM_H
#define KK_PSEUDONYM_H

#include "kk/intake.h"

/* Two states of SHA-256, behind which nothing of OpenSSL shows. */
typedef struct kk_hasher {
    _Alignas(8) unsigned char inner[128], outer[128];
} kk_hasher;

/* The hasher of one purpose ("client", "family" …); wipe it with kk_hasher_forget. */
void kk_hasher_init(kk_hasher *hasher, const kk_key *key, const char *purpose);
void kk_hasher_forget(kk_hasher *hasher);

/* kk_pseudonym of the hasher's key and purpose. Safe from several threads. */
uint64_t kk_hasher_pseudonym(const kk_hasher *hasher, const char *text, size_t length);

/*
 * The digits of a number written with or without blanks and leading zeros, in `digits`: their count, 0 for a text that
 * holds anything else than digits and blanks, or more than `size` digits. A number that is all zeros has one: "0".
 */
size_t kk_number_digits(const char *text, size_t length, char *digits, size_t size);

#endif
