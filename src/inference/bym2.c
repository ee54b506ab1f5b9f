/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/bym2.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>

static const double z95 = 1.959963984540054;

/* ---- σ and φ ---- */

static double log_sigma(const kk_bym2_point *point)
{
    return point->at.log_sigma;
}

static double logit_phi(const kk_bym2_point *point)
{
    return point->at.logit_phi;
}

/* 95% of a coordinate by its first three moments (Cornish & Fisher 1938): a lattice has them far more precisely than
   quantiles. */
static void put_bounds(const kk_bym2_lattice *lattice, double (*coordinate)(const kk_bym2_point *), kk_estimate *out)
{
    double mean = 0, variance = 0, third = 0;
    for (size_t p = 0; p < lattice->count; p++) mean += lattice->point[p].weight * coordinate(&lattice->point[p]);
    for (size_t p = 0; p < lattice->count; p++) {
        double off = coordinate(&lattice->point[p]) - mean;
        variance += lattice->point[p].weight * off * off;
        third += lattice->point[p].weight * off * off * off;
    }
    double spread = sqrt(variance), lean = variance > 0 ? third / (variance * spread) * (z95 * z95 - 1) / 6 : 0;
    out->lower = mean + spread * (lean - z95);
    out->upper = mean + spread * (lean + z95);
}

static double inverse_logit(double x)
{
    return 1 / (1 + exp(-x));
}

static void summarise(const kk_bym2_lattice *lattice, bool spatial, kk_bym2 *out)
{
    out->fitted = true;
    out->points = (unsigned)lattice->count;
    out->failed = lattice->failed;
    out->sigma.value = out->effective = 0;
    double phi = 0;
    for (size_t p = 0; p < lattice->count; p++) {
        const kk_bym2_point *point = &lattice->point[p];
        out->sigma.value += point->weight * exp(point->at.log_sigma);
        phi += point->weight * inverse_logit(point->at.logit_phi);
        out->effective += point->weight * point->effective;
        out->steps = point->steps > out->steps ? point->steps : out->steps;
    }
    put_bounds(lattice, log_sigma, &out->sigma);
    out->sigma.lower = exp(out->sigma.lower);
    out->sigma.upper = exp(out->sigma.upper);
    if (!spatial) return;
    put_bounds(lattice, logit_phi, &out->phi);
    out->phi = (kk_estimate){phi, inverse_logit(out->phi.lower), inverse_logit(out->phi.upper)};
}

/* ---- the areas ---- */

static kk_status put_rates(const kk_bym2_model *model, const kk_bym2_lattice *lattice, int threads,
                           kk_smoothed_rate *rate, kk_error *err)
{
    double *room = malloc((size_t)threads * KK_BYM2_ROOM * sizeof *room);
    if (room == NULL) return kk_fail_memory(err);
#pragma omp parallel for schedule(static) num_threads(threads)
    for (size_t i = 0; i < model->count; i++)
        rate[i] = kk_bym2_area_rate(model, lattice, i, room + (size_t)omp_get_thread_num() * KK_BYM2_ROOM);
    free(room);
    return KK_OK;
}

/* ---- the fit ---- */

/* False where a flat β has no posterior: without events, and where everyone has one. */
static bool find_centre(kk_bym2_model *model)
{
    double events = 0, exposure = 0;
    for (size_t i = 0; i < model->count; i++) {
        events += model->data.rates.events[i];
        exposure += model->data.rates.exposure[i];
    }
    bool poisson = model->data.family == KK_RATE_POISSON;
    model->centre = log(events / (poisson ? exposure : exposure - events));
    return model->count >= 2 && isfinite(model->centre);
}

kk_status kk_bym2_fit(const kk_bym2_data *data, int threads, kk_smoothed_rate *rate, kk_bym2 *out, kk_error *err)
{
    static const kk_estimate none = {NAN, NAN, NAN};
    kk_bym2_model model = {.data = *data, .count = data->neighbours->count};
    kk_bym2_lattice lattice = {0};
    *out = (kk_bym2){.sigma = none, .phi = none, .effective = NAN};
    for (size_t i = 0; i < model.count; i++) rate[i] = (kk_smoothed_rate){NAN, NAN, NAN, NAN};
    kk_status status = kk_bym2_map_make(data->neighbours, &model.map, err);
    out->components = model.map.components;
    out->islands = model.map.islands;
    if (status != KK_OK || !find_centre(&model)) goto done;
    status = kk_bym2_lattice_make(&model, threads, &lattice, err);
    if (status != KK_OK || lattice.count == 0) goto done;
    summarise(&lattice, model.map.components > 0, out);
    status = put_rates(&model, &lattice, threads, rate, err);
done:
    kk_bym2_lattice_clear(&lattice);
    kk_bym2_map_clear(&model.map);
    return status;
}
