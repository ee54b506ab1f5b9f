#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What the viewer computes again in WebAssembly is what the engine's own kernels compute, to the last bit: thousands of
# made-up indices and divisions, by every scale, join, rule for gaps and principle, edges among them.
. "$(dirname "$0")/lib.sh"
command -v node >/dev/null || skip "no node"
cd "$root" || exit 1
make -s build/viewer-kernels/kernels.wasm build/viewer-kernels/native || fail "the kernels do not build"
cd "$work" || exit 1
native=$root/build/viewer-kernels/native

"$native" generate 6000 >tapes && "$native" run <tapes >native.out || fail "no results of this machine"
node "$root/viewer/tests/kernels.mjs" "$root/build/viewer-kernels/kernels.wasm" <tapes >wasm.out 2>tally || fail "no results of WebAssembly"
cmp native.out wasm.out || fail "WebAssembly computes something else"

# Nothing of it is empty: numbers come out, of every kind, and every flaw is met.
awk '{ n[$1] = $2 }
    END {
        ok = n["index"] == 3000 && n["numbers"] > 1000000 && n["flaw1"] > 0 && n["flaw2"] > 0 && n["flaw3"] > 0
        for (p = 0; p < 7; p++) ok = ok && n["principle" p] > 200
        exit !ok
    }' tally || { cat tally; fail "too few of some kind"; }

# The last bits of one number that goes in show: byte 80 is the lowest of the first weight of a theme.
{ head -c 80 tapes; printf '\001'; tail -c +82 tapes; } >other
"$native" run <other >other.out
! cmp -s native.out other.out || fail "another task has the same results"

# A machine with fused multiply-add: not contracted, the same; contracted, other numbers, so that the flag is needed.
fused() {
    gcc -std=gnu17 -O2 -march=x86-64-v3 "-ffp-contract=$1" -I"$root/include" -I"$root/src" -I"$root/viewer/kernels" -o fused \
        "$root"/viewer/tests/kernels_native.c "$root"/viewer/kernels/shim.c "$root"/src/guide/need.c "$root"/src/guide/need_scale.c \
        "$root"/src/guide/sort.c "$root"/src/guide/guide_ridit.c "$root"/src/guide/elementary.c "$root"/src/guide/allocate*.c \
        "$root"/src/core/random.c -lgsl -lgslcblas -lm && ./fused run <tapes >fused.out || fail "does not build with fused multiply-add"
}
if grep -qw fma /proc/cpuinfo && [ "$(uname -m)" = x86_64 ]; then
    fused off
    cmp native.out fused.out || fail "a machine with fused multiply-add computes something else"
    fused fast
    ! cmp -s native.out fused.out || fail "contraction changes nothing here: these tasks do not find it"
fi

# It asks nothing of the page that it is loaded into, and has no room for a copy of a C library.
node -e 'WebAssembly.compile(require("fs").readFileSync(process.argv[1])).then((m) => process.exit(WebAssembly.Module.imports(m).length))' \
    "$root/build/viewer-kernels/kernels.wasm" || fail "the kernels import something"
[ "$(wc -c <"$root/build/viewer-kernels/kernels.wasm")" -lt 65536 ] || fail "the kernels are larger than 64 kB"
