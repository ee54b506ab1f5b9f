/* SPDX-License-Identifier: EUPL-1.2 */
#include "kompasdam.h"

#include "plane.h"

const char kompasdam_code[] = "GM1999";
const char kompasdam_name[] = "Kompasdam";
const point kompasdam_centre = {141000, 507000};
const box kompasdam_box = {131500, 499500, 150500, 514500};

static const char team_noord[] = "Wijkteam Noord";
static const char team_zuid[] = "Wijkteam Zuid";
static const char team_buiten[] = "Wijkteam Dorpen en Polder";

const kompasdam_wijk kompasdam_wijken[kompasdam_wijk_count] = {
    {"00",
     "Wijk 00 Centrum",
     {-100, 450},
     8400,
     0.17,
     0.098,
     1.15,
     1.0,
     team_noord,
     {"Oude Haven", "Marktkwartier", "Sint-Jansbuurt", "Wallengebied", "Financiëngracht"}},
    {"01",
     "Wijk 01 Havenkwartier",
     {-1500, 1000},
     9200,
     0.22,
     0.142,
     0.85,
     0.85,
     team_noord,
     {"Werfbuurt", "Touwslagerij", "Pakhuizen", "Coöperatiebuurt", "Scheepsbeschuit"}},
    {"02",
     "Wijk 02 Noorderpark",
     {300, 2000},
     10900,
     0.26,
     0.121,
     1.05,
     0.6,
     team_noord,
     {"Parkzicht", "Vogelbuurt", "Esdoornhof", "Noorderhof", "Reigersbos", "De Singel"}},
    {"03",
     "Wijk 03 Oosterveld",
     {1900, 1000},
     11300,
     0.27,
     0.165,
     0.95,
     0.75,
     team_noord,
     {"Componistenbuurt", "Schildersbuurt", "De Flatten", "Oosterhof", "Sterrenbuurt", "Zonnewende"}},
    {"04",
     "Wijk 04 Zuiderwaard",
     {200, -1600},
     10400,
     0.25,
     0.110,
     1.0,
     0.6,
     team_zuid,
     {"Waardzicht", "Tuindorp Zuid", "Kastanjehof", "Bloemenbuurt", "De Kreek", "Zuiderpoort"}},
    {"05",
     "Wijk 05 Westerdok",
     {-2000, -1200},
     8100,
     0.24,
     0.152,
     0.80,
     0.8,
     team_zuid,
     {"Dokzicht", "Stationsbuurt", "Bedrijventerrein De Haak", "Rangeerbuurt", "Westerkade"}},
    {"06",
     "Wijk 06 Molenkwartier",
     {2000, -1200},
     8800,
     0.23,
     0.088,
     1.2,
     0.5,
     team_zuid,
     {"De Korenmolen", "Wiekslag", "Zaagmolenbuurt", "Molenweide", "Oliemolenhof"}},
    {"07",
     "Wijk 07 Rozenhof",
     {-500, -3100},
     6700,
     0.24,
     0.072,
     1.3,
     0.35,
     team_zuid,
     {"Rozenhof-Noord", "Rozenhof-Zuid", "Landgoed Ter Wende", "Lindelaan"}},
    {"08",
     "Wijk 08 Wilgenoord",
     {4300, 1700},
     3900,
     0.26,
     0.081,
     1.0,
     0.15,
     team_buiten,
     {"Wilgenoord-Kern", "Wilgenoord-Nieuwbouw", "Wilgenoord-Buiten", "Verspreide huizen Wilgenoord"}},
    {"09",
     "Wijk 09 Sint-André",
     {-4500, 1500},
     3100,
     0.26,
     0.068,
     0.95,
     0.1,
     team_buiten,
     {"Sint-André-Kern", "Oeverlanden", "Meereiland", "Verspreide huizen Sint-André"}},
    {"AA",
     "Wijk AA Nieuwland",
     {3900, -2300},
     7600,
     0.31,
     0.104,
     1.1,
     0.4,
     team_buiten,
     {"Nieuwland-Centrum", "Waterkant", "Rietvelden", "De Terpen", "Zonnekade", "Nieuwland-Uitbreiding"}},
    {"AB",
     "Wijk AB Zuiderpolder",
     {-4100, -1900},
     1600,
     0.24,
     0.060,
     0.75,
     0.05,
     team_buiten,
     {"Zuiderpolder", "Zuidhoek", "Dijkdorp", "Verspreide huizen Polder"}},
};

const char kompasdam_uninhabited_buurt[] = "BU19990502";
const char kompasdam_buurt_not_in_kwb[] = "BU1999AA06";
const char kompasdam_buurt_in_no_wijkteam[] = "BU19990702";

const kompasdam_disc kompasdam_discs[] = {
    {8, 0, {4250, 1650}, 620},                                /* the village */
    {8, 2, {3350, 2750}, 300},                                /* a buurt of two parts */
    {8, 2, {5350, 900}, 300},     {9, 0, {-4700, 1250}, 520}, /* another village */
    {9, 2, {-2900, 2100}, 420},                               /* the island */
    {11, 0, {-4500, -1800}, 960},                             /* a polder … */
    {11, 1, {-4500, -1800}, 360},                             /* … and the hamlet in it, its enclave */
};
const int kompasdam_disc_count = sizeof kompasdam_discs / sizeof kompasdam_discs[0];

static const point river[] = {
    {-9500, 300}, {-6000, -500}, {-4200, 150}, {-2200, -150}, {0, -400},
    {1800, 0},    {3400, -650},  {5200, -150}, {9500, -800},
};
static const point lake_centre = {-2900, 2100};

static const double half_width = 6800;
static const double half_height = 4700;
static const double river_half_width = 105;
static const double lake_half_width = 1100;
static const double lake_half_height = 700;
static const double island_radius = 330;

static bool ellipse_holds(point centre, double a, double b, point p)
{
    double x = (p.x - centre.x) / a, y = (p.y - centre.y) / b;
    return x * x + y * y < 1;
}

static point local_point(double x, double y)
{
    return (point){x - kompasdam_centre.x, y - kompasdam_centre.y};
}

static double distance_to_river(uint64_t seed, point p)
{
    return distance_to_line(warp(seed + 1, p, 1100, 260), river, sizeof river / sizeof river[0]);
}

terrain kompasdam_terrain(uint64_t seed, point p)
{
    point at = local_point(p.x, p.y);
    point shaken = warp(seed + 2, warp(seed + 3, at, 3500, 1100), 900, 220);
    if (!ellipse_holds((point){0, 0}, half_width, half_height, shaken)) return TERRAIN_OUTSIDE;
    point rippled = warp(seed + 4, at, 700, 160);
    if (distance_to_river(seed, at) < river_half_width) return TERRAIN_OPEN_WATER;
    if (ellipse_holds(lake_centre, island_radius, island_radius, rippled)) return TERRAIN_LAND;
    return ellipse_holds(lake_centre, lake_half_width, lake_half_height, rippled) ? TERRAIN_LAKE : TERRAIN_LAND;
}

/* Small cells in town and along the river, whose banks they draw. */
double kompasdam_spacing(const void *seed, double x, double y)
{
    point p = local_point(x, y);
    double from_town = distance_between(p, (point){0, 0});
    double town = from_town < 2500 ? 95 : 95 + (from_town - 2500) * 0.05;
    double bank = 38 + 0.3 * distance_to_river(*(const uint64_t *)seed, p);
    double spacing = bank < town ? bank : town;
    return spacing < 190 ? spacing : 190;
}
