# SPDX-License-Identifier: EUPL-1.2
# Change, slopes and funnel limits by plain R: differences.csv (exact or score intervals from poisson.test and prop.test,
# combined as Zou and Donner 2008 do), slopes.txt (all slopes by outer(), the distribution of Kendall's S by counting all
# orders, up to 8 figures), limits.csv (qbinom, qpois).
#   Rscript tests/reference/change/change.R
# Made with R 4.2.2.
here <- "tests/reference/change"
set.seed(5)

# ---- differences ----
share <- function(x, n) suppressWarnings(c(x / n, prop.test(x, n, correct = FALSE)$conf.int))
byar <- function(x, z) c(x * (1 - 1 / (9 * x) - z / (3 * sqrt(x)))^3, (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * sqrt(x + 1)))^3)
rate <- function(x, n) c(x, if (x < 10) poisson.test(x)$conf.int else byar(x, qnorm(0.975))) / n
mover <- function(a, b) {
    d <- a[1] - b[1]
    c(d, d - sqrt((a[1] - a[2])^2 + (b[3] - b[1])^2), d + sqrt((a[3] - a[1])^2 + (b[1] - b[2])^2))
}
cases <- data.frame(kind = rep(c("share", "rate"), each = 20), x1 = 0, n1 = 0, x2 = 0, n2 = 0)
for (i in seq_len(nrow(cases))) {
    n <- sample(c(10, 40, 150, 2000), 2, replace = TRUE)
    x <- rbinom(2, n, sample(c(0, 0.02, 0.2, 0.7), 1))
    cases[i, 2:5] <- c(x[1], n[1], x[2], n[2])
}
out <- t(apply(cases, 1, function(r) {
    v <- as.numeric(r[2:5])
    f <- if (r[1] == "share") share else rate
    mover(f(v[1], v[2]), f(v[3], v[4]))
}))
write.csv(cbind(cases, signif(data.frame(d = out[, 1], lower = out[, 2], upper = out[, 3]), 10)),
          file.path(here, "differences.csv"), row.names = FALSE, quote = FALSE)

# ---- slopes ----
orders <- function(n) if (n == 1) matrix(1) else {
    less <- orders(n - 1)
    do.call(rbind, lapply(1:n, function(k) cbind(k, less + (less >= k))))
}
discordant <- function(o) sum(outer(o, o, ">") & upper.tri(diag(length(o))))
outside <- function(n) { # slopes left out at each end; -1: no interval
    d <- apply(orders(n), 1, discordant)
    k <- -1
    while (mean(d <= k + 1) <= 0.025) k <- k + 1
    k
}
left <- sapply(1:8, function(n) if (n < 2) -1 else outside(n))
slope <- function(time, value) {
    s <- outer(seq_along(time), seq_along(time), function(i, j) (value[j] - value[i]) / (time[j] - time[i]))
    s <- sort(s[upper.tri(s)])
    k <- left[length(time)]
    c(median(s), if (k < 0) c(NaN, NaN) else s[c(k + 1, length(s) - k)])
}
rows <- sapply(rep(2:8, each = 3), function(n) {
    time <- sort(sample(2000:2023, n)) + 0.5
    value <- round(rnorm(n) + 0.1 * (time - 2000), 1)
    paste(c(n, time, value, signif(slope(time, value), 10)), collapse = " ")
})
writeLines(rows, file.path(here, "slopes.txt")) # n, times, values, slope, bounds

# ---- funnel limits ----
interpolated <- function(p, q, cdf) {
    r <- q(p)
    max(0, r - (cdf(r) - p) / (cdf(r) - cdf(r - 1)))
}
grid <- expand.grid(kind = c("share", "rate"), target = c(0.004, 0.05, 0.3), exposure = c(3, 40, 400, 25000))
limits <- t(apply(grid, 1, function(g) {
    target <- as.numeric(g[2]); n <- as.numeric(g[3])
    sapply(c(0.001, 0.025, 0.975, 0.999), function(p) {
        if (g[1] == "share") interpolated(p, function(p) qbinom(p, n, target), function(r) pbinom(r, n, target))
        else interpolated(p, function(p) qpois(p, n * target), function(r) ppois(r, n * target))
    }) / n
}))
write.csv(cbind(grid, signif(limits, 10)), file.path(here, "limits.csv"), row.names = FALSE, quote = FALSE)
