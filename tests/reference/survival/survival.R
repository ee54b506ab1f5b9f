# SPDX-License-Identifier: EUPL-1.2
# Kaplan-Meier and Aalen-Johansen estimates of R's survival (3.5-3, R 4.2.2) on made spells: spells.csv and expected.csv.
# Run here: Rscript survival.R
suppressMessages(library(survival))
set.seed(20221)
n <- 400
days <- pmin(rgeom(n, 0.01) + rbinom(n, 3, 0.5), 365L)
event <- sample(0:2, n, replace = TRUE, prob = c(0.25, 0.5, 0.25))
event[days == 365] <- 0
spells <- data.frame(days, event)
write.csv(spells, "spells.csv", row.names = FALSE, quote = FALSE)

at <- c(1, 7, 30, 91, 180, 300)
rows <- NULL
one <- summary(survfit(Surv(days, event > 0) ~ 1, conf.type = "log-log"), times = at)
rows <- rbind(rows, data.frame(method = "kaplan_meier", cause = 1, days = at, value = 1 - one$surv,
                               lower = 1 - one$upper, upper = 1 - one$lower))
state <- factor(event, 0:2, c("censored", "a", "b"))
all <- summary(survfit(Surv(days, state) ~ 1), times = at)
for (cause in 1:2) rows <- rbind(rows, data.frame(method = "aalen_johansen", cause, days = at,
                                                  value = all$pstate[, cause + 1], lower = NA, upper = NA))
half <- quantile(survfit(Surv(days, event > 0) ~ 1, conf.type = "log-log"), 0.5)
rows <- rbind(rows, data.frame(method = "median", cause = 1, days = NA, value = half$quantile, lower = half$lower,
                               upper = half$upper))
rows[4:6] <- lapply(rows[4:6], function(x) format(x, digits = 15, trim = TRUE))
write.csv(rows, "expected.csv", row.names = FALSE, quote = FALSE)
