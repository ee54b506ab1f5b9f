# SPDX-License-Identifier: EUPL-1.2
# Makes the files beside it: R 4.2.2, MASS 7.3-58.2, sandwich 3.0-2, car 3.1-1, sf 1.0-9.
#   Rscript tests/reference/regression/reference.R wijken_2022.gpkg
# wijken.csv  wijken with all figures (CBS, Wijk- en buurtkaart 2022): children below 15 among the inhabitants.
# quine.csv   absences from school of 146 children (MASS::quine), as dummies.
# fits.csv    what R makes of them; areas.csv the same of some sixty rows.
suppressMessages({library(sf); library(MASS); library(sandwich); library(car)})

here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
file <- function(name) file.path(here, name)
write <- function(table, name) write.csv(table, file(name), row.names = FALSE, quote = FALSE)

w <- st_drop_geometry(st_read(commandArgs(TRUE)[1], quiet = TRUE))
w <- with(w, data.frame(code, events = round(population * pop_0_14 / 100), exposure = population, income_low,
                        dwelling_ownership, employment_rate, edu_appl_sci))
w <- w[complete.cases(w) & w$exposure > 0, ]
write(w, "wijken.csv")

q <- with(MASS::quine, data.frame(row = seq_along(Days), events = Days, exposure = 1, Eth = +(Eth == "N"),
                                  Sex = +(Sex == "M"), F1 = +(Age == "F1"), F2 = +(Age == "F2"), F3 = +(Age == "F3"),
                                  Lrn = +(Lrn == "SL")))
write(q, "quine.csv")

tight <- glm.control(epsilon = 1e-15, maxit = 100)

# glm.nb's turns, with both parts solved to the last digits.
fit_nb <- function(formula, data) {
    theta <- glm.nb(formula, data = data)$theta
    for (turn in 1:50) {
        fit <- glm(formula, negative.binomial(theta, link = "log"), data, control = tight)
        next_theta <- theta.ml(data$events, fitted(fit), limit = 200, eps = 1e-13)
        if (abs(next_theta / theta - 1) < 1e-13) break
        theta <- c(next_theta)
    }
    list(fit = fit, theta = theta, theta_error = attr(next_theta, "SE"))
}

describe <- function(name, data, fit, theta = NA, theta_error = NA) {
    n <- nrow(data); k <- length(coef(fit)); v <- vcovHC(fit, "HC3"); x <- model.matrix(fit)
    se <- sqrt(diag(v)); t <- coef(fit) / se
    row <- function(what, term, value) data.frame(fit = name, what, term, value = sprintf("%.15g", value))
    ll <- if (is.na(theta)) NA else sum(dnbinom(data$events, theta, mu = fitted(fit), log = TRUE))
    totals <- rbind(row("coefficient", names(t), coef(fit)), row("error", names(t), se),
                    row("p", names(t), 2 * pt(-abs(t), n - k)), row("vif", names(t)[-1], vif(fit)),
                    row("dispersion", "", sum(residuals(fit, "pearson")^2) / (n - k)),
                    row("explained", "", 1 - deviance(fit) / fit$null.deviance),
                    row("theta", "", theta), row("theta_error", "", theta_error), row("aic", "", 2 * (k + 1) - 2 * ll))
    some <- seq(1, n, max(1, n %/% 60))
    rates <- data.frame(fit = name, row = some, rate = sprintf("%.15g", (fitted(fit) / data$exposure)[some]),
                        log_error = sprintf("%.15g", sqrt(rowSums((x %*% v) * x))[some]),
                        leverage = sprintf("%.15g", hatvalues(fit)[some]))
    list(totals = totals, rates = rates)
}

of_wijken <- events ~ income_low + dwelling_ownership + employment_rate + edu_appl_sci + offset(log(exposure))
of_quine <- events ~ Eth + Sex + F1 + F2 + F3 + Lrn
nb_w <- fit_nb(of_wijken, w)
nb_q <- fit_nb(of_quine, q)
few <- w[seq(1, nrow(w), 150), ]
all <- list(
    describe("wijken_quasipoisson", w, glm(of_wijken, quasipoisson, w, control = tight)),
    describe("few_quasipoisson", few, glm(of_wijken, quasipoisson, few, control = tight)),
    describe("quine_quasipoisson", q, glm(of_quine, quasipoisson, q, control = tight)),
    describe("wijken_negative_binomial", w, nb_w$fit, nb_w$theta, nb_w$theta_error),
    describe("quine_negative_binomial", q, nb_q$fit, nb_q$theta, nb_q$theta_error))
write(do.call(rbind, lapply(all, `[[`, "totals")), "fits.csv")
write(do.call(rbind, lapply(all, `[[`, "rates")), "areas.csv")
