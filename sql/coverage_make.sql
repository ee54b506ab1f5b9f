-- Makes the table of what meets what: a row for each table, period and land area or row of figures. A row of figures
-- belongs to the level of the area that it meets (as in join.sql), else to the level its code has the form of, else to
-- 'other'. `of_land`: there is a land area; `of_figure`: there is a row of figures; `refused`: there is one that does not
-- fit the boundaries; `empty`: the table says that nobody lives there. No parameters.
CREATE UNLOGGED TABLE coverage_new AS
SELECT coalesce(a.table_no, f.table_no) AS table_no,
       coalesce(a.period_no, f.period_no) AS period_no,
       coalesce(a.level, f.level) AS level,
       coalesce(a.code, f.code) AS code,
       coalesce(a.name, '') AS name,
       coalesce(a.water, false) AS water,
       coalesce(NOT a.water, false) AS of_land,
       coalesce(NOT f.refused, false) AS of_figure,
       coalesce(f.refused, false) AS refused,
       coalesce(f.empty AND NOT coalesce(a.water, false), false) AS empty
FROM (SELECT p.table_no, p.period_no, l.name AS level, CASE WHEN l.own THEN 'other' ELSE l.name END AS form,
             area_new.code, area_new.name, area_new.water
      FROM area_new
      JOIN level_new l USING (level_no)
      CROSS JOIN figure_period_new p
      -- where land and water have one code, the land counts
      WHERE NOT area_new.water OR NOT EXISTS (SELECT FROM area_new land
                                              WHERE land.level_no = area_new.level_no AND land.code = area_new.code
                                                AND NOT land.water)) AS a
FULL JOIN figure_new f ON f.table_no = a.table_no AND f.period_no = a.period_no AND f.code = a.code AND f.level = a.form
WHERE f.code IS NOT NULL OR NOT a.water;
