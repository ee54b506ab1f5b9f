/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/arena.h"
#include "kk/publish.h"
#include "publish/swap.h"
#include "publish/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOBODY = 65534 };

/* A folder to work in, `base`, and the output folder `target` in it, not made yet. */
typedef struct fixture {
    kk_arena arena;
    char base[64];
    const char *target;
    kk_error err;
} fixture;

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    kk_arena_init(&f->arena);
    strcpy(f->base, "/tmp/kk-outdir-XXXXXX");
    assert_non_null(mkdtemp(f->base));
    f->target = kk_arena_format(&f->arena, "%s/out", f->base);
    *state = f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    assert_int_equal(kk_tree_remove(f->base), 0);
    kk_arena_clear(&f->arena);
    free(f);
    return 0;
}

static void write_file(fixture *f, const char *folder, const char *name, const char *text)
{
    FILE *file = fopen(kk_arena_format(&f->arena, "%s/%s", folder, name), "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void check_file(fixture *f, const char *folder, const char *name, const char *expected)
{
    char *text = kk_file_text(kk_arena_format(&f->arena, "%s/%s", folder, name));
    assert_non_null(text);
    assert_string_equal(text, expected);
    free(text);
}

/* What a whole run leaves: a run.json that lists itself and data.csv. */
static void fill(fixture *f, const char *folder, const char *data)
{
    write_file(f, folder, "data.csv", data);
    write_file(f, folder, "run.json",
               "{\n  \"generator\": \"kansenkompas\",\n  \"files\": [\n    \"run.json\",\n    \"data.csv\"\n  ]\n}\n");
}

static void make_output(fixture *f, const char *data)
{
    kk_outdir *outdir;
    assert_int_equal(kk_outdir_begin(f->target, &outdir, &f->err), KK_OK);
    fill(f, kk_outdir_path(outdir), data);
    assert_int_equal(kk_outdir_prepare(outdir, &f->err), KK_OK);
    assert_int_equal(kk_outdir_commit(outdir, &f->err), KK_OK);
    kk_outdir_end(outdir);
}

static int count_entries(const char *folder)
{
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    int count = -2;
    while (readdir(directory) != NULL) count++;
    closedir(directory);
    return count;
}

static void check_refused(fixture *f, const char *directory, const char *message)
{
    kk_outdir *outdir;
    assert_int_equal(kk_outdir_begin(directory, &outdir, &f->err), KK_ERR_OUTPUT);
    assert_null(outdir);
    assert_contains(f->err.message, message);
}

static void an_output_appears_and_is_replaced_as_a_whole(void **state)
{
    fixture *f = *state;
    make_output(f, "one");
    check_file(f, f->target, "data.csv", "one");
    assert_int_equal(count_entries(f->base), 1);
    make_output(f, "two");
    check_file(f, f->target, "data.csv", "two");
    assert_int_equal(count_entries(f->target), 2);
    assert_int_equal(count_entries(f->base), 1);
}

static void the_work_is_done_beside_the_target(void **state)
{
    fixture *f = *state;
    kk_outdir *outdir;
    make_output(f, "one");
    assert_int_equal(kk_outdir_begin(f->target, &outdir, &f->err), KK_OK);
    const char *expected = kk_arena_format(&f->arena, "%s/.out.kk-%ld.", f->base, (long)getpid());
    assert_ptr_equal(strstr(kk_outdir_path(outdir), expected), kk_outdir_path(outdir));
    check_file(f, f->target, "data.csv", "one");
    kk_outdir_end(outdir);
    check_file(f, f->target, "data.csv", "one");
    assert_int_equal(count_entries(f->base), 1);
    kk_outdir_end(NULL);
}

static void folders_above_are_made(void **state)
{
    fixture *f = *state;
    f->target = kk_arena_format(&f->arena, "%s/a/b//out//", f->base);
    make_output(f, "one");
    check_file(f, f->base, "a/b/out/data.csv", "one");
    check_refused(f, kk_arena_format(&f->arena, "%s/a/b/out/data.csv/x", f->base), "data.csv: Not a directory");
}

static void a_relative_path_and_a_link_lead_to_the_target(void **state)
{
    fixture *f = *state;
    char old[4096];
    assert_non_null(getcwd(old, sizeof old));
    assert_int_equal(chdir(f->base), 0);
    const char *absolute = f->target;
    f->target = "out";
    make_output(f, "one");
    assert_int_equal(symlink("out", "link"), 0);
    f->target = "./link";
    make_output(f, "two");
    assert_int_equal(chdir(old), 0);
    check_file(f, absolute, "data.csv", "two");
    struct stat info;
    assert_int_equal(lstat(kk_arena_format(&f->arena, "%s/link", f->base), &info), 0);
    assert_true(S_ISLNK(info.st_mode));
}

static void an_empty_folder_is_used(void **state)
{
    fixture *f = *state;
    assert_int_equal(mkdir(f->target, 0777), 0);
    make_output(f, "one");
    check_file(f, f->target, "data.csv", "one");
}

static void a_folder_of_another_is_refused(void **state)
{
    fixture *f = *state;
    assert_int_equal(mkdir(f->target, 0777), 0);
    write_file(f, f->target, "thesis.doc", "");
    check_refused(f, f->target,
                  kk_arena_format(&f->arena,
                                  "the output folder %s holds 'thesis.doc', which kansenkompas did not make "
                                  "and would remove; move it away or give another folder",
                                  f->target));
    write_file(f, f->target, "run.json", "{\"generator\": \"another\", \"files\": [\"thesis.doc\", \"run.json\"]}");
    check_refused(f, f->target, "holds 'run.json'");
    check_file(f, f->target, "thesis.doc", "");
    assert_int_equal(count_entries(f->base), 1);
}

static void a_file_beside_our_own_is_not_lost(void **state)
{
    fixture *f = *state;
    make_output(f, "one");
    write_file(f, f->target, "data.csv-wal", "");
    make_output(f, "two");
    write_file(f, f->target, "map.qgz", "");
    check_refused(f, f->target, "holds 'map.qgz'");
}

/* A file that run.json lists in a folder is ours; another in that folder is not. */
static void files_in_folders_are_not_lost_either(void **state)
{
    fixture *f = *state;
    const char *viewer = kk_arena_format(&f->arena, "%s/viewer", f->target);
    assert_int_equal(mkdir(f->target, 0777), 0);
    assert_int_equal(mkdir(viewer, 0777), 0);
    write_file(f, f->target, "run.json",
               "{\"generator\": \"kansenkompas\", \"files\": [\"run.json\", \"viewer/index.html\"]}");
    write_file(f, viewer, "index.html", "");
    write_file(f, viewer, "logo.png", "");
    check_refused(f, f->target, "holds 'viewer/logo.png'");
    check_file(f, viewer, "logo.png", "");
    assert_int_equal(unlink(kk_arena_format(&f->arena, "%s/logo.png", viewer)), 0);
    make_output(f, "two");
    check_file(f, f->target, "data.csv", "two");
}

/* Put there while the run was at work. */
static void a_file_that_came_meanwhile_is_not_lost(void **state)
{
    fixture *f = *state;
    kk_outdir *outdir;
    assert_int_equal(kk_outdir_begin(f->target, &outdir, &f->err), KK_OK);
    fill(f, kk_outdir_path(outdir), "one");
    assert_int_equal(mkdir(f->target, 0777), 0);
    write_file(f, f->target, "map.qgz", "");
    assert_int_equal(kk_outdir_prepare(outdir, &f->err), KK_ERR_OUTPUT);
    assert_contains(f->err.message, "holds 'map.qgz'");
    kk_outdir_end(outdir);
    assert_int_equal(count_entries(f->base), 1);
    assert_int_equal(count_entries(f->target), 1);
}

static void what_is_no_folder_is_refused(void **state)
{
    fixture *f = *state;
    write_file(f, f->base, "out", "");
    check_refused(f, f->target, "as output folder: Not a directory");
    check_refused(f, "/", "cannot use / as output folder; give a folder in it");
    check_refused(f, "/proc",
                  "cannot replace /proc as a whole: it is a mount point; give a folder in it, such as "
                  "/proc/out");
}

static pid_t run_in_child(void (*work)(fixture *), fixture *f)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        work(f);
        _exit(0);
    }
    return child;
}

