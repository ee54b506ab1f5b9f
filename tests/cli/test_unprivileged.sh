# SPDX-License-Identifier: EUPL-1.2
# As root: a user without rights does the whole run; folders closed to that user are said to be so.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
[ "$(id -u)" -eq 0 ] || skip "only root can become another user (the other tests run without rights then)"
user=$(id -u nobody) && group=$(id -g nobody) || skip "there is no user nobody"
unset KANSENKOMPAS_HOME
root_engine=$engine
mkdir person && small_project person/small && chown -R "$user:$group" person
# An engine with the rights of that user.
cat >as_user <<END
#!/bin/sh
exec setpriv --reuid=$user --regid=$group --clear-groups env HOME=$work/person $root_engine "\$@"
END
chmod 755 as_user
engine=$work/as_user
project=person/small/project.yaml

expect 0 run --quiet "$project"
expect_same person/small/out/indicators.csv "$golden/expected/indicators.csv"
[ -d person/.local/state/kansenkompas ] || fail "the private database is not in the user's own folder"
[ "$(stat -c %u:%a person/.local/state/kansenkompas/small-*)" = "$user:700" ] || fail "the private database is open to others"
expect 0 run --quiet "$project"
sums person/small/out >before

# no rights to write
mkdir closed
expect_error 6 "cannot write in $work/closed/: Permission denied" run "$project" --out closed/out
expect_error 6 'Permission denied' run "$project" --out closed/a/b
chown root person/small && chmod 755 person/small
expect_error 6 "cannot write in $work/person/small/: Permission denied" run "$project"
chown "$user" person/small
sums person/small/out >after
expect_same before after
KANSENKOMPAS_HOME=$work/closed/home expect_error 5 "$work/closed" run "$project"

# no rights to read
chmod 600 person/small/kwb.csv && chown root person/small/kwb.csv
expect_error 4 'kwb.csv: cannot be opened: Permission denied' check "$project"
chown "$user" person/small/kwb.csv && chmod 600 person/small/wijken.geojson && chown root person/small/wijken.geojson
expect_error 4 'cannot read wijken.geojson: Permission denied' check "$project"
chown "$user" person/small/wijken.geojson && chmod 600 person/small/project.yaml && chown root person/small/project.yaml
expect_error 4 'project.yaml' check "$project"
chown "$user" person/small/project.yaml
expect_error 6 'closed' init closed/town

# root's server runs as another, who cannot enter a folder that is closed: it says so
engine=$root_engine
mkdir -m 700 private
KANSENKOMPAS_HOME=$work/private/home expect_error 5 'set KANSENKOMPAS_HOME to another folder' run "$project"
expect_text stderr 'chmod o+x'
exit 0
