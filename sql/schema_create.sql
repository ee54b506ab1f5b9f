-- Makes the schema chosen by schema_choose.sql when it is absent, and marks it as ours. In a database that has a
-- reader (cluster_reader.sql) it is opened to that role. No parameters.
DO $$
DECLARE
    name   text := current_setting('kansenkompas.schema');
    reader text := current_setting('kansenkompas.reader', true);
BEGIN
    IF to_regnamespace(quote_ident(name)) IS NULL THEN
        EXECUTE format('CREATE SCHEMA %I', name);
    END IF;
    EXECUTE format('COMMENT ON SCHEMA %I IS %L', name,
                   'kansenkompas: areas and indicators of a project. Everything in here is made again by the next run. '
                   'Read the views; grant USAGE on this schema to let others read them too.');
    IF reader <> '' THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', name, reader);
    END IF;
END
$$;
