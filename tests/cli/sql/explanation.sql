-- Computes explanation.json again, from its released figures and its rules alone, and lists what differs in the table
-- `difference`. Expects :explanation, the text of the file, and indicators.csv and targets.csv copied into tables of
-- the same name (all columns text); :change is what the file becomes before. For an index of percentiles that are
-- averaged, and gaps that are left.
CREATE TABLE told AS SELECT :'explanation'::jsonb AS file;
UPDATE told SET file = :change;
CREATE TABLE difference (what text, place text, told text, again text);

CREATE FUNCTION is_near(a double precision, b double precision, tolerance double precision) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT (a IS NULL AND b IS NULL) OR coalesce(abs(a - b) <= tolerance * (1 + abs(b)), false)
$$;

-- ---- the index ----

CREATE TABLE counts AS
SELECT n ->> 'name' AS indicator, n ->> 'theme' AS theme, (n ->> 'weight')::float8 AS weight,
       CASE n ->> 'direction' WHEN 'strength' THEN -1 ELSE 1 END AS sign
FROM told, jsonb_array_elements(file -> 'index' -> 'indicators') n;

CREATE TABLE theme AS
SELECT t ->> 'name' AS theme, (t ->> 'weight')::float8 AS weight
FROM told, jsonb_array_elements(file -> 'index' -> 'themes') t;

CREATE TABLE area AS
SELECT l ->> 'level' AS level, l ->> 'ranks' AS ranks, (l ->> 'average')::float8 AS average, a ->> 'code' AS code,
       coalesce((a ->> 'youths')::float8, 0) AS youths, (a ->> 'index')::float8 AS told_index,
       (a ->> 'rank')::int AS told_rank, a -> 'themes' AS themes, a -> 'figures' AS figures
FROM told, jsonb_array_elements(file -> 'levels') l, jsonb_array_elements(l -> 'areas') a;

CREATE TABLE figure AS
SELECT a.level, a.code, a.youths, f.key AS indicator, (f.value ->> 'value')::float8 AS value,
       f.value ->> 'origin' AS origin, (f.value ->> 'scaled')::float8 AS told_scaled,
       (f.value ->> 'contribution')::float8 AS told_contribution, n.sign * (f.value ->> 'value')::float8 AS x, n.theme,
       n.weight
FROM area a, jsonb_each(a.figures) f
JOIN counts n ON n.indicator = f.key;

-- The share of the youths in areas with less, and half of those with the same, in per cent.
CREATE TABLE scaled AS
SELECT *, 100 * (up_to - same / 2) / everybody AS scaled
FROM (SELECT *,
             sum(youths) OVER (PARTITION BY level, indicator ORDER BY x) AS up_to,
             sum(youths) OVER (PARTITION BY level, indicator, x) AS same,
             sum(youths) OVER (PARTITION BY level, indicator) AS everybody
      FROM figure
      WHERE value IS NOT NULL) f;

CREATE TABLE theme_score AS
SELECT level, code, theme, t.weight, sum(s.weight * scaled) / sum(s.weight) AS score,
       sum(s.weight) / (SELECT sum(weight) FROM counts WHERE counts.theme = s.theme) AS present
FROM scaled s
JOIN theme t USING (theme)
GROUP BY level, code, theme, t.weight;

-- An area has an index from so much of the whole weight on.
CREATE TABLE again AS
SELECT level, code, sum(weight * score) / sum(weight) AS index, sum(weight) AS weight
FROM theme_score
GROUP BY level, code
HAVING sum(weight * present) / (SELECT sum(weight) FROM theme)
       >= (SELECT (file -> 'index' ->> 'least')::float8 FROM told) - 1e-12;

INSERT INTO difference
SELECT 'scaled', s.level || ' ' || s.code || ' ' || s.indicator, told_scaled::text, scaled::text
FROM scaled s JOIN area a USING (level, code)
WHERE a.ranks = 'shown' AND NOT is_near(told_scaled, scaled, 1e-9);

INSERT INTO difference
SELECT 'theme', t.level || ' ' || t.code || ' ' || t.theme, a.themes ->> t.theme, t.score::text
FROM theme_score t JOIN area a USING (level, code)
WHERE a.ranks = 'shown' AND NOT is_near((a.themes ->> t.theme)::float8, t.score, 1e-9);

INSERT INTO difference
SELECT 'index', a.level || ' ' || a.code, a.told_index::text, i.index::text
FROM area a LEFT JOIN again i USING (level, code)
WHERE a.ranks = 'shown' AND NOT is_near(a.told_index, i.index, 1e-9);

