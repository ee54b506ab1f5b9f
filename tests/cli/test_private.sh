# SPDX-License-Identifier: EUPL-1.2
# A table that is not public may hold persons: whatever is wrong with it, no cell of it is in a message or an output.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
small_project small
project=small/project.yaml
persons='123456782 1325AB J-Janssen'

# No person in what the last run said, nor in the files of FOLDER
no_person() {
    for person in $persons; do
        found=$(grep -rlF -- "$person" stdout stderr "$@")
        [ -z "$found" ] || fail "$person stands in $found"
    done
}

# a file without header, a column that is not there
printf '123456782;1325AB;J-Janssen;2023\n' >small/clienten.csv
expect_error 4 'among 4 columns (not named here, as the table is not public)' check "$project"
no_person
printf 'code;1325AB;clienten;jaar\nGM1998;5;5;2023\n' >small/clienten.csv
expect_error 8 "has no column 'jongeren'" check "$project"
no_person

# the wrong column for `code:`, right and wrong rows mixed
{
    echo 'wie,jongeren,clienten,jaar'
    echo 'GM1998,500,45,2023'
    echo 'OOST,300,36,2023'
    for person in $persons; do printf '%s,90,80,2023\n%s,x1,y2,2023\n' "$person" "$person"; done
} >small/clienten.csv
sed -i 's/^    source: Eigen bestand$/&\n    code: wie/' "$project"
expect 0 check "$project"
no_person
expect 0 run "$project"
no_person small/out
[ "$(grep -c '^row,clienten.csv,[0-9]*,,,,the code is neither of CBS nor of an own area' small/out/rejected.csv)" -eq 3 ] ||
    fail "strangers in rejected.csv"
grep -q '^team,OOST,.*,2023,clienten,12,' small/out/indicators.csv || fail "the own area's row is not used"
