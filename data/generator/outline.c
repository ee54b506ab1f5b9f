/* SPDX-License-Identifier: EUPL-1.2 */
#include "outline.h"

#include "plane.h"
#include "random.h"

#include <stdbool.h>
#include <stddef.h>

const box outline_box = {3000, 296000, 288000, 629000};

static const double least_x = 14500, greatest_x = 276500;
static const double least_y = 307500, greatest_y = 617500;

const point wadden_islands[wadden_island_count] = {
    {116000, 567000}, {131000, 587500}, {155000, 601500}, {182000, 607500}, {209500, 612000},
};

static const point mainland[] = {
    {15500, 372000},  {17000, 379500},  {28500, 380500},  {24000, 388000},  {19500, 394500},  {23500, 400000},
    {34000, 401500},  {36500, 408500},  {41500, 417500},  {51000, 418000},  {53500, 426500},  {61500, 431500},
    {65500, 440000},  {67500, 445500},  {78500, 458000},  {88500, 472500},  {97000, 488500},  {101500, 499000},
    {104000, 515000}, {105500, 533000}, {109500, 551500}, {113500, 554500}, {131500, 550500}, {134000, 540000},
    {151500, 568000}, {156500, 576500}, {165000, 588500}, {188000, 599500}, {208000, 601500}, {229000, 605000},
    {250500, 608500}, {258500, 595500}, {268000, 586000}, {276500, 586500}, {275500, 566000}, {268500, 546000},
    {258500, 533000}, {248500, 521000}, {239500, 509000}, {243000, 499000}, {257500, 498000}, {268500, 492000},
    {269500, 475000}, {262000, 463000}, {252500, 454500}, {255000, 441500}, {236000, 430500}, {215000, 430500},
    {203000, 427500}, {195500, 419500}, {203500, 401500}, {209000, 389500}, {212500, 373500}, {206500, 357500},
    {196000, 347500}, {192500, 334500}, {203500, 322500}, {199500, 308500}, {180500, 308500}, {174500, 318500},
    {184000, 335500}, {183500, 351500}, {171500, 360500}, {157500, 366500}, {139500, 373500}, {121500, 385500},
    {105500, 384500}, {91500, 391500},  {82500, 380500},  {76500, 372500},  {66500, 367000},  {50500, 362500},
    {40500, 366500},  {27500, 368000},
};

static const point lake_ijsselmeer[] = {
    {134000, 549000}, {131000, 536000}, {141500, 528500}, {132500, 518000}, {131000, 501500}, {128500, 488500},
    {141000, 484000}, {150500, 487000}, {163000, 492500}, {178500, 500500}, {187000, 513500}, {181000, 523500},
    {169000, 536000}, {157000, 541500}, {155500, 553500}, {151500, 567500},
};

static const point polder_flevoland[] = {
    {144500, 486500}, {140500, 494500}, {152000, 502500}, {161500, 510500}, {159500, 518500}, {171500, 524500},
    {180500, 517500}, {184500, 510500}, {176000, 502500}, {162500, 495500}, {152500, 489500},
};

typedef struct {
    const point *line;
    int count;
    double half_width;
    terrain kind;
} stroke;

static const point texel[] = {{111500, 557500}, {116500, 567500}, {121500, 577000}};
static const point vlieland[] = {{125500, 583500}, {136000, 589500}};
static const point terschelling[] = {{143500, 597500}, {167500, 604000}};
static const point ameland[] = {{172500, 606500}, {192500, 607500}};
static const point schiermonnikoog[] = {{204500, 611000}, {215500, 613000}};
static const point westerschelde[] = {{14000, 384000}, {29500, 383500}, {43500, 376500},
                                      {57500, 380500}, {66500, 376500}, {77500, 381500}};
static const point oosterschelde[] = {{34000, 403500}, {44500, 405500}, {56500, 399500}, {69500, 394500}};
static const point veerse_meer[] = {{33500, 402500}, {40500, 396500}, {49500, 395500}, {56500, 399500}};
static const point keeten[] = {{56500, 400500}, {66500, 407500}, {73500, 400500}};
static const point grevelingen[] = {{47000, 420500}, {56500, 416500}, {66500, 410500}, {66500, 407500}};
static const point haringvliet[] = {
    {60500, 429000}, {70500, 424500}, {84500, 416500}, {96500, 414500}, {106500, 417500}};
