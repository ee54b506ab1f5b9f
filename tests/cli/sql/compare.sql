-- SPDX-License-Identifier: EUPL-1.2
-- The figures of each selection by area, the cells of each indicator, and what the engine released beside them.
CREATE TABLE wanted AS
SELECT DISTINCT measure, CASE measure WHEN 'youths_cents' THEN 'cents' ELSE measure END AS told, forms, item, ages
FROM term;
CREATE TABLE tally AS
SELECT w.measure, w.forms, w.item, w.ages, period, client, sum(amount) AS amount
FROM wanted w JOIN told ON (told.measure, told.forms, told.item) = (w.told, w.forms, w.item)
WHERE w.ages = '(,)' OR w.ages @> months
GROUP BY w.measure, w.forms, w.item, w.ages, period, client;
DELETE FROM tally WHERE measure = 'youths_cents' AND amount = 0;
UPDATE tally SET amount = 1 WHERE measure = 'youths_cents';
ANALYZE tally;

CREATE TABLE figure AS
SELECT measure, forms, item, ages, t.sex, area, period, sum(amount)::float8 AS amount, count(*) AS persons,
    (array_agg(abs(amount) ORDER BY abs(amount) DESC))[1:2]::float8[] AS largest, sum(abs(amount))::float8 AS sizes
FROM (SELECT DISTINCT measure, forms, item, ages, sex FROM term) t JOIN tally USING (measure, forms, item, ages)
JOIN youth USING (period, client)
WHERE t.sex IS NULL OR t.sex = youth.sex
GROUP BY measure, forms, item, ages, t.sex, area, period
UNION ALL
SELECT unnest(ARRAY['families', 'family_providers']), 'jeugdzorg', 'all', int4range(0, 276), NULL, area, period,
    unnest(ARRAY[count(DISTINCT family), count(DISTINCT (family, provider))]), count(DISTINCT family),
    NULL, NULL
FROM family_told JOIN period USING (period) JOIN birth USING (client)
WHERE months_between(born, closes) BETWEEN 0 AND 275 GROUP BY area, period
UNION ALL
SELECT 'persons', 'all', 'all', w.ages, w.sex, code, period, coalesce(persons(code, period, w.ages, w.sex), 0), NULL,
    NULL, NULL
FROM (SELECT DISTINCT ages, sex FROM term WHERE measure = 'persons') w, land, period
UNION ALL
SELECT measure, 'all', CASE measure WHEN 'homes' THEN 'all' ELSE type END, '(,)', NULL, area, period, amount, persons,
    NULL, NULL
FROM near, period, LATERAL (VALUES ('homes', homes::float8, homes), ('distance', distance, homes),
    ('within', within, within), ('access', access, homes)) m (measure, amount, persons)
WHERE measure <> 'homes' OR type = 'all'
UNION ALL
SELECT 'place_count', 'all', type, '(,)', NULL, area, period, amount, NULL, NULL, NULL FROM place_count, period
UNION ALL
SELECT measure, 'all', 'all', '(,)', NULL, area, period, amount, NULL, NULL, NULL FROM collective
UNION ALL
SELECT 'budget_cents', 'all', task, '(,)', NULL, area, period, cents, NULL, NULL, NULL FROM budget_cents;

ANALYZE figure, term;
-- each term in each area; what is told of an area around it alone has no amount
CREATE TABLE part AS
SELECT t.indicator, t.side, t.measure, t.forms, t.item, t.ages, t.sex, code AS area, p.period, f.persons,
    CASE t.measure WHEN 'cents' THEN coalesce(largest, '{0}') END AS largest, coalesce(sizes, 0) AS sizes,
    coalesce(sizes <> f.amount, false) AS has_credits,
    factor * CASE WHEN t.measure = 'budget_cents' AND f.amount IS NULL AND u.area IS NOT NULL THEN NULL
                  ELSE coalesce(f.amount, 0) END AS amount
FROM term t CROSS JOIN land CROSS JOIN period p
LEFT JOIN figure f ON f.area = code AND f.period = p.period AND (f.measure, f.forms, f.item, f.ages) =
    (t.measure, t.forms, t.item, t.ages) AND f.sex IS NOT DISTINCT FROM t.sex
LEFT JOIN untold u ON u.area = code AND u.period = p.period AND u.task = t.item;

ANALYZE part;
-- 1–9, and what lies between of what is not whole
CREATE FUNCTION is_small(amount float8) RETURNS boolean IMMUTABLE LANGUAGE sql AS
    $$ SELECT abs(amount) > 1e-9 AND abs(amount) < 10 $$;
-- two have more than half, or who has second most knows the first within 100%
CREATE FUNCTION is_dominated(first float8, second float8, sizes float8) RETURNS boolean IMMUTABLE LANGUAGE sql AS
    $$ SELECT first > 0 AND (first + second > 0.5 * sizes OR sizes - first - second < first) $$;
-- persons, and money of one or two of them, that one part has beyond another
CREATE TABLE beyond AS
SELECT a.indicator, a.area, a.period, bool_or(is_small(coalesce(a.persons, 0) - coalesce(b.persons, 0))) AS few,
    bool_or(a.sizes <> b.sizes AND is_dominated(
        a.largest[1] + CASE WHEN a.has_credits OR b.has_credits THEN b.largest[1] ELSE 0 END,
        coalesce(a.largest[2], 0) + CASE WHEN a.has_credits OR b.has_credits THEN coalesce(b.largest[2], 0) ELSE 0 END,
        a.sizes - b.sizes)) AS dominated