static int wait_for(pid_t child)
{
    int result;
    assert_int_equal(waitpid(child, &result, 0), child);
    return result;
}

static void be_killed_at_work(fixture *f)
{
    kk_outdir *outdir;
    if (kk_outdir_begin(f->target, &outdir, &f->err) == KK_OK) raise(SIGKILL);
}

static void leftovers_of_killed_runs_are_removed(void **state)
{
    fixture *f = *state;
    make_output(f, "one");
    assert_true(WIFSIGNALED(wait_for(run_in_child(be_killed_at_work, f))));
    assert_int_equal(mkdir(kk_arena_format(&f->arena, "%s/.out.kk-mine", f->base), 0777), 0);
    assert_int_equal(count_entries(f->base), 3);
    make_output(f, "two");
    check_file(f, f->target, "data.csv", "two");
    assert_int_equal(count_entries(f->base), 2);
}

/* In a folder where others write too: what only looks like a leftover stays, and so does what links lead to. */
static void folders_of_others_and_links_are_left_alone(void **state)
{
    fixture *f = *state;
    const char *kept = kk_arena_format(&f->arena, "%s/kept", f->base);
    const char *other = kk_arena_format(&f->arena, "%s/.out.kk-1.0", f->base);
    const char *link = kk_arena_format(&f->arena, "%s/.out.kk-2.0", f->base);
    const char *ours = kk_arena_format(&f->arena, "%s/.out.kk-3.0", f->base);
    assert_int_equal(mkdir(kept, 0777), 0);
    write_file(f, kept, "thesis.doc", "years of work");
    assert_int_equal(symlink(kept, link), 0);
    assert_int_equal(mkdir(ours, 0777), 0);
    assert_int_equal(symlink(kept, kk_arena_format(&f->arena, "%s/link", ours)), 0);
    bool is_root = geteuid() == 0;
    if (is_root) assert_int_equal(mkdir(other, 0777) == 0 && chown(other, NOBODY, NOBODY) == 0, 1);
    make_output(f, "one");
    check_file(f, kept, "thesis.doc", "years of work");
    assert_int_equal(access(link, F_OK), 0);
    assert_int_equal(access(ours, F_OK), -1);
    assert_int_equal(access(other, F_OK), is_root ? 0 : -1);
}

