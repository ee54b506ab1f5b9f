-- The join: a row for every land area, table and period of the table, in order of their numbers; `figures` and
-- `statuses` are null where the table has no row for the area. No parameters.
COPY (
    SELECT a.level_no, a.area_no, p.table_no, p.period_no, f.figures, f.statuses
    FROM area_new a
    CROSS JOIN figure_period_new p
    LEFT JOIN figure_new f ON f.table_no = p.table_no AND f.period_no = p.period_no AND f.code = a.code
    WHERE NOT a.water
    ORDER BY a.level_no, a.area_no, p.table_no, p.period_no
) TO STDOUT (FORMAT binary);
