/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "ingest/pseudonym.h"

#include <openssl/hmac.h>

static const kk_key key = {{0xaa, 0xbb, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21}};

/* The same by OpenSSL's own HMAC. */
static uint64_t expected(const kk_key *with, const char *purpose, const char *text)
{
    unsigned char message[256], digest[32];
    size_t length = strlen(purpose) + 1;
    memcpy(message, purpose, length);
    memcpy(message + length, text, strlen(text));
    unsigned size = sizeof digest;
    assert_non_null(HMAC(EVP_sha256(), with->bytes, sizeof with->bytes, message, length + strlen(text), digest, &size));
    uint64_t number = 0;
    for (int i = 0; i < 8; i++) number = number << 8 | digest[i];
    return number;
}

static uint64_t pseudonym(const char *purpose, const char *text)
{
    return kk_pseudonym(&key, purpose, text, strlen(text));
}

static void test_is_hmac_sha256(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "A-12", "123456782", "x",
                                        "a text that is longer than one block of SHA-256, which has 64 bytes, by far"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_true(pseudonym("client", texts[i]) == expected(&key, "client", texts[i]));
        assert_true(pseudonym("family", texts[i]) == expected(&key, "family", texts[i]));
    }
}

static void test_key_and_purpose_tell_apart(void **state)
{
    (void)state;
    kk_key other = key;
    other.bytes[31] ^= 1;
    assert_true(pseudonym("client", "123456782") != pseudonym("family", "123456782"));
    assert_true(pseudonym("client", "123456782") != kk_pseudonym(&other, "client", "123456782", 9));
    assert_true(pseudonym("client", "123456782") != pseudonym("client", "123456783"));
    assert_true(kk_pseudonym(&key, "c", "x", 1) != kk_pseudonym(&key, "", "cx", 2));
}

static void test_numbers_meet_themselves(void **state)
{
    (void)state;
    uint64_t number = pseudonym("client", "12345678");
    assert_true(number == expected(&key, "client", "12345678"));
    assert_true(pseudonym("client", "012345678") == number);
    assert_true(pseudonym("client", "0012345678") == number);
    assert_true(pseudonym("client", " 0123 45 678 ") == number);
    assert_true(pseudonym("client", "1234.5678") != number);
    assert_true(pseudonym("client", "12345670") != pseudonym("client", "1234567"));
}

/* Of other texts every character counts. */
static void test_other_texts_are_taken_as_they_are(void **state)
{
    (void)state;
    assert_true(pseudonym("client", "A012") == expected(&key, "client", "A012"));
    assert_true(pseudonym("client", "0A12") == expected(&key, "client", "0A12"));
    assert_true(pseudonym("client", "A 12") == expected(&key, "client", "A 12"));
    assert_true(pseudonym("client", "a12") != pseudonym("client", "A12"));
}

static void test_digits_of_a_number(void **state)
{
    (void)state;
    char digits[9];
    assert_int_equal(kk_number_digits("0012 3", 6, digits, sizeof digits), 3);
    assert_memory_equal(digits, "123", 3);
    assert_int_equal(kk_number_digits("000", 3, digits, sizeof digits), 1);
    assert_memory_equal(digits, "0", 1);
    assert_int_equal(kk_number_digits("000123456789", 12, digits, sizeof digits), 9);
    assert_int_equal(kk_number_digits("1234567890", 10, digits, sizeof digits), 0);
    assert_int_equal(kk_number_digits("12a", 3, digits, sizeof digits), 0);
    assert_int_equal(kk_number_digits("", 0, digits, sizeof digits), 0);
    assert_int_equal(kk_number_digits("  ", 2, digits, sizeof digits), 0);
}

static void test_no_two_of_many_are_alike(void **state)
{
    (void)state;
    enum { COUNT = 20000, SLOTS = 65536 };
    uint64_t *seen = calloc(SLOTS, sizeof *seen);
    kk_hasher hasher;
    kk_hasher_init(&hasher, &key, "client");
    for (int i = 0; i < COUNT; i++) {
        char text[16];
        size_t length = (size_t)snprintf(text, sizeof text, "%d", 100000000 + i);
        uint64_t it = kk_hasher_pseudonym(&hasher, text, length);
        assert_true(it != 0);
        size_t slot = it % SLOTS;
        while (seen[slot] != 0) {
            assert_true(seen[slot] != it);
            slot = (slot + 1) % SLOTS;
        }
        seen[slot] = it;
    }
    kk_hasher_forget(&hasher);
    free(seen);
}

static void test_forgotten_keys_are_wiped(void **state)
{
    (void)state;
    static const unsigned char zeros[sizeof(kk_hasher)];
    kk_hasher hasher;
    kk_key copy = key;
    kk_hasher_init(&hasher, &key, "client");
    kk_hasher_forget(&hasher);
    assert_memory_equal(&hasher, zeros, sizeof hasher);
    kk_key_forget(&copy);
    assert_memory_equal(&copy, zeros, sizeof copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_is_hmac_sha256),           cmocka_unit_test(test_key_and_purpose_tell_apart),
        cmocka_unit_test(test_numbers_meet_themselves),  cmocka_unit_test(test_other_texts_are_taken_as_they_are),
        cmocka_unit_test(test_digits_of_a_number),       cmocka_unit_test(test_no_two_of_many_are_alike),
        cmocka_unit_test(test_forgotten_keys_are_wiped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
