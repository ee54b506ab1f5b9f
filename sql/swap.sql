-- Puts the tables of this run in the place of those of the last one, which go away with their views; what was read from
-- the inputs goes away too. Readers of the last run are waited for, a minute at most. What others made on top of the views
-- is not removed: it is an error that names it. No parameters.
DO $$
DECLARE
    schema text := current_setting('kansenkompas.schema');
    item   text;
BEGIN
    PERFORM set_config('lock_timeout', '60s', true);
    EXECUTE format('DROP VIEW IF EXISTS %I.indicators', schema);
    EXECUTE format('DROP VIEW IF EXISTS %I.estimates', schema);
    EXECUTE format('DROP VIEW IF EXISTS %I.statistics', schema);
    IF to_regclass(format('%I.level', schema)) IS NOT NULL THEN
        FOR item IN EXECUTE format('SELECT plural FROM %I.level', schema) LOOP
            EXECUTE format('DROP VIEW IF EXISTS %I.%I', schema, item);
        END LOOP;
    END IF;
    IF to_regclass(format('%I.sheet', schema)) IS NOT NULL THEN
        FOR item IN EXECUTE format('SELECT name FROM %I.sheet', schema) LOOP
            EXECUTE format('DROP VIEW IF EXISTS %I.%I', schema, item);
            EXECUTE format('DROP TABLE IF EXISTS %I.%I', schema, 'sheet_' || item);
        END LOOP;
    END IF;
    FOR item IN EXECUTE format('SELECT name FROM %I.sheet_new', schema) LOOP
        EXECUTE format('ALTER TABLE %I.%I RENAME TO %I', schema, 'sheet_' || item || '_new', 'sheet_' || item);
    END LOOP;

    FOREACH item IN ARRAY '{figure_period_new,figure_new,coverage_new}'::text[] LOOP
        EXECUTE format('DROP TABLE IF EXISTS %I.%I', schema, item);
    END LOOP;
    FOREACH item IN ARRAY '{level,area,figure_status,indicator,category,released_column,released,statistic,sheet,sheet_column,client_record,client_record_code,'
                              'estimate,estimate_outcome,estimate_subgroup,estimate_region}'::text[] LOOP
        EXECUTE format('DROP TABLE IF EXISTS %I.%I', schema, item);
        EXECUTE format('ALTER TABLE IF EXISTS %I.%I RENAME TO %I', schema, item || '_new', item);
    END LOOP;

    FOR item IN SELECT relname FROM pg_class
                WHERE relnamespace = to_regnamespace(quote_ident(schema)) AND relkind = 'i' AND relname ~ '_new_' LOOP
        EXECUTE format('ALTER INDEX %I.%I RENAME TO %I', schema, item, replace(item, '_new_', '_'));
    END LOOP;
END
$$;
