-- The join: a row for every land area, table and period of the table, in order of their numbers; `figures` and
-- `statuses` are null where the table has no row for the area, or one that was refused. An own area never meets the row
-- of a CBS area whose code it has taken. No parameters.
COPY (
    SELECT a.level_no, a.area_no, p.table_no, p.period_no, f.figures, f.statuses
    FROM area_new a
    JOIN level_new l USING (level_no)
    CROSS JOIN figure_period_new p
    LEFT JOIN figure_new f ON f.table_no = p.table_no AND f.period_no = p.period_no AND f.code = a.code
                          AND f.level = CASE WHEN l.own THEN 'other' ELSE l.name END AND NOT f.refused
    WHERE NOT a.water
    ORDER BY a.level_no, a.area_no, p.table_no, p.period_no
) TO STDOUT (FORMAT binary);
