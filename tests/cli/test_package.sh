# SPDX-License-Identifier: EUPL-1.2
# The Debian package in a bare Debian 12 of its own: installed by the steps of the Containerfile, the example run by root and by
# the user of the container, removed again. Needs root and the mirror of this machine's apt.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
[ "$(id -u)" -eq 0 ] || skip "only root can make a Debian of its own"
command -v debootstrap >/dev/null || skip "debootstrap is not installed"
cache=$root/build/debian-root # the bare Debian and the packages that were fetched, made once
bare=$work/debian
mkdir -p "$cache/archives"

# ---- the mirrors of this machine: URI SUITE COMPONENT ----
apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)' 'Created-By: Packages' 2>/dev/null |
    awk '$2 ~ /^bookworm(-updates|-security)?$/ && ($4 == "" || $4 == "Debian") { print $1, $2, $3 }' | sort -u >mirrors
mirror=$(awk '$2 == "bookworm" && $3 == "main" { print $1; exit }' mirrors)
[ -n "$mirror" ] || skip "apt of this machine has no mirror of Debian 12"
eval "$(apt-config shell proxy Acquire::http::Proxy)"
[ -z "${proxy:-}" ] || export http_proxy="$proxy"

# ---- a bare Debian ----
if [ ! -s "$cache/minbase.tar" ]; then
    if ! timeout 300 debootstrap --variant=minbase bookworm "$bare" "$mirror" >debootstrap.log 2>&1; then
        ! grep -qE "Failed getting release|Couldn't download|mounted with noexec or nodev" debootstrap.log ||
            skip "no bare Debian could be made: $(tail -n 1 debootstrap.log)"
        fail "debootstrap: $(tail -n 5 debootstrap.log)"
    fi
    rm -f "$bare"/var/cache/apt/archives/*.deb
    tar -C "$bare" -cf "$cache/minbase.tar.new" . && mv "$cache/minbase.tar.new" "$cache/minbase.tar" || fail "tar"
else
    mkdir "$bare" && tar -C "$bare" -xpf "$cache/minbase.tar" || fail "tar"
fi
sed 's/^/deb /' mirrors >"$bare/etc/apt/sources.list"
apt-config dump | grep -E '^Acquire::(http|https)::Proxy' >"$bare/etc/apt/apt.conf.d/99proxy"
echo 'APT::Update::Error-Mode "any";' >"$bare/etc/apt/apt.conf.d/99strict"
printf '#!/bin/sh\nexit 101\n' >"$bare/usr/sbin/policy-rc.d" && chmod 755 "$bare/usr/sbin/policy-rc.d" # as in an image
cp /etc/resolv.conf /etc/hosts "$bare/etc/"

# inside SECONDS USER COMMAND… — in that Debian, with processes and mounts that end with the command.
inside() {
    seconds=$1 user=$2
    shift 2
    # shellcheck disable=SC2016
    timeout "$seconds" unshare --mount --pid --fork --kill-child sh -c '
        mount -t proc proc "$1/proc" && mount -t tmpfs tmpfs "$1/dev/shm" || exit 99
        bare=$1 user=$2
        shift 2
        exec chroot --userspec="$user" --groups= "$bare" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
            LC_ALL=C DEBIAN_FRONTEND=noninteractive "$@"' inside "$bare" "$user" "$@" >stdout 2>stderr </dev/null
    code=$?
}
# must SECONDS USER COMMAND… — inside, without fail.
must() {
    inside "$@"
    [ "$code" -eq 0 ] || fail "in the bare Debian: $*: exit code $code"
}
inside 20 root true
[ "$code" -eq 0 ] || skip "no processes and mounts of their own can be had here: $(tail -n 1 stderr)"
inside 120 root apt-get update
[ "$code" -eq 0 ] || skip "no mirror can be reached: $(tail -n 1 stderr)"

# ---- the package: the same sources, the same bytes ----
package() { # package COPY — makes it, in COPY
    make -s --no-print-directory -C "$root" deb >made 2>&1 || fail "make deb: $(cat made)"
    cp "$root/$(tail -n 1 made)" "$1" || fail "make deb made no package"
}
package first.deb
sleep 1
package second.deb
cmp -s first.deb second.deb || fail "the package is another when made again"
version=$("$engine" --version | cut -d' ' -f2)
[ "$(dpkg-deb -f first.deb Package Version | paste -sd' ')" = "Package: kansenkompas Version: $version" ] || fail "its name or version"
dpkg-deb -c first.deb | awk '$2 != "root/root" { print; bad = 1 } END { exit bad }' >wrong || fail "not of root: $(head -n 3 wrong)"

# ---- the steps of the Containerfile ----
steps=$root/Containerfile
copied=$(sed -n 's/^COPY build\/kansenkompas_\*\.deb //p' "$steps")
account=$(sed -n 's/^USER //p' "$steps")
folder=$(sed -n 's/^WORKDIR //p' "$steps")
state=$(sed -n 's/^ENV KANSENKOMPAS_HOME=//p' "$steps")
[ "$(sed -n 's/^ENTRYPOINT //p' "$steps")" = '["kansenkompas"]' ] || fail "another ENTRYPOINT than is tested here"
[ -n "$copied" ] && [ -n "$account" ] && [ -n "$folder" ] && [ -n "$state" ] || fail "the Containerfile is not understood"
! grep -qvE '^(#.*|FROM docker.io/library/debian:12-slim|(COPY|RUN|ENV|VOLUME|USER|WORKDIR|ENTRYPOINT) .*)$' "$steps" ||
    fail "the Containerfile has steps that are not tested here"
cp first.deb "$bare$copied"
cp "$cache"/archives/*.deb "$bare/var/cache/apt/archives/" 2>/dev/null
sed -n 's/^RUN //p' "$steps" >runs
[ "$(wc -l <runs)" -eq "$(grep -c '^RUN ' "$steps")" ] && ! grep -q '\\$' runs || fail "a RUN is not one line"
while read -r line; do must 400 root sh -c "$line"; done <runs
cp -n "$bare"/var/cache/apt/archives/*.deb "$cache/archives/" 2>/dev/null
must 20 root sh -c 'dpkg --audit; dpkg -s kansenkompas'
grep -qx 'Status: install ok installed' stdout || fail "it is not installed"
[ ! -e "$bare/var/lib/postgresql/15/main" ] || fail "Debian's own cluster was made"

# ---- what it brings ----
must 20 "$account" kansenkompas --version
[ "$(cat stdout)" = "kansenkompas $version" ] || fail "version"
for page in kansenkompas kansenkompas-run kansenkompas-db; do
    gzip -dc "$bare/usr/share/man/man1/$page.1.gz" | mandoc -T lint -W warning >lint 2>&1 || fail "manual page of $page: $(cat lint)"
done
for file in copyright changelog.gz; do [ -s "$bare/usr/share/doc/kansenkompas/$file" ] || fail "no $file"; done
[ ! -s "$root/build/viewer/index.html" ] || [ -s "$bare/usr/share/kansenkompas/viewer/index.html" ] || fail "the viewer is not in it"

# ---- the example, by the user of the container and by root ----
example_project "$bare$folder/example"
inside 20 root chown -R "$account:$account" "$folder/example"
must 200 "$account" env "KANSENKOMPAS_HOME=$state" HOME=/nonexistent sh -c "cd $folder && kansenkompas run --quiet example/project.yaml"
[ -z "$(grep -v '^kansenkompas: warning: ' stderr)" ] || fail "it complains"
must 200 root sh -c "cd $folder && kansenkompas run --quiet example/project.yaml --out /root/out"
[ ! -s "$root/build/viewer/index.html" ] || expect_same "$bare$folder/example/out/viewer/index.html" "$root/build/viewer/index.html"
sums "$bare$folder/example/out" >user.sums
sums "$bare/root/out" >root.sums
expect_same user.sums root.sums
[ "$(wc -l <user.sums)" -ge 10 ] || fail "few outputs"
must 60 "$account" kansenkompas audit "$folder/example/out"

# ---- and away with it ----
[ -d "$bare/var/lib/kansenkompas" ] || fail "root's private databases are elsewhere"
must 100 root dpkg --purge kansenkompas
[ -z "$(find "$bare/usr" "$bare/etc" "$bare/var/lib/kansenkompas" -name '*kansenkompas*' 2>/dev/null)" ] ||
    fail "left behind: $(find "$bare/usr" "$bare/etc" "$bare/var/lib/kansenkompas" -name '*kansenkompas*' 2>/dev/null | head -n 3)"
exit 0
