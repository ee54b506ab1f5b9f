# SPDX-License-Identifier: EUPL-1.2
# Lists of packages: what is there is not asked for, nor what a command makes needless; a slip is told. With an apt that does
# nothing but remember.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
mkdir bin
cat >bin/dpkg-query <<'END'
#!/bin/sh
for last; do :; done
[ "$last" != here ] || echo installed
[ "$last" != removed ] || echo config-files
END
cat >bin/apt-get <<'END'
#!/bin/sh
echo "$*" >>asked
[ ! -e broken ] || { echo "E: no such package" >&2; exit 100; }
END
printf '#!/bin/sh\necho 0\n' >bin/id
chmod 755 bin/*
install_list() {
    rm -f asked
    PATH=$work/bin:$PATH sh "$root/src/install-packages.sh" list >stdout 2>stderr
    code=$?
}

cat >list <<'END'
# a comment
here
absent   # with words behind it
removed

nodejs unless sh
npm unless a-command-that-nobody-has
END
install_list
[ "$code" -eq 0 ] || fail "exit code $code"
grep -qx 'install -y --no-install-recommends absent removed npm' asked || fail "asked: $(cat asked)"

printf 'here\nnodejs unless sh\n' >list
install_list
[ "$code" -eq 0 ] && [ ! -e asked ] && [ ! -s stdout ] || fail "something is done where nothing is missing"

printf 'nodejs without sh\n' >list
install_list
[ "$code" -ne 0 ] && [ ! -e asked ] || fail "a line that is not understood is taken"
expect_text stderr "'nodejs without'"

printf 'absent\n' >list && touch broken
install_list
[ "$code" -ne 0 ] || fail "a package that could not be installed is not told"
expect_text stderr 'E: no such package'

# the project's own lists
for list in "$root/packages.txt" "$root/tests/packages.txt"; do
    ! sed 's/#.*//' "$list" | grep -vE '^ *$|^[a-z0-9][a-z0-9.+-]+( unless [a-z0-9-]+)? *$' || fail "$list has a line that is wrong"
done
[ -z "$(sed 's/#.*//; s/ .*//' "$root/packages.txt" "$root/tests/packages.txt" | grep . | sort | uniq -d)" ] || fail "a package is listed twice"
exit 0
