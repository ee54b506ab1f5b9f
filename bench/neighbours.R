# SPDX-License-Identifier: EUPL-1.2
# poly2nb of spdep on a layer of areas: prints `name=value` a line, seconds and links. Called by bench/neighbours.sh.
suppressMessages({library(sf); library(spdep)})
given <- commandArgs(trailingOnly = TRUE)
areas <- st_read(given[1], given[2], quiet = TRUE)
seconds <- system.time(found <- poly2nb(areas, snap = 0.001))[["elapsed"]]
cat(sprintf("spdep=%.4f\nlinks=%d\nversion=%s\n", seconds, sum(card(found)), packageVersion("spdep")))
