# SPDX-License-Identifier: EUPL-1.2
# Rscript pattern.R FOLDER COUNT — Local Moran by spdep on what bench/pattern.c wrote in FOLDER, COUNT conditional permutations
# on two cores. Prints `name=value` a line: version, seconds. The statistics must be those of local.csv, and the p-values
# too but for what draws differ.
suppressMessages(library(spdep))
folder <- commandArgs(TRUE)[1]
count <- as.integer(commandArgs(TRUE)[2])

value <- scan(file.path(folder, "value.txt"), quiet = TRUE)
ours <- read.csv(file.path(folder, "local.csv"))
links <- nb2listw(read.gal(file.path(folder, "links.gal"), override.id = TRUE), style = "W", zero.policy = TRUE)
invisible(set.mcOption(TRUE))
invisible(set.coresOption(2L))
seconds <- system.time(
  theirs <- localmoran_perm(value, links, nsim = count, zero.policy = TRUE, iseed = 1)
)[["elapsed"]]

n <- length(value)
linked <- !is.na(ours$p)
p <- theirs[linked, "Pr(folded) Sim"]
stopifnot(
  max(abs(ours$statistic[linked] - theirs[linked, "Ii"] * (n - 1) / n)) < 1e-9,
  max(abs(ours$p[linked] - p) / (sqrt(p * (1 - p) / count) + 1 / count)) < 7,
  abs(mean(ours$p[linked] - p)) < 0.5 / sqrt(count)
)
cat(sprintf("spdep_version=%s\nspdep=%.3f\nspdep_checked=%d\n", packageVersion("spdep"), seconds, sum(linked)))
