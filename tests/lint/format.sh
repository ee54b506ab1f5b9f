#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The sources are formatted as .clang-format says.
set -eu
cd "$(dirname "$0")/../.."
clang-format-14 --dry-run -Werror src/*/*.[ch] include/kk/*.h data/generator/*.[ch] bench/*.c $(find tests viewer -not -path "*/node_modules/*" -name '*.[ch]')
