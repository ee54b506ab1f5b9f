/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/publish.h"

#include <unistd.h>

/* A file of `count` times `c`. */
static void check_hash(char c, size_t count, const char *expected)
{
    char path[] = "/tmp/kk-sha256-XXXXXX", hex[65];
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "w");
    assert_non_null(file);
    for (size_t i = 0; i < count; i++) assert_int_equal(fputc(c, file), c);
    assert_int_equal(fclose(file), 0);
    int64_t bytes = -1;
    kk_error err;
    assert_int_equal(kk_file_sha256(path, hex, &bytes, &err), KK_OK);
    assert_int_equal(unlink(path), 0);
    assert_string_equal(hex, expected);
    assert_int_equal(bytes, count);
}

/* FIPS 180-4: the empty message, and a million times "a"; then more than one buffer, against sha256sum. */
static void known_hashes(void **state)
{
    (void)state;
    check_hash('a', 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check_hash('a', 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    check_hash('b', 3 * 1024 * 1024 + 1, "8c471a6e33db5967c699755346462afaf44633ed6126dbba8cc06fa150fbe325");
}

static void a_file_that_cannot_be_read(void **state)
{
    (void)state;
    char hex[65];
    int64_t bytes;
    kk_error err;
    assert_int_equal(kk_file_sha256("/nowhere/x.csv", hex, &bytes, &err), KK_ERR_INPUT);
    assert_string_equal(err.message, "cannot read /nowhere/x.csv: No such file or directory");
    assert_int_equal(kk_file_sha256("/tmp", hex, &bytes, &err), KK_ERR_INPUT);
    assert_string_equal(err.message, "cannot read /tmp: Is a directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_hashes),
        cmocka_unit_test(a_file_that_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
