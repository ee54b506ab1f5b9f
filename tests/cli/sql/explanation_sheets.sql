-- Compares need.csv, need_figures.csv, targets.csv, allocation.csv, scenarios.csv and frontier.csv with
-- explanation.json: the same areas, and the same numbers to the ten digits of a table. Expects what the other files of
-- explanation made, and those tables: need.csv as need_sheet.
CREATE FUNCTION is_same(cell text, number double precision) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT (coalesce(cell, '') = '' AND number IS NULL)
           OR coalesce(abs(nullif(cell, '')::float8 - number) <= 1e-9 * abs(number) + 1e-12, false)
$$;

-- ---- the index ----

-- A level with hidden ranks has no rows.
CREATE TABLE told_area AS
SELECT l ->> 'level' AS level, a ->> 'code' AS code, a AS said
FROM told, jsonb_array_elements(file -> 'levels') l, jsonb_array_elements(l -> 'areas') a
WHERE l ->> 'ranks' = 'shown';

INSERT INTO difference
SELECT 'need.csv', concat_ws(' ', level, code), said::text, s::text
FROM told_area a
FULL JOIN need_sheet s USING (level, code)
CROSS JOIN LATERAL (SELECT 1.959963984540054 * (said ->> 'error')::float8 AS half) h
WHERE a.code IS NULL OR s.code IS NULL
   OR NOT is_same(s.youths, (said ->> 'youths')::float8) OR NOT is_same(s.index, (said ->> 'index')::float8)
   OR NOT is_same(s.rank, (said ->> 'rank')::float8) OR NOT is_same(s.rank_lower, (said ->> 'rank_lower')::float8)
   OR NOT is_same(s.rank_upper, (said ->> 'rank_upper')::float8)
   OR NOT is_same(s.lower, (SELECT greatest(0, (said ->> 'index')::float8 - half) WHERE half IS NOT NULL))
   OR NOT is_same(s.upper, (SELECT least(100, (said ->> 'index')::float8 + half) WHERE half IS NOT NULL))
   OR s.why_nl IS DISTINCT FROM coalesce(said ->> 'why_nl', '');

INSERT INTO difference
SELECT 'need.csv origins', level || ' ' || code, concat_ws(' ', own, around, missing),
       concat_ws(' ', n_own, n_around, n_none)
FROM need_sheet
JOIN (SELECT level, code, count(*) FILTER (WHERE origin = 'own') AS n_own,
             count(*) FILTER (WHERE origin = 'around') AS n_around, count(*) FILTER (WHERE origin = 'none') AS n_none
      FROM figure GROUP BY level, code) f USING (level, code)
WHERE concat_ws(' ', own, around, missing) <> concat_ws(' ', n_own, n_around, n_none);

INSERT INTO difference
SELECT 'need_figures.csv', concat_ws(' ', level, code, indicator), f.figure::text, s::text
FROM (SELECT level, code, i.key AS indicator, i.value AS figure
      FROM told_area, jsonb_each(said -> 'figures') i) f
FULL JOIN need_figures s USING (level, code, indicator)
LEFT JOIN counts c USING (indicator)
WHERE f.code IS NULL OR s.code IS NULL
   OR NOT is_same(s.value, (figure ->> 'value')::float8) OR s.status <> figure ->> 'status'
   OR s.origin <> figure ->> 'origin' OR NOT is_same(s.scaled, (figure ->> 'scaled')::float8)
   OR NOT is_same(s.contribution, (figure ->> 'contribution')::float8)
   OR s.from_code <> coalesce(figure ->> 'from', CASE figure ->> 'origin' WHEN 'own' THEN s.code ELSE '' END)
   OR s.theme <> c.theme
   OR NOT is_same(s.weight, c.weight / (SELECT sum(weight) FROM counts o WHERE o.theme = c.theme)
                            * (SELECT weight FROM theme t WHERE t.theme = c.theme) / (SELECT sum(weight) FROM theme));

-- ---- lists ----

INSERT INTO difference
SELECT 'targets.csv', concat_ws(' ', list, code), said::text, s::text
FROM (SELECT l ->> 'name' AS list, l ->> 'level' AS level, a ->> 'code' AS code, a AS said
      FROM told, jsonb_array_elements(file -> 'targets') l, jsonb_array_elements(l -> 'areas') a) t
FULL JOIN targets s USING (list, level, code)
LEFT JOIN area a USING (level, code)
WHERE t.code IS NULL OR s.code IS NULL
   OR s.class <> CASE said ->> 'class' WHEN 'none' THEN '' ELSE said ->> 'class' END
   OR s.is_chosen::bool <> (said ->> 'chosen')::bool OR s.was_kept::bool <> (said ->> 'kept')::bool
   OR NOT is_same(s.rank, nullif((said ->> 'rank')::float8, 0)) OR NOT is_same(s.index, a.told_index)
   OR NOT is_same(s.margin, (said ->> 'margin')::float8) OR s.today_class <> coalesce(said ->> 'today', '')
   OR (s.today <> '' AND s.today::bool <> (EXISTS (SELECT FROM today WHERE today.code = s.code)))
   OR NOT is_same(s.youths, (said ->> 'youths')::float8)
   OR s.in_need_status <> said -> 'in_need' ->> 'status' OR s.in_need_origin <> said -> 'in_need' ->> 'origin';

-- ---- means ----

