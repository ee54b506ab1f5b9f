-- SPDX-License-Identifier: EUPL-1.2
-- Inhabitants, places, budgets and activities by area.

CREATE TABLE people AS
SELECT period, area, sex, ages, persons FROM (
    SELECT period, area, CASE sex WHEN 'M' THEN 'male' ELSE 'female' END AS sex,
        int4range(12 * age, 12 * age + 12) AS ages, persons::float8 FROM inhabitants
    UNION ALL
    SELECT year - 1, area, unnest(ARRAY['male', 'female']), int4range(-9, 0), persons * 0.75 / 2 FROM births
) p JOIN land ON land.code = area;
INSERT INTO people SELECT period, team, sex, ages, sum(persons) FROM people JOIN member ON member.code = area
GROUP BY period, team, sex, ages;
CREATE INDEX ON people (area, period);

-- inhabitants of an age between two numbers of months, of years of age the proportional part
CREATE FUNCTION persons(of_area text, of_period int, wanted int4range, of_sex text) RETURNS float8 STABLE
LANGUAGE sql AS $$
    SELECT sum(p.persons * (upper(p.ages * wanted) - lower(p.ages * wanted)) / (upper(p.ages) - lower(p.ages))::float8)
    FROM counted.people p WHERE area = of_area AND period = of_period AND p.ages && wanted
      AND (of_sex IS NULL OR sex = of_sex) $$;

CREATE TABLE lived AS
SELECT *, point_of(x, y) AS geom, row_number() OVER () AS home FROM home;
CREATE TABLE home_area AS
SELECT home, around.code AS area FROM lived JOIN around ON inner_code = area_at(x, y);
CREATE TABLE site AS SELECT *, point_of(x, y) AS geom, row_number() OVER () AS site FROM place;
CREATE INDEX ON site USING gist (geom);

CREATE TABLE kind AS SELECT DISTINCT type FROM place UNION SELECT 'all';
CREATE TABLE nearest AS
SELECT home, youths, kind.type, metres FROM lived, kind, LATERAL (
    SELECT ST_Distance(lived.geom, site.geom) AS metres FROM site WHERE kind.type IN (site.type, 'all')
    ORDER BY lived.geom <-> site.geom LIMIT 1) n;

-- E2SFCA: capacity over weighted youths of each place, then what each home can reach; zones of a third of 5 km
CREATE TABLE reach AS
SELECT home, youths, site, type, capacity, CASE WHEN metres <= 5000 / 3.0 THEN 1 WHEN metres <= 10000 / 3.0 THEN 0.68
    ELSE 0.22 END::float8 AS weight
FROM lived JOIN site ON ST_DWithin(lived.geom, site.geom, 5000),
    LATERAL (SELECT ST_Distance(lived.geom, site.geom)) d (metres);
CREATE TABLE access AS
WITH ratio AS (
    SELECT site, capacity / sum(youths * weight) AS ratio FROM reach GROUP BY site, capacity
)
SELECT home, coalesce(type, 'all') AS type, sum(ratio * weight) AS access
FROM reach JOIN ratio USING (site) GROUP BY GROUPING SETS ((home, type), (home));

CREATE TABLE near AS
SELECT area, type, sum(youths) AS homes, sum(youths * metres / 1000) AS distance,
    coalesce(sum(youths) FILTER (WHERE metres <= 1000), 0) AS within, sum(youths * coalesce(access, 0)) AS access
FROM home_area JOIN nearest USING (home) LEFT JOIN access USING (home, type) GROUP BY area, type;

-- ---- money and work on nobody's name ----

CREATE TABLE budget AS
SELECT row_number() OVER () AS line, round(replace(amount, ',', '.')::numeric * 100)::bigint AS cents, task, front,
    lower(programme) AS programme, period, area, key
FROM raw_budget JOIN task_code USING (task);

