-- SPDX-License-Identifier: EUPL-1.2
-- What each measure of the records tells of each youth and period. `item` is the referrer or programme, 'all' of any;
-- `months` is the age that counts.
CREATE TABLE told (measure text, forms text, item text, period int, client text, months int, amount bigint);

-- stretches by period and selection of forms
CREATE TABLE used AS
SELECT forms, period, opens, closes, s.*
FROM stretch s JOIN chosen ON chosen.form IS NOT DISTINCT FROM s.form JOIN period ON first <= closes AND last >= opens;
ANALYZE used;

INSERT INTO told
WITH counted AS (
    SELECT 'youths' AS measure, forms, 'all' AS item, period, client, 1 AS amount FROM used GROUP BY 2, 4, 5
    UNION ALL
    SELECT 'youths_helped', forms, 'all', period, client, 1
    FROM (SELECT forms, period, client FROM used
          UNION SELECT forms, period, client FROM record JOIN chosen USING (form)
          JOIN period ON first <= closes AND last >= opens WHERE kind IN ('request', 'participation')) helped
    UNION ALL
    SELECT 'youths_running', forms, 'all', period, client, 1 FROM used WHERE last >= closes GROUP BY 2, 4, 5
    UNION ALL
    SELECT unnest(ARRAY['youths_providers', 'providers', 'youths_3_providers']), forms, 'all', period, client,
        unnest(ARRAY[1, count(DISTINCT provider), (count(DISTINCT provider) >= 3)::int])
    FROM used WHERE provider IS NOT NULL GROUP BY 2, 4, 5
    UNION ALL
    SELECT DISTINCT 'youths_light_indicated', forms, 'all', period, client, 1 FROM used WHERE weight = 1 AND indicated
    UNION ALL
    SELECT DISTINCT 'youths_several', a.forms, 'all', period, client, 1
    FROM used a JOIN used b USING (period, client)
    WHERE a.forms = 'jeugdzorg' AND b.forms = a.forms AND (a.form <> b.form OR a.contract <> b.contract)
      AND greatest(a.first, b.first, a.opens) <= least(a.last, b.last, a.closes)
    UNION ALL
    SELECT 'care_periods', forms, 'all', period, client, count(*)
    FROM care_period c JOIN chosen USING (form) JOIN period ON first <= closes AND last >= opens GROUP BY 2, 4, 5
    UNION ALL
    SELECT DISTINCT 'youths_new', forms, item, period, span.client, 1
    FROM span JOIN period ON span.first BETWEEN opens AND closes
    JOIN (SELECT chosen.forms, s.client, s.first, unnest(ARRAY['all', referrer]) AS item
          FROM stretch s JOIN chosen USING (form)) s USING (forms, client, first)
    UNION ALL
    SELECT DISTINCT 'youths_ended', forms, 'all', period, client, 1
    FROM span JOIN period ON last BETWEEN opens AND closes
    UNION ALL
    SELECT unnest(ARRAY['youths_ladder', 'youths_up', 'youths_down']), 'jeugdzorg', 'all', period, client,
        unnest(ARRAY[1, bool_or(up)::int, bool_or(down)::int])
    FROM step JOIN period ON day BETWEEN opens AND closes GROUP BY period, client
    UNION ALL
    SELECT unnest(ARRAY['invited', 'not_seen']), 'jgz', 'all', period, client,
        unnest(ARRAY[1, bool_and(outcome = 'not_seen')::int])
    FROM record JOIN period ON first BETWEEN opens AND closes WHERE kind = 'contact' AND outcome IS NOT NULL
    GROUP BY period, client
    UNION ALL
    SELECT unnest(ARRAY['requests_ended', 'requests_solved']), 'all', 'all', period, client,
        unnest(ARRAY[count(*), count(*) FILTER (WHERE outcome = 'solved')])
    FROM (SELECT DISTINCT client, first, last, outcome FROM record
          WHERE kind = 'request' AND outcome IS NOT NULL) r JOIN period ON last BETWEEN opens AND closes
    GROUP BY period, client
    UNION ALL
    SELECT DISTINCT 'participants', 'all', unnest(ARRAY['all', programme]), period, client, 1
    FROM record JOIN period ON first <= closes AND last >= opens WHERE kind = 'participation'
)
SELECT measure, forms, item, period, client, months_between(born, closes), amount
FROM counted JOIN period USING (period) LEFT JOIN birth USING (client) WHERE amount > 0;

-- Of money the age is that of its day. Declarations tell the client alone: of the birth the month is known from other
-- records, and its middle stands for the day.
INSERT INTO told
SELECT 'cents', forms, 'all', period, client, months_between(date_trunc('month', born)::date + 14, first), sum(cents)
FROM netted JOIN chosen ON chosen.form IS NOT DISTINCT FROM netted.form JOIN period ON first BETWEEN opens AND closes
LEFT JOIN birth USING (client)
GROUP BY forms, period, client, 6;

CREATE INDEX ON told (measure, forms, item);
ANALYZE told;

-- Families: where their youths are.
CREATE TABLE family_told AS
SELECT period, family, client, provider, code AS area
FROM (SELECT DISTINCT period, client, provider FROM used WHERE forms = 'jeugdzorg' AND provider IS NOT NULL) u
JOIN family USING (client)
JOIN (SELECT DISTINCT ON (period, family) period, family, place FROM youth_place JOIN family USING (client)
      ORDER BY period, family, length(place) DESC, since DESC, place COLLATE "C") p USING (period, family)
JOIN around ON inner_code = place;
