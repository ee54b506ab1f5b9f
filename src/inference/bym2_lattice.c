/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/bym2.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

enum { MODE_STEPS_MAX = 40, STENCIL = 9, STENCIL_OF_SIGMA = 3, TRIALS = 4 };
enum { REACH = 12, SIDE = 2 * REACH + 1, PLACES = SIDE * SIDE };

static const double difference = 0.05;  /* of a derivative by differences */
static const double flattest = 0.1;     /* a smaller second derivative is taken for this one */
static const double longest = 1.5;      /* step to the mode */
static const double near_enough = 0.01; /* gain of a step, in log density */
static const double drop = 7;           /* below the mode: what is lower is left out */
static const double log_sigma_min = -10, log_sigma_max = 3, logit_phi_max = 12;

/* A place in the lattice, or a step: in log σ and logit φ. */
typedef struct pair {
    double sigma, phi;
} pair;

typedef struct search {
    const kk_bym2_model *model;
    int threads;
    kk_latent *latent;    /* [thread] */
    double *start, *mode; /* [area] η: where each mode is looked for from; that of the first of what was last fitted */
    bool spatial;
    pair centre;
    double density; /* at the centre */
    pair axis[2];   /* principal, one standard deviation each */
} search;

static kk_bym2_hyper hyper_at(const search *of, pair at)
{
    return (kk_bym2_hyper){at.sigma, of->spatial ? at.phi : -INFINITY};
}

static bool is_inside(pair at)
{
    return at.sigma >= log_sigma_min && at.sigma <= log_sigma_max && fabs(at.phi) <= logit_phi_max;
}

/* ---- the mode of (σ, φ) ---- */

static void evaluate(search *of, const pair *at, int count, double *density)
{
#pragma omp parallel for schedule(dynamic, 1) num_threads(of->threads)
    for (int k = 0; k < count; k++) {
        kk_latent *latent = &of->latent[omp_get_thread_num()];
        density[k] = is_inside(at[k]) ? kk_latent_fit(latent, hyper_at(of, at[k]), of->start) : -INFINITY;
        if (k == 0 && isfinite(density[0])) memcpy(of->mode, latent->now.eta, of->model->count * sizeof *of->mode);
    }
    if (!isfinite(density[0])) return;
    double *before = of->start;
    of->start = of->mode;
    of->mode = before;
}

/* Principal axes of minus the second derivatives [a b; b d]. */
static void put_axes(search *of, double a, double b, double d)
{
    if (!of->spatial) {
        of->axis[0] = (pair){1 / sqrt(fmax(a, flattest)), 0};
        of->axis[1] = (pair){0, 0};
        return;
    }
    double angle = atan2(2 * b, a - d) / 2, radius = hypot((a - d) / 2, b);
    double shorter = 1 / sqrt(fmax((a + d) / 2 + radius, flattest));
    double longer = 1 / sqrt(fmax((a + d) / 2 - radius, flattest));
    of->axis[0] = (pair){cos(angle) * shorter, sin(angle) * shorter};
    of->axis[1] = (pair){-sin(angle) * longer, cos(angle) * longer};
}

static pair newton_step(const search *of, pair slope)
{
    pair step = {0, 0};
    for (int k = 0; k < 2; k++) {
        double along = of->axis[k].sigma * slope.sigma + of->axis[k].phi * slope.phi;
        step.sigma += along * of->axis[k].sigma;
        step.phi += along * of->axis[k].phi;
    }
    double shrink = fmin(1, longest / hypot(step.sigma, step.phi));
    return (pair){step.sigma * shrink, step.phi * shrink};
}

/* Derivatives at the centre by differences. False: the density is not to be had there. */
static bool look_around(search *of, pair *step)
{
    static const pair stencil[STENCIL] = {{0, 0}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, -1}, {1, -1}, {-1, 1}};
    int count = of->spatial ? STENCIL : STENCIL_OF_SIGMA;
    pair at[STENCIL];
    double f[STENCIL] = {0};
    for (int k = 0; k < count; k++)
        at[k] = (pair){of->centre.sigma + difference * stencil[k].sigma, of->centre.phi + difference * stencil[k].phi};
    evaluate(of, at, count, f);
    of->density = f[0];
    for (int k = 0; k < count; k++)
        if (!isfinite(f[k])) return false;
    double square = difference * difference;
    put_axes(of, (2 * f[0] - f[1] - f[2]) / square, (f[7] + f[8] - f[5] - f[6]) / (4 * square),
             (2 * f[0] - f[3] - f[4]) / square);
    *step = newton_step(of, (pair){(f[1] - f[2]) / (2 * difference), (f[3] - f[4]) / (2 * difference)});
    return true;
}

static double clamp(double x, double low, double high)
{
    return fmin(fmax(x, low), high);
}

/* A part of the step from the centre, but so that there is room to look around. */
static pair step_from(const search *of, pair step, int halvings)
{
    return (pair){
        clamp(of->centre.sigma + ldexp(step.sigma, -halvings), log_sigma_min + difference, log_sigma_max - difference),
        clamp(of->centre.phi + ldexp(step.phi, -halvings), difference - logit_phi_max, logit_phi_max - difference)};
}

static bool find_centre(search *of)
{
    of->centre = (pair){log(0.3), 0};
    for (int turn = 0; turn < MODE_STEPS_MAX; turn++) {
        pair step, trial[TRIALS];
        double density[TRIALS];
        if (!look_around(of, &step)) return false;
        for (int k = 0; k < TRIALS; k++) trial[k] = step_from(of, step, k);
        evaluate(of, trial, TRIALS, density);
        int best = 0;
        for (int k = 1; k < TRIALS; k++)
            if (density[k] > density[best]) best = k;
        if (!(density[best] - of->density >= near_enough)) return true;
        of->centre = trial[best];
    }
    return false;
}

