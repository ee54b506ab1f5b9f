-- The role `reader` of a private cluster, which reads released views and nothing else: each run opens its schema to the
-- role that the setting kansenkompas.reader names (schema_create.sql). Takes away what is open to every role by default.
-- No parameters; in the database kansenkompas.
DO $$
BEGIN
    IF to_regrole('reader') IS NULL THEN
        CREATE ROLE reader;
    END IF;
    ALTER ROLE reader LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
    ALTER ROLE reader SET default_transaction_read_only = on;
    ALTER DATABASE kansenkompas SET kansenkompas.reader = 'reader';
    REVOKE TEMPORARY ON DATABASE kansenkompas FROM PUBLIC;
    REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    REVOKE EXECUTE ON FUNCTION lo_create(oid), lo_creat(integer), lo_from_bytea(oid, bytea) FROM PUBLIC;
END
$$;
