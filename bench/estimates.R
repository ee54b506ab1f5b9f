# SPDX-License-Identifier: EUPL-1.2
# Rscript estimates.R COHORT.csv CELLS.csv COUNT — the estimates of COUNT cells of CELLS.csv one by one, as an R user makes
# them and KansenKaart's function does: filter the persons, fit a line, predict. Prints `cell_ms`, the milliseconds a cell
# (median), and `checked`; estimates and intervals must be those of CELLS.csv.
# Rscript estimates.R ESTIMATES.csv — reads the output as R does, and checks names and types of its columns.
arguments <- commandArgs(trailingOnly = TRUE)

windows <- list(
  Very_Low = c(from = 0, to = 0.20, at = 0.10), Low = c(from = 0.15, to = 0.35, at = 0.25),
  Mid = c(from = 0.40, to = 0.60, at = 0.50), High = c(from = 0.65, to = 0.85, at = 0.75),
  Very_High = c(from = 0.80, to = 1, at = 0.90)
)

filter_group <- function(persons, column, group) {
  if (group == "all") return(persons)
  if (group == "has_migration") return(persons[persons$has_migration == 1, ])
  persons[persons[[column]] == group, ]
}

estimate_cell <- function(cohort, cell) {
  persons <- cohort
  if (cell$region_type != "all") persons <- persons[persons[[cell$region_type]] == cell$region_id, ]
  persons <- filter_group(persons, "sex", cell$gender_group)
  persons <- filter_group(persons, "migration_background", cell$migration_group)
  persons <- filter_group(persons, "type_household", cell$household_group)
  window <- windows[[cell$income_group]]
  if (is.null(window)) {
    model <- lm(reformulate("1", cell$outcome), persons)
    at <- data.frame(income_parents_perc = 0)
  } else {
    rank <- persons$income_parents_perc
    model <- lm(reformulate("income_parents_perc", cell$outcome),
                persons[rank >= window[["from"]] & rank <= window[["to"]], ])
    at <- data.frame(income_parents_perc = window[["at"]])
  }
  c(n = nobs(model), predict(model, at, interval = "confidence"))
}

is_same <- function(ours, theirs) isTRUE(all.equal(unname(ours), unname(theirs), tolerance = 1e-9))

measure_cells <- function(cohort, cells, count) {
  set.seed(1)
  cells <- cells[cells$n >= 10 & cells$outcome %in% names(cohort) & cells$region_type %in% c("all", names(cohort)), ]
  cells <- cells[sample(nrow(cells), count), ]
  milliseconds <- vapply(seq_len(count), function(i) {
    cell <- cells[i, ]
    seconds <- system.time(made <- estimate_cell(cohort, cell))[["elapsed"]]
    if (!is_same(as.numeric(cell[c("n", "est", "lwr", "upr")]), made)) stop("R gives another estimate: ", toString(cell))
    1000 * seconds
  }, 0)
  cat(sprintf("cell_ms=%.1f\nchecked=%d\n", median(milliseconds), count))
}

check_output <- function(file) {
  estimates <- read.csv(file, nrows = 200000, na.strings = "")
  types <- c(outcome = "character", income_group = "character", gender_group = "character", migration_group = "character",
             household_group = "character", region_type = "character", region_id = "character", n = "integer",
             est = "numeric", lwr = "numeric", upr = "numeric")
  stopifnot(identical(vapply(estimates, class, ""), types), !anyNA(estimates$est), all(estimates$n >= 10))
  cat(sprintf("rows_read=%d\n", nrow(estimates)))
}

if (length(arguments) == 1) {
  check_output(arguments)
} else {
  measure_cells(read.csv(arguments[1]), read.csv(arguments[2]), as.integer(arguments[3]))
}
