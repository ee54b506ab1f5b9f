# SPDX-License-Identifier: EUPL-1.2
# The index of need the plain way, in base R: every youth is a row, so that mean, median, mad and shares need no weights;
# outranking compares every pair. Writes need_areas.csv and need_index.csv beside it. Rscript need.R
set.seed(7)
n <- 200
youths <- sample(0:30, n, TRUE)
x <- cbind(a = round(rnorm(n, 20, 5)), b = rgamma(n, 2) * 1e4, c = runif(n), d = rnorm(n, -1e3, 1),
           e = ifelse(runif(n) < 0.6, 2, rexp(n)), f = rt(n, 3))
x <- signif(x, 6)
x[matrix(runif(6 * n) < 0.15, n)] <- NA
x[1, ] <- NA
strength <- c(FALSE, TRUE, FALSE, FALSE, FALSE, TRUE)
theme <- c(1, 1, 1, 2, 2, 3)
weight <- c(1, 2, 0.5, 1, 3, 1)
theme_weight <- c(2, 1, 1.5)
least <- 0.5

turned <- sweep(x, 2, ifelse(strength, -1, 1), "*")
each <- function(v) { known <- !is.na(v); rep(v[known], youths[known]) }

ridit <- function(v) sapply(v, function(one) mean(each(v) < one) + mean(each(v) == one) / 2)
scales <- list(
    z = function(v) (v - mean(each(v))) / sqrt(mean((each(v) - mean(each(v)))^2)),
    robust = function(v) {
        spread <- mad(each(v), constant = 1.4826)
        if (spread == 0) spread <- 1.2533 * mean(abs(each(v) - median(each(v))))
        (v - median(each(v))) / spread
    },
    minmax = function(v) pmin(pmax(100 * (v - min(each(v))) / diff(range(each(v))), 0), 100),
    percentile = function(v) 100 * ridit(v),
    exponential = function(v) -23 * log(1 - ridit(v) * (1 - exp(-100 / 23))))
flow <- function(v) sapply(seq_len(n), function(i) {
    other <- v[-i][youths[-i] > 0 & !is.na(v[-i])]
    mean(other < v[i]) - mean(other > v[i])
})

join <- function(level, average, gap) sapply(seq_len(n), function(i) {
    own <- level[i, ]
    share <- sum(tapply(ifelse(is.na(own), 0, weight), theme, sum) / tapply(weight, theme, sum) * theme_weight) /
        sum(theme_weight)
    if (all(is.na(own)) || (gap == "none" && anyNA(own)) || (gap == "leave" && share < least)) return(NA)
    if (gap == "average") own <- ifelse(is.na(own), average, own)
    scores <- sapply(1:3, function(t) weighted.mean(own[theme == t], weight[theme == t], na.rm = TRUE))
    weighted.mean(scores, theme_weight, na.rm = TRUE)
})

index <- list()
for (gap in c("leave", "average", "none")) {
    for (scale in names(scales)) {
        scaled <- apply(turned, 2, scales[[scale]])
        average <- apply(scaled, 2, function(v) mean(each(v)))
        level <- if (scale %in% c("z", "robust")) function(s) s / 2 else function(s) log(1 + s)
        index[[paste(scale, "arithmetic", gap)]] <- join(scaled, average, gap)
        index[[paste(scale, "geometric", gap)]] <- exp(join(level(scaled), level(average), gap))
    }
    index[[paste("z outranking", gap)]] <- join(apply(turned, 2, flow), rep(0, 6), gap)
}
table <- function(what, name) write.csv(signif(what, 10), name, row.names = FALSE, quote = FALSE)
table(data.frame(youths, x), "need_areas.csv")
table(as.data.frame(index, check.names = FALSE), "need_index.csv")
