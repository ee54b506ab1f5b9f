# SPDX-License-Identifier: EUPL-1.2
# Kulldorff's scan by brute force: every circle of every centre, written out from the paper. R 4.2.2, spData 2.2.1.
# In this folder: Rscript scan.R  -> areas.csv (what is scanned), clusters.csv (what is found). Seconds.
#
# new_york: leukaemia by census tract, whole cases (Waller, Turnbull, Clark and Nasca 1994).
# sids: sudden infant deaths in North Carolina 1974-84, in which Kulldorff (1997) finds Bladen, Columbus, Hoke, Robeson
#   and Scotland most likely (p = 0.001), then Halifax, Hertford and Northampton.
# grid: a square of 12 x 12 with a block of high and a block of low rates: many areas are equally far.
suppressMessages({library(spData); library(sf)})

llr <- function(c, e, total) ifelse(c > e, c * log(c / e) + ifelse(c < total, (total - c) * log((total - c) / (total - e)), 0), 0)

windows <- function(areas, largest, low) {
    total <- sum(areas$events)
    share <- areas$expected / sum(areas$expected)
    all <- list()
    for (centre in seq_len(nrow(areas))) {
        distance <- sqrt((areas$x - areas$x[centre])^2 + (areas$y - areas$y[centre])^2)
        for (radius in sort(unique(round(distance, 9)))) {
            inside <- which(distance <= radius + 1e-9)
            e <- total * sum(share[inside])
            if (e > total * largest * (1 + 1e-12)) break
            c <- sum(areas$events[inside])
            value <- if (low) llr(total - c, total - e, total) else llr(c, e, total)
            if (value > 0) all[[length(all) + 1]] <- list(centre = centre, radius = radius, inside = inside, observed = c, expected = e, llr = value)
        }
    }
    all
}

clusters <- function(name, areas, largest, low, most) {
    found <- windows(areas, largest, low)
    found <- found[order(-round(sapply(found, `[[`, "llr"), 9), sapply(found, `[[`, "radius"))]
    taken <- integer()
    out <- NULL
    total <- sum(areas$events)
    for (w in found) {
        if (length(intersect(w$inside, taken)) > 0) next
        taken <- c(taken, w$inside)
        risk <- w$observed / w$expected / ((total - w$observed) / (total - w$expected))
        out <- rbind(out, data.frame(data = name, low = as.integer(low), largest = largest, number = NROW(out) + 1,
            areas = length(w$inside), radius = w$radius, observed = w$observed, expected = w$expected,
            relative_risk = risk, llr = w$llr, members = paste(sort(w$inside), collapse = " ")))
        if (nrow(out) == most) break
    }
    out
}

data(nydata); data(nc.sids)
new_york <- data.frame(x = nydata$X, y = nydata$Y, events = floor(nydata$TRACTCAS), expected = nydata$POP8)
sids <- data.frame(x = nc.sids$x, y = nc.sids$y, events = nc.sids$SID74 + nc.sids$SID79, expected = nc.sids$BIR74 + nc.sids$BIR79)
grid <- expand.grid(x = 1:12, y = 1:12)
set.seed(1)
grid$expected <- 50 + 10 * ((grid$x * grid$y) %% 5)
rate <- ifelse(grid$x %in% 2:4 & grid$y %in% 2:4, 0.25, ifelse(grid$x > 8 & grid$y > 8, 0.03, 0.1))
grid$events <- rpois(144, grid$expected * rate)

sets <- list(new_york = new_york, sids = sids, grid = grid)
areas <- do.call(rbind, lapply(names(sets), function(name) cbind(data = name, sets[[name]][c("x", "y", "events", "expected")])))
write.csv(format(areas, digits = 15, trim = TRUE, scientific = FALSE), "areas.csv", row.names = FALSE, quote = FALSE)
result <- do.call(rbind, lapply(names(sets), function(name) rbind(
    clusters(name, sets[[name]], 0.5, FALSE, 4), clusters(name, sets[[name]], 0.1, FALSE, 4), clusters(name, sets[[name]], 0.5, TRUE, 4))))
write.csv(format(result, digits = 12, trim = TRUE, scientific = FALSE), "clusters.csv", row.names = FALSE, quote = FALSE)
print(subset(result, number <= 2)[1:10])
members <- strsplit(subset(result, data == "sids" & low == 0 & largest == 0.5)$members[1:2], " ")
print(lapply(members, function(m) sort(rownames(nc.sids)[as.integer(m)])))
