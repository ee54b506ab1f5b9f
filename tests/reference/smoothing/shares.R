# SPDX-License-Identifier: EUPL-1.2
# Empirical Bayes of the share of children in every eighth wijk, binomial: of all 3,312 wijken by spdep (EBest, family =
# "binomial"), of each gemeente and neighbourhood by its formula (Martuzzi & Elliott 1996), at least 0, since spdep has
# no local one. Made with R 4.2.2, spdep 1.2-7, from the folder of the project:
#   Rscript tests/reference/smoothing/shares.R > tests/reference/smoothing/shares.csv
suppressMessages(library(spdep))
wijken <- read.csv("tests/reference/smoothing/wijken.csv", colClasses = c(neighbours = "character"))
shrink <- function(events, exposure, at = seq_along(events)) {
  share <- events / exposure
  mean <- sum(events) / sum(exposure)
  size <- mean(exposure)
  chance <- mean * (1 - mean)
  variance <- (sum(exposure * (share - mean)^2) / sum(exposure) - chance / size) * size / (size - 1)
  if (!is.finite(variance) || variance <= 0) return(rep(mean, length(at)))
  weight <- variance / (variance + (chance - variance) / exposure[at])
  mean + weight * (share[at] - mean)
}
of_gemeente <- unsplit(lapply(split(wijken, substr(wijken$code, 3, 6)),
                              function(part) shrink(part$events, part$exposure)), substr(wijken$code, 3, 6))
local <- sapply(seq_len(nrow(wijken)), function(i) {
  around <- c(i, as.integer(strsplit(wijken$neighbours[i], " ")[[1]]) + 1)
  shrink(wijken$events[around], wijken$exposure[around], 1)
})
whole <- EBest(wijken$events, wijken$exposure, family = "binomial")$estmm
stopifnot(max(abs(whole - shrink(wijken$events, wijken$exposure))) < 1e-12)
out <- data.frame(wijk = seq_len(nrow(wijken)) - 1, global = whole, gemeente = of_gemeente, local)
for (name in c("global", "gemeente", "local")) out[[name]] <- formatC(out[[name]], digits = 10, format = "g")
write.csv(out[seq(1, nrow(out), 8), ], stdout(), row.names = FALSE, quote = FALSE)
