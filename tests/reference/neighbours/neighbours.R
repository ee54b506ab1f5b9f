# SPDX-License-Identifier: EUPL-1.2
# Neighbours of real areas by R spdep and, through sf, by GEOS: neighbours.csv, a line a rule with the numbers of areas,
# links and islands and a checksum of the links; left_out.txt, the wijken without population or percentage of children.
#   Rscript tests/reference/neighbours/neighbours.R ../shared/data/real      (about ten minutes, GEOS nearly all of it)
# Made with R 4.2.2, spdep 1.2-7, sf 1.0-9 (GEOS 3.11.1).
#
# poly2nb compares vertices alone; "boundary" is every pair of boundaries within a millimetre, wherever along the edges;
# "piece" is every pair whose boundaries have more than a millimetre in common. spdep's rook, two vertices in common, is
# neither: its links are kept for the number.
suppressMessages({library(sf); library(spdep)})
real <- commandArgs(trailingOnly = TRUE)[1]
here <- "tests/reference/neighbours"

# h <- 31 h + x modulo 2^31 - 1, over both areas (counted from 1) of each link, ascending.
checksum <- function(nb) {
    h <- 0
    for (i in seq_along(nb))
        for (j in nb[[i]][nb[[i]] > 0]) for (x in c(i, j)) h <- (31 * h + x) %% 2147483647
    h
}

lines <- "areas,rule,parameter,count,links,islands,checksum"
keep <- function(areas, rule, parameter, nb) {
    sizes <- sapply(nb, function(n) sum(n > 0))
    lines <<- c(lines, sprintf("%s,%s,%g,%d,%d,%d,%.0f", areas, rule, parameter, length(nb), sum(sizes), sum(sizes == 0),
                               checksum(nb)))
}

boundaries_of <- function(areas) st_set_crs(st_boundary(st_geometry(areas)), NA)

meeting <- function(areas) {
    near <- st_is_within_distance(boundaries_of(areas), dist = 0.001)
    lapply(seq_along(near), function(i) setdiff(near[[i]], i))
}

with_piece <- function(areas, met) {
    lines <- boundaries_of(areas)
    common <- function(i) sapply(met[[i]], function(j) sum(st_length(st_intersection(lines[i], lines[j]))))
    lapply(seq_along(met), function(i) if (length(met[[i]]) > 0) met[[i]][common(i) > 0.001] else integer(0))
}

all_rules <- function(name, areas, code) {
    areas <- areas[order(areas[[code]], method = "radix"), ]
    centre <- st_coordinates(st_centroid(st_geometry(areas)))
    keep(name, "queen", 0.001, poly2nb(areas, snap = 0.001))
    keep(name, "rook", 0.001, poly2nb(areas, queen = FALSE, snap = 0.001))
    for (k in c(1, 6)) keep(name, "nearest", k, knn2nb(knearneigh(centre, k = k)))
    keep(name, "distance", 3000, dnearneigh(centre, 0, 3000))
    met <- meeting(areas)
    keep(name, "boundary", 0.001, met)
    if (name == "wijken_2022") keep(name, "piece", 0.001, with_piece(areas, met))
}

wijken <- st_read(file.path(real, "wijken_2022.gpkg"), quiet = TRUE)
lacks <- is.na(wijken$population) | is.na(wijken$pop_0_14)
writeLines(sort(wijken$code[lacks], method = "radix"), file.path(here, "left_out.txt"))
all_rules("wijken_2022", wijken[!lacks, ], "code")
all_rules("buurten_2024", st_read(file.path(real, "wijkenbuurten_2024.gpkg"), "buurten", quiet = TRUE), "buurtcode")
writeLines(lines, file.path(here, "neighbours.csv"))
