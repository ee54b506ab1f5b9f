-- SPDX-License-Identifier: EUPL-1.2
-- Spells and their estimates by area: Aalen and Johansen, with one cause Kaplan and Meier.

-- cause 1 is what is asked about, 2 competes with it, 0 is followed without either until then
CREATE TABLE spell AS
WITH spell AS (
    SELECT unnest(ARRAY['wait_started', 'wait_left', 'wait_median']) AS measure, forms, period, client, days,
        unnest(ARRAY[cause, (3 - cause) % 3, cause]) AS cause
    FROM (SELECT DISTINCT ON (forms, client, form, asked) forms, period, client, cause, days
          FROM care JOIN chosen USING (form) JOIN period ON asked BETWEEN opens AND closes,
          LATERAL (SELECT CASE WHEN first <= :until THEN 1 WHEN first IS NULL AND last <= :until THEN 2 ELSE 0 END)
              c (cause),
          LATERAL (SELECT CASE cause WHEN 1 THEN first WHEN 2 THEN last ELSE :until END - asked) d (days)
          ORDER BY forms, client, form, asked, (cause + 2) % 3, days) request
    UNION ALL
    SELECT 'duration_median', forms, period, client, least(last, :until) - first + 1, (last <= :until)::int
    FROM care_period JOIN chosen USING (form) JOIN period ON first BETWEEN opens AND closes
    UNION ALL
    SELECT unnest(ARRAY['returned', 'return_median']), forms, period, client, coalesce(next, :until) - last,
        (next IS NOT NULL)::int
    FROM (SELECT *, lead(first) OVER (PARTITION BY forms, client ORDER BY first) AS next FROM span) s
    JOIN period ON last BETWEEN opens AND closes
)
SELECT spell.*, area FROM spell JOIN youth USING (period, client)
WHERE forms IN ('jeugdzorg', 'light', 'complex') AND months >= 0 AND months < 276;
ANALYZE spell;

CREATE TABLE curve AS
WITH day AS (
    SELECT measure, forms, period, area, days, count(*) AS ended, count(*) FILTER (WHERE cause > 0) AS events,
        count(*) FILTER (WHERE cause = 1) AS asked, sum(count(*)) OVER later AS at_risk
    FROM spell GROUP BY measure, forms, period, area, days
    WINDOW later AS (PARTITION BY measure, forms, period, area ORDER BY days DESC)
), free AS (
    SELECT *, sum(CASE WHEN events = at_risk THEN '-Infinity' ELSE ln(1 - events / at_risk::float8) END) OVER (
        PARTITION BY measure, forms, period, area ORDER BY days) AS log_free FROM day
)
SELECT measure, forms, period, area, days, exp(log_free) AS free,
    sum(coalesce(exp(lag_free), 1) * asked / at_risk::float8) OVER (
        PARTITION BY measure, forms, period, area ORDER BY days) AS incidence
FROM (SELECT *, lag(log_free) OVER (PARTITION BY measure, forms, period, area ORDER BY days) AS lag_free FROM free) f;

-- the share after so many days; null where nobody was followed so long
CREATE TABLE incidence AS
SELECT measure, forms, period, area,
    CASE WHEN max(curve.days) >= max(horizon) OR min(free) < 1e-12
         THEN coalesce(max(incidence) FILTER (WHERE curve.days <= horizon), 0) END AS share
FROM curve JOIN (VALUES ('wait_started', 91), ('wait_left', 91), ('returned', 365), ('return_median', 365),
    ('wait_median', 1000000), ('duration_median', 1000000)) h (measure, horizon) USING (measure)
GROUP BY measure, forms, period, area;

ANALYZE curve, incidence;
CREATE TABLE base AS
SELECT measure, forms, period, area,
    count(DISTINCT client) FILTER (WHERE measure <> 'return_median' OR cause = 1 AND days <= 365) AS base
FROM spell GROUP BY measure, forms, period, area;
ANALYZE base;
CREATE TABLE estimate AS
SELECT measure, forms, period, area, base, CASE WHEN measure IN ('wait_started', 'wait_left', 'returned') THEN share
    ELSE min(days) FILTER (WHERE incidence >= CASE measure WHEN 'return_median' THEN nullif(share, 0) ELSE 1 END / 2
        - 1e-12) END AS value
FROM incidence JOIN curve USING (measure, forms, period, area) JOIN base USING (measure, forms, period, area)
GROUP BY measure, forms, period, area, base, share;
