#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# install-packages.sh LIST — installs the Debian packages of LIST that are not there yet (as root, or with sudo).
# A line is PACKAGE, or PACKAGE unless COMMAND: not needed where COMMAND is there, from wherever it came.
set -eu
missing=''
lines=$(sed 's/#.*//' "$1")
while read -r package unless command; do
    [ -n "$package" ] || continue
    [ -z "$unless" ] || [ "$unless" = unless ] || { echo "$1: '$package $unless' is not understood" >&2; exit 2; }
    [ -z "$command" ] || ! command -v "$command" >/dev/null || continue
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
done <<END
$lines
END
[ -n "$missing" ] || exit 0
echo "Installing:$missing"
as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Not root and no sudo: ask an administrator to run: apt-get install$missing" >&2; exit 1; }
    as_root=sudo
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive \
       apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    exit 1
fi