static const point volkerak[] = {{66500, 409500}, {77500, 408500}, {86500, 415500}};
static const point waal[] = {{106500, 417500}, {119500, 423500}, {141500, 427500},
                             {160500, 432500}, {181500, 430500}, {199500, 431500}};
static const point nieuwe_maas[] = {{65500, 442500}, {79500, 435500}, {96500, 436500}, {110500, 436500}};
static const point marken[] = {{136500, 497500}, {138500, 498500}};
static const point tiengemeten[] = {{76500, 421500}, {81500, 418500}};
static const point neeltje_jans[] = {{37500, 404000}, {40500, 405000}};
static const point griend[] = {{146500, 585500}, {149500, 586500}};
static const point frisian_lake[] = {{172500, 555500}, {180500, 559500}, {184500, 564500}};

#define LINE(points) points, sizeof points / sizeof points[0]

/* Later strokes are drawn over earlier ones. */
static const stroke strokes[] = {
    {LINE(texel), 4200, TERRAIN_LAND},
    {LINE(vlieland), 1700, TERRAIN_LAND},
    {LINE(terschelling), 2300, TERRAIN_LAND},
    {LINE(ameland), 2000, TERRAIN_LAND},
    {LINE(schiermonnikoog), 2100, TERRAIN_LAND},
    {LINE(westerschelde), 2400, TERRAIN_OPEN_WATER},
    {LINE(oosterschelde), 2700, TERRAIN_OPEN_WATER},
    {LINE(veerse_meer), 900, TERRAIN_OPEN_WATER},
    {LINE(keeten), 1300, TERRAIN_OPEN_WATER},
    {LINE(grevelingen), 2100, TERRAIN_OPEN_WATER},
    {LINE(haringvliet), 1400, TERRAIN_OPEN_WATER},
    {LINE(volkerak), 1100, TERRAIN_OPEN_WATER},
    {LINE(waal), 420, TERRAIN_OPEN_WATER},
    {LINE(nieuwe_maas), 480, TERRAIN_OPEN_WATER},
    {LINE(frisian_lake), 1100, TERRAIN_LAKE},
    {LINE(marken), 1100, TERRAIN_LAND},
    {LINE(tiengemeten), 700, TERRAIN_LAND},
    {LINE(neeltje_jans), 900, TERRAIN_LAND},
    {LINE(griend), 900, TERRAIN_LAND},
};

const point outline_cities[outline_city_count] = {
    {121000, 487000}, {92000, 441500},  {136000, 456000}, {161000, 385000}, {233500, 581500},
    {190000, 444500}, {255000, 473000}, {112500, 400500}, {181000, 325500},
};
static const double city_reaches[outline_city_count] = {30000, 32000, 20000, 18000, 9000, 16000, 14000, 18000, 18000};

static bool is_within_bounds(point p)
{
    return p.x > least_x && p.x < greatest_x && p.y > least_y && p.y < greatest_y;
}

static terrain terrain_of_polygons(point p)
{
    if (!polygon_holds(LINE(mainland), p)) return TERRAIN_OUTSIDE;
    if (!polygon_holds(LINE(lake_ijsselmeer), p)) return TERRAIN_LAND;
    return polygon_holds(LINE(polder_flevoland), p) ? TERRAIN_LAND : TERRAIN_LAKE;
}

/* Islets and shoals, which make many a gemeente on the shore one of several parts. */
static bool is_islet(uint64_t seed, point p)
{
    return noise_2d(seed + 3, p.x / 2600, p.y / 2600) > 0.66;
}

terrain outline_terrain(uint64_t seed, point p)
{
    if (!is_within_bounds(p)) return TERRAIN_OUTSIDE;
    point shaken = warp(seed + 1, warp(seed + 2, p, 14000, 1800), 3600, 650);
    terrain kind = terrain_of_polygons(shaken);
    for (size_t i = 0; i < sizeof strokes / sizeof strokes[0]; i++)
        if (distance_to_line(shaken, strokes[i].line, strokes[i].count) < strokes[i].half_width) kind = strokes[i].kind;
    bool is_water = kind == TERRAIN_OPEN_WATER || kind == TERRAIN_LAKE;
    return is_water && is_islet(seed, p) ? TERRAIN_LAND : kind;
}

double outline_urbanity(point p)
{
    double most = 0;
    for (int i = 0; i < outline_city_count; i++) {
        double d = distance_between(p, outline_cities[i]) / city_reaches[i];
        double urbanity = 1 / (1 + d * d);
        most = urbanity > most ? urbanity : most;
    }
    return most;
}
