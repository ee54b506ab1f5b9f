# SPDX-License-Identifier: EUPL-1.2
# Spatial pattern of the share of children in the wijken of 2022, as spdep has it. R 4.2.2, spdep 1.2-7, sf 1.0-9.
#   Rscript tests/reference/spdep/pattern.R WIJKEN_2022.gpkg tests/reference/spdep
# writes links.gal (queen contiguity, snapped at 1 mm), wijken.csv, moran.csv and significant.csv.
suppressMessages({
  library(sf)
  library(spdep)
})
file <- commandArgs(TRUE)[1]
folder <- commandArgs(TRUE)[2]
set.seed(20220101)

wijken <- st_read(file, quiet = TRUE)
wijken <- wijken[!is.na(wijken$population) & !is.na(wijken$pop_0_14), ]
events <- round(wijken$population * wijken$pop_0_14 / 100) # half to even
exposure <- wijken$population
rate <- events / exposure
neighbours <- poly2nb(wijken, snap = 0.001)
stopifnot(nrow(wijken) == 3312, sum(card(neighbours)) == 18890, sum(card(neighbours) == 0) == 2)
write.nb.gal(neighbours, file.path(folder, "links.gal"), ind = seq_along(rate) - 1)

# The z that EBImoran.mc makes: Assunção and Reis (1999).
standardise <- function(e, b) {
  mean <- sum(e) / sum(b)
  between <- sum(b * (e / b - mean)^2) / sum(b) - mean / (sum(b) / length(b))
  v <- between + mean / b
  v[v < 0] <- (mean / b)[v < 0]
  (e / b - mean) / sqrt(v)
}
eb <- standardise(events, exposure)

# ---- global
rows <- expand.grid(
  all = c(FALSE, TRUE), binary = c(FALSE, TRUE), randomised = c(TRUE, FALSE), measure = c("rate", "eb"),
  stringsAsFactors = FALSE
)
global <- do.call(rbind, lapply(seq_len(nrow(rows)), function(r) {
  weights <- nb2listw(neighbours, style = if (rows$binary[r]) "B" else "W", zero.policy = TRUE)
  test <- moran.test(get(rows$measure[r]), weights,
    randomisation = rows$randomised[r], zero.policy = TRUE,
    adjust.n = !rows$all[r], alternative = "greater"
  )
  cbind(rows[r, ], t(test$estimate), test$statistic)
}))
names(global)[5:8] <- c("value", "expected", "variance", "z")
for (name in c("value", "expected", "variance", "z")) global[[name]] <- sprintf("%.15g", global[[name]])
for (name in c("all", "binary", "randomised")) global[[name]] <- as.integer(global[[name]])
# EBImoran.mc makes its own z: the same figure, so that the z above is what it is.
weights <- nb2listw(neighbours, style = "W", zero.policy = TRUE)
mc <- EBImoran.mc(events, exposure, weights, nsim = 9, zero.policy = TRUE)
stopifnot(abs(mc$statistic - as.numeric(global$value[global$all == 1 & global$binary == 0 & global$randomised == 1 &
  global$measure == "eb"])) < 1e-12)
write.csv(global, file.path(folder, "moran.csv"), row.names = FALSE, quote = FALSE)

# ---- local, of the standardised rate
local <- localmoran_perm(eb, weights, nsim = 9999, zero.policy = TRUE)
p <- local[, "Pr(folded) Sim"]
star <- localG(eb, nb2listw(include.self(neighbours), style = "B"))
write.csv(
  data.frame(
    code = wijken$code, events = events, exposure = exposure, eb = sprintf("%.7g", eb),
    local = ifelse(card(neighbours) == 0, "", sprintf("%.7g", local[, "Ii"])),
    p = ifelse(card(neighbours) == 0, "", sprintf("%.4f", p)), star = sprintf("%.7g", as.numeric(star))
  ),
  file.path(folder, "wijken.csv"), row.names = FALSE, quote = FALSE
)

# ---- false discovery rate: how many of these p-values, as written, p.adjust lets stand
written <- round(p[card(neighbours) > 0], 4)
rate_of <- c(0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
significant <- sapply(rate_of, function(rate) sum(p.adjust(written, "BH") <= rate))
write.csv(data.frame(rate = rate_of, significant = significant), file.path(folder, "significant.csv"),
  row.names = FALSE, quote = FALSE
)
