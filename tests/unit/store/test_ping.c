/* SPDX-License-Identifier: EUPL-1.2 */
/* Servers that say what this test wants, on a socket of their own: a real one is in test_cluster.c. */
#include "unit/check.h"

#include "store/ping.h"

#include <pthread.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static char folder[] = "/tmp/kk-ping-XXXXXX";
static char address[60], url[120];

/* What a server answers to who says hello, before it closes the connection; silent, it waits until the other does. */
typedef struct fake_server {
    int listener;
    const char *answer;
    size_t length;
} fake_server;

static void *answer_one(void *context)
{
    const fake_server *server = context;
    char hello[1000];
    int client = accept(server->listener, NULL, NULL);
    if (client < 0 || read(client, hello, sizeof hello) <= 0) return NULL;
    if (server->answer != NULL && write(client, server->answer, server->length) != (ssize_t)server->length) return NULL;
    if (server->answer == NULL && read(client, hello, sizeof hello) > 0) return NULL;
    close(client);
    return context;
}

static kk_ping ping_one_that_says(const char *answer, size_t length)
{
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    fake_server server = {socket(AF_UNIX, SOCK_STREAM, 0), answer, length};
    pthread_t thread;
    void *done = NULL;
    snprintf(name.sun_path, sizeof name.sun_path, "%s", address);
    assert_int_equal(bind(server.listener, (struct sockaddr *)&name, sizeof name), 0);
    assert_int_equal(listen(server.listener, 1), 0);
    assert_int_equal(pthread_create(&thread, NULL, answer_one, &server), 0);
    kk_ping ping = kk_ping_server(url);
    pthread_join(thread, &done);
    close(server.listener);
    unlink(address);
    assert_non_null(done);
    return ping;
}

/* ErrorResponse: severity and code. */
#define REFUSAL(code) "E\0\0\0\x23SFATAL\0VFATAL\0C" code "\0Mno more\0\0"
#define WELCOME "R\0\0\0\x08\0\0\0\0"
#define READY "Z\0\0\0\x05I"
#define ping_after(answer) ping_one_that_says(answer, sizeof(answer) - 1)

static void test_nobody_is_there(void **state)
{
    (void)state;
    assert_int_equal(kk_ping_server(url), KK_PING_NO_RESPONSE);
    assert_int_equal(kk_ping_server("postgresql://[nonsense"), KK_PING_NO_RESPONSE);
}

static void test_a_code_tells_what_a_refusal_means(void **state)
{
    (void)state;
    assert_int_equal(ping_after(REFUSAL("57P03")), KK_PING_REJECT);      /* starting up */
    assert_int_equal(ping_after(REFUSAL("53300")), KK_PING_OK);          /* too many clients */
    assert_int_equal(ping_after(REFUSAL("3D000")), KK_PING_OK);          /* no such database */
    assert_int_equal(ping_after(REFUSAL("57P01")), KK_PING_NO_RESPONSE); /* somebody ends it */
}

static void test_a_server_that_goes_away(void **state)
{
    (void)state;
    assert_int_equal(ping_after(""), KK_PING_NO_RESPONSE);
    assert_int_equal(ping_after("E\0\0\0"), KK_PING_NO_RESPONSE);
    assert_int_equal(ping_after("HTTP/1.1 400 Bad Request\r\n\r\n"), KK_PING_NO_RESPONSE);
    assert_int_equal(ping_after(WELCOME), KK_PING_NO_RESPONSE);
    assert_int_equal(ping_after(WELCOME REFUSAL("57P01")), KK_PING_NO_RESPONSE);
}

static void test_a_silent_server_is_not_waited_for(void **state)
{
    (void)state;
    assert_int_equal(ping_one_that_says(NULL, 0), KK_PING_NO_RESPONSE);
}

static void test_what_a_dying_server_says_is_not_passed_on(void **state)
{
    (void)state;
    char said[200] = "";
    FILE *file = tmpfile();
    assert_non_null(file);
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    assert_true(kept >= 0 && dup2(fileno(file), STDERR_FILENO) >= 0);
    kk_ping ping = ping_after(WELCOME READY REFUSAL("57P01"));
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(file);
    assert_int_equal(fread(said, 1, sizeof said - 1, file), 0);
    fclose(file);
    assert_int_equal(ping, KK_PING_OK);
}

static int make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL) return -1;
    snprintf(address, sizeof address, "%s/.s.PGSQL.5432", folder);
    snprintf(url, sizeof url, "postgresql:///x?host=%s&port=5432&user=x", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nobody_is_there),
        cmocka_unit_test(test_a_code_tells_what_a_refusal_means),
        cmocka_unit_test(test_a_server_that_goes_away),
        cmocka_unit_test(test_a_silent_server_is_not_waited_for),
        cmocka_unit_test(test_what_a_dying_server_says_is_not_passed_on),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
