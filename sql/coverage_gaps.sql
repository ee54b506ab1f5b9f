-- What does not meet, with the likely cause: gap (0 an area without figures, 1 figures without a land area, 2 nobody lives
-- there), table, period, level, code, name, cause. Levels of which the table, or the project, has nothing at all are left
-- out: coverage_totals.sql tells of them. $1: the year of the boundaries, or ''. After coverage_make.sql.
WITH met AS (
    SELECT *,
           CASE WHEN level IN ('gemeente', 'wijk', 'buurt') THEN 'GM' || substr(code, 3, 4) END AS gemeente,
           bool_or(of_land) OVER by_level AS level_has_areas,
           bool_or(of_figure) OVER by_level AS level_has_figures
    FROM coverage_new
    WINDOW by_level AS (PARTITION BY table_no, period_no, level)
), gemeente_of_areas AS (
    SELECT DISTINCT 'GM' || substr(a.code, 3, 4) AS gemeente FROM area_new a JOIN level_new l USING (level_no) WHERE NOT l.own
), gemeente_of_figures AS (
    SELECT DISTINCT table_no, period_no, gemeente FROM met WHERE of_figure
), gap AS (
    SELECT 0 AS gap, met.*,
           CASE WHEN refused THEN 'refused: see rejected.csv'
                WHEN gemeente IS NOT NULL
                     AND (table_no, period_no, gemeente) NOT IN (SELECT * FROM gemeente_of_figures WHERE gemeente IS NOT NULL)
                THEN format('the table has no figures of gemeente %s (a newer gemeente, or another year)', gemeente)
                WHEN gemeente IS NULL THEN 'not in the table'
                ELSE 'not in the table: another vintage?' END AS cause
    FROM met
    WHERE of_land AND NOT of_figure AND level_has_figures
    UNION ALL
    SELECT 1, met.*,
           CASE WHEN water OR (level = 'buurt' AND right(code, 4) IN ('9997', '9998')) THEN 'water'
                WHEN level = 'other' THEN 'not the code of an area here (of a country, province or region?)'
                WHEN gemeente NOT IN (SELECT gemeente FROM gemeente_of_areas)
                THEN format('gemeente %s is not on these boundaries (it no longer exists, or is of another year)', gemeente)
                ELSE format('not on %s: another vintage?', CASE WHEN $1 = '' THEN 'these boundaries'
                                                                ELSE 'the boundaries of ' || $1 END) END
    FROM met
    WHERE of_figure AND NOT of_land AND (level_has_areas OR level = 'other')
    UNION ALL
    SELECT 2, met.*, 'no inhabitants in the table'
    FROM met
    WHERE empty
)
SELECT gap, table_no, period, level, code, gap.name, cause
FROM gap
JOIN figure_period_new USING (table_no, period_no)
LEFT JOIN level_new l ON l.name = level
ORDER BY table_no, period_no, coalesce(l.own, level = 'other'),
         array_position('{gemeente,wijk,buurt}'::text[], level), l.level_no, gap, code COLLATE "C";
