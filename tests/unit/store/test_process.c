/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/log.h"
#include "store/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static kk_arena arena;
static kk_account account;

/* Runs a shell command as the account; gives its exit code and its output. */
static int run(const char *command, const char *input, char *output, size_t size)
{
    kk_error err = {0};
    const char *argv[] = {"sh", "-c", command, NULL};
    kk_process process = {.argv = argv, .account = &account, .input = input, .held_fd = -1};
    int exit_code = -1;
    if (kk_process_run(&process, &exit_code, output, size, &err) != KK_OK) fail_msg("%s", err.message);
    return exit_code;
}

static void test_output_and_exit_code(void **state)
{
    (void)state;
    char output[100];
    assert_int_equal(run("echo out; echo err >&2; exit 3", NULL, output, sizeof output), 3);
    assert_string_equal(output, "out\nerr\n");
    assert_string_equal(kk_last_line(output), "err");
    assert_int_equal(run("kill -KILL $$", NULL, output, sizeof output), 128 + SIGKILL);
    assert_string_equal(output, "");
    assert_string_equal(kk_last_line(output), "");
}

static void test_only_the_end_of_much_output_is_kept(void **state)
{
    (void)state;
    char output[11];
    assert_int_equal(run("seq 1 1000", NULL, output, sizeof output), 0);
    assert_string_equal(output, "8\n999\n1000\n" + 1);
    assert_int_equal(run("printf 1234567890; printf abc", NULL, output, sizeof output), 0);
    assert_string_equal(output, "4567890abc");
}

static void test_input(void **state)
{
    (void)state;
    char output[100];
    assert_int_equal(run("cat", "SELECT 1;\n", output, sizeof output), 0);
    assert_string_equal(output, "SELECT 1;\n");
    assert_int_equal(run("cat", NULL, output, sizeof output), 0);
    assert_string_equal(output, "");
}

static void test_it_runs_as_the_account_in_a_session_of_its_own(void **state)
{
    (void)state;
    char output[100], expected[100];
    assert_int_not_equal(account.uid, 0);
    snprintf(expected, sizeof expected, "%u %u\n/\n", (unsigned)account.uid, (unsigned)account.gid);
    assert_int_equal(run("echo $(id -u) $(id -G); pwd", NULL, output, sizeof output), 0);
    assert_string_equal(output, expected);
    assert_int_equal(run("test $(cut -d' ' -f6 /proc/$$/stat) = $$", NULL, output, sizeof output), 0);
}

/* As root it is the program that changes the account which does not find it. */
static void test_a_program_that_is_not_there(void **state)
{
    (void)state;
    kk_error err = {0};
    char output[100] = "";
    int exit_code = 0;
    const char *argv[] = {"/nowhere/postgres", NULL};
    kk_process process = {.argv = argv, .account = &account, .held_fd = -1};
    kk_status status = kk_process_run(&process, &exit_code, output, sizeof output, &err);
    assert_int_equal(status, account.switches ? KK_OK : KK_ERR_INTERNAL);
    assert_int_equal(exit_code, account.switches ? 127 : 0);
    assert_contains(account.switches ? output : err.message, "/nowhere/postgres: No such file or directory");
}

static void test_only_the_held_file_is_handed_down(void **state)
{
    (void)state;
    kk_error err = {0};
    char path[] = "/tmp/kk-held-XXXXXX", output[100];
    int held = mkstemp(path), other = fcntl(STDIN_FILENO, F_DUPFD, 100), exit_code = -1;
    assert_true(held >= 0 && other == 100);
    assert_int_equal(flock(held, LOCK_EX), 0);
    const char *argv[] = {"sh", "-c", "exec sleep 0.3", NULL};
    kk_process process = {.argv = argv, .account = &account, .held_fd = held};
    pid_t pid = 0;
    assert_int_equal(kk_process_start(&process, "/dev/null", &pid, &err), KK_OK);
    close(held);
    int again = open(path, O_RDWR);
    assert_int_equal(flock(again, LOCK_EX | LOCK_NB), -1);
    assert_int_equal(waitpid(pid, &exit_code, 0), pid);
    assert_int_equal(exit_code, 0);
    assert_int_equal(flock(again, LOCK_EX | LOCK_NB), 0);
    close(again);
    unlink(path);

    assert_int_equal(run("test -e /proc/$$/fd/100", NULL, output, sizeof output), 1);
    close(other);
}

static void test_a_log_that_cannot_be_written(void **state)
{
    (void)state;
    kk_error err = {0};
    const char *argv[] = {"true", NULL};
    kk_process process = {.argv = argv, .account = &account, .held_fd = -1};
    pid_t pid = 0;
    assert_int_equal(kk_process_start(&process, "/nowhere/server.log", &pid, &err), KK_ERR_DATABASE);
    assert_string_equal(err.message, "/nowhere/server.log: cannot be written: No such file or directory");
}

static void test_an_interrupt_ends_the_program(void **state)
{
    (void)state;
    int exit_status = -1;
    pid_t pid = fork();
    if (pid == 0) {
        kk_error err = {0};
        char output[100];
        int exit_code = 0;
        const char *argv[] = {"sleep", "30", NULL};
        kk_process process = {.argv = argv, .account = &account, .held_fd = -1};
        kk_interrupt_install();
        raise(SIGINT);
        kk_status status = kk_process_run(&process, &exit_code, output, sizeof output, &err);
        _exit(status == KK_ERR_INTERRUPTED && exit_code == 128 + SIGKILL ? 0 : 1);
    }
    assert_int_equal(waitpid(pid, &exit_status, 0), pid);
    assert_int_equal(exit_status, 0);
}

static int begin(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_arena_init(&arena);
    return kk_account_find(&account, &arena, &err) == KK_OK ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    kk_arena_clear(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_output_and_exit_code),
        cmocka_unit_test(test_only_the_end_of_much_output_is_kept),
        cmocka_unit_test(test_input),
        cmocka_unit_test(test_it_runs_as_the_account_in_a_session_of_its_own),
        cmocka_unit_test(test_a_program_that_is_not_there),
        cmocka_unit_test(test_only_the_held_file_is_handed_down),
        cmocka_unit_test(test_a_log_that_cannot_be_written),
        cmocka_unit_test(test_an_interrupt_ends_the_program),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
