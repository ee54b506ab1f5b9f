-- Takes away what rights others got by default on the tables of this run: nobody but the owner has any; people read the
-- views (views.sql). No parameters; expects the schema on the search_path.
DO $$
DECLARE
    opened record;
BEGIN
    FOR opened IN
        SELECT c.oid::regclass AS name,
               CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee
        FROM pg_class c
        CROSS JOIN aclexplode(c.relacl) a
        WHERE c.relnamespace = to_regnamespace(quote_ident(current_setting('kansenkompas.schema')))
          AND c.relkind = 'r' AND c.relname ~ '_new$' AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %s', opened.name, opened.grantee);
    END LOOP;
END
$$;
