# SPDX-License-Identifier: EUPL-1.2
# Rank sets by csranks 1.2.2.9001 (github.com/danielwilhelm/R-CS-ranks, commit bd4f755), R 4.2.2, MASS 7.3-58.2:
# PISA 2018 and 2022, the example of its documentation, and a draw with very unequal errors.
#
#   Rscript csranks.R SOURCE OUT        SOURCE: a copy of that repository; writes OUT/*.csv
#
# sets.csv: data, area, estimate, error; then lower and upper of each kind: simultaneous and marginal, with stepdown and in
# one step. R = 20000 draws where the package takes 1000, so that its critical values are near what they estimate.
arguments <- commandArgs(trailingOnly = TRUE)
source_folder <- arguments[1]
out <- arguments[2]
for (name in c("diffmeans", "utilityfunctions", "ranks", "argument_checks", "rank_utils"))
  source(file.path(source_folder, "R", paste0(name, ".R")))
load(file.path(source_folder, "data", "pisa2018.rda"))
load(file.path(source_folder, "data", "pisa2022.rda"))

set.seed(1)
n <- 30
drawn <- data.frame(error = 10^runif(n, -1.3, 0.3))
drawn$estimate <- rnorm(n) + drawn$error * rnorm(n)

examples <- list(
  math2018 = data.frame(estimate = pisa2018$math_score, error = pisa2018$math_se),
  reading2018 = data.frame(estimate = pisa2018$reading_score, error = pisa2018$reading_se),
  science2018 = data.frame(estimate = pisa2018$science_score, error = pisa2018$science_se),
  math2022 = data.frame(estimate = pisa2022$math_score, error = pisa2022$math_se),
  unequal = drawn[c("estimate", "error")])
examples <- lapply(examples, function(e) e[complete.cases(e), ])

sets_of <- function(e, simul, stepdown, draws, seed) {
  make <- if (simul) csranks_simul else csranks_marg
  s <- make(e$estimate, diag(e$error^2), stepdown = stepdown, R = draws, indices = NA, seed = seed)
  data.frame(lower = s$L, upper = s$U)
}

rows <- lapply(names(examples), function(name) {
  e <- examples[[name]]
  all <- cbind(data = name, area = seq_len(nrow(e)), e)
  for (kind in c("simultaneous", "marginal")) for (stepdown in c(TRUE, FALSE)) {
    s <- sets_of(e, kind == "simultaneous", stepdown, 20000, 7)
    names(s) <- paste(kind, if (stepdown) "stepdown" else "onestep", names(s), sep = "_")
    all <- cbind(all, s)
  }
  all
})
write.csv(do.call(rbind, rows), file.path(out, "sets.csv"), row.names = FALSE, quote = FALSE)
