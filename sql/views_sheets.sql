-- Makes a view of each sheet of the run, under the name of its file (need of need.csv), with euros in place of cents.
-- Whoever has USAGE on the schema may read them. No parameters; after swap.sql.
DO $$
DECLARE
    schema  text := current_setting('kansenkompas.schema');
    s       record;
    c       record;
    columns text;
BEGIN
    FOR s IN EXECUTE format('SELECT * FROM %I.sheet ORDER BY sheet_no', schema) LOOP
        EXECUTE format($columns$
            SELECT string_agg(CASE kind WHEN 'euro' THEN format('(%%1$I / 100.0)::numeric(16, 2) AS %%1$I', name)
                                        ELSE quote_ident(name) END, ', ' ORDER BY column_no)
            FROM %I.sheet_column
            WHERE sheet_no = %s$columns$, schema, s.sheet_no)
        INTO columns;
        EXECUTE format('CREATE VIEW %1$I.%2$I AS SELECT %3$s FROM %1$I.%4$I ORDER BY row_no', schema, s.name, columns,
                       'sheet_' || s.name);
        EXECUTE format('COMMENT ON VIEW %I.%I IS %L', schema, s.name, s.meaning);
        FOR c IN EXECUTE format('SELECT * FROM %I.sheet_column WHERE sheet_no = %s', schema, s.sheet_no) LOOP
            EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', schema, s.name, c.name, c.meaning);
        END LOOP;
        EXECUTE format('GRANT SELECT ON %I.%I TO PUBLIC', schema, s.name);
    END LOOP;
END
$$;
