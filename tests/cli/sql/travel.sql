-- SPDX-License-Identifier: EUPL-1.2
-- Places by minutes of travel from areas, instead of straight lines; compare.sql then compares what was made of them.
DROP TABLE wanted, tally, figure, part, beyond, cell, released, difference;
DROP FUNCTION is_small, is_dominated, wilson;
DELETE FROM term;
DELETE FROM estimated;
DELETE FROM indicator;

CREATE TABLE travel (area text, place text, minutes float8);
\copy travel FROM 'travel.csv' (FORMAT csv, DELIMITER ';', HEADER)
-- from the finest area of which any times are given; of a pair the shortest
CREATE TABLE trip AS
SELECT home, youths, site, type, capacity, min(minutes) AS minutes
FROM lived JOIN (SELECT DISTINCT ON (home) home, area FROM home_area WHERE area IN (SELECT area FROM travel)
                 ORDER BY home, length(area) DESC) f USING (home)
JOIN travel USING (area) JOIN site ON site.id = travel.place
GROUP BY home, youths, site, type, capacity;

TRUNCATE near;
WITH reach AS (
    SELECT *, CASE WHEN minutes <= 5 THEN 1 WHEN minutes <= 10 THEN 0.68 WHEN minutes <= 15 THEN 0.22 END::float8
        AS weight
    FROM trip
), ratio AS (
    SELECT site, capacity / sum(youths * weight) AS ratio FROM reach GROUP BY site, capacity
), nearest AS (
    SELECT home, coalesce(type, 'all') AS type, min(minutes) AS minutes, sum(ratio * weight) AS access
    FROM reach JOIN ratio USING (site) GROUP BY GROUPING SETS ((home, type), (home))
)
INSERT INTO near
SELECT area, type, sum(youths), sum(youths * coalesce(minutes, 'NaN')),
    coalesce(sum(youths) FILTER (WHERE minutes <= 15), 0), sum(youths * coalesce(access, 0))
FROM home_area JOIN lived USING (home) CROSS JOIN kind LEFT JOIN nearest USING (home, type) GROUP BY area, type;

INSERT INTO indicator VALUES ('distance_nearest', 'mean', 1), ('consultatiebureau_distance', 'mean', 1),
    ('within_15_minutes', 'share', 100), ('buurthuis_within', 'share', 100), ('access', 'mean', 1000),
    ('kinderopvang_access', 'mean', 1000);
INSERT INTO term (indicator, side, measure, forms, item, ages, factor)
SELECT indicator, side, measure, 'all', CASE WHEN side = 'x' AND type IS NOT NULL THEN type ELSE 'all' END, '(,)', 1
FROM (SELECT indicator, substring(indicator FROM 'distance|within|access') AS x,
          substring(indicator FROM 'consultatiebureau|buurthuis|kinderopvang') AS type FROM indicator) i,
    LATERAL (VALUES ('x', x), ('n', 'homes')) t (side, measure);
