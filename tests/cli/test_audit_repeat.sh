# SPDX-License-Identifier: EUPL-1.2
# The audit of the example beside an earlier release: the same bytes at any number of threads.
. "$(dirname "$0")/lib.sh"

example_project "$work/example"
cd "$work/example" || exit 1
expect 0 run --quiet project.yaml
cp -r out before
expect 0 audit out --earlier before --quiet --threads 2 --write first.json
for threads in 1 4 2; do
    expect 0 audit out --earlier before --quiet --threads $threads --write again.json
    expect_same first.json again.json
done
exit 0
