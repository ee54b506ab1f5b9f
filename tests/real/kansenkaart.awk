# SPDX-License-Identifier: EUPL-1.2
# awk -f kansenkaart.awk COHORT REFERENCE OURS — compares our estimates with those of KansenKaart's R function.
#
# Every row of theirs must be ours, to 1e-9 relative. A row of ours that they lack must be one of those that R hides by
# rounding: in est·n < 10, where exactly 10 persons have the outcome, or lack it, est is what lm(y ~ 1) computes, a
# little off 10/n. Which rows these are follows from LINPACK's Householder step (dqrdc2, dqrsl), done here in R's order
# of persons; every such row, and no other, must be missing from theirs.
BEGIN { FS = ","; faults = 0 }
FNR == 1 { file++; next }

function key_of(n, key, i) {
    key = $1
    for (i = 2; i <= n; i++) key = key FS $i
    return key
}

function differs(a, b, size) {
    if (a == b) return 0
    size = a < 0 ? -a : a
    return a == "" || b == "" || (a - b > 1e-9 * size || b - a > 1e-9 * size)
}

function fault(what) {
    if (++faults <= 10) print what
}

# ---- the cohort: the binary outcome of every cell of plain means, in the order of persons ----

function add(gender, migration, household, type, id, y, cell) {
    cell = "youth_protection,all," gender "," migration "," household "," type "," id
    persons[cell]++
    with[cell] += y
    outcomes[cell] = outcomes[cell] y
}

file == 1 {
    split("all," $6, genders)
    migrations = split("all," $7 ($8 == 1 ? ",has_migration" : ""), migration)
    households = split("all" ($9 == "Other" ? "" : "," $9), household)
    for (g = 1; g <= 2; g++)
        for (m = 1; m <= migrations; m++)
            for (h = 1; h <= households; h++) {
                add(genders[g], migration[m], household[h], "all", "all", $11)
                add(genders[g], migration[m], household[h], "wijk_code", $2, $11)
                add(genders[g], migration[m], household[h], "gemeente_code", $3, $11)
                add(genders[g], migration[m], household[h], "postcode4", $4, $11)
                add(genders[g], migration[m], household[h], "corop_code", $5, $11)
            }
}

file == 2 { reference[key_of(7)] = $8 FS $9 FS $10 FS $11; theirs++ }
file == 3 { ours[key_of(7)] = $8 FS $9 FS $10 FS $11; rows++ }

# lm(y ~ 1)$coefficients: the column of ones becomes a Householder vector, scaled by its norm.
function r_mean(text, n, norm, scale, head, product, i) {
    n = length(text)
    norm = sqrt(n)
    scale = 1 / norm
    head = 1 + scale
    product = head * substr(text, 1, 1)
    for (i = 2; i <= n; i++) product += scale * substr(text, i, 1)
    return (substr(text, 1, 1) - product / head * head) / -norm
}

END {
    for (key in reference) {
        if (!(key in ours)) { fault("missing: " key); continue }
        split(reference[key], a, FS)
        split(ours[key], b, FS)
        if (a[1] != b[1]) fault("n of " key ": " a[1] ", ours " b[1])
        for (i = 2; i <= 4; i++) if (differs(a[i], b[i])) fault("value " i " of " key ": " a[i] ", ours " b[i])
    }
    for (key in persons) {
        without = persons[key] - with[key]
        if (with[key] < 10 || without < 10 || (with[key] > 10 && without > 10)) continue
        mean = r_mean(outcomes[key])
        hidden_by_r = mean * persons[key] < 10 || (1 - mean) * persons[key] < 10
        if (hidden_by_r) rounding[key] = 1
    }
    for (key in ours)
        if (!(key in reference)) {
            more++
            if (!(key in rounding)) fault("one too many: " key)
        }
    for (key in rounding) {
        rounded++
        if (key in reference) fault("R shows what its rounding should hide: " key)
        if (!(key in ours)) fault("ours lacks a cell of exactly 10: " key)
    }
    printf "%d rows of reference, %d of ours: %d more, that R hides by rounding\n", theirs, rows, more
    if (theirs != 9478 || more != rounded || more == 0) fault("unexpected numbers of rows")
    exit faults > 0
}
