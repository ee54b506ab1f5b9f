# SPDX-License-Identifier: EUPL-1.2
# What GaussSuppression hides in drawn tables of wijk and buurt by age. R 4.2.2, GaussSuppression 1.0.0, SSBtools 1.8.4.
# In this folder: Rscript gauss.R  -> cells.csv, sums.csv, tables.csv. Seconds.
# Counts of 1 to 9 are primary, zeros are shown, and nobody is taken to know of a 1 (singletonMethod "none").
library(GaussSuppression)
set.seed(6)
wijken <- sprintf("W%d", 1:4)
buurten <- data.frame(buurt = sprintf("B%02d", 1:14), wijk = rep(wijken, c(3, 4, 5, 2)))
ages <- c("0-4", "5-11", "12-17", "18-22")

draw <- function() {
    table <- merge(buurten, data.frame(age = ages))
    mean <- exp(rnorm(nrow(buurten), 3, 0.6))[match(table$buurt, buurten$buurt)]
    table$freq <- rnbinom(nrow(table), size = 2, mu = mean)
    table
}
suppress <- function(table, number) {
    tree <- rbind(data.frame(levels = "@", codes = "Total"), do.call(rbind, lapply(wijken, function(w) rbind(
        data.frame(levels = "@@", codes = w),
        data.frame(levels = "@@@", codes = buurten$buurt[buurten$wijk == w])))))
    flat <- data.frame(levels = c("@", rep("@@", length(ages))), codes = c("Total", ages))
    out <- SuppressSmallCounts(table[c("buurt", "age", "freq")], hierarchies = list(buurt = tree, age = flat),
        freqVar = "freq", maxN = 9, protectZeros = FALSE, singletonMethod = "none", printInc = FALSE)
    data.frame(table = sprintf("drawn_%02d", number), a = out$buurt, b = out$age, c = "-", value = out$freq,
        width = +out$primary, secondary = +(out$suppressed & !out$primary))
}
sums <- rbind(
    data.frame(sums = "town", sum = 1, total = "Total", part = wijken),
    data.frame(sums = "town", sum = 1 + match(buurten$wijk, wijken), total = buurten$wijk, part = buurten$buurt),
    data.frame(sums = "town", sum = 6, total = "Total", part = ages))
cells <- do.call(rbind, lapply(1:12, function(number) suppress(draw(), number)))
tables <- do.call(rbind, by(cells, cells$table, function(x) data.frame(table = x$table[1], sums = "town",
    is_whole = 1, cells = nrow(x), primary = sum(x$width), secondary = sum(x$secondary),
    secondary_value = sum(x$value[x$secondary == 1]))))
for (name in c("cells", "sums", "tables"))
    write.csv(get(name), paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
