-- What explanation.sql leaves of means: what is present, floors and ceilings, inequality before and after, and the
-- price of equity. Expects what that made.

CREATE TABLE division AS
SELECT d ->> 'name' AS division, d ->> 'level' AS level, d ->> 'unit' AS unit, d ->> 'present' AS present_of,
       CASE d ->> 'unit' WHEN 'cent' THEN 100 ELSE 1 / (d ->> 'post_size')::float8 END AS units,
       (d ->> 'floor_per_youth')::float8 AS floor_per_youth, (d ->> 'ceiling_per_youth')::float8 AS ceiling_per_youth,
       d -> 'before' AS before, d -> 'principles' AS principles, d -> 'frontier' AS frontier, d -> 'epsilon' AS epsilon,
       d -> 'areas' AS areas
FROM told, jsonb_array_elements(file -> 'divisions') d;

-- ---- what comes in ----

INSERT INTO difference
SELECT 'present', d.division || ' ' || (a ->> 'code'), a ->> 'present', i.numerator
FROM division d
CROSS JOIN jsonb_array_elements(d.areas) a
LEFT JOIN indicators i ON i.level = d.level AND i.code = a ->> 'code' AND i.indicator = d.present_of
                      AND i.period = '2023'
WHERE a -> 'present_figure' ->> 'origin' = 'own'
  AND ((a -> 'present_figure' ->> 'value')::float8 IS DISTINCT FROM i.numerator::float8
       OR (a ->> 'present')::float8 IS DISTINCT FROM round(i.numerator::numeric * d.units::numeric)::float8);

INSERT INTO difference
SELECT 'bounds', division || ' ' || (a ->> 'code'), (a ->> 'floor') || '-' || (a ->> 'ceiling'), low || '-' || high
FROM division d
CROSS JOIN jsonb_array_elements(areas) a
CROSS JOIN LATERAL (SELECT ceil((floor_per_youth * units * (a ->> 'youths')::float8)::numeric) AS low,
                           floor((ceiling_per_youth * units * (a ->> 'youths')::float8)::numeric) AS high) b
WHERE (a ->> 'floor')::numeric IS DISTINCT FROM low OR (a ->> 'ceiling')::numeric IS DISTINCT FROM high;

-- ---- inequality ----

-- Means per youth of each division, and of what is present.
CREATE TABLE held AS
SELECT d.division, p.key AS principle, (a ->> 'youths')::float8 AS p, (a ->> 'need')::float8 AS n,
       (p.value ->> 'units')::float8 / (a ->> 'youths')::float8 AS x
FROM division d, jsonb_array_elements(d.areas) a, jsonb_each(a -> 'principles') p
UNION ALL
SELECT d.division, 'before', (a ->> 'youths')::float8, (a ->> 'need')::float8,
       (a ->> 'present')::float8 / (a ->> 'youths')::float8
FROM division d, jsonb_array_elements(d.areas) a
WHERE d.present_of IS NOT NULL;

-- Gini: half the mean difference of every two youths, over the mean. Concentration: twice the covariance of means and
-- the place among youths by need, least first, over the mean.
CREATE TABLE balance AS
SELECT division, principle, gini, concentration
FROM (SELECT division, principle, sum(a.p * b.p * abs(a.x - b.x)) / (2 * sum(a.p * b.p * a.x)) AS gini
      FROM held a JOIN held b USING (division, principle) GROUP BY division, principle) g
JOIN (SELECT division, principle, 2 * sum(p * x * place) / sum(p * x) - 1 AS concentration
      FROM (SELECT *, (sum(p) OVER (PARTITION BY division, principle ORDER BY n)
                       - sum(p) OVER (PARTITION BY division, principle, n) / 2)
                      / sum(p) OVER (PARTITION BY division, principle) AS place FROM held) h
      GROUP BY division, principle) c USING (division, principle);

INSERT INTO difference
SELECT 'balance', division || ' ' || principle, told::text, b.gini || ' ' || b.concentration
FROM balance b
JOIN division d USING (division)
CROSS JOIN LATERAL (SELECT coalesce(d.principles -> principle, d.before) AS told) t
WHERE NOT coalesce(abs((told ->> 'gini')::float8 - b.gini) <= 1e-9, false)
   OR NOT coalesce(abs((told ->> 'concentration')::float8 - b.concentration) <= 1e-9, false);

-- ---- the price of equity ----

-- The same division for each ε, and one for ε = 0, against which effects are less.
CREATE TABLE point AS
SELECT DISTINCT division, e::text AS epsilon
FROM division, jsonb_array_elements(epsilon || '0'::jsonb) e
WHERE frontier IS NOT NULL;

INSERT INTO taker
SELECT (jsonb_populate_record(t, jsonb_build_object('division', t.division || ' ' || e.epsilon,
                                                    'epsilon', e.epsilon::float8))).*
FROM taker t JOIN point e USING (division);

CREATE TABLE outcome AS
SELECT d.division, d.epsilon, t.p, 2 * t.most_n - t.n AS w,
       t.n * (1 - 2 ^ (-a.exact / (t.p * t.n * t.half_effect))) AS e
FROM point d
CROSS JOIN LATERAL divide(d.division || ' ' || d.epsilon, 'welfare') a
JOIN (SELECT *, max(n) OVER (PARTITION BY division) AS most_n FROM taker) t
  ON t.division = d.division AND t.code = a.code;

-- Judged by the highest ε, that of Atkinson, which is not 1 here.
CREATE TABLE frontier_again AS
SELECT division, epsilon::float8 AS epsilon, effect, gini,
       (power / all_p) ^ (1 / (1 - highest)) AS equal_equivalent,
       100 * (1 - effect / max(effect) FILTER (WHERE epsilon = '0') OVER (PARTITION BY division)) AS price
FROM (SELECT o.division, o.epsilon, highest, sum(p * e) AS effect, sum(p) AS all_p,
             sum(p * (w + e) ^ (1 - highest)) AS power
      FROM outcome o
      JOIN (SELECT division, (epsilon ->> -1)::float8 AS highest FROM division) h USING (division)
      GROUP BY o.division, o.epsilon, highest) f
JOIN (SELECT division, epsilon, sum(a.p * b.p * abs(a.w + a.e - b.w - b.e)) / (2 * sum(a.p * b.p * (a.w + a.e))) AS gini
      FROM outcome a JOIN outcome b USING (division, epsilon) GROUP BY division, epsilon) g USING (division, epsilon);

INSERT INTO difference
SELECT 'frontier', division || ' ' || (point ->> 'epsilon'), point::text,
       concat_ws(' ', f.effect, f.equal_equivalent, f.gini)
FROM division d
CROSS JOIN jsonb_array_elements(d.frontier) point
LEFT JOIN frontier_again f USING (division)
WHERE f.epsilon = (point ->> 'epsilon')::float8
  AND NOT (is_near((point ->> 'effect')::float8, f.effect, 1e-10)
           AND is_near((point ->> 'equal_equivalent')::float8, f.equal_equivalent, 1e-9)
           AND is_near((point ->> 'gini')::float8, f.gini, 1e-8));
