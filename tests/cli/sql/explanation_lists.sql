-- What explanation.sql leaves of figures and lists: means, figures that stand in, ranks of a list, its margins and the
-- list of today. Expects what that made, and the list of today in the table today.

-- ---- figures ----

INSERT INTO difference
SELECT 'figure around', f.level || ' ' || f.code || ' ' || f.indicator, f.value::text, i.value
FROM figure f
JOIN area a USING (level, code)
LEFT JOIN indicators i ON i.code = a.figures -> f.indicator ->> 'from' AND i.indicator = f.indicator
                      AND i.period = '2023'
WHERE f.origin = 'around' AND f.value IS DISTINCT FROM i.value::float8;

INSERT INTO difference
SELECT 'status', f.level || ' ' || f.code || ' ' || f.indicator, a.figures -> f.indicator ->> 'status', i.status
FROM figure f
JOIN area a USING (level, code)
JOIN indicators i ON i.level = f.level AND i.code = f.code AND i.indicator = f.indicator AND i.period = '2023'
WHERE a.figures -> f.indicator ->> 'status' IS DISTINCT FROM i.status
   OR (f.origin = 'own') IS DISTINCT FROM (i.status = 'ok');

INSERT INTO difference
SELECT 'youths', a.level || ' ' || a.code, a.youths::text, i.numerator
FROM area a
LEFT JOIN indicators i ON i.level = a.level AND i.code = a.code AND i.period = '2023'
                      AND i.indicator = (SELECT file ->> 'youths' FROM told)
WHERE a.youths IS DISTINCT FROM coalesce(nullif(i.numerator, '')::float8, 0);

CREATE TABLE mean AS
SELECT l ->> 'level' AS level, m.key AS indicator, (m.value ->> 'mean')::float8 AS mean,
       (m.value ->> 'scaled_mean')::float8 AS scaled_mean
FROM told, jsonb_array_elements(file -> 'levels') l, jsonb_each(l -> 'figures') m;

INSERT INTO difference
SELECT 'mean', level || ' ' || indicator, m.mean || ' ' || m.scaled_mean, s.mean || ' ' || s.scaled_mean
FROM mean m
JOIN (SELECT level, indicator, sum(youths * value) / sum(youths) AS mean,
             sum(youths * scaled) / sum(youths) AS scaled_mean
      FROM scaled GROUP BY level, indicator) s USING (level, indicator)
WHERE NOT (is_near(m.mean, s.mean, 1e-9) AND is_near(m.scaled_mean, s.scaled_mean, 1e-9));

-- Where every indicator that has figures on this level is at its mean.
INSERT INTO difference
SELECT 'average', level, min(a.average)::text, (sum(weight * score) / sum(weight))::text
FROM (SELECT DISTINCT level, average FROM area) a
JOIN (SELECT level, theme, t.weight, sum(c.weight * scaled_mean) / sum(c.weight) AS score
      FROM mean m JOIN counts c USING (indicator) JOIN theme t USING (theme)
      WHERE m.mean IS NOT NULL
      GROUP BY level, theme, t.weight) s USING (level)
GROUP BY level HAVING NOT coalesce(is_near(min(a.average), sum(weight * score) / sum(weight), 1e-9), false);

INSERT INTO difference
SELECT 'mean of nothing', level || ' ' || indicator, scaled_mean::text, NULL
FROM mean WHERE mean IS NULL AND scaled_mean IS NOT NULL;

INSERT INTO difference
SELECT 'ranked', level, ranked::text, count(i.code)::text
FROM (SELECT l ->> 'level' AS level, (l ->> 'ranked')::int AS ranked
      FROM told, jsonb_array_elements(file -> 'levels') l) l
LEFT JOIN again i USING (level)
GROUP BY level, ranked HAVING ranked <> count(i.code);

-- ---- lists ----

-- Equal scores have the first place among them. Sums of doubles are equal to ten decimals.
CREATE TABLE entry AS
SELECT l.*, t.within_code, t.rank_lower, t.rank_upper, i.index, count(i.index) OVER field AS ranked,
       rank() OVER (field ORDER BY round(i.index::numeric, 10) DESC NULLS LAST) AS rank
FROM listed l
JOIN targets t USING (list, code)
LEFT JOIN again i ON i.level = l.level AND i.code = l.code
WINDOW field AS (PARTITION BY l.list, t.within_code);

INSERT INTO difference
SELECT 'rank in list', list || ' ' || code, told_rank::text, rank::text
FROM entry
WHERE CASE WHEN ranks = 'shown' AND index IS NOT NULL THEN told_rank IS DISTINCT FROM rank
           ELSE coalesce(told_rank, 0) <> 0 OR told_margin IS NOT NULL END;

INSERT INTO difference
SELECT 'class', list || ' ' || code, class, rank_lower || '-' || rank_upper
FROM entry
WHERE ranks = 'shown' AND index IS NOT NULL
  AND class IS DISTINCT FROM CASE WHEN rank_upper::int <= choose THEN 'certainly'
                                  WHEN rank_lower::int > choose THEN 'no' ELSE 'possibly' END;

-- Where nobody is kept and the list is no longer than asked: how far one that is off it is behind the last that gives
-- way, and one that is on it before the first that is not. One whose certainty would survive that gives no way.
INSERT INTO difference
SELECT 'margin', list || ' ' || code, told_margin::text, margin::text
FROM (SELECT e.*,
             CASE WHEN chosen THEN greatest(0, index - max(index) FILTER (WHERE NOT chosen) OVER field)
                  ELSE min(index) FILTER (WHERE chosen AND NOT (class = 'certainly' AND rank_upper::int < choose))
                           OVER field - index END AS margin,
             bool_or(kept) OVER field OR count(*) FILTER (WHERE chosen) OVER field > choose AS is_else
      FROM entry e
      WHERE ranks = 'shown' AND index IS NOT NULL AND ranked > choose
      WINDOW field AS (PARTITION BY list, within_code)) m
WHERE NOT is_else AND (chosen OR margin IS NOT NULL) AND NOT is_near(told_margin, margin, 1e-9);

INSERT INTO difference
SELECT 'today', list || ' ' || code, told_today, again
FROM (SELECT e.*, CASE WHEN t.code IS NULL AND class = 'certainly' THEN 'missing'
                       WHEN t.code IS NULL THEN CASE WHEN chosen THEN 'alike' ELSE 'neither' END
                       WHEN class = 'none' THEN 'unknown'
                       WHEN chosen THEN 'both'
                       WHEN class = 'no' THEN 'unsupported' ELSE 'alike' END AS again
      FROM entry e LEFT JOIN today t USING (code)
      WHERE told_today IS NOT NULL) c
WHERE told_today IS DISTINCT FROM again;
