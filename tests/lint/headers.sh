#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Every header compiles alone.
set -eu
cd "$(dirname "$0")/../.."
flags="-std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only -Iinclude -Isrc -Itests -Ibuild/release/gen -isystem /usr/include/suitesparse $(pkg-config --cflags gdal libpq libcyaml cairo)"
bad=0
for header in include/kk/*.h src/*/*.h; do
    # shellcheck disable=SC2086
    echo "#include \"$(echo "$header" | sed 's#^include/##; s#^src/##')\"" | gcc $flags -x c - || { echo "$header does not compile alone"; bad=1; }
done
exit $bad
