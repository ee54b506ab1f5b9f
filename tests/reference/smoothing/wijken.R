# SPDX-License-Identifier: EUPL-1.2
# Empirical Bayes of the share of children in 3,312 wijken by spdep: EBest of all wijken and of each gemeente, and
# EBlocal(geoda = TRUE) over queen neighbours. An island (no neighbours) keeps its rate.
# Made with R 4.2.2, spdep 1.2-7, sf 1.0-9, from the folder of the project:
#   Rscript tests/reference/smoothing/wijken.R ../shared/data/real/wijken_2022.gpkg > tests/reference/smoothing/wijken.csv
suppressMessages({library(sf); library(spdep)})
wijken <- st_read(commandArgs(TRUE)[1], quiet = TRUE)
wijken <- wijken[!is.na(wijken$population) & !is.na(wijken$pop_0_14) & wijken$population > 0, ]
events <- round(wijken$population * wijken$pop_0_14 / 100)
exposure <- wijken$population
gemeente <- substr(wijken$code, 3, 6)
neighbours <- suppressWarnings(poly2nb(wijken, snap = 0.001))
by_gemeente <- unsplit(lapply(split(data.frame(events, exposure), gemeente),
                              function(part) EBest(part$events, part$exposure)$estmm), gemeente)
out <- data.frame(
  code = wijken$code, events, exposure,
  global = EBest(events, exposure)$estmm,
  gemeente = by_gemeente,
  local = EBlocal(events, exposure, neighbours, geoda = TRUE, zero.policy = TRUE)$est,
  neighbours = sapply(neighbours, function(of) paste(of[of > 0] - 1, collapse = " ")))
for (name in c("global", "gemeente", "local")) out[[name]] <- formatC(out[[name]], digits = 10, format = "g")
write.csv(out, stdout(), row.names = FALSE, quote = FALSE)