/* ---- the lattice ---- */

/* A place of the lattice, in steps along the axes. */
typedef struct place {
    int along[2];
    kk_bym2_point point; /* its weight: log density; no marginals where that is low */
    bool failed;         /* no memory */
} place;

/* The density of a place, and where it counts the marginals. */
static void fit_place(search *of, place *at)
{
    kk_latent *latent = &of->latent[omp_get_thread_num()];
    at->point.weight = kk_latent_fit(latent, at->point.at, of->start);
    if (at->point.weight < of->density - drop) return;
    at->point.steps = latent->steps;
    at->point.marginal = malloc(of->model->count * sizeof *at->point.marginal);
    double correction = 0;
    at->failed = at->point.marginal == NULL ||
                 !kk_latent_marginals(latent, at->point.marginal, &at->point.effective, &correction);
    at->point.weight += correction;
}

/* The places of a lattice that are looked at, in the order of their distance in steps. */
typedef struct queue {
    place *place; /* [PLACES] */
    size_t count;
    bool seen[PLACES];
} queue;

static void push(const search *of, queue *to, int i, int j)
{
    if (abs(i) > REACH || abs(j) > REACH || (j != 0 && !of->spatial)) return;
    pair at = {of->centre.sigma + i * of->axis[0].sigma + j * of->axis[1].sigma,
               of->centre.phi + i * of->axis[0].phi + j * of->axis[1].phi};
    bool *seen = &to->seen[(i + REACH) * SIDE + j + REACH];
    if (*seen || !is_inside(at)) return;
    *seen = true;
    to->place[to->count++] = (place){.along = {i, j}, .point.at = hyper_at(of, at)};
}

/* From the centre outwards, until the density has dropped on all sides. */
static bool flood(search *of, queue *places, kk_bym2_lattice *out)
{
    bool failed = false;
    push(of, places, 0, 0);
    for (size_t first = 0, end; first < places->count; first = end) {
        end = places->count;
#pragma omp parallel for schedule(dynamic, 1) num_threads(of->threads)
        for (size_t k = first; k < end; k++) fit_place(of, &places->place[k]);
        for (size_t k = first; k < end; k++) {
            const place *at = &places->place[k];
            failed |= at->failed;
            out->failed += at->point.weight == -INFINITY;
            if (at->point.marginal == NULL) continue;
            out->point[out->count++] = at->point;
            push(of, places, at->along[0] - 1, at->along[1]);
            push(of, places, at->along[0] + 1, at->along[1]);
            push(of, places, at->along[0], at->along[1] - 1);
            push(of, places, at->along[0], at->along[1] + 1);
        }
        if (failed) return false;
    }
    return true;
}

static void normalise(kk_bym2_lattice *lattice)
{
    double highest = -INFINITY, sum = 0;
    for (size_t p = 0; p < lattice->count; p++) highest = fmax(highest, lattice->point[p].weight);
    for (size_t p = 0; p < lattice->count; p++)
        sum += lattice->point[p].weight = exp(lattice->point[p].weight - highest);
    for (size_t p = 0; p < lattice->count; p++) lattice->point[p].weight /= sum;
}

static kk_status fill(search *of, kk_bym2_lattice *out, kk_error *err)
{
    if (!find_centre(of)) return KK_OK;
    queue places = {.place = malloc(PLACES * sizeof *places.place)};
    out->point = malloc(PLACES * sizeof *out->point);
    bool done = places.place != NULL && out->point != NULL && flood(of, &places, out);
    free(places.place);
    if (!done) return kk_fail_memory(err);
    normalise(out);
    return KK_OK;
}

/* ---- the search ---- */

/* A rate to start from that no area has as 0: one event is added, and as many exposed as have one on average. */
static void guess(const kk_bym2_model *model, double *eta)
{
    bool poisson = model->data.family == KK_RATE_POISSON;
    double mean = kk_bym2_rate(model, 0);
    for (size_t i = 0; i < model->count; i++) {
        double rate = (model->data.rates.events[i] + 1) / (model->data.rates.exposure[i] + 1 / mean);
        eta[i] = log(poisson ? rate : rate / (1 - rate)) - model->centre;
    }
}

kk_status kk_bym2_lattice_make(const kk_bym2_model *model, int threads, kk_bym2_lattice *out, kk_error *err)
{
    *out = (kk_bym2_lattice){0};
    search of = {.model = model, .threads = threads, .spatial = model->map.components > 0};
    double *eta = malloc((2 * model->count + 1) * sizeof *eta);
    of.latent = calloc((size_t)threads, sizeof *of.latent);
    kk_status status = eta == NULL || of.latent == NULL ? kk_fail_memory(err) : KK_OK;
    int ready = 0;
    while (ready < threads && status == KK_OK) status = kk_latent_init(&of.latent[ready++], model, err);
    if (status == KK_OK) {
        of.start = eta;
        of.mode = eta + model->count;
        guess(model, of.start);
        status = fill(&of, out, err);
    }
    while (ready > 0) kk_latent_clear(&of.latent[--ready]);
    free(of.latent);
    free(eta);
    return status;
}

void kk_bym2_lattice_clear(kk_bym2_lattice *lattice)
{
    for (size_t p = 0; p < lattice->count; p++) free(lattice->point[p].marginal);
    free(lattice->point);
    *lattice = (kk_bym2_lattice){0};
}
