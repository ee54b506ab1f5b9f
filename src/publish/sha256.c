/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_BYTES = 1024 * 1024, DIGEST_BYTES = 32 };

/* False with errno set; errno 0 means that OpenSSL failed. */
static bool digest_file(int descriptor, EVP_MD_CTX *context, unsigned char *buffer, int64_t *bytes)
{
    *bytes = 0;
    for (;;) {
        ssize_t count = read(descriptor, buffer, READ_BYTES);
        if (count == 0) return true;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        errno = 0;
        if (EVP_DigestUpdate(context, buffer, (size_t)count) != 1) return false;
        *bytes += count;
    }
}

static void write_hex(const unsigned char digest[DIGEST_BYTES], char hex[65])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < DIGEST_BYTES; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[64] = '\0';
}

/* The digest of an open file. `path` is for messages. */
static kk_status digest_open_file(int descriptor, const char *path, char hex[65], int64_t *bytes, kk_error *err)
{
    kk_status status = KK_OK;
    unsigned char digest[DIGEST_BYTES];
    unsigned char *buffer = malloc(READ_BYTES);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (buffer == NULL || context == NULL)
        status = kk_fail_memory(err);
    else if (EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1)
        status = kk_fail(err, KK_ERR_INTERNAL, "OpenSSL has no SHA-256 here");
    else if (!digest_file(descriptor, context, buffer, bytes))
        status =
            kk_fail(err, KK_ERR_INPUT, "cannot read %s: %s", path, errno == 0 ? "OpenSSL failed" : strerror(errno));
    else if (EVP_DigestFinal_ex(context, digest, NULL) != 1)
        status = kk_fail(err, KK_ERR_INTERNAL, "OpenSSL cannot finish the SHA-256 of %s", path);
    else
        write_hex(digest, hex);
    EVP_MD_CTX_free(context);
    free(buffer);
    return status;
}

kk_status kk_file_sha256(const char *path, char hex[65], int64_t *bytes, kk_error *err)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return kk_fail(err, KK_ERR_INPUT, "cannot read %s: %s", path, strerror(errno));
    kk_status status = digest_open_file(descriptor, path, hex, bytes, err);
    close(descriptor);
    return status;
}