static void a_tree_is_removed_with_all_that_is_in_it(void **state)
{
    fixture *f = *state;
    const char *tree = kk_arena_format(&f->arena, "%s/tree", f->base);
    const char *inner = kk_arena_format(&f->arena, "%s/a/b", tree);
    assert_int_equal(kk_tree_make(inner, &f->err), KK_OK);
    write_file(f, inner, "x", "");
    write_file(f, tree, "y", "");
    assert_int_equal(symlink("/nowhere", kk_arena_format(&f->arena, "%s/link", inner)), 0);
    assert_int_equal(kk_tree_remove(tree), 0);
    assert_int_equal(count_entries(f->base), 0);
    assert_int_equal(kk_tree_remove(tree), 0);
    write_file(f, f->base, "file", "");
    assert_int_equal(kk_tree_remove(kk_arena_format(&f->arena, "%s/file", f->base)), 0);
    assert_int_equal(count_entries(f->base), 0);
    assert_int_equal(kk_tree_remove("/proc/self/task"), -1);
}

static void two_runs_at_once_leave_each_other_alone(void **state)
{
    fixture *f = *state;
    kk_outdir *first, *second;
    assert_int_equal(kk_outdir_begin(f->target, &first, &f->err), KK_OK);
    assert_int_equal(kk_outdir_begin(f->target, &second, &f->err), KK_OK);
    assert_string_not_equal(kk_outdir_path(first), kk_outdir_path(second));
    fill(f, kk_outdir_path(first), "first");
    fill(f, kk_outdir_path(second), "second");
    assert_int_equal(kk_outdir_prepare(first, &f->err), KK_OK);
    assert_int_equal(kk_outdir_prepare(second, &f->err), KK_OK);
    assert_int_equal(kk_outdir_commit(second, &f->err), KK_OK);
    assert_int_equal(kk_outdir_commit(first, &f->err), KK_OK);
    kk_outdir_end(first);
    kk_outdir_end(second);
    check_file(f, f->target, "data.csv", "first");
    assert_int_equal(count_entries(f->base), 1);
}

/* Between the two the database commits: the old output is there until the exchange, and stays when that never comes. */
static void what_is_prepared_is_not_there_yet(void **state)
{
    fixture *f = *state;
    kk_outdir *outdir;
    make_output(f, "one");
    assert_int_equal(kk_outdir_begin(f->target, &outdir, &f->err), KK_OK);
    fill(f, kk_outdir_path(outdir), "two");
    assert_int_equal(kk_outdir_prepare(outdir, &f->err), KK_OK);
    check_file(f, f->target, "data.csv", "one");
    kk_outdir_end(outdir);
    check_file(f, f->target, "data.csv", "one");
    assert_int_equal(count_entries(f->base), 1);
}

static void write_without_end(fixture *f)
{
    for (;;) make_output(f, "data");
}

/* However often it is replaced, by two processes, the folder is there with all its files. */
static void the_target_is_there_at_any_moment(void **state)
{
    fixture *f = *state;
    make_output(f, "data");
    pid_t writers[] = {run_in_child(write_without_end, f), run_in_child(write_without_end, f)};
    for (int i = 0; i < 20000; i++) {
        int folder = open(f->target, O_RDONLY | O_DIRECTORY);
        assert_true(folder >= 0);
        close(folder);
    }
    for (int i = 0; i < 2; i++) {
        assert_int_equal(kill(writers[i], SIGKILL), 0);
        assert_true(WIFSIGNALED(wait_for(writers[i])));
        check_file(f, f->target, "data.csv", "data");
    }
    make_output(f, "last");
    check_file(f, f->target, "data.csv", "last");
    assert_int_equal(count_entries(f->base), 1);
}

