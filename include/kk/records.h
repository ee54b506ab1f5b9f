/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Client records as the engine holds them: pseudonymised, with ages instead of a birth date, located in areas.
 * Made by ingest (readers) and geo (locating); read by store and measure.
 *
 * Nothing here identifies a person: no number, name, birth date, postcode, house number or coordinates.
 */
#ifndef KK_RECORDS_H
#define KK_RECORDS_H

#include "kk/areas.h"
#include "kk/arena.h"
#include "kk/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- days ---- */

/* A day: days since 1970-01-01 (proleptic Gregorian calendar). */
typedef int32_t kk_day;
#define KK_NO_DAY ((kk_day)INT32_MIN)   /* not given */
#define KK_OPEN_DAY ((kk_day)INT32_MAX) /* an end that has not come: still running */

/* KK_NO_DAY for a date that does not exist, or outside the years 1900–2100. */
kk_day kk_day_of(int year, int month, int day);
void kk_day_split(kk_day day, int *year, int *month, int *day_of_month);

/*
 * Completed months from birth to `at`; negative before birth (−1 from the day before the birth back to the same day a
 * month earlier). A month is completed on the same day of the month, or on the last day of a month without that day.
 */
int kk_months_between(kk_day birth, kk_day at);

/* A period of the project, first and last day included. Its reference date is the last day: the end of a month. */
typedef struct kk_period {
    const char *name; /* "2023", "2023KW03", "2023MM10", "2023HJ01" */
    kk_day first, last;
} kk_period;
bool kk_period_of(const char *name, kk_period *out); /* `out->name` is `name` */

enum { KK_PERIODS_MAX = 24 };

/* ---- where ---- */

/* A place: an area of a level (index in kk_areas), or a reason why there is none. */
typedef uint32_t kk_locus;
enum {
    KK_LOCUS_AREAS = 1u << 27,         /* areas per level: level << 27 | area */
    KK_NOT_LOCATED = 0xF0000000u,      /* from here on: reasons */
    KK_NOWHERE_GIVEN = KK_NOT_LOCATED, /* no area code, postcode or coordinates */
    KK_UNKNOWN_CODE,                   /* an area code that is no area */
    KK_UNKNOWN_POSTCODE,               /* not in the table, or (without house number) in more than one gemeente */
    KK_WRONG_COORDINATES,              /* outside the Netherlands */
    KK_OUTSIDE,                        /* coordinates in none of the areas */
    KK_OTHER_GEMEENTE,                 /* of a gemeente that `areas.gemeenten` leaves out */
    KK_LOCUS_REASONS_END
};
static inline kk_locus kk_locus_of(size_t level, size_t area)
{
    return (kk_locus)(level << 27 | area);
}
static inline bool kk_locus_is_area(kk_locus place)
{
    return place < (kk_locus)KK_NOT_LOCATED;
}
static inline size_t kk_locus_level(kk_locus place)
{
    return place >> 27;
}
static inline size_t kk_locus_area(kk_locus place)
{
    return place & ((1u << 27) - 1);
}
/* "no place given", "unknown area code", … for people; of a reason only. */
const char *kk_locus_reason(kk_locus place);

/* ---- records ---- */

typedef enum kk_record_kind {
    KK_RECORD_CARE = 0,    /* help from `begin` to `end`; `begin` is KK_NO_DAY while on the waiting list (`requested`);
                              then `end` is the day of leaving the list */
    KK_RECORD_DECLARATION, /* money for help delivered from `begin` to `end`, in `cents`; credits are negative */
    KK_RECORD_CONTACT,     /* an invitation of the JGZ on `begin`; `outcome` seen or not seen */
    KK_RECORD_REQUEST,     /* a request at the local team from `begin` to `end`; `outcome` once ended */
    KK_RECORD_PARTICIPATION, /* taking part in a preventive programme (`form`) from `begin` to `end` */
    KK_RECORD_ALLOCATION,    /* JW301: `requested` (day of allocation), `form`; joined with START and STOP to CARE */
    KK_RECORD_START,         /* JW305: `begin` */
    KK_RECORD_STOP,          /* JW307: `end`, `outcome` */
    KK_RECORD_ASKED,         /* JW315: `requested`; met by `reference` */
    KK_RECORD_KIND_COUNT
} kk_record_kind;