FROM part a JOIN part b USING (indicator, measure, area, period)
JOIN selection s ON s.forms = a.forms JOIN selection r ON r.forms = b.forms
WHERE s.list @> array_remove(r.list, NULL) AND a.ages @> b.ages AND a.item IN (b.item, 'all')
  AND measure NOT IN ('persons', 'budget_cents')
GROUP BY a.indicator, a.area, a.period;

CREATE TABLE cell AS
WITH summed AS (
    SELECT indicator, area, period, sum(amount) FILTER (WHERE side = 'x') AS x,
        sum(amount) FILTER (WHERE side = 'n') AS n, bool_or(amount IS NULL) AS is_untold,
        bool_or(is_small(persons)) AS few,
        bool_or(is_dominated(largest[1], coalesce(largest[2], 0), sizes)) AS dominated,
        bool_or(side = 'x' AND measure ~ '^(youths|families$|not_seen|invited|participants)') AS counts_persons,
        bool_and(measure IN ('persons', 'budget_cents', 'programmes', 'places_offered', 'attendance',
            'school_organisations', 'schools')) AS is_public
    FROM part GROUP BY indicator, area, period
), judged AS (
    SELECT s.*, kind, CASE
        WHEN is_untold THEN 'not_applicable'
        WHEN x = 'NaN' THEN 'unknown'
        WHEN kind = 'value' THEN 'ok'
        WHEN n = 0 THEN 'no_population'
        WHEN kind = 'one_in' AND x = 0 THEN 'not_applicable'
        WHEN kind IN ('share', 'one_in') AND x > n THEN 'unknown' ELSE 'ok' END AS status,
        CASE kind WHEN 'one_in' THEN n / nullif(x, 0) WHEN 'value' THEN x ELSE per * x / nullif(n, 0) END AS value,
        CASE WHEN is_public THEN NULL
        WHEN kind IN ('share', 'rate', 'one_in') AND n BETWEEN 1 AND 9 THEN 'base'
        WHEN kind IN ('share', 'rate', 'one_in') AND x BETWEEN 1 AND 9 THEN 'count'
        WHEN kind IN ('share', 'rate', 'one_in') AND n - x BETWEEN 1 AND 9 THEN 'rest'
        WHEN kind IN ('share', 'rate', 'one_in') AND (is_small(n) OR is_small(x) OR is_small(n - x)) THEN 'persons'
        WHEN s.few OR beyond.few THEN 'persons'
        WHEN kind IN ('share', 'one_in') AND counts_persons AND x >= 0.5 * n THEN 'group'
        WHEN s.dominated OR beyond.dominated THEN 'dominance' END AS rule
    FROM summed s JOIN indicator USING (indicator) LEFT JOIN beyond USING (indicator, area, period)
)
SELECT indicator, kind, level, area AS code, period, x, n, value,
    CASE WHEN status = 'ok' AND rule IS NOT NULL THEN 'suppressed_' || rule ELSE status END AS status
FROM judged JOIN land ON code = area
WHERE NOT (level = 'buurt' AND indicator ~ '_18_23');
INSERT INTO cell
SELECT indicator, 'estimate', level, code, p.period, NULL, base, per * value, CASE
    WHEN coalesce(base, 0) = 0 THEN 'no_population' WHEN value IS NULL THEN 'unknown'
    WHEN base < 10 OR e.measure IN ('wait_started', 'wait_left', 'returned')
        AND (is_small(value * base) OR is_small(base - value * base)) THEN 'suppressed_persons' ELSE 'ok' END
FROM estimated e JOIN indicator USING (indicator) CROSS JOIN land CROSS JOIN period p
LEFT JOIN estimate ON (estimate.measure, estimate.forms, estimate.area, estimate.period) =
    (e.measure, e.forms, code, p.period);

CREATE TABLE released (level text, code text, name text, period int, indicator text, value float8, lower float8,
    upper float8, numerator float8, denominator float8, status text, unit text, source text, axis text, form text,
    age text, sex text, referrer text, category text, hidden_by text);
\copy released FROM 'out/indicators.csv' (FORMAT csv, HEADER)

-- a bound of Wilson's interval of 95%, the lower by side −1
CREATE FUNCTION wilson(x float8, n float8, side int) RETURNS float8 IMMUTABLE LANGUAGE sql AS $$
    SELECT (x + z2 / 2 + side * sqrt(z2 * (x * (n - x) / n + z2 / 4))) / (n + z2)
    FROM (SELECT 1.959963984540054 ^ 2) z (z2) WHERE x <= n AND n > 0 $$;

-- a value has six decimals, or six digits; its parts all they have
CREATE TABLE difference AS
SELECT indicator, level, code, period, c.status AS counted, r.status AS released, c.x, r.numerator, c.n, r.denominator,
    c.value AS counted_value, r.value AS released_value
FROM cell c FULL JOIN released r USING (indicator, level, code, period) LEFT JOIN indicator USING (indicator, kind)
WHERE c.status IS DISTINCT FROM r.status
   OR r.status = 'ok' AND (abs(c.value - r.value) > greatest(6e-7, 1e-9 * abs(c.value)))
   OR r.status = 'ok' AND kind = 'share' AND abs(r.lower - per * wilson(c.x, c.n, -1)) + abs(r.upper
       - per * wilson(c.x, c.n, 1)) > 2e-6
   OR r.status = 'ok' AND kind = 'one_in' AND abs(1 / r.lower - wilson(c.x, c.n, 1)) + abs(1 / r.upper
       - wilson(c.x, c.n, -1)) > 1e-6
   OR abs(c.x - r.numerator) > 1e-9 * abs(c.x) OR abs(c.n - r.denominator) > 1e-9 * abs(c.n)
   OR r.status = 'ok' AND kind <> 'estimate' AND (r.numerator IS NULL OR r.denominator IS NULL);
