# SPDX-License-Identifier: EUPL-1.2
# Help and manual pages come from the same tables: each command has both, with the same options, and pages that two
# readers of roff have nothing against.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1

# The commands, or the options, that the help in FILE lists.
commands() { sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\).*/\1/p' "$1"; }
options() { sed -n '/^Options/,/^$/s/^  -[a-zA-Z], \(--[a-z-]*\).*/\1/p' "$1"; }

# Readers of roff find nothing wrong with PAGE; its text is left in text.
readable() {
    mandoc -T lint -W warning "$1" >lint 2>&1 || fail "$1: $(cat lint)"
    MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l "$1" >text 2>warned || fail "$1 cannot be read"
    [ ! -s warned ] || fail "$1: $(cat warned)"
    col -b <text >plain && mv plain text
}

expect 0 --help
cp stdout help
expect 0 man
cp stdout kansenkompas.1
readable kansenkompas.1
for option in $(options help); do expect_text text " $option"; done
for variable in KANSENKOMPAS_OUT KANSENKOMPAS_HOME KANSENKOMPAS_PG_BINDIR; do
    expect_text help "$variable"
    expect_text text "$variable"
done
[ "$(commands help | wc -l)" -ge 7 ] || fail "the help lists no commands"
[ "$(options help | wc -l)" -ge 9 ] || fail "the help lists no options"
! commands help | grep -qx man || fail "the hidden command is listed"

for command in $(commands help); do
    expect 0 "$command" --help
    [ ! -s stderr ] || fail "$command --help speaks on standard error"
    cp stdout of_command
    expect_text of_command "Usage: kansenkompas $command "
    grep -q "^  .*kansenkompas $command" of_command || fail "$command --help has no example"
    expect_text kansenkompas.1 "kansenkompas\\-$command\\fR(1)"

    expect 0 man "$command"
    cp stdout page.1
    readable page.1
    expect_text page.1 "\\fBkansenkompas $command\\fR"
    for section in NAME SYNOPSIS DESCRIPTION OPTIONS ENVIRONMENT FILES 'EXIT STATUS' EXAMPLES 'SEE ALSO'; do
        grep -qx "$section" text || fail "kansenkompas-$command(1) has no $section"
    done
    options of_command | sort >wanted
    sed -n '/^OPTIONS/,/^ENVIRONMENT/s/^ *-[a-zA-Z], \(--[a-z-]*\).*/\1/p' text | sort >got
    expect_same got wanted
    # what examples use is among the options of the command
    for option in $(sed -n "/^Examples/,\$p" of_command | grep -o -- ' --[a-z-]*'); do
        grep -qx -- "$option" wanted || fail "an example of $command uses $option, which it has not"
    done
done
expect_error 2 "unknown command 'rum'; did you mean 'run'?" man rum

# a fault is found
sed 's/^\.SH NAME/.SH/; s/^\.TP/.TQP/' kansenkompas.1 >wrong.1
! mandoc -T lint -W warning wrong.1 >lint 2>&1 || fail "a page with faults passes"
exit 0
