/* SPDX-License-Identifier: EUPL-1.2 */
#include "programme.h"

#include "random.h"

const programme programmes[programme_count] = {
    {"VoorZorg", "JGZ", -6, 24, 0.02},
    {"Stevig Ouderschap", "JGZ", -3, 18, 0.04},
    {"Opvoeden & Zo", "Welzijn", 24, 96, 0.03},
    {"Rots en Water", "Sportservice", 72, 156, 0.05},
    {"KOPP-groep", "Praktijkhuis", 96, 180, 0.012},
    {"Je bibbers de baas", "Praktijkhuis", 96, 156, 0.02},
};

bool programme_is_on_offer(int number, const char *code_of_wijk, uint64_t seed)
{
    return hash_of(hash_of_code(seed + 61, code_of_wijk), (uint64_t)number) % 100 < 60;
}
