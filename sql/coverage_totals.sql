-- How many land areas and rows of figures meet, by table, period and level: table, period, level, land areas, those that
-- are inhabited as far as the table knows, areas with and without a row, rows without an area, rows without population
-- (rows that were refused are none), and why a level is not listed area by area ('' when it is). No parameters; after coverage_make.sql.
SELECT table_no, period, level,
       count(*) FILTER (WHERE of_land),
       count(*) FILTER (WHERE of_land AND NOT empty),
       count(*) FILTER (WHERE of_land AND of_figure),
       count(*) FILTER (WHERE of_land AND NOT of_figure),
       count(*) FILTER (WHERE of_figure AND NOT of_land),
       count(*) FILTER (WHERE empty),
       CASE WHEN NOT bool_or(of_figure) AND bool_or(refused) THEN 'refused: see rejected.csv'
            WHEN NOT bool_or(of_figure) THEN 'the table has no figures at this level'
            WHEN level <> 'other' AND NOT bool_or(of_land) THEN 'there are no areas of this level'
            ELSE '' END
FROM coverage_new
JOIN figure_period_new USING (table_no, period_no)
LEFT JOIN level_new l ON l.name = level
GROUP BY table_no, period_no, period, level, l.own, l.level_no
ORDER BY table_no, period_no, coalesce(l.own, level = 'other'),
         array_position('{gemeente,wijk,buurt}'::text[], level), l.level_no;
