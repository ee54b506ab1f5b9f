#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# install-files.sh install|install-engine|uninstall — what `make install` puts under $DESTDIR$PREFIX:
#   engine   bin/kansenkompas, its manual pages, share/kansenkompas (viewer; SQL, catalogue and codes to read), share/doc
#   library  include/kk, libkansenkompas.a and kansenkompas.pc
# From the environment: BUILD, VERSION, PREFIX, DESTDIR; VIEWER, the folder of the viewer; PKGS and LIBS of the library.
set -eu
umask 022
to=${DESTDIR:-}$PREFIX
share=$to/share/kansenkompas doc=$to/share/doc/kansenkompas manual=$to/share/man/man1

put() { # put MODE FILE TARGET
    install -D -m "$1" "$2" "$3"
}

put_tree() { # put_tree FOLDER TARGET
    find "$1" -type f | LC_ALL=C sort | while read -r file; do put 644 "$file" "$2/${file#"$1"/}"; done
}

put_manual() {
    mkdir -p "$manual"
    engine=$BUILD/kansenkompas
    "$engine" man | gzip -9n >"$manual/kansenkompas.1.gz"
    for command in $("$engine" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\).*/\1/p'); do
        "$engine" man "$command" | gzip -9n >"$manual/kansenkompas-$command.1.gz"
    done
    chmod 644 "$manual"/kansenkompas*.1.gz
}

install_engine() {
    put 755 "$BUILD/kansenkompas" "$to/bin/kansenkompas"
    strip --strip-unneeded "$to/bin/kansenkompas"
    put_manual
    for folder in sql data/catalogue data/codes; do put_tree "$folder" "$share/${folder##*/}"; done
    rm -rf "$share/viewer" # the names of its files change
    [ ! -f "$VIEWER/index.html" ] || put_tree "$VIEWER" "$share/viewer"
    put 644 README.md "$doc/README.md"
    put_tree docs "$doc/docs"
    put 644 LICENSE "$doc/LICENSE"
}

install_library() {
    put_tree include/kk "$to/include/kk"
    put 644 "$BUILD/libkansenkompas.a" "$to/lib/libkansenkompas.a"
    mkdir -p "$to/lib/pkgconfig"
    # An archive has no dependencies of its own: who links it links theirs too, so that none of them is private. Their own
    # private ones (`--static`) are in their shared libraries already.
    cat >"$to/lib/pkgconfig/kansenkompas.pc" <<END
prefix=$PREFIX
includedir=\${prefix}/include
libdir=\${prefix}/lib

Name: kansenkompas
Description: neighbourhood figures of youth care: geometry, disclosure control, statistics
Version: $VERSION
Requires: $PKGS
Libs: -L\${libdir} -lkansenkompas $LIBS -fopenmp -pthread
Cflags: -I\${includedir}
END
    chmod 644 "$to/lib/pkgconfig/kansenkompas.pc"
}

uninstall() {
    rm -f "$to/bin/kansenkompas" "$manual"/kansenkompas.1.gz "$manual"/kansenkompas-*.1.gz "$to/lib/libkansenkompas.a" \
        "$to/lib/pkgconfig/kansenkompas.pc"
    rm -rf "$share" "$doc" "$to/include/kk"
}

case ${1:-} in
    install) install_engine && install_library ;;
    install-engine) install_engine ;;
    uninstall) uninstall ;;
    *) echo "usage: install-files.sh install|install-engine|uninstall" >&2 && exit 2 ;;
esac
