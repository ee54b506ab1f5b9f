/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/locate.h"

#include <math.h>
#include <stdlib.h>

enum { LEAF_POINTS = 6, DEPTH_MAX = 40 };

typedef struct spot {
    double at[2];
    size_t index; /* as the caller numbers the points */
} spot;

/* The points left of a cut have at[axis] ≤ place, those right of it at[axis] ≥ place. */
typedef struct cut {
    double place;
    int axis;
} cut;

/*
 * A balanced k-d tree without pointers: node 1 is the root, 2n and 2n + 1 are the halves of node n; the first of a
 * depth is 2^depth, and the k-th of them holds the points count·k/2^depth … count·(k+1)/2^depth − 1.
 */
struct kk_nearest {
    size_t count;
    unsigned depth; /* of the leaves */
    spot *spots;
    cut cuts[]; /* of nodes 1 … 2^depth − 1 */
};

/* A part of the tree that is still to be looked at; how far the point is from its box along each axis. */
typedef struct branch {
    size_t node;
    unsigned depth;
    double off[2];
} branch;

static size_t first_spot(const kk_nearest *tree, size_t node, unsigned depth)
{
    return (size_t)((unsigned __int128)tree->count * (node - ((size_t)1 << depth)) >> depth);
}

/* ---- making ---- */

static bool comes_before(const spot *a, const spot *b, int axis)
{
    return a->at[axis] != b->at[axis] ? a->at[axis] < b->at[axis] : a->index < b->index;
}

static void swap_spots(spot *a, spot *b)
{
    spot kept = *a;
    *a = *b;
    *b = kept;
}

/* Puts the pivot where it belongs, smaller ones before it and larger ones behind; its position. */
static size_t partition(spot *spots, size_t count, int axis)
{
    swap_spots(&spots[count / 2], &spots[count - 1]);
    size_t place = 0;
    for (size_t i = 0; i + 1 < count; i++)
        if (comes_before(&spots[i], &spots[count - 1], axis)) swap_spots(&spots[i], &spots[place++]);
    swap_spots(&spots[place], &spots[count - 1]);
    return place;
}

/* Orders `spots` so far that the one of rank `rank` stands in its place between smaller and larger ones. */
static void select_rank(spot *spots, size_t count, size_t rank, int axis)
{
    while (count > 1) {
        size_t place = partition(spots, count, axis);
        if (place == rank) return;
        if (rank < place) {
            count = place;
        } else {
            spots += place + 1;
            count -= place + 1;
            rank -= place + 1;
        }
    }
}

static int widest_axis(const spot *spots, size_t count)
{
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (size_t i = 0; i < count; i++)
        for (int axis = 0; axis < 2; axis++) {
            low[axis] = fmin(low[axis], spots[i].at[axis]);
            high[axis] = fmax(high[axis], spots[i].at[axis]);
        }
    return high[1] - low[1] > high[0] - low[0];
}

static void grow_tree(kk_nearest *tree)
{
    for (unsigned depth = 0; depth < tree->depth; depth++)
        for (size_t node = (size_t)1 << depth; node < (size_t)2 << depth; node++) {
            size_t begin = first_spot(tree, node, depth), end = first_spot(tree, node + 1, depth);
            size_t middle = first_spot(tree, 2 * node + 1, depth + 1);
            int axis = widest_axis(tree->spots + begin, end - begin);
            select_rank(tree->spots + begin, end - begin, middle - begin, axis);
            tree->cuts[node] = (cut){tree->spots[middle].at[axis], axis};
        }
}

kk_status kk_nearest_new(const double *xy, size_t count, kk_nearest **out, kk_error *err)
{
    *out = NULL;
    unsigned depth = 0;
    while (depth < DEPTH_MAX && (count >> depth) > LEAF_POINTS) depth++;
    kk_nearest *tree = malloc(sizeof *tree + ((size_t)1 << depth) * sizeof *tree->cuts);
    spot *spots = malloc((count + 1) * sizeof *spots);
    if (tree == NULL || spots == NULL) {
        free(tree);
        free(spots);
        return kk_fail_memory(err);
    }
    *tree = (kk_nearest){.depth = depth, .spots = spots};
    for (size_t i = 0; i < count; i++)
        if (isfinite(xy[2 * i]) && isfinite(xy[2 * i + 1]))
            spots[tree->count++] = (spot){{xy[2 * i], xy[2 * i + 1]}, i};
    while (tree->depth > 0 && (tree->count >> tree->depth) == 0) tree->depth--;
    grow_tree(tree);
    *out = tree;
    return KK_OK;
}

void kk_nearest_free(kk_nearest *nearest)
{
    if (nearest == NULL) return;
    free(nearest->spots);
    free(nearest);
}

/* ---- finding ---- */

/* Rounding keeps order, so that no point of a box comes out nearer than its box. */
static double squared(double dx, double dy)
{
    return dx * dx + dy * dy;
}

/* Goes down to the leaf on the side of (x, y), and leaves the other sides that reach within `limit` on the stack. */
static size_t go_down(const kk_nearest *tree, const double at[2], double limit, branch here, branch *stack,
                      size_t *height)
{
    while (here.depth < tree->depth) {
        const cut *edge = &tree->cuts[here.node];
        double beyond = at[edge->axis] - edge->place;
        size_t near_side = 2 * here.node + (beyond >= 0);
        branch other = {near_side ^ 1, here.depth + 1, {here.off[0], here.off[1]}};
        other.off[edge->axis] = beyond;
        if (squared(other.off[0], other.off[1]) <= limit) stack[(*height)++] = other;
        here.node = near_side;
        here.depth++;
    }
    return here.node;
}

static const branch root = {.node = 1};

ptrdiff_t kk_nearest_find(const kk_nearest *tree, double x, double y, double *distance_m)
{
    branch stack[DEPTH_MAX + 1];
    size_t height = 0, found = SIZE_MAX;
    double at[2] = {x, y}, best = INFINITY;
    stack[height++] = root;
    while (height > 0) {
        branch here = stack[--height];
        if (squared(here.off[0], here.off[1]) > best) continue;
        size_t leaf = go_down(tree, at, best, here, stack, &height);
        size_t end = first_spot(tree, leaf + 1, tree->depth);
        for (size_t i = first_spot(tree, leaf, tree->depth); i < end; i++) {
            const spot *point = &tree->spots[i];
            double d = squared(point->at[0] - x, point->at[1] - y);
            if (!(d < best || (d == best && point->index < found))) continue;
            best = d;
            found = point->index;
        }
    }
    *distance_m = found == SIZE_MAX ? NAN : sqrt(best);
    return found == SIZE_MAX ? -1 : (ptrdiff_t)found;
}

void kk_nearest_within(const kk_nearest *tree, double x, double y, double radius_m, kk_near_callback *each,
                       void *context)
{
    branch stack[DEPTH_MAX + 1];
    size_t height = 0;
    double at[2] = {x, y}, limit = radius_m * radius_m;
    stack[height++] = root;
    while (height > 0) {
        size_t leaf = go_down(tree, at, limit, stack[--height], stack, &height);
        size_t end = first_spot(tree, leaf + 1, tree->depth);
        for (size_t i = first_spot(tree, leaf, tree->depth); i < end; i++) {
            double d = squared(tree->spots[i].at[0] - x, tree->spots[i].at[1] - y);
            if (d <= limit) each(tree->spots[i].index, sqrt(d), context);
        }
    }
}