INSERT INTO difference
SELECT 'index of hidden ranks', a.level || ' ' || a.code, a.told_index::text, NULL
FROM area a WHERE a.ranks = 'hidden' AND a.told_index IS NOT NULL;

INSERT INTO difference
SELECT 'rank', level || ' ' || code, told_rank::text, rank::text
FROM (SELECT a.level, a.code, a.told_rank, rank() OVER (PARTITION BY a.level ORDER BY i.index DESC) AS rank
      FROM area a JOIN again i USING (level, code) WHERE a.ranks = 'shown') r
WHERE told_rank IS DISTINCT FROM rank;

-- What an indicator adds: its weight among those that are there, times how far it is from the mean of all youths.
INSERT INTO difference
SELECT 'contribution', level || ' ' || code || ' ' || indicator, told_contribution::text, contribution::text
FROM (SELECT s.*, a.ranks,
             t.weight / i.weight * s.weight / sum(s.weight) OVER (PARTITION BY s.level, s.code, s.theme)
             * (scaled - mean) AS contribution
      FROM (SELECT *, sum(youths * scaled) OVER (PARTITION BY level, indicator) / everybody AS mean FROM scaled) s
      JOIN theme t USING (theme)
      JOIN again i USING (level, code)
      JOIN area a USING (level, code)) c
WHERE ranks = 'shown' AND NOT is_near(told_contribution, contribution, 1e-9);

-- Figures are those that were released.
INSERT INTO difference
SELECT 'figure', f.level || ' ' || f.code || ' ' || f.indicator, f.value::text, i.value
FROM figure f
LEFT JOIN indicators i ON i.level = f.level AND i.code = f.code AND i.indicator = f.indicator AND i.period = '2023'
WHERE f.origin = 'own' AND f.value IS DISTINCT FROM i.value::float8;

-- ---- lists ----

CREATE TABLE listed AS
SELECT l ->> 'name' AS list, l ->> 'level' AS level, (l ->> 'choose')::int AS choose, l ->> 'ranks' AS ranks,
       (l ->> 'in_need_per')::float8 AS per, a ->> 'code' AS code, a ->> 'class' AS class,
       (a ->> 'chosen')::bool AS chosen, (a ->> 'kept')::bool AS kept, a ->> 'today' AS told_today,
       (a ->> 'rank')::int AS told_rank, (a ->> 'margin')::float8 AS told_margin,
       (a ->> 'youths')::float8 AS youths, (a -> 'in_need' ->> 'value')::float8 AS share
FROM told, jsonb_array_elements(file -> 'targets') l, jsonb_array_elements(l -> 'areas') a;

-- Certain ones, those that are kept, then by the index; equal scores by code.
INSERT INTO difference
SELECT 'chosen', list || ' ' || code, chosen::text, again::text
FROM (SELECT l.*, coalesce(l.class = 'certainly' OR l.kept
                           OR row_number() OVER (PARTITION BY list, t.within_code
                                                 ORDER BY l.class = 'certainly' OR l.kept DESC,
                                                          i.index DESC NULLS LAST, l.code) <= choose,
                           false) AND i.index IS NOT NULL AS again
      FROM listed l
      JOIN targets t USING (list, code)
      LEFT JOIN again i ON i.level = l.level AND i.code = l.code) c
WHERE chosen IS DISTINCT FROM again;

INSERT INTO difference
SELECT 'youths in need', list || ' ' || l.code, t.youths_in_need, (l.youths * l.share / l.per)::text
FROM listed l JOIN targets t USING (list, code)
WHERE NOT is_near(nullif(t.youths_in_need, '')::float8, l.youths * l.share / l.per, 1e-8);

-- ---- means ----

CREATE TABLE taker AS
SELECT d ->> 'name' AS division, (d ->> 'budget')::float8 AS budget, (d ->> 'floor_share')::float8 AS floor_share,
       (d ->> 'years')::float8 AS years, (d ->> 'half_effect')::float8 * 100 AS half_effect,
       (d -> 'epsilon' ->> -1)::float8 AS epsilon,
       d ->> 'need' AS need_of, d ->> 'level' AS level, a ->> 'code' AS code, (a ->> 'youths')::float8 AS p,
       (a ->> 'need')::float8 AS n, (a ->> 'present')::float8 AS b, coalesce((a ->> 'floor')::float8, 0) AS low,
       coalesce((a ->> 'ceiling')::float8, (d ->> 'budget')::float8) AS high,
       (a -> 'need_figure' ->> 'value')::float8 AS figure,
       a -> 'principles' AS principles
