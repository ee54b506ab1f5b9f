# SPDX-License-Identifier: EUPL-1.2
# From lines `bytes STAGE BYTES MB/s`, `stage STAGE SECONDS` (several runs) and `whole SECONDS` the table of the limits.
function median(name,    n, i, j, swap) {
    n = count[name]
    for (i = 2; i <= n; i++)
        for (j = i; j > 1 && seconds[name, j - 1] > seconds[name, j]; j--) {
            swap = seconds[name, j]; seconds[name, j] = seconds[name, j - 1]; seconds[name, j - 1] = swap
        }
    return (seconds[name, int((n + 1) / 2)] + seconds[name, int(n / 2 + 1)]) / 2
}

function print_stage(name, time) {
    if (time < 0.0005) return
    if (!(name in bytes) || time <= 0) { printf "%-32s %9.3f\n", name, time; return }
    speed = bytes[name] / 1e6 / time
    printf "%-32s %9.3f %9.1f %9.0f %12.1f%% of %d\n", name, time, bytes[name] / 1e6, speed, 100 * speed / most[name], most[name]
}

$1 == "bytes" { bytes[$2] = $3; most[$2] = $4 }
$1 == "stage" { if (!count[$2]++) order[++stages] = $2; seconds[$2, count[$2]] = $3 }
$1 == "whole" { whole = $2 }

END {
    for (i = 1; i <= stages; i++) { time = median(order[i]); known += time; print_stage(order[i], time) }
    print_stage("start, and put on disk", whole - known)
}
