#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# embed.sh OUT FILE… — makes OUT/embedded.S and OUT/embedded.h, in which sql/a_b.sql is `extern const char kk_file_a_b_sql[]`:
# the file's bytes with a NUL behind.
set -eu
out=$1
shift
: > "$out/embedded.S.new"
{
    echo '/* Made by src/embed.sh. */'
    echo '#ifndef KK_EMBEDDED_H'
    echo '#define KK_EMBEDDED_H'
} > "$out/embedded.h.new"
echo '.section .rodata' >> "$out/embedded.S.new"
for file in "$@"; do
    symbol=kk_file_$(basename "$file" | tr -c 'a-zA-Z0-9\n' _)
    printf '.global %s\n%s:\n.incbin "%s"\n.byte 0\n' "$symbol" "$symbol" "$file" >> "$out/embedded.S.new"
    printf 'extern const char %s[]; /* %s */\n' "$symbol" "$file" >> "$out/embedded.h.new"
done
echo '#endif' >> "$out/embedded.h.new"
echo '.section .note.GNU-stack,"",@progbits' >> "$out/embedded.S.new"
mv "$out/embedded.S.new" "$out/embedded.S"
mv "$out/embedded.h.new" "$out/embedded.h"
