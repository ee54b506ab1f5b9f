/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/config_statistics.h"

const char *kk_statistic_ending(kk_statistic_part part)
{
    static const char *const endings[KK_STATISTIC_PARTS] = {
        [KK_STATISTIC_NONE] = "",
        [KK_STATISTIC_SMOOTHED] = "_smoothed",
        [KK_STATISTIC_ABOVE] = "_above",
        [KK_STATISTIC_RATIO] = "_ratio",
        [KK_STATISTIC_STANDARDISED] = "_standardised",
        [KK_STATISTIC_EXPECTED] = "_expected",
        [KK_STATISTIC_GAP] = "_gap",
        [KK_STATISTIC_CLUSTER] = "_cluster",
        [KK_STATISTIC_CLUSTER_P] = "_cluster_p",
        [KK_STATISTIC_HOTSPOT] = "_hotspot",
        [KK_STATISTIC_HOTSPOT_Z] = "_hotspot_z",
        [KK_STATISTIC_SCAN] = "_scan",
        [KK_STATISTIC_RANK] = "_rank",
        [KK_STATISTIC_WORST] = "_worst",
        [KK_STATISTIC_WORST_CHANCE] = "_worst_chance",
        [KK_STATISTIC_CHANGE] = "_change",
        [KK_STATISTIC_TREND] = "_trend",
        [KK_STATISTIC_LIMITS] = "_limits",
        [KK_STATISTIC_FUNNEL] = "_funnel",
        [KK_STATISTIC_SIGNAL] = "_signal",
        [KK_GUIDE_INDEX] = "_index",
        [KK_GUIDE_THEME] = "_theme",
        [KK_GUIDE_RANK] = "_need_rank",
        [KK_GUIDE_CROSSING_USE] = "_need_use",
        [KK_GUIDE_CROSSING_SUPPLY] = "_need_supply",
        [KK_GUIDE_TARGET] = "_target",
        [KK_GUIDE_MEANS] = "_means",
    };
    return endings[part];
}

static const kk_category clusters[] = {{0, "not_significant", "geen patroon (kan toeval zijn)"},
                                       {1, "high_high", "hoog cijfer, buren ook hoog"},
                                       {2, "low_low", "laag cijfer, buren ook laag"},
                                       {3, "low_high", "laag cijfer, buren hoog"},
                                       {4, "high_low", "hoog cijfer, buren laag"}};
static const kk_category hotspots[] = {{-1, "cold", "laag, samen met de omgeving"},
                                       {0, "not_significant", "geen patroon (kan toeval zijn)"},
                                       {1, "hot", "hoog, samen met de omgeving"}};
static const kk_category worst[] = {{0, "no", "nee"}, {1, "possibly", "mogelijk"}, {2, "certainly", "zeker"}};
static const kk_category funnels[] = {{-2, "below_998", "onder de 99,8%-grens"},
                                      {-1, "below_95", "onder de 95%-grens"},
                                      {0, "within", "binnen de grenzen (kan toeval zijn)"},
                                      {1, "above_95", "boven de 95%-grens"},
                                      {2, "above_998", "boven de 99,8%-grens"}};
static const kk_category signals[] = {{-1, "lower", "lager dan gewoonlijk"},
                                      {0, "none", "geen signaal (gewone schommeling)"},
                                      {1, "higher", "hoger dan gewoonlijk"}};
static const kk_category uses[] = {{0, "unclear", "verschil met het gemiddelde is niet zeker"},
                                   {1, "low_low", "lage behoefte, laag gebruik"},
                                   {2, "low_high", "lage behoefte, hoog gebruik (mogelijk te snel verwezen)"},
                                   {3, "high_low", "hoge behoefte, laag gebruik (mogelijk gemist)"},
                                   {4, "high_high", "hoge behoefte, hoog gebruik"}};
static const kk_category supplies[] = {{0, "unclear", "verschil met het gemiddelde is niet zeker"},
                                       {1, "low_low", "lage behoefte, weinig aanbod"},
                                       {2, "low_high", "lage behoefte, veel aanbod"},
                                       {3, "high_low", "hoge behoefte, weinig aanbod (hier kan meer nodig zijn)"},
                                       {4, "high_high", "hoge behoefte, veel aanbod"}};
static const kk_category targets[] = {{1, "no", "niet"},
                                      {2, "possibly", "mogelijk"},
                                      {3, "possibly_chosen", "mogelijk, op de lijst"},
                                      {4, "certainly", "zeker"}};

const kk_category *kk_statistic_categories(kk_statistic_part part, size_t *count)
{
    static const struct {
        const kk_category *category;
        size_t count;
    } lists[KK_STATISTIC_PARTS] = {
        [KK_STATISTIC_CLUSTER] = {clusters, sizeof clusters / sizeof *clusters},
        [KK_STATISTIC_HOTSPOT] = {hotspots, sizeof hotspots / sizeof *hotspots},
        [KK_STATISTIC_WORST] = {worst, sizeof worst / sizeof *worst},
        [KK_STATISTIC_FUNNEL] = {funnels, sizeof funnels / sizeof *funnels},
        [KK_STATISTIC_SIGNAL] = {signals, sizeof signals / sizeof *signals},
        [KK_GUIDE_CROSSING_USE] = {uses, sizeof uses / sizeof *uses},
        [KK_GUIDE_CROSSING_SUPPLY] = {supplies, sizeof supplies / sizeof *supplies},
        [KK_GUIDE_TARGET] = {targets, sizeof targets / sizeof *targets},
    };
    *count = lists[part].count;
    return lists[part].category;
}
