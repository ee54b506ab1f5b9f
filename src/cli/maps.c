/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/maps.h"

kk_status kk_run_write_maps(kk_run *run, kk_error *err)
{
    return kk_write_geojson(run->release, &run->projection, run->folder, run->threads, err);
}
