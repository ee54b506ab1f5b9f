-- SPDX-License-Identifier: EUPL-1.2
-- One level: table <layer> from raw.<layer> and the figures. Variables: level, layer, parent.
\set code :level code
\set name :level naam
CREATE TABLE :"layer" AS
SELECT a.:"code" AS code, a.:"name" AS name, :'level' AS level, :parent AS parent, a.water <> 'NEE' AS water,
       f.share_0_14, f.share_0_14_lower, f.share_0_14_upper,
       CASE WHEN f.share_0_14 IS NULL THEN f.why_missing ELSE 'ok' END AS share_0_14_status,
       f.owner_occupied, CASE WHEN f.owner_occupied IS NULL THEN f.why_missing ELSE 'ok' END AS owner_occupied_status,
       f.density, CASE WHEN f.density IS NULL THEN f.why_missing ELSE 'ok' END AS density_status,
       a.geom
FROM raw.:"layer" a
LEFT JOIN figures f ON f.code = a.:"code" AND a.water = 'NEE'
ORDER BY 1;