static void be_refused_without_rights(fixture *f)
{
    kk_outdir *outdir;
    if (geteuid() == 0 && seteuid(NOBODY) != 0) _exit(2);
    kk_status status = kk_outdir_begin(f->target, &outdir, &f->err);
    bool is_right = status == KK_ERR_OUTPUT && strstr(f->err.message, ": Permission denied; give another") != NULL;
    _exit(is_right ? 0 : 1);
}

static void without_rights_nothing_is_written(void **state)
{
    fixture *f = *state;
    assert_int_equal(chmod(f->base, 0555), 0);
    int result = wait_for(run_in_child(be_refused_without_rights, f));
    assert_int_equal(chmod(f->base, 0755), 0);
    assert_true(WIFEXITED(result));
    assert_int_equal(WEXITSTATUS(result), 0);
}

static void a_swap_by_renames_does_the_same(void **state)
{
    fixture *f = *state;
    const char *made = kk_arena_format(&f->arena, "%s/made", f->base);
    const char *previous = kk_arena_format(&f->arena, "%s/.out.previous", f->base);
    assert_int_equal(mkdir(made, 0777), 0);
    write_file(f, made, "x", "one");
    assert_int_equal(kk_folder_swap_by_renames(made, f->target, previous), 0);
    check_file(f, f->target, "x", "one");
    assert_int_equal(access(made, F_OK), -1);
    assert_int_equal(mkdir(made, 0777), 0);
    write_file(f, made, "x", "two");
    assert_int_equal(mkdir(previous, 0777), 0);
    assert_int_equal(kk_folder_swap_by_renames(made, f->target, previous), 0);
    check_file(f, f->target, "x", "two");
    check_file(f, made, "x", "one");
    assert_int_equal(count_entries(f->base), 2);
    assert_int_equal(kk_folder_swap_by_renames("/nowhere", f->target, previous), -1);
    assert_int_equal(errno, ENOENT);
    check_file(f, f->target, "x", "two");
}

static void a_swap_that_was_killed_is_undone(void **state)
{
    fixture *f = *state;
    const char *previous = kk_arena_format(&f->arena, "%s/.out.previous", f->base);
    kk_outdir *outdir;
    assert_int_equal(mkdir(previous, 0777), 0);
    fill(f, previous, "last good");
    assert_int_equal(kk_outdir_begin(f->target, &outdir, &f->err), KK_OK);
    check_file(f, f->target, "data.csv", "last good");
    kk_outdir_end(outdir);
    assert_int_equal(mkdir(previous, 0777), 0);
    kk_folder_restore(f->target, previous);
    assert_int_equal(count_entries(f->base), 1);
    check_file(f, f->target, "data.csv", "last good");
    if (geteuid() != 0) return;
    assert_int_equal(mkdir(previous, 0777) == 0 && chown(previous, NOBODY, NOBODY) == 0, 1);
    kk_folder_restore(f->target, previous);
    assert_int_equal(count_entries(f->base), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_output_appears_and_is_replaced_as_a_whole, begin, end),
        cmocka_unit_test_setup_teardown(the_work_is_done_beside_the_target, begin, end),
        cmocka_unit_test_setup_teardown(folders_above_are_made, begin, end),
        cmocka_unit_test_setup_teardown(a_relative_path_and_a_link_lead_to_the_target, begin, end),
        cmocka_unit_test_setup_teardown(an_empty_folder_is_used, begin, end),
        cmocka_unit_test_setup_teardown(a_folder_of_another_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(a_file_beside_our_own_is_not_lost, begin, end),
        cmocka_unit_test_setup_teardown(files_in_folders_are_not_lost_either, begin, end),
        cmocka_unit_test_setup_teardown(a_file_that_came_meanwhile_is_not_lost, begin, end),
        cmocka_unit_test_setup_teardown(what_is_prepared_is_not_there_yet, begin, end),
        cmocka_unit_test_setup_teardown(what_is_no_folder_is_refused, begin, end),
        cmocka_unit_test_setup_teardown(leftovers_of_killed_runs_are_removed, begin, end),
        cmocka_unit_test_setup_teardown(folders_of_others_and_links_are_left_alone, begin, end),
        cmocka_unit_test_setup_teardown(a_tree_is_removed_with_all_that_is_in_it, begin, end),
        cmocka_unit_test_setup_teardown(two_runs_at_once_leave_each_other_alone, begin, end),
        cmocka_unit_test_setup_teardown(the_target_is_there_at_any_moment, begin, end),
        cmocka_unit_test_setup_teardown(without_rights_nothing_is_written, begin, end),
        cmocka_unit_test_setup_teardown(a_swap_by_renames_does_the_same, begin, end),
        cmocka_unit_test_setup_teardown(a_swap_that_was_killed_is_undone, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
