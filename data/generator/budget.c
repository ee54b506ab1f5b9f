/* SPDX-License-Identifier: EUPL-1.2 */
#include "budget.h"

#include "programme.h"
#include "random.h"
#include "table.h"
#include "youth.h"

typedef struct {
    const char *task, *law, *provider, *programme;
    const char *key;
    double euros; /* per youth */
    bool is_per_wijk;
} budget;

static const budget budgets[] = {
    {"jgz", "Wpg", "JGZ", "", "children", 165, false},
    {"wijkteam", "Jeugdwet", "Wijkteams", "", "youths", 210, false},
    {"praktijkondersteuner", "Jeugdwet", "Huisartsen", "", "youths", 14, false},
    {"opvoedsteun", "Jeugdwet", "Welzijn", "", "births", 9, false},
    {"jongerenwerk", "Wmo", "Welzijn", "", "youths", 42, true},
    {"voorveld", "Wmo", "Welzijn", "", "youths", 35, true},
    {"crisis", "Jeugdwet", "Regio", "", "", 28, false},
    {"veilig_thuis", "Wmo", "Veilig Thuis", "", "", 24, false},
};
enum { budget_count = sizeof budgets / sizeof budgets[0] };
static const double euros_of_programme = 6, growth_a_year = 1.04;

typedef struct {
    table csv;
    uint64_t seed;
    int year;
    double price_level;
} ledger;

static void print_line(ledger *l, const area *a, const budget *b)
{
    stream random = stream_of(hash_of_code(l->seed + 65, a->code), hash_of_code((uint64_t)l->year, b->task));
    double euros = b->euros * a->figures.youths * l->price_level * stream_between(&random, 0.85, 1.15);
    int64_t cents = (int64_t)(euros * 100);
    if (cents == 0) return;
    table_print(&l->csv, "%lld,%02d;%s;%s;%s;%s;%d;%s;%s\n", (long long)(cents / 100), (int)(cents % 100), b->task,
                b->law, b->provider, b->programme, l->year, a->code, b->key);
}

static void print_wijk(ledger *l, const area *wijk)
{
    for (int i = 0; i < budget_count; i++)
        if (budgets[i].is_per_wijk) print_line(l, wijk, &budgets[i]);
    for (int k = 0; k < programme_count; k++) {
        budget b = {"preventief",       "Jeugdwet", programmes[k].organisation, programmes[k].name, "youths",
                    euros_of_programme, true};
        if (programme_is_on_offer(k, wijk->code, l->seed)) print_line(l, wijk, &b);
    }
}

static void print_gemeente(ledger *l, const area *gemeente)
{
    for (int i = 0; i < budget_count; i++)
        if (!budgets[i].is_per_wijk) print_line(l, gemeente, &budgets[i]);
}

static void print_year(ledger *l, const territory *t)
{
    const area_list *gemeenten = &t->levels[LEVEL_GEMEENTE], *wijken = &t->levels[LEVEL_WIJK];
    for (int i = 0; i < gemeenten->count; i++)
        if (!gemeenten->items[i].is_water) print_gemeente(l, &gemeenten->items[i]);
    for (int i = 0; i < wijken->count; i++)
        if (!wijken->items[i].is_water) print_wijk(l, &wijken->items[i]);
}

void budget_write(const territory *t, const char *directory, int first_year, uint64_t seed)
{
    ledger l = {.csv = table_open(directory, "budgetten.csv", ENCODING_UTF8), .seed = seed, .price_level = 1};
    table_print(&l.csv, "bedrag;taak;wet;aanbieder;programma;jaar;gebied;sleutel\n");
    for (l.year = first_year; l.year <= last_year_of_care; l.year++) {
        print_year(&l, t);
        l.price_level *= growth_a_year;
    }
    table_close(&l.csv);
}