-- a lump sum with a key goes to the buurten by largest remainder; one without stays where it is
CREATE TABLE attributed AS
WITH part AS (
    SELECT line, cents, b.code, cents::numeric * n / sum(n) OVER (PARTITION BY line) AS exact
    FROM budget JOIN around a ON a.code = area JOIN land b ON b.code = a.inner_code AND b.level = 'buurt',
    LATERAL (SELECT persons(b.code, period, CASE key WHEN 'youths' THEN int4range(0, 276) WHEN 'children'
        THEN int4range(0, 216) ELSE int4range(-9, 0) END, NULL)::numeric) p (n)
    WHERE key IS NOT NULL AND n IS NOT NULL
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY line ORDER BY exact - floor(exact) DESC, code COLLATE "C")
        <= cents - sum(floor(exact)) OVER (PARTITION BY line) AS gets_one FROM part
)
SELECT line, code AS place, (floor(exact) + gets_one::int)::bigint AS cents FROM ranked
UNION ALL SELECT line, area, cents FROM budget WHERE key IS NULL;

CREATE TABLE spent AS
SELECT around.code AS area, period, unnest(ARRAY['all', task, CASE WHEN front THEN 'front' ELSE 'back' END]) AS task,
    attributed.cents
FROM attributed JOIN budget USING (line) JOIN around ON inner_code = place;
CREATE TABLE budget_cents AS
SELECT area, period, task, sum(cents) AS cents FROM spent GROUP BY area, period, task;
-- areas of which something is told of an area around them alone
CREATE TABLE untold AS
SELECT DISTINCT inner_code AS area, period,
    unnest(ARRAY['all', task, CASE WHEN front THEN 'front' ELSE 'back' END]) AS task
FROM budget JOIN around ON code = area WHERE key IS NULL AND inner_code <> code;
INSERT INTO untold SELECT DISTINCT team, period, task FROM untold JOIN member ON code = area;

CREATE TABLE meeting AS
SELECT a.id, lower(programme) AS programme, organisation, a.place, extract(year FROM day_of(day))::int AS period,
    attendance, a.capacity, type, coalesce(area_at(x, y), a.area) AS at_area
FROM raw_activity a LEFT JOIN place ON place.id = a.place;

CREATE TABLE listed AS
SELECT unnest(ARRAY['voorzorg', 'stevig ouderschap', 'opvoeden & zo', 'rots en water', 'kopp-groep',
    'je bibbers de baas']) AS programme;
CREATE TABLE collective AS
SELECT 'programmes' AS measure, period, around.code AS area, count(DISTINCT programme) AS amount
FROM (SELECT period, at_area, programme FROM meeting UNION SELECT period, area, programme FROM budget) offer
JOIN listed USING (programme) JOIN around ON inner_code = at_area GROUP BY 2, 3
UNION ALL
SELECT 'places_offered', period, around.code, sum(capacity)
FROM (SELECT period, id, programme, organisation, place, at_area, max(capacity) AS capacity
      FROM meeting JOIN listed USING (programme) GROUP BY 1, 2, 3, 4, 5, 6) g
JOIN around ON inner_code = at_area GROUP BY 2, 3
UNION ALL
SELECT 'attendance', period, around.code, sum(attendance)
FROM meeting JOIN listed USING (programme) JOIN around ON inner_code = at_area GROUP BY 2, 3
UNION ALL
SELECT 'school_organisations', period, around.code, count(DISTINCT (place, organisation))
FROM meeting JOIN around ON inner_code = at_area WHERE type ~ 'school' GROUP BY 2, 3
UNION ALL
SELECT 'schools', period, around.code, count(*)
FROM place JOIN around ON inner_code = area_at(x, y), period WHERE type ~ 'school' GROUP BY 2, 3;
CREATE TABLE place_count AS
SELECT around.code AS area, kind.type, count(*) AS amount
FROM place JOIN around ON inner_code = area_at(x, y) JOIN kind ON kind.type IN (place.type, 'all') GROUP BY 1, 2;
