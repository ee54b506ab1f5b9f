# SPDX-License-Identifier: EUPL-1.2
# Local Moran with 9,999 conditional permutations of the buurten: this engine beside R's spdep, libgeoda (from npm) and PySAL's
# esda, where python3 has it, on the same figures and links. Sourced by bench/run.sh for the real set.

pattern=$PWD/build/release/bench/pattern
permutations=9999
spdep_permutations=999

pattern_value() { sed -n "s/^$1=//p" "$work/pattern.$2"; }

install_geoda() {
    command -v npm > /dev/null || return 1
    [ -d bench/geoda/node_modules ] || (cd bench/geoda && npm ci --no-audit --no-fund > "$work/npm" 2>&1)
}

# ---- the contestants: each leaves its lines in pattern.NAME --------------------------------------------------------
pattern_turn() {
    "$pattern" "$project" "$permutations" "$work/pattern" > "$work/pattern.own"
    for threads in 1 2; do pattern_value "local $threads" own >> "$results/local $threads"; done
    [ "$has_spdep" = no ] || spdep_turn
    [ "$has_geoda" = no ] || geoda_turn
    [ "$has_esda" = no ] || esda_turn
}

# Its time is that of its draws: it is asked for a tenth.
spdep_turn() {
    Rscript bench/pattern.R "$work/pattern" "$spdep_permutations" > "$work/pattern.spdep"
    echo "$(pattern_value spdep spdep) $permutations $spdep_permutations" | awk '{ print $1 * $2 / $3 }' >> "$results/spdep"
}

geoda_turn() {
    node bench/geoda/local.mjs "$work/pattern/buurten.geojson" "$work/pattern" "$permutations" > "$work/pattern.geoda"
    pattern_value geoda geoda >> "$results/geoda"
}

esda_turn() {
    python3 -W ignore bench/pattern.py "$work/pattern" "$permutations" > "$work/pattern.esda"
    pattern_value esda esda >> "$results/esda"
}

# ---- one set -------------------------------------------------------------------------------------------------------
pattern_peers() {
    has_spdep=no has_geoda=no has_esda=no
    ! Rscript -e 'library(spdep)' > /dev/null 2>&1 || has_spdep=yes
    ! install_geoda || has_geoda=yes
    ! python3 -W ignore -c 'import esda, numba' > /dev/null 2>&1 || has_esda=yes
    echo "peers here: spdep $has_spdep, libgeoda $has_geoda, PySAL $has_esda"
}

report_pattern() {
    print_head
    [ "$has_spdep" = no ] || print_row "beside spdep, both 2 threads" "local 2" "spdep" 20
    [ "$has_geoda" = no ] || print_row "beside libgeoda, both 1 thread" "local 1" "geoda" 1
    [ "$has_esda" = no ] || print_row "beside PySAL, both 1 thread" "local 1" "esda" 1
    of_series "local 1" | awk -v n="$permutations" -v areas="$(pattern_value areas own)" \
        '{ printf "a permutation of all %d areas: %.2f microseconds with one thread\n", areas, $1 / n * 1e6 }'
    [ "$has_spdep" = no ] || echo "spdep $(pattern_value spdep_version spdep), localmoran_perm: $spdep_permutations permutations, times" \
        "$permutations/$spdep_permutations; $(pattern_value spdep_checked spdep) statistics and p-values compared"
    [ "$has_geoda" = no ] || echo "libgeoda, jsgeoda $(node -p 'require("./bench/geoda/package.json").dependencies.jsgeoda')" \
        "(WebAssembly): $(pattern_value geoda_links geoda) links of its own; $(pattern_value geoda_checked geoda) compared"
    [ "$has_esda" = no ] || echo "esda $(pattern_value esda_version esda): $(pattern_value esda_checked esda) compared"
}

# bench_pattern TURNS
bench_pattern() {
    results=$work/$name.pattern
    mkdir -p "$results" "$work/pattern"
    ogr2ogr -f GeoJSON "$work/pattern/buurten.geojson" "$areas" buurten -select buurtcode -lco RFC7946=NO \
        -lco COORDINATE_PRECISION=3
    echo "-- Local Moran, $permutations permutations, $1 runs; load $(cut -d ' ' -f 1 /proc/loadavg)"
    pattern_peers
    for turn in $(seq "$1"); do pattern_turn; done
    echo "$(pattern_value areas own) buurten, $(pattern_value links own) links, at most $(pattern_value most own) of one"
    report_pattern
    rm -rf "$work/pattern"
}