typedef enum kk_outcome {
    KK_OUTCOME_NONE = 0,
    KK_OUTCOME_SEEN,     /* contact */
    KK_OUTCOME_NOT_SEEN, /* contact: invited and not seen */
    KK_OUTCOME_SOLVED,   /* request: ended without referral */
    KK_OUTCOME_REFERRED, /* request: on to other help */
    KK_OUTCOME_PLANNED,  /* care: ended as planned */
    KK_OUTCOME_EARLY,    /* care: ended before its time, by whomever */
    KK_OUTCOME_LEFT,     /* left the waiting list, or the request was withdrawn */
    KK_OUTCOME_OTHER,
    KK_OUTCOME_COUNT
} kk_outcome;

typedef enum kk_sex { KK_SEX_UNKNOWN = 0, KK_SEX_MALE, KK_SEX_FEMALE } kk_sex;

enum { KK_MONTHS_UNKNOWN = INT16_MIN };

typedef struct kk_record {
    uint64_t client; /* keyed hash, never 0 */
    uint64_t family; /* keyed hash; 0: not given */
    int64_t cents; /* 0 where no money is given; credits negative; −1 of a message that takes back one sent before */
    kk_day begin, end, requested;
    kk_locus place;
    uint32_t provider;  /* keyed hash of the provider's code, 0: not given */
    uint32_t contract;  /* keyed hash of the allocation number: what an allocation, its start, stop and declarations
                           share (an allocation may leave category and code open); 0: none */
    uint32_t reference; /* keyed hash of the reference that a JW315 and its JW301 share; of a participation kk_name_hash
                           of its programme; 0: none */
    int16_t months_event; /* completed months of age at `begin` (or `requested`, or `end`, the first given) */
    int16_t months;   /* completed months of age at the end of the FIRST period of the project; at the end of another
                         period so many more as lie between, since all periods end with a month */
    uint8_t kind;     /* kk_record_kind */
    uint8_t form;     /* index in kk_codes.form; KK_FORM_UNKNOWN */
    uint8_t referrer; /* index in kk_codes.referrer; 0: not given */
    uint8_t sex;      /* kk_sex */
    uint8_t outcome;  /* kk_outcome */
    bool indicated;   /* under a decision of the gemeente (an iJw allocation), also where the form needs none */
    uint8_t source;   /* index in kk_config.records.source */
} kk_record;

enum { KK_FORM_UNKNOWN = 255 };

/* FNV-1a of a name in lower case, never 0: to tell programmes apart, not to hide anything. */
uint32_t kk_name_hash(const char *name, size_t length);

/* Records of all sources. */
typedef struct kk_records {
    size_t count, capacity;
    kk_record *item; /* malloc'ed */
} kk_records;

void kk_records_clear(kk_records *records);
kk_status kk_records_add(kk_records *records, const kk_record *items, size_t count, kk_error *err) KK_MUST_USE;

/* What is told of a number of records, so that no few can be had by subtraction: the nearest ten; −1 of 1–9. */
int64_t kk_record_count_told(int64_t count);

/* ---- code lists of the engine (data/codes) ---- */

enum { KK_FORMS_MAX = 64, KK_REFERRERS_MAX = 16, KK_FORM_GROUPS_MAX = 32 };

/*
 * A form of help. `groups` are the bits of kk_codes.group to which it belongs: jeugdzorg, jeugdhulp, without_stay,
 * with_stay, protection, probation, preventive, accessible, front (preventive or accessible), indicated …
 */
typedef struct kk_form {
    const char *name; /* as in selectors: "ambulant" */
    const char *label_nl, *label_en;
    int weight; /* place on the ladder from light to heavy; 0: not on it */
    uint32_t groups;
} kk_form;

typedef struct kk_referrer {
    const char *name, *label_nl, *label_en;
} kk_referrer;

typedef struct kk_codes {
    size_t form_count, referrer_count, group_count;
    kk_form form[KK_FORMS_MAX];
    kk_referrer referrer[KK_REFERRERS_MAX]; /* 0 is "unknown" */
    const char *group[KK_FORM_GROUPS_MAX];
} kk_codes;

/* Index of a form, or −1. */
int kk_codes_form(const kk_codes *codes, const char *name);
int kk_codes_referrer(const kk_codes *codes, const char *name);
/* The bits of the forms that `name` means: a form, a group, or "all"; 0 when it means none. */
uint64_t kk_codes_forms(const kk_codes *codes, const char *name);

#endif
