# SPDX-License-Identifier: EUPL-1.2
# `kansenkompas audit`: on what a run wrote, on the same with one figure put back, on releases made by hand.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1

small_project project
expect 0 run project/project.yaml
cp -r project/out made

# The same verdict as that of the run, at any number of threads, and nothing is written into the release.
expect 0 audit made --write again.json
expect_same made/audit.json again.json
expect_text stdout 'safe by two tables'
for threads in 1 4; do
    expect 0 audit made --write again.json --threads $threads --quiet
    expect_same made/audit.json again.json
    [ ! -s stdout ] || fail "--quiet speaks"
done
expect_text made/audit.json '"verdict": "safe"'
[ "$(ls made | wc -l)" -eq "$(ls project/out | wc -l)" ] || fail "audit leaves something in the release"

# One figure that was hidden for others' sake, put back: 45 of the gemeente − 36 of Zuid are 9 of Noord, and
# 36 − 35 of Molen are 1 of Haven.
cp -r made unhidden
sed -i 's/^\(wijk,WK199801,Wijk 01 Zuid,2023,clienten\),,,,,,suppressed_secondary/\1,12,,,36,300,ok/' unhidden/indicators.csv
! cmp -s made/indicators.csv unhidden/indicators.csv || fail "nothing was put back"
expect_error 3 'the numerator (suppressed_count) must be from 9 to 9' audit unhidden --write leak.json
expect_text stdout 'leak: clienten, wijk WK199802, 2023: numerator from 9 to 9 (suppressed_count)'
expect_text stdout 'leak: clienten, buurt BU19980101, 2023: numerator from 1 to 1 (suppressed_count)'
expect_text leak.json '"verdict": "leak"'
expect_text leak.json '"code":"WK199802","period":"2023","indicator":"clienten","rule":"suppressed_count","part":"numerator","interval":[9,9],"verdict":"leak"'

# The release that told it, known from before: then it is no leak of this one.
expect 0 audit made --earlier unhidden --write before.json
expect_text before.json '"told_before": 2'
expect_text before.json '"unhidden"'
# ... but for leaks that come of both together: what was told earlier of Zuid, and now of the gemeente.
cp -r unhidden untotalled
sed -i 's/^\(gemeente,GM1998,GM1998,2023,clienten\),.*,ok,/\1,,,,,,suppressed_secondary,/
        s/^\(buurt,BU19980102,.*,2023,clienten\),.*,ok,/\1,,,,,,suppressed_secondary,/' untotalled/indicators.csv
expect 0 audit untotalled
expect_error 3 'wijk WK199802' audit made --earlier untotalled
# ... or of two earlier ones together: then it is too late.
expect 0 audit made -e untotalled -e made
expect_text stdout '2 were told before'

# A primary figure told, under whatever status.
for told in 4.5,,,9,200,ok ,,,9,,suppressed_count ,,,9,,suppressed; do
    cp made/indicators.csv unhidden/indicators.csv
    sed -i "s/^\(wijk,WK199802,Wijk 02 Noord,2023,clienten\),,,,,,suppressed_count/\1,$told/" unhidden/indicators.csv
    expect_error 3 'must be from 9 to 9' audit unhidden
done

# A reason to accept leaks.
sed -i 's/"format": 1,/"format": 1, "accepted_leaks": "alleen voor het wijkteam",/' unhidden/disclosure.json
expect 0 audit unhidden --write accepted.json
expect_text stderr 'warning'
expect_text stderr 'alleen voor het wijkteam'
expect_text accepted.json '"verdict": "accepted"'

# By hand: two wijken of a gemeente.
mkdir hand
printf 'level,code,name,in_level,in_code\ngemeente,G,Stad,,\nwijk,A,Een,gemeente,G\nwijk,B,Twee,gemeente,G\n' >hand/areas.csv
printf '{"format": 1, "quantities": [{"name": "youths"}], "indicators": [{"name": "youths", "kind": "value", "numerator": [{"quantity": "youths"}]}]}' >hand/disclosure.json
printf 'level,code,period,indicator,value,status\ngemeente,G,2023,youths,50,ok\nwijk,A,2023,youths,,suppressed_count\nwijk,B,2023,youths,,suppressed_secondary\n' >hand/indicators.csv
expect 0 audit hand
sed -i 's/wijk,B,2023,youths,,suppressed_secondary/wijk,B,2023,youths,47,ok/' hand/indicators.csv
expect_error 3 'youths, wijk A, 2023: the numerator (suppressed_count) must be from 3 to 3' audit hand

# What is no release, and what is wrong in one.
expect_error 4 'nowhere/disclosure.json: cannot be opened' audit nowhere
expect_error 4 'nowhere/disclosure.json: cannot be opened' audit made --earlier nowhere
expect_error 4 'project/project.yaml/disclosure.json' audit project/project.yaml
for file in areas.csv disclosure.json indicators.csv; do
    rm -rf broken && cp -r made broken && rm broken/$file
    expect_error 4 "broken/$file: cannot be opened: No such file" audit broken
done
rm -rf broken && cp -r made broken
line=$(grep -n '^wijk,WK199801,.*,clienten,' made/indicators.csv | cut -d: -f1)
sed -i "${line}s/^wijk/wijken/" broken/indicators.csv
expect_error 4 "broken/indicators.csv:$line: column 'level': 'wijken' is no level" audit broken
cp made/indicators.csv broken
sed -i 's/"kind":"share"/"kind":"part"/' broken/disclosure.json
expect_error 4 "'part' is no kind of indicator" audit broken
printf 'a\0b' >broken/disclosure.json
expect_error 4 'broken/disclosure.json' audit broken
expect_error 2 'usage: kansenkompas audit DIR' audit
expect_error 2 '--write' audit made --write
expect_error 2 'takes the name of a file' audit made --write folder/
expect_error 6 'no/such/folder' audit made --write no/such/folder/x.json
[ ! -c /dev/full ] || expect_error 6 'No space left' audit made --write /dev/full
exit 0
