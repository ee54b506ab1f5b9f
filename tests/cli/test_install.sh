# SPDX-License-Identifier: EUPL-1.2
# make install and make uninstall: what is where, the program runs from there, a program of others links the library.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
unset KANSENKOMPAS_VIEWER
mkdir -p page/assets && echo '<!doctype html>' >page/index.html && echo '"use strict";' >page/assets/page.js
umask 077 # what is installed is for all, whoever installs it

install_to() { # install_to DESTDIR PREFIX TARGET
    make -s --no-print-directory -C "$root" "$3" DESTDIR="$1" PREFIX="$2" VIEWER="$work/page" >made 2>&1 || fail "make $3: $(cat made)"
}

# ---- with DESTDIR ----
install_to "$work/stage" /opt/kompas install
there=$work/stage/opt/kompas
(cd stage && find . -maxdepth 1 -mindepth 1) >top
[ "$(cat top)" = ./opt ] || fail "something was installed outside PREFIX: $(cat top)"
[ -z "$(find stage -type f ! -perm -444)" ] || fail "not for all to read: $(find stage -type f ! -perm -444 | head -n 3)"
[ -z "$(find "$there" -type d ! -perm -555)" ] || fail "not for all to enter: $(find "$there" -type d ! -perm -555 | head -n 3)"
for file in share/man/man1/kansenkompas.1.gz share/man/man1/kansenkompas-run.1.gz share/kansenkompas/sql/swap.sql \
    share/kansenkompas/catalogue/records.yaml share/kansenkompas/codes/tasks.csv share/doc/kansenkompas/README.md \
    share/kansenkompas/viewer/assets/page.js share/doc/kansenkompas/docs/outputs.md share/doc/kansenkompas/LICENSE include/kk/release.h lib/libkansenkompas.a; do
    [ -s "$there/$file" ] || fail "not installed: $file"
done
for command in $("$engine" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\).*/\1/p'); do
    gzip -dc "$there/share/man/man1/kansenkompas-$command.1.gz" >manual || fail "no manual page of $command"
    "$engine" man "$command" | cmp -s - manual || fail "the manual page of $command is another"
done
grep -q "^prefix=/opt/kompas$" "$there/lib/pkgconfig/kansenkompas.pc" || fail "kansenkompas.pc names another prefix"
! grep -rqF "$work" "$there/lib/pkgconfig" "$there/share" || fail "DESTDIR is in what was installed"

engine=$there/bin/kansenkompas
expect 0 --version
small_project small
expect 0 run --quiet small/project.yaml
expect_same small/out/indicators.csv "$golden/expected/indicators.csv"
expect_same small/out/viewer/assets/page.js page/assets/page.js

# twice is once; nothing of it stays, and all that others put there does
(cd stage && find . | sort) >once
install_to "$work/stage" /opt/kompas install
(cd stage && find . | sort) >twice
expect_same once twice
touch "$there/bin/other" "$there/share/man/man1/other.1.gz" "$there/lib/pkgconfig/other.pc"
install_to "$work/stage" /opt/kompas uninstall
(cd "$there" && find . -type f | sort) >left
printf './bin/other\n./lib/pkgconfig/other.pc\n./share/man/man1/other.1.gz\n' | cmp -s - left || fail "after uninstall: $(cat left)"

# ---- the library ----
install_to '' "$work/prefix" install
PKG_CONFIG_PATH=$work/prefix/lib/pkgconfig
export PKG_CONFIG_PATH
[ "kansenkompas $(pkg-config --modversion kansenkompas)" = "$(prefix/bin/kansenkompas --version)" ] || fail "version of kansenkompas.pc"
cat >main.c <<'END'
#include <kk/config.h>
#include <kk/need.h>
#include <kk/release.h>

#include <stdio.h>

int main(void)
{
    kk_arena arena;
    kk_error err;
    const kk_catalogue_entry *entry;
    size_t count;
    kk_arena_init(&arena);
    kk_status status = kk_catalogue_load(&arena, &entry, &count, &err);
    if (status == KK_OK) printf("%zu\n", count);
    kk_arena_clear(&arena);
    return status;
}
END
# shellcheck disable=SC2046
gcc -std=c17 -Wall -Werror -o main main.c $(pkg-config --cflags --libs kansenkompas) >made 2>&1 || fail "does not link: $(cat made)"
[ "$(./main)" -eq "$(prefix/bin/kansenkompas list indicators | grep -c '^[^ ]')" ] || fail "the catalogue is another"
exit 0
