-- SPDX-License-Identifier: EUPL-1.2
-- Where records, homes and places are, and in which areas each youth and family counts. Only the boundaries come from
-- the engine.
CREATE TABLE land AS
SELECT code, CASE left(code, 2) WHEN 'GM' THEN 'gemeente' WHEN 'WK' THEN 'wijk' WHEN 'BU' THEN 'buurt'
    ELSE 'wijkteam' END AS level
FROM :engine.area WHERE NOT water;
CREATE UNIQUE INDEX ON land (code);
CREATE TABLE surface AS SELECT CASE WHEN water THEN 'GM' || substr(code, 3, 4) ELSE code END AS code, geom
FROM :engine.area WHERE code LIKE 'BU%';
CREATE INDEX ON surface USING gist (geom);

-- every area that a place lies in: itself, those around it, and the own area of a buurt
CREATE TABLE around AS
SELECT code AS inner_code, code FROM land WHERE level <> 'wijkteam'
UNION SELECT code, 'WK' || substr(code, 3, 6) FROM land WHERE level = 'buurt'
UNION SELECT code, 'GM' || substr(code, 3, 4) FROM land WHERE level IN ('buurt', 'wijk')
UNION SELECT member.code, team FROM member JOIN land USING (code);
CREATE INDEX ON around (inner_code);

CREATE FUNCTION point_of(x float8, y float8) RETURNS geometry IMMUTABLE LANGUAGE sql AS
    $$ SELECT ST_SetSRID(ST_MakePoint(x, y), 28992) $$;
CREATE FUNCTION area_at(x float8, y float8) RETURNS text STABLE LANGUAGE sql AS
    $$ SELECT min(code COLLATE "C") FROM counted.surface WHERE ST_Covers(geom, counted.point_of(x, y)) $$;
-- the area of a code, or of one around it when the boundaries do not have it
CREATE FUNCTION known_area(area text) RETURNS text STABLE LANGUAGE sql AS $$
    SELECT code FROM counted.land
    WHERE code IN (area, 'WK' || substr(area, 3, 6), 'GM' || substr(area, 3, 4)) ORDER BY length(code) DESC LIMIT 1 $$;

CREATE TABLE address AS SELECT postcode, number, known_area(buurt) AS area FROM
    (SELECT DISTINCT postcode, number, buurt FROM pc6) p;
CREATE UNIQUE INDEX ON address (postcode, number);
CREATE TABLE postcode_area AS
SELECT postcode, CASE WHEN min(buurt) = max(buurt) THEN known_area(min(buurt)) WHEN min(wijk) = max(wijk)
    THEN known_area(min(wijk)) WHEN min(gemeente) = max(gemeente) THEN known_area(min(gemeente)) END AS area
FROM pc6 GROUP BY postcode;

CREATE TABLE located AS
SELECT r.*, coalesce(CASE WHEN x IS NOT NULL THEN area_at(x, y) END, address.area, postcode_area.area, land.code)
    AS place
FROM record r
LEFT JOIN address USING (postcode, number)
LEFT JOIN postcode_area USING (postcode)
LEFT JOIN land ON land.code = r.area;

-- a youth is in the finest place of the records that touch the period, of these the latest, of these the lowest
CREATE TABLE youth_place AS
SELECT DISTINCT ON (period, client) period, client, place, coalesce(first, asked) AS since
FROM located JOIN period ON coalesce(asked, first) <= closes AND last >= opens
WHERE place IS NOT NULL
ORDER BY period, client, length(place) DESC, coalesce(first, asked) DESC, place COLLATE "C";

-- of whom no record of the period has a place: where the last before it is, else the first after it
INSERT INTO youth_place
SELECT DISTINCT ON (p.period, p.client) p.period, p.client, place, coalesce(first, asked)
FROM (SELECT period, client FROM located JOIN period ON coalesce(asked, first) <= closes AND last >= opens
      EXCEPT SELECT period, client FROM youth_place) p
JOIN period USING (period) JOIN located l ON l.client = p.client AND place IS NOT NULL
ORDER BY p.period, p.client, last < opens DESC, CASE WHEN last < opens THEN opens - last
    ELSE coalesce(asked, first) - closes END, length(place) DESC, coalesce(first, asked) DESC, place COLLATE "C";

CREATE TABLE birth AS
SELECT DISTINCT ON (client) client, born FROM record WHERE born IS NOT NULL
ORDER BY client, coalesce(first, asked) DESC, born;
CREATE TABLE sex AS
SELECT DISTINCT ON (client) client, sex FROM record WHERE sex IS NOT NULL
ORDER BY client, coalesce(first, asked) DESC, sex;
CREATE TABLE family AS
SELECT DISTINCT ON (client) client, family FROM record WHERE family IS NOT NULL
ORDER BY client, coalesce(first, asked) DESC, family;

CREATE TABLE youth AS
SELECT period, client, code AS area, sex, months_between(born, closes) AS months
FROM youth_place JOIN period USING (period) JOIN around ON inner_code = place
LEFT JOIN birth USING (client) LEFT JOIN sex USING (client);
CREATE INDEX ON youth (period, client);
ANALYZE record, youth_place, birth, family, youth, around;
