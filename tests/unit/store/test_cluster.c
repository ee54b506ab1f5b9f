/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/store/private_cluster.h"

#include "store/cluster_place.h"
#include "store/cluster_programs.h"
#include "store/ping.h"

#include <dirent.h>
#include <grp.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

static kk_arena arena;

static kk_place place_of(const kk_config *config)
{
    kk_error err = {0};
    kk_place place;
    if (kk_place_find(config, &arena, &place, &err) != KK_OK) fail_msg("%s", err.message);
    return place;
}

static void open_cluster(void)
{
    kk_error err = {0};
    if (kk_cluster_open(&project, &cluster, &err) != KK_OK) fail_msg("%s", err.message);
}

static bool server_answers(void)
{
    kk_place place = place_of(&project);
    return kk_ping_server(kk_place_url(&place, "kansenkompas", &arena)) == KK_PING_OK;
}

static pid_t server_pid(void)
{
    char path[400];
    kk_place place = place_of(&project);
    int pid = 0;
    snprintf(path, sizeof path, "%s/postmaster.pid", place.data);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%d", &pid), 1);
    fclose(file);
    return pid;
}

static void run_in(const char *folder, const char *command)
{
    char line[1200];
    assert_true(snprintf(line, sizeof line, "cd '%s' && %s", folder, command) < (int)sizeof line);
    assert_int_equal(system(line), 0);
}

static void in_place(const char *command)
{
    kk_place place = place_of(&project);
    run_in(place.folder, command);
}

/* Something to tell by whether the cluster was kept or made again. */
static void leave_mark(void)
{
    assert_rows("CREATE TABLE mark AS SELECT 42 AS kept", "");
}

static bool mark_is_there(void)
{
    return strcmp(query("SELECT kept FROM mark"), "42\n") == 0;
}

/* ---- the ordinary course ---- */

static void test_made_stopped_and_kept_between_runs(void **state)
{
    (void)state;
    open_cluster();
    assert_rows("SELECT current_user, current_database()", "kansenkompas|kansenkompas\n");
    assert_rows("SELECT current_setting('listen_addresses'), current_setting('wal_level'), current_setting('fsync')",
                "|minimal|off\n");
    assert_rows("SELECT datcollate, datctype, pg_encoding_to_char(encoding) FROM pg_database "
                "WHERE datname = 'kansenkompas'",
                "C|C.UTF-8|UTF8\n");
    leave_mark();
    kk_cluster_close(cluster);
    assert_false(server_answers());

    struct timespec begun, ready;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    open_cluster();
    clock_gettime(CLOCK_MONOTONIC, &ready);
    assert_true((double)(ready.tv_sec - begun.tv_sec) + (double)(ready.tv_nsec - begun.tv_nsec) / 1e9 < 2);
    assert_true(mark_is_there());
    kk_cluster_close(cluster);
    assert_false(server_answers());
}

static void test_the_place_is_closed_to_others(void **state)
{
    (void)state;
    kk_place place = place_of(&project);
    struct stat it;
    assert_contains(place.folder, "/Jeugd___kans-");
    assert_string_equal(place.sockets, place.folder);
    assert_int_equal(stat(place.folder, &it), 0);
    assert_int_equal(it.st_mode & 0777, 0700);
    assert_int_equal(it.st_uid, place.account.uid);
    assert_int_not_equal(it.st_uid, 0);
    kk_config other = {.folder = "/srv/Jeugd & kans"};
    assert_string_not_equal(place_of(&other).folder, place.folder);
}

static void test_the_last_user_stops_the_server(void **state)
{
    (void)state;
    kk_cluster *second = NULL;
    kk_error err = {0};
    open_cluster();
    pid_t first_pid = server_pid();
    assert_int_equal(kk_cluster_open(&project, &second, &err), KK_OK);
    assert_string_equal(kk_cluster_url(second), kk_cluster_url(cluster));
    assert_int_equal(server_pid(), first_pid);
    kk_cluster_close(cluster);
    assert_true(server_answers());
    kk_cluster_close(second);
    assert_false(server_answers());
    kk_cluster_close(NULL);
}

static void test_a_kept_server_stays(void **state)
{
    (void)state;
    kk_error err = {0};
    open_cluster();
    assert_int_equal(kk_cluster_keep(cluster, &err), KK_OK);
    assert_int_equal(kk_cluster_keep(cluster, &err), KK_OK);
    kk_cluster_close(cluster);
    assert_true(server_answers());
    open_cluster();
    kk_cluster_close(cluster);
    assert_true(server_answers());
    assert_int_equal(kk_cluster_stop(&project, &err), KK_OK);
    assert_false(server_answers());
    open_cluster();
    kk_cluster_close(cluster);
    assert_false(server_answers());
}

