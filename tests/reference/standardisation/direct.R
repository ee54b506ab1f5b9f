# SPDX-License-Identifier: EUPL-1.2
# Directly standardised rates with the interval of Fay & Feuer (1997), by epitools::ageadjust.direct: Down syndrome by
# mother's age (strata) and birth order (areas), Fleiss (1981, p. 249), which is Table 1 of Fay & Feuer; and small areas with
# few events. Made with R 4.2.2, epitools 0.5-10.1, from the folder of the project:
#   Rscript tests/reference/standardisation/direct.R > tests/reference/standardisation/direct.csv
library(epitools)
down <- list(
  persons = cbind(c(230061, 329449, 114920, 39487, 14208, 3052), c(72202, 326701, 208667, 83228, 28466, 5375),
                  c(15050, 175702, 207081, 117300, 45026, 8660), c(2293, 68800, 132424, 98301, 46075, 9834),
                  c(327, 30666, 123419, 149919, 104088, 34392)),
  events = cbind(c(107, 141, 60, 40, 39, 25), c(25, 150, 110, 84, 82, 39), c(3, 71, 114, 103, 108, 75),
                 c(1, 26, 64, 89, 137, 96), c(0, 8, 63, 112, 262, 295)))
down$standard <- rowMeans(down$persons)
set.seed(5)
small <- list(persons = matrix(sample(5:400, 60 * 6, TRUE), 6), standard = c(900, 800, 1200, 1000, 300, 50))
small$events <- matrix(rpois(60 * 6, small$persons * 0.02 * (1:6)), 6)
small$events[, 1] <- c(1, 0, 0, 0, 0, 0)
row <- function(set, area) {
  rate <- ageadjust.direct(set$events[, area], set$persons[, area], stdpop = set$standard)
  c(set$events[, area], set$persons[, area], set$standard, formatC(rate[-1], digits = 12, format = "g"))
}
out <- rbind(t(sapply(1:5, function(area) row(down, area))), t(sapply(1:60, function(area) row(small, area))))
colnames(out) <- c(paste0("events", 1:6), paste0("persons", 1:6), paste0("standard", 1:6), "rate", "lower", "upper")
write.csv(out, stdout(), row.names = FALSE, quote = FALSE)
