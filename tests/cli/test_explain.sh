#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# `kansenkompas explain`: finds the file of the project or of --out, and says what is wrong.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1

expect_error 2 "usage: kansenkompas explain CODE [PROJECT]" explain
expect_error 4 "project.yaml" explain WK000100
small_project project
expect_error 4 "project/out/explanation.json: cannot be opened: No such file or directory; \`kansenkompas run\` writes it" \
    explain WK000100 project/project.yaml

mkdir -p project/out
cat >project/out/explanation.json <<'END'
{
  "generator": "kansenkompas",
  "format": 1,
  "engine": "0.1.0",
  "project": {"title": "Een proef", "period": "2023"},
  "divisions": [
    {
      "label_nl": "Preventie",
      "level": "wijk",
      "budget": 150,
      "principles": {"equal": {"label_nl": "elke jongere evenveel"}},
      "areas": [
        {"code":"WK000100","name":"Één","youths":2,"present":100,"principles":{"equal":{"units":150,"gain_chance":null}}},
        {"code":"WK000101","name":"Twee"}
      ]
    }
  ]
}
END
cat >told <<'END'
WK000100 Één (wijk)
Een proef, 2023; gemaakt met kansenkompas 0.1.0

Verdeling: Preventie
  Te verdelen: € 1,50 (niveau: wijk).
  Jongeren hier: 2.
  Nu: € 1,00, dat is € 0,50 per jongere.

  Verdeeld                                    € per jongere  meer dan nu    kans
  elke jongere evenveel                    1,50        0,75        +0,50      –
END
expect 0 explain WK000100 project/project.yaml
expect_same told stdout
# an auditor has the outputs alone
expect 0 explain --out project/out WK000100
expect_same told stdout
expect_error 4 "no area with the code 'wk000101'; did you mean 'WK000101'?" explain --out project/out wk000101
exit 0
