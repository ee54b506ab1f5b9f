-- Makes the schema chosen by schema_choose.sql when it is absent, and marks it as ours. No parameters.
DO $$
DECLARE
    name text := current_setting('kansenkompas.schema');
BEGIN
    IF to_regnamespace(quote_ident(name)) IS NULL THEN
        EXECUTE format('CREATE SCHEMA %I', name);
    END IF;
    EXECUTE format('COMMENT ON SCHEMA %I IS %L', name,
                   'kansenkompas: areas and indicators of a project. Everything in here is made again by the next run. '
                   'Read the views; grant USAGE on this schema to let others read them too.');
END
$$;
