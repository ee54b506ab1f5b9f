# SPDX-License-Identifier: EUPL-1.2
# The notebooks: stored without outputs; all three run on the example, draw their pictures and say nothing on standard error;
# the database server is left as it was found; figures that are wrong make the third fail and are named.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
# Debian's Jupyter and its kernel, and nothing of a user's own
PATH=/usr/bin:$PATH
HOME=$work/user
PYTHONDONTWRITEBYTECODE=1 PYDEVD_DISABLE_FILE_VALIDATION=1
export PATH HOME PYTHONDONTWRITEBYTECODE PYDEVD_DISABLE_FILE_VALIDATION
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV JUPYTER_PATH JUPYTER_CONFIG_DIR IPYTHONDIR MPLBACKEND
mkdir user executed scripts
notebooks='1-explore-the-outputs 2-own-indicator-in-postgis 3-check-the-statistics'

# as stored
for name in $notebooks; do
    stored=$root/notebooks/$name.ipynb
    code=$(grep -c '"cell_type": "code"' "$stored")
    cells=$(grep -c '"cell_type": ' "$stored")
    ids=$(grep -oxE '   "id": "[a-z-]+",' "$stored" | sort -u | wc -l)
    [ "$code" -ge 5 ] || fail "$name has $code cells of code"
    [ "$(grep -cx '   "outputs": \[\],' "$stored")" -eq "$code" ] || fail "$name is stored with outputs"
    [ "$(grep -cx '   "execution_count": null,' "$stored")" -eq "$code" ] || fail "$name is stored with execution counts"
    [ "$ids" -eq "$cells" ] || fail "$name: cells without an id of their own"
done
[ "$(find "$root/notebooks" -name '*.ipynb' | wc -l)" -eq 3 ] || fail "notebooks that are not tested"

example_project town
expect 0 run --quiet town/project.yaml
export KANSENKOMPAS="$engine" KANSENKOMPAS_OUT="$work/town/out" KANSENKOMPAS_PROJECT="$work/town/project.yaml"

# converts FORMAT FOLDER OPTION…: all three
converts() {
    format=$1 folder=$2
    shift 2
    timeout 240 jupyter-nbconvert --log-level ERROR --to "$format" --output-dir "$folder" "$@" "$root"/notebooks/*.ipynb \
        >stdout 2>stderr || fail "a notebook does not run: $(grep -E '^[A-Za-z.]*(Error|Exception)' stderr | tail -n 1)"
}
# draws NAME PICTURES
draws() {
    [ "$(grep -c '"image/png": ' "executed/$1.ipynb")" -eq "$2" ] || fail "$1: not $2 pictures"
    ! grep -q '"name": "stderr"' "executed/$1.ipynb" || fail "$1 warns: $(grep -A 5 '"name": "stderr"' "executed/$1.ipynb")"
}
converts notebook executed --execute
draws 1-explore-the-outputs 4
draws 2-own-indicator-in-postgis 2
draws 3-check-the-statistics 3
[ -z "$(servers)" ] || fail "the second notebook leaves the server running that it started"

# as scripts: with a server that runs, without outputs, with wrong figures
converts script scripts
script() {
    PYTHONPATH=$root/notebooks MPLBACKEND=Agg timeout 60 /usr/bin/python3 -W ignore "scripts/$1.py" >stdout 2>stderr
    code=$?
}
expect 0 db start town/project.yaml
script 2-own-indicator-in-postgis
[ "$code" -eq 0 ] || fail "the second notebook, with a server that runs: exit code $code"
[ -n "$(servers)" ] || fail "the second notebook stops a server that it has not started"
expect 0 db stop town/project.yaml
KANSENKOMPAS_OUT=$work/nowhere
script 1-explore-the-outputs
[ "$code" -eq 1 ] || fail "the first notebook, without outputs: exit code $code"
expect_text stderr 'KANSENKOMPAS_OUT names another folder'
KANSENKOMPAS_OUT=$work/town/out

# wrong FILE TEXT SED-SCRIPT: with that change in a file of the outputs the third notebook fails, and says TEXT
wrong() {
    cp "town/out/$1" right
    sed -E "$3" right >"town/out/$1"
    [ "$(diff right "town/out/$1" | grep -c '^>')" -eq 1 ] || fail "$1: not one line changed by $3"
    script 3-check-the-statistics
    mv right "town/out/$1"
    [ "$code" -eq 1 ] && grep -q '^AssertionError' stderr || fail "the third notebook is content with $3 in $1 (exit code $code)"
    expect_text stderr "$2"
}
wrong indicators.csv 'Wilson, lower' 's/^(wijk,WK199903,[^,]*,2023,reach,[0-9.]+,[0-9]+\.[0-9]{3})./\1x/; s/(,[0-9]+\.[0-9]{3})x/\19/'
wrong indicators.csv 'suppressed_count' 's/^(wijk,WK199907,[^,]*,2023,stay_share),,,/\1,0,0,0/'
wrong indicators.csv 'its last place' 's/^(wijk,WK199903,[^,]*,2023,reach_rank,[0-9]+,[0-9]+),[0-9]+,/\1,9,/'
wrong statistics.csv 'moran , buurt' 's/^(buurt,,,2023,jeugdzorg_share,moran,,0\.33)0/\11/'
