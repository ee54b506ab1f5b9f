# SPDX-License-Identifier: EUPL-1.2
# What the command line says: help, version, mistakes, and every exit code once.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1

expect 0 --help
[ ! -s stderr ] || fail "--help speaks on standard error"
for word in run check audit init db list --earlier --write --out --database --threads --quiet --help --version KANSENKOMPAS_OUT \
    KANSENKOMPAS_DATABASE KANSENKOMPAS_THREADS 'Exit codes'; do
    expect_text stdout "$word"
done
for number in 0 1 2 3 4 5 6 7 8 130; do grep -qE "^ +$number +[a-z]" stdout || fail "help is silent on exit code $number"; done
cp stdout help
expect 0 -h
expect_same stdout help
expect 0 run --help
expect_text stdout 'Usage: kansenkompas run [OPTIONS] [PROJECT]'
cp stdout of_run
expect 0 --help run
expect_same stdout of_run
expect_error 2 "unknown command 'rnu'; did you mean 'run'?" rnu --help
expect 0 --version
grep -qxE 'kansenkompas [0-9]+\.[0-9]+\.[0-9]+' stdout || fail "version"
expect 2
expect_same stdout help

# 2: wrong command or option
expect_error 2 "unknown command 'rnu'; did you mean 'run'?" rnu
expect_error 2 "unknown command 'chekc'; did you mean 'check'?" chekc
expect_error 2 "unknown command 'xyzzy'; see kansenkompas --help" xyzzy
expect_error 2 "'--thread-count'" run --thread-count 2
expect_error 2 "'--quiett'; did you mean --quiet?" run --quiett
expect_error 2 "'--oot'; did you mean --out?" run --oot x
expect_error 2 "'-x'" -x
expect_error 2 "--out" run --out
expect_error 2 "'-o'" run -o
expect_error 2 "usage: kansenkompas init DIR" init
expect_error 2 "usage: kansenkompas db" db
expect_error 2 "usage: kansenkompas list indicators" list
expect_error 2 "usage: kansenkompas list indicators" list columns
expect_error 2 "usage: kansenkompas run" run a b
expect_error 2 "too many words: 'c'" db a b c
for threads in 0 -1 257 x '' 2x 99999999999999999999; do
    expect_error 2 "--threads takes a number from 1 to 256, not '$threads'" run "--threads=$threads"
done
expect_error 2 "--database takes postgresql://" run --database mysql://x
expect_error 2 "unknown command 'a b c'" 'a
b
c'

# 3: the project file is wrong
small_project project
sed 's/numerator: kwb.a_00_14/nummerator: kwb.a_00_14/' project/project.yaml >project/wrong.yaml
line=$(grep -n nummerator project/wrong.yaml | cut -d: -f1)
expect_error 8 "project/wrong.yaml:$line:5: unknown key 'nummerator'" run project/wrong.yaml
expect_text stderr "did you mean 'numerator'?"
sed 's/kwb.a_soz_wb/kwb.a_soz_bw/' project/project.yaml >project/wrong.yaml
line=$(grep -n a_soz_bw project/wrong.yaml | cut -d: -f1)
expect_error 8 "project/wrong.yaml:$line:16: kwb.csv has no column 'a_soz_bw'; did you mean 'a_soz_wb'?" run project/wrong.yaml
expect_error 2 "unknown action 'db strat'; did you mean 'start'?" db strat project/project.yaml

# 4: an input is missing
expect_error 4 "nowhere.yaml" run nowhere.yaml
expect_error 4 "project.yaml" run
# 5: no database
expect_error 5 "cannot connect to database 'x'" run project/project.yaml --database 'postgresql://u:geheim@127.0.0.1:1/x'
! grep -q geheim stderr || fail "the password is shown"
expect_error 5 "the database's URL cannot be read" run project/project.yaml --database 'postgresql://u:geheim%zz@h/x'
! grep -q geheim stderr || fail "the password is shown"
# 6: cannot write
touch file
expect_error 6 "file" run project/project.yaml --out file/out
# 7: too few areas have a figure
sed 's/minimum_match: 0.5/&\n    minimum_coverage: 1/' project/project.yaml >project/wrong.yaml
line=$(grep -n 'name: kwb$' project/wrong.yaml | cut -d: -f1)
expect_error 7 "project/wrong.yaml:$line:5: table 'kwb' has figures for" run project/wrong.yaml
expect_text stderr 'minimum_coverage: 1'
[ ! -e project/out ] || fail "a run that stopped made outputs"
# 0, and 130 in test_interrupted.sh
expect 0 run project/project.yaml
exit 0
