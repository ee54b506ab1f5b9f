#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A stage includes headers of core and of earlier stages only; libpq appears in store alone, GDAL where vectors, sheets and
# GeoPackages are read and written alone, PROJ and GEOS in geo alone.
set -eu
cd "$(dirname "$0")/../.."
order='core config ingest geo measure store aggregate indicators protection disclosure inference statistics guide draw tiles publish report audit cli'

rank() {
    n=0
    for stage in $order; do
        [ "$stage" = "$1" ] && { echo $n; return; }
        n=$((n + 1))
    done
    echo "unknown stage '$1'" >&2
    echo 99
}

# The stage a header of include/kk belongs to. release.h is the table as all stages from config on may see it.
stage_of_header() {
    case $1 in
        error | arena | log | figure | words | areas | rejects | records | estimate_frame | random | sheet) echo core ;;
        release | config_types | config_guide | guide_types | config_estimates | config_statistics | config_disclosure | config_output | publication) echo config ;;
        intake | cohort | stories | lists | baseline | publication_files) echo ingest ;;
        locate | neighbours | merge | topology) echo geo ;;
        estimates) echo aggregate ;;
        indicators | moments | moment_lanes | shrinkage) echo core ;; # pure kernels: arithmetic that any stage may use
        moran | scan | smoothing | standardisation | bym2 | regression | ranks | change | inequality) echo inference ;;
        classes | legend | draw) echo draw ;;
        boundaries | detail) echo geo ;;
        published_map) echo ingest ;;
        viewer) echo publish ;;
        report_pdf) echo report ;;
        rounding) echo protection ;;
        elementary | need | need_draws | targets | evaluation | allocation | siting) echo guide ;;
        *) echo "$1" ;;
    esac
}

bad=0
for file in src/*/*.[ch] include/kk/*.h; do
    case $file in
        src/*) stage=$(basename "$(dirname "$file")") ;;
        *) stage=$(stage_of_header "$(basename "$file" .h)") ;;
    esac
    here=$(rank "$stage")
    for header in $(sed -n 's/^#include "\([^"]*\)".*/\1/p' "$file"); do
        case $header in
            kk/*) from=$(stage_of_header "$(basename "$header" .h)") ;;
            embedded.h) continue ;;
            *) from=$(dirname "$header") ;;
        esac
        if [ "$(rank "$from")" -gt "$here" ]; then
            echo "$file ($stage) includes $header of the later stage $from"
            bad=1
        fi
    done
done

# Headers are named from the top of src/ or include/, as this script reads them.
odd=$(grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*("\.\.?/|".*/\.\.?/|<kk/)|^[[:space:]]+#[[:space:]]*include|^#[[:space:]]+include' \
    src/*/*.[ch] include/kk/*.h || true)
[ -z "$odd" ] || { echo "write '#include \"folder/file.h\"': $odd"; bad=1; }

# What is made of a release may see nothing else: not what is raw, nor what of the release only its gate knows.
seen='error|arena|log|figure|areas|random|config|config_types|config_statistics|release|neighbours|indicators|moments|shrinkage|statistics'
seen="$seen|moran|scan|smoothing|standardisation|bym2|regression|ranks|change|inequality"
raw=$(grep -nE '^#include "|struct kk_release[^a-z_]' src/inference/*.[ch] src/statistics/*.[ch] include/kk/statistics.h |
    grep -vE "#include \"(kk/($seen)\.h|(inference|statistics|indicators)/[a-z0-9_]*\.h)\"" || true)
[ -z "$raw" ] || { echo "statistics may not see what is not released: $raw"; bad=1; }

seen="$seen|guide_types|sheet|guide|geo|locate|elementary|need|need_draws|targets|evaluation|allocation|siting|baseline"
raw=$(grep -nE '^#include "|struct kk_release[^a-z_]' src/guide/*.[ch] include/kk/guide.h |
    grep -vE "#include \"(kk/($seen)\.h|core/decimal\.h|(guide|protection|statistics)/[a-z0-9_]*\.h)\"" || true)
[ -z "$raw" ] || { echo "the guide may not see what is not released: $raw"; bad=1; }

only() { # only PATTERN-OF-HEADER ALLOWED-FILES-REGEX
    found=$(grep -lE "^#include <($1)>" src/*/*.[ch] include/kk/*.h data/generator/*.[ch] | grep -vE "$2|^data/generator/" || true)
    [ -z "$found" ] || { echo "<$1> is not for: $found"; bad=1; }
}
only 'libpq-fe.h' '^src/store/'
only 'gdal.h|ogr_.*\.h|cpl_.*\.h' '^src/ingest/(vector|crs|sheet|areas_read|published_map)|^src/publish/(geopackage|flatgeobuf|versions)'
only 'cholmod.h' '^src/inference/ldl|^src/publish/versions'
only 'glpk.h' '^src/protection/|^src/publish/versions'
only 'geos_c.h' '^src/geo/|^src/publish/versions'
only 'proj.h' '^src/geo/|^src/publish/versions'
only 'sqlite3.h' '^src/publish/(mbtiles|versions)'
only 'cairo.*|pango/.*' '^src/draw/|^src/report/|^src/cli/map\.c|^include/kk/(draw|report_pdf)\.h|^src/publish/versions'
exit $bad
