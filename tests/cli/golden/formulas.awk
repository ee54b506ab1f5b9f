# SPDX-License-Identifier: EUPL-1.2
# Works out value, lower and upper of an indicators.csv anew from its numerators and denominators, and checks that no
# figure stands where there is none. Kinds are those of project/project.yaml. Prints what is wrong.
function text(x) { # six decimals, as published for figures from 0.1 on
    x = sprintf("%.6f", x)
    sub(/0+$/, "", x)
    sub(/\.$/, "", x)
    return x
}
function wilson(x, n, per, side,    z, half) {
    z = 1.959963984540054
    half = z * sqrt(x * (n - x) / n + z * z / 4)
    return per * (x + z * z / 2 + side * half) / (n + z * z)
}
# P(X <= x) of a Poisson count with this mean
function poisson_below(x, mean,    i, term, sum) {
    term = sum = exp(-mean)
    for (i = 1; i <= x; i++) sum += term *= mean / i
    return sum
}
# Garwood: the mean at which a count of `x`, or one further from it, has 2.5%
function exact(x, side,    low, high, middle, i) {
    if (side < 0 && x == 0) return 0
    low = 0; high = 100
    for (i = 0; i < 100; i++) {
        middle = (low + high) / 2
        if (side < 0 ? 1 - poisson_below(x - 1, middle) < 0.025 : poisson_below(x, middle) > 0.025) low = middle
        else high = middle
    }
    return low
}
function byar(x, side) {
    if (side > 0) x++
    return x * (1 - 1 / (9 * x) + side * 1.959963984540054 / (3 * sqrt(x))) ^ 3
}
function poisson(x, n, per, side) { return per / n * (x < 10 ? exact(x, side) : byar(x, side)) }
function check(what, found, expected) {
    if (found != expected) print "line " NR ", " what ": " found " where " expected " is right"
}
BEGIN { FS = "," }
NR == 1 { next }
{
    # the one name with a comma and quotes
    sub(/"Molen, ""De Hoop"""/, "Molen")
    indicator = $5; x = $9; n = $10; status = $11; seen[status]++
    per = indicator == "bijstand" ? 1000 : 100
    if (status != "ok" && status != "nil") {
        check("value", $6 $7 $8, "")
        if (status ~ /^suppressed/) check("count of what is suppressed", x n, "")
    } else if (indicator == "koopwoningen" || indicator == "woz") {
        check("value", $6, text(x))
        check("interval", $7 $8, "")
    } else if (indicator == "dichtheid" || indicator == "huishouden") {
        check("value", $6, text(x / n))
        check("interval", $7 $8, "")
    } else {
        check("value", $6, text(per * x / n))
        check("lower", $7, text(indicator == "bijstand" ? poisson(x, n, per, -1) : wilson(x, n, per, -1)))
        check("upper", $8, text(indicator == "bijstand" ? poisson(x, n, per, 1) : wilson(x, n, per, 1)))
    }
    if (indicator == "clienten" && status == "ok" && (x < 10 || n - x < 10)) print "line " NR ": a small count"
}
END {
    split("ok nil no_population not_applicable absent not_published unknown secret suppressed_count suppressed_rest suppressed_secondary", all, " ")
    for (i in all) if (!(all[i] in seen)) print "no figure has the status " all[i]
}