static void test_a_server_in_use_stops_after_its_last_user(void **state)
{
    (void)state;
    kk_error err = {0};
    open_cluster();
    assert_int_equal(kk_cluster_keep(cluster, &err), KK_OK);
    assert_int_equal(kk_cluster_stop(&project, &err), KK_OK);
    assert_true(server_answers());
    kk_cluster_close(cluster);
    assert_false(server_answers());
}

/* Neither makes a cluster nor starts a server. */
static void test_stopping_and_finding_touch_nothing(void **state)
{
    (void)state;
    kk_error err = {0};
    const char *url = NULL;
    bool answers = true;
    kk_config other = {.folder = "/srv/other"};
    assert_int_equal(kk_cluster_stop(&other, &err), KK_OK);
    assert_int_equal(kk_cluster_find(&other, false, &arena, &url, &answers, &err), KK_OK);
    assert_false(answers);
    assert_int_equal(access(place_of(&other).folder, F_OK), -1);

    assert_int_equal(kk_cluster_stop(&project, &err), KK_OK);
    assert_int_equal(kk_cluster_find(&project, false, &arena, &url, &answers, &err), KK_OK);
    assert_false(answers);
    assert_false(server_answers());
    open_cluster();
    assert_int_equal(kk_cluster_find(&project, false, &arena, &url, &answers, &err), KK_OK);
    assert_true(answers);
    assert_string_equal(url, kk_cluster_url(cluster));
    kk_cluster_close(cluster);
}

static void test_variables_of_libpq_are_cleared(void **state)
{
    (void)state;
    static const char *const names[] = {"PGHOSTADDR", "PGSERVICE", "PGOPTIONS", "PGDATESTYLE", "PGPORT", "PGSSLMODE"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) assert_int_equal(setenv(names[i], "nonsense", 1), 0);
    assert_int_equal(setenv("PG_OF_ANOTHER", "stays", 1), 0);
    assert_false(server_answers());
    kk_cluster_clear_environment();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) assert_null(getenv(names[i]));
    assert_string_equal(getenv("PG_OF_ANOTHER"), "stays");
    open_cluster();
    assert_rows("SELECT 1", "1\n");
    kk_cluster_close(cluster);
}

/* ---- crashes ---- */

static void test_a_killed_server_is_started_again(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_cluster *next = NULL;
    open_cluster();
    assert_int_equal(kill(server_pid(), SIGKILL), 0);
    assert_int_equal(kk_cluster_open(&project, &next, &err), KK_OK);
    assert_true(mark_is_there());
    kk_cluster_close(cluster);
    assert_true(server_answers());
    kk_cluster_close(next);
    assert_false(server_answers());
}

static void test_marks_of_a_dead_server_mislead_nobody(void **state)
{
    (void)state;
    char command[200];
    /* Our own pid: alive, but no server. */
    snprintf(command, sizeof command,
             "printf '%%d\\n' %d | tee data/postmaster.pid > .s.PGSQL.5432.lock && touch "
             ".s.PGSQL.5432",
             (int)getpid());
    in_place(command);
    open_cluster();
    assert_true(mark_is_there());
    kk_cluster_close(cluster);
    assert_false(server_answers());
}

/* The account of the server may write the pid file; no other process is signalled for it. */
static void test_a_pid_file_that_names_another_process(void **state)
{
    (void)state;
    if (geteuid() != 0) skip();
    int exit_status = -1;
    char command[100];
    open_cluster();
    pid_t server = server_pid(), victim = fork();
    if (victim == 0) _exit(pause());
    snprintf(command, sizeof command, "sed -i '1s/.*/%d/' data/postmaster.pid", (int)victim);
    in_place(command);
    pid_t closer = fork();
    if (closer == 0) {
        kk_cluster_close(cluster);
        _exit(0);
    }
    nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
    assert_int_equal(waitpid(victim, &exit_status, WNOHANG), 0);
    assert_true(server_answers());
    snprintf(command, sizeof command, "sed -i '1s/.*/%d/' data/postmaster.pid", (int)server);
    in_place(command);
    assert_int_equal(waitpid(closer, &exit_status, 0), closer);
    assert_int_equal(kill(victim, SIGKILL), 0);
    assert_int_equal(waitpid(victim, &exit_status, 0), victim);
    assert_int_equal(WTERMSIG(exit_status), SIGKILL);
    kk_cluster_close(cluster);
    assert_false(server_answers());
}

