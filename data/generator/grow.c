/* SPDX-License-Identifier: EUPL-1.2 */
#include "grow.h"

#include "failure.h"
#include "plane.h"
#include "random.h"

#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct {
    double cost;
    int cell;
    int label;
} arrival;

typedef struct {
    arrival *items;
    int count;
    int capacity;
} arrival_heap;

static bool comes_before(const arrival *a, const arrival *b)
{
    if (a->cost != b->cost) return a->cost < b->cost;
    return a->cell != b->cell ? a->cell < b->cell : a->label < b->label;
}

static void swap_arrivals(arrival *a, arrival *b)
{
    arrival kept = *a;
    *a = *b;
    *b = kept;
}

static void heap_push(arrival_heap *heap, arrival item)
{
    if (heap->count == heap->capacity) {
        heap->capacity = heap->capacity > 0 ? 2 * heap->capacity : 1024;
        heap->items = enlarge(heap->items, (size_t)heap->capacity, sizeof *heap->items);
    }
    int i = heap->count++;
    heap->items[i] = item;
    for (; i > 0 && comes_before(&heap->items[i], &heap->items[(i - 1) / 2]); i = (i - 1) / 2)
        swap_arrivals(&heap->items[i], &heap->items[(i - 1) / 2]);
}

static arrival heap_pop(arrival_heap *heap)
{
    arrival first = heap->items[0];
    heap->items[0] = heap->items[--heap->count];
    for (int i = 0, child = 1; child < heap->count; child = 2 * i + 1) {
        if (child + 1 < heap->count && comes_before(&heap->items[child + 1], &heap->items[child])) child++;
        if (!comes_before(&heap->items[child], &heap->items[i])) break;
        swap_arrivals(&heap->items[child], &heap->items[i]);
        i = child;
    }
    return first;
}

typedef struct {
    const mesh *m;
    const int *zones;
    int *labels;
    const double *speeds;
    step_cost cost;
    uint64_t seed;
    arrival_heap heap;
} growth;

static double cost_of_step(const growth *g, int from, int to, int label)
{
    double cost = g->cost == STEP_CELL ? 1 : distance_between(g->m->sites[from], g->m->sites[to]);
    double whim = 0.6 + 0.8 * hash_unit(hash_of(g->seed, (uint64_t)from), (uint64_t)to);
    return cost * whim / (g->speeds != NULL ? g->speeds[label] : 1);
}

static void push_neighbours(growth *g, arrival at)
{
    for (int i = g->m->first_neighbour[at.cell]; i < g->m->first_neighbour[at.cell + 1]; i++) {
        int next = g->m->neighbours[i];
        if (g->labels[next] == no_label && g->zones[next] == g->zones[at.cell])
            heap_push(&g->heap, (arrival){at.cost + cost_of_step(g, at.cell, next, at.label), next, at.label});
    }
}

static void spread(growth *g)
{
    while (g->heap.count > 0) {
        arrival next = heap_pop(&g->heap);
        if (g->labels[next.cell] != no_label) continue;
        g->labels[next.cell] = next.label;
        push_neighbours(g, next);
    }
}

static int label_of_nearest(const growth *g, int cell)
{
    double least = INFINITY;
    int label = no_label;
    for (int i = 0; i < g->m->cell_count; i++) {
        if (g->labels[i] == no_label || g->zones[i] != g->zones[cell]) continue;
        double distance = distance_between(g->m->sites[i], g->m->sites[cell]);
        if (distance < least) {
            least = distance;
            label = g->labels[i];
        }
    }
    return label;
}

/* One cell of each unreached piece takes the nearest label, and the next spread fills the piece. */
static bool label_one_unreached(growth *g, int *from)
{
    for (int i = *from; i < g->m->cell_count; i++) {
        if (g->labels[i] != no_label || g->zones[i] == no_label) continue;
        *from = i + 1;
        int label = label_of_nearest(g, i);
        if (label == no_label) continue;
        g->labels[i] = label;
        push_neighbours(g, (arrival){0, i, label});
        return true;
    }
    return false;
}

void grow_labels(const mesh *m, const int *zones, int *labels, const double *speeds, step_cost cost, uint64_t seed)
{
    growth g = {m, zones, labels, speeds, cost, seed, {0}};
    for (int i = 0; i < m->cell_count; i++)
        if (labels[i] != no_label && zones[i] != no_label) push_neighbours(&g, (arrival){0, i, labels[i]});
    int from = 0;
    do spread(&g);
    while (label_one_unreached(&g, &from));
    free(g.heap.items);
}

void cell_groups_init(cell_groups *groups, const int *labels, int cell_count, int label_count)
{
    groups->first = allocate((size_t)label_count + 1, sizeof *groups->first);
    groups->cells = allocate((size_t)cell_count, sizeof *groups->cells);
    for (int i = 0; i < cell_count; i++)
        if (labels[i] != no_label) groups->first[labels[i]]++;
    for (int i = 0, sum = 0; i <= label_count; i++) groups->first[i] = sum += groups->first[i];
    for (int i = cell_count - 1; i >= 0; i--)
        if (labels[i] != no_label) groups->cells[--groups->first[labels[i]]] = i;
}

void cell_groups_clear(cell_groups *groups)
{
    free(groups->first);
    free(groups->cells);
    *groups = (cell_groups){0};
}

/* Breadth-first from one more seed; stops where an earlier seed is as near. */
static void lower_distances(const mesh *m, const int *zones, int start, int *distances, int *queue)
{
    int head = 0, tail = 0;
    distances[start] = 0;
    queue[tail++] = start;
    while (head < tail) {
        int cell = queue[head++];
        for (int i = m->first_neighbour[cell]; i < m->first_neighbour[cell + 1]; i++) {
            int next = m->neighbours[i];
            if (zones[next] == zones[cell] && distances[next] > distances[cell] + 1) {
                distances[next] = distances[cell] + 1;
                queue[tail++] = next;
            }
        }
    }
}

static int farthest_cell(const cell_groups *groups, int zone, const int *distances, uint64_t seed)
{
    int farthest = groups->cells[groups->first[zone]];
    for (int i = groups->first[zone]; i < groups->first[zone + 1]; i++) {
        int cell = groups->cells[i];
        bool ties = distances[cell] == distances[farthest];
        if (distances[cell] > distances[farthest] ||
            (ties && hash_of(seed, (uint64_t)cell) > hash_of(seed, (uint64_t)farthest)))
            farthest = cell;
    }
    return farthest;
}

int choose_seeds(const mesh *m, const int *zones, const cell_groups *groups, int zone, int wanted, uint64_t seed,
                 int *chosen)
{
    int size = groups->first[zone + 1] - groups->first[zone];
    int count = wanted < size ? wanted : size;
    int *distances = allocate((size_t)m->cell_count, sizeof *distances);
    int *queue = allocate((size_t)m->cell_count, sizeof *queue);
    for (int i = groups->first[zone]; i < groups->first[zone + 1]; i++) distances[groups->cells[i]] = INT_MAX;
    for (int k = 0; k < count; k++) {
        chosen[k] = farthest_cell(groups, zone, distances, seed);
        lower_distances(m, zones, chosen[k], distances, queue);
    }
    free(distances);
    free(queue);
    return count;
}
