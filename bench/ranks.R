# SPDX-License-Identifier: EUPL-1.2
# Rank sets by csranks of the scores in FILE: Rscript ranks.R SOURCE FILE; SOURCE is a copy of the package's repository.
arguments <- commandArgs(trailingOnly = TRUE)
for (name in c("diffmeans", "utilityfunctions", "ranks", "argument_checks", "rank_utils"))
  source(file.path(arguments[1], "R", paste0(name, ".R")))
scores <- read.csv(arguments[2], header = FALSE, col.names = c("estimate", "error"))
Sigma <- diag(scores$error^2)
for (kind in c("simultaneous", "marginal")) {
  rank <- if (kind == "simultaneous") csranks_simul else csranks_marg
  seconds <- system.time(sets <- rank(scores$estimate, Sigma, R = 1000, seed = 1))[["elapsed"]]
  cat(sprintf("%s=%.4f\n%s places=%.3f\n", kind, seconds, kind, mean(sets$U - sets$L + 1)))
}
