#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# make-deb.sh — makes build/kansenkompas_VERSION_ARCHITECTURE.deb of what `make install` installs of the engine. The same
# sources give the same bytes. From the environment: BUILD, VERSION, VERSION_DATE, VIEWER; SOURCE_DATE_EPOCH and
# MAINTAINER if wanted.
set -eu
umask 022
LC_ALL=C
export LC_ALL
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(date -u -d "$VERSION_DATE" +%s)}
export SOURCE_DATE_EPOCH
MAINTAINER=${MAINTAINER:-The kansenkompas project <kansenkompas@users.noreply.invalid>}
architecture=$(dpkg --print-architecture)
name=kansenkompas_${VERSION}_$architecture.deb
work=build/deb
tree=$work/kansenkompas
doc=$tree/usr/share/doc/kansenkompas
rm -rf "$work" build/kansenkompas_*.deb
mkdir -p "$tree/DEBIAN" "$work/debian"

DESTDIR=$tree PREFIX=/usr sh src/install-files.sh install-engine
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$tree/usr/bin/kansenkompas"

# ---- what Debian wants beside it ----
{
    echo 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/'
    echo 'Upstream-Name: kansenkompas'
    echo
    echo 'Files: *'
    echo 'Copyright: The kansenkompas project'
    echo 'License: EUPL-1.2'
    sed 's/[[:space:]]*$//; s/^$/./; s/^/ /' LICENSE
} >"$doc/copyright"
rm "$doc/LICENSE"
cat >"$work/changelog" <<END
kansenkompas ($VERSION) unstable; urgency=medium

  * Version $VERSION.

 -- $MAINTAINER  $(date -u -R -d "$VERSION_DATE")
END
gzip -9nc "$work/changelog" >"$doc/changelog.gz"

# ---- control ----
# Packages of packages.txt that are needed to run; a later PostgreSQL with PostGIS will do as well.
to_run=$(sed -n '/^# to run/,/^#/{/^#/!p}' packages.txt |
    sed -n 's/^\([a-z0-9.+-]*\).*/\1/p' | grep -vx postgresql-15 |
    sed 's/^postgresql-15-postgis-3$/postgresql-15-postgis-3 | postgresql-postgis/' | paste -sd, | sed 's/,/, /g')
printf 'Source: kansenkompas\n\nPackage: kansenkompas\nArchitecture: any\n' >"$work/debian/control"
shared=$(cd "$work" && dpkg-shlibdeps -O kansenkompas/usr/bin/kansenkompas 2>shlibdeps.log) || { cat "$work/shlibdeps.log" >&2; exit 1; }
cat >"$tree/DEBIAN/control" <<END
Package: kansenkompas
Version: $VERSION
Architecture: $architecture
Maintainer: $MAINTAINER
Installed-Size: $(find "$tree/usr" -type f -printf '%s\n' | awk '{ kib += int(($1 + 1023) / 1024) } END { print kib }')
Depends: ${shared#shlibs:Depends=}, $to_run
Section: science
Priority: optional
Description: youth-care figures by neighbourhood, as maps and tables
 kansenkompas joins the neighbourhood boundaries and figures that Statistics
 Netherlands (CBS) publishes, and a municipality's own records, in PostGIS. It
 writes maps and tables per gemeente, wijk and buurt of what may be published:
 each figure with a status and an interval, and none that gives somebody away.
END
cat >"$tree/DEBIAN/postrm" <<'END'
#!/bin/sh
set -e
# Private databases can be made again; the keys of their pseudonyms go with them.
if [ "$1" = purge ]; then
    rm -rf /var/lib/kansenkompas
fi
END
chmod 755 "$tree/DEBIAN/postrm"
(cd "$tree" && find usr -type f | sort | xargs -d '\n' md5sum >DEBIAN/md5sums)

find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$tree" "build/$name.new" >"$work/dpkg-deb.log"
mv "build/$name.new" "build/$name"
echo "build/$name"
