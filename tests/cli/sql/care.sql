-- SPDX-License-Identifier: EUPL-1.2
-- From records to stretches, care periods, spans and the ladder, as docs/measures.md defines them.

-- of an open row and a closed one of the same help the closed one counts; the same row twice is one
CREATE TABLE care AS
SELECT * FROM (
    SELECT *, min(last) OVER (PARTITION BY client, form, first, asked, provider) < 'infinity' AS is_closed
    FROM (SELECT DISTINCT client, form, weight, asked, first, last, referrer, provider, outcome, family
          FROM record WHERE kind = 'care') told) t
WHERE last < 'infinity' OR NOT is_closed;
CREATE INDEX ON care (client);

CREATE TABLE netted AS
SELECT client, contract, provider, form, weight, first, last, sum(cents) AS cents
FROM record WHERE kind = 'declaration'
GROUP BY client, contract, provider, form, weight, first, last HAVING sum(cents) <> 0;
CREATE INDEX ON netted (client);

CREATE TABLE stretch AS
SELECT client, form, weight, first, CASE WHEN last <= :until THEN last ELSE 'infinity' END AS last, provider, referrer,
    outcome, NULL AS contract, EXISTS (
        SELECT FROM netted n WHERE n.client = care.client AND n.form = care.form AND cents > 0
          AND n.first <= care.last AND n.last >= care.first) AS indicated
FROM care WHERE first <= :until
UNION ALL
SELECT client, form, weight, first, last, provider, 'unknown', NULL, contract, true
FROM netted WHERE cents > 0 AND first <= :until AND NOT EXISTS (
    SELECT FROM care WHERE care.client = netted.client AND care.form IS NOT DISTINCT FROM netted.form
      AND care.first <= netted.last AND care.last >= netted.first);
CREATE INDEX ON stretch (client);

-- the selections of forms that the indicators make, form by form
CREATE TABLE chosen AS
SELECT forms, form FROM form_code, unnest(ARRAY['jeugdzorg', 'front', 'indicated', 'stay']) AS forms
WHERE forms = ANY (string_to_array(groups, ' '))
UNION SELECT form, form FROM form_code
UNION SELECT 'front+indicated', form FROM form_code WHERE groups ~ 'front|indicated'
UNION SELECT 'light', form FROM form_code WHERE weight IN (1, 2)
UNION SELECT 'complex', form FROM form_code WHERE weight >= 3
UNION SELECT 'nearest', unnest(ARRAY['wijkteam', 'praktijkondersteuner'])
UNION SELECT 'all', form FROM form_code
UNION SELECT 'all', NULL;
CREATE TABLE selection AS SELECT forms, array_agg(form) AS list FROM chosen GROUP BY forms;

CREATE TABLE care_period AS
WITH marked AS (
    SELECT *, first > 32 + max(last) OVER (PARTITION BY client, form ORDER BY first, last
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) IS NOT FALSE AS begins FROM stretch
), numbered AS (
    SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY client, form ORDER BY first, last, begins DESC
        ROWS UNBOUNDED PRECEDING) AS island FROM marked
)
SELECT client, form, weight, min(first) AS first, max(last) AS last FROM numbered
GROUP BY client, form, weight, island;

CREATE TABLE span AS
WITH marked AS (
    SELECT forms, client, first, last, first > 32 + max(last) OVER (PARTITION BY forms, client ORDER BY first, last
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) IS NOT FALSE AS begins
    FROM care_period JOIN chosen USING (form)
), numbered AS (
    SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY forms, client ORDER BY first, last, begins DESC
        ROWS UNBOUNDED PRECEDING) AS island FROM marked
)
SELECT forms, client, min(first) AS first, max(last) AS last FROM numbered GROUP BY forms, client, island;

-- the heaviest help of each day, in runs of days of the same weight
CREATE TABLE rung AS
WITH ladder AS (
    SELECT p.* FROM care_period p JOIN chosen USING (form) WHERE forms = 'jeugdzorg' AND weight > 0
), turn AS (
    SELECT client, first AS day FROM ladder UNION SELECT client, last + 1 FROM ladder WHERE last < 'infinity'
), piece AS (
    SELECT client, day AS first, coalesce(lead(day) OVER (PARTITION BY client ORDER BY day) - 1, 'infinity') AS last
    FROM turn
), weighed AS (
    SELECT piece.client, piece.first, piece.last, max(weight) AS weight
    FROM piece JOIN ladder l ON l.client = piece.client AND l.first <= piece.first AND l.last >= piece.last
    GROUP BY piece.client, piece.first, piece.last
)
SELECT *, lead(first) OVER after AS next_first, lead(weight) OVER after AS next_weight FROM weighed
WINDOW after AS (PARTITION BY client ORDER BY first);

CREATE TABLE step AS
SELECT client, next_first AS day, next_weight > weight AS up, next_weight < weight AS down FROM rung
WHERE next_first <= last + 93 AND next_weight <> weight
UNION ALL
SELECT client, last, false, EXISTS (
    SELECT FROM stretch s JOIN chosen USING (form) WHERE forms = 'jeugdzorg' AND s.weight > 0 AND s.client = rung.client
      AND s.last = rung.last AND outcome = 'planned')
FROM rung WHERE last < 'infinity' AND (next_first <= last + 93) IS NOT TRUE;