static void crash_after_opening(void)
{
    kk_error err;
    _exit(kk_cluster_open(&project, &cluster, &err) == KK_OK ? 0 : 1);
}

static void test_a_server_whose_engine_was_killed_is_used_and_then_stopped(void **state)
{
    (void)state;
    int exit_status = -1;
    pid_t pid = fork();
    if (pid == 0) crash_after_opening();
    assert_int_equal(waitpid(pid, &exit_status, 0), pid);
    assert_int_equal(exit_status, 0);
    assert_true(server_answers());
    pid_t orphan = server_pid();
    open_cluster();
    assert_int_equal(server_pid(), orphan);
    kk_cluster_close(cluster);
    assert_false(server_answers());
}

static void test_a_half_made_cluster_is_made_anew(void **state)
{
    (void)state;
    kk_error err = {0};
    assert_int_equal(kk_cluster_purge(&project, &err), KK_OK);
    kk_place place = place_of(&project);
    assert_int_equal(kk_place_make(&place, &err), KK_OK);
    in_place("mkdir data.new && touch data.new/PG_VERSION && chmod -R a+rwX data.new");
    if (place.account.switches) {
        char command[300];
        snprintf(command, sizeof command, "chown -R %s data.new", place.account.name);
        in_place(command);
    }
    open_cluster();
    leave_mark();
    kk_cluster_close(cluster);
    in_place("test ! -e data.new");
}

static void test_a_damaged_cluster_is_made_again_once(void **state)
{
    (void)state;
    in_place("rm data/global/pg_control");
    open_cluster();
    assert_false(mark_is_there());
    leave_mark();
    kk_cluster_close(cluster);
}

static void test_a_cluster_of_another_version_is_made_again(void **state)
{
    (void)state;
    in_place("echo 9 > data/PG_VERSION");
    open_cluster();
    assert_false(mark_is_there());
    leave_mark();
    kk_cluster_close(cluster);
}

static void test_programs_that_fail_say_why(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_cluster *none = NULL;
    run_in(home, "printf '#!/bin/sh\\ncase $1 in -V) echo \"postgres (PostgreSQL) 15.1\";; *) echo \"FATAL: no luck\" "
                 ">&2; exit 1;; esac\\n' > postgres && cp postgres initdb && chmod a+rx postgres initdb");
    assert_int_equal(setenv("KANSENKOMPAS_PG_BINDIR", home, 1), 0);
    assert_int_equal(kk_cluster_open(&project, &none, &err), KK_ERR_DATABASE);
    assert_null(none);
    assert_contains(err.message, "cannot make the private database in ");
    assert_contains(err.message, ": FATAL: no luck");
    assert_int_equal(unsetenv("KANSENKOMPAS_PG_BINDIR"), 0);
    run_in(home, "rm postgres initdb");
    open_cluster();
    kk_cluster_close(cluster);
}

/* ---- where it cannot be ---- */

static void assert_not_opened(const char *new_home, const char *message)
{
    kk_error err = {0};
    kk_cluster *none = NULL;
    assert_int_equal(setenv("KANSENKOMPAS_HOME", new_home, 1), 0);
    assert_int_equal(kk_cluster_open(&project, &none, &err), KK_ERR_DATABASE);
    assert_int_equal(setenv("KANSENKOMPAS_HOME", home, 1), 0);
    assert_null(none);
    assert_contains(err.message, message);
    assert_contains(err.message, "set KANSENKOMPAS_HOME");
}

static void test_homes_that_will_not_do(void **state)
{
    (void)state;
    char path[300];
    assert_not_opened("/proc/nowhere", "/proc/nowhere: cannot be made for the private database: ");
    if (geteuid() != 0) skip();
    snprintf(path, sizeof path, "%s/closed", home);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_not_opened(path, "cannot be entered by user '");
    run_in(home, "rm -r closed");
    kk_error err = {0};
    assert_int_equal(kk_cluster_purge(&project, &err), KK_OK);
    kk_place place = place_of(&project);
    assert_int_equal(mkdir(place.folder, 0700), 0);
    assert_int_equal(chown(place.folder, 12345, 12345), 0);
    assert_not_opened(home, "must be a folder of user '");
    assert_int_equal(rmdir(place.folder), 0);
}

