-- SPDX-License-Identifier: EUPL-1.2
-- The indicators of bench/project.yaml, from schema raw (kwb, gemeenten, wijken, buurten): a table a level, and rows of a
-- CSV on the standard output. The share has its Wilson interval; all is in per cent. Variable: year.
CREATE OR REPLACE FUNCTION number(text) RETURNS float8 LANGUAGE sql IMMUTABLE AS
$$ SELECT replace(nullif(nullif(btrim($1), '.'), ''), ',', '.')::float8 $$;

CREATE TABLE figures AS
WITH typed AS (
    SELECT btrim(gwb_code) AS code, number(a_inw) AS n, number(a_00_14) AS x, number(p_koopw) AS owner_occupied,
           number(a_hh) AS households, number(bev_dich) AS density, number(a_lan_ha) AS land_ha
    FROM raw.kwb
), share AS (
    SELECT *, CASE WHEN n > 0 AND x BETWEEN 0 AND n THEN x / n END AS p, 1.959963984540054 ^ 2 AS z2 FROM typed
), bound AS (
    SELECT *, 100 / (1 + z2 / nullif(n, 0)) AS scale, p + z2 / (2 * nullif(n, 0)) AS centre,
           sqrt(z2 * (p * (1 - p) / nullif(n, 0) + z2 / (4 * n * nullif(n, 0)))) AS half
    FROM share
)
SELECT code, x, n, 100 * p AS share_0_14, scale * (centre - half) AS share_0_14_lower,
       scale * (centre + half) AS share_0_14_upper, owner_occupied, households, density, land_ha,
       CASE WHEN n = 0 THEN 'no_population' ELSE 'unknown' END AS why_missing
FROM bound;

\set level gemeente
\set layer gemeenten
\set parent NULL::text
\ir analyst_level.sql
\set level wijk
\set layer wijken
\set parent gemeentecode
\ir analyst_level.sql
\set level buurt
\set layer buurten
\set parent wijkcode
\ir analyst_level.sql

COPY (
    SELECT a.level, a.code, a.name, :year AS period, i.*, 'CBS, Kerncijfers wijken en buurten' AS source
    FROM (SELECT level, code, name, water FROM gemeenten
          UNION ALL SELECT level, code, name, water FROM wijken
          UNION ALL SELECT level, code, name, water FROM buurten) a
    LEFT JOIN figures f USING (code)
    CROSS JOIN LATERAL (VALUES
        ('share_0_14', share_0_14, share_0_14_lower, share_0_14_upper, x, n,
         CASE WHEN share_0_14 IS NULL THEN why_missing ELSE 'ok' END, '%'),
        ('owner_occupied', owner_occupied, NULL, NULL, owner_occupied, households,
         CASE WHEN owner_occupied IS NULL THEN why_missing ELSE 'ok' END, '%'),
        ('density', density, NULL, NULL, density, land_ha,
         CASE WHEN density IS NULL THEN why_missing ELSE 'ok' END, 'per km2')
    ) AS i (indicator, value, lower, upper, numerator, denominator, status, unit)
    WHERE NOT a.water
) TO STDOUT (FORMAT csv, HEADER);
