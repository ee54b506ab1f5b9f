-- Makes the view `statistics`, the rows of statistics.csv. Whoever has USAGE on the schema may read it. No parameters; after
-- swap.sql.
DO $$
DECLARE
    schema text := current_setting('kansenkompas.schema');
    c      record;
BEGIN
    EXECUTE format($view$
        CREATE VIEW %1$I.statistics AS
        SELECT l.name AS level, s.within_code, s.within_name, s.period, i.name AS indicator, s.statistic, s.term,
               s.value, s.lower, s.upper, s.p, s.areas, s.note
        FROM %1$I.statistic s
        JOIN %1$I.level l USING (level_no)
        JOIN %1$I.indicator i USING (indicator_no)
        ORDER BY s.statistic_no$view$, schema);
    EXECUTE format('COMMENT ON VIEW %I.statistics IS %L', schema,
                   'Statistics of whole maps, made of the released indicators of kansenkompas: as in statistics.csv');
    FOR c IN SELECT * FROM (VALUES
            ('level', 'level of the areas that it is about'),
            ('within_code', 'code of the larger area that they lie in; empty: all of the project'),
            ('within_name', 'its name'),
            ('period', 'year or part of a year'),
            ('indicator', 'name of the indicator that it is made of'),
            ('statistic', 'what it is; see docs/statistics.md'),
            ('term', 'of what: a determinant, a cluster, an area'),
            ('value', 'null where it is undefined: see the note'),
            ('lower', 'lower bound of the 95% interval'),
            ('upper', 'upper bound of the 95% interval'),
            ('p', 'p-value'),
            ('areas', 'on how many areas it rests'),
            ('note', 'what to know when reading it')) AS it (name, text) LOOP
        EXECUTE format('COMMENT ON COLUMN %I.statistics.%I IS %L', schema, c.name, c.text);
    END LOOP;
    EXECUTE format('GRANT SELECT ON %I.statistics TO PUBLIC', schema);
END
$$;