static void test_programs_that_will_not_do(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_programs programs;
    kk_place place = place_of(&project);
    assert_int_equal(setenv("KANSENKOMPAS_PG_BINDIR", "/usr/games", 1), 0);
    assert_int_equal(kk_programs_find(&place.account, &arena, &programs, &err), KK_ERR_DATABASE);
    assert_string_equal(err.message, "KANSENKOMPAS_PG_BINDIR is '/usr/games', where there is no 'postgres' to run");

    run_in(home, "printf '#!/bin/sh\\necho \"postgres (PostgreSQL) 12.3\"\\n' > postgres && chmod a+rx postgres");
    assert_int_equal(setenv("KANSENKOMPAS_PG_BINDIR", home, 1), 0);
    assert_int_equal(kk_programs_find(&place.account, &arena, &programs, &err), KK_ERR_DATABASE);
    assert_contains(err.message, "/postgres is version 12; the private database needs 15 or later");
    run_in(home, "rm postgres");

    assert_int_equal(unsetenv("KANSENKOMPAS_PG_BINDIR"), 0);
    assert_int_equal(kk_programs_find(&place.account, &arena, &programs, &err), KK_OK);
    assert_true(programs.major >= 15);
}

/* A socket's path has room for 107 bytes. */
static void test_a_long_path_has_its_socket_elsewhere(void **state)
{
    (void)state;
    kk_error err = {0};
    char deep[300];
    snprintf(deep, sizeof deep, "%s/%0100d", home, 0);
    assert_int_equal(setenv("KANSENKOMPAS_HOME", deep, 1), 0);
    kk_place place = place_of(&project);
    assert_true(strncmp(place.sockets, "/tmp/kk-", 8) == 0);
    struct stat it;
    open_cluster();
    assert_rows("SELECT 1", "1\n");
    assert_int_equal(stat(place.sockets, &it), 0);
    assert_int_equal(it.st_mode & 0777, 0700);
    kk_cluster_close(cluster);
    assert_int_equal(kk_cluster_purge(&project, &err), KK_OK);
    assert_int_equal(access(place.sockets, F_OK), -1);
    assert_int_equal(rmdir(deep), 0);

    /* A link that somebody else put there leads nowhere. */
    assert_int_equal(symlink(home, place.sockets), 0);
    kk_cluster *none = NULL;
    assert_int_equal(kk_cluster_open(&project, &none, &err), KK_ERR_DATABASE);
    assert_contains(err.message, "must be a folder of user '");
    assert_int_equal(unlink(place.sockets), 0);
    assert_int_equal(kk_cluster_purge(&project, &err), KK_OK);
    assert_int_equal(rmdir(deep), 0);
    assert_int_equal(setenv("KANSENKOMPAS_HOME", home, 1), 0);
}

static void test_where_the_base_is(void **state)
{
    (void)state;
    bool root = geteuid() == 0;
    assert_int_equal(unsetenv("KANSENKOMPAS_HOME"), 0);
    assert_int_equal(setenv("XDG_STATE_HOME", "/var/state", 1), 0);
    assert_true(strncmp(place_of(&project).folder, root ? "/var/lib/kansenkompas/" : "/var/state/kansenkompas/", 22) ==
                0);
    assert_int_equal(setenv("XDG_STATE_HOME", "relative", 1), 0);
    assert_contains(place_of(&project).folder, root ? "/var/lib/kansenkompas/" : "/.local/state/kansenkompas/");
    assert_int_equal(setenv("KANSENKOMPAS_HOME", "here", 1), 0);
    char *folder = getcwd(NULL, 0);
    assert_non_null(folder);
    assert_int_equal(strncmp(place_of(&project).folder, folder, strlen(folder)), 0);
    free(folder);
    kk_config top = {.folder = "/"};
    assert_contains(place_of(&top).folder, "/here/project-");
    assert_int_equal(setenv("KANSENKOMPAS_HOME", home, 1), 0);
}

/* ---- several at once ---- */

static pid_t run_in_child(void)
{
    pid_t pid = fork();
    if (pid != 0) return pid;
    kk_error err = {0};
    kk_store *store = NULL;
    kk_status status = kk_cluster_open(&project, &cluster, &err);
    if (status == KK_OK) status = kk_store_open(kk_cluster_url(cluster), "kk_at_once", &store, &err);
    if (status == KK_OK) status = kk_store_commit(store, &err);
    if (status != KK_OK) fprintf(stderr, "%s\n", err.message);
    kk_store_close(store);
    kk_cluster_close(cluster);
    _exit(status == KK_OK ? 0 : 1);
}

