-- Makes the key of the loaded figures: a table has one row for an area and period. No parameters.
DO $$
BEGIN
    ALTER TABLE figure_new ADD PRIMARY KEY (table_no, period_no, code);
    ANALYZE figure_new (table_no, period_no, code, level, refused);
    ANALYZE area_new (level_no, area_no, code, water);
    ANALYZE level_new;
    ANALYZE figure_period_new;
    -- Every statement of a run reads whole tables; a nested loop over them is only ever a wrong guess.
    SET LOCAL enable_nestloop = off;
END
$$;
