# SPDX-License-Identifier: EUPL-1.2
# Killed or interrupted while records are read, loaded or published: database and files both show the last run that was
# done, and the next run works. Runs at the same moment share one key; a purge waits for none.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
example_project town
cp town/jeugdhulp-bij.csv all.csv && head -n 3000 all.csv >part.csv || exit 1

# ---- the first runs of a project, two at once: one key ----
for run in 1 2; do
    { "$engine" run --quiet town/project.yaml >"said$run" 2>&1; echo $? >"code$run"; } &
done
wait
for run in 1 2; do [ "$(cat code$run)" -eq 0 ] || fail "one of two runs at once: $(cat said$run)"; done
[ "$(find home -name '*.key*' | wc -l)" -eq 1 ] || fail "not one key: $(find home -name '*.key*')"
cksum home/*.key >key_before

# ---- what the database and the files say, in one word ----
expect 0 db start town/project.yaml
url=$(cat stdout)
state() {
    {
        sql "$url" 'SELECT r::text FROM kk_kompasdam.client_record r ORDER BY 1'
        sql "$url" 'SELECT r::text FROM kk_kompasdam.released r ORDER BY 1'
        sums town/out
    } | cksum
}
for records in part all; do
    cp $records.csv town/jeugdhulp-bij.csv
    begin=$(date +%s%N)
    expect 0 run --quiet town/project.yaml
    takes=$((($(date +%s%N) - begin) / 1000000))
    state >$records.state
done
! cmp -s part.state all.state || fail "the two sets of records cannot be told apart"

expect_no_leftovers() {
    [ "$(sql "$url" "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname = 'client_record'")" -eq 1 ] ||
        fail "records of a run that was not done are left behind"
}
stop_runs town/project.yaml town/jeugdhulp-bij.csv

# ---- a purge while a run is at work: refused, and nothing is lost ----
"$engine" run --quiet town/project.yaml >stdout2 2>stderr2 &
run=$!
until sql "$url" "SELECT count(*) FROM pg_stat_activity WHERE xact_start IS NOT NULL AND pid <> pg_backend_pid()" |
    grep -q '[1-9]'; do
    kill -0 $run 2>/dev/null || fail "the run was over before a purge could be tried"
done
expect_error 5 'wait until it is done, then purge' db purge town/project.yaml
wait $run || fail "a purge that was refused stopped the run: $(cat stderr2)"
cksum home/*.key >key_after
expect_same key_before key_after
expect_tidy town
expect 0 run --quiet town/project.yaml
expect 0 db purge town/project.yaml
[ -z "$(find home -type f)" ] || fail "a purge leaves $(find home -type f)"
