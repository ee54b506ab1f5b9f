#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# install-packages.sh LIST — installs the Debian packages of LIST that are not there yet (as root, or with sudo).
set -eu
missing=''
for package in $(sed 's/#.*//' "$1"); do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "Installing:$missing"
as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Not root and no sudo: ask an administrator to run: apt-get install$missing" >&2; exit 1; }
    as_root=sudo
fi
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Debian's own cluster is not used: keep postgresql-common from making one.
if ! { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive \
       apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    exit 1
fi
