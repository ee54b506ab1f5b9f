-- SPDX-License-Identifier: EUPL-1.2
-- An analyst's way to located rows, after the file was copied into `record`.
CREATE UNLOGGED TABLE located AS
    SELECT r.*, b.buurtcode FROM record r LEFT JOIN buurten b ON ST_Intersects(b.geom, ST_Point(x, y, 28992));
