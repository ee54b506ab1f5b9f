#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Areas with faults: invalid shapes are repaired and told one by one, a wrong coordinate system is refused.
. "$(dirname "$0")/lib.sh"
run_project buurten-2014-invalid
rejected=$work/out/rejected.csv
is "buurten" 11691 "$(ogrinfo -so -al "$work/out/buurten.geojson" 2>/dev/null | sed -n 's/^Feature Count: //p')"
is "never had a geometry" 545 "$(count "$rejected" "kind = 'empty' AND reason LIKE '%the source has no geometry%'")"
# 1,344 shapes are invalid as drawn; projection makes a few more touch themselves.
repaired=$(count "$rejected" "kind = 'repair' AND file LIKE '%.gpkg'")
is "repaired as drawn" 1344 "$repaired"
later=$(count "$rejected" "kind = 'repair' AND file NOT LIKE '%.gpkg'")
[ "$later" -lt 30 ] || fail "repaired after projection: $later"
is "repairs say before and after" "$((repaired + later))" "$(count "$rejected" "kind = 'repair' AND reason LIKE '%; repaired, area % m2 before, % m2 after'")"
invalid=$(sqlite3 "$work/out/kansenkompas.gpkg" "SELECT count(*) FROM buurten" >/dev/null && ogrinfo -q -dialect sqlite \
    -sql "SELECT count(*) AS n FROM buurten WHERE geom IS NOT NULL AND NOT ST_IsValid(geom)" "$work/out/kansenkompas.gpkg" 2>/dev/null |
    sed -n 's/.*n (Integer) = //p')
is "invalid in the output" 0 "$invalid"
is "wijken by union" 2738 "$(sqlite3 "$work/out/kansenkompas.gpkg" 'SELECT count(*) FROM wijken')"
is "gemeenten by union" 403 "$(sqlite3 "$work/out/kansenkompas.gpkg" 'SELECT count(*) FROM gemeenten')"

cat > "$work/project.yaml" <<Y
project: {name: squares, title: Squares, period: 2024}
areas:
  sources:
    - file: $data/dirty/vierkanten_100m_wrong_crs.gpkg
Y
code=0
"$engine" check "$work/project.yaml" > "$work/log" 2>&1 || code=$?
is "wrong coordinate system: exit code" 4 "$code"
grep -q 'says EPSG:3857 .*these are RD coordinates (EPSG:28992): add `crs: EPSG:28992`' "$work/log" || { cat "$work/log"; fail "message"; }
is "one line" 1 "$(wc -l < "$work/log")"

cat > "$work/project.yaml" <<Y
project: {name: ermelo, title: Ermelo, period: 2021}
areas:
  sources:
    - file: $data/dirty/buurten_ermelo_sentinels.gpkg
Y
"$engine" check "$work/project.yaml" > "$work/log" 2>&1 || { cat "$work/log"; fail "sentinels"; }
grep -qE 'level buurt +17 areas' "$work/log" || { cat "$work/log"; fail "buurten of Ermelo"; }