-- Each area of each principle, in euro or FTE.
CREATE TABLE amount AS
SELECT d.division, p.key AS principle, d.level, a ->> 'code' AS code, d.unit = 'post' AS is_fte,
       (a ->> 'youths')::float8 AS youths, (a ->> 'need')::float8 AS need,
       (a ->> 'present')::float8 / d.units AS present, (a ->> 'floor')::float8 / d.units AS floor,
       (a ->> 'ceiling')::float8 / d.units AS ceiling, (p.value ->> 'exact')::float8 / d.units AS exact,
       (p.value ->> 'units')::float8 / d.units AS amount, (p.value ->> 'gain_chance')::float8 AS gain_chance
FROM division d, jsonb_array_elements(d.areas) a, jsonb_each(a -> 'principles') p;

INSERT INTO difference
SELECT 'allocation.csv', concat_ws(' ', division, principle, code), a::text, s::text
FROM amount a
FULL JOIN (SELECT * FROM allocation WHERE status = 'divided') s USING (division, principle, level, code)
WHERE a.division IS NULL OR s.status IS NULL
   OR NOT is_same(s.youths, a.youths)
   OR NOT is_same(s.need, a.need * 100)
   OR NOT is_same(CASE WHEN is_fte THEN s.present_fte ELSE s.present END, a.present)
   OR NOT is_same(CASE WHEN is_fte THEN s.floor_fte ELSE s.floor END, a.floor)
   OR NOT is_same(CASE WHEN is_fte THEN s.ceiling_fte ELSE s.ceiling END, a.ceiling)
   OR NOT is_same(s.exact, a.exact) OR NOT is_same(CASE WHEN is_fte THEN s.amount_fte ELSE s.amount END, a.amount)
   OR NOT is_same(s.per_youth, a.amount / a.youths) OR NOT is_same(s.present_per_youth, a.present / a.youths)
   OR NOT is_near(nullif(CASE WHEN is_fte THEN s.change_fte ELSE s.change END, '')::float8, a.amount - a.present, 1e-9)
   OR NOT is_near(nullif(s.change_percent, '')::float8, 100 * (a.amount - a.present) / nullif(a.present, 0), 1e-9)
   OR NOT is_same(s.gain_chance, a.gain_chance)
   OR s.certainty <> CASE WHEN a.gain_chance >= 0.95 THEN 'gain' WHEN a.gain_chance <= 0.05 THEN 'loss'
                          WHEN a.gain_chance IS NULL THEN '' ELSE 'uncertain' END;

INSERT INTO difference
SELECT 'left out', d ->> 'name', d ->> 'left_out', count(s.code)::text
FROM told
CROSS JOIN jsonb_array_elements(file -> 'divisions') d
LEFT JOIN allocation s ON s.division = d ->> 'name' AND s.status = 'need_unknown' AND s.principle = 'proportionate'
GROUP BY d HAVING count(s.code) <> (d ->> 'left_out')::int;

INSERT INTO difference
SELECT 'scenarios.csv', concat_ws(' ', division, principle), a::text, s::text
FROM (SELECT division, principle, count(*) AS areas, sum(youths) AS youths, sum(amount) AS budget,
             bool_or(is_fte) AS is_fte, count(*) FILTER (WHERE amount > present) AS gainers,
             count(*) FILTER (WHERE amount < present) AS losers,
             count(*) FILTER (WHERE gain_chance >= 0.95) AS sure_gainers, count(present) AS presents,
             count(*) FILTER (WHERE gain_chance <= 0.05) AS sure_losers, max(amount / youths) AS most,
             min(amount / youths) AS least, max(abs(amount - exact)) AS rounded
      FROM amount GROUP BY division, principle) a
JOIN balance b USING (division, principle)
LEFT JOIN (SELECT division, gini AS gini_now, concentration AS concentration_now FROM balance
           WHERE principle = 'before') n USING (division)
FULL JOIN scenarios s USING (division, principle)
WHERE a.areas IS NULL OR s.areas IS NULL
   OR NOT is_same(CASE WHEN is_fte THEN s.budget_fte ELSE s.budget END, a.budget)
   OR NOT is_same(s.areas, a.areas) OR NOT is_same(s.youths, a.youths)
   OR NOT is_near(nullif(s.gini_after, '')::float8, b.gini, 1e-9)
   OR NOT is_near(nullif(s.gini_before, '')::float8, gini_now, 1e-9)
   OR NOT is_near(nullif(s.concentration_after, '')::float8, b.concentration, 1e-9)
   OR NOT is_near(nullif(s.concentration_before, '')::float8, concentration_now, 1e-9)
   OR (presents > 0 AND concat_ws(' ', s.gainers, s.losers, s.certain_gainers, s.certain_losers)
                        <> concat_ws(' ', a.gainers, a.losers, sure_gainers, sure_losers))
   OR NOT is_same(s.most_per_youth, most) OR NOT is_same(s.least_per_youth, least)
   OR NOT is_near(s.rounded_by_at_most::float8, rounded, 1e-7);

INSERT INTO difference
SELECT 'frontier.csv', concat_ws(' ', division, epsilon), a::text, s::text
FROM (SELECT d.division, (f ->> 'epsilon')::float8 AS epsilon, (f ->> 'effect')::float8 AS effect,
             (f ->> 'equal_equivalent')::float8 AS equal_equivalent, (f ->> 'gini')::float8 AS gini
      FROM division d, jsonb_array_elements(d.frontier) f) a
FULL JOIN (SELECT division, epsilon::float8 AS epsilon, effect, equal_equivalent, gini, price FROM frontier) s
     USING (division, epsilon)
LEFT JOIN frontier_again r USING (division, epsilon)
WHERE a.effect IS NULL OR s.effect IS NULL
   OR NOT is_same(s.effect, a.effect) OR NOT is_same(s.equal_equivalent, a.equal_equivalent)
   OR NOT is_same(s.gini, a.gini) OR NOT is_near(s.price::float8, r.price, 1e-8);
