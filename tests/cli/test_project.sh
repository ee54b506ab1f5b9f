# SPDX-License-Identifier: EUPL-1.2
# init, check, list; what --quiet and a pipe hear; option before environment before file before default.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1

# init makes a project that check understands: it lacks nothing but the files that the user has to bring
expect 0 init town
expect_text stdout 'town/project.yaml'
expect_error 4 'wijkenbuurten_2023.gpkg' check town/project.yaml
cp town/project.yaml mine
echo '# mine' >>town/project.yaml
expect_error 6 'project.yaml' init town
tail -n 1 town/project.yaml | grep -qx '# mine' || fail "init overwrote a project"
expect 0 init -q quiet
[ ! -s stdout ] || fail "init -q speaks"
expect_same quiet/project.yaml mine
mkdir empty
expect 0 init empty
expect_error 6 'mine' init mine

# its commented keys are right too: switched on, all but one that the comment says excludes another
sed -E "s/^( *)# ( *(- )?[a-z_]+:)/\1\2/; /periods: .2022/d" mine >town/all.yaml
grep -q "^  vintage: 2023" town/all.yaml || fail "the starter has no commented keys"
expect_error 4 wijkenbuurten_2023.gpkg check town/all.yaml

expect 0 list indicators
for name in kwb/jeugdzorg_share kwb/share_0_14 statline/density jeugdzorg/via_huisarts; do expect_text stdout "$name ("; done
[ "$(grep -c '^[a-z_]*/[a-z0-9_]* (' stdout)" -ge 100 ] || fail "the catalogue is short"
expect_text stdout "records/reach_one_in (one_in, 1 op N jongeren van {age}, use, neutral)"
expect_text stdout "    Eén op de hoeveel jongeren krijgt jeugdzorg?"

# check reads all and writes nothing
small_project small
find small | sort >before
expect 0 check small/project.yaml
find small | sort >after
expect_same before after
[ -z "$(ls home)" ] || fail "check made a database"
[ ! -s stderr ] || fail "check speaks on standard error"
expect_text stdout 'level buurt              6 areas, 1 of them water'
expect_text stdout 'level gemeente           1 areas, 0 of them water (made from its members)'
expect_text stdout 'table jeugdzorg          6 rows: 6 used, 0 rejected, 0 filtered; periods 2022 2023'
expect_text stdout "kwb.csv:7 p_koopw BU19980201"
expect_text stdout "unassigned wijkteams.csv BU1998020A"
! grep -q geheim stdout || fail "check shows a cell of a table that is not public"
expect 0 check --quiet small/project.yaml
[ ! -s stdout ] && [ ! -s stderr ] || fail "check --quiet speaks"
(cd small && kk check && [ "$code" -eq 0 ]) || fail "check without a file does not take project.yaml"

# the database of this run serves the others
expect 0 db start small/project.yaml
url=$(cat stdout)
expect 0 run small/project.yaml
[ ! -s stderr ] || fail "progress in a pipe"
expect_text stdout "$work/small/out/wijken.geojson"
expect_text stdout 'Withheld for privacy: 6 figures, 2 of them so that no other can be computed'
expect_text stdout 'Highest 2 of the wijken, 2023: bijstand'
grep -qE '^ *WK199801 +Wijk 01 Zuid +40.0 +28.6 – 54.5$' stdout || fail "the table of the highest"
expect 0 run --quiet small/project.yaml
[ ! -s stdout ] && [ ! -s stderr ] || fail "run --quiet speaks"

# out: option, environment, file, default
rm -r small/out
printf '\noutput:\n  directory: from-file\n' >>small/project.yaml
where_is_output() {
    for folder in small/out small/from-file from-environment from-option; do
        [ ! -d "$folder" ] || { echo "$folder"; rm -r "$folder"; }
    done
}
expect 0 run small/project.yaml -q
[ "$(where_is_output)" = small/from-file ] || fail "the file does not go before the default"
KANSENKOMPAS_OUT=from-environment expect 0 run small/project.yaml -q
[ "$(where_is_output)" = from-environment ] || fail "the environment does not go before the file"
KANSENKOMPAS_OUT=from-environment expect 0 run small/project.yaml -q --out from-option
[ "$(where_is_output)" = from-option ] || fail "the option does not go before the environment"

# a change since a period of which there are no figures
cp small/project.yaml mine.yaml
printf '\nstatistics: {of: [{indicators: [clienten], change: {since: 2019}}]}\n' >>small/project.yaml
expect 0 run small/project.yaml --out from-option
expect_text stderr "'clienten' has no figures of 2019 to compare those of 2023 with (wijk), so there is no change"
expect_text from-option/statistics.csv 'no such earlier period'
cp mine.yaml small/project.yaml

# database
nowhere=postgresql://kansenkompas@127.0.0.1:1
printf '\ndatabase:\n  url: %s/of_file\n' "$nowhere" >>small/project.yaml
expect_error 5 "'of_file'" run small/project.yaml
KANSENKOMPAS_DATABASE=$nowhere/of_environment expect_error 5 "'of_environment'" run small/project.yaml
KANSENKOMPAS_DATABASE=$nowhere/of_environment expect_error 5 "'of_option'" run small/project.yaml -d "$nowhere/of_option"
expect_error 2 'server of its own' db url small/project.yaml
expect 0 run small/project.yaml -q -d "$url"
expect 0 run small/project.yaml -q -d private
KANSENKOMPAS_DATABASE=private expect 0 run small/project.yaml -q

# threads
KANSENKOMPAS_THREADS=many expect_error 2 "KANSENKOMPAS_THREADS takes a number from 1 to 256, not 'many'" run small/project.yaml
KANSENKOMPAS_THREADS=2 expect 0 run small/project.yaml -q -d private
exit 0