static void test_runs_that_begin_at_once_share_one_new_cluster(void **state)
{
    (void)state;
    enum { RUNS = 4 };
    kk_error err = {0};
    pid_t runs[RUNS];
    assert_int_equal(kk_cluster_purge(&project, &err), KK_OK);
    for (int i = 0; i < RUNS; i++) runs[i] = run_in_child();
    for (int i = 0; i < RUNS; i++) {
        int exit_status = -1;
        assert_int_equal(waitpid(runs[i], &exit_status, 0), runs[i]);
        assert_int_equal(exit_status, 0);
    }
    assert_false(server_answers());
}

static void test_an_ordinary_user_has_a_cluster_of_their_own(void **state)
{
    (void)state;
    if (geteuid() != 0) skip();
    char path[100];
    kk_error err = {0};
    int exit_status = -1;
    snprintf(path, sizeof path, "%s/theirs", home);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(chown(path, 65534, 65534), 0);
    pid_t pid = fork();
    if (pid == 0) {
        bool changed = setgroups(0, NULL) == 0 && setgid(65534) == 0 && setuid(65534) == 0 &&
                       setenv("KANSENKOMPAS_HOME", path, 1) == 0;
        kk_status status = changed ? kk_cluster_open(&project, &cluster, &err) : KK_ERR_INTERNAL;
        if (status == KK_OK) kk_cluster_close(cluster);
        if (status == KK_OK) status = kk_cluster_purge(&project, &err);
        if (status != KK_OK) fprintf(stderr, "%s\n", err.message);
        _exit((int)status);
    }
    assert_int_equal(waitpid(pid, &exit_status, 0), pid);
    assert_int_equal(exit_status, 0);
    assert_int_equal(rmdir(path), 0);
}

/* ---- removing ---- */

static void test_purge(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_place place = place_of(&project);
    open_cluster();
    assert_int_equal(kk_cluster_purge(&project, &err), KK_ERR_DATABASE);
    assert_contains(err.message, "another run uses the private database in ");
    assert_true(server_answers());
    assert_int_equal(kk_cluster_keep(cluster, &err), KK_OK);
    kk_cluster_close(cluster);
    assert_true(server_answers());
    assert_int_equal(kk_cluster_purge(&project, &err), KK_OK);
    assert_false(server_answers());
    assert_int_equal(access(place.folder, F_OK), -1);
    assert_int_equal(kk_cluster_purge(&project, &err), KK_OK);
    assert_int_equal(access(place.folder, F_OK), -1);
}

static int begin(void **state)
{
    (void)state;
    kk_arena_init(&arena);
    make_home();
    return 0;
}

static int end(void **state)
{
    (void)state;
    kk_arena_clear(&arena);
    return rmdir(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_made_stopped_and_kept_between_runs),
        cmocka_unit_test(test_the_place_is_closed_to_others),
        cmocka_unit_test(test_the_last_user_stops_the_server),
        cmocka_unit_test(test_a_kept_server_stays),
        cmocka_unit_test(test_a_server_in_use_stops_after_its_last_user),
        cmocka_unit_test(test_stopping_and_finding_touch_nothing),
        cmocka_unit_test(test_variables_of_libpq_are_cleared),
        cmocka_unit_test(test_a_killed_server_is_started_again),
        cmocka_unit_test(test_marks_of_a_dead_server_mislead_nobody),
        cmocka_unit_test(test_a_pid_file_that_names_another_process),
        cmocka_unit_test(test_a_server_whose_engine_was_killed_is_used_and_then_stopped),
        cmocka_unit_test(test_a_half_made_cluster_is_made_anew),
        cmocka_unit_test(test_a_damaged_cluster_is_made_again_once),
        cmocka_unit_test(test_a_cluster_of_another_version_is_made_again),
        cmocka_unit_test(test_homes_that_will_not_do),
        cmocka_unit_test(test_programs_that_fail_say_why),
        cmocka_unit_test(test_programs_that_will_not_do),
        cmocka_unit_test(test_a_long_path_has_its_socket_elsewhere),
        cmocka_unit_test(test_where_the_base_is),
        cmocka_unit_test(test_runs_that_begin_at_once_share_one_new_cluster),
        cmocka_unit_test(test_an_ordinary_user_has_a_cluster_of_their_own),
        cmocka_unit_test(test_purge),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