FROM told, jsonb_array_elements(file -> 'divisions') d, jsonb_array_elements(d -> 'areas') a;

INSERT INTO difference
SELECT 'need', division || ' ' || code, n::text, again::text
FROM (SELECT t.division, t.code, t.n, CASE need_of WHEN 'index' THEN i.index / 100 ELSE t.figure / 100 END AS again
      FROM taker t LEFT JOIN again i USING (level, code)) c
WHERE NOT is_near(n, again, 1e-9);

-- What an area gets at λ, within its bounds. Of welfare, where the effect of the next cent counts λ.
CREATE FUNCTION amount_at(principle text, t taker, whole_p float8, whole_pn float8, whole_b float8, most_n float8,
                          lambda float8)
RETURNS float8 LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    a float8;
    from_here float8 := t.low;
    to_here float8 := t.high;
    rest float8;
BEGIN
    IF principle = 'welfare' THEN
        FOR step IN 1 .. 80 LOOP
            a := (from_here + to_here) / 2;
            rest := 2 ^ (-a / (t.p * t.n * t.half_effect));
            IF (2 * most_n - t.n + t.n * (1 - rest)) ^ (-t.epsilon) * rest > 1 / lambda
            THEN from_here := a;
            ELSE to_here := a;
            END IF;
        END LOOP;
        RETURN (from_here + to_here) / 2;
    END IF;
    a := CASE principle
             WHEN 'present' THEN lambda * t.b / whole_b
             WHEN 'equal' THEN lambda * t.p / whole_p
             WHEN 'proportional' THEN lambda * t.p * t.n / whole_pn
             WHEN 'proportionate'
             THEN lambda * (t.floor_share * t.p / whole_p + (1 - t.floor_share) * t.p * t.n / whole_pn)
             WHEN 'closing'
             THEN lambda * ((1 - 1 / t.years) * t.b / whole_b + t.p * t.n / whole_pn / t.years)
             WHEN 'levelling' THEN t.p * greatest(0, lambda - t.b / t.p)
         END;
    RETURN least(t.high, greatest(t.low, a));
END
$$;

CREATE FUNCTION divide(of_division text, principle text) RETURNS TABLE (code text, exact float8)
LANGUAGE plpgsql AS $$
DECLARE
    w record;
    too_little float8 := 0;
    enough float8 := 1e15;
    middle float8;
    total float8;
BEGIN
    SELECT sum(p) AS p, sum(p * n) AS pn, sum(b) AS b, max(n) AS n, min(budget) AS budget INTO w
    FROM taker WHERE division = of_division;
    FOR step IN 1 .. 120 LOOP
        middle := (too_little + enough) / 2;
        SELECT sum(amount_at(principle, t, w.p, w.pn, w.b, w.n, middle)) INTO total
        FROM taker t WHERE division = of_division;
        IF total < w.budget THEN too_little := middle; ELSE enough := middle; END IF;
    END LOOP;
    RETURN QUERY SELECT t.code, amount_at(principle, t, w.p, w.pn, w.b, w.n, enough)
                 FROM taker t WHERE division = of_division;
END
$$;

CREATE TABLE divided AS
SELECT d.division, d.principle, e.code, e.exact, (t.principles -> d.principle ->> 'exact')::float8 AS told_exact,
       (t.principles -> d.principle ->> 'units')::int8 AS told_units, t.budget
FROM (SELECT DISTINCT division, jsonb_object_keys(principles) AS principle FROM taker) d
CROSS JOIN LATERAL divide(d.division, d.principle) e
JOIN taker t ON t.division = d.division AND t.code = e.code;

INSERT INTO difference
SELECT 'exact', division || ' ' || principle || ' ' || code, told_exact::text, exact::text
FROM divided WHERE NOT is_near(told_exact, exact, CASE principle WHEN 'welfare' THEN 1e-7 ELSE 1e-9 END);

-- The largest remainders get what is left over.
INSERT INTO difference
SELECT 'units', division || ' ' || principle || ' ' || code, told_units::text, units::text
FROM (SELECT *, floor(told_exact) + CASE WHEN row_number() OVER (PARTITION BY division, principle
                                                                 ORDER BY told_exact - floor(told_exact) DESC, code)
                                          <= budget - sum(floor(told_exact)) OVER (PARTITION BY division, principle)
                                         THEN 1 ELSE 0 END AS units
      FROM divided) u
WHERE told_units IS DISTINCT FROM units;

INSERT INTO difference
SELECT 'budget', division || ' ' || principle, sum(told_units)::text, min(budget)::text
FROM divided GROUP BY division, principle HAVING sum(told_units) <> min(budget);
