-- Makes the view `estimates`, in which outcomes, subgroups and regions of the released estimates have their names, where
-- the run has any. Whoever has USAGE on the schema may read it. No parameters; after swap.sql.
DO $$
DECLARE
    schema     text := current_setting('kansenkompas.schema');
    subgroups  regclass := to_regclass(format('%I.estimate_subgroup', schema));
    dimensions text;
    c          record;
BEGIN
    IF subgroups IS NULL THEN
        RETURN;
    END IF;
    SELECT coalesce(string_agg(format('s.%I, ', attname), '' ORDER BY attnum), '') INTO dimensions
    FROM pg_attribute
    WHERE attrelid = subgroups AND attnum > 1 AND NOT attisdropped;

    EXECUTE format($view$
        CREATE VIEW %1$I.estimates AS
        SELECT o.name AS outcome, %2$s r.region_type, r.region_id, e.n, e.est, e.lwr, e.upr,
               r.title AS region_title, r.grew_up_age, o.is_binary
        FROM %1$I.estimate e
        JOIN %1$I.estimate_outcome o USING (outcome)
        JOIN %1$I.estimate_subgroup s USING (subgroup)
        JOIN %1$I.estimate_region r USING (region)$view$, schema, dimensions);
    EXECUTE format('COMMENT ON VIEW %I.estimates IS %L', schema,
                   'Released estimates of kansenkompas: a row for each outcome, subgroup and region where persons grew '
                   'up, as in estimates.csv');
    FOR c IN
        SELECT * FROM (VALUES
            ('outcome', 'how they fare'),
            ('region_type', 'kind of region'),
            ('region_id', 'code of the region where they grew up'),
            ('n', 'persons of whom the outcome is known'),
            ('est', 'the mean, or the expectation at the value of the predictor that the group stands for'),
            ('lwr', 'lower bound of the 95% interval'),
            ('upr', 'upper bound of the 95% interval'),
            ('region_title', 'name of the region, empty where it is not known'),
            ('grew_up_age', 'age at which they lived in the region; null where it is not told'),
            ('is_binary', 'the outcome is 0 or 1: est is a share')) AS it (name, text)
        UNION ALL
        SELECT attname, 'group of the dimension ' || left(attname, -length('_group')) || '; all: everyone'
        FROM pg_attribute
        WHERE attrelid = subgroups AND attnum > 1 AND NOT attisdropped
    LOOP
        EXECUTE format('COMMENT ON COLUMN %I.estimates.%I IS %L', schema, c.name, c.text);
    END LOOP;
    EXECUTE format('GRANT SELECT ON %I.estimates TO PUBLIC', schema);

    FOR c IN SELECT * FROM (VALUES
        ('estimate', 'Released estimates by number; the view estimates has them by name'),
        ('estimate_outcome', 'Outcomes of the released estimates'),
        ('estimate_subgroup', 'Subgroups of the released estimates: a group of each dimension'),
        ('estimate_region', 'Regions of the released estimates, where persons grew up')) AS it (name, text) LOOP
        EXECUTE format('COMMENT ON TABLE %I.%I IS %L', schema, c.name, c.text);
    END LOOP;
END
$$;
