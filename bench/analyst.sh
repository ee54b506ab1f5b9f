#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# analyst.sh GEOPACKAGE KWB.csv YEAR ENCODING DATABASE FOLDER — the same outputs as those of bench/project.yaml, by the
# script that an analyst would write: \copy, ogr2ogr in, SQL, ogr2ogr out. No checks of geometry or figures, no coverage
# report.
set -eu
areas=$1 figures=$2 year=$3 encoding=$4 database=$5 out=$6
here=$(dirname "$0")
mkdir -p "$out"
rm -f "$out"/*

# The names of the CSV's columns: without byte order mark and blanks.
columns=$(head -n 1 "$figures" | sed 's/^\xEF\xBB\xBF//; s/[ \r]//g; s/;/ text, /g')
psql -qX -v ON_ERROR_STOP=1 "$database" \
    -c 'SET client_min_messages = warning' \
    -c 'DROP TABLE IF EXISTS figures, gemeenten, wijken, buurten' \
    -c 'DROP SCHEMA IF EXISTS raw CASCADE' \
    -c 'CREATE SCHEMA raw' \
    -c "CREATE TABLE raw.kwb ($columns text)" \
    -c "\\copy raw.kwb FROM '$figures' (FORMAT csv, HEADER, DELIMITER ';', ENCODING '$encoding')"

ogr2ogr -f PostgreSQL "$database" "$areas" gemeenten wijken buurten \
    --config PG_USE_COPY YES -lco SCHEMA=raw -lco GEOMETRY_NAME=geom -nlt MULTIPOLYGON

psql -qX -v ON_ERROR_STOP=1 -v year="$year" "$database" -f "$here/analyst.sql" > "$out/indicators.csv"

for level in gemeenten wijken buurten; do
    ogr2ogr -f GeoJSON "$out/$level.geojson" "$database" "$level" -lco RFC7946=YES -lco COORDINATE_PRECISION=6
done
ogr2ogr -f GPKG "$out/kansenkompas.gpkg" "$database" gemeenten wijken buurten --config OGR_SQLITE_SYNCHRONOUS OFF
