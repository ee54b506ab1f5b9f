# SPDX-License-Identifier: EUPL-1.2
# The indices of inequality, written out in other words than the engine's: Gini by pairs, Theil and its parts group by
# group, Palma person by person, the ranked ones by lm() on ridits. R 4.2.2, no packages.
# In this folder: Rscript inequality.R  -> areas.csv, indices.csv. Seconds.
set.seed(1)
n <- 60
make <- function(name, value, weight, rank, group) data.frame(data = name, value, weight, rank, group)
rate <- rgamma(n, 9, 90)
areas <- rbind(
    make("shares", round(rate, 4), round(rlnorm(n, 7, 0.8)), round(50 * rate + rnorm(n), 1), rep(0:5, 10)),
    make("ties", rep(c(0.05, 0.1, 0.2), 10), rep(c(100, 50), 15), rep(1:5, each = 6), rep(0:2, each = 10)),
    make("zeros", c(0, 0, 0.1, 0.3, 0.6), c(10, 20, 30, 10, 5), c(3, 2, 2, 1, NA), c(0, 0, 1, 1, 1)),
    make("two", c(0.1, 0.4), c(300, 100), c(2, 1), c(0, 1)))

gini <- function(y, w) {
    p <- w / sum(w)
    sum(outer(p, p) * abs(outer(y, y, "-"))) / 2 / sum(p * y)
}
theil <- function(y, w) {
    p <- w / sum(w); m <- sum(p * y)
    if (m == 0) return(0)
    sum((p * y / m * log(y / m))[y > 0])
}
groups <- function(y, w, g, f) sapply(split(seq_along(y), g), function(i) f(y[i], w[i]))
theil_within <- function(y, w, g) sum(groups(y, w, g, function(y, w) sum(w * y)) / sum(w * y) * groups(y, w, g, theil))
theil_between <- function(y, w, g) theil(groups(y, w, g, function(y, w) sum(w * y) / sum(w)), groups(y, w, g, function(y, w) sum(w)))
palma <- function(y, w) { # every person one by one, ten times over so that the borders fall between persons
    x <- rep(sort(y), 10 * w[order(y)])
    sum(tail(x, length(x) * 0.1)) / sum(head(x, length(x) * 0.4))
}
ranked <- function(y, w, rank) {
    known <- !is.na(rank); y <- y[known]; w <- w[known]; rank <- rank[known]
    persons <- rep(rank, w)
    ridit <- (rank(persons) - 0.5)[match(rank, persons)] / length(persons)
    line <- lm(y ~ ridit, weights = w); at <- predict(line, data.frame(ridit = c(0, 1)))
    p <- w / sum(w); m <- sum(p * y)
    c1 <- 2 / m * (sum(p * y * ridit) - m * sum(p * ridit))
    c(concentration = c1, erreygers = 4 * m * c1, wagstaff = c1 / (1 - m), sii = unname(at[2] - at[1]),
        rii = if (min(at) > 0) unname(at[2] / at[1]) else NA)
}
indices <- function(d) {
    p <- d$weight / sum(d$weight); r <- d$value / sum(p * d$value)
    c(gini = gini(d$value, d$weight), theil = theil(d$value, d$weight), theil_between = theil_between(d$value, d$weight, d$group),
        theil_within = theil_within(d$value, d$weight, d$group), atkinson_half = 1 - sum(p * r^0.5)^2,
        atkinson_one = if (any(r == 0)) NA else 1 - prod(r^p),
        palma = { v <- palma(d$value, d$weight); if (is.finite(v)) v else NA }, ranked(d$value, d$weight, d$rank))
}
write.csv(areas, "areas.csv", row.names = FALSE, quote = FALSE, na = "nan")
result <- do.call(rbind, lapply(unique(areas$data), function(name) {
    x <- indices(areas[areas$data == name, ]); data.frame(data = name, index = seq_along(x) - 1, name = names(x), value = format(x, digits = 15))
}))
result$value <- sub("NA", "nan", trimws(result$value))
write.csv(result, "indices.csv", row.names = FALSE, quote = FALSE)
print(result)
